//! From the clock that gestures are stamped with to the meeting's clock.

use super::ports::Clock;
use crate::time::Moment;

/// A gesture is believed to be at most this old, in milliseconds. A busy page hands a tap on
/// late, and one that is being loaded over a slow network later still, but not later than this; a stamp further away comes from a clock of its own (some
/// browsers give a synthetic event none at all) and the present is the better guess.
pub const OLDEST: f64 = 60_000.0;

/// Where the start of the meeting lies on the two clocks of a device.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Origin {
    ticks: f64,
    wall: f64,
}

impl Origin {
    /// The meeting stands at `at` now.
    pub fn new(clock: &dyn Clock, at: Moment) -> Self {
        let at = at.millis() as f64;
        Self {
            ticks: clock.ticks() - at,
            wall: clock.wall() - at,
        }
    }

    /// The wall's time at which the meeting started.
    pub const fn wall(self) -> f64 {
        self.wall
    }

    /// By how many milliseconds the clock on the wall has gone further than the clock of gestures
    /// since they were last read together; negative where it was set back.
    pub fn parted(self, clock: &dyn Clock) -> f64 {
        (clock.wall() - self.wall) - (clock.ticks() - self.ticks)
    }

    /// The moment of the meeting at which the clock said `ticks`.
    pub fn moment(self, ticks: f64) -> Moment {
        Moment::nearest(ticks - self.ticks)
    }

    /// The moment of a gesture with this stamp, when the clock now says `ticks`.
    pub fn gesture(self, stamp: Option<f64>, ticks: f64) -> Moment {
        let believed = stamp.filter(|stamp| (ticks - OLDEST..=ticks).contains(stamp));
        self.moment(believed.unwrap_or(ticks))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::ports::memory::HandClock;

    #[test]
    fn a_tap_counts_when_it_was_made_not_when_it_was_handled() {
        let clock = HandClock::default();
        clock.pass(5_000.0);
        let origin = Origin::new(&clock, Moment::START);
        let cases = [
            (Some(64_700.0), 65_000.0, 59_700),
            (Some(65_000.0), 65_000.0, 60_000),
            (Some(65_001.0), 65_000.0, 60_000),
            (Some(5_001.0), 65_000.0, 1),
            (Some(4_000.0), 65_000.0, 60_000),
            (Some(f64::NAN), 65_000.0, 60_000),
            (None, 65_000.4, 60_000),
            (None, 1_000.0, 0),
        ];
        for (stamp, ticks, expected) in cases {
            let at = origin.gesture(stamp, ticks).millis();
            assert_eq!(at, expected, "{stamp:?} at {ticks}");
        }
    }
}
