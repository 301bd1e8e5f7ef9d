//! What could not be done, as a value with words in it.

use std::fmt;
use std::ops::Deref;

/// The fixed names by which programs tell problems apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// Neither the name nor the content says what kind of file it is.
    UnknownFormat,
    /// The bytes are not UTF-8 text.
    NotUtf8,
    /// The text is not JSON.
    BadJson,
    /// A field is missing, or holds what it cannot hold.
    BadField,
    /// A time is missing, negative, not a number or beyond a meeting's length.
    BadTime,
    /// An event speaks of someone who is not among the people.
    UnknownPerson,
    /// More than 64 MB.
    TooLarge,
    /// More than 500 people.
    TooManyPeople,
    /// No group is large enough to be shown without showing people.
    TooFewPeople,
    /// More than a million events.
    TooManyEvents,
    /// Written by a newer version.
    NewerVersion,
    /// Several recordings in one file.
    SeveralFiles,
    /// Nobody speaks in it.
    NoSpeakers,
    /// The device has no room left.
    StorageFull,
    /// The browser does not let this page keep anything.
    StorageBlocked,
    /// What was kept can no longer be reached.
    StorageLost,
    /// Another tab observes this meeting.
    ObservedElsewhere,
    /// A file could not be fetched.
    FetchFailed,
    /// An interruption needs someone to be interrupted.
    NobodyElseSpeaking,
    /// The meeting has ended.
    MeetingOver,
    /// A correction of an event that is not there.
    UnknownEvent,
}

impl Code {
    /// The name that host pages see, as in `error.code`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnknownFormat => "unknown-format",
            Self::NotUtf8 => "not-utf8",
            Self::BadJson => "bad-json",
            Self::BadField => "bad-field",
            Self::BadTime => "bad-time",
            Self::UnknownPerson => "unknown-person",
            Self::TooLarge => "too-large",
            Self::TooManyPeople => "too-many-people",
            Self::TooFewPeople => "too-few-people",
            Self::TooManyEvents => "too-many-events",
            Self::NewerVersion => "newer-version",
            Self::SeveralFiles => "several-files",
            Self::NoSpeakers => "no-speakers",
            Self::StorageFull => "storage-full",
            Self::StorageBlocked => "storage-blocked",
            Self::StorageLost => "storage-lost",
            Self::ObservedElsewhere => "observed-elsewhere",
            Self::FetchFailed => "fetch-failed",
            Self::NobodyElseSpeaking => "nobody-else-speaking",
            Self::MeetingOver => "meeting-over",
            Self::UnknownEvent => "unknown-event",
        }
    }
}

/// A refusal or a failure: what, where, and what to do, in one or two sentences.
///
/// No wider than a pointer: half of all functions here can hand one on, and each would have to
/// make room for all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem(Box<Facts>);

/// What is known of a [`Problem`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Its fixed name.
    pub code: Code,
    /// The sentences.
    pub message: String,
    /// The line of the text it is about, from 1, where there is one.
    pub line: Option<usize>,
}

impl Problem {
    /// A problem without a line.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self(Box::new(Facts {
            code,
            message: message.into(),
            line: None,
        }))
    }

    /// The same problem, found on this line (from 1).
    #[must_use]
    pub fn on_line(mut self, line: usize) -> Self {
        self.0.line = Some(line);
        self
    }

    /// The same problem, of something that has no lines.
    #[must_use]
    pub fn without_line(mut self) -> Self {
        self.0.line = None;
        self
    }
}

impl Deref for Problem {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        &self.0
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(out, "Line {line}: {}", self.message),
            None => out.write_str(&self.message),
        }
    }
}

impl std::error::Error for Problem {}
