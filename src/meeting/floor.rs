//! The floor: who is speaking now.

use super::event::EventNumber;
use super::person::Who;
use crate::time::Moment;

/// Who holds the floor, since when; and whether the observed window is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Floor {
    /// Those who hold it, in the order in which their turns started.
    pub holders: Vec<Holder>,
    /// Since when the meeting is paused, if it is.
    pub paused: Option<Moment>,
    /// When the meeting ended, if it has.
    pub ended: Option<Moment>,
}

/// Someone who holds the floor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Who.
    pub who: Who,
    /// When the turn started.
    pub since: Moment,
    /// The event that started it.
    pub n: EventNumber,
}

impl Floor {
    /// The turn that this person is having, if any.
    pub fn held_by(&self, who: Who) -> Option<&Holder> {
        self.holders.iter().find(|holder| holder.who == who)
    }

    /// Whether this person holds the floor alone.
    pub fn is_only(&self, who: Who) -> bool {
        matches!(self.holders.as_slice(), [only] if only.who == who)
    }

    /// The one other than `who` whose turn started last: whom `who` interrupts.
    pub fn other_than(&self, who: Who) -> Option<&Holder> {
        self.holders.iter().rev().find(|holder| holder.who != who)
    }
}
