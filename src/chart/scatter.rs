//! Interruptions made against received: a point a person, and the line on which both are the
//! same.

use super::figure::{LegendEntry, Picture, Subject};
use super::ink::Ink;
use super::lettering;
use super::plot::{Plot, SMALL, TEXT, Type};
use super::scene::{Anchor, Scene};
use super::signs::{KEY_HEIGHT, Sign, entry, sign, sign_entry};
use super::ticks::whole_ticks;
use crate::meeting::Who;
use crate::order;

/// The most that a side of the square takes.
const SIDE: f64 = 320.0;

/// Around the square: for the numbers of the axes and their words.
const LEFT: f64 = 34.0;
const TOP: f64 = 26.0;
const BOTTOM: f64 = 46.0;

/// Between the axes and the nearest point.
const INSET: f64 = 12.0;

/// The size of a point, and of one that stands for several people.
const POINT: f64 = 10.0;
const SEVERAL: f64 = 20.0;

/// What one group is told from the next by.
const SIGNS: [Sign; 6] = [
    Sign::Circle,
    Sign::Square,
    Sign::Diamond,
    Sign::Up,
    Sign::Star,
    Sign::Triangle,
];

/// Made against received, for a width in CSS px. Where there are groups, a sign is one group's.
pub(super) fn picture(subject: &Subject<'_>, groups: &Groups, width: f64) -> Picture {
    let words = &subject.words.rates;
    let spots = spots(subject, groups);
    let (scene, unnamed) = scene(subject, &spots, width);
    Picture {
        name: (subject.words.picture)(words.scatter_name),
        caption: subject.captioned((words.scatter_caption)(unnamed), usize::MAX),
        scene,
        legend: legend(subject, groups, &spots),
    }
}

/// What groups people are in.
#[derive(Default)]
pub(super) struct Groups {
    /// Their names; none, and everybody has the same sign.
    pub(super) names: Vec<String>,
    /// The group of each person, in roster order.
    pub(super) of: Vec<usize>,
}

/// People of the same numbers.
struct Spot {
    made: u32,
    received: u32,
    people: Vec<Who>,
    /// Their sign; `None` where they have different ones.
    sign: Option<Sign>,
}

/// Everyone of whom anything is known, the most eventful first.
fn spots(subject: &Subject<'_>, groups: &Groups) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    for who in subject.shown() {
        let Some(person) = subject.reading.summary.people.get(who.place()) else {
            continue;
        };
        let (Some(made), Some(received)) =
            (person.interruptions_made, person.interruptions_received)
        else {
            continue;
        };
        if person.present_s <= 0.0 && made + received == 0 {
            continue;
        }
        // Without groups one sign is everybody's.
        let place = groups.of.get(who.place()).copied().unwrap_or(0);
        let sign = SIGNS.get(place % SIGNS.len()).copied();
        let same = |spot: &&mut Spot| spot.made == made && spot.received == received;
        match spots.iter_mut().find(same) {
            Some(spot) => {
                spot.people.push(who);
                if groups.names.is_empty() || spot.sign != sign {
                    spot.sign = None;
                }
            }
            None => spots.push(Spot {
                made,
                received,
                people: vec![who],
                sign,
            }),
        }
    }
    order::by_key(&mut spots, |spot| {
        (u64::MAX - u64::from(spot.made + spot.received), 0)
    });
    spots
}

/// Left, top, right, bottom.
type Sides = [f64; 4];

fn overlap(one: &Sides, other: &Sides) -> bool {
    let ([left, top, right, bottom], [l, t, r, b]) = (one, other);
    left < r && l < right && top < b && t < bottom
}

/// The picture, and how many people have no name in it.
fn scene(subject: &Subject<'_>, spots: &[Spot], width: f64) -> (Scene, usize) {
    let words = &subject.words.rates;
    let most = spots.iter().map(|spot| spot.made.max(spot.received));
    let most = most.max().unwrap_or(0).max(4);
    let side = SIDE.min(width - LEFT - 8.0).max(120.0);
    let wide = (LEFT + side + 170.0).min(width);
    let plot = Plot::plain(wide, TOP + side + BOTTOM);
    let step = (side - 2.0 * INSET) / f64::from(most);
    let x = |made: u32| LEFT + INSET + step * f64::from(made);
    let y = |received: u32| TOP + side - INSET - step * f64::from(received);

    let (left, right, bottom) = (LEFT, LEFT + side, TOP + side);
    plot.line(Ink::Diagonal, &[(x(0), y(0)), (x(most), y(most))]);
    let muted = Type::of(Ink::Muted, SMALL);
    let ticks = whole_ticks(most, side / 40.0);
    plot.merge(Ink::Axis, || {
        plot.line(Ink::Axis, &[(left, TOP), (left, bottom), (right, bottom)]);
        for tick in &ticks {
            plot.line(Ink::Axis, &[(x(*tick), bottom), (x(*tick), bottom + 4.0)]);
            plot.line(Ink::Axis, &[(left - 4.0, y(*tick)), (left, y(*tick))]);
        }
    });
    for tick in &ticks {
        let number = tick.to_string();
        let below = (x(*tick), bottom + 12.0);
        plot.text(&number, below, muted.anchored(Anchor::Middle));
        let beside = (left - 8.0, y(*tick));
        plot.text(&number, beside, muted.anchored(Anchor::End));
    }
    plot.text(words.axis_received, (0.0, 10.0), muted);
    let end = (right, bottom + 32.0);
    plot.text(words.axis_made, end, muted.anchored(Anchor::End));

    let mut taken: Vec<Sides> = Vec::new();
    for spot in spots {
        let (x, y) = (x(spot.made), y(spot.received));
        let names: Vec<String> = spot.people.iter().map(|who| subject.name(*who)).collect();
        let title = (words.point)(&names.join(", "), spot.made, spot.received);
        let size = match spot.sign {
            Some(kind) => {
                plot.merge(Ink::Point, || sign(&plot, Ink::Point, kind, (x, y), POINT));
                plot.entitle(title);
                POINT
            }
            None => {
                plot.merge(Ink::Ring, || {
                    sign(&plot, Ink::Ring, Sign::Circle, (x, y), SEVERAL);
                });
                plot.entitle(title);
                let look = Type::of(Ink::Count, SMALL).anchored(Anchor::Middle);
                plot.text(&spot.people.len().to_string(), (x, y), look);
                SEVERAL
            }
        };
        let half = size / 2.0 + 1.0;
        taken.push([x - half, y - half, x + half, y + half]);
    }
    let mut labels = Labels {
        inside: [LEFT + 1.0, TOP - 6.0, wide - 1.0, bottom - 2.0],
        taken,
        // In a crowd, more names rather than longer ones.
        rooms: match spots.len() <= 8 {
            true => [160.0, 90.0, 52.0],
            false => [84.0, 62.0, 44.0],
        },
    };
    let mut unnamed = 0;
    for spot in spots {
        let at = (x(spot.made), y(spot.received));
        let size = if spot.sign.is_some() { POINT } else { SEVERAL };
        let people = spot.people.iter();
        let names: Vec<&str> = people.map(|who| subject.roster().label(*who)).collect();
        if !labels.put(&plot, &names.join(", "), at, size) {
            unnamed += spot.people.len();
        }
    }
    (plot.scene(), unnamed)
}

/// Names beside points while they are written.
struct Labels {
    /// Where they may be.
    inside: Sides,
    /// Points, and the names that are written.
    taken: Vec<Sides>,
    /// How long a name may be; the next where there is no room.
    rooms: [f64; 3],
}

impl Labels {
    /// Writes names beside a point of this size, where there is room; says whether there was.
    fn put(&mut self, plot: &Plot, names: &str, (x, y): (f64, f64), size: f64) -> bool {
        let (near, high) = (size / 2.0 + 4.0, lettering::height(TEXT) / 2.0);
        let [left, top, right, bottom] = self.inside;
        for room in self.rooms {
            let wide = lettering::width(names, TEXT).min(room);
            // Right beside the point and nowhere else: further away it could be another's name.
            let (aside, up) = (near, near + high);
            let places = [
                (aside, 0.0, Anchor::Start),
                (-aside, 0.0, Anchor::End),
                (0.0, -up, Anchor::Middle),
                (-size / 2.0, -up, Anchor::Start),
                (size / 2.0, -up, Anchor::End),
                (0.0, up, Anchor::Middle),
                (-size / 2.0, up, Anchor::Start),
                (size / 2.0, up, Anchor::End),
            ];
            for (dx, dy, anchor) in places {
                let (at, middle) = (x + dx, y + dy);
                let from = match anchor {
                    Anchor::Start => at,
                    Anchor::Middle => at - wide / 2.0,
                    Anchor::End => at - wide,
                };
                let sides = [from, middle - high, from + wide, middle + high];
                let fits = from >= left
                    && from + wide <= right
                    && sides[1] >= top
                    && sides[3] <= bottom
                    && !self.taken.iter().any(|other| overlap(other, &sides));
                if fits {
                    let look = Type::of(Ink::Label, TEXT).anchored(anchor);
                    plot.name(names, wide + 0.01, (at, middle), look);
                    self.taken.push(sides);
                    return true;
                }
            }
        }
        false
    }
}

fn legend(subject: &Subject<'_>, groups: &Groups, spots: &[Spot]) -> Vec<LegendEntry> {
    let words = &subject.words.rates;
    let mut legend: Vec<LegendEntry> = groups
        .names
        .iter()
        .zip(SIGNS)
        .map(|(name, kind)| sign_entry(name, Ink::Point, kind))
        .collect();
    let y = KEY_HEIGHT / 2.0;
    if spots.iter().any(|spot| spot.sign.is_none()) {
        legend.push(entry(words.legend_several, 20.0, &|plot| {
            plot.merge(Ink::Ring, || {
                sign(plot, Ink::Ring, Sign::Circle, (10.0, y), 14.0);
            });
        }));
    }
    legend.push(entry(words.legend_diagonal, 20.0, &|plot| {
        plot.line(Ink::Diagonal, &[(2.0, KEY_HEIGHT - 1.0), (18.0, 1.0)]);
    }));
    legend
}
