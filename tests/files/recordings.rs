//! RTTM: who speaks when.

use meeting_dynamics::file::{self, Document, Options};
use meeting_dynamics::measure::summary::Reading;
use meeting_dynamics::problem::Code;

fn read(text: &str, options: &Options<'_>) -> Document {
    file::read(text.as_bytes(), options).unwrap()
}

fn reading(document: &Document) -> Reading {
    Reading::of(&document.meeting, &document.meeting.course(), None)
}

/// The events of these segments (speaker, start, duration), each as `ms type who`.
fn check(segments: &[(&str, &str, &str)], expected: &[&str]) {
    let lines: Vec<String> = segments
        .iter()
        .map(|(name, start, length)| {
            format!("SPEAKER a 1 {start} {length} <NA> <NA> {name} <NA> <NA>\n")
        })
        .collect();
    let document = read(&lines.concat(), &Options::default());
    let events: Vec<String> = document
        .meeting
        .log
        .events()
        .iter()
        .map(|event| {
            let json: serde_json::Value =
                serde_json::from_str(&file::event_json(&document, event)).unwrap();
            let who = json["who"].as_str().unwrap_or_default();
            format!("{} {} {who}", json["at"], json["type"].as_str().unwrap())
        })
        .collect();
    let events: Vec<&str> = events.iter().map(|event| event.trim()).collect();
    assert_eq!(events, expected, "{segments:?}");
}

#[test]
fn segments_become_turns() {
    // One after the other: who stops leaves before another joins in.
    check(
        &[("A", "0", "1.5"), ("B", "1.5", "1")],
        &[
            "0 joins_in p1",
            "1500 stops p1",
            "1500 joins_in p2",
            "2500 stops p2",
            "2500 ends",
        ],
    );
    // Touching or overlapping segments of one speaker are one turn, in whatever order they come.
    check(
        &[
            ("A", "2", "1"),
            ("A", "0.1", "0.2"),
            ("A", "0.3", "1.7"),
            ("A", "0.5", "0.1"),
        ],
        &["100 joins_in p1", "3000 stops p1", "3000 ends"],
    );
    // Sums of decimals that binary fractions miss.
    check(
        &[("A", "1.1", "2.2"), ("A", "3.3", "0.7")],
        &["1100 joins_in p1", "4000 stops p1", "4000 ends"],
    );
    // Gaps are kept, down to a millisecond.
    check(
        &[("A", "0", "1"), ("A", "1.001", "1")],
        &[
            "0 joins_in p1",
            "1000 stops p1",
            "1001 joins_in p1",
            "2001 stops p1",
            "2001 ends",
        ],
    );
    // No length, no turn; but the person was there, and the window reaches so far.
    check(
        &[("A", "0", "1"), ("B", "3", "0")],
        &["0 joins_in p1", "1000 stops p1", "3000 ends"],
    );
}

#[test]
fn what_is_no_speaker_line_is_skipped() {
    let text = ";; a comment\r\n\r\nSPKR-INFO a 1 <NA> <NA> <NA> adult_male A <NA> <NA>\r\n\
                SPEAKER a 1 0 1 <NA> <NA> A <NA>\r\nLEXEME nonsense\r\n\
                  SPEAKER\ta  1 2 1 <NA> <NA> <NA> <NA> <NA>";
    let options = Options {
        name: Some("a.rttm"),
        ..Options::default()
    };
    let meeting = read(text, &options).meeting;
    let people = meeting.roster.people().iter();
    let people: Vec<(&str, &str)> = people.map(|p| (p.id.as_str(), p.name.as_str())).collect();
    assert_eq!(people, [("p1", "A"), ("unknown", "Unknown speaker")]);
    assert_eq!(meeting.title, "a");
    let source = meeting.source.unwrap();
    assert_eq!(
        (source.format.as_str(), source.name.as_str()),
        ("rttm", "a.rttm")
    );
}

#[test]
fn one_of_several_recordings_is_picked() {
    let text = "SPEAKER a 1 0 1 <NA> <NA> Ana <NA> <NA>\nSPEAKER b 1 0 2 <NA> <NA> Ben <NA> <NA>\n";
    let picked = |pick| {
        let options = Options {
            pick: Some(pick),
            ..Options::default()
        };
        file::read(text.as_bytes(), &options)
    };
    let meeting = picked("b").unwrap().meeting;
    assert_eq!(meeting.title, "b");
    assert_eq!(meeting.roster.people()[0].name, "Ben");
    assert_eq!(meeting.roster.len(), 1);
    assert_eq!(picked("c").unwrap_err().code, Code::SeveralFiles);
}

#[test]
fn turns_are_written_and_nothing_else() {
    let written = file::write(&super::read(super::WHOLE), "rttm", None).unwrap();
    assert_eq!((written.mime, written.extension), ("text/plain", "rttm"));
    assert_eq!(
        String::from_utf8(written.bytes).unwrap(),
        "SPEAKER Weekly_\"planning\" 1 0.000 61.000 <NA> <NA> Ana <NA> <NA>\n"
    );
}

#[test]
fn names_of_one_field_stay_apart() {
    let mut names: Vec<String> = ["Ana Maria", "Ana\u{a0} Maria", "Ana_Maria", "", "<NA>"]
        .map(str::to_owned)
        .to_vec();
    names.push("Unknown speaker".to_owned());
    let people: Vec<String> = names
        .iter()
        .enumerate()
        .map(|(place, name)| {
            let id = if place == 5 {
                "unknown".to_owned()
            } else {
                place.to_string()
            };
            serde_json::json!({"id": id, "name": name}).to_string()
        })
        .collect();
    let events: Vec<String> = (1..=6)
        .map(|n| {
            let who = if n == 6 {
                "unknown".to_owned()
            } else {
                (n - 1).to_string()
            };
            serde_json::json!({"n": n, "at": n * 1000, "type": "speaks", "who": who}).to_string()
        })
        .collect();
    let document = super::read(&format!(
        r#"{{"format":"meeting-dynamics","version":1,"people":[{}],"events":[{},{{"n":7,"at":9000,"type":"ends"}}]}}"#,
        people.join(","),
        events.join(",")
    ));
    let written = file::write_rttm(&document, None).unwrap();
    let fields: Vec<Vec<&str>> = written
        .lines()
        .map(|line| line.split(' ').collect())
        .collect();
    assert!(fields.iter().all(|fields| fields.len() == 10));
    let names: Vec<&str> = fields.iter().map(|fields| fields[7]).collect();
    assert_eq!(
        names,
        [
            "Ana_Maria",
            "Ana_Maria_(2)",
            "Ana_Maria_(3)",
            "speaker",
            "speaker_(2)",
            "<NA>"
        ]
    );
    let again = read(&written, &Options::default());
    assert_eq!(reading(&again).turns.len(), 6);
    assert_eq!(again.meeting.roster.len(), 6);
}

#[test]
fn a_meeting_without_a_turn_is_no_recording() {
    let problem = file::write_rttm(&Document::default(), None).unwrap_err();
    assert_eq!(problem.code, Code::NoSpeakers);
}

/// The folder of real recordings with known answers, where there is one.
pub fn data() -> Option<std::path::PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data");
    let folder = std::env::var("MEETING_DATA").unwrap_or_else(|_| beside.to_owned());
    let folder = std::path::PathBuf::from(folder);
    folder.join("golden.json").exists().then_some(folder)
}

#[test]
fn a_meeting_of_the_ami_corpus_has_its_known_answers() {
    let Some(folder) = data() else {
        println!("left out: there is no folder of recordings (MEETING_DATA)");
        return;
    };
    let golden = std::fs::read_to_string(folder.join("golden.json")).unwrap();
    let golden: serde_json::Value = serde_json::from_str(&golden).unwrap();
    let expected = &golden["ami"]["ES2004a"];
    let name = expected["file"].as_str().unwrap();
    let bytes = std::fs::read(folder.join(name)).unwrap();
    let document = file::read(&bytes, &Options::default()).unwrap();
    let summary = reading(&document).summary;

    let close = |found: f64, expected: &serde_json::Value, tolerance: f64| {
        let expected = expected.as_f64().unwrap();
        assert!(
            (found - expected).abs() <= tolerance,
            "{found} is not {expected}"
        );
    };
    assert_eq!(summary.people.len(), 4);
    for person in &summary.people {
        close(
            person.airtime_s,
            &expected["airtime_s"][&person.name],
            0.001,
        );
        assert_eq!(
            person.turns, expected["turns"][&person.name],
            "{}",
            person.name
        );
        assert_eq!(person.interruptions_made, None, "nobody marked any");
    }
    close(summary.observed_s, &serde_json::json!(1049.04), 0.001);
    close(summary.speech_s, &expected["speech_s"], 0.001);
    close(summary.overlap_s, &expected["overlap_s"], 0.001);
    close(summary.equality.gini.unwrap(), &expected["gini"], 5e-5);
    close(
        summary.equality.evenness.unwrap(),
        &expected["evenness"],
        5e-5,
    );
    let passes: u32 = summary.passes.iter().flatten().sum();
    assert_eq!(passes, expected["passes"]);
    assert_eq!(summary.interruptions, None);
    assert_eq!(summary.talked_over, None);

    // Written and read again it is the same, to the millisecond.
    let written = file::write(&document, "rttm", None).unwrap();
    let again = file::read(&written.bytes, &Options::default()).unwrap();
    assert_eq!(reading(&again).turns, reading(&document).turns);
}
