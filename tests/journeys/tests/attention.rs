//! The review by keys alone, and for whoever hears it: the focus is never lost, and what changes is said.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use journeys::{Browser, Key, Server, View, until};
use serde_json::json;

/// The review of the sample, on a laptop.
fn sample(server: &Server) -> Browser {
    let laptop = Browser::laptop();
    laptop.open(&server.app());
    laptop.page().tap("Look at a sample");
    laptop.page().find("figure", "Timeline");
    laptop
}

/// Puts the focus on a button and presses it by key.
#[track_caller]
fn press(page: &View<'_>, name: &str) {
    page.focus_on(name);
    page.key(Key::Enter);
}

/// Waits until this has the focus.
#[track_caller]
fn has_focus(page: &View<'_>, name: &str) {
    let focused = || page.focused().map(|thing| thing.name);
    until(
        &format!("the focus on “{name}”, not on {:?}", focused()),
        || (focused().as_deref() == Some(name)).then_some(()),
    );
}

/// Waits until these words stand where changes are said.
#[track_caller]
fn says(laptop: &Browser, words: &str) {
    laptop.until(&format!(
        "[...document.querySelector('meeting-dynamics').shadowRoot.querySelectorAll('[aria-live=polite]')].some((said) => said.textContent.includes({}))",
        json!(words)
    ));
}

#[test]
fn the_focus_goes_on_when_what_had_it_has_gone() {
    let server = Server::of_product();
    let laptop = sample(&server);
    let page = laptop.page();
    // What opens something keeps it.
    for button in [
        "How it is computed: Airtime",
        "Table: Airtime",
        "What makes a moment",
    ] {
        for _ in 0..2 {
            press(&page, button);
            has_focus(&page, button);
        }
    }
    // What lies on the review gives it back, by its button and by Escape.
    for opener in ["Share", "Log"] {
        press(&page, opener);
        page.find("button", "Close");
        page.key(Key::Escape);
        has_focus(&page, opener);
        press(&page, opener);
        press(&page, "Close");
        has_focus(&page, opener);
    }
    press(&page, "How to record: Balance over time");
    press(&page, "Back");
    has_focus(&page, "How to record: Balance over time");

    // What goes away leaves it to its neighbour.
    laptop.ask("document.querySelector('meeting-dynamics').shadowRoot.querySelector('input[type=range]').focus()");
    page.key(Key::Plain(' '));
    laptop.ask("(() => { const from = document.querySelector('meeting-dynamics').shadowRoot.activeElement; \
        from.value = '600'; from.dispatchEvent(new Event('input', { bubbles: true })); })()");
    press(&page, "Whole meeting");
    has_focus(&page, "To");
    press(&page, "Zoom in");
    press(&page, "Show all");
    has_focus(&page, "Zoom in");
    page.focus_on("Set out to do this");
    laptop.ask("document.querySelector('meeting-dynamics').shadowRoot.querySelector('.question input').focus()");
    page.type_text("Go round once");
    page.key(Key::Enter);
    press(&page, "Remove: Go round once");
    has_focus(&page, "Set out to do this");
}

#[test]
fn what_changes_is_said() {
    let server = Server::of_product();
    let laptop = sample(&server);
    let page = laptop.page();
    // A key chooses a moment, and the focus stays in sight.
    page.tab_to(
        "button",
        "13:00 Lost thread Dana was cut off by Ben at 13:00 and next spoke 8\u{a0}min 10\u{a0}s later.",
    );
    page.key(Key::Enter);
    says(&laptop, "Marked on the timeline, from 13:00 to 23:10.");
    let inside = laptop.ask("(() => { const b = document.querySelector('meeting-dynamics').shadowRoot.activeElement.getBoundingClientRect(); \
        return b.top >= 0 && b.bottom <= innerHeight; })()");
    assert_eq!(inside, json!(true));
    let field =
        "document.querySelector('meeting-dynamics').shadowRoot.querySelector('.question input')";
    assert_eq!(
        laptop.ask(&format!("{field}.getAttribute('aria-describedby').split(' ').map((id) => {field}.getRootNode().getElementById(id).textContent)[0]")),
        json!("About this moment: Dana was cut off by Ben at 13:00 and next spoke 8\u{a0}min 10\u{a0}s later.")
    );

    press(&page, "Zoom in");
    says(&laptop, "The timeline shows ");
    page.key(Key::Escape);
    // On the timeline itself Escape lets go of whatever a hand has begun; there is nothing to let go of.
    laptop.ask(
        "document.querySelector('meeting-dynamics').shadowRoot.querySelector('.time').focus()",
    );
    page.key(Key::Escape);
    page.key(Key::Plain('0'));
    says(&laptop, "The timeline shows 0:00 to 26:00.");

    laptop.ask("(() => { const from = document.querySelector('meeting-dynamics').shadowRoot.querySelector('input[type=range]'); \
        from.value = '936'; from.dispatchEvent(new Event('input', { bubbles: true })); })()");
    says(&laptop, "Every number is of the part from 15:36 to 26:00.");
    page.reads("of 12 moments touch this part");
    page.reads("From 15:36 to 26:00, ");
    press(&page, "Whole meeting");
    says(&laptop, "Every number is of the whole meeting.");
}
