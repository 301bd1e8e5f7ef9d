//! The log: an append-only list of events, and what it says once corrections are folded in.

use std::borrow::Cow;

use super::event::{Event, EventNumber, What};
use crate::order;
use crate::problem::{Code, Problem};
use crate::time::Moment;

/// Every event of a meeting in the order of writing. Nothing is ever changed or removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    events: Vec<Event>,
    steps: Steps,
}

/// An event that was recorded, as the log's reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The event as it reads with its corrections.
    pub event: Event,
    /// Whether it stands: nobody took it back.
    pub stands: bool,
    /// Whether it was corrected or taken back since it was tapped.
    pub corrected: bool,
    /// What took it back, if it does not stand.
    pub undone_by: Option<EventNumber>,
}

impl Log {
    /// As many events as one meeting can have.
    pub const MOST: usize = 1_000_000;

    /// The log that these events form; they are put in order of their numbers.
    ///
    /// # Errors
    /// `bad-field` for a number that occurs twice, an event that contradicts itself (once all
    /// corrections are in) and an amendment of a correction or of a field that the event does
    /// not have; `unknown-event` for a correction of an event that is not there or is written
    /// later; `too-many-events`.
    pub fn from_events(mut events: Vec<Event>) -> Result<Self, Problem> {
        if events.len() > Self::MOST {
            return Err(too_many());
        }
        order::by_key(&mut events, |event| (event.n.into(), 0));
        if let Some(n) = events
            .windows(2)
            .find_map(|pair| matches!(pair, [a, b] if a.n == b.n).then(|| pair.first())?)
            .map(|event| event.n)
        {
            return Err(Problem::new(
                Code::BadField,
                format!("Two events have the number n = {n}. Every event needs its own."),
            ));
        }
        let log = Self {
            steps: Steps::default(),
            events,
        };
        for event in &log.events {
            log.check(event)?;
        }
        let contradiction = log
            .effective()
            .iter()
            .find_map(|event| event.what.contradiction().map(|field| (event.n, field)));
        if let Some((n, field)) = contradiction {
            return Err(contradicts(n, field));
        }
        let mut steps = Steps::default();
        for event in &log.events {
            steps.take(event);
        }
        Ok(Self { steps, ..log })
    }

    /// Every event as it was written, in order of `n`.
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Writes an event with the next number and returns it.
    ///
    /// # Errors
    /// As [`Log::from_events`]. A refused event leaves no trace.
    pub fn append(&mut self, at: Moment, what: What) -> Result<Event, Problem> {
        let n = self.events.last().map_or(0, |event| event.n);
        let Some(n) = n.checked_add(1).filter(|_| self.events.len() < Self::MOST) else {
            return Err(too_many());
        };
        let event = Event { n, at, what };
        self.check(&event)?;
        if let Some(field) = event.what.contradiction() {
            return Err(contradicts(n, field));
        }
        self.events.push(event.clone());
        if event.what.is_correction() {
            let contradiction = self
                .effective()
                .iter()
                .find_map(|event| event.what.contradiction().map(|field| (event.n, field)));
            if let Some((n, field)) = contradiction {
                self.events.pop();
                return Err(contradicts(n, field));
            }
        }
        self.steps.take(&event);
        Ok(event)
    }

    /// The event with this number, as it was written.
    pub fn event(&self, n: EventNumber) -> Option<&Event> {
        self.place(n).and_then(|place| self.events.get(place))
    }

    /// What the log says: corrections folded in and left out, undone events left out, in order
    /// of (`at`, `n`). Linear, and sorted only where something was inserted out of its time.
    pub fn effective(&self) -> Cow<'_, [Event]> {
        let in_order = |events: &[Event]| events.is_sorted_by_key(|event| (event.at, event.n));
        if in_order(&self.events) && !self.events.iter().any(|e| e.what.is_correction()) {
            return Cow::Borrowed(&self.events);
        }
        let active = self.active();
        let mut read: Vec<Option<Event>> = self
            .events
            .iter()
            .zip(&active)
            .map(|(event, active)| (*active && !event.what.is_correction()).then(|| event.clone()))
            .collect();
        for (event, _) in self
            .events
            .iter()
            .zip(&active)
            .filter(|(_, active)| **active)
        {
            if let What::Amends { event: target, set } = &event.what
                && let Some(place) = self.place(*target)
                && let Some(Some(read)) = read.get_mut(place)
            {
                read.amend(set);
            }
        }
        let mut read: Vec<Event> = read.into_iter().flatten().collect();
        order::by_key(&mut read, |event| (event.at.millis(), event.n.into()));
        Cow::Owned(read)
    }

    /// Everything that was recorded, corrections folded in and not listed themselves, also what
    /// was taken back; in order of (`at`, `n`).
    pub fn rows(&self) -> Vec<Standing> {
        let active = self.active();
        let mut rows: Vec<Option<Standing>> = self
            .events
            .iter()
            .zip(&active)
            .map(|(event, stands)| {
                (!event.what.is_correction()).then(|| Standing {
                    event: event.clone(),
                    stands: *stands,
                    corrected: !stands,
                    undone_by: None,
                })
            })
            .collect();
        let corrections = self
            .events
            .iter()
            .zip(&active)
            .filter(|(_, active)| **active);
        for (correction, _) in corrections {
            let (What::Undoes { event: target } | What::Amends { event: target, .. }) =
                &correction.what
            else {
                continue;
            };
            let place = self.place(*target);
            let Some(Some(row)) = place.and_then(|place| rows.get_mut(place)) else {
                continue;
            };
            row.corrected = true;
            match &correction.what {
                What::Amends { set, .. } => row.event.amend(set),
                _ => row.undone_by = Some(correction.n),
            }
        }
        let mut rows: Vec<Standing> = rows.into_iter().flatten().collect();
        order::by_key(&mut rows, |row| (row.event.at.millis(), row.event.n.into()));
        rows
    }

    /// What *undo* would undo now: the latest step, back to the first.
    pub fn undo(&self) -> Option<What> {
        let event = *self.steps.done.last()?;
        Some(What::Undoes { event })
    }

    /// What *redo* would bring back now.
    pub fn redo(&self) -> Option<What> {
        let (event, _) = *self.steps.undone.last()?;
        Some(What::Undoes { event })
    }

    /// How many [`Log::rows`] there are, and how many of them were corrected or taken back: without making them.
    pub fn recorded(&self) -> (usize, usize) {
        let active = self.active();
        let all = || self.events.iter().zip(&active);
        let mut corrected = vec![false; self.events.len()];
        for (event, active) in all() {
            let target = match &event.what {
                What::Undoes { event } | What::Amends { event, .. } if *active => *event,
                _ => continue,
            };
            if let Some(corrected) = self.place(target).and_then(|at| corrected.get_mut(at)) {
                *corrected = true;
            }
        }
        let rows = || {
            all()
                .zip(&corrected)
                .filter(|((event, _), _)| !event.what.is_correction())
        };
        let is_corrected =
            |((_, active), corrected): &((&Event, &bool), &bool)| !**active || **corrected;
        (rows().count(), rows().filter(is_corrected).count())
    }

    /// For each event in order of writing, whether it stands, that is, whether no standing
    /// `Undoes` speaks of it. A correction speaks only of earlier events, so one sweep from the
    /// end decides.
    fn active(&self) -> Vec<bool> {
        let mut active = vec![true; self.events.len()];
        for (place, event) in self.events.iter().enumerate().rev() {
            if let What::Undoes { event: target } = event.what
                && active.get(place) == Some(&true)
                && let Some(target) = self.place(target).and_then(|at| active.get_mut(at))
            {
                *target = false;
            }
        }
        active
    }

    fn place(&self, n: EventNumber) -> Option<usize> {
        // Numbers usually are 1, 2, 3 …: look there first.
        let guess = (n as usize).checked_sub(1)?;
        if self.events.get(guess).is_some_and(|event| event.n == n) {
            return Some(guess);
        }
        self.events.binary_search_by_key(&n, |event| event.n).ok()
    }

    fn check(&self, event: &Event) -> Result<(), Problem> {
        let (target, set) = match &event.what {
            What::Undoes { event } => (*event, None),
            What::Amends { event, set } => (*event, Some(set)),
            _ => return Ok(()),
        };
        let found = self.event(target).filter(|_| target < event.n);
        let Some(found) = found else {
            return Err(Problem::new(
                Code::UnknownEvent,
                format!(
                    "Event {} corrects event {target}, which is not there or is written later.",
                    event.n
                ),
            ));
        };
        let Some(set) = set else { return Ok(()) };
        if found.what.is_correction() {
            return Err(Problem::new(
                Code::BadField,
                format!(
                    "Event {} amends event {target}, which is a correction itself. Undo it instead.",
                    event.n
                ),
            ));
        }
        if let Some(field) = set.stray_field(&found.what) {
            return Err(Problem::new(
                Code::BadField,
                format!(
                    "Event {} sets “{field}” of event {target}, which cannot be set there.",
                    event.n
                ),
            ));
        }
        Ok(())
    }
}

fn contradicts(n: EventNumber, field: &str) -> Problem {
    Problem::new(
        Code::BadField,
        format!(
            "Event {n}: “{field}” names the same person twice. Nobody interrupts or talks over themselves."
        ),
    )
}

fn too_many() -> Problem {
    Problem::new(
        Code::TooManyEvents,
        "A meeting can have at most 1,000,000 events.",
    )
}

/// The way back and forth through the log, as Undo and Redo walk it: an `Undoes` of the latest
/// step steps back, an `Undoes` of that one steps forth, and anything else (a correction in the
/// middle too) is a new step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Steps {
    /// Steps that stand, oldest first.
    done: Vec<EventNumber>,
    /// Steps taken back, oldest first: the `Undoes`, and the step it undid.
    undone: Vec<(EventNumber, EventNumber)>,
}

impl Steps {
    fn take(&mut self, event: &Event) {
        if let What::Undoes { event: target } = event.what {
            if self.done.last() == Some(&target) {
                self.done.pop();
                self.undone.push((event.n, target));
                return;
            }
            if let Some((undoes, step)) = self.undone.last().copied()
                && undoes == target
            {
                self.undone.pop();
                self.done.push(step);
                return;
            }
        }
        self.done.push(event.n);
        self.undone.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::event::{Amendment, Outcome};
    use crate::meeting::person::Who;

    const A: fn() -> Who = || Who::at(0).unwrap();
    const B: fn() -> Who = || Who::at(1).unwrap();

    fn at(seconds: u64) -> Moment {
        Moment::new(seconds * 1000).unwrap()
    }

    fn numbers(log: &Log) -> Vec<EventNumber> {
        log.effective().iter().map(|event| event.n).collect()
    }

    fn undo(log: &mut Log) {
        let what = log.undo().unwrap();
        log.append(at(99), what).unwrap();
    }

    fn redo(log: &mut Log) {
        let what = log.redo().unwrap();
        log.append(at(99), what).unwrap();
    }

    fn three() -> Log {
        let mut log = Log::default();
        for (second, who) in [(0, A()), (10, B()), (20, A())] {
            log.append(at(second), What::Speaks { who }).unwrap();
        }
        log
    }

    #[test]
    fn undo_goes_back_to_the_start_and_redo_forth_to_the_end() {
        let mut log = three();
        for expected in [&[1, 2][..], &[1], &[]] {
            undo(&mut log);
            assert_eq!(numbers(&log), expected);
        }
        assert_eq!(log.undo(), None);
        for expected in [&[1][..], &[1, 2], &[1, 2, 3]] {
            redo(&mut log);
            assert_eq!(numbers(&log), expected);
        }
        assert_eq!(log.redo(), None);
        assert_eq!(log.events().len(), 9, "the raw taps stay");
    }

    #[test]
    fn a_new_step_ends_the_way_forth() {
        let mut log = three();
        undo(&mut log);
        log.append(at(30), What::Silence).unwrap();
        assert_eq!(log.redo(), None);
        assert_eq!(numbers(&log), [1, 2, 5]);
        undo(&mut log);
        undo(&mut log);
        assert_eq!(numbers(&log), [1]);
    }

    #[test]
    fn a_removal_in_the_middle_is_a_step_of_its_own() {
        let mut log = three();
        log.append(at(30), What::Undoes { event: 2 }).unwrap();
        assert_eq!(numbers(&log), [1, 3]);
        undo(&mut log);
        assert_eq!(numbers(&log), [1, 2, 3]);
        redo(&mut log);
        assert_eq!(numbers(&log), [1, 3]);
    }

    #[test]
    fn later_amendments_win_field_by_field_and_undone_ones_fall_away() {
        let mut log = three();
        let amends = |set| What::Amends {
            event: 2,
            set: Box::new(set),
        };
        let who = Amendment {
            who: Some(Some(A())),
            ..Amendment::default()
        };
        let moved = Amendment {
            at: Some(at(25)),
            ..Amendment::default()
        };
        log.append(at(30), amends(who)).unwrap();
        log.append(at(30), amends(moved)).unwrap();
        assert_eq!(numbers(&log), [1, 3, 2], "its new time is its place");
        let second = log.effective().last().cloned().unwrap();
        assert_eq!(second.what, What::Speaks { who: A() });
        undo(&mut log);
        assert_eq!(numbers(&log), [1, 2, 3]);
    }

    #[test]
    fn what_cannot_be_is_refused_and_leaves_no_trace() {
        let interrupts = |who, whom| What::Interrupts {
            who,
            whom,
            outcome: Outcome::Held,
            manner: None,
        };
        let mut log = three();
        log.append(at(30), interrupts(A(), B())).unwrap();
        let amends = |event, set| What::Amends {
            event,
            set: Box::new(set),
        };
        let whom = Amendment {
            whom: Some(A()),
            ..Amendment::default()
        };
        let nobody = Amendment {
            who: Some(None),
            ..Amendment::default()
        };
        let cases = [
            (What::Undoes { event: 5 }, Code::UnknownEvent),
            (What::Undoes { event: 0 }, Code::UnknownEvent),
            (interrupts(B(), B()), Code::BadField),
            (amends(4, whom.clone()), Code::BadField),
            (amends(1, whom), Code::BadField),
            (amends(1, nobody), Code::BadField),
        ];
        let before = log.clone();
        for (what, code) in cases {
            let problem = log.append(at(40), what.clone()).unwrap_err();
            assert_eq!(problem.code, code, "{what:?}");
            assert_eq!(log, before);
        }
        undo(&mut log);
        let undoes = log.events().last().unwrap().n;
        let problem = log.append(at(40), amends(undoes, Amendment::default()));
        assert_eq!(problem.unwrap_err().code, Code::BadField);
    }
}
