//! Interruptions made and received, their rates, and groups.

use super::layout::{boxes, check_layout};
use super::*;

fn of(scene: &Scene, ink: Ink) -> Vec<&Mark> {
    scene.marks.iter().filter(|mark| mark.ink == ink).collect()
}

/// Ana is interrupted so often by Ben, in a minute of her own floor and two of Ben's.
fn interrupted(times: u32) -> Story {
    let story = Story::of("Ana, Ben, Chen").speaks(0.0, 0);
    let story = (0..times).fold(story, |story, round| {
        story.interrupts(f64::from(round), 1, 0, Outcome::Held)
    });
    story.speaks(60.0, 1).at(180.0, What::Ends)
}

#[test]
fn made_against_received() {
    let figure = interrupted(5).figure(ChartKind::Interruptions, 358.0);
    let scatter = &figure.more[0];
    let points = of(&scatter.scene, Ink::Point);
    let titles: Vec<&str> = points
        .iter()
        .map(|mark| mark.title.as_deref().unwrap())
        .collect();
    assert_eq!(
        titles,
        [
            "Ana: made 0, received 5",
            "Ben: made 5, received 0",
            "Chen: made 0, received 0"
        ]
    );
    let middle = |mark: &Mark| {
        let sides = boxes(mark)[0];
        (
            f64::midpoint(sides[0], sides[2]),
            f64::midpoint(sides[1], sides[3]),
        )
    };
    let [ana, ben, chen] = [0, 1, 2].map(|place| middle(points[place]));
    // Both axes have the same scale, and the line leads from corner to corner.
    assert!(((chen.1 - ana.1) - (ben.0 - chen.0)).abs() < 1.0);
    let Shape::Line { from, to } = of(&scatter.scene, Ink::Diagonal)[0].shape else {
        panic!("a line");
    };
    assert!(((from.0 - to.0).abs() - (from.1 - to.1).abs()).abs() < 0.2);
    assert_eq!(
        scatter.caption,
        "How many interruptions each person made, and how many they received."
    );
}

#[test]
fn people_of_the_same_numbers_share_a_point() {
    let story = Story::of("Ana, Ben, Chen, Dana, Esra")
        .speaks(0.0, 0)
        .interrupts(5.0, 1, 0, Outcome::Held)
        .at(60.0, What::Ends);
    let figure = story.figure(ChartKind::Interruptions, 358.0);
    let scene = &figure.more[0].scene;
    let ring = of(scene, Ink::Ring);
    assert_eq!(
        ring[0].title.as_deref(),
        Some("Chen, Dana, Esra: made 0, received 0")
    );
    assert!(texts(scene).contains(&"3") && texts(scene).contains(&"Chen, Dana, Esra"));
}

#[test]
fn no_name_lies_on_another_or_on_a_point() {
    for count in [1, 4, 12, 40] {
        for width in [288.0, 358.0, 720.0, 1200.0] {
            let figure = lively(&names(count), 60, 900).figure(ChartKind::Interruptions, width);
            for picture in &figure.more {
                let what = format!("{count} at {width}: {}", picture.caption);
                check_layout(&picture.scene, &what);
                for entry in &picture.legend {
                    check_layout(&entry.key, &what);
                }
            }
            let Some(scatter) = figure.more.first() else {
                continue;
            };
            let labels = of(&scatter.scene, Ink::Label);
            let mut points = of(&scatter.scene, Ink::Point);
            points.extend(of(&scatter.scene, Ink::Ring));
            for label in &labels {
                for point in &points {
                    let (label, point) = (&boxes(label)[0], &boxes(point)[0]);
                    assert!(!super::layout::overlap(label, point), "{count} at {width}");
                }
            }
            // Whoever has no name there is counted in the caption.
            assert!(labels.len() == points.len() || scatter.caption.contains("no room"));
        }
    }
}

#[test]
fn a_rate_of_five_is_said_and_one_of_four_is_not() {
    let figure = interrupted(5).figure(ChartKind::Interruptions, 720.0);
    let received = &figure.more[1].scene;
    assert_eq!(
        texts(received)
            .into_iter()
            .filter(|text| text.starts_with("5.00"))
            .count(),
        1
    );
    // 5 a minute (1.62 to 11.67): Poisson, by hand.
    assert!(texts(received).contains(&"5.00 (1.62–11.67)"));
    assert_eq!(of(received, Ink::Dot).len(), 1);
    let few = interrupted(4).figure(ChartKind::Interruptions, 720.0);
    let few = &few.more[1].scene;
    assert!(!texts(few).iter().any(|text| text.starts_with("4.00")));
    assert_eq!(
        texts(few)
            .iter()
            .filter(|text| **text == "too few to say")
            .count(),
        3
    );
    assert_eq!(
        (of(few, Ink::Dot).len(), of(few, Ink::FewDots).len()),
        (0, 1)
    );
    // In the order of the roster, whatever the rates.
    let names: Vec<&str> = texts(received)
        .into_iter()
        .filter(|text| text.len() < 5 && text.len() > 2)
        .collect();
    assert_eq!(names, ["Ana", "Ben", "Chen"]);
    let made = &figure.tables[2];
    assert_eq!(made.rows[1][..4], ["Ben", "5", "5.00", "1.62–11.67"]);
    assert_eq!(
        made.rows[0][1..],
        ["0", "0.00", "0.00–1.84", "too few to say"]
    );
}

#[test]
fn without_interruptions_there_is_nothing_more_to_see() {
    let quiet = Story::of("Ana, Ben")
        .speaks(0.0, 0)
        .talked_over(9.0, 0, Some(1));
    let figure = quiet
        .at(60.0, What::Ends)
        .figure(ChartKind::Interruptions, 358.0);
    assert!(figure.scene.is_some() && figure.more.is_empty());
}

/// Snyder 2014: who interrupted whom in 900 minutes of meetings, told of two women and two men
/// of the same airtime.
pub fn snyder() -> Story {
    let mut story = Story::of("Ann, Bea, Carl, Dan, Eve");
    story.0.attributes = vec!["Gender".to_owned()];
    let mut people = story.0.roster.people().to_vec();
    for (person, value) in people.iter_mut().zip(["woman", "woman", "man", "man"]) {
        person
            .attributes
            .insert("Gender".to_owned(), Some(value.to_owned()));
    }
    story.0.roster = Roster::new(people).unwrap();
    let mut second = 0.0;
    for who in 0..4 {
        story = story.speaks(f64::from(who) * 400.0, who as usize);
    }
    for (who, whom, count) in [
        ([2, 3], [0, 1], 149),
        ([2, 3], [3, 2], 63),
        ([0, 1], [1, 0], 89),
        ([0, 1], [2, 3], 13),
    ] {
        for round in 0..count {
            let place = round % 2;
            story = story.interrupts(second, who[place], whom[place], Outcome::Held);
            second += 1.0;
        }
    }
    story.at(1600.0, What::Ends)
}

#[test]
fn groups_compared() {
    let figure = snyder().by(0, 720.0);
    assert_eq!(figure.heading, "Interruptions");
    assert_eq!(
        figure.sentence,
        "314\u{a0}interruptions were marked. Per minute of their own floor, people of Gender “woman” were \
         interrupted 3.13 times as often as people of “man” (95\u{a0}% interval 2.41 to 4.11). If both were \
         interrupted alike, chance alone would make as large a difference with p below 0.001, taking \
         each interruption by itself, and with p = 0.33, dealing out the groups among the people in every \
         way. With so few people no p below 0.33 is possible."
    );
    assert_eq!(
        figure.tables[0].rows,
        [
            ["woman", "woman", "89", "28\u{a0}%"],
            ["woman", "man", "13", "4\u{a0}%"],
            ["man", "woman", "149", "47\u{a0}%"],
            ["man", "man", "63", "20\u{a0}%"]
        ]
    );
    assert_eq!(
        figure.tables[1].rows[0][..5],
        ["woman", "2", "50.0\u{a0}%", "800.0", "238"]
    );
    assert_eq!(
        figure.tables[1].rows[2][..5],
        ["not stated", "1", "0.0\u{a0}%", "0.0", "0"]
    );
    let found: Vec<&str> = figure.tables[2].rows.iter().map(|row| &*row[1]).collect();
    assert_eq!(found[0], "3.13");
    assert_eq!(found[3..], ["0.33333", "0.33333"]);
    let scene = figure.scene.unwrap();
    assert!(texts(&scene).contains(&"149") && texts(&scene).contains(&"47\u{a0}%"));
    // A sign a group in the scatter, a row a group among the rates.
    assert_eq!(figure.more[0].legend[1].words, "man");
    assert!(texts(&figure.more[1].scene).contains(&"not stated"));
}

#[test]
fn few_are_not_compared() {
    let mut story = snyder();
    story.0.log = Meeting::default().log;
    let story = story
        .speaks(0.0, 0)
        .speaks(60.0, 2)
        .interrupts(70.0, 0, 2, Outcome::Held)
        .at(120.0, What::Ends);
    let figure = story.by(0, 358.0);
    assert_eq!(
        figure.sentence,
        "1\u{a0}interruption was marked: too few to compare two groups by Gender."
    );
    assert_eq!(figure.tables.len(), 3);
    assert_eq!(
        figure.tables[0].rows,
        [["woman", "man", "1", "too few to say"]]
    );
    assert!(
        !texts(&figure.scene.unwrap())
            .iter()
            .any(|text| text.contains('%'))
    );
    // People are points in a picture, so they are in a table too, each with their group.
    let people = &figure.tables[2];
    let heads: Vec<&str> = people.columns.iter().map(|head| &*head.words).collect();
    assert_eq!(heads[..4], ["Person", "Gender", "Made", "Received"]);
    assert_eq!(people.rows[0][..4], ["Ann", "woman", "1", "0"]);
    assert_eq!(people.rows[4][..4], ["Eve", "not stated", "0", "0"]);
    // Where there is no such attribute, people are shown.
    assert_eq!(
        story.by(7, 358.0),
        story.figure(ChartKind::Interruptions, 358.0)
    );
}

#[test]
fn where_one_of_two_groups_is_too_few_neither_stands_out() {
    let mut story = snyder();
    story.0.log = Meeting::default().log;
    let story = (0..8).fold(story.speaks(0.0, 0), |story, round| {
        let at = f64::from(round) + 1.0;
        // Ann six times, Carl twice.
        match round < 6 {
            true => story.interrupts(at, 2, 0, Outcome::Held),
            false => story
                .speaks(at, 2)
                .interrupts(at + 0.5, 0, 2, Outcome::Held),
        }
    });
    let figure = story.at(120.0, What::Ends).by(0, 720.0);
    assert!(
        figure.sentence.contains("too few to compare"),
        "{}",
        figure.sentence
    );
    let rates = &figure.more[1].scene;
    assert_eq!((count(rates, Ink::Dot), count(rates, Ink::Whisker)), (0, 0));
    let percent = |text: &&str| text.contains('%');
    assert!(!texts(figure.scene.as_ref().unwrap()).iter().any(percent));
    for table in &figure.tables[..2] {
        assert!(!table.is_sortable(), "{table:?}");
    }
    assert!(
        figure.tables[0]
            .rows
            .iter()
            .all(|row| row[3] == "too few to say")
    );
}

#[test]
fn without_groups_everybody_has_the_same_sign() {
    let figure = lively(SIX, 45, 900).figure(ChartKind::Interruptions, 720.0);
    let points = of(&figure.more[0].scene, Ink::Point);
    let corners = |mark: &&Mark| match &mark.shape {
        Shape::Path { data } => data.matches(['M', 'L']).count(),
        _ => panic!("{mark:?}"),
    };
    let mut corners: Vec<usize> = points.iter().map(corners).collect();
    assert!(corners.len() > 2);
    corners.dedup();
    assert_eq!(corners.len(), 1, "{corners:?}");
}

#[test]
fn groups_of_any_number_fit() {
    for values in [1, 2, 5, 12, 40] {
        let mut story = lively(&names(40), 60, 400);
        story.0.attributes = vec!["Team".to_owned()];
        let mut people = story.0.roster.people().to_vec();
        for (place, person) in people.iter_mut().enumerate() {
            let value = format!("Tief- und Hochbauabteilung {}", place % values);
            person.attributes.insert("Team".to_owned(), Some(value));
        }
        story.0.roster = Roster::new(people).unwrap();
        for width in [288.0, 358.0, 1200.0] {
            let figure = story.by(0, width);
            let scenes = figure
                .scene
                .iter()
                .chain(figure.more.iter().map(|more| &more.scene));
            for scene in scenes {
                check_layout(scene, &format!("{values} at {width}"));
            }
            assert_eq!(figure.scene.is_some(), values <= 12);
        }
    }
}
