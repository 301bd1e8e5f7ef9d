//! Balance over time: how the talk of each window was shared. A row a person, a bar a window, and
//! above them how much of each window's talk would have to change hands.
//!
//! Rows instead of stacked columns: everyone stands on a ground line of their own, so that people
//! are told apart by place and name, be they two or forty, and not by colour.

use super::bins::{Bin, Bins};
use super::clock::{clock, exact};
use super::figure::{ChartKind, Column, Figure, LegendEntry, Subject, Table, sensible};
use super::ink::Ink;
use super::lettering;
use super::plot::{Margins, Plot, SMALL, Type};
use super::rows::Rows;
use super::scene::{Anchor, Scene};
use super::signs::{KEY_HEIGHT, entry};
use super::tables::numbers;
use crate::meeting::Who;
use crate::text::charts::BalanceFacts;

/// A window with less talk than this, in seconds, is drawn and not spoken of.
const LITTLE_TALK: f64 = 60.0;

/// The height of the row above the people's, without its name.
const STRIP: f64 = 52.0;

/// Balance over time, for a width in CSS px.
pub fn balance(subject: &Subject<'_>, width: f64) -> Figure {
    let words = &subject.words.over_time;
    let bins = Bins::of(subject);
    let shown = subject.shown();
    let drawn = subject.reading.summary.talk_s > 0.0;
    let most = most(&bins);
    Figure {
        kind: ChartKind::Balance,
        heading: words.balance,
        name: (subject.words.picture)(words.balance),
        caption: subject.captioned(
            (words.balance_caption)(&bins.length(subject)),
            if drawn { shown.len() } else { usize::MAX },
        ),
        sentence: (words.balance_sentence)(&facts(subject, &bins)),
        how: words.balance_how,
        scene: drawn.then(|| scene(subject, &bins, &shown, most, sensible(width))),
        legend: if drawn {
            legend(subject, most)
        } else {
            Vec::new()
        },
        scale: None,
        more: Vec::new(),
        tables: vec![table(subject, &bins, &shown)],
    }
}

/// The largest share of anyone in any window, and of what would have to change hands.
fn most(bins: &Bins) -> f64 {
    let mut most: f64 = 0.01;
    for bin in &bins.columns {
        let longest = bin.airtime_s.iter().copied().fold(0.0, f64::max);
        if bin.talk_s > 0.0 {
            most = most.max(longest / bin.talk_s);
        }
    }
    most
}

fn facts(subject: &Subject<'_>, bins: &Bins) -> BalanceFacts {
    let mut facts = BalanceFacts {
        length: bins.length(subject),
        windows: bins.columns.len(),
        ..BalanceFacts::default()
    };
    for bin in &bins.columns {
        let enough = bin.talk_s >= LITTLE_TALK && bin.people() > 1;
        let Some(change) = bin.change.filter(|_| enough) else {
            continue;
        };
        facts.enough += 1;
        let from = || Some((change, bin.ends()));
        if facts.least.as_ref().is_none_or(|least| change < least.0) {
            facts.least = from();
        }
        if facts.most.as_ref().is_none_or(|most| change > most.0) {
            facts.most = from();
        }
    }
    facts
}

/// Balance over time while it is drawn.
struct Sharing<'a> {
    subject: &'a Subject<'a>,
    bins: &'a Bins,
    rows: Rows,
    plot: Plot,
    /// The height of a person's row.
    lane: f64,
    /// The height of a bar of the largest share.
    tall: f64,
    most: f64,
    first: f64,
}

fn scene(subject: &Subject<'_>, bins: &Bins, shown: &[Who], most: f64, width: f64) -> Scene {
    let labels = shown.iter().map(|who| subject.roster().label(*who));
    let rows = Rows::of(labels.chain([subject.words.over_time.change]), width);
    let bar = match (shown.len() <= 12, rows.narrow) {
        (true, _) => 44.0,
        (false, true) => 30.0,
        (false, false) => 28.0,
    };
    let lane = bar + rows.above;
    let first = STRIP + rows.above + 8.0;
    let margins = Margins {
        left: rows.left,
        // Half of the last label may stand out.
        right: (bins.label_width() / 2.0).ceil() + 1.0,
        bottom: 28.0,
        ..Margins::default()
    };
    let height = first + lane * shown.len() as f64 + margins.bottom;
    let total = bins.columns.iter().map(|bin| bin.length_s).sum::<f64>();
    let sharing = Sharing {
        plot: Plot::new(width, height, margins, 0.0..total.max(1.0), 0.0..1.0),
        subject,
        bins,
        rows,
        lane,
        tall: bar - 6.0,
        most,
        first,
    };
    sharing.grid(height - margins.bottom);
    sharing.change();
    for (row, who) in shown.iter().enumerate() {
        sharing.person(row, *who);
    }
    sharing.plot.scene()
}

impl Sharing<'_> {
    /// Each column with its edges on the sheet.
    fn columns(&self) -> Vec<(&Bin, f64, f64)> {
        let mut before = 0.0;
        let mut columns = Vec::new();
        for bin in &self.bins.columns {
            let left = self.plot.at(before, 0.0).0;
            before += bin.length_s;
            columns.push((bin, left, self.plot.at(before, 0.0).0));
        }
        columns
    }

    /// A line at the start of every column, with the time where there is room for it.
    fn grid(&self, bottom: f64) {
        let columns = self.columns();
        let look = Type::of(Ink::Muted, SMALL).anchored(Anchor::Middle);
        self.plot.merge(Ink::Grid, || {
            for (_, left, _) in &columns {
                self.plot.line(Ink::Grid, &[(*left, 0.0), (*left, bottom)]);
            }
        });
        let column = columns.first().map_or(1.0, |(_, left, right)| right - left);
        for (bin, left, _) in columns.iter().step_by(self.bins.labels_apart(column)) {
            let label = clock(bin.from.seconds());
            // The first label is moved in where it would stand out.
            let middle = left.max(lettering::width(&label, SMALL) / 2.0 + 0.5);
            self.plot.text(&label, (middle, bottom + 14.0), look);
        }
    }

    /// A bar in each column, so high; with a little air between them.
    fn bars(&self, ink: Ink, base: f64, height: &dyn Fn(&Bin) -> f64) {
        self.plot.merge(ink, || {
            for (bin, left, right) in self.columns() {
                let high = height(bin);
                let air = if right - left > 5.0 { 1.0 } else { 0.0 };
                if high > 0.0 {
                    let (left, right) = (left + air, (right - air).max(left + air + 0.5));
                    self.plot
                        .rectangle(ink, (left, base - high.max(1.0)), (right, base));
                }
            }
        });
    }

    /// What would have to change hands.
    fn change(&self) {
        let words = self.subject.words;
        let (top, base) = (self.rows.above, self.rows.above + STRIP - 4.0);
        let tall = STRIP - 22.0;
        let name = words.over_time.change;
        self.rows.name(&self.plot, name, (0.0, base + 4.0), 0.0);
        let height = |bin: &Bin| bin.change.unwrap_or(0.0) * tall;
        self.bars(Ink::Change, base, &height);
        let look = Type::of(Ink::Label, SMALL).anchored(Anchor::Middle);
        for (bin, left, right) in self.columns() {
            let Some(change) = bin.change else { continue };
            let label = (words.percent)(change);
            let fits = lettering::width(&label, SMALL) + 4.0 <= right - left;
            if fits {
                let y = (base - height(bin) - 9.0).max(top + 8.0);
                self.plot
                    .text(&label, (f64::midpoint(left, right), y), look);
            }
        }
        let right = self.plot.at(0.0, 0.0).0;
        let end = self.columns().last().map_or(right, |column| column.2);
        self.plot.line(Ink::Axis, &[(right, base), (end, base)]);
    }

    fn person(&self, row: usize, who: Who) {
        let top = self.first + self.lane * row as f64;
        let base = top + self.lane - 3.0;
        let place = who.place();
        let share = |bin: &Bin| bin.share(place).unwrap_or(0.0);
        let height = |share: f64| share / self.most * self.tall;
        let name = self.subject.roster().label(who);
        self.rows.name(&self.plot, name, (top, base + 3.0), 0.0);
        // Ground and equal share while they were in the room, one line over columns alike.
        let mut ground: Vec<(f64, f64)> = Vec::new();
        let mut equal: Vec<(f64, f64, f64)> = Vec::new();
        let mut cut: Vec<(f64, f64, f64)> = Vec::new();
        for (bin, left, right) in self.columns() {
            if !bin.has(place) {
                continue;
            }
            match ground.last_mut() {
                Some(last) if last.1 >= left => last.1 = right,
                _ => ground.push((left, right)),
            }
            let y = base - height(1.0 / bin.people() as f64).min(self.tall + 2.0);
            match equal.last_mut() {
                Some(last) if last.1 >= left && (last.2 - y).abs() < 0.1 => last.1 = right,
                _ => equal.push((left, right, y)),
            }
            if base - height(share(bin)) < y {
                cut.push((left, right, y));
            }
        }
        let lines = |ink: Ink, lines: &[(f64, f64, f64)]| {
            self.plot.merge(ink, || {
                for (left, right, y) in lines {
                    self.plot.line(ink, &[(*left, *y), (*right, *y)]);
                }
            });
        };
        // Dashed beside the bars, cut out of those that are higher.
        lines(Ink::Equal, &equal);
        self.bars(Ink::Airtime, base, &|bin| height(share(bin)));
        lines(Ink::Cut, &cut);
        self.plot.merge(Ink::Axis, || {
            for (left, right) in ground {
                self.plot.line(Ink::Axis, &[(left, base), (right, base)]);
            }
        });
    }
}

fn legend(subject: &Subject<'_>, most: f64) -> Vec<LegendEntry> {
    let words = &subject.words.over_time;
    let share = (words.legend_share)(&(subject.words.percent)(most));
    let bar = |ink: Ink| {
        move |plot: &Plot| {
            plot.merge(ink, || {
                plot.rectangle(ink, (2.0, 7.0), (9.0, KEY_HEIGHT - 1.0));
                plot.rectangle(ink, (11.0, 3.0), (18.0, KEY_HEIGHT - 1.0));
            });
        }
    };
    vec![
        entry(&share, 20.0, &bar(Ink::Airtime)),
        entry(words.legend_equal, 20.0, &|plot| {
            let y = KEY_HEIGHT / 2.0;
            plot.merge(Ink::Equal, || {
                plot.line(Ink::Equal, &[(1.0, y), (19.0, y)]);
            });
        }),
        entry(words.legend_change, 20.0, &bar(Ink::Change)),
    ]
}

/// A row a window, a column a person.
fn table(subject: &Subject<'_>, bins: &Bins, shown: &[Who]) -> Table {
    let (say, words) = (subject.words, &subject.words.over_time);
    let mut columns: Vec<Column> = [
        say.column_from,
        say.column_until,
        words.column_talk,
        words.column_change,
        words.column_people,
        words.column_equal,
    ]
    .map(numbers)
    .into();
    columns.extend(shown.iter().map(|who| numbers(&subject.name(*who))));
    let percent = |share: Option<f64>| share.map_or(words.no_talk.to_owned(), say.exact_percent);
    let rows = bins.columns.iter().map(|bin| {
        let mut row = vec![
            clock(bin.from.seconds()),
            clock(bin.until.seconds()),
            exact(bin.talk_s),
            percent(bin.change),
            bin.people().to_string(),
            match bin.people() {
                0 => say.none.to_owned(),
                people => (say.exact_percent)(1.0 / people as f64),
            },
        ];
        row.extend(shown.iter().map(|who| match bin.has(who.place()) {
            true => percent(bin.share(who.place())),
            false => words.absent.to_owned(),
        }));
        row
    });
    Table {
        caption: words.balance_table,
        columns,
        rows: rows.collect(),
        ..Table::default()
    }
}
