//! The screens. They read the session's floor and summary, and emit taps; nothing lives here
//! that would be missed if the screens went away.

mod board;
mod figure;
mod files;
mod keys;
mod review;
mod set_up;
mod strip;
mod tile;
mod width;

use std::rc::Rc;

use gloo_timers::callback::Interval;
use web_sys::DragEvent;
use yew::{Callback, Html, Properties, component, html, use_effect_with, use_force_update};

use crate::session::{Session, Shown};
use crate::text::Words;

/// What every screen works with.
#[derive(Clone, Properties)]
pub struct Desk {
    /// The meeting.
    pub session: Rc<Session>,
    /// The language.
    pub words: &'static Words,
}

impl PartialEq for Desk {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.session, &other.session) && std::ptr::eq(self.words, other.words)
    }
}

/// The properties of a screen.
#[derive(Clone, PartialEq, Properties)]
pub struct ScreenProps {
    /// What every screen works with.
    pub desk: Desk,
    /// Makes the properties new at every rendering.
    #[prop_or_default]
    pub always_new: AlwaysNew,
}

/// A property unlike any other, itself too: what the component shows lives in the session, and
/// it is rendered whenever its parent is.
#[derive(Clone, Copy, Debug, Default)]
pub struct AlwaysNew;

impl PartialEq for AlwaysNew {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// The whole widget: one of three screens.
#[component]
pub fn App(desk: &Desk) -> Html {
    let again = use_force_update();
    use_effect_with(desk.clone(), move |desk| {
        let subscription = desk.session.subscribe(move |_| again.force_update());
        move || drop(subscription)
    });
    let over = Callback::from(|event: DragEvent| event.prevent_default());
    let dropped = {
        let desk = desk.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            let files = event.data_transfer().and_then(|data| data.files());
            if let Some(file) = files.and_then(|files| files.item(0)) {
                files::open(&desk, file);
            }
        })
    };
    let shown = desk.session.shown();
    let screen = match shown {
        Shown::SetUp => set_up::set_up(desk),
        Shown::Board => html! { <board::Board desk={desk.clone()} /> },
        Shown::Review => html! { <review::Review desk={desk.clone()} /> },
    };
    let class = match shown {
        Shown::SetUp => "screen set-up",
        Shown::Board => "screen on-board",
        Shown::Review => "screen in-review",
    };
    html! {
        <div {class} part="screen" ondragover={over} ondrop={dropped} lang={desk.words.language}>
            { screen }
        </div>
    }
}

/// Renders the component again each second, for running clocks; stops when it goes away.
#[yew::hook]
fn use_seconds(running: bool) {
    let again = use_force_update();
    use_effect_with(running, move |running| {
        let interval = running.then(|| Interval::new(1_000, move || again.force_update()));
        move || drop(interval)
    });
}
