//! From a tap, or from what a host page tells, to a stored event.

use std::rc::Rc;

use super::attending::Gap;
use super::gesture::Origin;
use super::keeping::{News, Queue};
use super::ports::Record;
use super::session::{Change, Remark, Session, Shown, State, changed, meeting_id, too_many};
use crate::file::{self, Document, Told, ToldWhat};
use crate::meeting::{Event, Floor, Meeting, Roster, Tap, What, tap};
use crate::problem::{Code, Problem};
use crate::time::{Moment, Span};

/// A second tap of the same kind on the same tile within so many milliseconds is a finger that
/// bounced.
pub const BOUNCE: f64 = 400.0;

/// An end that is taken back sooner was a slip of the finger, and nothing is asked about it.
const OVERLOOKED: Span = Span::from_seconds(10);

impl Session {
    /// Takes a tap on the board, with the stamp of its gesture, unless a finger bounced.
    pub fn touch(&self, tap: Tap, stamp: f64) {
        let on_a_tile = matches!(
            tap,
            Tap::Speaks(_) | Tap::Interrupts(_) | Tap::TalkedOver(_)
        );
        let mut state = self.state.borrow_mut();
        let before = std::mem::replace(&mut state.touched, on_a_tile.then_some((tap, stamp)));
        let bounced = before.is_some_and(|(before, at)| before == tap && stamp - at < BOUNCE);
        state.remark = bounced.then_some(Remark::Bounced);
        drop(state);
        if bounced {
            return self.seen();
        }
        // A refusal is said on the board.
        let _ = self.tap(tap, Some(stamp));
    }

    /// The meeting's time of a gesture with this stamp.
    pub fn moment_of(&self, stamp: f64) -> Option<Moment> {
        self.attend();
        let state = self.state.borrow();
        let origin = state.origin?;
        Some(origin.gesture(Some(stamp), self.clock.ticks()))
    }

    /// Records this as having happened at this moment, or now.
    ///
    /// # Errors
    /// As for any event.
    pub fn say(&self, at: Option<Moment>, what: What) -> Result<Event, Problem> {
        let now = self.running(&self.state.borrow(), None).map(|(_, now)| now);
        now.and_then(|now| self.store(at.unwrap_or(now), what, None))
            .inspect_err(|problem| self.refuse(problem.clone()))
    }

    /// Takes a tap of the observer's, with the stamp of its gesture, and returns the stored
    /// event. A refusal is kept in words for the screen.
    pub fn tap(&self, tap: Tap, stamp: Option<f64>) -> Result<Event, Problem> {
        self.attend();
        let decide = || {
            let state = self.state.borrow();
            let (document, at) = self.running(&state, stamp)?;
            let meeting = &document.meeting;
            // The end comes after everything else, even after what a host dated ahead.
            let at = match tap {
                Tap::End => at.max(state.course.latest()),
                _ => at,
            };
            let decided = if at >= state.course.latest() {
                tap.decide(meeting, state.course.floor())
            } else {
                let mut floor = meeting.floor_at(at);
                floor.ended = state.course.floor().ended;
                tap.decide(meeting, &floor)
            };
            decided.map(|what| (at, what))
        };
        decide()
            .and_then(|(at, what)| self.store(at, what, None))
            .inspect_err(|problem| self.refuse(problem.clone()))
    }

    /// Takes an event from the host page as it is told, and returns it as it is stored. Starts
    /// the meeting if it has not.
    pub fn tell(&self, told: &str) -> Result<Event, Problem> {
        self.attend();
        let begun = match self.document() {
            Some(_) => Ok(()),
            // It would be a second meeting beside the one that is being observed.
            None if self.offers_to_follow() => Err(observed_elsewhere()),
            None => self.begin_with(told),
        };
        begun
            .and_then(|()| self.resolve(told))
            .and_then(|(at, what, extra)| self.store(at, what, Some(extra)))
            .inspect_err(|problem| self.refuse(problem.clone()))
    }

    /// Starts a meeting for its first event, if that can be one: a bad event starts nothing.
    fn begin_with(&self, told: &str) -> Result<(), Problem> {
        let people = self.draft().people;
        let roster = Roster::from_names(&people).map_err(|people| too_many(people.len()))?;
        let Told { at, what, .. } = file::told_text(told, &roster)?;
        let mut tried = Meeting {
            roster,
            ..Meeting::default()
        };
        let at = at.unwrap_or_default();
        match what {
            ToldWhat::Said(what) => drop(tried.append(at, what)?),
            ToldWhat::Interrupts { who, .. } => drop(tap::whom(who, &tried, &Floor::default())?),
        }
        self.start_at(at)
    }

    /// Takes back the end of the meeting, whatever was corrected since.
    ///
    /// # Errors
    /// `unknown-event` for a meeting that is not over.
    pub fn undo_end(&self) -> Result<Event, Problem> {
        let ends = self.document().and_then(|document| {
            let effective = document.meeting.log.effective();
            effective
                .iter()
                .find(|event| event.what == What::Ends)
                .map(|event| event.n)
        });
        let event =
            ends.ok_or_else(|| Problem::new(Code::UnknownEvent, "The meeting is not over."))?;
        let at = self.running(&self.state.borrow(), None)?.1;
        self.store(at, What::Undoes { event }, None)
            .inspect_err(|problem| self.refuse(problem.clone()))
    }

    fn resolve(&self, told: &str) -> Result<(Moment, What, file::EventExtra), Problem> {
        let state = self.state.borrow();
        let (document, now) = self.running(&state, None)?;
        let meeting = &document.meeting;
        let Told { at, what, extra } = file::told_text(told, &meeting.roster)?;
        let ended = state.course.floor().ended;
        let correction = matches!(&what, ToldWhat::Said(what) if what.is_correction());
        let after_the_end = ended.is_some_and(|end| at.is_none_or(|at| at >= end));
        if after_the_end && !correction {
            return Err(tap::meeting_over());
        }
        let at = at.unwrap_or(match &what {
            ToldWhat::Said(What::Ends) => now.max(state.course.latest()),
            _ => now,
        });
        let what = match what {
            ToldWhat::Said(what) => what,
            ToldWhat::Interrupts {
                who,
                outcome,
                manner,
            } => What::Interrupts {
                who,
                whom: if at >= state.course.latest() {
                    tap::whom(who, meeting, state.course.floor())?
                } else {
                    tap::whom(who, meeting, &meeting.floor_at(at))?
                },
                outcome,
                manner,
            },
        };
        Ok((at, what, extra))
    }

    /// The meeting, and its time of a gesture with this stamp.
    fn running<'a>(
        &self,
        state: &'a State,
        stamp: Option<f64>,
    ) -> Result<(&'a Document, Moment), Problem> {
        let document = state.document.as_deref().ok_or_else(|| {
            Problem::new(
                Code::UnknownEvent,
                "There is no meeting yet. Start one first.",
            )
        })?;
        if state.is_another_tabs() {
            return Err(observed_elsewhere());
        }
        let at = match state.origin {
            Some(origin) => origin.gesture(stamp, self.clock.ticks()),
            // A meeting that was opened stands still where it ended.
            None => state.course.latest(),
        };
        Ok((document, at))
    }

    /// Writes an event, follows the floor, and sends it to the journal.
    fn store(
        &self,
        at: Moment,
        what: What,
        extra: Option<file::EventExtra>,
    ) -> Result<Event, Problem> {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        let ended = state.course.floor().ended;
        let was_over = ended.is_some();
        let Some(document) = state.document.as_mut().map(Rc::make_mut) else {
            return Err(Problem::new(Code::UnknownEvent, "There is no meeting yet."));
        };
        let event = document.meeting.append(at, what)?;
        if let Some(extra) = extra {
            document.keep_event_fields(event.n, extra);
        }
        let in_order = !event.what.is_correction() && at >= state.course.latest();
        if in_order {
            state.course.apply(&event);
        } else {
            state.course = document.meeting.course();
        }
        let mut begun = None;
        if state.queue.key.is_some() {
            state.queue.waiting.push(Record {
                n: event.n,
                tap: self.tap_name(),
                text: file::event_json(document, &event),
            });
        } else {
            // A meeting from a file becomes this device's own with its first change, under a key
            // of its own: it may be here already, as it was or further on.
            let key = meeting_id(&*self.clock);
            let waiting = self.records(document);
            state.queue = Queue::fresh(key.clone());
            state.queue.waiting = waiting;
            begun = Some(key);
        }
        state.refusal = None;
        state.remark = None;
        state.taken_up = false;
        state.revision += 1;
        state.content = changed();
        let revision = state.revision;
        let over = state.is_over();
        if over {
            state.shown = Shown::Review;
        } else if was_over {
            // Taken up again: a meeting that stood still goes on from where it had ended.
            let end = ended.unwrap_or_default().max(state.course.latest());
            let origin = *state.origin.get_or_insert(Origin::new(&*self.clock, end));
            let now = origin.moment(self.clock.ticks());
            if now.since(end) > OVERLOOKED {
                // Whether somebody went on speaking meanwhile, only the observer knows.
                state.was_away(Gap { from: end, to: now });
            }
            state.shown = Shown::Board;
        } else if state.origin.is_none() && !event.what.is_correction() {
            // Observed again; a correction alone lets it stand still.
            state.origin = Some(Origin::new(&*self.clock, state.course.latest()));
        }
        drop(guard);
        if let Some(key) = begun {
            self.hear(&key, News::Began);
        }
        self.keep();
        self.listeners
            .tell(&Change::Stored(event.clone(), revision));
        // A listener may have taken the end back.
        if over && !was_over && self.state.borrow().is_over() {
            self.listeners.tell(&Change::Ended);
        }
        Ok(event)
    }
}

pub(super) fn observed_elsewhere() -> Problem {
    Problem::new(
        Code::ObservedElsewhere,
        "This meeting is being observed in another tab. To go on in this one, choose “Observe here”.",
    )
}
