//! The sums of groups: all that is left of a meeting when people are hidden altogether.

use super::signs::letters;
use crate::measure::summary::{Matrix, Reading};
use crate::meeting::{Meeting, Person};
use crate::problem::{Code, Problem};
use crate::text::ShareWords;
use crate::time::Span;

/// A group of fewer people is not shown, nor is anything that passed between it and others.
pub const FEWEST: usize = 5;

/// What is known of the groups that are shown. Lists are in their order, matrices
/// `[row = who][column = whom]`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Aggregate {
    /// The observed time of the whole meeting.
    pub observed: Span,
    pub groups: Vec<Group>,
    /// How many groups are too small, and how many people are in them.
    pub withheld: (usize, usize),
    /// `None` where the meeting was imported and nobody marked any.
    pub marks: Option<Marks>,
}

/// One group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    /// Its name, which says nothing of what makes it one.
    pub name: String,
    /// How many people of the roster.
    pub people: usize,
    /// Their airtime together.
    pub airtime: Span,
}

/// What was marked by hand between these groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Marks {
    pub yielded: Matrix,
    pub held: Matrix,
    pub talked_over: Matrix,
    /// How often each was talked over by nobody knows whom.
    pub by_unknown: Vec<u32>,
}

impl Marks {
    /// How many interruptions of both outcomes.
    pub(super) fn interruptions(&self) -> u32 {
        self.yielded.iter().chain(&self.held).flatten().sum()
    }

    /// How often somebody was talked over.
    pub(super) fn talked_over(&self) -> u32 {
        self.talked_over
            .iter()
            .flatten()
            .chain(&self.by_unknown)
            .sum()
    }
}

impl Aggregate {
    /// The sums of the groups that the attribute at place `by` makes and that are large enough.
    ///
    /// # Errors
    /// `too-few-people` if none is.
    pub(super) fn of(
        meeting: &Meeting,
        reading: &Reading,
        by: Option<usize>,
        words: &ShareWords,
    ) -> Result<Self, Problem> {
        let of = memberships(meeting, by);
        let all = of.iter().max().map_or(0, |last| last + 1);
        let summary = &reading.summary;
        let (mut people, mut there) = (vec![0; all], vec![0; all]);
        for (group, person) in of.iter().zip(&summary.people) {
            add(&mut people, *group, 1);
            // Who never came is no cover for those who did.
            add(&mut there, *group, usize::from(person.present_s > 0.0));
        }
        let large = |group: &usize| there.get(*group).is_some_and(|there| *there >= FEWEST);
        let shown: Vec<usize> = (0..all).filter(large).collect();
        if shown.is_empty() {
            return Err(Problem::new(Code::TooFewPeople, words.too_few));
        }
        // Where each person's group stands among those that are shown.
        let of: Vec<Option<usize>> = of
            .iter()
            .map(|group| shown.iter().position(|shown| shown == group))
            .collect();
        let mut groups: Vec<Group> = shown
            .iter()
            .enumerate()
            .map(|(place, group)| Group {
                name: match all {
                    1 => words.everyone.to_owned(),
                    _ => (words.group)(&letters(place)),
                },
                people: people.get(*group).copied().unwrap_or_default(),
                airtime: Span::ZERO,
            })
            .collect();
        for turn in &reading.turns {
            let group = of.get(turn.who.place()).copied().flatten();
            if let Some(group) = group.and_then(|group| groups.get_mut(group)) {
                group.airtime += turn.end.since(turn.start);
            }
        }
        let withheld = (0..all).filter(|group| !large(group));
        let marks = summary
            .interruptions
            .as_ref()
            .map(|_| marks(reading, &of, groups.len()));
        Ok(Self {
            observed: reading.observed.total(),
            groups,
            withheld: withheld.fold((0, 0), |(groups, sum), group| {
                (
                    groups + 1,
                    sum + people.get(group).copied().unwrap_or_default(),
                )
            }),
            marks,
        })
    }

    /// How many people are in the groups that are shown.
    pub(super) fn people(&self) -> usize {
        self.groups.iter().map(|group| group.people).sum()
    }
}

/// The group of each person, as numbers from 0 in the order in which the roster has their values
/// first; those who have not stated theirs are the last one.
fn memberships(meeting: &Meeting, by: Option<usize>) -> Vec<usize> {
    let attribute = by.and_then(|by| meeting.attributes.get(by));
    let stated = |person: &Person| person.attributes.get(attribute?)?.clone();
    let mut values: Vec<String> = Vec::new();
    for value in meeting.roster.people().iter().filter_map(stated) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    let of = |person: &Person| {
        let value = stated(person);
        let place = value.and_then(|value| values.iter().position(|other| *other == value));
        place.unwrap_or(values.len())
    };
    meeting.roster.people().iter().map(of).collect()
}

fn marks(reading: &Reading, of: &[Option<usize>], groups: usize) -> Marks {
    let summary = &reading.summary;
    let by_group = |matrix: Option<&Matrix>| {
        let mut sums = vec![vec![0; groups]; groups];
        for (row, who) in matrix.into_iter().flatten().zip(of) {
            let Some(sums) = who.and_then(|who| sums.get_mut(who)) else {
                continue;
            };
            for (count, whom) in row.iter().zip(of) {
                if let Some(whom) = whom {
                    add(sums, *whom, *count);
                }
            }
        }
        sums
    };
    let interruptions = by_group(summary.interruptions.as_ref());
    let yielded = by_group(summary.yielded.as_ref());
    let less = |(all, less): (&Vec<u32>, &Vec<u32>)| {
        let pairs = all.iter().zip(less);
        pairs.map(|(all, less)| all.saturating_sub(*less)).collect()
    };
    let mut by_unknown = vec![0; groups];
    let named = summary.talked_over.as_ref();
    for (place, (person, whom)) in summary.people.iter().zip(of).enumerate() {
        let by_anyone = named.into_iter().flatten().filter_map(|row| row.get(place));
        let by_anyone: u32 = by_anyone.sum();
        if let Some(whom) = whom {
            let all = person.talked_over.unwrap_or_default();
            add(&mut by_unknown, *whom, all.saturating_sub(by_anyone));
        }
    }
    Marks {
        held: interruptions.iter().zip(&yielded).map(less).collect(),
        yielded,
        talked_over: by_group(named),
        by_unknown,
    }
}

fn add<N: std::ops::AddAssign>(sums: &mut [N], place: usize, more: N) {
    if let Some(sum) = sums.get_mut(place) {
        *sum += more;
    }
}
