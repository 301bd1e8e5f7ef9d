//! Who is there? Under fifteen seconds from opening the page to the board.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement, InputEvent, KeyboardEvent};
use yew::html::oninput;
use yew::{Callback, Html, NodeRef, TargetCast};

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
    // No form: where forms are not allowed, as in some frames, nobody would hear of it.
    let start = {
        let session = session.clone();
        move || {
            if let Err(problem) = session.start() {
                session.refuse_file(problem);
            }
        }
    };
    let on_enter = {
        let start = start.clone();
        Callback::from(move |event: KeyboardEvent| {
            let field = event.target_dyn_into::<HtmlInputElement>();
            if event.key() == "Enter" && !event.is_composing() && field.is_some() {
                start();
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
    let (roster, _) = session.people();
    let labels: Vec<&str> = roster.everyone().map(|who| roster.label(who)).collect();
    let mut counted = (words.people_named)(named);
    if named > 0 {
        counted = format!("{counted}: {}", labels.join(" · "));
    }
    let count = line("span", "hint count", counted)
        .is("id", "people-count")
        .is("aria-live", "polite");
    let mut form = Part::of("div", "form")
        .takes_keys(on_enter)
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
    let start = Part::button("button main wide", words.start_meeting)
        .does(Callback::from(move |_| start()));

    let mut sheet = Part::of("div", "sheet")
        .holds(line("h1", "", words.product))
        .holds(line("p", "tagline", words.tagline));
    if let Some(later) = later::here() {
        sheet = sheet.holds_all((later.offers)(desk));
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
