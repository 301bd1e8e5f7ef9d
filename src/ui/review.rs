//! The review: what the team looks at afterwards, words before pictures.

use std::rc::Rc;

use web_sys::{HtmlSelectElement, MouseEvent};
use yew::{Callback, Html, NodeRef};

use super::figure::card;
use super::looks::Looks;
use super::parts::{Part, line, problem};
use super::saving::saving;
use super::{Desk, files};
use crate::chart::{ChartKind, Figure, Subject};
use crate::session::Shown;

/// What the buttons of the review do.
#[derive(Clone, Copy)]
enum Deed {
    BackToBoard,
    Save,
    OpenFile,
    Print,
    NewMeeting,
    UndoEnd,
}

/// The review.
pub fn review(desk: &Desk, looks: &Looks, root: &NodeRef, input: &NodeRef) -> Html {
    let words = &desk.words.screens;
    let session = &desk.session;
    let on_deed = {
        let (desk, looks, input) = (desk.clone(), looks.clone(), input.clone());
        Callback::from(move |(deed, _): (Deed, MouseEvent)| act(deed, &desk, &looks, &input))
    };
    let button = |words: &'static str, deed: Deed| {
        Part::button("button", words).does(on_deed.reform(move |event| (deed, event)))
    };
    let open = Part::of("span", "open")
        .holds(button(words.open_file, Deed::OpenFile))
        .holds(files::picker(desk, input));
    let mut heading = Part::of("header", "heading");
    let mut actions = Part::of("div", "actions");
    let mut figures = Part::of("div", "figures");
    match session.document() {
        None => {
            heading = heading.holds(line("h1", "", words.product)).holds(line(
                "p",
                "hint",
                words.nothing_open,
            ));
            actions = actions.holds(open);
        }
        Some(document) => {
            let meeting = &document.meeting;
            let (observed_s, left_open) = session.reading().map_or((0.0, false), |reading| {
                (reading.summary.observed_s, reading.left_open)
            });
            let about = (words.about)(observed_s / 60.0, meeting.roster.len());
            heading = heading
                .holds(line("h1", "", desk.title(meeting)).is("dir", "auto"))
                .holds(line("p", "hint", about));
            if left_open {
                heading = heading.holds(line("p", "hint", words.left_open));
            }
            heading = heading.holds(saving(desk));
            if session.now().is_some() {
                let back = button(words.back_to_board, Deed::BackToBoard);
                actions = actions.holds(back.is("class", "button main"));
            }
            actions = actions
                .holds(button(words.save, Deed::Save))
                .holds(format_choice(desk, looks))
                .holds(open)
                .holds(button(words.print, Deed::Print));
            if session.course().floor().ended.is_some() && meeting.source.is_none() {
                actions = actions.holds(button(words.undo_end, Deed::UndoEnd));
            }
            for figure in looks.figures(|width| draw(desk, width), session) {
                figures = figures.holds(card(&figure, desk.words, looks));
            }
        }
    }
    let mut review = Part::of("article", "review")
        .at(root)
        .is("tabindex", "-1")
        .holds(heading)
        .holds(actions.holds(button(words.new_meeting, Deed::NewMeeting)));
    if let Some(notice) = session.notice() {
        review = review.holds(problem(notice.to_string()));
    }
    review.holds(figures).into()
}

fn act(deed: Deed, desk: &Desk, looks: &Looks, input: &NodeRef) {
    let session = &desk.session;
    match deed {
        Deed::BackToBoard => session.show(Shown::Board),
        Deed::Save => files::save(desk, chosen_format(desk, looks)),
        Deed::OpenFile => files::pick(input),
        Deed::Print => {
            if let Some(window) = web_sys::window() {
                // A page that may not print says so itself.
                let _ = window.print();
            }
        }
        Deed::NewMeeting => session.new_meeting(),
        Deed::UndoEnd => {
            // A refusal is said on the board.
            let _ = session.undo_end();
        }
    }
}

/// What a meeting can be saved as: the words of the choice, and the format's name.
fn formats(desk: &Desk) -> [(&'static str, &'static str); 2] {
    let words = &desk.words.screens;
    [(words.format_meeting, "json"), (words.format_rttm, "rttm")]
}

fn format_choice(desk: &Desk, looks: &Looks) -> Part {
    let mut choice = Part::of("select", "choice")
        .at(&looks.format)
        .is("aria-label", desk.words.screens.save_as);
    for (words, name) in formats(desk) {
        let mut option = Part::new("option").is("value", name).says(words);
        if name == "json" {
            option = option.is("selected", "selected");
        }
        choice = choice.holds(option);
    }
    choice
}

/// The name of the format that is chosen.
fn chosen_format(desk: &Desk, looks: &Looks) -> &'static str {
    let select = looks.format.cast::<HtmlSelectElement>();
    let value = select.map_or_else(String::new, |select| select.value());
    let chosen = formats(desk).into_iter().find(|(_, name)| *name == value);
    chosen.map_or("json", |(_, name)| name)
}

/// Every chart, drawn for this width of the page; none while it is not known.
fn draw(desk: &Desk, width: u32) -> Vec<Rc<Figure>> {
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
        words: desk.words.charts(),
        by: None,
        marked: None,
    };
    ChartKind::ALL
        .into_iter()
        .map(|kind| Rc::new(subject.figure(kind, f64::from(width) - CARD_PADDING)))
        .collect()
}

/// What a card takes of the width on both sides together, as in `styles/element.css`.
const CARD_PADDING: f64 = 34.0;
