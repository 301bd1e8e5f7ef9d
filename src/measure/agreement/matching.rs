//! Which event of one record is which of the other.
//!
//! Greedily, the closest first: of all pairs of the same type and people that are near enough, the two that
//! are nearest in time belong together, then the two nearest of the rest. Whoever misses the first of
//! two interruptions has missed the first, and not the second.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Mark;
use crate::order;

/// Events that both records have, and that one has alone; all in order of their times.
#[derive(Default)]
pub(super) struct Matched {
    pub(super) both: Vec<[Mark; 2]>,
    pub(super) only_first: Vec<Mark>,
    pub(super) only_second: Vec<Mark>,
}

/// One of the events of the same type and people, in a row in order of their times.
struct Link {
    mark: Mark,
    is_second: bool,
    before: Option<usize>,
    after: Option<usize>,
    taken: bool,
}

/// Matches these events, at most `tolerance` milliseconds apart.
pub(super) fn matched(first: Vec<Mark>, second: Vec<Mark>, tolerance: u64) -> Matched {
    let first = first.into_iter().map(|mark| (mark, false));
    let mut all: Vec<(Mark, bool)> = first
        .chain(second.into_iter().map(|mark| (mark, true)))
        .collect();
    // In time, and then, as sorting keeps what is in order, by type and people.
    order::by_key(&mut all, |(mark, _)| (mark.at, mark.kind.class() as u64));
    order::by_key(&mut all, |(mark, _)| {
        let (kind, who, whom) = mark.kind.identity();
        (kind.into(), (who as u64) << 32 | whom as u64)
    });
    let same = |(one, _): &(Mark, bool), (other, _): &(Mark, bool)| {
        one.kind.identity() == other.kind.identity()
    };
    let mut matched = Matched::default();
    for row in all.chunk_by(same) {
        match_row(row, tolerance, &mut matched);
    }
    order::by_key(&mut matched.both, |[mark, _]| (mark.at, mark.n.into()));
    for marks in [&mut matched.only_first, &mut matched.only_second] {
        order::by_key(marks, |mark| (mark.at, mark.n.into()));
    }
    matched
}

/// Matches events of the same type and people. The closest pair always stands side by side: anything
/// between the two would be closer still to one of them. So it is enough to look at neighbours, and
/// at those who become neighbours when a pair is taken out.
fn match_row(row: &[(Mark, bool)], tolerance: u64, matched: &mut Matched) {
    let link = |(place, (mark, is_second)): (usize, &(Mark, bool))| Link {
        mark: *mark,
        is_second: *is_second,
        before: place.checked_sub(1),
        after: Some(place + 1).filter(|next| *next < row.len()),
        taken: false,
    };
    let mut links: Vec<Link> = row.iter().enumerate().map(link).collect();
    let pair = |links: &[Link], one: Option<usize>, other: Option<usize>| {
        let (one, other) = (one?, other?);
        let (left, right) = (links.get(one)?, links.get(other)?);
        let apart = right.mark.at - left.mark.at;
        // Of two that are equally near, the one that says the same.
        let differ = left.mark.kind.class() != right.mark.kind.class();
        (left.is_second != right.is_second && apart <= tolerance)
            .then_some(Reverse((apart, differ, one, other)))
    };
    let mut nearest: BinaryHeap<_> = (1..row.len())
        .filter_map(|place| pair(&links, Some(place - 1), Some(place)))
        .collect();
    while let Some(Reverse((_, _, one, other))) = nearest.pop() {
        let taken = |place: usize| links.get(place).is_none_or(|link| link.taken);
        if taken(one) || taken(other) {
            continue;
        }
        if let (Some(left), Some(right)) = (links.get(one), links.get(other)) {
            matched.both.push(match left.is_second {
                false => [left.mark, right.mark],
                true => [right.mark, left.mark],
            });
            let (before, after) = (left.before, right.after);
            for place in [one, other] {
                if let Some(link) = links.get_mut(place) {
                    link.taken = true;
                }
            }
            if let Some(link) = before.and_then(|place| links.get_mut(place)) {
                link.after = after;
            }
            if let Some(link) = after.and_then(|place| links.get_mut(place)) {
                link.before = before;
            }
            nearest.extend(pair(&links, before, after));
        }
    }
    for link in links.into_iter().filter(|link| !link.taken) {
        match link.is_second {
            false => matched.only_first.push(link.mark),
            true => matched.only_second.push(link.mark),
        }
    }
}
