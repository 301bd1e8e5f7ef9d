//! What happens to an element from when it comes to a page until it has left it for good.
//!
//! Nothing here may keep the element alive: a page that forgets it is to be rid of it. So it is known
//! by a weak reference, save while its screens stand in it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CssStyleSheet, HtmlElement, ShadowRoot};

use super::surface;
use crate::browser::DeviceJournal;
use crate::browser::clock::after;
use crate::session::{Session, Shown};
use crate::ui::Screens;
use crate::ui::later::{self, Later};

/// How long to wait before what could not be fetched is tried again, in milliseconds.
const AGAIN_AFTER: u32 = 5_000;

/// How long an element may be off its page before its screens are put away, in milliseconds. A move
/// takes no time, and frameworks may take some.
const AWAY: u32 = 4_000;

/// How often it is asked to rest until everything is saved. What cannot be saved for longer
/// stays in memory, as long as somebody has the element.
const ASKED: u32 = 24;

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

/// Style sheets, to be shared by all elements.
pub fn sheets(texts: &[&str]) -> Result<Array, JsValue> {
    let sheets = Array::new();
    for text in texts {
        let sheet = CssStyleSheet::new()?;
        sheet.replace_sync(text)?;
        sheets.push(&sheet);
    }
    Ok(sheets)
}

/// Adds style sheets to an element's. Without its styles the element still works.
pub fn adopt(shadow: &ShadowRoot, sheets: &Array) {
    let name = "adoptedStyleSheets".into();
    let adopted =
        Reflect::get(shadow, &name).map_or_else(|_| Array::new(), |had| Array::from(&had));
    let _ = Reflect::set(shadow, &name, &adopted.concat(sheets));
}

thread_local! {
    /// The sheets of what comes later, made once for all elements.
    static LATER_SHEETS: RefCell<Option<Array>> = const { RefCell::new(None) };
}

/// Whether an element is on its page.
#[derive(Default)]
pub struct Stay {
    /// Its screens, while it is.
    pub screens: RefCell<Option<Screens>>,
    /// Since it was taken off: what happens if it stays away.
    leaving: RefCell<Option<Timeout>>,
    /// Whether what belongs to its coming is still going on.
    coming: Cell<bool>,
}

impl Stay {
    /// It is back before anything happened, or comes for the first time.
    pub fn remain(&self) {
        self.leaving.take();
    }

    /// It was taken off its page.
    pub fn leave(self: &Rc<Self>, session: &Rc<Session>) {
        let (stay, session) = (Rc::clone(self), Rc::clone(session));
        let left = move || {
            if let Some(screens) = stay.screens.take() {
                screens.put_away();
            }
            stay.rest(session, ASKED);
        };
        self.leaving.replace(Some(Timeout::new(AWAY, left)));
    }

    /// Puts the session to rest once everything of it is saved.
    fn rest(self: Rc<Self>, session: Rc<Session>, times: u32) {
        let Some(later) = later::here() else { return };
        if self.coming.get() || self.screens.borrow().is_some() || times == 0 {
            return;
        }
        if !(later.rest)(&session) {
            after(AWAY, Box::new(move || self.rest(session, times - 1)));
        }
    }
}

/// A meeting that was set before it could be read.
pub type Early = Rc<RefCell<Option<String>>>;

pub fn open_early(session: &Session, early: &Early, later: Later) {
    if let Some(text) = early.take() {
        match (later.read_meeting)(&text) {
            Ok(document) => session.open(document),
            Err(problem) => session.refuse_file(problem),
        }
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
    pub async fn begin(self) {
        // One that is still coming has only to go on.
        if self.stay.coming.replace(true) {
            return;
        }
        let mut said = false;
        let later = loop {
            match later::fetch().await {
                Ok(later) => break later,
                Err(problem) if !said => {
                    said = true;
                    self.session.refuse_file(problem);
                    self.ready();
                }
                Err(_) => {}
            }
            let wait = Promise::new(&mut |resolve, _| {
                let again = move || drop(resolve.call0(&JsValue::UNDEFINED));
                after(AGAIN_AFTER, Box::new(again));
            });
            let _ = JsFuture::from(wait).await;
            if self.host.get().is_none() {
                return;
            }
        };
        if self.first {
            self.dress(later);
        }
        if said {
            self.session.withdraw_notice();
        }
        if let Some(journal) = &self.journal {
            (later.join)(&self.session, journal);
            (later.wake)(&self.session);
        }
        open_early(&self.session, &self.early, later);
        // The review can be shown now, and the doors on the set-up screen.
        self.session.look_again();
        if let (true, Some(host)) = (self.first, self.host.get())
            && (later.open_link)(&self.session, &host).await
        {
            return self.ends();
        }
        match &self.src {
            Some(url) => (later.fetch)(Rc::clone(&self.session), url.clone()).await,
            None if self.session.shown() == Shown::SetUp => {
                let session = Rc::clone(&self.session);
                return (later.look)(&session, Box::new(move || self.looked(later)));
            }
            None => {}
        }
        self.ends();
    }

    /// Adds the styles of what comes later.
    fn dress(&self, later: Later) {
        let texts = (later.styles)();
        let sheets = LATER_SHEETS.take().map_or_else(|| sheets(&texts), Ok);
        if let Ok(sheets) = sheets {
            let shadow = self.host.get().and_then(|host| host.shadow_root());
            if let Some(shadow) = shadow {
                adopt(&shadow, &sheets);
            }
            LATER_SHEETS.set(Some(sheets));
        }
    }

    /// A meeting may be on its board again; once that is drawn, it hears what was tapped before.
    fn looked(self, later: Later) {
        let replay = move || {
            if let Some(host) = self.host.get() {
                let page = host.owner_document();
                let elements =
                    page.map(|page| page.get_elements_by_tag_name(surface::TAG).length());
                (later.replay)(&self.session, &host, elements == Some(1));
            }
            self.ends();
        };
        after(0, Box::new(replay));
    }

    fn ends(self) {
        self.ready();
        self.stay.coming.set(false);
        if let (Some(later), Some(host)) = (later::here(), self.host.get()) {
            (later.settle)(&host, &self.session, &surface::MESSAGES);
        }
        // It may have left meanwhile.
        self.stay.rest(self.session, ASKED);
    }

    fn ready(&self) {
        if let Some(is_ready) = &self.is_ready {
            // A promise takes its value, whatever it is.
            let _ = is_ready.call0(&JsValue::UNDEFINED);
        }
    }
}
