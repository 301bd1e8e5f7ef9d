//! Writing one event: one flat object in one line.

use super::Document;
use super::event::{KINDS, MANNERS, OUTCOMES};
use super::extra::Place;
use super::json::write_string;
use crate::meeting::{Amendment, Event, Roster, What, Who};

/// One event as one line of JSON, as the file has it, with its unknown fields.
pub fn event_json(document: &Document, event: &Event) -> String {
    let mut out = String::with_capacity(64);
    write_event(document, event, &mut out);
    out
}

/// Adds one event.
pub(super) fn write_event(document: &Document, event: &Event, out: &mut String) {
    let extra = &document.extra;
    let roster = &document.meeting.roster;
    let mut line = Line { roster, out };
    line.start("n", &event.n.to_string());
    line.number("at", event.at.millis());
    line.word("type", event.what.name());
    each_field(&event.what, &mut |name, value| match value {
        Value::Word(word) => line.word(name, word),
        Value::Text(text) => line.text(name, text),
        Value::Person(who) => line.person(name, Some(who)),
    });
    match &event.what {
        What::Undoes { event } => line.number("event", u64::from(*event)),
        What::Amends { event: target, set } => {
            line.number("event", u64::from(*target));
            line.set(set, extra.at(Place::Set(event.n)));
        }
        _ => {}
    }
    write_unknown(extra.at(Place::Event(event.n)), out);
    out.push('}');
}

/// What a field of an event says.
pub(super) enum Value<'a> {
    Word(&'static str),
    Text(&'a str),
    Person(Who),
}

/// What an event says beyond when, in which order and of which type, field by field; of a correction, nothing.
pub(super) fn each_field<'a>(what: &'a What, field: &mut dyn FnMut(&'static str, Value<'a>)) {
    match what {
        What::Speaks { who }
        | What::JoinsIn { who }
        | What::Stops { who }
        | What::Arrives { who }
        | What::Leaves { who } => field("who", Value::Person(*who)),
        What::Interrupts {
            who,
            whom,
            outcome,
            manner,
        } => {
            field("who", Value::Person(*who));
            field("whom", Value::Person(*whom));
            field("outcome", Value::Word(word(&OUTCOMES, *outcome)));
            if let Some(manner) = manner {
                field("manner", Value::Word(word(&MANNERS, *manner)));
            }
        }
        What::TalkedOver { whom, by } => {
            field("whom", Value::Person(*whom));
            if let Some(by) = by {
                field("by", Value::Person(*by));
            }
        }
        What::AllyMoment {
            kind,
            who,
            for_whom,
        } => {
            field("kind", Value::Word(word(&KINDS, *kind)));
            field("who", Value::Person(*who));
            field("for", Value::Person(*for_whom));
        }
        What::Notes { text, who } => {
            field("text", Value::Text(text));
            if let Some(who) = who {
                field("who", Value::Person(*who));
            }
        }
        What::Undoes { .. }
        | What::Amends { .. }
        | What::Silence
        | What::Pauses
        | What::Resumes
        | What::Ends => {}
    }
}

/// Adds unknown fields behind the known ones.
pub(super) fn write_unknown(fields: &str, out: &mut String) {
    if !fields.is_empty() {
        if !out.ends_with('{') {
            out.push(',');
        }
        out.push_str(fields);
    }
}

/// One object in the making.
struct Line<'a> {
    roster: &'a Roster,
    out: &'a mut String,
}

impl Line<'_> {
    fn start(&mut self, name: &str, json: &str) {
        self.out.push('{');
        self.json(name, json);
    }

    fn json(&mut self, name: &str, json: &str) {
        let first = self.out.ends_with('{');
        self.out.push_str(if first { "\"" } else { ",\"" });
        self.out.push_str(name);
        self.out.push_str("\":");
        self.out.push_str(json);
    }

    fn number(&mut self, name: &str, number: u64) {
        self.json(name, &number.to_string());
    }

    fn word(&mut self, name: &str, word: &str) {
        self.json(name, "\"");
        self.out.push_str(word);
        self.out.push('"');
    }

    fn text(&mut self, name: &str, text: &str) {
        self.json(name, "");
        write_string(text, self.out);
    }

    fn person(&mut self, name: &str, who: Option<Who>) {
        match who.and_then(|who| self.roster.person(who)) {
            Some(person) => self.text(name, &person.id),
            None => self.json(name, "null"),
        }
    }

    fn set(&mut self, set: &Amendment, unknown: &str) {
        self.json("set", "{");
        if let Some(at) = set.at {
            self.number("at", at.millis());
        }
        if let Some(who) = set.who {
            self.person("who", who);
        }
        if let Some(whom) = set.whom {
            self.person("whom", Some(whom));
        }
        if let Some(outcome) = set.outcome {
            self.word("outcome", word(&OUTCOMES, outcome));
        }
        match set.manner {
            Some(Some(manner)) => self.word("manner", word(&MANNERS, manner)),
            Some(None) => self.json("manner", "null"),
            None => {}
        }
        if let Some(by) = set.by {
            self.person("by", by);
        }
        if let Some(kind) = set.kind {
            self.word("kind", word(&KINDS, kind));
        }
        if let Some(for_whom) = set.for_whom {
            self.person("for", Some(for_whom));
        }
        if let Some(text) = &set.text {
            self.text("text", text);
        }
        write_unknown(unknown, self.out);
        self.out.push('}');
    }
}

fn word<T: PartialEq>(choices: &[(&'static str, T)], value: T) -> &'static str {
    choices
        .iter()
        .find(|(_, choice)| *choice == value)
        .map_or("", |(word, _)| word)
}
