//! docs/file-format.md says what is so: its example is read and measured.

use meeting_dynamics::file::{self, Options};
use meeting_dynamics::measure::groups::{MOST_CELLS, MOST_LABELLINGS};
use meeting_dynamics::measure::{MomentKind, Plain, Reading};
use meeting_dynamics::text::ENGLISH;

const PAGE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/file-format.md"));

/// The first example in this language behind this heading.
fn example(heading: &str, language: &str) -> &'static str {
    let (_, section) = PAGE.split_once(heading).expect(heading);
    let (_, example) = section
        .split_once(&format!("```{language}\n"))
        .expect(heading);
    example.split("```").next().unwrap()
}

#[test]
fn the_example_is_the_worked_meeting() {
    let text = example("## A whole file", "json");
    let document = file::read(text.as_bytes(), &Options::default()).unwrap();
    assert_eq!(file::write_json(&document), text, "as it would be written");
    let meeting = &document.meeting;
    let summary = Reading::of(meeting, &meeting.course(), None).summary;

    let people = &summary.people;
    let column = |number: fn(&_) -> f64| people.iter().map(number).collect::<Vec<f64>>();
    assert_eq!(column(|person| person.airtime_s), [120.0, 150.0, 40.0, 0.0]);
    assert_eq!(
        people.iter().map(|person| person.turns).collect::<Vec<_>>(),
        [2, 2, 1, 0]
    );
    assert_eq!((summary.observed_s, summary.silence_s), (320.0, 10.0));
    assert_eq!(summary.passes[0], [0, 1, 1, 0]);
    assert_eq!(people[0].interruptions_received, Some(2));
    assert_eq!(people[0].regained_within_60_s, Some(1));
    let close = |found: f64, expected: f64| assert!((found - expected).abs() < 5e-7, "{found}");
    close(people[0].share.unwrap(), 0.387097);
    close(summary.equality.gini.unwrap(), 0.427419);
    close(summary.equality.evenness.unwrap(), 0.708987);

    // The summary's page shows what this very meeting gives.
    let shown: serde_json::Value = serde_json::from_str(example("## The summary", "json")).unwrap();
    let name = |who| meeting.roster.label(who).to_owned();
    let sentence = ENGLISH.moments().sentence;
    let found = json(summary.plain(&|moment| sentence(moment, &name)));
    for (name, expected) in shown.as_object().unwrap() {
        match name.as_str() {
            "people" => same(&expected[0], &found["people"][0], "people[0]"),
            _ => same(expected, &found[name], name),
        }
    }
    let names = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    assert_eq!(
        names(&shown),
        names(&found),
        "every field is shown, in order"
    );
    assert_eq!(names(&shown["people"][0]), names(&found["people"][0]));
}

fn json(plain: Plain) -> serde_json::Value {
    match plain {
        Plain::Nothing => serde_json::Value::Null,
        Plain::Truth(truth) => truth.into(),
        Plain::Number(number) => number.into(),
        Plain::Text(text) => text.into(),
        Plain::List(values) => values.into_iter().map(json).collect(),
        Plain::Record(fields) => {
            let fields = fields.into_iter();
            fields.map(|(name, value)| (name, json(value))).collect()
        }
    }
}

/// Whether the page shows this value, numbers to six decimals.
fn same(shown: &serde_json::Value, found: &serde_json::Value, path: &str) {
    match (shown, found) {
        (serde_json::Value::Object(shown), serde_json::Value::Object(_)) => {
            for (name, value) in shown {
                same(value, &found[name], &format!("{path}.{name}"));
            }
        }
        (serde_json::Value::Array(values), serde_json::Value::Array(all)) => {
            assert_eq!(values.len(), all.len(), "{path}");
            for (place, value) in values.iter().enumerate() {
                same(value, &found[place], &format!("{path}[{place}]"));
            }
        }
        (serde_json::Value::Number(shown), serde_json::Value::Number(found)) => {
            let (shown, found) = (shown.as_f64().unwrap(), found.as_f64().unwrap());
            assert!(
                (shown - found).abs() < 5e-7,
                "{path}: {shown} is not {found}"
            );
        }
        _ => assert_eq!(shown, found, "{path}"),
    }
}

#[test]
fn every_kind_of_moment_is_on_the_page() {
    for kind in MomentKind::ALL {
        assert!(PAGE.contains(&format!("| `{}` |", kind.name())), "{kind:?}");
    }
}

#[test]
fn what_two_groups_give_is_on_the_page() {
    let text = example("## A whole file", "json").replace("\"Gender\":null", "\"Gender\":\"man\"");
    let document = file::read(text.as_bytes(), &Options::default()).unwrap();
    let meeting = &document.meeting;
    let summary = Reading::of(meeting, &meeting.course(), None).summary;
    let found = json(summary.plain(&|_| String::new()));
    assert_eq!(
        found["groups"][0]["values"],
        serde_json::json!(["woman", "man", null])
    );
    let comparison = found["groups"][0]["comparison"].as_object().unwrap();
    for name in comparison.keys() {
        assert!(PAGE.contains(&format!("`{name}`")), "{name}");
    }
    // The limits as the page writes them.
    assert_eq!((MOST_CELLS, MOST_LABELLINGS), (1_000_000, 100_000));
}

#[test]
fn every_type_of_event_is_on_the_page() {
    let types = [
        "speaks",
        "joins_in",
        "stops",
        "silence",
        "interrupts",
        "talked_over",
        "moment",
        "arrives",
        "leaves",
        "pauses",
        "resumes",
        "notes",
        "undoes",
        "amends",
        "ends",
    ];
    for name in types {
        assert!(PAGE.contains(&format!("| `{name}` |")), "{name}");
    }
}
