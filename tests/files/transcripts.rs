//! Subtitles: who says what from when to when.

use meeting_dynamics::file::{self, Document, Options};
use meeting_dynamics::measure::summary::{Reading, Summary};
use meeting_dynamics::problem::{Code, Problem};

fn read(text: &str) -> Result<Document, Problem> {
    file::read(text.as_bytes(), &Options::default())
}

fn summary(document: &Document) -> Summary {
    Reading::of(&document.meeting, &document.meeting.course(), None).summary
}

/// Who spoke how long in how many turns, in the order of the roster.
fn spoken(document: &Document) -> Vec<(String, f64, usize)> {
    let people = summary(document).people.into_iter();
    people
        .map(|person| (person.name, person.airtime_s, person.turns))
        .collect()
}

#[track_caller]
fn assert_spoken(text: &str, expected: &[(&str, f64, usize)]) {
    let document = read(text).unwrap();
    let expected: Vec<(String, f64, usize)> = expected
        .iter()
        .map(|(name, airtime, turns)| ((*name).to_owned(), *airtime, *turns))
        .collect();
    assert_eq!(spoken(&document), expected, "{text}");
}

/// What meeting programs write, all at once: a mark of byte order, lines ended by CR LF, ids, settings, hours
/// and none, voices with and without an end, classes, character references, cues that overlap.
#[test]
fn a_transcript_of_a_meeting_becomes_its_turns() {
    let text = "\u{feff}WEBVTT - Weekly planning\r\nKind: captions\r\n\r\n\
        NOTE written by hand\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\n\
        4f1c/1-0\r\n00:00:01.000 --> 00:00:04.000 align:left size:50%\r\n<v Ana Silva>Hello.</v>\r\n\r\n\
        00:03.500 --> 00:06.000\r\n<v.loud.first Ben &amp; Jo>I <i>think</i>\r\nso &lt;v Nobody&gt;\r\n\r\n\
        2\r\n00:00:06.000 --> 00:00:07.000\r\n<v Ben  &amp;&#32;Jo>and so on\r\n\r\n\
        00:00:08.000 --> 00:00:09.250\r\n<v Ana Silva>Yes</v> <v Chidi>Yes\r\n\r\n\
        00:00:09.500 --> 00:00:10.000\r\n(applause)\r\n";
    let options = Options {
        name: Some("planning.vtt"),
        ..Options::default()
    };
    let document = file::read(text.as_bytes(), &options).unwrap();
    assert_eq!(
        spoken(&document),
        [
            ("Ana Silva".to_owned(), 4.25, 2),
            ("Ben & Jo".to_owned(), 3.5, 1),
            ("Chidi".to_owned(), 1.25, 1),
            ("Unknown speaker".to_owned(), 0.5, 1),
        ]
    );
    let summary = summary(&document);
    assert_eq!(summary.observed_s, 10.0);
    assert_eq!(summary.overlap_s, 0.5 + 1.25);
    assert_eq!(summary.interruptions, None);
    let ids = document.meeting.roster.people().iter();
    let ids: Vec<&str> = ids.map(|person| person.id.as_str()).collect();
    assert_eq!(ids, ["p1", "p2", "p3", "unknown"]);
    let source = document.meeting.source.unwrap();
    assert_eq!(
        (source.format.as_str(), source.name.as_str(), source.skipped),
        ("vtt", "planning.vtt", 0)
    );
}

#[test]
fn who_speaks_can_stand_before_a_colon() {
    assert_spoken(
        "WEBVTT\n\n1\n00:00:00.000 --> 00:00:02.000\nAna Silva: Hello: all\n\n\
         2\n00:00:02.000 --> 00:00:03.000\n- Maria de la Cruz (she/her): And you?\n\n\
         3\n00:00:03.000 --> 00:00:05.000\nAna Silva: Fine\nMaria de la Cruz (she/her): Me too\n\n\
         4\n00:00:05.000 --> 00:00:06.000\niPhone 2: I\n\n5\n00:00:06.000 --> 00:00:07.000\niPhone 2: me\n\n\
         6\n00:00:07.000 --> 00:00:08.000\n\u{674e}\u{534e}: \u{4f60}\u{597d}\n",
        &[
            ("Ana Silva", 4.0, 2),
            ("Maria de la Cruz (she/her)", 3.0, 1),
            ("iPhone 2", 2.0, 1),
            ("\u{674e}\u{534e}", 1.0, 1),
        ],
    );
}

/// A person who is none would be worse than an unknown one.
#[test]
fn what_is_no_name_names_nobody() {
    for said in [
        "My question is: why?",
        "so: what now",
        "It is 10:30",
        "See http://example.org",
        "10: ten",
        "What? Ana: me",
        ": nothing",
        "One Two Three Four Five Six Seven: eight",
        "(and then he said: no",
        "do: it",
        "la la: x",
        "Ana:y",
        "<i>Ana</i>",
        "<video Ana>",
        "if a <v 3 then",
        "<v>",
        "<v   >who",
        "<v Unknown speaker>who",
        "",
    ] {
        let text = format!("WEBVTT\n\n00:00.000 --> 00:02.000\n{said}\n");
        assert_spoken(&text, &[("Unknown speaker", 2.0, 1)]);
    }
    // Where voices are named, what stands before a colon in them is said by them.
    assert_spoken(
        "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Ana>Ben: he is late, if a <v 3\n",
        &[("Ana", 2.0, 1)],
    );
    // Where it is nobody's habit to name speakers, one sentence with a colon names none.
    let cues = [
        "Well",
        "I think",
        "Note: we",
        "have to",
        "go",
        "HERE IT IS: NOW",
        "yes",
        "no",
        "the point: go",
    ];
    assert_spoken(&spoken_by_second(&cues), &[("Unknown speaker", 9.0, 1)]);
}

/// A cue for each second.
fn spoken_by_second(cues: &[&str]) -> String {
    let cues = cues.iter().enumerate();
    let cues =
        cues.map(|(at, said)| format!("00:{at:02}.000 --> 00:{:02}.000\n{said}\n\n", at + 1));
    format!("WEBVTT\n\n{}", cues.collect::<String>())
}

#[test]
fn names_are_found_as_people_write_them() {
    assert_spoken(
        &spoken_by_second(&[
            "&gt;&gt; ANA: hello",
            ">> ANA: hi",
            "* ANA: yes",
            "Ben O. | Head of People &amp; Culture: x",
            "Ben O. | Head of People & Culture: y",
            "Ana Silva (she/her) - University of Oslo Library: x",
            "Ana Silva (she/her) - University of Oslo Library: y",
            "Robert \"Bob\" Smith: x",
            "Khaled al-Rashid: x",
            "Ana d'Angelo: x",
            "Vincent van't Hoff: x",
            "\u{674e}\u{534e}\u{ff1a}\u{4f60}",
            "\u{674e}\u{534e}:\u{4f60}",
            "speaker one: x",
            "speaker one: x",
            "speaker one: x",
            "<v \u{200e}Zoe>x",
            "<v Zoe&rlm;>x",
        ]),
        &[
            ("ANA", 3.0, 1),
            ("Ben O. | Head of People & Culture", 2.0, 1),
            ("Ana Silva (she/her) - University of Oslo Library", 2.0, 1),
            ("Robert \"Bob\" Smith", 1.0, 1),
            ("Khaled al-Rashid", 1.0, 1),
            ("Ana d'Angelo", 1.0, 1),
            ("Vincent van't Hoff", 1.0, 1),
            ("\u{674e}\u{534e}", 2.0, 1),
            ("speaker one", 3.0, 1),
            ("Zoe", 2.0, 1),
        ],
    );
}

#[test]
fn an_arrow_that_is_said_takes_nobodys_words() {
    assert_spoken(
        "1\n00:00:00,000 --> 00:00:01,000\nAna: go from A --> B\n\n2\n00:00:01,000 --> 00:00:02,000\nAna: first\nthen --> B\nBen: said\n\n\
         3\n00:00:02,000 --> 00:00:03,000\nBen: yes\n",
        &[("Ana", 2.0, 1), ("Ben", 2.0, 1)],
    );
}

/// What is hostile costs no more than its length.
#[test]
fn hostile_names_are_read_in_no_time() {
    let many = "&".repeat(4_000_000);
    for said in [format!("<v {many}>x"), format!("{many}: x")] {
        let text = format!("WEBVTT\n\n00:00.000 --> 00:02.000\n{said}\n");
        assert_eq!(spoken(&read(&text).unwrap()).len(), 1);
    }
}

#[test]
fn subtitles_of_subrip_are_read_too() {
    let text = "1\r\n00:00:01,500 --> 00:00:03,000\r\nAna: Hello\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nwho knows\r\n";
    assert_spoken(text, &[("Ana", 1.5, 1), ("Unknown speaker", 1.0, 1)]);
    assert_eq!(read(text).unwrap().meeting.source.unwrap().format, "srt");
}

#[test]
fn what_cannot_be_read_is_counted_and_the_rest_is_kept() {
    let text = "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Ana>a\n\n\
        soon --> later\n<v Ben>b\n\n\
        00:05.000 --> 00:04.000\n<v Ben>c\n\n\
        00:61.000 --> 01:04.000\n<v Ben>d\n\n\
        a line by itself\n\n\
        800:00:00.000 --> 800:00:01.000\n<v Ben>e\n\n\
        00:06.000 --> 00:07.000\n<v Ana>f\n00:07.000 --> 00:08.000\n<v Chidi>g";
    let document = read(text).unwrap();
    assert_eq!(
        spoken(&document),
        [("Ana".to_owned(), 3.0, 2), ("Chidi".to_owned(), 1.0, 1)]
    );
    let source = document.meeting.source.as_ref().unwrap();
    assert_eq!(source.skipped, 5);
    // It is kept when the meeting is.
    let again = super::read(&file::write_json(&document));
    assert_eq!(again.meeting.source, document.meeting.source);
}

#[test]
fn a_transcript_in_which_nobody_speaks_is_none() {
    let refused = |text: &str| {
        let problem = read(text).unwrap_err();
        (problem.code, problem.line)
    };
    assert_eq!(refused("WEBVTT"), (Code::NoSpeakers, None));
    assert_eq!(refused("WEBVTT\n\nNOTE\nnothing"), (Code::NoSpeakers, None));
    assert_eq!(
        refused("WEBVTT\n\nx\nsoon --> later\nAna: a"),
        (Code::NoSpeakers, Some(4))
    );
    let many: Vec<String> = (0..501)
        .map(|who| format!("00:{:02}.000 --> 00:59.000\n<v P{who}>x\n\n", who % 59))
        .collect();
    let many = format!("WEBVTT\n\n{}", many.concat());
    assert_eq!(refused(&many), (Code::TooManyPeople, None));
    // Subtitles are read and not written: they would have to say something.
    let problem = file::write(&super::read(super::WHOLE), "vtt", None).unwrap_err();
    assert_eq!(problem.code, Code::UnknownFormat);
}

/// The known answers of golden.json, of the files beside the checkout.
#[test]
fn known_transcripts_have_the_known_numbers() {
    let Some(folder) = super::recordings::data() else {
        return;
    };
    let golden = std::fs::read(folder.join("golden.json")).unwrap();
    let golden: serde_json::Value = serde_json::from_slice(&golden).unwrap();
    let known = golden["webvtt"].as_object().unwrap();
    let mut compared = 0;
    for (name, known) in known {
        let Some(file) = known["file"].as_str() else {
            continue;
        };
        let bytes = std::fs::read(folder.join(file)).unwrap();
        let document = file::read(&bytes, &Options::default()).unwrap();
        let found = summary(&document);
        let mut check = |what: &str, found: f64, expected: &serde_json::Value| {
            if let Some(expected) = expected.as_f64() {
                assert!((found - expected).abs() < 1e-9, "{name}: {what} {found}");
                compared += 1;
            }
        };
        check("speech", found.speech_s, &known["speech_s"]);
        check("overlap", found.overlap_s, &known["overlap_s"]);
        assert_eq!(
            found.people.len(),
            known["airtime_s"].as_object().unwrap().len()
        );
        for person in &found.people {
            check(
                &person.name,
                person.airtime_s,
                &known["airtime_s"][&person.name],
            );
            check(
                &person.name,
                person.turns as f64,
                &known["turns"][&person.name],
            );
        }
    }
    assert_eq!(compared, 9);
}
