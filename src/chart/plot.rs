//! A sheet with two scales on it: the only way in which the charts speak to plotters.
//!
//! Of plotters it takes the coordinates, the elements and the text styles. Its chart builder and
//! its mesh were 15 KB more (brotli), with labels and layouts that no chart here has: an axis
//! is a few lines and words.

use std::ops::Range;

use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;
use plotters::coord::{CoordTranslate, Shift};
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{PathElement, Polygon, Rectangle};
use plotters::style::{FontDesc, FontFamily, FontStyle, FontTransform, TextStyle};
use plotters_backend::text_anchor::{HPos, Pos, VPos};

use super::ink::Ink;
use super::lettering::{isolated, shorten};
use super::scene::{Anchor, Scene};
use super::sheet::{Sheet, TENTHS, colour, style};
use super::turns::Bar;

/// The size of names and values, in CSS px.
pub(super) const TEXT: f64 = 13.0;

/// The size of what stands back; nothing is smaller.
pub(super) const SMALL: f64 = 12.0;

/// The length of a tick of an axis.
const TICK: f64 = 4.0;

/// The room around a plot, in CSS px.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Margins {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
    /// Whether the horizontal axis is drawn at the top too.
    pub(super) axis_on_top: bool,
}

/// Where a line of text is and how it looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type {
    pub(super) ink: Ink,
    pub(super) size: f64,
    pub(super) anchor: Anchor,
    pub(super) upwards: bool,
}

impl Type {
    /// Text of this ink that starts at its place.
    pub(super) const fn of(ink: Ink, size: f64) -> Self {
        Self {
            ink,
            size,
            anchor: Anchor::Start,
            upwards: false,
        }
    }

    /// The same, with another part of it at its place.
    pub(super) const fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    /// The same, read from below to above.
    pub(super) const fn upwards(self) -> Self {
        Self {
            upwards: true,
            ..self
        }
    }
}

/// A sheet with two scales on it.
///
/// Drawing on a [`Sheet`] cannot fail, and what plotters would report is dropped here.
pub(super) struct Plot {
    width: f64,
    height: f64,
    margins: Margins,
    sheet: Sheet,
    ground: DrawingArea<Sheet, Shift>,
    scales: Cartesian2d<RangedCoordf64, RangedCoordf64>,
}

impl Plot {
    /// A plot of this size with scales from one number to another: `x` from the left, `y` from
    /// the top.
    pub(super) fn new(
        width: f64,
        height: f64,
        margins: Margins,
        x: Range<f64>,
        y: Range<f64>,
    ) -> Self {
        let sheet = Sheet::new(width, height);
        let across = tenths(margins.left)..tenths(width - margins.right);
        let down = tenths(margins.top)..tenths(height - margins.bottom);
        Self {
            width,
            height,
            margins,
            ground: sheet.clone().into_drawing_area(),
            sheet,
            scales: Cartesian2d::new(x, y, (across, down)),
        }
    }

    /// A sheet without scales.
    pub(super) fn plain(width: f64, height: f64) -> Self {
        Self::new(width, height, Margins::default(), 0.0..1.0, 0.0..1.0)
    }

    /// Grid lines and labels at these ticks of the horizontal scale, at the bottom; and on top
    /// as well where the margins say so.
    pub(super) fn horizontal_axis(&self, ticks: &[f64], label: &dyn Fn(f64) -> String) {
        let (top, bottom) = (self.margins.top, self.height - self.margins.bottom);
        self.merge(Ink::Grid, || {
            for tick in ticks {
                let x = self.at(*tick, 0.0).0;
                self.line(Ink::Grid, &[(x, bottom), (x, top)]);
            }
        });
        if self.margins.axis_on_top {
            self.axis(ticks, label, top, -TICK);
        }
        self.axis(ticks, label, bottom, TICK);
    }

    /// An axis at this height, its ticks so far down.
    fn axis(&self, ticks: &[f64], label: &dyn Fn(f64) -> String, y: f64, down: f64) {
        let (left, right) = (self.margins.left, self.width - self.margins.right);
        let look = Type::of(Ink::Muted, SMALL).anchored(Anchor::Middle);
        let side = if down > 0.0 { VPos::Top } else { VPos::Bottom };
        self.merge(Ink::Axis, || {
            self.line(Ink::Axis, &[(left, y), (right, y)]);
            for tick in ticks {
                let x = self.at(*tick, 0.0).0;
                self.line(Ink::Axis, &[(x, y), (x, y + down)]);
            }
        });
        for tick in ticks {
            let x = self.at(*tick, 0.0).0;
            self.words(&label(*tick), (x, y + 2.0 * down), look, side);
        }
    }

    /// Where a point of the scales is on the sheet.
    pub(super) fn at(&self, x: f64, y: f64) -> (f64, f64) {
        let (x, y) = self.scales.translate(&(x, y));
        (f64::from(x) / TENTHS, f64::from(y) / TENTHS)
    }

    /// A filled rectangle between two corners.
    pub(super) fn rectangle(&self, ink: Ink, one: (f64, f64), other: (f64, f64)) {
        let corners = [pixel(one), pixel(other)];
        let _ = self.ground.draw(&Rectangle::new(corners, style(ink)));
    }

    /// Rectangles that stand side by side at one height, all in one path.
    pub(super) fn bars(&self, ink: Ink, foot: f64, bars: &[Bar]) {
        self.sheet.put_bars(ink, foot, bars);
    }

    /// A line from one point to the next.
    pub(super) fn line(&self, ink: Ink, points: &[(f64, f64)]) {
        let points: Vec<(i32, i32)> = points.iter().copied().map(pixel).collect();
        let _ = self.ground.draw(&PathElement::new(points, style(ink)));
    }

    /// A filled polygon.
    pub(super) fn polygon(&self, ink: Ink, corners: &[(f64, f64)]) {
        let corners: Vec<(i32, i32)> = corners.iter().copied().map(pixel).collect();
        let _ = self.ground.draw(&Polygon::new(corners, style(ink)));
    }

    /// A line of text, its middle at the height of `at`.
    pub(super) fn text(&self, text: &str, at: (f64, f64), look: Type) {
        self.words(text, at, look, VPos::Center);
    }

    /// A name in this much room: shortened where it must be, and then its title has all of it.
    pub(super) fn name(&self, name: &str, room: f64, at: (f64, f64), look: Type) {
        let short = shorten(name, room, look.size);
        self.text(&isolated(&short), at, look);
        if short != name {
            self.entitle(isolated(name));
        }
    }

    fn words(&self, text: &str, at: (f64, f64), look: Type, vertical: VPos) {
        let font = font(look, vertical);
        let _ = self.ground.draw_text(text, &font, pixel(at));
    }

    /// Gives the last mark its title.
    pub(super) fn entitle(&self, title: impl Into<String>) {
        self.sheet.entitle(title.into());
    }

    /// Puts everything that `draw` draws, whatever its ink, into one path of this ink.
    pub(super) fn merge(&self, ink: Ink, draw: impl FnOnce()) {
        self.sheet.merge(ink, draw);
    }

    /// The picture.
    pub(super) fn scene(self) -> Scene {
        Scene {
            width: self.width,
            height: self.height,
            marks: self.sheet.take().into(),
        }
    }
}

fn tenths(length: f64) -> i32 {
    (length * TENTHS).round() as i32
}

fn pixel((x, y): (f64, f64)) -> (i32, i32) {
    (tenths(x), tenths(y))
}

fn font(look: Type, vertical: VPos) -> TextStyle<'static> {
    let font = FontDesc::new(FontFamily::SansSerif, look.size, FontStyle::Normal);
    let font = match look.upwards {
        true => font.transform(FontTransform::Rotate270),
        false => font,
    };
    let horizontal = match look.anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    TextStyle {
        font,
        color: colour(look.ink),
        pos: Pos::new(horizontal, vertical),
    }
}
