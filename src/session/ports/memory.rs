//! Doubles for tests: everything that the ports do, in memory.
//!
//! A [`MemoryDevice`] has a disk, and pages that share it. As a rule whatever is asked is done and
//! answered at once. Once the device [is stepped](MemoryDevice::stepped), nothing happens by itself:
//! a test lets the disk and each page take one step after the other, in whatever order it likes, as
//! pages and their storage do in a browser.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::{Rc, Weak};

use super::{
    Archive, Batch, Clock, Ear, Entry, Fault, Given, Heard, How, Journal, Kept, Record, Tabs, Then,
};

type Call = Box<dyn FnOnce()>;

/// A clock that the test moves.
#[derive(Default)]
pub struct HandClock {
    /// Milliseconds since the page was opened.
    pub ticks: Cell<f64>,
    /// Milliseconds since 1970.
    pub wall: Cell<f64>,
    /// While true, time passes and nobody is woken: a page that was frozen.
    pub frozen: Cell<bool>,
    /// Who is to be woken at how many ticks.
    alarms: RefCell<Vec<(f64, Call)>>,
}

impl HandClock {
    /// Both clocks go on by so many milliseconds, and whoever asked to be woken by then is.
    pub fn pass(&self, millis: f64) {
        let end = self.ticks.get() + millis;
        while let Some((due, call)) = self.next(end) {
            self.go_to(due.max(self.ticks.get()));
            call();
        }
        self.go_to(end);
    }

    fn go_to(&self, ticks: f64) {
        self.wall.set(self.wall.get() + ticks - self.ticks.get());
        self.ticks.set(ticks);
    }

    /// The first alarm that is due by then.
    fn next(&self, end: f64) -> Option<(f64, Call)> {
        if self.frozen.get() {
            return None;
        }
        let mut alarms = self.alarms.borrow_mut();
        let due = alarms.iter().map(|(due, _)| *due).reduce(f64::min)?;
        let place = alarms.iter().position(|(other, _)| *other == due)?;
        (due <= end).then(|| alarms.remove(place))
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

    fn after(&self, millis: u32, then: Box<dyn FnOnce()>) {
        let due = self.ticks.get() + f64::from(millis);
        self.alarms.borrow_mut().push((due, then));
    }
}

/// A journal whose records nobody reads again.
#[derive(Debug, Default)]
pub struct MemoryJournal;

impl Journal for MemoryJournal {
    fn write(&self, _: Batch, done: Then<()>) {
        done(Ok(()));
    }
}

/// What goes wrong with a call of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing is done, and this is answered.
    Fault(Fault),
    /// Nothing is done, and nothing is answered.
    Silence,
    /// It is done, and nothing is answered.
    AnswerLost,
}

/// A meeting on a disk.
#[derive(Clone, Debug, Default)]
pub struct Stored {
    /// What is known of it.
    pub entry: Entry,
    /// The token of its writer.
    pub writer: String,
    /// Its records by number.
    pub records: BTreeMap<u32, Record>,
    /// What was set apart.
    pub apart: Vec<Record>,
}

type Meetings = BTreeMap<String, Stored>;

/// The place for a writer: who has it, and who waits for it.
#[derive(Default)]
struct Lock {
    holder: Option<usize>,
    waiting: VecDeque<(usize, u64, Given)>,
}

/// A device: its disk, and its pages.
#[derive(Default)]
pub struct MemoryDevice {
    /// What is on the disk.
    pub meetings: RefCell<Meetings>,
    pages: RefCell<Vec<Weak<MemoryPage>>>,
    locks: RefCell<BTreeMap<String, Lock>>,
    requests: Cell<u64>,
    stepped: Cell<bool>,
    disk: RefCell<VecDeque<Call>>,
}

impl MemoryDevice {
    /// From now on, nothing happens but in steps.
    pub fn stepped(&self) {
        self.stepped.set(true);
    }

    /// The disk takes one step; whether there was one to take.
    pub fn step(&self) -> bool {
        let call = self.disk.borrow_mut().pop_front();
        call.map(|call| call()).is_some()
    }

    fn live_pages(&self) -> Vec<Rc<MemoryPage>> {
        let pages = self.pages.borrow();
        let pages = pages.iter().filter_map(Weak::upgrade);
        pages.filter(|page| !page.closed.get()).collect()
    }

    /// Gives the place for a writer to whoever waits for it first, if it is free.
    fn grant(&self, key: &str) {
        let Some((page, then)) = self.next_holder(key) else {
            return;
        };
        if let Some(page) = self.live_pages().into_iter().find(|p| p.number == page) {
            page.soon(Box::new(move || then(true)));
        }
    }

    fn next_holder(&self, key: &str) -> Option<(usize, Given)> {
        let mut locks = self.locks.borrow_mut();
        let lock = locks.get_mut(key).filter(|lock| lock.holder.is_none())?;
        let (page, _, then) = lock.waiting.pop_front()?;
        lock.holder = Some(page);
        Some((page, then))
    }
}

/// A page on a device, and all its ports but the clock's.
pub struct MemoryPage {
    me: Weak<Self>,
    number: usize,
    device: Rc<MemoryDevice>,
    clock: Rc<HandClock>,
    closed: Cell<bool>,
    inbox: RefCell<VecDeque<Call>>,
    ear: RefCell<Option<Ear>>,
    /// What goes wrong with the next calls of the journal, the last of them first.
    pub troubles: RefCell<Vec<Trouble>>,
    /// What goes wrong with a call after so many others.
    later: Cell<Option<(usize, Trouble)>>,
    /// While true, what is answered waits for [`MemoryPage::step`].
    pub holds: Cell<bool>,
}

impl MemoryPage {
    /// A page that was just opened.
    pub fn on(device: &Rc<MemoryDevice>, clock: &Rc<HandClock>) -> Rc<Self> {
        let mut pages = device.pages.borrow_mut();
        let page = Rc::new_cyclic(|me| Self {
            me: me.clone(),
            number: pages.len(),
            device: Rc::clone(device),
            clock: Rc::clone(clock),
            closed: Cell::default(),
            inbox: RefCell::default(),
            ear: RefCell::default(),
            troubles: RefCell::default(),
            later: Cell::default(),
            holds: Cell::default(),
        });
        pages.push(Rc::downgrade(&page));
        page
    }

    /// Hears the next thing it has to hear; whether there was one.
    pub fn step(&self) -> bool {
        let call = self.inbox.borrow_mut().pop_front();
        call.map(|call| call()).is_some()
    }

    /// After so many calls of the journal that go well, one does not.
    pub fn later_trouble(&self, calls: usize, trouble: Trouble) {
        self.later.set(Some((calls, trouble)));
    }

    fn trouble(&self) -> Option<Trouble> {
        match self.later.take() {
            Some((0, trouble)) => return Some(trouble),
            Some((calls, trouble)) => self.later.set(Some((calls - 1, trouble))),
            None => {}
        }
        self.troubles.borrow_mut().pop()
    }

    /// Never hears what was held back.
    pub fn forget(&self) {
        self.inbox.take();
    }

    /// Hears everything that was held back, and from now on all at once.
    pub fn answer(&self) {
        self.holds.set(false);
        while self.step() {}
    }

    /// The page is gone, at once and without a word.
    pub fn close(&self) {
        self.closed.set(true);
        self.inbox.take();
        self.ear.take();
        let mut freed = Vec::new();
        for (key, lock) in self.device.locks.borrow_mut().iter_mut() {
            lock.waiting.retain(|(page, ..)| *page != self.number);
            if lock.holder == Some(self.number) {
                lock.holder = None;
                freed.push(key.clone());
            }
        }
        for key in freed {
            self.device.grant(&key);
        }
    }

    /// Is heard by this page soon, or at once.
    fn soon(&self, call: Call) {
        if self.closed.get() {
            return;
        }
        if self.holds.get() || self.device.stepped.get() {
            self.inbox.borrow_mut().push_back(call);
        } else {
            call();
        }
    }

    /// Does something on the disk, and answers.
    fn transact<T: 'static>(
        &self,
        deed: impl FnOnce(&mut Meetings) -> Result<T, Fault> + 'static,
        then: Then<T>,
    ) {
        let trouble = self.trouble();
        let (me, device) = (self.me.clone(), Rc::clone(&self.device));
        let call: Call = Box::new(move || {
            let answer = match trouble {
                Some(Trouble::Silence) => return,
                Some(Trouble::Fault(fault)) => Err(fault),
                None | Some(Trouble::AnswerLost) => deed(&mut device.meetings.borrow_mut()),
            };
            if trouble != Some(Trouble::AnswerLost)
                && let Some(page) = me.upgrade()
            {
                page.soon(Box::new(move || then(answer)));
            }
        });
        if self.device.stepped.get() {
            self.device.disk.borrow_mut().push_back(call);
        } else {
            call();
        }
    }

    fn hear(&self, heard: Heard<'_>) {
        let ear = self.ear.borrow().clone();
        if let Some(ear) = ear {
            ear(heard);
        }
    }
}

/// The meeting, as long as this is its writer.
fn own<'a>(meetings: &'a mut Meetings, key: &str, writer: &str) -> Result<&'a mut Stored, Fault> {
    let stored = meetings.get_mut(key).ok_or(Fault::Gone)?;
    match stored.writer == writer {
        true => Ok(stored),
        false => Err(Fault::TakenOver),
    }
}

impl Journal for MemoryPage {
    fn write(&self, batch: Batch, done: Then<()>) {
        let deed = move |meetings: &mut Meetings| {
            if batch.fresh && !meetings.contains_key(&batch.key) {
                let stored = Stored {
                    writer: batch.writer.clone(),
                    ..Stored::default()
                };
                meetings.insert(batch.key.clone(), stored);
            }
            let stored = own(meetings, &batch.key, &batch.writer)?;
            let records = batch.events.into_iter().map(|record| (record.n, record));
            stored.records.extend(records);
            stored.entry = Entry {
                key: batch.key,
                header: batch.header,
                started: batch.started,
                written: batch.written,
                ended: batch.ended,
                events: stored.records.len() as u32,
                here: true,
            };
            Ok(())
        };
        self.transact(deed, done);
    }
}

impl Archive for MemoryPage {
    fn list(&self, then: Then<Vec<Entry>>) {
        let all = |meetings: &mut Meetings| {
            let entries = meetings.values().map(|stored| stored.entry.clone());
            Ok(entries.collect())
        };
        self.transact(all, then);
    }

    fn read(&self, key: &str, writer: Option<&str>, then: Then<Option<Kept>>) {
        let (key, writer) = (key.to_owned(), writer.map(str::to_owned));
        let deed = move |meetings: &mut Meetings| {
            let Some(stored) = meetings.get_mut(&key) else {
                return Ok(None);
            };
            if let Some(writer) = writer {
                stored.writer = writer;
            }
            Ok(Some(Kept {
                entry: stored.entry.clone(),
                records: stored.records.values().cloned().collect(),
            }))
        };
        self.transact(deed, then);
    }

    fn set_apart(&self, key: &str, writer: &str, from: u32, then: Then<()>) {
        let (key, writer) = (key.to_owned(), writer.to_owned());
        let deed = move |meetings: &mut Meetings| {
            let stored = own(meetings, &key, &writer)?;
            let apart = stored.records.split_off(&from);
            stored.apart.extend(apart.into_values());
            Ok(())
        };
        self.transact(deed, then);
    }

    fn rewrite(&self, key: &str, from: &str, to: &str, then: Then<bool>) {
        let (key, from, to) = (key.to_owned(), from.to_owned(), to.to_owned());
        let deed = move |meetings: &mut Meetings| {
            let stored = meetings.get_mut(&key);
            let stored = stored.filter(|stored| stored.entry.header == from);
            Ok(stored.map(|stored| stored.entry.header = to).is_some())
        };
        self.transact(deed, then);
    }

    fn delete(&self, key: &str, then: Then<()>) {
        let key = key.to_owned();
        let deed = move |meetings: &mut Meetings| {
            meetings.remove(&key);
            Ok(())
        };
        self.transact(deed, then);
    }
}

impl Tabs for MemoryPage {
    fn ask(&self, key: &str, how: How, then: Given) {
        if self.has(key) {
            return self.soon(Box::new(move || then(true)));
        }
        let request = self.device.requests.get();
        self.device.requests.set(request + 1);
        let mut locks = self.device.locks.borrow_mut();
        let lock = locks.entry(key.to_owned()).or_default();
        let mut robbed = None;
        match how {
            How::Seize => {
                robbed = lock.holder.take();
                lock.waiting.push_front((self.number, request, then));
            }
            How::Wait(millis) => {
                lock.waiting.push_back((self.number, request, then));
                let (device, key) = (Rc::downgrade(&self.device), key.to_owned());
                let late = Box::new(move || {
                    let refused = device.upgrade().and_then(|device| {
                        let mut locks = device.locks.borrow_mut();
                        let waiting = &mut locks.get_mut(&key)?.waiting;
                        let place = waiting.iter().position(|(_, other, _)| *other == request)?;
                        waiting.remove(place)
                    });
                    if let Some((_, _, then)) = refused {
                        then(false);
                    }
                });
                self.clock.after(millis, late);
            }
        }
        drop(locks);
        for page in self.device.live_pages() {
            if robbed == Some(page.number) {
                let (me, key) = (Rc::downgrade(&page), key.to_owned());
                page.soon(Box::new(move || {
                    if let Some(page) = me.upgrade() {
                        page.hear(Heard::Lost(&key));
                    }
                }));
            }
        }
        self.device.grant(key);
    }

    fn has(&self, key: &str) -> bool {
        let locks = self.device.locks.borrow();
        locks.get(key).and_then(|lock| lock.holder) == Some(self.number)
    }

    fn free(&self, key: &str) {
        if self.has(key) {
            if let Some(lock) = self.device.locks.borrow_mut().get_mut(key) {
                lock.holder = None;
            }
            self.device.grant(key);
        }
    }

    fn taken(&self, then: Box<dyn FnOnce(Option<Vec<String>>)>) {
        let locks = self.device.locks.borrow();
        let held = locks.iter().filter(|(_, lock)| lock.holder.is_some());
        let keys = held.map(|(key, _)| key.clone()).collect();
        drop(locks);
        self.soon(Box::new(move || then(Some(keys))));
    }

    fn say(&self, words: &str) {
        for page in self.device.live_pages() {
            if page.number != self.number {
                let (me, words) = (Rc::downgrade(&page), words.to_owned());
                page.soon(Box::new(move || {
                    if let Some(page) = me.upgrade() {
                        page.hear(Heard::Said(&words));
                    }
                }));
            }
        }
    }

    fn listen(&self, ear: Ear) {
        self.ear.replace(Some(ear));
    }
}
