//! Whom we are measured beside: pinned in `bench/peers`, installed by `cargo xtask bench`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The charts: the name of each, its package, and the files of it that a page needs.
pub const CHARTS: [(&str, &str, &[&str]); 4] = [
    (
        "uPlot",
        "uplot",
        &["uplot/dist/uPlot.min.css", "uplot/dist/uPlot.iife.min.js"],
    ),
    ("Chart.js", "chart.js", &["chart.js/dist/chart.umd.min.js"]),
    ("ECharts", "echarts", &["echarts/dist/echarts.min.js"]),
    (
        "Observable Plot",
        "@observablehq/plot",
        &[
            "d3/dist/d3.min.js",
            "@observablehq/plot/dist/plot.umd.min.js",
        ],
    ),
];

/// The folder of npm's modules, or why there is none.
pub fn npm() -> Result<PathBuf, String> {
    place("NPM")
}

/// The Python that has pyannote.core, or why there is none.
pub fn python() -> Result<PathBuf, String> {
    place("PYTHON")
}

fn place(kind: &str) -> Result<PathBuf, String> {
    let name = format!("MEETING_DYNAMICS_PEERS_{kind}");
    match (env::var_os(&name), env::var(format!("{name}_PROBLEM"))) {
        (Some(place), _) => Ok(place.into()),
        (None, Ok(problem)) => Err(problem),
        (None, Err(_)) => Err(format!(
            "{name} names no place; `cargo xtask bench` sets it up."
        )),
    }
}

/// The version of a package of npm's that is pinned.
pub fn version(package: &str) -> String {
    let manifest: Value =
        serde_json::from_str(include_str!("../peers/package.json")).expect("a manifest");
    let version = manifest["dependencies"][package].as_str();
    version.expect("a pinned version").to_owned()
}

/// The version of pyannote.core that is pinned.
pub fn version_of_pyannote() -> &'static str {
    let mut lines = include_str!("../peers/requirements.txt").lines();
    let version = lines.find_map(|line| line.strip_prefix("pyannote.core=="));
    version.expect("a pinned version")
}

/// A file of a package.
pub fn file(modules: &Path, name: &str) -> Vec<u8> {
    let path = modules.join(name);
    fs::read(&path).unwrap_or_else(|why| panic!("{} cannot be read: {why}", path.display()))
}
