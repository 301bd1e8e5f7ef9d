//! Turns along a lane: a bar each, or where they are too many for that, columns.
//!
//! A turn is never drawn thinner than a pixel, so that none is lost. Where there are several turns to a pixel, such
//! bars would fill a lane whose person spoke for a tenth of the time. There a column stands for all turns of its
//! stretch of time, as high as the part of it that they took.

use super::view::View;
use crate::meeting::course::Turn;
use crate::time::Moment;

/// More turns than this on a pixel are too many for bars: on the whole these would be more than twice as wide as
/// what was spoken.
const CROWDED: f64 = 2.0;

/// How wide a column is, in CSS px.
const COLUMN: f64 = 4.0;

/// What part of a column's time its full height can stand for: the smallest that is enough for all of them.
const FULL: [f64; 3] = [0.25, 0.5, 1.0];

/// From one whole pixel to another, and how high, in whole pixels.
pub(super) type Bar = (u32, u32, u32);

/// Where turns are drawn.
pub(super) struct Lanes {
    /// What is seen,
    pub view: View,
    /// from here, in CSS px,
    pub left: f64,
    /// to here.
    pub right: f64,
    /// How many lanes there are.
    pub count: usize,
    /// How high a turn is, in CSS px.
    pub height: u32,
}

/// Turns as they are drawn.
pub(super) struct Drawn {
    /// Lane by lane.
    pub lanes: Vec<Vec<Bar>>,
    /// Of columns, what part of its time the full height of one stands for; none of bars.
    pub full: Option<f64>,
}

impl Lanes {
    /// How these turns are drawn, which are in the order of their starts.
    pub fn drawn(&self, turns: &[Turn]) -> Drawn {
        let most = (CROWDED * (self.right - self.left)).max(0.0) as usize;
        match self.seen(turns).nth(most) {
            Some(_) => self.columns(turns),
            None => Drawn {
                lanes: self.bars(turns),
                full: None,
            },
        }
    }

    fn seen<'a>(&self, turns: &'a [Turn]) -> impl Iterator<Item = &'a Turn> {
        let view = self.view;
        turns
            .iter()
            .filter(move |turn| view.has(turn.start, turn.end))
    }

    /// How many px a millisecond is.
    fn per_milli(&self) -> f64 {
        let length = self.view.until.since(self.view.from).millis().max(1) as f64;
        (self.right - self.left) / length
    }

    /// A bar for each turn; those of a lane that touch are one.
    fn bars(&self, turns: &[Turn]) -> Vec<Vec<Bar>> {
        let per_milli = self.per_milli();
        // On whole pixels, which are painted in half the time.
        let x = |at: Moment| {
            let x = self.left + at.since(self.view.from).millis() as f64 * per_milli;
            x.round_ties_even() as u32
        };
        let mut lanes: Vec<Vec<Bar>> = vec![Vec::new(); self.count];
        for turn in self.seen(turns) {
            if let Some(lane) = lanes.get_mut(turn.who.place()) {
                let (start, end) = self.view.cut(turn.start, turn.end);
                // Never thinner than one: it was heard.
                let from = x(start);
                let to = x(end).max(from + 1);
                match lane.last_mut() {
                    Some(last) if from <= last.1 => last.1 = last.1.max(to),
                    _ => lane.push((from, to, self.height)),
                }
            }
        }
        lanes
    }

    /// Columns for the turns; those side by side that are of one height are one.
    fn columns(&self, turns: &[Turn]) -> Drawn {
        let columns = Columns::of(self);
        let lanes = columns.spoken(turns, self.count);
        let parts = lanes.iter().flat_map(|lane| columns.parts(lane));
        let most = parts.map(|(.., part)| part).fold(0.0, f64::max);
        let full = FULL.into_iter().find(|full| *full >= most).unwrap_or(1.0);
        let per_milli = self.per_milli();
        let x = |at: f64| (self.left + (at - columns.from) * per_milli).round_ties_even() as u32;
        let bars = |lane: &Vec<f64>| {
            let mut bars: Vec<Bar> = Vec::new();
            for (start, end, part) in columns.parts(lane) {
                // Never lower than one: it was heard.
                let height = (part / full * f64::from(self.height)).round() as u32;
                let height = height.clamp(1, self.height);
                // At the ends there are parts of columns, of less than a pixel perhaps.
                let from = bars.last().map_or(0, |last| last.1).max(x(start));
                let to = x(end).max(from + 1);
                match bars.last_mut() {
                    Some(last) if (last.1, last.2) == (from, height) => last.1 = to,
                    _ => bars.push((from, to, height)),
                }
            }
            bars
        };
        Drawn {
            lanes: lanes.iter().map(bars).collect(),
            full: Some(full),
        }
    }
}

/// The stretches of time that columns stand for, in milliseconds from the start. They keep their places in the
/// meeting, so that columns stay as they are while one moves along it.
struct Columns {
    /// How long each is.
    length: f64,
    /// What is seen,
    from: f64,
    /// until then.
    until: f64,
    /// The number of the first that is seen, and how many are.
    first: f64,
    count: usize,
}

impl Columns {
    fn of(lanes: &Lanes) -> Self {
        let length = COLUMN / lanes.per_milli();
        let (from, until) = (lanes.view.from, lanes.view.until);
        let (from, until) = (from.millis() as f64, until.millis() as f64);
        let first = (from / length).floor();
        let count = ((until / length).ceil() - first).max(1.0) as usize;
        Self {
            length,
            from,
            until,
            first,
            count,
        }
    }

    /// How long turns are in each, lane by lane.
    fn spoken(&self, turns: &[Turn], lanes: usize) -> Vec<Vec<f64>> {
        let mut lanes = vec![vec![0.0_f64; self.count]; lanes];
        for turn in turns {
            let mut at = (turn.start.millis() as f64).max(self.from);
            let end = (turn.end.millis() as f64).min(self.until);
            let Some(lane) = lanes.get_mut(turn.who.place()).filter(|_| at <= end) else {
                continue;
            };
            // Most turns lie in one.
            let mut place = (at / self.length - self.first).floor();
            loop {
                let next = end.min((self.first + place + 1.0) * self.length);
                if let Some(column) = lane.get_mut(place as usize) {
                    // However short, it was heard.
                    *column += (next - at).max(f64::EPSILON);
                }
                if next >= end {
                    break;
                }
                (at, place) = (next, place + 1.0);
            }
        }
        lanes
    }

    /// Those of a lane in which something was spoken: from when until when, and what part of that.
    fn parts(&self, lane: &[f64]) -> impl Iterator<Item = (f64, f64, f64)> {
        let edge = |number: f64| ((self.first + number) * self.length).clamp(self.from, self.until);
        let spoken = (0..).zip(lane).filter(|(_, spoken)| **spoken > 0.0);
        spoken.map(move |(place, spoken)| {
            let (start, end) = (edge(f64::from(place)), edge(f64::from(place) + 1.0));
            (start, end, spoken / (end - start).max(1.0))
        })
    }
}
