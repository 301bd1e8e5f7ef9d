//! What was tapped before the board was there, told to it afterwards with the times of the gestures.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, MouseEvent};

use super::keys::{self, Meant};
use crate::browser::early;
use crate::meeting::{Tap, Who};
use crate::session::Session;

/// Records it, if this page took a meeting up by itself; else it was meant for nothing that is here.
/// `only`: no other element is on the page.
pub fn replay(session: &Session, host: &HtmlElement, only: bool) {
    let taken_up = session.is_taken_up();
    // The question about the time in between takes more room than the strip in whose place it is: the
    // tiles were where they are without it.
    let root = host.shadow_root();
    let gap = root.and_then(|root| root.query_selector(".gap").ok().flatten());
    if let Some(gap) = &gap {
        gap.class_list().add_1("as-strip").unwrap_or_default();
    }
    for event in early::taken(host, only) {
        if !taken_up {
            continue;
        }
        let tap = match event.dyn_ref::<KeyboardEvent>() {
            Some(key) => of_key(session, key),
            None => of_click(host, &event),
        };
        if let Some(tap) = tap {
            session.touch(tap, event.time_stamp());
        }
    }
    if let Some(gap) = &gap {
        gap.class_list().remove_1("as-strip").unwrap_or_default();
    }
}

fn of_key(session: &Session, key: &KeyboardEvent) -> Option<Tap> {
    match keys::meant(key, &session.seats(), false)? {
        Meant::Tap(tap) => Some(tap),
        Meant::PauseOrResume => Some(match session.course().floor().paused {
            Some(_) => Tap::Resume,
            None => Tap::Pause,
        }),
    }
}

/// What lies now where the click was.
fn of_click(host: &HtmlElement, event: &Event) -> Option<Tap> {
    let click: &MouseEvent = event.dyn_ref()?;
    let shadow = host.shadow_root()?;
    let hit = shadow.element_from_point(click.client_x() as f32, click.client_y() as f32)?;
    let button = hit.closest("button").ok()??;
    let class = button.class_list();
    if class.contains("silence") {
        return Some(Tap::Silence);
    }
    let who = person(&button)?;
    let is = |name| class.contains(name);
    match (is("speaks"), is("interrupts"), is("talked-over")) {
        (true, ..) => Some(Tap::Speaks(who)),
        (_, true, _) => Some(Tap::Interrupts(who)),
        (.., true) => Some(Tap::TalkedOver(who)),
        _ => None,
    }
}

fn person(button: &Element) -> Option<Who> {
    let tile = button.closest("[data-place]").ok()??;
    Who::at(tile.get_attribute("data-place")?.parse().ok()?)
}
