//! Meeting Dynamics.

#[cfg(feature = "app")]
pub mod embed;
