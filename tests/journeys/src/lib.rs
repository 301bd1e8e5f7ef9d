//! Drives the built product as people do.
