//! One chart on its card: heading, sentence, picture, caption, and the table of the same numbers.

use std::rc::Rc;

use web_sys::MouseEvent;
use yew::virtual_dom::VComp;
use yew::{Callback, Html, Properties, TargetCast, component};

use super::files::{self, ChartFile};
use super::looks::Looks;
use super::parts::{Part, line, place};
use super::tables::{opened_as, tables};
use super::{Desk, lessons};
use crate::browser::built::Built;
use crate::chart::{Figure, LegendEntry, Mark, Scene};

/// One chart on its card; with what is drawn.
pub fn card(figure: &Rc<Figure>, drawn: Vec<Html>, desk: &Desk, looks: &Looks) -> Part {
    let words = &desk.words.screens;
    let id = figure.kind.name();
    let heading = format!("{id}-heading");
    let (table_id, how_id) = (opened_as(figure.kind), format!("{id}-how"));
    let class = match stand_beside(figure, looks) {
        true => "card beside",
        false => "card",
    };
    let mut card = Part::of("figure", class)
        .is("part", "figure")
        .is("aria-labelledby", heading.clone())
        .holds(line("h2", "", figure.heading).is("id", heading))
        .holds(line("p", "sentence", figure.sentence.clone()));
    card = card.holds_all(drawn);
    let tables = tables(figure, looks.is_open(&table_id), looks);
    let mut more = Part::of("div", "more");
    if !figure.tables.is_empty() {
        more = more.holds(toggle(words.table, figure.heading, table_id, looks));
    }
    // Of what nothing can be said there is nothing to save.
    let saves = figure.scene.is_some() || !figure.tables.is_empty();
    more = more.holds(place(saves.then(|| saving(figure, desk, looks))));
    let guide = {
        let looks = looks.clone();
        let words = desk.words.guide().title;
        Part::button("link", words)
            .is("aria-label", format!("{words}: {}", figure.heading))
            .does(Callback::from(move |_| looks.toggle(lessons::GUIDE)))
    };
    more = more.holds(guide);
    let mut further = Vec::new();
    for part in &figure.more {
        let drawing = Part::of("div", "drawing")
            .holds_all(picture(&part.scene, &part.name, &part.legend))
            .holds(line("p", "hint", part.caption.clone()));
        further.push(drawing.into());
    }
    let how_open = looks.is_open(&how_id);
    card.holds(line("figcaption", "", figure.caption.clone()))
        .holds_all(further)
        .holds(more.holds(toggle(words.how, figure.heading, how_id, looks)))
        .holds(tables)
        // In a place: what stands before it keeps the focus.
        .holds(place(how_open.then(|| line("p", "how", figure.how))))
}

/// Whether the first two pictures leave each other half of the card.
fn stand_beside(figure: &Figure, looks: &Looks) -> bool {
    let half = (f64::from(looks.width()) - CARD_PADDING - GAP) / 2.0;
    let first = figure.scene.as_ref().zip(figure.more.first());
    first.is_some_and(|(one, other)| one.width.max(other.scene.width) <= half)
}

/// What a card takes of the width on both sides together, and what lies between two pictures, as in
/// `styles/review.css`.
pub const CARD_PADDING: f64 = 34.0;
const GAP: f64 = 32.0;

/// The figure's first picture, if there is one.
pub fn drawn(figure: &Figure) -> Vec<Html> {
    match &figure.scene {
        Some(scene) => picture(scene, &figure.name, &figure.legend),
        None => Vec::new(),
    }
}

/// A picture and what its signs mean. Its name is short: what it shows stands beside it in words.
fn picture(drawn: &Scene, name: &str, entries: &[LegendEntry]) -> Vec<Html> {
    let drawn = scene(drawn)
        .is("role", "img")
        .is("aria-label", name.to_owned());
    let mut picture = vec![Part::of("div", "picture").holds(drawn).into()];
    picture.extend(legend(entries));
    picture
}

/// What the signs of a picture mean; nothing where it has none.
pub fn legend(entries: &[LegendEntry]) -> Vec<Html> {
    if entries.is_empty() {
        return Vec::new();
    }
    let entries = entries.to_vec();
    vec![VComp::new::<Legend>(Rc::new(LegendProps { entries }), None).into()]
}

/// What is said of a picture.
#[derive(Clone, PartialEq, Properties)]
pub struct LegendProps {
    entries: Vec<LegendEntry>,
}

/// The signs of a picture, and what they mean.
#[component]
pub fn Legend(props: &LegendProps) -> Html {
    let mut built = Built::default();
    built.open("ul");
    built.attribute("class", "legend");
    built.attribute("role", "list");
    for entry in &props.entries {
        built.open("li");
        built.open_svg("svg");
        for (attribute, value) in entry.key.attributes() {
            built.attribute(attribute, &value);
        }
        built.attribute("aria-hidden", "true");
        tell(&entry.key.marks, &mut built);
        built.close();
        built.text(&entry.words);
        built.close();
    }
    built.close();
    built.done().map_or_else(Html::default, Html::VRef)
}

/// A button that opens and closes what has this name; a chart's name makes it one of its kind.
fn toggle(words: &'static str, chart: &'static str, name: String, looks: &Looks) -> Part {
    let expanded = match looks.is_open(&name) {
        true => "true",
        false => "false",
    };
    let looks = looks.clone();
    Part::button("link", words)
        .is("aria-label", format!("{words}: {chart}"))
        .is("aria-expanded", expanded)
        .does(Callback::from(move |_| looks.toggle(&name)))
}

/// Saves this chart: its picture, if there is one, and its numbers.
fn saving(figure: &Figure, desk: &Desk, looks: &Looks) -> Part {
    let words = desk.words.review();
    let mut row = Part::of("span", "saves").holds(line("span", "", words.save_chart));
    for file in ChartFile::ALL {
        let there = match file {
            ChartFile::Csv => !figure.tables.is_empty(),
            ChartFile::Svg | ChartFile::Png => figure.scene.is_some(),
        };
        if !there {
            continue;
        }
        let deed = {
            let (kind, desk, looks) = (figure.kind, desk.clone(), looks.clone());
            Callback::from(move |event: MouseEvent| {
                let button: web_sys::Element = event.target_unchecked_into();
                if let Some(screen) = button.closest(".review").ok().flatten() {
                    files::save_chart(&desk, kind, looks.chosen(), file, screen);
                }
            })
        };
        let name = (words.save_chart_as)(file.name(), figure.heading);
        row = row.holds(
            Part::button("link", file.name())
                .is("aria-label", name)
                .does(deed),
        );
    }
    row
}

/// A scene as a picture.
pub fn scene(scene: &Scene) -> Part {
    let mut svg = Part::new("svg");
    for (attribute, value) in scene.attributes() {
        svg = svg.is(attribute, value);
    }
    let marks = Rc::clone(&scene.marks);
    svg.holds(VComp::new::<Marks>(Rc::new(MarksProps { marks }), None))
}

/// What is on a picture.
#[derive(Clone, PartialEq, Properties)]
pub struct MarksProps {
    marks: Rc<[Mark]>,
}

/// The marks of a picture, made anew when they are others.
#[component]
pub fn Marks(props: &MarksProps) -> Html {
    let mut built = Built::default();
    built.open_svg("g");
    built.attribute("class", "marks");
    tell(&props.marks, &mut built);
    built.close();
    built.done().map_or_else(Html::default, Html::VRef)
}

/// Tells of marks as elements.
fn tell(marks: &[Mark], built: &mut Built) {
    for mark in marks {
        let element = mark.element();
        built.open_svg(element.tag);
        for (attribute, value) in &element.attributes {
            built.attribute(attribute, value);
        }
        if let Some(title) = &element.title {
            built.open_svg("title");
            built.text(title);
            built.close();
        }
        if let Some(text) = &element.text {
            built.text(text);
        }
        built.close();
    }
}
