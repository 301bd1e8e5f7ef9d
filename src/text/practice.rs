//! Practice: a scripted meeting with its known answer, and the words that tell observers how close
//! they came.
//!
//! The script is a language’s own: what people say, when they say it and what is to be recorded of it
//! belong together.

pub mod english;
mod feedback;

pub use feedback::{Feedback, feedback};

use crate::meeting::{AllyKind, Meeting, Outcome, Roster, What, Who};
use crate::time::{Moment, Span};

/// Everything that practice says.
#[derive(Clone, Copy, Debug)]
pub struct PracticeWords {
    /// What is played.
    pub script: Script,

    /// The button that opens practice.
    pub practice: &'static str,
    /// What it is, before it begins.
    pub intro: [&'static str; 2],
    /// Begins.
    pub begin: &'static str,
    /// Leaves it in the middle.
    pub stop: &'static str,
    /// Name of the lines for screen readers.
    pub said: &'static str,
    /// Where the board says what is saved.
    pub kept_nowhere: &'static str,

    /// Heading of the feedback.
    pub how_close: &'static str,
    /// Plays it again.
    pub again: &'static str,
    /// Goes back to where one came from.
    pub back: &'static str,
    /// All of it in one sentence.
    pub summary: fn(&Close) -> String,
    /// Heading: who had the floor.
    pub floor: &'static str,
    /// How far that agrees.
    pub floor_said: fn(&Close) -> String,
    /// How that is computed.
    pub floor_how: &'static str,
    /// Heading: airtime.
    pub airtime: &'static str,
    /// Whose airtime is furthest off, and by how many seconds.
    pub airtime_said: fn(&str, f64) -> String,
    /// Columns of the table of airtime: person, script, yours, difference; the last three in seconds.
    pub airtime_columns: [&'static str; 4],
    /// Heading: cut-offs.
    pub cut_offs: &'static str,
    /// How many of how many cut-offs are recorded.
    pub cut_offs_said: fn(usize, usize) -> String,
    /// At that time this was missed.
    pub missed: fn(&str, &str) -> String,
    /// At that time this was missed, and recorded as a mere turn.
    pub missed_as_turn: fn(&str, &str) -> String,
    /// At that time this was recorded, and is not in the script.
    pub added: fn(&str, &str) -> String,
    /// At that time the script has the first, and the second was recorded.
    pub otherwise: fn(&str, &str, &str) -> String,
    /// Heading: the observer's own lag.
    pub lag: &'static str,
    /// The lag in seconds, if anything could be matched, and over how many events.
    pub lag_said: fn(Option<f64>, usize) -> String,
    /// Heading: what else there was.
    pub besides: &'static str,
    /// At that time there was an ally moment, in words; whether it was recorded.
    pub ally: fn(&str, &str, bool) -> String,
    /// At that time somebody's words were a back-channel.
    pub back_channel: fn(&str, &str, &str) -> String,
    /// Heading: the script with its answers.
    pub answers: &'static str,
    /// Columns of that: time, what is said, what to record.
    pub answers_columns: [&'static str; 3],
    /// What to record of a back-channel.
    pub nothing: &'static str,
    /// What to record of a held interruption, given what is tapped first.
    pub then_kept: fn(&str) -> String,
}

/// How close a record came, in numbers that sentences are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Close {
    /// How many seconds were compared.
    pub seconds: u64,
    /// In how many of them the floor was as in the script, held against the record.
    pub agreed: u64,
    /// κ of the script against the record, and of the record against the script.
    pub kappa: [Option<f64>; 2],
    /// How many cut-offs are in the script, as far as it was played.
    pub cut_offs: usize,
    /// How many of them were recorded.
    pub recorded: usize,
    /// Whether nothing at all differs.
    pub exactly: bool,
}

/// A scripted meeting.
#[derive(Clone, Copy, Debug)]
pub struct Script {
    /// Its title.
    pub title: &'static str,
    /// Its people, as one types them.
    pub people: &'static str,
    /// What is said, in order.
    pub lines: &'static [Line],
    /// When it is over.
    pub length: Span,
}

/// Something that is said, or seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub at: Span,
    /// By whom, as their place among the people; none for what is only seen.
    pub who: Option<usize>,
    /// The words.
    pub words: &'static str,
    /// What is to be recorded of it; nothing where somebody goes on.
    pub means: &'static [Means],
}

/// What a line means; people by their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// This person takes the floor.
    Speaks(usize),
    /// Nobody speaks.
    Silence,
    /// The first interrupts the second.
    Interrupts(usize, usize, Outcome),
    /// This person is talked over.
    TalkedOver(usize),
    /// The first makes room for the second.
    Ally(AllyKind, usize, usize),
    /// Nothing is to be recorded: whoever says this listens.
    BackChannel,
}

impl Means {
    /// The event that records it, if one does.
    fn what(self) -> Option<What> {
        Some(match self {
            Self::Speaks(who) => What::Speaks { who: Who::at(who)? },
            Self::Silence => What::Silence,
            Self::Interrupts(who, whom, outcome) => What::Interrupts {
                who: Who::at(who)?,
                whom: Who::at(whom)?,
                outcome,
                manner: None,
            },
            Self::TalkedOver(whom) => What::TalkedOver {
                whom: Who::at(whom)?,
                by: None,
            },
            Self::Ally(kind, who, for_whom) => What::AllyMoment {
                kind,
                who: Who::at(who)?,
                for_whom: Who::at(for_whom)?,
            },
            Self::BackChannel => return None,
        })
    }
}

impl Script {
    /// The known answer: the meeting as it is to be recorded.
    pub fn meeting(&self) -> Meeting {
        let mut meeting = Meeting {
            title: self.title.to_owned(),
            roster: Roster::from_names(self.people).unwrap_or_default(),
            ..Meeting::default()
        };
        let means = |line: &'static Line| line.means.iter().map(|means| (line.at, *means));
        let events = self.lines.iter().flat_map(means);
        let events = events.filter_map(|(at, means)| Some((at, means.what()?)));
        for (at, what) in events.chain([(self.length, What::Ends)]) {
            // Everyone in a script is among its people: a test holds that.
            let _ = meeting.append(Moment::nearest(at.millis() as f64), what);
        }
        meeting
    }

    /// The lines up to so far into it, the last `most` of them, each with its number.
    pub fn lines_until(
        &self,
        played: Span,
        most: usize,
    ) -> impl Iterator<Item = (usize, &'static Line)> + use<> {
        let lines = self.lines;
        let until = lines.partition_point(|line| line.at <= played);
        let from = until.saturating_sub(most);
        lines.iter().enumerate().take(until).skip(from)
    }
}
