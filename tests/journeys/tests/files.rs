//! Files in and out, through the page's own controls and through the element.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use journeys::story::{self, ELEMENT, Step};
use journeys::{Browser, Key, Server};
use serde_json::{Value, json};

#[test]
fn a_file_that_cannot_be_read_is_refused_in_words_and_changes_nothing() {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    laptop.open(&server.app());
    laptop.until(&format!("{ELEMENT}.ready.then(() => true)"));
    laptop.ask(&format!(
        "{ELEMENT}.meeting = {}, null",
        story::worked_file()
    ));
    laptop.page().find("figure", "Airtime");
    let before = laptop.ask(&format!("{ELEMENT}.meeting"));

    for (name, bytes, code) in bad_files() {
        let file = laptop.write_file(name, &bytes);
        laptop.page().open_file(&file);
        // The same file through the element says which words to look for.
        let refusal = refusal_of(&laptop, &file);
        assert_eq!(refusal["code"], json!(code), "{name}: {refusal}");
        assert_eq!(refusal["is_error"], json!(true), "{name}");
        laptop
            .page()
            .reads(refusal["message"].as_str().expect("words"));
        assert_eq!(laptop.ask(&format!("{ELEMENT}.meeting")), before, "{name}");
        laptop.picture(&format!("laptop-refused-{code}"));
    }
}

/// Hands the file to `open()` as a host page would have it from an input of its own.
fn refusal_of(laptop: &Browser, file: &Path) -> Value {
    laptop.ask(
        "void (journey.own = Object.assign(document.createElement('input'), { type: 'file' }))",
    );
    laptop.hand_over(file, "journey.own");
    laptop.refusal(&format!("{ELEMENT}.open(journey.own.files[0])"))
}

fn bad_files() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let good = story::worked_file();
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut file = good.clone();
        change(&mut file);
        serde_json::to_vec_pretty(&file).expect("plain JSON")
    };
    let whole = changed(&|_| {});
    let people: Vec<Value> = (0..501)
        .map(|n| json!({ "id": format!("p{n}"), "name": format!("P{n}") }))
        .collect();
    vec![
        ("empty.meeting.json", Vec::new(), "unknown-format"),
        (
            "picture.png",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xfe\xfd".to_vec(),
            "not-utf8",
        ),
        (
            "prose.txt",
            b"Dear all, here are the minutes.".to_vec(),
            "unknown-format",
        ),
        (
            "cut-off.meeting.json",
            whole[..whole.len() / 2].to_vec(),
            "bad-json",
        ),
        (
            "types.meeting.json",
            changed(&|file| file["people"] = json!(4)),
            "bad-field",
        ),
        (
            "field.meeting.json",
            changed(&|file| file["events"][1]["outcome"] = json!("won")),
            "bad-field",
        ),
        (
            "time.meeting.json",
            changed(&|file| file["events"][1]["at"] = json!(-1)),
            "bad-time",
        ),
        (
            "who.meeting.json",
            changed(&|file| file["events"][0]["who"] = json!("p9")),
            "unknown-person",
        ),
        (
            "crowd.meeting.json",
            changed(&|file| file["people"] = json!(people)),
            "too-many-people",
        ),
        (
            "newer.meeting.json",
            changed(&|file| file["version"] = json!(2)),
            "newer-version",
        ),
        (
            "seconds.rttm",
            b"SPEAKER a 1 zero 1.0 <NA> <NA> Ana <NA> <NA>\n".to_vec(),
            "bad-time",
        ),
        (
            "two.rttm",
            b"SPEAKER a 1 0 1 <NA> <NA> Ana <NA> <NA>\nSPEAKER b 1 0 1 <NA> <NA> Ben <NA> <NA>\n"
                .to_vec(),
            "several-files",
        ),
        (
            "large.meeting.json",
            vec![b' '; 65 * 1024 * 1024],
            "too-large",
        ),
    ]
}

#[test]
fn a_diarization_has_turns_and_claims_no_interruptions() {
    let rttm = "SPEAKER talk 1 0.00 10.00 <NA> <NA> Ana <NA> <NA>\n\
                SPEAKER talk 1 8.00 4.00 <NA> <NA> Ben <NA> <NA>\n\
                SPEAKER talk 1 15.00 5.00 <NA> <NA> Ana <NA> <NA>\n";
    let server = Server::of_product();
    let laptop = Browser::laptop();
    laptop.open(&server.app());
    let file = laptop.write_file("talk.rttm", rttm.as_bytes());
    laptop.page().open_file(&file);
    laptop.page().find("figure", "Airtime");

    let summary = laptop.ask(&format!("{ELEMENT}.summary"));
    story::assert_near(
        &summary,
        &json!({ "observed_s": 20, "talk_s": 19, "speech_s": 17, "overlap_s": 2, "silence_s": 3,
            "passes": [[0, 1], [1, 0]], "interruptions": null, "yielded": null, "talked_over": null,
            "people": [{ "name": "Ana", "airtime_s": 15, "turns": 2, "interruptions_made": null, "cut_offs": null,
                         "received_per_min": null, "made_per_min": null, "regained_within_60_s": null },
                       { "name": "Ben", "airtime_s": 4, "turns": 1, "interruptions_received": null }] }),
    );
    assert_claims_no_interruption(&laptop);
    laptop.picture("laptop-rttm");
}

#[test]
fn a_meeting_of_the_ami_corpus_has_the_known_numbers() {
    let Some((rttm, golden)) = ami() else {
        println!("left out: there is no ami/ES2004a.rttm in MEETING_DATA or ../shared/data");
        return;
    };
    let server = Server::of_product();
    let laptop = Browser::laptop();
    laptop.open(&server.app());
    laptop.page().open_file(&rttm);
    laptop.page().find("figure", "Airtime");

    let summary = laptop.ask(&format!("{ELEMENT}.summary"));
    let known = &golden["ami"]["ES2004a"];
    let [seconds, ratio] =
        ["seconds", "ratio"].map(|kind| known["tolerance"][kind].as_f64().expect("a tolerance"));
    for person in summary["people"].as_array().expect("people") {
        let name = person["name"].as_str().expect("a name");
        story::assert_within(seconds, &person["airtime_s"], &known["airtime_s"][name]);
        assert_eq!(person["turns"], known["turns"][name], "{name}");
    }
    assert_eq!(summary["people"].as_array().map(Vec::len), Some(4));
    story::assert_within(seconds, &summary["speech_s"], &known["speech_s"]);
    story::assert_within(seconds, &summary["overlap_s"], &known["overlap_s"]);
    story::assert_within(ratio, &summary["equality"]["gini"], &known["gini"]);
    story::assert_within(ratio, &summary["equality"]["evenness"], &known["evenness"]);
    let passes = summary["passes"].as_array().expect("rows").iter();
    let passes: i64 = passes
        .flat_map(|row| row.as_array().expect("cells"))
        .filter_map(Value::as_i64)
        .sum();
    assert_eq!(json!(passes), known["passes"]);
    assert_eq!(summary["interruptions"], Value::Null);
    assert_claims_no_interruption(&laptop);
    laptop.picture("laptop-ami");
}

/// The corpus file and its known answers, where they lie beside the checkout.
fn ami() -> Option<(PathBuf, Value)> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data");
    let folder = env::var_os("MEETING_DATA").map_or_else(beside, PathBuf::from);
    let rttm = folder.join("ami/ES2004a.rttm").canonicalize().ok()?;
    let golden = fs::read(folder.join("golden.json")).ok()?;
    Some((rttm, serde_json::from_slice(&golden).expect("JSON")))
}

/// Who overlaps whom is not who interrupts whom, and the page does not say so.
#[track_caller]
fn assert_claims_no_interruption(browser: &Browser) {
    let chart = browser.page().chart("Interruptions");
    let counted = chart
        .rows
        .iter()
        .flatten()
        .any(|cell| cell.parse::<f64>().is_ok());
    assert!(!counted, "numbers are claimed: {:?}", chart.rows);
    let words = browser.page().words().to_lowercase();
    for claim in ["interrupted ", "was cut off", "talked over by"] {
        let line = words.lines().find(|line| line.contains(claim));
        assert_eq!(line, None, "“{claim}” is claimed");
    }
}

#[test]
fn a_saved_meeting_opens_again_with_the_same_summary() {
    let server = Server::of_product();
    let phone = Browser::phone();
    story::name_four(&phone, &server.app());
    story::record_worked_meeting(&phone, |Step(button, _)| phone.page().tap(button));
    phone.page().tap("Save");
    let (name, bytes) = phone.downloaded();
    assert!(name.ends_with(".meeting.json"), "{name}");

    let other = Browser::laptop();
    other.open(&server.app());
    other.page().open_file(&other.write_file(&name, &bytes));
    other.page().find("figure", "Airtime");
    story::assert_near(
        &other.ask(&format!("{ELEMENT}.summary")),
        &story::worked_summary(),
    );
    assert_eq!(
        other.ask(&format!("{ELEMENT}.meeting")),
        phone.ask(&format!("{ELEMENT}.meeting"))
    );
}

#[test]
fn turns_saved_as_rttm_open_again_as_the_same_turns() {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    laptop.open(&server.app());
    laptop.until(&format!("{ELEMENT}.ready.then(() => true)"));
    laptop.ask(&format!(
        "{ELEMENT}.meeting = {}, null",
        story::worked_file()
    ));
    laptop.page().tab_to("combobox", "Format");
    laptop.page().key(Key::Plain('r'));
    laptop.page().tap("Save");
    let (name, bytes) = laptop.downloaded();
    assert!(name.ends_with(".rttm"), "{name}");
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    assert!(
        text.lines()
            .all(|line| line.split_whitespace().count() == 10),
        "{text}"
    );
    let same = laptop.ask(&format!("{ELEMENT}.save('rttm').then(blob => blob.text())"));
    assert_eq!(same, json!(text));

    laptop.page().open_file(&laptop.write_file(&name, &bytes));
    laptop.page().reads(&name);
    let expected = [("Ana", 120, 2), ("Ben", 150, 2), ("Chen", 40, 1)];
    let expected = expected.map(
        |(name, airtime, turns)| json!({ "name": name, "airtime_s": airtime, "turns": turns }),
    );
    story::assert_near(
        &laptop.ask(&format!("{ELEMENT}.summary")),
        &json!({ "observed_s": 320, "interruptions": null, "people": expected }),
    );
}

#[test]
fn a_transcript_is_opened_and_its_numbers_are_saved_as_tables() {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    laptop.open(&server.app());
    let transcript = "\u{feff}WEBVTT\r\n\r\n1\r\n00:00:00.000 --> 00:02:00.000\r\n<v Ana>Hello.</v>\r\n\r\n\
        2\r\n00:02:00.000 --> 00:03:00.000\r\nBen: Good morning.\r\n\r\n\
        3\r\nsoon --> later\r\nBen: And now?\r\n\r\n\
        4\r\n00:03:00.000 --> 00:03:30.000\r\n(laughter)\r\n";
    let file = laptop.write_file("planning.vtt", transcript.as_bytes());
    laptop.page().open_file(&file);
    laptop.page().find("figure", "Airtime");
    laptop.page().reads("1 entry of the file could not be read");
    let people = [("Ana", 120, 1), ("Ben", 60, 1), ("Unknown speaker", 30, 1)];
    let people = people.map(
        |(name, airtime, turns)| json!({ "name": name, "airtime_s": airtime, "turns": turns }),
    );
    let told = json!({ "observed_s": 210, "interruptions": null, "people": people });
    story::assert_near(&laptop.ask(&format!("{ELEMENT}.summary")), &told);
    assert_claims_no_interruption(&laptop);
    // Nothing is offered of which there is nothing.
    let offers = "r.querySelector('#interruptions-heading').closest('figure').textContent.includes('Save as')";
    let root = format!("((r) => {offers})({ELEMENT}.shadowRoot)");
    assert_eq!(laptop.ask(&root), json!(false));
    laptop.picture("laptop-transcript");

    // As a table of events it is saved, opened again, and says the same.
    laptop.page().tab_to("combobox", "Format");
    laptop.page().key(Key::Plain('e'));
    laptop.page().tap("Save");
    let (name, bytes) = laptop.downloaded();
    assert!(name.ends_with(".csv"), "{name}");
    let same = laptop.ask(&format!("{ELEMENT}.save('csv').then(blob => blob.text())"));
    let text = String::from_utf8(bytes.clone()).expect("UTF-8");
    assert_eq!(
        text.trim_start_matches('\u{feff}'),
        same.as_str().expect("a text")
    );
    laptop.page().open_file(&laptop.write_file(&name, &bytes));
    laptop.page().reads(&name);
    story::assert_near(&laptop.ask(&format!("{ELEMENT}.summary")), &told);

    laptop.page().tab_to("combobox", "Format");
    laptop.page().key(Key::Plain('p'));
    laptop.page().tap("Save");
    let (name, bytes) = laptop.downloaded();
    assert!(name.ends_with(".people.csv"), "{name}");
    let text = String::from_utf8(bytes).expect("UTF-8");
    assert!(text.contains("\r\np1,Ana,,210,120,"), "{text}");
    let lines = laptop.ask(&format!(
        "{ELEMENT}.save('ndjson').then(blob => blob.text())"
    ));
    assert_eq!(lines.as_str().map(|text| text.lines().count()), Some(7));
    let refused = laptop.ask(&format!(
        "{ELEMENT}.save('vtt').catch((error) => error.code)"
    ));
    assert_eq!(refused, json!("unknown-format"));
}
