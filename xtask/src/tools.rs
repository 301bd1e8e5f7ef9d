//! Trunk and wasm-bindgen: pinned, built once for each user, found by every checkout.

use std::env::consts::EXE_SUFFIX;
use std::fs;
use std::io::{IsTerminal, stderr};
use std::path::PathBuf;

use crate::{Outcome, place, process, progress};

struct Tool {
    name: &'static str,
    version: &'static str,
    package: &'static str,
    programs: &'static [&'static str],
    features: &'static [&'static str],
    minutes: &'static str,
}

const TOOLS: [Tool; 2] = [
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
        minutes: "2 to 5 minutes, once",
    },
];

/// Installs what is missing; gives the folders to have on PATH.
pub fn prepare() -> Outcome<Vec<PathBuf>> {
    let build = place::cache()?.join("build");
    let mut folders = Vec::new();
    for tool in &TOOLS {
        let home = place::cache()?
            .join("tools")
            .join(format!("{}-{}", tool.name, tool.version));
        let folder = home.join("bin");
        let present = || {
            tool.programs
                .iter()
                .all(|program| folder.join(format!("{program}{EXE_SUFFIX}")).is_file())
        };
        if !present() {
            progress::step(
                &format!("Installing {} {}", tool.name, tool.version),
                tool.minutes,
                || {
                    let mut cargo = process::command("cargo");
                    cargo.args([
                        "install",
                        tool.package,
                        "--version",
                        tool.version,
                        "--locked",
                        "--force",
                    ]);
                    cargo.args(tool.features).arg("--root").arg(&home);
                    // Elsewhere than the checkout, whose settings are not the tools'.
                    cargo
                        .current_dir(place::cache()?)
                        .env("CARGO_TARGET_DIR", &build);
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
                },
            )?;
        }
        folders.push(folder);
    }
    // Kept until all are in, so that an interrupted set-up goes on where it stopped.
    if build.exists() {
        fs::remove_dir_all(&build)
            .map_err(|why| format!("The folder {} cannot be removed: {why}.", build.display()))?;
    }
    Ok(folders)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pins_agree() {
        let read = |name: &str| fs::read_to_string(place::root().join(name)).unwrap();
        let [trunk, wasm_bindgen] = &TOOLS;
        assert!(read("Trunk.toml").contains(&format!("trunk-version = \"={}\"", trunk.version)));
        assert!(
            read("Trunk.toml").contains(&format!("wasm_bindgen = \"{}\"", wasm_bindgen.version))
        );
        assert!(read("Cargo.toml").contains(&format!(
            "wasm-bindgen = {{ version = \"={}\"",
            wasm_bindgen.version
        )));
    }
}
