//! A figure: a picture with everything that belongs to it in words and numbers.

use super::clock::clock;
use super::scene::Scene;
use crate::measure::summary::{PersonSummary, Reading};
use crate::meeting::Who;
use crate::meeting::{Course, Meeting, Privacy, Roster};
use crate::text::ChartWords;
use crate::time::Moment;

/// Which chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChartKind {
    /// How long each person held the floor.
    Airtime,
    /// Who held the floor when.
    Timeline,
    /// Who interrupted whom.
    Interruptions,
    /// How the talk of each part of the meeting was shared.
    Balance,
    /// How long each person held the floor in each part of the meeting.
    Windows,
    /// Who follows whom.
    Passes,
}

impl ChartKind {
    /// Every chart, in the order in which the review shows them.
    pub const ALL: [Self; 6] = [
        Self::Airtime,
        Self::Timeline,
        Self::Interruptions,
        Self::Balance,
        Self::Windows,
        Self::Passes,
    ];

    /// The name by which pages and files ask for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Airtime => "airtime",
            Self::Timeline => "timeline",
            Self::Interruptions => "interruptions",
            Self::Balance => "balance",
            Self::Windows => "windows",
            Self::Passes => "passes",
        }
    }

    /// The chart of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What a chart is drawn from.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// The meeting.
    pub meeting: &'a Meeting,
    /// Its course.
    pub course: &'a Course,
    /// Its reading.
    pub reading: &'a Reading,
    /// The words to use.
    pub words: &'a ChartWords,
    /// The place in [`crate::measure::summary::Summary::groups`] of the attribute by which to
    /// show interruptions; `None` for people, which is also what is shown where there is no such
    /// place.
    pub by: Option<usize>,
    /// What to mark on the timeline: a moment that was chosen, or a part of the meeting.
    pub marked: Option<(Moment, Moment)>,
    /// Whether tables that are shown only to those who ask for them are asked for.
    pub at_length: bool,
}

/// A picture with everything that belongs to it in words and numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// Which chart it is.
    pub kind: ChartKind,
    /// Its heading.
    pub heading: &'static str,
    /// The name of its picture, for those who do not see it.
    pub name: String,
    /// What it shows, in a few words.
    pub caption: String,
    /// What it says, in a sentence or two made from its numbers.
    pub sentence: String,
    /// How it is computed, and where that comes from.
    pub how: &'static str,
    /// The picture; `None` where there is nothing to draw and the sentence says why.
    pub scene: Option<Scene>,
    /// What its signs mean.
    pub legend: Vec<LegendEntry>,
    /// Where the moments of the meeting are in the picture; of the timeline.
    pub scale: Option<TimeScale>,
    /// Further pictures of the same.
    pub more: Vec<Picture>,
    /// All of its numbers.
    pub tables: Vec<Table>,
}

/// Where the moments of a meeting are in a picture, from left to right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeScale {
    /// The left end in CSS px of the scene,
    pub left: f64,
    /// and the right end.
    pub right: f64,
    /// The moment at the left end,
    pub from: Moment,
    /// and the one at the right end.
    pub until: Moment,
}

impl TimeScale {
    /// The moment at so many px from the left; beyond an end, that end.
    pub fn moment(&self, x: f64) -> Moment {
        let part = ((x - self.left) / (self.right - self.left)).clamp(0.0, 1.0);
        let length = self.until.since(self.from).millis() as f64;
        let part = if part.is_nan() { 0.0 } else { part };
        Moment::nearest(self.from.millis() as f64 + part * length)
    }

    /// How many px from the left this moment is; beyond an end, that end.
    pub fn x(&self, at: Moment) -> f64 {
        let length = self.until.since(self.from).millis().max(1) as f64;
        let part = (at.since(self.from).millis() as f64 / length).min(1.0);
        self.left + part * (self.right - self.left)
    }
}

/// A further picture of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Its name, for those who do not see it.
    pub name: String,
    /// What it shows, in a few words.
    pub caption: String,
    /// The picture.
    pub scene: Scene,
    /// What its signs mean.
    pub legend: Vec<LegendEntry>,
}

/// A sign of a picture and what it means.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendEntry {
    /// The sign, as a small picture.
    pub key: Scene,
    /// What it means.
    pub words: String,
}

/// Numbers in rows and columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What the table holds.
    pub caption: &'static str,
    /// The heads of the columns. The first column names its row.
    pub columns: Vec<Column>,
    /// The rows; as many cells in each as there are columns.
    pub rows: Vec<Vec<String>>,
    /// What is left out of it, and where that is to be found.
    pub note: Option<String>,
    /// Of which rows there are too few to say, in the order of the rows; a row beyond its end has
    /// enough. Few are never ranked: these rows stay behind the others and in their own order.
    pub few: Vec<bool>,
    /// Whether it is long, and shown only to those who ask for it: see [`Subject::at_length`].
    pub at_length: bool,
}

impl Table {
    /// Whether there are too few to say of the row at this place.
    pub fn is_few(&self, place: usize) -> bool {
        self.few.get(place).copied().unwrap_or(false)
    }
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its words.
    pub words: String,
    /// Whether its cells are numbers, to be set flush right.
    pub numbers: bool,
}

impl<'a> Subject<'a> {
    /// The figure of this kind, drawn for a width in CSS px.
    pub fn figure(&self, kind: ChartKind, width: f64) -> Figure {
        if self.meeting.privacy == Privacy::Groups {
            return super::of_groups::figure(self, kind, width);
        }
        match kind {
            ChartKind::Airtime => super::airtime(self, width),
            ChartKind::Timeline => super::timeline(self, width),
            ChartKind::Interruptions => super::interruptions(self, width),
            ChartKind::Balance => super::balance(self, width),
            ChartKind::Windows => super::windows(self, width),
            ChartKind::Passes => super::passes(self, width),
        }
    }

    /// The same with every row of its tables, for a file.
    pub fn figure_at_length(&self, kind: ChartKind, width: f64) -> Figure {
        let mut figure = self.figure(kind, width);
        if kind == ChartKind::Timeline && !figure.tables.is_empty() {
            figure.tables = super::tables::timeline(self, usize::MAX);
        }
        figure
    }

    pub(super) fn roster(&self) -> &'a Roster {
        &self.meeting.roster
    }

    /// Everyone with their numbers.
    pub(super) fn people(&self) -> impl Iterator<Item = (Who, &'a PersonSummary)> + use<'a> {
        self.meeting
            .roster
            .everyone()
            .zip(&self.reading.summary.people)
    }

    /// Whether this person is left out of what is expected.
    pub(super) fn is_left_out(&self, person: &PersonSummary) -> bool {
        self.reading.options.without_roles && person.role.is_some()
    }

    /// Whether anyone is.
    pub(super) fn leaves_out(&self) -> bool {
        self.people().any(|(_, person)| self.is_left_out(person))
    }

    /// The airtime of everyone who is not left out, in seconds.
    pub(super) fn talk_of_others(&self) -> f64 {
        let others = self
            .people()
            .filter(|(_, person)| !self.is_left_out(person));
        others.map(|(_, person)| person.airtime_s).sum()
    }

    /// The people of a picture with a row for each: everybody, or of very many those who spoke,
    /// as far as there is room.
    pub(super) fn shown(&self) -> Vec<Who> {
        let everyone = self.people();
        if self.roster().len() <= MOST_SHOWN {
            return everyone.map(|(who, _)| who).collect();
        }
        let spoke = everyone.filter(|(_, person)| person.turns > 0);
        spoke.map(|(who, _)| who).take(MOST_SHOWN).collect()
    }

    /// A caption with what belongs to every figure's: which part of the meeting it is of, and
    /// how many people are not in it.
    pub(super) fn captioned(&self, mut caption: String, shown: usize) -> String {
        let left_out = self.roster().len().saturating_sub(shown);
        if left_out > 0 {
            caption.push_str(&(self.words.not_shown)(left_out));
        }
        if self.reading.options.window.is_some() {
            let (from, until) = (self.reading.from, self.reading.until);
            let (from, until) = (clock(from.seconds()), clock(until.seconds()));
            caption.push_str(&(self.words.part)(&from, &until));
        }
        caption
    }

    /// The name to show, safe to set between other words.
    pub(super) fn name(&self, who: Who) -> String {
        super::lettering::isolated(self.roster().label(who))
    }
}

/// More people than this are never shown in one picture.
pub(super) const MOST_SHOWN: usize = 60;

/// The width to draw for: what was asked, within reason.
pub(super) fn sensible(width: f64) -> f64 {
    if width.is_finite() {
        width.clamp(240.0, 2400.0).floor()
    } else {
        720.0
    }
}
