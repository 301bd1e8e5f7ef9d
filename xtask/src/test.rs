//! `cargo xtask test`.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::browser::{Browser, Engines};
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

/// Runs the steps asked for, or all; stops at the first that fails. The last line printed is the
/// count of tests.
pub fn run(way: Way, only: &[Step]) -> Outcome {
    let steps = if only.is_empty() { &ALL } else { only };
    let mut done = Vec::new();
    let result =
        Ground::prepare(way, steps).and_then(|ground| ground.perform_all(steps, &mut done));

    let mut sum = Counts::default();
    for (_, _, counts) in &done {
        sum += *counts;
    }
    print!("\n{}", summary(&done));
    if sum.ignored > 0 {
        println!("{} ignored", sum.ignored);
    }
    if let Err(problem) = &result {
        println!("{problem}");
        // What failed without a test of its own, such as a lint, is a failure all the same.
        sum.failed = sum.failed.max(1);
    }
    println!("{sum}");
    if result.is_err() {
        // The problem is said already, and the count is to stay the last line.
        std::process::exit(1);
    }
    Ok(())
}

/// What the steps stand on; each part is there when a step asks for it.
struct Ground {
    toolchain: Option<Toolchain>,
    browser: Option<Browser>,
    engines: Engines,
}

type Done = (Step, Duration, Counts);

impl Ground {
    fn prepare(way: Way, steps: &[Step]) -> Outcome<Self> {
        let any = |need: fn(Step) -> bool| steps.iter().any(|step| need(*step));
        if any(Step::lints) {
            setup::lints()?;
        }
        Ok(Self {
            toolchain: any(Step::needs_toolchain)
                .then(|| setup::toolchain(way))
                .transpose()?,
            browser: any(Step::needs_browser).then(setup::browser).transpose()?,
            engines: match any(|step| step == Step::Journeys) {
                true => setup::engines()?,
                false => Engines::new(),
            },
        })
    }

    fn perform_all(&self, steps: &[Step], done: &mut Vec<Done>) -> Outcome {
        for (number, step) in (1..).zip(steps) {
            let title = format!("[{number}/{}] {}", steps.len(), step.name());
            println!("\n{title} ...");
            let start = Instant::now();
            let mut counts = Counts::default();
            let result = self.perform(*step, &mut counts);
            println!("{title}: {}", progress::shown(start.elapsed()));
            done.push((*step, start.elapsed(), counts));
            result.map_err(|problem| format!("The step {} failed. {problem}", step.name()))?;
        }
        Ok(())
    }

    fn perform(&self, step: Step, counts: &mut Counts) -> Outcome {
        let (lint, core) = (
            "--all-targets --locked -- -D warnings",
            "--no-default-features",
        );
        match step {
            Step::Format => process::run(&mut cargo("fmt --all --check")),
            Step::Clippy => process::run(&mut cargo(&format!("clippy --workspace {lint}"))),
            Step::ClippyCore => process::run(&mut cargo(&format!("clippy {core} {lint}"))),
            Step::Core => tests(&mut cargo(&format!("test {core} --locked")), counts),
            Step::Xtask => tests(&mut cargo("test --package xtask --locked"), counts),
            Step::Browser => tests(&mut self.in_browser()?, counts),
            Step::Build => build::run(self.toolchain()?),
            Step::Journeys => tests(&mut self.journeys()?, counts),
        }
    }

    fn in_browser(&self) -> Outcome<Command> {
        let settings = place::root().join("xtask/webdriver.json");
        let mut cargo = self.toolchain()?.cargo();
        cargo
            .args(["test", "--target", TARGET, "--test", "browser", "--locked"])
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
                "wasm-bindgen-test-runner",
            )
            .env("CHROMEDRIVER", &self.browser()?.driver)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings)
            // Seconds, for a slow machine; twenty otherwise.
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
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
        // One at a time: each has a browser of its own, and measures times in it.
        let mut cargo = cargo("test --package journeys --locked -- --test-threads=1");
        cargo
            .env("MEETING_DYNAMICS_DIST", dist)
            .env("CHROMEDRIVER", &browser.driver)
            .env("CHROME", &browser.chrome)
            .envs(self.engines.iter().map(|(name, file)| (name, file)));
        Ok(cargo)
    }

    fn toolchain(&self) -> Outcome<&Toolchain> {
        let missing = || "The tools were not set up for this step.".to_owned();
        self.toolchain.as_ref().ok_or_else(missing)
    }

    fn browser(&self) -> Outcome<&Browser> {
        let missing = || "The browser was not set up for this step.".to_owned();
        self.browser.as_ref().ok_or_else(missing)
    }
}

fn cargo(words: &str) -> Command {
    let mut cargo = process::command("cargo");
    cargo.args(words.split_whitespace());
    cargo
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

fn summary(done: &[Done]) -> String {
    let line = |(step, time, counts): &Done| {
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
    done.iter().map(line).collect()
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
