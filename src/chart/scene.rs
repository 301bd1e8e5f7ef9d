//! A picture as plain data: marks with classes, in CSS pixels from the top left.

use std::rc::Rc;

use super::ink::Ink;

/// A picture: its size and its marks, the first at the back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scene {
    /// In CSS px. May be more than was asked for: then the page scrolls it sideways.
    pub width: f64,
    /// In CSS px.
    pub height: f64,
    /// The marks.
    pub marks: Rc<[Mark]>,
}

/// One mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What it stands for.
    pub ink: Ink,
    /// What it looks like.
    pub shape: Shape,
    /// What to say of it when pointed at, where there is more to say: a name that was shortened.
    pub title: Option<String>,
}

/// What a mark looks like. Coordinates in CSS px, written to a tenth.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A rectangle.
    Rectangle {
        /// Its left edge.
        x: f64,
        /// Its upper edge.
        y: f64,
        /// Its width.
        width: f64,
        /// Its height.
        height: f64,
    },
    /// A straight line.
    Line {
        /// From here,
        from: (f64, f64),
        /// to there.
        to: (f64, f64),
    },
    /// A circle.
    Circle {
        /// Its centre.
        centre: (f64, f64),
        /// Its radius.
        radius: f64,
    },
    /// A closed polygon.
    Polygon {
        /// Its corners.
        points: Vec<(f64, f64)>,
    },
    /// Many marks of a kind in one: SVG path data of `M`, `L`, `H`, `V`, `h`, `v` and `Z`.
    Path {
        /// The path data.
        data: String,
    },
    /// A line of text.
    Text {
        /// Where it is anchored, on its baseline.
        at: (f64, f64),
        /// Which part of it is there.
        anchor: Anchor,
        /// The size of its type in CSS px.
        size: f64,
        /// Whether it stands on its head's right: read from below to above.
        upwards: bool,
        /// What it says.
        text: String,
    },
}

/// Which part of a line of text is at its anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end. Scenes are laid out from left to right whatever the page is.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// A mark as an SVG element: what the page and the picture are both made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// The element's name.
    pub tag: &'static str,
    /// Its attributes, `class` first; not escaped.
    pub attributes: Vec<(&'static str, String)>,
    /// Its text, of a `text`; not escaped.
    pub text: Option<String>,
    /// The text of a `<title>` inside; not escaped.
    pub title: Option<String>,
}

impl Scene {
    /// The attributes of the `<svg>` around the marks.
    pub fn attributes(&self) -> Vec<(&'static str, String)> {
        let (width, height) = (short(self.width), short(self.height));
        vec![
            ("class", "chart".to_owned()),
            ("viewBox", format!("0 0 {width} {height}")),
            ("width", width),
            ("height", height),
            // Without this a page that reads from right to left would turn the anchors round.
            ("direction", "ltr".to_owned()),
        ]
    }
}

impl Mark {
    /// The outline as SVG path data, for whoever draws without elements; none of a text.
    pub fn path(&self) -> String {
        match &self.shape {
            Shape::Rectangle {
                x,
                y,
                width,
                height,
            } => {
                let r = self.ink.radius().min(width / 2.0).min(height / 2.0);
                let (across, down) = (short(width - 2.0 * r), short(height - 2.0 * r));
                let (start, r) = (short(x + r), short(r));
                format!(
                    "M{start},{}h{across}a{r},{r} 0 0 1 {r},{r}v{down}a{r},{r} 0 0 1 -{r},{r}\
                     h-{across}a{r},{r} 0 0 1 -{r},-{r}v-{down}a{r},{r} 0 0 1 {r},-{r}z",
                    short(*y)
                )
            }
            Shape::Line { from, to } => format!("M{}L{}", place(*from), place(*to)),
            Shape::Circle { centre, radius } => {
                let (start, r) = (place((centre.0 - radius, centre.1)), short(*radius));
                let across = short(2.0 * radius);
                format!("M{start}a{r},{r} 0 1 0 {across},0a{r},{r} 0 1 0 -{across},0z")
            }
            Shape::Polygon { points } => {
                let points: Vec<String> = points.iter().map(|point| place(*point)).collect();
                format!("M{}z", points.join("L"))
            }
            Shape::Path { data } => data.clone(),
            Shape::Text { .. } => String::new(),
        }
    }

    /// This mark as an SVG element.
    pub fn element(&self) -> Element {
        let class = ("class", self.ink.class().to_owned());
        let (tag, attributes, text) = match &self.shape {
            Shape::Rectangle {
                x,
                y,
                width,
                height,
            } => {
                let mut attributes = vec![
                    class,
                    ("x", short(*x)),
                    ("y", short(*y)),
                    ("width", short(*width)),
                    ("height", short(*height)),
                ];
                if self.ink.radius() > 0.0 {
                    attributes.push(("rx", short(self.ink.radius())));
                }
                ("rect", attributes, None)
            }
            Shape::Line { from, to } => (
                "line",
                vec![
                    class,
                    ("x1", short(from.0)),
                    ("y1", short(from.1)),
                    ("x2", short(to.0)),
                    ("y2", short(to.1)),
                ],
                None,
            ),
            Shape::Circle { centre, radius } => (
                "circle",
                vec![
                    class,
                    ("cx", short(centre.0)),
                    ("cy", short(centre.1)),
                    ("r", short(*radius)),
                ],
                None,
            ),
            Shape::Polygon { points } => {
                let points: Vec<String> = points.iter().map(|point| place(*point)).collect();
                ("polygon", vec![class, ("points", points.join(" "))], None)
            }
            Shape::Path { data } => ("path", vec![class, ("d", data.clone())], None),
            Shape::Text {
                at,
                anchor,
                size,
                upwards,
                text,
            } => {
                let (x, y) = (short(at.0), short(at.1));
                let turned = upwards.then(|| ("transform", format!("rotate(-90 {x} {y})")));
                let mut attributes = vec![class, ("x", x), ("y", y), ("font-size", short(*size))];
                // What SVG takes for granted.
                if *anchor != Anchor::Start {
                    attributes.push(("text-anchor", anchor.name().to_owned()));
                }
                attributes.extend(turned);
                ("text", attributes, Some(text.clone()))
            }
        };
        Element {
            tag,
            attributes,
            text,
            title: self.title.clone(),
        }
    }
}

impl Anchor {
    /// What a canvas calls it, where text runs from left to right.
    pub const fn on_canvas(self) -> &'static str {
        match self {
            Self::Start => "left",
            Self::Middle => "center",
            Self::End => "right",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

fn place((x, y): (f64, f64)) -> String {
    format!("{},{}", short(x), short(y))
}

/// A coordinate as SVG wants it: to a tenth, and no longer than it has to be.
pub(super) fn short(value: f64) -> String {
    let mut text = String::new();
    add_short(&mut text, value);
    text
}

/// The same, added to a text.
pub(super) fn add_short(text: &mut String, value: f64) {
    let tenths = (value * 10.0).round() as i64;
    if tenths < 0 {
        text.push('-');
    }
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    match u32::try_from(whole) {
        Ok(whole) => add_whole(text, whole),
        Err(_) => text.push_str(&whole.to_string()),
    }
    if tenth > 0 {
        text.push('.');
        text.push(digit(tenth as u32));
    }
}

/// A whole number, added to a text. (A timeline of many turns is mostly this: the standard way of writing
/// numbers took most of its time.)
pub(super) fn add_whole(text: &mut String, whole: u32) {
    if whole >= 10 {
        add_whole(text, whole / 10);
    }
    text.push(digit(whole % 10));
}

fn digit(of: u32) -> char {
    char::from(b'0' + (of % 10) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short() {
        let cases = [
            (0.0, "0"),
            (-0.04, "0"),
            (12.0, "12"),
            (12.34, "12.3"),
            (-0.25, "-0.3"),
            (9.96, "10"),
            (-120.4, "-120.4"),
            (1_234_567.0, "1234567"),
            (12_345_678_901.26, "12345678901.3"),
            (100.0, "100"),
        ];
        for (value, expected) in cases {
            assert_eq!(short(value), expected);
        }
    }
}
