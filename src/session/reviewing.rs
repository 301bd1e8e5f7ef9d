//! Looking at a meeting: parts of it, and what the team sets out to do next.

use std::rc::Rc;

use super::ports::{Entry, Fault, Kept};
use super::session::Session;
use crate::file::{self, Document};
use crate::measure::summary::{Options, Reading};
use crate::meeting::Action;
use crate::time::Moment;

impl Session {
    /// The meeting read up to now in this way, if there is one.
    pub fn reading_with(&self, options: Options) -> Option<Reading> {
        let (now, document) = (self.now(), self.document()?);
        let course = self.course();
        Some(Reading::with(&document.meeting, &course, now, options))
    }

    /// Adds what the team sets out to do next; with the moment that it answers, if it is one.
    pub fn set_out(&self, text: &str, at: Option<Moment>) {
        self.change_actions(|document| {
            document.meeting.actions.push(Action {
                text: text.to_owned(),
                done: None,
                at,
            });
        });
    }

    /// What was set out to be done at the end of the last meeting of this device, as long as that is
    /// offered.
    pub fn set_out_last(&self) -> Vec<Action> {
        let document = self.last_document();
        document.map_or_else(Vec::new, |(_, document)| document.meeting.actions)
    }

    /// The key and the header of the last meeting of this device, as long as it is offered.
    fn last_document(&self) -> Option<(Entry, Document)> {
        let state = self.state.borrow();
        let offer = state.offered.as_ref().filter(|offer| offer.entry.ended)?;
        // A header that cannot be read is told when its meeting is opened.
        let document = file::from_records(&offer.entry.header, &[]).ok()?;
        Some((offer.entry.clone(), document))
    }

    /// Says of what was set out to be done at this place of the list whether it was done; `None` takes that
    /// back. A failure to keep it is said where files are refused.
    pub fn tick_off(&self, place: usize, done: Option<bool>) {
        let (Some((entry, mut document)), Some(world)) = (self.last_document(), self.world())
        else {
            return;
        };
        if let Some(action) = document.meeting.actions.get_mut(place) {
            action.done = done;
        }
        let (from, to) = (entry.header, file::header_json(&document));
        let (key, header) = (entry.key.clone(), to.clone());
        let archive = Rc::clone(&world.archive);
        let then = Box::new(move |session: &Self, kept| match kept {
            Ok(true) => session.offer_header(&entry.key, header),
            // Another tab has changed the meeting: as it is now, it can be ticked off.
            Ok(false) => {
                let key = entry.key.clone();
                let read = Box::new(move |session: &Self, kept: Result<Option<Kept>, Fault>| {
                    if let Ok(Some(kept)) = kept {
                        session.offer_header(&key, kept.entry.header);
                    }
                });
                archive.read(&entry.key, None, session.in_time(read));
            }
            Err(fault) => session.refuse_file(Fault::problem(fault)),
        });
        world.archive.rewrite(&key, &from, &to, self.in_time(then));
    }

    /// The header of the meeting that is offered reads so now.
    fn offer_header(&self, key: &str, header: String) {
        let mut state = self.state.borrow_mut();
        let offered = state.offered.as_mut();
        if let Some(offer) = offered.filter(|offer| offer.entry.key == key) {
            offer.entry.header = header;
        }
        drop(state);
        self.seen();
    }

    /// Takes an action off the list.
    pub fn drop_action(&self, place: usize) {
        self.change_actions(|document| {
            if place < document.meeting.actions.len() {
                document.meeting.actions.remove(place);
                document.extra.drop_action(place);
            }
        });
    }

    fn change_actions(&self, change: impl FnOnce(&mut Document)) {
        let mut state = self.state.borrow_mut();
        let Some(document) = state.document.as_mut().map(Rc::make_mut) else {
            return;
        };
        change(document);
        let kept = state.queue.key.is_some();
        drop(state);
        if kept {
            self.keep();
        }
        self.seen();
    }
}
