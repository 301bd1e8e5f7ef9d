//! The review on paper, and the report as one file: nothing is cut off on A4 or Letter.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use std::env;
use std::fs;
use std::path::PathBuf;

use journeys::story::ELEMENT;
use journeys::{Browser, Server, until};
use serde_json::{Value, json};

/// Format, and its width and height in inches.
const PAPER: [(&str, f64, f64); 2] = [("A4", 8.27, 11.69), ("Letter", 8.5, 11.0)];

/// What sticks out to the right of the page, or of its own box.
const STICKS_OUT: &str = "(root) => {
    const width = document.documentElement.clientWidth;
    const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && getComputedStyle(e).clipPath === 'none';
    return [...root.querySelectorAll('*')].filter((e) => shown(e) && !e.closest('.saved')).flatMap((e) => {
      const box = e.getBoundingClientRect();
      return box.width > 0 && (box.right > width + 1 || box.left < -1) ? [`${e.tagName} ${e.className.baseVal ?? e.className} ${box.left}..${box.right} of ${width}`] : [];
    }).slice(0, 5);
  }";

#[test]
fn the_review_prints_as_a_report() {
    let server = Server::of_product();
    let browser = Browser::laptop();
    browser.open(&server.app());
    let page = browser.page();
    page.tap("Look at a sample");
    page.reads("24\u{a0}minutes were observed");
    let wide = "document.querySelector('meeting-dynamics').shadowRoot.querySelector('.time svg').getBoundingClientRect().width";
    page.find("figure", "Timeline");
    let before = browser.ask(wide).as_f64().expect("a width");
    assert!(before > 900.0, "{before}");

    // As a browser lays it out for paper, less the margins that the page asks for; without scroll bars.
    for (name, width, _) in PAPER {
        let room = (width * 96.0 - 2.0 * 14.0 / 25.4 * 96.0).floor();
        browser.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": room, "height": 900, "deviceScaleFactor": 1, "mobile": true }),
        );
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
        browser.ask("void dispatchEvent(new Event('beforeprint'))");
        until("a picture for paper", || {
            let drawn = browser.ask(wide).as_f64().expect("a width");
            (drawn == 680.0).then_some(())
        });
        let out = browser.ask(&format!("({STICKS_OUT})({ELEMENT}.shadowRoot)"));
        assert_eq!(out, json!([]), "{name}");
        let words = browser.page().words();
        for control in ["Save as", "Zoom", "Print", "Part of the meeting"] {
            assert!(!words.contains(control), "{control} is of no use on paper");
        }
        browser.ask("void dispatchEvent(new Event('afterprint'))");
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "" }));
    }
    browser.resize(1280, 800);
    until("a picture for the screen again", || {
        let drawn = browser.ask(wide).as_f64().expect("a width");
        (drawn == before).then_some(())
    });

    for (name, width, height) in PAPER {
        let given =
            json!({ "paperWidth": width, "paperHeight": height, "preferCSSPageSize": false });
        let printed = browser.devtools("Page.printToPDF", given);
        keep(&format!("review-{name}.pdf"), &printed["data"]);
    }
}

#[test]
fn the_report_is_one_file_that_prints() {
    let server = Server::of_product();
    let browser = Browser::laptop();
    browser.open(&server.app());
    let page = browser.page();
    page.tap("Look at a sample");
    page.choose("Format", "Report (one page, HTML)");
    page.tap("Save");
    let (_, report) = browser.downloaded();
    let text = String::from_utf8(report.clone()).expect("UTF-8");
    for code in ["<script", "javascript:", "onload=", "onclick="] {
        assert!(!text.contains(code), "{code}");
    }
    assert!(text.contains("21\u{a0}November 2026"));
    // Every picture once: six charts, and three further ones of interruptions.
    assert_eq!(text.matches("<svg").count(), 9, "pictures");

    // From the disk, as whoever it was sent to opens it.
    let file = browser.write_file("report.html", &report);
    browser.open(&format!("file://{}", file.display()));
    // On a small phone what is wide moves in a box of its own, and the page stays where it is.
    browser.devtools(
        "Emulation.setDeviceMetricsOverride",
        json!({ "width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": true }),
    );
    let taken = browser.ask("document.scrollingElement.scrollWidth");
    assert_eq!(taken, json!(320), "the page scrolls sideways");
    let boxes = "[...document.querySelectorAll('.scroll')].filter((box) => box.scrollWidth > box.clientWidth).length > 9";
    assert_eq!(browser.ask(boxes), json!(true));
    for (name, width, height) in PAPER {
        let room = (width * 96.0 - 2.0 * 14.0 / 25.4 * 96.0).floor();
        browser.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": room, "height": 900, "deviceScaleFactor": 1, "mobile": true }),
        );
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
        let out = browser.ask(&format!("({STICKS_OUT})(document.body)"));
        assert_eq!(out, json!([]), "{name}");
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "" }));
        let given = json!({ "paperWidth": width, "paperHeight": height });
        let printed = browser.devtools("Page.printToPDF", given);
        keep(&format!("report-{name}.pdf"), &printed["data"]);
    }
}

/// Keeps a printed document for whoever wants to look at it, where pictures are kept.
fn keep(name: &str, data: &Value) {
    let data = data.as_str().expect("a document in base64");
    // “%PDF-” in base64.
    assert!(data.starts_with("JVBERi"), "{name} is no PDF");
    if let Some(folder) = env::var_os("MEETING_DYNAMICS_PICTURES") {
        let path = PathBuf::from(folder).join(format!("{name}.base64"));
        fs::write(path, data).expect("a folder for pictures");
    }
}
