//! Pictures to save: well-formed, safe, and seen on both themes.

use super::layout::crowds;
use super::*;

/// Tags balance, attributes are quoted and never twice the same, nothing is left bare.
fn check_xml(xml: &str) {
    let mut open: Vec<String> = Vec::new();
    let mut rest = xml.trim();
    while let Some(start) = rest.find('<') {
        check_text(&rest[..start]);
        let end = start + rest[start..].find('>').expect("an end");
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        assert!(!tag.contains('<'), "{tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
            continue;
        }
        let closed = tag.ends_with('/');
        let tag = tag.trim_end_matches('/');
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut seen = Vec::new();
        while let Some((attribute, after)) = attributes.split_once("=\"") {
            let (value, after) = after.split_once('"').expect("a closing quote");
            check_text(value);
            assert!(!seen.contains(&attribute.trim()), "{attribute} twice");
            assert_ne!(attribute.trim(), "style");
            seen.push(attribute.trim());
            attributes = after;
        }
        assert_eq!(attributes.trim(), "");
        if !closed {
            open.push(name.to_owned());
        }
    }
    assert!(open.is_empty() && rest.is_empty(), "{open:?} {rest}");
}

fn check_text(text: &str) {
    const ENTITIES: [&str; 5] = ["amp;", "lt;", "gt;", "quot;", "#39;"];
    for after in text.split('&').skip(1) {
        assert!(
            ENTITIES.iter().any(|entity| after.starts_with(entity)),
            "{text}"
        );
    }
    let held = |character: char| character >= ' ' || character == '\n' || character == '\t';
    assert!(text.chars().all(held), "{text:?}");
}

#[test]
fn pictures_are_well_formed_and_need_nothing_else() {
    for (_, story) in crowds() {
        for kind in ChartKind::ALL {
            let figure = story.figure(kind, 358.0);
            for theme in [Theme::Light, Theme::Dark] {
                let picture = svg::picture(&figure, theme);
                check_xml(&picture);
                assert!(!picture.contains("var(") && !picture.contains("@import"));
            }
            if let Some(scene) = &figure.scene {
                check_xml(&svg::plain(
                    scene,
                    &figure.legend,
                    figure.heading,
                    &figure.sentence,
                ));
            }
        }
    }
}

#[test]
fn hostile_names_stay_names() {
    let story = Story::of("</text><script>alert(1)</script>, \"&#x3c; onload=x, a\u{1}b\u{202e}c")
        .speaks(0.0, 0)
        .interrupts(10.0, 1, 0, Outcome::Yielded)
        .speaks(20.0, 2)
        .at(60.0, What::Ends);
    for kind in ChartKind::ALL {
        let picture = svg::picture(&story.figure(kind, 768.0), Theme::Light);
        check_xml(&picture);
        assert!(!picture.contains("<script"));
        // What turns the line round is shut in.
        let (before, _) = picture.split_once('\u{202e}').unwrap();
        assert!(before.ends_with("\u{2068}a\u{fffd}b"));
    }
}

#[test]
fn every_class_has_a_rule_and_every_rule_a_colour() {
    let rules = include_str!("../../styles/chart.css");
    for ink in Ink::ALL {
        let mut classes = ink.class().split(' ');
        let ruled = classes.any(|class| rules.contains(&format!(".{class}")));
        assert!(ruled, "{ink:?}");
    }
    for theme in [Theme::Light, Theme::Dark] {
        let names = theme.colours().map(|(name, _)| name);
        for after in rules.split("var(--").skip(1) {
            let (name, _) = after.split_once(')').unwrap();
            assert!(names.contains(&name), "{name}");
        }
    }
}

/// WCAG 2: the contrast of two colours, each three parts of 255.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |colour: [f64; 3]| {
        let [red, green, blue] = colour.map(|part| {
            let part = part / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
    };
    let (one, other) = (luminance(one), luminance(other));
    one.max(other) / one.min(other)
}

#[test]
fn everything_is_seen_on_both_themes() {
    let rules = include_str!("../../styles/chart.css");
    for theme in [Theme::Light, Theme::Dark] {
        let colour = |name: &str| {
            let colours = theme.colours();
            let (_, hex) = colours.iter().find(|(other, _)| *other == name).unwrap();
            let part =
                |from: usize| f64::from(u8::from_str_radix(&hex[from..from + 2], 16).unwrap());
            [part(1), part(3), part(5)]
        };
        for (name, least) in [
            ("ink", 4.5),
            ("soft", 4.5),
            ("floor", 3.0),
            ("interruption", 3.0),
            ("talked-over", 3.0),
            ("ally", 3.0),
        ] {
            let found = contrast(colour(name), colour("card"));
            assert!(found >= least, "{theme:?} {name}: {found}");
        }
        for level in 1..=4 {
            let start = format!(".chart .level-{level} {{ fill-opacity: ");
            let (_, after) = rules.split_once(&start).unwrap();
            let (opacity, _) = after.split_once(';').unwrap();
            let opacity: f64 = format!("0{opacity}").parse().unwrap();
            let (over, under) = (colour("interruption"), colour("card"));
            let mix = |part: usize| over[part] * opacity + under[part] * (1.0 - opacity);
            let found = contrast([mix(0), mix(1), mix(2)], colour("ink"));
            assert!(found >= 4.5, "{theme:?} level {level}: {found}");
        }
    }
}

#[test]
fn charts_are_found_by_name() {
    for kind in ChartKind::ALL {
        assert_eq!(ChartKind::named(kind.name()), Some(kind));
    }
    assert_eq!(ChartKind::named("pie"), None);
}

/// They are written to the folder that `MEETING_DYNAMICS_PICTURES` names, to be looked at.
#[test]
fn every_story_makes_pictures_for_every_width() {
    let folder = std::env::var_os("MEETING_DYNAMICS_PICTURES").map(std::path::PathBuf::from);
    let stories = [
        ("worked", worked()),
        ("six", lively(SIX, 45, 120).role(4, "chair")),
        ("one", Story::of("Ana").speaks(0.0, 0).at(300.0, What::Ends)),
        ("four", lively(&names(4), 200, 300)),
        ("twelve", lively(&names(12), 60, 400).role(1, "presenter")),
        ("forty", lively(&names(40), 60, 400)),
        ("many", lively(SIX, 480, 10_000)),
    ];
    for (width, theme) in [(358.0, Theme::Light), (720.0, Theme::Dark)] {
        let picture = svg::picture(&super::rates::snyder().by(0, width), theme);
        assert!(picture.contains("not stated"));
        if let Some(folder) = &folder {
            std::fs::write(folder.join(format!("groups-{width}.svg")), picture).unwrap();
        }
    }
    for (width, theme) in [(358.0, Theme::Light), (1120.0, Theme::Dark)] {
        let at = |minute: u64| Some(Moment::START.on(Span::from_minutes(minute)));
        let options = Options {
            window: at(20).zip(at(32)),
            without_roles: true,
        };
        let six = lively(SIX, 45, 120).role(1, "chair");
        for (name, kind, options) in [
            ("marked", ChartKind::Timeline, Options::default()),
            ("part", ChartKind::Timeline, options),
            ("without", ChartKind::Airtime, options),
        ] {
            let picture = six.read(options, |subject| {
                let marked = at(23).zip(at(24));
                let subject = Subject { marked, ..subject };
                svg::picture(&subject.figure(kind, width), theme)
            });
            if let Some(folder) = &folder {
                std::fs::write(folder.join(format!("{name}-{width}.svg")), picture).unwrap();
            }
        }
    }
    for (name, story) in &stories {
        for kind in ChartKind::ALL {
            for width in [288.0, 358.0, 720.0, 1120.0] {
                for (theme, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
                    let figure = story.figure(kind, width);
                    let picture = svg::picture(&figure, theme);
                    assert!(picture.contains(figure.heading) && picture.ends_with("</svg>\n"));
                    if let Some(folder) = &folder {
                        let file = format!("{name}-{}-{width}-{suffix}.svg", kind.name());
                        std::fs::write(folder.join(file), picture).unwrap();
                    }
                }
            }
        }
    }
}

#[test]
fn saved_pictures_have_the_colours_of_the_page() {
    let tokens = include_str!("../../styles/tokens.css");
    let light = Theme::Light.colours();
    let dark = Theme::Dark.colours();
    for ((name, light), (_, dark)) in light.into_iter().zip(dark) {
        let rule = format!("--{name}: var(--meeting-{name}, light-dark({light}, {dark}));");
        assert!(tokens.contains(&rule), "{rule}");
    }
}
