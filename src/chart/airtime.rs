//! Airtime: a bar a person, in roster order, against what an equal share of their time would be.

use super::clock::clock;
use super::figure::{ChartKind, Figure, LegendEntry, Subject, sensible};
use super::ink::Ink;
use super::lettering::{self, isolated, shorten};
use super::plot::{Margins, Plot, TEXT, Type};
use super::scene::{Anchor, Scene};
use super::signs::{KEY_HEIGHT, entry};
use super::{sentence, tables};
use crate::measure::summary::PersonSummary;
use crate::meeting::Who;

/// Below this width a person's name and value stand above their bar, not beside it.
const NARROW: f64 = 480.0;

/// Between a bar and the words behind it.
const GAP: f64 = 8.0;

/// How far the mark of the expected share reaches out of the bar.
const REACH: f64 = 4.0;

/// The airtime chart, for a width in CSS px.
pub fn airtime(subject: &Subject<'_>, width: f64) -> Figure {
    let words = subject.words;
    let spoken = subject.reading.summary.talk_s > 0.0;
    let mut caption = (words.airtime_caption)(&clock(subject.reading.summary.talk_s));
    if subject.leaves_out() {
        caption.push_str(words.without_roles);
    }
    Figure {
        kind: ChartKind::Airtime,
        heading: words.airtime,
        name: (subject.words.picture)(words.airtime),
        caption: subject.captioned(caption, usize::MAX),
        sentence: sentence::airtime(subject),
        how: words.airtime_how,
        scene: spoken.then(|| {
            let rows = subject.people();
            let rows: Vec<Row> = rows
                .map(|(who, person)| Row::of(subject, who, person))
                .collect();
            drawn(&rows, sensible(width))
        }),
        legend: match spoken {
            true => legend(subject, words.legend_expected),
            false => Vec::new(),
        },
        scale: None,
        more: Vec::new(),
        tables: vec![tables::airtime(subject)],
    }
}

/// A person's share of the talk; where some are left out, of the others' talk, so that it can be
/// held against the expected share.
pub(super) fn share(subject: &Subject<'_>, person: &PersonSummary) -> Option<f64> {
    if !subject.leaves_out() {
        return person.share;
    }
    let talk = subject.talk_of_others();
    (talk > 0.0 && !subject.is_left_out(person)).then(|| person.airtime_s / talk)
}

/// The row of a person, or of a group.
pub(super) struct Row {
    /// Its number from the top, from 0.
    pub(super) place: usize,
    pub(super) name: String,
    /// What stands behind the name.
    pub(super) role: String,
    /// What stands behind the bar.
    pub(super) value: String,
    pub(super) spoke: bool,
    pub(super) share: f64,
    pub(super) expected: f64,
}

impl Row {
    fn of(subject: &Subject<'_>, who: Who, person: &PersonSummary) -> Self {
        let words = subject.words;
        let left_out = subject.is_left_out(person);
        let share = share(subject, person).unwrap_or(0.0);
        let spoke = person.turns > 0 && !left_out;
        Self {
            place: who.place(),
            name: subject.roster().label(who).to_owned(),
            role: person
                .role
                .as_deref()
                .map(|role| format!(" · {}", isolated(&(words.role)(role))))
                .unwrap_or_default(),
            value: if left_out && person.turns > 0 {
                (words.left_out_of_it)(&clock(person.airtime_s))
            } else if spoke {
                format!("{} · {}", (words.percent)(share), clock(person.airtime_s))
            } else if person.present_s > 0.0 {
                words.did_not_speak.to_owned()
            } else {
                words.was_not_there.to_owned()
            },
            spoke,
            share,
            expected: person.expected_share.unwrap_or(0.0),
        }
    }

    /// Where the value starts beside a bar: right behind it, or behind the mark of the expected
    /// share where it would run into that.
    fn value_at(&self, bar: f64, expected: f64) -> f64 {
        let beside = bar + GAP;
        if expected < bar || beside + self.value_width() + GAP <= expected {
            beside
        } else {
            expected + GAP
        }
    }

    /// How far the row's marks reach, as a share.
    fn reach(&self) -> f64 {
        self.share.max(self.expected)
    }

    /// Name and role in this much room; the role goes before the name is hardly there.
    fn label(&self, room: f64) -> String {
        let role = lettering::width(&self.role, TEXT);
        if self.label_width() <= room || room - role >= 48.0 {
            isolated(&shorten(&self.name, room - role, TEXT)) + &self.role
        } else {
            isolated(&shorten(&self.name, room, TEXT))
        }
    }

    /// The width of the name and the role in full.
    fn label_width(&self) -> f64 {
        lettering::width(&self.name, TEXT) + lettering::width(&self.role, TEXT)
    }

    fn value_width(&self) -> f64 {
        lettering::width(&self.value, TEXT)
    }

    fn value_look(&self) -> Type {
        Type::of(if self.spoke { Ink::Label } else { Ink::Muted }, TEXT)
    }
}

/// How the rows lie on the sheet, in CSS px.
struct Layout {
    narrow: bool,
    row_height: f64,
    bar_height: f64,
    /// The middle of the bar below the top of its row.
    bar_middle: f64,
    left: f64,
    /// The width of the longest reach.
    plot_width: f64,
}

impl Layout {
    fn of(rows: &[Row], width: f64, most: f64) -> Self {
        if width < NARROW {
            return Self {
                narrow: true,
                row_height: 50.0,
                bar_height: 14.0,
                bar_middle: 31.0,
                left: 1.0,
                plot_width: width - 3.0,
            };
        }
        let longest = rows.iter().map(Row::label_width).fold(0.0, f64::max);
        let left = longest.min(0.3 * width).min(260.0).ceil() + 12.0;
        // As wide as leaves every row room for its value behind its marks.
        let plot_width = rows
            .iter()
            .filter(|row| row.reach() > 0.0)
            .map(|row| (width - left - GAP - 2.0 - row.value_width()) * most / row.reach())
            .fold(width - left - 2.0, f64::min);
        Self {
            narrow: false,
            row_height: 34.0,
            bar_height: 18.0,
            bar_middle: 17.0,
            left,
            plot_width: plot_width.max(1.0).floor(),
        }
    }
}

/// These rows for a width that is sensible.
pub(super) fn drawn(rows: &[Row], width: f64) -> Scene {
    let most = rows.iter().map(Row::reach).fold(0.0, f64::max).max(0.01);
    let layout = Layout::of(rows, width, most);
    let height = layout.row_height * rows.len() as f64;
    let margins = Margins {
        left: layout.left,
        right: width - layout.left - layout.plot_width,
        ..Margins::default()
    };
    let plot = Plot::new(width, height, margins, 0.0..most, 0.0..rows.len() as f64);
    let top = |row: &Row| plot.at(0.0, row.place as f64).1;
    let middle = |row: &Row| top(row) + layout.bar_middle;
    let x = |share: f64| plot.at(share, 0.0).0;
    let half = layout.bar_height / 2.0;

    for row in rows.iter().filter(|row| row.spoke) {
        // Someone who said one word was heard too: a bar is never thinner than a line.
        let end = x(row.share).max(x(0.0) + 1.0);
        let (upper, lower) = (middle(row) - half, middle(row) + half);
        plot.rectangle(Ink::Airtime, (x(0.0), upper), (end, lower));
        plot.entitle(format!("{}: {}", isolated(&row.name), row.value));
    }
    for ink in [Ink::Halo, Ink::Expected] {
        plot.merge(ink, || {
            for row in rows.iter().filter(|row| row.expected > 0.0) {
                let (at, half) = (x(row.expected), half + REACH);
                plot.line(ink, &[(at, middle(row) - half), (at, middle(row) + half)]);
            }
        });
    }
    plot.merge(Ink::Axis, || {
        for row in rows {
            let half = half + REACH;
            plot.line(
                Ink::Axis,
                &[(x(0.0), middle(row) - half), (x(0.0), middle(row) + half)],
            );
        }
    });
    for row in rows {
        let value_at = row.value_at(x(row.share), x(row.expected));
        row_words(&plot, row, &layout, width, (value_at, middle(row)));
    }
    plot.scene()
}

/// A row's name and value: beside the bar, or above it on a narrow sheet.
fn row_words(plot: &Plot, row: &Row, layout: &Layout, width: f64, (value_at, middle): (f64, f64)) {
    let (name_at, room, value_at, value_look) = if layout.narrow {
        let above = middle - layout.bar_height / 2.0 - REACH - 10.0;
        let room = width - row.value_width() - 16.0;
        let look = row.value_look().anchored(Anchor::End);
        ((0.0, above), room, (width - 1.0, above), look)
    } else {
        let room = layout.left - 12.0;
        ((0.0, middle), room, (value_at, middle), row.value_look())
    };
    plot.text(&row.label(room), name_at, Type::of(Ink::Label, TEXT));
    if row.label_width() > room {
        plot.entitle(isolated(&row.name) + &row.role);
    }
    plot.text(&row.value, value_at, value_look);
}

/// What the bars and the marks mean, those of the expected share in these words.
pub(super) fn legend(subject: &Subject<'_>, expected: &str) -> Vec<LegendEntry> {
    let middle = KEY_HEIGHT / 2.0;
    vec![
        entry(subject.words.legend_airtime, 20.0, &|plot| {
            plot.rectangle(Ink::Airtime, (1.0, middle - 5.0), (19.0, middle + 5.0));
        }),
        entry(expected, 20.0, &|plot| {
            plot.merge(Ink::Expected, || {
                plot.line(Ink::Expected, &[(10.0, 1.0), (10.0, KEY_HEIGHT - 1.0)]);
            });
        }),
    ]
}
