//! The matrix of interruptions: who interrupted whom, the row the column.

use super::figure::{LegendEntry, MOST_SHOWN, Subject, sensible};
use super::ink::Ink;
use super::lettering;
use super::plot::{Margins, Plot, SMALL, TEXT, Type};
use super::scene::{Anchor, Scene};
use super::signs::{KEY_HEIGHT, Sign, entry, sign, sign_entry};
use crate::measure::interruptions::By;
use crate::measure::summary::Matrix;
use crate::meeting::Who;
use crate::order;

/// A cell is never smaller: the picture grows wider than the page instead.
const LEAST: f64 = 24.0;

/// A cell is never larger.
const MOST: f64 = 56.0;

/// From this size on a cell has room for signs below its count.
const ROOMY: f64 = 40.0;

/// The size of a sign in a cell.
const SIGN: f64 = 8.0;

/// The size of a sign in the corner of a small cell, around its count.
const SMALL_SIGN: f64 = 5.5;

/// The corners of a small cell, in the order of [`Pair::signs`].
const CORNERS: [(f64, f64); 4] = [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)];

/// More people than this, and those with nothing to show are left out of the picture.
const ALL_SHOWN: usize = 12;

/// The matrix of these pairs and what its signs mean, and how many people are not in it.
pub(super) fn matrix(
    subject: &Subject<'_>,
    pairs: &[Pair],
    width: f64,
) -> (Scene, Vec<LegendEntry>, usize) {
    let shown = shown(subject, pairs);
    let left_out = subject.roster().len().saturating_sub(shown.len());
    let scene = scene(subject, pairs, &shown, sensible(width));
    (scene, legend(subject, pairs), left_out)
}

/// Everything that one person did to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) who: Who,
    pub(super) whom: Who,
    pub(super) interruptions: u32,
    pub(super) yielded: u32,
    /// Talked over, stated or inferred.
    pub(super) talked_over: u32,
    /// Those of them that are inferred.
    pub(super) inferred: u32,
}

impl Pair {
    /// Every pair with anything between them, in roster order.
    pub(super) fn all(subject: &Subject<'_>) -> Vec<Self> {
        let summary = &subject.reading.summary;
        let (Some(all), Some(yielded), Some(over)) = (
            &summary.interruptions,
            &summary.yielded,
            &summary.talked_over,
        ) else {
            return Vec::new();
        };
        let mut inferred: Vec<(Who, Who)> = Vec::new();
        for cut_off in &subject.reading.cut_offs {
            if let By::Inferred(by) = cut_off.by {
                inferred.push((by, cut_off.whom));
            }
        }
        order::by_key(&mut inferred, |(who, whom)| (who.rank(), whom.rank()));
        let count = |matrix: &Matrix, who: Who, whom: Who| {
            let row = matrix.get(who.place());
            row.and_then(|row| row.get(whom.place()))
                .copied()
                .unwrap_or(0)
        };
        let mut pairs = Vec::new();
        for who in subject.roster().everyone() {
            for whom in subject.roster().everyone() {
                let key = (who, whom);
                let from = inferred.partition_point(|other| *other < key);
                let to = inferred.partition_point(|other| *other <= key);
                let pair = Self {
                    who,
                    whom,
                    interruptions: count(all, who, whom),
                    yielded: count(yielded, who, whom),
                    talked_over: count(over, who, whom),
                    inferred: (to - from) as u32,
                };
                if pair.interruptions > 0 || pair.talked_over > 0 {
                    pairs.push(pair);
                }
            }
        }
        pairs
    }

    /// Those that the interrupted person held off.
    pub(super) const fn held(&self) -> u32 {
        self.interruptions.saturating_sub(self.yielded)
    }

    /// The signs of the cell with how many of each.
    fn signs(&self) -> [(Ink, Sign, u32); 4] {
        let stated = self.talked_over.saturating_sub(self.inferred);
        [
            (Ink::CellYielded, Sign::Triangle, self.yielded),
            (Ink::CellHeld, Sign::Triangle, self.held()),
            (Ink::CellTalkedOver, Sign::Cross, stated),
            (Ink::CellInferred, Sign::RingedCross, self.inferred),
        ]
    }
}

/// Who is in the picture: everybody, or of many those with anything to show.
fn shown(subject: &Subject<'_>, pairs: &[Pair]) -> Vec<Who> {
    let everyone = subject.roster().everyone();
    if everyone.len() <= ALL_SHOWN {
        return everyone.collect();
    }
    let mut involved = vec![false; everyone.len()];
    for who in pairs.iter().flat_map(|pair| [pair.who, pair.whom]) {
        if let Some(involved) = involved.get_mut(who.place()) {
            *involved = true;
        }
    }
    let involved = everyone.zip(involved).filter(|(_, involved)| *involved);
    involved.map(|(who, _)| who).take(MOST_SHOWN).collect()
}

/// How the cells lie on the sheet, in CSS px.
pub(super) struct Layout {
    pub(super) cell: f64,
    /// Whether the names of the columns are read upwards.
    upwards: bool,
    pub(super) margins: Margins,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Layout {
    /// Cells for these names, no smaller and no larger than this.
    pub(super) fn of(labels: &[&str], note: &str, (least, most): (f64, f64), asked: f64) -> Self {
        let longest = labels.iter().map(|label| lettering::width(label, TEXT));
        let longest = longest.fold(0.0, f64::max);
        let count = labels.len().max(1) as f64;
        let spare = (asked - most * count - 12.0).max(0.28 * asked);
        let left = longest.min(spare).min(240.0).ceil() + 10.0;
        let cell = ((asked - left - 1.0) / count).floor().clamp(least, most);
        let upwards = longest > cell - 6.0;
        let grid = cell * count;
        let note = lettering::width(note, SMALL);
        let width = (left + grid + 1.0).max(note + 1.0).ceil();
        let margins = Margins {
            left,
            right: width - left - grid,
            top: if upwards {
                longest.min(120.0).ceil() + 10.0
            } else {
                26.0
            },
            bottom: 28.0,
            axis_on_top: false,
        };
        Self {
            cell,
            upwards,
            margins,
            width,
            height: margins.top + grid + margins.bottom,
        }
    }

    /// A plot with as many rows and columns.
    pub(super) fn plot(&self, count: usize) -> Plot {
        let across = 0.0..count as f64;
        let down = across.clone();
        Plot::new(self.width, self.height, self.margins, across, down)
    }

    /// The names of rows and columns, and below how to read them.
    pub(super) fn names(&self, plot: &Plot, labels: &[&str], note: &str) {
        let half = self.cell / 2.0;
        let look = Type::of(Ink::Label, TEXT);
        for (place, label) in labels.iter().enumerate() {
            let (_, y) = plot.at(0.0, place as f64);
            let room = self.margins.left - 10.0;
            plot.name(label, room, (0.0, y + half), look);
            let (x, y) = plot.at(place as f64, 0.0);
            if self.upwards {
                let room = self.margins.top - 10.0;
                plot.name(label, room, (x + half, y - 6.0), look.upwards());
            } else {
                let look = look.anchored(Anchor::Middle);
                plot.name(label, self.cell - 4.0, (x + half, y - 13.0), look);
            }
        }
        let wide = lettering::width(note, SMALL);
        let left = self.margins.left.min(self.width - wide - 1.0).max(0.0);
        let look = Type::of(Ink::Muted, SMALL);
        plot.text(note, (left, self.height - 10.0), look);
    }
}

/// A matrix that is being drawn.
struct Cells<'a> {
    subject: &'a Subject<'a>,
    pairs: &'a [Pair],
    shown: &'a [Who],
    layout: Layout,
    plot: Plot,
}

fn scene(subject: &Subject<'_>, pairs: &[Pair], shown: &[Who], asked: f64) -> Scene {
    let roster = subject.roster();
    let labels: Vec<&str> = shown.iter().map(|who| roster.label(*who)).collect();
    let note = subject.words.row_interrupted_column;
    let layout = Layout::of(&labels, note, (LEAST, MOST), asked);
    let plot = layout.plot(shown.len());
    let cells = Cells {
        subject,
        pairs,
        shown,
        layout,
        plot,
    };
    cells.grid();
    cells.levels();
    cells.counts();
    cells.signs();
    cells.layout.names(&cells.plot, &labels, note);
    cells.plot.scene()
}

impl Cells<'_> {
    /// The row or column of a person.
    fn place(&self, who: Who) -> Option<usize> {
        self.shown.binary_search(&who).ok()
    }

    /// The upper left corner of a cell.
    fn corner(&self, row: usize, column: usize) -> (f64, f64) {
        self.plot.at(column as f64, row as f64)
    }

    fn cell(&self, ink: Ink, row: usize, column: usize) {
        let (x, y) = self.corner(row, column);
        let side = self.layout.cell - 1.0;
        self.plot
            .rectangle(ink, (x + 1.0, y + 1.0), (x + side, y + side));
    }

    /// The pairs in the picture, with their row and column.
    fn placed(&self) -> impl Iterator<Item = (&Pair, usize, usize)> {
        self.pairs
            .iter()
            .filter_map(|pair| Some((pair, self.place(pair.who)?, self.place(pair.whom)?)))
    }

    /// Every cell, and over them those on the diagonal.
    fn grid(&self) {
        let count = self.shown.len();
        self.plot.merge(Ink::Cell, || {
            for row in 0..count {
                for column in (0..count).filter(|column| *column != row) {
                    self.cell(Ink::Cell, row, column);
                }
            }
        });
        self.plot.merge(Ink::Blocked, || {
            for place in 0..count {
                self.cell(Ink::Blocked, place, place);
            }
        });
    }

    /// Shades in four steps up to the largest count; few are never dark.
    fn levels(&self) {
        let most = self.pairs.iter().map(|pair| pair.interruptions).max();
        let most = most.unwrap_or(0).max(5);
        let level = |count: u32| (count * 4).div_ceil(most);
        for (step, ink) in [
            (1, Ink::Level1),
            (2, Ink::Level2),
            (3, Ink::Level3),
            (4, Ink::Level4),
        ] {
            self.plot.merge(ink, || {
                for (_, row, column) in self
                    .placed()
                    .filter(|(pair, _, _)| level(pair.interruptions) == step)
                {
                    self.cell(ink, row, column);
                }
            });
        }
    }

    fn counts(&self) {
        let half = self.layout.cell / 2.0;
        let look = Type::of(Ink::Count, TEXT).anchored(Anchor::Middle);
        for (pair, row, column) in self.placed().filter(|(pair, _, _)| pair.interruptions > 0) {
            let (x, y) = self.corner(row, column);
            let up = if self.layout.cell >= ROOMY { 7.0 } else { 0.0 };
            let at = (x + half, y + half - up);
            self.plot.text(&pair.interruptions.to_string(), at, look);
            self.plot.entitle((self.subject.words.pair)(
                &self.subject.name(pair.who),
                &self.subject.name(pair.whom),
                pair.yielded,
                pair.held(),
            ));
        }
    }

    /// The signs of every cell, each kind as one path.
    fn signs(&self) {
        let mut signs: Vec<(Ink, Sign, (f64, f64), f64)> = Vec::new();
        for (pair, row, column) in self.placed() {
            let (x, y) = self.corner(row, column);
            let half = self.layout.cell / 2.0;
            let centre = (x + half, y + half);
            if pair.interruptions == 0 {
                self.row_of_signs(pair, centre, &mut signs);
            } else if self.layout.cell >= ROOMY {
                self.row_of_signs(pair, (centre.0, centre.1 + 11.0), &mut signs);
            } else {
                let out = half - 4.5;
                for ((ink, kind, count), (dx, dy)) in pair.signs().into_iter().zip(CORNERS) {
                    if count > 0 {
                        let corner = (centre.0 + dx * out, centre.1 + dy * out);
                        signs.push((ink, kind, corner, SMALL_SIGN));
                    }
                }
            }
        }
        for ink in [
            Ink::CellYielded,
            Ink::CellHeld,
            Ink::CellTalkedOver,
            Ink::CellInferred,
        ] {
            self.plot.merge(ink, || {
                for (_, kind, centre, size) in signs.iter().filter(|sign| sign.0 == ink) {
                    sign(&self.plot, ink, *kind, *centre, *size);
                }
            });
        }
    }

    /// One sign for each thing that happened, or one of each kind where they do not fit.
    fn row_of_signs(
        &self,
        pair: &Pair,
        centre: (f64, f64),
        signs: &mut Vec<(Ink, Sign, (f64, f64), f64)>,
    ) {
        let pitch = SIGN + 2.0;
        let fit = ((self.layout.cell - 4.0) / pitch).floor() as u32;
        let all: u32 = pair.signs().map(|(_, _, count)| count).iter().sum();
        let shown = |count: u32| if all <= fit { count } else { count.min(1) };
        let total: u32 = pair.signs().map(|(_, _, count)| shown(count)).iter().sum();
        let mut x = centre.0 - (f64::from(total) - 1.0) * pitch / 2.0;
        for (ink, kind, count) in pair.signs() {
            for _ in 0..shown(count) {
                signs.push((ink, kind, (x, centre.1), SIGN));
                x += pitch;
            }
        }
    }
}

fn legend(subject: &Subject<'_>, pairs: &[Pair]) -> Vec<LegendEntry> {
    let words = subject.words;
    let mut legend: Vec<LegendEntry> = Vec::new();
    let blocked = |plot: &Plot| plot.rectangle(Ink::Blocked, (1.0, 0.0), (19.0, KEY_HEIGHT));
    let some = |count: fn(&Pair) -> u32| pairs.iter().any(|pair| count(pair) > 0);
    if some(|pair| pair.interruptions) {
        legend.push(entry(words.legend_count, 20.0, &|plot| {
            let look = Type::of(Ink::Count, TEXT).anchored(Anchor::Middle);
            plot.rectangle(Ink::Level2, (1.0, 0.0), (19.0, KEY_HEIGHT));
            plot.text("2", (10.0, KEY_HEIGHT / 2.0), look);
        }));
    }
    let signs = [
        (
            some(|pair| pair.yielded),
            words.legend_yielded,
            Ink::CellYielded,
            Sign::Triangle,
        ),
        (
            some(Pair::held),
            words.legend_held,
            Ink::CellHeld,
            Sign::Triangle,
        ),
        (
            some(|pair| pair.talked_over.saturating_sub(pair.inferred)),
            words.legend_talked_over,
            Ink::CellTalkedOver,
            Sign::Cross,
        ),
        (
            some(|pair| pair.inferred),
            words.legend_inferred,
            Ink::CellInferred,
            Sign::RingedCross,
        ),
    ];
    let used = signs.into_iter().filter(|(used, _, _, _)| *used);
    legend.extend(used.map(|(_, words, ink, sign)| sign_entry(words, ink, sign)));
    legend.push(entry(words.legend_oneself, 20.0, &blocked));
    legend
}
