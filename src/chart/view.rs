//! Which stretch of a meeting a timeline shows: coming closer, moving along.

use crate::measure::summary::Reading;
use crate::time::{Moment, Span};

/// What of a meeting a timeline shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The moment at the left end,
    pub from: Moment,
    /// and the one at the right end.
    pub until: Moment,
    /// The part that was picked; what lies outside it stands back.
    pub picked: Option<(Moment, Moment)>,
}

/// A view is never shorter, unless the meeting is.
const SHORTEST: Span = Span::from_seconds(10);

impl View {
    /// All that was read.
    pub fn whole(reading: &Reading) -> Self {
        Self {
            from: reading.from,
            until: reading.until,
            picked: None,
        }
    }

    /// How long this is.
    pub fn length(&self) -> Span {
        self.until.since(self.from)
    }

    /// So many times closer (below 1: from further away), inside `whole`. What is seen at `about`
    /// stays where it is, as far as the ends allow.
    pub fn closer(self, times: f64, about: Moment, whole: Self) -> Self {
        let longest = whole.length().millis() as f64;
        let shortest = (SHORTEST.millis() as f64).min(longest);
        let before = self.length().millis().max(1) as f64;
        let length = (before / times.max(f64::EPSILON)).clamp(shortest, longest);
        let left = about.millis() as f64 - self.from.millis() as f64;
        self.placed(
            about.millis() as f64 - left * length / before,
            length,
            whole,
        )
    }

    /// Moved along by this part of its own length (below 0: back), inside `whole`.
    pub fn moved(self, part: f64, whole: Self) -> Self {
        let length = self.length().millis() as f64;
        self.placed(self.from.millis() as f64 + part * length, length, whole)
    }

    /// With this moment in the middle, as far as the ends allow.
    pub fn about(self, middle: Moment, whole: Self) -> Self {
        let length = self.length().millis() as f64;
        self.placed(middle.millis() as f64 - length / 2.0, length, whole)
    }

    /// From here on, so long; both in milliseconds.
    fn placed(self, from: f64, length: f64, whole: Self) -> Self {
        let least = whole.from.millis() as f64;
        let most = (whole.until.millis() as f64 - length).max(least);
        let from = from.clamp(least, most);
        Self {
            from: Moment::nearest(from),
            until: Moment::nearest(from + length).min(whole.until),
            ..self
        }
    }

    /// Whether anything of this stretch of time is in view.
    pub fn has(&self, start: Moment, end: Moment) -> bool {
        start <= self.until && end >= self.from
    }

    /// What of a stretch of time is in view.
    pub(super) fn cut(&self, start: Moment, end: Moment) -> (Moment, Moment) {
        (start.max(self.from), end.min(self.until))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(from: u64, until: u64) -> View {
        let at = |seconds| Moment::START.on(Span::from_seconds(seconds));
        View {
            from: at(from),
            until: at(until),
            picked: None,
        }
    }

    #[test]
    fn a_view_comes_closer_about_what_is_pointed_at() {
        let whole = view(0, 1000);
        let about = Moment::START.on(Span::from_seconds(300));
        let cases = [
            (whole, 2.0, view(150, 650)),
            (view(150, 650), 0.5, whole),
            (view(200, 400), 0.01, whole),
            // A second more to the left than to the right would be cut off by the end.
            (view(280, 380), 0.25, view(220, 620)),
            (view(290, 310), 100.0, view(295, 305)),
        ];
        for (before, times, after) in cases {
            assert_eq!(before.closer(times, about, whole), after, "{before:?}");
        }
        // A meeting of five seconds is always seen whole.
        let short = view(0, 5);
        assert_eq!(short.closer(3.0, Moment::START, short), short);
    }

    #[test]
    fn a_view_moves_up_to_the_ends() {
        let whole = view(0, 1000);
        let cases = [
            (0.5, view(250, 350)),
            (-1.0, view(100, 200)),
            (-9.0, view(0, 100)),
            (9.0, view(900, 1000)),
        ];
        for (part, after) in cases {
            assert_eq!(view(200, 300).moved(part, whole), after, "{part}");
        }
        let middle = Moment::START.on(Span::from_seconds(960));
        assert_eq!(view(0, 100).about(middle, whole), view(900, 1000));
    }
}
