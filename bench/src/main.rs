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
mod sweep;

use std::env;
use std::fs;
use std::path::Path;

/// One line of the table.
struct Line {
    what: &'static str,
    reach: &'static str,
    measured: String,
    reached: bool,
}

/// A measurement, by its name.
type Measurement = (&'static str, fn() -> Vec<Line>);

const ALL: [Measurement; 3] = [
    ("eight-hours", eight_hours::measure),
    ("sweep", sweep::measure),
    ("kills", kills::measure),
];

fn main() {
    let wanted: Vec<String> = env::args().skip(1).collect();
    if let Some(unknown) = wanted
        .iter()
        .find(|name| !ALL.iter().any(|(known, _)| known == name))
    {
        let names: Vec<&str> = ALL.iter().map(|(name, _)| *name).collect();
        eprintln!(
            "There is no bench `{unknown}`; there are: {}.",
            names.join(", ")
        );
        std::process::exit(2);
    }
    let mut lines = Vec::new();
    for (name, measure) in ALL {
        if wanted.is_empty() || wanted.iter().any(|one| one == name) {
            println!("{name} ...");
            lines.extend(measure());
        }
    }
    let table = table(&lines);
    print!("\n{table}");
    if wanted.is_empty() {
        let results = Path::new(env!("CARGO_MANIFEST_DIR")).join("RESULTS.md");
        let text = format!(
            "# Results\n\n`cargo xtask bench` on a shared machine of two cores, everything in one run; \
             what counts are the ratios.\n\n{table}"
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
        let reached = match (line.reach, line.reached) {
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
