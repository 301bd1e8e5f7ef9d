//! `cargo xtask build`.

use crate::wasm::Toolchain;
use crate::{Outcome, place, process, progress, weight};

/// Builds into `dist/` and weighs it.
pub fn run(toolchain: &Toolchain) -> Outcome {
    progress::step("Building", "1 to 4 minutes the first time", || {
        // Trunk's own words would repeat Cargo's; its warnings and errors stay.
        process::run(toolchain.trunk().args(["build", "--release", "--quiet"]))
    })?;
    weight::check(&place::dist())
}
