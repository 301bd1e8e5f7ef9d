//! Set-up, serving, building and testing: `cargo xtask <task>`.
//!
//! In reading order: [`arguments`] says what was asked for; [`setup`] gets what the task needs,
//! with [`tools`], [`wasm`], [`debian`] and [`browser`] under it; [`serve`], [`build`] and [`test`]
//! do it; [`stage`] and [`weight`] finish and measure what Trunk builds. [`place`], [`process`] and
//! [`progress`] are the floor they stand on.
//!
//! Deliberately absent: a configuration file, and any memory of earlier runs. What is on the disk
//! decides.

mod arguments;
mod bench;
mod browser;
mod build;
mod counts;
mod cut;
mod debian;
mod glue;
mod pack;
mod place;
mod process;
mod progress;
mod serve;
mod setup;
mod stage;
mod test;
mod tools;
mod wasm;
mod weight;

use std::process::ExitCode;

use arguments::Task;
use wasm::Way;

/// What a task gives back: a value, or sentences saying what went wrong, where, and what to do.
type Outcome<T = ()> = Result<T, String>;

fn main() -> ExitCode {
    let words = std::env::args().skip(1);
    match arguments::parse(words, Way::from_environment()).and_then(run) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\n{problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Outcome {
    match task {
        Task::Help => {
            println!("{}", arguments::HELP);
            Ok(())
        }
        Task::Setup { way, browsers } => {
            setup::toolchain(way)?;
            if browsers {
                setup::browser()?;
            }
            println!("Everything is in place.");
            Ok(())
        }
        Task::Serve { way, port, open } => serve::run(way, port, open),
        Task::Build { way } => build::run(&setup::toolchain(way)?),
        Task::Test { way, only } => test::run(way, &only),
        Task::Bench { way, only } => bench::run(way, &only),
        Task::Stage => stage::run(),
    }
}
