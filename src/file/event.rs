//! Reading one event: the flat object that a file has a line of, and that host pages tell.

use super::extra::{Extra, Place};
use super::fields::{Fields, Path, shown};
use super::json::Raw;
use crate::meeting::{AllyKind, Amendment, Event, EventNumber, Manner, Outcome, Roster, What, Who};
use crate::problem::{Code, Problem};
use crate::time::Moment;

/// What a host page tells of an event: what the file has, but for what the meeting itself knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// When; `None` is now.
    pub at: Option<Moment>,
    /// What.
    pub what: ToldWhat,
    /// What else it says, for [`super::Document::keep_event_fields`].
    pub extra: EventExtra,
}

/// The unknown fields of one event, until it has its number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EventExtra {
    event: String,
    set: String,
}

impl EventExtra {
    /// Keeps them as those of the event with this number.
    pub(super) fn keep(self, n: EventNumber, extra: &mut Extra) {
        extra.keep(Place::Event(n), self.event);
        extra.keep(Place::Set(n), self.set);
    }
}

/// What was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ToldWhat {
    /// All of an event.
    Said(What),
    /// An interruption of whoever holds the floor.
    Interrupts {
        /// Who interrupted.
        who: Who,
        /// What came of it.
        outcome: Outcome,
        /// How it was meant, if it was said.
        manner: Option<Manner>,
    },
}

/// How people are named.
#[derive(Clone, Copy)]
pub(super) struct Naming<'f> {
    /// Finds a person by what a field says.
    pub(super) find: &'f dyn Fn(&str) -> Option<Who>,
    /// What that is: `id`, or `id or name`.
    pub(super) by: &'static str,
}

pub(super) const OUTCOMES: [(&str, Outcome); 2] =
    [("yielded", Outcome::Yielded), ("held", Outcome::Held)];

pub(super) const MANNERS: [(&str, Manner); 3] = [
    ("supportive", Manner::Supportive),
    ("neutral", Manner::Neutral),
    ("intrusive", Manner::Intrusive),
];

pub(super) const KINDS: [(&str, AllyKind); 4] = [
    ("invites", AllyKind::Invites),
    ("amplifies", AllyKind::Amplifies),
    ("credits", AllyKind::Credits),
    ("hands_back", AllyKind::HandsBack),
];

/// The types of events, each with all its fields.
const TYPES: [(&str, &[&str]); 15] = [
    ("speaks", &["n", "at", "type", "who"]),
    ("joins_in", &["n", "at", "type", "who"]),
    ("stops", &["n", "at", "type", "who"]),
    ("silence", &["n", "at", "type"]),
    (
        "interrupts",
        &["n", "at", "type", "who", "whom", "outcome", "manner"],
    ),
    ("talked_over", &["n", "at", "type", "whom", "by"]),
    ("moment", &["n", "at", "type", "kind", "who", "for"]),
    ("arrives", &["n", "at", "type", "who"]),
    ("leaves", &["n", "at", "type", "who"]),
    ("pauses", &["n", "at", "type"]),
    ("resumes", &["n", "at", "type"]),
    ("notes", &["n", "at", "type", "text", "who"]),
    ("undoes", &["n", "at", "type", "event"]),
    ("amends", &["n", "at", "type", "event", "set"]),
    ("ends", &["n", "at", "type"]),
];

const SET: [&str; 9] = [
    "at", "who", "whom", "outcome", "manner", "by", "kind", "for", "text",
];

/// Reads what a host page tells: the JSON text of an object with `type`, the people by id or
/// exact name, and perhaps `at`. Without `outcome` an interruption yielded; without `whom` it
/// is of whoever holds the floor. `n` is passed over: the meeting numbers its events itself.
///
/// # Errors
/// `bad-json`, `bad-field`, `bad-time`, `unknown-person`.
pub fn told_text(text: &str, roster: &Roster) -> Result<Told, Problem> {
    let read = |text| {
        let object = Raw::checked(text)?;
        let naming = Naming {
            find: &|who| roster.find(who),
            by: "id or name",
        };
        Reader::of(object, Path::default(), naming)?.told()
    };
    // A host page hands over an object: it has no lines.
    read(text).map_err(Problem::without_line)
}

/// Reads one event of a file, and keeps what it does not know.
pub(super) fn read_event(
    object: Raw<'_>,
    path: Path,
    naming: Naming<'_>,
    extra: &mut Extra,
) -> Result<Event, Problem> {
    let reader = Reader::of(object, path, naming)?;
    let fields = &reader.fields;
    let n = reader.number("n")?;
    let at = fields.time("at")?.ok_or_else(|| fields.bad_time("at"))?;
    if reader.kind == "interrupts" {
        // What a host page may leave out, a file has to say.
        fields.required_choice("outcome", &OUTCOMES)?;
    }
    let told = reader.told()?;
    let ToldWhat::Said(what) = told.what else {
        return Err(reader.no_person("whom"));
    };
    told.extra.keep(n, extra);
    Ok(Event { n, at, what })
}

struct Reader<'a, 'f> {
    kind: &'static str,
    fields: Fields<'a>,
    path: Path,
    naming: Naming<'f>,
}

impl<'a, 'f> Reader<'a, 'f> {
    fn of(object: Raw<'a>, path: Path, naming: Naming<'f>) -> Result<Self, Problem> {
        // Which fields are known depends on the type, which may stand behind them.
        let kind = Fields::of(object, path, &["type"])?;
        let (kind, names) = kind.required_word("type", &TYPES)?;
        Ok(Self {
            kind,
            fields: Fields::of(object, path, names)?,
            path,
            naming,
        })
    }

    fn told(&self) -> Result<Told, Problem> {
        let mut unknown_in_set = String::new();
        let what = match self.kind {
            "speaks" => What::Speaks {
                who: self.required_person("who")?,
            },
            "joins_in" => What::JoinsIn {
                who: self.required_person("who")?,
            },
            "stops" => What::Stops {
                who: self.required_person("who")?,
            },
            "arrives" => What::Arrives {
                who: self.required_person("who")?,
            },
            "leaves" => What::Leaves {
                who: self.required_person("who")?,
            },
            "silence" => What::Silence,
            "pauses" => What::Pauses,
            "resumes" => What::Resumes,
            "interrupts" => return self.interrupts(),
            "talked_over" => What::TalkedOver {
                whom: self.required_person("whom")?,
                by: self.person("by")?,
            },
            "moment" => What::AllyMoment {
                kind: self.fields.required_choice("kind", &KINDS)?,
                who: self.required_person("who")?,
                for_whom: self.required_person("for")?,
            },
            "notes" => What::Notes {
                text: self.fields.required_text("text")?,
                who: self.person("who")?,
            },
            "undoes" => What::Undoes {
                event: self.number("event")?,
            },
            "amends" => {
                let (set, unknown) = self.set()?;
                unknown_in_set = unknown;
                What::Amends {
                    event: self.number("event")?,
                    set: Box::new(set),
                }
            }
            _ => What::Ends,
        };
        Ok(Told {
            at: self.fields.time("at")?,
            what: ToldWhat::Said(what),
            extra: EventExtra {
                event: self.fields.unknown(),
                set: unknown_in_set,
            },
        })
    }

    fn interrupts(&self) -> Result<Told, Problem> {
        let who = self.required_person("who")?;
        let outcome = self.fields.choice("outcome", &OUTCOMES)?;
        let outcome = outcome.unwrap_or(Outcome::Yielded);
        let manner = self.fields.choice("manner", &MANNERS)?;
        let what = match self.person("whom")? {
            Some(whom) => ToldWhat::Said(What::Interrupts {
                who,
                whom,
                outcome,
                manner,
            }),
            None => ToldWhat::Interrupts {
                who,
                outcome,
                manner,
            },
        };
        Ok(Told {
            at: self.fields.time("at")?,
            what,
            extra: EventExtra {
                event: self.fields.unknown(),
                set: String::new(),
            },
        })
    }

    /// The amendment, and the fields in it that are unknown.
    fn set(&self) -> Result<(Amendment, String), Problem> {
        let expected = "an object of the fields that read differently";
        let object = self
            .fields
            .get("set")
            .ok_or_else(|| self.fields.wrong("set", expected))?;
        let set = Reader {
            kind: "set",
            fields: Fields::of(object, self.path.inside("set"), &SET)?,
            path: self.path,
            naming: self.naming,
        };
        let fields = &set.fields;
        // Null takes away what an event can do without; the log says which events can.
        let optional = |name| fields.stated(name).is_some();
        for name in ["whom", "outcome", "kind", "for", "text"] {
            if fields.stated(name).is_some_and(Raw::is_null) {
                let expected =
                    "a value (only “manner”, “by” and the “who” of a note can be taken away)";
                return Err(fields.wrong(name, expected));
            }
        }
        let manner = fields.choice("manner", &MANNERS)?;
        let amendment = Amendment {
            at: fields.time("at")?,
            who: optional("who").then_some(set.person("who")?),
            whom: set.person("whom")?,
            outcome: fields.choice("outcome", &OUTCOMES)?,
            manner: optional("manner").then_some(manner),
            by: optional("by").then_some(set.person("by")?),
            kind: fields.choice("kind", &KINDS)?,
            for_whom: set.person("for")?,
            text: fields.text("text")?,
        };
        Ok((amendment, set.fields.unknown()))
    }

    fn person(&self, name: &'static str) -> Result<Option<Who>, Problem> {
        let Some(value) = self.fields.get(name) else {
            return Ok(None);
        };
        let called = value.string().ok_or_else(|| self.no_person(name))?;
        (self.naming.find)(&called).map(Some).ok_or_else(|| {
            let message = format!(
                "“{}” is {}, and none of the people has that {}.",
                self.fields.field(name),
                shown(value),
                self.naming.by
            );
            Problem::new(Code::UnknownPerson, message).on_line(value.line())
        })
    }

    fn no_person(&self, name: &'static str) -> Problem {
        let expected = format!("the {} of one of the people", self.naming.by);
        self.fields.wrong(name, &expected)
    }

    fn required_person(&self, name: &'static str) -> Result<Who, Problem> {
        self.person(name)?.ok_or_else(|| self.no_person(name))
    }

    fn number(&self, name: &'static str) -> Result<EventNumber, Problem> {
        let number = self.fields.get(name).and_then(Raw::whole_number);
        number
            .and_then(|number| EventNumber::try_from(number).ok())
            .filter(|number| *number > 0)
            .ok_or_else(|| {
                self.fields
                    .wrong(name, "the number of an event, 1, 2, 3 and so on,")
            })
    }
}
