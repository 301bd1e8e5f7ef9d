//! A sheet with two scales on it: the only way in which the charts speak to plotters.
//!
//! Every chart uses the same pair of scales, numbers with ticks of its own choice, so that the
//! program holds plotters' axes once.

use std::ops::Range;

use plotters::chart::{ChartBuilder, ChartContext, LabelAreaPosition};
use plotters::coord::Shift;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::ranged1d::{DefaultFormatting, KeyPointHint, KeyPointWeight, Ranged};
use plotters::coord::types::RangedCoordf64;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{PathElement, Polygon, Rectangle};
use plotters::style::{FontDesc, FontFamily, FontStyle, FontTransform, TextStyle};
use plotters_backend::text_anchor::{HPos, Pos, VPos};

use super::ink::Ink;
use super::scene::{Anchor, Scene};
use super::sheet::{Sheet, TENTHS, colour, style};

/// The size of names and values, in CSS px.
pub(super) const TEXT: f64 = 13.0;

/// The size of what stands back; nothing is smaller.
pub(super) const SMALL: f64 = 12.0;

/// Numbers on an axis, with the places of its ticks. (Plotters' own `WithKeyPoints` cannot be
/// given labels when its numbers are `f64`.)
pub(super) struct Scale {
    numbers: RangedCoordf64,
    ticks: Vec<f64>,
}

/// A scale from one number to another.
pub(super) fn scale(from: f64, to: f64, ticks: Vec<f64>) -> Scale {
    Scale {
        numbers: (from..to).into(),
        ticks,
    }
}

impl Ranged for Scale {
    type FormatOption = DefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        self.numbers.map(value, limit)
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        // Plotters asks twice: for the lines between the ticks, of which there are none, too.
        match hint.weight() {
            KeyPointWeight::Bold => self.ticks.clone(),
            KeyPointWeight::Any => Vec::new(),
        }
    }

    fn range(&self) -> Range<f64> {
        self.numbers.range()
    }
}

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
    sheet: Sheet,
    ground: DrawingArea<Sheet, Shift>,
    chart: Option<ChartContext<'static, Sheet, Cartesian2d<Scale, Scale>>>,
}

impl Plot {
    /// A plot of this size. Plotters' axes have their zero at the bottom: a chart whose rows
    /// are read from the top gives `y` from the last to 0.
    pub(super) fn new(width: f64, height: f64, margins: Margins, x: Scale, y: Scale) -> Self {
        let sheet = Sheet::new(width, height);
        let ground = sheet.clone().into_drawing_area();
        let (free, labels) = match margins.axis_on_top {
            true => (0.0, margins.top),
            false => (margins.top, 0.0),
        };
        let chart = ChartBuilder::on(&ground)
            .margin_left(tenths(margins.left))
            .margin_right(tenths(margins.right))
            .margin_top(tenths(free))
            .set_label_area_size(LabelAreaPosition::Top, tenths(labels))
            .set_label_area_size(LabelAreaPosition::Bottom, tenths(margins.bottom))
            .build_cartesian_2d(x, y)
            .ok();
        Self {
            width,
            height,
            sheet,
            ground,
            chart,
        }
    }

    /// Grid lines and labels at the ticks of the horizontal scale, at the bottom; and on top
    /// as well where the margins say so.
    pub(super) fn horizontal_axis(&mut self, label: &dyn Fn(f64) -> String) {
        if let Some(chart) = &mut self.chart {
            let label = |value: &f64| label(*value);
            let _ = chart
                .configure_mesh()
                .disable_y_mesh()
                .disable_y_axis()
                .bold_line_style(style(Ink::Grid))
                .light_line_style(style(Ink::Grid))
                .axis_style(style(Ink::Axis))
                .x_label_style(font(Type::of(Ink::Muted, SMALL), VPos::Top))
                .x_label_formatter(&label)
                .set_tick_mark_size(LabelAreaPosition::Top, tenths(4.0))
                .set_tick_mark_size(LabelAreaPosition::Bottom, tenths(4.0))
                .draw();
        }
    }

    /// Where a point of the scales is on the sheet.
    pub(super) fn at(&self, x: f64, y: f64) -> (f64, f64) {
        let place = |chart: &ChartContext<'_, _, _>| chart.backend_coord(&(x, y));
        let (x, y) = self.chart.as_ref().map(place).unwrap_or_default();
        (f64::from(x) / TENTHS, f64::from(y) / TENTHS)
    }

    /// A filled rectangle between two corners.
    pub(super) fn rectangle(&self, ink: Ink, one: (f64, f64), other: (f64, f64)) {
        let corners = [pixel(one), pixel(other)];
        let _ = self.ground.draw(&Rectangle::new(corners, style(ink)));
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
        let font = font(look, VPos::Center);
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
            marks: self.sheet.take(),
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
