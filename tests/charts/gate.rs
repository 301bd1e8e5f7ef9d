//! Too few to say: of three interruptions in twenty minutes nobody is ranked and nothing compared, in
//! whatever form it leaves the house.

use meeting_dynamics::chart::cells;
use meeting_dynamics::chart::report::{self, Report};

use super::*;

/// Twenty minutes, six people of two groups; Ben interrupted Ana twice and Chen once, and nobody else
/// anybody.
fn short() -> Story {
    let mut story = Story::of("Ana, Ben, Chen, Dana, Esra, Femi");
    story.0.attributes = vec!["Team".to_owned()];
    let mut people = story.0.roster.people().to_vec();
    for (place, person) in people.iter_mut().enumerate() {
        let team = if place % 2 == 0 { "Build" } else { "Run" };
        person
            .attributes
            .insert("Team".to_owned(), Some(team.to_owned()));
    }
    story.0.roster = Roster::new(people).unwrap();
    for minute in 0..18 {
        story = story.speaks(f64::from(minute) * 60.0, minute as usize % 6);
    }
    story
        .speaks(1080.0, 0)
        .interrupts(1090.0, 1, 0, Outcome::Yielded)
        .speaks(1100.0, 0)
        .interrupts(1110.0, 1, 0, Outcome::Held)
        .speaks(1120.0, 2)
        .interrupts(1130.0, 1, 2, Outcome::Yielded)
        .at(1200.0, What::Ends)
}

/// What is only said of enough: who did more of it, how many times as much, how sure that is.
const CLAIMS: [&str; 7] = [
    "times as often",
    "most interruptions",
    "interrupted most",
    "was interrupted more",
    "interrupted more often",
    "Rate ratio",
    "p =",
];

fn claims_nothing(what: &str, text: &str) {
    for claim in CLAIMS {
        assert!(!text.contains(claim), "{what} says “{claim}”: {text}");
    }
}

#[test]
fn a_short_meeting_ranks_nobody_and_compares_nothing() {
    let story = short();
    for by in [None, Some(0)] {
        let figures: Vec<Figure> = story.read(Options::default(), |subject| {
            let subject = Subject { by, ..subject };
            let kinds = ChartKind::ALL.into_iter();
            kinds.map(|kind| subject.figure(kind, 680.0)).collect()
        });
        let figure = figures
            .iter()
            .find(|figure| figure.kind == ChartKind::Interruptions)
            .unwrap();
        let said = &figure.sentence;
        assert!(
            said.starts_with("3\u{a0}interruptions were marked: too few"),
            "{said}"
        );

        // In the picture: hollow signs and muted words, and no full one.
        let scenes = figure
            .scene
            .iter()
            .chain(figure.more.iter().map(|more| &more.scene));
        for scene in scenes.clone() {
            for full in [Ink::Dot, Ink::Whisker] {
                assert!(scene.marks.iter().all(|mark| mark.ink != full), "{full:?}");
            }
        }
        let words: Vec<&str> = scenes.flat_map(texts).collect();
        assert!(words.contains(&"too few to say"), "{words:?}");

        // In the tables: in the order of the roster or of the groups, each rate with its words.
        for table in &figure.tables {
            let says = table
                .columns
                .iter()
                .position(|column| column.words == "Enough to say?");
            if let Some(place) = says {
                assert!(
                    table.rows.iter().all(|row| row[place] == "too few to say"),
                    "{table:?}"
                );
                let firsts: Vec<&str> = table.rows.iter().map(|row| &*row[0]).collect();
                match &*table.columns[0].words {
                    "Person" => {
                        assert_eq!(firsts, ["Ana", "Ben", "Chen", "Dana", "Esra", "Femi"]);
                    }
                    _ => assert_eq!(firsts, ["Build", "Run"]),
                }
                assert!(!table.is_sortable(), "{table:?}");
            }
        }

        // In what is saved.
        let csv: String = cells(figure, ENGLISH.charts()).concat().join(" ");
        assert!(csv.contains("too few to say"));
        claims_nothing("the table", &csv);
        claims_nothing("the picture", &svg::picture(figure, Theme::Light));
        let report = report::html(&Report {
            language: "en",
            title: String::new(),
            started: String::new(),
            paragraph: String::new(),
            moments_heading: Some(""),
            no_moments: "",
            moments: Vec::new(),
            actions_heading: "",
            actions: Vec::new(),
            how: "",
            figures,
        });
        assert!(report.contains("too few to say"));
        claims_nothing("the report", &report);
    }

    // With five of them the same meeting does say something.
    let enough = short()
        .speaks(1140.0, 0)
        .interrupts(1150.0, 1, 0, Outcome::Yielded)
        .speaks(1160.0, 0)
        .interrupts(1170.0, 1, 0, Outcome::Yielded);
    let figure = enough.figure(ChartKind::Interruptions, 680.0);
    assert!(!figure.sentence.contains("too few"), "{}", figure.sentence);
}
