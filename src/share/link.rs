//! A meeting in the part of an address behind `#`, which no server ever sees.
//!
//! `#m=1.` and then the meeting file, compressed (raw deflate, which browsers do themselves) and written in
//! the letters of base64url (RFC 4648 §5) without filling.

use crate::problem::{Code, Problem};

/// What such a part of an address begins with: the form, and its version.
pub const PREFIX: &str = "#m=1.";

/// What one of any version begins with.
const ANY_VERSION: &str = "#m=";

/// As many characters as a link may have behind `#` before a file is offered instead.
///
/// Every browser takes far more. Mail and chat programs do not: 32,000 is about what the longest
/// address fields of office programs keep, and what a mail still carries without being cut.
pub const LONGEST: usize = 32_000;

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The part of an address that holds these compressed bytes.
pub fn to_link(compressed: &[u8]) -> String {
    let mut link = String::with_capacity(PREFIX.len() + compressed.len().div_ceil(3) * 4);
    link.push_str(PREFIX);
    for three in compressed.chunks(3) {
        let byte = |place: usize| u32::from(three.get(place).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for shift in [18, 12, 6, 0].into_iter().take(three.len() + 1) {
            let letter = LETTERS.get((bits >> shift) as usize % LETTERS.len());
            link.extend(letter.map(|letter| char::from(*letter)));
        }
    }
    link
}

/// The compressed bytes that this part of an address holds; `None` where it holds no meeting at all.
///
/// What programs add or change on the way is forgiven: filling, white space, and what some put behind
/// an address.
///
/// # Errors
/// `newer-version`; `unknown-format` where it was damaged on the way.
pub fn from_link(hash: &str) -> Option<Result<Vec<u8>, Problem>> {
    let after = hash.strip_prefix(ANY_VERSION)?;
    let Some(letters) = hash.strip_prefix(PREFIX) else {
        let version = after
            .split_once('.')
            .map(|(version, _)| version.parse::<u32>());
        return Some(Err(match version {
            Some(Ok(2..)) => Problem::new(
                Code::NewerVersion,
                "This link was made by a newer Meeting Dynamics. Reload the page to get the newer one.",
            ),
            _ => damaged(),
        }));
    };
    Some(bytes(letters).ok_or_else(damaged))
}

/// That a link cannot be read.
pub fn damaged() -> Problem {
    Problem::new(
        Code::UnknownFormat,
        "The meeting in this link cannot be read: the link was changed or cut off on its way. \
         Ask for it again, or for the meeting as a file.",
    )
}

fn bytes(letters: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(letters.len() / 4 * 3);
    let (mut bits, mut known) = (0_u32, 0);
    let forgiven = |sign: &u8| sign.is_ascii_whitespace() || *sign == b'=';
    for sign in letters.bytes().filter(|sign| !forgiven(sign)) {
        let value = LETTERS.iter().position(|letter| *letter == sign)?;
        bits = bits << 6 | value as u32;
        known += 6;
        if known >= 8 {
            known -= 8;
            bytes.push((bits >> known) as u8);
            bits &= (1 << known) - 1;
        }
    }
    // A letter alone, or bits that belong to no byte: something is missing.
    (known < 6 && bits == 0 && !bytes.is_empty()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], letters: &str) {
        assert_eq!(to_link(bytes), format!("#m=1.{letters}"));
        assert_eq!(
            from_link(&format!("#m=1.{letters}")),
            Some(Ok(bytes.to_vec()))
        );
    }

    #[test]
    fn bytes_are_written_as_rfc_4648_has_them() {
        check(b"f", "Zg");
        check(b"fo", "Zm8");
        check(b"foo", "Zm9v");
        check(b"foobar", "Zm9vYmFy");
        check(&[0xFB, 0xFF, 0xBF], "-_-_");
    }

    #[test]
    fn every_length_comes_back() {
        let bytes: Vec<u8> = (0..1_000_u32).map(|n| (n * n % 251) as u8).collect();
        for length in 1..bytes.len() {
            let link = to_link(&bytes[..length]);
            assert_eq!(from_link(&link), Some(Ok(bytes[..length].to_vec())));
        }
    }

    #[test]
    fn what_is_no_meeting_is_none_and_what_is_damaged_is_said() {
        for other in ["", "#", "#top", "#M=1.Zg", "m=1.Zg", "#x#m=1.Zg"] {
            assert_eq!(from_link(other), None, "{other}");
        }
        let cases = [
            ("#m=1.", Code::UnknownFormat),
            ("#m=1.Z", Code::UnknownFormat),
            ("#m=1.Zm9vY", Code::UnknownFormat),
            ("#m=1.Zh", Code::UnknownFormat),
            ("#m=1.Zm9v!", Code::UnknownFormat),
            ("#m=1.Zm9vé", Code::UnknownFormat),
            ("#m=", Code::UnknownFormat),
            ("#m=0.Zm9v", Code::UnknownFormat),
            ("#m=one.Zm9v", Code::UnknownFormat),
            ("#m=2.Zm9v", Code::NewerVersion),
            ("#m=17.", Code::NewerVersion),
        ];
        for (link, code) in cases {
            assert_eq!(from_link(link).unwrap().unwrap_err().code, code, "{link}");
        }
        assert_eq!(from_link("#m=1.Zm9v\nYmFy=="), Some(Ok(b"foobar".to_vec())));
    }
}
