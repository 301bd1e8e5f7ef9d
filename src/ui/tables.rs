//! The tables of a chart, to be sorted by their columns. Whoever does not see the picture finds them without
//! opening them, but for long ones.

use yew::Callback;

use super::looks::Looks;
use super::parts::{Part, line, place};
use crate::chart::{Figure, Table};

/// The tables of a chart, open or not.
pub fn tables(figure: &Figure, open: bool, looks: &Looks) -> Part {
    let class = match open {
        true => "tables",
        false => "tables unseen",
    };
    let mut tables = Part::of("div", class);
    for (number, shown) in figure.tables.iter().enumerate() {
        let name = format!("{}-{number}", figure.kind.name());
        let table = || table(shown, open, &name, looks);
        tables = match shown.at_length {
            true => tables.holds(place(open.then(table))),
            false => tables.holds(table()),
        };
    }
    tables
}

fn table(table: &Table, open: bool, name: &str, looks: &Looks) -> Part {
    let class = |numbers: bool| if numbers { "number" } else { "" };
    let cell = |tag: &'static str, place: usize, words: String| {
        let numbers = table.columns.get(place).is_some_and(|of| of.numbers);
        line(tag, class(numbers), words)
    };
    let sorting = looks.sorting(name);
    // A button that nobody sees is none.
    let sortable = open && table.is_sortable();
    let mut head = Part::new("tr");
    for (place, column) in table.columns.iter().enumerate() {
        let (sorted, sign) = match sorting {
            // From the first letter on is upwards, from the largest number on downwards.
            Some((by, first)) if by == place => match first == column.numbers {
                true => ("descending", " ↓"),
                false => ("ascending", " ↑"),
            },
            _ => ("none", ""),
        };
        let of = Part::of("th", class(column.numbers)).is("scope", "col");
        if !sortable {
            head = head.holds(of.says(column.words.clone()));
            continue;
        }
        let sort = {
            let (looks, name) = (looks.clone(), name.to_owned());
            Callback::from(move |_| looks.sort(&name, place))
        };
        let button = Part::of("button", "sort")
            .is("type", "button")
            .says(column.words.clone())
            .holds(line("span", "", sign).is("aria-hidden", "true"))
            .does(sort);
        head = head.holds(of.is("aria-sort", sorted).holds(button));
    }
    let mut body = Part::new("tbody");
    for row in table.in_order(sorting) {
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
    scroll
}
