//! How the screens look just now, as far as it is nobody's business but theirs: the width to draw
//! for, which tables are open.

use std::cell::RefCell;
use std::rc::Rc;

use yew::{NodeRef, UseForceUpdateHandle, hook, use_force_update, use_mut_ref, use_node_ref};

use super::board::OnTap;
use crate::chart::Figure;
use crate::session::Session;
use crate::time::Moment;

/// The looks, and a way of rendering again when they change.
#[derive(Clone)]
pub struct Looks {
    /// The choice of format. Its own state is the truth: a browser need not tell of each change.
    pub format: NodeRef,
    state: Rc<RefCell<State>>,
    again: UseForceUpdateHandle,
}

#[derive(Default)]
struct State {
    width: u32,
    opened: Vec<String>,
    /// The charts, and what they were drawn from: a meeting that stands still is drawn once.
    figures: Vec<Rc<Figure>>,
    drawn_from: Option<(u64, Option<Moment>, u32)>,
    /// The same callback at every rendering, so that equal tiles stay as they are.
    on_tap: Option<OnTap>,
}

/// The looks of this element.
#[hook]
pub fn use_looks() -> Looks {
    Looks {
        format: use_node_ref(),
        state: use_mut_ref(State::default),
        again: use_force_update(),
    }
}

impl Looks {
    /// Renders the screen again.
    pub fn again(&self) {
        self.again.force_update();
    }

    /// Where the board's taps go, made once.
    pub fn on_tap(&self, make: impl Fn() -> OnTap) -> OnTap {
        let mut state = self.state.borrow_mut();
        state.on_tap.get_or_insert_with(make).clone()
    }

    /// Draws for this width from now on.
    pub fn set_width(&self, width: u32) {
        if self.state.borrow().width != width {
            self.state.borrow_mut().width = width;
            self.again();
        }
    }

    /// Whether what has this name is opened.
    pub fn is_open(&self, name: &str) -> bool {
        self.state.borrow().opened.iter().any(|open| open == name)
    }

    /// Opens what has this name, or closes it.
    pub fn toggle(&self, name: &str) {
        let mut state = self.state.borrow_mut();
        match state.opened.iter().position(|open| open == name) {
            Some(place) => drop(state.opened.remove(place)),
            None => state.opened.push(name.to_owned()),
        }
        drop(state);
        self.again();
    }

    /// The charts as they were drawn last, or drawn anew where the meeting, its time or the
    /// width is another.
    pub fn figures(
        &self,
        draw: impl Fn(u32) -> Vec<Rc<Figure>>,
        session: &Session,
    ) -> Vec<Rc<Figure>> {
        let width = self.state.borrow().width;
        let from = Some((session.content(), session.now(), width));
        if self.state.borrow().drawn_from != from {
            let figures = draw(width);
            let mut state = self.state.borrow_mut();
            state.figures = figures;
            state.drawn_from = from;
        }
        self.state.borrow().figures.clone()
    }
}
