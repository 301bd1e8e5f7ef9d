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

impl Lanes {
    /// Whether turns are too many to be told apart.
    pub fn are_crowded(&self, turns: &[Turn]) -> bool {
        let most = CROWDED * (self.right - self.left);
        // What is seen can only be less.
        turns.len() as f64 > most && self.seen(turns).count() as f64 > most
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

    /// A bar for each turn, lane by lane; turns are in the order of their starts, and those of a lane that touch are
    /// one bar.
    pub fn bars(&self, turns: &[Turn]) -> Vec<Vec<Bar>> {
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

    /// Columns for the turns, lane by lane; those side by side that are of one height are one. Columns keep their
    /// places in the meeting, so that they stay as they are while one moves along it.
    pub fn columns(&self, turns: &[Turn]) -> Vec<Vec<Bar>> {
        let per_milli = self.per_milli();
        let (from, until) = (
            self.view.from.millis() as f64,
            self.view.until.millis() as f64,
        );
        let length = COLUMN / per_milli;
        let first = (from / length).floor();
        let count = ((until / length).ceil() - first).max(0.0) as usize;
        // How long each column's turns are, in milliseconds.
        let mut lanes = vec![vec![0.0; count]; self.count];
        for turn in self.seen(turns) {
            let Some(lane) = lanes.get_mut(turn.who.place()) else {
                continue;
            };
            let (start, end) = self.view.cut(turn.start, turn.end);
            let (mut at, end) = (start.millis() as f64, end.millis() as f64);
            let place = ((at / length).floor() - first).max(0.0) as usize;
            for (column, place) in lane.iter_mut().skip(place).zip(place..) {
                let next = end.min((first + place as f64 + 1.0) * length);
                *column += (next - at).max(0.0);
                if next >= end {
                    break;
                }
                at = next;
            }
        }
        let edge = |place: usize| ((first + place as f64) * length).clamp(from, until);
        let x = |at: f64| (self.left + (at - from) * per_milli).round_ties_even() as u32;
        let column = |(place, spoken): (usize, &f64)| {
            let (start, end) = (edge(place), edge(place + 1));
            let part = spoken / (end - start).max(1.0);
            // Never lower than one: it was heard.
            let height = (part * f64::from(self.height)).round().max(1.0) as u32;
            (x(start), x(end), height.min(self.height))
        };
        let bars = |lane: &Vec<f64>| {
            let mut bars: Vec<Bar> = Vec::new();
            let spoken = lane.iter().enumerate().filter(|(_, spoken)| **spoken > 0.0);
            for (from, to, height) in spoken.map(column) {
                // At the ends there are parts of columns, of less than a pixel perhaps.
                let from = bars.last().map_or(from, |last| from.max(last.1));
                let to = to.max(from + 1);
                match bars.last_mut() {
                    Some(last) if (last.1, last.2) == (from, height) => last.1 = to,
                    _ => bars.push((from, to, height)),
                }
            }
            bars
        };
        lanes.iter().map(bars).collect()
    }
}
