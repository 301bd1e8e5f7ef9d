//! With clocks that run: what counts is when a finger moved, not when the page came to notice.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use std::time::Duration;

use journeys::story::{self, ELEMENT};
use journeys::{Browser, Server};

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
        (recorded - made).abs() <= 2.0,
        "made {made} ms apart, recorded {recorded} ms apart"
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
