//! Colours as the style sheets have them: seen on every ground, by everyone; and no two signs of a
//! legend differ in nothing but colour.

use std::collections::BTreeMap;

use super::layout::crowds;
use super::*;

const RULES: &str = include_str!("../../styles/chart.css");
const TOKENS: &str = include_str!("../../styles/tokens.css");

/// Red, green and blue as light, each from 0 to 1.
type Light = [f64; 3];

/// How someone sees.
type Sight = (&'static str, [Light; 3]);

/// Machado, Oliveira & Fernandes 2009, at full severity; and no colour at all, by the luminance
/// of Rec. 709.
const SIGHTS: [Sight; 5] = [
    (
        "all three cones",
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
    ),
    (
        "protanopia",
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
    ),
    (
        "tritanopia",
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    ),
    ("monochromacy", [LUMINANCE; 3]),
];

const LUMINANCE: Light = [0.2126, 0.7152, 0.0722];

fn dot(one: Light, other: Light) -> f64 {
    one.into_iter()
        .zip(other)
        .map(|(one, other)| one * other)
        .sum()
}

fn seen(colour: Light, (_, rows): Sight) -> Light {
    rows.map(|row| dot(row, colour).clamp(0.0, 1.0))
}

/// WCAG 2.
fn contrast(one: Light, other: Light) -> f64 {
    let (one, other) = (dot(LUMINANCE, one) + 0.05, dot(LUMINANCE, other) + 0.05);
    one.max(other) / one.min(other)
}

/// CIE 1976 L*, a*, b*, with the white of D65.
fn lab(colour: Light) -> Light {
    const XYZ: [Light; 3] = [
        [0.4124, 0.3576, 0.1805],
        [0.2126, 0.7152, 0.0722],
        [0.0193, 0.1192, 0.9505],
    ];
    let f = |part: f64| match part > 216.0 / 24389.0 {
        true => part.cbrt(),
        false => (24389.0 / 27.0 * part + 16.0) / 116.0,
    };
    let [x, y, z] = XYZ.map(|row| dot(row, colour));
    let [x, y, z] = [f(x / 0.9505), f(y), f(z / 1.089)];
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn difference(one: Light, other: Light) -> f64 {
    let [one, other] = [lab(one), lab(other)];
    let parts = one.into_iter().zip(other);
    parts
        .map(|(one, other)| (one - other).powi(2))
        .sum::<f64>()
        .sqrt()
}

/// What is mixed is what is displayed, not the light.
fn mixed(over: Light, under: Light, opacity: f64) -> Light {
    let shown = |light: f64| match light <= 0.003_130_8 {
        true => 12.92 * light,
        false => 1.055 * light.powf(1.0 / 2.4) - 0.055,
    };
    let mut mixed = over;
    for (over, under) in mixed.iter_mut().zip(under) {
        *over = light(shown(*over) * opacity + shown(under) * (1.0 - opacity));
    }
    mixed
}

fn light(shown: f64) -> f64 {
    match shown <= 0.040_45 {
        true => shown / 12.92,
        false => ((shown + 0.055) / 1.055).powf(2.4),
    }
}

/// The colours of both themes, by the names of their custom properties.
fn themes() -> [BTreeMap<String, Light>; 2] {
    let mut themes = [BTreeMap::new(), BTreeMap::new()];
    for line in TOKENS.lines() {
        let Some((name, value)) = line.trim().split_once(": var(") else {
            continue;
        };
        let Some((_, pair)) = value.split_once("light-dark(") else {
            continue;
        };
        let (pair, _) = pair.split_once(')').unwrap();
        for (theme, hex) in themes.iter_mut().zip(pair.split(", ")) {
            let part = |from: usize| {
                let part = u8::from_str_radix(&hex[from..from + 2], 16).expect(hex);
                light(f64::from(part) / 255.0)
            };
            let name = name.trim_start_matches("--").to_owned();
            theme.insert(name, [part(1), part(3), part(5)]);
        }
    }
    assert!(themes[0].len() > 12, "{themes:?}");
    themes
}

/// What the rules say of an ink: of two that say something of the same the one with more classes
/// wins, else the later one.
fn paint(ink: Ink) -> BTreeMap<&'static str, &'static str> {
    let classes: Vec<&str> = ink.class().split(' ').collect();
    let mut found: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for rule in RULES.split('}') {
        let rule = rule.rsplit("*/").next().unwrap();
        let Some((selectors, declarations)) = rule.split_once('{') else {
            continue;
        };
        for selector in selectors.split(',') {
            let selector = selector.trim().strip_prefix(".chart ").unwrap_or("");
            let mut wanted = selector.trim_start_matches("text").split('.').skip(1);
            let many = wanted.clone().count();
            if many == 0 || !wanted.all(|class| classes.contains(&class)) {
                continue;
            }
            for declaration in declarations.split(';') {
                let Some((name, value)) = declaration.split_once(':') else {
                    continue;
                };
                let entry = found.entry(name.trim()).or_default();
                if many >= entry.0 {
                    *entry = (many, value.trim());
                }
            }
        }
    }
    found
        .into_iter()
        .map(|(name, (_, value))| (name, value))
        .collect()
}

fn variable(value: &str) -> Option<&str> {
    value.strip_prefix("var(--")?.strip_suffix(')')
}

/// Inks that carry nothing that must be seen: grounds and gaps, lines that lead the eye, cells that
/// hold something else, shades under a number, hatching beside a word, a veil between two lines.
const SILENT: [Ink; 17] = [
    Ink::Halo,
    Ink::Cut,
    Ink::Grid,
    Ink::Pause,
    Ink::Hatch,
    Ink::Cell,
    Ink::Blocked,
    Ink::Level1,
    Ink::Level2,
    Ink::Level3,
    Ink::Level4,
    Ink::Ground,
    Ink::Heading,
    Ink::Count,
    Ink::Share,
    Ink::Label,
    Ink::Outside,
];

#[test]
fn everything_that_says_something_is_seen_by_everyone() {
    for theme in themes() {
        for ink in Ink::ALL.into_iter().filter(|ink| !SILENT.contains(ink)) {
            let paint = paint(ink);
            for sight in SIGHTS {
                for ground in ["card", "paper"] {
                    let under = theme[ground];
                    let found = ["fill", "stroke"].map(|kind| {
                        let Some(name) = paint.get(kind).and_then(|value| variable(value)) else {
                            return 1.0;
                        };
                        let opacity = format!("{kind}-opacity");
                        let opacity = paint.get(&*opacity).map_or(1.0, |value| {
                            format!("0{value}").parse().expect("an opacity")
                        });
                        let over = mixed(theme[name], under, opacity);
                        contrast(seen(over, sight), seen(under, sight))
                    });
                    let found = found[0].max(found[1]);
                    assert!(found >= 3.0, "{ink:?} on {ground}, {}: {found}", sight.0);
                }
            }
        }
    }
}

#[test]
fn airtime_and_interruptions_are_two_hues_to_everyone_who_sees_any() {
    for theme in themes() {
        for sight in SIGHTS.into_iter().filter(|sight| sight.0 != "monochromacy") {
            let [floor, interruption] =
                ["floor", "interruption"].map(|name| seen(theme[name], sight));
            let found = difference(floor, interruption);
            assert!(found >= 20.0, "{}: {found}", sight.0);
        }
    }
}

#[test]
fn each_shade_is_darker_or_lighter_than_the_one_before_to_everyone() {
    for theme in themes() {
        let levels = [Ink::Level1, Ink::Level2, Ink::Level3, Ink::Level4];
        for sight in SIGHTS {
            let mut before = theme["card"];
            for level in levels {
                let opacity = format!("0{}", paint(level)["fill-opacity"]);
                let opacity: f64 = opacity.parse().unwrap();
                let shade = mixed(theme["interruption"], theme["card"], opacity);
                let step = lab(seen(shade, sight))[0] - lab(seen(before, sight))[0];
                assert!(step.abs() >= 2.5, "{level:?}, {}: {step}", sight.0);
                before = shade;
            }
        }
    }
}

/// What a sign looks like to someone who sees no colour at all, nor light from dark.
fn form(key: &Scene) -> String {
    let mut form = String::new();
    for mark in key.marks.iter() {
        let paint = paint(mark.ink);
        let is_drawn = |kind: &str| match paint.get(kind).copied() {
            None | Some("none") => "nothing",
            Some(value) if ["card", "line"].contains(&variable(value).unwrap()) => "ground",
            Some(_) => "drawn",
        };
        let width = |width: &&str| width.parse::<f64>().unwrap() >= 1.8;
        form.push_str(&format!(
            "{:?} fill {} stroke {} {:?} {:?}\n",
            mark.shape,
            is_drawn("fill"),
            is_drawn("stroke"),
            paint.get("stroke-width").map(width),
            paint.get("stroke-dasharray"),
        ));
    }
    form
}

#[test]
fn no_two_signs_of_a_legend_differ_in_colour_alone() {
    let check = |figure: &Figure| {
        let more = figure.more.iter().map(|more| &more.legend);
        for legend in std::iter::once(&figure.legend).chain(more) {
            for (place, entry) in legend.iter().enumerate() {
                for other in &legend[..place] {
                    assert_ne!(
                        form(&entry.key),
                        form(&other.key),
                        "{} and {}",
                        entry.words,
                        other.words
                    );
                }
            }
        }
    };
    for (_, story) in crowds() {
        for kind in ChartKind::ALL {
            check(&story.figure(kind, 720.0));
        }
    }
    check(&super::rates::snyder().by(0, 720.0));
}
