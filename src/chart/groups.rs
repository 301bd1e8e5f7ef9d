//! Interruptions by an attribute: the matrix of its groups, their rates, and two of them compared
//! where there are enough.

use super::clock::exact;
use super::figure::{ChartKind, Figure, LegendEntry, Subject, Table};
use super::ink::Ink;
use super::matrix::Layout;
use super::plot::{Plot, SMALL, TEXT, Type};
use super::scene::{Anchor, Scene};
use super::signs::{KEY_HEIGHT, entry};
use super::tables::{MOST_MOMENTS, numbers, per_minute, words as head};
use super::{rates, scatter, tables};
use crate::measure::groups::Groups;
use crate::measure::summary::Matrix;
use crate::measure::uncertainty::{ENOUGH, Rate};
use crate::meeting::Privacy;
use crate::text::charts::{ComparisonFacts, GroupFacts};
use crate::text::rounded;

/// A cell is never smaller, and never larger.
const CELL: (f64, f64) = (44.0, 84.0);

/// With more values than this there is no matrix, and signs do not tell them apart.
const MOST_VALUES: usize = 12;
const MOST_SIGNS: usize = 6;

/// Interruptions by this attribute, for a width in CSS px.
pub(super) fn interruptions(
    subject: &Subject<'_>,
    groups: &Groups,
    matrix: &Matrix,
    width: f64,
) -> Figure {
    let words = &subject.words.rates;
    let labels = labels(subject, groups);
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let all: u32 = matrix.iter().flatten().sum();
    let many = labels.len() > MOST_VALUES;
    let of_groups = subject.meeting.privacy == Privacy::Groups;
    let drawn = all > 0 && !many;
    // Two groups of which one is too few are not compared, by eye neither.
    let compared = groups.comparison.as_ref().is_none_or(|found| found.enough);
    let received = groups.received_per_min.iter().flatten();
    let received: Vec<Rate> = received
        .map(|rate| Rate {
            enough: rate.enough && compared,
            ..*rate
        })
        .collect();
    let shares = Shares {
        all,
        said: all >= ENOUGH && compared,
    };
    let mut more = Vec::new();
    if all > 0 {
        // Points are people, and stand-ins are none.
        if labels.len() <= MOST_SIGNS && !of_groups {
            more.push(scatter::picture(subject, &members(subject, groups), width));
        }
        let rows = labels
            .iter()
            .copied()
            .zip(received.iter().copied().map(Some));
        let rows: Vec<rates::Row<'_>> = rows.take(MOST_VALUES * 2).collect();
        let caption = (words.group_rates_caption)(&groups.attribute);
        more.extend(rates::picture(
            subject,
            (words.received.0, &caption),
            &rows,
            width,
        ));
    }
    let mut tables = vec![
        pairs_table(subject, &labels, matrix, shares),
        groups_table(subject, groups, &labels, &received),
    ];
    let comparison = comparison(groups);
    tables.extend(
        comparison
            .as_ref()
            .map(|found| comparison_table(subject, found)),
    );
    if !of_groups {
        tables.push(people_table(subject, groups, &labels));
    }
    Figure {
        kind: ChartKind::Interruptions,
        heading: subject.words.interruptions,
        name: (subject.words.picture)(subject.words.interruptions),
        caption: subject.captioned((words.groups_caption)(&groups.attribute, many), usize::MAX),
        sentence: (words.groups_sentence)(&GroupFacts {
            attribute: groups.attribute.clone(),
            all,
            two: groups.comparison.is_some(),
            comparison,
        }),
        how: match of_groups {
            true => subject.words.of_groups.interruptions_how,
            false => words.groups_how,
        },
        scene: drawn.then(|| scene(subject, &labels, matrix, shares, width)),
        legend: if drawn { legend(subject) } else { Vec::new() },
        scale: None,
        more,
        tables,
    }
}

/// The values in words.
pub(super) fn labels(subject: &Subject<'_>, groups: &Groups) -> Vec<String> {
    let not_stated = subject.words.rates.not_stated;
    let label = |value: &Option<String>| value.clone().unwrap_or(not_stated.to_owned());
    groups.values.iter().map(label).collect()
}

/// The group of each person.
fn members(subject: &Subject<'_>, groups: &Groups) -> scatter::Groups {
    let place = |value: Option<&str>| {
        let mut values = groups.values.iter();
        values
            .position(|other| other.as_deref() == value)
            .unwrap_or(0)
    };
    let people = subject.roster().people().iter();
    let of = people.map(|person| {
        place(
            person
                .attributes
                .get(&groups.attribute)
                .and_then(|value| value.as_deref()),
        )
    });
    scatter::Groups {
        of: of.collect(),
        names: labels(subject, groups),
    }
}

/// The two groups, if there are two and enough of both.
fn comparison(groups: &Groups) -> Option<ComparisonFacts> {
    let found = groups.comparison.as_ref().filter(|found| found.enough)?;
    let [Some(first), Some(second), ..] = groups.values.as_slice() else {
        return None;
    };
    Some(ComparisonFacts {
        first: first.clone(),
        second: second.clone(),
        ratio: (found.rate_ratio?, found.low?, found.high?),
        p_exact: found.p_exact?,
        permutation: found.p_permutation.zip(found.p_smallest),
    })
}

/// Shares of all interruptions.
#[derive(Clone, Copy)]
struct Shares {
    all: u32,
    /// Whether there are enough to say them.
    said: bool,
}

impl Shares {
    /// The share of a count, where there are enough to say so.
    fn of(self, subject: &Subject<'_>, count: u32) -> Option<String> {
        self.said
            .then(|| (subject.words.percent)(f64::from(count) / f64::from(self.all)))
    }
}

fn scene(
    subject: &Subject<'_>,
    labels: &[&str],
    matrix: &Matrix,
    shares: Shares,
    width: f64,
) -> Scene {
    let note = subject.words.row_interrupted_column;
    let layout = Layout::of(labels, note, CELL, width);
    let plot = layout.plot(labels.len());
    let cell = |ink: Ink, row: usize, column: usize| {
        let (x, y) = plot.at(column as f64, row as f64);
        let side = layout.cell - 1.0;
        plot.rectangle(ink, (x + 1.0, y + 1.0), (x + side, y + side));
    };
    let most = matrix.iter().flatten().copied().max().unwrap_or(0);
    let level = |count: u32| (count * 4).div_ceil(most.max(ENOUGH));
    for (step, ink) in [
        Ink::Cell,
        Ink::Level1,
        Ink::Level2,
        Ink::Level3,
        Ink::Level4,
    ]
    .into_iter()
    .enumerate()
    {
        plot.merge(ink, || {
            for (row, counts) in matrix.iter().enumerate() {
                for (column, count) in counts.iter().enumerate() {
                    if level(*count) as usize == step {
                        cell(ink, row, column);
                    }
                }
            }
        });
    }
    let count_look = Type::of(Ink::Count, TEXT).anchored(Anchor::Middle);
    let share_look = Type::of(Ink::Share, SMALL).anchored(Anchor::Middle);
    for (row, (who, counts)) in labels.iter().zip(matrix).enumerate() {
        for (column, (whom, count)) in labels.iter().zip(counts).enumerate() {
            if *count == 0 {
                continue;
            }
            let (x, y) = plot.at(column as f64, row as f64);
            let at = (x + layout.cell / 2.0, y + layout.cell / 2.0);
            let share = shares.of(subject, *count);
            let up = if share.is_some() { 8.0 } else { 0.0 };
            plot.text(&count.to_string(), (at.0, at.1 - up), count_look);
            plot.entitle((subject.words.rates.group_pair)(who, whom, *count));
            if let Some(share) = share {
                plot.text(&share, (at.0, at.1 + 9.0), share_look);
            }
        }
    }
    layout.names(&plot, labels, note);
    plot.scene()
}

fn legend(subject: &Subject<'_>) -> Vec<LegendEntry> {
    let draw = |plot: &Plot| {
        let look = Type::of(Ink::Count, TEXT).anchored(Anchor::Middle);
        plot.rectangle(Ink::Level2, (1.0, 0.0), (19.0, KEY_HEIGHT));
        plot.text("2", (10.0, KEY_HEIGHT / 2.0), look);
    };
    vec![entry(subject.words.rates.legend_group_count, 20.0, &draw)]
}

fn pairs_table(subject: &Subject<'_>, labels: &[&str], matrix: &Matrix, shares: Shares) -> Table {
    let (say, words) = (subject.words, &subject.words.rates);
    let (mut rows, mut few) = (Vec::new(), Vec::new());
    for (who, counts) in labels.iter().zip(matrix) {
        for (whom, count) in labels.iter().zip(counts).filter(|(_, count)| **count > 0) {
            let share = shares.of(subject, *count).unwrap_or(say.too_few.to_owned());
            few.push(!shares.said || *count < ENOUGH);
            rows.push(vec![
                (*who).to_owned(),
                (*whom).to_owned(),
                count.to_string(),
                share,
            ]);
        }
    }
    let left_out = rows.len().saturating_sub(MOST_MOMENTS);
    rows.truncate(MOST_MOMENTS);
    Table {
        caption: words.group_pairs_table,
        columns: vec![
            head(say.column_who),
            head(say.column_whom),
            numbers(say.column_interruptions),
            numbers(words.column_of_all),
        ],
        rows,
        few,
        note: Some(match left_out {
            0 => say.pairs_note.to_owned(),
            _ => (say.left_out)(left_out),
        }),
        ..Table::default()
    }
}

fn groups_table(subject: &Subject<'_>, groups: &Groups, labels: &[&str], rates: &[Rate]) -> Table {
    let (say, words) = (subject.words, &subject.words.rates);
    let mut rows = Vec::new();
    let numbered = groups.people.iter().zip(&groups.share).zip(rates);
    for (label, ((people, share), rate)) in labels.iter().zip(numbered) {
        let mut row = vec![
            (*label).to_owned(),
            people.to_string(),
            share.map_or(say.none.to_owned(), say.exact_percent),
            exact(rate.minutes * 60.0),
            rate.count.to_string(),
        ];
        row.extend(per_minute(subject, Some(*rate)));
        rows.push(row);
    }
    let left_out = rows.len().saturating_sub(MOST_MOMENTS);
    rows.truncate(MOST_MOMENTS);
    Table {
        caption: words.groups_table,
        columns: vec![
            head(&groups.attribute),
            numbers(words.column_people),
            numbers(say.column_share),
            numbers(say.column_seconds),
            numbers(say.column_received),
            numbers(say.column_rate),
            numbers(say.column_interval),
            head(say.column_enough),
        ],
        rows,
        few: rates.iter().map(|rate| !rate.enough).collect(),
        note: (left_out > 0).then(|| (say.left_out)(left_out)),
        ..Table::default()
    }
}

/// Everyone's numbers, with the group of each: people stay in the picture as points.
fn people_table(subject: &Subject<'_>, groups: &Groups, labels: &[&str]) -> Table {
    let mut table = tables::received(subject);
    table.columns.insert(1, head(&groups.attribute));
    for (row, place) in table.rows.iter_mut().zip(members(subject, groups).of) {
        let label = labels.get(place).copied().unwrap_or_default();
        row.insert(1, label.to_owned());
    }
    table
}

fn comparison_table(subject: &Subject<'_>, found: &ComparisonFacts) -> Table {
    let (say, words) = (subject.words, &subject.words.rates);
    let (ratio, low, high) = found.ratio;
    let of = |value: Option<f64>, decimals: u32| {
        value.map_or(say.none.to_owned(), |value| rounded(value, decimals))
    };
    let row = |name: &str, value: String| vec![name.to_owned(), value];
    let interval = format!("{}–{}", rounded(low, 2), rounded(high, 2));
    Table {
        caption: words.comparison_table,
        columns: vec![head(words.column_measure), numbers(words.column_value)],
        rows: vec![
            row(words.rate_ratio, rounded(ratio, 2)),
            row(say.column_interval, interval),
            row(words.p_exact, rounded(found.p_exact, 5)),
            row(
                words.p_permutation,
                of(found.permutation.map(|(p, _)| p), 5),
            ),
            row(
                words.p_smallest,
                of(found.permutation.map(|(_, least)| least), 5),
            ),
        ],
        ..Table::default()
    }
}
