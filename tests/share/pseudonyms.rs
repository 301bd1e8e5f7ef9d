//! Under pseudonyms the numbers are the same.

use meeting_dynamics::measure::summary::{Matrix, PersonSummary};
use meeting_dynamics::measure::uncertainty::Rate;
use meeting_dynamics::meeting::{Event, Log};
use proptest::prelude::*;

use super::*;

/// The original's places in the order in which people appear, told again from the list of events.
fn order(document: &Document) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    for event in document.meeting.log.effective().iter() {
        let named: Vec<Who> = match &event.what {
            What::Notes { .. } => vec![],
            what => what.people().collect(),
        };
        for who in named {
            if !order.contains(&who.place()) {
                order.push(who.place());
            }
        }
        if event.what == What::Ends {
            break;
        }
    }
    let rest = (0..document.meeting.roster.len()).filter(|place| !order.contains(place));
    let rest: Vec<usize> = rest.collect();
    order.extend(rest);
    order
}

fn permuted(matrix: &Option<Matrix>, order: &[usize]) -> Option<Matrix> {
    let matrix = matrix.as_ref()?;
    let row = |who: &usize| order.iter().map(|whom| matrix[*who][*whom]).collect();
    Some(order.iter().map(row).collect())
}

fn numbers(person: &PersonSummary) -> PersonSummary {
    PersonSummary {
        id: String::new(),
        name: String::new(),
        role: None,
        ..person.clone()
    }
}

fn near(one: Option<f64>, other: Option<f64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() < 1e-9,
        (one, other) => one == other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_summary_is_the_same_for_other_names(document in document()) {
        let shared = share_as(&document, Privacy::Pseudonyms, None).unwrap();
        let order = order(&document);
        let (was, is) = (summary(&document), summary(&shared));
        prop_assert_eq!(
            [was.observed_s, was.talk_s, was.speech_s, was.overlap_s, was.silence_s],
            [is.observed_s, is.talk_s, is.speech_s, is.overlap_s, is.silence_s]
        );
        for (place, person) in order.iter().zip(&is.people) {
            let was: &PersonSummary = &was.people[*place];
            prop_assert_eq!(numbers(was), numbers(person));
        }
        for (was, is) in [
            (&was.interruptions, &is.interruptions),
            (&was.yielded, &is.yielded),
            (&was.talked_over, &is.talked_over),
            (&Some(was.passes.clone()), &Some(is.passes.clone())),
        ] {
            prop_assert_eq!(&permuted(was, &order), is);
        }
        for (place, windows) in order.iter().zip(&is.windows.airtime_s) {
            prop_assert_eq!(&was.windows.airtime_s[*place], windows);
        }
        prop_assert!(near(was.equality.gini, is.equality.gini));
        prop_assert!(near(was.equality.evenness, is.equality.evenness));
        prop_assert!(near(was.equality.would_change_hands, is.equality.would_change_hands));
        prop_assert!(is.groups.is_empty());
        let mut told: Vec<_> = was.moments.iter().map(|moment| {
            let place = |who: &Who| order.iter().position(|place| *place == who.place()).unwrap();
            (moment.at, moment.end(), moment.kind().name(), moment.people().iter().map(place).collect::<Vec<_>>())
        }).collect();
        let mut tells: Vec<_> = is.moments.iter().map(|moment| {
            (moment.at, moment.end(), moment.kind().name(), moment.people().iter().map(|who| who.place()).collect::<Vec<_>>())
        }).collect();
        told.sort();
        tells.sort();
        prop_assert_eq!(told, tells);
    }

    #[test]
    fn what_is_left_is_a_meeting_without_corrections(document in document()) {
        let shared = share_as(&document, Privacy::Pseudonyms, None).unwrap();
        let meeting = &shared.meeting;
        let numbers: Vec<u32> = meeting.log.events().iter().map(|event| event.n).collect();
        prop_assert_eq!(numbers, (1..=meeting.log.events().len() as u32).collect::<Vec<_>>());
        let names = |event: &Event| !event.what.is_correction() && !matches!(event.what, What::Notes { .. });
        prop_assert!(meeting.log.events().iter().all(names));
        prop_assert!(meeting.log.events().is_sorted_by_key(|event| event.at));
        prop_assert_eq!(&meeting.id, ID);
        prop_assert_eq!(meeting.privacy, Privacy::Pseudonyms);
        let text = file::write_json(&shared);
        prop_assert_eq!(file::read_meeting(&text).unwrap(), shared);
    }

    #[test]
    fn the_order_in_which_people_were_written_down_gives_nobody_away(document in document(), turn in 0..16_usize) {
        let people = document.meeting.roster.len();
        let moved = |who: Who| super::who((who.place() + turn) % people);
        let mut other = Meeting {
            roster: Roster::new((0..people).map(|place| Person {
                id: format!("other-{place}"),
                name: format!("Other {place}"),
                ..Person::default()
            }).collect()).unwrap(),
            source: document.meeting.source.clone(),
            ..Meeting::default()
        };
        let effective = document.meeting.log.effective().into_owned();
        let events = effective.into_iter().map(|mut event| {
            match &mut event.what {
                What::Speaks { who } | What::JoinsIn { who } | What::Stops { who }
                | What::Arrives { who } | What::Leaves { who } | What::Notes { who: Some(who), .. } => *who = moved(*who),
                What::Interrupts { who, whom, .. } | What::AllyMoment { who, for_whom: whom, .. } => {
                    (*who, *whom) = (moved(*who), moved(*whom));
                }
                What::TalkedOver { whom, by } => (*whom, *by) = (moved(*whom), by.map(moved)),
                _ => {}
            }
            event
        });
        other.log = Log::from_events(events.collect()).unwrap();
        let other = Document { meeting: other, ..Document::default() };
        let [one, other] = [&document, &other].map(|document| {
            file::write_json(&share_as(document, Privacy::Pseudonyms, None).unwrap())
        });
        prop_assert_eq!(one, other);
    }
}

#[test]
fn people_are_called_in_order_of_their_first_appearance() {
    let mut meeting = Meeting {
        roster: Roster::from_names("Ana, Ben, Chen, Dana").unwrap(),
        ..Meeting::default()
    };
    meeting
        .append(
            at(0),
            What::Notes {
                text: "Dana is late".into(),
                who: Some(who(3)),
            },
        )
        .unwrap();
    meeting.append(at(0), What::Speaks { who: who(2) }).unwrap();
    meeting
        .append(at(9_000), What::Speaks { who: who(0) })
        .unwrap();
    // A correction: it was Ben, not Ana.
    let set = Amendment {
        who: Some(Some(who(1))),
        ..Amendment::default()
    };
    meeting
        .append(
            at(9_500),
            What::Amends {
                event: 3,
                set: Box::new(set),
            },
        )
        .unwrap();
    meeting.append(at(20_000), What::Ends).unwrap();
    let document = Document {
        meeting,
        ..Document::default()
    };
    let shared = share_as(&document, Privacy::Pseudonyms, None).unwrap();
    let names: Vec<&str> = shared
        .meeting
        .roster
        .people()
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    assert_eq!(names, ["Person A", "Person B", "Person C", "Person D"]);
    let spoke: Vec<usize> = shared
        .meeting
        .log
        .events()
        .iter()
        .flat_map(|event| event.what.people())
        .map(Who::place)
        .collect();
    assert_eq!(spoke, [0, 1], "Chen is Person A, Ben Person B");
    let rate = |rate: Option<Rate>| rate.unwrap().count;
    assert_eq!(rate(summary(&shared).people[0].received_per_min), 0);
}
