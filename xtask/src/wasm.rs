//! Rust's standard library for WebAssembly, and the surroundings in which Cargo and Trunk use it.
//!
//! Most installations have it or get it through rustup. Where rustup is refused or not there,
//! Debian has a compiler and the library's source, from which it is built once.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::{IsTerminal, stderr};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Outcome, debian, place, process, progress};

/// What WebAssembly in a browser is called among Rust's targets.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Debian's compiler, its library's source and the linker that fits it.
const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];
const LINKER: &str = "wasm-ld-22";
const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";

/// Where the standard library may come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Way {
    /// From wherever it is to be had, rustup first.
    Any,
    /// From Debian's packages.
    Distro,
}

impl Way {
    /// What `MEETING_DYNAMICS_DISTRO` asks for.
    pub fn from_environment() -> Self {
        match env::var("MEETING_DYNAMICS_DISTRO") {
            Ok(value) if !value.is_empty() && value != "0" => Self::Distro,
            _ => Self::Any,
        }
    }
}

/// The standard library, found.
pub enum Target {
    /// The toolchain on PATH has it.
    Toolchain,
    /// Debian's compiler has it, in this sysroot of our own.
    Distro(PathBuf),
}

/// Surroundings in which to build for the browser.
pub struct Toolchain {
    path: OsString,
    sysroot: Option<PathBuf>,
}

impl Toolchain {
    /// Puts the tools' folders first on PATH.
    pub fn new(target: Target, mut folders: Vec<PathBuf>) -> Outcome<Self> {
        let sysroot = match target {
            Target::Toolchain => None,
            Target::Distro(sysroot) => {
                folders.push("/usr/bin".into());
                Some(sysroot)
            }
        };
        Ok(Self {
            path: path_with(&folders)?,
            sysroot,
        })
    }

    /// Trunk.
    pub fn trunk(&self) -> Command {
        let mut trunk = self.command("trunk");
        // It adds where it was in its own source to each error.
        trunk.env("RUST_LIB_BACKTRACE", "0");
        if !stderr().is_terminal() {
            trunk.env("CARGO_TERM_QUIET", "true");
        }
        trunk
    }

    /// Cargo, building for the browser.
    pub fn cargo(&self) -> Command {
        self.command("cargo")
    }

    fn command(&self, program: &str) -> Command {
        let mut command = process::command(program);
        command.env("PATH", &self.path);
        // For this target alone: macros are compiled for this machine, with its own library.
        let mut flags = unnamed_paths();
        if let Some(sysroot) = &self.sysroot {
            let mut flag = OsString::from("--sysroot=");
            flag.push(sysroot);
            flags.push(flag);
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", LINKER);
            only_distro(&mut command);
        }
        let flags = flags.join(&OsString::from(" "));
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
        command
    }
}

/// Flags that keep this machine's folders out of the program, which names the files of its
/// libraries: a build is the same wherever it is made, and says nothing of who made it.
fn unnamed_paths() -> Vec<OsString> {
    let home = env::var_os("HOME").map(PathBuf::from);
    let folder = |variable: &str, usual: &str| {
        let named = env::var_os(variable).map(PathBuf::from);
        named.or_else(|| Some(home.as_ref()?.join(usual)))
    };
    let folders = [
        Some(place::root()),
        folder("CARGO_HOME", ".cargo"),
        folder("RUSTUP_HOME", ".rustup"),
    ];
    let is_one_word = |folder: &PathBuf| !folder.to_string_lossy().contains(char::is_whitespace);
    let flag = |folder: PathBuf| {
        let mut flag = OsString::from("--remap-path-prefix=");
        flag.push(folder);
        flag.push("=");
        flag
    };
    // Flags are split at spaces: a folder with one in its name keeps it.
    folders
        .into_iter()
        .flatten()
        .filter(is_one_word)
        .map(flag)
        .collect()
}

/// Finds the standard library, or gets it.
pub fn prepare(way: Way) -> Outcome<Target> {
    if way == Way::Distro {
        return distro().map(Target::Distro);
    }
    if toolchain_has_it() {
        return Ok(Target::Toolchain);
    }
    // Built in an earlier run, since rustup was refused then: not worth asking again.
    if distro_sysroot()?.is_some_and(|sysroot| sysroot.exists()) {
        return distro().map(Target::Distro);
    }
    if process::find(&["rustup"]).is_some() {
        let added = progress::step(
            "Adding WebAssembly to the Rust toolchain",
            "a minute, once",
            || process::run(process::command("rustup").args(["target", "add", TARGET])),
        );
        match added {
            Ok(()) if toolchain_has_it() => return Ok(Target::Toolchain),
            Ok(()) => println!(
                "rustup added {TARGET}, but not to the toolchain in use. Trying Debian's packages."
            ),
            Err(problem) => println!("{problem}\nTrying Debian's packages instead."),
        }
    }
    distro().map(Target::Distro).map_err(|problem| {
        format!(
            "Rust's standard library for WebAssembly is missing. \
             The usual way to get it is `rustup target add {TARGET}`. \
             The other way, by Debian's packages, did not work either:\n{problem}"
        )
    })
}

fn toolchain_has_it() -> bool {
    let question = ["--print", "target-libdir", "--target", TARGET];
    let folder = process::answer(process::command("rustc").args(question));
    folder.is_some_and(|folder| has_core(Path::new(&folder)))
}

fn has_core(folder: &Path) -> bool {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files
        .map(|file| file.file_name())
        .any(|name| name.to_string_lossy().starts_with("libcore-"))
}

/// The sysroot of our own for Debian's compiler, built if it is not there.
fn distro() -> Outcome<PathBuf> {
    if distro_sysroot()?.is_none() || !has_distro_rest() {
        debian::install(&PACKAGES, "The compiler for WebAssembly")?;
    }
    let sysroot = distro_sysroot()?.ok_or_else(|| {
        format!(
            "Debian's /usr/bin/rustc is older than Rust {}, which this project needs. \
             Debian's security archive has a newer one: is it among the machine's sources?",
            env!("CARGO_PKG_RUST_VERSION")
        )
    })?;
    if !sysroot.exists() {
        progress::step(
            "Building Rust's standard library for WebAssembly",
            "1 to 4 minutes, once",
            || build_std(&sysroot),
        )?;
    }
    Ok(sysroot)
}

/// Whether all is there that goes with Debian's compiler.
fn has_distro_rest() -> bool {
    let home = process::answer(process::command(RUSTC).args(["--print", "sysroot"]));
    let source = |home: String| {
        Path::new(&home)
            .join("lib/rustlib/src/rust/library")
            .exists()
    };
    home.is_some_and(source) && Path::new(CARGO).exists() && process::find(&[LINKER]).is_some()
}

/// Where the sysroot belongs for Debian's compiler as it is now; nothing when that is missing or
/// too old.
fn distro_sysroot() -> Outcome<Option<PathBuf>> {
    let answer = process::answer(only_distro(process::command(RUSTC).arg("--version")));
    let version = answer
        .as_deref()
        .and_then(|answer| answer.split_whitespace().nth(1))
        .unwrap_or_default();
    let recent = numbers(version) >= numbers(env!("CARGO_PKG_RUST_VERSION"));
    let folder = place::cache()?.join(format!("sysroot-{version}"));
    Ok(recent.then_some(folder))
}

fn numbers(version: &str) -> Vec<u32> {
    version
        .split('.')
        .map_while(|number| number.parse().ok())
        .collect()
}

/// Builds the standard library from Debian's source, and moves it to its place when it is whole.
fn build_std(sysroot: &Path) -> Outcome {
    let work = sysroot.with_file_name("sysroot.partial");
    let problem = |why| format!("The folder {} cannot be prepared: {why}.", work.display());
    if work.exists() {
        fs::remove_dir_all(&work).map_err(problem)?;
    }
    fs::create_dir_all(work.join("src")).map_err(problem)?;
    // Cargo builds the library on the way to some package: an empty one.
    let manifest = "[package]\nname = \"nothing\"\nedition = \"2024\"\n[workspace]\n";
    fs::write(work.join("Cargo.toml"), manifest).map_err(problem)?;
    fs::write(work.join("src/lib.rs"), "#![no_std]\n").map_err(problem)?;

    let mut cargo = process::command(CARGO);
    only_distro(&mut cargo)
        .args(["build", "--quiet", "--release", "--target", TARGET])
        .args(["-Z", "build-std=std,panic_abort,test"])
        .current_dir(&work)
        .env("CARGO_TARGET_DIR", work.join("target"))
        .env("PATH", path_with(&["/usr/bin".into()])?)
        // Building it is an unstable thing to do; and without bitcode inside, link-time
        // optimisation would refuse it.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTFLAGS", "-Cembed-bitcode=yes");
    process::run(&mut cargo)?;

    let ready = work.join("sysroot");
    let library = ready.join("lib/rustlib").join(TARGET).join("lib");
    let built = work.join("target").join(TARGET).join("release/deps");
    copy_libraries(&built, &library).map_err(problem)?;
    if !has_core(&library) {
        return Err(format!(
            "Cargo built no standard library in {}. \
             Are Debian's rustc-web and rust-web-src of one version?",
            built.display()
        ));
    }
    fs::rename(&ready, sysroot)
        .and_then(|()| fs::remove_dir_all(&work))
        .map_err(problem)
}

fn copy_libraries(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for file in fs::read_dir(from)? {
        let file = file?;
        let name = file.file_name();
        let text = name.to_string_lossy();
        if text.ends_with(".rlib") && !text.starts_with("libnothing-") {
            fs::copy(file.path(), to.join(&name))?;
        }
    }
    Ok(())
}

/// Keeps what belongs to another toolchain away from Debian's.
fn only_distro(command: &mut Command) -> &mut Command {
    // RUSTFLAGS for all would win over the flags for one target.
    for variable in [
        "RUSTC",
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "LD_LIBRARY_PATH",
        "CARGO",
        "RUSTUP_TOOLCHAIN",
    ] {
        command.env_remove(variable);
    }
    command
}

fn path_with(folders: &[PathBuf]) -> Outcome<OsString> {
    let rest = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folders.iter().cloned().chain(env::split_paths(&rest))).map_err(|why| {
        format!(
            "PATH cannot be put together: {why}. \
                 Name another cache folder with MEETING_DYNAMICS_CACHE."
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number() {
        assert!(numbers("1.96.0") >= numbers("1.95"));
        assert!(numbers("1.95.0") >= numbers("1.95"));
        assert!(numbers("1.85.0") < numbers("1.95"));
        assert!(numbers("1.100.0") > numbers("1.95"));
        assert!(numbers("") < numbers("1.95"));
    }
}
