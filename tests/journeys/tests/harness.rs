//! The harness itself, on a page written here: what the other journeys stand on works as they think.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use journeys::{Browser, Key, Server};
use serde_json::json;

const PAGE: &str = r#"<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Harness</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<script type="module" src="page.js"></script></head><body><a-board id="one"></a-board><a-board id="two"></a-board></body></html>"#;

const SCRIPT: &str = r#"
customElements.define("a-board", class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: "open" });
    root.innerHTML = `<section tabindex="-1"><button>Ana <b>speaks</b></button> <p role="status"></p>
      <label>People <textarea></textarea></label> <button>Open file</button> <input type="file" hidden></section>`;
    const [speaks, opens] = root.querySelectorAll("button");
    const [status, picked] = [root.querySelector("[role=status]"), root.querySelector("input")];
    this.seen = [];
    const see = (e) => this.seen.push([e.type, e.key ?? e.pointerType, e.timeStamp, performance.now(), Date.now(), e.isTrusted, e.shiftKey, e.altKey]);
    const database = new Promise((done) => {
      const opening = indexedDB.open("taps", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("taps", { autoIncrement: true });
      opening.onsuccess = () => done(opening.result);
    });
    this.kept = async () => new Promise(async (done) => {
      const all = (await database).transaction("taps").objectStore("taps").getAll();
      all.onsuccess = () => done(all.result);
    });
    speaks.onclick = async (e) => {
      see(e);
      status.textContent = "Saving…";
      const writing = (await database).transaction("taps", "readwrite", { durability: "strict" });
      writing.objectStore("taps").add(this.id);
      writing.oncomplete = () => { status.textContent = "Saved"; };
    };
    this.addEventListener("keydown", see);
    opens.onclick = () => picked.click();
    picked.oninput = async () => { status.textContent = await picked.files[0].text(); };
  }
});"#;

fn serve() -> (Server, String) {
    let server = Server::empty();
    server.put("/some/where/page.js", SCRIPT);
    let address = server.put("/some/where/page.html", PAGE);
    (server, address)
}

#[test]
fn a_button_is_found_by_its_name_in_a_shadow_root_and_touched() {
    let (server, address) = serve();
    let phone = Browser::phone();
    phone.open(&address);
    phone.within("#two").tap("Ana speaks");
    phone.within("#two").status_is("Saved");
    assert_eq!(phone.ask("one.seen"), json!([]));
    let seen = phone.ask("two.seen[0]");
    assert_eq!(
        (&seen[0], &seen[1], &seen[5]),
        (&json!("click"), &json!("touch"), &json!(true))
    );
    assert_eq!(
        server.requests(),
        ["/some/where/page.html", "/some/where/page.js"]
    );
}

#[test]
fn keys_and_typing_arrive_as_from_a_keyboard() {
    let (_server, address) = serve();
    let laptop = Browser::laptop();
    laptop.open(&address);
    let board = laptop.within("#one");
    board.type_into("People", "Ana, Çelik");
    assert_eq!(
        laptop.ask("one.shadowRoot.querySelector('textarea').value"),
        json!("Ana, Çelik")
    );
    laptop.page().tab_to("button", "Open file");
    assert!(board.focus_is_seen());
    for key in [Key::Plain('u'), Key::Shift('2'), Key::Alt('2')] {
        board.key(key);
    }
    let keys = laptop.ask(
        "one.seen.filter(e => e[0] === 'keydown' && e[1] !== 'Tab').map(e => [e[1], e[6], e[7]])",
    );
    assert_eq!(
        keys,
        json!([["u", false, false], ["@", true, false], ["2", false, true]])
    );
}

#[test]
fn time_stands_still_and_passes_exactly_while_saving_goes_on() {
    let (_server, address) = serve();
    let phone = Browser::phone();
    phone.open(&address);
    phone.stop_the_clock();
    for pass in [0.0, 60.0, 28_800.0] {
        phone.pass(pass);
        phone.within("#one").tap("Ana speaks");
        phone.within("#one").status_is("Saved");
    }
    let since =
        phone.ask("one.seen.map(e => [2, 3, 4].map(clock => e[clock] - one.seen[0][clock]))");
    assert_eq!(
        since,
        json!([
            [0, 0, 0],
            [60_000, 60_000, 60_000],
            [28_860_000, 28_860_000, 28_860_000]
        ])
    );
    assert_eq!(phone.ask("one.seen.every(e => e[2] === e[3])"), json!(true));
    // The next page goes on where the wall's clock stood.
    let before = phone.ask("Date.now()");
    phone.reload();
    assert_eq!(phone.ask("new Date().getTime()"), before);
}

#[test]
fn what_was_saved_is_there_after_the_browser_was_killed() {
    let (_server, address) = serve();
    let mut phone = Browser::phone();
    phone.open(&address);
    phone.within("#one").tap("Ana speaks");
    phone.within("#one").status_is("Saved");
    phone.die_and_come_back();
    phone.open(&address);
    assert_eq!(phone.ask("one.kept()"), json!(["one"]));
}

#[test]
fn a_picked_file_reaches_the_page() {
    let (_server, address) = serve();
    let laptop = Browser::laptop();
    laptop.open(&address);
    let file = laptop.write_file("note.txt", b"written down");
    laptop.within("#two").open_file(&file);
    laptop.within("#two").status_is("written down");
}

#[test]
#[should_panic(expected = "policy: script-src-elem inline")]
fn a_page_that_breaks_its_policy_fails_the_journey() {
    let server = Server::empty();
    let address = server.put(
        "/page.html",
        "<!doctype html><title>x</title><script>document.title = 'y'</script>",
    );
    Browser::phone().open(&address);
}

#[test]
#[should_panic(expected = "nobody expected this")]
fn an_error_on_the_page_fails_the_journey() {
    let server = Server::empty();
    server.put("/page.js", "throw new Error('nobody expected this')");
    let address = server.put(
        "/page.html",
        "<!doctype html><title>x</title><script src=page.js></script>",
    );
    Browser::phone().open(&address);
}
