//! What charts say, and what they leave out.

use meeting_dynamics::chart::cells;

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
            "No interruption was marked. 1\u{a0}point was talked over. There was 1\u{a0}cut-off, counting \
             interruptions that were yielded to and points talked over.",
        ),
        (
            ana()
                .interrupts(5.0, 1, 0, Outcome::Held)
                .at(9.0, What::Ends),
            "1\u{a0}interruption was marked: too few to say who interrupts whom.",
        ),
        (
            many.at(90.0, What::Ends),
            "7 interruptions were marked: in 4 the interrupted person yielded, in 3 the interrupted \
             person kept the floor (held). Ben interrupted Ana 6\u{a0}times; Ana never interrupted Ben. There were \
             4\u{a0}cut-offs, counting interruptions that were yielded to and points talked over.",
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

/// Everything of a figure that becomes a node of the page before anyone asks for more: marks, their titles, words,
/// cells.
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
        + figure
            .tables
            .iter()
            .filter(|table| !table.at_length)
            .map(table)
            .sum::<usize>()
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
fn every_turn_is_listed_as_far_as_a_page_can_hold_it_and_in_a_file_all_are() {
    let story = lively(SIX, 480, 30_000);
    let all = story.read(Options::default(), |subject| subject.reading.turns.len());
    assert!(all > 10_000);
    let shown = story.figure(ChartKind::Timeline, 680.0);
    let turns = shown.tables.last().unwrap();
    assert!(turns.at_length);
    assert_eq!((turns.caption, turns.rows.len()), ("Every turn", 200));
    let thousands = format!("{},{:03}", all / 1000, all % 1000);
    assert_eq!(
        turns.note.clone().unwrap(),
        format!("The first 200 of {thousands} turns. Pick a part to see others; the CSV has all.")
    );
    let whole = story.read(Options::default(), |subject| {
        subject.figure_at_length(ChartKind::Timeline, 680.0)
    });
    assert_eq!(whole.tables.last().unwrap().rows.len(), all);
    assert_eq!(whole.tables.last().unwrap().note, None);
    assert_eq!(whole.scene, shown.scene);
    let rows = cells(&whole, ENGLISH.charts());
    assert!(rows.len() > all);
    // No other chart has more to tell.
    for kind in ChartKind::ALL
        .into_iter()
        .filter(|kind| *kind != ChartKind::Timeline)
    {
        let whole = story.read(Options::default(), |subject| {
            subject.figure_at_length(kind, 680.0)
        });
        assert_eq!(whole, story.figure(kind, 680.0));
    }
}

#[test]
fn who_came_and_went_is_among_what_is_marked() {
    let story = Story::of("Ana, Eva, Fin")
        .speaks(0.0, 0)
        .at(60.0, What::Arrives { who: person(2) })
        .at(120.0, What::Leaves { who: person(1) })
        .at(180.0, What::Ends);
    let marked = |from: f64, until: f64| {
        let at = |seconds: f64| Moment::nearest(seconds * 1000.0);
        let options = Options {
            window: Some((at(from), at(until))),
            ..Options::default()
        };
        let figure = story.read(options, |subject| {
            subject.figure(ChartKind::Timeline, 680.0)
        });
        let table = figure.tables.into_iter().nth(1).unwrap();
        table.rows.into_iter().map(|row| row[2].clone())
    };
    let said: Vec<String> = marked(0.0, 180.0).collect();
    assert_eq!(said, ["Fin arrived", "Eva left"]);
    let said: Vec<String> = marked(90.0, 180.0).collect();
    assert_eq!(said, ["Eva left"]);
}

#[test]
fn whoever_chaired_and_held_the_floor_most_is_said_to_have_chaired() {
    for (role, expected) in [
        ("chair", "Ana, who chaired, held the floor for 67\u{a0}%"),
        (
            "presenter",
            "Ana, who presented, held the floor for 67\u{a0}%",
        ),
        ("note taker", "Ana held the floor for 67\u{a0}%"),
    ] {
        let story = Story::of("Ana, Ben").role(0, role);
        let story = story.speaks(0.0, 0).speaks(20.0, 1).at(30.0, What::Ends);
        let said = story.figure(ChartKind::Airtime, 358.0).sentence;
        assert!(said.starts_with(expected), "{said}");
        // Of someone else nothing is said of the role.
        let other = Story::of("Ana, Ben").role(1, role);
        let other = other.speaks(0.0, 0).speaks(20.0, 1).at(30.0, What::Ends);
        let said = other.figure(ChartKind::Airtime, 358.0).sentence;
        assert!(said.starts_with("Ana held"), "{said}");
    }
}

#[test]
fn cut_offs_are_said_of_nobody_in_particular() {
    let cut_off = |story: Story, at: f64, back: bool| {
        let story = story
            .speaks(at, 0)
            .interrupts(at + 5.0, 1, 0, Outcome::Yielded);
        match back {
            true => story.speaks(at + 10.0, 0),
            false => story,
        }
    };
    let said = |story: Story| {
        let figure = story.at(1000.0, What::Ends);
        figure.figure(ChartKind::Timeline, 358.0).sentence
    };
    let told = |backs: &[bool]| {
        let story = Story::of("Ana, Ben");
        let each = backs.iter().enumerate();
        said(each.fold(story, |story, (place, back)| {
            cut_off(story, place as f64 * 100.0, *back)
        }))
    };
    let back = "the person was back on the floor within a minute.";
    for (backs, expected) in [
        (&[][..], "No cut-off was marked.".to_owned()),
        (&[false], "There was 1\u{a0}cut-off.".to_owned()),
        (
            &[true],
            format!("There was 1\u{a0}cut-off; after it {back}"),
        ),
        (&[false; 2], "There were 2\u{a0}cut-offs.".to_owned()),
        (
            &[true; 2],
            format!("There were 2\u{a0}cut-offs; after both {back}"),
        ),
        (
            &[true; 3],
            format!("There were 3\u{a0}cut-offs; after each of them {back}"),
        ),
        (
            &[true, false, true],
            format!("There were 3\u{a0}cut-offs; after 2 of them {back}"),
        ),
    ] {
        let said = told(backs);
        assert!(said.ends_with(&expected), "{backs:?}: {said}");
    }
}

#[test]
fn no_two_pictures_have_the_same_name_and_none_is_called_by_its_caption() {
    let mut named: Vec<String> = Vec::new();
    let story = lively(SIX, 45, 900);
    for kind in ChartKind::ALL {
        let figure = story.figure(kind, 680.0);
        let more = figure.more.iter().map(|more| (&more.name, &more.caption));
        for (name, caption) in std::iter::once((&figure.name, &figure.caption)).chain(more) {
            assert!(!named.contains(name), "{name} twice");
            assert!(name.len() < 80 && !name.contains(caption.as_str()));
            named.push(name.clone());
        }
    }
    assert_eq!(named[0], "Picture of the table’s numbers: Airtime");
    assert_eq!(named.len(), 9);
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
