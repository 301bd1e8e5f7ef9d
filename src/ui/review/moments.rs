//! The small patterns of a meeting, and the question that a review ends with.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, MouseEvent, ShadowRoot};
use yew::virtual_dom::VComp;
use yew::{Callback, Html, TargetCast};

use crate::chart::ChartKind;
use crate::file::Document;
use crate::measure::summary::Reading;
use crate::measure::{MomentKind, SmallMoment};
use crate::text::clock;
use crate::time::Moment;
use crate::ui::Desk;
use crate::ui::attention::{Said, SaidProps};
use crate::ui::looks::{ALL_MOMENTS, Looks};
use crate::ui::parts::{Part, line, place};

/// How many moments are shown at first.
const SHOWN: usize = 12;
const RULES: &str = "moment-rules";

/// The moments, each to be marked on the timeline and to be answered.
pub fn moments(
    desk: &Desk,
    looks: &Looks,
    document: &Document,
    (reading, whole): (&Reading, &Reading),
    can_change: bool,
) -> Part {
    let words = desk.words.review();
    let said = desk.words.moments();
    let roster = &document.meeting.roster;
    let name = |who| roster.label(who).to_owned();
    let all = &reading.summary.moments;
    let shown = match looks.is_open(ALL_MOMENTS) {
        true => all.len(),
        false => SHOWN,
    };
    let chosen = looks.marked();
    let chosen = all.iter().find(|moment| chosen == Some(span(moment)));
    let mut list = Part::of("ol", "moments").is("role", "list");
    let mut answered = None;
    for moment in all.iter().take(shown) {
        let span = span(moment);
        // What was set out is kept with a time, and is shown once.
        let answers = match answered.replace(moment.at) == Some(moment.at) {
            true => Vec::new(),
            false => answers(document, moment),
        };
        let pressed = match looks.marked() == Some(span) {
            true => "true",
            false => "false",
        };
        let choose = {
            let looks = looks.clone();
            Callback::from(move |event: MouseEvent| {
                looks.mark(span);
                // A key leaves the page where it is: the focus would be out of sight.
                let by_key = event.detail() == 0;
                if looks.marked().is_some() && !by_key {
                    show_timeline(&event);
                }
            })
        };
        let at = clock(moment.at.since(Moment::START));
        list = list.holds(
            Part::new("li")
                .holds(
                    Part::of("button", "moment")
                        .is("type", "button")
                        .is("aria-pressed", pressed)
                        .is("data-kind", moment.kind().name())
                        .does(choose)
                        .holds(line("span", "at", at))
                        .holds(line("span", "kind", (said.kind)(moment.kind())))
                        .holds(
                            line("span", "said", (said.sentence)(moment, &name)).is("dir", "auto"),
                        ),
                )
                .holds_all(answers),
        );
    }
    let more = (all.len() > SHOWN).then(|| {
        let looks = looks.clone();
        let all = match looks.is_open(ALL_MOMENTS) {
            true => (words.show_first)(SHOWN),
            false => (words.show_all)(all.len()),
        };
        Part::of("button", "link")
            .is("type", "button")
            .says(all)
            .does(Callback::from(move |_| looks.toggle(ALL_MOMENTS)))
    });
    let rules = {
        let looks = looks.clone();
        let open = looks.is_open(RULES);
        Part::button("link", words.rules)
            .is("aria-expanded", if open { "true" } else { "false" })
            .does(Callback::from(move |_| looks.toggle(RULES)))
    };
    let told = looks.is_open(RULES).then(|| {
        let mut told = Part::of("dl", "how");
        for kind in MomentKind::ALL {
            told = told.holds(line("dt", "", (said.kind)(kind))).holds(line(
                "dd",
                "",
                (said.rule)(kind),
            ));
        }
        told
    });
    let on_timeline = desk.face.charts().contains(&ChartKind::Timeline);
    let hint = match (all.is_empty(), on_timeline) {
        (true, _) => words.no_moments,
        (false, true) => words.moments_hint,
        (false, false) => words.moments_hint_alone,
    };
    let of_part = looks.options().window.map(|_| {
        let (some, all) = (all.len(), whole.summary.moments.len());
        line("p", "hint", (words.moments_of_part)(some, all))
    });
    let said = SaidProps {
        words: match (chosen, on_timeline) {
            (Some(moment), true) => {
                let at = |moment: Moment| clock(moment.since(Moment::START));
                let (from, to) = span(moment);
                (words.marked)(&at(from), &at(to)).into()
            }
            _ => words.not_marked.into(),
        },
    };
    Part::of("section", "card")
        .is("aria-labelledby", "moments-heading")
        .holds(line("h2", "", words.moments).is("id", "moments-heading"))
        .holds(line("p", "hint", hint))
        .holds(place(of_part))
        .holds(list)
        .holds(VComp::new::<Said>(Rc::new(said), None))
        .holds(place(more))
        .holds(place(question(desk, document, chosen, can_change)))
        .holds(Part::of("div", "more").holds(rules))
        .holds(place(told))
}

/// What was set out to be done about a moment.
fn answers(document: &Document, moment: &SmallMoment) -> Vec<Html> {
    let actions = document.meeting.actions.iter();
    let actions = actions.filter(|action| action.at == Some(moment.at));
    actions
        .map(|action| {
            line("p", "answer", action.text.clone())
                .is("dir", "auto")
                .into()
        })
        .collect()
}

/// From when until when a moment is marked.
fn span(moment: &SmallMoment) -> (Moment, Moment) {
    (moment.at, moment.end().unwrap_or(moment.at))
}

/// Brings the timeline into view, where the moment is marked.
fn show_timeline(event: &MouseEvent) {
    let target: Element = event.target_unchecked_into();
    let root = target.get_root_node().dyn_into::<ShadowRoot>();
    let timeline = root
        .ok()
        .and_then(|root| root.get_element_by_id("timeline-heading"));
    if let Some(timeline) = timeline {
        timeline.scroll_into_view();
    }
}

/// The question that a review ends with, and the answers so far; about the moment that is chosen, if
/// one is. Where nothing can be changed, the answers that there are.
fn question(
    desk: &Desk,
    document: &Document,
    chosen: Option<&SmallMoment>,
    can_change: bool,
) -> Option<Part> {
    if !can_change && document.meeting.actions.is_empty() {
        return None;
    }
    let words = desk.words.review();
    let session = &desk.session;
    let at = chosen.map(|moment| moment.at);
    let about = chosen.map(|moment| {
        let name = |who| document.meeting.roster.label(who).to_owned();
        let said = (desk.words.moments().sentence)(moment, &name);
        line("span", "about", (words.about_moment)(&said))
            .is("id", "question-about")
            .is("dir", "auto")
    });
    let answered = {
        let session = session.clone();
        Callback::from(move |form: Element| {
            let field = form.query_selector("input").ok().flatten();
            let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
            if let Some(field) = field {
                let text = field.value();
                if !text.trim().is_empty() {
                    session.set_out(text.trim(), at);
                    field.set_value("");
                }
            }
        })
    };
    let mut suggestions = Part::new("datalist").is("id", "suggestions");
    for suggestion in words.suggestions {
        suggestions = suggestions.holds(Part::new("option").is("value", suggestion));
    }
    let field = Part::new("input")
        .is("type", "text")
        .is("list", "suggestions")
        .is("autocomplete", "off")
        .is("aria-label", words.question)
        .is("aria-describedby", "question-about question-hint");
    let mut answers = Part::of("ul", "answers-so-far").is("role", "list");
    for (number, action) in document.meeting.actions.iter().enumerate() {
        let drop = can_change.then(|| {
            let session = session.clone();
            let drop = Callback::from(move |_| session.drop_action(number));
            Part::button("link", "×")
                .is("aria-label", (words.drop_action)(&action.text))
                .does(drop)
                .into()
        });
        let at = action.at.map(|at| clock(at.since(Moment::START)));
        answers = answers.holds(
            Part::new("li")
                .holds(line("span", "at", at.unwrap_or_default()))
                .holds(line("span", "", action.text.clone()).is("dir", "auto"))
                .holds_all(drop.into_iter().collect()),
        );
    }
    let mut asked = Part::of("div", "question").holds(line("strong", "", words.question));
    if can_change {
        asked = asked
            .sends(answered)
            .holds(place(about))
            .holds(line("span", "hint", words.question_hint).is("id", "question-hint"))
            .holds(
                Part::of("div", "one-line")
                    .holds(field)
                    .holds(suggestions)
                    .holds(Part::button("button", words.set_out).sender()),
            );
    }
    Some(asked.holds(answers))
}
