//! New names for machines, and letters for people.

use crate::meeting::{Person, Roster};

/// Letters in which ids are written.
const LETTERS: usize = 26;

/// A, B … Z, AA, AB …: the letters of the thing at this place, from 0.
pub(super) fn letters(place: usize) -> String {
    let alphabet: Vec<char> = ('A'..='Z').collect();
    spelled(place, &alphabet)
}

/// Ids for as many people as a meeting can have: none is or contains one of these people's.
///
/// An id is of one or two signs, so that it can only contain one of as many; and it is made of
/// signs that those do not have.
pub(super) struct Ids {
    signs: Vec<char>,
}

impl Ids {
    pub(super) fn unlike(roster: &Roster) -> Self {
        let short = |person: &&Person| person.id.chars().count() <= 2;
        let taken: Vec<char> = roster
            .people()
            .iter()
            .filter(short)
            .flat_map(|person| person.id.chars())
            .collect();
        // At most 500 people have two signs each: there are more letters than that.
        let all = ('a'..='z').chain('A'..='Z').chain('\u{a1}'..='\u{fff}');
        let free = all.filter(|sign| sign.is_alphabetic() && !taken.contains(sign));
        Self {
            signs: free.take(LETTERS).collect(),
        }
    }

    /// The id of the person at this place, from 0.
    pub(super) fn at(&self, place: usize) -> String {
        spelled(place, &self.signs)
    }
}

/// A number in letters, the way columns of a spreadsheet have it.
fn spelled(place: usize, alphabet: &[char]) -> String {
    let count = alphabet.len().max(1);
    let mut signs: Vec<char> = Vec::new();
    let mut rest = place;
    loop {
        signs.extend(alphabet.get(rest % count));
        match (rest / count).checked_sub(1) {
            Some(left) => rest = left,
            None => return signs.into_iter().rev().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        let cases = [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA")];
        for (place, expected) in cases {
            assert_eq!(letters(place), expected);
        }
        assert_eq!(letters(701), "ZZ");
    }

    #[test]
    fn ids_are_new_whatever_the_old_ones_were() {
        // One and two signs each, so that nearly a thousand are taken.
        let signs: Vec<char> = ('a'..='z').chain('\u{a1}'..='\u{4a0}').collect();
        let people = (0..Roster::MOST).map(|place| Person {
            id: match signs.get(2 * place..2 * place + 2) {
                Some([one, other]) => format!("{one}{other}"),
                _ => place.to_string(),
            },
            ..Person::default()
        });
        let roster = Roster::new(people.collect()).unwrap();
        let ids = Ids::unlike(&roster);
        let new: Vec<String> = (0..Roster::MOST).map(|place| ids.at(place)).collect();
        for (place, id) in new.iter().enumerate() {
            assert!(!id.is_empty() && id.chars().count() <= 2);
            assert!(!new[..place].contains(id), "{id}");
            let old = roster.people().iter();
            assert!(old.clone().all(|person| !id.contains(&person.id)), "{id}");
        }
    }
}
