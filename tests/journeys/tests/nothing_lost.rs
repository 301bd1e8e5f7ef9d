//! A reload, a killed browser, a long lunch: nothing that was saved is lost, nothing is doubled.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use std::env;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use journeys::story::{self, ELEMENT, SAVED, Step};
use journeys::{Browser, Server};
use serde_json::{Value, json};

fn events(browser: &Browser) -> Value {
    browser.ask(&format!("{ELEMENT}.meeting.events"))
}

#[test]
fn the_board_records_while_the_rest_of_the_program_cannot_be_fetched() {
    let server = Server::of_product();
    let (path, bytes) = server.take_away("_later.wasm");
    let phone = Browser::phone();
    story::name_four(&phone, &server.app());
    phone.expect_problem("404");
    phone.page().reads("could not be fetched");

    phone.page().tap("Start meeting");
    phone.page().tap("Ana speaks");
    phone.page().status_is(SAVED);
    phone.page().tap("End meeting");
    phone.page().reads("could not be fetched");

    server.put(&path, bytes);
    phone.page().find("heading", "Airtime");
    assert_eq!(phone.ask(&format!("{ELEMENT}.summary.people[0].turns")), 1);
}

#[test]
fn a_reload_after_every_tap_changes_nothing() {
    let server = Server::of_product();
    let phone = Browser::phone();
    story::name_four(&phone, &server.app());
    story::record_worked_meeting(&phone, |Step(button, _)| {
        phone.page().tap(button);
        phone.page().status_is(SAVED);
        if button != "End meeting" {
            let before = events(&phone);
            phone.reload();
            phone.page().find("button", "Silence");
            assert_eq!(events(&phone), before, "after {button}");
        }
    });
    // Each reload may cost a rounding of the wall's clock, which has whole milliseconds.
    let summary = phone.ask(&format!("{ELEMENT}.summary"));
    for field in [
        "observed_s",
        "talk_s",
        "silence_s",
        "passes",
        "interruptions",
        "yielded",
    ] {
        story::assert_within(0.02, &summary[field], &story::worked_summary()[field]);
    }
}

#[test]
fn a_meeting_goes_on_after_the_browser_was_killed() {
    let server = Server::of_product();
    let mut phone = Browser::phone();
    story::start(&phone, &server.app());
    phone.page().tap("Ana speaks");
    phone.page().tap("Ben interrupts");
    phone.page().status_is(SAVED);
    let before = events(&phone);

    phone.die_and_come_back();
    phone.open(&server.app());
    phone.page().status_is(SAVED);
    assert_eq!(events(&phone), before);
    phone.page().tap("They kept the floor");
    phone.page().tap("End meeting");
    phone.page().find("figure", "Airtime");
    let summary = phone.ask(&format!("{ELEMENT}.summary"));
    assert_eq!(summary["interruptions"][1], json!([1, 0, 0, 0]));
    assert_eq!(summary["yielded"][1], json!([0, 0, 0, 0]));
}

#[test]
fn a_meeting_left_for_a_long_lunch_is_offered_again() {
    let server = Server::of_product();
    let phone = Browser::phone();
    story::start(&phone, &server.app());
    phone.page().tap("Ana speaks");
    phone.page().status_is(SAVED);
    let before = events(&phone);

    phone.pass_while_away(16.0 * 60.0);
    phone.reload();
    phone.page().find("button", "Continue meeting");
    phone.picture("phone-continue");
    assert!(!phone.page().has("button", "Silence"));
    phone.page().tap("Continue meeting");
    phone.page().find("button", "Silence");
    assert_eq!(events(&phone), before);
    phone.page().tap("Ben speaks");
    assert_eq!(events(&phone).as_array().map(Vec::len), Some(2));
}

#[test]
fn a_second_tab_loses_nothing_and_doubles_nothing() {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    story::start(&laptop, &server.app());
    laptop.page().tap("Ana speaks");
    laptop.page().status_is(SAVED);

    // The second tab leaves the meeting alone. A copy of it from a file is a meeting of its own.
    let copy = laptop.ask(&format!("{ELEMENT}.meeting"));
    laptop.open_in_second_tab(&server.app());
    laptop.until(&format!("{ELEMENT}.ready.then(() => true)"));
    laptop.picture("laptop-second-tab");
    assert!(!laptop.page().has("button", "Ben speaks"), "one writer");
    laptop.ask(&format!(
        "{ELEMENT}.meeting = {copy}, {ELEMENT}.tap({{ type: 'speaks', who: 'p2' }}), null"
    ));
    laptop.page().status_is(SAVED);
    laptop.close_second_tab();
    laptop.page().tap("Chen speaks");
    laptop.page().status_is(SAVED);

    laptop.reload();
    laptop.page().find("button", "Silence");
    let speakers = laptop.ask(&format!("{ELEMENT}.meeting.events.map(e => e.who)"));
    assert_eq!(speakers, json!(["p1", "p3"]));
}

/// As often as `MEETING_DYNAMICS_KILLS` says, or 20 times: tap, see that it is saved, kill every process of
/// the browser at a random moment of the next 300 ms, start it again and look. `MEETING_DYNAMICS_SEED` repeats a run.
#[test]
fn a_saved_tap_outlives_the_browser() {
    let number = |name| {
        env::var(name)
            .ok()
            .and_then(|text| text.parse::<u64>().ok())
    };
    let rounds = number("MEETING_DYNAMICS_KILLS").unwrap_or(20);
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("a date after 1970");
    let seed = number("MEETING_DYNAMICS_SEED").unwrap_or(now.as_millis() as u64);
    println!("MEETING_DYNAMICS_SEED={seed} MEETING_DYNAMICS_KILLS={rounds}");
    let mut random = Random(seed | 1);

    let server = Server::of_product();
    let mut phone = Browser::phone();
    story::start(&phone, &server.app());
    let mut saved = 0;
    for round in 1..=rounds {
        for name in ["Ana speaks", "Ben speaks", "Chen speaks"]
            .iter()
            .take(1 + random.below(3))
        {
            phone.page().tap(name);
            phone.page().status_is(SAVED);
            saved += 1;
        }
        // Not to wait for something: the moment of the accident is what is tried.
        thread::sleep(Duration::from_millis(random.below(301) as u64));
        phone.die_and_come_back();

        phone.open(&server.app());
        phone.page().find("button", "Silence");
        let kept = phone.ask(&format!("{ELEMENT}.meeting.events.map(e => e.n)"));
        let expected: Vec<usize> = (1..=saved).collect();
        assert_eq!(kept, json!(expected), "in round {round}");
    }
    println!("{rounds} kills, {saved} saved taps, 0 lost");
}

/// Marsaglia's xorshift: a test needs variety, not secrecy.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit
    }
}
