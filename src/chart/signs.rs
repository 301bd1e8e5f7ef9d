//! The signs by which kinds of things are told apart without colour.

use super::figure::LegendEntry;
use super::ink::Ink;
use super::plot::Plot;

/// A sign's shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Pointing down at what was stopped.
    Triangle,
    /// Crossed out.
    Cross,
    /// Crossed out in a ring of eight corners.
    RingedCross,
    /// On its point.
    Diamond,
    /// Round, of sixteen corners.
    Circle,
    /// On its side.
    Square,
    /// A triangle on its side.
    Up,
    /// With five points.
    Star,
}

/// Draws a sign of this size (its width and height) around a centre.
pub(super) fn sign(plot: &Plot, ink: Ink, sign: Sign, centre: (f64, f64), size: f64) {
    let half = size / 2.0;
    let at = |dx: f64, dy: f64| (centre.0 + dx * half, centre.1 + dy * half);
    match sign {
        Sign::Triangle => plot.polygon(ink, &[at(-1.0, -0.9), at(1.0, -0.9), at(0.0, 0.9)]),
        Sign::Diamond => plot.polygon(
            ink,
            &[at(0.0, -1.0), at(1.0, 0.0), at(0.0, 1.0), at(-1.0, 0.0)],
        ),
        Sign::Circle => plot.polygon(ink, &round(16, &|_| half, centre)),
        Sign::Star => {
            let radius = |place: u32| if place.is_multiple_of(2) { 1.2 } else { 0.5 };
            plot.polygon(ink, &round(10, &|place| radius(place) * half, centre));
        }
        Sign::Square => plot.polygon(
            ink,
            &[at(-0.9, -0.9), at(0.9, -0.9), at(0.9, 0.9), at(-0.9, 0.9)],
        ),
        Sign::Up => plot.polygon(ink, &[at(-1.0, 0.9), at(1.0, 0.9), at(0.0, -0.9)]),
        Sign::Cross => {
            plot.line(ink, &[at(-0.8, -0.8), at(0.8, 0.8)]);
            plot.line(ink, &[at(0.8, -0.8), at(-0.8, 0.8)]);
        }
        Sign::RingedCross => {
            plot.line(ink, &[at(-0.45, -0.45), at(0.45, 0.45)]);
            plot.line(ink, &[at(0.45, -0.45), at(-0.45, 0.45)]);
            plot.polygon(
                ink,
                &[
                    at(-0.41, -1.0),
                    at(0.41, -1.0),
                    at(1.0, -0.41),
                    at(1.0, 0.41),
                    at(0.41, 1.0),
                    at(-0.41, 1.0),
                    at(-1.0, 0.41),
                    at(-1.0, -0.41),
                ],
            );
        }
    }
}

/// So many corners around a centre, the first of them above it, each so far out.
fn round(corners: u32, radius: &dyn Fn(u32) -> f64, centre: (f64, f64)) -> Vec<(f64, f64)> {
    let corner = |place: u32| {
        let angle = f64::from(place) / f64::from(corners) * std::f64::consts::TAU;
        let out = radius(place);
        (centre.0 + out * angle.sin(), centre.1 - out * angle.cos())
    };
    (0..corners).map(corner).collect()
}

/// The height of a key in a legend; its width is up to its drawer.
pub(super) const KEY_HEIGHT: f64 = 16.0;

/// An entry of a legend, its key drawn by `draw` on a sheet of this width.
pub(super) fn entry(words: &str, width: f64, draw: &dyn Fn(&Plot)) -> LegendEntry {
    let plot = Plot::plain(width, KEY_HEIGHT);
    draw(&plot);
    LegendEntry {
        key: plot.scene(),
        words: words.to_owned(),
    }
}

/// An entry whose key is a sign.
pub(super) fn sign_entry(words: &str, ink: Ink, kind: Sign) -> LegendEntry {
    entry(words, 20.0, &|plot| {
        plot.merge(ink, || sign(plot, ink, kind, (10.0, KEY_HEIGHT / 2.0), 9.0));
    })
}
