//! How it is kept: the meeting file and the formats of others.
//!
//! Reading is total: any bytes give a whole meeting or a [`Problem`] in words, never a panic and
//! never half a meeting. The file has a form of its own (docs/file-format.md), apart from the
//! types of [`crate::meeting`]: those may change their shape, a version of the file may not.

mod csv;
mod cues;
mod decimal;
mod detect;
mod event;
mod event_line;
mod events_csv;
mod extra;
mod fields;
mod json;
mod meeting_file;
mod rttm;
mod segments;
mod syntax;

pub use csv::write_csv;
pub use detect::Format;
pub use event::{EventExtra, Told, ToldWhat, told_text};
pub use event_line::event_json;
pub use extra::{Extra, Place};
pub use meeting_file::{from_records, header_json, longest_valid, read_record, write_json};
pub use rttm::write_rttm;

use crate::meeting::{EventNumber, Meeting, Privacy};
use crate::problem::{Code, Problem};
use crate::time::Moment;

/// As many bytes as a file can have: 64 MB.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;

/// What a file holds: a meeting, and what this version does not know but keeps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The meeting.
    pub meeting: Meeting,
    /// Unknown fields, to be written again where they were.
    pub extra: Extra,
}

impl Document {
    /// Keeps what a host page said beyond the known fields of the event with this number.
    pub fn keep_event_fields(&mut self, n: EventNumber, fields: EventExtra) {
        fields.keep(n, &mut self.extra);
    }
}

/// What is known of a file besides its bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// Its name, as in `ES2004a.rttm`.
    pub name: Option<&'a str>,
    /// Its format by name; `None` and `auto` find out.
    pub format: Option<&'a str>,
    /// Which recording to take from a file that has several.
    pub pick: Option<&'a str>,
}

/// A file to be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its content.
    pub bytes: Vec<u8>,
    /// What it is, for browsers.
    pub mime: &'static str,
    /// How its name ends, without the first dot.
    pub extension: &'static str,
}

/// Reads a file of any format that can be read.
///
/// # Errors
/// What is wrong with it, where, and what to do. See [`Code`].
pub fn read(bytes: &[u8], options: &Options<'_>) -> Result<Document, Problem> {
    small_enough(bytes)?;
    let asked_for = match options.format {
        None | Some("auto") => None,
        Some(name) => Some(Format::that(name, Format::reader)?),
    };
    let text = text(bytes)?;
    let (_, read) = match asked_for {
        Some(found) => found,
        None => detect::detect(text, options.name)?,
    };
    read(text, options)
}

/// Reads a meeting file.
///
/// # Errors
/// What is wrong with it, where, and what to do. See [`Code`].
pub fn read_meeting(text: &str) -> Result<Document, Problem> {
    small_enough(text.as_bytes())?;
    meeting_file::read_json(text)
}

fn small_enough(bytes: &[u8]) -> Result<(), Problem> {
    match bytes.len() {
        0..=MOST_BYTES => Ok(()),
        more => Err(too_large(more as f64)),
    }
}

/// Writes a document in the format of this name. What is open in a meeting that runs is taken
/// up to `now`.
///
/// # Errors
/// `unknown-format` with the names that there are; `no-speakers` where a format has turns alone
/// and there are none, and where the meeting holds groups and no people.
pub fn write(document: &Document, format: &str, now: Option<Moment>) -> Result<Written, Problem> {
    let (format, write) = Format::that(format, Format::writer)?;
    if document.meeting.privacy == Privacy::Groups && format != Format::Json {
        return Err(groups_alone());
    }
    let text = write(document, now)?;
    Ok(Written {
        bytes: text.into_bytes(),
        mime: format.mime(),
        extension: format.extension(),
    })
}

/// The refusal to write turns of people of which none is true.
pub fn groups_alone() -> Problem {
    Problem::new(
        Code::NoSpeakers,
        "This meeting holds what groups did, and no people. Save it as a meeting file, a report or a picture.",
    )
}

/// The refusal of a file of so many bytes, for those who know its size before they read it.
pub fn too_large(bytes: f64) -> Problem {
    let megabytes = (bytes / (1024.0 * 1024.0)).ceil() as u64;
    Problem::new(
        Code::TooLarge,
        format!(
            "This file has {megabytes} MB; at most 64 MB can be opened here. \
             A meeting of a whole day has less than one: is it the right file?"
        ),
    )
}

/// The bytes as text, without the mark that some editors put in front of it.
fn text(bytes: &[u8]) -> Result<&str, Problem> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.iter().take(error.valid_up_to());
        let line = 1 + before.filter(|byte| **byte == b'\n').count();
        Problem::new(
            Code::NotUtf8,
            "This file is not UTF-8 text. Save it as UTF-8, or choose another file.",
        )
        .on_line(line)
    })?;
    if text.trim().is_empty() {
        return Err(Problem::new(
            Code::UnknownFormat,
            "There is nothing in this file.",
        ));
    }
    Ok(text)
}
