//! Meeting Dynamics: what happened → what it means → what it looks like.

pub mod measure;
pub mod meeting;
pub mod problem;
pub mod time;

#[cfg(feature = "app")]
pub mod embed;
