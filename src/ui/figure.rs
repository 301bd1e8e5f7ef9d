//! One chart on its card: heading, sentence, picture, caption, and the table of the same numbers.

use yew::{Callback, Html};

use super::looks::Looks;
use super::parts::{Part, line};
use crate::chart::{Element, Figure, LegendEntry, Scene, Table};
use crate::text::Words;

/// One chart on its card.
pub fn card(figure: &Figure, words: &Words, looks: &Looks) -> Part {
    let words = &words.screens;
    let id = figure.kind.name();
    let heading = format!("{id}-heading");
    let (table_id, how_id) = (format!("{id}-table"), format!("{id}-how"));
    let mut card = Part::of("figure", "card")
        .is("part", "figure")
        .is("aria-labelledby", heading.clone())
        .holds(line("h2", "", figure.heading).is("id", heading))
        .holds(line("p", "sentence", figure.sentence.clone()));
    if let Some(scene) = &figure.scene {
        card = card.holds_all(picture(scene, &figure.caption, &figure.legend));
    }
    // Whoever does not see the picture finds the table without opening it.
    let tables = match looks.is_open(&table_id) {
        true => "tables",
        false => "tables unseen",
    };
    let mut more = Part::of("div", "more");
    if !figure.tables.is_empty() {
        more = more.holds(toggle(words.table, figure.heading, table_id, looks));
    }
    let mut further = Vec::new();
    for part in &figure.more {
        further.extend(picture(&part.scene, &part.caption, &part.legend));
        further.push(line("p", "hint", part.caption.clone()).into());
    }
    let how_open = looks.is_open(&how_id);
    card = card
        .holds(line("figcaption", "", figure.caption.clone()))
        .holds_all(further)
        .holds(more.holds(toggle(words.how, figure.heading, how_id, looks)))
        .holds(Part::of("div", tables).holds_all(figure.tables.iter().map(table).collect()));
    if how_open {
        card = card.holds(line("p", "how", figure.how));
    }
    card
}

/// A picture and what its signs mean.
fn picture(drawn: &Scene, caption: &str, legend: &[LegendEntry]) -> Vec<Html> {
    let drawn = scene(drawn)
        .is("role", "img")
        .is("aria-label", caption.to_owned());
    let mut picture = vec![Part::of("div", "picture").holds(drawn).into()];
    if !legend.is_empty() {
        let mut signs = Part::of("ul", "legend").is("role", "list");
        for entry in legend {
            let sign = scene(&entry.key).is("aria-hidden", "true");
            signs = signs.holds(Part::new("li").holds(sign).says(entry.words.clone()));
        }
        picture.push(signs.into());
    }
    picture
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

fn table(table: &Table) -> Html {
    let cell = |tag: &'static str, place: usize, words: String| {
        let class = match table.columns.get(place) {
            Some(column) if column.numbers => "number",
            _ => "words",
        };
        line(tag, class, words).is("dir", "auto")
    };
    let mut head = Part::new("tr");
    for (place, column) in table.columns.iter().enumerate() {
        head = head.holds(cell("th", place, column.words.clone()).is("scope", "col"));
    }
    let mut body = Part::new("tbody");
    for row in &table.rows {
        let mut cells = Part::new("tr");
        for (place, words) in row.iter().enumerate() {
            cells = cells.holds(match place {
                0 => cell("th", place, words.clone()).is("scope", "row"),
                _ => cell("td", place, words.clone()),
            });
        }
        body = body.holds(cells);
    }
    let whole = Part::new("table")
        .holds(Part::new("caption").says(table.caption))
        .holds(Part::new("thead").holds(head))
        .holds(body);
    let mut scroll = Part::of("div", "scroll").holds(whole);
    if let Some(note) = &table.note {
        scroll = scroll.holds(line("p", "hint", note.clone()));
    }
    scroll.into()
}

/// A scene as DOM nodes.
fn scene(scene: &Scene) -> Part {
    let mut svg = Part::new("svg");
    for (attribute, value) in scene.attributes() {
        svg = svg.is(attribute, value);
    }
    for mark in &scene.marks {
        svg = svg.holds(node(mark.element()));
    }
    svg
}

fn node(element: Element) -> Part {
    let mut node = Part::new(element.tag);
    for (attribute, value) in element.attributes {
        node = node.is(attribute, value);
    }
    if let Some(title) = element.title {
        node = node.holds(Part::new("title").says(title));
    }
    if let Some(text) = element.text {
        node = node.says(text);
    }
    node
}
