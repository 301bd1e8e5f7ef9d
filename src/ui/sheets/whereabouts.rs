//! Where the data is, in words.

use wasm_bindgen_futures::spawn_local;
use yew::{Callback, Html, Properties, UseStateHandle, component, use_effect_with, use_state};

use super::super::Desk;
use super::super::parts::{Part, line, place};
use crate::browser::storage::{self, Standing};
use crate::session::Saving;

/// The sheet.
#[derive(Clone, PartialEq, Properties)]
pub struct WhereaboutsProps {
    /// What it is about.
    pub desk: Desk,
}

/// What is known.
#[derive(Clone, Copy, Default, PartialEq)]
struct Known {
    /// What the browser says of its storage.
    standing: Option<Standing>,
    /// Whether it lets the page keep anything.
    keeps: Option<bool>,
    /// Whether it was asked to promise it, in vain.
    refused: bool,
}

/// Where the data is.
#[component]
pub fn Whereabouts(props: &WhereaboutsProps) -> Html {
    let standing = use_state(|| None);
    let keeps = use_state(|| None);
    let refused = use_state(|| false);
    use_effect_with((), {
        let (desk, keeps, standing) = (props.desk.clone(), keeps.clone(), standing.clone());
        move |()| {
            // Whoever cannot list what is kept cannot keep anything either.
            desk.session
                .meetings(Box::new(move |listed| keeps.set(Some(listed.is_ok()))));
            look(standing);
        }
    });
    let ask = {
        let (standing, refused) = (standing.clone(), refused.clone());
        Callback::from(move |_| {
            let (standing, refused) = (standing.clone(), refused.clone());
            spawn_local(async move {
                refused.set(!storage::ask().await);
                look(standing);
            });
        })
    };
    let known = Known {
        standing: *standing,
        keeps: *keeps,
        refused: *refused,
    };
    told(&props.desk, known, ask).into()
}

fn look(standing: UseStateHandle<Option<Standing>>) {
    spawn_local(async move { standing.set(Some(storage::standing().await)) });
}

fn told(desk: &Desk, known: Known, ask: Callback<web_sys::MouseEvent>) -> Part {
    let words = desk.words.whereabouts();
    let page = Part::of("div", "whereabouts");
    let say = |said: &'static str| line("p", "", said);
    if !desk.session.keeps() {
        return page.holds(say(words.as_asked));
    }
    let (Some(standing), Some(keeps)) = (known.standing, known.keeps) else {
        return page.holds(line("p", "hint", words.looking));
    };
    let failed = matches!(desk.session.saving(), Saving::Failed(_));
    if !keeps || failed {
        return page.holds(say(words.in_memory));
    }
    let promise = match standing.durable {
        true => say(words.durable),
        false => say(words.best_effort),
    };
    let forgets = (standing.forgets && !standing.durable).then(|| say(words.seven_days));
    let in_frame = standing.in_frame.then(|| say(words.in_frame));
    let button = (standing.can_ask && !standing.durable)
        .then(|| Part::button("button", words.ask).does(ask));
    let refused = known
        .refused
        .then(|| line("p", "hint", words.not_promised).is("role", "status"));
    page.holds(say(words.on_device))
        .holds(place(in_frame))
        .holds(promise)
        .holds(place(forgets))
        .holds(place(button))
        .holds(place(refused))
}
