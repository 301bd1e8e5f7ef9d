//! Measures what is claimed of speed and of safety, always as a ratio of two things in one run:
//! machines differ and are busy, ratios less so. `cargo xtask bench` calls it.
//!
//! What it prints is also written to `bench/RESULTS.md`.

// A measurement that cannot go on ends there and says where.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

/// A meeting of eight hours.
mod eight_hours;
mod kills;
mod pan;
mod peers;
mod pyannote;
mod stage;
mod sweep;
mod timeline;
mod weight;

use std::env;
use std::fs;
use std::path::Path;

/// One line of the table.
struct Line {
    what: String,
    /// What is to be reached; nothing where it is only told.
    reach: String,
    measured: String,
    reached: bool,
}

impl Line {
    /// What could not be measured, and why.
    fn unmeasured(what: &str, problem: &str) -> Self {
        eprintln!("{what}: not measured. {problem}");
        Self {
            what: what.to_owned(),
            reach: "to be measured".to_owned(),
            measured: "not measured: what it is compared with could not be fetched".to_owned(),
            reached: false,
        }
    }
}

/// A measurement: its name, what it does, and what its numbers hold where that is not plain.
type Measurement = (&'static str, fn() -> Vec<Line>, &'static str);

const ALL: [Measurement; 7] = [
    ("eight-hours", eight_hours::measure, ""),
    ("sweep", sweep::measure, ""),
    ("timeline", timeline::measure, timeline::NOTES),
    ("pan", pan::measure, pan::NOTES),
    ("pyannote", pyannote::measure, pyannote::NOTES),
    ("weight", weight::measure, weight::NOTES),
    ("kills", kills::measure, ""),
];

fn main() {
    let wanted: Vec<String> = env::args().skip(1).collect();
    if let Some(unknown) = wanted
        .iter()
        .find(|name| !ALL.iter().any(|(known, ..)| known == name))
    {
        let names: Vec<&str> = ALL.iter().map(|(name, ..)| *name).collect();
        eprintln!(
            "There is no bench `{unknown}`; there are: {}.",
            names.join(", ")
        );
        std::process::exit(2);
    }
    let mut lines = Vec::new();
    let mut notes = String::new();
    for (name, measure, note) in ALL {
        if wanted.is_empty() || wanted.iter().any(|one| one == name) {
            println!("{name} ...");
            lines.extend(measure());
            if !note.is_empty() {
                notes += &format!("\n{note}\n");
            }
        }
    }
    let table = table(&lines);
    print!("\n{table}{notes}");
    if wanted.is_empty() {
        let results = Path::new(env!("CARGO_MANIFEST_DIR")).join("RESULTS.md");
        let text = format!(
            "# Results\n\n`cargo xtask bench` on a shared machine of two cores, everything in one run; \
             what counts are the ratios.\n\n{table}{notes}"
        );
        fs::write(results, text).expect("room for the results");
    }
    if lines.iter().any(|line| !line.reached) {
        eprintln!("Something was not reached.");
        std::process::exit(1);
    }
}

fn table(lines: &[Line]) -> String {
    let mut table = "| what | reach | measured | |\n| --- | --- | --- | --- |\n".to_owned();
    for line in lines {
        let reached = match (line.reach.as_str(), line.reached) {
            ("", _) => "",
            (_, true) => "reached",
            (_, false) => "not reached",
        };
        table += &format!(
            "| {} | {} | {} | {reached} |\n",
            line.what, line.reach, line.measured
        );
    }
    table
}
