//! A reload, a killed browser, a long lunch: nothing that was saved is lost, nothing is doubled.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use std::collections::HashSet;
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
    records_without("_later.wasm");
}

#[test]
fn and_while_only_its_script_cannot() {
    records_without("_later.js");
}

fn records_without(ending: &str) {
    let server = Server::of_product();
    let (path, bytes) = server.take_away(ending);
    let phone = Browser::phone();
    story::name_four(&phone, &server.app());
    phone.expect_problem("404");
    phone.expect_problem("dynamically imported module");
    phone.page().reads("could not be fetched");

    phone.page().tap("Start meeting");
    phone.page().tap("Ana speaks");
    phone.page().status_is(SAVED);
    let told = phone.refusal(&format!("{ELEMENT}.tap({{ type: 'silence' }})"));
    assert_eq!(told["code"], json!("fetch-failed"));
    let told = told["message"].as_str().expect("words");
    assert!(told.contains("could not be fetched"), "{told}");
    phone.page().tap("End meeting");
    phone.page().reads("could not be fetched");
    // The meeting can go on without the review.
    phone.page().tap("Undo");
    phone.page().tap("Ben interrupts");
    phone.page().status_is(SAVED);
    phone.page().tap("End meeting");

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
    // A browser that takes its time to start is asked about it.
    if phone.page().has("button", "They went on") {
        phone.page().tap("They went on");
    }
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

const FOLLOWS: &str = "Observed in another tab; this one follows";

#[test]
fn a_second_tab_follows_live_and_takes_over() {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    story::start(&laptop, &server.app());
    laptop.page().tap("Ana speaks");
    laptop.page().status_is(SAVED);
    let first = laptop.tab();

    laptop.open_in_second_tab(&server.app());
    let second = laptop.tab();
    laptop
        .page()
        .reads("This meeting is being observed in another tab.");
    laptop.picture("laptop-second-tab");
    assert!(!laptop.page().has("button", "Ben speaks"), "one writer");
    laptop.page().tap("Follow it");
    laptop.page().find("button", "Ben speaks");
    laptop.page().status_is(FOLLOWS);

    // What happens in the first is seen in the second, where nothing can be changed.
    laptop.to_tab(&first);
    laptop.page().tap("Ben interrupts");
    laptop.page().status_is(SAVED);
    laptop.to_tab(&second);
    laptop.page().reads("Ben interrupted Ana");
    laptop.page().tap("Chen speaks");
    laptop.page().reads("To go on in this one");
    let refusal = laptop.refusal(&format!("{ELEMENT}.tap({{ type: 'ends' }})"));
    assert_eq!(refusal["code"], json!("observed-elsewhere"));
    laptop.picture("laptop-following");
    assert_eq!(events(&laptop).as_array().map(Vec::len), Some(2));

    laptop.page().tap("Observe here");
    laptop.page().status_is(SAVED);
    laptop.page().tap("Chen speaks");
    laptop.page().status_is(SAVED);
    let here = events(&laptop);
    laptop.to_tab(&first);
    laptop.page().status_is(FOLLOWS);
    laptop.until(&format!("{ELEMENT}.meeting.events.length === 3"));
    assert_eq!(events(&laptop), here);

    // And back, without asking: the other tab is gone.
    laptop.to_tab(&second);
    laptop.lose_tab(&first);
    laptop
        .page()
        .status_is("The tab that observed this meeting is gone");
    laptop.page().tap("Observe here");
    laptop.page().status_is(SAVED);
    laptop.page().tap("Ana speaks");
    laptop.page().tap("End meeting");
    laptop.page().status_is(SAVED);
    laptop.reload();
    laptop.page().tap("Open last meeting");
    laptop.page().find("figure", "Airtime");
    let speakers = laptop.ask(&format!(
        "{ELEMENT}.meeting.events.map(e => e.who ?? e.type)"
    ));
    assert_eq!(speakers, json!(["p1", "p2", "p3", "p1", "ends"]));
}

#[test]
fn a_copy_from_a_file_is_a_meeting_of_its_own() {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    story::start(&laptop, &server.app());
    laptop.page().tap("Ana speaks");
    laptop.page().status_is(SAVED);
    let copy = laptop.ask(&format!("{ELEMENT}.meeting"));
    laptop.open_in_second_tab(&server.app());
    laptop.until(&format!("{ELEMENT}.ready.then(() => true)"));
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

/// What each of five tabs does, as fast as it can: it takes the meeting over where it can, and taps. `made` has
/// every tap that was accepted with its time, `acked` how many of them were said to be saved.
const TAPPER: &str = r#"(() => {
  const element = document.querySelector('meeting-dynamics');
  const name = Math.random().toString(36).slice(2);
  const hop = () => new Promise((done) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = done;
    channel.port2.postMessage(0);
  });
  const status = () => element.shadowRoot.querySelector('[role=status]')?.textContent ?? '';
  const press = (label) => [...element.shadowRoot.querySelectorAll('button')].find((b) => b.textContent === label)?.click();
  const saved = () => status() === 'Saved on this device';
  window.made = [];
  window.acked = 0;
  window.running = false;
  const look = () => { if (saved() || status().startsWith('Observed in another')) acked = made.length; };
  window.settled = () => { look(); return !running && acked === made.length; };
  window.take = () => { press('Observe here'); press('Continue meeting'); };
  window.writes = () => saved() && !!element.meeting;
  window.run = async (taps) => {
    running = true;
    for (let i = 0; i < taps; i += 1) {
      await hop();
      look();
      const mark = `${name}:${made.length}`;
      try {
        const { at } = element.tap({ type: 'speaks', who: `p${1 + i % 4}`, mark });
        made.push({ mark, at });
      } catch (refusal) {
        if (refusal.code !== 'observed-elsewhere') throw refusal;
      }
    }
    running = false;
  };
})()"#;

/// Five tabs, `MEETING_DYNAMICS_TAPS` taps or 2,000 in all; again and again another tab takes the meeting over, at its
/// request or because the one that had it is gone, mostly while that is still tapping.
#[test]
fn five_tabs_lose_nothing_and_double_nothing() {
    let taps = number("MEETING_DYNAMICS_TAPS").unwrap_or(2_000) as usize;
    let mut random = seeded();
    let server = Server::of_product();
    let laptop = Browser::laptop();
    story::start(&laptop, &server.app());
    laptop.page().tap("Ana speaks");
    laptop.page().status_is(SAVED);
    laptop.until(&format!("{ELEMENT}.ready.then(() => true)"));
    laptop.ask(TAPPER);
    let mut tabs = vec![laptop.tab()];
    let open = |laptop: &Browser| {
        laptop.open_in_second_tab(&server.app());
        laptop.until(&format!("{ELEMENT}.ready.then(() => true)"));
        laptop.ask(TAPPER);
        laptop.tab()
    };
    while tabs.len() < 5 {
        tabs.push(open(&laptop));
    }

    let mut made: Vec<Value> = Vec::new();
    let mut sure: Vec<Value> = Vec::new();
    let (mut taken, mut lost) = (0, 0);
    while made.len() < taps {
        let writer = random.below(tabs.len());
        laptop.to_tab(&tabs[writer]);
        laptop.until("writes() || (take(), false)");
        taken += 1;
        let before = laptop.ask("made.length").as_u64().unwrap_or_default() as usize;
        laptop.ask("run(60), null");
        match random.below(4) {
            0 => laptop.until("settled()"),
            // Gone in the middle of it; what it had said to be saved is.
            1 => {
                thread::sleep(Duration::from_millis(random.below(80) as u64));
                let last = laptop.ask("({ made, acked })");
                let own = last["made"].as_array().expect("taps");
                let acked = last["acked"].as_u64().unwrap_or_default() as usize;
                made.extend(own[before..].iter().cloned());
                sure.extend(own[..acked].iter().cloned());
                let gone = tabs.remove(writer);
                assert_eq!(laptop.tab(), gone);
                match random.below(2) {
                    0 => laptop.lose_tab(&tabs[0]),
                    _ => laptop.crash_tab(&tabs[0]),
                }
                tabs.push(open(&laptop));
                lost += 1;
                continue;
            }
            // The next one asks for it in the middle of it.
            _ => thread::sleep(Duration::from_millis(random.below(80) as u64)),
        }
        let own = laptop.ask(&format!("made.slice({before})"));
        made.extend(own.as_array().expect("taps").iter().cloned());
    }

    // Whoever is still there has saved everything, or handed it over.
    for tab in &tabs {
        laptop.to_tab(tab);
        laptop.until("settled()");
        sure.extend(laptop.ask("made").as_array().expect("taps").iter().cloned());
    }
    laptop.until("writes() || (take(), false)");
    let kept = laptop.ask(&format!(
        "{ELEMENT}.meeting.events.filter(e => e.mark).map(({{ mark, at }}) => ({{ mark, at }}))"
    ));
    let kept = kept.as_array().expect("events");
    let marks: HashSet<&str> = kept.iter().filter_map(|tap| tap["mark"].as_str()).collect();
    assert_eq!(marks.len(), kept.len(), "nothing is doubled");
    let kept: HashSet<String> = kept.iter().map(Value::to_string).collect();
    for tap in &sure {
        assert!(
            kept.contains(&tap.to_string()),
            "{tap} was saved, and is lost"
        );
    }
    println!(
        "at least {} taps, {} kept, {taken} takeovers, {lost} tabs gone, 0 lost, 0 doubled",
        made.len(),
        kept.len()
    );
}

#[test]
fn a_frozen_tab_is_replaced_and_what_it_had_not_saved_is_kept_once() {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    story::start(&laptop, &server.app());
    laptop.page().tap("Ana speaks");
    laptop.page().status_is(SAVED);
    laptop.until(&format!("{ELEMENT}.ready.then(() => true)"));
    laptop.ask(TAPPER);
    let frozen = laptop.tab();
    laptop.open_in_second_tab(&server.app());
    let other = laptop.tab();
    laptop.page().tap("Follow it");
    laptop.page().status_is(FOLLOWS);

    let state = |state: &str| {
        laptop.devtools("Page.setWebLifecycleState", json!({ "state": state }));
    };
    laptop.to_tab(&frozen);
    // Its database is out of reach, so that it has taps which are not saved when it freezes, and holds no
    // transaction: a page that holds one is not frozen by the browser itself.
    laptop.ask(
        "window.reach = IDBDatabase.prototype.transaction, \
         IDBDatabase.prototype.transaction = () => { throw new DOMException('gone', 'UnknownError'); }, 0",
    );
    laptop.ask("run(20)");
    state("frozen");
    laptop.to_tab(&other);
    laptop.page().tap("Observe here");
    laptop.page().status_is(SAVED);
    laptop.page().tap("Chen speaks");
    laptop.page().status_is(SAVED);

    laptop.to_tab(&frozen);
    state("active");
    laptop.ask("IDBDatabase.prototype.transaction = reach, 0");
    laptop.page().status_is(FOLLOWS);
    laptop.until("settled()");
    let made = laptop.ask("made.map(({ mark }) => mark)");
    laptop.to_tab(&other);
    let kept = "events.map(({ mark }) => mark).filter(Boolean)";
    let marks = laptop.ask(&format!("{ELEMENT}.meeting.{kept}.sort()"));
    let mut expected: Vec<&str> = made
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_str)
        .collect();
    expected.sort_unstable();
    assert_eq!(marks, json!(expected));
    println!("{} taps of a frozen tab", expected.len());
}

#[test]
fn what_cannot_be_read_is_kept_apart_and_said() {
    let server = Server::of_product();
    let phone = Browser::phone();
    story::start(&phone, &server.app());
    for name in ["Ana speaks", "Ben speaks", "Chen speaks", "Ana speaks"] {
        phone.page().tap(name);
    }
    phone.page().status_is(SAVED);
    phone.ask(&format!(
        "{WITH_DATABASE}(async (events, key) => events.put('{{', [key, 3]))"
    ));
    phone.reload();
    phone
        .page()
        .reads("2 records could not be read; they are kept apart.");
    phone.picture("phone-unread");
    assert_eq!(events(&phone).as_array().map(Vec::len), Some(2));
    phone.page().tap("Dana speaks");
    phone.page().status_is(SAVED);
    phone.reload();
    phone.page().find("button", "Silence");
    assert_eq!(events(&phone).as_array().map(Vec::len), Some(3));
    let apart = phone.ask(&format!(
        "{WITH_DATABASE}((events) => new Promise((done) => {{ \
         const all = events.getAllKeys(); \
         all.onsuccess = () => done(all.result.filter((key) => key[0] === 'apart').length); }}))"
    ));
    assert_eq!(apart, json!(2));
}

/// Calls a function with the store of events and the key of the one meeting.
const WITH_DATABASE: &str = r#"(async (deed) => {
  const answer = (request) => new Promise((done) => { request.onsuccess = () => done(request.result); });
  const database = await answer(indexedDB.open('meeting-dynamics'));
  const work = database.transaction(['meetings', 'events'], 'readwrite');
  const [key] = await answer(work.objectStore('meetings').getAllKeys());
  const result = await deed(work.objectStore('events'), key);
  database.close();
  return typeof result === 'number' ? result : null;
})"#;

#[test]
fn where_storage_is_blocked_that_is_said_and_a_file_can_be_saved() {
    let server = Server::of_product();
    let phone = Browser::phone();
    phone.open(&server.put_sandboxed_page(
        "<meeting-dynamics people=\"Ana, Ben\" meeting-title=\"Blocked\"></meeting-dynamics>",
    ));
    phone.page().tap("Start meeting");
    phone.page().tap("Ana speaks");
    phone
        .page()
        .reads("this browser does not let the page keep anything here");
    phone.picture("phone-blocked");
    phone.page().tap("Save a file now");
    let (name, bytes) = phone.downloaded();
    assert_eq!(name, "Blocked.meeting.json");
    let saved: Value = serde_json::from_slice(&bytes).expect("JSON");
    assert_eq!(saved["events"][0]["type"], json!("speaks"));
    phone.page().tap("End meeting");
    phone.page().find("figure", "Airtime");
}

#[test]
fn a_full_device_is_said_and_once_there_is_room_all_is_saved() {
    let server = Server::of_product();
    let phone = Browser::phone();
    // (The browser asks for the room that is left only now and then: it has to be told at first.)
    let room = |bytes: Option<u32>| {
        let mut given = json!({ "origin": server.origin() });
        if let Some(bytes) = bytes {
            given["quotaSize"] = json!(bytes);
        }
        phone.devtools("Storage.overrideQuotaForOrigin", given);
    };
    room(Some(1));
    story::start(&phone, &server.app());
    phone.page().reads("this device has no room left");
    for name in ["Ana speaks", "Ben speaks", "Chen speaks"] {
        phone.page().tap(name);
    }
    phone.picture("phone-full");
    phone.page().tap("Save a file now");
    let (_, bytes) = phone.downloaded();
    let saved: Value = serde_json::from_slice(&bytes).expect("JSON");
    assert_eq!(saved["events"].as_array().map(Vec::len), Some(3));
    phone.page().reads("this device has no room left");

    room(None);
    phone.page().status_is(SAVED);
    phone.reload();
    phone.page().find("button", "Silence");
    assert_eq!(events(&phone).as_array().map(Vec::len), Some(3));
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok()?.parse().ok()
}

/// `MEETING_DYNAMICS_SEED` repeats a run.
fn seeded() -> Random {
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("a date after 1970");
    let seed = number("MEETING_DYNAMICS_SEED").unwrap_or(now.as_millis() as u64);
    println!("MEETING_DYNAMICS_SEED={seed}");
    Random(seed | 1)
}

/// As often as `MEETING_DYNAMICS_KILLS` says, or 20 times: tap, see that it is saved, kill every process of
/// the browser at a random moment of the next 300 ms, start it again and look. `MEETING_DYNAMICS_SEED` repeats a run.
#[test]
fn a_saved_tap_outlives_the_browser() {
    let rounds = number("MEETING_DYNAMICS_KILLS").unwrap_or(20);
    let mut random = seeded();

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
