//! The fields of one object in a file: known ones by name, the rest kept; and the sentences
//! that say which of them is wrong.

use std::fmt;

use super::json::{Raw, Walk};
use crate::problem::{Code, Problem};
use crate::time::Moment;

/// Where an object stands, as in `events[3].set`. Put into words only when something is wrong.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Path {
    /// The list that it is in, and its place there from 0.
    pub(super) list: Option<(&'static str, usize)>,
    /// The field of that entry, or of the top, whose value it is.
    pub(super) inside: Option<&'static str>,
}

impl Path {
    pub(super) const fn entry(list: &'static str, place: usize) -> Self {
        Self {
            list: Some((list, place)),
            inside: None,
        }
    }

    pub(super) const fn inside(self, field: &'static str) -> Self {
        Self {
            inside: Some(field),
            ..self
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((list, place)) = self.list {
            write!(out, "{list}[{place}]")?;
        }
        if let Some(field) = self.inside {
            let dot = if self.list.is_some() { "." } else { "" };
            write!(out, "{dot}{field}")?;
        }
        Ok(())
    }
}

/// One object, taken apart.
#[derive(Debug)]
pub(super) struct Fields<'a> {
    object: Raw<'a>,
    path: Path,
    names: &'static [&'static str],
    values: Vec<Option<Raw<'a>>>,
    /// Whether there are others.
    has_unknown: bool,
}

impl<'a> Fields<'a> {
    /// The fields of these names, and the rest. Of a name that occurs twice the last counts.
    ///
    /// # Errors
    /// `bad-field` for what is no object.
    pub(super) fn of(
        object: Raw<'a>,
        path: Path,
        names: &'static [&'static str],
    ) -> Result<Self, Problem> {
        let members = object
            .members()
            .ok_or_else(|| wrong(&path, object, "an object", Code::BadField))?;
        let mut values = vec![None; names.len()];
        let mut has_unknown = false;
        for (name, value) in members {
            match place(name, names).and_then(|place| values.get_mut(place)) {
                Some(slot) => *slot = Some(value),
                None => has_unknown = true,
            }
        }
        Ok(Self {
            object,
            path,
            names,
            values,
            has_unknown,
        })
    }

    /// The unknown fields as JSON text, `"name":value,…`.
    pub(super) fn unknown(&self) -> String {
        let mut unknown = String::new();
        let members = self.has_unknown.then(|| self.object.members()).flatten();
        let others = members.into_iter().flatten();
        for (name, value) in others.filter(|(name, _)| place(*name, self.names).is_none()) {
            if !unknown.is_empty() {
                unknown.push(',');
            }
            name.write_compact(&mut unknown);
            unknown.push(':');
            value.write_compact(&mut unknown);
        }
        unknown
    }

    /// What this field says, null included.
    pub(super) fn stated(&self, name: &str) -> Option<Raw<'a>> {
        let place = self.names.iter().position(|known| *known == name)?;
        self.values.get(place).copied().flatten()
    }

    /// What this field says; null is nothing.
    pub(super) fn get(&self, name: &str) -> Option<Raw<'a>> {
        self.stated(name).filter(|value| !value.is_null())
    }

    /// The problem that this field is missing or not what belongs there.
    pub(super) fn wrong(&self, name: &'static str, expected: &str) -> Problem {
        self.wrong_with(name, expected, Code::BadField)
    }

    fn wrong_with(&self, name: &'static str, expected: &str, code: Code) -> Problem {
        let path = self.field(name);
        match self.stated(name) {
            Some(value) => wrong(&path, value, expected, code),
            None => Problem::new(
                code,
                format!("“{path}” is missing: {expected} belongs there."),
            )
            .on_line(self.object.line()),
        }
    }

    /// Where this field stands, in words.
    pub(super) fn field(&self, name: &str) -> String {
        let path = self.path.to_string();
        let dot = if path.is_empty() { "" } else { "." };
        format!("{path}{dot}{name}")
    }

    /// A text; `None` where there is none.
    pub(super) fn text(&self, name: &'static str) -> Result<Option<String>, Problem> {
        let Some(value) = self.get(name) else {
            return Ok(None);
        };
        match value.string() {
            Some(text) => Ok(Some(text.into_owned())),
            None => Err(self.wrong(name, "a text")),
        }
    }

    /// A text; empty where there is none.
    pub(super) fn text_or_empty(&self, name: &'static str) -> Result<String, Problem> {
        Ok(self.text(name)?.unwrap_or_default())
    }

    /// A text that has to be there.
    pub(super) fn required_text(&self, name: &'static str) -> Result<String, Problem> {
        self.text(name)?.ok_or_else(|| self.wrong(name, "a text"))
    }

    /// A time; `None` where there is none.
    pub(super) fn time(&self, name: &'static str) -> Result<Option<Moment>, Problem> {
        let Some(value) = self.stated(name) else {
            return Ok(None);
        };
        let time = value.whole_number().and_then(Moment::new);
        time.map(Some).ok_or_else(|| self.bad_time(name))
    }

    /// The problem with a time.
    pub(super) fn bad_time(&self, name: &'static str) -> Problem {
        let expected = format!(
            "a whole number of milliseconds since the start, from 0 to {} (31 days),",
            Moment::LATEST.millis()
        );
        self.wrong_with(name, &expected, Code::BadTime)
    }

    /// One of several words, with what it means; `None` where there is none.
    fn word<T: Copy>(
        &self,
        name: &'static str,
        choices: &[(&'static str, T)],
    ) -> Result<Option<(&'static str, T)>, Problem> {
        let Some(value) = self.get(name) else {
            return Ok(None);
        };
        let word = value.string().unwrap_or_default();
        let found = choices.iter().find(|(choice, _)| *choice == word);
        let found = found.ok_or_else(|| self.wrong(name, &one_of(choices)))?;
        Ok(Some(*found))
    }

    /// One of several words that has to be there, with what it means.
    pub(super) fn required_word<T: Copy>(
        &self,
        name: &'static str,
        choices: &[(&'static str, T)],
    ) -> Result<(&'static str, T), Problem> {
        self.word(name, choices)?
            .ok_or_else(|| self.wrong(name, &one_of(choices)))
    }

    /// What one of several words means; `None` where there is none.
    pub(super) fn choice<T: Copy>(
        &self,
        name: &'static str,
        choices: &[(&'static str, T)],
    ) -> Result<Option<T>, Problem> {
        let word = self.word(name, choices)?;
        Ok(word.map(|(_, meaning)| meaning))
    }

    /// What one of several words means that has to be there.
    pub(super) fn required_choice<T: Copy>(
        &self,
        name: &'static str,
        choices: &[(&'static str, T)],
    ) -> Result<T, Problem> {
        let (_, meaning) = self.required_word(name, choices)?;
        Ok(meaning)
    }

    /// The elements of a list; none where there is no list.
    pub(super) fn list(&self, name: &'static str) -> Result<Walk<'a>, Problem> {
        match self.get(name) {
            None => Ok(Walk::default()),
            Some(value) => value.elements().ok_or_else(|| self.wrong(name, "a list")),
        }
    }
}

/// The place of the name that this says among known ones.
fn place(name: Raw<'_>, known: &[&str]) -> Option<usize> {
    let name = name.string()?;
    known.iter().position(|known| *known == name)
}

fn one_of<T>(choices: &[(&'static str, T)]) -> String {
    let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
    format!("one of {}", words.join(", "))
}

/// The problem that this value is not what belongs there.
pub(super) fn wrong(
    path: &impl fmt::Display,
    value: Raw<'_>,
    expected: &str,
    code: Code,
) -> Problem {
    let path = path.to_string();
    let named = match path.as_str() {
        "" => "This".to_owned(),
        path => format!("“{path}”"),
    };
    Problem::new(
        code,
        format!("{named} is {}: {expected} belongs there.", shown(value)),
    )
    .on_line(value.line())
}

/// A value as a sentence shows it: short.
pub(super) fn shown(value: Raw<'_>) -> String {
    const MOST: usize = 40;
    let text = value.text();
    if text.starts_with('{') {
        return "an object".to_owned();
    }
    if text.starts_with('[') {
        return "a list".to_owned();
    }
    let mut shown: String = text.chars().take(MOST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
