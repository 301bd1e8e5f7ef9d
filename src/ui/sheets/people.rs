//! Who is there: names, roles, and what else is said of them. *Not stated* is what holds until
//! somebody states something.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement};
use yew::html::onchange;
use yew::{Callback, Html};

use super::super::Desk;
use super::super::looks::Looks;
use super::super::parts::{Part, line, place, problem};
use super::more::option;
use crate::meeting::Person;
use crate::session::Session;

/// What a field of the table says, by its attribute `data-says`; any other is an attribute's.
const NAME: &str = "name";
const ROLE: &str = "role";

/// The sheet.
pub fn people(desk: &Desk, looks: &Looks) -> Html {
    let words = desk.words.sheets();
    let session = &desk.session;
    let running = session.document().is_some();
    let (roster, attributes) = session.people();
    let changed = {
        let (session, looks) = (session.clone(), looks.clone());
        Callback::from(move |event: Event| {
            if let Some(field) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) {
                take_down(&session, &field);
                looks.again();
            }
        })
    };
    let field = |part: Part, who: usize, says: String, label: String| {
        part.is("data-person", who.to_string())
            .is("data-says", says)
            .is("aria-label", label)
            .hears(Rc::new(onchange::Wrapper::new(changed.clone())))
    };

    let mut head = Part::new("tr")
        .holds(column(words.name))
        .holds(column(words.role));
    for attribute in &attributes {
        head = head.holds(column(attribute).is("dir", "auto"));
    }
    let mut body = Part::new("tbody");
    for (place, (person, who)) in roster.people().iter().zip(roster.everyone()).enumerate() {
        let label = roster.label(who);
        let name: Html = match running {
            true => field(
                Part::new("input")
                    .is("type", "text")
                    .shows_at_first(person.name.clone()),
                place,
                NAME.to_owned(),
                (words.name_of)(label),
            )
            .into(),
            false => line("span", "", label.to_owned()).is("dir", "auto").into(),
        };
        let role = field(
            role_choice(desk, person),
            place,
            ROLE.to_owned(),
            (words.field_of)(words.role, label),
        );
        let mut row = Part::new("tr")
            .holds(
                Part::new("th")
                    .is("scope", "row")
                    .is("data-column", words.name)
                    .holds(name),
            )
            .holds(Part::new("td").is("data-column", words.role).holds(role));
        for attribute in &attributes {
            let stated = person.attributes.get(attribute).cloned().flatten();
            let value = field(
                Part::new("input")
                    .is("type", "text")
                    .is("placeholder", words.not_stated)
                    .is("autocomplete", "off")
                    .shows_at_first(stated.unwrap_or_default()),
                place,
                format!("={attribute}"),
                (words.field_of)(attribute, label),
            );
            row = row.holds(
                Part::new("td")
                    .is("data-column", attribute.clone())
                    .holds(value),
            );
        }
        body = body.holds(row);
    }
    let table = Part::new("table")
        .holds(Part::new("thead").holds(head))
        .holds(body);
    let mut sheet = Part::of("div", "people")
        .holds(Part::of("div", "scroll").holds(table))
        .holds(adding(desk, words.add_attribute, words.add, false));
    if running {
        sheet = sheet.holds(adding(desk, words.add_person, words.add, true));
    }
    let refused = session
        .refusal()
        .map(|refusal| problem(refusal.to_string()));
    sheet
        .holds(place(refused))
        .holds(line("p", "hint", words.people_hint))
        .into()
}

fn column(words: &str) -> Part {
    Part::new("th").is("scope", "col").says(words.to_owned())
}

fn role_choice(desk: &Desk, person: &Person) -> Part {
    let words = desk.words.sheets();
    let role = person.role.as_deref().unwrap_or_default();
    let known = [
        ("", words.no_role),
        ("chair", words.chair),
        ("presenter", words.presenter),
    ];
    let mut select = Part::of("select", "choice");
    for (value, label) in known {
        select = select.holds(option(value.to_owned(), label.to_owned(), value == role));
    }
    if !known.iter().any(|(value, _)| *value == role) {
        select = select.holds(option(role.to_owned(), role.to_owned(), true));
    }
    select
}

/// A field for a new person or a new attribute.
fn adding(desk: &Desk, label: &'static str, add: &'static str, person: bool) -> Part {
    let session = desk.session.clone();
    let added = Callback::from(move |form: Element| {
        let Some(input) = form
            .query_selector("input")
            .ok()
            .flatten()
            .and_then(|input| input.dyn_into::<HtmlInputElement>().ok())
        else {
            return;
        };
        let text = input.value().trim().to_owned();
        let (roster, mut attributes) = session.people();
        let mut people = roster.people().to_vec();
        match person {
            true => people.push(Person {
                name: text.clone(),
                ..Person::default()
            }),
            false if !attributes.contains(&text) => attributes.push(text.clone()),
            false => {}
        }
        if !text.is_empty() && keep(&session, people, attributes) {
            input.set_value("");
        }
    });
    let field = Part::new("input")
        .is("type", "text")
        .is("autocomplete", "off")
        .is("aria-label", label);
    Part::of("div", "one-line")
        .sends(added)
        .holds(line("span", "", label).is("aria-hidden", "true"))
        .holds(field)
        .holds(Part::button("button", add).sender())
}

/// Takes down what a field of the table says now.
fn take_down(session: &Session, field: &Element) {
    let value = match field.dyn_ref::<HtmlInputElement>() {
        Some(input) => input.value(),
        None => field
            .dyn_ref::<HtmlSelectElement>()
            .map_or_else(String::new, |select| select.value()),
    };
    let value = value.trim();
    let stated = (!value.is_empty()).then(|| value.to_owned());
    let (roster, attributes) = session.people();
    let mut people = roster.people().to_vec();
    // Before the meeting, what is said of people goes by the names that are shown.
    if session.document().is_none() {
        for (person, who) in people.iter_mut().zip(roster.everyone()) {
            person.name = roster.label(who).to_owned();
        }
    }
    let place = field.get_attribute("data-person");
    let place = place.and_then(|place| place.parse::<usize>().ok());
    let says = field.get_attribute("data-says").unwrap_or_default();
    let Some(person) = place.and_then(|place| people.get_mut(place)) else {
        return;
    };
    match says.as_str() {
        NAME => person.name = value.to_owned(),
        ROLE => person.role = stated,
        attribute => {
            let name = attribute.strip_prefix('=').unwrap_or(attribute);
            person.attributes.insert(name.to_owned(), stated);
        }
    }
    keep(session, people, attributes);
}

fn keep(session: &Session, mut people: Vec<Person>, attributes: Vec<String>) -> bool {
    if session.document().is_none() {
        let (roster, _) = session.people();
        for (person, who) in people.iter_mut().zip(roster.everyone()) {
            person.name = roster.label(who).to_owned();
        }
    }
    session.set_people(people, attributes).is_ok()
}
