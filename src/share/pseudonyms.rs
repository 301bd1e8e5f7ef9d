//! What happened when, and not who it was.

use super::signs::{Ids, letters};
use super::source;
use crate::meeting::{Event, Log, Meeting, Person, Privacy, Roster, What, Who};
use crate::problem::{Code, Problem};
use crate::text::ShareWords;

/// The meeting without names and without anything that was written, under no id.
///
/// Corrections are folded in, or what was corrected would be told too. Notes are left out, and what stands
/// after the end, which has no effect.
pub(super) fn meeting(meeting: &Meeting, words: &ShareWords) -> Result<Meeting, Problem> {
    let mut events = Vec::new();
    for event in meeting.log.effective().iter() {
        events.push(event.clone());
        if event.what == What::Ends {
            break;
        }
    }
    if let Some(last) = events.last_mut() {
        // One that was never ended lasts until its latest event, even if that is a note.
        last.what = match &last.what {
            What::Notes { .. } => What::Resumes,
            what => what.clone(),
        };
    }
    events.retain(|event| !matches!(event.what, What::Notes { .. }));
    let people = meeting.roster.len();
    let places = in_order_of_appearance(&events, people);
    for (event, n) in events.iter_mut().zip(1..) {
        event.n = n;
        rename(&mut event.what, &places);
    }
    let ids = Ids::unlike(&meeting.roster);
    let person = |place: usize| Person {
        id: ids.at(place),
        name: (words.person)(&letters(place)),
        ..Person::default()
    };
    Ok(Meeting {
        roster: roster((0..people).map(person).collect())?,
        log: Log::from_events(events)?,
        source: source(meeting),
        privacy: Privacy::Pseudonyms,
        ..Meeting::default()
    })
}

/// For each place of the old roster the one in the new. Whoever the events name first is the first: the
/// order in which people were written down could be known. Those whom none names are alike.
fn in_order_of_appearance(events: &[Event], people: usize) -> Vec<Option<Who>> {
    let mut places: Vec<Option<Who>> = vec![None; people];
    let mut next = 0;
    let mut appears = |place: usize| {
        if let Some(new @ None) = places.get_mut(place) {
            *new = Who::at(next);
            next += 1;
        }
    };
    for who in events.iter().flat_map(|event| event.what.people()) {
        appears(who.place());
    }
    (0..people).for_each(appears);
    places
}

fn rename(what: &mut What, places: &[Option<Who>]) {
    let rename = |who: &mut Who| {
        if let Some(Some(new)) = places.get(who.place()) {
            *who = *new;
        }
    };
    match what {
        What::Speaks { who }
        | What::JoinsIn { who }
        | What::Stops { who }
        | What::Arrives { who }
        | What::Leaves { who } => rename(who),
        What::Interrupts { who, whom, .. } => [who, whom].into_iter().for_each(rename),
        What::TalkedOver { whom, by } => std::iter::once(whom).chain(by).for_each(rename),
        What::AllyMoment { who, for_whom, .. } => [who, for_whom].into_iter().for_each(rename),
        What::Silence
        | What::Pauses
        | What::Resumes
        | What::Ends
        | What::Notes { .. }
        | What::Undoes { .. }
        | What::Amends { .. } => {}
    }
}

/// A roster of these people, who are as many as one can hold or fewer.
pub(super) fn roster(people: Vec<Person>) -> Result<Roster, Problem> {
    let too_many = |_| {
        Problem::new(
            Code::TooManyPeople,
            "A meeting can have at most 500 people here.",
        )
    };
    Roster::new(people).map_err(too_many)
}
