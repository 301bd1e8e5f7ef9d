//! What a browser answers to the ports of `session`, and the few things screens ask of it.

pub mod clock;
pub mod download;
pub mod journal;
pub mod taken;
pub mod upload;

pub use clock::PageClock;
pub use journal::{DeviceJournal, NoJournal};
