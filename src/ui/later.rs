//! What a live board does not need: the review, its charts and numbers, practice and the coding guide,
//! and reading whatever was written before or elsewhere.
//!
//! In the built page this is a part of the program of its own, fetched right after the board is
//! there, so that a tap need not wait for it (feature `split`, and `cargo xtask stage`). It is known
//! here as a table of functions: whatever is reached through it alone stays out of the first part.

use std::any::Any;
use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlElement, KeyboardEvent};
use yew::{Html, NodeRef};

use super::handed::{self, Doing, Opened};
use super::looks::{Looks, Sheet};
use super::parts::Part;
use super::report::{Chosen, Picture};
use super::{
    Desk, files, following, guise, lessons, linked, own_page, replay, report, review, sheets,
};
use crate::browser::{DeviceJournal, PageTabs, awake};
use crate::file::{self, Document, Options, Written};
use crate::measure::Plain;
use crate::meeting::{Event, Privacy};
use crate::problem::{Code, Problem};
use crate::session::{Followed, Session};
use crate::text::Words;
use crate::time::Moment;

/// The table.
#[derive(Clone, Copy)]
pub struct Later {
    /// The review as it is now.
    pub(super) review: fn(&Desk, &Looks, &NodeRef, &NodeRef) -> Html,
    /// The doors to practice and to the coding guide, on the set-up screen.
    pub(super) doors: fn(&Desk, &Looks) -> Html,
    /// Practice or the guide, while one of them is open, with the class of its screen.
    pub(super) lesson: fn(&Desk, &Looks) -> Option<(&'static str, Html)>,
    /// The sheet that lies on the screen.
    pub(super) sheet: fn(&Desk, &Looks, Sheet) -> Html,
    /// In the strip's place: what was meanwhile?
    pub(super) gap: fn(&Desk) -> Html,
    /// In the strip's place, while tiles are being moved.
    pub(super) arranging: fn(&Desk, &Looks) -> Html,
    /// Moves the tile that has the focus.
    pub(super) move_by_key: fn(&Session, &KeyboardEvent),
    /// Keeps the screen awake until what it gives is dropped.
    pub(super) keep_awake: fn() -> Box<dyn Any>,
    /// The styles of all that.
    pub styles: fn() -> [&'static str; 4],
    /// Records what was tapped before the board was there.
    pub replay: fn(&Session, &HtmlElement, bool),
    /// Opens the sample.
    pub(super) sample: fn(&Session),
    /// Tells the session what else this device keeps, and of its other tabs, unless it knows.
    pub join: fn(&Session, &Rc<DeviceJournal>),
    /// Opens the meeting that the address of our own page holds, if it does.
    pub open_link: fn(&Rc<Session>, &HtmlElement) -> Doing<bool>,
    /// [`Session::rest`].
    pub rest: fn(&Session) -> bool,
    /// [`Session::wake`].
    pub wake: fn(&Session),
    /// Finds the meeting that was left unfinished, and then calls back.
    pub look: fn(&Session, Box<dyn FnOnce()>),
    /// What set-up offers to go on with, or to follow.
    pub(super) offers: fn(&Desk) -> Vec<Html>,
    /// How it stands with a meeting that another tab has.
    pub(super) following: fn(&Desk, Followed) -> Part,
    /// Opens what a host page hands over: text, a blob or a plain object, in the format of this name.
    pub open: fn(Rc<Session>, JsValue, Option<String>) -> Doing<Opened>,
    /// Fetches a meeting file and opens it; what cannot be done is said.
    pub fetch: fn(Rc<Session>, String) -> Doing<()>,
    /// On our own page: speaks with the page around, by messages of these names, and locks it.
    pub settle: fn(&HtmlElement, &Rc<Session>, &[&'static str; 2]),
    /// [`Session::tell`].
    pub tell: fn(&Session, &str) -> Result<Event, Problem>,
    /// [`file::read_meeting`].
    pub read_meeting: fn(&str) -> Result<Document, Problem>,
    /// [`file::read`].
    pub read: fn(&[u8], &Options<'_>) -> Result<Document, Problem>,
    /// [`file::write`].
    pub write: fn(&Document, &str, Option<Moment>) -> Result<Written, Problem>,
    /// Saves the open meeting in the format of this name, as a download.
    pub(super) save: fn(&Desk, &str, Chosen),
    /// What is shown as a file: `html`, the whole report; `svg`, the picture of a chart.
    pub shown: fn(&Desk, &str, Option<&str>) -> Result<Written, Problem>,
    /// The picture of the chart of this name as PNG, drawn in the element of this screen.
    pub png: fn(&Desk, Option<&str>, Element) -> Picture,
    /// The summary of the open meeting, if there is one.
    pub summary: fn(&Desk) -> Option<Plain>,
    /// The desk as everybody but the observer is to see it.
    pub seen: fn(&Desk) -> Result<Desk, Problem>,
    /// A meeting from elsewhere with as much hidden.
    pub disguised: fn(Document, Privacy, &Words) -> Result<Document, Problem>,
}

thread_local! {
    static HERE: Cell<Option<Later>> = const { Cell::new(None) };
    static FAILED: Cell<bool> = const { Cell::new(false) };
}

/// What came later, if it is here by now.
pub fn here() -> Option<Later> {
    HERE.get()
}

/// What comes later, fetched if it is not here yet. After a failure the next call tries again.
///
/// # Errors
/// `fetch-failed`.
pub async fn fetch() -> Result<Later, Problem> {
    if let Some(later) = here() {
        return Ok(later);
    }
    #[cfg(feature = "split")]
    let loaded = load().await;
    #[cfg(not(feature = "split"))]
    let loaded = load();
    FAILED.set(loaded.is_err());
    let Fetched(later) = loaded?;
    HERE.set(Some(later));
    Ok(later)
}

/// Whether it could not be fetched when that was last tried.
pub fn failed() -> bool {
    FAILED.get()
}

/// A meeting that was invented to show everything at once.
const SAMPLE: &str = include_str!("sample.meeting.json");

fn sample(session: &Session) {
    match file::read_meeting(SAMPLE) {
        Ok(document) => session.open(document),
        Err(problem) => session.refuse_file(problem),
    }
}

fn summary(desk: &Desk) -> Option<Plain> {
    let (session, words) = (&desk.session, desk.words);
    let (reading, document) = session.reading().zip(session.document())?;
    let name = |who| document.meeting.roster.label(who).to_owned();
    let sentence = words.moments().sentence;
    Some(reading.summary.plain(&|moment| sentence(moment, &name)))
}

const STYLES: [&str; 4] = [
    include_str!("../../styles/sheets.css"),
    include_str!("../../styles/review.css"),
    include_str!("../../styles/chart.css"),
    include_str!("../../styles/practice.css"),
];

struct Fetched(Later);

#[cfg_attr(feature = "split", wasm_split_helpers::wasm_split(later, fallible))]
fn load() -> Result<Fetched, Problem> {
    Ok(Fetched(Later {
        review: review::review,
        doors: lessons::doors,
        lesson: lessons::lesson,
        sheet: sheets::sheet,
        gap: sheets::gap,
        arranging: sheets::arranging,
        move_by_key: sheets::move_by_key,
        keep_awake: || Box::new(awake::keep()),
        styles: || STYLES,
        join: |session, journal| {
            if !session.is_awake() {
                session.join(Rc::new(Rc::clone(journal)), Rc::new(PageTabs::new()));
            }
        },
        open_link: linked::open,
        rest: Session::rest,
        wake: Session::wake,
        look: Session::look_for_unfinished,
        sample,
        offers: following::offers,
        following: following::following,
        replay: replay::replay,
        open: handed::open,
        fetch: handed::fetch,
        settle: own_page::settle,
        tell: Session::tell,
        read_meeting: file::read_meeting,
        read: file::read,
        write: file::write,
        save: files::save,
        shown: report::shown,
        png: report::png,
        summary,
        seen: guise::seen,
        disguised: guise::disguised,
    }))
}

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for Problem {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        missing()
    }
}

/// That it is not here.
pub fn missing() -> Problem {
    Problem::new(
        Code::FetchFailed,
        "The part of the program that shows charts and opens files could not be fetched. \
         What was recorded is safe. Try again when there is a connection.",
    )
}
