//! The host pages in `examples/`, as they are.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use std::fs;
use std::path::Path;

use journeys::server::APP;
use journeys::story::SAVED;
use journeys::{Browser, Server};
use serde_json::json;

const EXAMPLES: &str = "/tools/examples/";

/// What the product's own server says: anyone may frame it.
const FRAMED: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// The examples beside the product; the pages bring their own policies.
fn side_by_side() -> Server {
    let server = Server::of_product();
    server.set_policy(APP, FRAMED);
    server.set_policy(EXAMPLES, "");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    for entry in fs::read_dir(folder).expect("the examples").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        server.put(
            &format!("{EXAMPLES}{name}"),
            fs::read(entry.path()).expect("a file"),
        );
    }
    server
}

fn visit(server: &Server, page: &str) -> Browser {
    let laptop = Browser::laptop();
    laptop.open(&format!("{}{EXAMPLES}{page}", server.origin()));
    laptop
}

#[test]
fn a_meeting_is_observed_on_every_page_that_holds_an_element() {
    let server = side_by_side();
    for page in [
        "plain.html",
        "strict-policy.html",
        "hostile-styles.html",
        "trusted-types.html",
    ] {
        let laptop = visit(&server, page);
        laptop.page().tap("Start meeting");
        laptop.page().tap("Ana speaks");
        laptop.page().tap("Ben interrupts");
        laptop.page().status_is(SAVED);
        laptop.picture(&format!("example-{}-board", page.trim_end_matches(".html")));
        laptop.page().tap("End meeting");
        laptop.page().find("figure", "Interruptions");
        laptop.picture(&format!("example-{}", page.trim_end_matches(".html")));
        laptop.page().tap("Save");
        laptop.downloaded();
    }
}

#[test]
fn styles_of_the_page_do_not_reach_into_the_element() {
    let server = side_by_side();
    let looks = |page: &str| {
        let laptop = visit(&server, page);
        laptop.page().tap("Start meeting");
        laptop.page().find("button", "Ana speaks");
        let properties = "['color', 'fontFamily', 'fontSize', 'fontStyle', 'fontWeight', 'lineHeight', 'letterSpacing', 'wordSpacing', \
            'textAlign', 'textIndent', 'textTransform', 'whiteSpace', 'direction', 'display', 'backgroundColor', 'visibility', 'cursor', 'boxSizing']";
        laptop.ask(&format!(
            "(() => {{ const told = []; const walk = (e) => {{ const s = getComputedStyle(e); \
             told.push(e.localName + '.' + e.className + ' ' + {properties}.map((p) => s[p]).join('; ')); [...e.children].forEach(walk); }}; \
             [...document.querySelector('meeting-dynamics').shadowRoot.children].forEach(walk); return told; }})()"
        ))
    };
    let (plain, hostile) = (looks("plain.html"), looks("hostile-styles.html"));
    let (plain, hostile) = (plain.as_array().unwrap(), hostile.as_array().unwrap());
    assert!(plain.len() > 30 && plain.len() == hostile.len());
    for (plain, hostile) in plain.iter().zip(hostile) {
        assert_eq!(plain, hostile);
    }
}

#[test]
fn two_elements_keep_their_meetings_apart() {
    let server = side_by_side();
    let laptop = visit(&server, "two-elements.html");
    laptop.within("#planning").tap("Start meeting");
    laptop.within("#planning").tap("Ana speaks");
    laptop.within("#retrospective").tap("Start meeting");
    laptop.within("#retrospective").tap("Dana speaks");
    for id in ["#planning", "#retrospective"] {
        laptop.within(id).status_is(SAVED);
    }
    laptop.reload();
    laptop
        .within("#retrospective")
        .find("button", "Dana speaks");
    laptop.within("#planning").find("button", "Ana speaks");
    assert_eq!(
        laptop.ask("planning.meeting.title + retrospective.meeting.title"),
        json!("PlanningRetrospective")
    );
}

#[test]
fn a_frame_follows_the_height_and_is_handed_a_meeting() {
    let server = side_by_side();
    let laptop = visit(&server, "frame.html");
    let m = "frames[0].document.querySelector('meeting-dynamics')";
    let fits = format!(
        "document.querySelector('iframe').clientHeight === Math.ceil({m}.getBoundingClientRect().height)"
    );
    laptop.until(&format!("!!{m}?.ready"));
    laptop.until(&fits);
    laptop.page().tap("Show last week’s meeting");
    laptop.until(&format!("{m}.meeting?.title === 'Last week'"));
    laptop.until(&format!(
        "document.querySelector('iframe').clientHeight > 1500 && {fits}"
    ));
    laptop.picture("example-frame");
}

#[test]
fn a_sandboxed_frame_works_from_memory_and_says_so() {
    let server = side_by_side();
    let laptop = visit(&server, "sandboxed-frame.html");
    laptop.picture("example-sandboxed-frame");
    // It is of no origin: nothing in it can be asked. That a meeting can be observed in it is told in contexts.rs.
    laptop.until("document.querySelector('iframe').contentDocument === null");
    let asked = server.requests();
    assert!(
        asked
            .iter()
            .any(|path| path.contains("index.html?embed&people="))
    );
}

#[test]
fn an_application_makes_hears_and_moves_the_element() {
    let server = side_by_side();
    let laptop = visit(&server, "single-page.html");
    laptop.page().tap("Start meeting");
    laptop.page().tap("Ana speaks");
    laptop.page().reads("Event 1: speaks");
    laptop.page().tap("Meeting on the right");
    laptop.page().tap("Ben interrupts");
    laptop.page().reads("Event 2: interrupts");
    laptop.page().tap("No meeting");
    assert!(!laptop.page().has("button", "Silence"));
    laptop.page().tap("Meeting on the left");
    laptop.page().tap("End meeting");
    laptop.page().reads("Over, with 3 people");
    laptop.page().find("figure", "Interruptions");
    assert!(
        !laptop.page().has("figure", "Timeline"),
        "only the charts that were asked for"
    );
}
