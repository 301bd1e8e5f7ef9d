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
use wasm_bindgen_futures::spawn_local;
use web_sys::KeyboardEvent;
use yew::{Html, NodeRef};

use super::arrival::Arrival;
use super::handed::{self, Doing, Early, Opened, Wanted};
use super::looks::{Looks, Sheet};
use super::parts::Part;
use super::report::Chosen;
use super::{Desk, files, following, guise, lessons, review, sheets};
use crate::browser::awake;
use crate::file::{self, Document};
use crate::meeting::{Event, Privacy};
use crate::problem::{Code, Problem};
use crate::session::{Followed, Session};
use crate::text::Words;

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
    /// Opens the sample.
    pub(super) sample: fn(&Session),
    /// [`Arrival::happens`], from now on.
    pub arrive: fn(Arrival),
    /// [`Session::rest`].
    pub rest: fn(&Session) -> bool,
    /// What set-up offers to go on with, or to follow.
    pub(super) offers: fn(&Desk) -> Vec<Html>,
    /// How it stands with a meeting that another tab has.
    pub(super) following: fn(&Desk, Followed) -> Part,
    /// [`handed::open`].
    pub open: fn(Rc<Session>, JsValue, Option<String>) -> Doing<Opened>,
    /// [`handed::open_or_say`].
    pub open_or_say: fn(Rc<Session>, JsValue, Option<String>),
    /// [`handed::open_early`].
    pub open_early: fn(&Session, &Early),
    /// [`handed::open_text`].
    pub open_text: fn(&Session, &str) -> Opened,
    /// [`handed::fetch`], from now on.
    pub fetch: fn(Rc<Session>, String),
    /// [`Session::tell`].
    pub tell: fn(&Session, &str) -> Result<Event, Problem>,
    /// Saves the open meeting in the format of this name, as a download.
    pub(super) save: fn(&Desk, &str, Chosen),
    /// [`Wanted::saved`].
    pub saved: fn(Wanted) -> Doing<Result<JsValue, Problem>>,
    /// [`handed::summary`].
    pub summary: fn(&Desk) -> Result<JsValue, JsValue>,
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

/// Does this with what comes later, as soon as it is here, or with why it cannot be fetched.
pub fn then(deed: impl FnOnce(Result<Later, Problem>) + 'static) {
    let deed: Box<dyn FnOnce(_)> = Box::new(deed);
    spawn_local(async move { deed(fetch().await) });
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
        arrive: |arrival| spawn_local(arrival.happens()),
        rest: Session::rest,
        sample,
        offers: following::offers,
        following: following::following,
        open: handed::open,
        open_or_say: handed::open_or_say,
        open_early: handed::open_early,
        open_text: handed::open_text,
        fetch: |session, url| spawn_local(handed::fetch(session, url)),
        tell: Session::tell,
        save: files::save,
        saved: Wanted::saved,
        summary: handed::summary,
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

/// That what is asked for is still on its way, or could not be fetched so far.
pub fn not_ready() -> Problem {
    if failed() {
        return missing();
    }
    Problem::new(
        Code::FetchFailed,
        "The part of the program that does this is still on its way. Wait for `ready` first.",
    )
}
