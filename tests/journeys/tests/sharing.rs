//! Sharing: what was hidden is nowhere in what is handed on, and what is handed on opens again.

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

/// What must not be found again. Each stands for one kind of thing that a meeting can tell.
const SECRETS: [&str; 10] = [
    "Quill",
    "secret-id",
    "Nettle",
    "2031-05",
    "Madder",
    "Sorrel",
    "Zinnia",
    "Wolfsbane",
    "Lovage",
    "Vervain",
];

/// Twelve people of two teams, of whom most say something, and whatever can be written in a meeting.
fn meeting() -> Value {
    let team = |n: usize| if n < 6 { "Zinnia team" } else { "Zinnia board" };
    let person = |n: usize| {
        json!({ "id": format!("secret-id-{n}"), "name": format!("Quill{n}"),
        "role": "Vervain", "attributes": { "Sorrel": team(n) } })
    };
    let mut events: Vec<Value> = (0..10)
        .map(|n| json!({ "type": "speaks", "who": format!("secret-id-{n}"), "at": n * 60_000 }))
        .collect();
    for (n, outcome) in [(1, "yielded"), (7, "held"), (8, "yielded")] {
        events.push(
            json!({ "type": "interrupts", "who": format!("secret-id-{}", n + 1),
            "whom": format!("secret-id-{n}"), "outcome": outcome, "at": n * 60_000 + 30_000 }),
        );
    }
    events.push(json!({ "type": "notes", "text": "Wolfsbane was said", "at": 100_000 }));
    events.push(json!({ "type": "ends", "at": 720_000 }));
    for (n, event) in events.iter_mut().enumerate() {
        event["n"] = json!(n + 1);
    }
    json!({ "format": "meeting-dynamics", "version": 1, "id": "secret-id", "title": "Nettle planning",
        "started": "2031-05-17T08:09:10+02:00", "observer": "Madder", "attributes": ["Sorrel"],
        "people": (0..12).map(person).collect::<Vec<_>>(), "events": events,
        "actions": [{ "text": "Lovage next time", "done": null }], "source": null, "x": "Vervain" })
}

/// A laptop with a meeting in review, and the sheet open.
fn sharing(server: &Server, meeting: &Value) -> Browser {
    let laptop = Browser::laptop();
    laptop.open(&server.app());
    story::ready(&laptop);
    laptop.ask(&format!("{ELEMENT}.meeting = {meeting}, null"));
    laptop.page().find("figure", "Airtime");
    laptop.page().tap("Share");
    laptop.page().find("heading", "Share");
    laptop
}

#[track_caller]
fn choose_level(browser: &Browser, level: &str) {
    let radio = browser.page().find("radio", level);
    browser.page().call(&radio, "function () { this.click(); }");
}

/// The link that the sheet offers.
#[track_caller]
fn link(browser: &Browser) -> String {
    let field = browser.page().find("textbox", "Link");
    let link = browser
        .page()
        .call(&field, "function () { return this.value; }");
    link.as_str().expect("a link").to_owned()
}

#[track_caller]
fn keeps_the_secrets(what: &str, text: &str) {
    let told: Vec<&str> = SECRETS
        .into_iter()
        .filter(|secret| text.contains(secret))
        .collect();
    assert!(told.is_empty(), "{told:?} in the {what}:\n{text}");
}

/// Everything that stands in the shadow of the element, attributes and all.
fn written(browser: &Browser) -> String {
    let html = browser.ask(&format!("{ELEMENT}.shadowRoot.innerHTML + document.title"));
    html.as_str().expect("markup").to_owned()
}

/// The meeting that a link holds, told by the browser itself.
fn inside(browser: &Browser, link: &str) -> Value {
    let text = browser.ask(&format!(
        "(async () => {{
            const letters = {}.split('#m=1.')[1].replaceAll('-', '+').replaceAll('_', '/');
            const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
            return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).text();
        }})()",
        json!(link)
    ));
    serde_json::from_str(text.as_str().expect("text")).expect("JSON")
}

/// What the sheet saves: its files and pictures.
fn saved(browser: &Browser) -> Vec<(String, String)> {
    let each = ["Save meeting file", "Save report", "Save picture (SVG)"];
    each.map(|button| {
        browser.page().tap(button);
        let (name, bytes) = browser.downloaded();
        (name, String::from_utf8(bytes).expect("UTF-8"))
    })
    .to_vec()
}

#[test]
fn under_pseudonyms_no_name_reaches_whoever_gets_it() {
    let server = Server::of_product();
    let laptop = sharing(&server, &meeting());
    let chosen = laptop.page().find("radio", "Pseudonyms");
    let is_chosen = laptop
        .page()
        .call(&chosen, "function () { return this.checked; }");
    assert_eq!(is_chosen, json!(true), "who takes no choice tells no name");
    laptop.page().reads("12 people, called Person\u{a0}A");
    laptop.picture("laptop-share");
    let was = laptop.ask(&format!("{ELEMENT}.summary"));

    let link = link(&laptop);
    assert!(
        link.starts_with(&format!("{}#m=1.", server.app())),
        "{link}"
    );
    let told = inside(&laptop, &link);
    keeps_the_secrets("link", &told.to_string());
    assert_eq!(told["privacy"], "pseudonyms");
    for (name, text) in saved(&laptop) {
        keeps_the_secrets(&name, &text);
        keeps_the_secrets("file's name", &name);
        assert!(text.contains("Person A"), "{name}");
    }
    let before = server.requests().len();
    laptop.devtools(
        "Browser.grantPermissions",
        json!({ "origin": server.origin(), "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] }),
    );
    // A page that is not looked at may not copy.
    laptop.devtools(
        "Emulation.setFocusEmulationEnabled",
        json!({ "enabled": true }),
    );
    laptop.page().tap("Copy link");
    laptop.page().reads("Copied.");
    assert_eq!(laptop.ask("navigator.clipboard.readText()"), json!(link));
    assert_eq!(server.requests().len(), before, "nothing was asked for");

    let phone = Browser::phone();
    phone.open(&link);
    phone.page().find("figure", "Timeline");
    phone.page().reads("Person A");
    phone.page().reads("The names were replaced");
    keeps_the_secrets("page", &written(&phone));
    phone.picture("phone-linked");
    let is = phone.ask(&format!("{ELEMENT}.summary"));
    for field in ["observed_s", "talk_s", "silence_s", "overlap_s"] {
        assert_eq!(is[field], was[field], "{field}");
    }
    let airtimes = |summary: &Value| {
        let people = summary["people"].as_array().expect("people").iter();
        let mut airtimes: Vec<i64> = people
            .map(|p| p["airtime_s"].as_f64().expect("seconds") as i64)
            .collect();
        airtimes.sort_unstable();
        airtimes
    };
    assert_eq!(airtimes(&is), airtimes(&was));
    keeps_the_secrets("requests", &server.requests().join(" "));
    assert!(
        server.requests().iter().all(|asked| !asked.contains("m=1")),
        "the meeting went to the server"
    );
}

#[test]
fn of_groups_there_is_nothing_of_anyone() {
    let server = Server::of_product();
    let laptop = sharing(&server, &meeting());
    choose_level(&laptop, "Groups");
    laptop.page().reads("2 groups of 6 and 6 people");
    laptop.picture("laptop-share-groups");
    let link = link(&laptop);
    keeps_the_secrets("link", &inside(&laptop, &link).to_string());
    for (name, text) in saved(&laptop) {
        keeps_the_secrets(&name, &text);
        if !name.ends_with(".json") {
            assert!(
                text.contains("Group A") && !text.contains("Group A 1"),
                "{name}"
            );
        }
    }

    let phone = Browser::phone();
    phone.open(&link);
    phone.page().find("figure", "Airtime");
    phone.page().find("figure", "Interruptions");
    phone.page().reads("2 groups of 12 people together");
    phone.picture("phone-linked-groups");
    let seen = written(&phone);
    keeps_the_secrets("page", &seen);
    assert!(
        seen.contains("Group A") && !seen.contains("Group A 1"),
        "a stand-in is shown as a person"
    );
    for people in ["Timeline", "Who follows whom"] {
        assert!(!phone.page().has("figure", people), "{people}");
    }
    for deed in ["Log", "Undo the end"] {
        assert!(!phone.page().has("button", deed), "{deed}");
    }
    let groups = phone.ask(&format!("{ELEMENT}.summary.groups[0]"));
    assert_eq!(groups["people"], json!([6, 6]));
    assert_eq!(groups["interruptions"], json!([[1, 0], [0, 2]]));

    // Only four were there of this one: nothing can be shared by groups.
    let few = story::worked_file();
    let laptop = sharing(&server, &few);
    choose_level(&laptop, "Groups");
    laptop.page().reads("No group has five people or more");
    assert!(!laptop.page().has("button", "Copy link"));
    assert!(!laptop.page().has("button", "Save meeting file"));
}

#[test]
fn all_of_it_is_shared_only_when_that_is_chosen() {
    let server = Server::of_product();
    let laptop = sharing(&server, &meeting());
    choose_level(&laptop, "Everything");
    laptop.page().reads("12 people by name");
    assert_eq!(
        inside(&laptop, &link(&laptop)),
        laptop.ask(&format!("{ELEMENT}.meeting"))
    );
    // The next time, less is shown at first again.
    laptop.page().tap("Close");
    laptop.page().tap("Share");
    laptop.page().reads("12 people, called Person\u{a0}A");
}

#[test]
fn an_address_that_changes_opens_another_meeting_and_is_left_with_it() {
    let server = Server::of_product();
    let laptop = sharing(&server, &meeting());
    let first = link(&laptop);
    laptop.page().tap("Close");
    laptop.ask(&format!(
        "{ELEMENT}.meeting = {}, null",
        story::worked_file()
    ));
    laptop.page().tap("Share");
    laptop.page().reads("4 people, called Person\u{a0}A");
    let second = link(&laptop);
    laptop.page().tap("Close");

    let phone = Browser::phone();
    phone.open(&first);
    phone.page().reads("12 people");
    phone.ask(&format!(
        "location.hash = {}, null",
        json!(second.split_once('#').expect("a hash").1)
    ));
    phone.page().reads("4 people");
    phone.reload();
    phone.page().reads("4 people");
    phone.page().tap("New meeting");
    phone.page().find("textbox", "People");
    phone.until("location.hash === ''");
    phone.reload();
    phone.page().find("textbox", "People");

    // What is being observed stays, and is still there after a reload.
    phone.page().type_into("People", story::FOUR);
    phone.page().tap("Start meeting");
    phone.page().tap("Ana speaks");
    phone.page().status_is(story::SAVED);
    phone.ask(&format!(
        "location.hash = {}, null",
        json!(second.split_once('#').expect("a hash").1)
    ));
    phone.until("location.hash === ''");
    phone.page().find("button", "Ana speaks");
    phone.reload();
    phone.page().find("button", "Ana speaks");
}

#[test]
fn a_link_that_cannot_be_read_says_why_and_harms_nothing() {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    laptop.open(&server.app());
    story::ready(&laptop);
    let packed = |make: &str| {
        let letters = laptop.ask(&format!(
            "(async () => {{
                const stream = new Blob([{make}]).stream().pipeThrough(new CompressionStream('deflate-raw'));
                const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
                let text = ''; for (const byte of bytes) text += String.fromCharCode(byte);
                return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
            }})()"
        ));
        format!("#m=1.{}", letters.as_str().expect("letters"))
    };
    let bomb = packed("new Uint8Array(80 * 1024 * 1024)");
    let cases = [
        (
            "#m=1.%%%".to_owned(),
            "The meeting in this link cannot be read",
        ),
        (
            "#m=1.Zm9vYmFy".to_owned(),
            "The meeting in this link cannot be read",
        ),
        (
            packed("new Uint8Array([255, 254])"),
            "The meeting in this link cannot be read",
        ),
        ("#m=2.Zm9v".to_owned(), "made by a newer Meeting Dynamics"),
        (packed("'{\"format\":1}'"), "not a meeting file"),
        (packed("'{\"format\":'"), "stops in the middle"),
        (bomb, "larger than a meeting can be"),
    ];
    for (hash, words) in cases {
        laptop.ask(&format!("location.hash = {}, null", json!(hash)));
        laptop.ask(&format!("{ELEMENT}.mode = 'review', null"));
        laptop.page().reads(words);
        laptop.ask(&format!("{ELEMENT}.mode = 'observe', null"));
    }
    // The page is as it was.
    laptop.page().type_into("People", story::FOUR);
    laptop.page().tap("Start meeting");
    laptop.page().find("button", "Ana speaks");
}

#[test]
fn a_meeting_too_long_for_a_link_is_offered_as_a_file() {
    let server = Server::of_product();
    let mut long = story::worked_file();
    // No two gaps are alike, so that there is nothing to be compressed.
    let mut at = 0_u64;
    let events: Vec<Value> = (1..20_000_u64)
        .map(|n| {
            at += 1 + n * n * 7919 % 4001;
            json!({ "n": n, "at": at, "type": "speaks", "who": format!("p{}", n * n * 31 % 7 % 4 + 1) })
        })
        .collect();
    long["events"] = json!(events);
    let laptop = sharing(&server, &long);
    laptop.page().reads("too long for a link");
    laptop.picture("laptop-share-long");
    assert!(!laptop.page().has("textbox", "Link"));
    laptop.page().tap("Save meeting file");
    let (name, bytes) = laptop.downloaded();
    let other = Browser::laptop();
    other.open(&server.app());
    other.page().open_file(&other.write_file(&name, &bytes));
    other.page().reads("Person A");
    // In a page there is one way left.
    laptop.page().tap("Put it into a page");
    let snippet = laptop.page().find("textbox", "Snippet");
    let snippet = laptop
        .page()
        .call(&snippet, "function () { return this.value; }");
    assert!(
        snippet
            .as_str()
            .expect("text")
            .contains("<meeting-dynamics"),
        "{snippet}"
    );
}

#[test]
fn a_snippet_shows_in_a_page_what_its_preview_showed() {
    let server = Server::of_product();
    let laptop = sharing(&server, &meeting());
    laptop.page().tap("Put it into a page");
    let snippet = || {
        let field = laptop.page().find("textbox", "Snippet");
        let text = laptop
            .page()
            .call(&field, "function () { return this.value; }");
        text.as_str().expect("text").to_owned()
    };
    let preview = "document.querySelector('meeting-dynamics').shadowRoot.querySelector('dialog meeting-dynamics')";
    laptop.until(&format!(
        "{preview}?.shadowRoot?.innerHTML.includes('Person A') ?? false"
    ));
    keeps_the_secrets(
        "preview",
        laptop
            .ask(&format!("{preview}.shadowRoot.innerHTML"))
            .as_str()
            .expect("markup"),
    );
    laptop.picture("laptop-share-page");
    laptop.page().choose("Theme", "Dark");
    laptop.until(&format!("{preview}.getAttribute('theme') === 'dark'"));

    let frame = snippet();
    assert!(
        frame.contains("<iframe") && frame.contains("&amp;theme=dark#m=1."),
        "{frame}"
    );
    keeps_the_secrets("snippet", &frame);
    let host = Browser::laptop();
    host.open(&server.put_host_page(&frame));
    let inside = "document.querySelector('iframe').contentDocument?.querySelector('meeting-dynamics')?.shadowRoot?.innerHTML";
    host.until(&format!("({inside} ?? '').includes('Person A')"));

    laptop
        .page()
        .choose("How", "The element, with the meeting file");
    laptop.page().tap("Save meeting file");
    let (name, bytes) = laptop.downloaded();
    let element = snippet();
    assert!(element.contains(&name), "{element}");
    server.put(&format!("/teams/planning/{name}"), bytes);
    host.open(&server.put_host_page(&element));
    host.page().find("figure", "Airtime");
    host.page().reads("Person A");
    assert_eq!(
        host.ask(&format!("{ELEMENT}.getAttribute('theme')")),
        json!("dark")
    );
}

#[test]
fn a_device_that_sends_files_is_given_one() {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    laptop.open(&server.app());
    story::ready(&laptop);
    // As a phone has it.
    laptop.ask(
        "navigator.canShare = ({ files }) => files.every((file) => file.name.endsWith('.html')), \
         navigator.share = async ({ files }) => { window.sent = await Promise.all(files.map((f) => f.text())); }, null",
    );
    laptop.ask(&format!("{ELEMENT}.meeting = {}, null", meeting()));
    laptop.page().tap("Share");
    laptop.page().tap("Send with this device …");
    laptop.until("window.sent?.length === 1");
    let sent = laptop.ask("window.sent[0]");
    keeps_the_secrets("report", sent.as_str().expect("text"));
    assert!(sent.as_str().expect("text").contains("Person A"));
}

#[test]
fn a_link_that_comes_while_a_meeting_is_observed_is_not_opened_and_that_is_said() {
    let server = Server::of_product();
    let phone = Browser::phone();
    phone.open(&format!("{}?people=Ana,Ben", server.app()));
    phone.page().tap("Start meeting");
    phone.page().tap("Ana speaks");
    phone.ask("location.hash = 'm=1.AAAA', null");
    phone
        .page()
        .reads("was not opened, since this one is being observed");
    assert_eq!(phone.ask("location.hash"), serde_json::json!(""));
    phone.page().tap("Ben speaks");
    phone.page().tap("End meeting");
    phone.page().find("figure", "Airtime");
}
