//! Nothing overlaps and nothing sticks out, whoever is there and however wide it is.

use super::*;

/// The subpaths of path data of the commands that charts use.
pub fn subpaths(data: &str) -> Vec<Vec<(f64, f64)>> {
    let mut subpaths: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut at = (0.0, 0.0);
    let commands: Vec<usize> = data
        .char_indices()
        .filter(|(_, character)| character.is_ascii_alphabetic())
        .map(|(place, _)| place)
        .chain([data.len()])
        .collect();
    for pair in commands.windows(2) {
        let (command, numbers) = data[pair[0]..pair[1]].split_at(1);
        let numbers: Vec<f64> = numbers
            .split_whitespace()
            .map(|number| number.parse().expect(data))
            .collect();
        match (command, numbers.as_slice()) {
            ("M" | "L", [x, y]) => at = (*x, *y),
            ("H", [x]) => at.0 = *x,
            ("V", [y]) => at.1 = *y,
            ("h", [x]) => at.0 += x,
            ("v", [y]) => at.1 += y,
            ("Z", []) => continue,
            other => panic!("{other:?}"),
        }
        if command == "M" {
            subpaths.push(Vec::new());
        }
        subpaths.last_mut().unwrap().push(at);
    }
    subpaths
}

/// Left, top, right, bottom.
pub type Sides = [f64; 4];

pub fn around(points: &[(f64, f64)]) -> Sides {
    let side = |pick: fn(&(f64, f64)) -> f64, choose: fn(f64, f64) -> f64, from: f64| {
        points.iter().map(pick).fold(from, choose)
    };
    [
        side(|point| point.0, f64::min, f64::INFINITY),
        side(|point| point.1, f64::min, f64::INFINITY),
        side(|point| point.0, f64::max, f64::NEG_INFINITY),
        side(|point| point.1, f64::max, f64::NEG_INFINITY),
    ]
}

/// The bars of a lane: its one path goes along their feet and over each of them.
pub fn bars(lane: &Mark) -> Vec<Sides> {
    let Shape::Path { data } = &lane.shape else {
        panic!("a path");
    };
    let paths = subpaths(data);
    assert_eq!(paths.len(), 1);
    let foot = paths[0][0].1;
    let over = paths[0].windows(2).filter(|pair| pair[0].1 == pair[1].1);
    over.filter(|pair| pair[0].1 != foot)
        .map(|pair| [pair[0].0, pair[0].1, pair[1].0, foot])
        .collect()
}

/// The boxes of a mark; of a path, one for each of its parts.
pub fn boxes(mark: &Mark) -> Vec<Sides> {
    match &mark.shape {
        Shape::Rectangle {
            x,
            y,
            width,
            height,
        } => {
            assert!(*width >= 0.0 && *height >= 0.0);
            vec![[*x, *y, x + width, y + height]]
        }
        Shape::Line { from, to } => vec![around(&[*from, *to])],
        Shape::Circle { centre, radius } => vec![[
            centre.0 - radius,
            centre.1 - radius,
            centre.0 + radius,
            centre.1 + radius,
        ]],
        Shape::Polygon { points } => vec![around(points)],
        Shape::Path { data } => subpaths(data).iter().map(|path| around(path)).collect(),
        Shape::Text {
            at,
            anchor,
            size,
            upwards,
            text,
        } => {
            assert!(*size >= 12.0, "{text} is too small");
            let width = lettering::width(text, *size);
            let before = match anchor {
                Anchor::Start => 0.0,
                Anchor::Middle => width / 2.0,
                Anchor::End => width,
            };
            let (up, down) = (0.75 * size, 0.2 * size);
            vec![if *upwards {
                let bottom = at.1 + before;
                [at.0 - up, bottom - width, at.0 + down, bottom]
            } else {
                let left = at.0 - before;
                [left, at.1 - up, left + width, at.1 + down]
            }]
        }
    }
}

pub fn overlap(one: &Sides, other: &Sides) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

/// Nothing sticks out, no two texts overlap, no line of an expected share crosses a text.
pub fn check_layout(scene: &Scene, what: &str) {
    let mut texts: Vec<(&str, Sides)> = Vec::new();
    let mut expected: Vec<Sides> = Vec::new();
    let mut tapered: Vec<(f64, f64)> = Vec::new();
    for mark in scene.marks.iter() {
        for sides in boxes(mark) {
            let inside = sides[0] >= -0.1
                && sides[1] >= -0.1
                && sides[2] <= scene.width + 0.1
                && sides[3] <= scene.height + 0.1;
            assert!(inside, "{what}: {mark:?} at {sides:?} sticks out");
            if mark.ink == Ink::Expected {
                expected.push([sides[0] - 1.0, sides[1], sides[2] + 1.0, sides[3]]);
            }
        }
        if let Shape::Polygon { points } = &mark.shape
            && matches!(mark.ink, Ink::Pass | Ink::FewPasses)
        {
            tapered.extend(points);
        }
        if let Some(text) = text(mark) {
            texts.push((text, boxes(mark)[0]));
        }
    }
    for (place, (text, sides)) in texts.iter().enumerate() {
        for (other, other_sides) in &texts[..place] {
            assert!(!overlap(sides, other_sides), "{what}: {text} on {other}");
        }
        assert!(
            !expected.iter().any(|line| overlap(line, sides)),
            "{what}: {text} is crossed"
        );
        for (x, y) in &tapered {
            assert!(
                !overlap(&[*x, *y, *x, *y], sides),
                "{what}: {text} is crossed at {x} {y}"
            );
        }
    }
}

pub fn crowds() -> Vec<(&'static str, Story)> {
    vec![
        ("nobody spoke", Story::of("Ana, Ben").at(60.0, What::Ends)),
        ("one", Story::of("Ana").speaks(0.0, 0).at(300.0, What::Ends)),
        (
            "one second",
            Story::of("Ana, Ben").speaks(0.0, 1).at(1.0, What::Ends),
        ),
        ("worked", worked()),
        ("four", lively(&names(4), 200, 300).role(0, "chair")),
        (
            "twelve",
            lively(&names(12), 60, 400)
                .role(1, "presenter")
                .role(2, "chair"),
        ),
        ("forty", lively(&names(40), 60, 400)),
        ("a month", lively(SIX, 44_000, 300)),
    ]
}

#[test]
fn nothing_overlaps_and_nothing_sticks_out() {
    for (name, story) in crowds() {
        for kind in ChartKind::ALL {
            for width in [288.0, 320.0, 358.0, 480.0, 768.0, 1200.0, 1280.0] {
                let figure = story.figure(kind, width);
                let what = format!("{name}, {kind:?}, {width}");
                if let Some(scene) = &figure.scene {
                    check_layout(scene, &what);
                    if kind != ChartKind::Interruptions {
                        assert_eq!(scene.width, width, "{what}");
                    }
                }
                for picture in &figure.more {
                    check_layout(&picture.scene, &what);
                }
                let more = figure.more.iter().flat_map(|picture| &picture.legend);
                for entry in figure.legend.iter().chain(more) {
                    check_layout(&entry.key, &what);
                }
            }
        }
    }
}

#[test]
fn senseless_widths_make_sensible_pictures() {
    for width in [f64::NAN, -5.0, 0.0, f64::INFINITY, 1e300] {
        for kind in ChartKind::ALL {
            check_layout(&scene(&worked(), kind, width), "senseless");
        }
    }
}
