//! A figure as one SVG file that needs nothing else.

use super::figure::{Figure, LegendEntry};
use super::ink::Ink;
use super::lettering;
use super::plot::{Plot, TEXT, Type};
use super::scene::{Element, Scene, short};
use super::signs::KEY_HEIGHT;

/// The rules that colour a scene, the same as in the page.
const RULES: &str = include_str!("../../styles/chart.css");

/// The colours of a saved picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// The colours of `styles/tokens.css`, by the names of their custom properties.
    pub const fn colours(self) -> [(&'static str, &'static str); 9] {
        match self {
            Self::Light => [
                ("paper", "#faf8f4"),
                ("card", "#ffffff"),
                ("ink", "#20242a"),
                ("soft", "#5c6470"),
                ("line", "#e3ddd3"),
                ("floor", "#0f5e54"),
                ("interruption", "#b8400f"),
                ("talked-over", "#6a3d9a"),
                ("ally", "#1b5fa8"),
            ],
            Self::Dark => [
                ("paper", "#15171a"),
                ("card", "#1f2327"),
                ("ink", "#f1eee8"),
                ("soft", "#a7adb5"),
                ("line", "#343a41"),
                ("floor", "#63c4b1"),
                ("interruption", "#ff9a6b"),
                ("talked-over", "#c7a5ee"),
                ("ally", "#8dbdf5"),
            ],
        }
    }
}

/// A scene with its legend below, without heading, card and colours of its own, for a page that has
/// [`rules`].
pub fn plain(scene: &Scene, legend: &[LegendEntry], title: &str, description: &str) -> String {
    let layout = Layout::plain(scene, legend);
    let words = layout.words();
    let mut svg = opened(&words, title, description, "");
    marks(&mut svg, &words);
    for (scene, x, y) in layout.scenes {
        group(&mut svg, scene, (x, y));
    }
    svg.push_str("</svg>\n");
    svg
}

/// A figure as a picture to save: heading, scenes and legends, in the colours of a theme.
pub fn picture(figure: &Figure, theme: Theme) -> String {
    let laid = laid(figure);
    let mut svg = opened(
        &laid.ground,
        figure.heading,
        &figure.sentence,
        &rules(theme),
    );
    marks(&mut svg, &laid.ground);
    for (scene, x, y) in laid.scenes {
        group(&mut svg, scene, (x, y));
    }
    svg.push_str("</svg>\n");
    svg
}

/// The rules with their custom properties replaced by colours, for programs that do not know
/// them.
pub fn rules(theme: Theme) -> String {
    let mut rules = format!(".chart {{ font-family: system-ui, sans-serif; }}\n{RULES}");
    for (name, colour) in theme.colours() {
        rules = rules.replace(&format!("var(--{name})"), colour);
    }
    rules
}

/// The beginning of a document of this scene's size.
fn opened(scene: &Scene, title: &str, description: &str, rules: &str) -> String {
    let mut svg = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\"");
    for (name, value) in scene.attributes() {
        attribute(&mut svg, name, &value);
    }
    svg.push('>');
    element(&mut svg, "title", title);
    if !description.is_empty() {
        element(&mut svg, "desc", description);
    }
    if !rules.is_empty() {
        element(&mut svg, "style", rules);
    }
    svg
}

fn marks(svg: &mut String, scene: &Scene) {
    for mark in scene.marks.iter() {
        mark_element(svg, &mark.element());
    }
}

/// A scene further to the right and further down.
fn group(svg: &mut String, scene: &Scene, (right, down): (f64, f64)) {
    let (right, down) = (short(right), short(down));
    svg.push_str(&format!("<g transform=\"translate({right} {down})\">"));
    marks(svg, scene);
    svg.push_str("</g>");
}

fn mark_element(svg: &mut String, mark: &Element) {
    svg.push('<');
    svg.push_str(mark.tag);
    for (name, value) in &mark.attributes {
        attribute(svg, name, value);
    }
    if mark.text.is_none() && mark.title.is_none() {
        svg.push_str("/>");
        return;
    }
    svg.push('>');
    if let Some(title) = &mark.title {
        element(svg, "title", title);
    }
    svg.push_str(&escaped(mark.text.as_deref().unwrap_or_default()));
    svg.push_str("</");
    svg.push_str(mark.tag);
    svg.push('>');
}

fn attribute(svg: &mut String, name: &str, value: &str) {
    svg.push(' ');
    svg.push_str(name);
    svg.push_str("=\"");
    svg.push_str(&escaped(value));
    svg.push('"');
}

fn element(svg: &mut String, tag: &str, text: &str) {
    svg.push_str(&format!("<{tag}>{}</{tag}>", escaped(text)));
}

/// Text as XML holds it. Characters that XML cannot hold at all are replaced.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' => escaped.push(character),
            '\0'..='\u{1f}' | '\u{7f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// Around a saved picture.
const MARGIN: f64 = 20.0;

/// The height of its heading, with what is above.
const HEAD: f64 = 60.0;

/// The size of its heading.
const HEADING: f64 = 18.0;

/// The height of a line of its legend.
const LINE: f64 = 24.0;

/// Between two pictures of a figure.
const BETWEEN: f64 = 28.0;

/// A figure laid out on a card, to be saved as a picture.
pub struct Laid<'a> {
    /// Card, heading and words.
    pub ground: Scene,
    /// What lies on it: scenes and the keys of legends, with where their upper left corners are, in
    /// CSS px.
    pub scenes: Vec<(&'a Scene, f64, f64)>,
}

/// Lays out a figure with everything that a saved picture shows.
pub fn laid(figure: &Figure) -> Laid<'_> {
    let layout = Layout::of(figure);
    Laid {
        ground: layout.ground(figure.heading),
        scenes: layout.scenes,
    }
}

/// A figure that is being laid out.
struct Layout<'a> {
    scenes: Vec<(&'a Scene, f64, f64)>,
    /// The words of captions and legends, with where they begin and their ink.
    words: Vec<(String, f64, f64, Ink)>,
    /// Around everything.
    margin: f64,
    width: f64,
    height: f64,
}

impl<'a> Layout<'a> {
    fn of(figure: &'a Figure) -> Self {
        let more = || figure.more.iter();
        let scenes = figure.scene.iter().chain(more().map(|more| &more.scene));
        let entries = figure
            .legend
            .iter()
            .chain(more().flat_map(|more| &more.legend));
        let inner = scenes
            .map(|scene| scene.width)
            .chain(entries.map(entry_width))
            .fold(288.0, f64::max);
        let mut laid = Self {
            scenes: Vec::new(),
            words: Vec::new(),
            margin: MARGIN,
            width: inner + 2.0 * MARGIN,
            height: HEAD,
        };
        if let Some(scene) = &figure.scene {
            laid.add(scene, &figure.legend, inner);
        }
        for picture in more() {
            if laid.height > HEAD {
                laid.height += BETWEEN;
            }
            for line in lines(&picture.caption, inner) {
                let y = laid.height + LINE / 2.0;
                laid.words.push((line, MARGIN, y, Ink::Muted));
                laid.height += LINE - 4.0;
            }
            laid.height += 8.0;
            laid.add(&picture.scene, &picture.legend, inner);
        }
        laid.height += MARGIN;
        laid
    }

    fn plain(scene: &'a Scene, legend: &'a [LegendEntry]) -> Self {
        let mut laid = Self {
            scenes: Vec::new(),
            words: Vec::new(),
            margin: 0.0,
            width: legend.iter().map(entry_width).fold(scene.width, f64::max),
            height: 0.0,
        };
        laid.add(scene, legend, laid.width);
        laid
    }

    /// A scene with its legend below what is there.
    fn add(&mut self, scene: &'a Scene, legend: &'a [LegendEntry], inner: f64) {
        self.scenes.push((scene, self.margin, self.height));
        let top = self.height + scene.height + LINE / 2.0;
        let (entries, height) = placed(legend, inner);
        for (entry, x, y) in entries {
            let (x, y) = (self.margin + x, top + y);
            let down = (LINE - KEY_HEIGHT) / 2.0;
            self.scenes.push((&entry.key, x, y + down));
            let x = x + entry.key.width + KEY_GAP;
            let words = (entry.words.clone(), x, y + LINE / 2.0, Ink::Label);
            self.words.push(words);
        }
        self.height = top + height;
    }

    /// Card, heading and words.
    fn ground(&self, heading: &str) -> Scene {
        let plot = Plot::plain(self.width, self.height);
        plot.rectangle(Ink::Ground, (0.0, 0.0), (self.width, self.height));
        let look = Type::of(Ink::Heading, HEADING);
        plot.text(heading, (MARGIN, HEAD / 2.0), look);
        self.write(&plot);
        plot.scene()
    }

    /// The words alone.
    fn words(&self) -> Scene {
        let plot = Plot::plain(self.width, self.height);
        self.write(&plot);
        plot.scene()
    }

    fn write(&self, plot: &Plot) {
        for (words, x, y, ink) in &self.words {
            plot.text(words, (*x, *y), Type::of(*ink, TEXT));
        }
    }
}

/// Words in lines of this width.
fn lines(words: &str, width: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ') {
        match lines.last_mut() {
            Some(line)
                if lettering::width(line, TEXT) + lettering::width(word, TEXT) + 5.0 <= width =>
            {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Between a key and its words.
const KEY_GAP: f64 = 6.0;

fn entry_width(entry: &LegendEntry) -> f64 {
    entry.key.width + KEY_GAP + lettering::width(&entry.words, TEXT)
}

/// The entries of a legend in lines of this width: where each is, and the height of all.
fn placed(legend: &[LegendEntry], width: f64) -> (Vec<(&LegendEntry, f64, f64)>, f64) {
    let (mut x, mut y) = (0.0, 0.0);
    let mut placed = Vec::with_capacity(legend.len());
    for entry in legend {
        let needed = entry_width(entry);
        if x > 0.0 && x + needed > width {
            (x, y) = (0.0, y + LINE);
        }
        placed.push((entry, x, y));
        x += needed + 20.0;
    }
    let height = if legend.is_empty() { 0.0 } else { y + LINE };
    (placed, height)
}
