//! The observed time in columns: the summary's windows, in long meetings several together.

use super::clock::clock;
use super::figure::Subject;
use super::lettering;
use super::plot::SMALL;
use crate::measure::equality::Equality;
use crate::text::charts::Ends;
use crate::time::{Moment, Span};

/// As many columns as there are at most: so many fit on a phone, and in a table.
const MOST: usize = 24;

/// How many windows a column can be.
const NICE: [usize; 11] = [1, 2, 3, 6, 12, 24, 48, 72, 144, 288, 576];

/// The observed time in columns.
pub(super) struct Bins {
    /// How much a column holds, the last one perhaps less.
    pub(super) width_s: f64,
    pub(super) columns: Vec<Bin>,
}

/// One column.
pub(super) struct Bin {
    /// Its ends on the meeting's clock.
    pub(super) from: Moment,
    pub(super) until: Moment,
    /// Its observed time.
    pub(super) length_s: f64,
    /// The sum of everyone's airtime.
    pub(super) talk_s: f64,
    /// Each person's, in roster order.
    pub(super) airtime_s: Vec<f64>,
    /// Who was in the room, in the same order.
    pub(super) present: Vec<bool>,
    /// The share of its talk that would have to change hands for those in the room to have the
    /// same airtime.
    pub(super) change: Option<f64>,
}

impl Bins {
    /// The columns of a meeting, or of the part of it that was read.
    pub(super) fn of(subject: &Subject<'_>) -> Self {
        let reading = subject.reading;
        let windows = &reading.summary.windows;
        let count = windows.airtime_s.first().map_or(0, Vec::len);
        let fits = |together: &usize| count.div_ceil(*together) <= MOST;
        let together = NICE.into_iter().find(fits).unwrap_or(count.max(1));
        let width_s = windows.width_s * together as f64;
        let width = Span::from_millis((width_s * 1000.0).round() as u64);
        let stays: Vec<Vec<(Moment, Moment)>> = subject
            .roster()
            .everyone()
            .map(|who| subject.course.stays_until(who, reading.until))
            .collect();
        let observed = &reading.observed;
        let total = observed.total();
        let mut before = Span::ZERO;
        let mut columns = Vec::new();
        for column in 0..count.div_ceil(together) {
            let after = (before + width).min(total);
            let mut from = observed.when(before);
            let until = observed.when(after);
            // Where a pause lies between two columns, the later one starts when it is over.
            for pause in subject.course.pauses_until(reading.until) {
                if pause.start == from && pause.end < until {
                    from = pause.end;
                }
            }
            let airtime = |windows: &Vec<f64>| {
                let windows = windows.iter().skip(column * together);
                windows.take(together).sum::<f64>()
            };
            let airtime_s: Vec<f64> = windows.airtime_s.iter().map(airtime).collect();
            let in_room = |stays: &Vec<(Moment, Moment)>| {
                let mut stays = stays.iter();
                stays.any(|(start, end)| {
                    !observed
                        .between((*start).max(from), (*end).min(until))
                        .is_zero()
                })
            };
            let spoke = |airtime: &f64| *airtime > 0.0;
            let present: Vec<bool> = stays
                .iter()
                .zip(&airtime_s)
                .map(|(stays, airtime)| in_room(stays) || spoke(airtime))
                .collect();
            let there = present
                .iter()
                .zip(&airtime_s)
                .filter(|(present, _)| **present);
            let there: Vec<f64> = there.map(|(_, airtime)| *airtime).collect();
            columns.push(Bin {
                from,
                until,
                length_s: after.less(before).seconds(),
                talk_s: airtime_s.iter().sum(),
                change: Equality::of(&there).would_change_hands,
                airtime_s,
                present,
            });
            before = after;
        }
        Self { width_s, columns }
    }

    /// The width of the longest label of a column's start.
    pub(super) fn label_width(&self) -> f64 {
        let labels = self.columns.iter().map(|bin| clock(bin.from.seconds()));
        labels
            .map(|label| lettering::width(&label, SMALL))
            .fold(0.0, f64::max)
    }

    /// Every how many columns there is room for a label, columns being so wide.
    pub(super) fn labels_apart(&self, column: f64) -> usize {
        ((self.label_width() + 10.0) / column.max(1.0)).ceil() as usize
    }

    /// How long a column is, in words.
    pub(super) fn length(&self, subject: &Subject<'_>) -> String {
        (subject.words.over_time.length)(self.width_s)
    }
}

impl Bin {
    /// Its ends as a clock shows them.
    pub(super) fn ends(&self) -> Ends {
        (clock(self.from.seconds()), clock(self.until.seconds()))
    }

    /// This person's airtime.
    pub(super) fn airtime(&self, place: usize) -> f64 {
        self.airtime_s.get(place).copied().unwrap_or(0.0)
    }

    /// Their share of the column's talk; `None` where nobody spoke.
    pub(super) fn share(&self, place: usize) -> Option<f64> {
        (self.talk_s > 0.0).then(|| self.airtime(place) / self.talk_s)
    }

    /// Whether this person was in the room.
    pub(super) fn has(&self, place: usize) -> bool {
        self.present.get(place).copied().unwrap_or(false)
    }

    /// How many were.
    pub(super) fn people(&self) -> usize {
        self.present.iter().filter(|present| **present).count()
    }
}
