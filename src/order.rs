//! One sort and one register of names for everything.
//!
//! A sort of the standard library is compiled anew for each type and each way of comparing, some
//! kilobytes each time; so is a map for each type it holds. Here things are put in order by two
//! numbers and names stand for numbers, and both are there once.

use std::collections::BTreeMap;

/// What things are put in order by: the first number, and where it is the same the second.
pub type Key = (u64, u64);

/// Puts things in the order of their keys; those of the same key stay as they are.
pub fn by_key<T>(things: &mut Vec<T>, key: impl Fn(&T) -> Key) {
    let Some(places) = sorted(things.iter().map(key).collect()) else {
        return;
    };
    let mut taken: Vec<Option<T>> = things.drain(..).map(Some).collect();
    let in_order = places
        .into_iter()
        .filter_map(|place| taken.get_mut(place).and_then(Option::take));
    things.extend(in_order);
}

/// The place that each thing of a sorted list had before; `None` where they are in order.
#[inline(never)]
fn sorted(keys: Vec<Key>) -> Option<Vec<usize>> {
    if keys.is_sorted() {
        return None;
    }
    let keyed: Vec<(Key, usize)> = keys.into_iter().zip(0..).collect();
    // What is in order already, as most of it is here, is one run from the start.
    let runs = keyed.chunk_by(|one, next| one <= next);
    let mut runs: Vec<Vec<(Key, usize)>> = runs.map(<[_]>::to_vec).collect();
    while runs.len() > 1 {
        runs = runs.chunks(2).map(merged).collect();
    }
    Some(runs.into_iter().flatten().map(|(_, place)| place).collect())
}

/// One or two runs as one.
fn merged(runs: &[Vec<(Key, usize)>]) -> Vec<(Key, usize)> {
    let (mut one, mut other) = match runs {
        [one, other] => (one.as_slice(), other.as_slice()),
        _ => return runs.concat(),
    };
    let mut merged = Vec::with_capacity(one.len() + other.len());
    while let ([first, rest @ ..], [second, others @ ..]) = (one, other) {
        if first <= second {
            merged.push(*first);
            one = rest;
        } else {
            merged.push(*second);
            other = others;
        }
    }
    merged.extend_from_slice(one);
    merged.extend_from_slice(other);
    merged
}

/// Names, each with a number.
#[derive(Debug, Default)]
pub struct Names {
    numbers: BTreeMap<String, usize>,
}

impl Names {
    /// The number of this name, if it has one.
    pub fn get(&self, name: &str) -> Option<usize> {
        self.numbers.get(name).copied()
    }

    /// Gives this name a number; the one that it had before is returned.
    #[inline(never)]
    pub fn set(&mut self, name: &str, number: usize) -> Option<usize> {
        self.numbers.insert(name.to_owned(), number)
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_sorts_as_any_stable_sort() {
        // A little generator of numbers that look random.
        let mut state = 7_u64;
        let mut random = |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) % below
        };
        for length in [0, 1, 2, 3, 10, 1000] {
            let things: Vec<(u64, u64, usize)> = (0..length)
                .map(|place| (random(30), random(3), place))
                .collect();
            let mut expected = things.clone();
            expected.sort_by_key(|thing| (thing.0, thing.1));
            let mut found = things;
            by_key(&mut found, |thing| (thing.0, thing.1));
            assert_eq!(found, expected);
        }
    }
}
