//! Finding meetings on the device again, and going on with one.

use std::cell::Cell;
use std::rc::Rc;

use super::attending::{Gap, UNSEEN};
use super::gesture::Origin;
use super::keeping::{News, Queue};
use super::ports::{Archive, Entry, Fault, How, Kept, Record, Tabs, Then};
use super::session::{Session, Shown, State};
use crate::file::{self, Document};
use crate::problem::Problem;
use crate::time::Moment;

/// An unfinished meeting that was left less than this long ago goes straight back to its board,
/// in milliseconds of the wall's clock.
const JUST_LEFT: f64 = 15.0 * 60.0 * 1000.0;

/// How long another page may take to go away, in milliseconds: one that is being reloaded holds
/// its meeting a moment longer.
const GOING_AWAY: u32 = 500;

/// What is not read by then cannot be, in milliseconds: longer than for a write, since it may be
/// much.
const LIMIT: u32 = 15_000;

/// When what could not be read is tried again, in milliseconds.
const AGAIN: u32 = 5_000;

/// A meeting that can be gone on with.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    pub(super) entry: Entry,
    /// What is here in memory alone, of a meeting that was put away on this page before all of it
    /// was written: its events, and from which taps they came.
    pub(super) held: Option<Held>,
}

/// A meeting in memory alone.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) events: Vec<String>,
    pub(super) taps: Taps,
}

/// The names of taps, each with the number of its event.
pub(super) type Taps = Vec<(String, u32)>;

/// What is called when something is settled, however it came out.
pub(super) type Settled = Box<dyn FnOnce()>;

/// What a session does with an answer.
pub(super) type Deed<T> = Box<dyn FnOnce(&Session, T)>;

/// Where kept meetings and other tabs are asked after.
#[derive(Clone)]
pub(super) struct World {
    pub(super) archive: Rc<dyn Archive>,
    pub(super) tabs: Rc<dyn Tabs>,
}

impl Session {
    /// Looks for the last meeting on this device. An unfinished one that was left just now goes
    /// straight back to its board; any other is offered; one that another tab observes can be
    /// followed. `then` is called when that is settled.
    pub fn look_for_unfinished(&self, then: Box<dyn FnOnce()>) {
        let Some(world) = self.world() else {
            return then();
        };
        let choose = Box::new(|session: &Self, listed| {
            match listed {
                Ok(entries) => return session.choose(entries, then),
                // Nothing can be kept here, so nothing was: that is said with the first tap.
                Err(Fault::Blocked) => {}
                Err(fault) => {
                    session.refuse_file(unread(fault));
                    session.later(AGAIN, Self::look_once_more);
                }
            }
            then();
        });
        world.archive.list(self.in_time(choose));
    }

    fn look_once_more(&self) {
        let state = self.state.borrow();
        let in_vain = state.document.is_none() && state.offered.is_none();
        drop(state);
        if in_vain && self.shown() == Shown::SetUp {
            self.withdraw_notice();
            self.look_for_unfinished(Box::new(|| {}));
        }
    }

    /// Takes up the meeting written to last, an unfinished one before any that was ended.
    fn choose(&self, mut entries: Vec<Entry>, then: Settled) {
        entries.retain(|entry| entry.here);
        let Some(world) = self.world() else {
            return then();
        };
        let me = self.me.clone();
        let chosen = move |taken: Option<Vec<String>>| {
            let Some(session) = me.upgrade() else { return };
            if session.state.borrow().document.is_some() {
                return then();
            }
            let taken = taken.unwrap_or_default();
            let is_taken = |entry: &Entry| taken.contains(&entry.key);
            let Some(last) = latest(&entries, |_| true) else {
                return then();
            };
            let free = latest(&entries, |entry| !is_taken(entry));
            if is_taken(&last) && !last.ended {
                // It may be this very page that is being loaded again.
                return session.wait_for(last, free, then);
            }
            match free {
                Some(entry) => session.found(entry, then),
                None => then(),
            }
        };
        world.tabs.taken(Box::new(chosen));
    }

    /// Waits whether another page is going away; if not, its meeting can be followed.
    fn wait_for(&self, entry: Entry, otherwise: Option<Entry>, then: Settled) {
        let key = entry.key.clone();
        let given = Box::new(move |session: &Self, given| {
            if given {
                return session.found(entry, then);
            }
            let mut state = session.state.borrow_mut();
            if state.document.is_none() {
                state.followable = Some(entry);
                state.offered = otherwise.map(|entry| Offer { entry, held: None });
            }
            drop(state);
            session.seen();
            then();
        });
        self.place(&key, given);
    }

    fn found(&self, entry: Entry, then: Settled) {
        let just_left = !entry.ended && self.clock.wall() - entry.written < JUST_LEFT;
        let offer = Offer { entry, held: None };
        if just_left {
            let me = self.me.clone();
            let taken_up = Box::new(move || {
                if let Some(session) = me.upgrade() {
                    let mut state = session.state.borrow_mut();
                    state.taken_up = state.document.is_some();
                }
                then();
            });
            return self.go_on(offer, taken_up);
        }
        // Whoever presses the button first shall have it.
        self.free(&offer.entry.key);
        let mut state = self.state.borrow_mut();
        if state.document.is_none() {
            state.offered = Some(offer);
        }
        drop(state);
        self.seen();
        then();
    }

    /// Goes on with the meeting that was found: if it was not ended, on its board, and the time
    /// since it was last written to has passed in the meeting too; else in its review.
    pub fn continue_meeting(&self) {
        let offer = self.state.borrow_mut().offered.take();
        if let Some(offer) = offer {
            self.go_on(offer, Box::new(|| {}));
        }
    }

    fn go_on(&self, offer: Offer, then: Settled) {
        let Some(Held { events, taps }) = &offer.held else {
            // It is offered until it is here.
            self.state.borrow_mut().offered = Some(offer.clone());
            let entry = offer.entry;
            let key = entry.key.clone();
            let given = move |session: &Self, given: Option<bool>| {
                match given {
                    None => {}
                    Some(true) => return session.claim(entry.key, then),
                    Some(false) => {
                        let mut state = session.state.borrow_mut();
                        state.offered = None;
                        state.followable = Some(entry);
                        drop(state);
                        session.seen();
                    }
                }
                then();
            };
            return self.take_place(key, Box::new(given));
        };
        match file::from_records(&offer.entry.header, events) {
            Ok(document) => {
                let taps = taps.clone();
                // Its own queue is still at work.
                let queue = self.state.borrow_mut().take_left(&offer.entry.key);
                let queue = queue.unwrap_or_else(|| Queue::keeping(offer.entry.key.clone()));
                self.put_up(offer.entry, document, taps, queue, 0);
            }
            Err(problem) => self.keep_offering(offer.entry, problem),
        }
        then();
    }

    /// What cannot be read is not lost: it is offered again, with the reason.
    fn keep_offering(&self, entry: Entry, problem: Problem) {
        self.free(&entry.key);
        let mut state = self.state.borrow_mut();
        if state.document.is_none() {
            state.offered = Some(Offer { entry, held: None });
        }
        drop(state);
        self.refuse_file(problem);
    }

    /// Becomes the writer of a meeting whose place this page has.
    pub(super) fn claim(&self, key: String, then: Settled) {
        let Some(world) = self.world() else {
            return then();
        };
        self.state.borrow_mut().taking = Some(key.clone());
        let asked = key.clone();
        let read = self.in_time(Box::new(
            move |session, read: Result<Option<Kept>, Fault>| {
                if session.state.borrow().taking.as_ref() != Some(&key) {
                    // Somebody has taken the place away meanwhile, or another meeting was opened.
                    session.free(&key);
                    return then();
                }
                match read {
                    Ok(Some(kept)) => return session.take_up(kept, then),
                    Ok(None) => session.cannot_take(&key, Fault::Gone),
                    Err(fault) => session.cannot_take(&key, fault),
                }
                then();
            },
        ));
        world.archive.read(&asked, Some(&self.token), read);
    }

    fn cannot_take(&self, key: &str, fault: Fault) {
        let mut state = self.state.borrow_mut();
        state.taking = None;
        if fault == Fault::Gone {
            state.offered.take_if(|offer| offer.entry.key == key);
            state.followable.take_if(|entry| entry.key == key);
        }
        drop(state);
        self.free(key);
        let problem = unread(fault);
        self.state.borrow_mut().refusal = Some(problem.clone());
        self.refuse_file(problem);
        self.seen();
    }

    /// Opens what was read as its writer, as far as it can be read; the rest is set apart first.
    fn take_up(&self, kept: Kept, then: Settled) {
        let Kept { entry, records } = kept;
        let (document, valid) = match file::longest_valid(&entry.header, &texts(&records)) {
            Ok(read) => read,
            Err(problem) => {
                self.state.borrow_mut().taking = None;
                self.keep_offering(entry, problem);
                return then();
            }
        };
        let taps = records.iter().take(valid);
        let taps = taps.map(|record| (record.tap.clone(), record.n)).collect();
        let unread = records.len() - valid;
        let Some(first) = records.get(valid) else {
            self.put_up_read(entry, document, taps, 0);
            return then();
        };
        let Some(world) = self.world() else {
            return then();
        };
        let key = entry.key.clone();
        let apart = self.in_time(Box::new(move |session, apart| {
            let wanted = session.state.borrow().taking.as_ref() == Some(&entry.key);
            match apart {
                _ if !wanted => session.free(&entry.key),
                Ok(()) => session.put_up_read(entry, document, taps, unread),
                Err(fault) => session.cannot_take(&entry.key, fault),
            }
            then();
        }));
        let archive = world.archive;
        archive.set_apart(&key, &self.token, first.n, apart);
    }

    /// Puts up what was read.
    fn put_up_read(&self, entry: Entry, document: Document, taps: Taps, unread: usize) {
        // What this page could not write of it before has to find its place.
        self.state.borrow_mut().hand_left(&entry.key);
        let queue = Queue::keeping(entry.key.clone());
        self.put_up(entry, document, taps, queue, unread);
    }

    /// Puts a meeting up whose writer this page is.
    fn put_up(&self, entry: Entry, document: Document, taps: Taps, queue: Queue, unread: usize) {
        let key = entry.key.clone();
        if self.state.borrow().watching.is_none() {
            self.put_aside();
        }
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        state.watching = None;
        state.taking = None;
        self.put_document(state, &entry, document);
        let latest = state.course.latest();
        let left = Moment::nearest(entry.written - entry.started).max(latest);
        if let Some(origin) = state.origin {
            let back = origin.moment(self.clock.ticks());
            if back.since(left).millis() as f64 > UNSEEN {
                state.was_away(Gap {
                    from: left,
                    to: back,
                });
            }
        }
        state.taps = taps;
        state.unread = unread;
        state.queue = queue;
        state.queue.come_back();
        state.offered.take_if(|offer| offer.entry.key == key);
        state.followable.take_if(|entry| entry.key == key);
        drop(guard);
        self.hear(&key, News::Began);
        self.adopt_own(&key);
        self.beat();
        self.seen();
    }

    /// Shows this meeting, on the clocks of this page.
    pub(super) fn put_document(&self, state: &mut State, entry: &Entry, document: Document) {
        let course = document.meeting.course();
        // The page's own clock began anew; the wall's says how long it was away.
        let now = Moment::nearest(self.clock.wall() - entry.started);
        let (origin, shown) = match course.floor().ended {
            Some(_) => (None, Shown::Review),
            None => {
                let now = now.max(course.latest());
                (Some(Origin::new(&*self.clock, now)), Shown::Board)
            }
        };
        let revision = document.meeting.log.events().len() as u64;
        state.put(Some(document), course, origin, shown);
        state.revision = revision;
    }

    // ---- Asking --------------------------------------------------------------------------

    /// Asks for the place in order to take the meeting up. What is heard is none if another meeting
    /// is being taken up already, or was opened meanwhile.
    pub(super) fn take_place(&self, key: String, then: Deed<Option<bool>>) {
        if self.state.borrow().taking.is_some() {
            return then(self, None);
        }
        self.state.borrow_mut().taking = Some(key.clone());
        let name = key.clone();
        let given = Box::new(move |session: &Self, given| {
            let mut state = session.state.borrow_mut();
            let wanted = state.taking.take_if(|taking| *taking == key).is_some();
            drop(state);
            if !wanted {
                session.free(&key);
            }
            then(session, wanted.then_some(given));
        });
        self.place(&name, given);
    }

    /// Asks for the writer's place of a meeting, as patiently as for a page that goes away.
    pub(super) fn place(&self, key: &str, then: Deed<bool>) {
        let Some(world) = self.world() else { return };
        let me = self.me.clone();
        let given = move |given| {
            if let Some(session) = me.upgrade() {
                then(&session, given);
            }
        };
        world.tabs.ask(key, How::Wait(GOING_AWAY), Box::new(given));
    }

    pub(super) fn free(&self, key: &str) {
        if let Some(world) = self.world() {
            world.tabs.free(key);
        }
    }

    /// What hears an answer of the archive, or, when there is none in time, that.
    pub(super) fn in_time<T: 'static>(&self, then: Deed<Result<T, Fault>>) -> Then<T> {
        let then = Rc::new(Cell::new(Some(then)));
        let me = self.me.clone();
        let hear = move |answer: Option<Result<T, Fault>>| {
            let (Some(then), Some(session)) = (then.take(), me.upgrade()) else {
                return;
            };
            match answer {
                Some(answer) => then(&session, answer),
                None => {
                    session.journal.start_anew();
                    then(&session, Err(Fault::Lost));
                }
            }
        };
        let late = hear.clone();
        self.clock.after(LIMIT, Box::new(move || late(None)));
        Box::new(move |answer| hear(Some(answer)))
    }
}

/// The meeting written to last, an unfinished one before any that was ended.
fn latest(entries: &[Entry], which: impl Fn(&Entry) -> bool) -> Option<Entry> {
    let mut latest: Option<&Entry> = None;
    for entry in entries.iter().filter(|entry| which(entry)) {
        let rank = |entry: &Entry| (!entry.ended, entry.written);
        if latest.is_none_or(|latest| rank(entry) >= rank(latest)) {
            latest = Some(entry);
        }
    }
    latest.cloned()
}

/// The records for [`file::longest_valid`].
pub(super) fn texts(records: &[Record]) -> Vec<(u32, &str)> {
    let texts = records
        .iter()
        .map(|record| (record.n, record.text.as_str()));
    texts.collect()
}

/// What it means that something kept cannot be reached.
pub(super) fn unread(fault: Fault) -> Problem {
    let why = match fault {
        Fault::Full | Fault::Lost => {
            "What is kept on this device cannot be reached just now. It is not lost: try again."
        }
        _ => return fault.problem(),
    };
    Problem::new(fault.problem().code, why)
}
