//! The course of a meeting: turns, pauses, presence and cut-offs, as they follow from the events.
//!
//! A [`Course`] takes one event after the other in order of (`at`, `n`), so that a tap costs the
//! same in the first minute and in the eighth hour; computed anew from the whole log it is the
//! same (a law that `tests/laws.rs` holds).

use super::event::{AllyKind, Event, EventNumber, Outcome, What};
use super::floor::{Floor, Holder};
use super::log::Log;
use super::person::Who;
use crate::time::{Moment, Span};

/// A person's time on the floor, from taking it to leaving it. Never of length 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Whose.
    pub who: Who,
    /// When it started.
    pub start: Moment,
    /// When it ended.
    pub end: Moment,
    /// The event that started it.
    pub n: EventNumber,
}

/// Time outside the observed window. Never of length 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// When observing stopped.
    pub start: Moment,
    /// When it went on.
    pub end: Moment,
}

/// B started while A had not finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interruption {
    /// The event that says so.
    pub n: EventNumber,
    /// When.
    pub at: Moment,
    /// Who interrupted.
    pub who: Who,
    /// Who was interrupted.
    pub whom: Who,
    /// What came of it.
    pub outcome: Outcome,
}

/// Someone's point was cut off or drowned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TalkedOver {
    /// The event that says so.
    pub n: EventNumber,
    /// When.
    pub at: Moment,
    /// Whose.
    pub whom: Who,
    /// By whom, where the observer said so.
    pub stated_by: Option<Who>,
    /// The other who then held the floor since an earlier moment, the latest to take it.
    pub held_by: Option<Who>,
}

/// Somebody made room for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AllyMoment {
    /// The event that says so.
    pub n: EventNumber,
    /// When.
    pub at: Moment,
    /// What was done.
    pub kind: AllyKind,
    /// Who did it.
    pub who: Who,
    /// For whom.
    pub for_whom: Who,
}

/// When someone was in the room.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Presence {
    /// Stays that are over.
    stays: Vec<(Moment, Moment)>,
    /// The start of the stay that goes on.
    since: Option<Moment>,
    /// Whether an `arrives` or `leaves` has been seen.
    marked: bool,
    /// When they first spoke, joined in or interrupted.
    first_act: Option<Moment>,
}

impl Presence {
    fn from_the_start() -> Self {
        Self {
            stays: Vec::new(),
            since: Some(Moment::START),
            marked: false,
            first_act: None,
        }
    }

    fn acts(&mut self, at: Moment) {
        self.first_act.get_or_insert(at);
        self.since.get_or_insert(at);
    }

    fn arrives(&mut self, at: Moment) {
        if self.marked {
            self.since.get_or_insert(at);
        } else {
            // The first mark says that they were not there from the start; acting before it was
            // arriving.
            self.since = Some(self.first_act.unwrap_or(at));
            self.marked = true;
        }
    }

    fn leaves(&mut self, at: Moment) {
        self.marked = true;
        if let Some(since) = self.since.take() {
            self.stays.push((since, at));
        }
    }
}

/// What followed from the events so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    floor: Floor,
    turns: Vec<Turn>,
    airtime: Vec<Span>,
    cut_offs: Vec<u32>,
    pauses: Vec<Pause>,
    presence: Vec<Presence>,
    interruptions: Vec<Interruption>,
    talked_over: Vec<TalkedOver>,
    ally_moments: Vec<AllyMoment>,
    latest: Moment,
}

impl Course {
    /// A meeting of so many people in which nothing has happened yet.
    pub fn new(people: usize) -> Self {
        let mut course = Self::default();
        course.add_people(people);
        course
    }

    /// The course that the whole log describes.
    pub fn of(log: &Log, people: usize) -> Self {
        let mut course = Self::new(people);
        for event in log.effective().iter() {
            course.apply(event);
        }
        course
    }

    /// Makes room for people who were added to the roster, up to so many in all.
    pub fn add_people(&mut self, people: usize) {
        let people = people.max(self.presence.len());
        self.presence.resize_with(people, Presence::from_the_start);
        self.airtime.resize(people, Span::ZERO);
        self.cut_offs.resize(people, 0);
    }

    /// Takes the next event in order of (`at`, `n`), corrections already folded in. Nothing
    /// after the end has effect.
    pub fn apply(&mut self, event: &Event) {
        if self.floor.ended.is_some() {
            return;
        }
        let at = event.at.max(self.latest);
        self.latest = at;
        match &event.what {
            What::Speaks { who } => {
                self.resume(at);
                self.act(*who, at);
                self.leave_the_floor(at, |holder| holder.who != *who);
                self.take_the_floor(*who, event);
            }
            What::JoinsIn { who } => {
                self.resume(at);
                self.act(*who, at);
                self.take_the_floor(*who, event);
            }
            What::Stops { who } => self.leave_the_floor(at, |holder| holder.who == *who),
            What::Silence => self.leave_the_floor(at, |_| true),
            What::Interrupts {
                who,
                whom,
                outcome,
                manner: _,
            } => {
                self.resume(at);
                self.act(*who, at);
                if *outcome == Outcome::Yielded {
                    self.leave_the_floor(at, |holder| holder.who == *whom);
                    self.take_the_floor(*who, event);
                    self.cut_off(*whom);
                }
                self.interruptions.push(Interruption {
                    n: event.n,
                    at,
                    who: *who,
                    whom: *whom,
                    outcome: *outcome,
                });
            }
            What::TalkedOver { whom, by } => {
                self.resume(at);
                self.cut_off(*whom);
                let mut holders = self.floor.holders.iter().rev();
                let held_by = holders.find(|holder| holder.who != *whom && holder.since < at);
                let held_by = held_by.map(|holder| holder.who);
                self.leave_the_floor(at, |holder| holder.who == *whom);
                self.talked_over.push(TalkedOver {
                    n: event.n,
                    at,
                    whom: *whom,
                    stated_by: *by,
                    held_by,
                });
            }
            What::AllyMoment {
                kind,
                who,
                for_whom,
            } => self.ally_moments.push(AllyMoment {
                n: event.n,
                at,
                kind: *kind,
                who: *who,
                for_whom: *for_whom,
            }),
            What::Arrives { who } => {
                if let Some(presence) = self.presence.get_mut(who.place()) {
                    presence.arrives(at);
                }
            }
            What::Leaves { who } => {
                self.leave_the_floor(at, |holder| holder.who == *who);
                if let Some(presence) = self.presence.get_mut(who.place()) {
                    presence.leaves(at);
                }
            }
            What::Pauses => {
                self.leave_the_floor(at, |_| true);
                self.floor.paused.get_or_insert(at);
            }
            What::Resumes => self.resume(at),
            What::Ends => {
                self.leave_the_floor(at, |_| true);
                self.floor.ended = Some(at);
            }
            What::Notes { .. } | What::Undoes { .. } | What::Amends { .. } => {}
        }
    }

    /// The floor after the latest event.
    pub fn floor(&self) -> &Floor {
        &self.floor
    }

    /// When the latest event was that had effect.
    pub fn latest(&self) -> Moment {
        self.latest
    }

    /// How many people there are.
    pub fn people(&self) -> usize {
        self.presence.len()
    }

    /// Turns that are over, in the order in which they ended.
    pub fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// The airtime of this person's turns that are over.
    pub fn airtime(&self, who: Who) -> Span {
        self.airtime.get(who.place()).copied().unwrap_or_default()
    }

    /// How often this person was cut off: yielded interruptions received, and talked over.
    pub fn cut_offs(&self, who: Who) -> u32 {
        self.cut_offs.get(who.place()).copied().unwrap_or_default()
    }

    /// Every interruption, in order.
    pub fn interruptions(&self) -> &[Interruption] {
        &self.interruptions
    }

    /// Every time someone was talked over, in order.
    pub fn talked_over(&self) -> &[TalkedOver] {
        &self.talked_over
    }

    /// Every ally moment, in order.
    pub fn ally_moments(&self) -> &[AllyMoment] {
        &self.ally_moments
    }

    /// Where the observed window ends: at the end of the meeting; for one that is running at
    /// `now`; for one that was never ended at its latest event.
    pub fn window_end(&self, now: Option<Moment>) -> Moment {
        self.floor
            .ended
            .unwrap_or_else(|| now.unwrap_or(self.latest).max(self.latest))
    }

    /// Every turn up to `until`, open ones ended there, in order of their starts (ties: by
    /// event, then by roster).
    pub fn turns_until(&self, until: Moment) -> Vec<Turn> {
        let open = self.floor.holders.iter().map(|holder| Turn {
            who: holder.who,
            start: holder.since,
            end: until,
            n: holder.n,
        });
        let mut turns: Vec<Turn> = Vec::with_capacity(self.turns.len() + self.floor.holders.len());
        let turns_and_open = self.turns.iter().copied().chain(open);
        for turn in turns_and_open.filter(|turn| turn.end > turn.start) {
            // They ended in about the order in which they started, so its place is near the end.
            // No event gives the floor to two people.
            let is_before = |other: &Turn| (other.start, other.n) < (turn.start, turn.n);
            let place = turns.iter().rposition(is_before).map_or(0, |last| last + 1);
            turns.insert(place, turn);
        }
        turns
    }

    /// Every pause up to `until`, in order.
    pub fn pauses_until(&self, until: Moment) -> Vec<Pause> {
        let open = self.floor.paused.map(|start| Pause { start, end: until });
        self.pauses
            .iter()
            .copied()
            .chain(open.filter(|pause| pause.end > pause.start))
            .collect()
    }

    /// When this person was in the room, up to `until`: stays in order, none of length 0.
    pub fn stays_until(&self, who: Who, until: Moment) -> Vec<(Moment, Moment)> {
        let Some(presence) = self.presence.get(who.place()) else {
            return Vec::new();
        };
        presence
            .stays
            .iter()
            .copied()
            .chain(presence.since.map(|since| (since, until)))
            .filter(|(from, to)| to > from)
            .collect()
    }

    /// Whether this person is in the room after the latest event.
    pub fn is_present(&self, who: Who) -> bool {
        self.presence
            .get(who.place())
            .is_some_and(|presence| presence.since.is_some())
    }

    fn act(&mut self, who: Who, at: Moment) {
        if let Some(presence) = self.presence.get_mut(who.place()) {
            presence.acts(at);
        }
    }

    fn cut_off(&mut self, whom: Who) {
        if let Some(count) = self.cut_offs.get_mut(whom.place()) {
            *count += 1;
        }
    }

    fn take_the_floor(&mut self, who: Who, event: &Event) {
        if self.floor.held_by(who).is_none() {
            self.floor.holders.push(Holder {
                who,
                since: self.latest,
                n: event.n,
            });
        }
    }

    fn leave_the_floor(&mut self, at: Moment, leaves: impl Fn(&Holder) -> bool) {
        let (turns, airtime) = (&mut self.turns, &mut self.airtime);
        self.floor.holders.retain(|holder| {
            if !leaves(holder) {
                return true;
            }
            // A turn of length 0 is no turn: the wrong tile, then the right one.
            if at > holder.since {
                turns.push(Turn {
                    who: holder.who,
                    start: holder.since,
                    end: at,
                    n: holder.n,
                });
                if let Some(total) = airtime.get_mut(holder.who.place()) {
                    *total += at.since(holder.since);
                }
            }
            false
        });
    }

    fn resume(&mut self, at: Moment) {
        if let Some(start) = self.floor.paused.take()
            && at > start
        {
            self.pauses.push(Pause { start, end: at });
        }
    }
}
