//! The attribute `privacy`: names are for the observer, and for nobody else.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use journeys::story::{self, ELEMENT};
use journeys::{Browser, Server};
use serde_json::{Value, json};

const NAMES: [&str; 6] = ["Quill", "Rowan", "Sorrel", "Tansy", "Umbel", "Vetch"];

fn visit(server: &Server, attributes: &str) -> Browser {
    let phone = Browser::phone();
    phone.open(&server.put_host_page(&format!(
        "<meeting-dynamics {attributes}></meeting-dynamics>"
    )));
    story::ready(&phone);
    phone
}

/// Everything that the host page can get, and everything that stands in the element.
fn all_there_is(browser: &Browser) -> String {
    let all = browser.ask(&format!(
        "(async () => {{
            const e = {ELEMENT};
            const saved = [];
            for (const [format, chart] of [['json'], ['html'], ['svg', 'timeline'], ['svg', 'interruptions']])
                saved.push(await (await e.save(format, {{ chart }})).text());
            return [e.shadowRoot.innerHTML, JSON.stringify(e.meeting), JSON.stringify(e.summary), ...saved].join('\\n');
        }})()"
    ));
    all.as_str().expect("text").to_owned()
}

#[track_caller]
fn names_nobody(text: &str) {
    let named: Vec<&str> = NAMES
        .into_iter()
        .filter(|name| text.contains(name))
        .collect();
    assert!(named.is_empty(), "{named:?} in:\n{text}");
}

/// A meeting of six, opened from elsewhere.
fn file(people: usize) -> Value {
    let person = |n: usize| json!({ "id": format!("id-{}", NAMES[n]), "name": NAMES[n], "role": null, "attributes": {} });
    json!({ "format": "meeting-dynamics", "version": 1, "id": "Quill-1", "title": "Rowan’s meeting", "started": "",
        "observer": "Vetch", "attributes": [], "people": (0..people).map(person).collect::<Vec<_>>(),
        "events": [
            { "n": 1, "at": 0, "type": "speaks", "who": "id-Quill" },
            { "n": 2, "at": 9000, "type": "interrupts", "who": "id-Rowan", "whom": "id-Quill", "outcome": "yielded" },
            { "n": 3, "at": 20000, "type": "ends" } ],
        "actions": [], "source": null })
}

#[test]
fn the_observer_sees_names_and_nobody_else() {
    let server = Server::of_product();
    let phone = visit(
        &server,
        &format!("privacy=\"pseudonyms\" people=\"{}\"", NAMES.join(", ")),
    );
    phone.ask(&format!(
        "window.heard = [], ['meeting-change', 'meeting-end'].forEach((name) => \
         {ELEMENT}.addEventListener(name, (event) => heard.push(event.detail))), null"
    ));
    phone.page().tap("Start meeting");
    phone.page().tap("Rowan speaks");
    phone.page().tap("Quill interrupts");
    phone.page().find("button", "Vetch speaks");
    assert_eq!(
        phone.ask("heard.map((detail) => detail.event)"),
        json!([null, null])
    );
    names_nobody(
        &phone
            .ask(&format!("JSON.stringify({ELEMENT}.meeting)"))
            .to_string(),
    );

    phone.page().tap("End meeting");
    phone.page().find("figure", "Timeline");
    phone.page().reads("Person B");
    names_nobody(&all_there_is(&phone));
    names_nobody(&phone.ask("JSON.stringify(heard)").to_string());
    let interruptions = phone.ask(&format!(
        "{ELEMENT}.summary.interruptions.slice(0, 2).map((row) => row.slice(0, 2))"
    ));
    assert_eq!(interruptions, json!([[0, 0], [1, 0]]), "Quill is Person B");
    assert!(!phone.page().has("button", "Log"), "it has names");
    phone.page().tap("Share");
    phone.page().reads("6 people, called Person\u{a0}A");
    names_nobody(
        &phone
            .ask(&format!("{ELEMENT}.shadowRoot.innerHTML"))
            .to_string(),
    );
    phone.page().tap("Close");

    // The end was a slip: the observer has the board again, with names.
    phone.page().tap("Undo the end");
    phone.page().find("button", "Vetch speaks");
    phone.page().tap("End meeting");
    phone.page().reads("Person B");
    names_nobody(&all_there_is(&phone));
}

#[test]
fn what_is_opened_is_disguised_before_it_is_shown() {
    let server = Server::of_product();
    server.put("/teams/planning/six.meeting.json", file(6).to_string());
    let phone = visit(&server, "privacy=\"pseudonyms\" src=\"six.meeting.json\"");
    phone.page().reads("Person A");
    names_nobody(&all_there_is(&phone));
    // Whatever is undone, no name comes back.
    phone.ask(&format!("{ELEMENT}.undo(), null"));
    phone.page().find("button", "Person A speaks");
    names_nobody(
        &phone
            .ask(&format!("{ELEMENT}.shadowRoot.innerHTML"))
            .to_string(),
    );

    for way in ["open(file)", "meeting = file"] {
        phone.ask(&format!("window.file = {}, {ELEMENT}.{way}", file(6)));
        phone.page().reads("Person A");
        names_nobody(&all_there_is(&phone));
    }
}

#[test]
fn of_groups_nobody_is_seen_and_of_too_few_nothing() {
    let server = Server::of_product();
    let phone = visit(&server, "privacy=\"groups\"");
    phone.ask(&format!("{ELEMENT}.meeting = {}, null", file(6)));
    phone.page().reads("one group of 6 people together");
    let all = all_there_is(&phone);
    names_nobody(&all);
    assert!(!phone.page().has("figure", "Timeline"));

    let few = phone.refusal(&format!("{ELEMENT}.open({})", file(4)));
    assert_eq!(few["code"], "too-few-people");
    phone.page().reads("one group of 6 people together");

    // One that was observed has too few, and says so.
    let phone = visit(
        &server,
        "privacy=\"groups\" storage=\"none\" people=\"Quill, Rowan\"",
    );
    phone.page().tap("Start meeting");
    phone.page().tap("Rowan speaks");
    phone.page().tap("End meeting");
    phone.page().reads("No group has five people or more");
    names_nobody(
        &phone
            .ask(&format!("{ELEMENT}.shadowRoot.innerHTML"))
            .to_string(),
    );
    let refused = phone.refusal(&format!("{ELEMENT}.meeting"));
    assert_eq!(refused["code"], "too-few-people");
    let refused = phone.refusal(&format!("{ELEMENT}.save('json')"));
    assert_eq!(refused["code"], "too-few-people");
}

#[test]
fn taking_the_attribute_away_shows_what_the_observer_has() {
    let server = Server::of_product();
    let phone = visit(&server, "storage=\"none\" people=\"Quill, Rowan\"");
    phone.page().tap("Start meeting");
    phone.page().tap("Rowan speaks");
    phone.page().tap("End meeting");
    phone.page().find("figure", "Timeline");
    for (privacy, name) in [
        ("pseudonyms", "Person A"),
        ("full", "Rowan"),
        ("nonsense", "Person A"),
    ] {
        phone.ask(&format!("{ELEMENT}.setAttribute('privacy', '{privacy}')"));
        phone.page().reads(name);
        let seen = all_there_is(&phone);
        assert_eq!(seen.contains("Rowan"), name == "Rowan", "{privacy}");
    }
}

#[test]
fn an_empty_word_hides_too() {
    let server = Server::of_product();
    for attribute in ["privacy", "privacy=\"\"", "privacy=\"Full\""] {
        let phone = visit(&server, attribute);
        phone.ask(&format!("{ELEMENT}.open({}).then(() => null)", file(6)));
        phone.page().find("figure", "Airtime");
        names_nobody(&all_there_is(&phone));
    }
}
