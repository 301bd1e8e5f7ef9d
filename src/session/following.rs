//! Other tabs: one writes a meeting, the others follow, and any of them can take over.
//!
//! Three things keep them from each other's way. The *place* (a lock of the browser's) says who is
//! to write: a tab that is gone has none. The *token* in the meeting's header says who can: it is set
//! by whoever reads the meeting in order to write it, and looked at in the same step in which
//! something is written, so that a tab that slept through losing its place cannot write over
//! its successor. And each tap has a *name*: what a tab could not save before it lost its place it
//! hands to its successor, as often as needed, and it is kept once.
//!
//! The journal is the truth. What is said between tabs only saves reading it again.

use std::rc::Rc;

use super::keeping::Followed;
use super::neighbours::{FROZEN, WANTED, words};
use super::ports::{Fault, How, Kept};
use super::restoring::{World, texts, unread};
use super::session::{Session, Shown, State};
use crate::file;
use crate::problem::Problem;

/// How often a follower looks whether there still is a writer, in milliseconds.
const LOOK: u32 = 2_000;

/// After how many such looks in vain a tab takes over by itself what nobody took from it.
const LOOKS: u32 = 3;

/// A meeting of another tab's, as this one follows it.
#[derive(Debug, Default)]
pub(super) struct Watching {
    key: String,
    /// The meeting file without its events, as it was read.
    header: String,
    /// Whether it is being read, and whether it will have to be read once more.
    reading: bool,
    stale: bool,
    /// How often in a row no writer was found.
    gone: u32,
}

impl Watching {
    /// Of the meeting with this key, with this header.
    pub(super) fn of(key: &str, header: String) -> Self {
        Self {
            key: key.to_owned(),
            header,
            ..Self::default()
        }
    }

    pub(super) fn is_of(&self, key: &str) -> bool {
        self.key == key
    }
}

impl State {
    /// The meeting of another tab's that is followed.
    pub(super) fn watched(&self) -> Option<String> {
        self.watching.as_ref().map(|watching| watching.key.clone())
    }

    /// How it stands with the meeting that another tab has, if one has.
    pub(super) fn followed(&self) -> Option<Followed> {
        let watching = self.watching.as_ref()?;
        let own = self.handed.iter().filter(|tap| tap.key == watching.key);
        Some(Followed {
            unsaved: own.count(),
            gone: watching.gone > 0,
            taking: self.taking.is_some(),
        })
    }
}

impl Session {
    /// Follows the meeting that was found to be another tab's.
    pub fn follow(&self) {
        let key = self
            .state
            .borrow()
            .followable
            .as_ref()
            .map(|entry| entry.key.clone());
        if let Some(key) = key {
            self.watch(key);
        }
    }

    pub(super) fn watch(&self, key: String) {
        let Some(world) = self.world() else { return };
        let name = key.clone();
        let read = self.in_time(Box::new(move |session, read| {
            session.show_followed(&name, read)
        }));
        world.archive.read(&key, None, read);
    }

    /// Reads the followed meeting again.
    pub(super) fn read_again(&self) {
        let Some(world) = self.world() else { return };
        let mut state = self.state.borrow_mut();
        let Some(watching) = state.watching.as_mut() else {
            return;
        };
        if std::mem::replace(&mut watching.reading, true) {
            watching.stale = true;
            return;
        }
        let key = watching.key.clone();
        drop(state);
        let name = key.clone();
        let read = self.in_time(Box::new(move |session, read| {
            let mut state = session.state.borrow_mut();
            let watching = state.watching.as_mut();
            let Some(watching) = watching.filter(|watching| watching.is_of(&name)) else {
                return;
            };
            watching.reading = false;
            let stale = std::mem::take(&mut watching.stale);
            drop(state);
            session.show_followed(&name, read);
            if stale {
                session.read_again();
            }
        }));
        world.archive.read(&key, None, read);
    }

    fn show_followed(&self, key: &str, read: Result<Option<Kept>, Fault>) {
        let problem = match read {
            Ok(Some(kept)) => match self.show_kept(kept) {
                Ok(()) => return,
                Err(problem) => problem,
            },
            Ok(None) => {
                let mut state = self.state.borrow_mut();
                state.followable.take_if(|entry| entry.key == key);
                Fault::Gone.problem()
            }
            // What is shown already still holds; it is looked at again soon.
            Err(_) if self.state.borrow().watching.is_some() => return,
            Err(fault) => unread(fault),
        };
        self.refuse_file(problem);
        self.seen();
    }

    fn show_kept(&self, kept: Kept) -> Result<(), Problem> {
        let Kept { entry, records } = kept;
        let (document, _) = file::longest_valid(&entry.header, &texts(&records))?;
        let mut guard = self.state.borrow_mut();
        let watched = guard
            .watching
            .as_ref()
            .is_some_and(|watching| watching.is_of(&entry.key));
        if !watched {
            drop(guard);
            self.put_aside();
            guard = self.state.borrow_mut();
        }
        let state = &mut *guard;
        state.hand_left(&entry.key);
        let (was_shown, was_over) = (state.shown, state.is_over());
        let header = file::header_json(&document);
        let taking = state.taking.take();
        self.put_document(state, &entry, document);
        state.taking = taking;
        if watched && was_shown == Shown::Review && !was_over {
            // Whoever looks at the charts goes on looking at them.
            state.shown = Shown::Review;
        }
        for record in &records {
            state.handed.retain(|handed| handed.tap != record.tap);
        }
        let watching = state.watching.get_or_insert_default();
        watching.header = header;
        if !watched {
            watching.key.clone_from(&entry.key);
        }
        state.followable.take_if(|other| other.key == entry.key);
        drop(guard);
        self.look_soon();
        self.seen();
        Ok(())
    }

    /// The writer says what it has kept.
    pub(super) fn another_kept(&self, key: &str, parts: &[&str]) {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        let [header, before, records @ ..] = parts else {
            return;
        };
        for record in records.chunks_exact(3) {
            state
                .handed
                .retain(|handed| Some(&&*handed.tap) != record.get(1));
        }
        let watching = state.watching.as_mut();
        let Some(watching) = watching.filter(|watching| watching.is_of(key)) else {
            return;
        };
        watching.gone = 0;
        let up_to_date = watching.header == *header && !watching.reading;
        if up_to_date && records.is_empty() {
            return;
        }
        let taken = up_to_date && state.take_kept(before, records);
        if !taken || (state.origin.is_none() && !state.is_over()) {
            drop(guard);
            return self.read_again();
        }
        state.refusal = None;
        drop(guard);
        self.seen();
    }

    /// Another tab has become the writer.
    pub(super) fn another_began(&self, key: &str) {
        let state = self.state.borrow();
        let wanted = state.taking.as_deref() == Some(key);
        let watched = state
            .watching
            .as_ref()
            .is_some_and(|watching| watching.is_of(key));
        drop(state);
        if let Some(world) = self.world().filter(|_| wanted) {
            // It did not hear that this one wants it.
            world.tabs.say(&words(WANTED, key, std::iter::empty()));
        }
        self.offer_handed(key);
        if watched {
            self.read_again();
        }
    }

    /// Sees to it that the writer is looked after from time to time.
    pub(super) fn look_soon(&self) {
        if !std::mem::replace(&mut self.state.borrow_mut().looks, true) {
            self.later(LOOK, Self::look);
        }
    }

    fn look(&self) {
        let mut state = self.state.borrow_mut();
        state.looks = false;
        let needed = state.watching.is_some() || !state.handed.is_empty();
        drop(state);
        let Some(world) = self.world().filter(|_| needed) else {
            return;
        };
        self.look_soon();
        let me = self.me.clone();
        world.tabs.taken(Box::new(move |taken| {
            if let Some(session) = me.upgrade() {
                session.looked(taken);
            }
        }));
    }

    fn looked(&self, taken: Option<Vec<String>>) {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        let mut seen = false;
        let is_gone = |key: &String| taken.as_ref().is_some_and(|taken| !taken.contains(key));
        if let Some(watching) = state.watching.as_mut() {
            let gone = is_gone(&watching.key);
            seen = gone != (watching.gone > 0);
            watching.gone = if gone { watching.gone + 1 } else { 0 };
        }
        let mut meetings: Vec<(String, bool)> = Vec::new();
        for handed in &mut state.handed {
            handed.looks += 1;
            let in_vain = handed.looks > LOOKS || is_gone(&handed.key);
            if !meetings.iter().any(|(key, _)| *key == handed.key) {
                meetings.push((handed.key.clone(), in_vain));
            }
        }
        // What is being written just now need not be taken up again.
        for (key, in_vain) in &mut meetings {
            *in_vain &= !state.left.iter().any(|queue| queue.is_of(key));
        }
        let watched = state.watched();
        let idle = state.taking.is_none();
        drop(guard);
        for (key, in_vain) in meetings {
            self.offer_handed(&key);
            let is_watched = watched.as_ref() == Some(&key);
            if is_watched {
                self.read_again();
            }
            // Nobody keeps them: then this tab does.
            match (in_vain && idle, is_watched) {
                (true, true) => self.observe_here(),
                (true, false) => self.keep_handed(key),
                _ => {}
            }
        }
        if seen {
            self.seen();
        }
    }

    // ---- Taking over ---------------------------------------------------------------------

    /// Becomes the writer of the meeting that is followed, or that could be.
    pub fn observe_here(&self) {
        let mut state = self.state.borrow_mut();
        let watched = state.watched();
        let found = state.followable.as_ref().map(|entry| entry.key.clone());
        let (Some(key), None) = (watched.or(found), &state.taking) else {
            return;
        };
        state.taking = Some(key.clone());
        drop(state);
        let Some(world) = self.world() else { return };
        world.tabs.say(&words(WANTED, &key, std::iter::empty()));
        self.ask_for_place(&world, key, How::Wait(FROZEN));
        self.seen();
    }

    fn ask_for_place(&self, world: &World, key: String, how: How) {
        let (me, name) = (self.me.clone(), key.clone());
        let given = move |given| {
            let Some(session) = me.upgrade() else { return };
            let wanted = session.state.borrow().taking.as_ref() == Some(&key);
            match (given, session.world(), how) {
                (true, _, _) if wanted => session.claim(key, Box::new(|| {})),
                // It is frozen, or gone without a trace.
                (false, Some(world), How::Wait(_)) => {
                    session.ask_for_place(&world, key, How::Seize);
                }
                _ => {
                    session.free(&key);
                    session
                        .state
                        .borrow_mut()
                        .taking
                        .take_if(|taking| *taking == key);
                    session.seen();
                }
            }
        };
        world.tabs.ask(&name, how, Box::new(given));
    }
}

impl State {
    /// Adds what another tab has kept, if it comes right after what is here.
    fn take_kept(&mut self, before: &str, records: &[&str]) -> bool {
        let was_over = self.is_over();
        let Some(document) = self.document.as_mut().map(Rc::make_mut) else {
            return false;
        };
        let last = |log: &crate::meeting::Log| log.events().last().map_or(0, |event| event.n);
        if before.parse() != Ok(last(&document.meeting.log)) {
            return false;
        }
        let mut in_order = true;
        for record in records.chunks_exact(3) {
            let [n, _, text] = record else { return false };
            let read = file::read_record(document, text, None);
            let stored = read.and_then(|event| document.meeting.append(event.at, event.what));
            let Ok(event) = stored else { return false };
            if n.parse() != Ok(event.n) {
                return false;
            }
            in_order &= !event.what.is_correction() && event.at >= self.course.latest();
            if in_order {
                self.course.apply(&event);
            }
        }
        if !in_order {
            self.course = document.meeting.course();
        }
        self.go_on_or_end(was_over);
        true
    }
}
