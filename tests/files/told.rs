//! What a host page tells of an event.

use meeting_dynamics::file::{self, Document, Place, ToldWhat};
use meeting_dynamics::meeting::{Manner, Outcome, Roster, What, Who};

fn roster() -> Roster {
    Roster::from_names("Ana, Ben, Ana").unwrap()
}

fn who(place: usize) -> Who {
    Who::at(place).unwrap()
}

#[test]
fn people_are_told_by_id_or_name() {
    let cases = [
        (r#"{"type":"speaks","who":"p2"}"#, 1),
        (r#"{"type":"speaks","who":"Ben"}"#, 1),
        (r#"{"type":"speaks","who":"Ana"}"#, 0),
        (r#"{"type":"speaks","who":"Ana (2)","n":"passed over"}"#, 2),
    ];
    for (text, place) in cases {
        let told = file::told_text(text, &roster()).unwrap();
        let expected = What::Speaks { who: who(place) };
        assert_eq!(told.what, ToldWhat::Said(expected), "{text}");
        assert_eq!(told.at, None);
    }
}

#[test]
fn an_interruption_need_not_say_whom() {
    let told = |text| file::told_text(text, &roster()).unwrap();
    let open = told(r#"{"type":"interrupts","who":"Ben","manner":"supportive","at":1500}"#);
    assert_eq!(open.at.map(|at| at.millis()), Some(1500));
    assert_eq!(
        open.what,
        ToldWhat::Interrupts {
            who: who(1),
            outcome: Outcome::Yielded,
            manner: Some(Manner::Supportive),
        }
    );
    let whole = told(r#"{"type":"interrupts","who":"Ben","whom":"p1","outcome":"held"}"#);
    assert_eq!(
        whole.what,
        ToldWhat::Said(What::Interrupts {
            who: who(1),
            whom: who(0),
            outcome: Outcome::Held,
            manner: None,
        })
    );
}

#[test]
fn what_cannot_be_told_is_refused_without_a_line() {
    let cases = [
        ("7", "bad-field: This is 7: an object belongs there."),
        (
            r#"{"type":"speaks"}"#,
            "bad-field: “who” is missing: the id or name of one of the people belongs there.",
        ),
        (
            r#"{"type":"speaks","who":"Zoe"}"#,
            "unknown-person: “who” is \"Zoe\", and none of the people has that id or name.",
        ),
        (
            r#"{"type":"silence","at":-1}"#,
            "bad-time: “at” is -1: a whole number of milliseconds since the start, \
             from 0 to 2678400000 (31 days), belongs there.",
        ),
        (
            r#"{"type":"amends","event":1,"set":{"kind":"?"}}"#,
            "bad-field: “set.kind” is \"?\": one of invites, amplifies, credits, hands_back belongs there.",
        ),
    ];
    for (text, expected) in cases {
        let problem = file::told_text(text, &roster()).expect_err(expected);
        assert_eq!(format!("{}: {problem}", problem.code.name()), expected);
    }
}

#[test]
fn unknown_fields_are_kept_with_the_stored_event() {
    let mut document = Document::default();
    document.meeting.roster = roster();
    let text = r#"{"type":"speaks","who":"Ben", "confidence": [0.50], "outcome": "held"}"#;
    let told = file::told_text(text, &document.meeting.roster).unwrap();
    let ToldWhat::Said(what) = told.what else {
        panic!("{told:?}");
    };
    let event = document
        .meeting
        .append(told.at.unwrap_or_default(), what)
        .unwrap();
    document.keep_event_fields(event.n, told.extra);
    assert_eq!(
        document.extra.at(Place::Event(1)),
        r#""confidence":[0.50],"outcome":"held""#
    );
    assert_eq!(
        file::event_json(&document, &event),
        r#"{"n":1,"at":0,"type":"speaks","who":"p2","confidence":[0.50],"outcome":"held"}"#
    );
}
