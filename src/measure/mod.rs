//! What it means: every number that people see, from the course of the meeting.
//!
//! Nothing here is rounded before it is summed, and what has nothing to divide by is `None`.

pub mod agreement;
pub mod airtime;
pub mod equality;
pub mod groups;
pub mod interruptions;
pub mod moments;
pub mod plain;
pub mod summary;
pub mod uncertainty;

pub use moments::{MomentKind, SmallMoment};
pub use plain::Plain;
pub use summary::{Options, Reading, Summary};
