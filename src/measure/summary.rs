//! The summary: plain data that charts, tables, files and host pages read.

use super::airtime::{self, Observed, WINDOW};
use super::equality::Equality;
use super::groups::{self, Groups, Member};
use super::interruptions::{self, CutOff, Repairs};
use super::moments::{SmallMoment, Whole};
use super::uncertainty::Rate;
use crate::meeting::course::Turn;
use crate::meeting::{Course, Meeting, Person, Privacy, Who};
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
    /// The groups that each attribute of the meeting makes.
    pub groups: Vec<Groups>,
    /// Airtime over time.
    pub windows: Windows,
    /// The small patterns, in order of their beginnings.
    pub moments: Vec<SmallMoment>,
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
    /// Time present over everyone's: what an equal share of the time would be. `None` for someone
    /// who is left out of it ([`Options::without_roles`]).
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

/// How a meeting is to be read. The default is all of it with everyone in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Only the part between these two moments of the meeting's clock; `None` for all of it.
    ///
    /// Every number follows it: turns, presence and pauses are cut to it, and what happened at a
    /// moment counts if that moment is in it. Of two parts that touch, the moment between them is
    /// in the later one, so that they add up. By whom someone was talked over and when they were
    /// back follow from the whole meeting, and so do the moments: those are listed that the part
    /// touches, with what is true of them in the whole meeting.
    pub window: Option<(Moment, Moment)>,
    /// Leaves people with a role (`chair`, `presenter`) out of the expected share: the others
    /// expect to share the talk among themselves.
    pub without_roles: bool,
}

/// A meeting read up to a moment: what the summary and the charts are made of.
#[derive(Clone, Debug)]
pub struct Reading {
    /// How it was read.
    pub options: Options,
    /// The start of what was read, on the meeting's clock.
    pub from: Moment,
    /// The end of it.
    pub until: Moment,
    /// Whether the meeting was never ended and is not running either.
    pub left_open: bool,
    /// The observed time.
    pub observed: Observed,
    /// Every turn, in order of their starts; of one that began earlier or went on later, what
    /// lies in the part that was read.
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
        Self::with(meeting, course, now, Options::default())
    }

    /// The same, or a part of it, as the options say.
    pub fn with(meeting: &Meeting, course: &Course, now: Option<Moment>, options: Options) -> Self {
        let until = course.window_end(now);
        let observed = Observed::of(course, until);
        let turns = course.turns_until(until);
        let cut_offs = interruptions::cut_offs(course, &turns, &observed);
        let stays: Vec<Vec<(Moment, Moment)>> = meeting
            .roster
            .everyone()
            .map(|who| course.stays_until(who, until))
            .collect();
        let windows = airtime::windows(&turns, &observed, meeting.roster.len());
        let moments = Whole {
            course,
            observed: &observed,
            turns: &turns,
            cut_offs: &cut_offs,
            windows: &windows,
            stays: &stays,
        }
        .moments();
        let whole = Part {
            options,
            passes: airtime::passes(&turns, &observed, meeting.roster.len()),
            observed,
            turns,
            cut_offs,
            stays,
            windows,
            moments,
        };
        let mut part = match options.window {
            None => whole,
            Some((one, other)) => whole.between(one, other),
        };
        let mut summary = part.summary(meeting, course);
        if meeting.privacy == Privacy::Groups {
            summary.is_of_groups();
        }
        Self {
            options,
            from: part.observed.from(),
            until: part.observed.until(),
            left_open: course.floor().ended.is_none() && now.is_none(),
            repairs: Repairs::of(&part.cut_offs),
            observed: part.observed,
            turns: part.turns,
            cut_offs: part.cut_offs,
            summary,
        }
    }
}

impl Summary {
    /// Takes away what is said of people: of stand-ins nothing is true but their sums. Nor are their groups
    /// compared: that needs to know how what happened clusters in people, and whether a group is of those who
    /// stated nothing.
    fn is_of_groups(&mut self) {
        self.equality = Equality::default();
        self.moments.clear();
        for groups in &mut self.groups {
            groups.comparison = None;
        }
    }
}

/// What the numbers of a meeting, or of a part of it, are made of.
struct Part {
    options: Options,
    observed: Observed,
    turns: Vec<Turn>,
    cut_offs: Vec<CutOff>,
    passes: Matrix,
    /// When each person was in the room, in the whole meeting.
    stays: Vec<Vec<(Moment, Moment)>>,
    /// Milliseconds of airtime, a row a person and a column a window.
    windows: Vec<Vec<f64>>,
    moments: Vec<SmallMoment>,
}

impl Part {
    /// Of the whole meeting, what lies between these two moments.
    fn between(mut self, one: Moment, other: Moment) -> Self {
        let observed = self.observed.part(one, other);
        let people = self.stays.len();
        self.passes = airtime::passes(&self.turns, &observed, people);
        self.turns = observed.clip(&self.turns);
        self.windows = airtime::windows(&self.turns, &observed, people);
        self.cut_offs.retain(|cut_off| observed.has(cut_off.at));
        self.moments.retain(|moment| {
            let reaches_in = moment.at < observed.from() && moment.until >= observed.from();
            reaches_in || observed.has(moment.at)
        });
        self.observed = observed;
        self
    }

    /// The numbers. The tables and the moments are moved into them.
    fn summary(&mut self, meeting: &Meeting, course: &Course) -> Summary {
        let count = meeting.roster.len();
        let everyone = || meeting.roster.everyone().zip(meeting.roster.people());
        let mut lengths: Vec<Vec<Span>> = vec![Vec::new(); count];
        for turn in &self.turns {
            if let Some(lengths) = lengths.get_mut(turn.who.place()) {
                lengths.push(turn.end.since(turn.start));
            }
        }
        let present: Vec<Span> = self.stays.iter().map(|stays| self.present(stays)).collect();
        let talk: Span = lengths.iter().flatten().copied().sum();
        let expects = |person: &Person| !(self.options.without_roles && person.role.is_some());
        let all_present: Span = everyone()
            .zip(&present)
            .filter(|((_, person), _)| expects(person))
            .map(|(_, present)| *present)
            .sum();
        let (speech, overlap) = airtime::speech_and_overlap(&self.turns);

        let counted = Counted::of(meeting, course, self);
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
                expected_share: ratio(present, all_present).filter(|_| expects(person)),
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
            true => interruptions::matrices(course, &self.cut_offs, &self.observed).map(Some),
            false => [None, None, None],
        };
        let member = |(who, lengths): (Who, &Vec<Span>)| Member {
            airtime: lengths.iter().copied().sum(),
            received: counted.tally(who).received,
        };
        let members = meeting.roster.everyone().zip(&lengths);
        let members: Vec<Member> = members.map(member).collect();
        let groups = groups::groups(&meeting.attributes, &meeting.roster, &members, all.as_ref());
        let mut windows = std::mem::take(&mut self.windows);
        for airtime in windows.iter_mut().flatten() {
            *airtime /= 1000.0;
        }
        Summary {
            version: VERSION,
            observed_s: self.observed.total().seconds(),
            talk_s: talk.seconds(),
            speech_s: speech.seconds(),
            overlap_s: overlap.seconds(),
            silence_s: self.observed.total().less(speech).seconds(),
            people,
            interruptions: all,
            yielded,
            talked_over,
            passes: std::mem::take(&mut self.passes),
            equality: Equality::of(&there),
            groups,
            windows: Windows {
                width_s: WINDOW.seconds(),
                airtime_s: windows,
            },
            moments: std::mem::take(&mut self.moments),
        }
    }

    /// The observed time of these stays.
    fn present(&self, stays: &[(Moment, Moment)]) -> Span {
        let stays = stays.iter();
        stays
            .map(|(from, to)| self.observed.between(*from, *to))
            .sum()
    }
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
    fn of(meeting: &Meeting, course: &Course, part: &Part) -> Self {
        let by_hand = !course.interruptions().is_empty() || !course.talked_over().is_empty();
        let mut tallies = vec![Tally::default(); meeting.roster.len()];
        let mut count = |who: Who, field: fn(&mut Tally) -> &mut u32| {
            if let Some(tally) = tallies.get_mut(who.place()) {
                *field(tally) += 1;
            }
        };
        for interruption in course.interruptions() {
            if part.observed.has(interruption.at) {
                count(interruption.who, |tally| &mut tally.made);
                count(interruption.whom, |tally| &mut tally.received);
            }
        }
        for event in course.talked_over() {
            if part.observed.has(event.at) {
                count(event.whom, |tally| &mut tally.talked_over);
            }
        }
        for moment in course.ally_moments() {
            if part.observed.has(moment.at) {
                count(moment.who, |tally| &mut tally.moments_by);
                count(moment.for_whom, |tally| &mut tally.moments_for);
            }
        }
        for cut_off in &part.cut_offs {
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
