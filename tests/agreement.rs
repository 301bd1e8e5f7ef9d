//! Two records of one meeting: how far they agree.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on should stop"
)]

#[path = "agreement/laws.rs"]
mod laws;

use std::collections::BTreeSet;

use meeting_dynamics::measure::agreement::{Agreement, Kappa, Kind, Record};
use meeting_dynamics::meeting::{AllyKind, Meeting, Outcome, Roster, What, Who};
use meeting_dynamics::time::{Moment, Span};
use proptest::collection::vec;
use proptest::prelude::*;

const A: usize = 0;
const B: usize = 1;
const C: usize = 2;

fn who(place: usize) -> Who {
    Who::at(place).unwrap()
}

fn speaks(place: usize) -> What {
    What::Speaks { who: who(place) }
}

fn joins(place: usize) -> What {
    What::JoinsIn { who: who(place) }
}

fn stops(place: usize) -> What {
    What::Stops { who: who(place) }
}

fn interrupts(by: usize, whom: usize, outcome: Outcome) -> What {
    What::Interrupts {
        who: who(by),
        whom: who(whom),
        outcome,
        manner: None,
    }
}

fn yields(by: usize, whom: usize) -> What {
    interrupts(by, whom, Outcome::Yielded)
}

fn holds(by: usize, whom: usize) -> What {
    interrupts(by, whom, Outcome::Held)
}

fn over(whom: usize) -> What {
    What::TalkedOver {
        whom: who(whom),
        by: None,
    }
}

fn invites(by: usize, for_whom: usize) -> What {
    What::AllyMoment {
        kind: AllyKind::Invites,
        who: who(by),
        for_whom: who(for_whom),
    }
}

fn meeting_of(people: &str, events: &[(f64, What)]) -> Meeting {
    let mut meeting = Meeting {
        roster: Roster::from_names(people).unwrap(),
        ..Meeting::default()
    };
    for (second, what) in events {
        meeting
            .append(Moment::nearest(second * 1000.0), what.clone())
            .unwrap();
    }
    meeting
}

fn meeting(events: &[(f64, What)]) -> Meeting {
    meeting_of("A, B, C", events)
}

fn agreement(first: &Meeting, second: &Meeting) -> Agreement {
    Agreement::of(Record::of(first, None), Record::of(second, None))
}

fn agree(first: &[(f64, What)], second: &[(f64, What)]) -> Agreement {
    agreement(&meeting(first), &meeting(second))
}

#[track_caller]
fn close(found: Option<f64>, expected: f64) {
    let found = found.unwrap();
    assert!(
        (found - expected).abs() <= 1e-12,
        "{found} is not {expected}"
    );
}

#[test]
fn kappa_gives_its_known_answer() {
    let kappa = Kappa::of_table(&[&[40, 5, 2], &[4, 30, 6], &[1, 3, 9]]);
    assert_eq!((kappa.units, kappa.agreed), (100, 79));
    close(kappa.observed, 0.79);
    close(kappa.expected, 0.3856);
    close(kappa.kappa, 0.658_203_125);
}

#[test]
fn where_there_is_nothing_to_divide_by_there_is_no_kappa() {
    let nothing = Kappa::of_table(&[]);
    assert_eq!(
        (nothing.observed, nothing.expected, nothing.kappa),
        (None, None, None)
    );
    // Both said one thing only: chance gives that too.
    let one = Kappa::of_table(&[&[7]]);
    assert_eq!(
        (one.observed, one.expected, one.kappa),
        (Some(1.0), Some(1.0), None)
    );
    let opposite = Kappa::of_table(&[&[0, 5], &[5, 0]]);
    close(opposite.kappa, -1.0);
}

/// 10 s of A, 10 s of B.
fn ten_and_ten() -> Vec<(f64, What)> {
    vec![(0.0, speaks(A)), (10.0, speaks(B)), (20.0, What::Ends)]
}

#[test]
fn the_floor_second_by_second() {
    // What the other observer has; in how many of how many seconds they agree, from the one side
    // and from the other; and κ from the first's side, worked out by hand.
    type Case = (&'static str, Vec<(f64, What)>, [(u64, u64); 2], f64);
    let cases: [Case; 7] = [
        ("the same", ten_and_ten(), [(20, 20), (20, 20)], 1.0),
        (
            "two seconds late is the same time",
            vec![(2.0, speaks(A)), (12.0, speaks(B)), (20.0, What::Ends)],
            // The silence of the first two seconds is found in nobody's first record.
            [(20, 20), (18, 20)],
            1.0,
        ),
        (
            "five seconds late is not",
            vec![(0.0, speaks(A)), (15.0, speaks(B)), (20.0, What::Ends)],
            [(17, 20), (17, 20)],
            // Three seconds of B are A for the other: rows 10 and 10, columns 13 and 7.
            (0.85 - 0.5) / (1.0 - 0.5),
        ),
        (
            "a second that two share is an answer of its own",
            vec![
                (0.0, speaks(A)),
                (8.0, joins(B)),
                (14.0, stops(A)),
                (20.0, What::Ends),
            ],
            // Both on the floor from 8 to 14. A's last two seconds have A near; so have B's second
            // four: 12 and 13 find B at 14 and 15, 10 and 11 find nothing near.
            [(18, 20), (14, 20)],
            // Rows 10 and 10, columns: A 10, B 8, both 2.
            (0.9 - (10.0 * 10.0 + 10.0 * 8.0) / 400.0) / (1.0 - (10.0 * 10.0 + 10.0 * 8.0) / 400.0),
        ),
        (
            "silence is an answer",
            vec![(0.0, speaks(A)), (10.0, What::Silence), (20.0, What::Ends)],
            [(10, 20), (10, 20)],
            (0.5 - 0.25) / (1.0 - 0.25),
        ),
        (
            "only what both observed",
            vec![(0.0, speaks(A)), (10.0, speaks(B)), (15.0, What::Ends)],
            [(15, 15), (15, 15)],
            1.0,
        ),
        (
            "and without either's pauses",
            vec![
                (0.0, speaks(A)),
                (4.0, What::Pauses),
                (12.0, speaks(B)),
                (20.0, What::Ends),
            ],
            [(12, 12), (12, 12)],
            1.0,
        ),
    ];
    for (name, second, counts, kappa) in cases {
        let found = agree(&ten_and_ten(), &second).floor;
        let counted = found.map(|kappa| (kappa.agreed, kappa.units));
        assert_eq!(counted, counts, "{name}");
        let found = found[0].kappa.unwrap();
        assert!(
            (found - kappa).abs() < 1e-12,
            "{name}: {found}, not {kappa}"
        );
    }
}

#[test]
fn turns_are_rounded_to_whole_seconds() {
    let rough = [(0.4, speaks(A)), (10.4, speaks(B)), (20.0, What::Ends)];
    let found = agree(&ten_and_ten(), &rough);
    assert_eq!(found.floor.map(|kappa| kappa.agreed), [20, 20]);
    // Airtime is not.
    let millis = Span::from_millis;
    assert_eq!(found.airtime[A], [millis(10_000), millis(10_000)]);
    assert_eq!(found.airtime[B], [millis(10_000), millis(9_600)]);
}

#[test]
fn a_pause_does_not_bring_together_what_is_apart() {
    let first = [
        (0.0, speaks(A)),
        (5.0, speaks(B)),
        (6.0, What::Pauses),
        (30.0, speaks(C)),
        (40.0, What::Ends),
    ];
    // B's one second stands beside C's first once the pause is cut out, but is 25 s away.
    let second = [
        (0.0, speaks(A)),
        (6.0, What::Pauses),
        (30.0, speaks(B)),
        (31.0, speaks(C)),
        (40.0, What::Ends),
    ];
    let floor = agree(&first, &second).floor;
    assert_eq!(
        floor.map(|kappa| (kappa.agreed, kappa.units)),
        [(15, 16), (15, 16)]
    );
}

#[test]
fn events_are_matched_by_type_people_and_nearness() {
    // The first's marks, the second's, and which belong together: pairs of times, then the
    // times that are left on either side.
    type Times = Vec<f64>;
    type Case = (
        &'static str,
        Vec<(f64, What)>,
        Vec<(f64, What)>,
        Vec<(f64, f64)>,
        Times,
        Times,
    );
    let cases: [Case; 10] = [
        (
            "exactly",
            vec![(9.0, over(A))],
            vec![(9.0, over(A))],
            vec![(9.0, 9.0)],
            vec![],
            vec![],
        ),
        (
            "five seconds",
            vec![(9.0, over(A))],
            vec![(14.0, over(A))],
            vec![(9.0, 14.0)],
            vec![],
            vec![],
        ),
        (
            "and no more",
            vec![(9.0, over(A))],
            vec![(14.001, over(A))],
            vec![],
            vec![9.0],
            vec![14.001],
        ),
        (
            "another person",
            vec![(9.0, over(A))],
            vec![(9.0, over(B))],
            vec![],
            vec![9.0],
            vec![9.0],
        ),
        (
            "another type",
            vec![(9.0, yields(B, A))],
            vec![(9.0, over(A))],
            vec![],
            vec![9.0],
            vec![9.0],
        ),
        (
            "the other way round",
            vec![(9.0, yields(B, A))],
            vec![(9.0, yields(A, B))],
            vec![],
            vec![9.0],
            vec![9.0],
        ),
        (
            "another outcome is the same event",
            vec![(9.0, yields(B, A))],
            vec![(10.0, holds(B, A))],
            vec![(9.0, 10.0)],
            vec![],
            vec![],
        ),
        (
            "the nearest, not the first",
            vec![(9.0, over(A)), (13.0, over(A))],
            vec![(13.5, over(A))],
            vec![(13.0, 13.5)],
            vec![9.0],
            vec![],
        ),
        (
            "what is left goes on to the next",
            vec![(9.0, over(A)), (12.0, over(A))],
            vec![(12.5, over(A)), (13.0, over(A))],
            vec![(9.0, 13.0), (12.0, 12.5)],
            vec![],
            vec![],
        ),
        (
            "each once",
            vec![(9.0, invites(A, B))],
            vec![(9.0, invites(A, B)), (10.0, invites(A, B))],
            vec![(9.0, 9.0)],
            vec![],
            vec![10.0],
        ),
    ];
    for (name, mut first, mut second, both, only_first, only_second) in cases {
        for record in [&mut first, &mut second] {
            record.push((60.0, What::Ends));
        }
        let found = agree(&first, &second);
        let seconds = |at: u64| at as f64 / 1000.0;
        let marked = |kind: Kind| !matches!(kind, Kind::TakesTheFloor { .. });
        let pairs = found.both.iter().filter(|[mark, _]| marked(mark.kind));
        let pairs: Vec<_> = pairs.map(|[a, b]| (seconds(a.at), seconds(b.at))).collect();
        assert_eq!(pairs, both, "{name}");
        let times = |marks: &[meeting_dynamics::measure::agreement::Mark]| -> Vec<f64> {
            let marks = marks.iter().filter(|mark| marked(mark.kind));
            marks.map(|mark| seconds(mark.at)).collect()
        };
        assert_eq!(times(&found.only_first), only_first, "{name}");
        assert_eq!(times(&found.only_second), only_second, "{name}");
    }
}

#[test]
fn a_whole_record_against_another() {
    let first = [
        (0.0, speaks(A)),
        (20.0, yields(B, A)),
        (30.0, speaks(C)),
        (40.0, holds(A, C)),
        (50.0, over(B)),
        (52.0, invites(C, B)),
        (55.0, speaks(B)),
        (60.0, What::Ends),
    ];
    // One second late; the yielded interruption taken for a turn, the held one for a yielded one and
    // an interruption that nobody else saw.
    let second = [
        (1.0, speaks(A)),
        (21.0, speaks(B)),
        (31.0, speaks(C)),
        (41.0, yields(A, C)),
        (42.0, speaks(C)),
        (51.0, over(B)),
        (53.0, invites(C, B)),
        (56.0, speaks(B)),
        (58.0, yields(C, B)),
        (60.0, What::Ends),
    ];
    let found = agree(&first, &second);
    assert_eq!(found.lag(), Some(1.0));
    assert_eq!(found.people, ["A", "B", "C"]);
    let seconds = |[a, b]: [Span; 2]| [a.seconds(), b.seconds()];
    let airtime: Vec<_> = found.airtime.iter().copied().map(seconds).collect();
    assert_eq!(airtime, [[20.0, 21.0], [15.0, 12.0], [25.0, 26.0]]);
    // Turns: A, C and B are matched; B at 21 s and C at 42 s are the second's alone.
    let turn = |kind| matches!(kind, Kind::TakesTheFloor { .. });
    close(found.f1(turn), 6.0 / 8.0);
    close(found.f1(|kind| !turn(kind)), 6.0 / 8.0);
    close(
        found.f1(|kind| matches!(kind, Kind::AllyMoment { .. })),
        1.0,
    );
    close(found.f1(Kind::is_cut_off), 2.0 / 4.0);
    // Classes: 3 turns, talked over and inviting agree; held–yielded does not; without a
    // counterpart are a yielded one of the first's, two turns and a yielded one of the second's.
    let events = found.events();
    assert_eq!((events.units, events.agreed), (10, 5));
    // By chance: turns 3 · 5, yielded 1 · 2, held 1 · 0, over 1 · 1, invites 1 · 1, none 3 · 1.
    close(events.expected, 22.0 / 100.0);
    close(events.kappa, (0.5 - 0.22) / 0.78);
    let told: Vec<_> = found
        .differences()
        .iter()
        .map(|pair| pair.map(|mark| mark.map(|mark| mark.at / 1000)))
        .collect();
    assert_eq!(
        told,
        [[Some(20), None], [Some(40), Some(41)], [None, Some(58)]]
    );
}

#[test]
fn people_are_the_same_if_their_labels_are() {
    let first = meeting_of(
        "Ana, Ben",
        &[(0.0, speaks(A)), (10.0, speaks(B)), (20.0, What::Ends)],
    );
    let second = meeting_of(
        "Chen, Ben, Ana",
        &[(0.0, speaks(C)), (10.0, speaks(B)), (20.0, What::Ends)],
    );
    let found = agreement(&first, &second);
    assert_eq!(found.people, ["Ana", "Ben", "Chen"]);
    assert_eq!(found.floor.map(|kappa| kappa.agreed), [20, 20]);
    assert!(found.only_first.is_empty() && found.only_second.is_empty());
    assert_eq!(found.airtime[C], [Span::ZERO; 2]);
}

#[test]
fn nothing_after_the_end_of_either_counts() {
    let first = [
        (0.0, speaks(A)),
        (9.0, over(A)),
        (30.0, over(B)),
        (60.0, What::Ends),
    ];
    let second = [(0.0, speaks(A)), (10.0, over(A)), (20.0, What::Ends)];
    assert!(agree(&first, &second).differences().is_empty());
    assert!(agree(&second, &first).differences().is_empty());
    let nothing = agree(&[], &first);
    assert_eq!((nothing.floor[0].units, nothing.lag()), (0, None));
    assert_eq!(nothing.f1(|_| true), None);
}

#[test]
fn on_observed_time_a_pause_moves_up_what_follows() {
    let script = meeting(&[(0.0, speaks(A)), (10.0, yields(B, A)), (20.0, What::Ends)]);
    let paused = meeting(&[
        (0.0, speaks(A)),
        (4.0, What::Pauses),
        (64.0, What::Resumes),
        (64.0, speaks(A)),
        (70.0, yields(B, A)),
        (80.0, What::Ends),
    ]);
    let found = Agreement::of(
        Record::observed(&script, None),
        Record::observed(&paused, None),
    );
    assert_eq!(
        found.floor.map(|kappa| (kappa.agreed, kappa.units)),
        [(20, 20); 2]
    );
    assert!(found.differences().is_empty());
    assert_eq!(found.lag(), Some(0.0));
}
