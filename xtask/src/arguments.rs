//! The command line, read.

use crate::Outcome;
use crate::test::Step;
use crate::wasm::Way;

/// What `cargo xtask help` prints.
pub const HELP: &str = "\
cargo xtask serve [--port N] [--no-open]   build, serve on this machine and open it
cargo xtask build                          build into dist/ and weigh it
cargo xtask test [only STEP...]            everything that must hold
cargo xtask bench [NAME...]                measure what is claimed of speed and safety
cargo xtask setup [--browsers]             only the set-up the others do by themselves

--distro, or MEETING_DYNAMICS_DISTRO=1, takes the compiler for WebAssembly from Debian's packages.
MEETING_DYNAMICS_CACHE moves the folder that tools are kept in (~/.cache/meeting-dynamics).";

/// One thing to do.
#[derive(Debug, PartialEq)]
pub enum Task {
    /// Print the help.
    Help,
    /// Get the tools, and browsers too if asked.
    Setup { way: Way, browsers: bool },
    /// Build, serve and open.
    Serve { way: Way, port: u16, open: bool },
    /// Build into `dist/` and weigh it.
    Build { way: Way },
    /// Run the steps named, or all.
    Test { way: Way, only: Vec<Step> },
    /// Measure, what is named or everything.
    Bench { way: Way, only: Vec<String> },
    /// Finish a build from inside Trunk.
    Stage,
}

/// Reads the words after `cargo xtask`; `way` holds unless they say otherwise.
pub fn parse(words: impl Iterator<Item = String>, mut way: Way) -> Outcome<Task> {
    let mut words = words.peekable();
    let task = words.next().unwrap_or_default();
    let mut benches = Vec::new();
    let (mut browsers, mut open, mut port, mut only) = (false, true, 8080, Vec::new());

    while let Some(word) = words.next() {
        match (task.as_str(), word.as_str()) {
            ("setup" | "serve" | "build" | "test" | "bench", "--distro") => way = Way::Distro,
            ("setup", "--browsers") => browsers = true,
            ("serve", "--no-open") => open = false,
            ("serve", "--port") => port = read_port(&words.next().unwrap_or_default())?,
            ("bench", name) if !name.starts_with('-') => benches.push(name.to_owned()),
            ("test", "only") => {
                while let Some(name) = words.next_if(|word| !word.starts_with('-')) {
                    only.push(Step::named(&name)?);
                }
            }
            _ => return Err(format!("`{task}` does not know `{word}`.\n\n{HELP}")),
        }
    }

    match task.as_str() {
        "" | "help" | "--help" | "-h" => Ok(Task::Help),
        "setup" => Ok(Task::Setup { way, browsers }),
        "serve" => Ok(Task::Serve { way, port, open }),
        "build" => Ok(Task::Build { way }),
        "test" => Ok(Task::Test { way, only }),
        "bench" => Ok(Task::Bench { way, only: benches }),
        "stage" => Ok(Task::Stage),
        _ => Err(format!("There is no task `{task}`.\n\n{HELP}")),
    }
}

fn read_port(word: &str) -> Outcome<u16> {
    match word.parse() {
        Ok(port) if port > 0 => Ok(port),
        _ => Err(format!(
            "--port needs a number from 1 to 65535, not `{word}`."
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Task) {
        assert_eq!(read(line), Ok(expected), "{line}");
    }

    fn read(line: &str) -> Outcome<Task> {
        parse(line.split_whitespace().map(str::to_owned), Way::Any)
    }

    #[test]
    fn each_task_is_read() {
        check("", Task::Help);
        check("stage", Task::Stage);
        check(
            "bench kills --distro",
            Task::Bench {
                way: Way::Distro,
                only: vec!["kills".to_owned()],
            },
        );
        check("build --distro", Task::Build { way: Way::Distro });
        check(
            "setup --browsers --distro",
            Task::Setup {
                way: Way::Distro,
                browsers: true,
            },
        );
        check(
            "serve",
            Task::Serve {
                way: Way::Any,
                port: 8080,
                open: true,
            },
        );
        check(
            "serve --no-open --port 9000",
            Task::Serve {
                way: Way::Any,
                port: 9000,
                open: false,
            },
        );
        check(
            "test",
            Task::Test {
                way: Way::Any,
                only: vec![],
            },
        );
        check(
            "test only core xtask --distro",
            Task::Test {
                way: Way::Distro,
                only: vec![Step::Core, Step::Xtask],
            },
        );
    }

    #[test]
    fn what_is_not_known_is_refused() {
        for line in [
            "sreve",
            "serve --port",
            "serve --port 0",
            "serve --port 70000",
            "build --port 1",
            "test only nonsense",
        ] {
            assert!(read(line).is_err(), "{line}");
        }
    }
}
