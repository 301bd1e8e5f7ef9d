//! Trunk, wasm-bindgen and the like: pinned, built once for each user, found by every checkout.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::io::{IsTerminal, stderr};
use std::path::{Path, PathBuf};

use crate::{Outcome, place, process, progress};

/// Where in the cache the tools are built.
const BUILD: &str = "build";

struct Tool {
    name: &'static str,
    version: &'static str,
    package: &'static str,
    programs: &'static [&'static str],
    features: &'static [&'static str],
    minutes: &'static str,
}

/// What it takes to drive Firefox.
const GECKODRIVER: Tool = Tool {
    name: "geckodriver",
    version: "0.37.1",
    package: "geckodriver",
    programs: &["geckodriver"],
    features: &[],
    minutes: "1 to 3 minutes, once",
};

/// What it takes to build.
const TOOLS: [Tool; 3] = [
    Tool {
        name: "trunk",
        version: "0.21.14",
        package: "trunk",
        programs: &["trunk"],
        // Without the look for newer versions at every start; with TLS, since it does not compile
        // otherwise.
        features: &["--no-default-features", "--features", "rustls"],
        minutes: "3 to 6 minutes, once",
    },
    Tool {
        name: "wasm-bindgen",
        // The crate of this name must have the same version; a test holds it.
        version: "0.2.129",
        package: "wasm-bindgen-cli",
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        features: &[],
        minutes: "1 to 3 minutes, once",
    },
    Tool {
        name: "wasm-split-cli",
        // Of the same line as the crate wasm_split_helpers; a test holds it.
        version: "0.2.4",
        package: "wasm_split_cli_support",
        programs: &["wasm-split-cli"],
        features: &["--features", "build-binary"],
        minutes: "1 to 2 minutes, once",
    },
];

/// Installs what is missing of what it takes to build; gives the folders to have on PATH.
pub fn prepare() -> Outcome<Vec<PathBuf>> {
    all(&TOOLS)
}

/// Installs what drives Firefox, if it is missing; gives the program.
pub fn geckodriver() -> Outcome<PathBuf> {
    let folders = all(&[GECKODRIVER])?;
    let program = format!("geckodriver{EXE_SUFFIX}");
    let folder = folders.first().ok_or("geckodriver has no folder.")?;
    Ok(folder.join(program))
}

fn all(tools: &[Tool]) -> Outcome<Vec<PathBuf>> {
    let cache = place::cache()?;
    let mut folders = Vec::new();
    for tool in tools {
        let home = cache.join(format!("tools/{}-{}", tool.name, tool.version));
        let folder = home.join("bin");
        let present = |program: &&str| folder.join(format!("{program}{EXE_SUFFIX}")).is_file();
        if !tool.programs.iter().all(present) {
            let what = format!("Installing {} {}", tool.name, tool.version);
            progress::step(&what, tool.minutes, || install(tool, &home, &cache))?;
        }
        folders.push(folder);
    }
    // Kept until all are in, so that an interrupted set-up goes on where it stopped.
    let build = cache.join(BUILD);
    if build.exists() {
        fs::remove_dir_all(&build)
            .map_err(|why| format!("The folder {} cannot be removed: {why}.", build.display()))?;
    }
    Ok(folders)
}

fn install(tool: &Tool, home: &Path, cache: &Path) -> Outcome {
    let mut cargo = process::command("cargo");
    cargo
        .args([
            "install",
            tool.package,
            "--version",
            tool.version,
            "--locked",
            "--force",
        ])
        .args(tool.features)
        .arg("--root")
        .arg(home)
        // Elsewhere than the checkout, whose settings are not the tools'.
        .current_dir(cache)
        .env("CARGO_TARGET_DIR", cache.join(BUILD));
    // Half the time to build, and fast enough for what they do here.
    for (setting, value) in [
        ("OPT_LEVEL", "1"),
        ("LTO", "off"),
        ("CODEGEN_UNITS", "16"),
        ("DEBUG", "0"),
    ] {
        cargo.env(format!("CARGO_PROFILE_RELEASE_{setting}"), value);
    }
    if !stderr().is_terminal() {
        cargo.arg("--quiet");
    }
    process::run(&mut cargo)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pins_agree() {
        let read = |name: &str| fs::read_to_string(place::root().join(name)).unwrap();
        let [trunk, wasm_bindgen, split] = &TOOLS;
        assert!(read("Trunk.toml").contains(&format!("trunk-version = \"={}\"", trunk.version)));
        assert!(
            read("Trunk.toml").contains(&format!("wasm_bindgen = \"{}\"", wasm_bindgen.version))
        );
        assert!(read("Cargo.toml").contains(&format!(
            "wasm-bindgen = {{ version = \"={}\"",
            wasm_bindgen.version
        )));
        let line = split.version.rsplit_once('.').unwrap().0;
        assert!(
            read("Cargo.toml").contains(&format!("wasm_split_helpers = {{ version = \"={line}."))
        );
    }
}
