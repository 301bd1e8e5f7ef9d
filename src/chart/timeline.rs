//! The timeline: a lane a person, turns as bars, what happened to them as signs above.
//!
//! However many turns there are, a lane is one path of bars and one of each kind of sign, and
//! what falls on the same pixels is drawn once.

use super::clock::{clock, tick_distance, ticks};
use super::figure::{ChartKind, Figure, LegendEntry, Subject, TimeScale, sensible};
use super::ink::Ink;
use super::lettering;
use super::plot::{Margins, Plot, SMALL, TEXT, Type};
use super::scene::{Anchor, Scene};
use super::signs::{KEY_HEIGHT, Sign, entry, sign, sign_entry};
use super::turns::{Drawn, Lanes};
use super::view::View;
use super::{sentence, tables};
use crate::meeting::{Outcome, Who};
use crate::order;
use crate::time::Moment;

/// Below this width a person's name stands above their lane, not beside it.
const NARROW: f64 = 480.0;

/// The size of a sign.
const SIGN: f64 = 9.0;

/// The height of a row of signs, where there are several.
const ROW: f64 = 11.0;

/// Signs of a kind closer than this are drawn as one.
const APART: f64 = 2.0;

/// The same where every kind has a row of its own.
const APART_IN_ROWS: f64 = 5.0;

/// What is marked is never narrower.
const LEAST_MARKED: f64 = 4.0;

/// Signs of different kinds closer than this hide each other.
const HIDDEN: f64 = 6.0;

/// The timeline, for a width in CSS px.
pub fn timeline(subject: &Subject<'_>, width: f64) -> Figure {
    let words = subject.words;
    let summary = &subject.reading.summary;
    let marked = Marking::used(subject);
    let (from, until) = (subject.reading.from, subject.reading.until);
    let view = View::whole(subject.reading);
    let there = !subject.roster().is_empty() && until > from;
    let drawn = there.then(|| drawn(subject, &marked, view, sensible(width)));
    let (scene, scale, legend) = match drawn {
        Some(drawn) => (Some(drawn.scene), Some(drawn.scale), drawn.legend),
        None => (None, None, Vec::new()),
    };
    Figure {
        kind: ChartKind::Timeline,
        heading: words.timeline,
        name: (subject.words.picture)(words.timeline),
        caption: (words.timeline_caption)(&clock(from.seconds()), &clock(until.seconds())),
        sentence: sentence::timeline(subject),
        how: if summary.interruptions.is_some() {
            words.timeline_how
        } else {
            words.timeline_how_imported
        },
        scene,
        legend,
        scale,
        more: Vec::new(),
        tables: tables::timeline(subject, tables::MOST_MOMENTS),
    }
}

/// A part of the timeline, seen from nearer.
#[derive(Clone, Debug, PartialEq)]
pub struct Closer {
    /// The picture.
    pub scene: Scene,
    /// Where moments are in it.
    pub scale: TimeScale,
    /// What the signs of the whole meeting mean.
    pub legend: Vec<LegendEntry>,
}

/// The timeline seen from nearer: what `view` shows of the reading of a whole meeting, for a width in
/// CSS px. The height is the same for every view.
pub fn timeline_closer(subject: &Subject<'_>, view: View, width: f64) -> Closer {
    let marked = Marking::used(subject);
    drawn(subject, &marked, view, sensible(width))
}

/// How the lanes lie on the sheet, in CSS px.
struct Layout {
    narrow: bool,
    lane: f64,
    bar: f64,
    /// The room for a name.
    name: f64,
    /// Whether each kind of sign has a row of its own, because they would hide each other.
    rows: bool,
    margins: Margins,
    height: f64,
}

impl Layout {
    fn of(subject: &Subject<'_>, marked: &Marked, width: f64) -> Self {
        let pauses = !pauses(subject).is_empty();
        let people = subject.roster().len();
        let narrow = width < NARROW;
        let (lane, bar) = match (people <= 12, narrow) {
            (true, true) => (54.0, 16.0),
            (true, false) => (36.0, 16.0),
            (false, true) => (50.0, 13.0),
            (false, false) => (32.0, 12.0),
        };
        let longest = subject
            .roster()
            .everyone()
            .map(|who| lettering::width(subject.roster().label(who), TEXT))
            .fold(0.0, f64::max);
        let name = if narrow {
            width - 2.0
        } else {
            longest.min(0.22 * width).min(220.0).ceil()
        };
        let many = people > 14;
        let margins = Margins {
            // Half of a label stands out to the left of the first tick, and to the right of the last.
            left: if narrow { 22.0 } else { name + 12.0 },
            right: 24.0,
            top: match (many, pauses) {
                (true, _) => 30.0,
                (false, true) => 20.0,
                (false, false) => 4.0,
            },
            bottom: 28.0,
            axis_on_top: many,
        };
        let rows = are_hidden(subject, marked, width - margins.left - margins.right);
        let lane = match rows {
            true => lane + ROW * (marked.len() - 1) as f64,
            false => lane,
        };
        Self {
            narrow,
            lane,
            bar,
            name,
            rows,
            margins,
            height: margins.top + lane * people as f64 + margins.bottom,
        }
    }
}

/// Whether more than one in eight signs would lie on one of another kind, lanes being so wide.
fn are_hidden(subject: &Subject<'_>, marked: &Marked, width: f64) -> bool {
    let reading = subject.reading;
    let per_second = width / reading.until.since(reading.from).seconds();
    let mut signs: Vec<(Who, f64, Marking)> = Vec::new();
    for (kind, moments) in marked {
        for (who, at) in moments {
            signs.push((*who, at.seconds() * per_second, *kind));
        }
    }
    order::by_key(&mut signs, |(who, x, _)| (who.rank(), x.to_bits()));
    let mut hidden = 0;
    for pair in signs.windows(2) {
        if let [one, other] = pair
            && one.0 == other.0
            && one.2 != other.2
            && other.1 - one.1 < HIDDEN
        {
            hidden += 1;
        }
    }
    hidden * 8 > signs.len()
}

/// A timeline that is being drawn.
struct Drawing<'a> {
    subject: &'a Subject<'a>,
    marked: &'a Marked,
    plot: Plot,
    layout: Layout,
    view: View,
    width: f64,
    turns: Drawn,
}

/// The pauses of what was read, cut to it.
fn pauses(subject: &Subject<'_>) -> Vec<(Moment, Moment)> {
    let (from, until) = (subject.reading.from, subject.reading.until);
    let pauses = subject.course.pauses_until(until);
    cut(pauses.iter().map(|pause| (pause.start, pause.end)), from)
}

/// What of these stretches of time lies after a moment.
fn cut(stretches: impl Iterator<Item = (Moment, Moment)>, from: Moment) -> Vec<(Moment, Moment)> {
    let stretches = stretches.map(|(start, end)| (start.max(from), end));
    stretches.filter(|(start, end)| end > start).collect()
}

fn drawn(subject: &Subject<'_>, marked: &Marked, view: View, width: f64) -> Closer {
    let (from, until) = (view.from.seconds(), view.until.seconds());
    let layout = Layout::of(subject, marked, width);
    let room = width - layout.margins.left - layout.margins.right;
    let distance = tick_distance(until - from, (room / 76.0).floor().max(1.0) as usize);
    let plot = Plot::new(
        width,
        layout.height,
        layout.margins,
        from..until,
        0.0..subject.roster().len() as f64,
    );
    let label = subject.words.axis_time;
    plot.horizontal_axis(&ticks(from, until, distance), &|seconds| {
        label(seconds, distance, until)
    });
    let scale = TimeScale {
        left: plot.at(from, 0.0).0,
        right: plot.at(until, 0.0).0,
        from: view.from,
        until: view.until,
    };
    let lanes = Lanes {
        view,
        left: scale.left,
        right: scale.right,
        count: subject.roster().len(),
        height: layout.bar as u32,
    };
    let drawing = Drawing {
        turns: lanes.drawn(&subject.reading.turns),
        subject,
        marked,
        plot,
        layout,
        view,
        width,
    };
    drawing.marked();
    drawing.pauses();
    drawing.presence();
    drawing.turns();
    drawing.signs();
    drawing.outside();
    drawing.names();
    Closer {
        scene: drawing.plot.scene(),
        scale,
        legend: legend(subject, marked, drawing.turns.full),
    }
}

impl Drawing<'_> {
    fn x(&self, at: Moment) -> f64 {
        self.plot.at(at.seconds(), 0.0).0
    }

    /// The top of a lane.
    fn top(&self, who: Who) -> f64 {
        self.plot.at(0.0, who.place() as f64).1
    }

    /// The middle of a lane's bars: they lie at its foot, with the signs above them.
    fn middle(&self, who: Who) -> f64 {
        self.top(who) + self.layout.lane - 5.0 - self.layout.bar / 2.0
    }

    /// The middle of a lane's signs, of the lowest row of them.
    fn above(&self, who: Who) -> f64 {
        self.middle(who) - self.layout.bar / 2.0 - 1.5 - SIGN / 2.0
    }

    /// What was chosen, over the whole height; a moment is as wide as can be seen.
    fn marked(&self) {
        let Some((one, other)) = self.subject.marked else {
            return;
        };
        let (one, other) = (one.min(other), one.max(other));
        if !self.view.has(one, other) {
            return;
        }
        let (from, to) = self.view.cut(one, other);
        let (left, right) = (self.x(from), self.x(to));
        let spare = (LEAST_MARKED - (right - left)).max(0.0) / 2.0;
        let top = self.layout.margins.top;
        let bottom = self.layout.height - self.layout.margins.bottom;
        let corners = ((left - spare, top), (right + spare, bottom));
        self.plot.rectangle(Ink::Marked, corners.0, corners.1);
        let (from, to) = (clock(one.seconds()), clock(other.seconds()));
        self.plot.entitle((self.subject.words.marked)(&from, &to));
    }

    /// What lies outside the part that was picked, put back behind a veil.
    fn outside(&self) {
        let Some((from, until)) = self.view.picked else {
            return;
        };
        let top = self.layout.margins.top;
        let bottom = self.layout.height - self.layout.margins.bottom;
        let sides = [(self.view.from, from), (until, self.view.until)];
        self.plot.merge(Ink::Outside, || {
            for (start, end) in sides.into_iter().filter(|(start, end)| end > start) {
                let (start, end) = self.view.cut(start, end);
                let corners = ((self.x(start), top), (self.x(end), bottom));
                self.plot.rectangle(Ink::Outside, corners.0, corners.1);
            }
        });
    }

    fn pauses(&self) {
        let pauses = pauses(self.subject);
        let pauses = pauses
            .into_iter()
            .filter(|(start, end)| self.view.has(*start, *end))
            .map(|(start, end)| self.view.cut(start, end));
        let pauses: Vec<(Moment, Moment)> = pauses.collect();
        let top = self.layout.margins.top;
        let bottom = self.layout.height - self.layout.margins.bottom;
        let bands: Vec<(f64, f64)> = merged(
            pauses
                .iter()
                .map(|(start, end)| (self.x(*start), self.x(*end))),
        );
        self.plot.merge(Ink::Pause, || {
            for (from, to) in &bands {
                self.plot.rectangle(Ink::Pause, (*from, top), (*to, bottom));
            }
        });
        self.plot.merge(Ink::Hatch, || {
            // Strokes in a band that is hardly wider than one say nothing, and cost as much.
            for (from, to) in bands.iter().filter(|(from, to)| to - from >= 3.0) {
                self.hatch(*from, *to, top, bottom);
            }
        });
        self.pause_words(&bands);
    }

    /// Strokes that rise to the right, cut off at the edges of the band.
    fn hatch(&self, left: f64, right: f64, top: f64, bottom: f64) {
        let (width, height) = (right - left, bottom - top);
        let mut start = 6.0;
        while start < width + height {
            // The stroke x + y = start, measured from the band's upper left corner.
            let one = (start.min(width), (start - width).max(0.0));
            let other = ((start - height).max(0.0), start.min(height));
            self.plot.line(
                Ink::Hatch,
                &[(left + one.0, top + one.1), (left + other.0, top + other.1)],
            );
            start += 9.0;
        }
    }

    /// The word above each pause that has room for it. With an axis on top there is none.
    fn pause_words(&self, bands: &[(f64, f64)]) {
        if self.layout.margins.axis_on_top {
            return;
        }
        let words = self.subject.words.pause;
        let half = lettering::width(words, SMALL) / 2.0;
        let mut free = self.layout.margins.left;
        for (from, to) in bands {
            let middle = f64::midpoint(*from, *to).min(self.width - half);
            if middle - half >= free {
                let look = Type::of(Ink::Muted, SMALL).anchored(Anchor::Middle);
                self.plot.text(words, (middle, 10.0), look);
                free = middle + half + 8.0;
            }
        }
    }

    /// A line through each lane while its person was in the room.
    fn presence(&self) {
        let course = self.subject.course;
        let (from, until) = (self.view.from, self.view.until);
        self.plot.merge(Ink::Present, || {
            for who in self.subject.roster().everyone() {
                let stays = course.stays_until(who, until);
                let stays = cut(stays.into_iter(), from);
                let stays = stays.iter().map(|stay| (self.x(stay.0), self.x(stay.1)));
                // Columns stand on it, bars lie on it.
                let y = match self.turns.full {
                    Some(_) => self.middle(who) + self.layout.bar / 2.0,
                    None => self.middle(who),
                };
                for (from, to) in merged(stays) {
                    self.plot.line(Ink::Present, &[(from, y), (to, y)]);
                }
            }
        });
    }

    fn turns(&self) {
        for ((who, person), bars) in self.subject.people().zip(&self.turns.lanes) {
            if bars.is_empty() {
                continue;
            }
            let foot = self.middle(who) + self.layout.bar / 2.0;
            self.plot.bars(Ink::Airtime, foot, bars);
            self.plot.entitle((self.subject.words.lane)(
                &self.subject.name(who),
                person.turns,
                &clock(person.airtime_s),
            ));
        }
    }

    fn signs(&self) {
        let apart = if self.layout.rows {
            APART_IN_ROWS
        } else {
            APART
        };
        for (row, (kind, moments)) in self.marked.iter().enumerate() {
            let seen = moments.iter().filter(|(_, at)| self.view.has(*at, *at));
            let places = seen.map(|(who, at)| (*who, self.x(*at)));
            let mut marked: Vec<(Who, f64)> = places.collect();
            order::by_key(&mut marked, |(who, x)| (who.rank(), x.to_bits()));
            marked.dedup_by(|next, last| next.0 == last.0 && next.1 - last.1 < apart);
            let up = if self.layout.rows { ROW } else { 0.0 } * row as f64;
            self.plot.merge(kind.ink(), || {
                for (who, x) in marked {
                    let centre = (x, self.above(who) - up);
                    sign(&self.plot, kind.ink(), kind.sign(), centre, SIGN);
                }
            });
        }
    }

    fn names(&self) {
        for who in self.subject.roster().everyone() {
            let label = self.subject.roster().label(who);
            let y = if self.layout.narrow {
                self.top(who) + 12.0
            } else {
                self.middle(who)
            };
            let look = Type::of(Ink::Label, TEXT);
            self.plot.name(label, self.layout.name, (0.0, y), look);
        }
    }
}

/// Stretches of a line in order, those that touch or overlap drawn as one.
fn merged(stretches: impl Iterator<Item = (f64, f64)>) -> Vec<(f64, f64)> {
    let mut merged: Vec<(f64, f64)> = Vec::new();
    for (from, to) in stretches {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// What is marked on lanes: each kind with whose lane and when.
type Marked = Vec<(Marking, Vec<(Who, Moment)>)>;

/// What is marked on a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marking {
    Yielded,
    Held,
    TalkedOver,
    Ally,
}

impl Marking {
    const ALL: [Self; 4] = [Self::Yielded, Self::Held, Self::TalkedOver, Self::Ally];

    /// The kinds that there are any of.
    fn used(subject: &Subject<'_>) -> Marked {
        let all = Self::ALL.map(|kind| (kind, kind.moments(subject)));
        all.into_iter()
            .filter(|(_, moments)| !moments.is_empty())
            .collect()
    }

    const fn ink(self) -> Ink {
        match self {
            Self::Yielded => Ink::Yielded,
            Self::Held => Ink::Held,
            Self::TalkedOver => Ink::TalkedOver,
            Self::Ally => Ink::Ally,
        }
    }

    const fn sign(self) -> Sign {
        match self {
            Self::Yielded | Self::Held => Sign::Triangle,
            Self::TalkedOver => Sign::Cross,
            Self::Ally => Sign::Diamond,
        }
    }

    const fn words(self, subject: &Subject<'_>) -> &'static str {
        match self {
            Self::Yielded => subject.words.legend_yielded,
            Self::Held => subject.words.legend_held,
            Self::TalkedOver => subject.words.legend_talked_over,
            Self::Ally => subject.words.legend_ally,
        }
    }

    /// On whose lane, and when.
    fn moments(self, subject: &Subject<'_>) -> Vec<(Who, Moment)> {
        let (course, observed) = (subject.course, &subject.reading.observed);
        let outcome = match self {
            Self::Yielded => Outcome::Yielded,
            Self::Held => Outcome::Held,
            Self::TalkedOver => {
                let events = course.talked_over().iter();
                let events = events.filter(|event| observed.has(event.at));
                return events.map(|event| (event.whom, event.at)).collect();
            }
            Self::Ally => {
                let moments = course.ally_moments().iter();
                let moments = moments.filter(|moment| observed.has(moment.at));
                return moments.map(|moment| (moment.for_whom, moment.at)).collect();
            }
        };
        let all = course.interruptions().iter();
        let all = all.filter(|interruption| observed.has(interruption.at));
        all.filter(|interruption| interruption.outcome == outcome)
            .map(|interruption| (interruption.whom, interruption.at))
            .collect()
    }
}

fn legend(subject: &Subject<'_>, marked: &Marked, full: Option<f64>) -> Vec<LegendEntry> {
    let middle = KEY_HEIGHT / 2.0;
    let words = subject.words;
    let turns = match full {
        Some(full) => entry(
            &(words.legend_turns)(&(words.percent)(full)),
            20.0,
            &|plot| {
                plot.bars(
                    Ink::Airtime,
                    KEY_HEIGHT - 2.0,
                    &[(2, 6, 3), (6, 10, 11), (10, 14, 6), (14, 18, 2)],
                );
            },
        ),
        None => entry(words.legend_turn, 20.0, &|plot| {
            plot.rectangle(Ink::Airtime, (1.0, middle - 5.0), (19.0, middle + 5.0));
        }),
    };
    let mut legend = vec![
        turns,
        entry(subject.words.legend_present, 20.0, &|plot| {
            plot.line(Ink::Present, &[(1.0, middle), (19.0, middle)]);
        }),
    ];
    for (kind, _) in marked {
        legend.push(sign_entry(kind.words(subject), kind.ink(), kind.sign()));
    }
    if !pauses(subject).is_empty() {
        legend.push(entry(subject.words.pause, 20.0, &|plot| {
            plot.rectangle(Ink::Pause, (1.0, 2.0), (19.0, KEY_HEIGHT - 2.0));
            plot.merge(Ink::Hatch, || {
                for from in [2.0, 8.0] {
                    let (low, high) = (KEY_HEIGHT - 2.0, 2.0);
                    plot.line(Ink::Hatch, &[(from, low), (from + 10.0, high)]);
                }
            });
        }));
    }
    legend
}
