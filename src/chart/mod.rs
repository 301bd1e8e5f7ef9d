//! What it looks like: figures made of marks that CSS colours.
//!
//! A [`Figure`] is a heading, a sentence, a [`Scene`] and the tables of the same numbers. A scene
//! is drawn *for* a width and never scaled; it is a list of marks, each with a class and no
//! colour. The page makes DOM nodes of [`Mark::element`], a saved picture makes text of the same.
//!
//! This is the only room that names plotters. It knows no browser, and it never measures text in
//! one: the same figure is made natively and in the page, byte for byte.

mod airtime;
mod balance;
mod bins;
mod cells;
mod clock;
pub mod figure;
mod groups;
pub mod ink;
mod interruptions;
pub mod lettering;
mod matrix;
mod of_groups;
mod order;
mod passes;
mod plot;
mod rates;
pub mod report;
mod rows;
mod scatter;
pub mod scene;
mod sentence;
mod sheet;
mod signs;
pub mod svg;
mod tables;
mod ticks;
mod timeline;
mod turns;
mod view;
mod windows;

pub use airtime::airtime;
pub use balance::balance;
pub use cells::cells;
pub use figure::{ChartKind, Column, Figure, LegendEntry, Picture, Subject, Table, TimeScale};
pub use ink::Ink;
pub use interruptions::interruptions;
pub use passes::passes;
pub use scene::{Element, Mark, Scene, Shape};
pub use timeline::{Closer, timeline, timeline_closer};
pub use view::View;
pub use windows::windows;
