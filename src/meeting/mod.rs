//! What happened: people, events, the log they form, and the floor that follows from them.
//!
//! Everything that a person sees is derived from one append-only list of events. This room is
//! pure: it knows no browser, takes no time and keeps nothing; it is told.

pub mod course;
pub mod event;
pub mod floor;
pub mod log;
pub mod person;
mod privacy;
pub mod tap;

use crate::problem::{Code, Problem};
use crate::time::Moment;
pub use course::Course;
pub use event::{AllyKind, Amendment, Event, EventNumber, Manner, Outcome, What};
pub use floor::{Floor, Holder};
pub use log::Log;
pub use person::{Person, Roster, Who};
pub use privacy::Privacy;
pub use tap::Tap;

/// One meeting: who was there and what happened, with what is known about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meeting {
    /// A name for machines, unlike that of any other meeting.
    pub id: String,
    /// A name for people; may be empty.
    pub title: String,
    /// When it started, ISO 8601 with its offset; empty where nobody knows.
    pub started: String,
    /// Who observed it; may be empty.
    pub observer: String,
    /// The names of the people's attributes, in the order of their first mention.
    pub attributes: Vec<String>,
    /// The people.
    pub roster: Roster,
    /// The order of their tiles; empty while it is that of the roster.
    pub seats: Vec<Who>,
    /// The events.
    pub log: Log,
    /// What the team set out to do next.
    pub actions: Vec<Action>,
    /// Where an imported meeting came from; `None` for one that was tapped.
    pub source: Option<Source>,
    /// What was hidden of it before it came here.
    pub privacy: Privacy,
}

/// A next action that the team agreed on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Action {
    /// One line in the team's own words.
    pub text: String,
    /// Whether it was done; `None` while nobody has said.
    pub done: Option<bool>,
    /// The moment that it answers, if it is the answer to one.
    pub at: Option<Moment>,
}

/// Where an imported meeting came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The format's name, as in `rttm`.
    pub format: String,
    /// The file's name, if it had one.
    pub name: String,
    /// How many entries could not be read and were left out.
    pub skipped: u64,
}

impl Meeting {
    /// Everyone in the order of their tiles: as they were seated, then whoever is not, in the
    /// order of the roster.
    pub fn seating(&self) -> Vec<Who> {
        let mut seats: Vec<Who> = Vec::with_capacity(self.roster.len());
        let everyone = self.roster.everyone();
        for who in self.seats.iter().copied().chain(everyone) {
            if self.roster.has(who) && !seats.contains(&who) {
                seats.push(who);
            }
        }
        seats
    }

    /// The course of the meeting, computed from the whole log.
    pub fn course(&self) -> Course {
        Course::of(&self.log, self.roster.len())
    }

    /// The floor as it was at `at`, after every event up to then.
    pub fn floor_at(&self, at: Moment) -> Floor {
        let mut course = Course::new(self.roster.len());
        for event in self.log.effective().iter() {
            if event.at > at {
                break;
            }
            course.apply(event);
        }
        course.floor().clone()
    }

    /// Writes an event at the end of the log and returns it, or refuses one that speaks of
    /// someone unknown or corrects what cannot be corrected. A refused event leaves no trace.
    pub fn append(&mut self, at: Moment, what: What) -> Result<Event, Problem> {
        if let Some(stranger) = what.people().find(|who| !self.roster.has(*who)) {
            return Err(Problem::new(
                Code::UnknownPerson,
                format!(
                    "There is no person number {} in this meeting.",
                    stranger.place() + 1
                ),
            ));
        }
        self.log.append(at, what)
    }
}
