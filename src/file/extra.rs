//! What a file says that this version does not know. It is kept and written again, so that
//! passing through here never takes anything away.

use std::collections::BTreeMap;

use crate::meeting::EventNumber;

/// Where in a file unknown fields were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// At the top.
    Meeting,
    /// In the person at this place of the roster.
    Person(usize),
    /// In the event with this number.
    Event(EventNumber),
    /// In `set` of the event with this number, which amends another.
    Set(EventNumber),
    /// In the action at this place of the list.
    Action(usize),
    /// In `source`.
    Source,
}

/// The unknown fields of a file, each with its place.
///
/// They are kept as JSON text, `"name":value,…`, and not as values: nothing is lost that a
/// number type cannot hold, and a hostile file costs no more memory than its length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra {
    kept: BTreeMap<Place, String>,
}

impl Extra {
    /// Keeps the unknown fields of this place, as [`super::Told`] hands them over.
    pub fn keep(&mut self, place: Place, fields: String) {
        if !fields.is_empty() {
            self.kept.insert(place, fields);
        }
    }

    /// The unknown fields of this place as JSON text; empty where there are none.
    pub fn at(&self, place: Place) -> &str {
        self.kept.get(&place).map_or("", String::as_str)
    }

    /// The action at this place of the list is no more: those after it move up, with what is kept of
    /// them.
    pub fn drop_action(&mut self, place: usize) {
        let kept = std::mem::take(&mut self.kept).into_iter();
        let kept = kept.filter_map(|(at, fields)| match at {
            Place::Action(other) if other == place => None,
            Place::Action(other) if other > place => Some((Place::Action(other - 1), fields)),
            at => Some((at, fields)),
        });
        self.kept = kept.collect();
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }
}
