//! JSON text, walked where it lies.
//!
//! The whole text is checked once, without recursion; after that, walking it needs no more than
//! finding where each value ends. No tree is built: a file of a million events takes the memory
//! of its events, and depth costs a byte.

use std::borrow::Cow;
use std::str::Chars;

use super::decimal::decimal;
use super::syntax;
use crate::problem::Problem;

/// What JSON takes for white space.
const SPACE: [char; 4] = [' ', '\t', '\n', '\r'];

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
        syntax::check(whole)?;
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
    pub(super) fn elements(self) -> Option<Walk<'a>> {
        self.inside('[')
    }

    /// The names and values, if it is an object.
    pub(super) fn members(self) -> Option<Members<'a>> {
        self.inside('{').map(Members)
    }

    /// The characters, if it is a string; `None` also for one with half a character in it.
    pub(super) fn string(self) -> Option<Cow<'a, str>> {
        if self.whole.as_bytes().get(self.from) != Some(&b'"') {
            return None;
        }
        let inner = self.whole.get(self.from + 1..self.to.checked_sub(1)?)?;
        if inner.contains('\\') {
            unescaped(inner).map(Cow::Owned)
        } else {
            Some(Cow::Borrowed(inner))
        }
    }

    /// The number, if it is a whole one that is not negative; `1.0` and `1e3` are.
    pub(super) fn whole_number(self) -> Option<u64> {
        decimal(self.text(), 0)
            .filter(|number| number.exact)
            .map(|number| number.units)
    }

    /// Yes or no, if it is.
    pub(super) fn boolean(self) -> Option<bool> {
        match self.text() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
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

    fn inside(self, opening: char) -> Option<Walk<'a>> {
        self.text().starts_with(opening).then_some(Walk {
            whole: self.whole,
            at: self.from + 1,
        })
    }
}

/// One name with its value after the other, to the end of the object.
pub(super) struct Members<'a>(Walk<'a>);

impl<'a> Iterator for Members<'a> {
    type Item = (Raw<'a>, Raw<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        Some((self.0.next()?, self.0.next()?))
    }
}

/// One value after the other, to the end of the list or object.
#[derive(Default)]
pub(super) struct Walk<'a> {
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

/// The characters of a string that has escapes in it.
fn unescaped(inner: &str) -> Option<String> {
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner.chars();
    while let Some(character) = rest.next() {
        text.push(match character {
            '\\' => escaped(&mut rest)?,
            other => other,
        });
    }
    Some(text)
}

/// The character that stands behind a backslash; `None` for half a one.
fn escaped(rest: &mut Chars<'_>) -> Option<char> {
    match rest.next()? {
        'b' => Some('\u{8}'),
        'f' => Some('\u{c}'),
        'n' => Some('\n'),
        'r' => Some('\r'),
        't' => Some('\t'),
        'u' => match unit(rest)? {
            // What does not fit in four digits comes in two parts.
            high @ 0xd800..=0xdbff => {
                let second = (rest.next()?, rest.next()?) == ('\\', 'u');
                let low = unit(rest).filter(|low| second && (0xdc00..=0xdfff).contains(low))?;
                char::from_u32(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00))
            }
            unit => char::from_u32(unit),
        },
        other => Some(other),
    }
}

/// Four hexadecimal digits.
fn unit(rest: &mut Chars<'_>) -> Option<u32> {
    let mut unit = 0;
    for _ in 0..4 {
        unit = unit * 16 + rest.next()?.to_digit(16)?;
    }
    Some(unit)
}

/// Adds a string in quotation marks.
pub(super) fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\u{1f}' => out.push_str(&format!("\\u{:04x}", u32::from(character))),
            other => out.push(other),
        }
    }
    out.push('"');
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
            ("1500e-2", Some(15)),
            ("150.25E+2", Some(15_025)),
            ("18446744073709551615", Some(u64::MAX)),
            ("18446744073709551616", None),
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
    fn strings_are_read_as_they_were_meant() {
        for (text, expected) in [
            (
                r#""\"\\\/\b\f\n\r\t\u00e9""#,
                Some("\"\\/\u{8}\u{c}\n\r\té"),
            ),
            (r#""\ud83d\ude42""#, Some("🙂")),
            (r#""\ud83d""#, None),
            (r#""\ude42""#, None),
            (r#""\ud83d\u0041""#, None),
            (r#""\ud83dx\ude42""#, None),
        ] {
            let string = Raw::checked(text).unwrap().string();
            assert_eq!(string.as_deref(), expected, "{text}");
        }
        let mut out = String::new();
        write_string("\"\\\u{1}\u{1f}\u{7f}é🙂\n", &mut out);
        assert_eq!(out, "\"\\\"\\\\\\u0001\\u001f\u{7f}é🙂\\n\"");
    }

    #[test]
    fn depth_costs_nothing() {
        let deep = format!("{}{}", "[".repeat(1_000_000), "]".repeat(1_000_000));
        let raw = Raw::checked(&deep).unwrap();
        assert_eq!(raw.elements().unwrap().count(), 1);
    }
}
