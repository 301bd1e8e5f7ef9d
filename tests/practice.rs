//! Practice: the script is a meeting with a known answer, and what is said afterwards is so.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on should stop"
)]

use std::cell::Cell;
use std::rc::Rc;

use meeting_dynamics::measure::summary::Reading;
use meeting_dynamics::meeting::{Meeting, Outcome, Tap, What, Who};
use meeting_dynamics::session::ports::memory::{HandClock, MemoryDevice, MemoryPage};
use meeting_dynamics::session::ports::{Batch, Journal, Then};
use meeting_dynamics::session::{Draft, Saving, Session, Shown};
use meeting_dynamics::text::ENGLISH;
use meeting_dynamics::text::practice::{Feedback, Means, Script, feedback};
use meeting_dynamics::time::Span;

const JON: usize = 1;
const MEI: usize = 2;
const SAM: usize = 3;

fn script() -> Script {
    ENGLISH.practice().script
}

fn who(place: usize) -> Who {
    Who::at(place).unwrap()
}

// ---- The script --------------------------------------------------------------------------------

#[test]
fn the_script_is_in_order_and_everyone_in_it_is_there() {
    let script = script();
    assert_eq!(script.length, Span::from_seconds(120));
    assert!(script.lines.is_sorted_by_key(|line| line.at));
    assert!(script.lines.last().unwrap().at < script.length);
    let means = script.lines.iter().flat_map(|line| line.means);
    let recorded = means.filter(|means| **means != Means::BackChannel).count();
    let meeting = script.meeting();
    assert_eq!(meeting.roster.len(), 4);
    assert_eq!(
        meeting.log.events().len(),
        recorded + 1,
        "nothing was refused"
    );
    assert!((20..=25).contains(&meeting.log.events().len()));
    for line in script.lines {
        assert!(line.who.is_none_or(|who| who < 4), "{line:?}");
        assert!(
            line.words.len() < 70,
            "{line:?} is too long to be read in time"
        );
    }
    // What is cut off can be seen to be.
    for pair in script.lines.windows(2) {
        if let [Means::Interrupts(_, whom, _)] = pair[1].means {
            assert_eq!(pair[0].who, Some(*whom));
            assert!(pair[0].words.ends_with("\u{a0}–"), "{:?}", pair[0]);
        }
    }
    // Nobody is asked to do two things at once without a while to do them in.
    let busy = |line: &&meeting_dynamics::text::practice::Line| {
        line.means.iter().any(|means| *means != Means::BackChannel)
    };
    let times: Vec<u64> = script
        .lines
        .iter()
        .filter(busy)
        .map(|line| line.at.millis())
        .collect();
    assert!(
        times.windows(2).all(|pair| pair[1] - pair[0] >= 3_000),
        "{times:?}"
    );
}

#[test]
fn the_script_has_one_of_everything() {
    let meeting = script().meeting();
    let events = meeting.log.effective();
    let has = |which: fn(&What) -> bool| events.iter().any(|event| which(&event.what));
    assert!(has(|what| matches!(
        what,
        What::Interrupts {
            outcome: Outcome::Yielded,
            ..
        }
    )));
    assert!(has(|what| matches!(
        what,
        What::Interrupts {
            outcome: Outcome::Held,
            ..
        }
    )));
    assert!(has(|what| matches!(what, What::TalkedOver { .. })));
    assert!(has(|what| matches!(what, What::AllyMoment { .. })));
    assert!(has(|what| *what == What::Silence));
    let means = || script().lines.iter().flat_map(|line| line.means);
    assert!(means().any(|means| *means == Means::BackChannel));

    let reading = Reading::of(&meeting, &meeting.course(), None);
    assert_eq!(reading.until.seconds(), 120.0);
    let cut_off: Vec<_> = reading
        .cut_offs
        .iter()
        .map(|c| (c.at.seconds(), c.whom.place()))
        .collect();
    assert_eq!(cut_off, [(18.0, JON), (35.0, MEI), (79.0, JON)]);
    assert_eq!(reading.cut_offs[1].by.who(), Some(who(SAM)));
    assert!(reading.cut_offs.iter().all(|cut_off| cut_off.is_regained()));
    assert!(
        reading
            .summary
            .people
            .iter()
            .all(|person| person.airtime_s >= 15.0)
    );
}

#[test]
fn lines_come_when_they_are_due() {
    let seen = |seconds: u64, most: usize| -> Vec<usize> {
        let lines = script().lines_until(Span::from_seconds(seconds), most);
        lines.map(|(number, _)| number).collect()
    };
    assert!(seen(2, 4).is_empty());
    assert_eq!(seen(3, 4), [0]);
    assert_eq!(seen(14, 3), [1, 2, 3]);
    let all = script().lines.len();
    assert_eq!(seen(500, 2), [all - 2, all - 1]);
}

// ---- Tapping along -----------------------------------------------------------------------------

/// Keeps nothing, and says so.
struct NothingKept;

impl Journal for NothingKept {
    fn write(&self, _: Batch, done: Then<()>) {
        done(Ok(()));
    }

    fn keeps_nothing(&self) -> Option<&'static str> {
        Some("Nothing is kept.")
    }
}

/// Everything that the script asks for, as it is tapped: when, in seconds, and what.
fn asked_for() -> Vec<(f64, Tap)> {
    let taps = |line: &'static meeting_dynamics::text::practice::Line| {
        let at = line.at.seconds();
        line.means.iter().flat_map(move |means| match *means {
            Means::Speaks(person) => vec![(at, Tap::Speaks(who(person)))],
            Means::Silence => vec![(at, Tap::Silence)],
            Means::Interrupts(person, _, Outcome::Yielded) => {
                vec![(at, Tap::Interrupts(who(person)))]
            }
            Means::Interrupts(person, ..) => vec![
                (at, Tap::Interrupts(who(person))),
                (at + 2.0, Tap::KeptTheFloor),
            ],
            Means::TalkedOver(person) => vec![(at, Tap::TalkedOver(who(person)))],
            Means::Ally(..) | Means::BackChannel => vec![],
        })
    };
    script().lines.iter().flat_map(taps).collect()
}

/// Plays the script to somebody who taps this, up to `until`, and tells them how close they came.
fn told_until(taps: &[(f64, Tap)], until: f64) -> Feedback {
    feedback(&ENGLISH, &recorded(taps, until), None)
}

fn told(taps: &[(f64, Tap)]) -> Feedback {
    told_until(taps, 120.0)
}

fn recorded(taps: &[(f64, Tap)], until: f64) -> Meeting {
    let clock = Rc::new(HandClock::default());
    let session = Session::new(clock.clone(), Rc::new(NothingKept));
    session.set_draft(Draft {
        people: script().people.to_owned(),
        ..Draft::default()
    });
    session.start().unwrap();
    let mut now = 0.0;
    for (at, tap) in taps.iter().chain(&[(until, Tap::End)]) {
        clock.pass((at - now) * 1000.0);
        now = *at;
        session.tap(*tap, None).unwrap();
    }
    session.document().unwrap().meeting.clone()
}

#[test]
fn whoever_taps_what_the_script_says_is_told_so() {
    let feedback = told(&asked_for());
    assert_eq!(
        feedback.summary,
        "Exactly as it was: the floor in every second, and every cut-off."
    );
    assert_eq!(
        feedback.floor,
        "You and the script agree in 120 of 120 seconds. Beyond chance, that is close, and enough to rely on: κ = 1.00."
    );
    assert_eq!(
        feedback.airtime,
        "Nobody’s airtime is off by a second or more."
    );
    assert_eq!(feedback.cut_offs, ["You recorded all 3."]);
    assert!(
        feedback
            .lag
            .starts_with("You tapped as it happened (the median of "),
        "{}",
        feedback.lag
    );
    assert_eq!(
        feedback.besides,
        ["At 0:49: Ida handed the floor back to Mei. That is an ally moment."]
    );
    for [_, script, yours, difference] in &feedback.rows {
        assert_eq!((script, difference.as_str()), (yours, "0.0"));
    }
}

#[test]
fn a_second_late_and_one_cut_off_missed_is_exactly_what_is_said() {
    let mut taps = asked_for();
    for (at, tap) in &mut taps {
        if *at == 79.0 {
            *tap = Tap::Speaks(who(MEI));
        }
        *at += 1.0;
    }
    let feedback = told(&taps);
    assert_eq!(
        feedback.summary,
        "The floor was as you recorded it in 120 of 120 seconds, and you recorded 2 of 3 cut-offs."
    );
    assert!(feedback.floor.ends_with("κ = 1.00."), "{}", feedback.floor);
    assert_eq!(
        feedback.airtime,
        "Nobody’s airtime is off by a second or more."
    );
    assert_eq!(
        feedback.cut_offs,
        [
            "You recorded 2 of 3.",
            "At 1:19 you missed this: Mei interrupted Jon, and took the floor. You recorded the turn alone; “Interrupts” \
             records both in one tap.",
        ]
    );
    assert!(
        feedback
            .lag
            .starts_with("You tapped 1.0 seconds after it happened (the median of "),
        "{}",
        feedback.lag
    );
}

#[test]
fn what_was_recorded_otherwise_is_said() {
    // What is left out, what is tapped besides, and what is then said of cut-offs, and besides.
    type Case = (
        &'static str,
        fn(&(f64, Tap)) -> bool,
        Vec<(f64, Tap)>,
        &'static [&'static str],
        &'static [&'static str],
    );
    const ALLY: &str = "At 0:49: Ida handed the floor back to Mei. That is an ally moment.";
    let cases: [Case; 5] = [
        (
            "an interruption that was not there",
            |_| false,
            vec![(104.5, Tap::Interrupts(who(SAM)))],
            &[
                "You recorded all 3.",
                "At 1:44 you recorded this, which is not in the script: Sam interrupted Mei, and took the floor.",
            ],
            &[ALLY],
        ),
        (
            "the held one was taken for a yielded one",
            |(_, tap)| *tap == Tap::KeptTheFloor,
            vec![(60.0, Tap::Speaks(who(MEI)))],
            &[
                "You recorded all 3.",
                "At 0:58 you recorded: Sam interrupted Mei, and took the floor. In the script: Sam interrupted Mei; \
                 Mei kept the floor.",
            ],
            &[ALLY],
        ),
        (
            "being talked over was not seen",
            |(_, tap)| matches!(tap, Tap::TalkedOver(_)),
            vec![],
            &[
                "You recorded 2 of 3.",
                "At 0:35 you missed this: Mei was talked over.",
            ],
            &[ALLY],
        ),
        (
            "a back-channel was taken for a turn",
            |_| false,
            vec![(12.5, Tap::Speaks(who(MEI))), (14.0, Tap::Speaks(who(JON)))],
            &["You recorded all 3."],
            &[
                ALLY,
                "At 0:12 you recorded a turn. Mei’s “Mm-hm.” was a back-channel: somebody listens. There is nothing to tap.",
            ],
        ),
        (
            "a slip that was undone is nothing",
            |_| false,
            vec![(33.0, Tap::Interrupts(who(JON))), (33.4, Tap::Undo)],
            &["You recorded all 3."],
            &[ALLY],
        ),
    ];
    for (name, leaves_out, besides, cut_offs, also) in cases {
        let mut taps: Vec<(f64, Tap)> = asked_for()
            .into_iter()
            .filter(|tap| !leaves_out(tap))
            .collect();
        taps.extend(besides);
        taps.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        let feedback = told(&taps);
        assert_eq!(feedback.cut_offs, cut_offs, "{name}");
        assert_eq!(feedback.besides, also, "{name}");
    }
}

#[test]
fn an_ally_moment_that_was_recorded_is_acknowledged() {
    let mut meeting = recorded(&asked_for(), 120.0);
    // As it is said afterwards, or under More.
    let ally = script().meeting().log.events().to_vec();
    let ally = ally
        .into_iter()
        .find(|event| matches!(event.what, What::AllyMoment { .. }));
    let ally = ally.unwrap();
    meeting.append(ally.at, ally.what).unwrap();
    assert_eq!(
        feedback(&ENGLISH, &meeting, None).besides,
        ["At 0:49: Ida handed the floor back to Mei. You recorded this ally moment."]
    );
}

#[test]
fn whoever_stops_early_is_compared_that_far() {
    let early: Vec<(f64, Tap)> = asked_for()
        .into_iter()
        .filter(|(at, _)| *at < 40.0)
        .collect();
    let feedback = told_until(&early, 40.0);
    assert!(
        feedback
            .floor
            .starts_with("You and the script agree in 40 of 40 seconds.")
    );
    assert_eq!(feedback.cut_offs, ["You recorded all 2."]);
    let nothing = told_until(&[], 0.0);
    assert_eq!(
        nothing.summary,
        "Nothing was played yet, so there is nothing to compare."
    );
    assert_eq!(
        nothing.floor,
        "There was too little to say how far you agree."
    );
}

#[test]
fn whoever_taps_nothing_hears_it_kindly() {
    let feedback = told(&[]);
    assert!(
        feedback
            .floor
            .ends_with("much of it could be chance: κ = 0.00."),
        "{}",
        feedback.floor
    );
    assert_eq!(feedback.cut_offs[0], "You recorded none of 3.");
    assert_eq!(
        feedback.cut_offs.len(),
        1 + 3 + 1,
        "and a held interruption"
    );
    assert_eq!(
        feedback.lag,
        "None of your taps could be laid beside the script."
    );
}

#[test]
fn a_pause_waits_for_whoever_pauses() {
    let mut taps = Vec::new();
    for (at, tap) in asked_for() {
        // Nobody speaks between 44 and 49 s: a good moment.
        if at == 49.0 {
            taps.extend([(46.0, Tap::Pause), (146.0, Tap::Resume)]);
        }
        taps.push((if at >= 49.0 { at + 100.0 } else { at }, tap));
    }
    let feedback = told_until(&taps, 220.0);
    assert_eq!(
        feedback.summary,
        "Exactly as it was: the floor in every second, and every cut-off."
    );
}

#[test]
fn while_somebody_practises_the_real_session_is_left_alone() {
    let clock = Rc::new(HandClock::default());
    let device = Rc::new(MemoryDevice::default());
    let session = Session::new(clock.clone(), MemoryPage::on(&device, &clock));
    let draft = Draft {
        people: "Ana, Ben".to_owned(),
        title: "Weekly".to_owned(),
        ..Draft::default()
    };
    session.set_draft(draft.clone());
    let heard = Rc::new(Cell::new(0));
    let ear = Rc::clone(&heard);
    let _listening = session.subscribe(move |_| ear.set(ear.get() + 1));

    let practice = session.apart(Rc::new(NothingKept));
    practice.set_draft(Draft {
        people: script().people.to_owned(),
        ..Draft::default()
    });
    practice.start().unwrap();
    clock.pass(3_000.0);
    let event = practice.tap(Tap::Speaks(who(JON)), Some(2_500.0)).unwrap();
    assert_eq!(event.at.millis(), 2_500, "by the same clock");
    assert_eq!(practice.saving(), Saving::NotKept("Nothing is kept."));
    practice.tap(Tap::End, None).unwrap();

    assert_eq!(heard.get(), 0);
    assert_eq!((session.shown(), session.draft()), (Shown::SetUp, draft));
    assert!(session.document().is_none());
    assert!(device.meetings.borrow().is_empty());
}
