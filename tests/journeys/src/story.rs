//! Steps and answers that several journeys share.

use serde_json::{Value, json};

use crate::{Browser, Key};

/// The four people of the worked meeting, as one types them.
pub const FOUR: &str = "Ana, Ben, Chen, Dana";

/// What the status of saving says when every tap so far is durable.
pub const SAVED: &str = "Saved on this device";

/// The product's one element on its own page.
pub const ELEMENT: &str = "document.querySelector('meeting-dynamics')";

/// Waits until the product's element is known to the page and can be used.
#[track_caller]
pub fn ready(browser: &Browser) {
    browser.ask(&format!(
        "customElements.whenDefined('meeting-dynamics').then(() => {ELEMENT}.ready)"
    ));
}

/// Opens this address and types four names.
#[track_caller]
pub fn name_four(browser: &Browser, address: &str) {
    browser.open(address);
    browser.page().type_into("People", FOUR);
}

/// Opens this address, types four names, and starts the meeting.
#[track_caller]
pub fn start(browser: &Browser, address: &str) {
    name_four(browser, address);
    browser.page().tap("Start meeting");
    browser.page().find("button", "Silence");
}

/// One thing to record: the button's name, and the key that says the same.
#[derive(Clone, Copy, Debug)]
pub struct Step(pub &'static str, pub Key);

/// What happens in the worked meeting, with the second at which it does.
pub const WORKED: [(f64, Step); 10] = [
    (0.0, Step("Start meeting", Key::Enter)),
    (0.0, Step("Ana speaks", Key::Plain('1'))),
    (60.0, Step("Ben interrupts", Key::Shift('2'))),
    (90.0, Step("Ana speaks", Key::Plain('1'))),
    (100.0, Step("Chen interrupts", Key::Shift('3'))),
    (100.0, Step("They kept the floor", Key::Plain('h'))),
    (150.0, Step("Silence", Key::Plain(' '))),
    (160.0, Step("Chen speaks", Key::Plain('3'))),
    (200.0, Step("Ben speaks", Key::Plain('2'))),
    (320.0, Step("End meeting", Key::Enter)),
];

/// Goes through the worked meeting, from four names on, with the clock held still between the steps.
/// Each is saved before the next.
#[track_caller]
pub fn record_worked_meeting(browser: &Browser, record: impl Fn(Step)) {
    browser.stop_the_clock();
    let mut now = 0.0;
    for (at, step) in WORKED {
        browser.pass(at - now);
        now = at;
        record(step);
        browser.page().status_is(SAVED);
    }
}

/// The worked meeting as its file.
pub fn worked_file() -> Value {
    let person = |id, name| json!({ "id": id, "name": name, "role": null, "attributes": {} });
    json!({ "format": "meeting-dynamics", "version": 1, "id": "worked", "title": "Worked meeting",
        "started": "2026-11-21T09:00:00+01:00", "observer": "", "attributes": [],
        "people": [person("p1", "Ana"), person("p2", "Ben"), person("p3", "Chen"), person("p4", "Dana")],
        "events": [
            { "n": 1, "at": 0, "type": "speaks", "who": "p1" },
            { "n": 2, "at": 60_000, "type": "interrupts", "who": "p2", "whom": "p1", "outcome": "yielded" },
            { "n": 3, "at": 90_000, "type": "speaks", "who": "p1" },
            { "n": 4, "at": 100_000, "type": "interrupts", "who": "p3", "whom": "p1", "outcome": "held" },
            { "n": 5, "at": 150_000, "type": "silence" },
            { "n": 6, "at": 160_000, "type": "speaks", "who": "p3" },
            { "n": 7, "at": 200_000, "type": "speaks", "who": "p2" },
            { "n": 8, "at": 320_000, "type": "ends" } ],
        "actions": [], "source": null })
}

/// Everything that the worked meeting comes to: `domain.md` §5 in the form of `interface.md` §4. Counts and
/// times by hand, intervals by scipy; the moment's words are left open.
pub fn worked_summary() -> Value {
    let person = |id: &str, name: &str, airtime: f64, lengths: [Value; 3], counts: [u32; 5]| {
        let [turns, made, received, cut_offs, regained] = counts;
        json!({ "id": id, "name": name, "role": null, "present_s": 320,
            "airtime_s": airtime, "share": airtime / 310.0, "expected_share": 0.25,
            "turns": turns, "mean_turn_s": lengths[0], "median_turn_s": lengths[1], "longest_turn_s": lengths[2],
            "interruptions_made": made, "interruptions_received": received, "talked_over": 0, "cut_offs": cut_offs,
            "received_per_min": rate(received, airtime / 60.0), "made_per_min": rate(made, (310.0 - airtime) / 60.0),
            "regained_within_60_s": regained, "moments_by": 0, "moments_for": 0 })
    };
    let seconds =
        |mean: u32, median: u32, longest: u32| [json!(mean), json!(median), json!(longest)];
    json!({ "version": 1,
        "observed_s": 320, "talk_s": 310, "speech_s": 310, "overlap_s": 0, "silence_s": 10,
        "people": [
            person("p1", "Ana", 120.0, seconds(60, 60, 60), [2, 0, 2, 1, 1]),
            person("p2", "Ben", 150.0, seconds(75, 75, 120), [2, 1, 0, 0, 0]),
            person("p3", "Chen", 40.0, seconds(40, 40, 40), [1, 1, 0, 0, 0]),
            person("p4", "Dana", 0.0, [Value::Null, Value::Null, Value::Null], [0, 0, 0, 0, 0]),
        ],
        "interruptions": [[0,0,0,0],[1,0,0,0],[1,0,0,0],[0,0,0,0]],
        "yielded":       [[0,0,0,0],[1,0,0,0],[0,0,0,0],[0,0,0,0]],
        "talked_over":   [[0,0,0,0],[0,0,0,0],[0,0,0,0],[0,0,0,0]],
        "passes":        [[0,1,1,0],[1,0,0,0],[0,1,0,0],[0,0,0,0]],
        "equality": { "gini": 0.4274193548387097, "gini_corrected": 0.5698924731182796,
            "evenness": 0.7089867206324432, "effective_speakers": 2.4961038961038957,
            "would_change_hands": 0.3709677419354839 },
        "groups": [],
        "windows": { "width_s": 300, "airtime_s": [[120,0],[130,20],[40,0],[0,0]] },
        "moments": [{ "kind": "repaired", "at_s": 60, "until_s": 90, "people": ["p1", "p2"] }] })
}

/// A rate with its exact interval.
fn rate(count: u32, minutes: f64) -> Value {
    let (low, high) = match count {
        0 => (0.0, 3.6888794541139354),
        1 => (0.025317807984289876, 5.571643390938898),
        2 => (0.24220927854396496, 7.22468766772396),
        other => panic!("no interval is known here for {other}"),
    };
    let per_minute = |number: f64| match minutes {
        0.0 => Value::Null,
        minutes => json!(number / minutes),
    };
    json!({ "count": count, "minutes": minutes, "rate": per_minute(f64::from(count)),
        "low": per_minute(low), "high": per_minute(high), "enough": false })
}

/// Fails unless both are the same, numbers to a millionth. What `expected` does not name may be
/// there too, except in a list.
#[track_caller]
pub fn assert_near(actual: &Value, expected: &Value) {
    assert_within(1e-6, actual, expected);
}

/// The same, numbers to `tolerance`.
#[track_caller]
pub fn assert_within(tolerance: f64, actual: &Value, expected: &Value) {
    let mut differences = Vec::new();
    compare("", tolerance, actual, expected, &mut differences);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

fn compare(
    place: &str,
    tolerance: f64,
    actual: &Value,
    expected: &Value,
    differences: &mut Vec<String>,
) {
    match (actual, expected) {
        (Value::Object(actual), Value::Object(expected)) => {
            for (name, expected) in expected {
                let actual = actual.get(name).unwrap_or(&Value::Null);
                compare(
                    &format!("{place}.{name}"),
                    tolerance,
                    actual,
                    expected,
                    differences,
                );
            }
        }
        (Value::Array(all), Value::Array(expected)) if all.len() == expected.len() => {
            for (number, (actual, expected)) in all.iter().zip(expected).enumerate() {
                compare(
                    &format!("{place}[{number}]"),
                    tolerance,
                    actual,
                    expected,
                    differences,
                );
            }
        }
        (Value::Number(a), Value::Number(b)) if near(tolerance, a.as_f64(), b.as_f64()) => {}
        _ if actual == expected => {}
        _ => differences.push(format!("{place} is {actual}, not {expected}")),
    }
}

fn near(tolerance: f64, a: Option<f64>, b: Option<f64>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if (a - b).abs() <= tolerance)
}
