//! Who follows whom: a seat map. People sit round a table in the order of their seats, and a line
//! leads from whoever had the floor to whoever was next.

use super::figure::{ChartKind, Figure, LegendEntry, Subject, Table, sensible};
use super::ink::Ink;
use super::lettering;
use super::plot::{Plot, TEXT, Type};
use super::scene::{Anchor, Scene};
use super::signs::{KEY_HEIGHT, Sign, entry, sign};
use super::tables::{MOST_MOMENTS, numbers, words as head};
use crate::measure::uncertainty::ENOUGH;
use crate::meeting::Who;
use crate::order;
use crate::text::charts::PassFacts;

/// Up to so many people every line is drawn.
const ALL_LINES: usize = 12;

/// With more people no more lines than this are drawn, the strongest.
const MOST_LINES: usize = 48;

/// The width of the widest line where it starts, and of the narrowest.
const WIDE: f64 = 15.0;
const THIN: f64 = 2.0;

/// A line is never narrower, so that its end is seen.
const TIP: f64 = 0.7;

/// From a person's seat to the lines, and to the name.
const SEAT: f64 = 5.0;
const TO_LINE: f64 = 9.0;
const TO_NAME: f64 = 10.0;

/// How far a line bends to its right, as a part of its length (there and back lie beside each
/// other), and how far towards the middle of the table, as a part of the way there.
const BEND: f64 = 0.11;
const INWARD: f64 = 0.22;

/// The seat map, for a width in CSS px.
pub fn passes(subject: &Subject<'_>, width: f64) -> Figure {
    let words = &subject.words.passes;
    let all = all(subject);
    let people = subject.shown();
    let lines = drawn(subject, &all, &people);
    let scene = (!lines.is_empty()).then(|| scene(subject, &people, lines, sensible(width)));
    let least = lines.last().filter(|_| lines.len() < all.len());
    Figure {
        kind: ChartKind::Passes,
        heading: words.heading,
        name: (subject.words.picture)(words.heading),
        caption: subject.captioned(
            (words.caption)(least.map(|pass| pass.count)),
            if scene.is_some() {
                people.len()
            } else {
                usize::MAX
            },
        ),
        sentence: (words.sentence)(&facts(subject, &all)),
        how: words.how,
        legend: match scene {
            Some(_) => legend(subject, lines),
            None => Vec::new(),
        },
        scene,
        scale: None,
        more: Vec::new(),
        tables: vec![table(subject, &all)],
    }
}

/// How often one person followed another.
#[derive(Clone, Copy)]
struct Pass {
    first: Who,
    next: Who,
    count: u32,
}

/// Every pair that there is any of, the most frequent first, then in roster order.
fn all(subject: &Subject<'_>) -> Vec<Pass> {
    let matrix = &subject.reading.summary.passes;
    let mut all = Vec::new();
    for (first, row) in subject.roster().everyone().zip(matrix) {
        for (next, count) in subject.roster().everyone().zip(row) {
            if *count > 0 {
                let count = *count;
                all.push(Pass { first, next, count });
            }
        }
    }
    order::by_key(&mut all, |pass| (u64::MAX - u64::from(pass.count), 0));
    all
}

/// Those of them that are drawn: all, or of many people the strongest. Of those with the same
/// count all are or none, unless that would be none at all.
fn drawn<'a>(subject: &Subject<'_>, all: &'a [Pass], people: &[Who]) -> &'a [Pass] {
    let everyone = people.len() == subject.roster().len();
    if all.len() <= MOST_LINES || (people.len() <= ALL_LINES && everyone) {
        return all;
    }
    let count = |place: usize| all.get(place).map_or(0, |pass| pass.count);
    let next = count(MOST_LINES);
    let more = all.partition_point(|pass| pass.count > next);
    let kept = if more == 0 {
        MOST_LINES
    } else {
        more.min(MOST_LINES)
    };
    all.get(..kept).unwrap_or(all)
}

fn facts(subject: &Subject<'_>, all: &[Pass]) -> PassFacts {
    let most = all.first().map_or(0, |pass| pass.count);
    let back = |first: &Pass| {
        let mut all = all.iter();
        all.find(|pass| pass.first == first.next && pass.next == first.first)
            .map_or(0, |pass| pass.count)
    };
    PassFacts {
        people: subject
            .people()
            .filter(|(_, person)| person.present_s > 0.0)
            .count(),
        all: all.iter().map(|pass| pass.count).sum(),
        most,
        enough: most >= ENOUGH,
        pairs: all.iter().take_while(|pass| pass.count == most).count(),
        pair: all
            .first()
            .map(|pass| (subject.name(pass.first), subject.name(pass.next))),
        back: all.first().map_or(0, back),
    }
}

/// Where everyone sits, in CSS px.
struct Seats {
    /// Whose seat, where, and on which side of the table: −1 left, 0 at an end, 1 right.
    seats: Vec<(Who, (f64, f64), f64)>,
    height: f64,
}

impl Seats {
    /// The first at the head of the table, then clockwise. From one to the next it is always as
    /// far down (or up), so that no name comes upon another's, however many they are.
    fn of(subject: &Subject<'_>, people: &[Who], width: f64) -> Self {
        let seating = subject.meeting.seating().into_iter();
        let order: Vec<Who> = seating.filter(|who| people.contains(who)).collect();
        let longest = order
            .iter()
            .map(|who| lettering::width(subject.roster().label(*who), TEXT))
            .fold(0.0, f64::max);
        let spare = longest.min((0.24 * width).max(64.0)) + TO_NAME + SEAT;
        let count = order.len().max(1) as f64;
        let levels = count / 2.0;
        let deep = (levels * 60.0).clamp(190.0, 390.0).max(levels * 18.0);
        // Half the width of the table.
        let across = (width / 2.0 - spare).min(0.62 * deep).max(40.0);
        let head = 30.0;
        let seat = |(place, who): (usize, Who)| {
            let place = place as f64;
            let right = place <= levels;
            let level = if right { place } else { count - place };
            // From −1 at the head to 1 at the foot.
            let down = 2.0 * level / levels.max(0.5) - 1.0;
            let out = (1.0 - down * down).max(0.0).sqrt();
            let side = match (out > 1e-6, right) {
                (false, _) => 0.0,
                (true, true) => 1.0,
                (true, false) => -1.0,
            };
            let x = width / 2.0 + side * out * across;
            (who, (x, head + (down + 1.0) / 2.0 * deep), side)
        };
        Self {
            seats: order.into_iter().enumerate().map(seat).collect(),
            height: head + deep + 30.0,
        }
    }

    fn at(&self, who: Who) -> (f64, f64) {
        let mut seats = self.seats.iter();
        let seat = seats.find(|(other, ..)| *other == who);
        seat.map_or((0.0, 0.0), |(_, at, _)| *at)
    }
}

fn scene(subject: &Subject<'_>, people: &[Who], lines: &[Pass], width: f64) -> Scene {
    let seats = Seats::of(subject, people, width);
    let plot = Plot::plain(width, seats.height);
    let most = lines.first().map_or(0, |pass| pass.count).max(ENOUGH);
    let centre = (width / 2.0, seats.height / 2.0);
    // The strongest last, over the others.
    for pass in lines.iter().rev() {
        let wide = WIDE * f64::from(pass.count) / f64::from(most);
        let (from, to) = (seats.at(pass.first), seats.at(pass.next));
        let ink = if pass.count < ENOUGH {
            Ink::FewPasses
        } else {
            Ink::Pass
        };
        plot.polygon(ink, &tapered(from, to, centre, wide.max(THIN)));
        plot.entitle((subject.words.passes.line)(
            &subject.name(pass.first),
            &subject.name(pass.next),
            pass.count,
        ));
    }
    plot.merge(Ink::Seat, || {
        for (_, (x, y), _) in &seats.seats {
            sign(&plot, Ink::Seat, Sign::Circle, (*x, *y), 2.0 * SEAT);
        }
    });
    for (who, at, side) in &seats.seats {
        name(&plot, subject.roster().label(*who), *at, *side, width);
    }
    plot.scene()
}

/// A name beside its seat, away from the table.
fn name(plot: &Plot, name: &str, (x, y): (f64, f64), side: f64, width: f64) {
    let look = Type::of(Ink::Label, TEXT);
    if side > 0.0 {
        plot.name(name, width - x - TO_NAME - 1.0, (x + TO_NAME, y), look);
    } else if side < 0.0 {
        let look = look.anchored(Anchor::End);
        plot.name(name, x - TO_NAME - 1.0, (x - TO_NAME, y), look);
    } else {
        let up = if y < 60.0 { -17.0 } else { 17.0 };
        let look = look.anchored(Anchor::Middle);
        plot.name(name, width - 8.0, (x, y + up), look);
    }
}

/// A line that is so wide where it starts, and runs to a point where it ends; bent to its right,
/// so that the way back is beside it.
fn tapered(from: (f64, f64), to: (f64, f64), centre: (f64, f64), wide: f64) -> Vec<(f64, f64)> {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx.hypot(dy).max(1.0);
    // One px along, and one px to the right (downwards, for a line to the left).
    let (along, aside) = ((dx / length, dy / length), (-dy / length, dx / length));
    let bend = (BEND * length).clamp(6.0, 30.0);
    let between = |one: f64, other: f64, centre: f64| {
        let middle = f64::midpoint(one, other);
        middle + (centre - middle) * INWARD
    };
    let middle = (
        between(from.0, to.0, centre.0) + aside.0 * bend,
        between(from.1, to.1, centre.1) + aside.1 * bend,
    );
    // Both ends stand off from the seats.
    let off = TO_LINE.min(length / 4.0);
    let start = (from.0 + along.0 * off, from.1 + along.1 * off);
    let end = (to.0 - along.0 * off, to.1 - along.1 * off);
    // A quadratic Bézier curve, and at each step half the width to both sides.
    let step = |part: f64, side: f64| {
        let rest = 1.0 - part;
        let (a, b, c) = (rest * rest, 2.0 * rest * part, part * part);
        let half = side * (wide * rest).max(TIP) / 2.0;
        (
            a * start.0 + b * middle.0 + c * end.0 + aside.0 * half,
            a * start.1 + b * middle.1 + c * end.1 + aside.1 * half,
        )
    };
    const STEPS: u32 = 10;
    let parts = || (0..=STEPS).map(|place| f64::from(place) / f64::from(STEPS));
    let mut corners: Vec<(f64, f64)> = parts().map(|part| step(part, -1.0)).collect();
    corners.extend(parts().rev().skip(1).map(|part| step(part, 1.0)));
    corners
}

fn legend(subject: &Subject<'_>, lines: &[Pass]) -> Vec<LegendEntry> {
    let words = &subject.words.passes;
    let most = lines.first().map_or(0, |pass| pass.count);
    let y = KEY_HEIGHT / 2.0;
    let mut legend = Vec::new();
    if most >= ENOUGH {
        legend.push(entry(&(words.legend_line)(most), 36.0, &|plot| {
            plot.polygon(Ink::Pass, &[(1.0, y - 6.0), (35.0, y), (1.0, y + 6.0)]);
        }));
    }
    if lines.iter().any(|pass| pass.count < ENOUGH) {
        legend.push(entry(words.legend_few, 36.0, &|plot| {
            plot.polygon(Ink::FewPasses, &[(1.0, y - 2.0), (35.0, y), (1.0, y + 2.0)]);
        }));
    }
    legend
}

fn table(subject: &Subject<'_>, all: &[Pass]) -> Table {
    let words = &subject.words.passes;
    let left_out = all.len().saturating_sub(MOST_MOMENTS);
    // Those of too few behind the others, in the order of the people.
    let is_few = |pass: &Pass| pass.count < ENOUGH;
    let mut listed = all.to_vec();
    order::by_key(&mut listed, |pass| match is_few(pass) {
        true => (u64::MAX, pass.first.rank() << 32 | pass.next.rank()),
        false => (u64::MAX - u64::from(pass.count), 0),
    });
    listed.truncate(MOST_MOMENTS);
    let row = |pass: &Pass| {
        vec![
            subject.name(pass.first),
            subject.name(pass.next),
            pass.count.to_string(),
        ]
    };
    Table {
        caption: match listed.first().is_some_and(is_few) {
            true => words.table_few,
            false => words.table,
        },
        columns: vec![
            head(words.column_first),
            head(words.column_next),
            numbers(words.column_times),
        ],
        rows: listed.iter().map(row).collect(),
        note: Some(match left_out {
            0 => words.note.to_owned(),
            _ => (subject.words.left_out)(left_out),
        }),
        few: listed.iter().map(is_few).collect(),
        ..Table::default()
    }
}
