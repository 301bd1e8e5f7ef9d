//! The running meeting: the log, the floor and the ports, behind one face for screens and hosts.
//!
//! A [`Session`] is made before any screen and outlives them: moving an element on its page
//! takes the screens away and puts them back, and the meeting must not notice.

pub mod gesture;
pub mod listeners;
pub mod ports;
#[allow(
    clippy::module_inception,
    reason = "the room is named for what it holds"
)]
mod session;

pub use listeners::Subscription;
pub use session::{Change, Draft, Saving, Session, Shown};
