//! Sharing: what is hidden is nowhere in what is handed on, and the numbers that are left are true.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

#[path = "share/groups.rs"]
mod groups;
#[path = "share/pseudonyms.rs"]
mod pseudonyms;
#[path = "share/secrets.rs"]
mod secrets;
#[path = "share/sentences.rs"]
mod sentences;

use std::collections::BTreeMap;

use meeting_dynamics::chart::report::{self, Report};
use meeting_dynamics::chart::svg::{self, Theme};
use meeting_dynamics::chart::{ChartKind, Subject};
use meeting_dynamics::file::{self, Document, Extra, Place};
use meeting_dynamics::measure::summary::{Reading, Summary};
use meeting_dynamics::meeting::{
    Action, AllyKind, Amendment, Manner, Meeting, Outcome, Person, Privacy, Roster, Source, What,
    Who,
};
use meeting_dynamics::problem::Problem;
use meeting_dynamics::share::{self, Wish};
use meeting_dynamics::text::{ENGLISH, clock};
use meeting_dynamics::time::Moment;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// The id under which meetings are handed on here.
const ID: &str = "handed-on";

fn who(place: usize) -> Who {
    Who::at(place).unwrap()
}

fn at(millis: u64) -> Moment {
    Moment::new(millis).unwrap()
}

fn read(meeting: &Meeting) -> Reading {
    Reading::of(meeting, &meeting.course(), None)
}

fn summary(document: &Document) -> Summary {
    read(&document.meeting).summary
}

fn share_as(document: &Document, privacy: Privacy, by: Option<usize>) -> Result<Document, Problem> {
    let reading = read(&document.meeting);
    share::disguised(
        document,
        &reading,
        Wish { privacy, by },
        ID,
        ENGLISH.share(),
    )
}

fn subject<'a>(
    meeting: &'a Meeting,
    course: &'a meeting_dynamics::meeting::Course,
    reading: &'a Reading,
    by: Option<usize>,
) -> Subject<'a> {
    Subject {
        meeting,
        course,
        reading,
        words: ENGLISH.charts(),
        by,
        marked: None,
        at_length: true,
    }
}

/// Everything that can be written of a meeting: its file, its report, and every picture, by person and by
/// each attribute.
fn everything_written(document: &Document) -> Vec<(String, String)> {
    let meeting = &document.meeting;
    let (course, reading) = (meeting.course(), read(meeting));
    let mut written = vec![("json".to_owned(), file::write_json(document))];
    for format in ["rttm", "csv", "ndjson"] {
        if let Ok(file) = file::write(document, format, None) {
            written.push((format.to_owned(), String::from_utf8(file.bytes).unwrap()));
        }
    }
    if meeting.privacy != Privacy::Groups {
        let people = file::write_csv(reading.summary.people_in_rows());
        written.push(("summary-csv".to_owned(), people));
    }
    let attributes = (0..meeting.attributes.len()).map(Some);
    for by in std::iter::once(None).chain(attributes) {
        for kind in ChartKind::ALL {
            for width in [360.0, 960.0] {
                let figure = subject(meeting, &course, &reading, by).figure(kind, width);
                let picture = svg::picture(&figure, Theme::Dark);
                written.push((format!("{} by {by:?} at {width}", kind.name()), picture));
            }
        }
    }
    written.push(("html".to_owned(), html(document)));
    written
}

/// The report, as the page makes it.
fn html(document: &Document) -> String {
    let meeting = &document.meeting;
    let (course, reading) = (meeting.course(), read(meeting));
    let name = |who| meeting.roster.label(who).to_owned();
    let sentence = ENGLISH.moments().sentence;
    let moments = reading.summary.moments.iter();
    let figures = ChartKind::ALL
        .into_iter()
        .filter(|kind| kind.is_of(meeting));
    report::html(&Report {
        language: ENGLISH.language,
        title: meeting.title.clone(),
        started: meeting.started.clone(),
        paragraph: String::new(),
        moments_heading: (meeting.privacy != Privacy::Groups).then_some(ENGLISH.review().moments),
        no_moments: ENGLISH.review().no_moments,
        moments: moments
            .map(|moment| {
                (
                    clock(moment.at.since(Moment::START)),
                    sentence(moment, &name),
                )
            })
            .collect(),
        actions_heading: ENGLISH.review().question,
        actions: meeting
            .actions
            .iter()
            .map(|action| (String::new(), action.text.clone()))
            .collect(),
        how: ENGLISH.screens.how,
        figures: figures
            .map(|kind| subject(meeting, &course, &reading, None).figure(kind, 680.0))
            .collect(),
    })
}

// ---- Random meetings ---------------------------------------------------------------------

const TEAMS: [&str; 3] = ["Zinnia team", "Yarrow team", "Xeranthemum team"];
const ROLES: [&str; 2] = ["quizmaster", "chair-of-vetches"];

/// Anything that can happen among so many people; corrections are of one of the first forty.
fn what(people: usize) -> impl Strategy<Value = What> {
    let one = || (0..people).prop_map(who);
    let two = || {
        (0..people, 1..people.max(2))
            .prop_map(move |(one, step)| (who(one), who((one + step) % people)))
    };
    let outcome = select(vec![Outcome::Yielded, Outcome::Held]);
    let manner = select(vec![
        None,
        Some(Manner::Supportive),
        Some(Manner::Intrusive),
    ]);
    let amended = (
        1..40_u32,
        proptest::option::of(0..900_000_u64),
        proptest::option::of(one()),
    );
    prop_oneof![
        8 => one().prop_map(|who| What::Speaks { who }),
        3 => one().prop_map(|who| What::JoinsIn { who }),
        2 => one().prop_map(|who| What::Stops { who }),
        1 => Just(What::Silence),
        8 => (two(), outcome, manner).prop_map(|((who, whom), outcome, manner)| {
            What::Interrupts { who, whom, outcome, manner }
        }),
        3 => one().prop_map(|whom| What::TalkedOver { whom, by: None }),
        2 => two().prop_map(|(whom, by)| What::TalkedOver { whom, by: Some(by) }),
        2 => two().prop_map(|(who, for_whom)| What::AllyMoment { kind: AllyKind::Credits, who, for_whom }),
        1 => one().prop_map(|who| What::Arrives { who }),
        1 => one().prop_map(|who| What::Leaves { who }),
        1 => Just(What::Pauses),
        1 => Just(What::Resumes),
        2 => one().prop_map(|who| What::Notes { text: "Wolfsbane was said".into(), who: Some(who) }),
        1 => (1..40_u32).prop_map(|event| What::Undoes { event }),
        2 => amended.prop_map(|(event, at, who)| What::Amends {
            event,
            set: Box::new(Amendment { at: at.and_then(Moment::new), who: who.map(Some), ..Amendment::default() }),
        }),
        1 => amend_note(),
    ]
}

fn amend_note() -> impl Strategy<Value = What> {
    (1..40_u32).prop_map(|event| What::Amends {
        event,
        set: Box::new(Amendment {
            text: Some("Vervain instead".into()),
            ..Amendment::default()
        }),
    })
}

/// A meeting of up to a quarter of an hour in which everything that can be hidden has a name of its own.
fn document() -> impl Strategy<Value = Document> {
    let people = (1..16_usize).prop_flat_map(|count| {
        let stated = vec((0..4_usize, 0..3_usize, 0..6_usize), count);
        let told = vec((0..900_000_u64, what(count)), 0..60);
        (stated, told, any::<bool>(), 0..5_u8)
    });
    people.prop_map(|(stated, told, ends, source)| {
        let people = stated
            .iter()
            .enumerate()
            .map(|(place, (team, floor, role))| Person {
                id: format!("ident-{place}-umbel"),
                name: format!("Thistle{place}ëa"),
                role: ROLES.get(*role).map(|role| (*role).to_owned()),
                attributes: BTreeMap::from([
                    (
                        "Sorrel".to_owned(),
                        TEAMS.get(*team).map(|team| (*team).to_owned()),
                    ),
                    (
                        "Rampion".to_owned(),
                        (*floor > 0).then(|| format!("Quitch{floor}")),
                    ),
                ]),
            });
        let mut meeting = Meeting {
            id: "original-oxlip".into(),
            title: "Nettle planning".into(),
            started: "2031-05-17T08:09:10+02:00".into(),
            observer: "Madder".into(),
            attributes: vec!["Sorrel".into(), "Rampion".into()],
            roster: Roster::new(people.collect()).unwrap(),
            actions: vec![Action {
                text: "Lovage next time".into(),
                done: Some(false),
                ..Action::default()
            }],
            seats: vec![who(0)],
            source: (source < 2).then(|| Source {
                format: "knapweed".into(),
                name: "Juniper.rttm".into(),
                skipped: 7,
            }),
            ..Meeting::default()
        };
        for (millis, what) in told {
            let marked = matches!(what, What::Interrupts { .. } | What::TalkedOver { .. });
            if !(source == 0 && marked) {
                // What is refused leaves no trace.
                let _ = meeting.append(at(millis), what);
            }
        }
        if ends {
            let _ = meeting.append(at(880_000), What::Ends);
        }
        let mut extra = Extra::default();
        extra.keep(Place::Meeting, "\"x\":\"Ivy\"".into());
        extra.keep(Place::Person(0), "\"x\":\"Hyssop\"".into());
        extra.keep(Place::Event(1), "\"x\":\"Gentian\"".into());
        extra.keep(Place::Action(0), "\"x\":\"Fennel\"".into());
        extra.keep(Place::Source, "\"x\":\"Elder\"".into());
        Document { meeting, extra }
    })
}
