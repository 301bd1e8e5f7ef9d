//! Subtitles as transcripts: WebVTT (W3C), as meeting programs write it, and SubRip. Each cue says something from
//! when to when, and who said it: as a voice (`<v Ana>Hello`), or before a colon (`Ana: Hello`).
//!
//! They know turns and nothing else. Nobody is guessed at: where a cue names nobody, an unknown speaker speaks.

use std::borrow::Cow;

use super::segments::{self, Segment};
use super::{Document, Options};
use crate::meeting::Source;
use crate::order::Names;
use crate::problem::{Code, Problem};
use crate::time::Moment;

/// What stands between the two times of a cue.
const ARROW: &str = "-->";

/// How blocks of WebVTT begin in which nobody speaks; the first is the file's head.
const SILENT: [&str; 4] = ["WEBVTT", "NOTE", "STYLE", "REGION"];

/// What is longer than this, or has more words, is no name before a colon.
const LONGEST_NAME: usize = 60;
const MOST_WORDS: usize = 6;

/// Small words inside of names.
const PARTICLES: [&str; 22] = [
    "al", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "e",
    "el", "ibn", "la", "le", "ter", "van", "von", "y",
];

/// Whether this text begins as WebVTT does.
pub(super) fn looks_like_vtt(text: &str) -> bool {
    is_headed(text, "WEBVTT")
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
        format: if looks_like_vtt(text) { "vtt" } else { "srt" }.to_owned(),
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
        let is_arrow = |(_, line): &(usize, &&str)| line.contains(ARROW);
        let arrows = block.iter().enumerate().filter(is_arrow);
        let arrows: Vec<usize> = arrows.map(|(place, _)| place).collect();
        let silent = |first: &&str| SILENT.iter().any(|kind| is_headed(first, kind));
        if arrows.is_empty() && !block.first().is_none_or(silent) {
            self.skip(line);
        }
        let ends = arrows.iter().skip(1).copied().chain([block.len()]);
        for (place, end) in arrows.iter().copied().zip(ends) {
            let times = block.get(place).copied().and_then(times);
            match (times, block.get(place + 1..end)) {
                (Some((start, end)), Some(lines)) => self.cues.push(Cue { start, end, lines }),
                _ => self.skip(line + place),
            }
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
            for (tag, _) in tags(line) {
                let after = tag.strip_prefix('v').unwrap_or("-");
                if after.is_empty() || after.starts_with(['.', ' ', '\t']) {
                    let name = after.split_once([' ', '\t']).map(|(_, name)| decoded(name));
                    voices.push(name.filter(|name| !name.is_empty()));
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
            let names = names.filter(|name| known.get(name).is_some());
            speakers.extend(names.map(|name| Some(Cow::Owned(name))));
        }
        if speakers.is_empty() {
            speakers.push(None);
        }
        speakers
    }
}

/// The names before a colon with which cues begin: those that are written like one, and those that are there more than
/// once. (“My question: why?” names nobody.)
fn known(cues: &[Cue<'_>]) -> Names {
    let (mut seen, mut known) = (Names::default(), Names::default());
    for cue in cues {
        let name = cue.lines.first().and_then(|line| before_colon(line));
        let Some(name) = name.filter(|_| cue.voices().is_empty()) else {
            continue;
        };
        if seen.set(&name, 0).is_some() || is_written_like_a_name(&name) {
            known.set(&name, 0);
        }
    }
    known
}

/// What could be a name before a colon.
fn before_colon(line: &str) -> Option<String> {
    let mut said = line.split('<').next().unwrap_or_default().to_owned();
    for (_, after) in tags(line) {
        said.push_str(after);
    }
    let (name, said) = said.split_once(':')?;
    let name = decoded(name.trim_start_matches(['-', '–', '—', '>', ' ']));
    let fits = name.chars().count() <= LONGEST_NAME
        && name.split(' ').count() <= MOST_WORDS
        && name.contains(char::is_alphabetic)
        && !name.contains(['?', '!', '…', ';', '"', '“', '”', '„']);
    (fits && (said.is_empty() || said.starts_with(char::is_whitespace))).then(|| name.into_owned())
}

/// Whether each word begins as those of names do; what is in brackets can be anything.
fn is_written_like_a_name(name: &str) -> bool {
    let mut inside = false;
    name.split(' ').all(|word| {
        let begins = word.starts_with(['(', '[']);
        let is_aside = inside || begins;
        inside = is_aside && !word.ends_with([')', ']']);
        let first = word.chars().find(|letter| letter.is_alphabetic());
        is_aside || PARTICLES.contains(&word) || first.is_none_or(|letter| !letter.is_lowercase())
    })
}

/// The tags of a line, each with what comes after it.
fn tags(line: &str) -> impl Iterator<Item = (&str, &str)> {
    let behind = line.split('<').skip(1);
    behind.map(|tag| tag.split_once('>').unwrap_or((tag, "")))
}

/// A text with its character references as the characters that they are, and single blanks between its words.
fn decoded(text: &str) -> Cow<'_, str> {
    let mut decoded = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        let reference = after.split_once(';').filter(|(name, _)| name.len() <= 8);
        match reference.and_then(|(name, after)| Some((character(name)?, after))) {
            Some((character, after)) => {
                decoded.extend(character);
                rest = after;
            }
            None => {
                decoded.push('&');
                rest = after;
            }
        }
    }
    decoded.push_str(rest);
    let words: Vec<&str> = decoded.split_whitespace().collect();
    match words.join(" ") {
        same if same == text => Cow::Borrowed(text),
        other => Cow::Owned(other),
    }
}

/// The character of this reference; marks of direction are left out, since nobody sees them in a name.
fn character(name: &str) -> Option<Option<char>> {
    let number = match name.strip_prefix('#') {
        Some(number) => number,
        None => {
            return match name {
                "amp" => Some(Some('&')),
                "lt" => Some(Some('<')),
                "gt" => Some(Some('>')),
                "quot" => Some(Some('"')),
                "apos" => Some(Some('\'')),
                "nbsp" => Some(Some(' ')),
                "lrm" | "rlm" => Some(None),
                _ => None,
            };
        }
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32).map(Some)
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
