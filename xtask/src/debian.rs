//! Debian's packages, where the machine has them and lets us.

use std::process::{Command, Stdio};

use crate::{Outcome, process, progress};

/// Installs packages, or says in words who has to.
pub fn install(packages: &[&str], what_for: &str) -> Outcome {
    let list = packages.join(" ");
    if process::find(&["apt-get"]).is_none() {
        return Err(format!(
            "{what_for} cannot be installed by itself on this system, which is not Debian's. \
             Please install what Debian calls: {list}"
        ));
    }
    if process::answer(process::command("id").arg("-u")).as_deref() != Some("0") {
        return Err(format!(
            "{what_for} needs packages that only root can install. \
             Please run:\n  sudo apt-get install {list}"
        ));
    }
    progress::step(
        &format!("Installing {list}"),
        "1 to 3 minutes, once",
        || {
            // An old list of packages names files that are gone.
            // Where it cannot be renewed, it may still do.
            if let Err(problem) = process::run(apt_get().arg("update")) {
                println!("{problem}\nGoing on with the list of packages that is here.");
            }
            // Better to stop than to take away what somebody installed.
            process::run(
                apt_get()
                    .args(["install", "--yes", "--no-install-recommends", "--no-remove"])
                    .args(packages),
            )
        },
    )
}

fn apt_get() -> Command {
    let mut command = process::command("apt-get");
    // Problems are said on the other stream.
    command
        .stdout(Stdio::null())
        .env("DEBIAN_FRONTEND", "noninteractive");
    command
}
