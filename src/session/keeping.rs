//! Keeping the meeting on the device, and finding it again.

use std::rc::Rc;

use super::gesture::Origin;
use super::ports::{Batch, Kept};
use super::session::{Session, Shown};
use crate::file;
use crate::problem::Problem;
use crate::time::Moment;

/// An unfinished meeting that was left less than this long ago goes straight back to its board,
/// in milliseconds of the wall's clock.
const JUST_LEFT: f64 = 15.0 * 60.0 * 1000.0;

/// How far saving has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// There is nothing of this device's own to save.
    Nothing,
    /// Every tap so far is durable.
    Saved,
    /// Some are on their way.
    OnTheWay,
    /// They are not, for this reason; they are held in memory and tried again with each tap.
    Failed(Problem),
}

/// Events on their way to the journal.
#[derive(Default)]
pub(super) struct Queue {
    /// Whether this meeting is kept on this device at all.
    pub(super) kept: bool,
    pub(super) waiting: Vec<(u32, String)>,
    pub(super) in_flight: bool,
    pub(super) problem: Option<Problem>,
}

impl Session {
    /// How far saving has come.
    pub fn saving(&self) -> Saving {
        let queue = &self.state.borrow().queue;
        match &queue.problem {
            Some(problem) => Saving::Failed(problem.clone()),
            None if queue.in_flight || !queue.waiting.is_empty() => Saving::OnTheWay,
            None if queue.kept => Saving::Saved,
            None => Saving::Nothing,
        }
    }

    /// Looks for an unfinished meeting on this device. One that was left just now goes straight
    /// back to its board; an older one is offered. `then` is called when that is settled.
    pub fn look_for_unfinished(&self, then: impl FnOnce() + 'static) {
        let me = self.me.clone();
        self.journal.unfinished(Box::new(move |found| {
            if let Some(session) = me.upgrade() {
                session.found(found);
            }
            then();
        }));
    }

    fn found(&self, found: Result<Option<Kept>, Problem>) {
        let kept = match found {
            Ok(Some(kept)) => kept,
            Ok(None) => return,
            Err(problem) => return self.fail(problem),
        };
        let mut state = self.state.borrow_mut();
        if state.document.is_some() {
            return;
        }
        let just_left = self.clock.wall() - kept.written < JUST_LEFT;
        state.offered = Some(kept);
        drop(state);
        if just_left {
            self.continue_meeting();
        } else {
            self.seen();
        }
    }

    /// Goes on with the unfinished meeting that was found. The time since it was last written
    /// to has passed in the meeting too.
    pub fn continue_meeting(&self) {
        let Some(kept) = self.state.borrow_mut().offered.take() else {
            return;
        };
        match file::from_records(&kept.header, &kept.events) {
            Err(problem) => self.fail(problem),
            Ok(document) => {
                let course = document.meeting.course();
                // The page's own clock began anew; the wall's says how long it was away.
                let now = Moment::nearest(self.clock.wall() - kept.started);
                let mut state = self.state.borrow_mut();
                state.origin = Some(Origin::new(&*self.clock, now.max(course.latest())));
                state.revision = document.meeting.log.events().len() as u64;
                state.content += 1;
                state.course = course;
                state.document = Some(Rc::new(document));
                state.shown = Shown::Board;
                state.queue = Queue {
                    kept: true,
                    ..Queue::default()
                };
                drop(state);
                self.seen();
            }
        }
    }

    /// Sends what waits to the journal, one batch at a time, in order.
    pub(super) fn flush(&self, header_alone: bool) {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        let queue = &mut state.queue;
        let nothing = queue.waiting.is_empty() && !header_alone;
        if !queue.kept || queue.in_flight || nothing {
            return;
        }
        let Some(document) = state.document.as_deref() else {
            return;
        };
        let batch = Batch {
            meeting: document.meeting.id.clone(),
            header: file::header_json(document),
            events: std::mem::take(&mut queue.waiting),
            started: state.origin.map_or(self.clock.wall(), Origin::wall),
            written: self.clock.wall(),
            ended: state.course.floor().ended.is_some(),
        };
        queue.in_flight = true;
        drop(guard);
        let me = self.me.clone();
        let sent = batch.clone();
        self.journal.write(
            batch,
            Box::new(move |written| {
                if let Some(session) = me.upgrade() {
                    session.written(sent, written);
                }
            }),
        );
    }

    fn written(&self, batch: Batch, written: Result<(), Problem>) {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        let ours = state
            .document
            .as_deref()
            .is_some_and(|document| document.meeting.id == batch.meeting);
        if !ours {
            // Another meeting was opened meanwhile; this one is as durable as it could be made.
            drop(guard);
            if let Err(problem) = written {
                self.fail(problem);
            }
            return;
        }
        let queue = &mut state.queue;
        queue.in_flight = false;
        match written {
            Ok(()) => {
                queue.problem = None;
                drop(guard);
                self.flush(false);
                self.seen();
            }
            Err(problem) => {
                // Held in memory, in order, and tried again with the next tap.
                let later = std::mem::replace(&mut queue.waiting, batch.events);
                queue.waiting.extend(later);
                let news = queue.problem.as_ref() != Some(&problem);
                queue.problem = Some(problem.clone());
                drop(guard);
                if news {
                    self.fail(problem);
                }
            }
        }
    }
}
