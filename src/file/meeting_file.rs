//! The meeting file, version 1: docs/file-format.md.

use std::collections::BTreeMap;

use super::Document;
use super::event::{Naming, read_event};
use super::event_line::{write_event, write_unknown};
use super::extra::{Extra, Place};
use super::fields::{Fields, Path, wrong};
use super::json::{Raw, write_string};
use crate::meeting::{
    Action, Event, EventNumber, Log, Meeting, Person, Privacy, Roster, Source, Who,
};
use crate::order::Names;
use crate::problem::{Code, Problem};

const FORMAT: &str = "meeting-dynamics";

/// The version that is written, and the highest that can be read.
const VERSION: u64 = 1;

/// As many attributes as people can have. No meeting needs so many; a hostile file could
/// otherwise fill the memory with them.
const MOST_ATTRIBUTES: usize = 1000;

/// The fields at the top, in the order in which they are written.
const TOP: [&str; 13] = [
    "format",
    "version",
    "privacy",
    "id",
    "title",
    "started",
    "observer",
    "attributes",
    "people",
    "seats",
    "events",
    "actions",
    "source",
];

/// Reads a meeting file.
pub(super) fn read_json(text: &str) -> Result<Document, Problem> {
    let top = top(Raw::checked(text)?)?;
    let header = header(&top)?;
    if top.get("events").is_none() {
        return Err(top.wrong("events", "a list of events"));
    }
    with_events(header, &mut top.list("events")?.map(Ok))
}

/// Joins what [`header_json`] and [`super::event_json`] wrote, a record an event.
///
/// # Errors
/// As for a meeting file; the place in `events[3]` is that of the record.
pub fn from_records(header_json: &str, events: &[String]) -> Result<Document, Problem> {
    let header = header(&top(Raw::checked(header_json)?)?)?;
    with_events(header, &mut events.iter().map(|event| Raw::checked(event)))
}

/// Joins them as far as they can be read: the longest part from the start that is a meeting, and of
/// how many records that is. Each record comes with the number that its event should have.
///
/// # Errors
/// As for a meeting file without events.
pub fn longest_valid(
    header_json: &str,
    records: &[(EventNumber, &str)],
) -> Result<(Document, usize), Problem> {
    let (mut document, ids) = header(&top(Raw::checked(header_json)?)?)?;
    let naming = Naming {
        find: &|id| ids.get(id).and_then(Who::at),
        by: "id",
    };
    let mut events: Vec<Event> = Vec::new();
    for (n, text) in records {
        let path = Path::entry("events", events.len());
        let record = Raw::checked(text);
        let event = record.and_then(|raw| read_event(raw, path, naming, &mut document.extra));
        match event {
            Ok(event) if event.n == *n => events.push(event),
            _ => break,
        }
    }
    document.meeting.log = loop {
        match Log::from_events(events.clone()) {
            Ok(log) => break log,
            // A correction is wrong, or becomes right only by a later one.
            Err(_) => drop(events.pop()),
        }
    };
    match records.get(..events.len()) {
        // What was read in vain must leave nothing behind.
        Some(valid) if valid.len() < records.len() && !document.extra.is_empty() => {
            longest_valid(header_json, valid)
        }
        _ => Ok((document, events.len())),
    }
}

/// Reads the record of one event of this meeting, to be appended under this number if it is given,
/// else under its own.
///
/// # Errors
/// As for an event of a meeting file.
pub fn read_record(
    document: &mut Document,
    text: &str,
    n: Option<EventNumber>,
) -> Result<Event, Problem> {
    let Document { meeting, extra } = document;
    let people = meeting.roster.people();
    let naming = Naming {
        find: &|id| Who::at(people.iter().position(|person| person.id == id)?),
        by: "id",
    };
    let mut said = Extra::default();
    let path = Path::entry("events", meeting.log.events().len());
    let mut event = read_event(Raw::checked(text)?, path, naming, &mut said)?;
    let own = event.n;
    event.n = n.unwrap_or(own);
    for (from, to) in [
        (Place::Event(own), Place::Event(event.n)),
        (Place::Set(own), Place::Set(event.n)),
    ] {
        extra.keep(to, said.at(from).to_owned());
    }
    Ok(event)
}

fn with_events(
    (mut document, ids): (Document, Names),
    texts: &mut dyn Iterator<Item = Result<Raw<'_>, Problem>>,
) -> Result<Document, Problem> {
    let naming = Naming {
        find: &|id| ids.get(id).and_then(Who::at),
        by: "id",
    };
    let mut events = Vec::new();
    for (place, text) in texts.enumerate() {
        if place == Log::MOST {
            return Err(too_many_events());
        }
        let path = Path::entry("events", place);
        events.push(read_event(text?, path, naming, &mut document.extra)?);
    }
    document.meeting.log = Log::from_events(events)?;
    Ok(document)
}

/// The fields at the top of a meeting file of a version that can be read.
fn top(object: Raw<'_>) -> Result<Fields<'_>, Problem> {
    let not_ours = || {
        Problem::new(
            Code::UnknownFormat,
            "This is JSON, but not a meeting file: one begins with \"format\": \"meeting-dynamics\".",
        )
    };
    let top = Fields::of(object, Path::default(), &TOP).map_err(|_| not_ours())?;
    let format = top.get("format").and_then(Raw::string);
    if format.as_deref() != Some(FORMAT) {
        return Err(not_ours());
    }
    let version = top.get("version").and_then(Raw::whole_number);
    match version {
        None | Some(0) => Err(top.wrong("version", "a whole number from 1")),
        Some(VERSION) => Ok(top),
        Some(newer) => Err(Problem::new(
            Code::NewerVersion,
            format!(
                "This file was written by a newer Meeting Dynamics (file version {newer}; \
                 this one reads up to {VERSION}). Reload the page to get the newer one."
            ),
        )),
    }
}

/// Everything but the events, and who has which id.
fn header(top: &Fields<'_>) -> Result<(Document, Names), Problem> {
    let mut extra = Extra::default();
    extra.keep(Place::Meeting, top.unknown());
    let (people, ids) = people(top, &mut extra)?;
    let attributes = attributes(top, &people)?;
    let roster = Roster::new(people).map_err(|_| too_many_people())?;
    let meeting = Meeting {
        id: top.text_or_empty("id")?,
        title: top.text_or_empty("title")?,
        started: top.text_or_empty("started")?,
        observer: top.text_or_empty("observer")?,
        attributes,
        seats: seats(top, &ids)?,
        roster,
        log: Log::default(),
        actions: actions(top, &mut extra)?,
        source: source(top, &mut extra)?,
        privacy: privacy(top)?,
    };
    Ok((Document { meeting, extra }, ids))
}

/// The order of the tiles.
fn seats(top: &Fields<'_>, ids: &Names) -> Result<Vec<Who>, Problem> {
    let mut seats = Vec::new();
    for (place, id) in top.list("seats")?.enumerate() {
        let who = id.string().and_then(|id| ids.get(&id)).and_then(Who::at);
        let path = Path::entry("seats", place);
        let expected = "the id of someone who has no seat yet";
        let who = who.filter(|who| !seats.contains(who));
        seats.push(who.ok_or_else(|| wrong(&path, id, expected, Code::UnknownPerson))?);
    }
    Ok(seats)
}

fn people(top: &Fields<'_>, extra: &mut Extra) -> Result<(Vec<Person>, Names), Problem> {
    if top.get("people").is_none() {
        return Err(top.wrong("people", "a list of people"));
    }
    let mut people = Vec::new();
    let mut ids = Names::default();
    for (place, person) in top.list("people")?.enumerate() {
        if place == Roster::MOST {
            return Err(too_many_people());
        }
        let path = Path::entry("people", place);
        let fields = Fields::of(person, path, &["id", "name", "role", "attributes"])?;
        let id = fields.text_or_empty("id")?;
        if id.is_empty() || ids.set(&id, place).is_some() {
            return Err(fields.wrong("id", "a text unlike anybody else’s"));
        }
        people.push(Person {
            id,
            name: fields.required_text("name")?,
            role: fields.text("role")?,
            attributes: values(&fields)?,
        });
        extra.keep(Place::Person(place), fields.unknown());
    }
    Ok((people, ids))
}

/// What someone stated for each attribute.
fn values(person: &Fields<'_>) -> Result<BTreeMap<String, Option<String>>, Problem> {
    let Some(object) = person.get("attributes") else {
        return Ok(BTreeMap::new());
    };
    let expected = "an object of texts and nulls";
    let members = object.members();
    let members = members.ok_or_else(|| person.wrong("attributes", expected))?;
    let mut values = BTreeMap::new();
    for (name, value) in members {
        let stated = value.string();
        let (Some(name), true) = (name.string(), stated.is_some() || value.is_null()) else {
            let path = format!("{}[{}]", person.field("attributes"), name.text());
            return Err(wrong(&path, value, "a text or null", Code::BadField));
        };
        values.insert(name.into_owned(), stated.map(|text| text.into_owned()));
        if values.len() > MOST_ATTRIBUTES {
            return Err(too_many_attributes());
        }
    }
    Ok(values)
}

/// The names of all attributes, in the order of their first mention.
fn attributes(top: &Fields<'_>, people: &[Person]) -> Result<Vec<String>, Problem> {
    let mut names = Vec::new();
    let mut taken = Names::default();
    let mut mention = |name: &str| {
        if taken.set(name, 0).is_none() {
            names.push(name.to_owned());
        }
    };
    for (place, name) in top.list("attributes")?.enumerate() {
        if place == MOST_ATTRIBUTES {
            return Err(too_many_attributes());
        }
        let path = Path::entry("attributes", place);
        let text = name.string();
        mention(&text.ok_or_else(|| wrong(&path, name, "a text", Code::BadField))?);
    }
    for name in people.iter().flat_map(|person| person.attributes.keys()) {
        mention(name);
    }
    if names.len() > MOST_ATTRIBUTES {
        return Err(too_many_attributes());
    }
    Ok(names)
}

fn actions(top: &Fields<'_>, extra: &mut Extra) -> Result<Vec<Action>, Problem> {
    let mut actions = Vec::new();
    for (place, action) in top.list("actions")?.enumerate() {
        let fields = Fields::of(
            action,
            Path::entry("actions", place),
            &["text", "done", "at"],
        )?;
        let done = fields.get("done").map(|done| {
            done.boolean()
                .ok_or_else(|| fields.wrong("done", "true, false or null"))
        });
        actions.push(Action {
            text: fields.required_text("text")?,
            done: done.transpose()?,
            at: fields.time("at")?,
        });
        extra.keep(Place::Action(place), fields.unknown());
    }
    Ok(actions)
}

fn source(top: &Fields<'_>, extra: &mut Extra) -> Result<Option<Source>, Problem> {
    let Some(source) = top.get("source") else {
        return Ok(None);
    };
    let path = Path::default().inside("source");
    let fields = Fields::of(source, path, &["format", "name", "skipped"])?;
    let skipped = fields.get("skipped").map(|skipped| {
        skipped
            .whole_number()
            .ok_or_else(|| fields.wrong("skipped", "a whole number from 0"))
    });
    let source = Source {
        format: fields.required_text("format")?,
        name: fields.text_or_empty("name")?,
        skipped: skipped.transpose()?.unwrap_or_default(),
    };
    extra.keep(Place::Source, fields.unknown());
    Ok(Some(source))
}

/// What was hidden.
fn privacy(top: &Fields<'_>) -> Result<Privacy, Problem> {
    let Some(value) = top.get("privacy") else {
        return Ok(Privacy::Full);
    };
    let named = value.string().and_then(|name| Privacy::named(&name));
    named.ok_or_else(|| top.wrong("privacy", "full, pseudonyms or groups"))
}

fn too_many_attributes() -> Problem {
    Problem::new(
        Code::BadField,
        "“attributes”: people can have at most 1,000 attributes here.",
    )
}

fn too_many_people() -> Problem {
    Problem::new(
        Code::TooManyPeople,
        "A meeting can have at most 500 people here.",
    )
}

fn too_many_events() -> Problem {
    Problem::new(
        Code::TooManyEvents,
        "A meeting can have at most 1,000,000 events.",
    )
}

/// The meeting file: readable, one person and one event a line.
pub fn write_json(document: &Document) -> String {
    let events = document.meeting.log.events();
    let mut out = String::with_capacity(512 + 64 * events.len());
    write_document(document, &mut out, Some(events));
    out
}

/// The meeting file without its events, for a journal that has a record an event. Events come
/// and go without it; it is written again when anything else changes.
pub fn header_json(document: &Document) -> String {
    let mut out = String::new();
    write_document(document, &mut out, None);
    out
}

fn write_document(document: &Document, out: &mut String, events: Option<&[Event]>) {
    let Document { meeting, extra } = document;
    out.push_str("{\n  \"format\": \"");
    out.push_str(FORMAT);
    out.push_str("\",\n  \"version\": ");
    out.push_str(&VERSION.to_string());
    if meeting.privacy != Privacy::Full {
        name("privacy", out);
        write_string(meeting.privacy.name(), out);
    }
    for (field, text) in [
        ("id", &meeting.id),
        ("title", &meeting.title),
        ("started", &meeting.started),
        ("observer", &meeting.observer),
    ] {
        name(field, out);
        write_string(text, out);
    }
    name("attributes", out);
    out.push('[');
    for (place, attribute) in meeting.attributes.iter().enumerate() {
        out.push_str(if place == 0 { "" } else { ", " });
        write_string(attribute, out);
    }
    out.push(']');
    let people = meeting.roster.people();
    write_list("people", people.len(), out, &|place, out| {
        if let Some(person) = people.get(place) {
            write_person(person, extra.at(Place::Person(place)), out);
        }
    });
    if !meeting.seats.is_empty() {
        name("seats", out);
        out.push('[');
        for (place, person) in meeting
            .seats
            .iter()
            .filter_map(|who| meeting.roster.person(*who))
            .enumerate()
        {
            out.push_str(if place == 0 { "" } else { ", " });
            write_string(&person.id, out);
        }
        out.push(']');
    }
    if let Some(events) = events {
        write_list("events", events.len(), out, &|place, out| {
            if let Some(event) = events.get(place) {
                write_event(document, event, out);
            }
        });
    }
    let actions = &meeting.actions;
    write_list("actions", actions.len(), out, &|place, out| {
        if let Some(action) = actions.get(place) {
            write_action(action, extra.at(Place::Action(place)), out);
        }
    });
    name("source", out);
    match &meeting.source {
        None => out.push_str("null"),
        Some(source) => write_source(source, extra.at(Place::Source), out),
    }
    let unknown = extra.at(Place::Meeting);
    if !unknown.is_empty() {
        out.push_str(",\n  ");
        out.push_str(unknown);
    }
    out.push_str("\n}\n");
}

/// Adds the name of a field at the top.
fn name(field: &str, out: &mut String) {
    out.push_str(",\n  \"");
    out.push_str(field);
    out.push_str("\": ");
}

/// Adds a list of so many entries, one a line.
fn write_list(field: &str, count: usize, out: &mut String, write: &dyn Fn(usize, &mut String)) {
    name(field, out);
    out.push('[');
    for place in 0..count {
        out.push_str(if place > 0 { ",\n    " } else { "\n    " });
        write(place, out);
    }
    out.push_str(if count > 0 { "\n  ]" } else { "]" });
}

fn write_person(person: &Person, unknown: &str, out: &mut String) {
    out.push_str("{\"id\":");
    write_string(&person.id, out);
    out.push_str(",\"name\":");
    write_string(&person.name, out);
    out.push_str(",\"role\":");
    write_text_or_null(person.role.as_deref(), out);
    out.push_str(",\"attributes\":{");
    for (name, value) in &person.attributes {
        if !out.ends_with('{') {
            out.push(',');
        }
        write_string(name, out);
        out.push(':');
        write_text_or_null(value.as_deref(), out);
    }
    out.push('}');
    write_unknown(unknown, out);
    out.push('}');
}

fn write_action(action: &Action, unknown: &str, out: &mut String) {
    out.push_str("{\"text\":");
    write_string(&action.text, out);
    out.push_str(match action.done {
        None => ",\"done\":null",
        Some(true) => ",\"done\":true",
        Some(false) => ",\"done\":false",
    });
    if let Some(at) = action.at {
        out.push_str(",\"at\":");
        out.push_str(&at.millis().to_string());
    }
    write_unknown(unknown, out);
    out.push('}');
}

fn write_source(source: &Source, unknown: &str, out: &mut String) {
    out.push_str("{\"format\":");
    write_string(&source.format, out);
    out.push_str(",\"name\":");
    write_string(&source.name, out);
    if source.skipped > 0 {
        out.push_str(",\"skipped\":");
        out.push_str(&source.skipped.to_string());
    }
    write_unknown(unknown, out);
    out.push('}');
}

fn write_text_or_null(text: Option<&str>, out: &mut String) {
    match text {
        Some(text) => write_string(text, out),
        None => out.push_str("null"),
    }
}
