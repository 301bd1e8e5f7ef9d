//! Everything that a board can be told besides the plainest taps, and how slips are mended.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use std::thread;
use std::time::Duration;

use journeys::story::{self, ELEMENT, SAVED};
use journeys::{Browser, Key, Server};
use serde_json::{Value, json};

/// The latest event of the meeting.
fn latest(browser: &Browser) -> Value {
    browser.ask(&format!("{ELEMENT}.meeting.events.at(-1)"))
}

fn count(browser: &Browser) -> usize {
    let count = browser.ask(&format!("{ELEMENT}.meeting.events.length"));
    count.as_u64().expect("a number") as usize
}

#[track_caller]
fn recorded(browser: &Browser, expected: Value) {
    let latest = latest(browser);
    for (field, value) in expected.as_object().expect("an object") {
        assert_eq!(latest[field], *value, "{field} of {latest}");
    }
}

#[test]
fn more_can_be_said_of_a_person() {
    let server = Server::of_product();
    let phone = Browser::phone();
    story::start(&phone, &server.app());
    phone.stop_the_clock();
    let page = phone.page();
    page.tap("Ana speaks");
    phone.pass(5.0);
    page.tap("Ben interrupts");
    phone.pass(5.0);

    // Two taps: who, and what. For whom is proposed from the last cut-off.
    page.tap("More for Chen");
    phone.pass(3.0);
    page.tap("Chen hands back to Ana");
    let handed = json!({ "type": "moment", "kind": "hands_back", "who": "p3", "for": "p1" });
    recorded(&phone, handed);
    let at = |n: usize| {
        let at = phone.ask(&format!("{ELEMENT}.meeting.events[{n}].at"));
        at.as_f64().expect("a time")
    };
    assert_eq!(at(2) - at(1), 5000.0, "when more was asked for");

    page.tap("More for Chen");
    page.tap("Chen speaks too");
    recorded(&phone, json!({ "type": "joins_in", "who": "p3" }));
    page.tap("More for Chen");
    page.tap("Chen stops");
    recorded(&phone, json!({ "type": "stops", "who": "p3" }));
    page.tap("More for Dana");
    page.choose("With whom", "Chen");
    page.tap("Dana interrupts Chen");
    recorded(
        &phone,
        json!({ "type": "interrupts", "who": "p4", "whom": "p3", "outcome": "yielded" }),
    );
    page.tap("More for Dana");
    page.tap("Dana leaves");
    recorded(&phone, json!({ "type": "leaves", "who": "p4" }));
    page.reads("not in the room");
    page.tap("More for Dana");
    page.tap("Dana arrives");
    recorded(&phone, json!({ "type": "arrives", "who": "p4" }));

    page.tap("More for Dana");
    page.type_into("Note about Dana", "asked twice");
    page.tap("Keep note");
    recorded(
        &phone,
        json!({ "type": "notes", "who": "p4", "text": "asked twice" }),
    );
    page.tap("Note");
    page.type_into("Note", "Budget");
    page.tap("Keep note");
    recorded(&phone, json!({ "type": "notes", "text": "Budget" }));
    page.status_is(SAVED);
}

#[test]
fn holding_a_tile_asks_for_more_and_records_nothing() {
    let server = Server::of_product();
    for browser in [Browser::phone(), Browser::laptop()] {
        story::start(&browser, &server.app());
        let page = browser.page();
        page.hold("Chen speaks", Duration::from_millis(800));
        page.find("dialog", "Chen");
        assert_eq!(count(&browser), 0);
        page.tap("Close");
        page.tap("Chen speaks");
        recorded(&browser, json!({ "type": "speaks", "who": "p3" }));
    }
}

#[test]
fn dragging_one_onto_another_says_who_interrupts_whom() {
    let server = Server::of_product();
    for browser in [Browser::phone(), Browser::laptop()] {
        story::start(&browser, &server.app());
        let page = browser.page();
        page.tap("Ana speaks");
        page.drag("Dana speaks", "Chen speaks");
        recorded(
            &browser,
            json!({ "type": "interrupts", "who": "p4", "whom": "p3", "outcome": "yielded" }),
        );
        page.drag("Ben speaks", "Ben speaks");
        assert!(count(&browser) <= 3, "on its own tile it is at most a tap");
    }
}

#[test]
fn slips_are_mended_while_the_meeting_runs() {
    let server = Server::of_product();
    let phone = Browser::phone();
    story::start(&phone, &server.app());
    phone.stop_the_clock();
    let page = phone.page();
    phone.pass(60.0);
    page.tap("Ana speaks");
    phone.pass(60.0);
    page.tap("Ben interrupts");
    page.tap("Earlier by 3 s");
    recorded(&phone, json!({ "type": "amends", "event": 2 }));
    assert_eq!(latest(&phone)["set"].as_object().expect("fields").len(), 1);
    let airtime = |place: usize| {
        let airtime = phone.ask(&format!("{ELEMENT}.summary.people[{place}].airtime_s"));
        airtime.as_f64().expect("seconds")
    };
    assert_eq!((airtime(0), airtime(1)), (57.0, 3.0));

    page.tap("Options");
    page.tap("Log");
    page.tap("Change: 1:57, Ben interrupted Ana, and took the floor.");
    page.choose("Who", "Chen");
    page.choose("What came of it", "the other kept the floor");
    page.tap("Keep");
    page.reads("Chen interrupted Ana; Ana kept the floor.");
    assert_eq!((airtime(0), airtime(1)), (60.0, 0.0));
    assert_eq!(
        phone.ask(&format!("{ELEMENT}.summary.interruptions[2][0]")),
        1
    );

    page.tap("Change: 1:57, Chen interrupted Ana; Ana kept the floor.");
    let time = page.find("textbox", "Time");
    page.call(&time, "function () { this.value = 'noon'; }");
    page.tap("Keep");
    page.reads("This is no time of the meeting.");
    page.call(&time, "function () { this.value = '1:30'; }");
    page.tap("Keep");
    page.reads("1:30");

    page.tap("Insert an event");
    // What was typed stays while the rest of the form changes.
    let time = page.find("textbox", "Time");
    page.call(&time, "function () { this.value = '0:20'; }");
    page.choose("What", "talked over");
    page.choose("Whom", "Dana");
    page.choose("By whom", "Ana");
    page.tap("Keep");
    page.reads("Dana was talked over by Ana.");
    page.tap("Remove: 0:20, Dana was talked over by Ana.");
    page.tap("Bring back: 0:20, Dana was talked over by Ana.");
    assert_eq!(
        phone.ask(&format!("{ELEMENT}.summary.people[3].cut_offs")),
        1
    );
    page.reads("3 recorded, 1 of them corrected.");
    page.tap("Close");

    // What was tapped stays underneath, and every step can be undone.
    let raw = phone.ask(&format!("{ELEMENT}.meeting.events[1]"));
    assert_eq!(raw["type"], "interrupts");
    assert_eq!(raw["who"], "p2");
    for _ in 0..count(&phone) {
        if phone.ask(&format!(
            "{ELEMENT}.summary.talk_s === 0 && {ELEMENT}.summary.people[3].cut_offs === 0"
        )) == json!(true)
        {
            return;
        }
        page.tap("Undo");
    }
    panic!("undo does not go back to the start");
}

#[test]
fn a_bouncing_finger_is_one_tap() {
    let server = Server::of_product();
    let phone = Browser::phone();
    story::start(&phone, &server.app());
    phone.stop_the_clock();
    let page = phone.page();
    page.tap("Ana speaks");
    phone.pass(0.2);
    page.tap("Ana speaks");
    page.reads("taken as one");
    assert_eq!(count(&phone), 1);
    phone.pass(1.0);
    page.tap("Ana speaks");
    recorded(&phone, json!({ "type": "silence" }));
}

#[test]
fn people_come_change_and_sit_where_they_like() {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    story::start(&laptop, &server.app());
    let page = laptop.page();
    page.tap("Ana speaks");
    page.tap("Options");
    page.tap("People");
    page.type_into("New person", "Ana");
    page.key(Key::Enter);
    page.find("textbox", "Name of Ana (2)");
    page.choose("Role of Ben", "Chair");
    page.type_into("New attribute", "Team");
    page.key(Key::Enter);
    page.type_into("Team of Chen", "Blue");
    page.key(Key::Tab);
    page.tap("Close");
    page.find("button", "Ana (2) speaks");
    let people = laptop.ask(&format!("{ELEMENT}.meeting.people"));
    assert_eq!(people[1]["role"], "chair");
    assert_eq!(people[2]["attributes"]["Team"], "Blue");
    recorded(&laptop, json!({ "type": "arrives", "who": "p5" }));

    page.tap("Options");
    page.tap("Arrange the tiles");
    page.drag("Ana (2) speaks", "Ana speaks");
    let seats = || laptop.ask(&format!("{ELEMENT}.meeting.seats"));
    laptop.until(&format!("{ELEMENT}.meeting.seats !== undefined"));
    assert_eq!(seats(), json!(["p5", "p1", "p2", "p3", "p4"]));
    page.focus_on("Dana speaks");
    laptop.devtools(
        "Input.dispatchKeyEvent",
        json!({ "type": "keyDown", "key": "ArrowLeft", "code": "ArrowLeft" }),
    );
    assert_eq!(seats(), json!(["p5", "p1", "p2", "p4", "p3"]));
    page.tap("Done");
    // The keys go with the seats.
    page.key(Key::Plain('1'));
    recorded(&laptop, json!({ "type": "speaks", "who": "p5" }));
    page.status_is(SAVED);
    laptop.reload();
    page.find("button", "Silence");
    assert_eq!(seats(), json!(["p5", "p1", "p2", "p4", "p3"]));
}

#[test]
fn keys_and_numbers_can_be_switched_off() {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    story::start(&laptop, &server.app());
    let page = laptop.page();
    page.key(Key::Plain('1'));
    page.reads("speaking");
    page.tap("Options");
    page.press_on(&page.find("switch", "Keys"));
    page.press_on(&page.find("switch", "Live numbers"));
    page.tap("Close");
    page.key(Key::Plain('2'));
    assert_eq!(count(&laptop), 1);
    assert!(!page.words().contains("not yet heard"));
    laptop.reload();
    page.find("button", "Silence");
    page.key(Key::Plain('2'));
    assert_eq!(count(&laptop), 1, "the device remembers");
}

/// Clocks are compared each second.
const LOOKED_AT: Duration = Duration::from_millis(1500);

#[test]
fn time_that_nobody_saw_is_asked_about() {
    let server = Server::of_product();
    let phone = Browser::phone();
    story::start(&phone, &server.app());
    phone.stop_the_clock();
    let page = phone.page();
    page.tap("Ana speaks");
    page.status_is(SAVED);
    let airtime = || {
        let airtime = phone.ask(&format!("{ELEMENT}.summary.people[0].airtime_s"));
        airtime.as_f64().expect("seconds")
    };
    phone.pass(60.0);
    let before = airtime();

    // An hour with the tab in the background: both clocks go on, and so does the turn.
    phone.pass(3600.0);
    assert_eq!(airtime(), before + 3600.0);
    assert!(!page.has("button", "They went on"));

    // Set back: the clock of gestures tells the time.
    phone.sleep(-3600.0);
    thread::sleep(LOOKED_AT);
    phone.pass(60.0);
    assert_eq!(airtime(), before + 3660.0);
    assert!(!page.has("button", "They went on"));

    // Asleep for half an hour, or set forward: who knows?
    for (answer, counted) in [
        ("They went on", 1800.0),
        ("Cut here", 0.0),
        ("It was a pause", 0.0),
    ] {
        let before = airtime();
        phone.sleep(1800.0);
        println!(
            "{}",
            phone.ask("JSON.stringify([Date.now(), performance.now(), journey.wall()])")
        );
        thread::sleep(Duration::from_secs(3));
        page.reads("This page was away");
        page.tap(answer);
        page.find("log", "Last recorded");
        let after = airtime();
        assert!(
            (after - before - counted).abs() <= 1.5,
            "{answer}: {before} {after}"
        );
    }
    // After a pause nobody has the floor.
    let before = airtime();
    phone.pass(60.0);
    assert_eq!(airtime(), before);
}

#[test]
fn earlier_meetings_are_kept_in_a_list() {
    let server = Server::of_product();
    let phone = Browser::phone();
    story::start(&phone, &server.app());
    let page = phone.page();
    page.tap("Ana speaks");
    page.tap("End meeting");
    page.status_is(SAVED);
    page.tap("New meeting");
    page.find("button", "Earlier meetings");
    phone.ask(&format!("{ELEMENT}.setAttribute('people', '')"));
    page.tap("Earlier meetings");
    page.reads("Ana, Ben, Chen, Dana");
    let named = |deed: &str| {
        let buttons = page.all("button");
        let found: Vec<_> = buttons
            .iter()
            .filter(|button| button.name.starts_with(&format!("{deed}: Meeting")))
            .collect();
        assert_eq!(found.len(), 1, "{deed}: {buttons:?}");
        page.press_on(found[0]);
    };
    named("Same people again");
    page.find("button", "Start meeting");
    let people = phone.ask(&format!(
        "{ELEMENT}.shadowRoot.querySelector('#people').value"
    ));
    assert_eq!(people, "Ana, Ben, Chen, Dana");
    page.tap("Earlier meetings");
    page.reads("Ana, Ben, Chen, Dana");
    named("Open");
    page.find("figure", "Airtime");
    page.tap("New meeting");
    page.tap("Earlier meetings");
    page.reads("Ana, Ben, Chen, Dana");
    named("Delete");
    named("Delete for good");
    page.reads("No meeting is kept on this device.");
}

#[test]
fn a_sample_shows_everything_at_once() {
    let server = Server::of_product();
    for browser in [Browser::phone(), Browser::laptop()] {
        browser.open(&server.app());
        let page = browser.page();
        page.tap("Look at a sample");
        for heading in ["Moments", "Airtime", "Timeline", "Interruptions"] {
            page.find("heading", heading);
        }
        page.reads("Dana was cut off by Ben at 13:00 and next spoke 8\u{a0}min 10\u{a0}s later.");
        page.press_on(&page.find("combobox", "What is the next immediate action?"));
        page.type_text("Ask Dana first");
        page.tap("Set out to do this");
        page.reads("Ask Dana first");
        let actions = browser.ask(&format!("{ELEMENT}.meeting.actions"));
        assert_eq!(actions, json!([{ "text": "Ask Dana first", "done": null }]));

        for format in ["'html'", "'svg', { chart: 'timeline' }"] {
            let text = browser.ask(&format!(
                "{ELEMENT}.save({format}).then((file) => file.text())"
            ));
            let text = text.as_str().expect("a text");
            assert!(text.contains("Dana") && !text.contains("<script"), "{text}");
        }
        let refused = browser.refusal(&format!("{ELEMENT}.save('svg', {{ chart: 'pie' }})"));
        assert_eq!(refused["code"], "unknown-format");

        // A part of it: every number follows.
        let from = page.find("slider", "From");
        page.call(
            &from,
            "function () { this.value = '720'; this.dispatchEvent(new Event('input', { bubbles: true })); }",
        );
        page.reads("Every number is of the part from 12:00 to 26:00.");
        page.reads("12\u{a0}minutes were observed");
        // Another meeting is looked at as a whole.
        page.tap("New meeting");
        page.tap("Look at a sample");
        page.reads("24\u{a0}minutes were observed");
        let from = page.find("slider", "From");
        page.call(
            &from,
            "function () { this.value = '720'; this.dispatchEvent(new Event('input', { bubbles: true })); }",
        );
        page.tap("Whole meeting");
        page.reads("24\u{a0}minutes were observed");
        assert!(
            server
                .requests()
                .iter()
                .all(|path| !path.contains("sample"))
        );
    }
}
