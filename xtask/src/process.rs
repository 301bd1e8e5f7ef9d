//! Other programs, run.

use std::env;
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::Outcome;

/// A command in the checkout's top folder that never asks questions.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(crate::place::root())
        .stdin(Stdio::null());
    command
}

/// Runs a command to its end, its words passed on.
pub fn run(command: &mut Command) -> Outcome {
    let status = command
        .status()
        .map_err(|why| could_not_start(command, &why))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!(
            "This failed ({status}); what it said is above:\n  {}",
            shown(command)
        ))
    }
}

/// Lets a command take this one's place, so that ending the one ends the other, in whatever way.
#[cfg(unix)]
pub fn hand_over(command: &mut Command) -> Outcome {
    let why = std::os::unix::process::CommandExt::exec(command);
    Err(could_not_start(command, &why))
}

/// Runs a command to its end: this system cannot let one take another's place.
#[cfg(not(unix))]
pub fn hand_over(command: &mut Command) -> Outcome {
    run(command)
}

/// Runs a command to its end and hands each line it prints to `see`, passed on as well.
/// `false` when it failed.
pub fn run_seeing(command: &mut Command, mut see: impl FnMut(&str)) -> Outcome<bool> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|why| could_not_start(command, &why))?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line.map_err(|why| {
                format!("What `{}` prints cannot be read: {why}.", shown(command))
            })?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            see(&line);
        }
        // A closed terminal is no reason to stop the tests.
        let _ = io::stdout().flush();
    }
    let status = child
        .wait()
        .map_err(|why| format!("`{}` was lost: {why}.", shown(command)))?;
    Ok(status.success())
}

/// What a command prints, trimmed; nothing when it is not there or fails.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The first of these programs that is on PATH.
pub fn find(programs: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let in_folders = |program: &&str| {
        let name = format!("{program}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&path)
            .map(|folder| folder.join(&name))
            .find(|file| file.is_file())
    };
    programs.iter().find_map(in_folders)
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

fn could_not_start(command: &Command, why: &io::Error) -> String {
    let program = command.get_program().to_string_lossy();
    format!("`{program}` cannot be started: {why}. Is it installed and on PATH?")
}
