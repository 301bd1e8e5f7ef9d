//! What a tab could not save before it lost its place: handed to its successor, as often as needed, and
//! kept once.

use std::rc::Rc;

use super::keeping::Queue;
use super::neighbours::{HANDED, words};
use super::ports::{Kept, Record};
use super::restoring::texts;
use super::session::{Change, Session, Shown, State, changed};
use crate::file;
use crate::meeting::{Event, What};
use crate::problem::{Code, Problem};

/// A tap that another tab is to keep.
#[derive(Clone, Debug)]
pub(super) struct Handed {
    pub(super) key: String,
    pub(super) tap: String,
    /// The tap that it corrects, where that is handed over as well.
    corrects: String,
    text: String,
    /// How often it was looked whether it is kept.
    pub(super) looks: u32,
}

impl Session {
    /// Offers what could not be saved to whoever writes the meeting now.
    pub(super) fn offer_handed(&self, key: &str) {
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
    pub(super) fn adopt_handed(&self, key: &str, parts: &[&str]) {
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
    pub(super) fn keep_handed(&self, key: String) {
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
    pub(super) fn hand(&mut self, key: &str, records: &[Record]) {
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
    pub(super) fn go_on_or_end(&mut self, was_over: bool) {
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
