//! How close a record came to the script, in words.

use super::{Close, Line, Means};
use crate::measure::agreement::{Agreement, EVENT_TOLERANCE, Kind, Mark, Record};
use crate::meeting::{Meeting, What};
use crate::text::{Words, clock, rounded};
use crate::time::{Moment, Span};

/// What is said to somebody who has practised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    /// All of it in one sentence.
    pub summary: String,
    /// Who had the floor.
    pub floor: String,
    /// Airtime, in one sentence.
    pub airtime: String,
    /// Of each person: name, airtime in the script, as it was recorded, and the difference.
    pub rows: Vec<[String; 4]>,
    /// How many cut-offs were recorded, and then what was missed, added, or recorded otherwise.
    pub cut_offs: Vec<String>,
    /// The observer's own lag.
    pub lag: String,
    /// Ally moments, and back-channels that were taken for turns.
    pub besides: Vec<String>,
}

/// How close this record came to the script, as far as the script was played. `now` while the
/// record is running.
pub fn feedback(words: &Words, record: &Meeting, now: Option<Moment>) -> Feedback {
    let practice = words.practice();
    let script = practice.script.meeting();
    let found = Agreement::of(
        Record::observed(&script, None),
        Record::observed(record, now),
    );
    let (differences, close) = (found.differences(), close(&found));

    let off = |[script, yours]: &[Span; 2]| yours.seconds() - script.seconds();
    let by = |airtime: &[Span; 2]| off(airtime).abs();
    let people = found.people.iter().zip(&found.airtime);
    let furthest = people
        .clone()
        .fold(("", 0.0), |furthest, (name, airtime)| match by(airtime) {
            by if by > furthest.1 => (name, by),
            _ => furthest,
        });
    let rows = people.map(|(name, airtime)| {
        let [script, yours] = airtime.map(|span| rounded(span.seconds(), 1));
        [name.clone(), script, yours, signed(off(airtime))]
    });

    let said = |meeting: &Meeting, mark: &Mark| {
        let effective = meeting.log.effective();
        let event = effective.iter().find(|event| event.n == mark.n);
        event.map_or_else(String::new, |event| {
            (words.screens.recorded)(meeting, &event.what)
        })
    };
    let sentence = |pair: &[Option<Mark>; 2]| match pair {
        [Some(missed), None] => {
            let (at, what) = (time(missed), said(&script, missed));
            match is_turn_alone(missed, &found.only_second) {
                true => (practice.missed_as_turn)(&at, &what),
                false => (practice.missed)(&at, &what),
            }
        }
        [None, Some(added)] => (practice.added)(&time(added), &said(record, added)),
        [Some(one), Some(other)] => {
            (practice.otherwise)(&time(one), &said(&script, one), &said(record, other))
        }
        [None, None] => String::new(),
    };
    let mut cut_offs = vec![(practice.cut_offs_said)(close.recorded, close.cut_offs)];
    cut_offs.extend(differences.iter().map(sentence));

    let is_ally = |mark: &Mark| matches!(mark.kind, Kind::AllyMoment { .. });
    let both = found.both.iter().map(|[mark, _]| (mark, true));
    let missed = found.only_first.iter().map(|mark| (mark, false));
    let allies = both
        .chain(missed)
        .filter(|(mark, _)| is_ally(mark))
        .map(|(mark, recorded)| (practice.ally)(&time(mark), &said(&script, mark), recorded));
    let listened = practice.script.lines.iter().filter_map(|line| {
        let name = taken_for_a_turn(line, &found)?;
        Some((practice.back_channel)(&clock(line.at), name, line.words))
    });
    Feedback {
        summary: (practice.summary)(&close),
        floor: (practice.floor_said)(&close),
        airtime: (practice.airtime_said)(furthest.0, furthest.1),
        rows: rows.collect(),
        cut_offs,
        lag: (practice.lag_said)(found.lag(), found.both.len()),
        besides: allies.chain(listened).collect(),
    }
}

fn close(found: &Agreement) -> Close {
    let [script, yours] = found.floor;
    let cut_off = |mark: &Mark| mark.kind.is_cut_off();
    let matched = found.both.iter().filter(|[script, _]| cut_off(script));
    let recorded = matched.clone().filter(|[_, yours]| cut_off(yours)).count();
    let alone = found.only_first.iter().filter(|mark| cut_off(mark)).count();
    let agreed = script.agreed.min(yours.agreed);
    // Ally moments are told, not asked for.
    let turns = |mark: &Mark| matches!(mark.kind, Kind::TakesTheFloor { .. });
    let surplus = found.only_first.iter().chain(&found.only_second).any(turns);
    Close {
        seconds: script.units,
        agreed,
        kappa: [script.kappa, yours.kappa],
        cut_offs: matched.count() + alone,
        recorded,
        exactly: agreed == script.units && found.differences().is_empty() && !surplus,
    }
}

/// Whether the one who interrupted was only recorded as speaking.
fn is_turn_alone(missed: &Mark, yours: &[Mark]) -> bool {
    let Kind::Interrupts { who, .. } = missed.kind else {
        return false;
    };
    yours.iter().any(|mark| {
        mark.kind == Kind::TakesTheFloor { who }
            && mark.at.abs_diff(missed.at) <= EVENT_TOLERANCE.millis()
    })
}

/// Who was recorded as taking the floor with this line, if it is a back-channel.
fn taken_for_a_turn<'a>(line: &Line, found: &'a Agreement) -> Option<&'a str> {
    let who = line.who.filter(|_| line.means == [Means::BackChannel])?;
    let during = line.at.millis()..=(line.at + EVENT_TOLERANCE).millis();
    let turn = Kind::TakesTheFloor { who };
    let mut yours = found.only_second.iter();
    yours.find(|mark| mark.kind == turn && during.contains(&mark.at))?;
    found.people.get(who).map(String::as_str)
}

fn time(mark: &Mark) -> String {
    clock(Span::from_millis(mark.at))
}

/// With one decimal and its sign.
fn signed(seconds: f64) -> String {
    match seconds {
        seconds if seconds >= 0.05 => format!("+{}", rounded(seconds, 1)),
        seconds if seconds <= -0.05 => format!("−{}", rounded(-seconds, 1)),
        _ => rounded(0.0, 1),
    }
}

impl Means {
    /// What is to be tapped for it, in the words of the board.
    pub fn tapped(self, words: &Words, script: &Meeting) -> String {
        let (screens, practice) = (&words.screens, words.practice());
        let people = script.roster.people();
        let name = |who: usize| people.get(who).map_or("", |person| person.name.as_str());
        match self {
            Self::Speaks(who) => (screens.speaks)(name(who)),
            Self::Silence => screens.silence.to_owned(),
            Self::Interrupts(who, _, crate::meeting::Outcome::Yielded) => {
                (screens.interrupts)(name(who))
            }
            Self::Interrupts(who, ..) => (practice.then_kept)(&(screens.interrupts)(name(who))),
            Self::TalkedOver(whom) => (screens.talked_over)(name(whom)),
            Self::Ally(..) => self
                .what()
                .map_or_else(String::new, |what: What| (screens.recorded)(script, &what)),
            Self::BackChannel => practice.nothing.to_owned(),
        }
    }
}
