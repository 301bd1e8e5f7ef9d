//! What hands do on a picture: strokes, pinches, the wheel. Places are parts of its width and height.

use serde_json::{Value, json};

use crate::browser::Device;
use crate::view::{MIDDLE, Thing, View};

impl View<'_> {
    /// Draws a stroke from one place to another: a finger on a phone, the mouse on a laptop.
    #[track_caller]
    pub fn stroke(&self, thing: &Thing, from: (f64, f64), to: (f64, f64)) {
        let on = self.places(thing);
        self.down(&on(from), None);
        for part in [0.1, 0.3, 0.6, 0.9, 1.0] {
            let at = on(between(from, to, part));
            match self.browser().device() {
                Device::Phone => self.touch("touchMove", json!([at]), None),
                Device::Laptop => self.mouse("mouseMoved", &at, "left", None),
            }
        }
        self.up(&on(to), None);
    }

    /// Puts two fingers there, and moves each from its first place to its second.
    #[track_caller]
    pub fn pinch(&self, thing: &Thing, fingers: [[(f64, f64); 2]; 2]) {
        let on = self.places(thing);
        let points = |part: f64| {
            let points = fingers.iter().enumerate().map(|(id, [from, to])| {
                let at = on(between(*from, *to, part));
                json!({ "x": at["x"], "y": at["y"], "id": id })
            });
            Value::Array(points.collect())
        };
        self.touch("touchStart", json!([points(0.0)[0]]), None);
        self.touch("touchStart", points(0.0), None);
        for part in [0.2, 0.5, 0.8, 1.0] {
            self.touch("touchMove", points(part), None);
        }
        self.touch("touchEnd", json!([]), None);
    }

    /// Turns the wheel there, so many px across and down, with Ctrl or without.
    #[track_caller]
    pub fn wheel(&self, thing: &Thing, at: (f64, f64), (across, down): (f64, f64), ctrl: bool) {
        let at = self.places(thing)(at);
        let given = json!({ "type": "mouseWheel", "x": at["x"], "y": at["y"],
            "deltaX": across, "deltaY": down, "modifiers": if ctrl { 2 } else { 0 } });
        self.browser().devtools("Input.dispatchMouseEvent", given);
    }

    /// Where the places of a thing are on the page, once it is in view.
    #[track_caller]
    fn places(&self, thing: &Thing) -> impl Fn((f64, f64)) -> Value {
        let at = self.call(thing, MIDDLE);
        let number = |name: &str| at[name].as_f64().expect("a length");
        let (x, y) = (number("x"), number("y"));
        let (width, height) = (number("width"), number("height"));
        move |(across, down)| json!({ "x": x + (across - 0.5) * width, "y": y + (down - 0.5) * height })
    }
}

fn between(from: (f64, f64), to: (f64, f64), part: f64) -> (f64, f64) {
    let on = |from: f64, to: f64| from * (1.0 - part) + to * part;
    (on(from.0, to.0), on(from.1, to.1))
}
