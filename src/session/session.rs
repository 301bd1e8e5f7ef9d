//! One meeting being observed or looked at.

use std::cell::{Cell, Ref, RefCell};
use std::rc::{Rc, Weak};
use std::sync::atomic::{AtomicU64, Ordering};

use super::attending::Gap;
use super::following::Watching;
use super::gesture::Origin;
use super::handing::Handed;
use super::keeping::{Company, News, Queue, Tries};
use super::listeners::{Listeners, Subscription};
use super::ports::{Clock, Entry, Journal};
use super::restoring::{Offer, Taps};
use crate::file::{self, Document};
use crate::measure::summary::Reading;
use crate::meeting::{Course, Event, Meeting, Person, Roster, Tap};
use crate::problem::{Code, Problem};
use crate::time::Moment;

/// What is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// Who is there?
    #[default]
    SetUp,
    /// A meeting is being observed.
    Board,
    /// What the team looks at.
    Review,
}

/// What has been typed before the meeting starts. It lives here and not in a field, so that it
/// survives a move of the element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Names, as typed.
    pub people: String,
    /// A title.
    pub title: String,
    /// What else was said of the people, each by the name that is shown.
    pub details: Vec<Person>,
    /// The names of their attributes.
    pub attributes: Vec<String>,
}

impl Draft {
    /// These people, with what else was said of those of the same names.
    pub(super) fn describe(&self, roster: Roster) -> Roster {
        let mut people = roster.people().to_vec();
        for (person, who) in people.iter_mut().zip(roster.everyone()) {
            let label = roster.label(who);
            if let Some(details) = self.details.iter().find(|details| details.name == label) {
                person.role.clone_from(&details.role);
                person.attributes.clone_from(&details.attributes);
            }
        }
        Roster::new(people).unwrap_or(roster)
    }
}

/// What the board says of a gesture that recorded nothing and was no mistake either.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The same tap came twice within so short a time that a finger bounced.
    Bounced,
}

/// What has changed, for those who listen.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// An event was stored: the event, and a number that rises with each.
    Stored(Event, u64),
    /// The meeting was ended by the event just stored.
    Ended,
    /// Something was refused or failed.
    Failed(Problem),
    /// Anything else that is seen: another screen, progress of saving, words.
    Seen,
}

/// One meeting being observed or looked at; at first, none.
pub struct Session {
    pub(super) me: Weak<Self>,
    pub(super) clock: Rc<dyn Clock>,
    pub(super) journal: Rc<dyn Journal>,
    /// What comes with the later part of the program.
    pub(super) company: RefCell<Option<Rc<dyn Company>>>,
    /// This page's name as a writer, unlike that of any other page on the device.
    pub(super) token: String,
    /// How many taps this page has named.
    pub(super) named: Cell<u64>,
    pub(super) listeners: Listeners<Change>,
    pub(super) guard: RefCell<Option<Guard>>,
    pub(super) state: RefCell<State>,
}

/// What a meeting that comes from elsewhere is made into.
pub type Guard = Rc<dyn Fn(Document) -> Result<Document, Problem>>;

/// A number for what is shown, unlike that of any session on this page.
pub(super) fn changed() -> u64 {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    COUNT.fetch_add(1, Ordering::Relaxed)
}

/// Everything that changes.
#[derive(Default)]
pub(super) struct State {
    pub(super) shown: Shown,
    pub(super) draft: Draft,
    pub(super) document: Option<Rc<Document>>,
    pub(super) course: Course,
    /// Where the meeting's clock stands while it runs; none for a meeting that was opened.
    pub(super) origin: Option<Origin>,
    pub(super) revision: u64,
    /// Rises with every change of what the review shows.
    pub(super) content: u64,
    /// Rises with every meeting that is put in the place of another.
    pub(super) opened: u64,
    /// A tap that was refused, in words, until the next one.
    pub(super) refusal: Option<Problem>,
    pub(super) remark: Option<Remark>,
    /// The last tap on a tile, with the stamp of its gesture.
    pub(super) touched: Option<(Tap, f64)>,
    /// Whether this page took the meeting up by itself, and nobody has tapped since.
    pub(super) taken_up: bool,
    /// When the clocks were last compared.
    pub(super) attended: Option<Moment>,
    pub(super) gaps: Vec<Gap>,
    /// The last thing said on a screen other than the board: a file that could not be read.
    pub(super) notice: Option<Problem>,
    pub(super) offered: Option<Offer>,
    /// A running meeting whose writer is another tab.
    pub(super) followable: Option<Entry>,
    /// What is known of the other tab's meeting while this one follows it.
    pub(super) watching: Option<Watching>,
    /// The meeting that is being taken over from another tab.
    pub(super) taking: Option<String>,
    /// Whether the other tab is looked after from time to time.
    pub(super) looks: bool,
    /// Taps of this tab that another writer is to keep.
    pub(super) handed: Vec<Handed>,
    /// Which tap each event came from, as far as another tab could hand it over again.
    pub(super) taps: Taps,
    /// How many records of the open meeting could not be read.
    pub(super) unread: usize,
    pub(super) queue: Queue,
    /// Whether it was the writer of the meeting that it follows, until it was put to rest.
    pub(super) rests: bool,
    /// Queues of meetings that were put away with something still to write.
    pub(super) left: Vec<Queue>,
    pub(super) tries: Tries,
}

impl Session {
    /// A session without a meeting.
    pub fn new(clock: Rc<dyn Clock>, journal: Rc<dyn Journal>) -> Rc<Self> {
        Rc::new_cyclic(|me| Self {
            me: me.clone(),
            token: meeting_id(&*clock),
            named: Cell::default(),
            company: RefCell::default(),
            clock,
            journal,
            listeners: Listeners::default(),
            guard: RefCell::default(),
            state: RefCell::default(),
        })
    }

    /// A session apart, by the same clock: whatever happens in it is nothing to this one, to its
    /// listeners or to its journal. For practising.
    pub fn apart(&self, journal: Rc<dyn Journal>) -> Rc<Self> {
        Self::new(Rc::clone(&self.clock), journal)
    }

    /// Calls `listener` after every change, until the subscription is dropped.
    pub fn subscribe(&self, listener: impl Fn(&Change) + 'static) -> Subscription {
        self.listeners.subscribe(listener)
    }

    /// This session, for what happens later, if it is still there then.
    pub fn this(&self) -> Weak<Self> {
        self.me.clone()
    }

    // ---- What is there -------------------------------------------------------------------

    /// What is shown now.
    pub fn shown(&self) -> Shown {
        self.state.borrow().shown
    }

    /// Shows another screen. A board needs a running meeting; without one, set-up is shown.
    pub fn show(&self, shown: Shown) {
        let mut state = self.state.borrow_mut();
        state.shown = match shown {
            Shown::Board | Shown::SetUp if state.origin.is_some() && !state.is_over() => {
                Shown::Board
            }
            Shown::Board => Shown::SetUp,
            other => other,
        };
        drop(state);
        self.seen();
    }

    /// What has been typed so far on the set-up screen.
    pub fn draft(&self) -> Draft {
        self.state.borrow().draft.clone()
    }

    /// Takes down what is typed.
    pub fn set_draft(&self, draft: Draft) {
        self.state.borrow_mut().draft = draft;
        self.seen();
    }

    /// The meeting with everything its file holds, if there is one.
    pub fn document(&self) -> Option<Rc<Document>> {
        self.state.borrow().document.clone()
    }

    /// The course of the meeting so far.
    pub fn course(&self) -> Ref<'_, Course> {
        Ref::map(self.state.borrow(), |state| &state.course)
    }

    /// A number that rises with every change of what the review shows: what was computed at the
    /// same number, and at the same `now`, still holds.
    pub fn content(&self) -> u64 {
        self.state.borrow().content
    }

    /// A number that rises with every meeting that is put in the place of another.
    pub fn opened(&self) -> u64 {
        self.state.borrow().opened
    }

    /// The meeting's clock now; `None` unless it is running.
    pub fn now(&self) -> Option<Moment> {
        let state = self.state.borrow();
        let origin = state.origin.filter(|_| !state.is_over())?;
        Some(origin.moment(self.clock.ticks()))
    }

    /// The meeting read up to now, if there is one.
    pub fn reading(&self) -> Option<Reading> {
        let now = self.now();
        let state = self.state.borrow();
        let document = state.document.as_deref()?;
        Some(Reading::of(&document.meeting, &state.course, now))
    }

    /// Why the latest tap was refused, until the next one.
    pub fn refusal(&self) -> Option<Problem> {
        self.state.borrow().refusal.clone()
    }

    /// What the board says of the latest gesture, if that recorded nothing.
    pub fn remark(&self) -> Option<Remark> {
        self.state.borrow().remark
    }

    /// Whether this page took the meeting up by itself, and nobody has tapped since: what was tapped
    /// before that was meant for it.
    pub fn is_taken_up(&self) -> bool {
        self.state.borrow().taken_up
    }

    /// Why the latest file was not opened, until the next one.
    pub fn notice(&self) -> Option<Problem> {
        self.state.borrow().notice.clone()
    }

    /// Whether an unfinished meeting was found on this device.
    pub fn offers_to_continue(&self) -> bool {
        let state = self.state.borrow();
        let offered = state.offered.as_ref();
        offered.is_some_and(|offer| !offer.entry.ended)
    }

    /// Whether nothing but a meeting that was ended was found on this device.
    pub fn offers_the_last(&self) -> bool {
        let state = self.state.borrow();
        let offered = state.offered.as_ref();
        offered.is_some_and(|offer| offer.entry.ended)
    }

    /// Whether what happens is kept on this device.
    pub fn keeps(&self) -> bool {
        self.journal.keeps_nothing().is_none()
    }

    /// Whether a meeting was found that another tab observes.
    pub fn offers_to_follow(&self) -> bool {
        self.state.borrow().followable.is_some()
    }

    /// Whether a meeting is being taken up, which may have to wait for another tab.
    pub fn is_taking_up(&self) -> bool {
        self.state.borrow().taking.is_some()
    }

    /// How many records of the open meeting could not be read; they are kept apart.
    pub fn unread(&self) -> usize {
        self.state.borrow().unread
    }

    // ---- Beginning -----------------------------------------------------------------------

    /// Starts a meeting with the people of the draft, now.
    ///
    /// # Errors
    /// `too-many-people`, or `unknown-person` where nobody was named.
    pub fn start(&self) -> Result<(), Problem> {
        self.start_at(Moment::START)
    }

    /// Starts a meeting that stands at `at` by now.
    pub(super) fn start_at(&self, at: Moment) -> Result<(), Problem> {
        let draft = self.draft();
        let roster = Roster::from_names(&draft.people).map_err(|people| too_many(people.len()))?;
        if roster.is_empty() {
            return Err(Problem::new(
                Code::UnknownPerson,
                "Nobody has been named yet. Type or paste the names of the people in the meeting.",
            ));
        }
        let origin = Origin::new(&*self.clock, at);
        let meeting = Meeting {
            id: meeting_id(&*self.clock),
            title: draft.title.trim().to_owned(),
            started: self.clock.text(origin.wall()),
            roster: draft.describe(roster),
            attributes: draft.attributes.clone(),
            ..Meeting::default()
        };
        self.put_aside();
        let mut state = self.state.borrow_mut();
        let (key, course) = (meeting.id.clone(), meeting.course());
        let document = Document {
            meeting,
            extra: file::Extra::default(),
        };
        state.put(Some(document), course, Some(origin), Shown::Board);
        state.offered = None;
        state.queue = Queue::fresh(key.clone());
        drop(state);
        self.hear(&key, News::Began);
        self.keep();
        self.seen();
        Ok(())
    }

    /// Opens a meeting that was read from a file and shows its review. What was open before is
    /// no longer shown; a running one stays on this device, unfinished.
    pub fn open(&self, document: Document) {
        if let Err(problem) = self.try_open(document) {
            self.refuse_file(problem);
        }
    }

    /// The same, but for the saying.
    ///
    /// # Errors
    /// What its [guard](Session::guard) says; the open meeting is untouched.
    pub fn try_open(&self, document: Document) -> Result<(), Problem> {
        let guard = self.guard.borrow().clone();
        let document = match guard {
            Some(guard) => guard(document)?,
            None => document,
        };
        self.put_aside();
        let course = document.meeting.course();
        let mut state = self.state.borrow_mut();
        state.put(Some(document), course, None, Shown::Review);
        drop(state);
        self.seen();
        Ok(())
    }

    /// Has every meeting that comes from elsewhere made into what this makes of it, before anybody sees it.
    pub fn guard(&self, guard: Guard) {
        self.guard.replace(Some(guard));
    }

    /// Says that a file could not be opened. The open meeting is untouched.
    pub fn refuse_file(&self, problem: Problem) {
        let mut state = self.state.borrow_mut();
        state.notice = Some(problem.clone());
        if state.shown == Shown::Board {
            // Where nobody reads notices.
            state.refusal = Some(problem.clone());
        }
        drop(state);
        self.fail(problem);
    }

    /// Takes back the last notice: what it said no longer holds.
    pub fn withdraw_notice(&self) {
        self.state.borrow_mut().notice = None;
        self.seen();
    }

    /// Lets the screens look again: something besides the session has changed.
    pub fn look_again(&self) {
        self.seen();
    }

    /// Puts the meeting away and shows set-up, with the same people.
    pub fn new_meeting(&self) {
        if let Some(document) = self.document() {
            let meeting = &document.meeting;
            let names: Vec<&str> = meeting
                .roster
                .people()
                .iter()
                .map(|p| p.name.as_str())
                .collect();
            let draft = Draft {
                people: Roster::as_text(names.into_iter()),
                title: meeting.title.clone(),
                details: named_as_shown(&meeting.roster),
                attributes: meeting.attributes.clone(),
            };
            self.state.borrow_mut().draft = draft;
        }
        self.put_aside();
        let mut state = self.state.borrow_mut();
        state.put(None, Course::default(), None, Shown::SetUp);
        drop(state);
        self.seen();
    }

    // ---- Saying -------------------------------------------------------------------------

    /// Says that something cannot be done, until the next tap.
    pub fn refuse(&self, problem: Problem) {
        self.state.borrow_mut().refusal = Some(problem.clone());
        self.fail(problem);
    }

    pub(super) fn fail(&self, problem: Problem) {
        self.listeners.tell(&Change::Failed(problem));
    }

    pub(super) fn seen(&self) {
        self.listeners.tell(&Change::Seen);
    }
}

impl State {
    /// Puts another meeting, or none, in the place of the one that was put aside.
    pub(super) fn put(
        &mut self,
        document: Option<Document>,
        course: Course,
        origin: Option<Origin>,
        shown: Shown,
    ) {
        self.document = document.map(Rc::new);
        self.course = course;
        self.origin = origin;
        self.shown = shown;
        self.revision = 0;
        self.content = changed();
        self.opened += 1;
        self.refusal = None;
        self.remark = None;
        self.touched = None;
        self.attended = None;
        self.taken_up = false;
        self.gaps = Vec::new();
        self.notice = None;
        // Whatever was about to take this place comes too late.
        self.taking = None;
        self.rests = false;
        self.queue = Queue::default();
        self.taps.clear();
        self.unread = 0;
    }

    /// Whether another tab has the meeting that is open, or is about to.
    pub(super) fn is_another_tabs(&self) -> bool {
        self.watching.is_some() || self.queue.giving
    }

    pub(super) fn is_over(&self) -> bool {
        self.course.floor().ended.is_some()
    }

    /// Whether the next meeting is being set up, whatever is open behind that.
    pub(super) fn is_setting_up(&self) -> bool {
        self.shown == Shown::SetUp && self.origin.is_none()
    }
}

pub(super) fn too_many(people: usize) -> Problem {
    Problem::new(
        Code::TooManyPeople,
        format!(
            "{people} people are more than one meeting can have, which is {}.",
            Roster::MOST
        ),
    )
}

/// People under the names that are shown, which tell namesakes apart.
fn named_as_shown(roster: &Roster) -> Vec<Person> {
    let shown = |(person, who): (&Person, _)| Person {
        name: roster.label(who).to_owned(),
        ..person.clone()
    };
    roster
        .people()
        .iter()
        .zip(roster.everyone())
        .map(shown)
        .collect()
}

/// A name unlike that of any other meeting on this device: the wall's time in milliseconds and
/// the page's own clock in microseconds, both in base 36, and a count within this page.
pub(super) fn meeting_id(clock: &dyn Clock) -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let wall = base36(clock.wall().max(0.0) as u64);
    let ticks = base36((clock.ticks().max(0.0) * 1000.0) as u64);
    let count = base36(COUNT.fetch_add(1, Ordering::Relaxed));
    format!("{wall}-{ticks}-{count}")
}

fn base36(mut number: u64) -> String {
    let mut digits = Vec::new();
    loop {
        let digit = (number % 36) as u32;
        digits.push(char::from_digit(digit, 36).unwrap_or('0'));
        number /= 36;
        if number == 0 {
            break;
        }
    }
    digits.iter().rev().collect()
}
