//! Everything that was recorded, in order of time: to be changed, removed, brought back, or added to.
//! The taps themselves stay as they are; corrections are events too.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event as PageEvent, HtmlInputElement, HtmlSelectElement};
use yew::html::onchange;
use yew::{Callback, Html, TargetCast};

use super::super::Desk;
use super::super::looks::{Editing, Looks};
use super::super::parts::{Part, line, place, problem};
use super::more::option;
use crate::meeting::log::Standing;
use crate::meeting::{AllyKind, Amendment, Event, Manner, Meeting, Outcome, Roster, What, Who};
use crate::problem::{Code, Problem};
use crate::session::Session;
use crate::text::{SheetWords, clock};
use crate::time::Moment;

/// How many of the latest events are shown at first.
const SHOWN: usize = 200;
const ALL: &str = "whole-log";

/// The sheet.
pub fn log(desk: &Desk, looks: &Looks) -> Html {
    let words = desk.words.sheets();
    let Some(document) = desk.session.document() else {
        return Html::default();
    };
    let meeting = &document.meeting;
    let editing = looks.editing();
    let rows = meeting.log.rows();
    let corrected = rows.iter().filter(|row| row.corrected).count();
    let hidden = match looks.is_open(ALL) {
        true => 0,
        false => rows.len().saturating_sub(SHOWN),
    };

    let insert = {
        let (session, looks) = (desk.session.clone(), looks.clone());
        Callback::from(move |_| {
            let at = session.now().unwrap_or_else(|| session.course().latest());
            let editing = Editing {
                at,
                n: None,
                kind: "speaks".to_owned(),
                problem: String::new(),
            };
            looks.edit(Some(editing));
        })
    };
    let mut sheet =
        Part::of("div", "log").holds(line("p", "hint", (words.log_about)(rows.len(), corrected)));
    sheet = match &editing {
        Some(editing) if editing.n.is_none() => sheet.holds(form(desk, looks, editing, None)),
        _ => sheet.holds(Part::button("button", words.insert).does(insert)),
    };
    let all = (hidden > 0).then(|| {
        let looks = looks.clone();
        let all = Callback::from(move |_| looks.toggle(ALL));
        Part::button("button", words.show_all).does(all)
    });
    let mut list = Part::new("ol").is("role", "list");
    for row in rows.iter().skip(hidden).rev() {
        let mut entry = entry(desk, looks, meeting, row);
        if let Some(editing) = editing.as_ref().filter(|it| it.n == Some(row.event.n)) {
            entry = entry.holds(form(desk, looks, editing, Some(&row.event)));
        }
        list = list.holds(entry);
    }
    sheet.holds(list).holds(place(all)).into()
}

fn entry(desk: &Desk, looks: &Looks, meeting: &Meeting, row: &Standing) -> Part {
    let words = desk.words.sheets();
    let said = (desk.words.screens.recorded)(meeting, &row.event.what);
    let at = clock(row.event.at.since(Moment::START));
    let about = format!("{at}, {said}");
    let n = row.event.n;
    let mut entry = Part::of("li", if row.stands { "" } else { "removed" })
        .holds(line("span", "at", at))
        .holds(line("span", "said", said).is("dir", "auto"));
    let corrected = (row.corrected && row.stands).then(|| line("span", "hint", words.corrected));
    entry = entry.holds(place(corrected));
    let deed = |label: &'static str, call: Callback<web_sys::MouseEvent>| {
        Part::button("link", label)
            .is("aria-label", (words.deed_on)(label, &about))
            .does(call)
    };
    if !row.stands {
        let session = desk.session.clone();
        let undo = row.undone_by;
        let back = Callback::from(move |_| {
            if let Some(event) = undo {
                let _ = session.say(None, What::Undoes { event });
            }
        });
        return entry.holds(deed(words.bring_back, back));
    }
    let change = {
        let (looks, kind) = (looks.clone(), row.event.what.name().to_owned());
        let at = row.event.at;
        Callback::from(move |_| {
            looks.edit(Some(Editing {
                at,
                n: Some(n),
                kind: kind.clone(),
                problem: String::new(),
            }));
        })
    };
    let remove = {
        let session = desk.session.clone();
        Callback::from(move |_| {
            let _ = session.say(None, What::Undoes { event: n });
        })
    };
    entry
        .holds(deed(words.change, change))
        .holds(deed(words.remove, remove))
}

/// The form in which an event is changed or inserted.
fn form(desk: &Desk, looks: &Looks, editing: &Editing, event: Option<&Event>) -> Part {
    let words = desk.words.sheets();
    let (roster, _) = desk.session.people();
    let at = editing.at;
    let chosen = {
        let (looks, editing) = (looks.clone(), editing.clone());
        Callback::from(move |event: PageEvent| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            looks.edit(Some(Editing {
                kind: select.value(),
                ..editing.clone()
            }));
        })
    };
    let mut kinds = Part::of("select", "choice")
        .is("name", "kind")
        .hears(Rc::new(onchange::Wrapper::new(chosen)));
    for (value, label) in words.kinds {
        kinds = kinds.holds(option(
            value.to_owned(),
            label.to_owned(),
            value == editing.kind,
        ));
    }
    let time = Part::new("input")
        .is("type", "text")
        .is("name", "at")
        .is("autocomplete", "off")
        .is("inputmode", "decimal")
        .shows_at_first(exact_clock(at));
    let given = event.map(|event| &event.what);
    let mut form = Part::of("div", "event-form")
        .holds(labelled(words.time, time))
        .holds(labelled(words.kind, kinds));
    // In a place of their own: the time stays as it was typed when the type is another.
    let parts = fields(&editing.kind).iter();
    let parts = parts.map(|field| field.part(words, &roster, given).into());
    form = form.holds(Part::of("div", "place").holds_all(parts.collect()));
    let kept = {
        let (session, looks, editing) = (desk.session.clone(), looks.clone(), editing.clone());
        let before = event.cloned();
        Callback::from(move |form: Element| {
            let kept = Filled(&form)
                .event(&editing.kind, at)
                .and_then(|(at, what)| keep(&session, before.as_ref(), at, what));
            looks.edit(match kept {
                Ok(()) => None,
                Err(problem) => Some(Editing {
                    problem: problem.to_string(),
                    ..editing.clone()
                }),
            });
        })
    };
    let cancel = {
        let looks = looks.clone();
        Callback::from(move |_| looks.edit(None))
    };
    let refused = (!editing.problem.is_empty()).then(|| problem(editing.problem.clone()));
    form = form.holds(place(refused));
    form.sends(kept).holds(
        Part::of("div", "deeds")
            .holds(Part::button("button main", words.keep).sender())
            .holds(Part::button("button", words.cancel).does(cancel)),
    )
}

/// Records the change, or the new event. A change of the type removes the event and inserts another in
/// its place.
fn keep(session: &Session, before: Option<&Event>, at: Moment, what: What) -> Result<(), Problem> {
    let Some(before) = before else {
        return session.say(Some(at), what).map(drop);
    };
    if before.what.name() != what.name() {
        session.say(Some(at), what)?;
        return session
            .say(None, What::Undoes { event: before.n })
            .map(drop);
    }
    let set = difference(before, at, &what);
    if set == Amendment::default() {
        return Ok(());
    }
    let set = Box::new(set);
    let event = before.n;
    session.say(None, What::Amends { event, set }).map(drop)
}

/// What has to be amended for an event to read so.
fn difference(before: &Event, at: Moment, what: &What) -> Amendment {
    let mut set = Amendment {
        at: (at != before.at).then_some(at),
        ..Amendment::default()
    };
    match (&before.what, what) {
        (What::Speaks { who: old }, What::Speaks { who })
        | (What::JoinsIn { who: old }, What::JoinsIn { who })
        | (What::Stops { who: old }, What::Stops { who })
        | (What::Arrives { who: old }, What::Arrives { who })
        | (What::Leaves { who: old }, What::Leaves { who }) => {
            set.who = (old != who).then_some(Some(*who));
        }
        (
            What::Interrupts {
                who: old_who,
                whom: old_whom,
                outcome: old_outcome,
                manner: old_manner,
            },
            What::Interrupts {
                who,
                whom,
                outcome,
                manner,
            },
        ) => {
            set.who = (old_who != who).then_some(Some(*who));
            set.whom = (old_whom != whom).then_some(*whom);
            set.outcome = (old_outcome != outcome).then_some(*outcome);
            set.manner = (old_manner != manner).then_some(*manner);
        }
        (
            What::TalkedOver {
                whom: old_whom,
                by: old_by,
            },
            What::TalkedOver { whom, by },
        ) => {
            set.whom = (old_whom != whom).then_some(*whom);
            set.by = (old_by != by).then_some(*by);
        }
        (
            What::AllyMoment {
                kind: old_kind,
                who: old_who,
                for_whom: old_for,
            },
            What::AllyMoment {
                kind,
                who,
                for_whom,
            },
        ) => {
            set.kind = (old_kind != kind).then_some(*kind);
            set.who = (old_who != who).then_some(Some(*who));
            set.for_whom = (old_for != for_whom).then_some(*for_whom);
        }
        (
            What::Notes {
                text: old_text,
                who: old_who,
            },
            What::Notes { text, who },
        ) => {
            set.text = (old_text != text).then(|| text.clone());
            set.who = (old_who != who).then_some(*who);
        }
        _ => {}
    }
    set
}

/// A field of the form.
#[derive(Clone, Copy)]
enum Field {
    Who,
    Whom,
    By,
    For,
    About,
    Outcome,
    Manner,
    Ally,
    Text,
}

/// The fields of this type of event.
fn fields(kind: &str) -> &'static [Field] {
    use Field::{About, Ally, By, For, Manner, Outcome, Text, Who, Whom};
    match kind {
        "speaks" | "joins_in" | "stops" | "arrives" | "leaves" => &[Who],
        "interrupts" => &[Who, Whom, Outcome, Manner],
        "talked_over" => &[Whom, By],
        "moment" => &[Who, Ally, For],
        "notes" => &[Text, About],
        _ => &[],
    }
}

const OUTCOMES: [Outcome; 2] = [Outcome::Yielded, Outcome::Held];
const MANNERS: [Manner; 3] = [Manner::Supportive, Manner::Neutral, Manner::Intrusive];
const ALLIES: [AllyKind; 4] = [
    AllyKind::Invites,
    AllyKind::Amplifies,
    AllyKind::Credits,
    AllyKind::HandsBack,
];

impl Field {
    const fn name(self) -> &'static str {
        match self {
            Self::Who => "who",
            Self::Whom => "whom",
            Self::By => "by",
            Self::For => "for",
            Self::About => "about",
            Self::Outcome => "outcome",
            Self::Manner => "manner",
            Self::Ally => "ally",
            Self::Text => "text",
        }
    }

    fn part(self, words: &SheetWords, roster: &Roster, given: Option<&What>) -> Part {
        let person = |nobody: Option<&'static str>, chosen: Option<Who>| {
            let mut select = Part::of("select", "choice").is("name", self.name());
            if let Some(nobody) = nobody {
                select = select.holds(option(String::new(), nobody.to_owned(), chosen.is_none()));
            }
            // Whoever it was done to is another than who did it.
            let second = matches!(self, Self::Whom | Self::For)
                .then(|| Who::at(1))
                .flatten();
            let chosen = chosen.or(second.filter(|who| nobody.is_none() && roster.has(*who)));
            for who in roster.everyone() {
                let label = roster.label(who).to_owned();
                select = select.holds(option(who.place().to_string(), label, chosen == Some(who)));
            }
            select
        };
        let one_of = |labels: &[&'static str], chosen: usize| {
            let mut select = Part::of("select", "choice").is("name", self.name());
            for (place, label) in labels.iter().enumerate() {
                select = select.holds(option(
                    place.to_string(),
                    (*label).to_owned(),
                    place == chosen,
                ));
            }
            select
        };
        let given_who = given.and_then(|what| match what {
            What::Interrupts { who, .. } | What::AllyMoment { who, .. } => Some(*who),
            other => other.people().next(),
        });
        let whom = given.and_then(|what| match what {
            What::Interrupts { whom, .. } | What::TalkedOver { whom, .. } => Some(*whom),
            _ => None,
        });
        match self {
            Self::Who => labelled(words.who, person(None, given_who)),
            Self::Whom => labelled(words.whom, person(None, whom)),
            Self::By => {
                let by = match given {
                    Some(What::TalkedOver { by, .. }) => *by,
                    _ => None,
                };
                labelled(words.by, person(Some(words.not_said), by))
            }
            Self::For => {
                let for_whom = match given {
                    Some(What::AllyMoment { for_whom, .. }) => Some(*for_whom),
                    _ => None,
                };
                labelled(words.for_whom, person(None, for_whom))
            }
            Self::About => {
                let about = match given {
                    Some(What::Notes { who, .. }) => *who,
                    _ => None,
                };
                labelled(words.about, person(Some(words.nobody), about))
            }
            Self::Outcome => {
                let held = matches!(
                    given,
                    Some(What::Interrupts {
                        outcome: Outcome::Held,
                        ..
                    })
                );
                labelled(words.outcome, one_of(&words.outcomes, usize::from(held)))
            }
            Self::Manner => {
                let chosen = match given {
                    Some(What::Interrupts { manner, .. }) => *manner,
                    _ => None,
                };
                let place = MANNERS.iter().position(|manner| Some(*manner) == chosen);
                labelled(
                    words.manner,
                    one_of(&words.manners, place.map_or(0, |place| place + 1)),
                )
            }
            Self::Ally => {
                let place = match given {
                    Some(What::AllyMoment { kind, .. }) => {
                        ALLIES.iter().position(|other| other == kind)
                    }
                    _ => None,
                };
                labelled(words.ally, one_of(&words.allies, place.unwrap_or_default()))
            }
            Self::Text => {
                let text = match given {
                    Some(What::Notes { text, .. }) => text.clone(),
                    _ => String::new(),
                };
                let input = Part::new("input")
                    .is("type", "text")
                    .is("name", self.name());
                labelled(words.text, input.shows_at_first(text))
            }
        }
    }
}

fn labelled(label: &'static str, field: Part) -> Part {
    Part::of("label", "asked").says(label).holds(field)
}

/// The form as it is filled in.
struct Filled<'a>(&'a Element);

impl Filled<'_> {
    fn text(&self, name: &str) -> String {
        let field = self.0.query_selector(&format!("[name={name}]"));
        let Some(field) = field.ok().flatten() else {
            return String::new();
        };
        match field.dyn_ref::<HtmlInputElement>() {
            Some(input) => input.value(),
            None => field
                .dyn_ref::<HtmlSelectElement>()
                .map_or_else(String::new, HtmlSelectElement::value),
        }
    }

    fn place(&self, field: Field) -> Option<usize> {
        self.text(field.name()).parse().ok()
    }

    fn person(&self, field: Field) -> Option<Who> {
        self.place(field).and_then(Who::at)
    }

    fn someone(&self, field: Field) -> Result<Who, Problem> {
        let missing = || Problem::new(Code::UnknownPerson, "Choose a person.");
        self.person(field).ok_or_else(missing)
    }

    /// The event of this type; at `shown` unless another time was written.
    fn event(&self, kind: &str, shown: Moment) -> Result<(Moment, What), Problem> {
        let written = self.text("at");
        let at = match written == exact_clock(shown) {
            true => shown,
            false => time(&written)?,
        };
        let who = || self.someone(Field::Who);
        let place = |field| self.place(field).unwrap_or_default();
        let what = match kind {
            "speaks" => What::Speaks { who: who()? },
            "joins_in" => What::JoinsIn { who: who()? },
            "stops" => What::Stops { who: who()? },
            "arrives" => What::Arrives { who: who()? },
            "leaves" => What::Leaves { who: who()? },
            "silence" => What::Silence,
            "pauses" => What::Pauses,
            "resumes" => What::Resumes,
            "ends" => What::Ends,
            "interrupts" => What::Interrupts {
                who: who()?,
                whom: self.someone(Field::Whom)?,
                outcome: OUTCOMES
                    .get(place(Field::Outcome))
                    .copied()
                    .unwrap_or(Outcome::Yielded),
                manner: place(Field::Manner)
                    .checked_sub(1)
                    .and_then(|place| MANNERS.get(place).copied()),
            },
            "talked_over" => What::TalkedOver {
                whom: self.someone(Field::Whom)?,
                by: self.person(Field::By),
            },
            "moment" => What::AllyMoment {
                kind: ALLIES
                    .get(place(Field::Ally))
                    .copied()
                    .unwrap_or(AllyKind::Invites),
                who: who()?,
                for_whom: self.someone(Field::For)?,
            },
            _ => What::Notes {
                text: self.text("text").trim().to_owned(),
                who: self.person(Field::About),
            },
        };
        Ok((at, what))
    }
}

/// A moment as a clock shows it, to a tenth of a second where that is not 0: `1:02:03.5`.
fn exact_clock(at: Moment) -> String {
    let shown = clock(at.since(Moment::START));
    match at.millis() % 1000 / 100 {
        0 => shown,
        tenths => format!("{shown}.{tenths}"),
    }
}

/// A time as people write it: `95`, `1:35`, `1:01:35`, each with up to three decimals.
fn time(text: &str) -> Result<Moment, Problem> {
    let problem = || {
        Problem::new(
            Code::BadTime,
            "This is no time of the meeting. Write it as 1:35 or 1:01:35, counted from the start.",
        )
    };
    let (whole, decimals) = text
        .trim()
        .split_once(['.', ','])
        .unwrap_or((text.trim(), ""));
    let mut seconds: u64 = 0;
    for (place, part) in whole.split(':').enumerate() {
        let part: u64 = part.parse().map_err(|_| problem())?;
        let fits = place == 0 || part < 60;
        seconds = seconds
            .checked_mul(60)
            .and_then(|seconds| seconds.checked_add(part))
            .filter(|_| fits && place < 3)
            .ok_or_else(problem)?;
    }
    let digits = decimals.bytes().all(|digit| digit.is_ascii_digit()) && decimals.len() <= 3;
    let millis = format!("{decimals:0<3}")
        .parse::<u64>()
        .ok()
        .filter(|_| digits);
    let millis = seconds
        .checked_mul(1000)
        .zip(millis)
        .map(|(whole, part)| whole + part);
    millis.and_then(Moment::new).ok_or_else(problem)
}
