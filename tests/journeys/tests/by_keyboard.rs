//! Whoever has no pointer reaches and works everything, and sees where they are.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use journeys::story::{self, ELEMENT};
use journeys::{Browser, Key, Server};
use serde_json::json;

const CONTROLS: [&str; 7] = [
    "button", "textbox", "combobox", "checkbox", "radio", "link", "slider",
];

#[test]
fn every_control_is_reached_by_tab_and_seen_to_have_the_focus() {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    laptop.open(&server.app());
    laptop.page().find("button", "Start meeting");
    assert_all_reached(&laptop, "set-up");

    story::start(&laptop, &server.app());
    laptop.page().tap("Ana speaks");
    laptop.page().tap("Ben interrupts");
    laptop.page().find("button", "They kept the floor");
    assert_all_reached(&laptop, "board");

    laptop.page().tap("End meeting");
    laptop.page().find("figure", "Interruptions");
    assert_all_reached(&laptop, "review");
}

/// Goes once around the page with Tab.
#[track_caller]
fn assert_all_reached(laptop: &Browser, screen: &str) {
    let page = laptop.page();
    let mut left: Vec<_> = CONTROLS.iter().flat_map(|role| page.all(role)).collect();
    assert!(left.len() > 2, "{screen} has only {left:?}");
    for _ in 0..2 * left.len() + 10 {
        page.key(Key::Tab);
        if let Some(thing) = page.focused().filter(|thing| left.contains(thing)) {
            assert!(
                page.focus_is_seen(),
                "the focus on {thing:?} of {screen} is not seen"
            );
            left.retain(|other| *other != thing);
        }
    }
    assert!(left.is_empty(), "Tab does not reach {left:?} of {screen}");
}

#[test]
fn buttons_work_with_enter_and_with_space() {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    story::start(&laptop, &server.app());
    let steps = [
        ("Ana speaks", Key::Enter, "speaks"),
        ("Ben interrupts", Key::Plain(' '), "interrupts"),
        ("They kept the floor", Key::Enter, "amends"),
        ("Chen talked over", Key::Plain(' '), "talked_over"),
        ("Silence", Key::Enter, "silence"),
        ("Pause", Key::Plain(' '), "pauses"),
        ("Resume", Key::Enter, "resumes"),
        ("Undo", Key::Plain(' '), "undoes"),
        ("Redo", Key::Enter, "undoes"),
        ("End meeting", Key::Plain(' '), "ends"),
    ];
    for (number, (button, key, kind)) in (1..).zip(steps) {
        laptop.page().tab_to("button", button);
        laptop.page().key(key);
        let events = format!("{ELEMENT}.meeting.events");
        laptop.until(&format!("{events}.length === {number}"));
        assert_eq!(
            laptop.ask(&format!("{events}.at(-1).type")),
            json!(kind),
            "{button}"
        );
    }
}
