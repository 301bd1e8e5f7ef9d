//! The events: small, stored once, never changed. Corrections are events too.

use super::person::Who;
use crate::time::Moment;

/// An event's number: it rises by one with each event written, from 1.
pub type EventNumber = u32;

/// One thing that happened, or one correction of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its number in the order of writing.
    pub n: EventNumber,
    /// When the gesture was made, not when a handler ran later.
    pub at: Moment,
    /// What it says.
    pub what: What,
}

/// What an event says, and what the floor is after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// The floor is `who`'s alone; every other holder's turn ends. Nothing happens if `who` is
    /// the only holder already.
    Speaks {
        /// Who takes the floor.
        who: Who,
    },
    /// The floor is `who`'s as well.
    JoinsIn {
        /// Who joins in.
        who: Who,
    },
    /// `who` leaves the floor.
    Stops {
        /// Who stops.
        who: Who,
    },
    /// Nobody holds the floor.
    Silence,
    /// `who` started while `whom` evidently had not finished.
    Interrupts {
        /// Who interrupted.
        who: Who,
        /// Who was interrupted; taken at its word even if they held no floor.
        whom: Who,
        /// What came of it.
        outcome: Outcome,
        /// How it was meant, if the observer said so.
        manner: Option<Manner>,
    },
    /// `whom` lost the floor, or never got it.
    TalkedOver {
        /// Whose point was cut off or drowned.
        whom: Who,
        /// By whom, if the observer said so; else it is inferred when read.
        by: Option<Who>,
    },
    /// An ally moment: somebody made room for somebody.
    AllyMoment {
        /// What was done.
        kind: AllyKind,
        /// Who did it.
        who: Who,
        /// For whom.
        for_whom: Who,
    },
    /// Someone comes in.
    Arrives {
        /// Who.
        who: Who,
    },
    /// Someone goes, and with them their floor.
    Leaves {
        /// Who.
        who: Who,
    },
    /// The observed window is interrupted; nobody holds the floor.
    Pauses,
    /// The observed window goes on.
    Resumes,
    /// A note of the observer's.
    Notes {
        /// Its text.
        text: String,
        /// Whom it is about, if anyone.
        who: Option<Who>,
    },
    /// As if that event had never been. Redo is an `Undoes` of the `Undoes`.
    Undoes {
        /// The number of an earlier event.
        event: EventNumber,
    },
    /// As if that event had read so.
    Amends {
        /// The number of an earlier event that is no correction itself.
        event: EventNumber,
        /// The fields that read differently.
        set: Box<Amendment>,
    },
    /// The meeting is over; every open turn ends.
    Ends,
}

/// What came of an interruption.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The interrupted person stopped and the interrupting one went on.
    Yielded,
    /// The interrupted person went on and the interrupting one stopped.
    Held,
}

/// How an interruption was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Manner {
    /// To help the speaker along.
    Supportive,
    /// Neither.
    Neutral,
    /// To take the floor away.
    Intrusive,
}

/// What somebody did to make room for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AllyKind {
    /// Asked a quiet person in.
    Invites,
    /// Repeated a point and named whose it was.
    Amplifies,
    /// Named whose idea it was.
    Credits,
    /// "I'd like to hear Ana finish."
    HandsBack,
}

/// Fields that an event is to read differently in; `None` leaves a field as it is, and
/// `Some(None)` takes an optional one away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Amendment {
    /// When it happened.
    pub at: Option<Moment>,
    /// Who; `Some(None)` only for a note.
    pub who: Option<Option<Who>>,
    /// Whom.
    pub whom: Option<Who>,
    /// What came of the interruption.
    pub outcome: Option<Outcome>,
    /// How it was meant.
    pub manner: Option<Option<Manner>>,
    /// By whom someone was talked over.
    pub by: Option<Option<Who>>,
    /// The kind of ally moment.
    pub kind: Option<AllyKind>,
    /// For whom the ally moment was.
    pub for_whom: Option<Who>,
    /// The text of the note.
    pub text: Option<String>,
}

impl What {
    /// Whether this corrects another event rather than saying what happened.
    pub const fn is_correction(&self) -> bool {
        matches!(self, Self::Undoes { .. } | Self::Amends { .. })
    }

    /// The name of its type, as files and host pages have it.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Speaks { .. } => "speaks",
            Self::JoinsIn { .. } => "joins_in",
            Self::Stops { .. } => "stops",
            Self::Silence => "silence",
            Self::Interrupts { .. } => "interrupts",
            Self::TalkedOver { .. } => "talked_over",
            Self::AllyMoment { .. } => "moment",
            Self::Arrives { .. } => "arrives",
            Self::Leaves { .. } => "leaves",
            Self::Pauses => "pauses",
            Self::Resumes => "resumes",
            Self::Notes { .. } => "notes",
            Self::Undoes { .. } => "undoes",
            Self::Amends { .. } => "amends",
            Self::Ends => "ends",
        }
    }

    /// Everyone it names, at most four.
    pub fn people(&self) -> impl Iterator<Item = Who> + use<> {
        let named = match self {
            Self::Speaks { who }
            | Self::JoinsIn { who }
            | Self::Stops { who }
            | Self::Arrives { who }
            | Self::Leaves { who } => [Some(*who), None, None, None],
            Self::Interrupts { who, whom, .. } => [Some(*who), Some(*whom), None, None],
            Self::TalkedOver { whom, by } => [Some(*whom), *by, None, None],
            Self::AllyMoment { who, for_whom, .. } => [Some(*who), Some(*for_whom), None, None],
            Self::Notes { who, .. } => [*who, None, None, None],
            Self::Amends { set, .. } => {
                [set.who.flatten(), set.whom, set.by.flatten(), set.for_whom]
            }
            Self::Silence | Self::Pauses | Self::Resumes | Self::Undoes { .. } | Self::Ends => {
                [None; 4]
            }
        };
        named.into_iter().flatten()
    }

    /// The field in which it contradicts itself: nobody interrupts or talks over themselves.
    pub fn contradiction(&self) -> Option<&'static str> {
        match self {
            Self::Interrupts { who, whom, .. } if who == whom => Some("whom"),
            Self::TalkedOver { whom, by: Some(by) } if whom == by => Some("by"),
            _ => None,
        }
    }
}

impl Event {
    /// Reads as the amendment says, from now on. Fields that this kind of event does not have
    /// are left alone; [`Amendment::stray_field`] finds them beforehand.
    pub fn amend(&mut self, set: &Amendment) {
        if let Some(at) = set.at {
            self.at = at;
        }
        match &mut self.what {
            What::Speaks { who }
            | What::JoinsIn { who }
            | What::Stops { who }
            | What::Arrives { who }
            | What::Leaves { who } => replace(who, set.who.flatten()),
            What::Interrupts {
                who,
                whom,
                outcome,
                manner,
            } => {
                replace(who, set.who.flatten());
                replace(whom, set.whom);
                replace(outcome, set.outcome);
                replace(manner, set.manner);
            }
            What::TalkedOver { whom, by } => {
                replace(whom, set.whom);
                replace(by, set.by);
            }
            What::AllyMoment {
                kind,
                who,
                for_whom,
            } => {
                replace(kind, set.kind);
                replace(who, set.who.flatten());
                replace(for_whom, set.for_whom);
            }
            What::Notes { text, who } => {
                replace(text, set.text.clone());
                replace(who, set.who);
            }
            What::Silence
            | What::Pauses
            | What::Resumes
            | What::Ends
            | What::Undoes { .. }
            | What::Amends { .. } => {}
        }
    }
}

fn replace<T>(field: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *field = value;
    }
}

impl Amendment {
    /// The first field set here that an event of this kind does not have, or that it cannot do
    /// without and that is taken away; by its name in the file.
    pub fn stray_field(&self, what: &What) -> Option<&'static str> {
        use What::{
            AllyMoment, Arrives, Interrupts, JoinsIn, Leaves, Notes, Speaks, Stops, TalkedOver,
        };
        let has_who = matches!(
            what,
            Speaks { .. }
                | JoinsIn { .. }
                | Stops { .. }
                | Arrives { .. }
                | Leaves { .. }
                | Interrupts { .. }
                | AllyMoment { .. }
                | Notes { .. }
        );
        let is_note = matches!(what, Notes { .. });
        let interrupts = matches!(what, Interrupts { .. });
        let talked_over = matches!(what, TalkedOver { .. });
        let ally = matches!(what, AllyMoment { .. });
        [
            ("who", self.who.is_some() && !has_who),
            ("who", self.who == Some(None) && !is_note),
            ("whom", self.whom.is_some() && !interrupts && !talked_over),
            ("outcome", self.outcome.is_some() && !interrupts),
            ("manner", self.manner.is_some() && !interrupts),
            ("by", self.by.is_some() && !talked_over),
            ("kind", self.kind.is_some() && !ally),
            ("for", self.for_whom.is_some() && !ally),
            ("text", self.text.is_some() && !is_note),
        ]
        .into_iter()
        .find_map(|(field, stray)| stray.then_some(field))
    }
}
