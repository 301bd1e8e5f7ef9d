//! Practice before the first real meeting, and the guide that says what counts as what.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use journeys::story::ELEMENT;
use journeys::{Browser, Key, Server};
use serde_json::json;

/// What is tapped in practice: when, the button, and the key that says the same.
const SCRIPT: [(f64, &str, Key); 22] = [
    (3.0, "Ida speaks", Key::Plain('1')),
    (8.0, "Jon speaks", Key::Plain('2')),
    (18.0, "Sam interrupts", Key::Shift('4')),
    (27.0, "Ida speaks", Key::Plain('1')),
    (31.0, "Mei speaks", Key::Plain('3')),
    (35.0, "Mei talked over", Key::Alt('3')),
    (35.0, "Sam speaks", Key::Plain('4')),
    (44.0, "Silence", Key::Plain(' ')),
    (49.0, "Ida speaks", Key::Plain('1')),
    (53.0, "Mei speaks", Key::Plain('3')),
    (58.0, "Sam interrupts", Key::Shift('4')),
    (60.0, "They kept the floor", Key::Plain('h')),
    (66.0, "Jon speaks", Key::Plain('2')),
    (79.0, MISSED, Key::Shift('3')),
    (83.0, "Sam speaks", Key::Plain('4')),
    (87.0, "Jon speaks", Key::Plain('2')),
    (94.0, "Silence", Key::Plain(' ')),
    (98.0, "Ida speaks", Key::Plain('1')),
    (104.0, "Mei speaks", Key::Plain('3')),
    (109.0, "Sam speaks", Key::Plain('4')),
    (113.0, "Ida speaks", Key::Plain('1')),
    (117.0, "Silence", Key::Plain(' ')),
];

/// The cut-off that the second observer takes for a mere turn.
const MISSED: &str = "Mei interrupts";

/// Counts every event that the element fires from now on.
const LISTEN: &str = "(() => { window.fired = 0;
    for (const name of ['meeting-change', 'meeting-end', 'meeting-error'])
      document.addEventListener(name, () => { window.fired += 1; }); })()";

/// Opens the page, stands before practice, and begins, with the clock held still.
#[track_caller]
fn begin(browser: &Browser, server: &Server, press: impl Fn(&str)) {
    browser.open(&server.app());
    browser.until(&format!("{ELEMENT}.ready.then(() => true)"));
    browser.ask(LISTEN);
    browser.stop_the_clock();
    press("Practice");
    browser.page().find("button", "Begin");
    picture(browser, "stands-by");
    press("Begin");
    browser.page().find("log", "What is said");
}

/// A picture by day and one by night.
#[track_caller]
fn picture(browser: &Browser, name: &str) {
    for theme in ["light", "dark"] {
        let prefers = json!([{ "name": "prefers-color-scheme", "value": theme }]);
        browser.devtools("Emulation.setEmulatedMedia", json!({ "features": prefers }));
        let device = format!("{:?}", browser.device()).to_lowercase();
        browser.picture(&format!("practice-{device}-{name}-{theme}"));
    }
    browser.devtools("Emulation.setEmulatedMedia", json!({ "features": [] }));
}

/// Nothing of it reached the page or the device.
#[track_caller]
fn assert_nothing_is_left(browser: &Browser, server: &Server) {
    assert_eq!(browser.ask("window.fired"), json!(0));
    assert_eq!(browser.ask(&format!("{ELEMENT}.meeting")), json!(null));
    browser.open(&server.app());
    browser.until(&format!("{ELEMENT}.ready.then(() => true)"));
    for offer in ["Continue meeting", "Open last meeting"] {
        assert!(!browser.page().has("button", offer), "{offer}");
    }
}

#[test]
fn whoever_taps_what_the_script_says_is_told_that_it_was_so() {
    let server = Server::of_product();
    let phone = Browser::phone();
    begin(&phone, &server, |button| phone.page().tap(button));
    let page = phone.page();

    let mut now = 0.0;
    for (at, button, _) in SCRIPT {
        phone.pass(at - now);
        now = at;
        page.tap(button);
        if [18.0, 35.0, 60.0].contains(&at) {
            page.reads(&format!("{}:{:02}", at as u32 / 60, at as u32 % 60));
            picture(&phone, &format!("at-{at}"));
            assert!(fits(&phone, 390));
        }
    }
    page.reads("Nothing is kept.");
    phone.pass(120.0 - now);
    page.find("heading", "How close you came");
    page.reads("Exactly as it was: the floor in every second, and every cut-off.");
    page.reads("κ = 1.00");
    page.reads("You recorded all 3.");
    page.reads("You tapped as it happened");
    page.reads("Nobody’s airtime is off by a second or more.");
    page.reads("At 0:49: Ida handed the floor back to Mei.");
    picture(&phone, "told");
    assert!(fits(&phone, 390));

    page.tap("Back");
    page.find("button", "Start meeting");
    assert_nothing_is_left(&phone, &server);
}

#[test]
fn a_second_late_and_one_cut_off_missed_is_told_exactly() {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    let press = |button: &str| {
        laptop.page().tab_to("button", button);
        laptop.page().key(Key::Enter);
    };
    begin(&laptop, &server, press);
    let page = laptop.page();

    let mut now = 0.0;
    for (at, button, key) in SCRIPT {
        laptop.pass(at + 1.0 - now);
        now = at + 1.0;
        page.key(match button {
            MISSED => Key::Plain('3'),
            _ => key,
        });
        if [18.0, 35.0, 66.0].contains(&at) {
            picture(&laptop, &format!("at-{at}"));
        }
    }
    laptop.pass(120.0 - now);
    page.find("heading", "How close you came");
    page.reads(
        "The floor was as you recorded it in 120 of 120 seconds, and you recorded 2 of 3 cut-offs.",
    );
    page.reads("You recorded 2 of 3.");
    page.reads("At 1:19 you missed this: Mei interrupted Jon, and took the floor.");
    page.reads("You tapped 1.0 seconds after it happened");
    page.reads("κ = 1.00");
    let words = page.words();
    assert_eq!(words.matches("you missed this").count(), 1, "{words}");
    assert!(!words.contains("not in the script"), "{words}");
    picture(&laptop, "told");

    press("Back");
    page.find("button", "Start meeting");
    let focused = page.focused().map(|thing| thing.name);
    assert_eq!(focused.as_deref(), Some("Practice"));
    assert_nothing_is_left(&laptop, &server);
}

#[test]
fn the_board_pauses_the_script_and_stopping_leaves_it() {
    let server = Server::of_product();
    let phone = Browser::phone();
    begin(&phone, &server, |button| phone.page().tap(button));
    let page = phone.page();
    phone.pass(9.0);
    page.reads("The poster is nearly done.");
    page.tap("Pause");
    phone.pass(60.0);
    page.reads("Paused.");
    assert!(!page.words().contains("I asked the school"));
    page.tap("Resume");
    phone.pass(5.0);
    page.reads("I asked the school");

    // Reading the guide in between makes the script wait, too.
    page.tap("How to record");
    page.find("heading", "Back-channel");
    phone.pass(60.0);
    page.tap("Back");
    page.tap("Resume");
    page.reads("I asked the school");
    assert!(!page.words().contains("camera"));

    // It all has room on a very narrow phone.
    phone.resize(320, 640);
    page.tap("Ida speaks");
    picture(&phone, "narrow");
    assert!(fits(&phone, 320));
    phone.resize(390, 844);

    // The board is the whole board.
    page.tap("More for Jon");
    page.find("button", "Jon hands back to Ida");
    picture(&phone, "more");
    page.tap("Jon speaks too");
    page.reads("Jon joins in.");

    // An end in the middle is told as far as it went; once more from the start.
    page.tap("End meeting");
    page.find("heading", "How close you came");
    page.reads("Nobody was cut off so far.");
    page.tap("Try again");
    page.tap("Begin");
    phone.pass(4.0);
    page.reads("Shall we begin?");
    page.tap("Stop practising");
    page.find("button", "Start meeting");
    assert_nothing_is_left(&phone, &server);
}

#[test]
fn the_guide_opens_by_keyboard_and_can_be_read() {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    laptop.open(&server.app());
    laptop.page().find("button", "Practice");
    picture(&laptop, "set-up");
    let page = laptop.page();
    page.tab_to("button", "How to record");
    assert!(page.focus_is_seen());
    page.key(Key::Enter);
    for heading in [
        "How to record",
        "Turn",
        "Silence",
        "Back-channel",
        "Interruption, yielded",
        "Interruption, held",
        "Talked over",
        "Ally moment",
        "Repair",
        "Where this comes from",
    ] {
        page.find("heading", heading);
    }
    page.find("article", "How to record");
    page.reads("Bakeman, Quera & Gnisci 2009");
    picture(&laptop, "guide");
    page.tab_to("button", "Back");
    page.key(Key::Enter);
    page.find("button", "Start meeting");
    assert_eq!(
        page.focused().map(|thing| thing.name).as_deref(),
        Some("How to record")
    );

    laptop.resize(320, 640);
    page.tab_to("button", "How to record");
    page.key(Key::Enter);
    let repair = page.find("heading", "Repair");
    page.call(
        &repair,
        "function () { this.scrollIntoView({ block: 'center' }); }",
    );
    picture(&laptop, "guide-narrow");
    assert!(fits(&laptop, 320));
    // The way back stays at hand.
    page.tap("Back");
    page.find("button", "Start meeting");
}

/// Whether nobody has to scroll sideways.
fn fits(browser: &Browser, width: u64) -> bool {
    let taken = browser.ask("document.scrollingElement.scrollWidth");
    taken.as_u64() <= Some(width)
}
