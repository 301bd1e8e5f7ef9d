//! Who interrupted whom, who was talked over by whom, and who got the floor back.

use super::airtime::{Observed, add};
use crate::meeting::course::{Course, TalkedOver, Turn};
use crate::meeting::{EventNumber, Outcome, Who};
use crate::order;
use crate::time::{Moment, Span};

/// Someone who takes the floor within this time of another's being talked over, with nobody
/// else on it, is taken for the one who did it.
pub const INFERRED_WITHIN: Span = Span::from_seconds(10);

/// A person who was cut off and holds the floor again within this time has regained it.
pub const REGAINED_WITHIN: Span = Span::from_seconds(60);

/// Who talked someone over, and how that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The observer said so.
    Stated(Who),
    /// It follows from who held or next took the floor.
    Inferred(Who),
    /// Nobody knows.
    Unknown,
}

impl By {
    /// Who it was, stated or inferred.
    pub const fn who(self) -> Option<Who> {
        match self {
            Self::Stated(who) | Self::Inferred(who) => Some(who),
            Self::Unknown => None,
        }
    }
}

/// What the loser lived through: a yielded interruption, or being talked over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutOff {
    /// The event that says so.
    pub n: EventNumber,
    /// When.
    pub at: Moment,
    /// Who was cut off.
    pub whom: Who,
    /// By whom.
    pub by: By,
    /// When they next took the floor, if they did.
    pub regained: Option<Moment>,
    /// The observed time until then.
    pub latency: Option<Span>,
}

impl CutOff {
    /// Whether the floor was regained within [`REGAINED_WITHIN`].
    pub fn is_regained(&self) -> bool {
        self.latency.is_some_and(|span| span <= REGAINED_WITHIN)
    }
}

/// Every cut-off in order of (`at`, `n`).
///
/// `turns` in order of their starts.
pub fn cut_offs(course: &Course, turns: &[Turn], observed: &Observed) -> Vec<CutOff> {
    let by_person = starts_by_person(turns, course.people());
    let yielded = course
        .interruptions()
        .iter()
        .filter(|interruption| interruption.outcome == Outcome::Yielded)
        .map(|i| (i.at, i.n, i.whom, By::Stated(i.who)));
    let talked_over = course.talked_over().iter().map(|event| {
        let by = by(event, turns, observed);
        (event.at, event.n, event.whom, by)
    });
    let mut cut_offs: Vec<CutOff> = yielded
        .chain(talked_over)
        .map(|(at, n, whom, by)| {
            let regained = by_person.get(whom.place()).and_then(|starts| {
                starts
                    .get(starts.partition_point(|start| *start < at))
                    .copied()
            });
            CutOff {
                n,
                at,
                whom,
                by,
                regained,
                latency: regained.map(|start| observed.between(at, start)),
            }
        })
        .collect();
    order::by_key(&mut cut_offs, |cut_off| {
        (cut_off.at.millis(), cut_off.n.into())
    });
    cut_offs
}

/// Who talked this person over: as stated; else the other holder who started last; else whoever
/// next takes the floor within [`INFERRED_WITHIN`] of observed time, unless that is the person
/// talked over.
fn by(event: &TalkedOver, turns: &[Turn], observed: &Observed) -> By {
    if let Some(stated) = event.stated_by {
        return By::Stated(stated);
    }
    let next = turns.partition_point(|turn| (turn.start, turn.n) < (event.at, event.n));
    // Whoever took the floor in the same millisecond started later than any holder before; a
    // turn that also ended in it is no turn and is not in the list.
    let (before, after) = turns.split_at(next);
    let fresh = before
        .iter()
        .rev()
        .take_while(|turn| turn.start == event.at)
        .find(|turn| turn.who != event.whom);
    if let Some(holder) = fresh.map(|turn| turn.who).or(event.held_by) {
        return By::Inferred(holder);
    }
    match after.first() {
        Some(turn)
            if turn.who != event.whom
                && observed.between(event.at, turn.start) <= INFERRED_WITHIN =>
        {
            By::Inferred(turn.who)
        }
        _ => By::Unknown,
    }
}

/// The starts of each person's turns, in order.
fn starts_by_person(turns: &[Turn], people: usize) -> Vec<Vec<Moment>> {
    let mut starts = vec![Vec::new(); people];
    for turn in turns {
        if let Some(starts) = starts.get_mut(turn.who.place()) {
            starts.push(turn.start);
        }
    }
    starts
}

/// The three matrices `[who][whom]`: interruptions of both outcomes, those that were yielded
/// to, and who talked whom over (stated or inferred).
pub fn matrices(course: &Course, cut_offs: &[CutOff]) -> [Vec<Vec<u32>>; 3] {
    let people = course.people();
    let empty = || vec![vec![0; people]; people];
    let (mut all, mut yielded, mut talked_over) = (empty(), empty(), empty());
    for interruption in course.interruptions() {
        let (who, whom) = (interruption.who.place(), interruption.whom.place());
        add(&mut all, who, whom);
        if interruption.outcome == Outcome::Yielded {
            add(&mut yielded, who, whom);
        }
    }
    let by_talking_over = by_number(course.talked_over(), cut_offs);
    for (by, whom) in by_talking_over {
        if let Some(by) = by.who() {
            add(&mut talked_over, by.place(), whom.place());
        }
    }
    [all, yielded, talked_over]
}

/// The cut-offs that are these events, with by whom.
fn by_number<'a>(
    events: &'a [TalkedOver],
    cut_offs: &'a [CutOff],
) -> impl Iterator<Item = (By, Who)> + 'a {
    // Both are in order of (at, n).
    let mut cut_offs = cut_offs.iter();
    events.iter().filter_map(move |event| {
        cut_offs
            .find(|cut_off| cut_off.n == event.n)
            .map(|cut_off| (cut_off.by, cut_off.whom))
    })
}
