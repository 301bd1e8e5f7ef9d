//! One meeting being observed or looked at.

use std::cell::{Ref, RefCell};
use std::rc::{Rc, Weak};
use std::sync::atomic::{AtomicU64, Ordering};

use super::gesture::Origin;
use super::listeners::{Listeners, Subscription};
use super::ports::{Batch, Clock, Journal, Kept};
use crate::file::{self, Document, Told, ToldWhat};
use crate::measure::summary::Reading;
use crate::meeting::{Course, Event, Meeting, Roster, Tap, What, tap};
use crate::problem::{Code, Problem};
use crate::time::Moment;

/// An unfinished meeting that was left less than this long ago goes straight back to its board,
/// in milliseconds of the wall's clock.
const JUST_LEFT: f64 = 15.0 * 60.0 * 1000.0;

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
}

/// How far saving has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// There is nothing of this device's own to save.
    Nothing,
    /// Every tap so far is durable.
    Saved,
    /// Some are on their way.
    OnTheWay,
    /// They are not, for this reason; they are held in memory and tried again with each tap.
    Failed(Problem),
}

/// What has changed, for those who listen.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// An event was stored: the event, and how many have been so far.
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
    me: Weak<Self>,
    clock: Rc<dyn Clock>,
    journal: Rc<dyn Journal>,
    listeners: Listeners<Change>,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    shown: Shown,
    draft: Draft,
    document: Option<Rc<Document>>,
    course: Course,
    /// Where the meeting's clock stands while it runs; none for a meeting that was opened.
    origin: Option<Origin>,
    revision: u64,
    /// Rises with every change of what the review shows.
    content: u64,
    /// A tap that was refused, in words, until the next one.
    refusal: Option<Problem>,
    /// The last thing said on a screen other than the board: a file that could not be read.
    notice: Option<Problem>,
    offered: Option<Kept>,
    queue: Queue,
}

/// Events on their way to the journal.
#[derive(Default)]
struct Queue {
    /// Whether this meeting is kept on this device at all.
    kept: bool,
    waiting: Vec<(u32, String)>,
    in_flight: bool,
    problem: Option<Problem>,
}

impl Session {
    /// A session without a meeting.
    pub fn new(clock: Rc<dyn Clock>, journal: Rc<dyn Journal>) -> Rc<Self> {
        Rc::new_cyclic(|me| Self {
            me: me.clone(),
            clock,
            journal,
            listeners: Listeners::default(),
            state: RefCell::default(),
        })
    }

    /// Calls `listener` after every change, until the subscription is dropped.
    pub fn subscribe(&self, listener: impl Fn(&Change) + 'static) -> Subscription {
        self.listeners.subscribe(listener)
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

    /// How far saving has come.
    pub fn saving(&self) -> Saving {
        let queue = &self.state.borrow().queue;
        match &queue.problem {
            Some(problem) => Saving::Failed(problem.clone()),
            None if queue.in_flight || !queue.waiting.is_empty() => Saving::OnTheWay,
            None if queue.kept => Saving::Saved,
            None => Saving::Nothing,
        }
    }

    /// Why the latest tap was refused, until the next one.
    pub fn refusal(&self) -> Option<Problem> {
        self.state.borrow().refusal.clone()
    }

    /// Why the latest file was not opened, until the next one.
    pub fn notice(&self) -> Option<Problem> {
        self.state.borrow().notice.clone()
    }

    /// Whether an unfinished meeting was found on this device.
    pub fn offers_to_continue(&self) -> bool {
        self.state.borrow().offered.is_some()
    }

    // ---- Beginning -----------------------------------------------------------------------

    /// Looks for an unfinished meeting on this device. One that was left just now goes straight
    /// back to its board; an older one is offered. `then` is called when that is settled.
    pub fn look_for_unfinished(&self, then: impl FnOnce() + 'static) {
        let me = self.me.clone();
        self.journal.unfinished(Box::new(move |found| {
            if let Some(session) = me.upgrade() {
                session.found(found);
            }
            then();
        }));
    }

    fn found(&self, found: Result<Option<Kept>, Problem>) {
        let kept = match found {
            Ok(Some(kept)) => kept,
            Ok(None) => return,
            Err(problem) => return self.fail(problem),
        };
        let mut state = self.state.borrow_mut();
        if state.document.is_some() {
            return;
        }
        let just_left = self.clock.wall() - kept.written < JUST_LEFT;
        state.offered = Some(kept);
        drop(state);
        if just_left {
            self.continue_meeting();
        } else {
            self.seen();
        }
    }

    /// Goes on with the unfinished meeting that was found. The time since it was last written
    /// to has passed in the meeting too.
    pub fn continue_meeting(&self) {
        let Some(kept) = self.state.borrow_mut().offered.take() else {
            return;
        };
        match file::from_records(&kept.header, &kept.events) {
            Err(problem) => self.fail(problem),
            Ok(document) => {
                let course = document.meeting.course();
                // The page's own clock began anew; the wall's says how long it was away.
                let now = Moment::nearest(self.clock.wall() - kept.started);
                let mut state = self.state.borrow_mut();
                state.origin = Some(Origin::new(&*self.clock, now.max(course.latest())));
                state.revision = document.meeting.log.events().len() as u64;
                state.content += 1;
                state.course = course;
                state.document = Some(Rc::new(document));
                state.shown = Shown::Board;
                state.queue = Queue {
                    kept: true,
                    ..Queue::default()
                };
                drop(state);
                self.seen();
            }
        }
    }

    /// Starts a meeting with the people of the draft, now.
    ///
    /// # Errors
    /// `too-many-people`, or `unknown-person` where nobody was named.
    pub fn start(&self) -> Result<(), Problem> {
        self.start_at(Moment::START)
    }

    /// Starts a meeting that stands at `at` by now.
    fn start_at(&self, at: Moment) -> Result<(), Problem> {
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
            roster,
            ..Meeting::default()
        };
        let mut state = self.state.borrow_mut();
        state.content += 1;
        state.course = meeting.course();
        state.document = Some(Rc::new(Document {
            meeting,
            extra: file::Extra::default(),
        }));
        state.origin = Some(origin);
        state.shown = Shown::Board;
        state.refusal = None;
        state.notice = None;
        state.offered = None;
        state.queue = Queue {
            kept: true,
            ..Queue::default()
        };
        drop(state);
        self.flush(true);
        self.seen();
        Ok(())
    }

    /// Opens a meeting that was read from a file and shows its review. What was open before is
    /// no longer shown; a running one stays on this device, unfinished.
    pub fn open(&self, document: Document) {
        let mut state = self.state.borrow_mut();
        state.content += 1;
        state.course = document.meeting.course();
        state.document = Some(Rc::new(document));
        state.origin = None;
        state.shown = Shown::Review;
        state.refusal = None;
        state.notice = None;
        state.queue = Queue::default();
        drop(state);
        self.seen();
    }

    /// Says that a file could not be opened. The open meeting is untouched.
    pub fn refuse_file(&self, problem: Problem) {
        self.state.borrow_mut().notice = Some(problem.clone());
        self.fail(problem);
    }

    /// Puts the meeting away and shows set-up, with the same people.
    pub fn new_meeting(&self) {
        let mut state = self.state.borrow_mut();
        if let Some(document) = state.document.take() {
            let roster = &document.meeting.roster;
            let names: Vec<&str> = roster.people().iter().map(|p| p.name.as_str()).collect();
            state.draft = Draft {
                people: names.join(", "),
                title: document.meeting.title.clone(),
            };
        }
        state.content += 1;
        state.course = Course::default();
        state.origin = None;
        state.shown = Shown::SetUp;
        state.queue = Queue::default();
        drop(state);
        self.seen();
    }

    // ---- Tapping -------------------------------------------------------------------------

    /// Takes a tap of the observer's, with the stamp of its gesture, and returns the stored
    /// event. A refusal is kept in words for the screen.
    pub fn tap(&self, tap: Tap, stamp: Option<f64>) -> Result<Event, Problem> {
        let decided = {
            let state = self.state.borrow();
            let (document, at) = self.running(&state, stamp)?;
            let meeting = &document.meeting;
            // The end comes after everything else, even after what a host dated ahead.
            let at = match tap {
                Tap::End => at.max(state.course.latest()),
                _ => at,
            };
            let decided = if at >= state.course.latest() {
                tap.decide(meeting, state.course.floor())
            } else {
                let mut floor = meeting.floor_at(at);
                floor.ended = state.course.floor().ended;
                tap.decide(meeting, &floor)
            };
            decided.map(|what| (at, what))
        };
        decided
            .and_then(|(at, what)| self.store(at, what, None))
            .inspect_err(|problem| self.refuse(problem))
    }

    /// Takes an event from the host page as it is told, and returns it as it is stored. Starts
    /// the meeting if it has not.
    pub fn tell(&self, told: &str) -> Result<Event, Problem> {
        if self.document().is_none() {
            // Read once beforehand: a bad event must not start a meeting.
            let draft = Roster::from_names(&self.draft().people)
                .map_err(|people| too_many(people.len()))?;
            let first = file::told_text(told, &draft)?;
            self.start_at(first.at.unwrap_or(Moment::START))?;
        }
        let (at, what, extra) = self.resolve(told)?;
        self.store(at, what, Some(extra))
            .inspect_err(|problem| self.refuse(problem))
    }

    fn resolve(&self, told: &str) -> Result<(Moment, What, file::EventExtra), Problem> {
        let state = self.state.borrow();
        let (document, now) = self.running(&state, None)?;
        let meeting = &document.meeting;
        let Told { at, what, extra } = file::told_text(told, &meeting.roster)?;
        let ended = state.course.floor().ended;
        let correction = matches!(&what, ToldWhat::Said(what) if what.is_correction());
        let after_the_end = ended.is_some_and(|end| at.is_none_or(|at| at >= end));
        if after_the_end && !correction {
            return Err(tap::meeting_over());
        }
        let at = at.unwrap_or(match &what {
            ToldWhat::Said(What::Ends) => now.max(state.course.latest()),
            _ => now,
        });
        let what = match what {
            ToldWhat::Said(what) => what,
            ToldWhat::Interrupts {
                who,
                outcome,
                manner,
            } => What::Interrupts {
                who,
                whom: if at >= state.course.latest() {
                    tap::whom(who, meeting, state.course.floor())?
                } else {
                    tap::whom(who, meeting, &meeting.floor_at(at))?
                },
                outcome,
                manner,
            },
        };
        Ok((at, what, extra))
    }

    /// The meeting, and its time of a gesture with this stamp.
    fn running<'a>(
        &self,
        state: &'a State,
        stamp: Option<f64>,
    ) -> Result<(&'a Document, Moment), Problem> {
        let document = state.document.as_deref().ok_or_else(|| {
            Problem::new(
                Code::UnknownEvent,
                "There is no meeting yet. Start one first.",
            )
        })?;
        let at = match state.origin {
            Some(origin) => origin.gesture(stamp, self.clock.ticks()),
            // A meeting that was opened stands still where it ended.
            None => state.course.latest(),
        };
        Ok((document, at))
    }

    /// Writes an event, follows the floor, and sends it to the journal.
    fn store(
        &self,
        at: Moment,
        what: What,
        extra: Option<file::EventExtra>,
    ) -> Result<Event, Problem> {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        let was_over = state.is_over();
        let Some(document) = state.document.as_mut().map(Rc::make_mut) else {
            return Err(Problem::new(Code::UnknownEvent, "There is no meeting yet."));
        };
        let event = document.meeting.append(at, what)?;
        if let Some(extra) = extra {
            document.keep_event_fields(event.n, extra);
        }
        let in_order = !event.what.is_correction() && at >= state.course.latest();
        if in_order {
            state.course.apply(&event);
        } else {
            state.course = document.meeting.course();
        }
        if state.queue.kept {
            let text = file::event_json(document, &event);
            state.queue.waiting.push((event.n, text));
        } else {
            // A meeting from a file becomes this device's own with its first change.
            let events = document.meeting.log.events();
            let all = events
                .iter()
                .map(|event| (event.n, file::event_json(document, event)));
            state.queue.waiting = all.collect();
            state.queue.kept = true;
        }
        state.refusal = None;
        state.revision += 1;
        state.content += 1;
        let revision = state.revision;
        let over = state.is_over();
        if over {
            state.shown = Shown::Review;
        } else if was_over {
            // Taken up again: a meeting that stood still goes on from its latest event.
            let latest = state.course.latest();
            state
                .origin
                .get_or_insert(Origin::new(&*self.clock, latest));
            state.shown = Shown::Board;
        } else if state.origin.is_none() {
            state.origin = Some(Origin::new(&*self.clock, state.course.latest()));
        }
        drop(guard);
        self.flush(false);
        self.listeners
            .tell(&Change::Stored(event.clone(), revision));
        if over && !was_over {
            self.listeners.tell(&Change::Ended);
        }
        Ok(event)
    }

    fn refuse(&self, problem: &Problem) {
        self.state.borrow_mut().refusal = Some(problem.clone());
        self.fail(problem.clone());
    }

    fn fail(&self, problem: Problem) {
        self.listeners.tell(&Change::Failed(problem));
    }

    fn seen(&self) {
        self.listeners.tell(&Change::Seen);
    }

    // ---- Keeping -------------------------------------------------------------------------

    /// Sends what waits to the journal, one batch at a time, in order.
    fn flush(&self, header_alone: bool) {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        let queue = &mut state.queue;
        let nothing = queue.waiting.is_empty() && !header_alone;
        if !queue.kept || queue.in_flight || nothing {
            return;
        }
        let Some(document) = state.document.as_deref() else {
            return;
        };
        let batch = Batch {
            meeting: document.meeting.id.clone(),
            header: file::header_json(document),
            events: std::mem::take(&mut queue.waiting),
            started: state.origin.map_or(self.clock.wall(), Origin::wall),
            written: self.clock.wall(),
            ended: state.course.floor().ended.is_some(),
        };
        queue.in_flight = true;
        drop(guard);
        let me = self.me.clone();
        let sent = batch.clone();
        self.journal.write(
            batch,
            Box::new(move |written| {
                if let Some(session) = me.upgrade() {
                    session.written(sent, written);
                }
            }),
        );
    }

    fn written(&self, batch: Batch, written: Result<(), Problem>) {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        let ours = state
            .document
            .as_deref()
            .is_some_and(|document| document.meeting.id == batch.meeting);
        if !ours {
            // Another meeting was opened meanwhile; this one is as durable as it could be made.
            drop(guard);
            if let Err(problem) = written {
                self.fail(problem);
            }
            return;
        }
        let queue = &mut state.queue;
        queue.in_flight = false;
        match written {
            Ok(()) => {
                queue.problem = None;
                drop(guard);
                self.flush(false);
                self.seen();
            }
            Err(problem) => {
                // Held in memory, in order, and tried again with the next tap.
                let later = std::mem::replace(&mut queue.waiting, batch.events);
                queue.waiting.extend(later);
                let news = queue.problem.as_ref() != Some(&problem);
                queue.problem = Some(problem.clone());
                drop(guard);
                if news {
                    self.fail(problem);
                }
            }
        }
    }
}

impl State {
    fn is_over(&self) -> bool {
        self.course.floor().ended.is_some()
    }
}

fn too_many(people: usize) -> Problem {
    Problem::new(
        Code::TooManyPeople,
        format!(
            "{people} people are more than one meeting can have, which is {}.",
            Roster::MOST
        ),
    )
}

/// A name unlike that of any other meeting on this device: the wall's time in milliseconds and
/// the page's own clock in microseconds, both in base 36, and a count within this page.
fn meeting_id(clock: &dyn Clock) -> String {
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
