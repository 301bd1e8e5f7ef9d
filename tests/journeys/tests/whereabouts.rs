//! Where the data is, in words, as it stands.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use journeys::{Anywhere, Browser, Engine, Server};
use serde_json::json;

const ON_DEVICE: &str = "On this device, in this browser";
const MAY_DELETE: &str = "This browser may delete it when the device runs out of room";
const IN_MEMORY: &str = "this browser does not let the page keep anything here";

#[test]
fn on_its_own_page_it_is_on_the_device_as_safe_as_the_browser_says() {
    let server = Server::of_product();
    let phone = Browser::phone();
    phone.open(&server.app());
    phone.page().tap("Where is my data?");
    phone.page().reads(ON_DEVICE);
    phone.page().reads(MAY_DELETE);
    // The browser is asked, and says no.
    phone.devtools(
        "Browser.setPermission",
        json!({ "origin": server.origin(), "permission": { "name": "persistent-storage" }, "setting": "denied" }),
    );
    phone.page().tap("Ask the browser to keep it");
    phone.page().reads("The browser has not promised it");
    // And yes.
    phone.devtools(
        "Browser.setPermission",
        json!({ "origin": server.origin(), "permission": { "name": "persistent-storage" }, "setting": "granted" }),
    );
    phone.page().tap("Ask the browser to keep it");
    phone
        .page()
        .reads("This browser keeps it until you delete it");
    assert!(!phone.page().has("button", "Ask the browser to keep it"));
    phone.page().tap("Close");

    // From the board as well.
    phone.page().type_into("People", "Ana, Ben");
    phone.page().tap("Start meeting");
    phone.page().tap("Options");
    phone.page().tap("Where is my data?");
    phone.page().reads(ON_DEVICE);
    let words = phone.page().words();
    assert!(
        !words.contains("Safari") && !words.contains("another website"),
        "{words}"
    );
}

#[test]
fn in_a_browser_that_forgets_that_is_said() {
    let server = Server::of_product();
    let phone = Browser::phone();
    phone.open(&server.app());
    phone
        .ask("Object.defineProperty(navigator, 'vendor', { value: 'Apple Computer, Inc.' }), null");
    phone.page().tap("Where is my data?");
    phone.page().reads("Safari");
    phone.page().reads("seven days");
}

#[test]
fn where_nothing_is_kept_it_is_in_memory() {
    let server = Server::of_product();
    let phone = Browser::phone();
    phone.open(&server.put_sandboxed_page("<meeting-dynamics></meeting-dynamics>"));
    phone.page().tap("Where is my data?");
    phone.page().reads(IN_MEMORY);
    phone.open(&server.put_host_page("<meeting-dynamics storage=\"none\"></meeting-dynamics>"));
    phone.page().tap("Where is my data?");
    phone
        .page()
        .reads("whoever made the page wants nothing to be kept");
}

/// In a frame of our own page inside a page of another site.
fn visit_framed(browser: &Anywhere) -> Server {
    let server = Server::of_product();
    server.set_policy("/", "");
    let app = server.app();
    let page = server.put(
        "/frame.html",
        format!("<!doctype html><title>Team</title><iframe width=\"900\" height=\"700\" src=\"{app}index.html?embed&people=Ana,Ben\"></iframe>"),
    );
    browser.open(&page.replace(&server.origin(), &server.other_site()));
    browser.enter_frame();
    server
}

#[test]
fn in_the_frame_of_another_site_it_belongs_to_that_frame() {
    let browser = Anywhere::start(Engine::Chromium);
    let _server = visit_framed(&browser);
    browser.tap("Where is my data?");
    browser.reads("inside a page of another website");
    browser.reads(ON_DEVICE);
}

#[test]
fn where_the_browser_denies_every_website_to_keep_anything_that_is_said() {
    let browser = Anywhere::start_strict();
    let _server = visit_framed(&browser);
    browser.tap("Where is my data?");
    browser.reads(IN_MEMORY);
    browser.tap("Close");
    browser.tap("Start meeting");
    browser.tap("Ana speaks");
    browser.reads("this browser does not let the page keep anything here");
    browser.tap("End meeting");
    browser.reads("Airtime");
}
