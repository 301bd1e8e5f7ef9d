//! The summary: plain data that charts, tables, files and host pages read.

use super::airtime::{self, Observed, WINDOW};
use super::equality::Equality;
use super::interruptions::{self, CutOff, Repairs};
use super::uncertainty::Rate;
use crate::meeting::course::Turn;
use crate::meeting::{Course, Meeting, Person, Who};
use crate::time::{Moment, Span};

/// The version of the summary's JSON form.
pub const VERSION: u32 = 1;

/// A count for each pair, `[row = who][column = whom]` in roster order.
pub type Matrix = Vec<Vec<u32>>;

/// Every number of one meeting. Seconds, unrounded.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// [`VERSION`].
    pub version: u32,
    /// The observed window: from the start to its end, pauses cut out.
    pub observed_s: f64,
    /// The sum of everyone's airtime.
    pub talk_s: f64,
    /// Time with at least one on the floor.
    pub speech_s: f64,
    /// Time with at least two.
    pub overlap_s: f64,
    /// Time with nobody.
    pub silence_s: f64,
    /// A row a person, in roster order.
    pub people: Vec<PersonSummary>,
    /// Interruptions of both outcomes; `None` where nobody marked any and the meeting was
    /// imported.
    pub interruptions: Option<Matrix>,
    /// Those that were yielded to.
    pub yielded: Option<Matrix>,
    /// Who talked whom over, stated or inferred.
    pub talked_over: Option<Matrix>,
    /// Who followed whom.
    pub passes: Matrix,
    /// How evenly the talk was shared.
    pub equality: Equality,
    /// Airtime over time.
    pub windows: Windows,
}

/// The numbers of one person.
#[derive(Clone, Debug, PartialEq)]
pub struct PersonSummary {
    /// Their id.
    pub id: String,
    /// Their name as it was written.
    pub name: String,
    /// Their role, if any.
    pub role: Option<String>,
    /// Time in the room, inside the observed window.
    pub present_s: f64,
    /// Time on the floor.
    pub airtime_s: f64,
    /// Airtime over everyone's.
    pub share: Option<f64>,
    /// Time present over everyone's: what an equal share of the time would be.
    pub expected_share: Option<f64>,
    /// How many turns.
    pub turns: usize,
    /// Their mean length.
    pub mean_turn_s: Option<f64>,
    /// Their median length.
    pub median_turn_s: Option<f64>,
    /// The longest.
    pub longest_turn_s: Option<f64>,
    /// Interruptions they made, both outcomes.
    pub interruptions_made: Option<u32>,
    /// Interruptions they received, both outcomes.
    pub interruptions_received: Option<u32>,
    /// How often they were talked over, by whomever.
    pub talked_over: Option<u32>,
    /// How often they were cut off: yielded interruptions received, and talked over.
    pub cut_offs: Option<u32>,
    /// Interruptions received per minute of their own floor.
    pub received_per_min: Option<Rate>,
    /// Interruptions made per minute of the others' floor.
    pub made_per_min: Option<Rate>,
    /// After how many of the cut-offs they held the floor again within 60 s.
    pub regained_within_60_s: Option<u32>,
    /// Ally moments they brought about.
    pub moments_by: u32,
    /// Ally moments for them.
    pub moments_for: u32,
}

/// Airtime in windows of equal width.
#[derive(Clone, Debug, PartialEq)]
pub struct Windows {
    /// Their width.
    pub width_s: f64,
    /// A row a person, a column a window.
    pub airtime_s: Vec<Vec<f64>>,
}

/// A meeting read up to a moment: what the summary and the charts are made of.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The end of the window.
    pub until: Moment,
    /// Whether the meeting was never ended and is not running either.
    pub left_open: bool,
    /// The observed time.
    pub observed: Observed,
    /// Every turn, in order of their starts.
    pub turns: Vec<Turn>,
    /// Every cut-off, in order.
    pub cut_offs: Vec<CutOff>,
    /// How many of them were repaired, and how many of these by an ally. Nothing is known of it
    /// where [`Summary::interruptions`] is `None`.
    pub repairs: Repairs,
    /// The numbers.
    pub summary: Summary,
}

impl Reading {
    /// Reads a meeting up to its end, up to `now` while it runs, or up to its latest event.
    pub fn of(meeting: &Meeting, course: &Course, now: Option<Moment>) -> Self {
        let until = course.window_end(now);
        let observed = Observed::of(course, until);
        let turns = course.turns_until(until);
        let cut_offs = interruptions::cut_offs(course, &turns, &observed);
        let summary = summarise(meeting, course, until, &observed, &turns, &cut_offs);
        Self {
            until,
            left_open: course.floor().ended.is_none() && now.is_none(),
            observed,
            turns,
            repairs: Repairs::of(&cut_offs),
            cut_offs,
            summary,
        }
    }
}

fn summarise(
    meeting: &Meeting,
    course: &Course,
    until: Moment,
    observed: &Observed,
    turns: &[Turn],
    cut_offs: &[CutOff],
) -> Summary {
    let count = meeting.roster.len();
    let everyone = || meeting.roster.everyone().zip(meeting.roster.people());

    let mut lengths: Vec<Vec<Span>> = vec![Vec::new(); count];
    for turn in turns {
        if let Some(lengths) = lengths.get_mut(turn.who.place()) {
            lengths.push(turn.end.since(turn.start));
        }
    }
    let present: Vec<Span> = meeting
        .roster
        .everyone()
        .map(|who| present(course, who, until, observed))
        .collect();
    let talk: Span = lengths.iter().flatten().copied().sum();
    let all_present: Span = present.iter().copied().sum();
    let (speech, overlap) = airtime::speech_and_overlap(turns);

    let counted = Counted::of(meeting, course, cut_offs);
    let person = |who: Who, person: &Person, lengths: &[Span], present: Span| {
        let airtime: Span = lengths.iter().copied().sum();
        let typical = airtime::mean_median_longest(lengths);
        PersonSummary {
            id: person.id.clone(),
            name: person.name.clone(),
            role: person.role.clone(),
            present_s: present.seconds(),
            airtime_s: airtime.seconds(),
            share: ratio(airtime, talk),
            expected_share: ratio(present, all_present),
            turns: lengths.len(),
            mean_turn_s: typical.map(|(mean, _, _)| mean),
            median_turn_s: typical.map(|(_, median, _)| median),
            longest_turn_s: typical.map(|(_, _, longest)| longest),
            interruptions_made: counted.get(who, |tally| tally.made),
            interruptions_received: counted.get(who, |tally| tally.received),
            talked_over: counted.get(who, |tally| tally.talked_over),
            cut_offs: counted.get(who, |tally| tally.cut_offs),
            received_per_min: counted.get(who, |tally| Rate::of(tally.received, airtime)),
            made_per_min: counted.get(who, |tally| Rate::of(tally.made, talk.less(airtime))),
            regained_within_60_s: counted.get(who, |tally| tally.regained),
            moments_by: counted.tally(who).moments_by,
            moments_for: counted.tally(who).moments_for,
        }
    };
    let people: Vec<PersonSummary> = everyone()
        .zip(lengths.iter().zip(&present))
        .map(|((who, named), (lengths, present))| person(who, named, lengths, *present))
        .collect();

    let there: Vec<f64> = people
        .iter()
        .filter(|person| person.present_s > 0.0)
        .map(|person| person.airtime_s)
        .collect();
    let [all, yielded, talked_over] = match counted.marked {
        true => interruptions::matrices(course, cut_offs).map(Some),
        false => [None, None, None],
    };
    Summary {
        version: VERSION,
        observed_s: observed.total().seconds(),
        talk_s: talk.seconds(),
        speech_s: speech.seconds(),
        overlap_s: overlap.seconds(),
        silence_s: observed.total().less(speech).seconds(),
        people,
        interruptions: all,
        yielded,
        talked_over,
        passes: airtime::passes(turns, observed, count),
        equality: Equality::of(&there),
        windows: Windows {
            width_s: WINDOW.seconds(),
            airtime_s: airtime::windows(turns, observed, count),
        },
    }
}

/// The observed time that someone was in the room.
fn present(course: &Course, who: Who, until: Moment, observed: &Observed) -> Span {
    course
        .stays_until(who, until)
        .into_iter()
        .map(|(from, to)| observed.between(from, to))
        .sum()
}

fn ratio(part: Span, whole: Span) -> Option<f64> {
    (!whole.is_zero()).then(|| part.millis() as f64 / whole.millis() as f64)
}

/// What was marked by hand, counted by person.
struct Counted {
    /// Whether there is anything to count: a meeting that was tapped, or an imported one in
    /// which somebody marked an interruption. Without that, nothing is known, which is not 0.
    marked: bool,
    tallies: Vec<Tally>,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    made: u32,
    received: u32,
    talked_over: u32,
    cut_offs: u32,
    regained: u32,
    moments_by: u32,
    moments_for: u32,
}

impl Counted {
    fn of(meeting: &Meeting, course: &Course, cut_offs: &[CutOff]) -> Self {
        let by_hand = !course.interruptions().is_empty() || !course.talked_over().is_empty();
        let mut tallies = vec![Tally::default(); meeting.roster.len()];
        let mut count = |who: Who, field: fn(&mut Tally) -> &mut u32| {
            if let Some(tally) = tallies.get_mut(who.place()) {
                *field(tally) += 1;
            }
        };
        for interruption in course.interruptions() {
            count(interruption.who, |tally| &mut tally.made);
            count(interruption.whom, |tally| &mut tally.received);
        }
        for event in course.talked_over() {
            count(event.whom, |tally| &mut tally.talked_over);
        }
        for moment in course.ally_moments() {
            count(moment.who, |tally| &mut tally.moments_by);
            count(moment.for_whom, |tally| &mut tally.moments_for);
        }
        for cut_off in cut_offs {
            count(cut_off.whom, |tally| &mut tally.cut_offs);
            if cut_off.is_regained() {
                count(cut_off.whom, |tally| &mut tally.regained);
            }
        }
        Self {
            marked: meeting.source.is_none() || by_hand,
            tallies,
        }
    }

    fn get<T>(&self, who: Who, field: impl Fn(&Tally) -> T) -> Option<T> {
        self.marked.then(|| field(&self.tally(who)))
    }

    fn tally(&self, who: Who) -> Tally {
        self.tallies.get(who.place()).copied().unwrap_or_default()
    }
}
