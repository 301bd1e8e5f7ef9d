//! What a browser answers to the ports of `session`, and the few things screens ask of it.

pub mod awake;
pub mod clock;
pub mod download;
pub mod haptics;
pub mod journal;
pub mod preferences;
pub mod taken;
pub mod upload;
pub mod visibility;

pub use clock::PageClock;
pub use journal::{DeviceJournal, NoJournal};
