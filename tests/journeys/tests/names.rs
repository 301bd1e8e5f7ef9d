//! The names that a screen reader, and every other journey, relies on.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use journeys::{Browser, Server, story};

#[test]
fn every_control_has_the_name_that_was_promised() {
    let server = Server::of_product();
    let phone = Browser::phone();
    phone.open(&server.app());
    expect(&phone, &["textbox People", "button Start meeting"]);

    story::start(&phone, &server.app());
    phone.page().tap("Ana speaks");
    phone.page().tap("Ben interrupts");
    for name in story::FOUR.split(", ") {
        let tile =
            ["speaks", "interrupts", "talked over"].map(|what| format!("button {name} {what}"));
        expect(&phone, &tile.each_ref().map(String::as_str));
    }
    let bar = [
        "Silence",
        "Pause",
        "Undo",
        "Redo",
        "They kept the floor",
        "End meeting",
    ];
    for name in bar {
        phone.page().find("button", name);
    }
    phone.page().tap("Pause");
    expect(&phone, &["button Resume"]);
    phone.page().tap("End meeting");
    let review = [
        "heading Airtime",
        "heading Timeline",
        "heading Interruptions",
        "figure Airtime",
        "figure Timeline",
        "figure Interruptions",
        "button Open file",
        "button Save",
        "button Share",
        "button Print",
    ];
    expect(&phone, &review);
}

/// Each is there once; the first word is its role.
#[track_caller]
fn expect(phone: &Browser, things: &[&str]) {
    for thing in things {
        let (role, name) = thing.split_once(' ').expect("a role and a name");
        phone.page().find(role, name);
    }
}
