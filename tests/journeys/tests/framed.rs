//! Our own page in somebody's frame: what its address asks for, what it says to the page around, and whom it
//! obeys.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use journeys::server::APP;
use journeys::{Browser, Server, story};
use serde_json::{Value, json};

/// What the product's own server says: anyone may frame it.
const FRAMED: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// The element in the frame.
const M: &str = "frames[0].document.querySelector('meeting-dynamics')";

/// A page that frames the product with these parameters and takes down what it hears. Gives the server, and the
/// browser with the page open once the element in the frame can be used.
fn visit(asked: &str) -> (Server, Browser) {
    let server = Server::of_product();
    server.set_policy(APP, FRAMED);
    server.set_policy("/teams/", "");
    let laptop = Browser::laptop();
    laptop.open(&put_page(&server, &server.app(), asked));
    laptop.until(&format!("!!{M}?.ready"));
    laptop.ask(&format!("{M}.ready.then(() => null)"));
    (server, laptop)
}

fn put_page(server: &Server, app: &str, asked: &str) -> String {
    server.put(
        "/teams/heard.js",
        "window.heard = []; addEventListener('message', (e) => heard.push(e.data));",
    );
    server.put(
        "/teams/frame.html",
        format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Team</title><script src=\"heard.js\"></script></head>\
             <body><iframe title=\"Meeting\" width=\"600\" height=\"300\" src=\"{app}index.html?{asked}\"></iframe>\
             <iframe title=\"Sibling\" src=\"about:blank\"></iframe></body></html>"
        ),
    )
}

fn heights(laptop: &Browser) -> Vec<f64> {
    let heard = laptop
        .ask("heard.filter((m) => m.type === 'meeting-dynamics:height').map((m) => m.height)");
    let heard = heard.as_array().expect("a list").iter();
    heard
        .map(|height| height.as_f64().expect("a number"))
        .collect()
}

#[test]
fn parameters_are_the_attributes_of_the_same_names() {
    let asked = "embed&mode=observe&lang=de-CH&theme=dark&people=Ana%2C%20Ren%C3%A9&charts=balance+airtime\
                 &meeting-title=%3Cb%3EWeekly&onclick=alert(1)&storage=none&style=x";
    let (_server, laptop) = visit(asked);
    let attributes = laptop.ask(&format!(
        "Object.fromEntries([...{M}.attributes].map((a) => [a.name, a.value]))"
    ));
    assert_eq!(
        attributes,
        json!({ "mode": "observe", "lang": "de-CH", "theme": "dark", "people": "Ana, René",
            "charts": "balance airtime", "meeting-title": "<b>Weekly" })
    );
    laptop.ask(&format!(
        "{M}.tap({{ type: 'speaks', who: 'René', at: 0 }}), null"
    ));
    assert_eq!(
        laptop.ask(&format!("{M}.meeting.title")),
        json!("<b>Weekly")
    );
    laptop.ask(&format!("{M}.tap({{ type: 'ends', at: 60000 }}), null"));
    laptop.until(&format!(
        "[...{M}.shadowRoot.querySelectorAll('figure > h2')].map((h) => h.id).join() === 'balance-heading,airtime-heading'"
    ));
    // No furniture: the page around shows through wherever the element is not.
    assert_eq!(
        laptop.ask("frames[0].getComputedStyle(frames[0].document.body).backgroundColor"),
        json!("rgba(0, 0, 0, 0)")
    );
}

#[test]
fn a_meeting_named_in_the_address_is_shown() {
    let server = Server::of_product();
    server.set_policy(APP, FRAMED);
    server.set_policy("/teams/", "");
    server.put(
        &format!("{APP}last.meeting.json"),
        story::worked_file().to_string(),
    );
    let laptop = Browser::laptop();
    laptop.open(&put_page(
        &server,
        &server.app(),
        "embed&mode=review&src=last.meeting.json",
    ));
    laptop.until(&format!("{M}?.summary?.observed_s === 320"));

    // What lies on another server our own page does not fetch: its policy forbids it, and it is said.
    let other = server.other_site();
    laptop.expect_problem("policy: connect-src");
    laptop.expect_problem("Content Security Policy");
    laptop.expect_problem("Fetch API cannot load");
    let asked = format!("embed&src={other}{APP}last.meeting.json");
    laptop.open(&put_page(&server, &server.app(), &asked));
    laptop.until(&format!(
        "{M}?.shadowRoot?.textContent.includes('could not be fetched') === true"
    ));
    assert_eq!(laptop.ask(&format!("{M}.meeting")), Value::Null);
}

#[test]
fn the_page_around_hears_how_high_the_content_is() {
    let (server, laptop) = visit("embed&people=Ana,Ben");
    laptop.until("heard.length > 0");
    let real = || laptop.ask(&format!("Math.ceil({M}.getBoundingClientRect().height)"));
    let told =
        |laptop: &Browser| json!(heights(laptop).last().copied().map(|height| height as i64));
    laptop.until(&format!(
        "heard.at(-1).height === Math.ceil({M}.getBoundingClientRect().height)"
    ));
    let set_up = heights(&laptop);
    // However high the frame is, it is the content that counts.
    laptop.ask("document.querySelector('iframe').height = 3000, null");
    laptop.ask(&format!(
        "{M}.open({}).then(() => null)",
        story::worked_file()
    ));
    laptop.until(&format!("heard.at(-1).height > {}", set_up[0] + 500.0));
    laptop.until(&format!(
        "heard.at(-1).height === Math.ceil({M}.getBoundingClientRect().height)"
    ));
    laptop.ask(&format!(
        "{M}.shadowRoot.querySelectorAll('.actions .button').forEach((b) => b.textContent === 'New meeting' && b.click()), null"
    ));
    laptop.until(&format!("heard.at(-1).height < {}", set_up[0] + 200.0));
    assert_eq!(told(&laptop), real());
    assert_eq!(
        laptop.ask("[...new Set(heard.map((m) => Object.keys(m).sort().join()))]"),
        json!(["height,type"])
    );

    // Without being asked, or without a page around, it says nothing.
    laptop.open(&put_page(&server, &server.app(), "people=Ana,Ben"));
    laptop.until(&format!("!!{M}?.ready"));
    laptop.ask(&format!("{M}.ready.then(() => null)"));
    laptop.ask(&format!(
        "{M}.open({}).then(() => null)",
        story::worked_file()
    ));
    laptop.until(&format!(
        "{M}.shadowRoot.querySelectorAll('figure').length > 5"
    ));
    assert_eq!(laptop.ask("heard"), json!([]));
}

/// Has the frame take down how many messages it has heard, whoever sent them.
const COUNT: &str = "void (frames[0].counted = 0, frames[0].addEventListener('message', () => { frames[0].counted += 1; }))";

fn send(laptop: &Browser, by: &str, message: &str) {
    laptop.ask(COUNT);
    laptop.ask(&format!("({by})({message}), null"));
    laptop.until("frames[0].counted > 0");
    // Reading a file takes some turns.
    laptop.ask("new Promise((done) => setTimeout(() => done(null), 100))");
}

const PARENT: &str = "(m) => frames[0].postMessage(m, '*')";

#[test]
fn a_meeting_is_taken_from_the_page_around_alone_and_only_if_the_address_names_it() {
    let worked = story::worked_file();
    let open = format!("{{ type: 'meeting-dynamics:open', source: {worked}, format: 'json' }}");
    let shown = |laptop: &Browser| laptop.ask(&format!("{M}.mode"));

    // Not named, or another one is, or one without an origin.
    for named in [
        "",
        "&parent-origin=https://intranet.example",
        "&parent-origin=null",
        "&parent-origin=*",
    ] {
        let (_server, laptop) = visit(&format!("embed&people=Ana{named}"));
        laptop.expect_problem("postMessage");
        send(&laptop, PARENT, &open);
        assert_eq!(shown(&laptop), json!("observe"), "{named}");
    }

    let server = Server::of_product();
    server.set_policy(APP, FRAMED);
    server.set_policy("/teams/", "");
    let laptop = Browser::laptop();
    let asked = format!("embed&people=Ana&parent-origin={}", server.origin());
    laptop.open(&put_page(&server, &server.app(), &asked));
    laptop.until(&format!("!!{M}?.ready"));
    laptop.ask(&format!("{M}.ready.then(() => null)"));
    // The same origin, but not the page around: the frame itself, and the one beside it.
    laptop
        .ask("void frames[1].eval('window.send = (m) => parent.frames[0].postMessage(m, \"*\")')");
    let itself = "(m) => frames[0].dispatchEvent(new frames[0].MessageEvent('message', { data: m, origin: location.origin, source: frames[0] }))";
    for by in ["(m) => frames[1].send(m)", itself] {
        send(&laptop, by, &open);
        assert_eq!(shown(&laptop), json!("observe"), "{by}");
    }
    // The page around: what cannot be read is said, and then what can be is shown.
    send(
        &laptop,
        PARENT,
        "{ type: 'meeting-dynamics:open', source: 'nonsense' }",
    );
    assert_eq!(shown(&laptop), json!("observe"));
    laptop.until(&format!("!!{M}.shadowRoot.querySelector('.problem')"));
    send(&laptop, PARENT, &open);
    laptop.until(&format!("{M}.summary?.observed_s === 320"));
    let blob = format!(
        "{{ type: 'meeting-dynamics:open', source: new Blob([JSON.stringify({{ ...{worked}, title: 'As a file' }})]) }}"
    );
    send(&laptop, PARENT, &blob);
    laptop.until(&format!("{M}.meeting.title === 'As a file'"));

    // From another site too.
    let page = put_page(
        &server,
        &server.app(),
        &asked.replace(&server.origin(), &server.other_site()),
    );
    laptop.open(&page.replace(&server.origin(), &server.other_site()));
    laptop.until("heard.length > 0");
    laptop.ask(&format!("({PARENT})({open}), null"));
    laptop.until("heard.at(-1).height > heard[0].height + 500");
}

/// A hundred thousand messages of every kind: nonsense, near misses, traps. Those that could open something
/// come from where they are not heeded.
const FLOOD: &str = r#"(async (times) => {
    let seed = 20261121;
    const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
    const type = "meeting-dynamics:open";
    const deep = (n) => { let it = []; for (let i = 0; i < n; i += 1) it = [it]; return it; };
    const circle = () => { const it = { type: type + " " }; it.self = it; return it; };
    const good = { type, source: '{"format":"meeting-dynamics","version":1,"people":[{"id":"p1","name":"Eve"}],"events":[]}', format: "json" };
    const heeded = [
      () => null, () => undefined, () => 1 / 0, () => -0, () => 10n ** 40n, () => Symbol.iterator.toString(), () => "", () => type,
      () => [], () => [type], () => ({}), () => ({ type: null }), () => ({ type: {} }), () => ({ type: [type] }),
      () => ({ type: type.toUpperCase() }), () => ({ type: type + "\u0000" }), () => ({ type: "meeting-dynamics:height", height: 1e9 }),
      () => ({ __proto__: null, type: "constructor" }), () => ({ toString: 1, type: 7, source: good.source }), () => circle(), () => deep(200),
      () => new Map([["type", type]]), () => new Set([type]), () => new Date(NaN), () => /meeting/g, () => new Error(type),
      () => new Uint8Array(random(64)), () => new ArrayBuffer(8), () => new Blob(["{}"]), () => "\ud800\u202e".repeat(random(50)),
      () => ({ [type]: good }), () => JSON.stringify(good), () => ({ ...good, type: "meeting-dynamics:open\n" }),
      () => Array.from({ length: random(20) }, () => random(1e9)), () => ({ type: "webpackHotUpdate" }), () => ({ jsonrpc: "2.0", method: "open", params: [good] }),
      // These are heeded, and refused: nothing of them can be read.
      () => ({ type }), () => ({ type, source: null }), () => ({ type, source: 7, format: "json" }), () => ({ type, source: "<script>alert(1)</script>", format: "html" }),
      () => ({ type, source: new Uint8Array([255, 254]) }), () => ({ type, source: new Blob(["\u0000"]) }), () => ({ type, source: deep(100) }), () => ({ type, ...circle(), source: circle() }),
      () => ({ type, source: good.source.slice(0, 9 + random(60)), format: "json" }), () => ({ type, source: good.source, format: "no such format" }), () => ({ type, source: good.source, format: "rttm" }),
    ];
    const frame = frames[0];
    frames[1].eval('window.send = (m) => parent.frames[0].postMessage(m, "*")');
    for (let n = 0; n < times; n += 1) {
      if (n % 10 === 9) frames[1].send(good); // from beside
      else frame.postMessage(heeded[random(heeded.length)](), "*");
      if (n % 500 === 499) await new Promise((done) => setTimeout(done, 0));
    }
    return null;
  })"#;

#[test]
fn a_hundred_thousand_messages_change_nothing() {
    let server = Server::of_product();
    server.set_policy(APP, FRAMED);
    server.set_policy("/teams/", "");
    let laptop = Browser::laptop();
    let asked = format!("embed&people=Ana,Ben&parent-origin={}", server.origin());
    laptop.open(&put_page(&server, &server.app(), &asked));
    laptop.until(&format!("!!{M}?.ready"));
    laptop.ask(&format!("{M}.ready.then(() => null)"));
    laptop.ask(&format!("{M}.tap({{ type: 'speaks', who: 'Ana' }}), null"));
    let state = || {
        laptop.ask(&format!(
            "[{M}.meeting, {M}.mode, {M}.outerHTML, location.href, frames[0].location.href]"
        ))
    };
    let before = state();
    laptop.ask(COUNT);
    laptop.ask("window.frames[0].complaints = [], frames[0].addEventListener('error', (e) => frames[0].complaints.push(e.message)), \
        frames[0].addEventListener('unhandledrejection', (e) => frames[0].complaints.push(String(e.reason))), null");
    laptop.ask(&format!("{FLOOD}(100000)"));
    laptop.until("frames[0].counted === 100000");
    laptop.ask("new Promise((done) => setTimeout(() => done(null), 500))");
    assert_eq!(state(), before);
    assert_eq!(laptop.ask("frames[0].complaints"), json!([]));
    // And it still listens, and records.
    laptop.ask(&format!("{M}.tap({{ type: 'speaks', who: 'Ben' }}), null"));
    let open = format!(
        "{{ type: 'meeting-dynamics:open', source: {} }}",
        story::worked_file()
    );
    send(&laptop, PARENT, &open);
    laptop.until(&format!("{M}.summary?.observed_s === 320"));
}

#[test]
fn a_board_in_a_frame_that_follows_it_keeps_large_buttons() {
    let (_server, laptop) = visit("embed&people=Ana,Ben");
    laptop.ask("document.querySelector('iframe').height = 620, null");
    laptop.ask(&format!("{M}.tap({{ type: 'speaks', who: 'Ana' }}), null"));
    laptop.until(&format!(
        "{M}.shadowRoot.querySelectorAll('.tile').length === 2"
    ));
    laptop.until("heard.at(-1).height === 620");
    let tiles = laptop.ask(&format!(
        "Math.round({M}.shadowRoot.querySelector('.tile').getBoundingClientRect().height)"
    ));
    assert!(tiles.as_f64() > Some(300.0), "{tiles}");
    // It follows in both directions: a long review is left again.
    laptop.ask("addEventListener('message', (e) => { if (e.data.height) document.querySelector('iframe').height = e.data.height; }), null");
    laptop.ask(&format!("{M}.end(), null"));
    laptop.until("heard.at(-1).height > 1000");
    laptop.ask(&format!("{M}.undo(), null"));
    laptop.until("heard.at(-1).height <= 720");
}
