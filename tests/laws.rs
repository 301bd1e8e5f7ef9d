//! Laws that hold for any list of events.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on should stop"
)]

#[path = "laws/moments.rs"]
mod moments;
#[path = "laws/parts.rs"]
mod parts;

use std::collections::BTreeSet;
use std::rc::Rc;

use meeting_dynamics::measure::summary::{Reading, Summary};
use meeting_dynamics::meeting::{
    AllyKind, Amendment, Course, Event, Log, Meeting, Outcome, Roster, Tap, What, Who,
};
use meeting_dynamics::session::Session;
use meeting_dynamics::session::ports::memory::{HandClock, MemoryJournal};
use meeting_dynamics::time::Moment;
use proptest::collection::vec;
use proptest::prelude::*;

const PEOPLE: usize = 4;

fn who() -> impl Strategy<Value = Who> + Clone {
    (0..PEOPLE).prop_map(|place| Who::at(place).unwrap())
}

fn two() -> impl Strategy<Value = (Who, Who)> {
    (who(), who()).prop_filter("two people", |(a, b)| a != b)
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![Just(Outcome::Yielded), Just(Outcome::Held)]
}

/// Anything that can happen; corrections of one of the first `corrected` events.
fn what(corrected: u32) -> impl Strategy<Value = What> {
    let target = 1..=corrected;
    let amended = (
        target.clone(),
        proptest::option::of(0..90_u64),
        proptest::option::of(who()),
    );
    prop_oneof![
        6 => who().prop_map(|who| What::Speaks { who }),
        3 => who().prop_map(|who| What::JoinsIn { who }),
        2 => who().prop_map(|who| What::Stops { who }),
        2 => Just(What::Silence),
        5 => (two(), outcome()).prop_map(|((who, whom), outcome)| What::Interrupts {
            who, whom, outcome, manner: None
        }),
        3 => who().prop_map(|whom| What::TalkedOver { whom, by: None }),
        1 => two().prop_map(|(whom, by)| What::TalkedOver { whom, by: Some(by) }),
        3 => two().prop_map(|(who, for_whom)| What::AllyMoment {
            kind: AllyKind::Invites, who, for_whom
        }),
        2 => who().prop_map(|who| What::Arrives { who }),
        2 => who().prop_map(|who| What::Leaves { who }),
        2 => Just(What::Pauses),
        2 => Just(What::Resumes),
        1 => Just(What::Notes { text: "n".into(), who: None }),
        2 => target.prop_map(|event| What::Undoes { event }),
        2 => amended.prop_map(|(event, at, who)| What::Amends {
            event,
            set: Box::new(Amendment {
                at: at.and_then(|at| Moment::new(at * 1000)),
                who: who.map(Some),
                ..Amendment::default()
            }),
        }),
        1 => Just(What::Ends),
    ]
}

/// A meeting of whole seconds; events that are refused leave no trace.
fn meeting() -> impl Strategy<Value = Meeting> {
    vec((0..90_u64, what(12)), 0..40).prop_map(|told| {
        let mut meeting = Meeting {
            roster: Roster::from_names("A, B, C, D").unwrap(),
            ..Meeting::default()
        };
        for (second, what) in told {
            let _ = meeting.append(Moment::new(second * 1000).unwrap(), what);
        }
        meeting
    })
}

fn read(meeting: &Meeting) -> Summary {
    Reading::of(meeting, &meeting.course(), None).summary
}

/// The floor second by second, told again in the plainest way: who is on it during each second.
/// Nothing of the product's is used but the list of effective events.
struct BySecond {
    airtime: [f64; PEOPLE],
    present: [f64; PEOPLE],
    observed: f64,
    speech: f64,
    overlap: f64,
}

fn by_second(events: &[Event]) -> BySecond {
    let end = events
        .iter()
        .find(|event| event.what == What::Ends)
        .or(events.last())
        .map_or(0, |event| event.at.millis() / 1000);
    let mut found = BySecond {
        airtime: [0.0; PEOPLE],
        present: [0.0; PEOPLE],
        observed: 0.0,
        speech: 0.0,
        overlap: 0.0,
    };
    let mut floor: BTreeSet<usize> = BTreeSet::new();
    let mut paused = false;
    let mut here: Vec<bool> = (0..PEOPLE)
        .map(|place| {
            let first = events
                .iter()
                .take_while(|e| e.what != What::Ends)
                .find_map(|e| match e.what {
                    What::Arrives { who } if who.place() == place => Some(false),
                    What::Leaves { who } if who.place() == place => Some(true),
                    _ => None,
                });
            first.unwrap_or(true)
        })
        .collect();
    let mut next = 0;
    for second in 0..end {
        while next < events.len() && events[next].at.millis() / 1000 <= second {
            match &events[next].what {
                What::Speaks { who } => {
                    floor = BTreeSet::from([who.place()]);
                    (paused, here[who.place()]) = (false, true);
                }
                What::JoinsIn { who } => {
                    floor.insert(who.place());
                    (paused, here[who.place()]) = (false, true);
                }
                What::Interrupts {
                    who, whom, outcome, ..
                } => {
                    if *outcome == Outcome::Yielded {
                        floor.remove(&whom.place());
                        floor.insert(who.place());
                    }
                    (paused, here[who.place()]) = (false, true);
                }
                What::TalkedOver { whom, .. } => {
                    floor.remove(&whom.place());
                    paused = false;
                }
                What::Stops { who } => {
                    floor.remove(&who.place());
                }
                What::Silence => floor.clear(),
                What::Arrives { who } => here[who.place()] = true,
                What::Leaves { who } => {
                    floor.remove(&who.place());
                    here[who.place()] = false;
                }
                What::Pauses => {
                    floor.clear();
                    paused = true;
                }
                What::Resumes => paused = false,
                _ => {}
            }
            next += 1;
        }
        if paused {
            continue;
        }
        found.observed += 1.0;
        found.speech += f64::from(u8::from(!floor.is_empty()));
        found.overlap += f64::from(u8::from(floor.len() > 1));
        for (place, here) in here.iter().enumerate() {
            found.airtime[place] += f64::from(u8::from(floor.contains(&place)));
            found.present[place] += f64::from(u8::from(*here));
        }
    }
    found
}

/// The log's corrections told again in the plainest way: newest first, each knocks out what it
/// speaks of.
fn effective(log: &Log) -> Vec<Event> {
    let events = log.events();
    let stands = |n: u32| -> bool {
        fn stands(events: &[Event], n: u32) -> bool {
            !events
                .iter()
                .any(|e| e.what == What::Undoes { event: n } && stands(events, e.n))
        }
        stands(events, n)
    };
    let mut read = Vec::new();
    for event in events
        .iter()
        .filter(|e| !e.what.is_correction() && stands(e.n))
    {
        let mut event = event.clone();
        for correction in events {
            if let What::Amends { event: target, set } = &correction.what
                && *target == event.n
                && stands(correction.n)
            {
                event.amend(set);
            }
        }
        read.push(event);
    }
    read.sort_by_key(|event| (event.at, event.n));
    read
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn airtime_is_what_a_second_hand_would_have_counted(meeting in meeting()) {
        let summary = read(&meeting);
        let counted = by_second(&effective(&meeting.log));
        for (place, person) in summary.people.iter().enumerate() {
            prop_assert_eq!(person.airtime_s, counted.airtime[place]);
            prop_assert_eq!(person.present_s, counted.present[place]);
        }
        prop_assert_eq!(summary.observed_s, counted.observed);
        prop_assert_eq!(summary.speech_s, counted.speech);
        prop_assert_eq!(summary.overlap_s, counted.overlap);
        prop_assert_eq!(summary.silence_s, counted.observed - counted.speech);
    }

    #[test]
    fn the_course_followed_event_by_event_is_the_course_computed_anew(meeting in meeting()) {
        let mut course = Course::new(PEOPLE);
        for event in effective(&meeting.log) {
            course.apply(&event);
        }
        prop_assert_eq!(course, meeting.course());
    }

    #[test]
    fn what_was_recorded_is_counted_without_listing_it(meeting in meeting()) {
        let rows = meeting.log.rows();
        let corrected = rows.iter().filter(|row| row.corrected).count();
        prop_assert_eq!(meeting.log.recorded(), (rows.len(), corrected));
    }

    #[test]
    fn numbers_fit_together(meeting in meeting()) {
        let summary = read(&meeting);
        let shares: f64 = summary.people.iter().filter_map(|p| p.share).sum();
        let expected: f64 = summary.people.iter().filter_map(|p| p.expected_share).sum();
        prop_assert!(summary.talk_s == 0.0 || (shares - 1.0).abs() < 1e-12);
        prop_assert!(summary.observed_s == 0.0 || (expected - 1.0).abs() < 1e-12);
        prop_assert!(summary.talk_s >= summary.speech_s && summary.speech_s >= summary.overlap_s);
        let matrix = |m: &Option<Vec<Vec<u32>>>| m.clone().unwrap();
        let (all, yielded, over) =
            (matrix(&summary.interruptions), matrix(&summary.yielded), matrix(&summary.talked_over));
        for (i, person) in summary.people.iter().enumerate() {
            let row = |m: &[Vec<u32>]| m[i].iter().sum::<u32>();
            let column = |m: &[Vec<u32>]| m.iter().map(|row| row[i]).sum::<u32>();
            prop_assert_eq!(person.interruptions_made, Some(row(&all)));
            prop_assert_eq!(person.interruptions_received, Some(column(&all)));
            prop_assert!(column(&over) <= person.talked_over.unwrap());
            prop_assert_eq!(person.cut_offs.unwrap(), column(&yielded) + person.talked_over.unwrap());
            prop_assert!(person.regained_within_60_s <= person.cut_offs);
            let windows: f64 = summary.windows.airtime_s[i].iter().sum();
            prop_assert!((windows - person.airtime_s).abs() < 1e-9);
            prop_assert_eq!(summary.passes[i][i], 0);
        }
    }

    #[test]
    fn undo_restores_what_was_and_redo_what_is(meeting in meeting(), what in what(12), second in 0..90_u64) {
        let before = effective(&meeting.log);
        let mut log = meeting.log.clone();
        let at = Moment::new(second * 1000).unwrap();
        // A correction of a correction may step back or forth itself: that is another law.
        prop_assume!(!matches!(what, What::Undoes { .. }));
        if log.append(at, what).is_ok() {
            let after = effective(&log);
            let undo = log.undo().unwrap();
            log.append(at, undo).unwrap();
            prop_assert_eq!(&effective(&log), &before);
            let redo = log.redo().unwrap();
            log.append(at, redo).unwrap();
            prop_assert_eq!(&effective(&log), &after);
        }
    }

    #[test]
    fn undo_leads_back_to_an_empty_meeting_and_redo_to_the_same_one(meeting in meeting()) {
        let full = effective(&meeting.log);
        let mut log = meeting.log.clone();
        let mut steps = 0;
        while let Some(undo) = log.undo() {
            log.append(Moment::START, undo).unwrap();
            steps += 1;
            prop_assert!(steps <= 100);
        }
        prop_assert!(effective(&log).is_empty());
        prop_assert!(log.effective().is_empty());
        for _ in 0..steps {
            let redo = log.redo().unwrap();
            log.append(Moment::START, redo).unwrap();
        }
        prop_assert_eq!(effective(&log), full);
    }

    #[test]
    fn a_session_follows_its_log(taps in vec((0..9_usize, who(), 0..30_000_u32), 1..60)) {
        let clock = Rc::new(HandClock::default());
        let session = Session::new(clock.clone(), Rc::new(MemoryJournal));
        session.set_draft(meeting_dynamics::session::Draft {
            people: "A, B, C, D".into(),
            ..Default::default()
        });
        session.start().unwrap();
        for (kind, who, millis) in taps {
            clock.pass(f64::from(millis));
            let tap = [
                Tap::Speaks(who), Tap::Interrupts(who), Tap::TalkedOver(who), Tap::Silence,
                Tap::Pause, Tap::Resume, Tap::KeptTheFloor, Tap::Undo, Tap::Redo,
            ][kind];
            let _ = session.tap(tap, None);
            let document = session.document().unwrap();
            prop_assert_eq!(&*session.course(), &document.meeting.course());
        }
    }
}
