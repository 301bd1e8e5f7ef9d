//! The small patterns, and the corners of each.

use meeting_dynamics::measure::{MomentKind, SmallMoment};
use meeting_dynamics::text::ENGLISH;

use super::*;

/// A moment as `100–160 A B`: its times in seconds, and its people.
fn short(moment: &SmallMoment) -> String {
    let people = moment.people();
    let people: Vec<&str> = people
        .iter()
        .map(|who| ["A", "B", "C", "D"][who.place()])
        .collect();
    let (at, until) = (moment.at.seconds(), moment.until.seconds());
    format!("{at}–{until} {}", people.join(" "))
        .trim()
        .to_owned()
}

fn found(events: &[(f64, What)], kind: MomentKind) -> Vec<String> {
    let summary = summary(events);
    let moments = summary
        .moments
        .iter()
        .filter(|moment| moment.kind() == kind);
    moments.map(short).collect()
}

/// Why, what happened, and what is found.
type Case<'a> = (&'a str, Vec<(f64, What)>, &'a [&'a str]);

#[track_caller]
fn check(kind: MomentKind, cases: &[Case<'_>]) {
    for (why, events, expected) in cases {
        assert_eq!(&found(events, kind), expected, "{why}");
    }
}

/// The moment's sentences, with plain spaces.
fn sentences(events: &[(f64, What)]) -> Vec<String> {
    let meeting = meeting(events);
    let name = |who| meeting.roster.label(who).to_owned();
    let reading = Reading::of(&meeting, &meeting.course(), None);
    let moments = reading.summary.moments.iter();
    let sentence = ENGLISH.moments().sentence;
    moments
        .map(|moment| sentence(moment, &name).replace('\u{a0}', " "))
        .collect()
}

#[test]
fn the_worked_meeting_has_one() {
    let moments = summary(&worked()).moments;
    assert_eq!(moments.len(), 1);
    assert_eq!(moments[0].kind(), MomentKind::Repaired);
    assert_eq!(short(&moments[0]), "60–90 A B");
    assert_eq!(
        sentences(&worked()),
        ["A was cut off by B at 1:00 and was back on the floor 30 s later."]
    );
}

#[test]
fn lost_threads() {
    let after = |mut more: Vec<(f64, What)>| {
        more.splice(
            0..0,
            [
                (0.0, speaks(A)),
                (100.0, interrupts(B, A, Outcome::Yielded)),
            ],
        );
        more
    };
    check(
        MomentKind::LostThread,
        &[
            (
                "back within 60 s",
                after(vec![(160.0, speaks(A)), (300.0, What::Ends)]),
                &[],
            ),
            (
                "back after more",
                after(vec![(160.001, speaks(A)), (300.0, What::Ends)]),
                &["100–160.001 A B"],
            ),
            (
                "never back",
                after(vec![(300.0, What::Ends)]),
                &["100–300 A B"],
            ),
            (
                "the meeting ends within 60 s",
                after(vec![(160.0, What::Ends)]),
                &[],
            ),
            (
                "and after more",
                after(vec![(160.001, What::Ends)]),
                &["100–160.001 A B"],
            ),
            (
                "a pause is no time",
                after(vec![
                    (110.0, What::Pauses),
                    (500.0, What::Resumes),
                    (550.0, speaks(A)),
                    (700.0, What::Ends),
                ]),
                &[],
            ),
            (
                "nor at the end",
                after(vec![(160.0, What::Pauses), (500.0, What::Ends)]),
                &[],
            ),
            (
                "interrupting in vain is no turn",
                after(vec![
                    (110.0, interrupts(A, B, Outcome::Held)),
                    (300.0, What::Ends),
                ]),
                &["100–300 A B"],
            ),
            (
                "each cut-off has its own thread",
                after(vec![(130.0, talked_over(A)), (300.0, What::Ends)]),
                &["100–300 A B", "130–300 A B"],
            ),
            (
                "talked over by nobody knows whom",
                vec![
                    (0.0, speaks(A)),
                    (100.0, talked_over(A)),
                    (120.0, speaks(C)),
                    (300.0, What::Ends),
                ],
                &["100–300 A"],
            ),
            (
                "never ended: read up to the last event",
                after(vec![(170.0, speaks(C))]),
                &["100–170 A B"],
            ),
        ],
    );
}

#[test]
fn streaks() {
    // A is cut off at these times, and takes the floor again in between.
    let told = |times: &[f64], end: f64| {
        let mut events = vec![(0.0, speaks(A))];
        for (place, time) in times.iter().enumerate() {
            let by = [B, C][place % 2];
            events.push((*time, interrupts(by, A, Outcome::Yielded)));
            events.push((*time + 1.0, speaks(A)));
        }
        events.push((end, What::Ends));
        events
    };
    let mut paused = told(&[100.0, 200.0], 900.0);
    paused.splice(
        5..5,
        [
            (210.0, What::Pauses),
            (700.0, speaks(A)),
            (750.0, interrupts(D, A, Outcome::Yielded)),
        ],
    );
    check(
        MomentKind::Streak,
        &[
            ("twice", told(&[100.0, 110.0], 900.0), &[]),
            (
                "three times in 5 min",
                told(&[100.0, 200.0, 400.0], 900.0),
                &["100–400 A B C"],
            ),
            ("in more", told(&[100.0, 200.0, 400.001], 900.0), &[]),
            (
                "a run goes on as long as there are three in any 5 min",
                told(&[100.0, 300.0, 350.0, 590.0, 640.0], 900.0),
                &["100–640 A B C"],
            ),
            (
                "two runs that share a cut-off are one",
                told(&[100.0, 250.0, 400.0, 550.0, 700.0], 900.0),
                &["100–700 A B C"],
            ),
            (
                "also where the cut-off that they share is the only one",
                told(&[100.0, 110.0, 400.0, 690.0, 700.0], 900.0),
                &["100–700 A B C"],
            ),
            (
                "two runs apart",
                told(&[100.0, 110.0, 120.0, 500.0, 510.0, 520.0], 900.0),
                &["100–120 A B C", "500–520 A C B"],
            ),
            ("a pause is no time", paused, &["100–750 A B C D"]),
            (
                "held ones are no cut-offs",
                vec![
                    (0.0, speaks(A)),
                    (10.0, interrupts(B, A, Outcome::Held)),
                    (20.0, interrupts(B, A, Outcome::Held)),
                    (30.0, interrupts(B, A, Outcome::Held)),
                    (90.0, What::Ends),
                ],
                &[],
            ),
            (
                "several people’s are nobody’s",
                vec![
                    (0.0, speaks(A)),
                    (10.0, interrupts(B, A, Outcome::Yielded)),
                    (20.0, interrupts(C, B, Outcome::Yielded)),
                    (30.0, interrupts(D, C, Outcome::Yielded)),
                    (90.0, What::Ends),
                ],
                &[],
            ),
        ],
    );
}

#[test]
fn one_way() {
    let told = |pairs: &[(usize, usize, Outcome)]| {
        let mut events = vec![(0.0, speaks(A))];
        for (place, (by, whom, outcome)) in pairs.iter().enumerate() {
            events.push((10.0 * (place + 1) as f64, interrupts(*by, *whom, *outcome)));
        }
        events.push((900.0, What::Ends));
        events
    };
    let (held, yielded) = (Outcome::Held, Outcome::Yielded);
    check(
        MomentKind::OneWay,
        &[
            ("twice", told(&[(B, A, held), (B, A, held)]), &[]),
            (
                "three times, either outcome",
                told(&[(B, A, held), (B, A, yielded), (B, A, held)]),
                &["10–30 A B"],
            ),
            (
                "once back",
                told(&[(B, A, held), (B, A, held), (B, A, held), (A, B, held)]),
                &[],
            ),
            (
                "by several",
                told(&[
                    (C, A, held),
                    (B, A, held),
                    (B, A, held),
                    (C, A, held),
                    (B, A, held),
                    (C, A, held),
                    (C, A, held),
                ]),
                &["10–70 A C", "20–50 A B"],
            ),
        ],
    );
    let over = (0..4).map(|place| (f64::from(place), talked_over(A)));
    assert!(
        found(&over.collect::<Vec<_>>(), MomentKind::OneWay).is_empty(),
        "being talked over is no interruption"
    );
}

#[test]
fn long_turns() {
    check(
        MomentKind::LongTurn,
        &[
            (
                "of three minutes",
                vec![(10.0, speaks(A)), (190.0, speaks(B)), (369.0, What::Ends)],
                &["10–190 A"],
            ),
            (
                "a pause ends a turn",
                vec![
                    (0.0, speaks(A)),
                    (100.0, What::Pauses),
                    (101.0, speaks(A)),
                    (250.0, What::Ends),
                ],
                &[],
            ),
            (
                "others may join in",
                vec![
                    (0.0, speaks(A)),
                    (100.0, joins(B)),
                    (150.0, interrupts(C, B, Outcome::Yielded)),
                    (160.0, speaks(A)),
                    (250.0, What::Ends),
                ],
                &["0–250 A"],
            ),
            (
                "open to the end of what is known",
                vec![(0.0, speaks(A)), (200.0, joins(B))],
                &["0–200 A"],
            ),
        ],
    );
}

#[test]
fn not_yet_heard() {
    let everyone = |mut events: Vec<(f64, What)>| {
        // B and C speak at once, D is left out.
        events.splice(0..0, [(0.0, speaks(C)), (1.0, speaks(B)), (2.0, leaves(D))]);
        events
    };
    check(
        MomentKind::NotYetHeard,
        &[
            (
                "heard after ten minutes",
                everyone(vec![(600.0, speaks(A)), (700.0, What::Ends)]),
                &["0–600 A"],
            ),
            (
                "heard before",
                everyone(vec![(599.999, speaks(A)), (700.0, What::Ends)]),
                &[],
            ),
            ("never", everyone(vec![(600.0, What::Ends)]), &["0–600 A"]),
            (
                "a meeting that was too short",
                everyone(vec![(599.0, What::Ends)]),
                &[],
            ),
            (
                "from arriving",
                everyone(vec![
                    (100.0, arrives(A)),
                    (750.0, speaks(A)),
                    (800.0, What::Ends),
                ]),
                &["100–750 A"],
            ),
            (
                "arrived too late",
                everyone(vec![(100.0, arrives(A)), (699.0, What::Ends)]),
                &[],
            ),
            (
                "left without having been heard",
                everyone(vec![(650.0, leaves(A)), (900.0, What::Ends)]),
                &["0–650 A"],
            ),
            (
                "the time in the room counts, not that outside",
                everyone(vec![
                    (400.0, leaves(A)),
                    (800.0, arrives(A)),
                    (999.0, speaks(A)),
                    (1200.0, What::Ends),
                ]),
                &[],
            ),
            (
                "several stays together",
                everyone(vec![
                    (400.0, leaves(A)),
                    (800.0, arrives(A)),
                    (1000.0, speaks(A)),
                    (1200.0, What::Ends),
                ]),
                &["0–1000 A"],
            ),
            (
                "a pause is no time",
                everyone(vec![
                    (300.0, What::Pauses),
                    (600.0, What::Resumes),
                    (800.0, speaks(A)),
                    (900.0, What::Ends),
                ]),
                &[],
            ),
            (
                "trying in vain is no turn",
                everyone(vec![
                    (100.0, interrupts(A, B, Outcome::Held)),
                    (200.0, talked_over(A)),
                    (700.0, What::Ends),
                ]),
                &["0–700 A"],
            ),
        ],
    );
}

#[test]
fn one_voice() {
    check(
        MomentKind::OneVoice,
        &[
            (
                "six tenths of the talk",
                vec![(0.0, speaks(A)), (180.0, speaks(B)), (300.0, What::Ends)],
                &["0–300 A"],
            ),
            (
                "less",
                vec![(0.0, speaks(A)), (179.999, speaks(B)), (300.0, What::Ends)],
                &[],
            ),
            (
                "silence is no talk",
                vec![
                    (0.0, speaks(A)),
                    (60.0, speaks(B)),
                    (100.0, What::Silence),
                    (300.0, What::Ends),
                ],
                &["0–300 A"],
            ),
            ("nobody spoke", vec![(300.0, What::Ends)], &[]),
            (
                "only full windows",
                vec![(0.0, speaks(A)), (599.999, What::Ends)],
                &["0–300 A"],
            ),
            (
                "one moment a window",
                vec![(0.0, speaks(A)), (350.0, speaks(B)), (600.0, What::Ends)],
                &["0–300 A", "300–600 B"],
            ),
            (
                "pauses are cut out",
                vec![
                    (0.0, speaks(A)),
                    (300.0, What::Pauses),
                    (400.0, speaks(B)),
                    (500.0, What::Pauses),
                    (700.0, speaks(B)),
                    (900.0, What::Ends),
                ],
                &["0–300 A", "400–900 B"],
            ),
            (
                "alone in the room",
                vec![
                    (0.0, leaves(B)),
                    (0.0, leaves(C)),
                    (0.0, leaves(D)),
                    (0.0, speaks(A)),
                    (300.0, What::Ends),
                ],
                &[],
            ),
            (
                "someone was there, if only for a while",
                vec![
                    (0.0, leaves(C)),
                    (0.0, leaves(D)),
                    (0.0, speaks(A)),
                    (1.0, leaves(B)),
                    (600.0, What::Ends),
                ],
                &["0–300 A"],
            ),
            (
                "who came and went in a pause was not there",
                vec![
                    (0.0, leaves(B)),
                    (0.0, leaves(C)),
                    (0.0, leaves(D)),
                    (0.0, speaks(A)),
                    (100.0, What::Pauses),
                    (110.0, arrives(B)),
                    (120.0, leaves(B)),
                    (130.0, speaks(A)),
                    (330.0, What::Ends),
                ],
                &[],
            ),
            (
                "coming and going makes nobody two people",
                vec![
                    (0.0, leaves(B)),
                    (0.0, leaves(C)),
                    (0.0, leaves(D)),
                    (0.0, speaks(A)),
                    (100.0, leaves(A)),
                    (120.0, speaks(A)),
                    (300.0, What::Ends),
                ],
                &[],
            ),
        ],
    );
}

#[test]
fn early_and_late() {
    let told = |times: &[f64]| {
        let mut events = vec![(0.0, speaks(A))];
        events.extend(times.iter().map(|time| (*time, talked_over(A))));
        events.push((1000.0, What::Ends));
        events
    };
    let mut paused = told(&[100.0, 200.0, 300.0, 850.0, 860.0]);
    paused.splice(4..4, [(400.0, What::Pauses), (800.0, What::Resumes)]);
    check(
        MomentKind::EarlyAndLate,
        &[
            ("four", told(&[100.0, 200.0, 300.0, 400.0]), &[]),
            (
                "five",
                told(&[100.0, 200.0, 300.0, 400.0, 500.0]),
                &["500–500"],
            ),
            ("half of the observed time", paused, &["300–300"]),
        ],
    );
    let sentences = sentences(&told(&[100.0, 499.999, 500.0, 600.0, 700.0, 800.0]));
    let expected =
        "Of 6 cut-offs, 2 were in the first half of the meeting and 4 in the second, from 8:20 on.";
    assert!(sentences.contains(&expected.to_owned()), "{sentences:#?}");
}

#[test]
fn repaired() {
    let after = |mut more: Vec<(f64, What)>| {
        more.splice(
            0..0,
            [
                (0.0, speaks(A)),
                (100.0, ally(AllyKind::Invites, D, A)),
                (100.0, interrupts(B, A, Outcome::Yielded)),
            ],
        );
        more.push((300.0, What::Ends));
        more
    };
    check(
        MomentKind::Repaired,
        &[
            (
                "by nobody",
                after(vec![(160.0, speaks(A))]),
                &["100–160 A B"],
            ),
            ("too late", after(vec![(160.001, speaks(A))]), &[]),
            (
                "by an ally",
                after(vec![
                    (110.0, ally(AllyKind::HandsBack, C, A)),
                    (120.0, speaks(A)),
                ]),
                &["100–120 A B C"],
            ),
            (
                "at the very moment, before they speak",
                after(vec![
                    (120.0, ally(AllyKind::HandsBack, C, A)),
                    (120.0, speaks(A)),
                ]),
                &["100–120 A B C"],
            ),
            (
                "not after they spoke",
                after(vec![
                    (120.0, speaks(A)),
                    (120.0, ally(AllyKind::HandsBack, C, A)),
                ]),
                &["100–120 A B"],
            ),
            (
                "an ally moment for someone else",
                after(vec![
                    (110.0, ally(AllyKind::HandsBack, C, D)),
                    (120.0, speaks(A)),
                ]),
                &["100–120 A B"],
            ),
            (
                "nobody is their own ally",
                after(vec![
                    (110.0, ally(AllyKind::Credits, A, A)),
                    (120.0, speaks(A)),
                ]),
                &["100–120 A B"],
            ),
            (
                "the last of two",
                after(vec![
                    (110.0, ally(AllyKind::HandsBack, C, A)),
                    (111.0, ally(AllyKind::HandsBack, D, A)),
                    (120.0, speaks(A)),
                ]),
                &["100–120 A B D"],
            ),
            (
                "by whoever cut them off, who is named once",
                after(vec![
                    (110.0, ally(AllyKind::HandsBack, B, A)),
                    (120.0, speaks(A)),
                ]),
                &["100–120 A B"],
            ),
            (
                "a pause is no time",
                after(vec![(110.0, What::Pauses), (250.0, speaks(A))]),
                &["100–250 A B"],
            ),
        ],
    );
}

#[test]
fn repairs_are_counted_those_by_an_ally_apart() {
    let meeting = meeting(&[
        (0.0, speaks(A)),
        (100.0, interrupts(B, A, Outcome::Yielded)),
        (110.0, ally(AllyKind::Invites, C, A)),
        (120.0, speaks(A)),
        (200.0, interrupts(B, A, Outcome::Yielded)),
        (220.0, speaks(A)),
        (300.0, talked_over(A)),
        (310.0, ally(AllyKind::Invites, C, A)),
        (400.0, speaks(A)),
        (500.0, interrupts(B, A, Outcome::Yielded)),
        (530.0, What::Ends),
    ]);
    let repairs = Reading::of(&meeting, &meeting.course(), None).repairs;
    assert_eq!(
        (repairs.cut_offs, repairs.repaired, repairs.by_ally),
        (4, 2, 1)
    );
    assert_eq!(
        (repairs.rate(), repairs.rate_by_ally()),
        (Some(0.5), Some(0.25))
    );
    let none = meeting_dynamics::measure::interruptions::Repairs::default();
    assert_eq!((none.rate(), none.rate_by_ally()), (None, None));
}

#[test]
fn moments_are_in_order_of_their_beginnings() {
    let moments = summary(&[
        (0.0, speaks(A)),
        (200.0, interrupts(B, A, Outcome::Yielded)),
        (210.0, speaks(A)),
        (700.0, What::Ends),
    ])
    .moments;
    let told: Vec<String> = moments
        .iter()
        .map(|moment| format!("{} {}", moment.kind().name(), short(moment)))
        .collect();
    assert_eq!(
        told,
        [
            "long_turn 0–200 A",
            "not_yet_heard 0–700 C",
            "not_yet_heard 0–700 D",
            "one_voice 0–300 A",
            "repaired 200–210 A B",
            "long_turn 210–700 A",
            "one_voice 300–600 A",
        ]
    );
}

#[test]
fn what_is_said_of_them() {
    let cases: [(Vec<(f64, What)>, &str); 12] = [
        (
            vec![
                (0.0, speaks(A)),
                (100.0, interrupts(B, A, Outcome::Yielded)),
                (170.0, speaks(C)),
                (500.0, speaks(A)),
                (530.0, What::Ends),
            ],
            "A was cut off by B at 1:40 and next spoke 6 min 40 s later.",
        ),
        (
            vec![
                (0.0, speaks(B)),
                (100.0, talked_over(A)),
                (170.0, What::Ends),
            ],
            "A was cut off by B (inferred) at 1:40 and did not speak again.",
        ),
        (
            vec![(100.0, talked_over(A)), (170.0, What::Ends)],
            "A was cut off at 1:40 and did not speak again.",
        ),
        (
            vec![
                (0.0, speaks(B)),
                (100.0, talked_over(A)),
                (110.0, talked_over(A)),
                (120.0, interrupts(C, A, Outcome::Yielded)),
                (130.0, What::Ends),
            ],
            "A was cut off 3 times between 1:40 and 2:00, by B (inferred) and C.",
        ),
        (
            vec![
                (0.0, speaks(C)),
                (90.0, talked_over(A)),
                (95.0, speaks(B)),
                (100.0, talked_over(A)),
                (110.0, interrupts(B, A, Outcome::Yielded)),
                (120.0, talked_over(A)),
                (130.0, What::Ends),
            ],
            "A was cut off 4 times between 1:30 and 2:00, by C (inferred) and B.",
        ),
        (
            vec![
                (100.0, talked_over(A)),
                (100.0, talked_over(A)),
                (100.0, talked_over(A)),
                (130.0, What::Ends),
            ],
            "A was cut off 3 times at 1:40.",
        ),
        (
            vec![
                (50.0, talked_over(A)),
                (100.0, interrupts(B, A, Outcome::Yielded)),
                (110.0, interrupts(B, A, Outcome::Yielded)),
                (111.0, interrupts(A, B, Outcome::Held)),
                (112.0, What::Ends),
            ],
            "A was cut off 3 times between 0:50 and 1:50, among others by B.",
        ),
        (
            vec![
                (0.0, speaks(A)),
                (10.0, interrupts(B, A, Outcome::Held)),
                (20.0, interrupts(B, A, Outcome::Held)),
                (30.0, interrupts(B, A, Outcome::Held)),
                (40.0, What::Ends),
            ],
            "B interrupted A 3 times, first at 0:10; A did not interrupt B.",
        ),
        (
            vec![
                (61.0, speaks(A)),
                (250.0, What::Silence),
                (251.0, What::Ends),
            ],
            "A held the floor for 3 min 9 s from 1:01 on.",
        ),
        (
            vec![
                (0.0, speaks(A)),
                (1.0, speaks(B)),
                (2.0, speaks(C)),
                (120.0, What::Silence),
                (690.0, speaks(D)),
                (691.0, What::Ends),
            ],
            "D was first heard at 11:30, after 11 min 30 s in the room.",
        ),
        (
            vec![
                (0.0, speaks(A)),
                (100.0, speaks(B)),
                (115.0, What::Silence),
                (300.0, What::Ends),
            ],
            "From 0:00 to 5:00, A had 87 % of the talk.",
        ),
        (
            vec![
                (0.0, speaks(A)),
                (100.0, interrupts(B, A, Outcome::Yielded)),
                (110.0, ally(AllyKind::HandsBack, C, A)),
                (120.0, speaks(A)),
                (130.0, What::Ends),
            ],
            "A was cut off by B at 1:40; C handed the floor back to A, and A was back on the floor 20 s later.",
        ),
    ];
    for (events, expected) in cases {
        let found = sentences(&events);
        assert!(
            found.iter().any(|sentence| sentence == expected),
            "{expected:?} is not among {found:#?}"
        );
    }
    let silent = sentences(&[(0.0, speaks(A)), (900.0, What::Ends)]);
    assert!(silent.contains(&"D was in the room for 15 min without a turn.".to_owned()));
}

#[test]
fn every_kind_has_a_name_and_a_rule() {
    let words = ENGLISH.moments();
    let names: Vec<&str> = MomentKind::ALL.iter().map(|kind| kind.name()).collect();
    for kind in MomentKind::ALL {
        assert!(!(words.kind)(kind).is_empty());
        assert!((words.rule)(kind).contains(' '));
    }
    assert_eq!(
        names,
        [
            "lost_thread",
            "streak",
            "one_way",
            "long_turn",
            "not_yet_heard",
            "one_voice",
            "early_and_late",
            "repaired"
        ]
    );
}

#[test]
fn a_recording_that_nobody_marked_has_no_cut_offs_to_tell_of() {
    let mut meeting = meeting(&[(0.0, speaks(A)), (200.0, speaks(B)), (310.0, What::Ends)]);
    meeting.source = Some(Source::default());
    let moments = Reading::of(&meeting, &meeting.course(), None)
        .summary
        .moments;
    let kinds: Vec<&str> = moments.iter().map(|moment| moment.kind().name()).collect();
    assert_eq!(kinds, ["long_turn", "one_voice"]);
}
