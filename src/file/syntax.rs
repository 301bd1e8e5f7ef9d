//! Whether a text is JSON (RFC 8259), and if not, where and why.

use crate::problem::{Code, Problem};

/// Checks the whole text, without recursion.
///
/// # Errors
/// `bad-json` with the line.
pub(super) fn check(text: &str) -> Result<(), Problem> {
    let mut reader = Reader {
        bytes: text.as_bytes(),
        at: 0,
    };
    reader.whole().map_err(|reason| reader.problem(reason))
}

/// A check in progress. What is wrong is at the byte that comes next; a text that ends too early
/// is told apart by that.
struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

type Checked = Result<(), &'static str>;

impl Reader<'_> {
    /// One value with nothing behind it.
    fn whole(&mut self) -> Checked {
        // The closing brackets that are due, the outermost first.
        let mut open: Vec<u8> = Vec::new();
        loop {
            let closing = match self.next_after_space() {
                Some(b'{') => b'}',
                Some(b'[') => b']',
                _ => {
                    self.simple()?;
                    0
                }
            };
            if closing != 0 {
                self.at += 1;
                if self.next_after_space() == Some(closing) {
                    self.at += 1;
                } else {
                    open.push(closing);
                    self.name(closing)?;
                    continue;
                }
            }
            // A value is over; perhaps with it the one that it is in.
            loop {
                let next = self.next_after_space();
                let Some(closing) = open.last().copied() else {
                    return match next {
                        None => Ok(()),
                        Some(_) => Err("trailing characters"),
                    };
                };
                if next == Some(b',') {
                    self.at += 1;
                    self.name(closing)?;
                    break;
                }
                if next != Some(closing) {
                    return Err(match closing {
                        b'}' => "expected `,` or `}`",
                        _ => "expected `,` or `]`",
                    });
                }
                self.at += 1;
                open.pop();
            }
        }
    }

    /// In an object, the name before a value.
    fn name(&mut self, closing: u8) -> Checked {
        if closing != b'}' {
            return Ok(());
        }
        if self.next_after_space() != Some(b'"') {
            return Err("key must be a string");
        }
        self.string()?;
        if self.next_after_space() != Some(b':') {
            return Err("expected `:`");
        }
        self.at += 1;
        Ok(())
    }

    /// A value without others in it.
    fn simple(&mut self) -> Checked {
        match self.next() {
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word(b"true"),
            Some(b'f') => self.word(b"false"),
            Some(b'n') => self.word(b"null"),
            _ => Err("expected value"),
        }
    }

    fn word(&mut self, word: &[u8]) -> Checked {
        for letter in word {
            if !self.take(|byte| byte == *letter) {
                return Err("expected value");
            }
        }
        Ok(())
    }

    fn number(&mut self) -> Checked {
        self.take(|byte| byte == b'-');
        if !self.take(|byte| byte == b'0') {
            self.digits()?;
        }
        if self.take(|byte| byte == b'.') {
            self.digits()?;
        }
        if self.take(|byte| matches!(byte, b'e' | b'E')) {
            self.take(|byte| matches!(byte, b'+' | b'-'));
            self.digits()?;
        }
        Ok(())
    }

    /// One digit or more.
    fn digits(&mut self) -> Checked {
        if !self.take(|byte| byte.is_ascii_digit()) {
            return Err("invalid number");
        }
        while self.take(|byte| byte.is_ascii_digit()) {}
        Ok(())
    }

    fn string(&mut self) -> Checked {
        self.at += 1;
        loop {
            match self.next() {
                Some(b'"') => break,
                Some(b'\\') => {
                    self.at += 1;
                    self.escape()?;
                }
                Some(b' '..) => self.at += 1,
                _ => return Err("a line break or another control character in a string"),
            }
        }
        self.at += 1;
        Ok(())
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Checked {
        let digits = if self.take(|byte| byte == b'u') { 4 } else { 0 };
        let known = |byte| matches!(byte, b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't');
        let mut right = digits > 0 || self.take(known);
        for _ in 0..digits {
            right = right && self.take(|byte| byte.is_ascii_hexdigit());
        }
        right.then_some(()).ok_or("invalid escape")
    }

    fn next(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn next_after_space(&mut self) -> Option<u8> {
        while self.take(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {}
        self.next()
    }

    /// Goes on over the next byte if it is one of these.
    fn take(&mut self, is_one: impl Fn(u8) -> bool) -> bool {
        let takes = self.next().is_some_and(is_one);
        self.at += usize::from(takes);
        takes
    }

    fn problem(&self, reason: &str) -> Problem {
        let before = self.bytes.iter().take(self.at);
        let line = 1 + before.clone().filter(|byte| **byte == b'\n').count();
        let column = 1 + before.rev().take_while(|byte| **byte != b'\n').count();
        let message = match self.next() {
            Some(_) => format!("This is not JSON: {reason}, at column {column}."),
            None => {
                "The text stops in the middle: the file is not complete. Copy or download it again."
                    .to_owned()
            }
        };
        Problem::new(Code::BadJson, message).on_line(line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_json_and_what_is_not() {
        for text in [
            "0",
            "-0.5e+10",
            "1E400",
            "[]",
            "[[],{}]",
            " { \"\" : [ 1 , 2 ] } ",
            "\"\\u00e9\\n/\"",
            "null",
            "true",
            "false",
            "\"\u{7f}\u{2028}\"",
        ] {
            assert_eq!(check(text), Ok(()), "{text}");
        }
        for (text, expected) in [
            ("[1 2]", "expected `,` or `]`, at column 4"),
            ("{\"a\" 1}", "expected `:`, at column 6"),
            ("{\"a\":1]", "expected `,` or `}`, at column 7"),
            ("[1,]", "expected value, at column 4"),
            ("[,1]", "expected value, at column 2"),
            ("{a:1}", "key must be a string, at column 2"),
            ("01", "trailing characters, at column 2"),
            ("[+1]", "expected value, at column 2"),
            ("[.5]", "expected value, at column 2"),
            ("[1.]", "invalid number, at column 4"),
            ("[1e]", "invalid number, at column 4"),
            ("[--1]", "invalid number, at column 3"),
            ("[trux]", "expected value, at column 5"),
            ("[\"\\x\"]", "invalid escape, at column 4"),
            ("[\"\\u00g0\"]", "invalid escape, at column 7"),
            (
                "[\"a\nb\"]",
                "a line break or another control character in a string, at column 4",
            ),
            ("]", "expected value, at column 1"),
        ] {
            let problem = check(text).unwrap_err();
            assert_eq!(
                problem.message,
                format!("This is not JSON: {expected}."),
                "{text}"
            );
        }
    }

    #[test]
    fn it_agrees_with_a_well_known_reader() {
        // Every text of up to five of these, as that reader has it.
        let parts = [
            "[", "]", "{", "}", ",", ":", "\"", "1", "-", ".", "e", " ", "\\", "u",
        ];
        let mut texts = vec![String::new()];
        for _ in 0..5 {
            let longer: Vec<String> = texts
                .iter()
                .flat_map(|text| parts.map(|part| format!("{text}{part}")))
                .collect();
            for text in &longer {
                let other = serde_json::from_str::<serde_json::Value>(text).err();
                // Numbers beyond its own are no matter of syntax.
                let other = other.filter(|error| !error.to_string().contains("out of range"));
                assert_eq!(check(text).is_ok(), other.is_none(), "{text}");
            }
            texts = longer;
        }
    }
}
