//! The element on somebody else's page, under a strict policy, far from the product's own folder.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use journeys::story::{self, SAVED};
use journeys::{Browser, Server};
use serde_json::{Value, json};

fn visit(body: &str) -> (Server, Browser) {
    let server = Server::of_product();
    let phone = Browser::phone();
    phone.open(&server.put_host_page(body));
    phone.until("customElements.whenDefined('meeting-dynamics').then(() => true)");
    phone.until("customElements.whenDefined('meeting-dynamics').then(() => Promise.all([...document.querySelectorAll('meeting-dynamics')].map(e => e.ready))).then(() => true)");
    (server, phone)
}

#[test]
fn two_elements_on_one_page_are_independent() {
    let (_server, phone) = visit(
        "<meeting-dynamics id=\"left\" people=\"Ana, Ben\"></meeting-dynamics>\
         <meeting-dynamics id=\"right\" people=\"Ana, Chen\"></meeting-dynamics>",
    );
    phone.within("#left").tap("Start meeting");
    phone.within("#left").tap("Ana speaks");
    assert_eq!(phone.ask("right.meeting"), Value::Null);
    phone.within("#right").tap("Start meeting");
    phone.within("#right").tap("Chen speaks");
    phone.within("#right").tap("Ana interrupts");
    for side in ["#left", "#right"] {
        phone.within(side).status_is(SAVED);
    }
    phone.picture("host-two");
    phone.within("#right").tap("End meeting");
    phone.within("#right").find("figure", "Airtime");
    let kinds = |side| phone.ask(&format!("{side}.meeting.events.map(e => e.type)"));
    assert_eq!(kinds("left"), json!(["speaks"]));
    assert_eq!(kinds("right"), json!(["speaks", "interrupts", "ends"]));
    assert!(phone.within("#left").has("button", "Ben speaks"));

    // Each finds its own again.
    phone.reload();
    phone.within("#left").find("button", "Ben speaks");
    assert_eq!(kinds("left"), json!(["speaks"]));
    assert!(!phone.within("#right").has("button", "Silence"));
}

#[test]
fn an_element_that_is_moved_keeps_its_meeting_and_goes_on() {
    let (_server, phone) = visit(
        "<main><meeting-dynamics id=\"m\" people=\"Ana, Ben\"></meeting-dynamics></main><aside></aside>",
    );
    phone.page().tap("Start meeting");
    phone.page().tap("Ana speaks");
    let before = phone.ask("m.meeting");
    phone.ask("void document.querySelector('aside').append(m)");
    assert_eq!(phone.ask("m.meeting"), before);
    phone.page().tap("Ben interrupts");
    assert_eq!(phone.ask("m.meeting.events.length"), json!(2));

    // Taken out for a while, and put back.
    phone.ask("window.kept = m, kept.remove(), null");
    assert!(!phone.page().has("button", "Ana speaks"));
    phone.ask("void document.querySelector('main').append(kept)");
    phone.page().tap("Undo");
    assert_eq!(
        phone.ask("m.meeting.events.map(e => e.type)"),
        json!(["speaks", "interrupts", "undoes"])
    );
    phone.page().status_is(SAVED);
}

const TELL: &str = "window.told = []; for (const name of ['meeting-change', 'meeting-end', 'meeting-error']) \
    document.addEventListener(name, (e) => told.push({ name, composed: e.composed, detail: e.detail })); null";

#[test]
fn a_host_page_records_a_meeting_through_the_element() {
    let (_server, phone) = visit(
        "<meeting-dynamics id=\"m\" people=\"Ana, Ben, Chen\" meeting-title=\"Planning\"></meeting-dynamics>",
    );
    phone.ask(TELL);
    assert_eq!(
        phone.ask("[m.meeting, m.summary, m.mode]"),
        json!([null, null, "observe"])
    );

    let first = phone.ask("m.tap({ type: 'speaks', who: 'Ana', at: 0 })");
    assert_eq!(
        first,
        json!({ "n": 1, "at": 0, "type": "speaks", "who": "p1" })
    );
    assert_eq!(phone.ask("m.meeting.title"), json!("Planning"));
    assert_eq!(
        phone.ask("m.meeting.people.map(p => p.name)"),
        json!(["Ana", "Ben", "Chen"])
    );
    phone.page().find("button", "Ana speaks");
    let second = phone.ask("m.tap({ type: 'interrupts', who: 'p2', at: 60000 })");
    assert_eq!(
        (&second["whom"], &second["outcome"]),
        (&json!("p1"), &json!("yielded"))
    );

    let code = |tap: &str| phone.refusal(&format!("m.tap({tap})"))["code"].clone();
    assert_eq!(
        code("{ type: 'interrupts', who: 'Ben', at: 61000 }"),
        json!("nobody-else-speaking")
    );
    assert_eq!(
        code("{ type: 'speaks', who: 'Zoe' }"),
        json!("unknown-person")
    );
    assert_eq!(code("{ type: 'sings', who: 'Ana' }"), json!("bad-field"));
    assert_eq!(phone.ask("m.meeting.events.length"), json!(2));

    phone.ask("m.undo(), null");
    assert_eq!(
        phone.ask("m.summary.interruptions"),
        json!([[0, 0, 0], [0, 0, 0], [0, 0, 0]])
    );
    phone.ask("m.redo(), null");
    assert_eq!(phone.ask("m.summary.interruptions[1]"), json!([1, 0, 0]));
    phone.ask("m.end(), null");
    assert_eq!(
        code("{ type: 'speaks', who: 'Chen' }"),
        json!("meeting-over")
    );
    phone.page().find("figure", "Airtime");
    assert_eq!(phone.ask("m.mode"), json!("review"));
    phone.ask("m.undo(), null");
    phone.page().find("button", "Ben speaks");
    assert_eq!(phone.ask("m.mode"), json!("observe"));

    let told = phone.ask("told.filter(t => t.name !== 'meeting-error')");
    let told = told.as_array().expect("events");
    let kinds: Vec<&Value> = told
        .iter()
        .map(|t| t["detail"].get("event").map_or(&t["name"], |e| &e["type"]))
        .collect();
    assert_eq!(
        json!(kinds),
        json!([
            "speaks",
            "interrupts",
            "undoes",
            "undoes",
            "ends",
            "meeting-end",
            "undoes"
        ])
    );
    assert_eq!(told[0]["detail"]["event"], first);
    let revisions: Vec<i64> = told
        .iter()
        .filter_map(|t| t["detail"]["revision"].as_i64())
        .collect();
    assert!(revisions.is_sorted_by(|a, b| a < b), "{revisions:?}");
    let end = told
        .iter()
        .find(|t| t["name"] == json!("meeting-end"))
        .expect("an end");
    assert_eq!(
        end["detail"]["meeting"]["events"].as_array().map(Vec::len),
        Some(5)
    );
    assert_eq!(end["detail"]["summary"]["version"], json!(1));
    assert!(told.iter().all(|t| t["composed"] == json!(true)));
}

#[test]
fn a_host_page_gives_and_takes_whole_meetings_as_plain_objects() {
    let (_server, phone) = visit("<meeting-dynamics id=\"m\"></meeting-dynamics>");
    phone.ask(TELL);
    phone.ask(&format!("m.meeting = {}, null", story::worked_file()));
    assert_eq!(phone.ask("m.mode"), json!("review"));
    phone.page().find("figure", "Interruptions");
    story::assert_near(&phone.ask("m.summary"), &story::worked_summary());
    story::assert_near(&phone.ask("m.meeting"), &story::worked_file());
    for member in ["meeting", "summary"] {
        let plain = format!(
            "Object.getPrototypeOf(m.{member}) === Object.prototype && !!structuredClone(m.{member})"
        );
        assert_eq!(phone.ask(&plain), json!(true));
    }
    // What the host does with its copy is its own affair.
    phone.ask("m.meeting.events.length = 0, null");
    assert_eq!(phone.ask("m.meeting.events.length"), json!(8));

    let refusal = phone
        .refusal("m.meeting = { format: 'meeting-dynamics', version: 1, people: 4, events: [] }");
    assert_eq!(refusal["code"], json!("bad-field"), "{refusal}");
    assert_eq!(phone.ask("m.meeting.events.length"), json!(8));
    phone.ask(&format!(
        "m.open(JSON.stringify({})).then(() => null)",
        story::worked_file()
    ));
    phone.ask(&format!(
        "m.open({}, {{ format: 'json' }}).then(() => null)",
        story::worked_file()
    ));
    assert_eq!(
        phone.ask("told.filter(t => t.name !== 'meeting-error')"),
        json!([]),
        "nothing was stored here"
    );
}

#[test]
fn a_meeting_named_by_src_is_fetched_and_shown() {
    let server = Server::of_product();
    server.put(
        "/teams/planning/last.meeting.json",
        story::worked_file().to_string(),
    );
    let laptop = Browser::laptop();
    laptop.open(&server.put_host_page(
        "<meeting-dynamics id=\"m\" mode=\"review\" src=\"last.meeting.json\"></meeting-dynamics>",
    ));
    laptop.page().find("figure", "Timeline");
    story::assert_near(&laptop.ask("m.summary"), &story::worked_summary());

    laptop.ask(TELL);
    laptop.expect_problem("gone.meeting.json");
    laptop.ask("m.setAttribute('src', 'gone.meeting.json')");
    laptop.until("told.length > 0");
    assert_eq!(
        laptop.ask("told.map(t => [t.name, t.detail.code])"),
        json!([["meeting-error", "fetch-failed"]])
    );
    story::assert_near(&laptop.ask("m.summary"), &story::worked_summary());
}

#[test]
fn a_page_that_asks_for_a_review_gives_it_to_be_read() {
    let server = Server::of_product();
    server.put(
        "/teams/planning/last.meeting.json",
        story::worked_file().to_string(),
    );
    let changes = ["New meeting", "Undo the end", "Log", "Set out to do this"];
    let laptop = Browser::laptop();
    laptop.open(&server.put_host_page(
        "<meeting-dynamics id=\"m\" mode=\"review\" src=\"last.meeting.json\"></meeting-dynamics>",
    ));
    laptop.page().find("figure", "Timeline");
    for button in ["Open file", "Save", "Share", "Print"] {
        laptop.page().find("button", button);
    }
    for button in changes {
        assert!(!laptop.page().has("button", button), "{button}");
    }
    story::assert_near(&laptop.ask("m.summary"), &story::worked_summary());
    // Whoever opens the same file for themselves can go on with it.
    laptop.ask("m.removeAttribute('mode'), m.mode = 'review', null");
    for button in changes {
        laptop.page().find("button", button);
    }
    // And a meeting that is observed here is the observer's, whatever the page asks for.
    laptop.open(
        &server.put_host_page("<meeting-dynamics id=\"m\" people=\"Ana, Ben\"></meeting-dynamics>"),
    );
    laptop.page().tap("Start meeting");
    laptop.page().tap("Ana speaks");
    laptop.ask("m.setAttribute('mode', 'review'), null");
    laptop.page().find("button", "Back to the board");
    laptop.page().find("button", "New meeting");
}

#[test]
fn an_element_of_a_fixed_height_scrolls_inside_it() {
    let server = Server::of_product();
    server.put(
        "/teams/planning/low.css",
        "meeting-dynamics { height: 300px }",
    );
    let laptop = Browser::laptop();
    laptop.open(&server.put_host_page(
        "<link rel=\"stylesheet\" href=\"low.css\"><meeting-dynamics id=\"m\"></meeting-dynamics><p id=\"below\">Below</p>",
    ));
    laptop.page().tap("Look at a sample");
    laptop.page().find("figure", "Timeline");
    let inside = "[m.getBoundingClientRect().height, m.scrollHeight > 1000, \
        document.documentElement.scrollHeight <= innerHeight, getComputedStyle(m).overflowY]";
    assert_eq!(laptop.ask(inside), json!([300, true, true, "auto"]));
    laptop.page().tap("Log");
    laptop.page().tap("Close");
    laptop.page().tap("Print");
}

#[test]
fn a_named_element_has_its_own_meetings() {
    let server = Server::of_product();
    let page = |path: &str, attributes: &str| {
        let script =
            "<script type=\"module\" src=\"/tools/meeting-dynamics/meeting-dynamics.js\"></script>";
        server.put(path, format!("<!doctype html><html lang=\"en\"><title>Team</title>{script}<body><meeting-dynamics {attributes}></meeting-dynamics>"))
    };
    let one = page("/teams/one.html", "id=\"one\" people=\"Ana, Ben\"");
    let other = page("/teams/other.html", "id=\"other\" people=\"Chen, Dana\"");
    let nameless = page("/teams/nameless.html", "people=\"Eva, Fin\"");
    let laptop = Browser::laptop();
    laptop.open(&one);
    laptop.page().tap("Start meeting");
    laptop.page().tap("Ana speaks");
    laptop.page().status_is("Saved on this device");
    for elsewhere in [&other, &nameless] {
        laptop.open(elsewhere);
        story::ready(&laptop);
        laptop.page().find("button", "Start meeting");
        assert!(!laptop.page().has("button", "Continue meeting"));
        assert_eq!(
            laptop.ask(&format!("{}.meeting", story::ELEMENT)),
            Value::Null
        );
    }
    laptop.open(&one);
    laptop.page().tap("Ben speaks");
}

#[test]
fn what_was_typed_stays_when_a_page_says_the_same_again() {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    laptop.open(
        &server.put_host_page("<meeting-dynamics id=\"m\" people=\"Ana, Ben\"></meeting-dynamics>"),
    );
    laptop.page().type_into("People", ", Chen");
    laptop.ask("m.setAttribute('people', 'Ana, Ben'), null");
    laptop.page().reads("3 people: Ana · Ben · Chen");
    laptop.ask("m.setAttribute('people', 'Dana'), null");
    laptop.page().reads("1 person: Dana");
    // Behind set-up there may be a meeting that was opened: the people are those who were typed.
    laptop.ask(&format!(
        "m.open({}).then(() => null)",
        story::worked_file()
    ));
    laptop.ask("m.mode = 'observe', null");
    laptop.page().reads("1 person: Dana");
}

#[test]
fn a_host_does_not_start_a_second_meeting_beside_one_that_is_observed() {
    let server = Server::of_product();
    let page =
        server.put_host_page("<meeting-dynamics id=\"m\" people=\"Ana, Ben\"></meeting-dynamics>");
    let laptop = Browser::laptop();
    laptop.open(&page);
    laptop.page().tap("Start meeting");
    laptop.page().tap("Ana speaks");
    laptop.page().status_is("Saved on this device");
    laptop.open_in_second_tab(&page);
    laptop.page().find("button", "Follow it");
    assert_eq!(
        laptop.refusal("m.tap({ type: 'speaks', who: 'Ben' })")["code"],
        json!("observed-elsewhere")
    );
    assert_eq!(laptop.ask("m.meeting"), Value::Null);
    laptop.close_second_tab();
}
