//! What of a meeting is looked at: which part of it, whether with those who have a role, and by what.

use std::rc::Rc;

use web_sys::{Event, HtmlInputElement, HtmlSelectElement};
use yew::html::{onchange, oninput};
use yew::virtual_dom::VComp;
use yew::{Callback, TargetCast};

use crate::file::Document;
use crate::measure::summary::Reading;
use crate::text::clock;
use crate::time::Moment;
use crate::ui::Desk;
use crate::ui::attention::{Said, SaidProps};
use crate::ui::looks::Looks;
use crate::ui::parts::{Part, line, place};

/// Two sliders, by mouse, touch and keys alike: every number follows them.
pub fn choice_of_part(desk: &Desk, looks: &Looks, document: &Document, whole: &Reading) -> Part {
    let words = desk.words.review();
    let end = whole.until;
    let (from, to) = looks.options().window.unwrap_or((Moment::START, end));
    let slider = |label: &'static str, at: Moment, is_start: bool| {
        let moved = {
            let looks = looks.clone();
            Callback::from(move |event: web_sys::InputEvent| {
                let input: HtmlInputElement = event.target_unchecked_into();
                let at = Moment::nearest(input.value_as_number() * 1000.0);
                let (from, to) = match is_start {
                    true => (at.min(to), to),
                    false => (from, at.max(from)),
                };
                looks.look_at_seconds(from, to, end);
            })
        };
        let shown = clock(at.since(Moment::START));
        let input = Part::new("input")
            .is("type", "range")
            .is("min", "0")
            .is("max", (end.seconds().ceil() as u64).to_string())
            .is("step", "1")
            .is("aria-label", label)
            .is("aria-valuetext", shown.clone())
            .shows((at.seconds().ceil() as u64).to_string())
            .hears(Rc::new(oninput::Wrapper::new(moved)));
        Part::of("label", "slider")
            .holds(line("span", "", label))
            .holds(input)
            .holds(line("span", "at", shown))
    };
    let shown = |moment: Moment| clock(moment.since(Moment::START));
    let back = looks.options().window.map(|(from, to)| {
        let looks = looks.clone();
        Part::of("div", "of-part")
            .holds(line("p", "", (words.of_part)(&shown(from), &shown(to))))
            .holds(
                Part::button("button", words.whole)
                    .does(Callback::from(move |_| looks.look_at(None))),
            )
    });
    let said = SaidProps {
        words: match looks.options().window {
            Some((from, to)) => (words.of_part)(&shown(from), &shown(to)).into(),
            None => words.of_whole.into(),
        },
    };
    let has_roles = document
        .meeting
        .roster
        .people()
        .iter()
        .any(|person| person.role.is_some());
    let roles = has_roles.then(|| {
        let turned = {
            let looks = looks.clone();
            Callback::from(move |event: Event| {
                let input: HtmlInputElement = event.target_unchecked_into();
                looks.leave_out_roles(input.checked());
            })
        };
        Part::of("label", "switch")
            .holds(
                Part::new("input")
                    .is("type", "checkbox")
                    .is("role", "switch")
                    .is("aria-label", words.without_roles)
                    .checked(looks.options().without_roles)
                    .hears(Rc::new(onchange::Wrapper::new(turned))),
            )
            .holds(line("span", "", words.without_roles).is("aria-hidden", "true"))
    });
    Part::of("section", "card part")
        .is("aria-labelledby", "part-heading")
        .holds(line("h2", "", words.part).is("id", "part-heading"))
        .holds(slider(words.from, from, true))
        .holds(slider(words.to, to, false))
        .holds(place(back))
        .holds(VComp::new::<Said>(Rc::new(said), None))
        .holds(place(roles))
        .holds(place(choice_of_groups(desk, looks, document)))
}

/// Interruptions by person, or by what people have stated of themselves.
fn choice_of_groups(desk: &Desk, looks: &Looks, document: &Document) -> Option<Part> {
    let words = desk.words.review();
    let attributes = &document.meeting.attributes;
    if attributes.is_empty() {
        return None;
    }
    let chosen = {
        let looks = looks.clone();
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            looks.show_by(select.value().parse().ok());
        })
    };
    let mut select = Part::of("select", "choice")
        .is("aria-label", words.by)
        .hears(Rc::new(onchange::Wrapper::new(chosen)));
    let people = std::iter::once((String::new(), words.by_person.to_owned()));
    let groups = attributes.iter().enumerate();
    let groups = groups.map(|(place, name)| (place.to_string(), name.clone()));
    let shown = looks.by().map_or(String::new(), |place| place.to_string());
    for (value, label) in people.chain(groups) {
        let option = Part::new("option").is("value", value.clone()).says(label);
        select = select.holds(match value == shown {
            true => option.is("selected", "selected"),
            false => option,
        });
    }
    Some(Part::of("label", "asked").says(words.by).holds(select))
}
