//! Events and people as tables.

use meeting_dynamics::file::{self, Document, Options};
use meeting_dynamics::measure::summary::{Reading, Summary};
use meeting_dynamics::problem::Code;

/// Somebody silent, somebody late, two of one name, names that a spreadsheet would run, an event taken back
/// and one that reads differently.
const MEETING: &str = r#"{"format":"meeting-dynamics","version":1,"id":"m","started":"2026-11-21T09:00:00Z",
  "people":[{"id":"a","name":"Ana"},{"id":"b","name":"=1+1"},{"id":"c","name":"Ana"},{"id":"d","name":"Dee, late"},{"id":"e","name":"Esra"}],
  "events":[{"n":1,"at":0,"type":"speaks","who":"a"},
    {"n":2,"at":60250,"type":"interrupts","who":"b","whom":"a","outcome":"yielded","manner":"intrusive"},
    {"n":3,"at":61000,"type":"speaks","who":"c"},
    {"n":4,"at":70000,"type":"undoes","event":3},
    {"n":5,"at":71000,"type":"amends","event":2,"set":{"at":60000,"outcome":"held"}},
    {"n":6,"at":80000,"type":"arrives","who":"d"},
    {"n":7,"at":90000,"type":"moment","kind":"invites","who":"a","for":"c"},
    {"n":8,"at":91000,"type":"talked_over","whom":"d","by":"b"},
    {"n":9,"at":92000,"type":"notes","text":"a \"note\",\nof two lines","who":"e"},
    {"n":10,"at":93000,"type":"notes","text":""},
    {"n":11,"at":320000,"type":"ends"}]}"#;

const TABLE: &str = "\u{feff}n,at_s,type,who,whom,outcome,manner,by,kind,for,text\r\n\
    ,0,arrives,Ana,,,,,,,\r\n\
    ,0,arrives,\"'=1+1\",,,,,,,\r\n\
    ,0,arrives,Ana (2),,,,,,,\r\n\
    ,0,arrives,Esra,,,,,,,\r\n\
    1,0,speaks,Ana,,,,,,,\r\n\
    2,60,interrupts,\"'=1+1\",Ana,held,intrusive,,,,\r\n\
    6,80,arrives,\"Dee, late\",,,,,,,\r\n\
    7,90,moment,Ana,,,,,invites,Ana (2),\r\n\
    8,91,talked_over,,\"Dee, late\",,,\"'=1+1\",,,\r\n\
    9,92,notes,Esra,,,,,,,\"a \"\"note\"\",\nof two lines\"\r\n\
    10,93,notes,,,,,,,,\r\n\
    11,320,ends,,,,,,,,\r\n";

fn written(document: &Document, format: &str) -> String {
    String::from_utf8(file::write(document, format, None).unwrap().bytes).unwrap()
}

fn summary(document: &Document) -> Summary {
    Reading::of(&document.meeting, &document.meeting.course(), None).summary
}

#[test]
fn events_are_a_table_with_everybody_in_it() {
    let document = super::read(MEETING);
    assert_eq!(written(&document, "csv"), TABLE);
    let options = Options {
        name: Some("m.csv"),
        ..Options::default()
    };
    let again = file::read(TABLE.as_bytes(), &options).unwrap();
    // It was tapped, and so it says what nobody did as well.
    assert_eq!(again.meeting.source, None);
    // Written again it is the same; and so is what it says, of people in the order of the table.
    assert_eq!(written(&again, "csv"), TABLE);
    let (before, after) = (summary(&document), summary(&again));
    let names: Vec<&str> = after.people.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Ana", "=1+1", "Ana (2)", "Esra", "Dee, late"]);
    for (one, other) in [(0, 0), (1, 1), (2, 2), (3, 4), (4, 3)] {
        let (before, after) = (&before.people[one], &after.people[other]);
        assert_eq!(before.airtime_s, after.airtime_s);
        assert_eq!(before.present_s, after.present_s);
        assert_eq!(before.cut_offs, after.cut_offs);
        assert_eq!(before.received_per_min, after.received_per_min);
    }
    assert_eq!(before.observed_s, after.observed_s);
}

#[test]
fn tables_of_others_are_read_in_whatever_order_their_columns_stand() {
    let text = "Who;Type;at_s;colour\r\nAna;speaks;0;red\r\nBen;speaks;30,5;\r\n;ends;60;\r\n";
    let document = file::read(text.as_bytes(), &Options::default()).unwrap();
    let people = summary(&document).people;
    assert_eq!(people[0].airtime_s, 30.5);
    assert_eq!(people[1].airtime_s, 29.5);
    // What stands in other columns is kept.
    assert!(file::write_json(&document).contains("\"colour\":\"red\""));
}

#[test]
fn an_imported_meeting_stays_one_and_a_tapped_one_too() {
    let imported = "SPEAKER a 1 0.00 1.00 <NA> <NA> Ana <NA> <NA>\nSPEAKER a 1 1.00 2.00 <NA> <NA> <NA> <NA> <NA>";
    let imported = file::read(imported.as_bytes(), &Options::default()).unwrap();
    let again = file::read(written(&imported, "csv").as_bytes(), &Options::default()).unwrap();
    assert_eq!(again.meeting.source.as_ref().unwrap().format, "csv");
    assert_eq!(summary(&again), summary(&imported));
    let tapped = "at_s,type,who\n0,speaks,Ana\n5,speaks,Ben\n9,ends,";
    let tapped = file::read(tapped.as_bytes(), &Options::default()).unwrap();
    assert_eq!(
        summary(&tapped).interruptions,
        Some(vec![vec![0, 0], vec![0, 0]])
    );
}

#[test]
fn people_stay_apart_whatever_they_are_called() {
    let names = ["", "p1", " Ana", "Ana", "Ana (2)", "", "p1 (2)", "\u{a0}"];
    let people: Vec<String> = (1..)
        .zip(names)
        .map(|(n, name)| serde_json::json!({"id": format!("p{n}"), "name": name}).to_string())
        .collect();
    let events: Vec<String> = (1..=names.len())
        .map(|n| {
            format!(
                r#"{{"n":{n},"at":{},"type":"speaks","who":"p{n}"}}"#,
                n * 1000
            )
        })
        .collect();
    let document = super::read(&format!(
        r#"{{"format":"meeting-dynamics","version":1,"people":[{}],"events":[{},{{"n":9,"at":9000,"type":"ends"}}]}}"#,
        people.join(","),
        events.join(",")
    ));
    let again = file::read(written(&document, "csv").as_bytes(), &Options::default()).unwrap();
    let airtimes: Vec<f64> = summary(&again).people.iter().map(|p| p.airtime_s).collect();
    assert_eq!(airtimes, [1.0; 8]);
    // Blanks around a name in a table that was made by hand are none of it.
    let by_hand = "at_s, type, who\n0, speaks, Ana\n5, speaks, Ben \n7, speaks,  Ana\n9, ends,";
    let by_hand = file::read(by_hand.as_bytes(), &Options::default()).unwrap();
    let airtimes: Vec<f64> = summary(&by_hand)
        .people
        .iter()
        .map(|p| p.airtime_s)
        .collect();
    assert_eq!(airtimes, [7.0, 2.0]);
}

#[test]
fn who_was_there_from_the_start_was_there() {
    let text =
        "at_s,type,who\n0,arrives,Ana\n0,arrives,Ben\n200,arrives,Ana\n250,speaks,Ana\n300,ends,";
    let document = file::read(text.as_bytes(), &Options::default()).unwrap();
    let there: Vec<f64> = summary(&document)
        .people
        .iter()
        .map(|p| p.present_s)
        .collect();
    assert_eq!(there, [300.0, 300.0]);
    let again = file::read(written(&document, "csv").as_bytes(), &Options::default()).unwrap();
    assert_eq!(summary(&again).people[0].present_s, 300.0);
}

/// What is hostile costs no more than its length, and is refused as soon as it is known.
#[test]
fn hostile_tables_are_read_in_no_time() {
    let code = |text: String| {
        let read = file::read(text.as_bytes(), &Options::default());
        read.map(|_| ()).map_err(|problem| problem.code)
    };
    let head = "at_s,type,who\n";
    assert_eq!(code(format!("{head}{}", "\n".repeat(8_000_000))), Ok(()));
    assert_eq!(
        code(format!("{head}{}", ",".repeat(8_000_000))),
        Err(Code::BadField)
    );
    let long = "a".repeat(1_000_000);
    assert_eq!(
        code(format!("at_s,type,{long}\n0,silence,x")),
        Err(Code::BadField)
    );
    let many: String = (0..600).map(|n| format!("{n},speaks,P{n}\n")).collect();
    assert_eq!(code(format!("{head}{many}")), Err(Code::TooManyPeople));
}

#[test]
fn a_wrong_table_is_refused_with_its_line() {
    let head = "n,at_s,type,who,whom,outcome\n";
    for (rows, code, line, words) in [
        ("1,x,speaks,Ana", Code::BadTime, 2, "“at_s” is “x”"),
        (
            "1,0,speaks,Ana\n2,-1,ends",
            Code::BadTime,
            3,
            "seconds from 0",
        ),
        ("x,0,speaks,Ana", Code::BadField, 2, "“n” is “x”"),
        ("1,0,shouts,Ana", Code::BadField, 2, "type"),
        ("1,0,speaks,", Code::BadField, 2, "who"),
        ("1,0,interrupts,Ana,Ben,won", Code::BadField, 2, "outcome"),
        ("1,0,speaks,Ana,,,,,x", Code::BadField, 2, "9 cells"),
        ("1,0,speaks,\"Ana", Code::BadField, 2, "quotes"),
        ("1,0,speaks,Ana\n1,1,ends", Code::BadField, 3, "n = 1"),
        (
            "\n1,0,interrupts,Ana,Ana,held",
            Code::BadField,
            3,
            "same person",
        ),
        (",0,arrives,", Code::BadField, 2, "who"),
    ] {
        let problem = file::read(format!("{head}{rows}").as_bytes(), &Options::default());
        let problem = problem.unwrap_err();
        assert_eq!((problem.code, problem.line), (code, Some(line)), "{rows}");
        assert!(problem.message.contains(words), "{}", problem.message);
    }
    let options = Options {
        format: Some("csv"),
        ..Options::default()
    };
    let problem = file::read(b"a,b\n1,2", &options).unwrap_err();
    assert_eq!((problem.code, problem.line), (Code::BadField, Some(1)));
    for (text, line) in [
        ("\n\nat_s,kind\n", 3),
        ("at_s,type,who,who\n0,speaks,Ana,Ben", 1),
        ("at,at_s,type\n0,0,ends", 1),
        ("who,at_s,type\rAna,0,speaks\rAna,x,stops", 3),
    ] {
        let problem = file::read(text.as_bytes(), &options).unwrap_err();
        assert_eq!(problem.line, Some(line), "{text:?}");
    }
    assert!(file::read(b"who,at_s,type\rAna,0,speaks\r", &Options::default()).is_ok());
}

#[test]
fn for_warehouses_each_event_is_a_flat_object() {
    let text = written(&super::read(MEETING), "ndjson");
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 8);
    assert_eq!(
        lines[1],
        serde_json::json!({"meeting": "m", "started": "2026-11-21T09:00:00Z", "n": 2, "at": 60000, "type": "interrupts",
            "who": "b", "who_name": "=1+1", "whom": "a", "whom_name": "Ana", "outcome": "held", "manner": "intrusive"})
    );
    let flat = |value: &serde_json::Value| !value.is_object() && !value.is_array();
    assert!(
        lines
            .iter()
            .all(|line| line.as_object().unwrap().values().all(flat))
    );
}

#[test]
fn people_are_a_table_of_their_numbers() {
    let rows = summary(&super::read(MEETING)).people_in_rows();
    assert_eq!(rows.len(), 6);
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    let cell = |row: usize, column: &str| {
        let place = rows[0].iter().position(|name| name == column);
        rows[row][place.expect(column)].as_str()
    };
    assert_eq!(cell(1, "name"), "Ana");
    assert_eq!(cell(1, "airtime_s"), "320");
    assert_eq!(cell(1, "interruptions_received"), "1");
    assert_eq!(cell(1, "received_per_min_rate"), "0.1875");
    assert_eq!(cell(1, "received_per_min_enough"), "false");
    assert_eq!(cell(5, "mean_turn_s"), "");
    // Where nothing was marked by hand there is nothing, in as many columns.
    let imported = "SPEAKER a 1 0.00 1.00 <NA> <NA> Ana <NA> <NA>";
    let imported = file::read(imported.as_bytes(), &Options::default()).unwrap();
    let other = summary(&imported).people_in_rows();
    assert_eq!(other[0], rows[0]);
    assert!(other[1].iter().any(String::is_empty));
}
