//! The tables of a chart, to be sorted by their columns. Whoever does not see the picture finds them without
//! opening them, but for long ones.

use std::rc::Rc;

use yew::virtual_dom::{Key, VComp};
use yew::{Callback, Html, Properties, component, use_effect_with, use_state};

use super::looks::Looks;
use super::parts::{Part, line, place};
use crate::browser::clock::once_painted;
use crate::chart::{ChartKind, Figure, Table};

/// The tables of a chart, open or not. They come after the picture: closed, they are half of what a chart is made
/// of, and of it what eyes do not see.
pub fn tables(figure: &Rc<Figure>, open: bool, looks: &Looks) -> VComp {
    let props = Props {
        figure: Rc::clone(figure),
        open,
        looks: looks.clone(),
    };
    VComp::new::<Tables>(Rc::new(props), Some(Key::from(figure.kind.name())))
}

/// The name under which a chart's tables are opened.
pub fn opened_as(kind: ChartKind) -> String {
    format!("{}-table", kind.name())
}

/// What they are made of.
#[derive(Clone, Properties)]
pub struct Props {
    figure: Rc<Figure>,
    open: bool,
    looks: Looks,
}

impl PartialEq for Props {
    /// How they are sorted is in the looks: whenever the review is drawn, they are too.
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// The tables of a chart.
#[component]
pub fn Tables(props: &Props) -> Html {
    let Props {
        figure,
        open,
        looks,
    } = props;
    let painted = use_state(|| false);
    use_effect_with((), {
        let painted = painted.clone();
        move |()| {
            once_painted(Box::new(move || painted.set(true)));
        }
    });
    if *open {
        return written(figure, true, looks).into();
    }
    if !*painted && !looks.is_printing() {
        return Html::default();
    }
    let names = (0..figure.tables.len()).map(|number| name(figure, number));
    let closed = ClosedProps {
        figure: Rc::clone(figure),
        sorted: names.map(|name| looks.sorting(&name)).collect(),
        looks: looks.clone(),
    };
    VComp::new::<Closed>(Rc::new(closed), None).into()
}

/// What closed tables are made of.
#[derive(Clone, Properties)]
pub struct ClosedProps {
    figure: Rc<Figure>,
    /// By which column each is sorted.
    sorted: Vec<Option<(usize, bool)>>,
    looks: Looks,
}

impl PartialEq for ClosedProps {
    /// Whether they say the same.
    fn eq(&self, other: &Self) -> bool {
        self.figure.tables == other.figure.tables && self.sorted == other.sorted
    }
}

/// Tables that are closed: heard, and printed, but not seen.
#[component]
pub fn Closed(props: &ClosedProps) -> Html {
    written(&props.figure, false, &props.looks).built()
}

/// The name under which a table is sorted.
fn name(figure: &Figure, number: usize) -> String {
    format!("{}-{number}", figure.kind.name())
}

fn written(figure: &Figure, open: bool, looks: &Looks) -> Part {
    let class = match open {
        true => "tables",
        false => "tables unseen",
    };
    let mut tables = Part::of("div", class);
    for (number, shown) in figure.tables.iter().enumerate() {
        let table = || table(shown, open, &name(figure, number), looks);
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
