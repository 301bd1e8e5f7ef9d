//! What charts say, and what they leave out.

use super::*;

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

/// Everything of a figure that becomes a node of the page: marks, their titles, words, cells.
fn nodes(figure: &Figure) -> usize {
    let scene = |scene: &Scene| -> usize {
        let mark = |mark: &Mark| 1 + usize::from(mark.title.is_some());
        1 + scene.marks.iter().map(mark).sum::<usize>()
    };
    let legend = |legend: &[LegendEntry]| -> usize {
        legend.iter().map(|entry| 2 + scene(&entry.key)).sum()
    };
    let table = |table: &Table| 4 + (table.rows.len() + 1) * (table.columns.len() + 1);
    let more = figure.more.iter();
    let more = more.map(|more| 2 + scene(&more.scene) + legend(&more.legend));
    8 + figure.scene.as_ref().map_or(0, scene)
        + legend(&figure.legend)
        + more.sum::<usize>()
        + figure.tables.iter().map(table).sum::<usize>()
}

#[test]
fn the_page_has_no_more_nodes_for_ten_thousand_turns() {
    for (crowd, most) in [(SIX.to_owned(), 1100), (names(40), 7000)] {
        let story = lively(&crowd, 480, 30_000);
        assert!(story.0.course().turns().len() > 10_000);
        for kind in ChartKind::ALL {
            for width in [320.0, 1280.0] {
                let found = nodes(&story.figure(kind, width));
                assert!(found <= most, "{kind:?} at {width}: {found} nodes");
            }
        }
    }
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
