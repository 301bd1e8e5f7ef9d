//! Files, as programs and people meet them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

#[path = "files/documentation.rs"]
mod documentation;
#[path = "files/laws.rs"]
mod laws;
#[path = "files/recordings.rs"]
mod recordings;
#[path = "files/refusals.rs"]
mod refusals;
#[path = "files/tables.rs"]
mod tables;
#[path = "files/told.rs"]
mod told;
#[path = "files/transcripts.rs"]
mod transcripts;

use meeting_dynamics::file::{self, Document, Options};

/// A file with everything in it that a file can have, as it is written.
const WHOLE: &str = r#"{
  "format": "meeting-dynamics",
  "version": 1,
  "id": "01J",
  "title": "Weekly \"planning\"",
  "started": "2026-11-21T09:00:00+01:00",
  "observer": "",
  "attributes": ["Gender", "Team"],
  "people": [
    {"id":"p1","name":"Ana","role":null,"attributes":{"Gender":"woman","Team":null},"x":[1,{"y":null}]},
    {"id":"p2","name":"Ben","role":"chair","attributes":{}}
  ],
  "events": [
    {"n":1,"at":0,"type":"speaks","who":"p1"},
    {"n":2,"at":60000,"type":"interrupts","who":"p2","whom":"p1","outcome":"yielded","manner":"neutral"},
    {"n":3,"at":61000,"type":"talked_over","whom":"p1","by":"p2"},
    {"n":4,"at":61000,"type":"talked_over","whom":"p1","confidence":1.50},
    {"n":5,"at":62000,"type":"moment","kind":"hands_back","who":"p2","for":"p1"},
    {"n":6,"at":62000,"type":"arrives","who":"p1"},
    {"n":7,"at":62000,"type":"leaves","who":"p1"},
    {"n":8,"at":62000,"type":"joins_in","who":"p1"},
    {"n":9,"at":62000,"type":"stops","who":"p1"},
    {"n":10,"at":62000,"type":"silence","who":"p1"},
    {"n":11,"at":62000,"type":"pauses"},
    {"n":12,"at":62000,"type":"resumes"},
    {"n":13,"at":62000,"type":"notes","text":"line\nbreak","who":"p1"},
    {"n":14,"at":62000,"type":"notes","text":""},
    {"n":15,"at":62000,"type":"amends","event":2,"set":{"at":59000,"who":"p2","whom":"p1","outcome":"held","manner":null,"z":"Z"}},
    {"n":16,"at":62000,"type":"amends","event":3,"set":{"by":null}},
    {"n":17,"at":62000,"type":"amends","event":13,"set":{"who":null,"text":"other"}},
    {"n":18,"at":62000,"type":"amends","event":5,"set":{"kind":"credits","for":"p1"}},
    {"n":19,"at":62000,"type":"undoes","event":18},
    {"n":20,"at":320000,"type":"ends"}
  ],
  "actions": [
    {"text":"Hand back to Ana when she is cut off","done":null,"w":12345678901234567890123},
    {"text":"x","done":true}
  ],
  "source": {"format":"rttm","name":"ES2004a.rttm","skipped":3,"tool":"t"},
  "future":{"a":[1,2,3]},"later":null
}
"#;

fn read(text: &str) -> Document {
    file::read(text.as_bytes(), &Options::default()).unwrap()
}

#[test]
fn what_is_written_is_what_was_read() {
    let document = read(WHOLE);
    assert_eq!(file::write_json(&document), WHOLE);
}

#[test]
fn a_journal_is_the_header_and_a_record_an_event() {
    let document = read(WHOLE);
    let header = file::header_json(&document);
    let records: Vec<String> = document
        .meeting
        .log
        .events()
        .iter()
        .map(|event| file::event_json(&document, event))
        .collect();
    assert!(!header.contains("events"));
    assert_eq!(file::from_records(&header, &records).unwrap(), document);
}

#[test]
fn a_file_can_leave_out_nearly_everything() {
    let document = read(
        r#"{"events":[{"type":"ends","at":1e3,"n":2.0},{"at":0,"manner":null,"n":1,"type":"interrupts",
            "outcome":"held","who":"b","whom":"a"}],"people":[{"id":"a","name":"Ana","attributes":{"Team":"x"}},
            {"name":"B\u0065n","id":"b","role":null}],"version":1,"format":"meeting-dynamics","title":null}"#,
    );
    assert_eq!(
        file::write_json(&document),
        r#"{
  "format": "meeting-dynamics",
  "version": 1,
  "id": "",
  "title": "",
  "started": "",
  "observer": "",
  "attributes": ["Team"],
  "people": [
    {"id":"a","name":"Ana","role":null,"attributes":{"Team":"x"}},
    {"id":"b","name":"Ben","role":null,"attributes":{}}
  ],
  "events": [
    {"n":1,"at":0,"type":"interrupts","who":"b","whom":"a","outcome":"held"},
    {"n":2,"at":1000,"type":"ends"}
  ],
  "actions": [],
  "source": null
}
"#
    );
}

#[test]
fn the_format_is_found_by_content_and_then_by_name() {
    let rttm = "SPEAKER a 1 0.00 1.00 <NA> <NA> Ana <NA> <NA>";
    for (text, name, format) in [
        (WHOLE, None, None),
        (WHOLE, Some("misnamed.rttm"), Some("auto")),
        (WHOLE, None, Some("json")),
        (rttm, None, None),
        (rttm, Some("misnamed.json"), None),
        (rttm, None, Some("rttm")),
    ] {
        let options = Options {
            name,
            format,
            pick: None,
        };
        let with_mark = format!("\u{feff}{text}");
        let read = file::read(text.as_bytes(), &options).unwrap();
        assert_eq!(file::read(with_mark.as_bytes(), &options).unwrap(), read);
    }
}
