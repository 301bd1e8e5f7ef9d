//! People while a meeting runs: added, renamed, described, and where they sit.

use std::rc::Rc;

use super::session::{Session, changed, too_many};
use super::tapping::observed_elsewhere;
use crate::meeting::{Person, Roster, What, Who};
use crate::problem::{Code, Problem};

impl Session {
    /// The people and the names of their attributes: of the meeting or, before there is one, of
    /// what was typed.
    pub fn people(&self) -> (Roster, Vec<String>) {
        let state = self.state.borrow();
        match state.document.as_ref().filter(|_| !state.is_setting_up()) {
            Some(document) => {
                let meeting = &document.meeting;
                (meeting.roster.clone(), meeting.attributes.clone())
            }
            None => {
                let roster = Roster::from_names(&state.draft.people).unwrap_or_default();
                (state.draft.describe(roster), state.draft.attributes.clone())
            }
        }
    }

    /// Says anew who the people are. In a meeting those who are there stay, in their order;
    /// whoever is added at the end arrives now.
    ///
    /// # Errors
    /// `too-many-people`; `bad-field` for an empty name.
    pub fn set_people(&self, people: Vec<Person>, attributes: Vec<String>) -> Result<(), Problem> {
        self.take_people(people, attributes)
            .inspect_err(|problem| self.refuse(problem.clone()))
    }

    fn take_people(&self, mut people: Vec<Person>, attributes: Vec<String>) -> Result<(), Problem> {
        for person in &mut people {
            person.name = person.name.trim().to_owned();
            if person.name.is_empty() {
                return Err(Problem::new(
                    Code::BadField,
                    "A person needs a name. Type one, or leave the person as they were.",
                ));
            }
        }
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        if state.is_another_tabs() {
            return Err(observed_elsewhere());
        }
        let setting_up = state.is_setting_up();
        let document = state.document.as_mut().filter(|_| !setting_up);
        let Some(document) = document.map(Rc::make_mut) else {
            state.draft.details = people;
            state.draft.attributes = attributes;
            drop(guard);
            self.seen();
            return Ok(());
        };
        let meeting = &mut document.meeting;
        let before = meeting.roster.len();
        for (place, person) in people.iter_mut().enumerate() {
            person.id = match meeting.roster.people().get(place) {
                Some(known) => known.id.clone(),
                None => free_id(&meeting.roster, place),
            };
        }
        let count = people.len().max(before);
        meeting.roster = Roster::new(people).map_err(|people| too_many(people.len()))?;
        meeting.attributes = attributes;
        state.course.add_people(count);
        state.content = changed();
        let running = state.origin.is_some() && !state.is_over();
        drop(guard);
        self.keep();
        for who in (before..count).filter_map(Who::at).filter(|_| running) {
            self.say(None, What::Arrives { who })?;
        }
        self.seen();
        Ok(())
    }

    /// Where people sit: the order of their tiles.
    pub fn seats(&self) -> Vec<Who> {
        let state = self.state.borrow();
        let Some(document) = &state.document else {
            return Vec::new();
        };
        document.meeting.seating()
    }

    /// Moves a person's tile to this place among the tiles.
    pub fn sit(&self, who: Who, place: usize) {
        if self.state.borrow().is_another_tabs() {
            return self.refuse(observed_elsewhere());
        }
        let mut guard = self.state.borrow_mut();
        let Some(document) = guard.document.as_mut().map(Rc::make_mut) else {
            return;
        };
        let mut seats = document.meeting.seating();
        seats.retain(|other| *other != who);
        seats.insert(place.min(seats.len()), who);
        document.meeting.seats = seats;
        drop(guard);
        self.keep();
        self.seen();
    }
}

/// An id that nobody has.
fn free_id(roster: &Roster, place: usize) -> String {
    let taken = |id: &String| roster.people().iter().any(|person| person.id == *id);
    let mut ids = (place + 1..).map(|number| format!("p{number}"));
    ids.find(|id| !taken(id)).unwrap_or_default()
}
