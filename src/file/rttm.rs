//! RTTM, the format of speaker diarization (NIST, Rich Transcription 2009 evaluation plan): who
//! speaks when, one segment a line, in ten fields.
//!
//! It knows turns and nothing else: an imported one has overlaps, and no interruptions. Times
//! are read as the decimal digits they are; binary fractions would make touching segments miss
//! each other.

use std::borrow::Cow;

use super::decimal::decimal;
use super::segments::{self, Segment, UNKNOWN};
use super::{Document, Options};
use crate::meeting::{Roster, Source};
use crate::order::Names;
use crate::problem::{Code, Problem};
use crate::time::Moment;

/// The types of lines that the format has; `SPEAKER` is the one with the turns.
const TYPES: [&str; 12] = [
    "SPEAKER",
    "SPKR-INFO",
    "SEGMENT",
    "NOSCORE",
    "NO_RT_METADATA",
    "LEXEME",
    "NON-LEX",
    "NON-SPEECH",
    "FILLER",
    "EDIT",
    "SU",
    "CB",
];

/// What stands where there is nothing to say.
const NOTHING: &str = "<NA>";

/// Whether this text begins as RTTM does.
pub(super) fn looks_like(text: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !is_skipped(line));
    let mut fields = first.unwrap_or_default().split_ascii_whitespace();
    fields.next().is_some_and(|kind| TYPES.contains(&kind)) && fields.count() >= 7
}

fn is_skipped(line: &str) -> bool {
    line.is_empty() || line.starts_with(";;")
}

/// Reads one recording.
///
/// # Errors
/// `bad-field` and `bad-time` with the line, `several-files`, `no-speakers`,
/// `too-many-people`, `too-many-events`.
pub(super) fn read_rttm(text: &str, options: &Options<'_>) -> Result<Document, Problem> {
    let mut segments = Vec::new();
    for (place, line) in text.lines().enumerate() {
        let line = line.trim();
        if !is_skipped(line) {
            segments.extend(segment(line).map_err(|problem| problem.on_line(place + 1))?);
        }
    }
    let file = one_file(&segments, options.pick)?;
    let segments: Vec<Segment<'_>> = segments
        .into_iter()
        .filter(|(of, _)| *of == file)
        .map(|(_, segment)| segment)
        .collect();
    let source = Source {
        format: "rttm".to_owned(),
        name: options.name.unwrap_or_default().to_owned(),
        skipped: 0,
    };
    let title = if file == NOTHING { "" } else { file };
    segments::meeting(title, source, &segments)
}

/// The recording and the segment of this line; `None` for a line of another type.
fn segment(line: &str) -> Result<Option<(&str, Segment<'_>)>, Problem> {
    let mut fields = line.split_ascii_whitespace();
    if fields.next() != Some("SPEAKER") {
        return Ok(None);
    }
    let fields: Vec<&str> = fields.take(11).collect();
    // Older files leave the tenth field out. The ninth has to be there: without it nobody
    // could tell whether the name before it is whole.
    let [file, _, start, length, _, _, name, _, rest @ ..] = fields.as_slice() else {
        return Err(Problem::new(
            Code::BadField,
            format!(
                "This SPEAKER line has {} fields, and RTTM has 10. Is the file complete?",
                fields.len() + 1
            ),
        ));
    };
    if rest.len() > 1 {
        return Err(Problem::new(
            Code::BadField,
            "This SPEAKER line has more than the 10 fields of RTTM. A name cannot have spaces in it: write “_”.",
        ));
    }
    let start_nanos = nanos(start).ok_or_else(|| bad_time("start", start))?;
    let length_nanos = nanos(length).ok_or_else(|| bad_time("duration", length))?;
    let segment = Segment {
        name: (*name != NOTHING).then_some(Cow::Borrowed(*name)),
        start: moment(start_nanos).ok_or_else(|| bad_time("start", start))?,
        end: moment(start_nanos.saturating_add(length_nanos))
            .ok_or_else(|| bad_time("duration", length))?,
    };
    Ok(Some((file, segment)))
}

fn bad_time(which: &str, text: &str) -> Problem {
    let shown: String = text.chars().take(40).collect();
    Problem::new(
        Code::BadTime,
        format!(
            "The {which} is “{shown}”: seconds from 0 belong there, and a meeting is at most 31 days long."
        ),
    )
}

/// Seconds as whole nanoseconds; finer digits are cut off.
fn nanos(seconds: &str) -> Option<u64> {
    decimal(seconds, 9).map(|number| number.units)
}

fn moment(nanos: u64) -> Option<Moment> {
    Moment::new(nanos.saturating_add(500_000) / 1_000_000)
}

/// The only recording, or the picked one.
fn one_file<'a>(
    segments: &[(&'a str, Segment<'a>)],
    pick: Option<&str>,
) -> Result<&'a str, Problem> {
    let mut seen = Names::default();
    let names = segments.iter().map(|(file, _)| *file);
    let files: Vec<&str> = names.filter(|file| seen.set(file, 0).is_none()).collect();
    let Some(first) = files.first() else {
        return Err(Problem::new(
            Code::NoSpeakers,
            "Nobody speaks in this file: it has no SPEAKER line.",
        ));
    };
    match pick {
        None if files.len() == 1 => Ok(first),
        None => Err(several(&files, "There are several recordings in this file")),
        Some(name) => files
            .iter()
            .find(|file| **file == name)
            .copied()
            .ok_or_else(|| {
                several(
                    &files,
                    "The picked recording is not among those of this file",
                )
            }),
    }
}

fn several(files: &[&str], sentence: &str) -> Problem {
    const SHOWN: usize = 20;
    let mut names = files
        .iter()
        .take(SHOWN)
        .copied()
        .collect::<Vec<&str>>()
        .join(", ");
    if let Some(more) = files.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        names.push_str(&format!(" and {more} more"));
    }
    Problem::new(
        Code::SeveralFiles,
        format!("{sentence}: {names}. Pick one."),
    )
}

/// Writes the turns, one `SPEAKER` line each. A field cannot have white space in it: each run
/// of it in the title and in names becomes one `_`.
///
/// # Errors
/// `no-speakers` where there is no turn.
pub fn write_rttm(document: &Document, now: Option<Moment>) -> Result<String, Problem> {
    let meeting = &document.meeting;
    let course = meeting.course();
    let turns = course.turns_until(course.window_end(now));
    if turns.is_empty() {
        return Err(Problem::new(
            Code::NoSpeakers,
            "Nobody has spoken in this meeting, and RTTM has nothing but who spoke.",
        ));
    }
    let file = one_field(&meeting.title, "meeting");
    let names = names(&meeting.roster);
    let mut out = String::new();
    for turn in turns {
        let name = names.get(turn.who.place()).map_or(NOTHING, String::as_str);
        let start = seconds(turn.start.millis());
        let length = seconds(turn.end.since(turn.start).millis());
        out.push_str(&format!(
            "SPEAKER {file} 1 {start} {length} {NOTHING} {NOTHING} {name} {NOTHING} {NOTHING}\n"
        ));
    }
    Ok(out)
}

/// A name of one field for each person, unlike anybody else's.
fn names(roster: &Roster) -> Vec<String> {
    let mut taken = Names::default();
    let everyone = roster.everyone().zip(roster.people());
    let names = everyone.map(|(who, person)| {
        if (person.id.as_str(), person.name.as_str()) == UNKNOWN {
            return NOTHING.to_owned();
        }
        let base = one_field(roster.label(who), "speaker");
        let mut name = base.clone();
        let mut number = 1;
        while taken.set(&name, 0).is_some() {
            number += 1;
            name = format!("{base}_({number})");
        }
        name
    });
    names.collect()
}

fn one_field(text: &str, otherwise: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.join("_") {
        field if field.is_empty() || field == NOTHING => otherwise.to_owned(),
        field => field,
    }
}

fn seconds(millis: u64) -> String {
    format!("{}.{:03}", millis / 1000, millis % 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_read_as_they_are() {
        for (text, expected) in [
            ("0", Some(0)),
            ("0.37", Some(370)),
            (".5", Some(500)),
            ("5.", Some(5000)),
            ("1.0004", Some(1000)),
            ("1.0005", Some(1001)),
            ("4.35", Some(4350)),
            ("1e-05", Some(0)),
            ("1.5e1", Some(15_000)),
            ("-0", Some(0)),
            ("2678400", Some(2_678_400_000)),
            ("2678400.001", None),
            ("99999999999999999999999", None),
            ("-1", None),
            ("", None),
            (".", None),
            ("NaN", None),
            ("inf", None),
            ("1,5", None),
            ("<NA>", None),
        ] {
            let read = nanos(text).and_then(moment).map(Moment::millis);
            assert_eq!(read, expected, "{text:?}");
        }
    }
}
