//! What whoever gets it will be able to see, in words, before it is handed on.

use super::aggregate::Aggregate;
use super::{Wish, wanted};
use crate::file::Document;
use crate::measure::summary::Reading;
use crate::meeting::{Privacy, What};
use crate::problem::Problem;
use crate::text::ShareWords;
use crate::text::share::{Content, GroupsContent};

/// What a receiver will see of the meeting as [`super::disguised`] makes it.
///
/// # Errors
/// `too-few-people`, as there.
pub fn told(
    document: &Document,
    reading: &Reading,
    wish: Wish,
    words: &ShareWords,
) -> Result<String, Problem> {
    let meeting = &document.meeting;
    let wish = match meeting.privacy {
        // Everything that is left of it.
        Privacy::Groups => wanted(
            meeting,
            Wish {
                privacy: Privacy::Groups,
                by: None,
            },
        ),
        _ => wish,
    };
    if wish.privacy == Privacy::Groups {
        let aggregate = Aggregate::of(meeting, reading, wish.by, words)?;
        let marks = aggregate.marks.as_ref();
        return Ok((words.sees_groups)(&GroupsContent {
            groups: aggregate.groups.iter().map(|group| group.people).collect(),
            people: aggregate.people(),
            interruptions: marks.map(|marks| marks.interruptions()),
            talked_over: marks.map_or(0, |marks| marks.talked_over()),
            withheld: aggregate.withheld,
        }));
    }
    let events = meeting.log.effective();
    let is_note = |what: &What| matches!(what, What::Notes { .. });
    let (_, corrected) = meeting.log.recorded();
    let content = Content {
        people: meeting.roster.len(),
        turns: reading.turns.len(),
        interruptions: reading.summary.interruptions.as_ref().map(|_| {
            let people = reading.summary.people.iter();
            people.filter_map(|person| person.interruptions_made).sum()
        }),
        notes: events.iter().filter(|event| is_note(&event.what)).count(),
        actions: meeting.actions.len(),
        attributes: meeting.attributes.len(),
        corrected,
        has_title: !meeting.title.is_empty(),
        has_start: !meeting.started.is_empty(),
        is_disguised: meeting.privacy == Privacy::Pseudonyms,
    };
    Ok(match wish.privacy {
        Privacy::Pseudonyms => (words.sees_pseudonyms)(&content),
        _ => (words.sees_everything)(&content),
    })
}
