//! With clocks that run: what counts is when a finger moved, not when the page came to notice.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use std::time::Duration;

use journeys::story::{self, ELEMENT, SAVED};
use journeys::{Browser, Key, Server};
use serde_json::json;

#[test]
fn a_tap_counts_when_it_was_made_and_not_when_the_page_heard_of_it() {
    let server = Server::of_product();
    let phone = Browser::phone();
    story::start(&phone, &server.app());

    phone.page().tap("Ana speaks");
    let first = last_click(&phone);
    phone.pass(10.0);
    phone
        .page()
        .tap_unnoticed_for(Duration::from_millis(400), "Ben speaks");
    let second = last_click(&phone);

    let late = second.handled - second.stamp;
    assert!(late > 200.0, "the page heard of it after {late} ms");
    let (recorded, made) = (second.at - first.at, second.stamp - first.stamp);
    assert!(
        (recorded - made).abs() <= 1.0,
        "made {made} ms apart, recorded {recorded} ms apart"
    );
}

#[test]
fn taps_made_before_the_program_is_there_count_when_they_were_made() {
    let server = Server::of_product();
    let phone = Browser::phone();
    story::start(&phone, &server.app());
    let page = phone.page();
    page.tap("Ana speaks");
    page.status_is(SAVED);
    let middle = |name: &str| {
        let thing = page.find("button", name);
        page.call(
            &thing,
            "function () { const r = this.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; }",
        )
    };
    let ben = middle("Ben interrupts");

    server.slow_down("_bg.wasm", Duration::from_secs(3));
    phone.ask("location.reload()");
    phone.until("globalThis[Symbol.for('meeting-dynamics.early')] !== undefined");
    let point = json!([{ "x": ben[0], "y": ben[1] }]);
    phone.devtools(
        "Input.dispatchTouchEvent",
        json!({ "type": "touchStart", "touchPoints": point }),
    );
    phone.devtools(
        "Input.dispatchTouchEvent",
        json!({ "type": "touchEnd", "touchPoints": [] }),
    );
    phone.until("journey.click !== null");
    let click = phone.ask("[journey.click.stamp, performance.timeOrigin]");
    page.key(Key::Plain('3'));
    assert!(!page.has("button", "Silence"), "the board is not there yet");
    page.find("button", "Silence");
    phone.until(&format!("{ELEMENT}.meeting.events.length >= 3"));
    let events = phone.ask(&format!("{ELEMENT}.meeting.events"));
    assert_eq!(events[1]["type"], "interrupts", "{events}");
    assert_eq!(
        (&events[1]["who"], &events[1]["whom"]),
        (&json!("p2"), &json!("p1"))
    );
    assert_eq!(
        (&events[2]["type"], &events[2]["who"]),
        (&json!("speaks"), &json!("p3"))
    );
    // When it was made, on the wall: what the meeting's start and the event's time come to.
    let start = phone.ask(&format!("Date.parse({ELEMENT}.meeting.started)"));
    let number = |value: &serde_json::Value| value.as_f64().expect("a number");
    let made = number(&click[0]) + number(&click[1]);
    let recorded = number(&start) + number(&events[1]["at"]);
    // The start is written to the second.
    assert!(
        (recorded - made).abs() <= 1050.0,
        "made {made}, recorded {recorded}"
    );
}

struct Click {
    stamp: f64,
    handled: f64,
    at: f64,
}

fn last_click(phone: &Browser) -> Click {
    let number = |expression: &str| phone.ask(expression).as_f64().expect("a number");
    Click {
        stamp: number("journey.click.stamp"),
        handled: number("journey.click.handled"),
        at: number(&format!("{ELEMENT}.meeting.events.at(-1).at")),
    }
}
