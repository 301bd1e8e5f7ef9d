//! A meeting made up from the sums of groups: it has their numbers, and nobody's pattern.
//!
//! Each group is given as many stand-ins as it has people, all alike. Its airtime is dealt out evenly among
//! them and laid out by McNaughton's wrap-around rule (1959): one after the other along the observed
//! time, and from its start again where it is used up, so that nobody has the floor twice at once. What was
//! marked stands at the very end, where it takes no time of anybody's.

use std::collections::BTreeMap;

use super::aggregate::{Aggregate, Marks};
use super::pseudonyms::roster;
use super::signs::Ids;
use super::source;
use crate::meeting::{Event, Log, Meeting, Outcome, Person, Privacy, What, Who};
use crate::order;
use crate::problem::Problem;
use crate::text::ShareWords;
use crate::time::{Moment, Span};

/// The meeting that has these sums, under no id.
pub(super) fn meeting(
    meeting: &Meeting,
    aggregate: &Aggregate,
    words: &ShareWords,
) -> Result<Meeting, Problem> {
    let ids = Ids::unlike(&meeting.roster);
    let mut people = Vec::new();
    let mut lengths = Vec::new();
    let mut members: Vec<Members> = Vec::new();
    for group in &aggregate.groups {
        let first = people.len();
        members.push(Members {
            first,
            count: group.people,
            ..Members::default()
        });
        for number in 0..group.people {
            let attributes = [(words.attribute.to_owned(), Some(group.name.clone()))];
            people.push(Person {
                id: ids.at(first + number),
                name: (words.stand_in)(&group.name, number + 1),
                role: None,
                attributes: BTreeMap::from(attributes),
            });
            lengths.push(even_part(group.airtime, group.people, number));
        }
    }
    let mut told = blocks(&lengths, aggregate.observed);
    let end = Moment::START.on(aggregate.observed);
    if let Some(marks) = &aggregate.marks {
        told.extend(marked(marks, members).map(|what| (end, what)));
    }
    told.push((end, What::Ends));
    let numbered = (1..).zip(told);
    let events = numbered.map(|(n, (at, what))| Event { n, at, what });
    Ok(Meeting {
        attributes: vec![words.attribute.to_owned()],
        roster: roster(people)?,
        log: Log::from_events(events.collect())?,
        // Where somebody marked interruptions they can be claimed, even if none is left.
        source: source(meeting).filter(|_| aggregate.marks.is_none()),
        privacy: Privacy::Groups,
        ..Meeting::default()
    })
}

/// The even part of the stand-in with this number, from 0, in whole milliseconds; what is left over goes to
/// the first, a millisecond each.
fn even_part(airtime: Span, among: usize, number: usize) -> u64 {
    let (all, among) = (airtime.millis(), among as u64);
    let part = all.checked_div(among).unwrap_or_default();
    let left = all.checked_rem(among).unwrap_or_default();
    part + u64::from((number as u64) < left)
}

/// The floor: so many milliseconds for each stand-in within the observed time.
fn blocks(lengths: &[u64], observed: Span) -> Vec<(Moment, What)> {
    let observed = observed.millis();
    let mut told = Vec::new();
    let mut tell = |who: Who, from: u64, to: u64| {
        if from < to {
            let at = |millis| Moment::START.on(Span::from_millis(millis));
            told.push((at(from), What::JoinsIn { who }));
            told.push((at(to), What::Stops { who }));
        }
    };
    let mut from = 0;
    for (place, length) in lengths.iter().enumerate() {
        let Some(who) = Who::at(place) else { continue };
        let to = from + length;
        tell(who, from, to.min(observed));
        from = to;
        if to > observed {
            from = to - observed;
            tell(who, 0, from);
        }
    }
    // Who stops at a moment leaves before another joins in at it.
    order::by_key(&mut told, |(at, what)| {
        (at.millis(), u64::from(matches!(what, What::JoinsIn { .. })))
    });
    told
}

/// The stand-ins of one group, and whose turn it is to be named.
#[derive(Clone, Copy, Default)]
struct Members {
    first: usize,
    count: usize,
    next: usize,
}

impl Members {
    /// The next one, other than `other`.
    fn next(&mut self, other: Option<Who>) -> Option<Who> {
        let who = self.any();
        if who == other { self.any() } else { who }
    }

    fn any(&mut self) -> Option<Who> {
        let place = self.next.checked_rem(self.count)?;
        self.next += 1;
        Who::at(self.first + place)
    }
}

/// What was marked, shared out in turn.
fn marked(marks: &Marks, members: Vec<Members>) -> impl Iterator<Item = What> {
    let (mut who, mut whom) = (members.clone(), members);
    let mut told = Vec::new();
    let mut each = |matrix: &[Vec<u32>], tell: &mut dyn FnMut(Option<Who>, Who)| {
        for (row, counts) in matrix.iter().enumerate() {
            for (column, count) in counts.iter().enumerate() {
                for _ in 0..*count {
                    let one = who.get_mut(row).and_then(|who| who.next(None));
                    let other = whom.get_mut(column).and_then(|whom| whom.next(one));
                    if let Some(other) = other {
                        tell(one, other);
                    }
                }
            }
        }
    };
    let interrupts = |who, whom, outcome| What::Interrupts {
        who,
        whom,
        outcome,
        manner: None,
    };
    each(&marks.talked_over, &mut |by, whom| {
        told.push(What::TalkedOver { whom, by });
    });
    each(&marks.held, &mut |who, whom| {
        told.extend(who.map(|who| interrupts(who, whom, Outcome::Held)));
    });
    each(&marks.yielded, &mut |who, whom| {
        // At the end, and so for no time: a turn of length 0 is no turn.
        told.extend(who.map(|who| interrupts(who, whom, Outcome::Yielded)));
    });
    for (place, count) in marks.by_unknown.iter().enumerate() {
        for _ in 0..*count {
            let whom = whom.get_mut(place).and_then(|whom| whom.next(None));
            told.extend(whom.map(|whom| What::TalkedOver { whom, by: None }));
        }
    }
    told.into_iter()
}
