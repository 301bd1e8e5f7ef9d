//! JSON text, walked where it lies.
//!
//! `serde_json` checks the whole text once, without recursion and with the line of any mistake;
//! after that, walking it needs no more than finding where each value ends. No tree is built:
//! a file of a million events takes the memory of its events, and depth costs nothing.

use std::borrow::Cow;

use serde::de::IgnoredAny;

use crate::problem::{Code, Problem};

/// What JSON takes for white space.
const SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

/// The greatest whole number that every reader of JSON takes exactly: 2⁵³.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// One value in a text that has been checked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Raw<'a> {
    whole: &'a str,
    from: usize,
    to: usize,
}

impl<'a> Raw<'a> {
    /// The value that this text is.
    ///
    /// # Errors
    /// `bad-json` with the line.
    pub(super) fn checked(whole: &'a str) -> Result<Self, Problem> {
        serde_json::from_str::<IgnoredAny>(whole).map_err(|error| bad_json(&error))?;
        Ok(Self {
            whole,
            from: whole.len() - whole.trim_start_matches(SPACE).len(),
            to: whole.trim_end_matches(SPACE).len(),
        })
    }

    /// Its text.
    pub(super) fn text(self) -> &'a str {
        self.whole.get(self.from..self.to).unwrap_or_default()
    }

    /// The line it starts on, from 1. Counted anew each time: for problems only.
    pub(super) fn line(self) -> usize {
        let before = self.whole.bytes().take(self.from);
        1 + before.filter(|byte| *byte == b'\n').count()
    }

    /// Whether it is null.
    pub(super) fn is_null(self) -> bool {
        self.text() == "null"
    }

    /// The elements, if it is a list.
    pub(super) fn elements(self) -> Option<impl Iterator<Item = Raw<'a>>> {
        self.text().starts_with('[').then(|| self.inside())
    }

    /// The names and values, if it is an object.
    pub(super) fn members(self) -> Option<impl Iterator<Item = (Raw<'a>, Raw<'a>)>> {
        let mut inside = self.text().starts_with('{').then(|| self.inside())?;
        Some(std::iter::from_fn(move || {
            Some((inside.next()?, inside.next()?))
        }))
    }

    /// The characters, if it is a string; `None` also for one with half a character in it.
    pub(super) fn string(self) -> Option<Cow<'a, str>> {
        let text = self.text();
        let inner = text.strip_prefix('"')?.strip_suffix('"')?;
        if inner.contains('\\') {
            serde_json::from_str(text).ok().map(Cow::Owned)
        } else {
            Some(Cow::Borrowed(inner))
        }
    }

    /// The number, if it is a whole one that is not negative; `1.0` and `1e3` are.
    pub(super) fn whole_number(self) -> Option<u64> {
        let text = self.text();
        text.parse().ok().or_else(|| {
            let number: f64 = text.parse().ok()?;
            let whole = number.fract() == 0.0 && (0.0..=EXACT).contains(&number);
            whole.then_some(number as u64)
        })
    }

    /// Yes or no, if it is.
    pub(super) fn boolean(self) -> Option<bool> {
        self.text().parse().ok()
    }

    /// Adds its text without white space between values, so that it fits in one line.
    pub(super) fn write_compact(self, out: &mut String) {
        let (mut in_string, mut escaped) = (false, false);
        for character in self.text().chars() {
            match character {
                '"' if !escaped => in_string = !in_string,
                _ if !in_string && SPACE.contains(&character) => continue,
                _ => {}
            }
            escaped = character == '\\' && !escaped;
            out.push(character);
        }
    }

    fn inside(self) -> Walk<'a> {
        Walk {
            whole: self.whole,
            at: self.from + 1,
        }
    }
}

/// One value after the other, to the end of the list or object.
struct Walk<'a> {
    whole: &'a str,
    at: usize,
}

impl<'a> Iterator for Walk<'a> {
    type Item = Raw<'a>;

    fn next(&mut self) -> Option<Raw<'a>> {
        let bytes = self.whole.as_bytes();
        while bytes.get(self.at).is_some_and(|byte| is_between(*byte)) {
            self.at += 1;
        }
        let from = self.at;
        self.at = end_of_value(bytes, from);
        // Nothing before the closing bracket: the end.
        (self.at > from).then_some(Raw {
            whole: self.whole,
            from,
            to: self.at,
        })
    }
}

/// Whether this byte can stand between two values.
const fn is_between(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b':')
}

fn end_of_value(bytes: &[u8], from: usize) -> usize {
    let mut depth = 0_usize;
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = end_of_string(bytes, at);
                if depth == 0 {
                    return at;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return at,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            byte if depth == 0 && is_between(*byte) => return at,
            _ => {}
        }
        at += 1;
    }
    at
}

fn end_of_string(bytes: &[u8], from: usize) -> usize {
    let mut at = from + 1;
    loop {
        match bytes.get(at) {
            Some(b'\\') => at += 2,
            Some(b'"') => return at + 1,
            Some(_) => at += 1,
            None => return bytes.len(),
        }
    }
}

fn bad_json(error: &serde_json::Error) -> Problem {
    let message = if error.is_eof() {
        "The text stops in the middle: the file is not complete. Copy or download it again."
            .to_owned()
    } else {
        let sentence = error.to_string();
        let reason = sentence.split(" at line ").next().unwrap_or_default();
        format!("This is not JSON: {reason}, at column {}.", error.column())
    };
    Problem::new(Code::BadJson, message).on_line(error.line())
}

/// Adds a string in quotation marks.
pub(super) fn write_string(text: &str, out: &mut String) {
    // Writing a string to memory cannot fail.
    out.push_str(&serde_json::to_string(text).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn members(text: &str) -> Vec<(String, String)> {
        Raw::checked(text)
            .unwrap()
            .members()
            .unwrap()
            .map(|(name, value)| (name.text().to_owned(), value.text().to_owned()))
            .collect()
    }

    #[test]
    fn values_are_found_where_they_lie() {
        let text = r#" { "a" : [1, {"b":"]}"}] ,"c\"":"x\\","d":-1.5e3,"e":null, "f":{} } "#;
        let expected = [
            (r#""a""#, r#"[1, {"b":"]}"}]"#),
            (r#""c\"""#, r#""x\\""#),
            (r#""d""#, "-1.5e3"),
            (r#""e""#, "null"),
            (r#""f""#, "{}"),
        ];
        assert_eq!(
            members(text),
            expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
        assert!(members("{ }").is_empty());
        assert!(Raw::checked("[]").unwrap().members().is_none());
    }

    #[test]
    fn white_space_inside_strings_stays() {
        let mut out = String::new();
        let text = "[ 1 ,\n { \"a b\" : \"c \\\" d\\\\\" } , \" \" ]";
        Raw::checked(text).unwrap().write_compact(&mut out);
        assert_eq!(out, r#"[1,{"a b":"c \" d\\"}," "]"#);
    }

    #[test]
    fn whole_numbers_in_every_dress() {
        for (text, expected) in [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("1000", Some(1000)),
            ("1000.0", Some(1000)),
            ("1e3", Some(1000)),
            ("1.5", None),
            ("-1", None),
            ("1e400", None),
            ("true", None),
            ("\"1\"", None),
        ] {
            assert_eq!(
                Raw::checked(text).unwrap().whole_number(),
                expected,
                "{text}"
            );
        }
    }

    #[test]
    fn depth_costs_nothing() {
        let deep = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
        let raw = Raw::checked(&deep).unwrap();
        assert_eq!(raw.elements().unwrap().count(), 1);
    }
}
