//! The summary beside an independent one: `tests/independent` tells it again in JavaScript, written from
//! the description of the arithmetic alone.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use std::fs;
use std::path::Path;

use journeys::story::{self, ELEMENT, SAVED};
use journeys::{Browser, Key, Server};
use serde_json::{Value, json};

/// A product with the independent telling beside it.
fn server() -> Server {
    let server = Server::of_product();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../independent");
    for name in ["summary.js", "meetings.js", "board.js", "compare.js"] {
        server.put(
            &format!("/independent/{name}"),
            fs::read(folder.join(name)).unwrap(),
        );
    }
    server
}

#[test]
fn three_hundred_random_meetings_have_the_same_summary() {
    let server = server();
    let laptop = Browser::laptop();
    laptop.open(&server.put_host_page("<meeting-dynamics storage=\"none\"></meeting-dynamics>"));
    story::ready(&laptop);
    let different = laptop.ask(&format!(
        "(async () => {{ \
           const {{ summary }} = await import('/independent/summary.js'); \
           const {{ meeting }} = await import('/independent/meetings.js'); \
           const {{ differences }} = await import('/independent/compare.js'); \
           const element = {ELEMENT}; const found = []; \
           for (let seed = 1; seed <= 300; seed++) {{ \
             const one = meeting(seed); \
             element.meeting = one; \
             const places = differences(element.summary, summary(one)); \
             if (places.length) found.push(`seed ${{seed}}: ${{places.slice(0, 6).join('; ')}}`); \
           }} \
           return found; }})()"
    ));
    let different = different.as_array().expect("a list");
    let some: Vec<String> = different
        .iter()
        .take(12)
        .map(|line| line.as_str().unwrap_or_default().to_owned())
        .collect();
    assert!(
        different.is_empty(),
        "{} meetings differ:\n{}",
        different.len(),
        some.join("\n")
    );
}

// ---- Half an hour of gestures -------------------------------------------------------------

const NAMES: [&str; 12] = [
    "Ana", "Ben", "Chidi", "Dana", "Esra", "Femi", "Grace", "Hiro", "Ines", "Joon", "Kai", "Leo",
];
const KEPT: &str = "They kept the floor";
const GESTURES: usize = 600;
const LENGTH_MS: u64 = 30 * 60 * 1000;

/// How an observer works.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Touch,
    Mouse,
    Keys,
}

#[derive(Clone, Debug)]
struct Gesture {
    at: u64,
    does: &'static str,
    who: usize,
    whom: usize,
}

/// Random numbers, the same for the same seed.
struct Random(u64);

impl Random {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}

fn script(way: Way) -> Vec<Gesture> {
    let mut random = Random(0x5eed + way as u64);
    let mut paused = false;
    let mut at = 0;
    (0..GESTURES)
        .map(|_| {
            at += 500 + random.below(2 * (LENGTH_MS / GESTURES as u64 - 500));
            let who = random.below(NAMES.len() as u64) as usize;
            let whom = (who + 1 + random.below(NAMES.len() as u64 - 1) as usize) % NAMES.len();
            let does = match random.below(100) {
                0..40 => "speaks",
                40..56 => "interrupts",
                56..64 => "talked_over",
                64..68 => "silence",
                68..72 => "kept",
                72..77 => "undo",
                77..80 => "redo",
                80..83 => "earlier",
                83..85 if paused => "resume",
                83..85 => "pause",
                85..88 if way != Way::Keys => "drags",
                85..91 => "joins_in",
                91..93 => "leaves",
                93..95 => "arrives",
                _ => "moment",
            };
            paused = match does {
                "pause" => true,
                // What resumes by itself may be undone: whichever button is there is pressed.
                _ => paused,
            };
            Gesture {
                at,
                does,
                who,
                whom,
            }
        })
        .collect()
}

/// Does what the script says, and gives what was done: some buttons are there only at times.
fn perform(browser: &Browser, way: Way) -> Vec<Gesture> {
    let mut done = Vec::new();
    let mut now = 0;
    let page = browser.page();
    let has =
        |name: &str| browser.ask(&format!("board.middle({}) !== null", json!(name))) == json!(true);
    for mut gesture in script(way) {
        browser.ask(&format!("journey.pass({})", gesture.at - now));
        now = gesture.at;
        let (who, whom) = (NAMES[gesture.who], NAMES[gesture.whom]);
        let press = |name: &str| match way {
            Way::Keys => {
                browser.ask(&format!("board.focus({})", json!(name)));
                page.key(Key::Enter);
            }
            _ => {
                let there = page.press_quickly(name);
                // On the strip it is there for a minute, and may go just before it is pressed.
                assert!(there || name == KEPT, "there is no button “{name}”");
            }
        };
        let key = |key: Key, name: &str| match way {
            Way::Keys => {
                browser.ask("board.focus(null)");
                page.key(key);
            }
            _ => press(name),
        };
        let seat = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', 'q', 'w'][gesture.who];
        let more = |deed: String| {
            press(&format!("More for {who}"));
            browser.until("board.dialog() !== null");
            if !has(&deed) {
                press("Close");
                return false;
            }
            press(&deed);
            true
        };
        let was_done = match gesture.does {
            "speaks" => {
                key(Key::Plain(seat), &format!("{who} speaks"));
                true
            }
            "interrupts" => {
                key(Key::Shift(seat), &format!("{who} interrupts"));
                true
            }
            "talked_over" => {
                key(Key::Alt(seat), &format!("{who} talked over"));
                true
            }
            "silence" => {
                key(Key::Plain(' '), "Silence");
                true
            }
            "kept" if way != Way::Keys && !has(KEPT) => false,
            "kept" => {
                let events = || browser.ask(&format!("{ELEMENT}.meeting.events.length"));
                let before = events();
                key(Key::Plain('h'), KEPT);
                way == Way::Keys || events() != before
            }
            "undo" => {
                key(Key::Plain('u'), "Undo");
                true
            }
            "redo" => {
                press("Redo");
                true
            }
            "earlier" => {
                press("Earlier by 3 s");
                true
            }
            "pause" | "resume" => {
                let does = if has("Resume") { "resume" } else { "pause" };
                gesture.does = does;
                let name = if does == "resume" { "Resume" } else { "Pause" };
                key(Key::Plain('p'), name);
                true
            }
            "drags" => {
                page.drag(&format!("{who} speaks"), &format!("{whom} speaks"));
                true
            }
            "joins_in" if has_turn(browser, gesture.who) => {
                gesture.does = "stops";
                more(format!("{who} stops"))
            }
            "joins_in" => more(format!("{who} speaks too")),
            "leaves" => more(format!("{who} leaves")),
            "arrives" => more(format!("{who} arrives")),
            _ => {
                press(&format!("More for {who}"));
                browser.until("board.dialog() !== null");
                page.choose("With whom", whom);
                press(&format!("{who} credits {whom}"));
                true
            }
        };
        browser.until("board.dialog() === null");
        if was_done {
            done.push(gesture);
        }
    }
    done
}

fn has_turn(browser: &Browser, who: usize) -> bool {
    let name = json!(format!("{} speaks", NAMES[who]));
    browser.ask(&format!(
        "board.button({name}).getAttribute('aria-pressed')"
    )) == json!("true")
}

fn half_an_hour(way: Way) {
    let server = server();
    let browser = match way {
        Way::Touch => Browser::phone(),
        Way::Mouse | Way::Keys => Browser::laptop(),
    };
    // In a page of somebody's: our own is locked by the time at which the other telling is fetched.
    browser.open(&server.put_host_page("<meeting-dynamics></meeting-dynamics>"));
    story::ready(&browser);
    browser.ask(BOARD);
    browser.page().type_into("People", &NAMES.join(", "));
    browser.stop_the_clock();
    browser.page().tap("Start meeting");
    browser.page().find("button", "Silence");
    let done = perform(&browser, way);
    assert!(done.len() > GESTURES * 9 / 10, "only {} done", done.len());
    let gestures: Vec<Value> = done
        .iter()
        .map(|gesture| {
            let person = |place: usize| format!("p{}", place + 1);
            json!({ "at": gesture.at, "does": gesture.does, "who": person(gesture.who),
                "whom": person(gesture.whom), "kind": "credits" })
        })
        .collect();
    browser.page().status_is(SAVED);
    let different = browser.ask(&format!(
        "(async () => {{ \
           const {{ summary }} = await import('/independent/summary.js'); \
           const {{ told }} = await import('/independent/board.js'); \
           const {{ differences }} = await import('/independent/compare.js'); \
           const element = {ELEMENT}; \
           const {{ people }} = element.meeting; \
           const events = told({}); \
           const end = {LENGTH_MS} * 2; \
           events.push({{ n: events.length + 10000, at: end, type: 'ends' }}); \
           element.tap({{ type: 'ends', at: end }}); \
           return differences(element.summary, summary({{ people, attributes: [], events, source: null }})); }})()",
        json!(gestures)
    ));
    let raw = || {
        browser
            .ask(&format!("{ELEMENT}.meeting.events"))
            .to_string()
    };
    assert_eq!(
        different,
        json!([]),
        "after {} gestures\ntold: {}\nrecorded: {}",
        done.len(),
        json!(gestures),
        raw()
    );
}

/// Finds buttons fast, by the same names.
const BOARD: &str = "window.board = (() => { \
    const root = () => document.querySelector('meeting-dynamics').shadowRoot; \
    const dialog = () => root().querySelector('dialog'); \
    const button = (name) => [...(dialog() ?? root()).querySelectorAll('button')] \
      .find((b) => (b.getAttribute('aria-label') ?? b.textContent.trim()) === name) ?? null; \
    return { dialog, button, \
      middle: (name) => { const b = button(name); if (!b) return null; b.scrollIntoView({ block: 'nearest' }); \
        const r = b.getBoundingClientRect(); return { x: r.x + r.width / 2, y: r.y + r.height / 2 }; }, \
      focus: (name) => { (name === null ? root().querySelector('.board') : button(name)).focus(); } }; })(), 0";

#[test]
fn half_an_hour_by_touch_comes_out_as_told() {
    half_an_hour(Way::Touch);
}

#[test]
fn half_an_hour_by_mouse_comes_out_as_told() {
    half_an_hour(Way::Mouse);
}

#[test]
fn half_an_hour_by_keys_alone_comes_out_as_told() {
    half_an_hour(Way::Keys);
}
