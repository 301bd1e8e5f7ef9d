//! From a tap, or from what a host page tells, to a stored event.

use std::rc::Rc;

use super::gesture::Origin;
use super::session::{Change, Session, Shown, State, too_many};
use crate::file::{self, Document, Told, ToldWhat};
use crate::meeting::{Event, Roster, Tap, What, tap};
use crate::problem::{Code, Problem};
use crate::time::Moment;

impl Session {
    /// Takes a tap of the observer's, with the stamp of its gesture, and returns the stored
    /// event. A refusal is kept in words for the screen.
    pub fn tap(&self, tap: Tap, stamp: Option<f64>) -> Result<Event, Problem> {
        let decided = {
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
        decided
            .and_then(|(at, what)| self.store(at, what, None))
            .inspect_err(|problem| self.refuse(problem))
    }

    /// Takes an event from the host page as it is told, and returns it as it is stored. Starts
    /// the meeting if it has not.
    pub fn tell(&self, told: &str) -> Result<Event, Problem> {
        if self.document().is_none() {
            // Read once beforehand: a bad event must not start a meeting.
            let draft = Roster::from_names(&self.draft().people)
                .map_err(|people| too_many(people.len()))?;
            let first = file::told_text(told, &draft)?;
            self.start_at(first.at.unwrap_or(Moment::START))?;
        }
        let (at, what, extra) = self.resolve(told)?;
        self.store(at, what, Some(extra))
            .inspect_err(|problem| self.refuse(problem))
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
        let was_over = state.is_over();
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
        if state.queue.kept {
            let text = file::event_json(document, &event);
            state.queue.waiting.push((event.n, text));
        } else {
            // A meeting from a file becomes this device's own with its first change.
            let events = document.meeting.log.events();
            let all = events
                .iter()
                .map(|event| (event.n, file::event_json(document, event)));
            state.queue.waiting = all.collect();
            state.queue.kept = true;
        }
        state.refusal = None;
        state.revision += 1;
        state.content += 1;
        let revision = state.revision;
        let over = state.is_over();
        if over {
            state.shown = Shown::Review;
        } else if was_over {
            // Taken up again: a meeting that stood still goes on from its latest event.
            let latest = state.course.latest();
            state
                .origin
                .get_or_insert(Origin::new(&*self.clock, latest));
            state.shown = Shown::Board;
        } else if state.origin.is_none() {
            state.origin = Some(Origin::new(&*self.clock, state.course.latest()));
        }
        drop(guard);
        self.flush(false);
        self.listeners
            .tell(&Change::Stored(event.clone(), revision));
        if over && !was_over {
            self.listeners.tell(&Change::Ended);
        }
        Ok(event)
    }
}
