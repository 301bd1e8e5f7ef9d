//! The running meeting: the log, the floor and the ports, behind one face for screens and hosts.
//!
//! A [`Session`] is made before any screen and outlives them: moving an element on its page
//! takes the screens away and puts them back, and the meeting must not notice.

pub mod attending;
mod following;
pub mod gesture;
mod handing;
mod keeping;
mod kept;
pub mod listeners;
mod neighbours;
mod people;
pub mod ports;
mod resting;
mod restoring;
mod reviewing;
#[allow(
    clippy::module_inception,
    reason = "the room is named for what it holds"
)]
mod session;
mod tapping;

pub use attending::{Answer, Gap};
pub use keeping::{Followed, Saving};
pub use kept::KeptMeeting;
pub use listeners::Subscription;
pub use session::{Change, Draft, Remark, Session, Shown};
