//! Whether time passed unseen: two clocks are kept together, and where they part the observer is asked.
//!
//! The clock that gestures are stamped with stops on most systems while the device sleeps; the
//! clock on the wall goes on, and may be set by people and networks. When the wall has gone
//! further by more than [`UNSEEN`], the meeting's clock follows it (a new epoch) and the time in
//! between is a [`Gap`]. When the wall was set back, gestures tell the time.

use super::gesture::Origin;
use super::session::{Session, State};
use crate::meeting::What;
use crate::problem::Problem;
use crate::time::Moment;

/// From how many milliseconds on time that nobody saw is asked about.
pub const UNSEEN: f64 = 1_000.0;

/// A part of the meeting during which this page was not there to see: the device slept, or the
/// page was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The last moment that was seen.
    pub from: Moment,
    /// The first one afterwards.
    pub to: Moment,
}

/// What the observer says of a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It was a break: the time does not count, and nobody has the floor after it.
    Pause,
    /// The meeting went on: the time counts, for whoever had the floor.
    WentOn,
    /// The time is cut out, and whoever had the floor has it still.
    Cut,
}

impl Session {
    /// Compares the clocks. To be called whenever there is reason to: each second, when the page
    /// is seen again, before each tap.
    pub fn attend(&self) {
        let mut guard = self.state.borrow_mut();
        let state = &mut *guard;
        let Some(origin) = state.origin.filter(|_| !state.is_over()) else {
            return;
        };
        let seen = origin.moment(self.clock.ticks());
        let parted = origin.parted(&*self.clock);
        let mut asked = false;
        if parted.abs() > UNSEEN {
            let now = Moment::nearest(seen.millis() as f64 + parted.max(0.0));
            state.origin = Some(Origin::new(&*self.clock, now));
            asked = parted > 0.0;
            if asked {
                let from = state.attended.unwrap_or(seen).min(seen);
                state.was_away(Gap { from, to: now });
            }
        }
        state.attended = state.origin.map(|origin| origin.moment(self.clock.ticks()));
        drop(guard);
        if asked {
            // The journal has to know where the meeting's start lies by now.
            self.keep();
            self.seen();
        }
    }

    /// The first gap about which the observer has said nothing yet.
    pub fn gap(&self) -> Option<Gap> {
        self.state.borrow().gaps.first().copied()
    }

    /// Records what the observer says of the first gap.
    ///
    /// # Errors
    /// As for any event; the gap is asked about again then.
    pub fn answer(&self, answer: Answer) -> Result<(), Problem> {
        let Some(gap) = self.gap() else { return Ok(()) };
        if answer != Answer::WentOn {
            let holders = self
                .document()
                .map(|document| document.meeting.floor_at(gap.from).holders);
            self.say(Some(gap.from), What::Pauses)?;
            self.say(Some(gap.to), What::Resumes)?;
            let holders = holders.unwrap_or_default();
            for holder in holders.iter().filter(|_| answer == Answer::Cut) {
                self.say(Some(gap.to), What::JoinsIn { who: holder.who })?;
            }
        }
        let mut state = self.state.borrow_mut();
        if state.gaps.first() == Some(&gap) {
            state.gaps.remove(0);
        }
        drop(state);
        self.seen();
        Ok(())
    }
}

impl State {
    /// Takes down a gap, unless nothing was being observed then anyway.
    pub(super) fn was_away(&mut self, gap: Gap) {
        // Of a meeting that another tab observes, that tab is asked.
        let floor = self.course.floor();
        if self.watching.is_none() && floor.paused.is_none() && floor.ended.is_none() {
            self.gaps.push(gap);
        }
    }
}
