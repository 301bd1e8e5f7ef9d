//! A figure as PNG: the same marks that the page and the saved SVG are made of, drawn on a canvas.
//!
//! Marks are drawn one by one rather than by way of an image of the SVG: that would be a request for a
//! `blob:` address, which the policy of a host page may forbid.

use js_sys::{Array, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, CanvasRenderingContext2d, CssStyleDeclaration, Document, Element, HtmlCanvasElement,
    Node, Path2d,
};

use crate::chart::svg::{self, Laid};
use crate::chart::{Figure, Ink, Mark, Scene, Shape};
use crate::problem::{Code, Problem};
use crate::text::rounded;

/// Pixels of the picture for each CSS px, so that print is sharp.
const SHARP: f64 = 2.0;

/// More pixels than this some phones do not draw.
const MOST_PIXELS: f64 = 16_000_000.0;

const SVG: &str = "http://www.w3.org/2000/svg";

/// The picture of a figure, in the light colours of the element whose screen this is.
///
/// # Errors
/// `storage-blocked` where the browser does not draw it.
pub async fn picture(figure: &Figure, screen: &Element) -> Result<Blob, Problem> {
    let drawn = drawn(figure, screen).map_err(|_| refused())?;
    let blob = JsFuture::from(drawn).await.map_err(|_| refused())?;
    blob.dyn_into().map_err(|_| refused())
}

fn refused() -> Problem {
    Problem::new(
        Code::StorageBlocked,
        "This browser does not draw this picture. Save it as SVG instead.",
    )
}

/// The promise of a blob, or of nothing.
fn drawn(figure: &Figure, screen: &Element) -> Result<Promise, JsValue> {
    let page = screen.owner_document().ok_or(JsValue::NULL)?;
    let laid = svg::laid(figure);
    let canvas: HtmlCanvasElement = page.create_element("canvas")?.dyn_into()?;
    let (width, height) = (laid.ground.width, laid.ground.height);
    let sharp = match width * height * SHARP * SHARP > MOST_PIXELS {
        true => 1.0,
        false => SHARP,
    };
    canvas.set_width((width * sharp).ceil() as u32);
    canvas.set_height((height * sharp).ceil() as u32);
    let ground = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let painter = Painter {
        ground: ground.dyn_into()?,
        sharp,
        samples: Samples::new(&page, screen)?,
    };
    painter.paint(&laid)?;
    Ok(Promise::new(&mut |resolve, reject| {
        let done =
            Closure::once_into_js(move |blob: JsValue| drop(resolve.call1(&JsValue::NULL, &blob)));
        if let Err(problem) = canvas.to_blob(done.unchecked_ref()) {
            drop(reject.call1(&JsValue::NULL, &problem));
        }
    }))
}

/// One mark of each kind in the page, out of sight, to ask how it is coloured.
struct Samples {
    page: Document,
    svg: Element,
}

impl Samples {
    fn new(page: &Document, screen: &Element) -> Result<Self, JsValue> {
        let svg = page.create_element_ns(Some(SVG), "svg")?;
        svg.set_attribute("class", "chart saved")?;
        svg.set_attribute("aria-hidden", "true")?;
        screen.append_child(&svg)?;
        Ok(Self {
            page: page.clone(),
            svg,
        })
    }

    /// How marks of this kind look.
    fn style(&self, tag: &str, ink: Ink) -> Result<CssStyleDeclaration, JsValue> {
        let sample = self.page.create_element_ns(Some(SVG), tag)?;
        sample.set_attribute("class", ink.class())?;
        self.svg.append_child(&sample)?;
        let window = self.page.default_view().ok_or(JsValue::NULL)?;
        window.get_computed_style(&sample)?.ok_or(JsValue::NULL)
    }
}

impl Drop for Samples {
    fn drop(&mut self) {
        let svg: &Node = &self.svg;
        if let Some(parent) = svg.parent_node() {
            // What is gone already need not go.
            let _ = parent.remove_child(svg);
        }
    }
}

struct Painter {
    ground: CanvasRenderingContext2d,
    sharp: f64,
    samples: Samples,
}

impl Painter {
    fn paint(&self, laid: &Laid<'_>) -> Result<(), JsValue> {
        self.scene(&laid.ground, 0.0, 0.0)?;
        for (scene, x, y) in &laid.scenes {
            self.scene(scene, *x, *y)?;
        }
        Ok(())
    }

    fn scene(&self, scene: &Scene, x: f64, y: f64) -> Result<(), JsValue> {
        let sharp = self.sharp;
        self.ground
            .set_transform(sharp, 0.0, 0.0, sharp, x * sharp, y * sharp)?;
        scene.marks.iter().try_for_each(|mark| self.mark(mark))
    }

    fn mark(&self, mark: &Mark) -> Result<(), JsValue> {
        if let Shape::Text { .. } = mark.shape {
            return self.text(mark);
        }
        let style = self.samples.style("path", mark.ink)?;
        let path = Path2d::new_with_path_string(&mark.path())?;
        let fill = || {
            self.fills(&style)
                .map(|()| self.ground.fill_with_path_2d(&path))
        };
        let stroke = || {
            self.strokes(&style)
                .map(|()| self.ground.stroke_with_path(&path))
        };
        self.in_order(&style, fill, stroke);
        Ok(())
    }

    fn text(&self, mark: &Mark) -> Result<(), JsValue> {
        let Shape::Text {
            at,
            anchor,
            size,
            upwards,
            text,
        } = &mark.shape
        else {
            return Ok(());
        };
        let style = self.samples.style("text", mark.ink)?;
        let get = |name: &str| style.get_property_value(name).unwrap_or_default();
        let (weight, family) = (get("font-weight"), get("font-family"));
        let font = format!("{weight} {}px {family}", rounded(*size, 1));
        let ground = &self.ground;
        ground.save();
        ground.translate(at.0, at.1)?;
        if *upwards {
            ground.rotate(-std::f64::consts::FRAC_PI_2)?;
        }
        ground.set_font(&font);
        ground.set_text_align(anchor.on_canvas());
        // A name written from right to left is anchored like any other.
        js_sys::Reflect::set(ground, &"direction".into(), &"ltr".into())?;
        let fill = || {
            self.fills(&style)
                .map(|()| drop(ground.fill_text(text, 0.0, 0.0)))
        };
        let stroke = || {
            self.strokes(&style)
                .map(|()| drop(ground.stroke_text(text, 0.0, 0.0)))
        };
        self.in_order(&style, fill, stroke);
        ground.restore();
        Ok(())
    }

    /// Fills and strokes, in the order that the style asks for.
    fn in_order(
        &self,
        style: &CssStyleDeclaration,
        fill: impl Fn() -> Option<()>,
        stroke: impl Fn() -> Option<()>,
    ) {
        let order = style.get_property_value("paint-order").unwrap_or_default();
        if order.starts_with("stroke") {
            stroke();
            fill();
        } else {
            fill();
            stroke();
        }
        self.ground.set_global_alpha(1.0);
    }

    /// Takes up the colour to fill with, if there is one.
    fn fills(&self, style: &CssStyleDeclaration) -> Option<()> {
        let colour = self.colour(style, "fill")?;
        self.ground.set_fill_style_str(&colour);
        Some(())
    }

    /// Takes up the pen, if there is one.
    fn strokes(&self, style: &CssStyleDeclaration) -> Option<()> {
        let colour = self.colour(style, "stroke")?;
        let get = |name: &str| style.get_property_value(name).unwrap_or_default();
        self.ground.set_stroke_style_str(&colour);
        self.ground.set_line_width(number(&get("stroke-width"))?);
        self.ground.set_line_cap(&get("stroke-linecap"));
        self.ground.set_line_join(&get("stroke-linejoin"));
        let dashes: Array = get("stroke-dasharray")
            .split([',', ' '])
            .filter_map(number)
            .map(JsValue::from_f64)
            .collect();
        self.ground.set_line_dash(&dashes).ok()
    }

    fn colour(&self, style: &CssStyleDeclaration, of: &str) -> Option<String> {
        let get = |name: &str| style.get_property_value(name).unwrap_or_default();
        let opacity = number(&get(&format!("{of}-opacity")));
        self.ground.set_global_alpha(opacity.unwrap_or(1.0));
        Some(get(of)).filter(|colour| !colour.is_empty() && colour != "none")
    }
}

/// The number that a text begins with. (The browser reads it: our own way of reading fractions would
/// weigh some kilobytes.)
fn number(text: &str) -> Option<f64> {
    Some(js_sys::parse_float(text)).filter(|number| number.is_finite())
}
