//! What is handed on, with as much hidden as was asked for.
//!
//! A meeting is made into another meeting *before* anything is written, so that file, link, report and
//! picture alike are made of what is left: there is nothing in them to be taken out afterwards.
//!
//! * [`Privacy::Pseudonyms`] keeps what happened when, and takes away who it was.
//! * [`Privacy::Groups`] keeps sums. A meeting is made up from the totals of groups alone, with as many
//!   stand-ins as there are people, so that no person's pattern is left in it.

mod aggregate;
mod link;
mod pseudonyms;
mod signs;
mod stand_ins;
mod told;

pub use aggregate::FEWEST;
pub use link::{LONGEST, PREFIX, damaged, from_link, to_link};
pub use told::told;

use self::aggregate::Aggregate;
use crate::file::{Document, Format};
use crate::measure::summary::Reading;
use crate::meeting::{Meeting, Privacy, Source};
use crate::problem::Problem;
use crate::text::ShareWords;

/// How much is to be hidden, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wish {
    /// How much.
    pub privacy: Privacy,
    /// The place of the attribute that makes the groups; `None`, or a place where there is none: all
    /// are one group.
    pub by: Option<usize>,
}

/// The meeting as it is to be handed on, under this id.
///
/// `reading` is that of the whole meeting. What was hidden before stays hidden: of groups no more
/// than groups can be shown.
///
/// # Errors
/// `too-few-people` where no group has [`FEWEST`] people; `too-many-events` where the sums of groups
/// would need more than a meeting can have.
pub fn disguised(
    document: &Document,
    reading: &Reading,
    wish: Wish,
    id: &str,
    words: &ShareWords,
) -> Result<Document, Problem> {
    let meeting = &document.meeting;
    let meeting = match wanted(meeting, wish) {
        Wish {
            privacy: Privacy::Full,
            ..
        } => return Ok(document.clone()),
        Wish {
            privacy: Privacy::Pseudonyms,
            ..
        } => pseudonyms::meeting(meeting, words)?,
        Wish { by, .. } => {
            let aggregate = Aggregate::of(meeting, reading, by, words)?;
            stand_ins::meeting(meeting, &aggregate, words)?
        }
    };
    Ok(Document {
        meeting: Meeting {
            id: id.to_owned(),
            ..meeting
        },
        // Whatever this version does not know could be anything.
        ..Document::default()
    })
}

/// The wish, or what is more where more has been hidden already.
fn wanted(meeting: &Meeting, wish: Wish) -> Wish {
    match (meeting.privacy, wish.privacy) {
        (Privacy::Groups, Privacy::Pseudonyms | Privacy::Groups) => Wish {
            privacy: Privacy::Groups,
            by: Some(0),
        },
        _ => wish,
    }
}

/// Where a meeting came from, as far as it decides what can be said of it. A file can have any text there.
fn source(meeting: &Meeting) -> Option<Source> {
    let format = Format::named(&meeting.source.as_ref()?.format);
    Some(Source {
        format: format.map_or("imported", Format::name).to_owned(),
        ..Source::default()
    })
}
