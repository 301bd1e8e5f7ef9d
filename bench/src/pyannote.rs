//! The numbers of ten thousand stretches of speech, beside pyannote.core's.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use journeys::story::{self, ELEMENT};
use journeys::{Browser, Server};
use serde_json::{Value, json};

use crate::stage::{middle, number};
use crate::{Line, peers};

const SEGMENTS: usize = 10_000;
const ROUNDS: usize = 7;

pub const NOTES: &str = "\
**pyannote**: what both can tell (airtime and share of each person, turns, speech, silence, overlap) is compared and \
agrees. Timed are, for pyannote.core, `chart`, `label_timeline`, `get_timeline().support()`, `.gaps()` and `get_overlap()` of an annotation that is \
there; for us, in the page, 20,000 events folded anew after a correction and the whole summary as a plain object (with the \
moments, passes, windows and equality, which pyannote.core has not). Nearly all of its time is `get_overlap`, which pairs \
segments in Python; without it the ratio is the one in the next line. *From the data* adds building the annotation, and reading and checking \
the meeting file.";

const PEER: &str = include_str!("pyannote.py");
const PAGE: &str = include_str!("segments.js");

pub fn measure() -> Vec<Line> {
    let version = peers::version_of_pyannote();
    let what = format!("summary of 10⁴ segments, against pyannote.core ({version})");
    let python = match peers::python() {
        Ok(python) => python,
        Err(problem) => return vec![Line::unmeasured(&what, &problem)],
    };
    let server = Server::of_product();
    server.put("/bench/segments.js", PAGE);
    let laptop = Browser::laptop();
    laptop.open(&server.put_host_page("<meeting-dynamics storage=\"none\"></meeting-dynamics>"));
    story::ready(&laptop);
    let ask = |call: &str| {
        laptop.ask(&format!(
            "(async () => (await import('/bench/segments.js')).{call})()"
        ))
    };
    let segments = ask(&format!("segments({SEGMENTS})"));
    ask(&format!("open({ELEMENT}, {SEGMENTS})"));

    let mut peer = Command::new(python)
        .args(["-c", PEER])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python");
    let mut to_peer = peer.stdin.take().expect("piped");
    let mut from_peer = BufReader::new(peer.stdout.take().expect("piped")).lines();
    writeln!(to_peer, "{segments}").expect("a Python that listens");

    let mut ours: [Vec<f64>; 2] = Default::default();
    let mut theirs: [Vec<f64>; 3] = Default::default();
    for round in 0..ROUNDS {
        println!("  round {} of {ROUNDS}", round + 1);
        writeln!(to_peer).expect("a Python that listens");
        let answer = from_peer.next().expect("an answer").expect("a line");
        let answer: Value = serde_json::from_str(&answer).expect("JSON");
        let mine = ask(&format!("measure({ELEMENT}, {round})"));
        let told = mine["told"].clone();
        story::assert_near(&comparable(&told), &answer["told"]);
        ours[0].push(number(&mine, "count"));
        for (times, name) in theirs.iter_mut().zip(["build", "count", "overlap"]) {
            times.push(number(&answer["times"], name));
        }
    }
    for _ in 0..ROUNDS {
        let whole = ask(&format!("fromObject({ELEMENT})"));
        ours[1].push(whole.as_f64().expect("milliseconds"));
    }
    drop(to_peer);
    peer.wait().expect("an end");

    let [ours, whole] = ours.map(|times| middle(&times));
    let [build, count, overlap] = theirs.map(|times| middle(&times));
    let ratio = (count + overlap) / ours;
    vec![
        Line {
            what,
            reach: "≥ 1,000 × as fast".to_owned(),
            measured: format!(
                "{ratio:.0} × ({ours:.1} ms against {:.0} ms)",
                count + overlap
            ),
            reached: ratio >= 1000.0,
        },
        Line {
            what: "the same without its overlap; and from the data, all of it".to_owned(),
            reach: String::new(),
            measured: format!(
                "{:.0} × ({count:.0} ms); {:.0} × ({whole:.0} ms against {:.0} ms)",
                count / ours,
                (build + count + overlap) / whole,
                build + count + overlap
            ),
            reached: true,
        },
    ]
}

/// Those numbers of our summary that pyannote.core has too.
fn comparable(summary: &Value) -> Value {
    let people = summary["people"].as_array().expect("people");
    let by_person = |field: &str| -> Value {
        let pairs = people.iter().map(|person| {
            let id = person["id"].as_str().expect("an id");
            (id.to_owned(), person[field].clone())
        });
        Value::Object(pairs.collect())
    };
    let mut told = json!({ "airtime_s": by_person("airtime_s"), "share": by_person("share"), "turns": by_person("turns") });
    for field in ["speech_s", "silence_s", "observed_s", "overlap_s"] {
        told[field] = summary[field].clone();
    }
    told
}
