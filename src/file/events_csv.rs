//! The events as a table, for spreadsheets: corrections folded in, and people by name. And line by line, for
//! warehouses.

use std::collections::BTreeSet;

use super::csv::{Rows, head_line, write_csv};
use super::decimal::decimal;
use super::event::{Naming, read_event};
use super::event_line::{Value, each_field};
use super::extra::{Extra, Place};
use super::fields::Path;
use super::json::{Raw, write_string};
use super::segments::{UNKNOWN, person};
use super::{Document, MOST_BYTES, Options};
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

/// What a column of somebody else's can be called at most, in bytes; and what they can hold together.
const LONGEST_COLUMN: usize = 100;
const MOST_KEPT: usize = MOST_BYTES;

/// Whether the first line of this text is the head of such a table.
pub(super) fn looks_like(text: &str) -> bool {
    let head = head_line(text).split([',', ';', '\t']).map(name);
    let head: Vec<String> = head.take(LONGEST_COLUMN).collect();
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
    let names = names(&meeting.roster);
    let there = meeting.roster.everyone().zip(first);
    let there = there
        .filter(|(_, first)| *first != Some(true))
        .map(|(who, _)| row(&names, "", Moment::START, &What::Arrives { who }));
    let events = events
        .iter()
        .map(|Event { n, at, what }| row(&names, &n.to_string(), *at, what));
    let head = [COLUMNS.map(str::to_owned).to_vec()];
    Ok(write_csv(head.into_iter().chain(there).chain(events)))
}

fn row(names: &[String], n: &str, at: Moment, what: &What) -> Vec<String> {
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
                Value::Person(who) => names.get(who.place()).map_or("", String::as_str),
            });
        }
    });
    row
}

/// What each person is called in the table, unlike anybody else: an empty cell is nobody, and blanks around a name are
/// not seen.
fn names(roster: &Roster) -> Vec<String> {
    let mut taken = Names::default();
    let everyone = roster.everyone().zip(roster.people());
    let names = everyone.map(|(who, person)| {
        let label = match person.name.trim() {
            "" => person.id.trim(),
            _ => roster.label(who).trim(),
        };
        let label = if label.is_empty() { "?" } else { label };
        let (mut name, mut number) = (label.to_owned(), 1);
        while taken.set(&name, 0).is_some() {
            number += 1;
            name = format!("{label} ({number})");
        }
        name
    });
    names.collect()
}

fn seconds(millis: u64) -> String {
    let fraction = format!("{:03}", millis % 1000);
    match fraction.trim_end_matches('0') {
        "" => (millis / 1000).to_string(),
        fraction => format!("{}.{fraction}", millis / 1000),
    }
}

/// Reads such a table, its columns in whatever order. People are in the order in which they are named. An `arrives`
/// at 0 without a number is nothing that was tapped: it says that somebody was there from the start. What stands in
/// other columns is kept with its event.
///
/// # Errors
/// `bad-field`, `bad-time` and `unknown-person` with the line; `too-many-people`, `too-many-events`, `too-large`.
pub(super) fn read_events(text: &str, options: &Options<'_>) -> Result<Document, Problem> {
    let mut rows = Rows::of(text);
    let columns = Columns::of(rows.next()?.unwrap_or((1, Vec::new())))?;
    let mut table = Table {
        divider: rows.divider,
        ..Table::default()
    };
    while let Some((line, cells)) = rows.next()? {
        let added = table.add(&columns, cells);
        added.map_err(|problem| problem.on_line(line))?;
    }
    table.document(options)
}

/// Where the columns are.
struct Columns {
    known: [Option<usize>; COLUMNS.len()],
    /// Those of somebody else's, with their names.
    others: Vec<(usize, String)>,
    count: usize,
}

impl Columns {
    fn of((line, head): (usize, Vec<String>)) -> Result<Self, Problem> {
        let wrong = |problem: String| Err(Problem::new(Code::BadField, problem).on_line(line));
        let mut columns = Self {
            known: [None; COLUMNS.len()],
            others: Vec::new(),
            count: head.len(),
        };
        for (place, head) in head.iter().enumerate() {
            let name = name(head);
            let known = COLUMNS.iter().position(|column| *column == name);
            let known = known.and_then(|known| columns.known.get_mut(known));
            let is_twice = match known {
                Some(known) => known.replace(place).is_some(),
                None => columns.others.iter().any(|(_, other)| *other == name),
            };
            if (is_twice && !name.is_empty()) || name == "at" {
                let shown: String = name.chars().take(40).collect();
                return wrong(format!(
                    "There are two columns “{shown}”, or one too many of times."
                ));
            }
            if name.len() > LONGEST_COLUMN {
                return wrong("The name of a column is longer than 100 letters.".to_owned());
            }
            if !COLUMNS.contains(&name.as_str()) && !name.is_empty() {
                columns.others.push((place, name));
            }
        }
        for needed in ["at_s", "type"] {
            if columns.place(needed).is_none() {
                return wrong(format!(
                    "There is no column “{needed}”. The first line names the columns: {}.",
                    COLUMNS.join(", ")
                ));
            }
        }
        Ok(columns)
    }

    fn place(&self, column: &str) -> Option<usize> {
        let known = COLUMNS.iter().position(|known| *known == column)?;
        self.known.get(known).copied().flatten()
    }

    fn cell<'c>(&self, cells: &'c [String], column: &str) -> &'c str {
        let cell = self.place(column).and_then(|place| cells.get(place));
        let cell = cell.map_or("", String::as_str);
        if column == "text" { cell } else { cell.trim() }
    }
}

/// What was read so far.
#[derive(Default)]
struct Table {
    divider: char,
    people: Vec<Person>,
    places: Names,
    events: Vec<Event>,
    extra: Extra,
    /// How many bytes the columns of somebody else's hold.
    kept: usize,
    /// The largest number so far, and those that have been seen.
    last: EventNumber,
    seen: BTreeSet<EventNumber>,
    /// Who was there from the start, as a row of its own says.
    there: Vec<Who>,
}

impl Table {
    fn add(&mut self, columns: &Columns, cells: Vec<String>) -> Result<(), Problem> {
        if cells.iter().all(String::is_empty) {
            return Ok(());
        }
        if cells.len() > columns.count {
            return Err(Problem::new(
                Code::BadField,
                format!(
                    "This row has {} cells, and there are {} columns. A cell with a comma in it stands in quotes.",
                    cells.len(),
                    columns.count
                ),
            ));
        }
        let at = self.at(columns.cell(&cells, "at_s"))?;
        let n = number(columns.cell(&cells, "n"))?;
        for column in PEOPLE {
            self.meet(columns.cell(&cells, column))?;
        }
        let is_there =
            n.is_none() && at == Moment::START && columns.cell(&cells, "type") == "arrives";
        let n = n.unwrap_or(self.last.saturating_add(1));
        let json = self.json(columns, &cells, n, at);
        let mut extra = Extra::default();
        let naming = Naming {
            find: &|name| self.places.get(name).and_then(Who::at),
            by: "name",
        };
        let event = read_event(Raw::checked(&json)?, Path::default(), naming, &mut extra)?;
        if let (true, What::Arrives { who }) = (is_there, &event.what) {
            self.there.push(*who);
            return Ok(());
        }
        if event.what.contradiction().is_some() {
            let problem =
                "This row names the same person twice. Nobody interrupts or talks over themselves.";
            return Err(Problem::new(Code::BadField, problem));
        }
        if !self.seen.insert(n) {
            let problem =
                format!("Another row has the number n = {n} too. Every event needs its own.");
            return Err(Problem::new(Code::BadField, problem));
        }
        if self.events.len() >= Log::MOST {
            return Err(Problem::new(
                Code::TooManyEvents,
                "A meeting can have at most 1,000,000 events.",
            ));
        }
        let kept = extra.at(Place::Event(n)).to_owned();
        self.kept = self.kept.saturating_add(kept.len());
        if self.kept > MOST_KEPT {
            let problem =
                "The columns beside those of events hold more than 64 MB. Leave some out.";
            return Err(Problem::new(Code::TooLarge, problem));
        }
        self.extra.keep(Place::Event(n), kept);
        self.last = self.last.max(n);
        self.events.push(event);
        Ok(())
    }

    fn at(&self, text: &str) -> Result<Moment, Problem> {
        let digits = match self.divider {
            ',' => text.to_owned(),
            _ => text.replace(',', "."),
        };
        let nanos = decimal(&digits, 9).map(|seconds| seconds.units);
        let millis = nanos.map(|nanos| nanos.saturating_add(500_000) / 1_000_000);
        millis.and_then(Moment::new).ok_or_else(|| {
            let shown: String = text.chars().take(40).collect();
            Problem::new(
                Code::BadTime,
                format!("“at_s” is “{shown}”: seconds from 0 belong there, and a meeting is at most 31 days long."),
            )
        })
    }

    /// Someone is named.
    fn meet(&mut self, name: &str) -> Result<(), Problem> {
        if name.is_empty() || self.places.get(name).is_some() {
            return Ok(());
        }
        let place = self.people.len();
        if place >= Roster::MOST {
            return Err(too_many_people());
        }
        self.places.set(name, place);
        let named = Some(name).filter(|name| *name != UNKNOWN.1);
        self.people.push(person(place, named));
        Ok(())
    }

    /// A row as a meeting file has it, but for the names of people.
    fn json(&self, columns: &Columns, cells: &[String], n: EventNumber, at: Moment) -> String {
        let mut json = format!("{{\"n\":{n},\"at\":{}", at.millis());
        let is_note = columns.cell(cells, "type") == "notes";
        let mut add = |name: &str, cell: &str| {
            if !cell.is_empty() || (is_note && name == "text") {
                json.push(',');
                write_string(name, &mut json);
                json.push(':');
                write_string(cell, &mut json);
            }
        };
        for column in COLUMNS
            .iter()
            .filter(|column| !["n", "at_s"].contains(column))
        {
            add(column, columns.cell(cells, column));
        }
        for (place, name) in &columns.others {
            add(name, cells.get(*place).map_or("", String::as_str));
        }
        json.push('}');
        json
    }

    fn document(mut self, options: &Options<'_>) -> Result<Document, Problem> {
        // Whose first coming or going is a coming was not there before, unless that is said too.
        let mut first: Vec<Option<(Moment, EventNumber, bool)>> = vec![None; self.people.len()];
        for Event { n, at, what } in &self.events {
            let (who, comes) = match what {
                What::Arrives { who } => (who, true),
                What::Leaves { who } => (who, false),
                _ => continue,
            };
            if let Some(first) = first.get_mut(who.place())
                && first.is_none_or(|first| (*at, *n) < (first.0, first.1))
            {
                *first = Some((*at, *n, comes));
            }
        }
        for who in std::mem::take(&mut self.there) {
            let first = first.get_mut(who.place()).and_then(Option::take);
            if first.is_some_and(|(.., comes)| comes) {
                self.last = self.last.saturating_add(1);
                self.events.push(Event {
                    n: self.last,
                    at: Moment::START,
                    what: What::Arrives { who },
                });
            }
        }
        // What no transcript can tell was tapped, and then none of what was not is none.
        let is_tapped = self.events.iter().any(|event| {
            let what = &event.what;
            matches!(
                what,
                What::Speaks { .. }
                    | What::Silence
                    | What::Pauses
                    | What::Resumes
                    | What::Interrupts { .. }
                    | What::TalkedOver { .. }
            )
        });
        let source = (!is_tapped).then(|| Source {
            format: "csv".to_owned(),
            name: options.name.unwrap_or_default().to_owned(),
            skipped: 0,
        });
        let roster = Roster::new(self.people).map_err(|_| too_many_people())?;
        Ok(Document {
            meeting: Meeting {
                log: Log::from_events(self.events)?,
                roster,
                source,
                ..Meeting::default()
            },
            extra: self.extra,
        })
    }
}

fn too_many_people() -> Problem {
    let problem = "More than 500 people are named here, which is more than a meeting can have.";
    Problem::new(Code::TooManyPeople, problem)
}

/// The number of an event, if there is one.
fn number(text: &str) -> Result<Option<EventNumber>, Problem> {
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.parse().ok().filter(|n| *n > 0);
    number.map(Some).ok_or_else(|| {
        let shown: String = text.chars().take(40).collect();
        Problem::new(
            Code::BadField,
            format!("“n” is “{shown}”: the number of an event belongs there, 1, 2, 3 and so on, or nothing."),
        )
    })
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
