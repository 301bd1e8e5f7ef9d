//! What the running meeting asks of the world. A browser answers in `browser/`; the doubles for
//! tests stand in [`memory`].

use std::rc::Rc;

use crate::problem::{Code, Problem};

pub mod memory;

/// Tells the time in the two ways that a device can, and wakes who asks for it.
pub trait Clock {
    /// Milliseconds on the clock that gestures are stamped with; it never goes back, and starts
    /// anew with the page.
    fn ticks(&self) -> f64;

    /// Milliseconds since 1970 by the clock on the wall, which people and networks may set.
    fn wall(&self) -> f64;

    /// A wall's time (milliseconds since 1970) as ISO 8601 with its offset here.
    fn text(&self, wall: f64) -> String;

    /// Calls `then` once, after so many milliseconds or somewhat later.
    fn after(&self, millis: u32, then: Box<dyn FnOnce()>);
}

// ---- The journal -------------------------------------------------------------------------------

/// Hears the answer to what was asked of a journal.
pub type Then<T> = Box<dyn FnOnce(Result<T, Fault>)>;

/// Keeps meetings on the device, so that a killed tab loses nothing.
pub trait Journal {
    /// Makes these records durable, in order, and then says so or why not. The records of one
    /// call are kept together or not at all. Records that are there already, as they are after a
    /// call whose answer was never heard, are written over by themselves.
    ///
    /// A meeting that has another writer by now is left alone: [`Fault::TakenOver`], found out in
    /// the same step in which it would have been written.
    fn write(&self, batch: Batch, done: Then<()>);

    /// Lets go of whatever does not answer: the next call is to begin from the beginning.
    fn start_anew(&self) {}

    /// Of a journal that keeps nothing, that it does not, in words; without words of its own an
    /// empty text. Such a journal is never asked to write.
    fn keeps_nothing(&self) -> Option<&'static str> {
        None
    }
}

/// What has been kept so far, on whatever page of the device.
pub trait Archive {
    /// Every meeting, in no order.
    fn list(&self, then: Then<Vec<Entry>>);

    /// One meeting with its records, if it is there. With a writer's token, that writer alone can
    /// write to it from this very step on.
    fn read(&self, key: &str, writer: Option<&str>, then: Then<Option<Kept>>);

    /// Keeps the records from this number on apart from the meeting, for good: they cannot be
    /// read, and their numbers are to be used again.
    fn set_apart(&self, key: &str, writer: &str, from: u32, then: Then<()>);

    /// Puts another header in the place of `from`, whoever writes the meeting; where that is not what
    /// stands there any more, nothing is changed, and the answer is no.
    fn rewrite(&self, key: &str, from: &str, to: &str, then: Then<bool>);

    /// Deletes a meeting with all that is kept of it.
    fn delete(&self, key: &str, then: Then<()>);
}

/// What one call of [`Journal::write`] keeps.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// Under which key: a new one for each meeting that is started or taken up from a file, so
    /// that two never meet, whatever a file calls itself.
    pub key: String,
    /// The token of the page that writes.
    pub writer: String,
    /// The meeting file without its events, as it now reads.
    pub header: String,
    /// New events.
    pub events: Vec<Record>,
    /// The wall's time at which the meeting's clock stood at its start.
    pub started: f64,
    /// The wall's time of writing.
    pub written: f64,
    /// Whether the meeting is over.
    pub ended: bool,
    /// Whether nothing of this meeting has been kept before.
    pub fresh: bool,
    /// Says no more than that the meeting is still being observed.
    pub quiet: bool,
}

/// One event as a journal has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The event's number, under which it is kept.
    pub n: u32,
    /// The name of the tap that it came from, unlike that of any other tap on the device: however
    /// often it is handed from one page to another, it is one tap.
    pub tap: String,
    /// The event as in the meeting file.
    pub text: String,
}

/// What is known of a meeting without reading its events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Its key.
    pub key: String,
    /// The meeting file without its events.
    pub header: String,
    /// The wall's time at which the meeting's clock stood at its start.
    pub started: f64,
    /// The wall's time of the latest writing: while the meeting was being observed, that was
    /// never more than some ten seconds ago.
    pub written: f64,
    /// Whether it was ended.
    pub ended: bool,
    /// How many events it has.
    pub events: u32,
    /// Whether it belongs to this element's place on its page.
    pub here: bool,
}

/// A meeting as the journal has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kept {
    /// What is known of it without its events.
    pub entry: Entry,
    /// Its events in order of their numbers; of one that cannot be read at all, an empty text.
    pub records: Vec<Record>,
}

/// What can go wrong with a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no room left on the device.
    Full,
    /// The browser does not let the page keep anything.
    Blocked,
    /// A newer version of the program has been at it.
    Newer,
    /// It fails, or does not answer.
    Lost,
    /// The meeting has another writer now.
    TakenOver,
    /// The meeting is not there any more.
    Gone,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Self; 6] = [
        Self::Full,
        Self::Blocked,
        Self::Newer,
        Self::Lost,
        Self::TakenOver,
        Self::Gone,
    ];

    /// The fault by the browser's name for it, as in `QuotaExceededError`; `opening` is whether the
    /// storage was only just being opened.
    pub fn named(name: &str, opening: bool) -> Self {
        match (name, opening) {
            ("QuotaExceededError", _) => Self::Full,
            ("VersionError", _) => Self::Newer,
            ("SecurityError", _) => Self::Blocked,
            // What a page without a right to storage is told, in one browser or another.
            (
                "InvalidStateError" | "NotAllowedError" | "InvalidAccessError" | "TypeError",
                true,
            ) => Self::Blocked,
            _ => Self::Lost,
        }
    }

    /// The fault in words: what it means for the taps, and what to do.
    pub fn problem(self) -> Problem {
        let (code, why) = match self {
            Self::Full => (
                Code::StorageFull,
                "Not saved: this device has no room left. Save a file, then free some space.",
            ),
            Self::Blocked => (
                Code::StorageBlocked,
                "Not saved: this browser does not let the page keep anything here. \
                 Save a file before you leave.",
            ),
            Self::Newer => (
                Code::StorageBlocked,
                "Not saved: a newer version of this page has been used on this device. \
                 Save a file, then reload the page.",
            ),
            Self::Lost => (
                Code::StorageLost,
                "Not saved yet: the browser’s storage does not answer. \
                 It is tried again by itself; save a file before you leave.",
            ),
            Self::TakenOver => (
                Code::ObservedElsewhere,
                "This meeting is being observed in another tab.",
            ),
            Self::Gone => (
                Code::StorageLost,
                "This meeting is not on this device any more. Save a file before you leave.",
            ),
        };
        Problem::new(code, why)
    }
}

// ---- The other tabs ----------------------------------------------------------------------------

/// Hears whether a writer's place was given.
pub type Given = Box<dyn FnOnce(bool)>;

/// Hears what is said, and what is lost.
pub type Ear = Rc<dyn Fn(Heard<'_>)>;

/// The other pages of this device: which of them writes a meeting, and what they say to each other.
pub trait Tabs {
    /// Asks for a meeting's one place for a writer; `then` hears whether it was given. Whoever gets
    /// it has it until it is freed, the page is gone, or somebody takes it away.
    fn ask(&self, key: &str, how: How, then: Given);

    /// Whether this page has the place for certain.
    fn has(&self, key: &str) -> bool;

    /// Gives the place back.
    fn free(&self, key: &str);

    /// Which meetings have a writer on a page that is alive; `None` where that cannot be known.
    fn taken(&self, then: Box<dyn FnOnce(Option<Vec<String>>)>);

    /// Says something to all other pages.
    fn say(&self, words: &str);

    /// Calls `ear` with what is heard from now on.
    fn listen(&self, ear: Ear);
}

/// How a writer's place is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It is waited for, so many milliseconds.
    Wait(u32),
    /// It is taken away from whoever has it.
    Seize,
}

/// What a page hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard<'a> {
    /// Another page said this.
    Said(&'a str),
    /// The writer's place of the meeting with this key was taken away from this page.
    Lost(&'a str),
}
