//! One meeting, set up, tapped, reviewed and saved, wherever a page may stand and in whatever browser:
//! on its own, in frames of the same site, of another, without any rights, and as an element of pages
//! with strict policies and styles of their own.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use journeys::server::APP;
use journeys::{Anywhere, Engine, Server, until};
use serde_json::{Value, json};

/// What the app's own server sends, so that others can frame it, frames without an origin too: there WebKit
/// does not know whom `'self'` means.
fn framed(origin: &str) -> String {
    format!(
        "default-src 'none'; script-src {origin} 'wasm-unsafe-eval'; style-src {origin}; \
         img-src {origin} data: blob:; connect-src {origin}; base-uri 'none'; form-action 'none'"
    )
}

/// The policy of a page that frames the app. Firefox takes a download out of a frame for something that is
/// framed: hence `blob:`.
const HOST: &str = "default-src 'none'; script-src 'self'; img-src 'self'; frame-src 'self' blob:";

/// Where the page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Context {
    TopLevel,
    SameSiteFrame,
    CrossSiteFrame,
    OpaqueSandbox,
    StrictHost,
    TrustedTypesHost,
}

const ALL: [Context; 6] = [
    Context::TopLevel,
    Context::SameSiteFrame,
    Context::CrossSiteFrame,
    Context::OpaqueSandbox,
    Context::StrictHost,
    Context::TrustedTypesHost,
];

/// Collects what a host page would complain of.
const WATCH: &str = "window.watched = [];
addEventListener('error', (e) => watched.push('error: ' + e.message));
addEventListener('unhandledrejection', (e) => watched.push('rejection: ' + e.reason));
addEventListener('securitypolicyviolation', (e) => watched.push(`policy: ${e.violatedDirective} ${e.blockedURI} ${e.sample}`));
";

const ELEMENT: &str = "document.querySelector('meeting-dynamics')";

impl Context {
    /// Puts the host page on the server; gives its address.
    fn put(self, server: &Server) -> String {
        server.set_policy(APP, &framed(&server.origin()));
        server.put("/teams/watch.js", WATCH);
        let page = |head: &str, body: &str| {
            server.put(
                "/teams/page.html",
                format!(
                    "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Team</title>\
                     <script src=\"watch.js\"></script>{head}</head><body>{body}</body></html>"
                ),
            )
        };
        let script = format!("<script type=\"module\" src=\"{APP}meeting-dynamics.js\"></script>");
        let element = "<p>Our team</p><meeting-dynamics></meeting-dynamics>";
        let framed = server.app();
        let frame = |more: &str| {
            format!(
                "<iframe title=\"Meeting\" {more} width=\"1000\" height=\"700\" src=\"{framed}index.html?embed\"></iframe>"
            )
        };
        let origin = server.origin();
        match self {
            Self::TopLevel => server.app(),
            Self::SameSiteFrame => {
                server.set_policy("/teams/", HOST);
                page("", &frame(""))
            }
            Self::CrossSiteFrame => {
                let policy = HOST.replace("frame-src 'self'", &format!("frame-src {origin}"));
                server.set_policy("/teams/", &policy);
                page("", &frame("")).replace(&origin, &server.other_site())
            }
            Self::OpaqueSandbox => {
                server.set_policy("/teams/", HOST);
                page("", &frame("sandbox=\"allow-scripts\""))
            }
            Self::StrictHost => {
                let policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
                    style-src 'self'; img-src 'self'";
                server.set_policy("/teams/", policy);
                server.put("/teams/hostile.css", "* { all: unset }\n");
                page(
                    &format!("<link rel=\"stylesheet\" href=\"hostile.css\">{script}"),
                    element,
                )
            }
            Self::TrustedTypesHost => {
                let policy = "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types 'none'";
                server.set_policy("/teams/", policy);
                page(&script, element)
            }
        }
    }

    fn is_framed(self) -> bool {
        matches!(
            self,
            Self::SameSiteFrame | Self::CrossSiteFrame | Self::OpaqueSandbox
        )
    }

    /// What the page says of what it keeps, once a tap was made. Where storage is denied, it works from memory and
    /// says so.
    fn keeps(self) -> &'static str {
        match self {
            Self::OpaqueSandbox => "Not saved",
            _ => "Saved on this device",
        }
    }
}

/// A link of the meeting under pseudonyms, as it is offered first, and what is seen by it.
fn linked(browser: &Anywhere) {
    browser.tap("Share");
    let field = browser.find("textbox", "Link");
    let link = until("a link", || {
        let link = browser.value(&field);
        link.contains("#m=1.").then_some(link)
    });
    browser.open("about:blank");
    browser.open(&link);
    browser.find("heading", "Airtime");
    browser.reads("Person A");
    assert!(!browser.words().contains("Ana"));
}

fn meeting_in(context: Context, engine: Engine) {
    let server = Server::of_product();
    let browser = Anywhere::start(engine);
    browser.open(&context.put(&server));
    if context.is_framed() {
        browser.enter_frame();
    }
    if context.is_framed() {
        let margin = browser.ask("return getComputedStyle(document.body).margin;");
        assert_eq!(margin, "0px", "the page's own styles are here");
    }
    browser.type_into("People", "Ana, Ben, Chen");
    browser.tap("Start meeting");
    browser.tap("Ana speaks");
    browser.reads(context.keeps());
    browser.tap("Ben interrupts");
    browser.tap("They kept the floor");
    browser.tap("Ana talked over");
    browser.tap("Chen speaks");
    browser.tap("Silence");
    // Everything that the page needs is here; from now on it asks for nothing.
    browser.wait_for(&format!("{ELEMENT}.ready.then(() => true)"));
    let asked = server.requests().len();
    browser.tap("End meeting");
    for heading in ["Moments", "Airtime", "Timeline", "Interruptions"] {
        browser.find("heading", heading);
    }
    browser.find("figure", "Interruptions");
    browser.reads("interruption was marked: too few to say");
    let events = browser.ask(&format!(
        "return {ELEMENT}.meeting.events.map((e) => e.type);"
    ));
    let told = json!([
        "speaks",
        "interrupts",
        "amends",
        "talked_over",
        "speaks",
        "silence",
        "ends"
    ]);
    assert_eq!(events, told, "{context:?} in {engine:?}");
    let summary = browser.ask(&format!("return {ELEMENT}.summary;"));
    assert_eq!(summary["interruptions"][1][0], 1);
    assert_eq!(summary["yielded"][1][0], 0);
    assert_eq!(summary["people"][0]["talked_over"], 1);

    // A file of it, by the button, and by the element.
    browser.tap("Save");
    let saved = browser.wait_for(&format!(
        "{ELEMENT}.save('json').then((file) => file.text()).then((text) => JSON.parse(text))"
    ));
    let meeting = browser.ask(&format!("return {ELEMENT}.meeting;"));
    assert_eq!(saved, meeting, "{context:?} in {engine:?}");
    if context.keeps().starts_with("Saved") {
        browser.reads("Saved on this device");
    }
    assert_eq!(
        server.requests()[asked..],
        [] as [String; 0],
        "asked for after all was there"
    );

    // Nothing of the host's has changed, and nobody complained.
    browser.leave_frame();
    if !matches!(context, Context::TopLevel) {
        let complaints = browser.ask("return window.watched;");
        assert_eq!(complaints, json!([]), "{context:?} in {engine:?}");
    }
    if context == Context::TopLevel {
        linked(&browser);
    }
    if context == Context::StrictHost {
        let seen: Value = browser.ask(&format!("return {ELEMENT}.getBoundingClientRect().height;"));
        assert!(
            seen.as_f64() > Some(100.0),
            "it is as tall as what it shows: {seen}"
        );
    }
}

macro_rules! everywhere {
    ($($name:ident: $engine:ident)*) => {$(
        #[test]
        fn $name() {
            if !Engine::$engine.is_wanted() {
                return;
            }
            for context in ALL {
                println!("{context:?} in {:?}", Engine::$engine);
                meeting_in(context, Engine::$engine);
            }
        }
    )*};
}

everywhere! {
    a_meeting_anywhere_in_chromium: Chromium
    a_meeting_anywhere_in_firefox: Firefox
    a_meeting_anywhere_in_webkit: WebKit
}
