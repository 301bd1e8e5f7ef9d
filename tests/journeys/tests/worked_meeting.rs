//! The worked meeting of the domain, from first names to charts.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use journeys::story::{self, ELEMENT, FOUR, Step};
use journeys::{Browser, Key, Server};
use serde_json::json;

#[test]
fn the_worked_meeting_recorded_with_a_thumb_comes_out_exactly() {
    let server = Server::of_product();
    let phone = Browser::phone();
    story::name_four(&phone, &server.app());
    phone.picture("phone-set-up");
    phone.until(&format!("{ELEMENT}.ready.then(() => true)"));
    let loaded = server.requests();

    story::record_worked_meeting(&phone, |Step(button, _)| {
        phone.page().tap(button);
        phone.picture(&format!(
            "phone-{}",
            button.to_lowercase().replace(' ', "-")
        ));
        assert_fits(&phone, 390);
        if button == "Ben interrupts" {
            for width in [320, 344, 360, 375, 414, 600] {
                phone.resize(width, 844);
                assert_fits(&phone, width);
            }
            phone.resize(390, 844);
        }
    });

    assert_is_the_worked_meeting(&phone);
    assert_fits(&phone, 390);
    phone.resize(320, 640);
    assert_fits(&phone, 320);
    phone.picture("narrow-review");
    assert_eq!(
        server.requests(),
        loaded,
        "a meeting asks the network for nothing"
    );
    let elsewhere = format!(
        "performance.getEntriesByType('resource').filter(e => !e.name.startsWith('{}')).map(e => e.name)",
        server.app()
    );
    assert_eq!(phone.ask(&elsewhere), json!([]));
}

#[test]
fn the_worked_meeting_recorded_with_keys_alone_comes_out_the_same() {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    laptop.open(&server.app());
    laptop.page().tab_to("textbox", "People");
    laptop.page().type_text(FOUR);

    story::record_worked_meeting(&laptop, |Step(button, key)| {
        if key == Key::Enter {
            laptop.page().tab_to("button", button);
        }
        laptop.page().key(key);
        if button == "Start meeting" {
            laptop.page().find("button", "Silence");
        }
        laptop.picture(&format!(
            "laptop-{}",
            button.to_lowercase().replace(' ', "-")
        ));
    });

    assert_is_the_worked_meeting(&laptop);
    assert_fits(&laptop, 1280);
}

#[test]
fn the_board_fits_a_very_narrow_phone() {
    let server = Server::of_product();
    let phone = Browser::phone();
    phone.resize(320, 640);
    story::name_four(&phone, &server.app());
    assert_fits(&phone, 320);
    phone.page().tap("Start meeting");
    phone.page().tap("Ana speaks");
    phone.page().tap("Ben interrupts");
    assert_fits(&phone, 320);
    phone.picture("narrow-board");
}

#[test]
fn twelve_people_fit_a_phone_without_scrolling_and_every_target_is_large_enough() {
    let names = "Ana, Ben, Chen, Dana, Eve, Finn, Gita, Hal, Ines, Jon, Kim, Lou";
    let server = Server::of_product();
    let phone = Browser::phone();
    phone.open(&server.app());
    phone.page().type_into("People", names);
    phone.page().tap("Start meeting");
    phone.page().tap("Lou speaks");
    phone.picture("phone-twelve");
    assert_eq!(
        phone.ask("document.scrollingElement.scrollHeight <= 844"),
        json!(true)
    );
    for name in names.split(", ") {
        for (what, least) in [
            ("speaks", 64.0),
            ("interrupts", 48.0),
            ("talked over", 48.0),
        ] {
            let target = phone.page().find("button", &format!("{name} {what}"));
            let (width, height) = phone.page().size(&target);
            assert!(
                width >= least && height >= least,
                "{name} {what} is {width} × {height}"
            );
        }
    }
}

/// The summary is that of the domain; each chart is there with a caption, a sentence, and a table that agrees.
#[track_caller]
fn assert_is_the_worked_meeting(browser: &Browser) {
    story::assert_near(
        &browser.ask(&format!("{ELEMENT}.summary")),
        &story::worked_summary(),
    );
    let page = browser.page();
    page.status_is(story::SAVED);
    let charts = ["Airtime", "Timeline", "Interruptions"].map(|name| (name, page.chart(name)));
    for (name, chart) in &charts {
        assert!(page.has("heading", name), "no heading {name}");
        assert!(!chart.caption.is_empty(), "{name} has no caption");
        assert!(
            chart.sentence.ends_with('.'),
            "{name} says {:?}",
            chart.sentence
        );
    }
    let [(_, airtime), (_, timeline), (_, interruptions)] = charts;
    for row in [
        ["Ana", "120.0", "38.7 %"],
        ["Ben", "150.0", "48.4 %"],
        ["Chen", "40.0", "12.9 %"],
        ["Dana", "0.0", "0.0 %"],
    ] {
        assert!(airtime.has_row(&row), "no {row:?} in {:?}", airtime.rows);
    }
    for row in [
        ["Ana", "2", "120.0"],
        ["Ben", "2", "150.0"],
        ["Chen", "1", "40.0"],
        ["Dana", "0", "0.0"],
    ] {
        assert!(timeline.has_row(&row), "no {row:?} in {:?}", timeline.rows);
    }
    for row in [
        ["Ben", "Ana", "1"],
        ["Chen", "Ana", "1"],
        ["Ana", "1.00", "0.12–3.61"],
    ] {
        assert!(
            interruptions.has_row(&row),
            "no {row:?} in {:?}",
            interruptions.rows
        );
    }
}

/// Nobody has to scroll sideways.
#[track_caller]
fn assert_fits(browser: &Browser, width: u32) {
    // The element would scroll by itself, and hide what does not fit.
    let taken = browser
        .ask(&format!(
            "Math.max(document.scrollingElement.scrollWidth, {ELEMENT}.scrollWidth, \
             ...[...{ELEMENT}.shadowRoot.querySelectorAll('.bar button, .actions button')].map((b) => Math.ceil(b.getBoundingClientRect().right)))"
        ))
        .as_u64();
    assert!(
        taken <= Some(u64::from(width)),
        "the page takes {taken:?} of {width} px"
    );
    let cut = browser.ask(&format!(
        "[...{ELEMENT}.shadowRoot.querySelectorAll('.bar button')].filter((b) => b.scrollWidth > b.clientWidth).map((b) => b.textContent)"
    ));
    assert_eq!(cut, json!([]), "words that are cut at {width} px");
}
