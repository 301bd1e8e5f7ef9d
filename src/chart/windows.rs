//! Airtime in windows: a grid of people and windows, in each cell a square whose area is airtime.
//!
//! Balance over time shows how the talk of a window was *shared*; this shows how much there was
//! of it: a quiet window is light in everyone's row. Area instead of shades, since these are not
//! seen on paper, under forced colours and by everyone.

use super::bins::{Bin, Bins};
use super::clock::{clock, exact};
use super::figure::{ChartKind, Figure, LegendEntry, Subject, Table, sensible};
use super::ink::Ink;
use super::lettering;
use super::plot::{Margins, Plot, SMALL, Type};
use super::rows::Rows;
use super::scene::{Anchor, Scene};
use super::signs::{KEY_HEIGHT, entry};
use super::tables::{numbers, person, words as head};
use crate::meeting::Who;
use crate::text::charts::HeardFacts;

/// A cell is never wider.
const WIDEST: f64 = 120.0;

/// The height of a cell, of few people and of many.
const TALL: f64 = 34.0;
const SHORT: f64 = 24.0;

/// More people than this, and no times are written into the cells.
const WRITTEN: usize = 16;

/// Airtime in windows, for a width in CSS px.
pub fn windows(subject: &Subject<'_>, width: f64) -> Figure {
    let words = &subject.words.over_time;
    let bins = Bins::of(subject);
    let shown = subject.shown();
    let drawn = subject.reading.summary.talk_s > 0.0;
    Figure {
        kind: ChartKind::Windows,
        heading: words.windows,
        name: (subject.words.picture)(words.windows),
        caption: subject.captioned(
            (words.windows_caption)(&bins.length(subject)),
            if drawn { shown.len() } else { usize::MAX },
        ),
        sentence: (words.windows_sentence)(&facts(subject, &bins)),
        how: words.windows_how,
        scene: drawn.then(|| scene(subject, &bins, &shown, sensible(width))),
        legend: if drawn {
            legend(subject, &bins, &shown)
        } else {
            Vec::new()
        },
        scale: None,
        more: Vec::new(),
        tables: vec![table(subject, &bins, &shown)],
    }
}

fn facts(subject: &Subject<'_>, bins: &Bins) -> HeardFacts {
    let mut facts = HeardFacts {
        length: bins.length(subject),
        people: subject
            .people()
            .filter(|(_, person)| person.present_s > 0.0)
            .count(),
        ..HeardFacts::default()
    };
    let mut in_all = vec![true; subject.roster().len()];
    for bin in bins
        .columns
        .iter()
        .filter(|bin| bin.length_s >= bins.width_s)
    {
        facts.windows += 1;
        let mut heard = 0;
        for (place, in_all) in in_all.iter_mut().enumerate() {
            let spoke = bin.airtime(place) > 0.0;
            heard += usize::from(spoke);
            *in_all &= spoke;
        }
        let from = || Some((heard, bin.ends()));
        if facts.fewest.as_ref().is_none_or(|fewest| heard < fewest.0) {
            facts.fewest = from();
        }
        if facts.most.as_ref().is_none_or(|most| heard > most.0) {
            facts.most = from();
        }
    }
    facts.in_all = in_all.into_iter().filter(|in_all| *in_all).count();
    facts
}

/// The airtime of the largest square: the most that anyone has in a window. In a very quiet
/// meeting a tenth of a window, so that seconds do not look like speeches.
fn most(bins: &Bins) -> f64 {
    let all = bins.columns.iter().flat_map(|bin| &bin.airtime_s);
    all.copied().fold(bins.width_s / 10.0, f64::max)
}

fn scene(subject: &Subject<'_>, bins: &Bins, shown: &[Who], width: f64) -> Scene {
    let labels = shown.iter().map(|who| subject.roster().label(*who));
    let rows = Rows::of(labels, width);
    let count = bins.columns.len().max(1) as f64;
    let column = ((width - rows.left - 1.0) / count).min(WIDEST);
    let tall = if shown.len() <= WRITTEN { TALL } else { SHORT };
    let cell = tall.min(column);
    let lane = tall.min(column.max(18.0)) + rows.above;
    let margins = Margins {
        left: rows.left,
        right: width - rows.left - column * count,
        bottom: 28.0,
        ..Margins::default()
    };
    let height = lane * shown.len() as f64 + margins.bottom;
    let across = 0.0..count;
    let plot = Plot::new(
        width,
        height,
        margins,
        across,
        0.0..shown.len().max(1) as f64,
    );
    let grid = Grid {
        bins,
        shown,
        column,
        // Beside the square, where all of them have the room.
        written: shown.len() <= WRITTEN && column >= cell + lettering::width("00:00", SMALL) + 10.0,
        cell,
        rows,
        lane,
        plot,
        width,
    };
    grid.cells();
    grid.squares();
    grid.times();
    for (row, who) in shown.iter().enumerate() {
        let top = lane * row as f64;
        let name = subject.roster().label(*who);
        grid.rows.name(&grid.plot, name, (top, top + lane), 0.0);
    }
    grid.plot.scene()
}

/// The grid while it is drawn.
struct Grid<'a> {
    bins: &'a Bins,
    shown: &'a [Who],
    rows: Rows,
    plot: Plot,
    /// The width of a column and the side of the largest square.
    column: f64,
    cell: f64,
    /// The height of a row.
    lane: f64,
    written: bool,
    width: f64,
}

impl Grid<'_> {
    /// The cells of those who were in the room: whose, when, and their upper left corner.
    fn places(&self) -> Vec<(usize, &Bin, f64, f64)> {
        let mut places = Vec::new();
        for (row, who) in self.shown.iter().enumerate() {
            for (column, bin) in self.bins.columns.iter().enumerate() {
                if bin.has(who.place()) {
                    let (x, _) = self.plot.at(column as f64, 0.0);
                    let y = self.lane * row as f64 + self.rows.above;
                    places.push((who.place(), bin, x, y));
                }
            }
        }
        places
    }

    fn cells(&self) {
        let (column, high) = (self.column, self.lane - self.rows.above);
        self.plot.merge(Ink::Room, || {
            for (_, _, x, y) in self.places() {
                let corner = (x + column - 0.5, y + high - 0.5);
                self.plot.rectangle(Ink::Room, (x + 0.5, y + 0.5), corner);
            }
        });
    }

    fn squares(&self) {
        let high = self.lane - self.rows.above;
        let largest = self.cell.min(high) - 4.0;
        let most = most(self.bins);
        let spoke = || {
            let places = self.places().into_iter();
            places.filter(|(place, bin, ..)| bin.airtime(*place) > 0.0)
        };
        // All squares have their middles in one line; times stand behind them.
        let middle = match self.written {
            true => self.cell / 2.0 + 2.0,
            false => self.column / 2.0,
        };
        self.plot.merge(Ink::Airtime, || {
            for (place, bin, x, y) in spoke() {
                let side = (bin.airtime(place) / most).sqrt() * largest;
                let half = side.max(1.5) / 2.0;
                let (x, y) = (x + middle, y + high / 2.0);
                let corner = (x + half, y + half);
                self.plot
                    .rectangle(Ink::Airtime, (x - half, y - half), corner);
            }
        });
        if self.written {
            let look = Type::of(Ink::Label, SMALL).anchored(Anchor::End);
            for (place, bin, x, y) in spoke() {
                let at = (x + self.column - 6.0, y + high / 2.0);
                self.plot.text(&clock(bin.airtime(place)), at, look);
            }
        }
    }

    /// When each column begins, where there is room to say so.
    fn times(&self) {
        let y = self.lane * self.shown.len() as f64 + 14.0;
        let apart = self.bins.labels_apart(self.column);
        for (column, bin) in self.bins.columns.iter().enumerate().step_by(apart) {
            let label = clock(bin.from.seconds());
            let x = self.plot.at(column as f64, 0.0).0;
            if x + lettering::width(&label, SMALL) <= self.width {
                self.plot.text(&label, (x, y), Type::of(Ink::Muted, SMALL));
            }
        }
    }
}

fn legend(subject: &Subject<'_>, bins: &Bins, shown: &[Who]) -> Vec<LegendEntry> {
    let words = &subject.words.over_time;
    let cell = |plot: &Plot| {
        plot.merge(Ink::Room, || {
            plot.rectangle(Ink::Room, (2.5, 0.5), (17.5, KEY_HEIGHT - 0.5));
        });
    };
    let any = |test: &dyn Fn(&Bin, usize) -> bool| {
        let mut columns = bins.columns.iter();
        columns.any(|bin| shown.iter().any(|who| test(bin, who.place())))
    };
    let square = (words.legend_square)(&clock(most(bins)));
    let mut legend = vec![entry(&square, 20.0, &|plot| {
        cell(plot);
        plot.merge(Ink::Airtime, || {
            plot.rectangle(Ink::Airtime, (5.5, 3.5), (14.5, 12.5));
        });
    })];
    if any(&|bin, place| bin.has(place) && bin.airtime(place) <= 0.0) {
        legend.push(entry(words.legend_silent, 20.0, &cell));
    }
    if any(&|bin, place| !bin.has(place)) {
        legend.push(entry(words.legend_absent, 1.0, &|_| {}));
    }
    legend
}

/// A row a person, a column a window.
fn table(subject: &Subject<'_>, bins: &Bins, shown: &[Who]) -> Table {
    let say = subject.words;
    let mut columns = vec![head(say.column_person), numbers(say.over_time.column_all)];
    columns.extend(bins.columns.iter().map(|bin| {
        let (from, until) = (clock(bin.from.seconds()), clock(bin.until.seconds()));
        numbers(&format!("{from}–{until}"))
    }));
    let mut rows = Vec::new();
    for (who, numbers) in subject.people().filter(|(who, _)| shown.contains(who)) {
        let mut row = vec![person(subject, who, numbers), exact(numbers.airtime_s)];
        row.extend(bins.columns.iter().map(|bin| match bin.has(who.place()) {
            true => exact(bin.airtime(who.place())),
            false => say.over_time.absent.to_owned(),
        }));
        rows.push(row);
    }
    Table {
        caption: say.over_time.windows_table,
        columns,
        rows,
        ..Table::default()
    }
}
