//! Meetings that were found on this device, and those of other tabs.

use yew::{AttrValue, Callback, Html};

use super::Desk;
use super::parts::{Part, line};
use crate::meeting::Action;
use crate::session::{Followed, Session};

/// What set-up offers: to follow another tab's meeting or take it over, and to go on with one that
/// was left.
pub fn offers(desk: &Desk) -> Vec<Html> {
    let words = desk.words.found();
    let session = &desk.session;
    let mut offers = Vec::new();
    if session.is_taking_up() {
        let said = line("p", "", words.taking_over).is("role", "status");
        return vec![Part::of("div", "offer").holds(said).into()];
    }
    if session.offers_to_follow() {
        let follow = button(desk, "button main", words.follow_it, Session::follow);
        let offer =
            offer(words.observed_elsewhere).holds(Part::of("div", "beside").holds(follow).holds(
                button(desk, "button", words.observe_here, Session::observe_here),
            ));
        offers.push(offer.into());
    }
    let kept = match (session.offers_to_continue(), session.offers_the_last()) {
        (true, _) => Some((words.unfinished, words.continue_meeting, "button main")),
        (_, true) => Some((words.last_kept, words.open_last, "button")),
        _ => None,
    };
    if let Some((said, label, class)) = kept {
        let go_on = button(desk, class, label, Session::continue_meeting);
        let mut offer = offer(said).holds(go_on);
        for (place, action) in session.set_out_last().into_iter().enumerate() {
            offer = offer.holds(set_out(desk, place, &action));
        }
        offers.push(offer.into());
    }
    offers
}

fn offer(said: &'static str) -> Part {
    Part::of("div", "offer").holds(line("p", "", said))
}

/// What was set out to be done last time, to be ticked off: done, or not yet.
fn set_out(desk: &Desk, place: usize, action: &Action) -> Part {
    let words = desk.words.review();
    let tick = |label: &'static str, done: bool| {
        let chosen = action.done == Some(done);
        let session = desk.session.clone();
        let ticked = Callback::from(move |_| {
            session.tick_off(place, (!chosen).then_some(done));
        });
        Part::button("button small", label)
            .is("aria-label", format!("{label}: {}", action.text))
            .is("aria-pressed", if chosen { "true" } else { "false" })
            .does(ticked)
    };
    Part::of("div", "set-out")
        .holds(line("p", "", (words.last_time)(&action.text)).is("dir", "auto"))
        .holds(
            Part::of("div", "beside")
                .holds(tick(words.done, true))
                .holds(tick(words.not_yet, false)),
        )
}

/// How it stands with a meeting that another tab has, and the way to take it over.
pub fn following(desk: &Desk, followed: Followed) -> Part {
    let words = desk.words.found();
    let said = match followed {
        Followed { taking: true, .. } => AttrValue::from(words.taking_over),
        Followed {
            unsaved: 0, gone, ..
        } => match gone {
            true => words.nobody_observes.into(),
            false => words.followed.into(),
        },
        Followed { unsaved, .. } => (words.being_handed)(unsaved).into(),
    };
    let status = line("p", "saving followed", said).is("role", "status");
    let region = Part::of("div", "about-saving").holds(status);
    match followed.taking {
        true => region,
        false => region.holds(button(
            desk,
            "button small",
            words.observe_here,
            Session::observe_here,
        )),
    }
}

fn button(desk: &Desk, class: &'static str, label: &'static str, deed: fn(&Session)) -> Part {
    let session = desk.session.clone();
    Part::button(class, label).does(Callback::from(move |_| deed(&session)))
}
