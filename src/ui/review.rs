//! The review: what the team looks at afterwards, words before pictures.

use web_sys::{HtmlSelectElement, MouseEvent};
use yew::{Callback, Html, TargetCast, component, html, use_memo, use_node_ref, use_state};

use super::board::saving;
use super::figure::FigureCard;
use super::width::use_width;
use super::{Desk, ScreenProps, files, use_seconds};
use crate::chart::{ChartKind, Figure, Subject};
use crate::meeting::Tap;
use crate::session::Shown;

/// The review.
#[component]
pub fn Review(props: &ScreenProps) -> Html {
    let desk = &props.desk;
    let words = &desk.words.screens;
    let session = &desk.session;
    let root = use_node_ref();
    let input = use_node_ref();
    let format = use_state(|| "json".to_owned());
    let width = use_width(&root);
    let running = session.now().is_some();
    use_seconds(running);

    // The charts of a meeting that stands still are computed once.
    let key = (session.content(), session.now(), width);
    let figures = use_memo(key, |(_, _, width)| figures(desk, *width));

    let notice = session.notice().map(|problem| {
        html! { <p class="problem" role="alert">{ problem.to_string() }</p> }
    });
    let Some(document) = session.document() else {
        return html! {
            // The same tag as below: the width that is observed is that of one node.
            <article class="review" ref={root}>
                <h1>{ words.product }</h1>
                <p>{ words.nothing_open }</p>
                { for notice }
                <div class="actions">
                    { files::open_button(desk, &input) }
                    { action(words.new_meeting, { let s = session.clone(); move || s.new_meeting() }) }
                </div>
            </article>
        };
    };
    let meeting = &document.meeting;
    let title = match meeting.title.as_str() {
        "" => words.untitled,
        title => title,
    };
    let (observed_s, left_open) = session.reading().map_or((0.0, false), |reading| {
        (reading.summary.observed_s, reading.left_open)
    });
    let chosen = {
        let format = format.clone();
        Callback::from(move |event: yew::Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            format.set(select.value());
        })
    };
    let save = {
        let (desk, format) = (desk.clone(), format.clone());
        move || files::save(&desk, &format)
    };
    let print = || {
        if let Some(window) = web_sys::window() {
            // A page that may not print says so itself.
            let _ = window.print();
        }
    };
    let undo_end = {
        let session = session.clone();
        move || {
            let _ = session.tap(Tap::Undo, None);
        }
    };
    let ended = session.course().floor().ended.is_some();
    html! {
        <article class="review" ref={root}>
            <header class="heading">
                <h1 dir="auto">{ title }</h1>
                <p class="hint">{ (words.about)(observed_s / 60.0, meeting.roster.len()) }</p>
                if left_open {
                    <p class="hint">{ words.left_open }</p>
                }
                { saving(desk) }
            </header>
            <div class="actions">
                if running {
                    { main_action(words.back_to_board, { let s = session.clone(); move || s.show(Shown::Board) }) }
                }
                { action(words.save, save) }
                <label class="choice">
                    <span class="unseen">{ words.save_as }</span>
                    <select onchange={chosen}>
                        <option value="json" selected={*format == "json"}>{ words.format_meeting }</option>
                        <option value="rttm" selected={*format == "rttm"}>{ words.format_rttm }</option>
                    </select>
                </label>
                { files::open_button(desk, &input) }
                { action(words.print, print) }
                { action(words.new_meeting, { let s = session.clone(); move || s.new_meeting() }) }
                if ended && meeting.source.is_none() {
                    { action(words.undo_end, undo_end) }
                }
            </div>
            { for notice }
            <div class="figures">
                { for figures.iter().map(|figure| html! {
                    <FigureCard key={figure.kind.name()} figure={figure.clone()} words={desk.words} />
                }) }
            </div>
        </article>
    }
}

fn action(label: &'static str, act: impl Fn() + 'static) -> Html {
    button("button", label, Callback::from(move |_| act()))
}

fn main_action(label: &'static str, act: impl Fn() + 'static) -> Html {
    button("button main", label, Callback::from(move |_| act()))
}

fn button(class: &'static str, label: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" {class} {onclick}>{ label }</button> }
}

/// Every chart, drawn for this width of the page; none while it is not known.
fn figures(desk: &Desk, width: u32) -> Vec<std::rc::Rc<Figure>> {
    let session = &desk.session;
    let (Some(document), Some(reading)) = (session.document(), session.reading()) else {
        return Vec::new();
    };
    if width == 0 {
        return Vec::new();
    }
    let course = session.course();
    let subject = Subject {
        meeting: &document.meeting,
        course: &course,
        reading: &reading,
        words: &desk.words.charts,
    };
    ChartKind::ALL
        .into_iter()
        .map(|kind| std::rc::Rc::new(subject.figure(kind, f64::from(width) - CARD_PADDING)))
        .collect()
}

/// What a card takes of the width on both sides together, as in `styles/element.css`.
const CARD_PADDING: f64 = 34.0;
