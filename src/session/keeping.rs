//! Keeping the meeting on the device.

use std::rc::Rc;

use super::gesture::Origin;
use super::ports::{Batch, Entry, Fault, Record};
use super::restoring::{Held, Offer, World};
use super::session::{Session, State};
use crate::file::{self, Document};
use crate::problem::Problem;

/// What is not answered by then has failed, in milliseconds.
const LIMIT: u32 = 5_000;

/// How long to wait before a write that failed is tried again, in milliseconds: after the first
/// failure, the second, and so on.
const PATIENCE: [u32; 5] = [1_000, 2_000, 5_000, 10_000, 30_000];

/// How often a running meeting says that it is being observed, in milliseconds.
const BEAT: u32 = 10_000;

/// How far saving has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// There is nothing of this device's own to save.
    Nothing,
    /// Nothing is kept on this device, as it was asked for; with words, where the journal has some.
    NotKept(&'static str),
    /// Every tap so far is durable.
    Saved,
    /// Some are on their way.
    OnTheWay,
    /// They are not, for this reason; they are held in memory and tried again, with the next tap
    /// and by themselves.
    Failed(Problem),
    /// Another tab keeps the meeting; this one follows.
    Followed(Followed),
}

/// How it stands with a meeting that another tab keeps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Followed {
    /// How many taps of this tab have not been taken over by the other yet.
    pub unsaved: usize,
    /// Whether the other tab is gone.
    pub gone: bool,
    /// Whether this tab is about to take the meeting over.
    pub taking: bool,
}

/// What comes with the later part of the program: other tabs, and what was kept before.
pub(super) trait Company {
    /// Hears how the meeting with this key stands.
    fn hear(&self, session: &Session, key: &str, news: News);

    /// Where kept meetings and other tabs are asked after.
    fn world(&self) -> World;
}

/// How a meeting stands.
pub(super) enum News {
    /// It was started here.
    Began,
    /// These records are durable now.
    Kept(Vec<Record>),
    /// It was put away, and nothing of it is left to be written.
    Settled,
    /// The journal answered about a meeting that is to be given to another tab.
    Answered,
    /// It turned out to have another writer.
    TakenOver,
}

/// One meeting's events on their way to the journal.
#[derive(Default)]
pub(super) struct Queue {
    /// Under which key the journal has the meeting; none for one that is not kept on this device.
    pub(super) key: Option<String>,
    pub(super) waiting: Vec<Record>,
    /// What is on its way, and the call.
    sent: Vec<Record>,
    in_flight: Option<Flight>,
    /// Whether there is something to write, if only the header.
    unwritten: bool,
    /// Whether nothing of this meeting has been written yet.
    fresh: bool,
    /// Whether another tab is to have it: it takes no more taps.
    pub(super) giving: bool,
    problem: Option<Problem>,
    /// The rest of what is written, as it was when another meeting was opened.
    left: Option<Header>,
}

/// One call of the journal that has not been answered.
#[derive(Clone, Copy)]
struct Flight {
    number: u64,
    quiet: bool,
}

/// When the journal was called, and when it will be.
#[derive(Default)]
pub(super) struct Tries {
    /// How many calls there were.
    calls: u64,
    /// How many failed since one succeeded.
    failures: usize,
    /// Whether it will be tried again.
    again: bool,
    /// Whether the meeting says from time to time that it is being observed.
    beats: bool,
}

/// What is written with every batch.
#[derive(Clone)]
struct Header {
    text: String,
    started: f64,
    ended: bool,
}

impl Queue {
    /// The queue of a meeting of which nothing has been written yet.
    pub(super) fn fresh(key: String) -> Self {
        Self {
            fresh: true,
            ..Self::keeping(key)
        }
    }

    /// The queue of a meeting that the journal has.
    pub(super) fn keeping(key: String) -> Self {
        Self {
            key: Some(key),
            ..Self::default()
        }
    }

    /// Whether it is that of the meeting with this key.
    pub(super) fn is_of(&self, key: &str) -> bool {
        self.key.as_deref() == Some(key)
    }

    /// Is that of a meeting that is not open: this is what goes with every batch.
    pub(super) fn put_away(mut self, text: String, started: f64, ended: bool) -> Self {
        self.unwritten = true;
        self.left = Some(Header {
            text,
            started,
            ended,
        });
        self
    }

    /// Is that of the meeting that is open again.
    pub(super) fn come_back(&mut self) {
        self.left = None;
    }

    /// Another tab is to have it, as it is now.
    pub(super) fn give(&mut self) {
        self.giving = true;
        self.unwritten = true;
    }

    /// Whether something of it failed.
    pub(super) fn has_failed(&self) -> bool {
        self.problem.is_some()
    }

    /// Everything that is not durable for certain, in order.
    pub(super) fn unsaved(&mut self) -> Vec<Record> {
        let mut unsaved = std::mem::take(&mut self.sent);
        unsaved.append(&mut self.waiting);
        unsaved
    }

    /// Whether everything is written. (That the meeting is still observed need not be.)
    pub(super) fn is_settled(&self) -> bool {
        !self.unwritten && self.in_flight.is_none_or(|flight| flight.quiet)
    }

    /// What waits, on its way; of each meeting one batch at a time.
    fn batch(
        &mut self,
        header: Header,
        (writer, written): (&str, f64),
        flight: Flight,
    ) -> Option<(Batch, Flight)> {
        if self.in_flight.is_some() {
            return None;
        }
        let key = self.key.clone()?;
        self.in_flight = Some(flight);
        if !flight.quiet {
            self.unwritten = false;
            self.sent = std::mem::take(&mut self.waiting);
        }
        let batch = Batch {
            key,
            writer: writer.to_owned(),
            header: header.text,
            events: self.sent.clone(),
            started: header.started,
            written,
            ended: header.ended,
            fresh: self.fresh,
            quiet: flight.quiet,
        };
        Some((batch, flight))
    }
}

impl Session {
    /// How far saving has come.
    pub fn saving(&self) -> Saving {
        let state = self.state.borrow();
        let queue = &state.queue;
        if let Some(followed) = state.followed() {
            return Saving::Followed(followed);
        }
        if let (Some(words), Some(_)) = (self.journal.keeps_nothing(), &queue.key) {
            return Saving::NotKept(words);
        }
        match &queue.problem {
            Some(problem) => Saving::Failed(problem.clone()),
            None if !queue.is_settled() => Saving::OnTheWay,
            None if queue.key.is_some() => Saving::Saved,
            None => Saving::Nothing,
        }
    }

    /// Puts the meeting that is open away: what is still to be written of it is written, and if
    /// it was running it is offered again.
    pub(super) fn put_aside(&self) {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        let Some(document) = state.document.take() else {
            return;
        };
        if state.watching.take().is_some() {
            // Another tab has it.
            return;
        }
        let header = self.header(state, &document);
        let mut queue = std::mem::take(&mut state.queue);
        let taps = std::mem::take(&mut state.taps);
        let settled = queue.is_settled();
        let Some(key) = queue.key.clone() else {
            return;
        };
        let can_be_read_again = settled && self.keeps() && self.company.borrow().is_some();
        if state.origin.is_some() && !header.ended {
            let events = document.meeting.log.events();
            let texts = events
                .iter()
                .map(|event| file::event_json(&document, event));
            state.offered = Some(Offer {
                entry: Entry {
                    key: key.clone(),
                    header: header.text.clone(),
                    started: header.started,
                    written: self.clock.wall(),
                    events: events.len() as u32,
                    ..Entry::default()
                },
                held: (!can_be_read_again).then(|| Held {
                    events: texts.collect(),
                    taps,
                }),
            });
        }
        if settled {
            drop(guard);
            return self.hear(&key, News::Settled);
        }
        queue.left = Some(header);
        state.left.push(queue);
    }

    fn header(&self, state: &State, document: &Document) -> Header {
        Header {
            text: file::header_json(document),
            started: state.origin.map_or(self.clock.wall(), Origin::wall),
            ended: state.is_over(),
        }
    }

    /// Says that there is something to write, and writes it as soon as it can be.
    pub(super) fn keep(&self) {
        if !self.keeps() {
            // What is written nowhere need not wait for it.
            self.state.borrow_mut().queue.waiting.clear();
            return;
        }
        if self.state.borrow().watching.is_some() {
            // Another tab keeps it.
            return;
        }
        self.state.borrow_mut().queue.unwritten = true;
        self.flush();
        self.beat();
    }

    /// An answer of the journal, or none in time.
    fn answered(&self, key: &str, flight: Flight, answer: Option<Result<(), Fault>>) {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        let document = state.document.clone();
        let is_open = state.queue.is_of(key);
        let mut queues = std::iter::once(&mut state.queue).chain(&mut state.left);
        let own = |queue: &&mut Queue| {
            let same = queue.in_flight.map(|other| other.number) == Some(flight.number);
            same && queue.is_of(key)
        };
        // An answer after its time changes nothing: what it was about is on its way again.
        let Some(queue) = queues.find(own) else {
            return;
        };
        queue.in_flight = None;
        let fault = match answer {
            Some(answer) => answer.err(),
            None => Some(Fault::Lost),
        };
        let mut news = None;
        let mut problem = None;
        let mut again = None;
        'answer: {
            match fault {
                None => {
                    queue.problem = None;
                    queue.fresh = false;
                    state.tries.failures = 0;
                    if !flight.quiet {
                        news = Some(News::Kept(std::mem::take(&mut queue.sent)));
                    }
                }
                Some(Fault::Gone) if is_open => {
                    // Somebody has emptied the storage. Here is everything.
                    queue.fresh = true;
                    queue.unwritten = true;
                    queue.sent.clear();
                    queue.waiting = document.map_or_else(Vec::new, |d| self.records(&d));
                }
                Some(Fault::Gone) => {
                    // It was deleted after it was put away.
                    *queue = Queue::default();
                }
                // It will be said again soon; no tap is concerned.
                Some(fault) if flight.quiet && fault != Fault::TakenOver => {}
                Some(fault) => {
                    queue.waiting = queue.unsaved();
                    queue.unwritten = true;
                    if fault == Fault::TakenOver && self.company.borrow().is_some() {
                        news = Some(News::TakenOver);
                        break 'answer;
                    }
                    // Held in memory, in order, and tried again: with the next tap, and by itself.
                    let why = fault.problem();
                    if queue.problem.as_ref() != Some(&why) {
                        queue.problem = Some(why.clone());
                        problem = Some(why);
                    }
                    if !std::mem::replace(&mut state.tries.again, true) {
                        let last = PATIENCE.len() - 1;
                        again = PATIENCE.get(state.tries.failures.min(last)).copied();
                        state.tries.failures += 1;
                    }
                }
            }
        }
        let failed = queue.problem.is_some();
        let giving = queue.giving;
        let settled = queue.is_settled();
        state.left.retain(|queue| !queue.is_settled());
        drop(guard);
        if answer.is_none() {
            self.journal.start_anew();
        }
        if let Some(millis) = again {
            self.later(millis, |session| {
                session.state.borrow_mut().tries.again = false;
                session.flush();
                session.seen();
            });
        }
        if let Some(problem) = problem {
            self.fail(problem);
        }
        if let Some(news) = news {
            self.hear(key, news);
        }
        if giving {
            self.hear(key, News::Answered);
        } else if settled && !is_open {
            self.hear(key, News::Settled);
        }
        if !failed {
            self.flush();
        }
        if !flight.quiet {
            self.seen();
        }
    }

    /// Every event of this meeting as a record.
    pub(super) fn records(&self, document: &Document) -> Vec<Record> {
        let events = document.meeting.log.events();
        let records = events.iter().map(|event| Record {
            n: event.n,
            tap: self.tap_name(),
            text: file::event_json(document, event),
        });
        records.collect()
    }

    /// A name for a tap that is made now.
    pub(super) fn tap_name(&self) -> String {
        let number = self.named.get() + 1;
        self.named.set(number);
        format!("{}.{number}", self.token)
    }

    pub(super) fn hear(&self, key: &str, news: News) {
        let company: Option<Rc<dyn Company>> = self.company.borrow().clone();
        if let Some(company) = company {
            company.hear(self, key, news);
        }
    }

    /// Does this later, if the session is still there then.
    pub(super) fn later(&self, millis: u32, deed: fn(&Session)) {
        let me = self.me.clone();
        let deed = move || {
            if let Some(session) = me.upgrade() {
                deed(&session);
            }
        };
        self.clock.after(millis, Box::new(deed));
    }

    /// Sees to it that a running meeting says from time to time that it is being observed: after
    /// an accident one knows to some seconds when that was last so.
    pub(super) fn beat(&self) {
        if !std::mem::replace(&mut self.state.borrow_mut().tries.beats, true) {
            self.later(BEAT, Self::say_it_is_observed);
        }
    }

    /// Says once more that a running meeting is being observed: the page may go away now.
    pub fn say_goodbye(&self) {
        let state = self.state.borrow();
        let runs = state.origin.is_some() && !state.is_over() && state.queue.key.is_some();
        drop(state);
        if runs {
            self.send(true);
        }
    }

    fn say_it_is_observed(&self) {
        let mut state = self.state.borrow_mut();
        state.tries.beats = false;
        let runs = state.origin.is_some() && !state.is_over() && state.queue.key.is_some();
        let settled = state.queue.is_settled();
        drop(state);
        if runs && settled {
            self.send(true);
        }
        if runs {
            self.beat();
        }
    }

    /// Sends what waits to the journal: of each meeting one batch at a time, in order.
    pub(super) fn flush(&self) {
        self.send(false);
    }

    /// Sends what waits; or, quietly, that the running meeting is being observed.
    fn send(&self, quiet: bool) {
        let mut batches = Vec::new();
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        let by = (self.token.as_str(), self.clock.wall());
        let document = state.document.clone();
        let due = state.queue.in_flight.is_none() && (state.queue.unwritten || quiet);
        let header = document.filter(|_| due);
        let header = header.map(|document| self.header(state, &document));
        let State {
            queue, left, tries, ..
        } = state;
        if let Some(header) = header {
            batches.extend(queue.batch(header, by, tries.next(quiet)));
        }
        for queue in left.iter_mut().filter(|queue| queue.unwritten) {
            if let Some(header) = queue.left.clone() {
                batches.extend(queue.batch(header, by, tries.next(false)));
            }
        }
        drop(guard);
        for (batch, flight) in batches {
            let (me, key) = (self.me.clone(), batch.key.clone());
            let answer = move |answer| {
                if let Some(session) = me.upgrade() {
                    session.answered(&key, flight, answer);
                }
            };
            let late = answer.clone();
            self.clock.after(LIMIT, Box::new(move || late(None)));
            self.journal
                .write(batch, Box::new(move |done| answer(Some(done))));
        }
    }
}

impl Tries {
    fn next(&mut self, quiet: bool) -> Flight {
        self.calls += 1;
        Flight {
            number: self.calls,
            quiet,
        }
    }
}
