//! What cannot be read or written, and the words for it.

use meeting_dynamics::file::{self, Document, MOST_BYTES, Options};
use meeting_dynamics::problem::{Code, Problem};

fn said(problem: &Problem) -> String {
    format!("{}: {problem}", problem.code.name())
}

/// Reads the bytes as the file of this name and expects this problem.
fn check_bytes(bytes: &[u8], name: &str, expected: &str) {
    let options = Options {
        name: Some(name),
        ..Options::default()
    };
    let problem = file::read(bytes, &options).expect_err(expected);
    assert_eq!(said(&problem), expected);
}

/// A meeting file of two people with these events.
fn with_events(events: &str) -> String {
    format!(
        r#"{{"format":"meeting-dynamics","version":1,
"people":[{{"id":"p1","name":"Ana"}},{{"id":"p2","name":"Ben"}}],
"events":[{events}]}}"#
    )
}

/// A meeting file with these fields besides.
fn with_fields(fields: &str) -> String {
    format!(r#"{{"format":"meeting-dynamics","version":1,"events":[],{fields}}}"#)
}

#[test]
fn what_is_no_meeting_file_is_refused_in_words() {
    let cases: &[(&[u8], &str)] = &[
        (b"", "unknown-format: There is nothing in this file."),
        (
            b"\xEF\xBB\xBF \r\n",
            "unknown-format: There is nothing in this file.",
        ),
        (
            b"a\nb\xFF\xFEc",
            "not-utf8: Line 2: This file is not UTF-8 text. Save it as UTF-8, or choose another file.",
        ),
        (
            b"{",
            "bad-json: Line 1: The text stops in the middle: the file is not complete. Copy or download it again.",
        ),
        (
            br#"{"format":"meeting-dynamics","version":1,"peop"#,
            "bad-json: Line 1: The text stops in the middle: the file is not complete. Copy or download it again.",
        ),
        (
            b"{\n\"a\":1,\n}",
            "bad-json: Line 3: This is not JSON: key must be a string, at column 1.",
        ),
        (
            b"{} x",
            "bad-json: Line 1: This is not JSON: trailing characters, at column 4.",
        ),
        (
            b"hello",
            "bad-json: Line 1: This is not JSON: expected value, at column 1.",
        ),
        (
            b"[]",
            r#"unknown-format: This is JSON, but not a meeting file: one begins with "format": "meeting-dynamics"."#,
        ),
        (
            br#"{"format":"boris"}"#,
            r#"unknown-format: This is JSON, but not a meeting file: one begins with "format": "meeting-dynamics"."#,
        ),
        (
            br#"{"version":1,"people":[],"events":[]}"#,
            r#"unknown-format: This is JSON, but not a meeting file: one begins with "format": "meeting-dynamics"."#,
        ),
        (
            br#"{"format":"meeting-dynamics"}"#,
            "bad-field: Line 1: “version” is missing: a whole number from 1 belongs there.",
        ),
        (
            br#"{"format":"meeting-dynamics","version":"1"}"#,
            r#"bad-field: Line 1: “version” is "1": a whole number from 1 belongs there."#,
        ),
        (
            br#"{"format":"meeting-dynamics","version":0}"#,
            "bad-field: Line 1: “version” is 0: a whole number from 1 belongs there.",
        ),
        (
            br#"{"format":"meeting-dynamics","version":2,"people":7}"#,
            "newer-version: This file was written by a newer Meeting Dynamics (file version 2; this one reads up to 1). Reload the page to get the newer one.",
        ),
        (
            br#"{"format":"meeting-dynamics","version":1}"#,
            "bad-field: Line 1: “people” is missing: a list of people belongs there.",
        ),
        (
            br#"{"format":"meeting-dynamics","version":1,"people":[]}"#,
            "bad-field: Line 1: “events” is missing: a list of events belongs there.",
        ),
    ];
    for (bytes, expected) in cases {
        check_bytes(bytes, "some.json", expected);
    }
}

#[test]
fn a_wrong_field_is_named() {
    let cases = [
        (
            r#""people":{}"#,
            "bad-field: Line 1: “people” is an object: a list belongs there.",
        ),
        (
            r#""people":[5]"#,
            "bad-field: Line 1: “people[0]” is 5: an object belongs there.",
        ),
        (
            r#""people":[{"name":"Ana"}]"#,
            "bad-field: Line 1: “people[0].id” is missing: a text unlike anybody else’s belongs there.",
        ),
        (
            r#""people":[{"id":"","name":"Ana"}]"#,
            r#"bad-field: Line 1: “people[0].id” is "": a text unlike anybody else’s belongs there."#,
        ),
        (
            r#""people":[{"id":1,"name":"Ana"}]"#,
            "bad-field: Line 1: “people[0].id” is 1: a text belongs there.",
        ),
        (
            r#""people":[{"id":"a","name":"A"},{"id":"a","name":"B"}]"#,
            r#"bad-field: Line 1: “people[1].id” is "a": a text unlike anybody else’s belongs there."#,
        ),
        (
            r#""people":[{"id":"a"}]"#,
            "bad-field: Line 1: “people[0].name” is missing: a text belongs there.",
        ),
        (
            r#""people":[{"id":"a","name":null}]"#,
            "bad-field: Line 1: “people[0].name” is null: a text belongs there.",
        ),
        (
            r#""people":[{"id":"a","name":"\ud800"}]"#,
            r#"bad-field: Line 1: “people[0].name” is "\ud800": a text belongs there."#,
        ),
        (
            r#""people":[{"id":"a","name":"A","role":[]}]"#,
            "bad-field: Line 1: “people[0].role” is a list: a text belongs there.",
        ),
        (
            r#""people":[{"id":"a","name":"A","attributes":[]}]"#,
            "bad-field: Line 1: “people[0].attributes” is a list: an object of texts and nulls belongs there.",
        ),
        (
            r#""people":[{"id":"a","name":"A","attributes":{"Age":7}}]"#,
            r#"bad-field: Line 1: “people[0].attributes["Age"]” is 7: a text or null belongs there."#,
        ),
        (
            r#""people":[],"title":7"#,
            "bad-field: Line 1: “title” is 7: a text belongs there.",
        ),
        (
            r#""people":[],"attributes":[1]"#,
            "bad-field: Line 1: “attributes[0]” is 1: a text belongs there.",
        ),
        (
            r#""people":[],"actions":[{"done":true}]"#,
            "bad-field: Line 1: “actions[0].text” is missing: a text belongs there.",
        ),
        (
            r#""people":[],"actions":[{"text":"a","done":"yes"}]"#,
            r#"bad-field: Line 1: “actions[0].done” is "yes": true, false or null belongs there."#,
        ),
        (
            r#""people":[],"source":"rttm""#,
            r#"bad-field: Line 1: “source” is "rttm": an object belongs there."#,
        ),
        (
            r#""people":[],"source":{}"#,
            "bad-field: Line 1: “source.format” is missing: a text belongs there.",
        ),
        (
            r#""people":[],"source":{"format":"rttm","skipped":-1}"#,
            "bad-field: Line 1: “source.skipped” is -1: a whole number from 0 belongs there.",
        ),
    ];
    for (fields, expected) in cases {
        check_bytes(with_fields(fields).as_bytes(), "a.json", expected);
    }
}

#[test]
fn a_wrong_event_is_named() {
    let cases = [
        (
            "7",
            "bad-field: Line 3: “events[0]” is 7: an object belongs there.",
        ),
        (
            r#"{"n":1,"at":0}"#,
            "bad-field: Line 3: “events[0].type” is missing: one of speaks, joins_in, stops, silence, interrupts, talked_over, moment, arrives, leaves, pauses, resumes, notes, undoes, amends, ends belongs there.",
        ),
        (
            r#"{"n":1,"at":0,"type":"shouts"}"#,
            r#"bad-field: Line 3: “events[0].type” is "shouts": one of speaks, joins_in, stops, silence, interrupts, talked_over, moment, arrives, leaves, pauses, resumes, notes, undoes, amends, ends belongs there."#,
        ),
        (
            r#"{"at":0,"type":"silence"}"#,
            "bad-field: Line 3: “events[0].n” is missing: the number of an event, 1, 2, 3 and so on, belongs there.",
        ),
        (
            r#"{"n":0,"at":0,"type":"silence"}"#,
            "bad-field: Line 3: “events[0].n” is 0: the number of an event, 1, 2, 3 and so on, belongs there.",
        ),
        (
            r#"{"n":4294967296,"at":0,"type":"silence"}"#,
            "bad-field: Line 3: “events[0].n” is 4294967296: the number of an event, 1, 2, 3 and so on, belongs there.",
        ),
        (
            r#"{"n":1,"type":"silence"}"#,
            "bad-time: Line 3: “events[0].at” is missing: a whole number of milliseconds since the start, from 0 to 2678400000 (31 days), belongs there.",
        ),
        (
            r#"{"n":1,"at":-5,"type":"silence"}"#,
            "bad-time: Line 3: “events[0].at” is -5: a whole number of milliseconds since the start, from 0 to 2678400000 (31 days), belongs there.",
        ),
        (
            r#"{"n":1,"at":0.5,"type":"silence"}"#,
            "bad-time: Line 3: “events[0].at” is 0.5: a whole number of milliseconds since the start, from 0 to 2678400000 (31 days), belongs there.",
        ),
        (
            r#"{"n":1,"at":"0","type":"silence"}"#,
            r#"bad-time: Line 3: “events[0].at” is "0": a whole number of milliseconds since the start, from 0 to 2678400000 (31 days), belongs there."#,
        ),
        (
            r#"{"n":1,"at":1795255200000,"type":"silence"}"#,
            "bad-time: Line 3: “events[0].at” is 1795255200000: a whole number of milliseconds since the start, from 0 to 2678400000 (31 days), belongs there.",
        ),
        (
            r#"{"n":1,"at":0,"type":"speaks"}"#,
            "bad-field: Line 3: “events[0].who” is missing: the id of one of the people belongs there.",
        ),
        (
            r#"{"n":1,"at":0,"type":"speaks","who":1}"#,
            "bad-field: Line 3: “events[0].who” is 1: the id of one of the people belongs there.",
        ),
        (
            r#"{"n":1,"at":0,"type":"speaks","who":"p9"}"#,
            r#"unknown-person: Line 3: “events[0].who” is "p9", and none of the people has that id."#,
        ),
        (
            r#"{"n":1,"at":0,"type":"speaks","who":"Ana"}"#,
            r#"unknown-person: Line 3: “events[0].who” is "Ana", and none of the people has that id."#,
        ),
        (
            r#"{"n":1,"at":0,"type":"interrupts","who":"p1","whom":"p2"}"#,
            "bad-field: Line 3: “events[0].outcome” is missing: one of yielded, held belongs there.",
        ),
        (
            r#"{"n":1,"at":0,"type":"interrupts","who":"p1","outcome":"held"}"#,
            "bad-field: Line 3: “events[0].whom” is missing: the id of one of the people belongs there.",
        ),
        (
            r#"{"n":1,"at":0,"type":"interrupts","who":"p1","whom":"p1","outcome":"held"}"#,
            "bad-field: Event 1: “whom” names the same person twice. Nobody interrupts or talks over themselves.",
        ),
        (
            r#"{"n":1,"at":0,"type":"interrupts","who":"p1","whom":"p2","outcome":"won"}"#,
            r#"bad-field: Line 3: “events[0].outcome” is "won": one of yielded, held belongs there."#,
        ),
        (
            r#"{"n":1,"at":0,"type":"moment","kind":"helps","who":"p1","for":"p2"}"#,
            r#"bad-field: Line 3: “events[0].kind” is "helps": one of invites, amplifies, credits, hands_back belongs there."#,
        ),
        (
            r#"{"n":1,"at":0,"type":"notes"}"#,
            "bad-field: Line 3: “events[0].text” is missing: a text belongs there.",
        ),
        (
            r#"{"n":1,"at":0,"type":"undoes","event":1}"#,
            "unknown-event: Event 1 corrects event 1, which is not there or is written later.",
        ),
        (
            r#"{"n":1,"at":0,"type":"undoes"}"#,
            "bad-field: Line 3: “events[0].event” is missing: the number of an event, 1, 2, 3 and so on, belongs there.",
        ),
        (
            r#"{"n":1,"at":0,"type":"silence"},{"n":1,"at":0,"type":"silence"}"#,
            "bad-field: Two events have the number n = 1. Every event needs its own.",
        ),
        (
            "{\"n\":1,\"at\":0,\"type\":\"silence\"},\n{\"n\":2,\"at\":0,\"type\":\"amends\",\"event\":1}",
            "bad-field: Line 4: “events[1].set” is missing: an object of the fields that read differently belongs there.",
        ),
        (
            r#"{"n":1,"at":0,"type":"speaks","who":"p1"},{"n":2,"at":0,"type":"amends","event":1,"set":{"whom":null}}"#,
            "bad-field: Line 3: “events[1].set.whom” is null: a value (only “manner”, “by” and the “who” of a note can be taken away) belongs there.",
        ),
        (
            r#"{"n":1,"at":0,"type":"speaks","who":"p1"},{"n":2,"at":0,"type":"amends","event":1,"set":{"who":null}}"#,
            "bad-field: Event 2 sets “who” of event 1, which cannot be set there.",
        ),
        (
            r#"{"n":1,"at":0,"type":"speaks","who":"p1"},{"n":2,"at":0,"type":"amends","event":1,"set":{"who":"p9"}}"#,
            r#"unknown-person: Line 3: “events[1].set.who” is "p9", and none of the people has that id."#,
        ),
        (
            r#"{"n":1,"at":0,"type":"speaks","who":"p1"},{"n":2,"at":0,"type":"amends","event":1,"set":{"at":null}}"#,
            "bad-time: Line 3: “events[1].set.at” is null: a whole number of milliseconds since the start, from 0 to 2678400000 (31 days), belongs there.",
        ),
    ];
    for (events, expected) in cases {
        check_bytes(with_events(events).as_bytes(), "a.json", expected);
    }
}

#[test]
fn a_wrong_recording_is_named() {
    let good = "SPEAKER a 1 0.00 1.00 <NA> <NA> Ana <NA> <NA>\n";
    let cases = [
        (
            "SPEAKER a 1 0.00 1.00 <NA> <NA> An",
            "bad-field: Line 2: This SPEAKER line has 8 fields, and RTTM has 10. Is the file complete?",
        ),
        (
            "SPEAKER a 1 0.00 1.00 <NA> <NA> Ana Maria <NA> <NA>",
            "bad-field: Line 2: This SPEAKER line has more than the 10 fields of RTTM. A name cannot have spaces in it: write “_”.",
        ),
        (
            "SPEAKER a 1 -1 1.00 <NA> <NA> Ana <NA> <NA>",
            "bad-time: Line 2: The start is “-1”: seconds from 0 belong there, and a meeting is at most 31 days long.",
        ),
        (
            "SPEAKER a 1 0 NaN <NA> <NA> Ana <NA> <NA>",
            "bad-time: Line 2: The duration is “NaN”: seconds from 0 belong there, and a meeting is at most 31 days long.",
        ),
        (
            "SPEAKER a 1 2678400 0.5 <NA> <NA> Ana <NA> <NA>",
            "bad-time: Line 2: The duration is “0.5”: seconds from 0 belong there, and a meeting is at most 31 days long.",
        ),
        (
            "SPEAKER b 1 0 1 <NA> <NA> Ben <NA> <NA>\n",
            "several-files: There are several recordings in this file: a, b. Pick one.",
        ),
    ];
    for (text, expected) in cases {
        check_bytes(format!("{good}{text}").as_bytes(), "a.rttm", expected);
    }
    let nobody = ";; nobody\n\nSPKR-INFO a 1 <NA> <NA> <NA> unknown Ana <NA> <NA>\n";
    check_bytes(
        nobody.as_bytes(),
        "a.rttm",
        "no-speakers: Nobody speaks in this file: it has no SPEAKER line.",
    );
}

#[test]
fn a_format_that_there_is_not_is_refused_by_name() {
    let expected = |names: &str| {
        format!("unknown-format: There is no format “docx” here. It can be: {names}.")
    };
    let options = Options {
        format: Some("docx"),
        ..Options::default()
    };
    let problem = file::read(b"{}", &options).unwrap_err();
    assert_eq!(said(&problem), expected("json, csv, rttm, vtt, srt"));
    let problem = file::write(&Document::default(), "docx", None).unwrap_err();
    assert_eq!(said(&problem), expected("json, csv, rttm, ndjson"));
    let problem = file::read(b"hello", &Options::default()).unwrap_err();
    assert_eq!(
        said(&problem),
        "unknown-format: Neither the name nor the content says what kind of file this is. \
         It can be: json, csv, rttm, vtt, srt."
    );
}

fn code(text: &str) -> Result<(), Code> {
    file::read(text.as_bytes(), &Options::default())
        .map(|_| ())
        .map_err(|problem| problem.code)
}

#[test]
fn the_limits_hold() {
    let too_large = vec![b' '; MOST_BYTES + 1_000_000];
    check_bytes(
        &too_large,
        "a.json",
        "too-large: This file has 65 MB; at most 64 MB can be opened here. \
         A meeting of a whole day has less than one: is it the right file?",
    );

    let people = |count: usize| {
        let people: Vec<String> = (0..count)
            .map(|place| format!(r#"{{"id":"{place}","name":"Ana"}}"#))
            .collect();
        with_fields(&format!(r#""people":[{}]"#, people.join(",")))
    };
    assert_eq!(code(&people(500)), Ok(()));
    assert_eq!(code(&people(501)), Err(Code::TooManyPeople));

    let attributes = |count: usize| {
        let values: Vec<String> = (0..count)
            .map(|place| format!(r#""{place}":null"#))
            .collect();
        let values = values.join(",");
        with_fields(&format!(
            r#""people":[{{"id":"a","name":"Ana","attributes":{{{values}}}}}]"#
        ))
    };
    assert_eq!(code(&attributes(1000)), Ok(()));
    assert_eq!(code(&attributes(1001)), Err(Code::BadField));

    let events = |count: usize| {
        let events: Vec<String> = (1..=count)
            .map(|n| format!(r#"{{"n":{n},"at":{n},"type":"silence"}}"#))
            .collect();
        with_events(&events.join(","))
    };
    assert_eq!(code(&events(1_000_000)), Ok(()));
    assert_eq!(code(&events(1_000_001)), Err(Code::TooManyEvents));
}

#[test]
fn hostile_files_cost_no_more_than_their_length() {
    let many = |text: &str| text.repeat(4_000_000 / text.len());
    let deep = format!(r#""people":[],"x":{}1{}"#, many("["), many("]"));
    let fields = format!(r#""people":[],{}"x":1"#, many(r#""x":1,"#));
    let person = format!(
        r#""people":[{{"id":"a","name":"A","attributes":{{{}"x":"1"}}}}]"#,
        many(r#""x":"1","#)
    );
    for text in [deep, fields, person] {
        assert_eq!(code(&with_fields(&text)), Ok(()));
    }
    assert_eq!(code(&many("[")), Err(Code::BadJson));
    assert_eq!(code(&many("{\"a\":")), Err(Code::BadJson));
    let one_event = format!(r#"{{"n":1,"at":0,{}"type":"silence"}}"#, many("\"x\":[ ],"));
    assert_eq!(code(&with_events(&one_event)), Ok(()));
    let strangers: Vec<String> = (0..50_000)
        .map(|n| format!("SPEAKER a 1 0 1 <NA> <NA> {n} <NA> <NA>\n"))
        .collect();
    assert_eq!(code(&strangers.concat()), Err(Code::TooManyPeople));
    let recordings: Vec<String> = (0..50_000)
        .map(|n| format!("SPEAKER {n} 1 0 1 <NA> <NA> Ana <NA> <NA>\n"))
        .collect();
    assert_eq!(code(&recordings.concat()), Err(Code::SeveralFiles));
}
