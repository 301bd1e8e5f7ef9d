//! Meetings with known answers.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on should stop"
)]

#[path = "scenarios/golden.rs"]
mod golden;
#[path = "scenarios/groups.rs"]
mod groups;
#[path = "scenarios/moments.rs"]
mod moments;
#[path = "scenarios/parts.rs"]
mod parts;

use meeting_dynamics::measure::equality::Equality;
use meeting_dynamics::measure::{Options, Reading, Summary};
use meeting_dynamics::meeting::{AllyKind, Log, Meeting, Outcome, Roster, Source, What, Who};
use meeting_dynamics::time::{Moment, Span};

const A: usize = 0;
const B: usize = 1;
const C: usize = 2;
const D: usize = 3;

fn who(place: usize) -> Who {
    Who::at(place).unwrap()
}

fn speaks(place: usize) -> What {
    What::Speaks { who: who(place) }
}

fn joins(place: usize) -> What {
    What::JoinsIn { who: who(place) }
}

fn interrupts(by: usize, whom: usize, outcome: Outcome) -> What {
    What::Interrupts {
        who: who(by),
        whom: who(whom),
        outcome,
        manner: None,
    }
}

fn talked_over(whom: usize) -> What {
    What::TalkedOver {
        whom: who(whom),
        by: None,
    }
}

fn ally(kind: AllyKind, by: usize, for_whom: usize) -> What {
    What::AllyMoment {
        kind,
        who: who(by),
        for_whom: who(for_whom),
    }
}

fn arrives(place: usize) -> What {
    What::Arrives { who: who(place) }
}

fn leaves(place: usize) -> What {
    What::Leaves { who: who(place) }
}

/// A meeting of A, B, C and D with these events at these seconds.
fn meeting(events: &[(f64, What)]) -> Meeting {
    let mut meeting = Meeting {
        roster: Roster::from_names("A, B, C, D").unwrap(),
        ..Meeting::default()
    };
    for (second, what) in events {
        meeting
            .append(Moment::nearest(second * 1000.0), what.clone())
            .unwrap();
    }
    meeting
}

fn summary(events: &[(f64, What)]) -> Summary {
    let meeting = meeting(events);
    Reading::of(&meeting, &meeting.course(), None).summary
}

fn worked() -> Vec<(f64, What)> {
    vec![
        (0.0, speaks(A)),
        (60.0, interrupts(B, A, Outcome::Yielded)),
        (90.0, speaks(A)),
        (100.0, interrupts(C, A, Outcome::Held)),
        (150.0, What::Silence),
        (160.0, speaks(C)),
        (200.0, speaks(B)),
        (320.0, What::Ends),
    ]
}

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!(
        (found - expected).abs() <= 1e-9 * expected.abs().max(1.0),
        "{found} is not {expected}"
    );
}

#[track_caller]
fn each<T: PartialEq + std::fmt::Debug>(
    summary: &Summary,
    field: impl Fn(&meeting_dynamics::measure::summary::PersonSummary) -> T,
    expected: [T; 4],
) {
    let found: Vec<T> = summary.people.iter().map(field).collect();
    assert_eq!(found, expected);
}

#[test]
fn who_talked_someone_over_is_inferred() {
    // What happened, A having been talked over at 100 s; and whom that makes it.
    type Case = (&'static str, Vec<(f64, What)>, Option<usize>);
    let cases: [Case; 9] = [
        (
            "the other holder",
            vec![(0.0, speaks(A)), (90.0, joins(B)), (100.0, talked_over(A))],
            Some(B),
        ),
        (
            "the holder who started last",
            vec![
                (0.0, speaks(B)),
                (20.0, joins(C)),
                (30.0, joins(A)),
                (100.0, talked_over(A)),
            ],
            Some(C),
        ),
        (
            "a bid was drowned",
            vec![(0.0, speaks(B)), (100.0, talked_over(A))],
            Some(B),
        ),
        (
            "whoever takes the floor next",
            vec![
                (0.0, speaks(A)),
                (100.0, talked_over(A)),
                (110.0, speaks(C)),
            ],
            Some(C),
        ),
        (
            "but not after 10 s",
            vec![
                (0.0, speaks(A)),
                (100.0, talked_over(A)),
                (110.001, speaks(C)),
            ],
            None,
        ),
        (
            "observed time counts",
            vec![
                (0.0, speaks(A)),
                (100.0, talked_over(A)),
                (101.0, What::Pauses),
                (200.0, speaks(C)),
            ],
            Some(C),
        ),
        (
            "not when they take the floor themselves",
            vec![
                (0.0, speaks(A)),
                (100.0, talked_over(A)),
                (102.0, speaks(A)),
                (104.0, speaks(C)),
            ],
            None,
        ),
        (
            "a turn of no length is nobody's",
            vec![
                (0.0, speaks(A)),
                (100.0, talked_over(A)),
                (100.0, speaks(B)),
                (100.0, speaks(C)),
            ],
            Some(C),
        ),
        (
            "taking the floor in the same millisecond, before",
            vec![
                (0.0, speaks(A)),
                (50.0, joins(C)),
                (100.0, joins(B)),
                (100.0, talked_over(A)),
                (100.0, What::Stops { who: who(C) }),
            ],
            Some(B),
        ),
    ];
    for (why, mut events, expected) in cases {
        events.push((300.0, What::Ends));
        let summary = summary(&events);
        let found = summary.talked_over.unwrap();
        let by: Vec<usize> = (0..4).filter(|by| found[*by][A] == 1).collect();
        assert_eq!(by, expected.into_iter().collect::<Vec<_>>(), "{why}");
        assert_eq!(summary.people[A].talked_over, Some(1), "{why}");
        assert_eq!(summary.people[A].cut_offs, Some(1), "{why}");
    }
}

#[test]
fn pauses_are_outside_the_window() {
    let summary = summary(&[
        (0.0, speaks(A)),
        (60.0, What::Pauses),
        (70.0, What::Silence),
        (70.0, What::Pauses),
        (100.0, What::Resumes),
        (110.0, speaks(B)),
        (120.0, What::Pauses),
        (150.0, interrupts(C, B, Outcome::Held)),
        (160.0, What::Pauses),
        (160.0, What::Resumes),
        (170.0, speaks(A)),
        (180.0, What::Pauses),
        (300.0, What::Ends),
    ]);
    assert_eq!(summary.observed_s, 60.0 + 20.0 + 30.0);
    each(&summary, |p| p.airtime_s, [70.0, 10.0, 0.0, 0.0]);
    assert_eq!(
        summary.passes,
        vec![vec![0; 4]; 4],
        "a pause breaks the chain"
    );
    each(&summary, |p| p.present_s, [110.0; 4]);
}

#[test]
fn a_pause_of_no_length_breaks_no_chain() {
    let summary = summary(&[
        (0.0, speaks(A)),
        (60.0, What::Pauses),
        (60.0, What::Resumes),
        (70.0, speaks(B)),
        (80.0, What::Ends),
    ]);
    assert_eq!(summary.passes[A][B], 1);
    assert_eq!(summary.observed_s, 80.0);
}

#[test]
fn presence_follows_arriving_leaving_and_speaking() {
    let summary = summary(&[
        (0.0, speaks(A)),
        (50.0, arrives(B)),
        (60.0, leaves(A)),
        (80.0, speaks(C)),
        (100.0, speaks(A)),
        (120.0, arrives(C)),
        (130.0, leaves(C)),
        (200.0, What::Ends),
        (250.0, leaves(A)),
    ]);
    // C's first mark is an arrival, and C spoke before it: C came at 80 and left at 130.
    each(&summary, |p| p.present_s, [160.0, 150.0, 50.0, 200.0]);
    each(&summary, |p| p.airtime_s, [160.0, 0.0, 20.0, 0.0]);
    let expected = 160.0 / 560.0;
    close(summary.people[A].expected_share.unwrap(), expected);
}

#[test]
fn whoever_was_never_there_is_listed_but_not_counted() {
    let summary = summary(&[
        (0.0, speaks(A)),
        (30.0, speaks(B)),
        (60.0, What::Ends),
        (61.0, arrives(C)),
        (0.0, leaves(3)),
    ]);
    // C's arrival comes after the end and has no effect; D left at once.
    each(&summary, |p| p.present_s, [60.0, 60.0, 60.0, 0.0]);
    close(summary.equality.would_change_hands.unwrap(), 1.0 / 3.0);
}

#[test]
fn a_meeting_that_was_never_ended_ends_with_its_last_event() {
    let meeting = meeting(&[
        (0.0, speaks(A)),
        (60.0, speaks(B)),
        (
            80.0,
            What::Notes {
                text: "x".into(),
                who: None,
            },
        ),
        (500.0, What::Undoes { event: 2 }),
    ]);
    let course = meeting.course();
    let reading = Reading::of(&meeting, &course, None);
    assert!(reading.left_open);
    assert_eq!(reading.summary.observed_s, 80.0);
    assert_eq!(reading.summary.people[A].airtime_s, 80.0);
    let running = Reading::of(&meeting, &course, Some(Moment::nearest(100_000.0)));
    assert!(!running.left_open);
    assert_eq!(running.summary.people[A].airtime_s, 100.0);
}

#[test]
fn nobody_spoke_and_nothing_was_observed() {
    let silent = summary(&[(60.0, What::Ends)]);
    assert_eq!(silent.equality, Equality::default());
    assert!(silent.people.iter().all(|p| p.share.is_none()));
    assert_eq!(silent.people[0].received_per_min.unwrap().rate, None);
    assert_eq!(silent.silence_s, 60.0);
    let nothing = summary(&[(0.0, What::Ends)]);
    assert_eq!(nothing.people[0].expected_share, None);
    assert!(nothing.windows.airtime_s.iter().all(Vec::is_empty));
}

#[test]
fn an_interruption_is_taken_at_its_word() {
    let summary = summary(&[
        (0.0, speaks(C)),
        (10.0, interrupts(B, A, Outcome::Yielded)),
        (30.0, What::Ends),
    ]);
    assert_eq!(summary.interruptions.as_deref().unwrap()[B][A], 1);
    each(&summary, |p| p.airtime_s, [0.0, 20.0, 30.0, 0.0]);
    assert_eq!(summary.overlap_s, 20.0);
    assert_eq!(summary.talk_s, 50.0);
}

#[test]
fn a_log_of_corrections_alone_is_an_empty_meeting() {
    let mut log = Log::default();
    log.append(Moment::START, speaks(A)).unwrap();
    for _ in 0..9 {
        let what = log.undo().or_else(|| log.redo()).unwrap();
        log.append(Moment::START, what).unwrap();
    }
    assert!(log.effective().is_empty());
}
