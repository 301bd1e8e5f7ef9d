//! Rates with their intervals: a dot and a whisker a row, in roster order and never ranked. What is
//! too few to say is shown muted, with those words.

use super::figure::{LegendEntry, Picture, Subject};
use super::ink::Ink;
use super::lettering;
use super::plot::{Margins, Plot, SMALL, Type};
use super::rows::Rows;
use super::scene::{Anchor, Scene};
use super::signs::{KEY_HEIGHT, Sign, entry, sign};
use super::ticks::number_ticks;
use crate::measure::uncertainty::Rate;
use crate::text::rounded;

/// A row: its name, and its rate where there is anything to divide by.
pub(super) type Row<'a> = (&'a str, Option<Rate>);

/// The height of a row without its name.
const HIGH: f64 = 28.0;

/// The size of a dot.
const DOT: f64 = 9.0;

/// Half the height of a whisker's end.
const END: f64 = 5.0;

/// More rows than this, and those with too few to say are only counted.
const ALL_SHOWN: usize = 12;

/// The rates of these rows, for a width in CSS px; none of very many with too few to say each.
pub(super) fn picture(
    subject: &Subject<'_>,
    (name, caption): (&str, &str),
    rows: &[Row<'_>],
    width: f64,
) -> Option<Picture> {
    let mut shown = rows.to_vec();
    if rows.len() > ALL_SHOWN {
        shown.retain(|(_, rate)| said(rate).is_some());
    }
    if shown.is_empty() {
        return None;
    }
    let mut caption = caption.to_owned();
    if shown.len() < rows.len() {
        caption.push_str(&(subject.words.rates.others)(rows.len() - shown.len()));
    }
    let drawing = Drawing::of(subject, &shown, width);
    let legend = drawing.legend();
    Some(Picture {
        name: (subject.words.picture)(name),
        caption: subject.captioned(caption, usize::MAX),
        scene: drawing.scene(),
        legend,
    })
}

/// Rates while they are drawn.
struct Drawing<'a> {
    subject: &'a Subject<'a>,
    rows: &'a [Row<'a>],
    /// What is said of each row.
    values: Vec<String>,
    lay: Rows,
    /// Where the scale ends.
    most: f64,
    width: f64,
    plot: Plot,
}

/// A rate that there are enough of to be said.
fn said(rate: &Option<Rate>) -> Option<&Rate> {
    rate.as_ref()
        .filter(|rate| rate.enough && rate.rate.is_some())
}

/// Where the scale ends: at the end of the last interval of those that can be said; where there
/// are none, behind the largest rate. What is too few to say must not squeeze the others.
fn end(rows: &[Row<'_>]) -> f64 {
    let highest = |value: fn(&Rate) -> Option<f64>, of: fn(&Option<Rate>) -> Option<&Rate>| {
        let values = rows.iter().filter_map(|(_, rate)| value(of(rate)?));
        values.fold(0.0, f64::max)
    };
    let most = highest(|rate| rate.high, said);
    if most > 0.0 {
        return most;
    }
    let most = highest(|rate| rate.rate, Option::as_ref);
    if most > 0.0 { 2.0 * most } else { 1.0 }
}

impl<'a> Drawing<'a> {
    fn of(subject: &'a Subject<'a>, rows: &'a [Row<'a>], width: f64) -> Self {
        let say = subject.words;
        let value = |(_, rate): &Row<'_>| match said(rate) {
            Some(rate) => {
                let shown = |value: Option<f64>| rounded(value.unwrap_or(0.0), 2);
                let (low, high) = (shown(rate.low), shown(rate.high));
                (say.rates.value)(&shown(rate.rate), &low, &high)
            }
            None => say.too_few.to_owned(),
        };
        let values: Vec<String> = rows.iter().map(value).collect();
        let lay = Rows::of(rows.iter().map(|(name, _)| *name), width);
        let longest = values.iter().map(|value| lettering::width(value, SMALL));
        let longest = longest.fold(0.0, f64::max);
        let lane = HIGH + lay.above;
        let margins = Margins {
            left: lay.left + 13.0,
            right: if lay.narrow { 18.0 } else { longest + 24.0 },
            bottom: 28.0,
            ..Margins::default()
        };
        let height = lane * rows.len() as f64 + margins.bottom;
        let most = end(rows);
        Self {
            plot: Plot::new(width, height, margins, 0.0..most, 0.0..1.0),
            subject,
            rows,
            values,
            lay,
            most,
            width,
        }
    }

    fn scene(self) -> Scene {
        let across = self.plot.at(self.most, 0.0).0 - self.plot.at(0.0, 0.0).0;
        let (ticks, decimals) = number_ticks(self.most, (across / 64.0).max(1.0));
        self.plot
            .horizontal_axis(&ticks, &|tick| rounded(tick, decimals));
        for (enough, whisker, dot) in [
            (false, Ink::FewWhiskers, Ink::FewDots),
            (true, Ink::Whisker, Ink::Dot),
        ] {
            let mut rates: Vec<(f64, Rate)> = Vec::new();
            for (row, (_, rate)) in self.rows.iter().enumerate() {
                if let Some(found) = rate
                    && said(rate).is_some() == enough
                {
                    rates.push((self.middle(row), *found));
                }
            }
            self.plot.merge(whisker, || {
                for (y, rate) in &rates {
                    self.whisker(whisker, *y, rate);
                }
            });
            self.plot.merge(dot, || {
                for (y, rate) in &rates {
                    if let Some(rate) = rate.rate.filter(|rate| *rate <= self.most) {
                        let at = (self.plot.at(rate, 0.0).0, *y);
                        sign(&self.plot, dot, Sign::Circle, at, DOT);
                    }
                }
            });
        }
        for (row, ((name, rate), value)) in self.rows.iter().zip(&self.values).enumerate() {
            let top = (HIGH + self.lay.above) * row as f64;
            let bottom = top + HIGH + self.lay.above;
            let ink = match said(rate) {
                Some(_) => Ink::Label,
                None => Ink::Muted,
            };
            let look = Type::of(ink, SMALL).anchored(Anchor::End);
            let spare = lettering::width(value, SMALL) + 8.0;
            let y = match self.lay.narrow {
                true => top + self.lay.above / 2.0,
                false => self.middle(row),
            };
            self.plot.text(value, (self.width - 1.0, y), look);
            self.lay.name(&self.plot, name, (top, bottom), spare);
        }
        self.plot.scene()
    }

    /// The middle of a row's whisker.
    fn middle(&self, row: usize) -> f64 {
        (HIGH + self.lay.above) * (row as f64 + 1.0) - HIGH / 2.0
    }

    /// An interval with its ends; an arrow where it goes on beyond the scale.
    fn whisker(&self, ink: Ink, y: f64, rate: &Rate) {
        let (Some(low), Some(high)) = (rate.low, rate.high) else {
            return;
        };
        let x = |value: f64| self.plot.at(value.min(self.most), 0.0).0;
        let line = |points: &[(f64, f64)]| self.plot.line(ink, points);
        let from = x(low);
        if low < self.most {
            line(&[(from, y - END), (from, y + END)]);
        }
        if high <= self.most * 1.0001 {
            line(&[(from, y), (x(high), y)]);
            line(&[(x(high), y - END), (x(high), y + END)]);
        } else {
            let tip = x(high) + 10.0;
            line(&[(from, y), (tip, y)]);
            line(&[(tip - END, y - END), (tip, y), (tip - END, y + END)]);
        }
    }

    fn legend(&self) -> Vec<LegendEntry> {
        let words = &self.subject.words.rates;
        let y = KEY_HEIGHT / 2.0;
        let key = |dot: Ink, line: Ink| {
            move |plot: &Plot| {
                plot.merge(line, || {
                    plot.line(line, &[(2.0, y), (30.0, y)]);
                    plot.line(line, &[(2.0, y - END), (2.0, y + END)]);
                    plot.line(line, &[(30.0, y - END), (30.0, y + END)]);
                });
                plot.merge(dot, || sign(plot, dot, Sign::Circle, (12.0, y), DOT));
            }
        };
        let mut legend = Vec::new();
        let any = |test: &dyn Fn(&Rate) -> bool| {
            let mut rates = self.rows.iter().filter_map(|(_, rate)| rate.as_ref());
            rates.any(test)
        };
        if any(&|rate| said(&Some(*rate)).is_some()) {
            let draw = key(Ink::Dot, Ink::Whisker);
            legend.push(entry(words.legend_rate, 32.0, &draw));
        }
        if any(&|rate| rate.rate.is_some() && !rate.enough) {
            let draw = key(Ink::FewDots, Ink::FewWhiskers);
            legend.push(entry(self.subject.words.too_few, 32.0, &draw));
        }
        if any(&|rate| rate.high.is_some_and(|high| high > self.most * 1.0001)) {
            legend.push(entry(words.legend_beyond, 20.0, &|plot| {
                plot.merge(Ink::FewWhiskers, || {
                    plot.line(Ink::FewWhiskers, &[(2.0, y), (18.0, y)]);
                    let head = [(18.0 - END, y - END), (18.0, y), (18.0 - END, y + END)];
                    plot.line(Ink::FewWhiskers, &head);
                });
            }));
        }
        legend
    }
}
