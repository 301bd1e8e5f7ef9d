//! One tap says the most it can, because the floor is known.

use super::Meeting;
use super::event::{AllyKind, Amendment, Event, Outcome, What};
use super::floor::Floor;
use super::person::Who;
use crate::problem::{Code, Problem};
use crate::time::{Moment, Span};

/// What the observer touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tap {
    /// A person's tile.
    Speaks(Who),
    /// *Interrupts* on a person's tile.
    Interrupts(Who),
    /// One person's tile, dragged onto another's: the first interrupts the second.
    InterruptsWhom(Who, Who),
    /// *Talked over* on a person's tile.
    TalkedOver(Who),
    /// A person speaks as well; others go on.
    JoinsIn(Who),
    /// A person stops; others go on.
    Stops(Who),
    /// The first makes room for the second.
    Ally(AllyKind, Who, Who),
    /// A person comes in.
    Arrives(Who),
    /// A person goes.
    Leaves(Who),
    /// Nobody speaks.
    Silence,
    /// Observing stops for a while.
    Pause,
    /// Observing goes on.
    Resume,
    /// The last interruption did not take the floor after all.
    KeptTheFloor,
    /// What was recorded last happened [`EARLIER`] before.
    Earlier,
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
            Self::InterruptsWhom(who, whom) => Ok(What::Interrupts {
                who,
                whom,
                outcome: Outcome::Yielded,
                manner: None,
            }),
            Self::TalkedOver(whom) => Ok(What::TalkedOver { whom, by: None }),
            Self::JoinsIn(who) => Ok(What::JoinsIn { who }),
            Self::Stops(who) => Ok(What::Stops { who }),
            Self::Ally(kind, who, for_whom) => Ok(What::AllyMoment {
                kind,
                who,
                for_whom,
            }),
            Self::Arrives(who) => Ok(What::Arrives { who }),
            Self::Leaves(who) => Ok(What::Leaves { who }),
            Self::Silence => Ok(What::Silence),
            Self::Pause => Ok(What::Pauses),
            Self::Resume => Ok(What::Resumes),
            Self::KeptTheFloor => kept_the_floor(meeting),
            Self::Earlier => earlier(meeting),
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

/// By how much *Earlier* moves the last event: a tap lags behind by half a second to a second and
/// a half, and by more when the observer was looking elsewhere.
pub const EARLIER: Span = Span::from_seconds(3);

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

/// The event that was recorded last and still stands, as it reads now.
pub fn last_recorded(meeting: &Meeting) -> Option<Event> {
    let effective = meeting.log.effective();
    effective.iter().max_by_key(|event| event.n).cloned()
}

fn earlier(meeting: &Meeting) -> Result<What, Problem> {
    let refused = |words| Problem::new(Code::UnknownEvent, words);
    let last = last_recorded(meeting).ok_or_else(|| refused("There is nothing to move yet."))?;
    if last.at == Moment::START {
        return Err(refused("This is at the start of the meeting already."));
    }
    Ok(What::Amends {
        event: last.n,
        set: Box::new(Amendment {
            at: Some(last.at.back(EARLIER)),
            ..Amendment::default()
        }),
    })
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
