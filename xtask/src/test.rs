//! `cargo xtask test`.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::browser::Browser;
use crate::counts::Counts;
use crate::wasm::{TARGET, Toolchain, Way};
use crate::{Outcome, build, place, process, progress, setup};

/// One part of the whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    /// Everything is formatted.
    Format,
    /// No lint complains.
    Clippy,
    /// Nor in the pure rooms alone.
    ClippyCore,
    /// The pure rooms do what they say, without a browser.
    Core,
    /// These tasks do too.
    Xtask,
    /// The rim does, inside a browser.
    Browser,
    /// It builds, and is light enough.
    Build,
    /// What was built does what people want of it.
    Journeys,
}

const ALL: [Step; 8] = [
    Step::Format,
    Step::Clippy,
    Step::ClippyCore,
    Step::Core,
    Step::Xtask,
    Step::Browser,
    Step::Build,
    Step::Journeys,
];

impl Step {
    /// The step of this name.
    pub fn named(name: &str) -> Outcome<Self> {
        ALL.into_iter()
            .find(|step| step.name() == name)
            .ok_or_else(|| {
                let names: Vec<_> = ALL.iter().map(|step| step.name()).collect();
                format!(
                    "There is no step `{name}`; there are: {}.",
                    names.join(", ")
                )
            })
    }

    fn name(self) -> &'static str {
        match self {
            Self::Format => "fmt",
            Self::Clippy => "clippy",
            Self::ClippyCore => "clippy-core",
            Self::Core => "core",
            Self::Xtask => "xtask",
            Self::Browser => "browser",
            Self::Build => "build",
            Self::Journeys => "journeys",
        }
    }

    fn lints(self) -> bool {
        matches!(self, Self::Format | Self::Clippy | Self::ClippyCore)
    }

    fn needs_toolchain(self) -> bool {
        matches!(self, Self::Browser | Self::Build)
    }

    fn needs_browser(self) -> bool {
        matches!(self, Self::Browser | Self::Journeys)
    }

    fn has_tests(self) -> bool {
        matches!(
            self,
            Self::Core | Self::Xtask | Self::Browser | Self::Journeys
        )
    }
}

/// What the steps stand on; each part is there when a step asks for it.
struct Bench {
    toolchain: Option<Toolchain>,
    browser: Option<Browser>,
}

/// Runs the steps asked for, or all; stops at the first that fails. The last line printed is the
/// count of tests.
pub fn run(way: Way, only: &[Step]) -> Outcome {
    let steps = if only.is_empty() { &ALL } else { only };
    let needed = |need: fn(Step) -> bool| steps.iter().any(|step| need(*step));

    if needed(Step::lints) {
        setup::lints()?;
    }
    let bench = Bench {
        toolchain: if needed(Step::needs_toolchain) {
            Some(setup::toolchain(way)?)
        } else {
            None
        },
        browser: if needed(Step::needs_browser) {
            Some(setup::browser()?)
        } else {
            None
        },
    };

    let mut sum = Counts::default();
    let mut times = Vec::new();
    let mut problem = None;
    for (number, step) in (1..).zip(steps) {
        println!("\n[{number}/{}] {} ...", steps.len(), step.name());
        let start = Instant::now();
        let mut counts = Counts::default();
        let result = bench.perform(*step, &mut counts);
        println!(
            "[{number}/{}] {}: {}",
            steps.len(),
            step.name(),
            progress::shown(start.elapsed())
        );
        times.push((*step, start.elapsed(), counts));
        if let Err(words) = result {
            // What failed without a test of its own, such as a lint, is a failure all the same.
            counts.failed = counts.failed.max(1);
            problem = Some(format!("The step {} failed. {words}", step.name()));
        }
        sum += counts;
        if problem.is_some() {
            break;
        }
    }

    print!("\n{}", summary(&times));
    if sum.ignored > 0 {
        println!("{} ignored", sum.ignored);
    }
    if let Some(problem) = &problem {
        println!("{problem}");
    }
    println!("{sum}");
    match problem {
        None => Ok(()),
        Some(_) => std::process::exit(1),
    }
}

impl Bench {
    fn perform(&self, step: Step, counts: &mut Counts) -> Outcome {
        match step {
            Step::Format => process::run(cargo().args(["fmt", "--all", "--check"])),
            Step::Clippy => process::run(cargo().args([
                "clippy",
                "--workspace",
                "--all-targets",
                "--locked",
                "--",
                "-D",
                "warnings",
            ])),
            Step::ClippyCore => {
                let what = [
                    "clippy",
                    "--no-default-features",
                    "--all-targets",
                    "--locked",
                    "--",
                    "-D",
                    "warnings",
                ];
                process::run(cargo().args(what))
            }
            Step::Build => build::run(self.toolchain()?),
            // Until the first test in the browser is written.
            Step::Browser if !place::root().join("tests/browser.rs").exists() => {
                println!("There are no tests in the browser yet.");
                Ok(())
            }
            Step::Core => tests(
                cargo().args(["test", "--no-default-features", "--locked"]),
                counts,
            ),
            Step::Xtask => tests(
                cargo().args(["test", "--package", "xtask", "--locked"]),
                counts,
            ),
            Step::Browser => tests(&mut self.in_browser()?, counts),
            Step::Journeys => tests(&mut self.journeys()?, counts),
        }
    }

    fn in_browser(&self) -> Outcome<Command> {
        let mut cargo = self.toolchain()?.cargo();
        cargo.args(["test", "--target", TARGET, "--test", "browser", "--locked"]);
        cargo.env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        );
        cargo.env("CHROMEDRIVER", &self.browser()?.driver);
        // Seconds, for a slow machine; twenty otherwise.
        cargo.env("WASM_BINDGEN_TEST_TIMEOUT", "120");
        cargo.env(
            "WASM_BINDGEN_TEST_WEBDRIVER_JSON",
            place::root().join("xtask/webdriver.json"),
        );
        Ok(cargo)
    }

    fn journeys(&self) -> Outcome<Command> {
        let dist = place::dist();
        if !dist.join("index.html").exists() {
            return Err(format!(
                "There is nothing built in {}. Run `cargo xtask build` first.",
                dist.display()
            ));
        }
        let browser = self.browser()?;
        let mut cargo = cargo();
        // One at a time: each has a browser of its own, and measures times in it.
        cargo.args([
            "test",
            "--package",
            "journeys",
            "--locked",
            "--",
            "--test-threads=1",
        ]);
        cargo
            .env("MEETING_DYNAMICS_DIST", dist)
            .env("CHROMEDRIVER", &browser.driver)
            .env("CHROME", &browser.chrome);
        Ok(cargo)
    }

    fn toolchain(&self) -> Outcome<&Toolchain> {
        self.toolchain
            .as_ref()
            .ok_or_else(|| "The tools were not set up for this step.".to_owned())
    }

    fn browser(&self) -> Outcome<&Browser> {
        self.browser
            .as_ref()
            .ok_or_else(|| "The browser was not set up for this step.".to_owned())
    }
}

fn cargo() -> Command {
    process::command("cargo")
}

/// Runs tests and counts them. None at all is a failure: a step that tests nothing would look like
/// one that holds.
fn tests(command: &mut Command, counts: &mut Counts) -> Outcome {
    let held = process::run_seeing(command, |line| {
        if let Some(more) = Counts::read(line) {
            *counts += more;
        }
    })?;
    match (held, counts.ran()) {
        (true, 0) => Err("It ran no tests, where there should be some.".to_owned()),
        (true, _) => Ok(()),
        (false, _) => Err("What it said is above.".to_owned()),
    }
}

fn summary(times: &[(Step, Duration, Counts)]) -> String {
    let line = |(step, time, counts): &(Step, Duration, Counts)| {
        let tests = if step.has_tests() {
            counts.to_string()
        } else {
            String::new()
        };
        format!(
            "{:12} {:>12}   {tests}",
            step.name(),
            progress::shown(*time)
        )
        .trim_end()
        .to_owned()
            + "\n"
    };
    times.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_has_a_name_of_its_own() {
        for step in ALL {
            assert_eq!(Step::named(step.name()), Ok(step));
        }
    }

    #[test]
    fn the_summary_lines_up() {
        let times = [
            (Step::Format, Duration::from_millis(800), Counts::default()),
            (
                Step::Core,
                Duration::from_secs(125),
                Counts {
                    passed: 40,
                    failed: 0,
                    ignored: 0,
                },
            ),
        ];
        assert_eq!(
            summary(&times),
            "fmt                 0.8 s\n\
             core            2 min 5 s   40 passed, 0 failed\n"
        );
    }
}
