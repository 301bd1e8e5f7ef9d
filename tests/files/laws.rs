//! What must hold for any meeting and any bytes.

use meeting_dynamics::file::{self, Document, Extra, Options, Place};
use meeting_dynamics::meeting::course::Turn;
use meeting_dynamics::meeting::{
    Action, AllyKind, Amendment, Log, Manner, Meeting, Outcome, Person, Privacy, Roster, Source,
    What, Who,
};
use meeting_dynamics::time::Moment;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A text, with what is awkward in files more often than chance would have it.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{0,8}",
        any::<String>(),
        "[ \"\\\\\n\t,:{}\\[\\]\u{0}é\u{2028}🙂]{0,6}",
    ]
}

fn outcome() -> impl Strategy<Value = Outcome> {
    select(vec![Outcome::Yielded, Outcome::Held])
}

fn manner() -> impl Strategy<Value = Manner> {
    select(vec![Manner::Supportive, Manner::Neutral, Manner::Intrusive])
}

fn kind() -> impl Strategy<Value = AllyKind> {
    select(vec![
        AllyKind::Invites,
        AllyKind::Amplifies,
        AllyKind::Credits,
        AllyKind::HandsBack,
    ])
}

fn moment() -> impl Strategy<Value = Moment> {
    prop_oneof![0..600_000_u64, 0..=Moment::LATEST.millis()]
        .prop_map(|millis| Moment::new(millis).unwrap())
}

fn who(people: usize) -> impl Strategy<Value = Who> + Clone {
    (0..people).prop_map(|place| Who::at(place).unwrap())
}

/// Rarely there: an amendment of a field that the event does not have is refused.
fn sometimes<S: Strategy>(field: S) -> impl Strategy<Value = Option<S::Value>> {
    option::weighted(0.15, field)
}

fn amendment(people: usize) -> impl Strategy<Value = Amendment> {
    let who = who(people);
    let first = (
        sometimes(moment()),
        sometimes(option::of(who.clone())),
        sometimes(who.clone()),
        sometimes(outcome()),
        sometimes(option::of(manner())),
    );
    let second = (
        sometimes(option::of(who.clone())),
        sometimes(kind()),
        sometimes(who),
        sometimes(text()),
    );
    (first, second).prop_map(
        |((at, who, whom, outcome, manner), (by, kind, for_whom, text))| Amendment {
            at,
            who,
            whom,
            outcome,
            manner,
            by,
            kind,
            for_whom,
            text,
        },
    )
}

/// Any event among so many people; a correction is of any of the first 30.
fn what(people: usize) -> impl Strategy<Value = What> {
    let who = || who(people);
    prop_oneof![
        who().prop_map(|who| What::Speaks { who }),
        who().prop_map(|who| What::JoinsIn { who }),
        who().prop_map(|who| What::Stops { who }),
        Just(What::Silence),
        (who(), who(), outcome(), option::of(manner())).prop_map(|(who, whom, outcome, manner)| {
            What::Interrupts {
                who,
                whom,
                outcome,
                manner,
            }
        }),
        (who(), option::of(who())).prop_map(|(whom, by)| What::TalkedOver { whom, by }),
        (kind(), who(), who()).prop_map(|(kind, who, for_whom)| What::AllyMoment {
            kind,
            who,
            for_whom
        }),
        who().prop_map(|who| What::Arrives { who }),
        who().prop_map(|who| What::Leaves { who }),
        Just(What::Pauses),
        Just(What::Resumes),
        (text(), option::of(who())).prop_map(|(text, who)| What::Notes { text, who }),
        (1..30_u32).prop_map(|event| What::Undoes { event }),
        (1..30_u32, amendment(people)).prop_map(|(event, set)| What::Amends {
            event,
            set: Box::new(set)
        }),
        Just(What::Ends),
    ]
}

/// Some JSON value, in one line and without white space, as unknown fields are kept.
fn json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        select(vec![
            "null",
            "true",
            "-0.0",
            "1.50",
            "1e400",
            "18446744073709551616"
        ])
        .prop_map(str::to_owned),
        text().prop_map(|text| serde_json::to_string(&text).unwrap()),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(|values| format!("[{}]", values.join(","))),
            inner.prop_map(|value| format!("{{\"a b\":{value}}}")),
        ]
    })
}

fn unknown_fields() -> impl Strategy<Value = Vec<(Index, String)>> {
    vec((any::<Index>(), json()), 0..6)
}

prop_compose! {
    fn person()(
        id in text(),
        name in text(),
        role in option::of(text()),
        attributes in btree_map(text(), option::of(text()), 0..3),
    ) -> Person {
        Person { id, name, role, attributes }
    }
}

fn roster(mut people: Vec<Person>) -> Roster {
    for (place, person) in people.iter_mut().enumerate() {
        // Unlike anybody else's.
        person.id.insert_str(0, &place.to_string());
    }
    Roster::new(people).unwrap()
}

/// Any document that a session could hold: refused events leave no trace in it.
fn document() -> impl Strategy<Value = Document> {
    let people = vec(person(), 1..5);
    let told = people.prop_flat_map(|people| {
        let count = people.len();
        (Just(people), vec((moment(), what(count)), 0..40))
    });
    let texts = (text(), text(), text(), text());
    let actions = vec(
        (text(), option::of(any::<bool>()), option::of(moment())),
        0..3,
    );
    let source = option::of((text(), text(), 0..3_u64));
    let privacy = select(Privacy::ALL.to_vec());
    let shared = (source, privacy);
    (told, texts, actions, shared, unknown_fields(), 0..3_usize).prop_map(
        |((people, events), (id, title, started, observer), actions, shared, unknown, seated)| {
            let (source, privacy) = shared;
            let roster = roster(people);
            let mut attributes: Vec<String> = Vec::new();
            for name in roster
                .people()
                .iter()
                .flat_map(|person| person.attributes.keys())
            {
                if !attributes.contains(name) {
                    attributes.push(name.clone());
                }
            }
            let actions = actions.into_iter();
            let mut meeting = Meeting {
                id,
                title,
                started,
                observer,
                attributes,
                // Some in another order than the roster, the rest after them.
                seats: roster.everyone().skip(1).take(seated).collect(),
                roster,
                log: Log::default(),
                actions: actions
                    .map(|(text, done, at)| Action { text, done, at })
                    .collect(),
                source: source.map(|(format, name, skipped)| Source {
                    format,
                    name,
                    skipped,
                }),
                privacy,
            };
            for (at, what) in events {
                let _refused = meeting.append(at, what);
            }
            let extra = extra(&meeting, unknown);
            Document { meeting, extra }
        },
    )
}

/// Unknown fields at any of the places that this meeting has.
fn extra(meeting: &Meeting, unknown: Vec<(Index, String)>) -> Extra {
    let mut places = vec![Place::Meeting];
    places.extend((0..meeting.roster.len()).map(Place::Person));
    places.extend((0..meeting.actions.len()).map(Place::Action));
    places.extend(meeting.source.is_some().then_some(Place::Source));
    for event in meeting.log.events() {
        places.push(Place::Event(event.n));
        if matches!(event.what, What::Amends { .. }) {
            places.push(Place::Set(event.n));
        }
    }
    let mut extra = Extra::default();
    for (place, value) in unknown {
        extra.keep(*place.get(&places), format!("\"x\":{value},\"y\":{value}"));
    }
    extra
}

fn read(bytes: &[u8]) -> Document {
    file::read(bytes, &Options::default()).unwrap()
}

/// Reads these bytes as anything. Whatever is read can be written and read again.
fn read_as_anything(bytes: &[u8]) {
    for format in [
        None,
        Some("json"),
        Some("rttm"),
        Some("vtt"),
        Some("srt"),
        Some("csv"),
    ] {
        let options = Options {
            format,
            ..Options::default()
        };
        match file::read(bytes, &options) {
            Ok(document) => {
                let written = file::write_json(&document);
                assert_eq!(read(written.as_bytes()), document);
            }
            Err(problem) => assert!(!problem.message.is_empty()),
        }
    }
}

/// Each person's turns, those that touch put together.
fn joined(mut turns: Vec<Turn>) -> Vec<(Who, Moment, Moment)> {
    turns.sort_by_key(|turn| (turn.who, turn.start));
    let mut joined: Vec<(Who, Moment, Moment)> = Vec::new();
    for turn in turns {
        match joined.last_mut() {
            Some((who, _, end)) if *who == turn.who && *end == turn.start => *end = turn.end,
            _ => joined.push((turn.who, turn.start, turn.end)),
        }
    }
    joined
}

fn turns(meeting: &Meeting) -> Vec<Turn> {
    let course = meeting.course();
    course.turns_until(course.window_end(None))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn events_come_back_from_a_table(mut document in document()) {
        document.meeting.privacy = Privacy::Full;
        // Of names that differ in nothing that can be seen, tests/files/tables.rs tells.
        let people = document.meeting.roster.people().iter().cloned().enumerate();
        let named = people.map(|(place, mut person)| {
            person.name = format!("{place}{}", person.name).trim().to_owned();
            person
        });
        document.meeting.roster = Roster::new(named.collect()).unwrap();
        let written = file::write(&document, "csv", None).unwrap();
        let again = read(&written.bytes);
        let told = |document: &Document| -> Vec<String> {
            let roster = &document.meeting.roster;
            let events = document.meeting.log.effective().into_owned().into_iter();
            let named = events.map(|event| {
                let plain = Document { meeting: document.meeting.clone(), extra: Extra::default() };
                let mut json: serde_json::Value =
                    serde_json::from_str(&file::event_json(&plain, &event)).unwrap();
                for field in ["who", "whom", "by", "for"] {
                    if let Some(who) = json[field].as_str().and_then(|id| roster.find(id)) {
                        json[field] = roster.label(who).into();
                    }
                }
                json.to_string()
            });
            named.collect()
        };
        prop_assert_eq!(told(&again), told(&document));
        let labels = |document: &Document| -> std::collections::BTreeSet<String> {
            let roster = &document.meeting.roster;
            roster.everyone().map(|who| roster.label(who).to_owned()).collect()
        };
        prop_assert_eq!(labels(&again), labels(&document));
        let stays = |document: &Document| -> Vec<(String, Vec<(Moment, Moment)>)> {
            let (roster, course) = (&document.meeting.roster, document.meeting.course());
            let until = course.window_end(None);
            let mut stays: Vec<(String, Vec<(Moment, Moment)>)> = roster
                .everyone()
                .map(|who| (roster.label(who).to_owned(), course.stays_until(who, until)))
                .collect();
            stays.sort();
            stays
        };
        prop_assert_eq!(stays(&again), stays(&document));
    }

    #[test]
    fn reading_is_the_inverse_of_writing(document in document()) {
        let written = file::write_json(&document);
        prop_assert_eq!(&read(written.as_bytes()), &document);
        let _: serde_json::Value = serde_json::from_str(&written.replace("1e400", "1")).unwrap();

        let events = document.meeting.log.events().iter();
        let records: Vec<String> = events.map(|event| file::event_json(&document, event)).collect();
        prop_assert!(records.iter().all(|record| !record.contains('\n')));
        let header = file::header_json(&document);
        prop_assert_eq!(&file::from_records(&header, &records).unwrap(), &document);
    }

    #[test]
    fn a_recording_keeps_every_turn(document in document()) {
        let before = joined(turns(&document.meeting));
        match file::write_rttm(&document, None) {
            Ok(written) => {
                let after = read(written.as_bytes());
                // People come back in the order in which they first spoke.
                let mut order: Vec<Who> = Vec::new();
                for turn in turns(&document.meeting) {
                    if !order.contains(&turn.who) {
                        order.push(turn.who);
                    }
                }
                let mut after: Vec<_> = joined(turns(&after.meeting))
                    .into_iter()
                    .map(|(who, start, end)| (order[who.place()], start, end))
                    .collect();
                after.sort();
                prop_assert_eq!(after, before);
            }
            Err(_) => prop_assert!(before.is_empty()),
        }
    }

    #[test]
    fn any_bytes_are_a_meeting_or_a_problem(bytes in vec(any::<u8>(), 0..200)) {
        read_as_anything(&bytes);
    }

    #[test]
    fn any_damage_is_a_meeting_or_a_problem(
        recording in any::<bool>(),
        edits in vec((any::<Index>(), 0..8_usize, select(&b"\"{}[],:\\0-.e \n;az\xC3"[..])), 0..4),
        kept in option::of(any::<Index>()),
    ) {
        let recording_text = "SPEAKER a 1 0.37 1.39 <NA> <NA> A <NA> <NA>\n".repeat(3);
        let whole = if recording { &recording_text } else { super::WHOLE };
        let mut bytes = whole.as_bytes().to_vec();
        for (place, removed, byte) in edits {
            let place = place.index(bytes.len());
            let end = (place + removed).min(bytes.len());
            bytes.splice(place..end, [byte]);
        }
        if let Some(kept) = kept {
            bytes.truncate(kept.index(bytes.len()));
        }
        read_as_anything(&bytes);
    }
}

#[test]
fn every_beginning_of_a_file_is_a_problem_in_words() {
    let whole = super::WHOLE.trim_end();
    for end in 0..whole.len() {
        let cut_off = whole.as_bytes().get(..end).unwrap();
        let problem = file::read(cut_off, &Options::default()).unwrap_err();
        assert!(
            ["bad-json", "unknown-format"].contains(&problem.code.name()),
            "{problem:?}"
        );
        assert!(problem.line.is_some() || end == 0, "{problem:?}");
    }
}
