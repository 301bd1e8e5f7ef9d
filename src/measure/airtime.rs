//! Who spoke when and for how long: airtime, turns, passes, windows, presence.

use crate::meeting::course::{Course, Pause, Turn};
use crate::time::{Moment, Span};

/// The width of the windows in which airtime is counted over time.
pub const WINDOW: Span = Span::from_minutes(5);

/// The time that an observer was observing: the meeting's clock, or a part of it, with the pauses
/// cut out.
#[derive(Clone, Debug)]
pub struct Observed {
    from: Moment,
    until: Moment,
    /// Whether the meeting ends where this does.
    to_the_end: bool,
    /// Each pause of the whole meeting with the paused time up to and with it.
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
        Self {
            from: Moment::START,
            until,
            to_the_end: true,
            pauses,
        }
    }

    /// The part of it between two moments, in whichever order they are given.
    pub fn part(&self, one: Moment, other: Moment) -> Self {
        let inside = |at: Moment| at.max(self.from).min(self.until);
        let (from, until) = (inside(one.min(other)), inside(one.max(other)));
        // A part without length has nothing in it, unless that is all there is.
        let some = until > from || self.until == self.from;
        Self {
            from,
            until,
            to_the_end: self.to_the_end && until >= self.until && some,
            pauses: self.pauses.clone(),
        }
    }

    /// Where it starts on the meeting's clock.
    pub const fn from(&self) -> Moment {
        self.from
    }

    /// Where it ends.
    pub const fn until(&self) -> Moment {
        self.until
    }

    /// Whether what happened at this moment counts here. Of two parts that touch, the later one
    /// has the moment between them, so that everything counts in exactly one.
    pub fn has(&self, at: Moment) -> bool {
        at >= self.from && (at < self.until || self.to_the_end)
    }

    /// The observed time from the start to `at`.
    pub fn at(&self, at: Moment) -> Span {
        let all = |at: Moment| at.since(Moment::START).less(self.paused(at));
        all(at.max(self.from).min(self.until)).less(all(self.from))
    }

    /// The paused time up to `at`.
    fn paused(&self, at: Moment) -> Span {
        let started = self.pauses.partition_point(|(pause, _)| pause.start < at);
        match started
            .checked_sub(1)
            .and_then(|last| self.pauses.get(last))
        {
            None => Span::ZERO,
            Some((pause, total)) => total.less(pause.end.since(at)),
        }
    }

    /// The moment on the meeting's clock by which so much had been observed; of a pause, its
    /// start.
    pub fn when(&self, observed: Span) -> Moment {
        let start = self.from.since(Moment::START).less(self.paused(self.from));
        let on_the_clock = (start + observed).millis();
        // A pause is behind it if more had been observed than up to that pause.
        let behind = self.pauses.partition_point(|(pause, paused)| {
            pause.end.millis() < on_the_clock.saturating_add(paused.millis())
        });
        let paused = match behind.checked_sub(1).and_then(|last| self.pauses.get(last)) {
            None => Span::ZERO,
            Some((_, paused)) => *paused,
        };
        Moment::START.on(start + observed + paused)
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

    /// What of these turns lies here, in the same order.
    pub fn clip(&self, turns: &[Turn]) -> Vec<Turn> {
        let clipped = turns.iter().map(|turn| Turn {
            start: turn.start.max(self.from),
            end: turn.end.min(self.until),
            ..*turn
        });
        clipped.filter(|turn| turn.end > turn.start).collect()
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
/// A silence does not break the chain, a pause does. In a part of the meeting those count that
/// happened in it, which is where the second turn starts.
///
/// `turns` of the whole meeting, in order of their starts.
pub fn passes(turns: &[Turn], observed: &Observed, people: usize) -> Vec<Vec<u32>> {
    let mut passes = vec![vec![0; people]; people];
    for pair in turns.windows(2) {
        if let [before, after] = pair
            && before.who != after.who
            && observed.has(after.start)
            && observed.stretch(before.start) == observed.stretch(after.start)
        {
            add(&mut passes, before.who.place(), after.who.place());
        }
    }
    passes
}

/// Milliseconds on the floor, a row a person and a column a window of [`WINDOW`] in observed
/// time; as many columns as the observed time needs. Whole numbers, which this type holds exactly.
pub fn windows(turns: &[Turn], observed: &Observed, people: usize) -> Vec<Vec<f64>> {
    let width = WINDOW.millis();
    let columns = observed.total().millis().div_ceil(width) as usize;
    let mut rows = vec![vec![0.0; columns]; people];
    for turn in turns {
        // A turn never spans a pause, so its observed ends are as far apart as its own.
        let mut from = observed.at(turn.start).millis();
        let to = from + turn.end.since(turn.start).millis();
        let Some(row) = rows.get_mut(turn.who.place()) else {
            continue;
        };
        while from < to {
            let window = from / width;
            let next = to.min((window + 1) * width);
            if let Some(cell) = row.get_mut(window as usize) {
                *cell += (next - from) as f64;
            }
            from = next;
        }
    }
    rows
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Lengths in seconds; their mean, median and longest.
    type Case = (&'static [u64], Option<(f64, f64, f64)>);

    #[test]
    fn mean_median_and_longest() {
        let cases: [Case; 7] = [
            (&[], None),
            (&[7], Some((7.0, 7.0, 7.0))),
            (&[9, 3], Some((6.0, 6.0, 9.0))),
            (&[3, 9, 5], Some((17.0 / 3.0, 5.0, 9.0))),
            (&[80, 10, 40, 20], Some((37.5, 30.0, 80.0))),
            (&[5, 5, 5, 80], Some((23.75, 5.0, 80.0))),
            (&[5, 80, 80, 80], Some((61.25, 80.0, 80.0))),
        ];
        for (seconds, expected) in cases {
            let lengths: Vec<Span> = seconds.iter().copied().map(Span::from_seconds).collect();
            assert_eq!(mean_median_longest(&lengths), expected, "{seconds:?}");
        }
    }
}
