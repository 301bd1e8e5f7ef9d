//! Who spoke when and for how long: airtime, turns, passes, windows, presence.

use crate::meeting::course::{Course, Pause, Turn};
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
    let (mut speech, mut overlap) = (Span::ZERO, Span::ZERO);
    let mut before = Moment::START;
    let mut pass = |holders: usize, at: Moment| {
        if holders >= 1 {
            speech += at.since(before);
        }
        if holders >= 2 {
            overlap += at.since(before);
        }
        before = at;
    };
    // Where the turns that are going on will end, the next end last.
    let mut ends: Vec<Moment> = Vec::new();
    for turn in turns {
        while let Some(end) = ends.pop_if(|end| *end <= turn.start) {
            pass(ends.len() + 1, end);
        }
        pass(ends.len(), turn.start);
        ends.insert(ends.partition_point(|end| *end > turn.end), turn.end);
    }
    while let Some(end) = ends.pop() {
        pass(ends.len() + 1, end);
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
pub fn mean_median_longest(lengths: &[Span]) -> Option<(f64, f64, f64)> {
    let count = lengths.len();
    let longest = lengths.iter().copied().max()?;
    let middle = nth(lengths, (count - 1) / 2, longest);
    // Of an even number of them the middle is between two.
    let up_to = lengths.iter().filter(|length| **length <= middle).count();
    let next = if up_to > count / 2 {
        middle
    } else {
        let longer = lengths.iter().copied().filter(|length| *length > middle);
        longer.min().unwrap_or(middle)
    };
    let median = (middle + next).seconds() / 2.0;
    let mean = lengths.iter().copied().sum::<Span>().seconds() / count as f64;
    Some((mean, median, longest.seconds()))
}

/// The length that so many are shorter than, or as long as it. Sorting a million lengths takes
/// many times longer than looking through them once for each binary digit of the longest.
fn nth(lengths: &[Span], before: usize, longest: Span) -> Span {
    let (mut low, mut high) = (0, longest.millis());
    while low < high {
        let middle = u64::midpoint(low, high);
        let up_to = lengths.iter().filter(|length| length.millis() <= middle);
        if up_to.count() > before {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Span::from_millis(low)
}

/// Counts one more in row `i`, column `j`.
pub(super) fn add(matrix: &mut [Vec<u32>], i: usize, j: usize) {
    if let Some(cell) = matrix.get_mut(i).and_then(|row| row.get_mut(j)) {
        *cell += 1;
    }
}
