//! Who is there? Under fifteen seconds from opening the page to the board.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement, InputEvent, SubmitEvent};
use yew::html::{oninput, onsubmit};
use yew::{Callback, Html, NodeRef};

use super::looks::{Looks, Sheet};
use super::parts::{Part, line, place, problem};
use super::{Desk, files, later};
use crate::meeting::Roster;

/// The first screen.
pub fn set_up(desk: &Desk, looks: &Looks, input: &NodeRef) -> Html {
    let words = &desk.words.screens;
    let session = &desk.session;
    let draft = session.draft();
    let named = Roster::from_names(&draft.people).map_or_else(|all| all.len(), |r| r.len());

    let typed = {
        let session = session.clone();
        Callback::from(move |event: InputEvent| {
            let mut draft = session.draft();
            if let Some(target) = event.target() {
                match target.dyn_into::<HtmlTextAreaElement>() {
                    Ok(people) => draft.people = people.value(),
                    Err(other) => {
                        let title: HtmlInputElement = other.unchecked_into();
                        draft.title = title.value();
                    }
                }
            }
            session.set_draft(draft);
        })
    };
    let start = {
        let session = session.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Err(problem) = session.start() {
                session.refuse_file(problem);
            }
        })
    };
    let field = |part: Part, id: &'static str, hint: &'static str| {
        part.is("id", id)
            .is("autocomplete", "off")
            .is("aria-describedby", hint)
            .hears(Rc::new(oninput::Wrapper::new(typed.clone())))
    };
    let people = field(Part::new("textarea"), "people", "people-hint people-count")
        .is("rows", "3")
        .is("autocapitalize", "words")
        .is("spellcheck", "false")
        .shows(draft.people);
    let title = field(Part::new("input"), "title", "title-hint")
        .is("type", "text")
        .shows(draft.title);
    let count = line("span", "hint count", (words.people_named)(named))
        .is("id", "people-count")
        .is("aria-live", "polite");
    let mut form = Part::new("form")
        .hears(Rc::new(onsubmit::Wrapper::new(start)))
        .holds(
            labelled(
                words.people,
                "people",
                words.people_hint,
                "people-hint",
                people,
            )
            .holds(count),
        )
        .holds(labelled(
            words.title,
            "title",
            words.optional,
            "title-hint",
            title,
        ));
    let way = |label: &'static str, sheet: Sheet| {
        let looks = looks.clone();
        Part::button("link", label).does(Callback::from(move |_| looks.lay(Some(sheet))))
    };
    let mut ways = Part::of("div", "ways");
    if named > 0 {
        ways = ways.holds(way(words.describe, Sheet::People));
    }
    form = form.holds(ways.holds(way(words.notice, Sheet::Notice)));
    let refused = session.notice().map(|notice| problem(notice.to_string()));
    form = form.holds(place(refused));
    let start = Part::button("button main wide", words.start_meeting).is("type", "submit");

    let mut sheet = Part::of("div", "sheet")
        .holds(line("h1", "", words.product))
        .holds(line("p", "tagline", words.tagline));
    let offer = match (session.offers_to_continue(), session.offers_the_last()) {
        (true, _) => Some((words.unfinished, words.continue_meeting, "button main")),
        (_, true) => Some((words.last_kept, words.open_last, "button")),
        _ => None,
    };
    if let Some((said, label, class)) = offer {
        let session = session.clone();
        let go_on = Callback::from(move |_| {
            // It was this part that found what is offered.
            if let Some(later) = later::here() {
                (later.go_on)(&session);
            }
        });
        let offer = Part::of("div", "offer").holds(line("p", "", said));
        sheet = sheet.holds(offer.holds(Part::button(class, label).does(go_on)));
    }
    let pick = {
        let input = input.clone();
        Callback::from(move |_| files::pick(&input))
    };
    // Room for what comes later, so that nothing moves under a finger.
    let mut doors = Part::of("div", "beside doors");
    if let Some(later) = later::here() {
        doors = doors.holds((later.doors)(desk, looks));
    }
    sheet
        .holds(form.holds(start))
        .holds(doors)
        .holds(
            Part::of("div", "beside")
                .holds(Part::button("button", words.open_file).does(pick))
                .holds(files::picker(desk, input))
                .holds(line("span", "hint", words.drop_hint)),
        )
        .holds(line("p", "hint privacy", words.privacy))
        .into()
}

/// A field with its label and a hint.
fn labelled(
    label: &'static str,
    id: &'static str,
    hint: &'static str,
    hint_id: &'static str,
    field: Part,
) -> Part {
    Part::of("div", "field")
        .holds(Part::new("label").is("for", id).says(label))
        .holds(line("span", "hint", hint).is("id", hint_id))
        .holds(field)
}
