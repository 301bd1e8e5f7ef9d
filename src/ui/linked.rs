//! The program's own page opens the meeting that its address holds.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::handed::Doing;
use super::own_page::OwnPage;
use crate::browser::link;
use crate::problem::{Code, Problem};
use crate::session::{Session, Shown};

/// Opens the meeting of the address, now and whenever another stands there. Whether there is one now. An element in
/// somebody else's page, or inside another element, leaves the address alone.
pub fn open(session: &Rc<Session>, host: &HtmlElement) -> Doing<bool> {
    let page = OwnPage::here();
    let own = page
        .and_then(|page| page.element(&host.local_name()))
        .as_ref()
        == Some(host);
    let linked = Linked {
        session: Rc::clone(session),
        opened: Cell::new(None),
    };
    let linked = Rc::new(linked);
    Box::pin(async move {
        if !own {
            return false;
        }
        let other = Rc::clone(&linked);
        let heard = link::when_changed(move || {
            let linked = Rc::clone(&other);
            spawn_local(async move {
                linked.read().await;
            });
        });
        let is_here = linked.read().await;
        let subscription = linked.session.subscribe({
            let linked = Rc::clone(&linked);
            move |_| linked.leave_with_it()
        });
        // The page and its one element go together.
        std::mem::forget((heard, subscription));
        is_here
    })
}

fn not_now() -> Problem {
    Problem::new(
        Code::ObservedElsewhere,
        "A link with another meeting came and was not opened, since this one is being observed. Open it in another tab.",
    )
}

struct Linked {
    session: Rc<Session>,
    /// Of the meeting that came from the address: its number among those that were put up.
    opened: Cell<Option<u64>>,
}

impl Linked {
    async fn read(&self) -> bool {
        let read = link::read(&link::address()).await;
        // What is being observed stays.
        let observes = self.session.shown() == Shown::Board;
        match read {
            None => return false,
            Some(_) if observes => {
                link::leave();
                self.session.refuse_file(not_now());
            }
            Some(Err(problem)) => self.session.refuse_file(problem),
            Some(Ok(document)) => {
                self.opened.set(None);
                self.session.open(document);
                self.opened.set(Some(self.session.opened()));
                return true;
            }
        }
        false
    }

    /// Once another meeting is here, the address is not of this one any more: after a reload it would come
    /// in its place.
    fn leave_with_it(&self) {
        let gone = |opened: &u64| *opened != self.session.opened();
        if self.opened.get().as_ref().is_some_and(gone) {
            self.opened.set(None);
            link::leave();
        }
    }
}
