//! Who spoke from when to when, as others recorded it: turns and nothing else. A meeting made of it has overlaps,
//! and no interruptions.

use std::borrow::Cow;

use super::Document;
use crate::meeting::{Event, Log, Meeting, Person, Roster, Source, What, Who};
use crate::order::{self, Names};
use crate::problem::{Code, Problem};
use crate::time::Moment;

/// Whose segments those without a name are: nobody's that is known. The id and the name.
pub(super) const UNKNOWN: (&str, &str) = ("unknown", "Unknown speaker");

/// One stretch of somebody's speech.
pub(super) struct Segment<'a> {
    /// Who speaks; `None` where nobody says.
    pub(super) name: Option<Cow<'a, str>>,
    pub(super) start: Moment,
    pub(super) end: Moment,
}

/// The meeting of these segments, from 0 to their last end. Who touches or overlaps themselves goes on; what has
/// no length is no turn, but its speaker was there. People are in the order of their first segment.
///
/// # Errors
/// `too-many-people`, `too-many-events`.
pub(super) fn meeting(
    title: &str,
    source: Source,
    segments: &[Segment<'_>],
) -> Result<Document, Problem> {
    let mut people = Vec::new();
    let mut places = Names::default();
    let mut unknown = None;
    let mut stays: Vec<Vec<(Moment, Moment)>> = Vec::new();
    let mut end = Moment::START;
    for Segment {
        name,
        start,
        end: until,
    } in segments
    {
        let known = match name {
            Some(name) => places.get(name),
            None => unknown,
        };
        let place = known.unwrap_or(people.len());
        if known.is_none() {
            match name {
                Some(name) => drop(places.set(name, place)),
                None => unknown = Some(place),
            }
            people.push(person(place, name.as_deref()));
            stays.push(Vec::new());
            if people.len() > Roster::MOST {
                return Err(too_many());
            }
        }
        if let Some(stays) = stays.get_mut(place) {
            stays.push((*start, *until));
        }
        end = end.max(*until);
    }
    let roster = Roster::new(people).map_err(|_| too_many())?;
    let meeting = Meeting {
        title: title.to_owned(),
        log: Log::from_events(events(&roster, stays, end))?,
        roster,
        source: Some(source),
        ..Meeting::default()
    };
    Ok(Document {
        meeting,
        ..Document::default()
    })
}

fn too_many() -> Problem {
    let problem =
        "This recording has more than 500 speakers, which is more than a meeting can have here.";
    Problem::new(Code::TooManyPeople, problem)
}

/// The person of this name at this place.
pub(super) fn person(place: usize, name: Option<&str>) -> Person {
    let (id, name) = match name {
        None => (UNKNOWN.0.to_owned(), UNKNOWN.1),
        Some(name) => (format!("p{}", place + 1), name),
    };
    Person {
        id,
        name: name.to_owned(),
        ..Person::default()
    }
}

/// Joining in and stopping, in order, and the end.
fn events(roster: &Roster, stays: Vec<Vec<(Moment, Moment)>>, end: Moment) -> Vec<Event> {
    let mut edges: Vec<(Moment, bool, Who)> = Vec::new();
    for (who, mut stays) in roster.everyone().zip(stays) {
        order::by_key(&mut stays, |(start, end)| (start.millis(), end.millis()));
        let mut turn: Option<(Moment, Moment)> = None;
        let mut close = |turn: Option<(Moment, Moment)>| {
            let turn = turn.filter(|(start, end)| end > start);
            edges.extend(
                turn.into_iter()
                    .flat_map(|(start, end)| [(start, true, who), (end, false, who)]),
            );
        };
        for (start, end) in stays {
            match &mut turn {
                Some((_, until)) if start <= *until => *until = end.max(*until),
                _ => close(turn.replace((start, end))),
            }
        }
        close(turn);
    }
    // Who stops leaves before another joins in at the same moment: that is no overlap.
    order::by_key(&mut edges, |(at, joins, _)| (at.millis(), (*joins).into()));
    let whats = edges.into_iter().map(|(at, joins, who)| {
        let what = match joins {
            true => What::JoinsIn { who },
            false => What::Stops { who },
        };
        (at, what)
    });
    whats
        .chain([(end, What::Ends)])
        .zip(1..)
        .map(|((at, what), n)| Event { n, at, what })
        .collect()
}
