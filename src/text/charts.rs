//! The words of charts, their sentences and their tables.
//!
//! A chart gives the facts and a language makes the sentence, so that each has its own grammar.
//! Names come ready to be set between words; times as a clock shows them.

pub mod english;
mod of_groups;
mod over_time;
mod passes;
mod rates;

pub use of_groups::{GroupAirtimeFacts, OfGroupsWords};
pub use over_time::{BalanceFacts, Ends, HeardFacts, OverTimeWords};
pub use passes::{PassFacts, PassesWords};
pub use rates::{ComparisonFacts, GroupFacts, RatesWords};

use crate::meeting::AllyKind;

/// What charts say.
#[derive(Clone, Copy, Debug)]
pub struct ChartWords {
    /// Heading of the airtime chart.
    pub airtime: &'static str,
    /// Heading of the timeline.
    pub timeline: &'static str,
    /// Heading of the interruptions matrix.
    pub interruptions: &'static str,

    /// The name of a picture, for those who do not see it; of what it is.
    pub picture: fn(&str) -> String,
    /// A share as a whole percentage, kept together.
    pub percent: fn(f64) -> String,
    /// A share as a percentage with one decimal.
    pub exact_percent: fn(f64) -> String,
    /// The label of a tick at so many seconds, ticks being so many apart, of so many in all.
    pub axis_time: fn(f64, f64, f64) -> String,
    /// A role as it is called: `chair` and `presenter` are known, others are as they are.
    pub role: fn(&str) -> String,
    /// What a caption adds where a figure is drawn from a part of the meeting: from when until
    /// when.
    pub part: fn(&str, &str) -> String,
    /// What a caption adds where so many people are not in the picture.
    pub not_shown: fn(usize) -> String,
    /// Balance over time, and airtime in windows.
    pub over_time: OverTimeWords,
    /// Who follows whom.
    pub passes: PassesWords,
    /// Interruptions made and received, their rates, and groups.
    pub rates: RatesWords,
    /// What there is of groups alone.
    pub of_groups: OfGroupsWords,
    /// Stands where there is no number.
    pub none: &'static str,
    /// Stands by a rate of fewer than five.
    pub too_few: &'static str,
    /// Stands by a rate of five or more.
    pub enough: &'static str,

    /// What the airtime chart shows; the whole talk's length.
    pub airtime_caption: fn(&str) -> String,
    /// What it says.
    pub airtime_sentence: fn(&AirtimeFacts) -> String,
    /// How it is computed.
    pub airtime_how: &'static str,
    /// What its caption adds where people with a role are left out.
    pub without_roles: &'static str,
    /// Instead of a share, of someone who is left out: their airtime.
    pub left_out_of_it: fn(&str) -> String,
    /// Column: share of the talk of those who are not left out.
    pub column_share_of_others: &'static str,
    /// Instead of a share, of someone who was there.
    pub did_not_speak: &'static str,
    /// Instead of a share, of someone who was not.
    pub was_not_there: &'static str,

    /// What the timeline shows; from when until when.
    pub timeline_caption: fn(&str, &str) -> String,
    /// What it says.
    pub timeline_sentence: fn(&TimelineFacts) -> String,
    /// How it is made.
    pub timeline_how: &'static str,
    /// How it is made of an imported recording.
    pub timeline_how_imported: &'static str,
    /// A lane: whose, how many turns, their length.
    pub lane: fn(&str, usize, &str) -> String,
    /// What is marked on the timeline: from when until when.
    pub marked: fn(&str, &str) -> String,
    /// Time outside the observed window.
    pub pause: &'static str,

    /// What the matrix shows; how many people are left out of it.
    pub interruptions_caption: fn(usize) -> String,
    /// What stands there of an imported recording.
    pub interruptions_caption_imported: &'static str,
    /// What it says.
    pub interruptions_sentence: fn(&InterruptionFacts) -> String,
    /// What is said of an imported recording.
    pub interruptions_imported: &'static str,
    /// How it is counted.
    pub interruptions_how: &'static str,
    /// How to read the matrix.
    pub row_interrupted_column: &'static str,
    /// A cell: who, whom, how many yielded, how many held.
    pub pair: fn(&str, &str, u32, u32) -> String,

    /// Legend: a bar of the airtime chart.
    pub legend_airtime: &'static str,
    /// Legend: the mark of the expected share.
    pub legend_expected: &'static str,
    /// Legend: a bar of the timeline.
    pub legend_turn: &'static str,
    /// Legend: a column of the timeline, for many turns; what part of the time its full height is.
    pub legend_turns: fn(&str) -> String,
    /// Legend: the line of a lane.
    pub legend_present: &'static str,
    /// Legend: an interruption that was yielded to.
    pub legend_yielded: &'static str,
    /// Legend: an interruption that was held off.
    pub legend_held: &'static str,
    /// Legend: being talked over.
    pub legend_talked_over: &'static str,
    /// Legend: being talked over by someone inferred.
    pub legend_inferred: &'static str,
    /// Legend: an ally moment.
    pub legend_ally: &'static str,
    /// Legend: a cell that cannot be.
    pub legend_oneself: &'static str,
    /// Legend: a number in a cell.
    pub legend_count: &'static str,

    /// Caption of the table of airtime.
    pub airtime_table: &'static str,
    /// Caption of the timeline's table of people.
    pub timeline_table: &'static str,
    /// Caption of the timeline's table of every turn.
    pub turns_table: &'static str,
    /// That these are the first so many turns of so many.
    pub first_turns: fn(usize, usize) -> String,
    /// Caption of the timeline's table of moments.
    pub moments_table: &'static str,
    /// Caption of the table of pairs.
    pub pairs_table: &'static str,
    /// What is not in the table of pairs.
    pub pairs_note: &'static str,
    /// Caption of the table of rates.
    pub rates_table: &'static str,
    /// How many rows are left out, and where they are.
    pub left_out: fn(usize) -> String,

    /// Column: a person.
    pub column_person: &'static str,
    /// Column: from when.
    pub column_from: &'static str,
    /// Column: until when.
    pub column_until: &'static str,
    /// Column: airtime in seconds.
    pub column_seconds: &'static str,
    /// Column: how long a turn was, in seconds.
    pub column_length: &'static str,
    /// Column: airtime as a clock shows it.
    pub column_clock: &'static str,
    /// Column: share.
    pub column_share: &'static str,
    /// Column: expected share.
    pub column_expected: &'static str,
    /// Column: number of turns.
    pub column_turns: &'static str,
    /// Column: mean length of a turn in seconds.
    pub column_mean: &'static str,
    /// Column: median length of a turn in seconds.
    pub column_median: &'static str,
    /// Column: longest turn in seconds.
    pub column_longest: &'static str,
    /// Column: start of the first turn.
    pub column_first: &'static str,
    /// Column: end of the last turn.
    pub column_last: &'static str,
    /// Column: a time as a clock shows it.
    pub column_time: &'static str,
    /// Column: a time in seconds.
    pub column_seconds_at: &'static str,
    /// Column: what happened.
    pub column_what: &'static str,
    /// Column: who did it.
    pub column_who: &'static str,
    /// Column: to whom.
    pub column_whom: &'static str,
    /// Column: interruptions.
    pub column_interruptions: &'static str,
    /// Column: those that were yielded to.
    pub column_yielded: &'static str,
    /// Column: those that were held off.
    pub column_held: &'static str,
    /// Column: talked over.
    pub column_talked_over: &'static str,
    /// Column: those of them whose doer is inferred.
    pub column_inferred: &'static str,
    /// Column: interruptions made.
    pub column_made: &'static str,
    /// Column: interruptions received.
    pub column_received: &'static str,
    /// Column: cut-offs.
    pub column_cut_offs: &'static str,
    /// Column: cut-offs after which the floor was regained within 60 s.
    pub column_regained: &'static str,
    /// Column: interruptions received per minute of one's own floor.
    pub column_rate: &'static str,
    /// Column: the rate's 95 % interval.
    pub column_interval: &'static str,
    /// Column: whether there are enough.
    pub column_enough: &'static str,

    /// The first interrupted the second, who yielded.
    pub yielded: fn(&str, &str) -> String,
    /// The first interrupted the second, who kept the floor.
    pub held: fn(&str, &str) -> String,
    /// Talked over, by nobody knows whom.
    pub talked_over: fn(&str) -> String,
    /// The first was talked over by the second, as the observer said.
    pub talked_over_by: fn(&str, &str) -> String,
    /// The first was talked over by the second, as is inferred.
    pub talked_over_inferred: fn(&str, &str) -> String,
    /// A cut-off with how long it took until the floor was regained, if ever.
    pub then_back: fn(&str, Option<&str>) -> String,
    /// The first did this for the second.
    pub ally: fn(AllyKind, &str, &str) -> String,
    /// Came into the room.
    pub arrived: fn(&str) -> String,
    /// Went out of it.
    pub left: fn(&str) -> String,
    /// Observing paused until then.
    pub paused_until: fn(&str) -> String,
}

/// What is to be said of airtime.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AirtimeFacts {
    /// How many were there.
    pub present: usize,
    /// Those with the most airtime: one, or several with the same; none when nobody spoke.
    pub most: Vec<String>,
    /// The role of the one with the most, if it is one and has a role.
    pub role: Option<String>,
    /// The share of each of them.
    pub share: f64,
    /// The share of talk that would have to change hands for equal airtime.
    pub would_change_hands: Option<f64>,
    /// Whether people with a role are left out of all this.
    pub without_roles: bool,
    /// Those who were there and did not speak.
    pub silent: Vec<String>,
}

/// What is to be said of the timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelineFacts {
    /// How long was observed.
    pub observed: String,
    /// How many people there are.
    pub people: usize,
    /// How many of them spoke.
    pub spoke: usize,
    /// How many turns they took.
    pub turns: usize,
    /// How often someone was cut off; `None` of an imported recording.
    pub cut_offs: Option<usize>,
    /// After how many of these the floor was regained within 60 s.
    pub regained: usize,
    /// How many ally moments.
    pub ally_moments: usize,
    /// How long two or more spoke at once, if at all.
    pub overlap: Option<String>,
    /// Whether the meeting was never ended.
    pub left_open: bool,
}

/// What is to be said of interruptions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InterruptionFacts {
    /// How many in all.
    pub all: u32,
    /// How many were yielded to.
    pub yielded: u32,
    /// How often someone was talked over.
    pub talked_over: usize,
    /// How many cut-offs there were: those that were yielded to, and being talked over.
    pub cut_offs: usize,
    /// Whether there are enough to say more than how many.
    pub enough: bool,
    /// The pair with the most, if they are enough and no other has as many.
    pub pair: Option<PairFacts>,
}

/// What is to be said of two people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PairFacts {
    /// Who interrupted.
    pub who: String,
    /// Whom.
    pub whom: String,
    /// How often.
    pub count: u32,
    /// How often the other way round.
    pub back: u32,
}
