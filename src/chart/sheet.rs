//! The sheet that plotters draws on. It keeps marks instead of pixels.
//!
//! Two tricks. Plotters counts in whole pixels, so the sheet says that it is ten times its size
//! and takes the numbers for tenths. Plotters hands on colours, not classes, so each [`Ink`]
//! travels as the red of a colour that nobody ever sees.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters::style::{RGBColor, ShapeStyle};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontTransform,
};

use super::ink::Ink;
use super::lettering;
use super::scene::{Anchor, Mark, Shape, add_short, add_whole, short};
use super::turns::Bar;

/// How many of plotters' pixels make a CSS px.
pub(super) const TENTHS: f64 = 10.0;

/// What can go wrong while drawing: nothing.
type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// A sheet of a size in CSS px, and the marks on it.
#[derive(Clone)]
pub(super) struct Sheet {
    size: (u32, u32),
    drawn: Rc<RefCell<Drawing>>,
}

#[derive(Default)]
struct Drawing {
    marks: Vec<Mark>,
    /// Whether what is drawn now goes into the last mark, a path.
    merging: bool,
}

impl Sheet {
    /// An empty sheet.
    pub(super) fn new(width: f64, height: f64) -> Self {
        let size = |length: f64| (length * TENTHS).round().max(TENTHS) as u32;
        Self {
            size: (size(width), size(height)),
            drawn: Rc::default(),
        }
    }

    /// Puts everything that `draw` draws into one path; none if it draws nothing.
    pub(super) fn merge(&self, ink: Ink, draw: impl FnOnce()) {
        self.open(ink);
        draw();
        self.close();
    }

    fn open(&self, ink: Ink) {
        let data = String::new();
        self.put(ink, Shape::Path { data });
        self.drawn.borrow_mut().merging = true;
    }

    fn close(&self) {
        let mut drawing = self.drawn.borrow_mut();
        drawing.merging = false;
        let empty = |mark: &Mark| matches!(&mark.shape, Shape::Path { data } if data.is_empty());
        if drawing.marks.last().is_some_and(empty) {
            drawing.marks.pop();
        }
    }

    /// Puts rectangles side by side into one path, as one line that runs along their feet and over them; none if
    /// there are none. There are thousands of them, and Chromium paints such a line in less time than as many
    /// rectangles: they do not go through plotters.
    pub(super) fn put_bars(&self, ink: Ink, foot: f64, bars: &[Bar]) {
        let Some((first, ..)) = bars.first() else {
            return;
        };
        // From where the line stands: most steps have a digit or two, most places four.
        let mut data = format!("M{first} {}", short(foot));
        let along = |data: &mut String, by: u32| {
            data.push('h');
            add_whole(data, by);
        };
        let upright = |data: &mut String, from: u32, to: u32| {
            if from != to {
                data.push_str(if to > from { "v-" } else { "v" });
                add_whole(data, to.abs_diff(from));
            }
        };
        let (mut at, mut high) = (*first, 0);
        for (left, right, height) in bars {
            if *left > at {
                upright(&mut data, high, 0);
                along(&mut data, left - at);
                high = 0;
            }
            upright(&mut data, high, *height);
            along(&mut data, right.saturating_sub(*left));
            (at, high) = (*right, *height);
        }
        upright(&mut data, high, 0);
        data.push('Z');
        self.put(ink, Shape::Path { data });
    }

    /// Gives the last mark its title.
    pub(super) fn entitle(&self, title: String) {
        if let Some(mark) = self.drawn.borrow_mut().marks.last_mut() {
            mark.title = Some(title);
        }
    }

    /// Takes the marks off the sheet.
    pub(super) fn take(&self) -> Vec<Mark> {
        std::mem::take(&mut self.drawn.borrow_mut().marks)
    }

    /// Adds to the open path, or makes a mark of its own.
    fn put(&self, ink: Ink, shape: Shape) {
        let mut drawing = self.drawn.borrow_mut();
        if drawing.merging
            && let Some(Mark {
                shape: Shape::Path { data: open },
                ..
            }) = drawing.marks.last_mut()
        {
            shape.trace(open);
            return;
        }
        drawing.marks.push(Mark {
            ink,
            shape,
            title: None,
        });
    }

    /// Several points joined by lines.
    fn put_polyline(&self, ink: Ink, points: &[(f64, f64)]) {
        let shape = match *points {
            [from, to] => Shape::Line { from, to },
            _ => {
                let mut data = String::new();
                trace_polyline(points, &mut data);
                Shape::Path { data }
            }
        };
        self.put(ink, shape);
    }
}

impl Shape {
    /// Adds this to the data of a path; what cannot be part of one is left out.
    fn trace(&self, data: &mut String) {
        match self {
            Self::Rectangle {
                x,
                y,
                width,
                height,
            } => {
                let parts = [
                    ('M', *x),
                    (' ', *y),
                    ('H', x + width),
                    ('V', y + height),
                    ('H', *x),
                ];
                for (sign, number) in parts {
                    data.push(sign);
                    add_short(data, number);
                }
                data.push('Z');
            }
            Self::Line { from, to } => trace_polyline(&[*from, *to], data),
            Self::Polygon { points } => {
                trace_polyline(points, data);
                data.push('Z');
            }
            Self::Path { data: other } => data.push_str(other),
            // A path's arcs would be harder to check than they are worth, and it has no words.
            Self::Circle { .. } | Self::Text { .. } => {}
        }
    }
}

/// The style that carries an ink through plotters.
pub(super) fn style(ink: Ink) -> ShapeStyle {
    ShapeStyle::from(RGBColor(ink.code(), 0, 0)).filled()
}

/// The colour that carries an ink through plotters.
pub(super) fn colour(ink: Ink) -> BackendColor {
    BackendColor {
        alpha: 1.0,
        rgb: (ink.code(), 0, 0),
    }
}

fn ink(colour: BackendColor) -> Ink {
    Ink::of_code(colour.rgb.0)
}

fn px(tenths: i32) -> f64 {
    f64::from(tenths) / TENTHS
}

fn point((x, y): BackendCoord) -> (f64, f64) {
    (px(x), px(y))
}

/// `M1 2L3 4L5 6`
fn trace_polyline(points: &[(f64, f64)], data: &mut String) {
    for (place, (x, y)) in points.iter().enumerate() {
        data.push(if place == 0 { 'M' } else { 'L' });
        add_short(data, *x);
        data.push(' ');
        add_short(data, *y);
    }
}

impl DrawingBackend for Sheet {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        // Nothing here is made of pixels.
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.put_polyline(ink(style.color()), &[point(from), point(to)]);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        one: BackendCoord,
        other: BackendCoord,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        let shape = Shape::Rectangle {
            x: px(one.0.min(other.0)),
            y: px(one.1.min(other.1)),
            width: px((one.0 - other.0).abs()),
            height: px((one.1 - other.1).abs()),
        };
        self.put(ink(style.color()), shape);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let points: Vec<(f64, f64)> = path.into_iter().map(point).collect();
        self.put_polyline(ink(style.color()), &points);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        centre: BackendCoord,
        radius: u32,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        let shape = Shape::Circle {
            centre: point(centre),
            radius: f64::from(radius) / TENTHS,
        };
        self.put(ink(style.color()), shape);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        let points = corners.into_iter().map(point).collect();
        self.put(ink(style.color()), Shape::Polygon { points });
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        position: BackendCoord,
    ) -> Drawn {
        let (x, y) = point(position);
        let size = style.size();
        // From the anchor down to the baseline: ascenders reach up by ¾ of the size, the middle
        // of small letters and figures is a good third of it above.
        let down = match style.anchor().v_pos {
            VPos::Top => 0.8 * size,
            VPos::Center => 0.36 * size,
            VPos::Bottom => -0.22 * size,
        };
        let upwards = matches!(style.transform(), FontTransform::Rotate270);
        self.put(
            ink(style.color()),
            Shape::Text {
                at: if upwards {
                    (x + down, y)
                } else {
                    (x, y + down)
                },
                anchor: match style.anchor().h_pos {
                    HPos::Left => Anchor::Start,
                    HPos::Center => Anchor::Middle,
                    HPos::Right => Anchor::End,
                },
                size,
                upwards,
                text: text.to_owned(),
            },
        );
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let tenths = |length: f64| (length * TENTHS).ceil() as u32;
        let size = style.size();
        Ok((
            tenths(lettering::width(text, size)),
            tenths(lettering::height(size)),
        ))
    }
}
