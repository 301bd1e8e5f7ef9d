//! One chart on its card: heading, sentence, picture, caption, and the table of the same numbers.

use web_sys::MouseEvent;
use yew::{Callback, Html, TargetCast};

use super::files::{self, ChartFile};
use super::looks::Looks;
use super::parts::{Part, line, place};
use super::{Desk, lessons};
use crate::chart::{Element, Figure, LegendEntry, Scene, Table};
use crate::order;

/// One chart on its card; with what is drawn.
pub fn card(figure: &Figure, drawn: Vec<Html>, desk: &Desk, looks: &Looks) -> Part {
    let words = &desk.words.screens;
    let id = figure.kind.name();
    let heading = format!("{id}-heading");
    let (table_id, how_id) = (format!("{id}-table"), format!("{id}-how"));
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
    // Whoever does not see the picture finds the table without opening it.
    let tables = match looks.is_open(&table_id) {
        true => "tables",
        false => "tables unseen",
    };
    let mut more = Part::of("div", "more");
    if !figure.tables.is_empty() {
        more = more.holds(toggle(words.table, figure.heading, table_id, looks));
    }
    more = more.holds(saving(figure, desk, looks));
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
            .holds_all(picture(&part.scene, &part.caption, &part.legend))
            .holds(line("p", "hint", part.caption.clone()));
        further.push(drawing.into());
    }
    let how_open = looks.is_open(&how_id);
    card.holds(line("figcaption", "", figure.caption.clone()))
        .holds_all(further)
        .holds(more.holds(toggle(words.how, figure.heading, how_id, looks)))
        .holds(Part::of("div", tables).holds_all(sortable(figure, desk, looks)))
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
        Some(scene) => picture(scene, &figure.caption, &figure.legend),
        None => Vec::new(),
    }
}

/// A picture and what its signs mean.
fn picture(drawn: &Scene, caption: &str, entries: &[LegendEntry]) -> Vec<Html> {
    let drawn = scene(drawn)
        .is("role", "img")
        .is("aria-label", caption.to_owned());
    let mut picture = vec![Part::of("div", "picture").holds(drawn).into()];
    picture.extend(legend(entries));
    picture
}

/// What the signs of a picture mean; nothing where it has none.
pub fn legend(entries: &[LegendEntry]) -> Vec<Html> {
    if entries.is_empty() {
        return Vec::new();
    }
    let mut signs = Part::of("ul", "legend").is("role", "list");
    for entry in entries {
        let sign = scene(&entry.key).is("aria-hidden", "true");
        signs = signs.holds(Part::new("li").holds(sign).says(entry.words.clone()));
    }
    vec![signs.into()]
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

/// The tables of a chart, each to be sorted by its columns.
fn sortable(figure: &Figure, desk: &Desk, looks: &Looks) -> Vec<Html> {
    let each = figure.tables.iter().enumerate();
    each.map(|(number, shown)| {
        let name = format!("{}-{number}", figure.kind.name());
        table(shown, &name, desk, looks)
    })
    .collect()
}

fn table(table: &Table, name: &str, desk: &Desk, looks: &Looks) -> Html {
    let cell = |tag: &'static str, place: usize, words: String| {
        let class = match table.columns.get(place) {
            Some(column) if column.numbers => "number",
            _ => "words",
        };
        line(tag, class, words).is("dir", "auto")
    };
    let sorting = looks.sorting(name);
    let mut head = Part::new("tr");
    for (place, column) in table.columns.iter().enumerate() {
        let (sorted, sign) = match sorting {
            Some((by, true)) if by == place => ("descending", " ↓"),
            Some((by, false)) if by == place => ("ascending", " ↑"),
            _ => ("none", ""),
        };
        let sort = {
            let (looks, name) = (looks.clone(), name.to_owned());
            Callback::from(move |_| looks.sort(&name, place))
        };
        let button = Part::of("button", "sort")
            .is("type", "button")
            .is("title", (desk.words.review().sort_by)(&column.words))
            .is("aria-label", (desk.words.review().sort_by)(&column.words))
            .says(format!("{}{sign}", column.words))
            .does(sort);
        head = head.holds(
            Part::new("th")
                .is("class", if column.numbers { "number" } else { "words" })
                .is("scope", "col")
                .is("aria-sort", sorted)
                .holds(button),
        );
    }
    let mut body = Part::new("tbody");
    for row in in_order(table, sorting) {
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

/// The rows in the order that was asked for. Cells that begin with a number go by it, a clock's time by
/// its length; what is no number comes last.
fn in_order(table: &Table, sorting: Option<(usize, bool)>) -> Vec<&Vec<String>> {
    let mut rows: Vec<&Vec<String>> = table.rows.iter().collect();
    let Some((column, down)) = sorting else {
        return rows;
    };
    let cell = |row: &Vec<String>| row.get(column).cloned().unwrap_or_default();
    if table
        .columns
        .get(column)
        .is_some_and(|column| column.numbers)
    {
        // Thousandths, so that a whole number stands for each.
        order::by_key(&mut rows, |row| match leading_number(&cell(row)) {
            Some(number) if down => (0, u64::MAX - number),
            Some(number) => (0, number),
            None => (1, 0),
        });
        return rows;
    }
    order::by_key(&mut rows, |row| {
        let (first, then) = beginning(&cell(row));
        match down {
            true => (first, then),
            false => (u64::MAX - first, u64::MAX - then),
        }
    });
    rows
}

/// The first sixteen bytes of a text as two numbers in its order.
fn beginning(text: &str) -> (u64, u64) {
    let mut bytes = text.bytes();
    let mut eight = || {
        (0..8).fold(0, |number: u64, _| {
            number << 8 | u64::from(bytes.next().unwrap_or(0))
        })
    };
    (eight(), eight())
}

/// The number at the start of a cell in thousandths: `12.5 %`, `1:02:03`, `7`.
fn leading_number(cell: &str) -> Option<u64> {
    let text: String = cell
        .trim_start_matches(|sign: char| !sign.is_ascii_digit())
        .chars()
        .take_while(|sign| sign.is_ascii_digit() || matches!(sign, ':' | '.'))
        .collect();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut number: u64 = 0;
    for part in whole.split(':') {
        number = number.checked_mul(60)?.checked_add(part.parse().ok()?)?;
    }
    let fraction: String = fraction.chars().chain("000".chars()).take(3).collect();
    number
        .checked_mul(1000)?
        .checked_add(fraction.parse().ok()?)
}

/// A scene as DOM nodes.
pub fn scene(scene: &Scene) -> Part {
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
