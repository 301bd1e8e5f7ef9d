//! By a link, as a file, or by whatever the device sends files with.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement, MouseEvent};
use yew::{Callback, TargetCast};

use super::{Choosing, Made, State, asked};
use crate::browser::{hand_on, home};
use crate::chart::ChartKind;
use crate::file;
use crate::problem::Problem;
use crate::share::LONGEST;
use crate::ui::files::{self, ChartFile};
use crate::ui::parts::{Part, line, place, problem};
use crate::ui::report::{self, Chosen};

/// A text that can be copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Link,
    Snippet,
}

/// A link of a length that programs keep.
pub fn short(link: Option<&Result<String, Problem>>) -> Option<&str> {
    let link = link?.as_ref().ok()?;
    (link.len() <= LONGEST).then_some(link)
}

/// The whole link, to be copied; or why there is none.
pub fn link(
    made: &Made,
    link: Option<&Result<String, Problem>>,
    state: &State,
    choosing: &Choosing,
) -> Part {
    let words = made.desk.words.share();
    let section = section("share-link", words.as_link);
    match (link, short(link)) {
        (None, _) => section.holds(line("p", "hint", words.making)),
        (Some(Err(refused)), _) => section.holds(problem(refused.to_string())),
        (Some(Ok(link)), None) => section.holds(line(
            "p",
            "problem",
            (words.link_too_long)(link.len(), LONGEST),
        )),
        (_, Some(link)) => {
            let field = Part::new("input")
                .is("type", "text")
                .is("readonly", "readonly")
                .is("aria-label", words.link)
                .is("aria-describedby", "link-hint")
                .shows(home::page() + link);
            let copy = copy(Field::Link, "button main", words.copy_link, choosing);
            section
                .holds(Part::of("div", "one-line").holds(field).holds(copy))
                .holds(place(said(made, state, Field::Link)))
                .holds(line("p", "hint", (words.link_hint)(link.len())).is("id", "link-hint"))
        }
    }
}

/// The files.
pub fn files(made: &Made, state: &State, choosing: &Choosing) -> Part {
    let words = made.desk.words.share();
    let save = |label: &'static str, format: &'static str| {
        let desk = made.desk.clone();
        let saved = Callback::from(move |_| files::save(&desk, format, Chosen::default()));
        Part::button("button", label).does(saved)
    };
    let chart = state.chart;
    let pictures = [ChartFile::Svg, ChartFile::Png].map(|file| {
        let desk = made.desk.clone();
        let saved = Callback::from(move |event: MouseEvent| {
            let screen: Element = event.target_unchecked_into();
            let screen = screen.parent_element().unwrap_or(screen);
            files::save_chart(&desk, chart, Chosen::default(), file, screen);
        });
        let label = (words.save_picture)(file.name());
        let button = Part::of("button", "button")
            .is("type", "button")
            .says(label);
        button.does(saved).into()
    });
    let meeting = &made.document.meeting;
    let kinds = ChartKind::ALL
        .into_iter()
        .filter(|kind| kind.is_of(meeting));
    let names = kinds.map(|kind| {
        let heading = made.desk.words.charts().heading(kind);
        (kind.name().to_owned(), heading.to_owned(), kind == chart)
    });
    let chosen = choosing.chosen(|state, value| {
        if let Some(kind) = ChartKind::named(value) {
            state.chart = kind;
        }
    });
    section("share-files", words.as_file)
        .holds(
            Part::of("div", "deeds")
                .holds(save(words.save_meeting, "json"))
                .holds(save(words.save_report, "html")),
        )
        .holds(asked(words.chart, chosen, names))
        .holds(Part::of("div", "deeds").holds_all(pictures.into()))
        .holds(place(
            state
                .failed
                .as_ref()
                .map(|failed| problem(failed.to_string())),
        ))
        .holds(place(send(made)))
}

/// Sends the meeting file, or where the device takes none of its kind, the report.
fn send(made: &Made) -> Option<Part> {
    let desk = &made.desk;
    let name = |extension: &str| files::named(&made.document.meeting.title, desk, extension);
    let meeting = file::write(&made.document, "json", None).ok()?;
    let file = hand_on::to_send(&meeting.bytes, meeting.mime, &name(meeting.extension));
    let file = file.or_else(|| {
        let report = report::report(desk, Chosen::default()).ok()?;
        hand_on::to_send(&report.bytes, report.mime, &name(report.extension))
    })?;
    let sent = Callback::from(move |_| {
        let file = file.clone();
        spawn_local(async move {
            // Whoever thinks better of it has not met a problem.
            hand_on::send(&file).await;
        });
    });
    let send = Part::button("button", desk.words.share().send).does(sent);
    Some(Part::of("div", "deeds").holds(send))
}

/// A part of the sheet.
fn section(id: &'static str, heading: &'static str) -> Part {
    Part::of("section", "way")
        .is("aria-labelledby", id)
        .holds(line("h3", "", heading).is("id", id))
}

/// Copies what stands in the field beside the button; where the browser does not let it, selects it.
pub fn copy(field: Field, class: &'static str, label: &'static str, choosing: &Choosing) -> Part {
    let choosing = choosing.clone();
    let copied = Callback::from(move |event: MouseEvent| {
        let button: Element = event.target_unchecked_into();
        let beside = button.previous_element_sibling();
        let Some(text) = beside.as_ref().map(selected) else {
            return;
        };
        let choosing = choosing.clone();
        spawn_local(async move {
            let copied = hand_on::copy(&text).await;
            choosing.set(|state| state.said = Some((field, copied)));
        });
    });
    Part::button(class, label).does(copied)
}

/// Selects what stands in a field, and gives it.
fn selected(field: &Element) -> String {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        input.select();
        return input.value();
    }
    let area = field.dyn_ref::<HtmlTextAreaElement>();
    area.map_or_else(String::new, |area| {
        area.select();
        area.value()
    })
}

/// Whether it was copied.
pub fn said(made: &Made, state: &State, field: Field) -> Option<Part> {
    let words = made.desk.words.share();
    let (_, copied) = state.said.filter(|(of, _)| *of == field)?;
    let said = match copied {
        true => words.copied,
        false => words.not_copied,
    };
    Some(line("p", "hint said", said).is("role", "status"))
}
