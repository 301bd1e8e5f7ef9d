//! Everything that a task needs and a fresh machine lacks.

use crate::browser::{Browser, Engines};
use crate::wasm::{Toolchain, Way};
use crate::{Outcome, browser, place, process, tools, wasm};

/// What it takes to build for the browser.
pub fn toolchain(way: Way) -> Outcome<Toolchain> {
    let _lock = place::lock_cache()?;
    let target = wasm::prepare(way)?;
    let tools = tools::prepare()?;
    Toolchain::new(target, tools)
}

/// What it takes to test in a browser.
pub fn browser() -> Outcome<Browser> {
    let _lock = place::lock_cache()?;
    browser::prepare()
}

/// What it takes to try other browsers too.
pub fn engines() -> Outcome<Engines> {
    let _lock = place::lock_cache()?;
    browser::prepare_engines()
}

/// `cargo fmt` and `cargo clippy`, which minimal installations of Rust leave out.
pub fn lints() -> Outcome {
    for (tool, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        let present =
            || process::answer(process::command("cargo").args([tool, "--version"])).is_some();
        if present() {
            continue;
        }
        println!("Adding {component} to the toolchain");
        let added = process::run(process::command("rustup").args(["component", "add", component]));
        if added.is_err() || !present() {
            return Err(format!(
                "`cargo {tool}` is missing and could not be added. \
                 Install it: `rustup component add {component}`, \
                 or the package of your system that has it."
            ));
        }
    }
    Ok(())
}
