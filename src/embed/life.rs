//! What happens to an element from when it comes to a page until it has left it for good.
//!
//! Nothing here may keep the element alive: a page that forgets it is to be rid of it. So it is known
//! by a weak reference, save while its screens stand in it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::Function;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use super::surface;
use crate::browser::DeviceJournal;
use crate::browser::clock::after;
use crate::session::Session;
use crate::ui::Screens;
use crate::ui::arrival::Arrival;
use crate::ui::handed::Early;
use crate::ui::later::{self, Later};

/// How long to wait before what could not be fetched is tried again, in milliseconds.
const AGAIN_AFTER: u32 = 5_000;

/// How long an element may be off its page before its screens are put away, in milliseconds. A move
/// takes no time, and frameworks may take some.
const AWAY: u32 = 4_000;

/// How often it is asked to rest until everything is saved, and how long after each other, in
/// milliseconds. What cannot be saved for longer stays in memory, as long as somebody has the element.
const ASKED: u32 = 400;
const ASKED_AGAIN: u32 = 250;

thread_local! {
    /// Those that were taken off their page just now, and what happens to each if it stays away.
    static LEAVING: RefCell<Vec<Leaving>> = const { RefCell::new(Vec::new()) };
}

struct Leaving {
    stay: Rc<Stay>,
    session: Rc<Session>,
    /// Dropped with it.
    _then: Timeout,
}

#[wasm_bindgen]
extern "C" {
    /// JavaScript's own: an element that may be gone.
    #[wasm_bindgen(js_name = WeakRef)]
    #[derive(Clone)]
    pub type Host;
    #[wasm_bindgen(constructor, js_class = "WeakRef")]
    pub fn new(element: &HtmlElement) -> Host;
    #[wasm_bindgen(method, js_name = deref)]
    pub fn get(this: &Host) -> Option<HtmlElement>;
}

/// Whether an element is on its page.
#[derive(Default)]
pub struct Stay {
    /// Its screens, while it is.
    pub screens: RefCell<Option<Screens>>,
    /// Whether what belongs to its coming is still going on.
    coming: Cell<bool>,
}

impl Stay {
    /// It is back before anything happened, or comes for the first time.
    pub fn remain(self: &Rc<Self>) {
        drop(self.not_leaving());
    }

    /// It was taken off its page.
    pub fn leave(self: &Rc<Self>, session: &Rc<Session>) {
        let stay = Rc::clone(self);
        let left = move || {
            if let Some(leaving) = stay.not_leaving() {
                leaving.has_left();
            }
        };
        let leaving = Leaving {
            stay: Rc::clone(self),
            session: Rc::clone(session),
            _then: Timeout::new(AWAY, left),
        };
        LEAVING.with_borrow_mut(|all| all.push(leaving));
    }

    fn not_leaving(self: &Rc<Self>) -> Option<Leaving> {
        LEAVING.with_borrow_mut(|all| {
            let place = all.iter().position(|one| Rc::ptr_eq(&one.stay, self))?;
            Some(all.swap_remove(place))
        })
    }

    /// Puts the session to rest once everything of it is saved.
    fn rest(self: Rc<Self>, session: Rc<Session>, times: u32) {
        let Some(later) = later::here() else { return };
        if self.coming.get() || self.screens.borrow().is_some() || times == 0 {
            return;
        }
        if !(later.rest)(&session) {
            let again = move || self.rest(session, times - 1);
            after(ASKED_AGAIN, Box::new(again));
        }
    }
}

impl Leaving {
    fn has_left(self) {
        if let Some(screens) = self.stay.screens.take() {
            screens.put_away();
        }
        self.stay.rest(self.session, ASKED);
    }
}

/// A new element has come: it may be there instead of one that has just gone, which gives way at once.
pub fn make_room() {
    for leaving in LEAVING.take() {
        leaving.has_left();
    }
}

/// What happens to an element once its screens are there.
pub struct Life {
    pub host: Host,
    pub session: Rc<Session>,
    pub stay: Rc<Stay>,
    pub early: Early,
    pub is_ready: Option<Function>,
    /// The file to open.
    pub src: Option<String>,
    /// None where nothing is to be kept.
    pub journal: Option<Rc<DeviceJournal>>,
    /// Whether it has not been on a page before.
    pub first: bool,
}

impl Life {
    /// Gets what comes later, and with it the meeting that is to be shown. Without it the board
    /// can be used; what is missing is said, and tried again.
    pub fn begin(self) {
        // One that is still coming has only to go on.
        if !self.stay.coming.replace(true) {
            self.fetch(false);
        }
    }

    fn fetch(self, said: bool) {
        later::then(move |later| match later {
            Ok(later) => {
                if said {
                    self.session.withdraw_notice();
                }
                self.arrive(later);
            }
            Err(problem) => {
                if !said {
                    self.session.refuse_file(problem);
                    ready(self.is_ready.as_ref());
                }
                let again = move || {
                    if self.host.get().is_some() {
                        self.fetch(true);
                    }
                };
                after(AGAIN_AFTER, Box::new(again));
            }
        });
    }

    fn arrive(self, later: Later) {
        let (session, stay, is_ready) = (Rc::clone(&self.session), self.stay, self.is_ready);
        (later.arrive)(Arrival {
            host: Box::new(move || self.host.get()),
            session: self.session,
            early: self.early,
            src: self.src,
            journal: self.journal,
            first: self.first,
            messages: &surface::MESSAGES,
            done: Box::new(move || {
                ready(is_ready.as_ref());
                stay.coming.set(false);
                // It may have left meanwhile.
                stay.rest(session, ASKED);
            }),
        });
    }
}

/// Keeps the promise that the element can be used.
fn ready(is_ready: Option<&Function>) {
    if let Some(is_ready) = is_ready {
        // A promise takes its value, whatever it is.
        let _ = is_ready.call0(&JsValue::UNDEFINED);
    }
}
