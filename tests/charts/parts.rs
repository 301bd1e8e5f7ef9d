//! A figure of a part of a meeting shows that part and nothing else; and of the whole, what is
//! chosen in it.

use super::layout::{bars, boxes};
use super::*;

fn minutes(from: f64, until: f64) -> Options {
    let at = |minute: f64| Moment::nearest(minute * 60_000.0);
    Options {
        window: Some((at(from), at(until))),
        ..Options::default()
    }
}

/// Before, in and after the second minute: an interruption of each kind, and an ally moment.
fn thrice() -> Story {
    let mut story = Story::of("Ana, Ben, Chen").speaks(0.0, 0);
    for minute in 0..3 {
        let at = f64::from(minute) * 60.0;
        story = story
            .speaks(at + 5.0, 0)
            .interrupts(at + 10.0, 1, 0, Outcome::Yielded)
            .speaks(at + 20.0, 0)
            .interrupts(at + 25.0, 1, 0, Outcome::Held)
            .talked_over(at + 30.0, 0, Some(2))
            .ally(at + 40.0, AllyKind::HandsBack, 2, 0)
            .speaks(at + 45.0, 0);
    }
    story.at(180.0, What::Ends)
}

#[test]
fn a_timeline_of_a_part_is_drawn_for_that_part() {
    let figure = thrice().read(minutes(1.0, 2.0), |subject| {
        subject.figure(ChartKind::Timeline, 720.0)
    });
    assert_eq!(
        figure.caption,
        "Who held the floor when, from 1:00 to 2:00."
    );
    assert_eq!(
        figure.sentence,
        "In 1:00, 2 of 3\u{a0}people took 4\u{a0}turns. There were 2\u{a0}cut-offs; after both the person \
         was back on the floor within a minute. There was 1\u{a0}ally moment: someone invited another in, amplified \
         or credited their point, or handed the floor back."
    );
    let times: Vec<&str> = figure.tables[1].rows.iter().map(|row| &*row[0]).collect();
    assert_eq!(times, ["1:10", "1:25", "1:30", "1:40"]);
    let scale = figure.scale.unwrap();
    let scene = figure.scene.unwrap();
    for ink in [Ink::Yielded, Ink::Held, Ink::Ally] {
        let signs = boxes(scene.marks.iter().find(|mark| mark.ink == ink).unwrap());
        assert_eq!(signs.len(), 1, "{ink:?}");
    }
    let labels = texts(&scene);
    assert!(
        labels.contains(&"1:30") && !labels.contains(&"0:30"),
        "{labels:?}"
    );
    // What it says of moments and places is what is drawn.
    let sign = scene
        .marks
        .iter()
        .find(|mark| mark.ink == Ink::Ally)
        .unwrap();
    let sides = boxes(sign)[0];
    let x = scale.x(Moment::nearest(100_000.0));
    assert!((f64::midpoint(sides[0], sides[2]) - x).abs() < 0.2);
    let back = scale.moment(x).seconds();
    assert!((back - 100.0).abs() < 0.1, "{back}");
    assert_eq!(scale.moment(-9.0).seconds(), 60.0);
    assert_eq!(scale.moment(9999.0).seconds(), 120.0);
}

#[test]
fn every_figure_of_a_part_counts_that_part_and_says_so() {
    let story = thrice();
    for kind in ChartKind::ALL {
        let figure = story.read(minutes(1.0, 2.0), |subject| subject.figure(kind, 358.0));
        let said = figure.caption.contains("from 1:00 to 2:00");
        assert!(said, "{kind:?}: {}", figure.caption);
    }
    let figure = story.read(minutes(1.0, 2.0), |subject| {
        subject.figure(ChartKind::Interruptions, 358.0)
    });
    assert_eq!(
        figure.sentence,
        "2\u{a0}interruptions were marked: too few to say who interrupts whom. 1\u{a0}point was talked \
         over. There were 2\u{a0}cut-offs, counting interruptions that were yielded to and points talked over."
    );
    assert_eq!(
        figure.tables[0].rows[0],
        ["Ben", "Ana", "2", "1", "1", "0", "0"]
    );
    let balance = story.read(minutes(1.0, 2.0), |subject| {
        subject.figure(ChartKind::Balance, 358.0)
    });
    assert_eq!(balance.tables[0].rows[0][..2], ["1:00", "2:00"]);
}

#[test]
fn parts_of_any_length_can_be_drawn() {
    let story = lively(SIX, 45, 300);
    for (from, until) in [
        (0.0, 0.0),
        (26.9, 27.3),
        (27.0, 29.5),
        (12.0, 12.001),
        (44.0, 99.0),
        (99.0, 99.0),
        (30.0, 10.0),
    ] {
        for kind in ChartKind::ALL {
            for width in [288.0, 1200.0] {
                let figure =
                    story.read(minutes(from, until), |subject| subject.figure(kind, width));
                let scenes = figure
                    .scene
                    .iter()
                    .chain(figure.more.iter().map(|more| &more.scene));
                for scene in scenes {
                    super::layout::check_layout(scene, &format!("{kind:?} {from}–{until} {width}"));
                }
            }
        }
    }
}

#[test]
fn what_is_chosen_is_marked() {
    let story = thrice();
    let marked = |from: f64, until: f64, options: Options| {
        let at = |seconds: f64| Moment::nearest(seconds * 1000.0);
        let figure = story.read(options, |subject| {
            let subject = Subject {
                marked: Some((at(from), at(until))),
                ..subject
            };
            subject.figure(ChartKind::Timeline, 720.0)
        });
        let scene = figure.scene.unwrap();
        let mark = scene.marks.iter().find(|mark| mark.ink == Ink::Marked);
        mark.map(|mark| {
            let sides = boxes(mark)[0];
            (
                mark.title.clone().unwrap(),
                sides[0],
                sides[2],
                figure.scale.unwrap(),
            )
        })
    };
    let (title, left, right, scale) = marked(30.0, 90.0, Options::default()).unwrap();
    assert_eq!(title, "marked: 0:30 to 1:30");
    assert!((scale.moment(left).seconds() - 30.0).abs() < 0.2);
    assert!((scale.moment(right).seconds() - 90.0).abs() < 0.2);
    let (title, left, right, _) = marked(70.0, 70.0, Options::default()).unwrap();
    assert_eq!(title, "marked: 1:10");
    assert!((right - left - 4.0).abs() < 0.2);
    assert!(marked(30.0, 50.0, minutes(1.0, 2.0)).is_none());
    let (_, left, _, scale) = marked(30.0, 90.0, minutes(1.0, 2.0)).unwrap();
    assert!((left - scale.left).abs() < 0.2);
}

#[test]
fn airtime_without_those_who_have_a_role() {
    let story = Story::of("Ana, Ben, Chen")
        .role(0, "chair")
        .speaks(0.0, 0)
        .speaks(60.0, 1)
        .speaks(90.0, 2)
        .at(100.0, What::Ends);
    let without = Options {
        without_roles: true,
        ..Options::default()
    };
    let figure = story.read(without, |subject| subject.figure(ChartKind::Airtime, 720.0));
    assert_eq!(
        figure.sentence,
        "Of those without a role, Ben held the floor for 75\u{a0}% of their talk; for equal airtime among them \
         25\u{a0}% of it would have to change hands."
    );
    assert!(
        figure.caption.contains("without a role"),
        "{}",
        figure.caption
    );
    let scene = figure.scene.unwrap();
    assert_eq!(count(&scene, Ink::Airtime), 2);
    let expected = scene
        .marks
        .iter()
        .find(|mark| mark.ink == Ink::Expected)
        .unwrap();
    assert_eq!(boxes(expected).len(), 2);
    let words = texts(&scene);
    assert!(words.contains(&"Ana · chair"), "{words:?}");
    assert!(
        words.contains(&"1:00, left out") && words.contains(&"75\u{a0}% · 0:30"),
        "{words:?}"
    );
    let table = &figure.tables[0];
    assert_eq!(table.columns[5].words, "Share of the others’ talk");
    assert_eq!(table.rows[0][3..6], ["60.0\u{a0}%", "–", "–"]);
    assert_eq!(
        table.rows[1][3..6],
        ["30.0\u{a0}%", "50.0\u{a0}%", "75.0\u{a0}%"]
    );
    // Where nobody has a role, nobody is left out.
    let plain = worked();
    let same = plain.read(without, |subject| subject.figure(ChartKind::Airtime, 720.0));
    assert_eq!(same, plain.figure(ChartKind::Airtime, 720.0));
}

#[test]
fn nearer_the_timeline_shows_what_is_there_and_where() {
    let story = thrice();
    let at = |seconds: f64| Moment::nearest(seconds * 1000.0);
    let closer = |from: f64, until: f64, picked: Option<(f64, f64)>| {
        story.read(Options::default(), |subject| {
            let view = View {
                from: at(from),
                until: at(until),
                picked: picked.map(|(from, until)| (at(from), at(until))),
            };
            timeline_closer(&subject, view, 720.0)
        })
    };
    let whole = story.read(Options::default(), |subject| {
        subject.figure(ChartKind::Timeline, 720.0)
    });
    // Seen whole it is the figure itself.
    let same = closer(0.0, 180.0, None);
    assert_eq!(Some(&same.scene), whole.scene.as_ref());
    assert_eq!(Some(same.scale), whole.scale);
    assert_eq!(same.legend, whole.legend);

    // Ana speaks up to 70, from 80 to 90 (talked over), and from 105 on.
    let near = closer(60.0, 120.0, None);
    assert_eq!(near.scene.height, same.scene.height);
    let lane = near
        .scene
        .marks
        .iter()
        .find(|mark| mark.ink == Ink::Airtime);
    let bars = bars(lane.unwrap());
    let expected = [(60.0, 70.0), (80.0, 90.0), (105.0, 120.0)];
    assert_eq!(bars.len(), expected.len(), "{bars:?}");
    for (bar, (from, until)) in bars.iter().zip(expected) {
        let (left, right) = (near.scale.x(at(from)), near.scale.x(at(until)));
        assert!((bar[0] - left).abs() < 0.6, "{bar:?} {left}");
        assert!((bar[2] - right).abs() < 0.6, "{bar:?} {right}");
    }
    for ink in [Ink::Yielded, Ink::Held, Ink::Ally] {
        let signs = near.scene.marks.iter().find(|mark| mark.ink == ink);
        assert_eq!(boxes(signs.unwrap()).len(), 1, "{ink:?}");
    }
    assert!(near.scene.marks.iter().all(|mark| mark.ink != Ink::Outside));

    // What was not picked stands back: here on the right alone.
    let picked = closer(60.0, 120.0, Some((30.0, 90.0)));
    let veil = picked
        .scene
        .marks
        .iter()
        .find(|mark| mark.ink == Ink::Outside);
    let veil = boxes(veil.unwrap());
    assert_eq!(veil.len(), 1, "{veil:?}");
    assert!((veil[0][0] - picked.scale.x(at(90.0))).abs() < 0.2);
    assert!((veil[0][2] - picked.scale.right).abs() < 0.2);
}

#[test]
fn the_timeline_can_be_seen_from_anywhere() {
    let story = lively(SIX, 45, 300);
    let at = |minute: f64| Moment::nearest(minute * 60_000.0);
    for (from, until) in [(0.0, 45.0), (12.0, 12.2), (44.9, 45.0), (26.0, 30.0)] {
        for picked in [None, Some((at(10.0), at(28.0)))] {
            for width in [288.0, 1200.0] {
                let closer = story.read(Options::default(), |subject| {
                    let (from, until) = (at(from), at(until));
                    let view = View {
                        from,
                        until,
                        picked,
                    };
                    timeline_closer(&subject, view, width)
                });
                let what = format!("{from}–{until} {picked:?} {width}");
                super::layout::check_layout(&closer.scene, &what);
            }
        }
    }
}
