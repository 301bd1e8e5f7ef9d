//! The summary beside a sweep of the same numbers that is written by hand in JavaScript, in the same
//! page and the same run.

use journeys::story::{self, ELEMENT};
use journeys::{Browser, Server};
use serde_json::Value;

use crate::Line;

const PEER: &str = include_str!("sweep.js");

pub fn measure() -> Vec<Line> {
    let server = Server::of_product();
    server.put("/bench/sweep.js", PEER);
    let laptop = Browser::laptop();
    laptop.open(&server.put_host_page("<meeting-dynamics storage=\"none\"></meeting-dynamics>"));
    story::ready(&laptop);
    // Every cut-off is a moment with people and a sentence, which the sweep does not tell; without any,
    // both tell the same numbers.
    let cases = [
        (
            100_000,
            false,
            "summary of 10⁵ events against a JavaScript sweep of the same numbers",
        ),
        (
            999_900,
            false,
            "summary of 10⁶ events against a JavaScript sweep of the same numbers",
        ),
        (
            100_000,
            true,
            "the same with cut-offs, each told as a moment by us alone",
        ),
    ];
    cases
        .map(|(events, cut_offs, what)| {
            let answer = laptop.ask(&format!(
                "(async () => {{ const {{ compare }} = await import('/bench/sweep.js'); \
                   return compare({ELEMENT}, {events}, {cut_offs}); }})()"
            ));
            let number = |field: &str| answer[field].as_f64().expect("a number");
            assert_eq!(
                answer["different"],
                Value::Array(Vec::new()),
                "the two disagree"
            );
            let ratio = number("ours") / number("peer");
            Line {
                what: what.to_owned(),
                reach: if cut_offs { "" } else { "≤ 1.5 ×" }.to_owned(),
                measured: format!(
                    "{ratio:.2} × ({:.0} ms, {:.0} ms; {} moments)",
                    number("ours"),
                    number("peer"),
                    number("moments")
                ),
                reached: cut_offs || ratio <= 1.5,
            }
        })
        .into()
}
