//! Rows with a name each: beside the row, or above it on a narrow sheet.

use super::ink::Ink;
use super::lettering;
use super::plot::{Plot, TEXT, Type};

/// Below this width a row's name stands above it, not beside it.
const NARROW: f64 = 480.0;

/// The height of a name above its row.
const ABOVE: f64 = 18.0;

/// Rows with a name each.
pub(super) struct Rows {
    /// Whether names stand above their rows.
    pub(super) narrow: bool,
    /// Where what stands in the rows begins.
    pub(super) left: f64,
    /// How much of a row's height its name takes.
    pub(super) above: f64,
    room: f64,
}

impl Rows {
    /// Rows of these names on a sheet of this width.
    pub(super) fn of<'a>(names: impl Iterator<Item = &'a str>, width: f64) -> Self {
        let longest = names
            .map(|name| lettering::width(name, TEXT))
            .fold(0.0, f64::max);
        if width < NARROW {
            return Self {
                narrow: true,
                left: 1.0,
                above: ABOVE,
                room: width - 2.0,
            };
        }
        let room = longest.min(0.26 * width).min(240.0).ceil();
        Self {
            narrow: false,
            left: room + 12.0,
            above: 0.0,
            room,
        }
    }

    /// The name of the row between these heights; it leaves so much room at its right.
    pub(super) fn name(&self, plot: &Plot, name: &str, (top, bottom): (f64, f64), spare: f64) {
        self.words(plot, name, (top, bottom), spare, Ink::Label);
    }

    /// The same in another ink.
    pub(super) fn words(
        &self,
        plot: &Plot,
        name: &str,
        (top, bottom): (f64, f64),
        spare: f64,
        ink: Ink,
    ) {
        let (y, room) = match self.narrow {
            true => (top + ABOVE / 2.0, self.room - spare),
            false => (f64::midpoint(top, bottom), self.room),
        };
        plot.name(name, room, (0.0, y), Type::of(ink, TEXT));
    }
}
