//! What happens to an element once what comes later is there, from its styles to the meeting that it is to show.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use web_sys::HtmlElement;

use super::handed::{self, Doing, Early};
use super::{linked, own_page, replay};
use crate::browser::clock::after;
use crate::browser::sheets::{adopt, sheets};
use crate::browser::{DeviceJournal, PageTabs};
use crate::session::{Session, Shown};

const STYLES: [&str; 4] = [
    include_str!("../../styles/sheets.css"),
    include_str!("../../styles/review.css"),
    include_str!("../../styles/chart.css"),
    include_str!("../../styles/practice.css"),
];

thread_local! {
    /// The sheets of these styles, made once for all elements.
    static SHEETS: RefCell<Option<Array>> = const { RefCell::new(None) };
}

/// An element on its page, without what comes later.
pub struct Arrival {
    /// The element, as long as somebody has it.
    pub host: Box<dyn Fn() -> Option<HtmlElement>>,
    /// Its session.
    pub session: Rc<Session>,
    /// What was set before it could be read.
    pub early: Early,
    /// The file to open.
    pub src: Option<String>,
    /// None where nothing is to be kept.
    pub journal: Option<Rc<DeviceJournal>>,
    /// Whether it has not been on a page before.
    pub first: bool,
    /// The names of the messages to the page around our own and from there.
    pub messages: &'static [&'static str; 2],
    /// To be done when it shows what it is to show.
    pub done: Box<dyn FnOnce()>,
}

impl Arrival {
    /// Has all that happen.
    pub fn happens(self) -> Doing<()> {
        Box::pin(self.happening())
    }

    async fn happening(self) {
        if self.first {
            self.dress();
        }
        if let Some(journal) = &self.journal {
            if !self.session.is_awake() {
                let journal = Rc::new(Rc::clone(journal));
                self.session.join(journal, Rc::new(PageTabs::new()));
            }
            self.session.wake();
        }
        handed::open_early(&self.session, &self.early);
        // The review can be shown now, and the doors on the set-up screen.
        self.session.look_again();
        if let (true, Some(host)) = (self.first, (self.host)())
            && linked::open(&self.session, &host).await
        {
            return self.ends();
        }
        match self.src.clone() {
            Some(url) => handed::fetch(Rc::clone(&self.session), url).await,
            None if self.session.shown() == Shown::SetUp => {
                let session = Rc::clone(&self.session);
                return session.look_for_unfinished(Box::new(move || self.looked()));
            }
            None => {}
        }
        self.ends();
    }

    /// Adds the styles of what came.
    fn dress(&self) {
        let made = SHEETS.take().map_or_else(|| sheets(&STYLES), Ok);
        if let Ok(made) = made {
            if let Some(shadow) = (self.host)().and_then(|host| host.shadow_root()) {
                adopt(&shadow, &made);
            }
            SHEETS.set(Some(made));
        }
    }

    /// A meeting may be on its board again; once that is drawn, it hears what was tapped before.
    fn looked(self) {
        let replay = move || {
            if let Some(host) = (self.host)() {
                let page = host.owner_document();
                let elements = page.map(|page| page.get_elements_by_tag_name(&host.local_name()));
                let only = elements.is_some_and(|elements| elements.length() == 1);
                replay::replay(&self.session, &host, only);
            }
            self.ends();
        };
        after(0, Box::new(replay));
    }

    fn ends(self) {
        if let Some(host) = (self.host)() {
            own_page::settle(&host, &self.session, self.messages);
        }
        (self.done)();
    }
}
