//! Switches, and the way to the other sheets.

use std::rc::Rc;

use web_sys::{Event, HtmlInputElement};
use yew::html::onchange;
use yew::{Callback, Html, TargetCast};

use super::super::Desk;
use super::super::looks::{Looks, Sheet, Switch};
use super::super::parts::{Part, line};

/// The sheet.
pub fn options(desk: &Desk, looks: &Looks) -> Html {
    let words = desk.words.sheets();
    let way = |label: &'static str, sheet: Sheet| {
        let looks = looks.clone();
        Part::button("button", label).does(Callback::from(move |_| looks.lay(Some(sheet))))
    };
    let arrange = {
        let looks = looks.clone();
        Callback::from(move |_| {
            looks.lay(None);
            looks.switch(Switch::Arranging, true);
        })
    };
    Part::of("div", "options")
        .holds(
            Part::of("div", "deeds")
                .holds(way(words.log, Sheet::Log))
                .holds(way(words.people, Sheet::People))
                .holds(way(desk.words.whereabouts().title, Sheet::Whereabouts))
                .holds(Part::button("button", words.arrange).does(arrange)),
        )
        .holds(switch(looks, Switch::Keys, words.keys, words.keys_hint))
        .holds(switch(
            looks,
            Switch::Numbers,
            words.numbers,
            words.numbers_hint,
        ))
        .holds(switch(looks, Switch::Awake, words.awake, words.awake_hint))
        .into()
}

fn switch(looks: &Looks, switch: Switch, label: &'static str, hint: &'static str) -> Part {
    let turned = {
        let looks = looks.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            looks.switch(switch, input.checked());
        })
    };
    let mut input = Part::new("input")
        .is("type", "checkbox")
        .is("role", "switch")
        .is("aria-label", label)
        .hears(Rc::new(onchange::Wrapper::new(turned)));
    input = input.checked(looks.is_on(switch));
    Part::of("label", "switch")
        .holds(input)
        .holds(line("span", "", label).is("aria-hidden", "true"))
        .holds(line("span", "hint", hint))
}
