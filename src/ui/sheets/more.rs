//! What else there is to say of a person: several at once, making room for somebody, coming and
//! going, a note.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement};
use yew::html::onchange;
use yew::{Callback, Html, TargetCast};

use super::super::Desk;
use super::super::looks::{Looks, Sheet};
use super::super::parts::{Part, line};
use crate::browser::haptics;
use crate::meeting::{AllyKind, Course, Meeting, Outcome, Roster, What, Who};
use crate::time::Moment;

/// The sheet of one person.
pub fn more(desk: &Desk, looks: &Looks, who: Who, at: Moment) -> Html {
    let words = desk.words.sheets();
    let session = &desk.session;
    let Some(document) = session.document() else {
        return Html::default();
    };
    let meeting = &document.meeting;
    let course = session.course();
    let name = meeting.roster.label(who);
    let deed = |label: String, what: What| {
        let (session, looks) = (session.clone(), looks.clone());
        let deed = Callback::from(move |_| {
            haptics::tick();
            // A refusal is said on the strip.
            let _ = session.say(Some(at), what.clone());
            looks.lay(None);
        });
        Part::of("button", "button")
            .is("type", "button")
            .says(label)
            .does(deed)
    };
    let mut sheet = Part::of("div", "more-for");
    let mut own = Part::of("div", "deeds");
    own = match course.floor().held_by(who) {
        Some(_) => own.holds(deed((words.stops)(name), What::Stops { who })),
        None => own.holds(deed((words.joins_in)(name), What::JoinsIn { who })),
    };
    own = match course.is_present(who) {
        true => own.holds(deed((words.leaves)(name), What::Leaves { who })),
        false => own.holds(deed((words.arrives)(name), What::Arrives { who })),
    };
    sheet = sheet.holds(own);

    let others: Vec<Who> = meeting
        .roster
        .everyone()
        .filter(|other| *other != who)
        .collect();
    let proposed = looks
        .with()
        .or_else(|| proposed(meeting, &course, who))
        .or_else(|| others.first().copied());
    if let Some(with) = proposed {
        let other = meeting.roster.label(with);
        let ally = |label: fn(&str, &str) -> String, kind: AllyKind| {
            let what = What::AllyMoment {
                kind,
                who,
                for_whom: with,
            };
            deed(label(name, other), what).is("class", "button ally")
        };
        let interrupts = What::Interrupts {
            who,
            whom: with,
            outcome: Outcome::Yielded,
            manner: None,
        };
        let talked_over = What::TalkedOver {
            whom: who,
            by: Some(with),
        };
        sheet = sheet
            .holds(choice(
                looks,
                words.with_whom,
                &meeting.roster,
                &others,
                with,
            ))
            .holds(
                Part::of("div", "deeds")
                    .holds(ally(words.hands_back, AllyKind::HandsBack))
                    .holds(ally(words.invites, AllyKind::Invites))
                    .holds(ally(words.amplifies, AllyKind::Amplifies))
                    .holds(ally(words.credits, AllyKind::Credits))
                    .holds(
                        deed((words.interrupts)(name, other), interrupts)
                            .is("class", "button interruption"),
                    )
                    .holds(
                        deed((words.talked_over_by)(name, other), talked_over)
                            .is("class", "button cut-off"),
                    ),
            );
    }
    let people = {
        let looks = looks.clone();
        Callback::from(move |_| looks.lay(Some(Sheet::People)))
    };
    sheet
        .holds(note(desk, looks, Some(who), at))
        .holds(Part::of("div", "deeds").holds(Part::button("button", words.rename).does(people)))
        .into()
}

/// Whom an ally moment of this person's is likely to be for: whoever was cut off last, else whoever
/// speaks.
fn proposed(meeting: &Meeting, course: &Course, who: Who) -> Option<Who> {
    let interrupted = course
        .interruptions()
        .iter()
        .rev()
        .find(|one| one.outcome == Outcome::Yielded)
        .map(|one| (one.at, one.whom));
    let talked_over = course.talked_over().last().map(|one| (one.at, one.whom));
    let last = interrupted.max(talked_over).map(|(_, whom)| whom);
    let speaking = course.floor().other_than(who).map(|holder| holder.who);
    last.filter(|last| *last != who && meeting.roster.has(*last))
        .or(speaking)
}

fn choice(looks: &Looks, label: &'static str, roster: &Roster, others: &[Who], with: Who) -> Part {
    let chosen = {
        let looks = looks.clone();
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            looks.set_with(select.value().parse().ok().and_then(Who::at));
        })
    };
    let mut select = Part::of("select", "choice").hears(Rc::new(onchange::Wrapper::new(chosen)));
    for other in others {
        select = select.holds(option(
            other.place().to_string(),
            roster.label(*other).to_owned(),
            *other == with,
        ));
    }
    Part::of("label", "asked").says(label).holds(select)
}

/// One option of a choice.
pub fn option(value: String, words: String, selected: bool) -> Part {
    let option = Part::new("option").is("value", value).says(words);
    match selected {
        true => option.is("selected", "selected"),
        false => option,
    }
}

/// A note of the observer's.
pub fn note(desk: &Desk, looks: &Looks, who: Option<Who>, at: Moment) -> Html {
    let words = desk.words.sheets();
    let written = {
        let (session, looks) = (desk.session.clone(), looks.clone());
        Callback::from(move |form: Element| {
            let field = form.query_selector("input").ok().flatten();
            let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
            let text = field.map_or_else(String::new, |field| field.value());
            if !text.trim().is_empty() {
                let text = text.trim().to_owned();
                let _ = session.say(Some(at), What::Notes { text, who });
            }
            looks.lay(None);
        })
    };
    let label = match who {
        Some(who) => (words.note_about)(desk.session.people().0.label(who)),
        None => words.note_title.to_owned(),
    };
    let field = Part::new("input")
        .is("type", "text")
        .is("name", "note")
        .is("autocomplete", "off")
        .is("aria-label", label.clone());
    Part::of("div", "one-line")
        .sends(written)
        .holds(line("span", "", label).is("aria-hidden", "true"))
        .holds(field)
        .holds(Part::button("button", words.keep_note).sender())
        .into()
}
