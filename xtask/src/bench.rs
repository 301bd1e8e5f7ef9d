//! `cargo xtask bench`.

use crate::wasm::Way;
use crate::{Outcome, build, place, process, setup};

/// Builds, and measures what is named, or everything, in a real browser.
pub fn run(way: Way, only: &[String]) -> Outcome {
    build::run(&setup::toolchain(way)?)?;
    let browser = setup::browser()?;
    let mut cargo = process::command("cargo");
    cargo
        .args([
            "run",
            "--release",
            "--quiet",
            "--package",
            "bench",
            "--locked",
            "--",
        ])
        .args(only)
        .env("MEETING_DYNAMICS_DIST", place::dist())
        .env("CHROMEDRIVER", &browser.driver)
        .env("CHROME", &browser.chrome);
    process::run(&mut cargo)
}
