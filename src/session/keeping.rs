//! Keeping the meeting on the device, and finding it again.

use super::attending::{Gap, UNSEEN};
use super::gesture::Origin;
use super::ports::{Batch, Kept};
use super::session::{Session, Shown, State};
use crate::file::{self, Document};
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

/// One meeting's events on their way to the journal.
#[derive(Default)]
pub(super) struct Queue {
    /// Under which key the journal has the meeting; none for one that is not kept on this device.
    pub(super) key: Option<String>,
    pub(super) waiting: Vec<(u32, String)>,
    in_flight: bool,
    /// Whether there is something to write, if only the header.
    unwritten: bool,
    problem: Option<Problem>,
    /// The rest of what is written, as it was when another meeting was opened.
    left: Option<Header>,
}

/// What is written with every batch.
#[derive(Clone)]
struct Header {
    text: String,
    started: f64,
    ended: bool,
}

impl Queue {
    /// The queue of a meeting with this key.
    pub(super) fn keeping(key: String) -> Self {
        Self {
            key: Some(key),
            ..Self::default()
        }
    }

    fn is_settled(&self) -> bool {
        !self.in_flight && !self.unwritten
    }
}

impl Session {
    /// How far saving has come.
    pub fn saving(&self) -> Saving {
        let queue = &self.state.borrow().queue;
        match &queue.problem {
            Some(problem) => Saving::Failed(problem.clone()),
            None if !queue.is_settled() => Saving::OnTheWay,
            None if queue.key.is_some() => Saving::Saved,
            None => Saving::Nothing,
        }
    }

    /// Looks for the last meeting on this device. An unfinished one that was left just now goes
    /// straight back to its board; any other is offered. `then` is called when that is settled.
    pub fn look_for_unfinished(&self, then: Box<dyn FnOnce()>) {
        let me = self.me.clone();
        self.journal.last(Box::new(move |found| {
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
        let just_left = !kept.ended && self.clock.wall() - kept.written < JUST_LEFT;
        state.offered = Some(kept);
        drop(state);
        if just_left {
            self.continue_meeting();
        } else {
            self.seen();
        }
    }

    /// Goes on with the meeting that was found: if it was not ended, on its board, and the time
    /// since it was last written to has passed in the meeting too; else in its review.
    pub fn continue_meeting(&self) {
        let Some(kept) = self.state.borrow_mut().offered.take() else {
            return;
        };
        let document = match file::from_records(&kept.header, &kept.events) {
            Ok(document) => document,
            Err(problem) => {
                // What cannot be read is not lost: it is offered again, with the reason.
                self.state.borrow_mut().offered = Some(kept);
                return self.refuse_file(problem);
            }
        };
        let course = document.meeting.course();
        // The page's own clock began anew; the wall's says how long it was away.
        let now = Moment::nearest(self.clock.wall() - kept.started);
        let mut state = self.state.borrow_mut();
        let (origin, shown) = match kept.ended {
            true => (None, Shown::Review),
            false => {
                let now = now.max(course.latest());
                (Some(Origin::new(&*self.clock, now)), Shown::Board)
            }
        };
        let revision = document.meeting.log.events().len() as u64;
        let left = Moment::nearest(kept.written - kept.started).max(course.latest());
        state.put(Some(document), course, origin, shown);
        let back = origin.map_or(left, |origin| origin.moment(self.clock.ticks()));
        if back.since(left).millis() as f64 > UNSEEN {
            state.was_away(Gap {
                from: left,
                to: back,
            });
        }
        state.revision = revision;
        // Its own queue may still be at work, if it was put aside on this page.
        let own = |queue: &Queue| queue.key.as_ref() == Some(&kept.key);
        state.queue = match state.left.iter().position(own) {
            Some(place) => state.left.remove(place),
            None => Queue::keeping(kept.key),
        };
        state.queue.left = None;
        drop(state);
        self.seen();
    }

    /// Puts the meeting that is open away: what is still to be written of it is written, and if
    /// it was running it is offered again.
    pub(super) fn put_aside(&self) {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        let Some(document) = state.document.take() else {
            return;
        };
        let header = self.header(state, &document);
        let mut queue = std::mem::take(&mut state.queue);
        if let (Some(key), Some(_), false) = (&queue.key, state.origin, header.ended) {
            let events = document.meeting.log.events();
            state.offered = Some(Kept {
                key: key.clone(),
                header: header.text.clone(),
                events: events
                    .iter()
                    .map(|event| file::event_json(&document, event))
                    .collect(),
                started: header.started,
                written: self.clock.wall(),
                ended: false,
            });
        }
        if !queue.is_settled() {
            queue.left = Some(header);
            state.left.push(queue);
        }
    }

    fn header(&self, state: &State, document: &Document) -> Header {
        Header {
            text: file::header_json(document),
            started: state.origin.map_or(self.clock.wall(), Origin::wall),
            ended: state.is_over(),
        }
    }

    /// Sends what waits to the journal: of each meeting one batch at a time, in order.
    pub(super) fn flush(&self) {
        let mut batches = Vec::new();
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        if !state.queue.in_flight
            && state.queue.unwritten
            && let Some(document) = state.document.clone()
        {
            let header = self.header(state, &document);
            batches.extend(batch(&mut state.queue, header, self.clock.wall()));
        }
        for queue in &mut state.left {
            if let Some(header) = queue.left.clone().filter(|_| !queue.in_flight) {
                batches.extend(batch(queue, header, self.clock.wall()));
            }
        }
        drop(guard);
        for batch in batches {
            let me = self.me.clone();
            let done = Box::new(move |batch, written| {
                if let Some(session) = me.upgrade() {
                    session.written(batch, written);
                }
            });
            self.journal.write(batch, done);
        }
    }

    /// Says that there is something to write, and writes it as soon as it can be.
    pub(super) fn keep(&self) {
        self.state.borrow_mut().queue.unwritten = true;
        self.flush();
    }

    fn written(&self, batch: Batch, written: Result<(), Problem>) {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        let queues = std::iter::once(&mut state.queue).chain(&mut state.left);
        let Some(queue) = queues
            .into_iter()
            .find(|queue| queue.key.as_ref() == Some(&batch.key))
        else {
            return;
        };
        queue.in_flight = false;
        let news = match written {
            Ok(()) => {
                queue.problem = None;
                None
            }
            Err(problem) => {
                // Held in memory, in order, and tried again with the next tap.
                let later = std::mem::replace(&mut queue.waiting, batch.events);
                queue.waiting.extend(later);
                queue.unwritten = true;
                let news = queue.problem.as_ref() != Some(&problem);
                queue.problem = Some(problem.clone());
                Some(problem).filter(|_| news)
            }
        };
        let failed = queue.problem.is_some();
        state.left.retain(|queue| !queue.is_settled());
        drop(guard);
        if let Some(problem) = news {
            self.fail(problem);
        }
        if !failed {
            self.flush();
        }
        self.seen();
    }
}

/// What waits in a queue, on its way.
fn batch(queue: &mut Queue, header: Header, written: f64) -> Option<Batch> {
    let key = queue.key.clone()?;
    queue.in_flight = true;
    queue.unwritten = false;
    Some(Batch {
        key,
        header: header.text,
        events: std::mem::take(&mut queue.waiting),
        started: header.started,
        written,
        ended: header.ended,
    })
}
