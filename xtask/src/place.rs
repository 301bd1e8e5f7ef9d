//! Where things are: the checkout, and the folder that every checkout of a user shares.

use std::env;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::Outcome;

/// The checkout's top folder.
pub fn root() -> PathBuf {
    // Cargo says where this package is; it is one below.
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    package
        .as_deref()
        .and_then(Path::parent)
        .unwrap_or(Path::new("."))
        .to_owned()
}

/// What Trunk builds.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The folder that keeps tools between runs and between checkouts.
pub fn cache() -> Outcome<PathBuf> {
    let named = |variable| {
        env::var_os(variable)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let folder = named("MEETING_DYNAMICS_CACHE")
        .or_else(|| Some(named("XDG_CACHE_HOME")?.join("meeting-dynamics")))
        .or_else(|| Some(env::home_dir()?.join(".cache/meeting-dynamics")))
        .ok_or("There is no home folder to keep tools in. Name one with MEETING_DYNAMICS_CACHE.")?;
    fs::create_dir_all(&folder)
        .and_then(|()| folder.canonicalize())
        .map_err(|why| {
            format!(
                "The cache folder {} cannot be used: {why}. \
                 Name another with MEETING_DYNAMICS_CACHE.",
                folder.display()
            )
        })
}

/// Holds the cache folder for one set-up at a time, until dropped.
pub fn lock_cache() -> Outcome<File> {
    let path = cache()?.join("lock");
    let problem = |why| format!("The lock {} cannot be taken: {why}.", path.display());
    let file = File::create(&path).map_err(problem)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            println!(
                "Another set-up is at work in {}; waiting for it.",
                path.with_file_name("").display()
            );
            file.lock().map_err(problem)?;
            Ok(file)
        }
        Err(TryLockError::Error(why)) => Err(problem(why)),
    }
}
