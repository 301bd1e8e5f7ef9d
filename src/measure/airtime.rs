//! Who spoke when and for how long: airtime, turns, passes, windows, presence.

use crate::meeting::course::{Course, Pause, Turn};
use crate::order;
use crate::time::{Moment, Span};

/// The width of the windows in which airtime is counted over time.
pub const WINDOW: Span = Span::from_minutes(5);

/// The time that an observer was observing: the meeting's clock with the pauses cut out.
#[derive(Clone, Debug)]
pub struct Observed {
    until: Moment,
    /// Each pause with the paused time up to and with it.
    pauses: Vec<(Pause, Span)>,
}

impl Observed {
    /// The observed time of this meeting up to `until`.
    pub fn of(course: &Course, until: Moment) -> Self {
        let mut paused = Span::ZERO;
        let pauses = course
            .pauses_until(until)
            .into_iter()
            .map(|pause| {
                paused += pause.end.since(pause.start);
                (pause, paused)
            })
            .collect();
        Self { until, pauses }
    }

    /// The observed time from the start to `at`.
    pub fn at(&self, at: Moment) -> Span {
        let at = at.min(self.until);
        let started = self.pauses.partition_point(|(pause, _)| pause.start < at);
        let paused = match started
            .checked_sub(1)
            .and_then(|last| self.pauses.get(last))
        {
            None => Span::ZERO,
            Some((pause, total)) => total.less(pause.end.since(at)),
        };
        at.since(Moment::START).less(paused)
    }

    /// The observed time between two moments.
    pub fn between(&self, from: Moment, to: Moment) -> Span {
        self.at(to).less(self.at(from))
    }

    /// All of it.
    pub fn total(&self) -> Span {
        self.at(self.until)
    }

    /// How many pauses began before or at `at`: turns of one stretch have the same number.
    pub fn stretch(&self, at: Moment) -> usize {
        self.pauses.partition_point(|(pause, _)| pause.start <= at)
    }
}

/// Time with at least one and with at least two on the floor.
///
/// `turns` in order of their starts.
pub fn speech_and_overlap(turns: &[Turn]) -> (Span, Span) {
    // One sweep over the edges; at the same moment ends come before starts.
    let mut edges: Vec<(Moment, bool)> = turns
        .iter()
        .flat_map(|turn| [(turn.start, true), (turn.end, false)])
        .collect();
    order::by_key(&mut edges, |(at, starts)| (at.millis(), (*starts).into()));
    let (mut speech, mut overlap) = (Span::ZERO, Span::ZERO);
    let (mut holders, mut before) = (0_usize, Moment::START);
    for (at, starts) in edges {
        if holders >= 1 {
            speech += at.since(before);
        }
        if holders >= 2 {
            overlap += at.since(before);
        }
        before = at;
        holders = if starts {
            holders + 1
        } else {
            holders.saturating_sub(1)
        };
    }
    (speech, overlap)
}

/// Who follows whom: `passes[i][j]` counts how often j's turn was the next to start after i's.
/// A silence does not break the chain, a pause does.
///
/// `turns` in order of their starts.
pub fn passes(turns: &[Turn], observed: &Observed, people: usize) -> Vec<Vec<u32>> {
    let mut passes = vec![vec![0; people]; people];
    for pair in turns.windows(2) {
        if let [before, after] = pair
            && before.who != after.who
            && observed.stretch(before.start) == observed.stretch(after.start)
        {
            add(&mut passes, before.who.place(), after.who.place());
        }
    }
    passes
}

/// Seconds on the floor, a row a person and a column a window of [`WINDOW`] in observed time;
/// as many columns as the observed time needs.
pub fn windows(turns: &[Turn], observed: &Observed, people: usize) -> Vec<Vec<f64>> {
    let width = WINDOW.millis();
    let columns = observed.total().millis().div_ceil(width) as usize;
    let mut millis = vec![vec![0_u64; columns]; people];
    for turn in turns {
        // A turn never spans a pause, so its observed ends are as far apart as its own.
        let (mut from, to) = (
            observed.at(turn.start).millis(),
            observed.at(turn.end).millis(),
        );
        let Some(row) = millis.get_mut(turn.who.place()) else {
            continue;
        };
        while from < to {
            let window = from / width;
            let next = to.min((window + 1) * width);
            if let Some(cell) = row.get_mut(window as usize) {
                *cell += next - from;
            }
            from = next;
        }
    }
    let seconds = |row: Vec<u64>| {
        row.into_iter()
            .map(|millis| Span::from_millis(millis).seconds())
            .collect()
    };
    millis.into_iter().map(seconds).collect()
}

/// Mean, median and longest of these lengths in seconds; `None` where there are none.
pub fn mean_median_longest(lengths: &mut Vec<Span>) -> Option<(f64, f64, f64)> {
    order::by_key(lengths, |length| (length.millis(), 0));
    let count = lengths.len();
    let at = |place: usize| lengths.get(place).copied();
    let longest = at(count.checked_sub(1)?)?;
    let median = (at((count - 1) / 2)? + at(count / 2)?).seconds() / 2.0;
    let mean = lengths.iter().copied().sum::<Span>().seconds() / count as f64;
    Some((mean, median, longest.seconds()))
}

/// Counts one more in row `i`, column `j`.
pub(super) fn add(matrix: &mut [Vec<u32>], i: usize, j: usize) {
    if let Some(cell) = matrix.get_mut(i).and_then(|row| row.get_mut(j)) {
        *cell += 1;
    }
}
