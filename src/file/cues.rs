//! Subtitles as transcripts: WebVTT (W3C), as meeting programs write it, and SubRip. Each cue says something from
//! when to when, and who said it: as a voice (`<v Ana>Hello`), or before a colon (`Ana: Hello`).
//!
//! They know turns and nothing else. Nobody is guessed at: where a cue names nobody, an unknown speaker speaks.

use std::borrow::Cow;

use super::segments::{self, Segment, UNKNOWN};
use super::{Document, Options};
use crate::meeting::Source;
use crate::order::Names;
use crate::problem::{Code, Problem};
use crate::time::Moment;

/// What stands between the two times of a cue.
const ARROW: &str = "-->";

/// How blocks of WebVTT begin in which nobody speaks; the first is the file's head.
const SILENT: [&str; 4] = ["WEBVTT", "NOTE", "STYLE", "REGION"];

/// What is longer than this is no name before a colon, in characters;
const LONGEST_NAME: usize = 80;

/// nor, if it is there but once, what has more words.
const MOST_WORDS: usize = 6;

/// What is not written like a name is one if it is there so often.
const OFTEN: usize = 3;

/// Names before a colon are a habit of the file if one in so many cues begins with one.
const HABIT: usize = 4;

/// What stands before a name to say that somebody else speaks.
const MARKS: [char; 9] = ['-', '–', '—', '>', '*', '•', '♪', ' ', '\u{a0}'];

/// Small words inside of names.
const PARTICLES: [&str; 29] = [
    "'t", "af", "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos",
    "du", "e", "el", "ibn", "la", "le", "of", "ten", "ter", "van", "van't", "von", "y", "zu",
    "zur",
];

/// Whether this text begins as WebVTT does.
pub(super) fn looks_like_vtt(text: &str) -> bool {
    is_headed(text.trim_start(), "WEBVTT")
}

/// Whether this text begins as SubRip does: with a number, and below it the times.
pub(super) fn looks_like_srt(text: &str) -> bool {
    let mut lines = lines(text).skip_while(|line| line.is_empty());
    let number = lines.next().and_then(number);
    number.is_some() && lines.next().and_then(times).is_some()
}

/// Reads the cues of a file.
///
/// # Errors
/// `no-speakers` where there is no cue, or none that can be read, with the line of the first;
/// `too-many-people`, `too-many-events`.
pub(super) fn read_cues(text: &str, options: &Options<'_>) -> Result<Document, Problem> {
    let lines: Vec<&str> = lines(text).collect();
    let Cues {
        cues,
        skipped,
        first_skipped,
    } = Cues::of(&lines);
    if cues.is_empty() {
        return Err(match first_skipped {
            None => Problem::new(
                Code::NoSpeakers,
                "There is no cue in this file: nobody speaks in it.",
            ),
            Some(line) => Problem::new(
                Code::NoSpeakers,
                "No cue of this file can be read. One begins with its times, as in 00:01:02.500 --> 00:01:04.000.",
            )
            .on_line(line),
        });
    }
    let known = known(&cues);
    let mut segments = Vec::new();
    for cue in &cues {
        let (start, end) = (cue.start, cue.end);
        for name in cue.speakers(&known) {
            segments.push(Segment { name, start, end });
        }
    }
    let source = Source {
        format: match looks_like_vtt(text) || options.format == Some("vtt") {
            true => "vtt".to_owned(),
            false => "srt".to_owned(),
        },
        name: options.name.unwrap_or_default().to_owned(),
        skipped,
    };
    segments::meeting("", source, &segments)
}

/// The cues of a file.
#[derive(Default)]
struct Cues<'a> {
    cues: Vec<Cue<'a>>,
    /// How many could not be read,
    skipped: u64,
    /// and the line of the first of them, from 1.
    first_skipped: Option<usize>,
}

/// What is said from one moment to another.
struct Cue<'a> {
    start: Moment,
    end: Moment,
    lines: &'a [&'a str],
}

impl<'a> Cues<'a> {
    fn of(lines: &'a [&'a str]) -> Self {
        let mut found = Self::default();
        let mut line = 1;
        for block in lines.split(|line| line.is_empty()) {
            found.add(block, line);
            line += block.len() + 1;
        }
        found
    }

    /// Adds what is in a block of lines, the first of them being this one of the file.
    fn add(&mut self, block: &'a [&'a str], line: usize) {
        let mut begun: Option<(usize, (Moment, Moment))> = None;
        let mut strange = false;
        for (place, text) in block.iter().enumerate() {
            match times(text) {
                Some(next) => {
                    let said = begun.replace((place + 1, next));
                    self.cue(block, said, place);
                }
                // Behind the times of a cue it is something that is said.
                None if begun.is_none() && text.contains(ARROW) => {
                    strange = true;
                    self.skip(line + place);
                }
                None => {}
            }
        }
        let silent = |first: &&str| SILENT.iter().any(|kind| is_headed(first, kind));
        if begun.is_none() && !strange && !block.first().is_none_or(silent) {
            self.skip(line);
        }
        self.cue(block, begun, block.len());
    }

    /// The cue that says what stands from one place of a block until another.
    fn cue(&mut self, block: &'a [&'a str], said: Option<(usize, (Moment, Moment))>, until: usize) {
        if let Some((from, (start, end))) = said
            && let Some(lines) = block.get(from..until)
        {
            self.cues.push(Cue { start, end, lines });
        }
    }

    fn skip(&mut self, line: usize) {
        self.skipped += 1;
        self.first_skipped.get_or_insert(line);
    }
}

impl<'a> Cue<'a> {
    /// The voices that this cue names; `None` among them is one without a name.
    fn voices(&self) -> Vec<Option<Cow<'a, str>>> {
        let mut voices = Vec::new();
        for line in self.lines {
            for (place, (tag, rest)) in tags(line).enumerate() {
                // One that is never closed is a sign for “less”, but at the beginning.
                let is_tag = rest.is_some() || (place == 0 && line.starts_with('<'));
                let after = tag.strip_prefix('v').filter(|_| is_tag).unwrap_or("-");
                if after.is_empty() || after.starts_with(['.', ' ', '\t']) {
                    let name = after.split_once([' ', '\t']).map(|(_, name)| decoded(name));
                    voices.push(name.filter(|name| !name.is_empty() && name != UNKNOWN.1));
                }
            }
        }
        voices
    }

    /// Who speaks: each voice, or else each of these names that stands before a colon; else somebody unknown.
    fn speakers(&self, known: &Names) -> Vec<Option<Cow<'a, str>>> {
        let mut speakers = self.voices();
        if speakers.is_empty() {
            let names = self.lines.iter().filter_map(|line| before_colon(line));
            let names = names.filter(|(name, _)| known.get(name).is_some());
            speakers
                .extend(names.map(|(name, _)| Some(Cow::Owned(name)).filter(|n| n != UNKNOWN.1)));
        }
        if speakers.is_empty() {
            speakers.push(None);
        }
        speakers
    }
}

/// The names before a colon with which cues begin. Where that is the habit of the file, one that is written like a name
/// is one; elsewhere it has to be there twice. (“My question: why?” names nobody.)
fn known(cues: &[Cue<'_>]) -> Names {
    let (mut often, mut names, mut unnamed) = (Names::default(), Vec::new(), 0);
    for cue in cues.iter().filter(|cue| cue.voices().is_empty()) {
        unnamed += 1;
        let first = cue.lines.first().and_then(|line| before_colon(line));
        if let Some((name, _)) = first.filter(|(_, stands_apart)| *stands_apart) {
            let times = often.get(&name).unwrap_or(0) + 1;
            often.set(&name, times);
            names.push(name);
        }
    }
    let looks = |name: &String| is_written_like_a_name(name);
    let is_habit = names.iter().filter(|name| looks(name)).count() * HABIT >= unnamed;
    let mut known = Names::default();
    for name in names {
        let times = often.get(&name).unwrap_or(0);
        let is_one = match looks(&name) {
            true if times > 1 => true,
            true => is_habit && name.split(' ').count() <= MOST_WORDS,
            false => is_habit && times >= OFTEN,
        };
        if is_one {
            known.set(&name, 0);
        }
    }
    known
}

/// What could be a name before a colon, and whether what is said stands apart from it.
fn before_colon(line: &str) -> Option<(String, bool)> {
    let mut said = line.split('<').next().unwrap_or_default().to_owned();
    for (_, after) in tags(line) {
        said.push_str(after.unwrap_or_default());
    }
    let (name, rest) = said.split_once([':', '：'])?;
    // As long as that at most, were each character one of four bytes, or a reference.
    if name.len() > LONGEST_NAME * 8 {
        return None;
    }
    let is_wide = said
        .get(name.len()..)
        .is_some_and(|rest| rest.starts_with('：'));
    let decoded = decoded(name);
    let name = decoded.trim_start_matches(MARKS);
    let stands_apart = match rest.chars().next() {
        None => true,
        Some('/') => return None,
        Some(next) if next.is_ascii_digit() => return None,
        Some(next) => is_wide || next.is_whitespace() || !next.is_ascii(),
    };
    let fits = name.chars().count() <= LONGEST_NAME
        && name.contains(char::is_alphabetic)
        && !name.contains(['?', '!', '…', ';']);
    fits.then(|| (name.to_owned(), stands_apart))
}

/// Whether each word could be one of a name, and one of them is: with a capital, in letters that have none, or small
/// as in *de*. What is in brackets can be anything.
fn is_written_like_a_name(name: &str) -> bool {
    let (mut inside, mut named) = (false, false);
    for word in name.split(' ') {
        let is_aside = inside || word.starts_with(['(', '[']);
        inside = is_aside && !word.ends_with([')', ']']);
        if is_aside || PARTICLES.contains(&word) || !word.contains(char::is_alphabetic) {
            continue;
        }
        let has_capital = word.contains(char::is_uppercase);
        if !has_capital && word.contains(char::is_lowercase) {
            return false;
        }
        named = true;
    }
    named && !inside
}

/// The tags of a line, each with what comes after it; nothing does if it is never closed.
fn tags(line: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let behind = line.split('<').skip(1);
    behind.map(|tag| match tag.split_once('>') {
        Some((tag, after)) => (tag, Some(after)),
        None => (tag, None),
    })
}

/// A text with its character references as the characters that they are, single blanks between its words, and no marks
/// of direction: nobody sees them in a name.
fn decoded(text: &str) -> Cow<'_, str> {
    let mut decoded = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let end = after.bytes().take(10).position(|byte| byte == b';');
        let reference =
            end.and_then(|end| Some((character(after.get(..end)?)?, after.get(end + 1..)?)));
        let (character, after) = reference.unwrap_or(('&', after));
        decoded.push(character);
        rest = after;
    }
    decoded.push_str(rest);
    decoded.retain(|sign| !matches!(sign, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}'));
    let words: Vec<&str> = decoded.split_whitespace().collect();
    match words.join(" ") {
        same if same == text => Cow::Borrowed(text),
        other => Cow::Owned(other),
    }
}

/// The character of this reference.
fn character(name: &str) -> Option<char> {
    let number = match name.strip_prefix('#') {
        Some(number) => number,
        None => {
            return match name {
                "amp" => Some('&'),
                "lt" => Some('<'),
                "gt" => Some('>'),
                "quot" => Some('"'),
                "apos" => Some('\''),
                "nbsp" => Some(' '),
                "lrm" => Some('\u{200e}'),
                "rlm" => Some('\u{200f}'),
                _ => None,
            };
        }
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32)
}

/// The lines of a text, however they are ended; what is only blanks is empty.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.split('\n');
    let lines = lines.flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'));
    lines.map(str::trim)
}

/// Whether a text begins with this word.
fn is_headed(text: &str, word: &str) -> bool {
    let after = text.strip_prefix(word);
    after.is_some_and(|after| after.is_empty() || after.starts_with(char::is_whitespace))
}

/// The two times of a cue, the earlier one first. What stands behind them is about its place on a screen.
fn times(line: &str) -> Option<(Moment, Moment)> {
    let (start, rest) = line.split_once(ARROW)?;
    let end = rest.split_whitespace().next()?;
    let (start, end) = (time(start.trim())?, time(end)?);
    (end >= start).then_some((start, end))
}

/// `01:02:03.500`, or without hours; SubRip has a comma.
fn time(text: &str) -> Option<Moment> {
    let (clock, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    let mut seconds = 0_u64;
    let mut parts = 0;
    for part in clock.split(':') {
        let part = number(part).filter(|part| parts == 0 || *part < 60)?;
        seconds = seconds.checked_mul(60)?.checked_add(part)?;
        parts += 1;
    }
    number(fraction)?;
    let digits = fraction.bytes().chain([b'0'; 3]).take(3);
    let millis = digits.fold(0, |millis, digit| millis * 10 + u64::from(digit - b'0'));
    let millis = seconds.checked_mul(1000)?.checked_add(millis)?;
    matches!(parts, 2 | 3).then(|| Moment::new(millis))?
}

fn number(digits: &str) -> Option<u64> {
    let all = digits.bytes().all(|digit| digit.is_ascii_digit());
    all.then(|| digits.parse().ok())?
}
