//! Every meeting that is kept on this device: listed, opened, deleted.

use super::ports::{Entry, Fault};
use super::restoring::unread;
use super::session::{Session, Shown};
use crate::file;
use crate::problem::{Code, Problem};

/// A meeting that is kept on this device, as a list shows it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeptMeeting {
    /// What [`Session::open_kept`] and [`Session::delete_kept`] call it.
    pub key: String,
    /// Its title; may be empty.
    pub title: String,
    /// The names of its people.
    pub people: Vec<String>,
    /// When it started, in milliseconds since 1970.
    pub started: f64,
    /// When it was last written to, in milliseconds since 1970; as long as it was being observed,
    /// that was never more than some ten seconds ago.
    pub written: f64,
    /// Whether it was ended.
    pub ended: bool,
    /// How many events it has.
    pub events: u32,
    /// Whether it is open on this or another page.
    pub open: bool,
}

impl Session {
    /// Every meeting that is kept on this device, in no order.
    pub fn meetings(&self, then: Box<dyn FnOnce(Result<Vec<KeptMeeting>, Problem>)>) {
        let Some(world) = self.world() else {
            return then(Ok(Vec::new()));
        };
        let tabs = world.tabs;
        world.archive.list(self.in_time(Box::new(move |_, listed| {
            let entries: Vec<Entry> = match listed {
                Ok(entries) => entries,
                Err(fault) => return then(Err(unread(fault))),
            };
            let told = move |taken: Option<Vec<String>>| {
                let taken = taken.unwrap_or_default();
                let meetings = entries
                    .into_iter()
                    .map(|entry| KeptMeeting::of(entry, &taken));
                then(Ok(meetings.collect()));
            };
            tabs.taken(Box::new(told));
        })));
    }

    /// Opens a meeting that is kept on this device: on its board if it was not ended, else in its
    /// review. One that another tab has open is followed. What was open before is put away.
    pub fn open_kept(&self, key: &str) {
        let state = self.state.borrow();
        if state.queue.is_of(key) {
            drop(state);
            return self.show(match self.now() {
                Some(_) => Shown::Board,
                None => Shown::Review,
            });
        }
        let offered = state
            .offered
            .as_ref()
            .is_some_and(|offer| offer.entry.key == key);
        drop(state);
        if offered {
            return self.continue_meeting();
        }
        let name = key.to_owned();
        let given = Box::new(move |session: &Self, given| match given {
            None => {}
            Some(true) => session.claim(name, Box::new(|| {})),
            Some(false) => session.watch(name),
        });
        self.take_place(key.to_owned(), given);
    }

    /// Becomes the writer of the meeting that is followed, if its place is free.
    pub(super) fn take_back(&self, key: String) {
        let name = key.clone();
        let given = Box::new(move |session: &Self, given| match given {
            Some(true) => session.claim(name, Box::new(|| {})),
            // Another tab has it by now.
            _ => session.seen(),
        });
        self.take_place(key, given);
    }

    /// Deletes a meeting that is kept on this device, with all that is kept of it. One that is
    /// open, here or in another tab, is not deleted.
    pub fn delete_kept(&self, key: &str, then: Box<dyn FnOnce(Result<(), Problem>)>) {
        let state = self.state.borrow();
        let watched = state
            .watching
            .as_ref()
            .is_some_and(|watching| watching.is_of(key));
        let open =
            watched || state.queue.is_of(key) || state.left.iter().any(|left| left.is_of(key));
        drop(state);
        let (Some(world), false) = (self.world(), open) else {
            return then(Err(is_open()));
        };
        let name = key.to_owned();
        let given = Box::new(move |session: &Self, given: bool| {
            if !given {
                return then(Err(is_open()));
            }
            let key = name.clone();
            let deleted = session.in_time(Box::new(move |session, deleted: Result<(), Fault>| {
                let mut state = session.state.borrow_mut();
                state.offered.take_if(|offer| offer.entry.key == key);
                drop(state);
                session.free(&key);
                session.seen();
                then(deleted.map_err(Fault::problem));
            }));
            world.archive.delete(&name, deleted);
        });
        self.place(key, given);
    }
}

impl KeptMeeting {
    fn of(entry: Entry, taken: &[String]) -> Self {
        // A header that cannot be read has neither title nor people.
        let document = file::from_records(&entry.header, &[]).unwrap_or_default();
        let people = document.meeting.roster.people().iter();
        Self {
            open: taken.contains(&entry.key),
            title: document.meeting.title.clone(),
            people: people.map(|person| person.name.clone()).collect(),
            key: entry.key,
            started: entry.started,
            written: entry.written,
            ended: entry.ended,
            events: entry.events,
        }
    }
}

fn is_open() -> Problem {
    Problem::new(
        Code::ObservedElsewhere,
        "This meeting is open, here or in another tab. Put it away there before you delete it.",
    )
}
