//! Groups by any attribute: who has the floor and who interrupts whom, by what people have stated
//! of themselves. *Not stated* is a group of its own and compared with nobody.

use super::summary::Matrix;
use super::uncertainty::{Rate, binomial_test, clopper_pearson_low};
use crate::meeting::{Roster, Who};
use crate::order::Names;
use crate::time::Span;

/// With more ways than this of dealing out the two values, the permutation is left out and the
/// exact test stands alone.
pub const MOST_LABELLINGS: u64 = 100_000;

/// As many cells as the tables of all attributes can have together. A file can give 500 people a
/// thousand attributes of which every value is different; no table of these says anything.
pub const MOST_CELLS: usize = 1_000_000;

/// The groups that one attribute makes. Every list is in the order of `values`.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups {
    /// The attribute's name.
    pub attribute: String,
    /// Its values in the order in which the roster has them first; `None` last, if it is not
    /// stated of someone.
    pub values: Vec<Option<String>>,
    /// How many people of the roster there are of each.
    pub people: Vec<u32>,
    /// Airtime over everyone's; `None` when nobody spoke.
    pub share: Vec<Option<f64>>,
    /// Interruptions of both outcomes, `[row = who][column = whom]`; `None` where nothing was
    /// marked by hand in an imported meeting, and beyond [`MOST_CELLS`].
    pub interruptions: Option<Matrix>,
    /// Interruptions received per minute of the group's own floor; `None` where nothing was
    /// marked by hand.
    pub received_per_min: Option<Vec<Rate>>,
    /// The first value compared with the second; `None` unless exactly two are stated, or where
    /// nothing was marked by hand.
    pub comparison: Option<Comparison>,
}

/// Two groups compared: how often the people of each were interrupted per minute of their own
/// floor. All `None` where one of them had no floor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// The first group's rate over the second's; `None` when the second received none.
    pub rate_ratio: Option<f64>,
    /// Lower end of the ratio's exact 95 % interval (Clopper & Pearson 1934).
    pub low: Option<f64>,
    /// Upper end; `None` when the second group received none.
    pub high: Option<f64>,
    /// The exact test of a ~ Bin(a + b, Ta / (Ta + Tb)), a and b being what the two received and
    /// Ta and Tb their floor.
    pub p_exact: Option<f64>,
    /// The share of all ways of dealing out the two values among the people by which the rates
    /// would differ at least as much: interruptions come in clusters, by person.
    /// `None` above [`MOST_LABELLINGS`].
    pub p_permutation: Option<f64>,
    /// The smallest share that so few people allow.
    pub p_smallest: Option<f64>,
    /// Whether both rates are of enough to be compared at all: a comparison ranks two rates, and
    /// too few are never ranked.
    pub enough: bool,
}

/// What is known of one person.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Member {
    pub airtime: Span,
    pub received: u32,
}

/// The groups of every attribute, in order.
///
/// `interruptions` are `None` where nothing was marked.
pub(super) fn groups(
    attributes: &[String],
    roster: &Roster,
    members: &[Member],
    interruptions: Option<&Matrix>,
) -> Vec<Groups> {
    let mut cells = MOST_CELLS;
    let of_one = |attribute: &String| {
        let (values, group) = values(attribute, roster);
        let mut sums = vec![Sum::default(); values.len()];
        for (member, group) in members.iter().zip(&group) {
            if let Some(sum) = sums.get_mut(*group) {
                sum.people += 1;
                sum.airtime += member.airtime;
                sum.received += member.received;
            }
        }
        let talk: Span = sums.iter().map(|sum| sum.airtime).sum();
        let stated = values.iter().flatten().count();
        let room = cells.checked_sub(values.len() * values.len());
        cells = room.unwrap_or(cells);
        Groups {
            attribute: attribute.clone(),
            people: sums.iter().map(|sum| sum.people).collect(),
            share: sums
                .iter()
                .map(|sum| (!talk.is_zero()).then(|| sum.airtime.seconds() / talk.seconds()))
                .collect(),
            interruptions: interruptions
                .filter(|_| room.is_some())
                .map(|matrix| by_group(matrix, &group, values.len())),
            received_per_min: interruptions.map(|_| {
                sums.iter()
                    .map(|sum| Rate::of(sum.received, sum.airtime))
                    .collect()
            }),
            comparison: match (sums.as_slice(), stated) {
                ([a, b, ..], 2) if interruptions.is_some() => {
                    let people = members.iter().zip(&group);
                    Some(Comparison::of(a.counted(), b.counted()).permuted(&dealt(people)))
                }
                _ => None,
            },
            values,
        }
    };
    attributes.iter().map(of_one).collect()
}

#[derive(Clone, Copy, Default)]
struct Sum {
    people: u32,
    received: u32,
    airtime: Span,
}

impl Sum {
    const fn counted(&self) -> (u32, Span) {
        (self.received, self.airtime)
    }
}

/// The values of an attribute, and for each person the place of theirs.
fn values(attribute: &str, roster: &Roster) -> (Vec<Option<String>>, Vec<usize>) {
    let stated = |who: Who| {
        let person = roster.people().get(who.place());
        person.and_then(|person| person.attributes.get(attribute)?.as_deref())
    };
    let mut places = Names::default();
    let mut values = Vec::new();
    for value in roster.everyone().filter_map(stated) {
        if places.get(value).is_none() {
            places.set(value, values.len());
            values.push(Some(value.to_owned()));
        }
    }
    let not_stated = values.len();
    let place = |who: Who| stated(who).and_then(|value| places.get(value));
    let group: Vec<usize> = roster
        .everyone()
        .map(|who| place(who).unwrap_or(not_stated))
        .collect();
    if group.contains(&not_stated) {
        values.push(None);
    }
    (values, group)
}

/// The matrix of people as one of groups.
fn by_group(matrix: &Matrix, group: &[usize], groups: usize) -> Matrix {
    let mut sums = vec![vec![0; groups]; groups];
    for (row, who) in matrix.iter().zip(group) {
        let Some(sums) = sums.get_mut(*who) else {
            continue;
        };
        for (count, whom) in row.iter().zip(group) {
            if let Some(sum) = sums.get_mut(*whom) {
                *sum += count;
            }
        }
    }
    sums
}

impl Comparison {
    /// Compares what two groups received over their own floor.
    pub fn of((a, floor_a): (u32, Span), (b, floor_b): (u32, Span)) -> Self {
        let (rate_a, rate_b) = (Rate::of(a, floor_a), Rate::of(b, floor_b));
        let enough = rate_a.enough && rate_b.enough;
        if floor_a.is_zero() || floor_b.is_zero() {
            return Self {
                enough,
                ..Self::default()
            };
        }
        let (ta, tb) = (rate_a.minutes, rate_b.minutes);
        let n = a.saturating_add(b);
        let (low_a, low_b) = (clopper_pearson_low(a, n), clopper_pearson_low(b, n));
        let some = b > 0;
        Self {
            rate_ratio: some.then(|| f64::from(a) / ta / (f64::from(b) / tb)),
            low: Some(low_a / (1.0 - low_a) * (tb / ta)),
            high: some.then(|| (1.0 - low_b) / low_b * (tb / ta)),
            p_exact: Some(binomial_test(a, n, ta / (ta + tb))),
            p_permutation: None,
            p_smallest: None,
            enough,
        }
    }

    /// The same with the permutation of these people.
    fn permuted(mut self, people: &[Dealt]) -> Self {
        if let Some(permutation) = permutation(people) {
            self.p_permutation = Some(permutation.p);
            self.p_smallest = Some(permutation.smallest);
        }
        self
    }
}

/// Someone who had the floor and has one of the two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dealt {
    /// Interruptions they received.
    pub received: u32,
    /// Their own floor.
    pub floor: Span,
    /// Whether they have the first value.
    pub first: bool,
}

fn dealt<'a>(people: impl Iterator<Item = (&'a Member, &'a usize)>) -> Vec<Dealt> {
    people
        .filter(|(member, group)| **group < 2 && !member.airtime.is_zero())
        .map(|(member, group)| Dealt {
            received: member.received,
            floor: member.airtime,
            first: *group == 0,
        })
        .collect()
}

/// What dealing out the two values in every way shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Permutation {
    /// ln((a + ½) / Ta) − ln((b + ½) / Tb) as it is.
    pub statistic: f64,
    /// In how many ways the values can be dealt out.
    pub labellings: u64,
    /// The share of them in which the statistic is at least as far from 0.
    pub p: f64,
    /// The smallest share that can come of it: one way, or two where both groups are of the same
    /// size, since then they can change places.
    pub smallest: f64,
}

/// Deals out the two values among these people in every way; `None` where all have the same one,
/// and above [`MOST_LABELLINGS`].
pub fn permutation(people: &[Dealt]) -> Option<Permutation> {
    let all = people.len();
    let first = people.iter().filter(|person| person.first).count();
    let fewer = first.min(all - first);
    let labellings = ways(all as u64, fewer as u64).filter(|_| fewer > 0)?;
    let whole = people.iter().fold(Hand::default(), Hand::with);
    let firsts = people.iter().filter(|person| person.first);
    let statistic = firsts.fold(Hand::default(), Hand::with).statistic(whole);
    // The last bits must not decide what is as far away.
    let limit = statistic.abs() - 1e-9;
    let mut as_far = 0_u64;
    // Whichever group is dealt out, the other has the rest: the sign turns, the distance stays.
    each_hand(people, fewer, Hand::default(), &mut |hand| {
        as_far += u64::from(hand.statistic(whole).abs() >= limit);
    });
    let best = if 2 * fewer == all { 2.0 } else { 1.0 };
    Some(Permutation {
        statistic,
        labellings,
        p: as_far as f64 / labellings as f64,
        smallest: best / labellings as f64,
    })
}

/// What some of the people received, over their floor.
#[derive(Clone, Copy, Default)]
struct Hand {
    received: u32,
    floor: Span,
}

impl Hand {
    fn with(mut self, person: &Dealt) -> Self {
        self.received += person.received;
        self.floor += person.floor;
        self
    }

    /// Against the rest of the whole.
    fn statistic(self, whole: Self) -> f64 {
        let log_rate =
            |received: u32, floor: Span| ((f64::from(received) + 0.5) / floor.minutes()).ln();
        log_rate(self.received, self.floor)
            - log_rate(whole.received - self.received, whole.floor.less(self.floor))
    }
}

/// Every way of choosing so many of these people.
fn each_hand(mut people: &[Dealt], more: usize, hand: Hand, tell: &mut dyn FnMut(Hand)) {
    if more == 0 {
        tell(hand);
        return;
    }
    while let [person, rest @ ..] = people
        && people.len() >= more
    {
        each_hand(rest, more - 1, hand.with(person), tell);
        people = rest;
    }
}

/// In how many ways k can be chosen from n, 2 k ≤ n; `None` above [`MOST_LABELLINGS`].
fn ways(n: u64, k: u64) -> Option<u64> {
    let mut ways = 1;
    for chosen in 0..k {
        // It only grows, and what is divided is a product of whole binomial coefficients.
        ways = ways * (n - chosen) / (chosen + 1);
        if ways > MOST_LABELLINGS {
            return None;
        }
    }
    Some(ways)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_up_to_a_hundred_thousand() {
        for (n, k, expected) in [
            (0, 0, Some(1)),
            (5, 2, Some(10)),
            (8, 4, Some(70)),
            (19, 9, Some(92_378)),
            (20, 9, None),
            (447, 2, Some(99_681)),
            (448, 2, None),
            (500, 1, Some(500)),
            (500, 250, None),
        ] {
            assert_eq!(ways(n, k), expected, "{k} of {n}");
        }
    }

    #[test]
    fn every_hand_is_dealt_once() {
        let person = |received| Dealt {
            received,
            floor: Span::from_minutes(1),
            first: false,
        };
        let people: Vec<Dealt> = (0..6).map(|place| person(1 << place)).collect();
        for size in 1..=6 {
            let mut hands = std::collections::BTreeSet::new();
            each_hand(&people, size, Hand::default(), &mut |hand| {
                assert!(hands.insert(hand.received), "twice");
                assert_eq!(hand.received.count_ones() as usize, size);
            });
            assert_eq!(hands.len() as u64, [6, 15, 20, 15, 6, 1][size - 1]);
        }
    }
}
