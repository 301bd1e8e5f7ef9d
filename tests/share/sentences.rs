//! What a receiver will see, in words.

use super::*;

fn told(document: &Document, privacy: Privacy, by: Option<usize>) -> String {
    let reading = read(&document.meeting);
    let wish = Wish { privacy, by };
    share::told(document, &reading, wish, ENGLISH.share()).unwrap()
}

/// Twelve people of two teams and one of a third; one of them spoke, and three things were written.
fn meeting() -> Document {
    let team = |place: usize| match place {
        0..6 => "Research",
        6..11 => "Sales",
        _ => "Board",
    };
    let people = (0..12).map(|place| Person {
        id: format!("p{place}"),
        name: format!("Name {place}"),
        role: None,
        attributes: BTreeMap::from([("Team".to_owned(), Some(team(place).to_owned()))]),
    });
    let mut meeting = Meeting {
        title: "Weekly".into(),
        started: "2026-11-21".into(),
        attributes: vec!["Team".into()],
        roster: Roster::new(people.collect()).unwrap(),
        actions: vec![Action::default()],
        ..Meeting::default()
    };
    let text = String::new();
    for what in [
        What::Speaks { who: who(0) },
        What::Interrupts {
            who: who(6),
            whom: who(0),
            outcome: Outcome::Held,
            manner: None,
        },
        What::Interrupts {
            who: who(11),
            whom: who(0),
            outcome: Outcome::Held,
            manner: None,
        },
        What::TalkedOver {
            whom: who(7),
            by: Some(who(1)),
        },
        What::Notes {
            text: text.clone(),
            who: None,
        },
        What::Notes { text, who: None },
        What::Amends {
            event: 5,
            set: Box::default(),
        },
    ] {
        meeting.append(at(0), what).unwrap();
    }
    meeting.append(at(60_000), What::Ends).unwrap();
    Document {
        meeting,
        ..Document::default()
    }
}

#[test]
fn it_is_said_what_is_seen_and_what_is_not() {
    let document = meeting();
    let cases = [
        (
            Privacy::Full,
            None,
            "Whoever gets this sees everything: 12 people by name, when each spoke (one turn), 2 interruptions, what \
             people stated of themselves, 2 notes, one next action and what was tapped before one thing was corrected.",
        ),
        (
            Privacy::Pseudonyms,
            None,
            "Whoever gets this sees 12 people, called Person\u{a0}A, Person\u{a0}B and so on: when each spoke (one turn) \
             and 2 interruptions. Names, roles, what people stated of themselves, the title, the date, 2 notes and \
             one next action are left out. Somebody who was there may still know people by what happened when.",
        ),
        (
            Privacy::Groups,
            Some(0),
            "Whoever gets this sees 2 groups of 6 and 5 people, called Group\u{a0}A, Group\u{a0}B and so on: how much of the \
             talk each had, one interruption among them and one time that somebody was talked over. What makes a \
             group, what one person did, and when anything was, are not in it. One group of one person is too \
             small to be shown, and nothing that passed between it and others is.",
        ),
        (
            Privacy::Groups,
            None,
            "Whoever gets this sees all 12 people together, called Everyone: how long they talked, 2 interruptions \
             among them and one time that somebody was talked over. What makes a group, what one person did, \
             and when anything was, are not in it.",
        ),
    ];
    for (privacy, by, expected) in cases {
        assert_eq!(told(&document, privacy, by), expected);
    }
}

#[test]
fn no_group_is_called_by_its_name() {
    let said = told(&meeting(), Privacy::Groups, Some(0));
    for name in ["Research", "Sales", "Board", "Team"] {
        assert!(!said.contains(name), "{said}");
    }
}

#[test]
fn of_what_was_shared_before_no_more_is_promised_than_there_is() {
    let by_groups = share_as(&meeting(), Privacy::Groups, Some(0)).unwrap();
    for privacy in Privacy::ALL {
        let said = told(&by_groups, privacy, None);
        assert!(
            said.starts_with("Whoever gets this sees 2 groups of 6 and 5 people"),
            "{said}"
        );
    }
    let disguised = share_as(&meeting(), Privacy::Pseudonyms, None).unwrap();
    let said = told(&disguised, Privacy::Full, None);
    assert!(
        said.contains("everything: 12 people, under pseudonyms, when"),
        "{said}"
    );
}
