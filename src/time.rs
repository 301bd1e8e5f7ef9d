//! The meeting's clock: whole milliseconds, subtracted and never counted.

/// A point on the meeting's clock: whole milliseconds since the meeting started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(u64);

/// A length of time in whole milliseconds; never negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(u64);

impl Moment {
    /// The start of the meeting.
    pub const START: Self = Self(0);

    /// The last moment that a meeting can have: 31 days after its start. A time beyond it is a
    /// slip (seconds since 1970, say), and a table of five-minute windows up to it would be
    /// endless.
    pub const LATEST: Self = Self(31 * 24 * 60 * 60 * 1000);

    /// The moment `millis` after the start, or `None` beyond [`Moment::LATEST`].
    pub const fn new(millis: u64) -> Option<Self> {
        if millis <= Self::LATEST.0 {
            Some(Self(millis))
        } else {
            None
        }
    }

    /// The moment nearest to `millis` (any number, fractions and nonsense too) that a meeting
    /// can have.
    pub fn nearest(millis: f64) -> Self {
        // `as` saturates, and takes not-a-number for 0.
        Self(millis.round() as u64).min(Self::LATEST)
    }

    /// Milliseconds since the start.
    pub const fn millis(self) -> u64 {
        self.0
    }

    /// Seconds since the start.
    pub fn seconds(self) -> f64 {
        self.since(Self::START).seconds()
    }

    /// The time from `earlier` to this moment; none if `earlier` is later.
    pub const fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0))
    }

    /// The moment `span` earlier, at most back to the start.
    pub const fn back(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }

    /// The moment `span` later.
    pub const fn on(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// A span of so many milliseconds.
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis)
    }

    /// A span of so many seconds.
    pub const fn from_seconds(seconds: u64) -> Self {
        Self(seconds * 1000)
    }

    /// A span of so many minutes.
    pub const fn from_minutes(minutes: u64) -> Self {
        Self::from_seconds(minutes * 60)
    }

    /// Whole milliseconds.
    pub const fn millis(self) -> u64 {
        self.0
    }

    /// Seconds.
    pub fn seconds(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// Minutes.
    pub fn minutes(self) -> f64 {
        self.seconds() / 60.0
    }

    /// Whether this is no time at all.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// What is left after taking `other` away; none if `other` is longer.
    pub const fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl std::ops::Add for Span {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl std::ops::AddAssign for Span {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl std::iter::Sum for Span {
    fn sum<I: Iterator<Item = Self>>(spans: I) -> Self {
        spans.fold(Self::ZERO, |sum, span| sum + span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_that_no_meeting_has_is_refused_or_brought_near() {
        assert_eq!(Moment::new(1_000).map(Moment::millis), Some(1_000));
        assert_eq!(Moment::new(u64::MAX), None);
        assert_eq!(Moment::nearest(-3.0), Moment::START);
        assert_eq!(Moment::nearest(f64::NAN), Moment::START);
        assert_eq!(Moment::nearest(1e300), Moment::LATEST);
        assert_eq!(Moment::nearest(59_999.6).millis(), 60_000);
    }

    #[test]
    fn spans_never_go_below_nothing() {
        let early = Moment::nearest(5.0);
        let late = Moment::nearest(9.0);
        assert_eq!(late.since(early), Span::from_millis(4));
        assert_eq!(early.since(late), Span::ZERO);
        assert_eq!(early.back(Span::from_seconds(3)), Moment::START);
        assert_eq!(early.on(Span::from_millis(4)), late);
    }
}
