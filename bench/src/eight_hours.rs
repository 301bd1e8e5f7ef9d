//! A meeting of eight hours and 20,000 taps: the last thousand taps cost what the first did.

use journeys::story::{self, ELEMENT};
use journeys::{Browser, Server};

use crate::Line;

const TAPS: usize = 20_000;
const SOME: usize = 1_000;
const HOURS: f64 = 8.0;

/// Taps on the real board, one after the other, each until it is drawn; the clock is moved on between them.
const TAP: &str = "(async (count, millis) => {
    const root = document.querySelector('meeting-dynamics').shadowRoot;
    const tiles = [...root.querySelectorAll('.tile')].map((tile) =>
      ['speaks', 'interrupts', 'talked-over'].map((name) => tile.querySelector('.' + name)));
    const { port1, port2 } = new MessageChannel();
    const drawn = () => new Promise((done) => { port1.onmessage = done; port2.postMessage(0); });
    let random = 12345; const below = (most) => (random = (random * 48271) % 2147483647) % most;
    let spent = 0;
    for (let tap = 0; tap < count; tap++) {
      journey.pass(millis);
      const what = below(10);
      const button = tiles[below(tiles.length)][what < 7 ? 0 : what < 9 ? 1 : 2];
      const start = journey.real();
      button.click();
      await drawn();
      spent += journey.real() - start;
    }
    return spent;
  })";

pub fn measure() -> Vec<Line> {
    let server = Server::of_product();
    let phone = Browser::phone();
    phone.open(&server.app());
    story::ready(&phone);
    let names: Vec<String> = (1..=12).map(|number| format!("Person {number}")).collect();
    phone.page().type_into("People", &names.join(", "));
    phone.page().tap("Start meeting");
    phone.page().find("button", "Silence");
    phone.stop_the_clock();
    let millis = HOURS * 3_600_000.0 / TAPS as f64;
    let some = |count: usize| {
        let spent = phone.ask(&format!("{TAP}({count}, {millis})"));
        spent.as_f64().expect("milliseconds")
    };
    // What is compiled when first used is not what is measured.
    some(200);
    let first = some(SOME);
    let mut between = TAPS - 2 * SOME - 200;
    while between > 0 {
        let part = between.min(2_000);
        some(part);
        between -= part;
        println!("  {between} taps to go");
    }
    let last = some(SOME);
    let events = phone.ask(&format!("{ELEMENT}.meeting.events.length"));
    println!("  {events} events; first {first:.0} ms, last {last:.0} ms");
    let ratio = last / first;
    vec![Line {
        what: "8-hour meeting, 20,000 taps on a board of 12: last 1,000 against first 1,000"
            .to_owned(),
        reach: "≤ 1.1 ×".to_owned(),
        measured: format!("{ratio:.2} × ({:.2} ms a tap)", last / SOME as f64),
        reached: ratio <= 1.1,
    }]
}
