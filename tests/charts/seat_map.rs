//! Who follows whom: lines from seat to seat, and no claim made of few.

use super::*;

/// The corners of every line, in the order in which they are drawn.
fn lines(scene: &Scene) -> Vec<(&str, Vec<(f64, f64)>)> {
    let lines = scene
        .marks
        .iter()
        .filter(|mark| matches!(mark.ink, Ink::Pass | Ink::FewPasses));
    lines
        .map(|mark| match &mark.shape {
            Shape::Polygon { points } => (mark.title.as_deref().unwrap(), points.clone()),
            _ => panic!("{mark:?}"),
        })
        .collect()
}

fn width_at(line: &[(f64, f64)], place: usize) -> f64 {
    let (one, other) = (line[place], line[line.len() - 1 - place]);
    (one.0 - other.0).hypot(one.1 - other.1)
}

#[test]
fn the_worked_meeting_round_a_table() {
    let figure = worked().figure(ChartKind::Passes, 358.0);
    assert_eq!(
        figure.sentence,
        "The floor went from one person to another 4\u{a0}times: too few between any two to say \
         who follows whom."
    );
    assert_eq!(
        figure.tables[0].rows,
        [
            ["A", "B", "1"],
            ["A", "C", "1"],
            ["B", "A", "1"],
            ["C", "B", "1"]
        ]
    );
    assert_eq!(figure.tables[0].caption, "Who followed whom");
    assert!(!figure.tables[0].is_sortable());
    let scene = figure.scene.unwrap();
    assert_eq!(count(&scene, Ink::Pass), 0);
    let drawn = lines(&scene);
    assert_eq!(drawn.len(), 4);
    assert!(drawn.iter().any(|(title, _)| *title == "B followed A once"));
    // A line starts at whoever was first, wide, and ends at whoever was next, in a point.
    for (title, line) in drawn {
        assert!(width_at(&line, 0) > 2.0 * width_at(&line, 10), "{title}");
    }
    assert_eq!(texts(&scene), ["A", "B", "C", "D"]);
}

/// Ben follows Ana so many times, Ana follows Ben once fewer.
fn alternating(times: u32) -> Story {
    let story = (0..times).fold(Story::of("Ana, Ben, Chen"), |story, round| {
        let at = f64::from(round) * 20.0;
        story.speaks(at, 0).speaks(at + 10.0, 1)
    });
    story.at(f64::from(times) * 20.0, What::Ends)
}

#[test]
fn a_pair_is_named_from_five_times_on() {
    let sentence = |story: &Story| story.figure(ChartKind::Passes, 358.0).sentence;
    assert!(sentence(&alternating(4)).contains("too few"));
    assert_eq!(
        sentence(&alternating(7)),
        "Most often Ben followed Ana: 7\u{a0}times; Ana followed Ben 6\u{a0}times. The floor went \
         from one person to another 13\u{a0}times."
    );
    let tie = (0..6).fold(Story::of("Ana, Ben, Chen"), |story, round| {
        let at = f64::from(round) * 30.0;
        story
            .speaks(at, 0)
            .speaks(at + 10.0, 1)
            .speaks(at + 20.0, 2)
    });
    assert_eq!(
        sentence(&tie.at(180.0, What::Ends)),
        "The floor went from one person to another 17\u{a0}times. 2\u{a0}pairs have the most, \
         6\u{a0}times each."
    );
    let alone = Story::of("Ana").speaks(0.0, 0).at(60.0, What::Ends);
    assert_eq!(sentence(&alone), "There was nobody else to follow.");
}

#[test]
fn few_are_listed_in_the_order_of_the_people() {
    // Chen follows Ana three times, Ben once: too few to say who more often.
    let few =
        [2, 1, 2, 2]
            .iter()
            .zip(0..)
            .fold(Story::of("Ana, Ben, Chen"), |story, (next, round)| {
                let at = f64::from(round) * 20.0;
                story
                    .speaks(at, 0)
                    .speaks(at + 5.0, *next)
                    .at(at + 10.0, What::Pauses)
                    .at(at + 15.0, What::Resumes)
            });
    let table = |story: &Story| story.figure(ChartKind::Passes, 358.0).tables.remove(0);
    let listed = table(&few);
    assert_eq!(listed.caption, "Who followed whom");
    assert_eq!(listed.rows, [["Ana", "Ben", "1"], ["Ana", "Chen", "3"]]);
    let enough = table(&alternating(7));
    assert_eq!(enough.caption, "Who followed whom, most often first");
    assert_eq!(enough.few, [false, false]);
}

#[test]
fn the_width_of_a_line_is_its_count() {
    let scene = scene(&alternating(12), ChartKind::Passes, 720.0);
    let drawn = lines(&scene);
    let [(back, eleven), (there, twelve)] = drawn.as_slice() else {
        panic!("two lines");
    };
    assert_eq!(*there, "Ben followed Ana 12\u{a0}times");
    assert_eq!(*back, "Ana followed Ben 11\u{a0}times");
    let ratio = width_at(eleven, 0) / width_at(twelve, 0);
    assert!((ratio - 11.0 / 12.0).abs() < 0.03, "{ratio}");
}

#[test]
fn people_sit_in_the_order_of_their_tiles() {
    let mut story = alternating(6);
    story.0.seats = vec![person(2), person(0)];
    let scene = scene(&story, ChartKind::Passes, 358.0);
    assert_eq!(texts(&scene), ["Chen", "Ana", "Ben"]);
}

#[test]
fn of_many_people_only_the_strongest_lines_are_drawn_and_it_says_so() {
    let figure = lively(&names(40), 60, 2000).figure(ChartKind::Passes, 358.0);
    let scene = figure.scene.unwrap();
    assert!((1..=48).contains(&lines(&scene).len()));
    assert!(
        figure
            .caption
            .contains("are drawn; the table has the others")
    );
    let table = &figure.tables[0];
    assert_eq!(table.rows.len(), 200);
    assert!(table.note.as_ref().unwrap().contains("not listed here"));
    let twelve = lively(&names(12), 60, 2000).figure(ChartKind::Passes, 358.0);
    assert!(!twelve.caption.contains("Only"));
}
