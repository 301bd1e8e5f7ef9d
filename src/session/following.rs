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

use super::keeping::{Company, Followed, News, Queue};
use super::ports::{Archive, Fault, Heard, How, Kept, Record, Tabs};
use super::restoring::{World, texts, unread};
use super::session::{Change, Session, Shown, State, changed};
use crate::file;
use crate::meeting::{Event, What};
use crate::problem::{Code, Problem};

/// How long a writer may take to give its place to another tab, in milliseconds; then it is
/// frozen, and the place is taken away.
const FROZEN: u32 = 2_000;

/// How long a writer goes on saving what it has before it gives its place, in milliseconds.
const FLUSHING: u32 = 1_000;

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

/// A tap that another tab is to keep.
#[derive(Clone, Debug)]
pub(super) struct Handed {
    key: String,
    tap: String,
    /// The tap that it corrects, where that is handed over as well.
    corrects: String,
    text: String,
    /// How often it was looked whether it is kept.
    looks: u32,
}

impl Watching {
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

// ---- What tabs say to each other ---------------------------------------------------------------

/// Between the parts of what is said; JSON and names have no such sign.
const BETWEEN: char = '\u{1e}';

/// The first part of everything, which a later version may change.
const VERSION: &str = "1";

/// What is durable now: the header, the number of the event before, and number, tap and text of
/// each record.
const KEPT: &str = "kept";

/// That a tab wants to write.
const WANTED: &str = "wanted";

/// That a tab has begun to write.
const BEGUN: &str = "begun";

/// Taps for the writer to keep: name, what it corrects, and text of each.
const HANDED: &str = "handed";

fn words<'a>(kind: &'a str, key: &'a str, parts: impl Iterator<Item = &'a str>) -> String {
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
        let header = state
            .document
            .as_ref()
            .map(|document| file::header_json(document));
        state.watching = Some(Watching {
            key: key.to_owned(),
            header: header.unwrap_or_default(),
            ..Watching::default()
        });
        drop(guard);
        if !unsaved.is_empty() {
            self.read_again();
        }
        self.look_soon();
        self.seen();
    }

    // ---- Following -----------------------------------------------------------------------

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
    fn another_kept(&self, key: &str, parts: &[&str]) {
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
    fn another_began(&self, key: &str) {
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

    // ---- Handing taps over ---------------------------------------------------------------

    /// Offers what could not be saved to whoever writes the meeting now.
    fn offer_handed(&self, key: &str) {
        let state = self.state.borrow();
        let handed = state.handed.iter().filter(|handed| handed.key == key);
        let handed: Vec<Handed> = handed.cloned().collect();
        drop(state);
        if let Some(world) = self.world().filter(|_| !handed.is_empty()) {
            let parts = handed
                .iter()
                .flat_map(|h| [&*h.tap, &*h.corrects, &*h.text]);
            world.tabs.say(&words(HANDED, key, parts));
        }
    }

    /// Keeps what another tab could not save, if this one is the writer.
    fn adopt_handed(&self, key: &str, parts: &[&str]) {
        let taps = parts.chunks_exact(3).filter_map(|part| match part {
            [tap, corrects, text] => Some(Handed::new(key, tap, corrects, text)),
            _ => None,
        });
        self.adopt(key, taps.collect());
    }

    /// Keeps what this tab could not save when it was not the writer.
    pub(super) fn adopt_own(&self, key: &str) {
        let own = self.state.borrow_mut().take_handed(key);
        self.adopt(key, own);
    }

    /// Each is stored with its own time under a new number, unless it has been already.
    fn adopt(&self, key: &str, taps: Vec<Handed>) {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        if !state.queue.is_of(key) || state.is_another_tabs() {
            return;
        }
        let was_over = state.is_over();
        let stored = state.adopt(taps, &|| self.tap_name());
        let over = state.is_over();
        drop(guard);
        if stored.is_empty() {
            return;
        }
        self.keep();
        for (event, revision) in stored {
            self.listeners.tell(&Change::Stored(event, revision));
        }
        if over && !was_over {
            self.listeners.tell(&Change::Ended);
        }
        self.seen();
    }

    /// Keeps taps of a meeting that nobody has open: it is read, they are added, and it is left.
    fn keep_handed(&self, key: String) {
        let name = key.clone();
        let then = Box::new(move |session: &Self, given| {
            let Some(world) = session.world().filter(|_| given) else {
                return;
            };
            let asked = key.clone();
            let read = session.in_time(Box::new(move |session, read| {
                let kept: Option<Kept> = read.ok().flatten();
                if !kept.is_some_and(|kept| session.add_handed(kept)) {
                    session.free(&key);
                }
            }));
            world.archive.read(&asked, Some(&session.token), read);
        });
        self.place(&name, then);
    }

    /// Adds the taps of this page to a meeting that was read; whether something is to be written.
    fn add_handed(&self, kept: Kept) -> bool {
        let Kept { entry, records } = kept;
        let key = entry.key;
        let Ok((document, valid)) = file::longest_valid(&entry.header, &texts(&records)) else {
            return false;
        };
        if valid < records.len() || self.state.borrow().queue.is_of(&key) {
            // What cannot be read is set apart only before somebody's eyes.
            return false;
        }
        let taps = records.into_iter().map(|record| (record.tap, record.n));
        let mut meeting = State {
            course: document.meeting.course(),
            document: Some(Rc::new(document)),
            taps: taps.collect(),
            queue: Queue::keeping(key.clone()),
            ..State::default()
        };
        let mut state = self.state.borrow_mut();
        let own = state.take_handed(&key);
        drop(state);
        let added = !meeting.adopt(own, &|| self.tap_name()).is_empty();
        if added {
            let ended = meeting.is_over();
            let queue = meeting.queue.put_away(entry.header, entry.started, ended);
            self.state.borrow_mut().left.push(queue);
            self.flush();
        }
        added
    }
}

impl Handed {
    fn new(key: &str, tap: &str, corrects: &str, text: &str) -> Self {
        Self {
            key: key.to_owned(),
            tap: tap.to_owned(),
            corrects: corrects.to_owned(),
            text: text.to_owned(),
            looks: 0,
        }
    }
}

/// The number of the event that this record corrects, if it does.
fn corrected(text: &str) -> Option<u32> {
    let corrects = ["\"type\":\"undoes\"", "\"type\":\"amends\""];
    if !corrects.iter().any(|kind| text.contains(kind)) {
        return None;
    }
    let (_, number) = text.split_once("\"event\":")?;
    let end = number.find(|sign: char| !sign.is_ascii_digit())?;
    number.get(..end)?.parse().ok()
}

impl State {
    /// Keeps these for another writer.
    fn hand(&mut self, key: &str, records: &[Record]) {
        for record in records {
            let target = corrected(&record.text);
            let target = target.and_then(|n| records.iter().find(|other| other.n == n));
            let corrects = target.map_or("", |target| &target.tap);
            let handed = Handed::new(key, &record.tap, corrects, &record.text);
            if !self.handed.iter().any(|other| other.tap == handed.tap) {
                self.handed.push(handed);
            }
        }
    }

    /// The queue of a meeting that was put away, if there is one.
    pub(super) fn take_left(&mut self, key: &str) -> Option<Queue> {
        let place = self.left.iter().position(|queue| queue.is_of(key))?;
        Some(self.left.remove(place))
    }

    /// Keeps what was put away unsaved for another writer, or for this one when it reads it again.
    pub(super) fn hand_left(&mut self, key: &str) {
        if let Some(mut queue) = self.take_left(key) {
            let unsaved = queue.unsaved();
            self.hand(key, &unsaved);
        }
    }

    /// What this tab could not save of this meeting.
    fn take_handed(&mut self, key: &str) -> Vec<Handed> {
        let all = std::mem::take(&mut self.handed);
        let (own, others) = all.into_iter().partition(|handed| handed.key == key);
        self.handed = others;
        own
    }

    /// Stores each tap with its own time under a new number, unless it has been already: the events,
    /// each with its revision.
    fn adopt(&mut self, taps: Vec<Handed>, name: &dyn Fn() -> String) -> Vec<(Event, u64)> {
        let mut stored = Vec::new();
        for handed in taps {
            if self.taps.iter().any(|(tap, _)| *tap == handed.tap) {
                continue;
            }
            // The first is the tap; a second one takes it back.
            let mut tap = Some(handed.tap.clone());
            for event in self.append_handed(&handed) {
                self.revision += 1;
                self.keep_record(tap.take().unwrap_or_else(name), &event);
                stored.push((event, self.revision));
            }
        }
        if !stored.is_empty() {
            self.follow_the_log();
        }
        stored
    }

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

    /// Stores a tap of another tab; what cannot be stored as what it was is stored as a note. An
    /// end that this meeting went beyond is taken back.
    fn append_handed(&mut self, handed: &Handed) -> Vec<Event> {
        let latest = self.course.latest();
        let Some(document) = self.document.as_mut().map(Rc::make_mut) else {
            return Vec::new();
        };
        let events = document.meeting.log.events();
        let n = events.last().map_or(0, |event| event.n).saturating_add(1);
        let read = file::read_record(document, &handed.text, Some(n));
        let at = read.as_ref().map_or(latest, |event| event.at);
        let stored = read.and_then(|mut event| {
            let corrected = match &mut event.what {
                What::Undoes { event } | What::Amends { event, .. } => Some(event),
                _ => None,
            };
            if let (Some(event), false) = (corrected, handed.corrects.is_empty()) {
                let taps = self.taps.iter();
                let target = taps.rev().find(|(tap, _)| *tap == handed.corrects);
                let (_, n) = target.ok_or_else(no_target)?;
                *event = *n;
            }
            document.meeting.append(event.at, event.what)
        });
        let note = |_| {
            let text = handed.text.clone();
            document.meeting.append(at, What::Notes { text, who: None })
        };
        let mut stored: Vec<Event> = stored.or_else(note).into_iter().collect();
        if let Some(end) = stored.first().filter(|event| event.what == What::Ends)
            && end.at < latest
        {
            let back = What::Undoes { event: end.n };
            stored.extend(document.meeting.append(latest, back));
        }
        stored
    }

    /// Sends an event that was just stored to the journal.
    fn keep_record(&mut self, tap: String, event: &Event) {
        if let Some(document) = &self.document {
            let text = file::event_json(document, event);
            self.taps.push((tap.clone(), event.n));
            let n = event.n;
            self.queue.waiting.push(Record { n, tap, text });
        }
    }

    /// Computes what follows from a log to which something was added out of its time.
    fn follow_the_log(&mut self) {
        let was_over = self.is_over();
        if let Some(document) = &self.document {
            self.course = document.meeting.course();
        }
        self.go_on_or_end(was_over);
    }

    /// Shows what has to be shown after a change of the log.
    fn go_on_or_end(&mut self, was_over: bool) {
        self.content = changed();
        match (was_over, self.is_over()) {
            (false, true) => self.shown = Shown::Review,
            (true, false) if self.origin.is_some() => self.shown = Shown::Board,
            _ => {}
        }
    }
}

fn no_target() -> Problem {
    Problem::new(Code::UnknownEvent, "What this corrects is not there.")
}
