//! What the running meeting asks of the world. A browser answers in `browser/`; the doubles for
//! tests stand below.

use crate::problem::Problem;

/// Tells the time in the two ways that a device can.
pub trait Clock {
    /// Milliseconds on the clock that gestures are stamped with; it never goes back, and starts
    /// anew with the page.
    fn ticks(&self) -> f64;

    /// Milliseconds since 1970 by the clock on the wall, which people and networks may set.
    fn wall(&self) -> f64;

    /// A wall's time (milliseconds since 1970) as ISO 8601 with its offset here.
    fn text(&self, wall: f64) -> String;
}

/// Keeps meetings on the device, so that a killed tab loses nothing.
pub trait Journal {
    /// Makes these records durable, in order, and then says so or why not. The records of one
    /// call are kept together or not at all.
    ///
    /// The batch comes back with the answer, to be tried again if it was refused.
    fn write(&self, batch: Batch, done: Done);

    /// Finds the meeting that was left unfinished; where there is none, the last that was ended.
    fn last(&self, found: Box<dyn FnOnce(Result<Option<Kept>, Problem>)>);
}

/// Hears how a write went, and gets what was to be written back.
pub type Done = Box<dyn FnOnce(Batch, Result<(), Problem>)>;

/// What one call of [`Journal::write`] keeps.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// Under which key: a new one for each meeting that is started or taken up from a file, so
    /// that two never meet, whatever a file calls itself.
    pub key: String,
    /// The meeting file without its events, as it now reads.
    pub header: String,
    /// New events by number, each as in the meeting file.
    pub events: Vec<(u32, String)>,
    /// The wall's time at which the meeting's clock stood at its start.
    pub started: f64,
    /// The wall's time of writing.
    pub written: f64,
    /// Whether the meeting is over.
    pub ended: bool,
}

/// A meeting as the journal has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// Its key.
    pub key: String,
    /// The meeting file without its events.
    pub header: String,
    /// Its events in order of their numbers, each as in the meeting file.
    pub events: Vec<String>,
    /// The wall's time at which the meeting's clock stood at its start.
    pub started: f64,
    /// The wall's time of the latest writing.
    pub written: f64,
    /// Whether it was ended.
    pub ended: bool,
}

/// Doubles for tests: everything that the ports do, in memory.
pub mod memory {
    use std::cell::{Cell, RefCell};
    use std::collections::BTreeMap;

    use super::{Batch, Clock, Done, Journal, Kept};
    use crate::problem::Problem;

    /// A clock that the test moves.
    #[derive(Debug, Default)]
    pub struct HandClock {
        /// Milliseconds since the page was opened.
        pub ticks: Cell<f64>,
        /// Milliseconds since 1970.
        pub wall: Cell<f64>,
    }

    impl HandClock {
        /// Both clocks go on by so many milliseconds.
        pub fn pass(&self, millis: f64) {
            self.ticks.set(self.ticks.get() + millis);
            self.wall.set(self.wall.get() + millis);
        }
    }

    impl Clock for HandClock {
        fn ticks(&self) -> f64 {
            self.ticks.get()
        }

        fn wall(&self) -> f64 {
            self.wall.get()
        }

        fn text(&self, wall: f64) -> String {
            format!("wall {wall}")
        }
    }

    type Answer = Box<dyn FnOnce()>;

    /// The latest header and all events by number.
    type Entry = (Batch, BTreeMap<u32, String>);

    /// A journal that keeps everything until it is dropped.
    #[derive(Default)]
    pub struct MemoryJournal {
        meetings: RefCell<BTreeMap<String, Entry>>,
        /// The next calls fail with these, the last of them first.
        pub faults: RefCell<Vec<Problem>>,
        /// While true, answers are held back until [`MemoryJournal::answer`].
        pub holds: Cell<bool>,
        held: RefCell<Vec<Answer>>,
    }

    impl MemoryJournal {
        /// Gives the answers that were held back, and from now on all at once.
        pub fn answer(&self) {
            self.holds.set(false);
            for answer in self.held.take() {
                answer();
            }
        }

        fn fault(&self) -> Result<(), Problem> {
            match self.faults.borrow_mut().pop() {
                Some(problem) => Err(problem),
                None => Ok(()),
            }
        }
    }

    impl Journal for MemoryJournal {
        fn write(&self, batch: Batch, done: Done) {
            let fault = self.fault();
            if fault.is_ok() {
                let mut meetings = self.meetings.borrow_mut();
                let (header, events) = meetings
                    .entry(batch.key.clone())
                    .or_insert_with(|| (batch.clone(), BTreeMap::new()));
                events.extend(batch.events.iter().cloned());
                *header = batch.clone();
            }
            let answer: Answer = Box::new(move || done(batch, fault));
            if self.holds.get() {
                self.held.borrow_mut().push(answer);
            } else {
                answer();
            }
        }

        fn last(&self, found: Box<dyn FnOnce(Result<Option<Kept>, Problem>)>) {
            let answer = self.fault().map(|()| {
                let meetings = self.meetings.borrow();
                let latest = meetings.values().max_by(|(a, _), (b, _)| {
                    let unfinished = a.ended.cmp(&b.ended).reverse();
                    unfinished.then(a.written.total_cmp(&b.written))
                });
                latest.map(|(header, events)| Kept {
                    key: header.key.clone(),
                    header: header.header.clone(),
                    events: events.values().cloned().collect(),
                    started: header.started,
                    written: header.written,
                    ended: header.ended,
                })
            });
            found(answer);
        }
    }
}
