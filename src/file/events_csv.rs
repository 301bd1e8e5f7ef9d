//! The events as a table, for spreadsheets: corrections folded in, and people by name. And line by line, for
//! warehouses.

use super::csv::{read_cells, write_csv};
use super::decimal::decimal;
use super::event::{Naming, read_event};
use super::event_line::{Value, each_field};
use super::extra::Extra;
use super::fields::Path;
use super::json::{Raw, write_string};
use super::{Document, Options};
use crate::meeting::{Event, EventNumber, Log, Meeting, Person, Roster, Source, What, Who};
use crate::order::Names;
use crate::problem::{Code, Problem};
use crate::time::Moment;

/// The columns.
const COLUMNS: [&str; 11] = [
    "n", "at_s", "type", "who", "whom", "outcome", "manner", "by", "kind", "for", "text",
];

/// Those with people in them.
const PEOPLE: [&str; 4] = ["who", "whom", "by", "for"];

/// Whether the first line of this text is the head of such a table.
pub(super) fn looks_like(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let head = first.split([',', ';', '\t']).map(name);
    let head: Vec<String> = head.collect();
    let has = |name: &str| head.iter().any(|column| column == name);
    has("at_s") && has("type")
}

/// The name of a column as it is looked for.
fn name(head: &str) -> String {
    head.trim().trim_matches('"').to_ascii_lowercase()
}

/// Writes every event that stands, in order of its time, below the people who were there from the start. (Otherwise
/// nobody would know of those who said nothing.)
pub(super) fn write_events(document: &Document, _: Option<Moment>) -> Result<String, Problem> {
    let meeting = &document.meeting;
    let events = meeting.log.effective();
    let mut first: Vec<Option<bool>> = vec![None; meeting.roster.len()];
    for event in events.iter() {
        let (who, arrives) = match event.what {
            What::Arrives { who } => (who, true),
            What::Leaves { who } => (who, false),
            _ => continue,
        };
        if let Some(first) = first.get_mut(who.place()) {
            first.get_or_insert(arrives);
        }
    }
    let there = meeting.roster.everyone().zip(first);
    let there = there
        .filter(|(_, first)| *first != Some(true))
        .map(|(who, _)| {
            let what = What::Arrives { who };
            row(&meeting.roster, "", Moment::START, &what)
        });
    let events = events
        .iter()
        .map(|Event { n, at, what }| row(&meeting.roster, &n.to_string(), *at, what));
    let head = [COLUMNS.map(str::to_owned).to_vec()];
    Ok(write_csv(head.into_iter().chain(there).chain(events)))
}

fn row(roster: &Roster, n: &str, at: Moment, what: &What) -> Vec<String> {
    let mut row: Vec<String> = COLUMNS
        .map(|column| match column {
            "n" => n.to_owned(),
            "at_s" => seconds(at.millis()),
            "type" => what.name().to_owned(),
            _ => String::new(),
        })
        .to_vec();
    each_field(what, &mut |name, value| {
        let place = COLUMNS.iter().position(|column| *column == name);
        if let Some(cell) = place.and_then(|place| row.get_mut(place)) {
            cell.push_str(match value {
                Value::Word(word) => word,
                Value::Text(text) => text,
                Value::Person(who) => called(roster, who),
            });
        }
    });
    row
}

/// Whoever has no name is called by their id: an empty cell is nobody.
fn called(roster: &Roster, who: Who) -> &str {
    let id = || roster.person(who).map_or("?", |person| &person.id);
    match roster.label(who) {
        "" => id(),
        label => label,
    }
}

fn seconds(millis: u64) -> String {
    let fraction = format!("{:03}", millis % 1000);
    match fraction.trim_end_matches('0') {
        "" => (millis / 1000).to_string(),
        fraction => format!("{}.{fraction}", millis / 1000),
    }
}

/// Reads such a table, its columns in whatever order. People are in the order in which they are named. An `arrives`
/// at 0 without a number is nothing that was tapped: it says that somebody was there. What stands in
/// other columns is kept with its event.
///
/// # Errors
/// `bad-field`, `bad-time` and `unknown-person` with the line; `too-many-people`, `too-many-events`.
pub(super) fn read_events(text: &str, options: &Options<'_>) -> Result<Document, Problem> {
    let (rows, divider) = read_cells(text)?;
    let mut rows = rows.into_iter();
    let (_, head) = rows.next().unwrap_or_default();
    let head: Vec<String> = head.iter().map(|head| name(head)).collect();
    for needed in ["at_s", "type"] {
        if !head.iter().any(|head| head == needed) {
            let problem = format!(
                "There is no column “{needed}”. The first line names the columns: {}.",
                COLUMNS.join(", ")
            );
            return Err(Problem::new(Code::BadField, problem).on_line(1));
        }
    }
    let rows: Vec<Said<'_>> = rows
        .map(|(line, cells)| Said::of(line, &head, cells, divider))
        .collect::<Result<_, Problem>>()?;

    let mut people = Vec::new();
    let mut places = Names::default();
    for row in &rows {
        for column in PEOPLE {
            let name = row.cell(column);
            if !name.is_empty() && places.get(name).is_none() {
                places.set(name, people.len());
                people.push(Person {
                    id: format!("p{}", people.len() + 1),
                    name: name.to_owned(),
                    ..Person::default()
                });
            }
        }
    }
    let too_many = |_| {
        let problem = "More than 500 people are named here, which is more than a meeting can have.";
        Problem::new(Code::TooManyPeople, problem)
    };
    let roster = Roster::new(people).map_err(too_many)?;
    let naming = Naming {
        find: &|name| places.get(name).and_then(Who::at),
        by: "name",
    };
    let mut extra = Extra::default();
    let mut events = Vec::new();
    let mut next = rows.iter().filter_map(|row| row.n).max().unwrap_or(0);
    for row in &rows {
        let n = match row.n {
            Some(n) => n,
            None if row.is_there_from_the_start() => continue,
            None => {
                next = next.saturating_add(1);
                next
            }
        };
        let json = row.json(n);
        let read = Raw::checked(&json)
            .and_then(|object| read_event(object, Path::default(), naming, &mut extra));
        events.push(read.map_err(|problem| problem.on_line(row.line))?);
    }
    Ok(Document {
        meeting: Meeting {
            log: Log::from_events(events)?,
            roster,
            source: Some(Source {
                format: "csv".to_owned(),
                name: options.name.unwrap_or_default().to_owned(),
                skipped: 0,
            }),
            ..Meeting::default()
        },
        extra,
    })
}

/// What a row says.
struct Said<'h> {
    line: usize,
    n: Option<EventNumber>,
    at: Moment,
    /// The names of the columns, and the cells in them.
    head: &'h [String],
    cells: Vec<String>,
}

impl<'h> Said<'h> {
    fn of(
        line: usize,
        head: &'h [String],
        cells: Vec<String>,
        divider: char,
    ) -> Result<Self, Problem> {
        let problem = |code, problem: String| Problem::new(code, problem).on_line(line);
        if cells.len() > head.len() {
            let (cells, columns) = (cells.len(), head.len());
            let problem_is = format!(
                "This row has {cells} cells, and there are {columns} columns. A cell with a comma in it stands in quotes."
            );
            return Err(problem(Code::BadField, problem_is));
        }
        let row = Self {
            line,
            n: None,
            at: Moment::START,
            head,
            cells,
        };
        let mut at = row.cell("at_s").trim().to_owned();
        if divider != ',' {
            at = at.replace(',', ".");
        }
        let millis = decimal(&at, 3).map(|seconds| seconds.units);
        let moment = millis.and_then(Moment::new).ok_or_else(|| {
            let shown: String = at.chars().take(40).collect();
            problem(
                Code::BadTime,
                format!("“at_s” is “{shown}”: seconds from 0 belong there, and a meeting is at most 31 days long."),
            )
        })?;
        let n = match row.cell("n").trim() {
            "" => None,
            n => {
                let number = n.parse().ok().filter(|n| *n > 0);
                Some(number.ok_or_else(|| {
                    let shown: String = n.chars().take(40).collect();
                    problem(
                        Code::BadField,
                        format!("“n” is “{shown}”: the number of an event belongs there, 1, 2, 3 and so on, or nothing."),
                    )
                })?)
            }
        };
        Ok(Self {
            n,
            at: moment,
            ..row
        })
    }

    fn cell(&self, column: &str) -> &str {
        let place = self.head.iter().position(|name| name == column);
        let cell = place.and_then(|place| self.cells.get(place));
        cell.map_or("", String::as_str)
    }

    fn is_there_from_the_start(&self) -> bool {
        self.at == Moment::START && self.cell("type").trim() == "arrives"
    }

    /// As a meeting file has it, but for the names of people.
    fn json(&self, n: EventNumber) -> String {
        let mut json = format!("{{\"n\":{n},\"at\":{}", self.at.millis());
        for (column, cell) in self.head.iter().zip(&self.cells) {
            let cell = match column.as_str() {
                "n" | "at_s" | "at" | "" => continue,
                _ if cell.is_empty() => continue,
                column if PEOPLE.contains(&column) || column == "text" => cell,
                _ => cell.trim(),
            };
            json.push(',');
            write_string(column, &mut json);
            json.push(':');
            write_string(cell, &mut json);
        }
        if self.cell("type").trim() == "notes" && self.cell("text").is_empty() {
            json.push_str(",\"text\":\"\"");
        }
        json.push('}');
        json
    }
}

/// Writes every event that stands as a flat object in a line of its own: as in the meeting file, with the names of
/// people beside their ids, and the meeting's id and start.
pub(super) fn write_lines(document: &Document, _: Option<Moment>) -> Result<String, Problem> {
    let meeting = &document.meeting;
    let mut out = String::new();
    for Event { n, at, what } in meeting.log.effective().iter() {
        out.push_str("{\"meeting\":");
        write_string(&meeting.id, &mut out);
        out.push_str(",\"started\":");
        write_string(&meeting.started, &mut out);
        out.push_str(&format!(
            ",\"n\":{n},\"at\":{},\"type\":\"{}\"",
            at.millis(),
            what.name()
        ));
        each_field(what, &mut |name, value| {
            let mut add = |name: &str, text: &str| {
                out.push_str(&format!(",\"{name}\":"));
                write_string(text, &mut out);
            };
            match value {
                Value::Word(word) => add(name, word),
                Value::Text(text) => add(name, text),
                Value::Person(who) => {
                    let id = meeting.roster.person(who).map_or("", |person| &person.id);
                    add(name, id);
                    add(&format!("{name}_name"), meeting.roster.label(who));
                }
            }
        });
        out.push_str("}\n");
    }
    Ok(out)
}
