//! What tabs say to each other, and the writer's side of it: what is kept is told, and a tab that wants the
//! meeting gets it.

use std::rc::Rc;

use super::following::Watching;
use super::keeping::{Company, News};
use super::ports::{Archive, Heard, How, Record, Tabs};
use super::restoring::World;
use super::session::Session;
use crate::file;

/// How long a writer may take to give its place to another tab, in milliseconds; then it is
/// frozen, and the place is taken away.
pub(super) const FROZEN: u32 = 2_000;

/// How long a writer goes on saving what it has before it gives its place, in milliseconds.
const FLUSHING: u32 = 1_000;

/// Between the parts of what is said; JSON and names have no such sign.
const BETWEEN: char = '\u{1e}';

/// The first part of everything, which a later version may change.
const VERSION: &str = "1";

/// What is durable now: the header, the number of the event before, and number, tap and text of
/// each record.
const KEPT: &str = "kept";

/// That a tab wants to write.
pub(super) const WANTED: &str = "wanted";

/// That a tab has begun to write.
const BEGUN: &str = "begun";

/// Taps for the writer to keep: name, what it corrects, and text of each.
pub(super) const HANDED: &str = "handed";

pub(super) fn words<'a>(
    kind: &'a str,
    key: &'a str,
    parts: impl Iterator<Item = &'a str>,
) -> String {
    let mut words = String::from(VERSION);
    for part in [kind, key].into_iter().chain(parts) {
        words.push(BETWEEN);
        words.push_str(part);
    }
    words
}

/// The company of a page.
struct Neighbours(World);

impl Company for Neighbours {
    fn hear(&self, session: &Session, key: &str, news: News) {
        match news {
            News::Began => {
                // A new meeting has nobody who could refuse it.
                self.0.tabs.ask(key, How::Wait(FROZEN), Box::new(|_| {}));
                self.0.tabs.say(&words(BEGUN, key, std::iter::empty()));
            }
            News::Kept(records) => session.tell_tabs(&*self.0.tabs, key, &records),
            News::Settled => {
                self.0.tabs.free(key);
                let mut state = session.state.borrow_mut();
                // From now on the journal has all of it.
                let offered = state.offered.as_mut();
                if let Some(offer) = offered.filter(|offer| offer.entry.key == key) {
                    offer.held = None;
                }
            }
            News::Answered => session.give_when_settled(key, false),
            News::TakenOver => session.taken_over(key),
        }
    }

    fn world(&self) -> World {
        self.0.clone()
    }
}

impl Session {
    /// From now on the session knows what else is kept on this device, and its other tabs.
    pub fn join(&self, archive: Rc<dyn Archive>, tabs: Rc<dyn Tabs>) {
        let me = self.me.clone();
        tabs.listen(Rc::new(move |heard| {
            if let Some(session) = me.upgrade() {
                session.listen(heard);
            }
        }));
        let company: Rc<dyn Company> = Rc::new(Neighbours(World { archive, tabs }));
        self.company.replace(Some(company));
        let begun = self.state.borrow().queue.key.clone();
        if let Some(key) = begun {
            self.hear(&key, News::Began);
        }
    }

    pub(super) fn world(&self) -> Option<World> {
        let company = self.company.borrow();
        company.as_ref().map(|company| company.world())
    }

    fn listen(&self, heard: Heard<'_>) {
        if !self.is_awake() {
            return;
        }
        let said = match heard {
            Heard::Lost(key) => return self.lost_place(key),
            Heard::Said(said) => said,
        };
        let mut parts = said.split(BETWEEN);
        let (Some(VERSION), Some(kind), Some(key)) = (parts.next(), parts.next(), parts.next())
        else {
            return;
        };
        let parts: Vec<&str> = parts.collect();
        match kind {
            KEPT => self.another_kept(key, &parts),
            WANTED => self.another_wants(key),
            BEGUN => self.another_began(key),
            HANDED => self.adopt_handed(key, &parts),
            _ => {}
        }
    }

    // ---- Writing -------------------------------------------------------------------------

    /// Tells whoever follows what has become durable.
    fn tell_tabs(&self, tabs: &dyn Tabs, key: &str, records: &[Record]) {
        let state = self.state.borrow();
        let document = state.document.as_deref().filter(|_| state.queue.is_of(key));
        let Some(document) = document else { return };
        let events = document.meeting.log.events();
        let first = records.first().map_or(0, |record| record.n);
        let place = events.partition_point(|event| event.n < first);
        let before = place.checked_sub(1).and_then(|place| events.get(place));
        let mut parts = vec![
            file::header_json(document),
            before.map_or(0, |event| event.n).to_string(),
        ];
        for record in records {
            parts.extend([
                record.n.to_string(),
                record.tap.clone(),
                record.text.clone(),
            ]);
        }
        drop(state);
        tabs.say(&words(KEPT, key, parts.iter().map(String::as_str)));
    }

    /// Another tab asks for the meeting: what is on its way is saved, and then it can have it.
    fn another_wants(&self, key: &str) {
        let mut state = self.state.borrow_mut();
        if !state.queue.is_of(key) || state.queue.giving {
            return;
        }
        // With its header, which says how far it was observed.
        state.queue.give();
        drop(state);
        self.flush();
        self.give_when_settled(key, false);
        let wanted = self.state.borrow().queue.giving;
        if wanted {
            self.later(FLUSHING, |session| {
                let state = session.state.borrow();
                let key = state.queue.key.clone().filter(|_| state.queue.giving);
                drop(state);
                if let Some(key) = key {
                    session.give_when_settled(&key, true);
                }
            });
            self.seen();
        }
    }

    /// Gives the meeting to the tab that asked, once everything is saved or cannot be.
    fn give_when_settled(&self, key: &str, at_last: bool) {
        let state = self.state.borrow();
        let queue = &state.queue;
        let ready = at_last || queue.is_settled() || queue.has_failed();
        let ready = ready && queue.is_of(key) && queue.giving;
        drop(state);
        if ready {
            self.give_away(key);
        }
    }

    /// Gives the meeting and its place to whoever wants it, and follows.
    pub(super) fn give_away(&self, key: &str) {
        self.hand_over(key);
        self.free(key);
    }

    /// The journal says that another tab writes this meeting.
    fn taken_over(&self, key: &str) {
        let Some(world) = self.world() else { return };
        self.hand_over(key);
        let is_followed = self.state.borrow().watching.is_some();
        if is_followed && world.tabs.has(key) {
            // It was asked for by two tabs at once, and the place is this one's.
            self.claim(key.to_owned(), Box::new(|| {}));
        }
    }

    /// Another tab has taken the writer's place away.
    fn lost_place(&self, key: &str) {
        let mut state = self.state.borrow_mut();
        state.taking.take_if(|taking| taking == key);
        let writes = state.queue.is_of(key);
        drop(state);
        if writes {
            self.hand_over(key);
        }
        self.seen();
    }

    /// Is not the writer any more, but follows. What was not saved is kept for the one who is.
    fn hand_over(&self, key: &str) {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        let is_open = state.queue.is_of(key);
        state.hand_left(key);
        state.offered.take_if(|offer| offer.entry.key == key);
        if !is_open {
            drop(guard);
            return self.look_soon();
        }
        let unsaved = std::mem::take(&mut state.queue).unsaved();
        state.hand(key, &unsaved);
        let document = state.document.as_ref();
        let header = document.map(|document| file::header_json(document));
        state.watching = Some(Watching::of(key, header.unwrap_or_default()));
        drop(guard);
        if !unsaved.is_empty() {
            self.read_again();
        }
        self.look_soon();
        self.seen();
    }
}
