//! The meeting as the page owner wants it seen by everyone but the observer (`privacy`).
//!
//! While a meeting is observed its names are needed: whoever taps must know whom. All that is looked at, saved
//! or told to the host page is made of a session apart, with the disguised meeting in it.

use std::cell::RefCell;
use std::rc::Rc;

use super::Desk;
use crate::browser::NoJournal;
use crate::file::Document;
use crate::measure::summary::Reading;
use crate::meeting::Privacy;
use crate::problem::Problem;
use crate::session::{Change, Session, Subscription};
use crate::share::{self, Wish};
use crate::text::Words;

/// What an element's meeting looks like from outside, made when it is first needed.
#[derive(Clone, Default)]
pub struct Guise(Rc<RefCell<Option<Worn>>>);

impl PartialEq for Guise {
    /// An element has one.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl std::fmt::Debug for Guise {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Guise")
    }
}

struct Worn {
    session: Rc<Session>,
    /// Which content of which meeting it is of, and how much is hidden.
    of: (u64, u64, Privacy),
    /// The id of the disguised meeting.
    id: String,
    /// Why there is nothing to be seen.
    refused: Option<Problem>,
    /// What cannot be saved is said where it is seen.
    _heard: Subscription,
}

impl Worn {
    fn new(session: &Rc<Session>) -> Self {
        let apart = session.apart(Rc::new(NoJournal));
        let real = session.this();
        let heard = apart.subscribe(move |change| {
            if let (Change::Failed(problem), Some(session)) = (change, real.upgrade()) {
                session.refuse_file(problem.clone());
            }
        });
        Self {
            session: apart,
            of: (0, 0, Privacy::Full),
            id: String::new(),
            refused: None,
            _heard: heard,
        }
    }
}

/// What screens and files work with outside the board. The same desk where nothing is to be hidden, or as much
/// has been hidden before.
///
/// # Errors
/// `too-few-people` where no group is large enough.
pub fn seen(desk: &Desk) -> Result<Desk, Problem> {
    let (session, privacy) = (&desk.session, desk.face.privacy);
    let hidden = session.document().map(|document| document.meeting.privacy);
    if hidden.is_none_or(|hidden| hidden >= privacy) {
        return Ok(desk.clone());
    }
    let mut guise = desk.face.guise.0.borrow_mut();
    let worn = guise.get_or_insert_with(|| Worn::new(session));
    let of = (session.opened(), session.content(), privacy);
    if worn.of != of {
        if worn.of.0 != of.0 || worn.id.is_empty() {
            worn.id = new_id();
        }
        worn.of = of;
        let made = session.document().zip(session.reading());
        let made = made.ok_or_else(super::report::nothing);
        let made = made.and_then(|(document, reading)| {
            share::disguised(
                &document,
                &reading,
                wish(privacy),
                &worn.id,
                desk.words.share(),
            )
        });
        worn.refused = match made {
            Ok(document) => {
                worn.session.open(document);
                None
            }
            Err(problem) => Some(problem),
        };
    }
    if let Some(problem) = &worn.refused {
        return Err(problem.clone());
    }
    let mut seen = desk.clone();
    seen.session = Rc::clone(&worn.session);
    Ok(seen)
}

/// A meeting that comes from elsewhere, as it is to be opened.
///
/// # Errors
/// As [`seen`].
pub fn disguised(document: Document, privacy: Privacy, words: &Words) -> Result<Document, Problem> {
    if document.meeting.privacy >= privacy {
        return Ok(document);
    }
    let reading = Reading::of(&document.meeting, &document.meeting.course(), None);
    share::disguised(&document, &reading, wish(privacy), &new_id(), words.share())
}

/// Groups are those of the first attribute.
fn wish(privacy: Privacy) -> Wish {
    Wish {
        privacy,
        by: Some(0),
    }
}

/// A name for a meeting, unlike that of any other, that says nothing of when or from what it was made.
pub fn new_id() -> String {
    let random = || (js_sys::Math::random() * 2_f64.powi(48)) as u64;
    format!("{:012x}{:012x}", random(), random())
}
