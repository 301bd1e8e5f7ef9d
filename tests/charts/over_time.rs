//! Balance over time and airtime in windows: the worked meeting by hand, pauses, people who come
//! late, and what is said only of enough.

use meeting_dynamics::chart::cells;

use super::layout::boxes;
use super::*;

#[test]
fn the_worked_meeting_in_windows() {
    let figure = worked().figure(ChartKind::Balance, 358.0);
    assert_eq!(
        figure.sentence,
        "Only one of 2 windows has enough talk to say anything, the one from 0:00 to 5:00: for equal \
         airtime 36\u{a0}% of it would have to change hands."
    );
    let table = &figure.tables[0];
    let heads: Vec<&str> = table.columns.iter().map(|head| &*head.words).collect();
    assert_eq!(
        heads,
        [
            "From",
            "Until",
            "Talk (s)",
            "Would change hands",
            "In the room",
            "Equal share",
            "A",
            "B",
            "C",
            "D"
        ]
    );
    assert_eq!(
        table.rows,
        [
            [
                "0:00",
                "5:00",
                "290.0",
                "36.2\u{a0}%",
                "4",
                "25.0\u{a0}%",
                "41.4\u{a0}%",
                "44.8\u{a0}%",
                "13.8\u{a0}%",
                "0.0\u{a0}%"
            ],
            [
                "5:00",
                "5:20",
                "20.0",
                "75.0\u{a0}%",
                "4",
                "25.0\u{a0}%",
                "0.0\u{a0}%",
                "100.0\u{a0}%",
                "0.0\u{a0}%",
                "0.0\u{a0}%"
            ],
        ]
    );
    // A column is as wide as its time; a bar as high as its share.
    let scene = figure.scene.unwrap();
    let bars = scene.marks.iter().filter(|mark| mark.ink == Ink::Airtime);
    let bars: Vec<&Mark> = bars.collect();
    let [a, b, c] = [0, 1, 2].map(|place| boxes(bars[place]));
    assert_eq!([a.len(), b.len(), c.len(), bars.len()], [1, 2, 1, 3]);
    let wide = |sides: &[f64; 4]| sides[2] - sides[0];
    let high = |sides: &[f64; 4]| sides[3] - sides[1];
    assert!((wide(&b[1]) / wide(&b[0]) - 20.0 / 300.0).abs() < 0.01);
    assert!((high(&b[0]) / high(&b[1]) - 130.0 / 290.0).abs() < 0.01);
    assert!((high(&a[0]) / high(&b[1]) - 120.0 / 290.0).abs() < 0.01);

    let figure = worked().figure(ChartKind::Windows, 1100.0);
    assert_eq!(
        figure.sentence,
        "Only one window of 5\u{a0}min was full, from 0:00 to 5:00: 3 of 4\u{a0}people spoke in it."
    );
    assert_eq!(
        figure.tables[0].rows,
        [
            ["A", "120.0", "120.0", "0.0"],
            ["B", "150.0", "130.0", "20.0"],
            ["C", "40.0", "40.0", "0.0"],
            ["D", "0.0", "0.0", "0.0"]
        ]
    );
    // The area of a square is airtime.
    let scene = figure.scene.unwrap();
    let squares = boxes(
        scene
            .marks
            .iter()
            .find(|mark| mark.ink == Ink::Airtime)
            .unwrap(),
    );
    let area = |sides: &[f64; 4]| wide(sides) * high(sides);
    assert_eq!(squares.len(), 4);
    assert!((area(&squares[0]) / area(&squares[1]) - 120.0 / 130.0).abs() < 0.03);
    for sides in &squares {
        assert!((wide(sides) - high(sides)).abs() < 0.15, "{sides:?}");
    }
    assert!(texts(&scene).contains(&"2:10"));
}

/// Two people, five minutes of one, a pause, then both; the third comes with the second window.
fn paused() -> Story {
    Story::of("Ana, Ben, Chen")
        .speaks(0.0, 0)
        .at(300.0, What::Pauses)
        .at(420.0, What::Resumes)
        .at(420.0, What::Arrives { who: person(2) })
        .speaks(420.0, 0)
        .speaks(520.0, 1)
        .speaks(620.0, 2)
        .at(720.0, What::Ends)
}

#[test]
fn windows_are_observed_time_and_know_who_was_there() {
    let figure = paused().figure(ChartKind::Balance, 720.0);
    assert_eq!(
        figure.sentence,
        "For equal airtime 0\u{a0}% of the talk would have to change hands in the most even window, from \
         7:00 to 12:00, and 50\u{a0}% in the least even, from 0:00 to 5:00."
    );
    let cells: Vec<&[String]> = figure.tables[0].rows.iter().map(|row| &row[..2]).collect();
    assert_eq!(cells, [["0:00", "5:00"], ["7:00", "12:00"]]);
    // Chen was not there: half of the talk was an equal share, and Chen has none.
    assert_eq!(
        figure.tables[0].rows[0][3..],
        [
            "50.0\u{a0}%",
            "2",
            "50.0\u{a0}%",
            "100.0\u{a0}%",
            "0.0\u{a0}%",
            "not in the room"
        ]
    );
    let figure = paused().figure(ChartKind::Windows, 720.0);
    assert_eq!(
        figure.sentence,
        "1 of 3\u{a0}people spoke in both full windows; the fewest were heard from 0:00 to 5:00 \
         (1\u{a0}person), the most from 7:00 to 12:00 (3\u{a0}people)."
    );
    assert_eq!(figure.legend.len(), 3);
    let cells = figure.scene.unwrap();
    let cells = boxes(
        cells
            .marks
            .iter()
            .find(|mark| mark.ink == Ink::Room)
            .unwrap(),
    );
    assert_eq!(cells.len(), 5);
}

#[test]
fn a_long_meeting_has_longer_windows() {
    for (minutes, windows, caption) in [
        (120, 24, "each 5\u{a0}min"),
        (121, 13, "each 10\u{a0}min"),
        (480, 16, "each 30\u{a0}min"),
        (44_000, 16, "each 48\u{a0}h"),
    ] {
        let story = Story::of("Ana, Ben")
            .speaks(0.0, 0)
            .speaks(90.0, 1)
            .at(f64::from(minutes) * 60.0, What::Ends);
        let figure = story.figure(ChartKind::Balance, 288.0);
        assert_eq!(figure.tables[0].rows.len(), windows, "{minutes}");
        assert!(figure.caption.contains(caption), "{}", figure.caption);
        let talk = |row: &Vec<String>| row[2].parse::<f64>().unwrap();
        let talk: f64 = figure.tables[0].rows.iter().map(talk).sum();
        assert_eq!(talk, f64::from(minutes) * 60.0);
    }
}

#[test]
fn windows_are_named_by_their_ends_and_full_ones_are_called_full() {
    let said = |story: &Story, kind: ChartKind| story.figure(kind, 680.0).sentence;
    // Four full windows and a last one of four minutes; a person a window, two in the last.
    let story = (0..4).fold(Story::of("Ana, Ben, Chen, Dana"), |story, window| {
        story.speaks(f64::from(window) * 300.0, window as usize)
    });
    let story = story
        .speaks(1200.0, 0)
        .speaks(1320.0, 1)
        .at(1440.0, What::Ends);
    assert_eq!(
        said(&story, ChartKind::Windows),
        "No one person spoke in all 4 full windows; in each, 1\u{a0}person was heard."
    );
    let balance = said(&story, ChartKind::Balance);
    assert!(
        balance.contains("in the most even window, from 20:00 to 24:00"),
        "{balance}"
    );
    // One short window is one, of whatever it is.
    let short = Story::of("Ana, Ben")
        .speaks(0.0, 0)
        .speaks(60.0, 1)
        .at(100.0, What::Ends);
    assert_eq!(
        said(&short, ChartKind::Windows),
        "Less than 5\u{a0}min were observed here: no window is full."
    );
    assert_eq!(
        said(&short, ChartKind::Balance),
        "For equal airtime 10\u{a0}% of the talk would have to change hands from 0:00 to 1:40: one window, and \
         nothing to hold it against."
    );
}

#[test]
fn in_a_file_a_share_that_is_none_is_empty() {
    let rows = cells(
        &paused().figure(ChartKind::Balance, 720.0),
        ENGLISH.charts(),
    );
    assert_eq!(
        rows[0][5..],
        ["Equal share (%)", "Ana (%)", "Ben (%)", "Chen (%)"]
    );
    assert_eq!(rows[1][4..], ["2", "50.0", "100.0", "0.0", ""]);
}
