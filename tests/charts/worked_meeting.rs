//! The worked meeting's pictures, sentences and tables, by hand.

use super::layout::{Sides, bars, boxes};
use super::*;

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
        "In 5:20, 3 of 4\u{a0}people took 5\u{a0}turns. There was 1\u{a0}cut-off; after it the person was \
         back on the floor within a minute."
    );
    let scene = figure.scene.unwrap();
    let lanes: Vec<Vec<Sides>> = scene
        .marks
        .iter()
        .filter(|mark| mark.ink == Ink::Airtime)
        .map(bars)
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

    let [people, moments, turns] = figure.tables.as_slice() else {
        panic!("three tables");
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
    assert_eq!(turns.caption, "Every turn");
    assert_eq!(
        turns.rows,
        [
            ["A", "0:00", "1:00", "60.0"],
            ["B", "1:00", "1:30", "30.0"],
            ["A", "1:30", "2:30", "60.0"],
            ["C", "2:40", "3:20", "40.0"],
            ["B", "3:20", "5:20", "120.0"],
        ]
    );
}

#[test]
fn the_worked_meeting_as_a_matrix() {
    let figure = worked().figure(ChartKind::Interruptions, 358.0);
    assert_eq!(
        figure.sentence,
        "2\u{a0}interruptions were marked: too few to say who interrupts whom. There was 1\u{a0}cut-off, counting \
         interruptions that were yielded to and points talked over."
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
    let [pairs, rates, made] = figure.tables.as_slice() else {
        panic!("three tables");
    };
    assert_eq!(
        made.rows[1],
        ["B", "1", "0.38", "0.01–2.09", "too few to say"]
    );
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
