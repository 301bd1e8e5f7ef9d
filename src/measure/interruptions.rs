//! Who interrupted whom, who was talked over by whom, and who got the floor back.

use super::airtime::{Observed, add};
use crate::meeting::course::{Course, TalkedOver, Turn};
use crate::meeting::{AllyKind, EventNumber, Outcome, Who};
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
    /// Who made room for them in between, if they were back within [`REGAINED_WITHIN`]: somebody
    /// else's ally moment for them, the last one before they took the floor.
    pub helped: Option<(Who, AllyKind)>,
}

impl CutOff {
    /// Whether the floor was regained within [`REGAINED_WITHIN`].
    pub fn is_regained(&self) -> bool {
        self.latency.is_some_and(|span| span <= REGAINED_WITHIN)
    }
}

/// How often what was cut off came back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Repairs {
    /// How many cut-offs.
    pub cut_offs: u32,
    /// After how many of them the person was back within [`REGAINED_WITHIN`].
    pub repaired: u32,
    /// After how many of these somebody had made room for them in between.
    pub by_ally: u32,
}

impl Repairs {
    /// The repairs of these cut-offs.
    pub fn of(cut_offs: &[CutOff]) -> Self {
        let count = |counts: fn(&CutOff) -> bool| {
            cut_offs.iter().filter(|cut_off| counts(cut_off)).count() as u32
        };
        Self {
            cut_offs: count(|_| true),
            repaired: count(CutOff::is_regained),
            by_ally: count(|cut_off| cut_off.helped.is_some()),
        }
    }

    /// The share of cut-offs that were repaired; `None` without any.
    pub fn rate(&self) -> Option<f64> {
        share(self.repaired, self.cut_offs)
    }

    /// The share of cut-offs that were repaired by an ally; `None` without any.
    pub fn rate_by_ally(&self) -> Option<f64> {
        share(self.by_ally, self.cut_offs)
    }
}

/// The share of interruptions that the other yielded to, yielded / (yielded + held); `None`
/// without any.
pub fn success(yielded: u32, interruptions: u32) -> Option<f64> {
    share(yielded, interruptions)
}

fn share(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| f64::from(part) / f64::from(whole))
}

/// Every cut-off in order of (`at`, `n`).
///
/// `turns` in order of their starts.
pub fn cut_offs(course: &Course, turns: &[Turn], observed: &Observed) -> Vec<CutOff> {
    let mut cut_offs = Vec::new();
    let mut tell = |at: Moment, n: EventNumber, whom: Who, by: By| {
        cut_offs.push(CutOff {
            n,
            at,
            whom,
            by,
            regained: None,
            latency: None,
            helped: None,
        });
    };
    // Both lists are in order already.
    let mut talked_over = course.talked_over().iter().peekable();
    let mut tell_talked_over = |before: Option<(Moment, EventNumber)>, tell: &mut Tell<'_>| {
        let is_next = |event: &&TalkedOver| before.is_none_or(|place| (event.at, event.n) < place);
        while let Some(event) = talked_over.next_if(is_next) {
            tell(event.at, event.n, event.whom, by(event, turns, observed));
        }
    };
    for i in course.interruptions() {
        if i.outcome == Outcome::Yielded {
            tell_talked_over(Some((i.at, i.n)), &mut tell);
            tell(i.at, i.n, i.whom, By::Stated(i.who));
        }
    }
    tell_talked_over(None, &mut tell);
    follow_up(&mut cut_offs, course, turns, observed);
    cut_offs
}

/// Takes a cut-off: when, which event, of whom, by whom.
type Tell<'a> = dyn FnMut(Moment, EventNumber, Who, By) + 'a;

/// Sees what came of each cut-off: when the person was back, and who made room for them.
fn follow_up(cut_offs: &mut [CutOff], course: &Course, turns: &[Turn], observed: &Observed) {
    // Nobody is their own ally.
    let allies = course.ally_moments().iter();
    let allies = allies.filter(|ally| ally.who != ally.for_whom);
    let allies = by_person(allies.map(|ally| (ally.for_whom, ally)), course.people());
    // Backwards through both: each person's turn that is the next one from there.
    let mut next: Vec<Option<&Turn>> = vec![None; course.people()];
    let mut turns = turns.iter().rev().peekable();
    for cut_off in cut_offs.iter_mut().rev() {
        while let Some(turn) = turns.next_if(|turn| turn.start >= cut_off.at) {
            if let Some(next) = next.get_mut(turn.who.place()) {
                *next = Some(turn);
            }
        }
        let Some(turn) = next.get(cut_off.whom.place()).copied().flatten() else {
            continue;
        };
        cut_off.regained = Some(turn.start);
        cut_off.latency = Some(observed.between(cut_off.at, turn.start));
        if cut_off.is_regained()
            && let Some(allies) = allies.get(cut_off.whom.place())
        {
            let before = allies.partition_point(|ally| (ally.at, ally.n) < (turn.start, turn.n));
            let last = before.checked_sub(1).and_then(|last| allies.get(last));
            cut_off.helped = last
                .filter(|ally| (ally.at, ally.n) > (cut_off.at, cut_off.n))
                .map(|ally| (ally.who, ally.kind));
        }
    }
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

/// What belongs to each person, in the same order.
pub(super) fn by_person<T>(things: impl Iterator<Item = (Who, T)>, people: usize) -> Vec<Vec<T>> {
    let mut rows: Vec<Vec<T>> = Vec::new();
    rows.resize_with(people, Vec::new);
    for (who, thing) in things {
        if let Some(row) = rows.get_mut(who.place()) {
            row.push(thing);
        }
    }
    rows
}

/// The three matrices `[who][whom]` of what happened in the observed time: interruptions of both
/// outcomes, those that were yielded to, and who talked whom over (stated or inferred).
pub fn matrices(course: &Course, cut_offs: &[CutOff], observed: &Observed) -> [Vec<Vec<u32>>; 3] {
    let people = course.people();
    let empty = || vec![vec![0; people]; people];
    let (mut all, mut yielded, mut talked_over) = (empty(), empty(), empty());
    for interruption in course.interruptions() {
        if !observed.has(interruption.at) {
            continue;
        }
        let (who, whom) = (interruption.who.place(), interruption.whom.place());
        add(&mut all, who, whom);
        if interruption.outcome == Outcome::Yielded {
            add(&mut yielded, who, whom);
        }
    }
    // Both are in order of (at, n).
    let mut cut_offs = cut_offs.iter();
    for event in course.talked_over() {
        if observed.has(event.at)
            && let Some(cut_off) = cut_offs.find(|cut_off| cut_off.n == event.n)
            && let Some(by) = cut_off.by.who()
        {
            add(&mut talked_over, by.place(), event.whom.place());
        }
    }
    [all, yielded, talked_over]
}
