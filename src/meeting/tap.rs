//! One tap says the most it can, because the floor is known.

use super::Meeting;
use super::event::{Amendment, Outcome, What};
use super::floor::Floor;
use super::person::Who;
use crate::problem::{Code, Problem};

/// What the observer touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tap {
    /// A person's tile.
    Speaks(Who),
    /// *Interrupts* on a person's tile.
    Interrupts(Who),
    /// *Talked over* on a person's tile.
    TalkedOver(Who),
    /// Nobody speaks.
    Silence,
    /// Observing stops for a while.
    Pause,
    /// Observing goes on.
    Resume,
    /// The last interruption did not take the floor after all.
    KeptTheFloor,
    /// One step back.
    Undo,
    /// One step forth.
    Redo,
    /// The meeting is over.
    End,
}

impl Tap {
    /// What this tap says of the meeting as it stands with this floor, or why it says nothing.
    ///
    /// # Errors
    /// `meeting-over`, `nobody-else-speaking`, or `unknown-event` where there is nothing to
    /// correct.
    pub fn decide(self, meeting: &Meeting, floor: &Floor) -> Result<What, Problem> {
        if floor.ended.is_some() && !matches!(self, Self::Undo | Self::Redo) {
            return Err(meeting_over());
        }
        match self {
            Self::Speaks(who) if floor.is_only(who) => Ok(What::Silence),
            Self::Speaks(who) => Ok(What::Speaks { who }),
            Self::Interrupts(who) => Ok(What::Interrupts {
                who,
                whom: whom(who, meeting, floor)?,
                outcome: Outcome::Yielded,
                manner: None,
            }),
            Self::TalkedOver(whom) => Ok(What::TalkedOver { whom, by: None }),
            Self::Silence => Ok(What::Silence),
            Self::Pause => Ok(What::Pauses),
            Self::Resume => Ok(What::Resumes),
            Self::KeptTheFloor => kept_the_floor(meeting),
            Self::Undo => meeting
                .log
                .undo()
                .ok_or_else(|| Problem::new(Code::UnknownEvent, "There is nothing to undo.")),
            Self::Redo => meeting
                .log
                .redo()
                .ok_or_else(|| Problem::new(Code::UnknownEvent, "There is nothing to redo.")),
            Self::End => Ok(What::Ends),
        }
    }
}

/// Whom `who` interrupts: the other holder whose turn started last.
///
/// # Errors
/// `nobody-else-speaking`.
pub fn whom(who: Who, meeting: &Meeting, floor: &Floor) -> Result<Who, Problem> {
    floor
        .other_than(who)
        .map(|holder| holder.who)
        .ok_or_else(|| {
            Problem::new(
                Code::NobodyElseSpeaking,
                format!(
                    "Nobody else is speaking. If {name} has the floor now, tap {name}’s name.",
                    name = meeting.roster.label(who)
                ),
            )
        })
}

/// The refusal of an event after the end.
pub fn meeting_over() -> Problem {
    Problem::new(
        Code::MeetingOver,
        "The meeting has ended. Undo brings it back.",
    )
}

fn kept_the_floor(meeting: &Meeting) -> Result<What, Problem> {
    let effective = meeting.log.effective();
    let last = effective
        .iter()
        .rev()
        .find(|event| matches!(event.what, What::Interrupts { .. }));
    match last.map(|event| (event.n, &event.what)) {
        Some((
            event,
            What::Interrupts {
                outcome: Outcome::Yielded,
                ..
            },
        )) => Ok(What::Amends {
            event,
            set: Box::new(Amendment {
                outcome: Some(Outcome::Held),
                ..Amendment::default()
            }),
        }),
        Some(_) => Err(Problem::new(
            Code::UnknownEvent,
            "The last interruption is already marked: they kept the floor.",
        )),
        None => Err(Problem::new(
            Code::UnknownEvent,
            "There is no interruption yet that could be changed.",
        )),
    }
}
