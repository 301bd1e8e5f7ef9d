//! Moments: the small patterns, each with its time and its people. What happened, never who is to
//! blame; the words are made in `text`.
//!
//! All durations here are of observed time; where a moment stands is on the meeting's clock.

use super::airtime::{Observed, WINDOW};
pub use super::interruptions::REGAINED_WITHIN;
use super::interruptions::{By, CutOff, by_person};
use crate::meeting::course::Turn;
use crate::meeting::{AllyKind, Course, Who};
use crate::order;
use crate::time::{Moment, Span};

/// A streak is of so many cut-offs of one person …
pub const STREAK: usize = 3;

/// … within this time.
pub const STREAK_WITHIN: Span = Span::from_minutes(5);

/// One-way is so many interruptions in one direction, and none in the other.
pub const ONE_WAY: u32 = 3;

/// A turn of this length is a long one.
pub const LONG_TURN: Span = Span::from_minutes(3);

/// Someone present for so long without a turn is not yet heard.
pub const NOT_YET_HEARD_AFTER: Span = Span::from_minutes(10);

/// The percentage of the talk in a full window of [`WINDOW`] that makes one voice.
pub const ONE_VOICE_PERCENT: u32 = 60;

/// As many people have to be present for one voice to be worth a word.
pub const ONE_VOICE_AMONG: i64 = 2;

/// Early and late are only told apart with so many cut-offs in all.
pub const EARLY_AND_LATE: usize = 5;

/// A small pattern in the course of a meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct SmallMoment {
    /// Where it begins, on the meeting's clock.
    pub at: Moment,
    /// Where it ends.
    pub until: Moment,
    /// What it is.
    pub pattern: Pattern,
}

/// The patterns that are looked for, with what there is to say of each.
#[derive(Clone, Debug, PartialEq)]
pub enum Pattern {
    /// Cut off, and not back within [`REGAINED_WITHIN`]; until they were back, or to the end.
    /// Nothing is said where the meeting ends within that time.
    LostThread {
        /// Who was cut off.
        whom: Who,
        /// By whom.
        by: By,
        /// After how long they next took the floor, if they did.
        back_after: Option<Span>,
    },
    /// The same person cut off [`STREAK`] times or more within [`STREAK_WITHIN`]; from the first
    /// to the last cut-off of the run. Cut-offs of which each is one of so many belong to one run
    /// as long as they share one.
    Streak {
        /// Who was cut off.
        whom: Who,
        /// By whom, each once in the order of their first time; stated where it was stated once.
        by: Vec<By>,
        /// How often.
        count: u32,
    },
    /// One person interrupted the other [`ONE_WAY`] times or more, either outcome, and the other
    /// never them; from the first time to the last.
    OneWay {
        /// Who was interrupted.
        whom: Who,
        /// Who interrupted.
        by: Who,
        /// How often.
        count: u32,
    },
    /// One turn of [`LONG_TURN`] or more.
    LongTurn {
        /// Whose.
        who: Who,
        /// How long.
        length: Span,
    },
    /// Present for [`NOT_YET_HEARD_AFTER`] or more without a turn; from arriving until first
    /// heard, or else until they left or the meeting ended.
    NotYetHeard {
        /// Who.
        who: Who,
        /// How long they were present until then.
        present: Span,
        /// Whether they were heard then.
        heard: bool,
    },
    /// A full window of [`WINDOW`] in which one person had [`ONE_VOICE_PERCENT`] of the talk or
    /// more, two or more people being present.
    OneVoice {
        /// Who.
        who: Who,
        /// Their share of the talk in that window.
        share: f64,
    },
    /// How [`EARLY_AND_LATE`] or more cut-offs are spread over the two halves of the observed
    /// time. It stands in the middle, which is the start of the second half.
    EarlyAndLate {
        /// Cut-offs in the first half.
        early: u32,
        /// In the second.
        late: u32,
    },
    /// Cut off, and back within [`REGAINED_WITHIN`]; until they were back.
    Repaired {
        /// Who was cut off.
        whom: Who,
        /// By whom.
        by: By,
        /// After how long they were back.
        back_after: Span,
        /// Who made room for them in between, if anyone did.
        helped: Option<(Who, AllyKind)>,
    },
}

/// The kind of a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MomentKind {
    /// [`Pattern::LostThread`].
    LostThread,
    /// [`Pattern::Streak`].
    Streak,
    /// [`Pattern::OneWay`].
    OneWay,
    /// [`Pattern::LongTurn`].
    LongTurn,
    /// [`Pattern::NotYetHeard`].
    NotYetHeard,
    /// [`Pattern::OneVoice`].
    OneVoice,
    /// [`Pattern::EarlyAndLate`].
    EarlyAndLate,
    /// [`Pattern::Repaired`].
    Repaired,
}

impl MomentKind {
    /// Every kind, in the order in which they are explained.
    pub const ALL: [Self; 8] = [
        Self::LostThread,
        Self::Streak,
        Self::OneWay,
        Self::LongTurn,
        Self::NotYetHeard,
        Self::OneVoice,
        Self::EarlyAndLate,
        Self::Repaired,
    ];

    /// Its name in the summary.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LostThread => "lost_thread",
            Self::Streak => "streak",
            Self::OneWay => "one_way",
            Self::LongTurn => "long_turn",
            Self::NotYetHeard => "not_yet_heard",
            Self::OneVoice => "one_voice",
            Self::EarlyAndLate => "early_and_late",
            Self::Repaired => "repaired",
        }
    }
}

impl SmallMoment {
    /// Its kind.
    pub const fn kind(&self) -> MomentKind {
        match self.pattern {
            Pattern::LostThread { .. } => MomentKind::LostThread,
            Pattern::Streak { .. } => MomentKind::Streak,
            Pattern::OneWay { .. } => MomentKind::OneWay,
            Pattern::LongTurn { .. } => MomentKind::LongTurn,
            Pattern::NotYetHeard { .. } => MomentKind::NotYetHeard,
            Pattern::OneVoice { .. } => MomentKind::OneVoice,
            Pattern::EarlyAndLate { .. } => MomentKind::EarlyAndLate,
            Pattern::Repaired { .. } => MomentKind::Repaired,
        }
    }

    /// Where it ends; `None` for what never came, and for a pattern of the whole meeting.
    pub const fn end(&self) -> Option<Moment> {
        match self.pattern {
            Pattern::LostThread {
                back_after: None, ..
            }
            | Pattern::NotYetHeard { heard: false, .. }
            | Pattern::OneWay { .. }
            | Pattern::EarlyAndLate { .. } => None,
            _ => Some(self.until),
        }
    }

    /// Its people, each once: whom it is about, then who cut them off, then who helped.
    pub fn people(&self) -> Vec<Who> {
        let mut people = Vec::new();
        let mut name = |who: Option<Who>| {
            if let Some(who) = who
                && !people.contains(&who)
            {
                people.push(who);
            }
        };
        match &self.pattern {
            Pattern::LostThread { whom, by, .. } => {
                name(Some(*whom));
                name(by.who());
            }
            Pattern::Streak { whom, by, .. } => {
                name(Some(*whom));
                for by in by {
                    name(by.who());
                }
            }
            Pattern::OneWay { whom, by, .. } => {
                name(Some(*whom));
                name(Some(*by));
            }
            Pattern::LongTurn { who, .. }
            | Pattern::NotYetHeard { who, .. }
            | Pattern::OneVoice { who, .. } => name(Some(*who)),
            Pattern::EarlyAndLate { .. } => {}
            Pattern::Repaired {
                whom, by, helped, ..
            } => {
                name(Some(*whom));
                name(by.who());
                name(helped.map(|(who, _)| who));
            }
        }
        people
    }
}

/// A whole meeting, in which moments are looked for.
pub(super) struct Whole<'a> {
    pub course: &'a Course,
    pub observed: &'a Observed,
    /// In order of their starts.
    pub turns: &'a [Turn],
    /// In order.
    pub cut_offs: &'a [CutOff],
    /// Airtime in windows of [`WINDOW`], a row a person.
    pub windows: &'a [Vec<f64>],
    /// When each person was in the room.
    pub stays: &'a [Vec<(Moment, Moment)>],
}

impl Whole<'_> {
    /// Every moment, in order of their beginnings; where these are the same, in the order of
    /// [`MomentKind::ALL`].
    pub fn moments(&self) -> Vec<SmallMoment> {
        let mut found = Vec::new();
        let mut tell = |at, until, pattern| found.push(SmallMoment { at, until, pattern });
        self.lost_threads(&mut tell);
        self.streaks(&mut tell);
        self.one_way(&mut tell);
        self.long_turns(&mut tell);
        self.not_yet_heard(&mut tell);
        self.one_voice(&mut tell);
        self.early_and_late(&mut tell);
        self.repaired(&mut tell);
        order::by_key(&mut found, |moment| (moment.at.millis(), 0));
        found
    }

    fn lost_threads(&self, tell: &mut Tell<'_>) {
        for cut_off in self.cut_offs {
            let until = cut_off.regained.unwrap_or(self.observed.until());
            let gone = self.observed.between(cut_off.at, until);
            if gone > REGAINED_WITHIN {
                let lost = Pattern::LostThread {
                    whom: cut_off.whom,
                    by: cut_off.by,
                    back_after: cut_off.latency,
                };
                tell(cut_off.at, until, lost);
            }
        }
    }

    fn streaks(&self, tell: &mut Tell<'_>) {
        let people = self.course.people();
        let cut_offs = self.cut_offs.iter();
        let everyone = by_person(cut_offs.map(|cut_off| (cut_off.whom, cut_off)), people);
        let mut places = vec![0; people + 1];
        for cut_offs in &everyone {
            // The run so far: the places of its first cut-off and behind its last.
            let mut run = 0..0;
            for (place, some) in cut_offs.windows(STREAK).enumerate() {
                if let ([first, ..], [.., last]) = (some, some)
                    && self.observed.between(first.at, last.at) <= STREAK_WITHIN
                {
                    if place >= run.end {
                        tell_streak(cut_offs.get(run), &mut places, tell);
                        run = place..place;
                    }
                    run.end = place + STREAK;
                }
            }
            tell_streak(cut_offs.get(run), &mut places, tell);
        }
    }

    fn one_way(&self, tell: &mut Tell<'_>) {
        let people = self.course.people();
        let all = self.course.interruptions();
        if all.len() < ONE_WAY as usize {
            return;
        }
        let mut pairs = vec![(0_u32, Moment::START, Moment::START); people * people];
        for interruption in all {
            let place = interruption.whom.place() * people + interruption.who.place();
            if let Some((count, first, last)) = pairs.get_mut(place) {
                if *count == 0 {
                    *first = interruption.at;
                }
                *count += 1;
                *last = interruption.at;
            }
        }
        let never = |place: usize| pairs.get(place).is_none_or(|pair| pair.0 == 0);
        for (place, (count, first, last)) in pairs.iter().enumerate() {
            let (whom, by) = (place / people, place % people);
            if *count >= ONE_WAY
                && never(by * people + whom)
                && let (Some(whom), Some(by)) = (Who::at(whom), Who::at(by))
            {
                let count = *count;
                tell(*first, *last, Pattern::OneWay { whom, by, count });
            }
        }
    }

    fn long_turns(&self, tell: &mut Tell<'_>) {
        for turn in self.turns {
            // A turn never spans a pause.
            let length = turn.end.since(turn.start);
            if length >= LONG_TURN {
                let who = turn.who;
                tell(turn.start, turn.end, Pattern::LongTurn { who, length });
            }
        }
    }

    fn not_yet_heard(&self, tell: &mut Tell<'_>) {
        let mut first_turns: Vec<Option<Moment>> = vec![None; self.stays.len()];
        for turn in self.turns {
            if let Some(first) = first_turns.get_mut(turn.who.place()) {
                first.get_or_insert(turn.start);
            }
        }
        for (place, (stays, first)) in self.stays.iter().zip(first_turns).enumerate() {
            let heard = first.is_some();
            let left = stays.last().map(|(_, to)| *to);
            let (Some(until), Some((arrived, _)), Some(who)) =
                (first.or(left), stays.first(), Who::at(place))
            else {
                continue;
            };
            let present = stays
                .iter()
                .map(|(from, to)| self.observed.between(*from, until.min(*to)))
                .sum();
            if present >= NOT_YET_HEARD_AFTER {
                let pattern = Pattern::NotYetHeard {
                    who,
                    present,
                    heard,
                };
                tell(*arrived, until, pattern);
            }
        }
    }

    fn one_voice(&self, tell: &mut Tell<'_>) {
        let width = WINDOW.millis();
        let full = (self.observed.total().millis() / width) as usize;
        let present = self.present_by_window(full);
        // For each full window all of the talk, and who had the most of it.
        let mut voices = vec![(0.0, 0.0, 0_usize); full];
        for (place, row) in self.windows.iter().enumerate() {
            for (voice, airtime) in voices.iter_mut().zip(row) {
                voice.0 += airtime;
                if *airtime > voice.1 {
                    (voice.1, voice.2) = (*airtime, place);
                }
            }
        }
        for (window, ((talk, most, place), present)) in voices.into_iter().zip(present).enumerate()
        {
            if most > 0.0
                && most * 100.0 >= talk * f64::from(ONE_VOICE_PERCENT)
                && present >= ONE_VOICE_AMONG
                && let Some(who) = Who::at(place)
            {
                // A window that begins where a pause was begins after it.
                let start = Span::from_millis(window as u64 * width);
                let tick = Span::from_millis(1);
                let from = self.observed.when(start + tick).back(tick);
                let to = self.observed.when(start + WINDOW);
                let share = most / talk;
                tell(from, to, Pattern::OneVoice { who, share });
            }
        }
    }

    /// How many people were present at any time of each window.
    fn present_by_window(&self, windows: usize) -> Vec<i64> {
        let width = WINDOW.millis();
        // Where people come and go; the sum up to a window is how many were there.
        let mut changes = vec![0_i64; windows + 1];
        let mut change = |window: u64, by: i64| {
            if let Some(change) = changes.get_mut((window as usize).min(windows)) {
                *change += by;
            }
        };
        for stays in self.stays {
            // Someone who goes and comes again within a window is there once.
            let mut counted = 0;
            for (from, to) in stays {
                let (from, to) = (self.observed.at(*from), self.observed.at(*to));
                let first = counted.max(from.millis() / width);
                let behind = to.millis().div_ceil(width);
                if to > from && behind > first {
                    change(first, 1);
                    change(behind, -1);
                    counted = behind;
                }
            }
        }
        let mut there = 0;
        changes
            .iter()
            .map(|change| {
                there += change;
                there
            })
            .take(windows)
            .collect()
    }

    fn early_and_late(&self, tell: &mut Tell<'_>) {
        let all = self.cut_offs.len();
        if all < EARLY_AND_LATE {
            return;
        }
        let total = self.observed.total();
        let is_early = |cut_off: &CutOff| {
            let at = self.observed.at(cut_off.at);
            at + at < total
        };
        let early = self.cut_offs.partition_point(is_early);
        let middle = self.observed.when(Span::from_millis(total.millis() / 2));
        let (early, late) = (early as u32, (all - early) as u32);
        tell(middle, middle, Pattern::EarlyAndLate { early, late });
    }

    fn repaired(&self, tell: &mut Tell<'_>) {
        for cut_off in self.cut_offs {
            if let (true, Some(until), Some(back_after)) =
                (cut_off.is_regained(), cut_off.regained, cut_off.latency)
            {
                let repaired = Pattern::Repaired {
                    whom: cut_off.whom,
                    by: cut_off.by,
                    back_after,
                    helped: cut_off.helped,
                };
                tell(cut_off.at, until, repaired);
            }
        }
    }
}

/// Takes a moment: from when to when, and what it is.
type Tell<'a> = dyn FnMut(Moment, Moment, Pattern) + 'a;

/// Tells a run of one person's cut-offs, unless it is empty.
fn tell_streak(run: Option<&[&CutOff]>, places: &mut [usize], tell: &mut Tell<'_>) {
    if let Some(run @ [first, .., last]) = run {
        let streak = Pattern::Streak {
            whom: first.whom,
            by: each_once(run, places),
            count: run.len() as u32,
        };
        tell(first.at, last.at, streak);
    }
}

/// Who cut someone off in this run, each once. `places` has for each person, and behind them for
/// nobody-knows-who, 0 before and after.
fn each_once(run: &[&CutOff], places: &mut [usize]) -> Vec<By> {
    let nobody = places.len().saturating_sub(1);
    let place = |by: By| by.who().map_or(nobody, Who::place);
    let mut found: Vec<By> = Vec::new();
    for cut_off in run {
        let Some(known) = places.get_mut(place(cut_off.by)) else {
            continue;
        };
        if *known == 0 {
            found.push(cut_off.by);
            *known = found.len();
        } else if let (By::Stated(_), Some(by)) = (cut_off.by, found.get_mut(*known - 1)) {
            *by = cut_off.by;
        }
    }
    for by in &found {
        if let Some(known) = places.get_mut(place(*by)) {
            *known = 0;
        }
    }
    found
}
