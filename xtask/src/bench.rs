//! `cargo xtask bench`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::wasm::Way;
use crate::{Outcome, build, debian, place, process, progress, setup};

/// Which measurements have a peer from npm, which one from PyPI.
const WITH_NPM: [&str; 3] = ["timeline", "pan", "weight"];
const WITH_PYTHON: [&str; 1] = ["pyannote"];

/// Builds, and measures what is named, or everything, in a real browser.
pub fn run(way: Way, only: &[String]) -> Outcome {
    build::run(&setup::toolchain(way)?)?;
    let browser = setup::browser()?;
    let wants =
        |names: &[&str]| only.is_empty() || only.iter().any(|name| names.contains(&name.as_str()));
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
    if wants(&WITH_NPM) {
        tell(&mut cargo, "NPM", npm());
    }
    if wants(&WITH_PYTHON) {
        tell(&mut cargo, "PYTHON", python());
    }
    process::run(&mut cargo)
}

/// Tells the measurements where their peers are, or why there are none: it is said there, and the
/// others are measured all the same.
fn tell(cargo: &mut Command, kind: &str, place: Outcome<PathBuf>) {
    let name = format!("MEETING_DYNAMICS_PEERS_{kind}");
    match place {
        Ok(place) => cargo.env(name, place),
        Err(problem) => {
            println!("{problem}");
            cargo.env(format!("{name}_PROBLEM"), problem)
        }
    };
}

/// The folder of modules that `bench/peers/package.json` names, installed into the cache.
fn npm() -> Outcome<PathBuf> {
    let _lock = place::lock_cache()?;
    let (folder, wanted) = (folder("npm")?, wanted("package.json")?);
    let modules = folder.join("node_modules");
    if !(modules.is_dir() && is_there(&folder, &wanted)) {
        if process::find(&["npm"]).is_none() {
            debian::install(
                &["npm"],
                "The package manager of the charts to compare with",
            )?;
        }
        let manifest = folder.join("package.json");
        fs::write(&manifest, &wanted).map_err(|why| unwritten(&manifest, &why))?;
        let what = "Fetching the charts to compare with";
        progress::step(what, "half a minute, once", || {
            process::run(
                process::command("npm")
                    .args(["install", "--ignore-scripts", "--no-package-lock"])
                    .args(["--no-audit", "--no-fund", "--loglevel=error"])
                    // Minutes of trying again help nobody.
                    .args(["--fetch-retries=1", "--fetch-retry-mintimeout=1000"])
                    .args(["--fetch-timeout=60000", "--prefer-offline"])
                    .current_dir(&folder),
            )
        })?;
        now_there(&folder, &wanted)?;
    }
    Ok(modules)
}

/// A Python that has what `bench/peers/requirements.txt` names, installed into the cache.
fn python() -> Outcome<PathBuf> {
    let _lock = place::lock_cache()?;
    let (folder, wanted) = (folder("python")?, wanted("requirements.txt")?);
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let python = programs.join("python");
    if !(python.exists() && is_there(&folder, &wanted)) {
        let what = "Fetching pyannote.core to compare with";
        progress::step(what, "up to a minute, once", || {
            environment(&folder)?;
            let list = place::root().join("bench/peers/requirements.txt");
            process::run(
                process::command(&python)
                    .args(["-m", "pip", "install", "--quiet", "--no-input"])
                    .args(["--disable-pip-version-check", "--only-binary", ":all:"])
                    .args(["--retries", "1", "--timeout", "60", "--requirement"])
                    .arg(list),
            )
        })?;
        now_there(&folder, &wanted)?;
    }
    Ok(python)
}

/// Makes a Python environment in this folder, anew. Debian's Python needs a package for that.
fn environment(folder: &Path) -> Outcome {
    let make = |python: &str| {
        let mut command = process::command(python);
        process::run(command.args(["-m", "venv", "--clear"]).arg(folder))
    };
    if process::find(&["python3"]).is_some() && make("python3").is_ok() {
        return Ok(());
    }
    debian::install(
        &["python3", "python3-venv"],
        "The Python to compare pyannote.core in",
    )?;
    make("/usr/bin/python3")
}

/// A folder of the cache for peers of a kind.
fn folder(kind: &str) -> Outcome<PathBuf> {
    let folder = place::cache()?.join("peers").join(kind);
    fs::create_dir_all(&folder).map_err(|why| unwritten(&folder, &why))?;
    Ok(folder)
}

/// What is to be installed, as a file of the bench says.
fn wanted(name: &str) -> Outcome<String> {
    let path = place::root().join("bench/peers").join(name);
    fs::read_to_string(&path)
        .map_err(|why| format!("The file {} cannot be read: {why}.", path.display()))
}

/// The file that says what was installed to its end.
const INSTALLED: &str = "installed";

/// Whether just this is there. If not, nothing is said to be there any more.
fn is_there(folder: &Path, wanted: &str) -> bool {
    let path = folder.join(INSTALLED);
    let there = fs::read_to_string(&path).is_ok_and(|installed| installed == wanted);
    if !there {
        // What was never there need not go.
        let _ = fs::remove_file(path);
    }
    there
}

fn now_there(folder: &Path, wanted: &str) -> Outcome {
    let path = folder.join(INSTALLED);
    fs::write(&path, wanted).map_err(|why| unwritten(&path, &why))
}

fn unwritten(path: &Path, why: &std::io::Error) -> String {
    format!("{} cannot be written: {why}.", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_peer_has_one_version() {
        let exact = |version: &str| {
            version.split('.').count() >= 2
                && version
                    .chars()
                    .all(|sign| sign.is_ascii_digit() || sign == '.')
        };
        let python = wanted("requirements.txt").unwrap();
        for line in python.lines() {
            assert!(
                line.split_once("==")
                    .is_some_and(|(_, version)| exact(version)),
                "{line}"
            );
        }
        let npm = wanted("package.json").unwrap();
        let (_, packages) = npm.split_once("\"dependencies\": {").unwrap();
        let packages = packages.lines().filter(|line| line.contains(": "));
        assert!(packages.clone().count() > 5);
        for line in packages {
            let version = line.rsplit_once(": \"").unwrap().1;
            assert!(exact(version.trim_end_matches(['"', ','])), "{line}");
        }
    }

    #[test]
    fn what_is_wanted_now_counts_and_not_what_is_there() {
        let folder = std::env::temp_dir().join(format!("peers-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        assert!(!is_there(&folder, "one"));
        now_there(&folder, "one").unwrap();
        assert!(is_there(&folder, "one"));
        assert!(!is_there(&folder, "another"));
        assert!(
            !is_there(&folder, "one"),
            "an installation may have been broken off"
        );
        fs::remove_dir_all(&folder).unwrap();
    }
}
