//! People, by their place in the roster.

use std::collections::BTreeMap;

use crate::order::Names;

/// Someone in the room or on the call. Nobody's identity is ever guessed: what is not stated
/// stays not stated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// A name for machines, unlike anybody else's in the meeting.
    pub id: String,
    /// The name as it was written.
    pub name: String,
    /// `chair`, `presenter`, or another word; `None` for everyone else.
    pub role: Option<String>,
    /// Values of free-named attributes; `None` or no entry is *not stated*.
    pub attributes: BTreeMap<String, Option<String>>,
}

/// A person's place in the roster, from 0. Places never change: people are added, not removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Who(u16);

impl Who {
    /// The person at this place; `None` beyond what a roster can hold.
    pub fn at(place: usize) -> Option<Self> {
        (place < Roster::MOST)
            .then(|| u16::try_from(place).ok().map(Self))
            .flatten()
    }

    /// The place in the roster, from 0.
    pub const fn place(self) -> usize {
        self.0 as usize
    }

    /// The same as a key to sort by.
    pub const fn rank(self) -> u64 {
        self.0 as u64
    }
}

/// The people of a meeting, in the order in which they were written down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    people: Vec<Person>,
    labels: Vec<String>,
}

impl Roster {
    /// As many people as one meeting can have.
    pub const MOST: usize = 500;

    /// A roster of these people; those beyond [`Roster::MOST`] are handed back.
    pub fn new(people: Vec<Person>) -> Result<Self, Vec<Person>> {
        if people.len() > Self::MOST {
            return Err(people);
        }
        let mut roster = Self {
            people,
            labels: Vec::new(),
        };
        roster.relabel();
        Ok(roster)
    }

    /// A roster from names alone, as typed or pasted: separated by commas, semicolons, tabs or
    /// line ends; empty ones are passed over. What lists, calendars and mail programs put around
    /// names (bullets, numbers, quotes, addresses) is left out.
    pub fn from_names(text: &str) -> Result<Self, Vec<Person>> {
        Self::new(
            text.split(['\n', '\r'])
                .flat_map(parts)
                .map(bare_name)
                .filter(|name| !name.is_empty())
                .enumerate()
                .map(|(place, name)| Person {
                    id: format!("p{}", place + 1),
                    name,
                    ..Person::default()
                })
                .collect(),
        )
    }

    /// These names as [`Roster::from_names`] reads them.
    pub fn as_text<'a>(names: impl Iterator<Item = &'a str>) -> String {
        let mut text = String::new();
        for name in names {
            if !text.is_empty() {
                text.push_str(", ");
            }
            match name.contains([',', ';']) && !name.contains('"') {
                true => text.extend(["\"", name, "\""]),
                false => text.push_str(name),
            }
        }
        text
    }

    /// How many people there are.
    pub fn len(&self) -> usize {
        self.people.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.people.is_empty()
    }

    /// The people, in order.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// Every place, in order.
    pub fn everyone(&self) -> impl ExactSizeIterator<Item = Who> + use<> {
        // A roster holds at most `MOST` people, so every place fits.
        (0..self.people.len() as u16).map(Who)
    }

    /// Whether someone has this place.
    pub fn has(&self, who: Who) -> bool {
        who.place() < self.people.len()
    }

    /// The person at this place.
    pub fn person(&self, who: Who) -> Option<&Person> {
        self.people.get(who.place())
    }

    /// The name to show: as written, with a number behind it for a second person of that name.
    /// No two people of a meeting have the same label.
    pub fn label(&self, who: Who) -> &str {
        self.labels.get(who.place()).map_or("?", String::as_str)
    }

    /// The place of the person with this id, or else with this exact label or name.
    pub fn find(&self, id_or_name: &str) -> Option<Who> {
        let place = |found: Option<usize>| found.and_then(Who::at);
        place(
            self.people
                .iter()
                .position(|person| person.id == id_or_name),
        )
        .or_else(|| place(self.labels.iter().position(|label| label == id_or_name)))
        .or_else(|| {
            place(
                self.people
                    .iter()
                    .position(|person| person.name == id_or_name),
            )
        })
    }

    fn relabel(&mut self) {
        // Of each name and label how many have it so far.
        let mut taken = Names::default();
        for person in &self.people {
            taken.set(&person.name, 0);
        }
        let mut labels = Vec::with_capacity(self.people.len());
        for person in &self.people {
            let mut number = taken.get(&person.name).unwrap_or(0) + 1;
            let mut label = person.name.clone();
            if number > 1 {
                label = format!("{} ({number})", person.name);
                // Someone may really be called "Ana (2)".
                while taken.get(&label).is_some() {
                    number += 1;
                    label = format!("{} ({number})", person.name);
                }
                taken.set(&label, 1);
            }
            taken.set(&person.name, number);
            labels.push(label);
        }
        self.labels = labels;
    }
}

/// The parts of a line between commas, semicolons and tabs. What begins with a quote and ends with one is
/// a part with all that is in it: "Silva, Ana" <ana@example.org>.
fn parts(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = line;
    loop {
        let begun = rest.trim_start();
        let quoted = begun
            .strip_prefix('"')
            .and_then(|inner| inner.find('"'))
            .map_or(0, |end| rest.len() - begun.len() + end + 2);
        let after = rest.get(quoted..).unwrap_or_default();
        let end = after.find([',', ';', '\t']).map(|end| quoted + end);
        parts.push(end.and_then(|end| rest.get(..end)).unwrap_or(rest));
        match end.and_then(|end| rest.get(end + 1..)) {
            Some(next) => rest = next,
            None => return parts,
        }
    }
}

/// A name without what was pasted along with it.
fn bare_name(text: &str) -> String {
    let invisible = |sign| matches!(sign, '\u{200b}' | '\u{2060}' | '\u{feff}');
    let text = text.replace(invisible, "");
    let mut name = text.trim();
    // "3. Ana", "3) Ana", "• Ana", "- Ana"
    if let Some((first, rest)) = name.split_once(char::is_whitespace) {
        let number = first.strip_suffix(['.', ')']);
        let numbered = number.is_some_and(|number| number.parse::<u32>().is_ok());
        if numbered || matches!(first, "•" | "-" | "–" | "*" | "·") {
            name = rest.trim_start();
        }
    }
    // "Ana Silva <ana@example.org>"
    if let Some((before, address)) = name.split_once('<')
        && address.ends_with('>')
        && !before.trim().is_empty()
    {
        name = before.trim_end();
    }
    let words: Vec<&str> = name
        .trim_matches(['"', '“', '”'])
        .split_whitespace()
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(names: &str) -> Vec<String> {
        let roster = Roster::from_names(names).unwrap();
        roster
            .everyone()
            .map(|who| roster.label(who).to_owned())
            .collect()
    }

    #[test]
    fn names_are_told_apart() {
        let cases: [(&str, &[&str]); 8] = [
            (
                "1. Ana\n2) Ben\n • Chen\n- Dana  Lee\n* Esra",
                &["Ana", "Ben", "Chen", "Dana Lee", "Esra"],
            ),
            (
                "\"Silva, Ana\" <a@example.org>; Ben <ben@example.org>;<c@example.org>",
                &["Silva, Ana", "Ben", "<c@example.org>"],
            ),
            (
                "\u{200b}Ana\u{feff}, Jean-Luc, 2Pac, 3",
                &["Ana", "Jean-Luc", "2Pac", "3"],
            ),
            (
                "Ana, Ben;Chen\tDana\nEsra",
                &["Ana", "Ben", "Chen", "Dana", "Esra"],
            ),
            (" , ,, \n", &[]),
            ("Ana, Ana, Ana", &["Ana", "Ana (2)", "Ana (3)"]),
            ("Ana (2), Ana, Ana", &["Ana (2)", "Ana", "Ana (3)"]),
            (
                "Ana, Ana, Ana (2), Ana (2)",
                &["Ana", "Ana (3)", "Ana (2)", "Ana (2) (2)"],
            ),
        ];
        for (names, expected) in cases {
            assert_eq!(labels(names), expected, "{names:?}");
        }
    }

    #[test]
    fn people_are_found_by_id_label_or_name() {
        let roster = Roster::from_names("Ana, Ben, Ana").unwrap();
        let found = |text: &str| roster.find(text).map(Who::place);
        assert_eq!(found("p2"), Some(1));
        assert_eq!(found("Ana"), Some(0));
        assert_eq!(found("Ana (2)"), Some(2));
        assert_eq!(found("ana"), None);
    }

    #[test]
    fn a_roster_has_room_for_500() {
        assert!(Roster::new(vec![Person::default(); 500]).is_ok());
        assert!(Roster::new(vec![Person::default(); 501]).is_err());
    }
}
