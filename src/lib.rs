//! Meeting Dynamics: what happened → what it means → what it looks like.

pub mod time;

pub mod problem;

pub mod order;

pub mod meeting;

pub mod measure;

pub mod text;

pub mod chart;

pub mod file;

pub mod share;

pub mod session;

#[cfg(feature = "app")]
pub mod browser;

#[cfg(feature = "app")]
pub mod ui;

#[cfg(feature = "app")]
pub mod embed;
