//! The tables of a chart, to be sorted by their columns. Whoever does not see the picture finds them without
//! opening them, but for long ones.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use yew::{Callback, Html, Properties, component, use_effect_with, use_state};

use super::looks::Looks;
use super::parts::{Part, line, place};
use crate::chart::{Figure, Table};

/// How long tables that nobody sees wait, in milliseconds: until the picture is on the screen.
const BEHIND: u32 = 50;

/// Whose tables, and whether they are open.
#[derive(Clone, Properties)]
pub struct Props {
    pub figure: Rc<Figure>,
    pub open: bool,
    pub looks: Looks,
}

impl PartialEq for Props {
    /// How they are sorted is in the looks: whenever the review is drawn, these are too.
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// The tables.
#[component]
pub fn Tables(props: &Props) -> Html {
    let Props {
        figure,
        open,
        looks,
    } = props;
    let due = use_state(|| false);
    use_effect_with((), {
        let due = due.clone();
        move |()| {
            let wait = Timeout::new(BEHIND, move || due.set(true));
            move || drop(wait)
        }
    });
    let class = match open {
        true => "tables",
        false => "tables unseen",
    };
    let mut tables = Part::of("div", class);
    for (number, shown) in figure.tables.iter().enumerate() {
        let name = format!("{}-{number}", figure.kind.name());
        let table = || table(shown, *open, &name, looks);
        tables = match shown.at_length {
            true => tables.holds(place(open.then(table))),
            false if *open || *due => tables.holds(table()),
            false => tables,
        };
    }
    tables.into()
}

fn table(table: &Table, open: bool, name: &str, looks: &Looks) -> Part {
    let cell = |tag: &'static str, place: usize, words: String| {
        let class = match table.columns.get(place) {
            Some(column) if column.numbers => "number",
            _ => "words",
        };
        line(tag, class, words).is("dir", "auto")
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
        let of = Part::new("th")
            .is("class", if column.numbers { "number" } else { "words" })
            .is("scope", "col");
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
