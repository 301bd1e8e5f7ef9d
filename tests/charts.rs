//! Charts: the worked meeting's pictures, sentences and tables, and laws for any meeting: nothing
//! overlaps, nothing sticks out, and many turns cost no more than few.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    missing_docs
)]

use meeting_dynamics::chart::scene::Anchor;
use meeting_dynamics::chart::svg::{self, Theme};
use meeting_dynamics::chart::{ChartKind, Figure, Ink, Mark, Scene, Shape, Subject, lettering};
use meeting_dynamics::measure::summary::Reading;
use meeting_dynamics::meeting::{AllyKind, Meeting, Outcome, Roster, Source, What, Who};
use meeting_dynamics::text::english::ENGLISH;
use meeting_dynamics::time::Moment;

/// A meeting told in seconds.
struct Story(Meeting);

impl Story {
    fn of(names: &str) -> Self {
        Self(Meeting {
            roster: Roster::from_names(names).unwrap(),
            ..Meeting::default()
        })
    }

    fn role(mut self, place: usize, role: &str) -> Self {
        let mut people = self.0.roster.people().to_vec();
        people[place].role = Some(role.to_owned());
        self.0.roster = Roster::new(people).unwrap();
        self
    }

    fn at(mut self, seconds: f64, what: What) -> Self {
        self.0
            .append(Moment::nearest(seconds * 1000.0), what)
            .unwrap();
        self
    }

    fn speaks(self, seconds: f64, who: usize) -> Self {
        self.at(seconds, What::Speaks { who: person(who) })
    }

    fn interrupts(self, seconds: f64, who: usize, whom: usize, outcome: Outcome) -> Self {
        self.at(
            seconds,
            What::Interrupts {
                who: person(who),
                whom: person(whom),
                outcome,
                manner: None,
            },
        )
    }

    fn talked_over(self, seconds: f64, whom: usize, by: Option<usize>) -> Self {
        let (whom, by) = (person(whom), by.map(person));
        self.at(seconds, What::TalkedOver { whom, by })
    }

    fn ally(self, seconds: f64, kind: AllyKind, who: usize, for_whom: usize) -> Self {
        let (who, for_whom) = (person(who), person(for_whom));
        self.at(
            seconds,
            What::AllyMoment {
                kind,
                who,
                for_whom,
            },
        )
    }

    fn figure(&self, kind: ChartKind, width: f64) -> Figure {
        let course = self.0.course();
        let reading = Reading::of(&self.0, &course, None);
        let subject = Subject {
            meeting: &self.0,
            course: &course,
            reading: &reading,
            words: &ENGLISH.charts,
        };
        subject.figure(kind, width)
    }
}

fn person(place: usize) -> Who {
    Who::at(place).unwrap()
}

/// domain.md §5.
fn worked() -> Story {
    Story::of("A, B, C, D")
        .speaks(0.0, 0)
        .interrupts(60.0, 1, 0, Outcome::Yielded)
        .speaks(90.0, 0)
        .interrupts(100.0, 2, 0, Outcome::Held)
        .at(150.0, What::Silence)
        .speaks(160.0, 2)
        .speaks(200.0, 1)
        .at(320.0, What::Ends)
}

/// A lively meeting of these people, always the same; the last person never speaks.
fn lively(names: &str, minutes: u32, beats: u32) -> Story {
    let mut story = Story::of(names);
    let count = story.0.roster.len();
    let talkers = (count - 1).max(1);
    let mut state = 12_345_u64;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    if count > 3 {
        let who = person(count - 2);
        story = story.at(f64::from(minutes) * 20.0, What::Arrives { who });
    }
    let length = f64::from(minutes) * 60.0;
    for beat in 0..beats {
        let at = length * f64::from(beat) / f64::from(beats);
        let (who, whom) = (random(talkers).min(random(talkers)), random(count));
        let paused = at > 0.6 * length && at < 0.65 * length;
        story = match random(12) {
            _ if paused => story.at(at, What::Pauses),
            0 if who != whom => story.interrupts(at, who, whom, Outcome::Yielded),
            1 if who != whom => story.interrupts(at, who, whom, Outcome::Held),
            2 if who != whom => story.talked_over(at, who, Some(whom)),
            3 => story.talked_over(at, who, None),
            4 if who != whom => story.ally(at, AllyKind::HandsBack, who, whom),
            5 => story.at(at, What::Silence),
            _ => story.speaks(at, who),
        };
    }
    story.at(length, What::Ends)
}

const SIX: &str = "Ana, Ben, Chidi, Dana, Esra, Femi";

fn names(count: usize) -> String {
    const SOME: [&str; 12] = [
        "Ana",
        "Maximiliana-Theodora von und zu Hohenstein-Langenburg",
        "שרה בן־דוד",
        "محمد عبد الرحمن الفارسي",
        "李明",
        "Ben",
        "Ngozi Okonkwo-Adeyemi",
        "<script>alert(1)</script>",
        "Zoë",
        "WWWWWWWWWWWWWWWWWWWWWWWW",
        "👩‍👩‍👧‍👦 Family",
        "O’Neill \"Jr\" & Sons",
    ];
    (0..count)
        .map(|place| match place / SOME.len() {
            0 => SOME[place].to_owned(),
            round => format!("{} {round}", SOME[place % SOME.len()]),
        })
        .collect::<Vec<String>>()
        .join(",")
}

fn count(scene: &Scene, ink: Ink) -> usize {
    scene.marks.iter().filter(|mark| mark.ink == ink).count()
}

fn scene(story: &Story, kind: ChartKind, width: f64) -> Scene {
    story.figure(kind, width).scene.expect("a picture")
}

fn texts(scene: &Scene) -> Vec<&str> {
    scene.marks.iter().filter_map(text).collect()
}

fn text(mark: &Mark) -> Option<&str> {
    match &mark.shape {
        Shape::Text { text, .. } => Some(text),
        _ => None,
    }
}

/// The subpaths of path data of absolute commands.
fn subpaths(data: &str) -> Vec<Vec<(f64, f64)>> {
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
type Sides = [f64; 4];

fn around(points: &[(f64, f64)]) -> Sides {
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

/// The boxes of a mark; of a path, one for each of its parts.
fn boxes(mark: &Mark) -> Vec<Sides> {
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

fn overlap(one: &Sides, other: &Sides) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

/// Nothing sticks out, no two texts overlap, no line of an expected share crosses a text.
fn check_layout(scene: &Scene, what: &str) {
    let mut texts: Vec<(&str, Sides)> = Vec::new();
    let mut expected: Vec<Sides> = Vec::new();
    for mark in &scene.marks {
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
    }
}

fn crowds() -> Vec<(&'static str, Story)> {
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
            for width in [288.0, 358.0, 480.0, 768.0, 1200.0] {
                let figure = story.figure(kind, width);
                let what = format!("{name}, {kind:?}, {width}");
                if let Some(scene) = &figure.scene {
                    check_layout(scene, &what);
                    if kind != ChartKind::Interruptions {
                        assert_eq!(scene.width, width, "{what}");
                    }
                }
                for entry in &figure.legend {
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

#[test]
fn the_worked_meeting_as_bars() {
    let figure = worked().figure(ChartKind::Airtime, 358.0);
    assert_eq!(
        figure.sentence,
        "B held the floor for 48\u{a0}% of the talk; for equal airtime 37\u{a0}% of the talk \
         would have to change hands. D did not speak."
    );
    let scene = figure.scene.unwrap();
    let bars: Vec<f64> = scene
        .marks
        .iter()
        .filter(|mark| mark.ink == Ink::Airtime)
        .map(|mark| match mark.shape {
            Shape::Rectangle { width, .. } => width,
            _ => panic!("{mark:?}"),
        })
        .collect();
    // B's bar is as wide as the sheet allows; the others are in proportion to a tenth of a px.
    assert_eq!(bars.len(), 3);
    assert!(
        (bars[0] / bars[1] - 120.0 / 150.0).abs() < 0.001,
        "{bars:?}"
    );
    assert!((bars[2] / bars[1] - 40.0 / 150.0).abs() < 0.001, "{bars:?}");
    assert_eq!(
        texts(&scene),
        [
            "A",
            "39\u{a0}% · 2:00",
            "B",
            "48\u{a0}% · 2:30",
            "C",
            "13\u{a0}% · 0:40",
            "D",
            "did not speak"
        ]
    );
    // A quarter each, on everyone's own row, D's too.
    let expected = |mark: &&Mark| mark.ink == Ink::Expected;
    let marks = boxes(scene.marks.iter().find(expected).unwrap());
    assert_eq!(marks.len(), 4);
    let quarter = 1.0 + bars[1] * 0.25 / (150.0 / 310.0);
    assert!(marks.iter().all(|sides| (sides[0] - quarter).abs() < 0.2));

    let table = &figure.tables[0];
    assert_eq!(
        table.rows[1],
        [
            "B",
            "150.0",
            "2:30",
            "48.4\u{a0}%",
            "25.0\u{a0}%",
            "2",
            "75.0",
            "75.0",
            "120.0"
        ]
    );
    assert_eq!(
        table.rows[3],
        [
            "D",
            "0.0",
            "0:00",
            "0.0\u{a0}%",
            "25.0\u{a0}%",
            "0",
            "–",
            "–",
            "–"
        ]
    );
}

#[test]
fn the_worked_meeting_as_a_timeline() {
    let figure = worked().figure(ChartKind::Timeline, 768.0);
    assert_eq!(
        figure.sentence,
        "In 5:20, 3 of 4\u{a0}people took 5\u{a0}turns. Someone was cut off once, and was back \
         on the floor within a minute."
    );
    let scene = figure.scene.unwrap();
    let lanes: Vec<Vec<Sides>> = scene
        .marks
        .iter()
        .filter(|mark| mark.ink == Ink::Airtime)
        .map(boxes)
        .collect();
    assert_eq!(lanes.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 1]);
    let length = |sides: &Sides| sides[2] - sides[0];
    let second = length(&lanes[0][0]) / 60.0;
    assert!((length(&lanes[1][1]) / second - 120.0).abs() < 0.5);
    assert!((length(&lanes[2][0]) / second - 40.0).abs() < 0.5);
    // Both interruptions were A's to suffer: above A's lane, at 60 s and 100 s.
    for (ink, at) in [(Ink::Yielded, 60.0), (Ink::Held, 100.0)] {
        let mark = scene.marks.iter().find(|mark| mark.ink == ink).unwrap();
        let sides = boxes(mark)[0];
        let middle = f64::midpoint(sides[0], sides[2]);
        assert!((middle - lanes[0][0][0] - at * second).abs() < 0.5);
        assert!(sides[3] <= lanes[0][0][1] + 0.1);
    }
    assert_eq!(count(&scene, Ink::TalkedOver), 0);
    assert_eq!(figure.legend.len(), 4);
    let labels = texts(&scene);
    assert!(
        labels.contains(&"5\u{a0}min") && labels.contains(&"D"),
        "{labels:?}"
    );

    let [people, moments] = figure.tables.as_slice() else {
        panic!("two tables");
    };
    assert_eq!(people.rows[0], ["A", "2", "120.0", "0:00", "2:30"]);
    assert_eq!(people.rows[3], ["D", "0", "0.0", "–", "–"]);
    assert_eq!(
        moments.rows,
        [
            [
                "1:00",
                "60.0",
                "B interrupted A, who yielded; spoke again 0:30 later"
            ],
            ["1:40", "100.0", "C interrupted A, who kept the floor"],
        ]
    );
}

#[test]
fn the_worked_meeting_as_a_matrix() {
    let figure = worked().figure(ChartKind::Interruptions, 358.0);
    assert_eq!(
        figure.sentence,
        "2\u{a0}interruptions were marked: too few to say who interrupts whom."
    );
    let scene = figure.scene.unwrap();
    let counts: Vec<&str> = scene
        .marks
        .iter()
        .filter(|mark| mark.ink == Ink::Count)
        .filter_map(text)
        .collect();
    assert_eq!(counts, ["1", "1"]);
    for (ink, parts) in [
        (Ink::Cell, 12),
        (Ink::Blocked, 4),
        (Ink::Level1, 2),
        (Ink::CellYielded, 1),
        (Ink::CellHeld, 1),
    ] {
        let mark = scene.marks.iter().find(|mark| mark.ink == ink).unwrap();
        assert_eq!(boxes(mark).len(), parts, "{ink:?}");
    }
    let [pairs, rates] = figure.tables.as_slice() else {
        panic!("two tables");
    };
    assert_eq!(
        pairs.rows,
        [
            ["B", "A", "1", "1", "0", "0", "0"],
            ["C", "A", "1", "0", "1", "0", "0"]
        ]
    );
    assert_eq!(
        rates.rows[0],
        [
            "A",
            "0",
            "2",
            "0",
            "1",
            "1",
            "1.00",
            "0.12–3.61",
            "too few to say"
        ]
    );
    assert_eq!(rates.rows[3][6..], ["–", "–", "too few to say"]);
}

#[test]
fn sentences() {
    let ana = || Story::of("Ana, Ben, Chen, Dana, Esra").speaks(0.0, 0);
    let airtime = [
        (Story::of("").at(9.0, What::Ends), "Nobody spoke."),
        (Story::of("Ana").at(9.0, What::Ends), "Nobody spoke."),
        (
            Story::of("Ana").speaks(0.0, 0).at(9.0, What::Ends),
            "Ana was the only one in the room.",
        ),
        (
            ana().at(9.0, What::Ends),
            "Ana held the floor for all of the talk; for equal airtime 80\u{a0}% of the talk \
             would have to change hands. 4\u{a0}people did not speak.",
        ),
        (
            Story::of("Ana, Ben")
                .speaks(0.0, 0)
                .speaks(10.0, 1)
                .at(20.0, What::Ends),
            "Ana and Ben held the floor for 50\u{a0}% of the talk each; everyone had the same airtime.",
        ),
    ];
    for (story, expected) in airtime {
        assert_eq!(story.figure(ChartKind::Airtime, 358.0).sentence, expected);
    }
    let many = (0..7).fold(ana(), |story, round| {
        let at = 10.0 * f64::from(round) + 10.0;
        let outcome = match round % 2 {
            0 => Outcome::Yielded,
            _ => Outcome::Held,
        };
        let whom = usize::from(round == 6) * 2;
        story
            .speaks(at, whom)
            .interrupts(at + 5.0, 1, whom, outcome)
    });
    let interruptions = [
        (
            ana().at(9.0, What::Ends),
            "No interruption was marked. Nobody was talked over either.",
        ),
        (
            ana().talked_over(5.0, 0, None).at(9.0, What::Ends),
            "No interruption was marked. Someone was talked over once.",
        ),
        (
            ana()
                .interrupts(5.0, 1, 0, Outcome::Held)
                .at(9.0, What::Ends),
            "1\u{a0}interruption was marked: too few to say who interrupts whom.",
        ),
        (
            many.at(90.0, What::Ends),
            "7 interruptions were marked: in 4 the other stopped, in 3 they kept the floor. \
             Ben interrupted Ana 6\u{a0}times; Ana never interrupted Ben.",
        ),
    ];
    for (story, expected) in interruptions {
        assert_eq!(
            story.figure(ChartKind::Interruptions, 358.0).sentence,
            expected
        );
    }
}

#[test]
fn nobody_spoke_is_said_and_not_drawn() {
    let figure = Story::of("Ana, Ben")
        .at(60.0, What::Ends)
        .figure(ChartKind::Airtime, 358.0);
    assert_eq!(figure.sentence, "Nobody spoke.");
    assert_eq!(figure.scene, None);
    assert!(figure.legend.is_empty());
    assert_eq!(figure.tables[0].rows.len(), 2);
}

#[test]
fn an_imported_recording_has_no_interruptions_to_show() {
    let mut story = Story::of("Ana, Ben")
        .speaks(0.0, 0)
        .at(5.0, What::JoinsIn { who: person(1) })
        .at(9.0, What::Ends);
    story.0.source = Some(Source::default());
    let figure = story.figure(ChartKind::Interruptions, 358.0);
    assert_eq!(figure.scene, None);
    assert!(figure.tables.is_empty());
    assert!(figure.sentence.contains("overlaps, not interruptions"));
    let timeline = story.figure(ChartKind::Timeline, 358.0);
    assert_eq!(
        timeline.sentence,
        "In 0:09, 2\u{a0}people took 2\u{a0}turns. Two or more spoke at once for 0:04; an \
         imported recording has overlaps, not interruptions."
    );
}

#[test]
fn inferred_is_said_to_be_inferred() {
    let figure = Story::of("Ana, Ben")
        .speaks(0.0, 0)
        .talked_over(10.0, 0, None)
        .speaks(12.0, 1)
        .speaks(20.0, 0)
        .talked_over(30.0, 0, Some(1))
        .at(60.0, What::Ends)
        .figure(ChartKind::Interruptions, 358.0);
    let scene = figure.scene.unwrap();
    assert_eq!(count(&scene, Ink::CellTalkedOver), 1);
    assert_eq!(count(&scene, Ink::CellInferred), 1);
    assert_eq!(
        figure.tables[0].rows,
        [["Ben", "Ana", "0", "0", "0", "2", "1"]]
    );
}

#[test]
fn many_turns_cost_no_more_marks_than_few() {
    let few = lively(SIX, 480, 300);
    let many = lively(SIX, 480, 20_000);
    for kind in ChartKind::ALL {
        for width in [288.0, 1200.0] {
            let (few, many) = (scene(&few, kind, width), scene(&many, kind, width));
            let matrix = usize::from(kind == ChartKind::Interruptions) * 30;
            assert!(
                many.marks.len() <= few.marks.len() + 4 + matrix,
                "{kind:?}: {} and {}",
                few.marks.len(),
                many.marks.len()
            );
            let length: usize = many
                .marks
                .iter()
                .map(|mark| match &mark.shape {
                    Shape::Path { data } => data.len(),
                    _ => 0,
                })
                .sum();
            assert!(
                length < 400 * width as usize,
                "{length} letters of path data"
            );
        }
    }
    let moments = &many.figure(ChartKind::Timeline, 288.0).tables[1];
    assert_eq!(moments.rows.len(), 200);
    assert!(
        moments
            .note
            .as_ref()
            .unwrap()
            .contains("saved meeting file")
    );
}

#[test]
fn a_crowd_is_shown_as_far_as_anything_happened() {
    let names: Vec<String> = (1..=500).map(|number| format!("P{number}")).collect();
    let story = Story::of(&names.join(","))
        .speaks(0.0, 7)
        .interrupts(5.0, 400, 7, Outcome::Yielded)
        .at(60.0, What::Ends);
    let figure = story.figure(ChartKind::Interruptions, 288.0);
    let scene = figure.scene.unwrap();
    assert_eq!(scene.width, 288.0_f64.min(scene.width));
    assert!(texts(&scene).contains(&"P401"));
    assert!(
        figure
            .caption
            .contains("498\u{a0}people are not in the picture")
    );
    assert_eq!(figure.tables[1].rows.len(), 500);
}

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
                check_xml(&svg::document(scene, figure.heading, &figure.sentence));
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
    let rules = include_str!("../styles/chart.css");
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
    let rules = include_str!("../styles/chart.css");
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
    let tokens = include_str!("../styles/tokens.css");
    let light = Theme::Light.colours();
    let dark = Theme::Dark.colours();
    for ((name, light), (_, dark)) in light.into_iter().zip(dark) {
        let rule = format!("--{name}: var(--meeting-{name}, light-dark({light}, {dark}));");
        assert!(tokens.contains(&rule), "{rule}");
    }
}
