//! Which format a file has, from what is in it and how its name ends.

use super::rttm;
use crate::problem::{Code, Problem};

/// A format that files are kept in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The meeting file.
    Json,
    /// Who speaks when, as diarization has it.
    Rttm,
}

impl Format {
    /// Every format, in the order in which people are told of them.
    pub const ALL: [Self; 2] = [Self::Json, Self::Rttm];

    /// The format of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Its name, as host pages give it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Rttm => "rttm",
        }
    }

    /// How the name of such a file ends, without the first dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Json => "meeting.json",
            Self::Rttm => "rttm",
        }
    }

    /// What browsers call it.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Rttm => "text/plain",
        }
    }
}

/// The format of this text. What is in a file says more than its name, which anyone can change.
///
/// # Errors
/// `unknown-format` where neither says anything.
pub(super) fn detect(text: &str, name: Option<&str>) -> Result<Format, Problem> {
    by_content(text)
        .or_else(|| name.and_then(by_name))
        .ok_or_else(|| {
            Problem::new(
                Code::UnknownFormat,
                format!(
                    "Neither the name nor the content says what kind of file this is. {}",
                    can_be()
                ),
            )
        })
}

/// The problem with a format name that there is not.
pub(super) fn unknown_name(name: &str) -> Problem {
    let name: String = name.chars().take(40).collect();
    Problem::new(
        Code::UnknownFormat,
        format!("There is no format “{name}” here. {}", can_be()),
    )
}

fn by_content(text: &str) -> Option<Format> {
    if text.trim_start().starts_with(['{', '[']) {
        return Some(Format::Json);
    }
    rttm::looks_like(text).then_some(Format::Rttm)
}

fn by_name(name: &str) -> Option<Format> {
    let (_, ending) = name.rsplit_once('.')?;
    Format::named(&ending.to_ascii_lowercase())
}

fn can_be() -> String {
    let names: Vec<&str> = Format::ALL.into_iter().map(Format::name).collect();
    format!("It can be: {}.", names.join(", "))
}
