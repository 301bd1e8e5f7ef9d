//! The arrows between the rooms, and what no room may do. A rule fails here, not in a review.
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

/// Each room with the rooms it may use. `problem`, `time` and `order` (one sort for all, since each
/// more is some kilobytes) are open to all.
const ARROWS: [(&str, &[&str]); 14] = [
    ("time", &[]),
    ("problem", &[]),
    ("order", &[]),
    ("meeting", &["order", "time", "problem"]),
    ("measure", &["meeting", "order", "time"]),
    ("text", &["measure", "meeting", "time", "problem"]),
    ("chart", &["text", "measure", "meeting", "order", "time"]),
    ("file", &["measure", "meeting", "order", "time", "problem"]),
    (
        "share",
        &[
            "file", "measure", "meeting", "order", "problem", "text", "time",
        ],
    ),
    (
        "session",
        &["file", "measure", "meeting", "time", "problem"],
    ),
    ("browser", &["session", "file", "share", "order", "problem"]),
    (
        "ui",
        &[
            "browser", "chart", "file", "measure", "meeting", "problem", "session", "share",
            "text", "time", "order",
        ],
    ),
    (
        "embed",
        &[
            "ui", "browser", "chart", "file", "measure", "meeting", "problem", "session", "share",
            "text", "time",
        ],
    ),
    ("main", &["embed"]),
];

/// Rooms that know no browser.
const PURE: [&str; 10] = [
    "time", "problem", "order", "meeting", "measure", "text", "chart", "file", "share", "session",
];

const OF_A_BROWSER: [&str; 6] = [
    "yew",
    "web_sys",
    "js_sys",
    "gloo_",
    "wasm_bindgen",
    "JsValue",
];

/// Ways of writing markup from text, which a strict policy forbids.
const UNSAFE_MARKUP: [&str; 5] = [
    "inner_html",
    "innerHTML",
    "from_html_unchecked",
    "insert_adjacent_html",
    "document.write",
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path
            .extension()
            .is_some_and(|end| end == "rs" || end == "js")
        {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The room that a file under `src` stands in.
fn room(path: &Path) -> String {
    let inside = path.strip_prefix(source()).unwrap();
    let first = inside.components().next().unwrap().as_os_str();
    first.to_str().unwrap().trim_end_matches(".rs").to_owned()
}

/// The text without comments.
fn code(text: &str) -> String {
    text.lines()
        .map(|line| line.split("//").next().unwrap())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The rooms that a piece of code names through `crate::`.
fn used(code: &str) -> BTreeSet<String> {
    code.split("crate::")
        .skip(1)
        .map(|after| {
            let end = after.find(|c: char| !c.is_alphanumeric() && c != '_');
            after[..end.unwrap_or(after.len())].to_owned()
        })
        .filter(|name| !name.is_empty())
        .collect()
}

/// What is wrong with this code in this room.
fn faults(room: &str, code: &str) -> Vec<String> {
    let Some((_, may_use)) = ARROWS.iter().find(|(name, _)| *name == room) else {
        return vec![format!("{room} is not on the plan")];
    };
    let mut faults: Vec<String> = used(code)
        .into_iter()
        .filter(|other| other != room && !may_use.contains(&other.as_str()))
        .map(|other| format!("{room} → {other}"))
        .collect();
    if PURE.contains(&room) {
        let names = OF_A_BROWSER.iter().filter(|name| code.contains(*name));
        faults.extend(names.map(|name| format!("{room} names {name}")));
    }
    if room != "chart" && code.contains("plotters") {
        faults.push(format!("{room} names plotters"));
    }
    let markup = UNSAFE_MARKUP.iter().filter(|name| code.contains(*name));
    faults.extend(markup.map(|name| format!("{room} names {name}")));
    faults
}

#[test]
fn every_arrow_is_on_the_plan() {
    let mut wrong = Vec::new();
    let mut rooms = BTreeSet::new();
    for path in files(&source()) {
        let room = room(&path);
        if room == "lib" {
            continue;
        }
        let text = code(&fs::read_to_string(&path).unwrap());
        wrong.extend(
            faults(&room, &text)
                .into_iter()
                .map(|f| format!("{f} ({})", path.display())),
        );
        rooms.insert(room);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let planned: BTreeSet<String> = ARROWS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(rooms, planned, "the plan and the house have the same rooms");
}

#[test]
fn an_arrow_drawn_the_wrong_way_is_found() {
    let cases = [
        (
            "meeting",
            "use crate::measure::Summary;",
            "meeting → measure",
        ),
        (
            "time",
            "fn now() { crate::session::now() }",
            "time → session",
        ),
        ("measure", "use web_sys::window;", "measure names web_sys"),
        (
            "session",
            "use wasm_bindgen::JsValue;",
            "session names wasm_bindgen",
        ),
        ("ui", "use crate::embed::surface;", "ui → embed"),
        ("ui", "use plotters::prelude::*;", "ui names plotters"),
        (
            "ui",
            "Html::from_html_unchecked(text)",
            "ui names from_html_unchecked",
        ),
        ("kitchen", "", "kitchen is not on the plan"),
    ];
    for (room, code, expected) in cases {
        let found = faults(room, code);
        assert!(
            found.iter().any(|fault| fault == expected),
            "{expected}: {found:?}"
        );
    }
}

#[test]
fn the_manifest_lets_no_browser_into_the_pure_rooms() {
    let manifest = fs::read_to_string(source().join("../Cargo.toml")).unwrap();
    for name in ["yew", "web-sys", "js-sys", "wasm-bindgen", "gloo-timers"] {
        let line = manifest
            .lines()
            .find(|line| line.starts_with(&format!("{name} = ")));
        let optional = line.is_some_and(|line| line.contains("optional = true"));
        assert!(optional, "{name} must be an optional dependency");
    }
}

#[test]
fn the_page_has_no_inline_code_and_no_foreign_origin() {
    let root = source().join("..");
    let page = fs::read_to_string(root.join("index.html")).unwrap();
    assert!(!page.contains("<style") && !page.contains("style=") && !page.contains(" on"));
    // The policy comes first, from a file; Trunk writes the other script, from a file too.
    let policy = "<script src=\"policy.js\"></script>";
    assert_eq!(page.matches("<script").count(), 1);
    let before = page.split(policy).next().unwrap();
    assert!(before.len() < page.len() && !before.contains("<link"));
    let policy = fs::read_to_string(root.join("static/policy.js")).unwrap();
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe-inline"));
    for path in files(&source()) {
        let text = code(
            &fs::read_to_string(&path)
                .unwrap()
                .replace("http://www.w3.org/2000/svg", ""),
        );
        let foreign = text.contains("http:") || text.contains("https:");
        assert!(!foreign, "{} names an origin", path.display());
    }
}

/// The first words of a list of pairs in `surface.rs`.
fn listed(surface: &str, list: &str) -> BTreeSet<String> {
    let start = surface.find(&format!("pub const {list}:")).unwrap();
    let body = &surface[start..start + surface[start..].find("];").unwrap()];
    let values = &body[body.find("= [").unwrap()..];
    values
        .split('"')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// The names in the first column of the table under this heading.
fn documented(page: &str, heading: &str) -> BTreeSet<String> {
    let start = page.find(&format!("\n## {heading}\n")).unwrap();
    let rest = &page[start + 4..];
    let section = &rest[..rest.find("\n## ").unwrap_or(rest.len())];
    section
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .map(|line| line.split(['`', '(']).next().unwrap().to_owned())
        .collect()
}

#[test]
fn the_page_on_embedding_lists_exactly_the_face_of_the_element() {
    let surface = fs::read_to_string(source().join("embed/surface.rs")).unwrap();
    let page = fs::read_to_string(source().join("../docs/embedding.md")).unwrap();
    for (list, heading) in [
        ("ATTRIBUTES", "Attributes"),
        ("PROPERTIES", "Properties"),
        ("METHODS", "Methods"),
        ("EVENTS", "Events"),
    ] {
        let listed = listed(&surface, list);
        assert!(listed.len() >= 3, "{list}: {listed:?}");
        assert_eq!(listed, documented(&page, heading), "{heading}");
    }
    let tokens = fs::read_to_string(source().join("../styles/tokens.css")).unwrap();
    let open: BTreeSet<&str> = tokens
        .split("var(")
        .skip(1)
        .filter_map(|rest| rest.split(',').next())
        .collect();
    assert!(open.len() > 10);
    for property in open {
        assert!(
            page.contains(&format!("`{property}`")),
            "{property} is not on the page"
        );
    }
}
