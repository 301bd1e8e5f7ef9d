//! Drives the built product in a real Chromium as people do: by the names that a screen reader reads
//! out, with touch, mouse and keys, from a plain static server under a sub-path.
//!
//! In reading order: [`server`] serves `dist/` and remembers what was asked for; [`driver`] starts and ends
//! browsers; [`browser`] is one of them with one profile; [`view`] finds and uses what is on its
//! page, [`hand`] draws on its pictures; [`clock`] holds the page's time still; [`story`] has the steps and answers that several journeys share.
//!
//! [`anywhere`] drives Firefox and WebKit too, with what WebDriver alone can do.
//!
//! Deliberately absent: retries, and sleeping in the hope that something is done by then. Every wait is
//! for a condition, and says what it waited for when it does not come.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

pub mod anywhere;
pub mod browser;
pub mod clock;
pub mod driver;
pub mod hand;
pub mod server;
pub mod story;
pub mod view;
pub mod wait;

pub use anywhere::{Anywhere, Engine};
pub use browser::{Browser, Device, Tab};
pub use server::Server;
pub use view::{Key, View};
pub use wait::until;
