//! The charts of a meeting that holds groups and no people: its roster is of stand-ins, so nothing
//! may be drawn of one person, and nothing over time.

use super::airtime::{Row, drawn, legend};
use super::clock::{clock, exact};
use super::figure::{ChartKind, Figure, Subject, Table, sensible};
use super::tables::{numbers, words};
use crate::measure::groups::Groups;
use crate::meeting::{Meeting, Privacy};
use crate::text::ChartWords;
use crate::text::charts::GroupAirtimeFacts;

impl ChartWords {
    /// The heading of this chart.
    pub fn heading(&self, kind: ChartKind) -> &'static str {
        match kind {
            ChartKind::Airtime => self.airtime,
            ChartKind::Timeline => self.timeline,
            ChartKind::Interruptions => self.interruptions,
            ChartKind::Balance => self.over_time.balance,
            ChartKind::Windows => self.over_time.windows,
            ChartKind::Passes => self.passes.heading,
        }
    }
}

impl ChartKind {
    /// Whether there is such a chart of this meeting: of groups alone there are fewer.
    pub fn is_of(self, meeting: &Meeting) -> bool {
        let of_groups = matches!(self, Self::Airtime | Self::Interruptions);
        of_groups || meeting.privacy != Privacy::Groups
    }
}

/// The figure of this kind for a width in CSS px.
pub(super) fn figure(subject: &Subject<'_>, kind: ChartKind, width: f64) -> Figure {
    let subject = &Subject {
        by: Some(0),
        ..*subject
    };
    match (kind, subject.reading.summary.groups.first()) {
        (ChartKind::Airtime, Some(groups)) => airtime(subject, groups, sensible(width)),
        (ChartKind::Interruptions, Some(_)) => super::interruptions(subject, width),
        _ => nothing(subject, kind),
    }
}

/// Instead of a chart of people.
fn nothing(subject: &Subject<'_>, kind: ChartKind) -> Figure {
    let say = subject.words;
    Figure {
        kind,
        heading: say.heading(kind),
        name: (subject.words.picture)(say.heading(kind)),
        caption: String::new(),
        sentence: say.of_groups.nothing.to_owned(),
        how: say.of_groups.airtime_how,
        scene: None,
        legend: Vec::new(),
        scale: None,
        more: Vec::new(),
        tables: Vec::new(),
    }
}

/// A bar a group, against the group's share of the people.
fn airtime(subject: &Subject<'_>, groups: &Groups, width: f64) -> Figure {
    let (say, words) = (subject.words, &subject.words.of_groups);
    let talk = subject.reading.summary.talk_s;
    let spoken = talk > 0.0;
    let people: u32 = groups.people.iter().sum();
    let names = super::groups::labels(subject, groups);
    let each = || names.iter().zip(&groups.people).zip(&groups.share);
    let part = |count: u32| f64::from(count) / f64::from(people.max(1));
    let rows: Vec<Row> = each()
        .enumerate()
        .map(|(place, ((name, count), share))| {
            let share = share.unwrap_or(0.0);
            Row {
                place,
                name: name.clone(),
                role: String::new(),
                value: match share > 0.0 {
                    true => format!("{} · {}", (say.percent)(share), clock(share * talk)),
                    false => say.did_not_speak.to_owned(),
                },
                spoke: share > 0.0,
                share,
                expected: part(*count),
            }
        })
        .collect();
    let facts = GroupAirtimeFacts {
        groups: each()
            .map(|((name, people), share)| (name.clone(), *people, *share))
            .collect(),
        people,
    };
    Figure {
        kind: ChartKind::Airtime,
        heading: say.airtime,
        name: (subject.words.picture)(say.airtime),
        caption: subject.captioned((words.airtime_caption)(&clock(talk)), usize::MAX),
        sentence: (words.airtime_sentence)(&facts),
        how: words.airtime_how,
        scene: spoken.then(|| drawn(&rows, width)),
        legend: if spoken {
            legend(subject, words.legend_expected)
        } else {
            Vec::new()
        },
        scale: None,
        more: Vec::new(),
        tables: vec![table(subject, &rows, &groups.people, talk)],
    }
}

fn table(subject: &Subject<'_>, rows: &[Row], people: &[u32], talk: f64) -> Table {
    let say = subject.words;
    let row = |(row, people): (&Row, &u32)| {
        let seconds = row.share * talk;
        vec![
            row.name.clone(),
            people.to_string(),
            exact(seconds),
            clock(seconds),
            (say.exact_percent)(row.share),
            (say.exact_percent)(row.expected),
        ]
    };
    Table {
        caption: say.of_groups.airtime_table,
        columns: vec![
            words(say.of_groups.column_group),
            numbers(say.rates.column_people),
            numbers(say.column_seconds),
            numbers(say.column_clock),
            numbers(say.column_share),
            numbers(say.column_expected),
        ],
        rows: rows.iter().zip(people).map(row).collect(),
        ..Table::default()
    }
}
