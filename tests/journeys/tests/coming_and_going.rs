//! Elements that come to a page and leave it: nothing of them stays behind, and nothing is lost.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use journeys::story::SAVED;
use journeys::{Browser, Server, until};
use serde_json::{Value, json};

/// Before anything is loaded: an element that left its page is put away after a moment rather than after
/// seconds. (No other timer of the product's has that length.)
const SOON: &str = "<script src=\"soon.js\"></script>";
const SOON_SCRIPT: &str = "const later = setTimeout; \
    setTimeout = (deed, millis, ...given) => later(deed, millis === 4000 ? 30 : millis, ...given);";

fn visit(body: &str) -> (Server, Browser) {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    server.put("/teams/planning/soon.js", SOON_SCRIPT);
    laptop.open(&server.put_host_page(&format!("{SOON}{body}")));
    laptop.until("customElements.whenDefined('meeting-dynamics').then(() => Promise.all([...document.querySelectorAll('meeting-dynamics')].map(e => e.ready))).then(() => true)");
    (server, laptop)
}

/// Waits until an element's screens have been put away.
fn put_away(laptop: &Browser, element: &str) {
    laptop.until(&format!("{element}.shadowRoot.childElementCount === 0"));
}

/// How many locks there are for meetings.
const LOCKS: &str = "navigator.locks.query().then((all) => \
    all.held.filter((lock) => lock.name.startsWith('meeting-dynamics:')).length)";

#[test]
fn an_element_that_is_away_for_long_rests_and_goes_on_when_it_comes_back() {
    let (_server, laptop) =
        visit("<meeting-dynamics id=\"m\" people=\"Ana, Ben\"></meeting-dynamics>");
    laptop.page().tap("Start meeting");
    laptop.page().tap("Ana speaks");
    laptop.page().status_is(SAVED);
    assert_eq!(laptop.ask(LOCKS), json!(1));
    laptop.ask("window.away = m, away.remove(), null");
    put_away(&laptop, "away");
    until("the writer's place to be free", || {
        (laptop.ask(LOCKS) == json!(0)).then_some(())
    });
    assert_eq!(laptop.ask("away.meeting.events.length"), json!(1));
    assert_eq!(
        laptop.refusal("away.tap({ type: 'silence' })")["code"],
        json!("observed-elsewhere")
    );
    // It was not seen for a while.
    laptop.sleep(60.0);
    laptop.ask("document.body.append(away), null");
    laptop.page().tap("They went on");
    laptop.page().tap("Ben interrupts");
    laptop.page().status_is(SAVED);
    assert_eq!(
        laptop.ask("away.meeting.events.map((e) => e.type)"),
        json!(["speaks", "interrupts"])
    );
    assert_eq!(laptop.ask(LOCKS), json!(1));

    // In a review it is the same; and a file that was opened stays open.
    laptop.page().tap("End meeting");
    laptop.page().find("figure", "Airtime");
    laptop.ask("away.remove(), null");
    put_away(&laptop, "away");
    laptop.ask("document.body.append(away), null");
    laptop.page().find("figure", "Airtime");
    laptop.page().status_is(SAVED);
    laptop.ask("away.open(JSON.stringify(away.meeting)).then(() => null)");
    laptop.ask("away.remove(), null");
    put_away(&laptop, "away");
    laptop.ask("document.body.append(away), null");
    laptop.page().find("figure", "Airtime");
    assert_eq!(laptop.ask("away.mode"), json!("review"));
}

#[test]
fn a_new_element_in_the_place_of_one_that_has_just_gone_goes_on_with_its_meeting() {
    // As long as it takes: nothing is hurried here.
    let server = Server::of_product();
    let laptop = Browser::laptop();
    laptop.open(&server.put_host_page("<meeting-dynamics people=\"Ana, Ben\"></meeting-dynamics>"));
    laptop.page().tap("Start meeting");
    laptop.page().tap("Ana speaks");
    laptop.page().status_is(SAVED);
    // As frameworks do when a view is left and comes back.
    laptop.ask(
        "window.old = document.querySelector('meeting-dynamics'), old.tap({ type: 'speaks', who: 'Ben' }), \
         window.one = document.createElement('meeting-dynamics'), one.setAttribute('people', 'Ana, Ben'), \
         old.replaceWith(one), null",
    );
    laptop.page().tap("Ana interrupts");
    laptop.page().status_is(SAVED);
    assert_eq!(
        laptop.ask("one.meeting.events.map((e) => e.type)"),
        json!(["speaks", "speaks", "interrupts"])
    );
    assert_eq!(laptop.ask(LOCKS), json!(1));
    assert_eq!(
        laptop.refusal("old.tap({ type: 'silence' })")["code"],
        json!("observed-elsewhere")
    );
}

#[test]
fn two_elements_that_are_put_away_come_back_each_with_its_own() {
    let (_server, laptop) = visit(
        "<meeting-dynamics id=\"left\" people=\"Ana, Ben\" storage=\"none\"></meeting-dynamics>\
         <meeting-dynamics id=\"right\" people=\"Chen, Dana\" storage=\"none\"></meeting-dynamics>",
    );
    laptop.within("#left").tap("Start meeting");
    laptop.ask("window.one = left, window.two = right, one.remove(), two.remove(), null");
    put_away(&laptop, "one");
    put_away(&laptop, "two");
    // In the other order, so that each gets the other's stage.
    laptop.ask("document.body.append(one), document.body.append(two), null");
    laptop.within("#left").tap("Ana speaks");
    laptop.within("#right").tap("Start meeting");
    laptop.within("#right").tap("Dana speaks");
    let events = |who: &str| laptop.ask(&format!("{who}.meeting.events.map((e) => e.who)"));
    assert_eq!(
        (events("one"), events("two")),
        (json!(["p1"]), json!(["p2"]))
    );
    laptop.ask("one.setAttribute('people', 'Nobody'), null");
    assert!(laptop.within("#left").has("button", "Ben interrupts"));
}

/// What is there after everything that nobody needs is gone.
struct Left {
    nodes: f64,
    listeners: f64,
    script: f64,
    program: f64,
}

fn left(laptop: &Browser) -> Left {
    for _ in 0..4 {
        // What a garbage collection frees, a later one finds.
        laptop.devtools("HeapProfiler.collectGarbage", json!({}));
        laptop.ask("new Promise((done) => setTimeout(() => done(null), 50))");
    }
    let metrics = laptop.devtools("Performance.getMetrics", json!({}));
    let metrics = metrics["metrics"].as_array().expect("metrics").clone();
    let metric = |name: &str| {
        let found = metrics.iter().find(|metric| metric["name"] == json!(name));
        found.expect("a metric")["value"]
            .as_f64()
            .expect("a number")
    };
    Left {
        nodes: metric("Nodes"),
        listeners: metric("JSEventListeners"),
        script: metric("JSHeapUsedSize") / 1024.0,
        program: laptop.ask(PROGRAM).as_f64().expect("a size") / 1024.0,
    }
}

/// The size of the program's memory: its script gives the one program that runs.
const PROGRAM: &str = "(async () => {
    const script = performance.getEntriesByType('resource').map((r) => r.name)
      .find((name) => /meeting-dynamics-[0-9a-f]+\\.js$/.test(name));
    return (await (await import(script)).default()).memory.buffer.byteLength;
  })()";

/// Puts so many elements on the page, one after the other, uses each, takes it off, and forgets it. What they
/// kept is deleted now and then: each that comes looks through all that is kept, and hundreds of meetings
/// are no leak.
const COME_AND_GO: &str = "(async (times) => {
    const wait = (millis) => new Promise((done) => setTimeout(done, millis));
    for (let n = 0; n < times; n += 1) {
      const element = document.createElement('meeting-dynamics');
      element.setAttribute('people', 'Ana, Ben, Chen');
      element.id = 'comes-and-goes';
      if (n % 3 === 0) element.setAttribute('storage', 'none');
      document.body.append(element);
      await element.ready;
      if (n % 3 !== 2) {
        element.tap({ type: 'speaks', who: 'Ana' });
        element.tap({ type: 'interrupts', who: 'Ben' });
        element.end();
        while (!/Saved on this device|Nothing is kept/.test(element.shadowRoot.textContent)) await wait(5);
      }
      element.remove();
      while (element.shadowRoot.childElementCount > 0) await wait(5);
      if (n % 50 === 49) await new Promise((done, failed) => {
        const deleted = indexedDB.deleteDatabase('meeting-dynamics');
        deleted.onsuccess = done, deleted.onerror = failed, deleted.onblocked = failed;
      });
    }
    await wait(200);
    return null;
  })";

#[test]
fn a_thousand_elements_that_came_and_went_leave_nothing_behind() {
    let (_server, laptop) =
        visit("<meeting-dynamics id=\"m\" people=\"Ana, Ben\"></meeting-dynamics>");
    laptop.devtools("Performance.enable", json!({}));
    // Memory that was needed once is never given back, and is broken up at first; 400 elements
    // later it is what it stays.
    laptop.ask(&format!("{COME_AND_GO}(400)"));
    let before = left(&laptop);
    laptop.ask(&format!("{COME_AND_GO}(1000)"));
    let after = left(&laptop);
    // The same element a thousand times from place to place.
    laptop.ask(
        "for (let n = 0; n < 1000; n += 1) document.body.insertBefore(m, document.body.firstChild), null",
    );
    let moved = left(&laptop);
    println!(
        "a thousand elements: nodes {} to {}, listeners {} to {}, script {:.0} to {:.0} KB, program {} to {} KB",
        before.nodes,
        after.nodes,
        before.listeners,
        after.listeners,
        before.script,
        after.script,
        before.program,
        after.program
    );
    for now in [after, moved] {
        assert!(now.nodes <= before.nodes + 50.0, "{}", now.nodes);
        assert!(
            now.listeners <= before.listeners + 10.0,
            "{}",
            now.listeners
        );
        assert!(now.script <= before.script + 500.0, "{}", now.script);
        assert!(now.program <= before.program + 256.0, "{}", now.program);
    }
    assert_eq!(laptop.ask(LOCKS), json!(0));
}

#[test]
fn ten_elements_are_one_program() {
    let (server, laptop) = visit("<meeting-dynamics people=\"Ana, Ben, Chen\"></meeting-dynamics>");
    laptop.devtools("Performance.enable", json!({}));
    let print = |what: &str, one: &Left, ten: &Left| {
        let each = |of: fn(&Left) -> f64| (of(ten) - of(one)) / 9.0;
        println!(
            "{what}, each element after the first: {:.0} KB of the program's memory, {:.0} KB of script's, {:.0} nodes, {:.0} listeners",
            each(|left| left.program),
            each(|left| left.script),
            each(|left| left.nodes),
            each(|left| left.listeners)
        );
    };
    let one = left(&laptop);
    laptop.ask(
        "(async () => { for (let n = 0; n < 9; n += 1) { \
           const more = document.createElement('meeting-dynamics'); \
           more.setAttribute('people', 'Ana, Ben, Chen'); document.body.append(more); await more.ready; } \
         })()",
    );
    print("set-up", &one, &left(&laptop));
    laptop.ask(
        "document.querySelectorAll('meeting-dynamics').forEach((m, n) => { \
           for (let i = 0; i < 100; i += 1) m.tap({ type: 'speaks', who: i % 2 ? 'Ana' : 'Ben' }) }), null",
    );
    assert_eq!(
        laptop.ask(
            "[...document.querySelectorAll('meeting-dynamics')].map((m) => m.meeting.events.length)"
        ),
        Value::from(vec![100; 10])
    );
    print("board, 100 taps", &one, &left(&laptop));
    let programs = server.requests();
    let programs = programs.iter().filter(|path| path.ends_with(".wasm"));
    assert_eq!(programs.count(), 2, "one program, of two parts");
}
