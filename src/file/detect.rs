//! Which format a file has, from what is in it and how its name ends.

use super::cues::{self, read_cues};
use super::events_csv::{self, read_events, write_events, write_lines};
use super::meeting_file::{read_json, write_json};
use super::rttm::{self, read_rttm, write_rttm};
use super::{Document, Options};
use crate::problem::{Code, Problem};
use crate::time::Moment;

/// What reads a text of a format.
pub(super) type Reader = fn(&str, &Options<'_>) -> Result<Document, Problem>;

/// What writes a document; what is open in a meeting that runs is taken up to the moment.
pub(super) type Writer = fn(&Document, Option<Moment>) -> Result<String, Problem>;

/// A format that files are kept in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The meeting file.
    Json,
    /// Who speaks when, as diarization has it.
    Rttm,
    /// Subtitles with who speaks, as meeting programs write transcripts.
    Vtt,
    /// The same, as SubRip has it.
    Srt,
    /// The events as a table.
    Csv,
    /// The events line by line.
    Ndjson,
}

impl Format {
    /// Every format, in the order in which people are told of them.
    pub const ALL: [Self; 6] = [
        Self::Json,
        Self::Csv,
        Self::Rttm,
        Self::Vtt,
        Self::Srt,
        Self::Ndjson,
    ];

    /// The format of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// What reads it, if it can be read.
    pub(super) fn reader(self) -> Option<Reader> {
        match self {
            Self::Json => Some(|text, _| read_json(text)),
            Self::Rttm => Some(read_rttm),
            Self::Vtt | Self::Srt => Some(read_cues),
            Self::Csv => Some(read_events),
            Self::Ndjson => None,
        }
    }

    /// What writes it, if it can be written.
    pub(super) fn writer(self) -> Option<Writer> {
        match self {
            Self::Json => Some(|document, _| Ok(write_json(document))),
            Self::Rttm => Some(write_rttm),
            Self::Csv => Some(write_events),
            Self::Ndjson => Some(write_lines),
            Self::Vtt | Self::Srt => None,
        }
    }

    /// The format of this name, and what does this with it.
    ///
    /// # Errors
    /// `unknown-format`, with the names of those with which it can be done.
    pub(super) fn that<T>(name: &str, does: fn(Self) -> Option<T>) -> Result<(Self, T), Problem> {
        let found = Self::named(name).and_then(|format| Some((format, does(format)?)));
        found.ok_or_else(|| {
            let name: String = name.chars().take(40).collect();
            Problem::new(
                Code::UnknownFormat,
                format!("There is no format “{name}” here. {}", can_be(does)),
            )
        })
    }

    /// Its name, as host pages give it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Rttm => "rttm",
            Self::Vtt => "vtt",
            Self::Srt => "srt",
            Self::Csv => "csv",
            Self::Ndjson => "ndjson",
        }
    }

    /// How the name of such a file ends, without the first dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Json => "meeting.json",
            _ => self.name(),
        }
    }

    /// What browsers call it.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Vtt => "text/vtt",
            Self::Csv => "text/csv",
            Self::Ndjson => "application/x-ndjson",
            Self::Rttm | Self::Srt => "text/plain",
        }
    }
}

/// The format of this text. What is in a file says more than its name, which anyone can change.
///
/// # Errors
/// `unknown-format` where neither says anything.
pub(super) fn detect(text: &str, name: Option<&str>) -> Result<(Format, Reader), Problem> {
    by_content(text)
        .or_else(|| name.and_then(by_name))
        .and_then(|format| Some((format, format.reader()?)))
        .ok_or_else(|| {
            Problem::new(
                Code::UnknownFormat,
                format!(
                    "Neither the name nor the content says what kind of file this is. {}",
                    can_be(Format::reader)
                ),
            )
        })
}

fn by_content(text: &str) -> Option<Format> {
    if text.trim_start().starts_with(['{', '[']) {
        return Some(Format::Json);
    }
    if cues::looks_like_vtt(text) {
        return Some(Format::Vtt);
    }
    if cues::looks_like_srt(text) {
        return Some(Format::Srt);
    }
    if events_csv::looks_like(text) {
        return Some(Format::Csv);
    }
    rttm::looks_like(text).then_some(Format::Rttm)
}

fn by_name(name: &str) -> Option<Format> {
    let (_, ending) = name.rsplit_once('.')?;
    Format::named(&ending.to_ascii_lowercase())
}

fn can_be<T>(does: fn(Format) -> Option<T>) -> String {
    let formats = Format::ALL.into_iter();
    let formats = formats.filter(|format| does(*format).is_some());
    let names: Vec<&str> = formats.map(Format::name).collect();
    format!("It can be: {}.", names.join(", "))
}
