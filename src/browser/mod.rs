//! What a browser answers to the ports of `session`, and the few things screens ask of it.

mod archive;
pub mod awake;
pub mod built;
pub mod clock;
mod database;
pub mod download;
pub mod early;
pub mod hand_on;
pub mod haptics;
pub mod home;
pub mod journal;
pub mod link;
pub mod preferences;
pub mod sheets;
pub mod storage;
pub mod tabs;
pub mod upload;
pub mod visibility;

pub use clock::PageClock;
pub use journal::{DeviceJournal, NoJournal};
pub use tabs::PageTabs;
