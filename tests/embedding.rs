//! `docs/embedding.md` says what there is: no name is missing on it, and none is invented.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that cannot go on should stop"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("../docs/embedding.md");
const SURFACE: &str = include_str!("../src/embed/surface.rs");
const PROBLEM: &str = include_str!("../src/problem.rs");
const OWN_PAGE: &str = include_str!("../src/ui/own_page.rs");

type Names = BTreeSet<String>;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What stands between these two, wherever it does.
fn between(text: &str, before: &str, after: char) -> Names {
    let pieces = text.split(before).skip(1);
    let names = pieces.map(|piece| piece.split(after).next().unwrap().to_owned());
    names.collect()
}

/// The texts of a list in `surface.rs`.
fn listed(list: &str) -> Names {
    let (_, rest) = SURFACE.split_once(&format!("pub const {list}:")).unwrap();
    let (_, values) = rest.split_once("= [").unwrap();
    let (values, _) = values.split_once("];").unwrap();
    let values = values.split('"').skip(1).step_by(2);
    values.map(str::to_owned).collect()
}

/// The names in the first column of the table under this heading.
fn documented(heading: &str) -> Names {
    let (_, rest) = PAGE.split_once(&format!("\n## {heading}\n")).unwrap();
    let section = rest.split("\n## ").next().unwrap();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.map(|row| row.split(['`', '(']).next().unwrap().to_owned())
        .collect()
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|end| end == ending) => found.push(path),
                false => {}
            }
        }
    }
    found
}

fn in_files(folder: &str, ending: &str, before: &str, after: char) -> Names {
    let files = files(folder, ending).into_iter();
    let texts = files.map(|path| fs::read_to_string(path).unwrap());
    texts
        .flat_map(|text| between(&text, before, after))
        .collect()
}

#[test]
fn the_eight_headings_stand_in_their_order() {
    let places: Vec<usize> = [
        "Attributes",
        "Properties",
        "Methods",
        "Events",
        "Custom properties",
        "Parts",
        "Iframe parameters",
        "Messages",
    ]
    .iter()
    .map(|heading| PAGE.find(&format!("\n## {heading}\n")).expect(heading))
    .collect();
    assert!(places.is_sorted());
}

#[test]
fn the_lists_of_the_surface_are_on_the_page() {
    for (list, heading) in [
        ("ATTRIBUTES", "Attributes"),
        ("PROPERTIES", "Properties"),
        ("METHODS", "Methods"),
        ("EVENTS", "Events"),
        ("MESSAGES", "Messages"),
    ] {
        let listed = listed(list);
        assert!(listed.len() >= 2, "{list}: {listed:?}");
        assert_eq!(listed, documented(heading), "{heading}");
    }
}

#[test]
fn every_code_is_on_the_page() {
    let codes = between(PROBLEM, "=> \"", '"');
    assert!(codes.len() > 18, "{codes:?}");
    assert_eq!(codes, documented("Errors"));
}

#[test]
fn every_parameter_is_on_the_page() {
    let mut parameters = listed("PARAMETERS");
    assert!(parameters.is_subset(&listed("ATTRIBUTES")));
    // What our own page asks its address for besides.
    parameters.extend(between(OWN_PAGE, "asked.get(\"", '"'));
    parameters.extend(between(OWN_PAGE, "EMBED: &str = \"", '"'));
    assert_eq!(parameters, documented("Iframe parameters"));
    assert!(parameters.contains("parent-origin") && parameters.contains("embed"));
}

#[test]
fn every_custom_property_is_on_the_page() {
    let open: Names = in_files("styles", "css", "var(--meeting-", ',')
        .into_iter()
        .map(|name| format!("--meeting-{name}"))
        .collect();
    assert!(open.len() > 10, "{open:?}");
    assert_eq!(open, documented("Custom properties"));
}

#[test]
fn every_part_is_on_the_page() {
    let parts = in_files("src/ui", "rs", ".is(\"part\", \"", '"');
    assert!(parts.len() > 2, "{parts:?}");
    assert_eq!(parts, documented("Parts"));
}

#[test]
fn the_lock_on_the_page_is_the_lock() {
    let lock = between(OWN_PAGE, "LOCK: &str = \"", '"');
    let lock = lock.first().unwrap();
    assert!(PAGE.contains(&format!("`{lock}`")), "{lock}");
}

#[test]
fn the_examples_are_what_their_readme_says_and_need_nobody_else() {
    let readme = fs::read_to_string(root().join("examples/README.md")).unwrap();
    let named: Names = between(&readme, "\n| `", '`');
    let pages = files("examples", "html");
    let there: Names = pages
        .iter()
        .map(|page| page.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(there, named);
    for page in pages {
        let text = fs::read_to_string(&page).unwrap();
        let code = text.contains("<style") || text.contains("style=") || text.contains("<script>");
        assert!(!code && !text.contains("://"), "{}", page.display());
    }
}
