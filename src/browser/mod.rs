//! What a browser answers to the ports of `session`, and the few things screens ask of it.

mod archive;
pub mod clock;
mod database;
pub mod download;
pub mod journal;
pub mod tabs;
pub mod upload;

pub use clock::PageClock;
pub use journal::{DeviceJournal, NoJournal};
pub use tabs::PageTabs;
