//! Who had the floor, second by second, in two records.
//!
//! Each unit is asked in its middle, which is the same as rounding every turn to whole seconds. Its
//! answer is the set of those who had the floor then: nobody is silence, one is a turn, and several at
//! once are an answer of their own. Who records *Ida and Jon* and who records *Jon* do not agree on that
//! second, and nobody gets half of it.
//!
//! The tolerance is that of Bakeman, Quera & Gnisci 2009 for time units: a unit of one record agrees if the
//! other says the same within so many units before or after; if not, it is held against what the
//! other says at that very unit. Hence two tables, one from each record's side.

use super::{FLOOR_TOLERANCE, Kappa, Record, Spoken, Tally, UNIT};
use crate::order::{self, Names};
use crate::time::Span;

/// The time that both observed: stretches of the clock in order, each with what was compared up to its end.
pub(super) struct Compared {
    stretches: Vec<([u64; 2], u64)>,
}

impl Compared {
    pub(super) fn of(first: &Record, second: &Record) -> Self {
        let until = first.until.min(second.until);
        let mut pauses: Vec<[u64; 2]> =
            first.pauses.iter().chain(&second.pauses).copied().collect();
        order::by_key(&mut pauses, |[start, end]| (*start, *end));
        pauses.push([until, u64::MAX]);
        let (mut stretches, mut from, mut total) = (Vec::new(), 0, 0);
        for [start, end] in pauses {
            let start = start.min(until);
            if start > from {
                total += start - from;
                stretches.push(([from, start], total));
            }
            from = from.max(end);
        }
        Self { stretches }
    }

    /// How much was compared up to then.
    fn up_to(&self, at: u64) -> u64 {
        let begun = self.stretches.partition_point(|([from, _], _)| *from < at);
        let last = begun
            .checked_sub(1)
            .and_then(|last| self.stretches.get(last));
        last.map_or(0, |([_, to], total)| total - to.saturating_sub(at))
    }

    /// Whether both were observing then; at the very moment at which one stopped they still were.
    pub(super) fn holds(&self, at: u64) -> bool {
        let begun = self.stretches.partition_point(|([from, _], _)| *from <= at);
        let last = begun
            .checked_sub(1)
            .and_then(|last| self.stretches.get(last));
        last.is_some_and(|([_, to], _)| at <= *to)
    }

    /// The airtime of each person in both records.
    pub(super) fn airtime(&self, first: &Record, second: &Record, people: usize) -> Vec<[Span; 2]> {
        let [one, other] = [first, second].map(|record| {
            let mut airtime = vec![Span::ZERO; people];
            for turn in &record.turns {
                if let Some(sum) = airtime.get_mut(turn.who) {
                    *sum += Span::from_millis(self.up_to(turn.to) - self.up_to(turn.from));
                }
            }
            airtime
        });
        one.into_iter().zip(other).map(<[Span; 2]>::from).collect()
    }

    /// κ from the first's side and from the second's.
    pub(super) fn kappas(&self, first: &Record, second: &Record) -> [Kappa; 2] {
        let mut sets = Names::default();
        let middles = self.middles();
        let one = answers(&first.turns, &middles, &mut sets);
        let other = answers(&second.turns, &middles, &mut sets);
        let against = |these: &[usize], those: &[usize]| {
            let mut tally = Tally::new(sets.len());
            for (place, this) in these.iter().enumerate() {
                let there = near(place, &middles, those);
                let that = those.get(place).copied();
                if there.contains(this) {
                    tally.add(*this, *this);
                } else if let Some(that) = that {
                    tally.add(*this, that);
                }
            }
            tally.kappa()
        };
        [against(&one, &other), against(&other, &one)]
    }

    /// The middle of each unit whose middle was compared.
    fn middles(&self) -> Vec<u64> {
        let mut middles = Vec::new();
        for ([from, to], _) in &self.stretches {
            let half = UNIT.millis() / 2;
            let first = (from + half - 1) / UNIT.millis();
            let units = (first..).map(|unit| unit * UNIT.millis() + half);
            middles.extend(units.take_while(|middle| middle < to));
        }
        middles
    }
}

/// What is said at the units that are near enough in time to this one.
fn near<'a>(place: usize, middles: &[u64], those: &'a [usize]) -> &'a [usize] {
    let reach = FLOOR_TOLERANCE as u64 * UNIT.millis();
    let Some(here) = middles.get(place) else {
        return &[];
    };
    // A pause that was cut out parts units that stand side by side.
    let is_near = |other: &usize| {
        let there = middles.get(*other);
        there.is_some_and(|there| there.abs_diff(*here) <= reach)
    };
    let mut around = place.saturating_sub(FLOOR_TOLERANCE)..=place + FLOOR_TOLERANCE;
    let from = around.find(is_near).unwrap_or(place);
    let to = (from..=place + FLOOR_TOLERANCE).rev().find(is_near);
    those.get(from..=to.unwrap_or(place)).unwrap_or(&[])
}

/// Who has the floor at each of these times, as the number of that set of people.
fn answers(turns: &[Spoken], middles: &[u64], sets: &mut Names) -> Vec<usize> {
    let mut edges: Vec<(u64, bool, usize)> = turns
        .iter()
        .flat_map(|turn| [(turn.from, true, turn.who), (turn.to, false, turn.who)])
        .collect();
    // At the same moment ends come before starts: whoever hands over to themselves goes on.
    order::by_key(&mut edges, |(at, starts, _)| (*at, (*starts).into()));
    let mut edges = edges.into_iter().peekable();
    let mut floor: Vec<usize> = Vec::new();
    let mut answer = None;
    let mut answers = Vec::with_capacity(middles.len());
    for middle in middles {
        while let Some((_, starts, who)) = edges.next_if(|(at, _, _)| at <= middle) {
            match starts {
                true => floor.push(who),
                false => floor.retain(|other| *other != who),
            }
            answer = None;
        }
        answers.push(*answer.get_or_insert_with(|| {
            order::by_key(&mut floor, |who| (*who as u64, 0));
            let name: String = floor.iter().map(|who| format!("{who} ")).collect();
            sets.get(&name).unwrap_or_else(|| {
                sets.set(&name, sets.len());
                sets.len() - 1
            })
        }));
    }
    answers
}
