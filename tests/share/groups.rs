//! Of groups their sums are left, and nothing else.

use meeting_dynamics::measure::summary::Matrix;
use meeting_dynamics::measure::uncertainty::Rate;
use meeting_dynamics::meeting::Log;
use meeting_dynamics::problem::Code;
use proptest::prelude::*;

use super::*;

/// The value of each person for an attribute; all are alike where there is none.
fn values(meeting: &Meeting, by: Option<usize>) -> Vec<Option<String>> {
    let attribute = by.and_then(|by| meeting.attributes.get(by)).cloned();
    let people = meeting.roster.people().iter();
    people
        .map(|person| person.attributes.get(attribute.as_ref()?)?.clone())
        .collect()
}

/// The people of each group that may be shown, in the order in which the roster has them, those who did not say last.
fn shown(document: &Document, by: Option<usize>) -> Vec<Vec<usize>> {
    let values = values(&document.meeting, by);
    let mut order: Vec<Option<String>> = Vec::new();
    for value in values.iter().filter(|value| value.is_some()) {
        if !order.contains(value) {
            order.push(value.clone());
        }
    }
    order.push(None);
    let there = summary(document).people;
    order
        .iter()
        .map(|value| {
            (0..values.len())
                .filter(|place| values[*place] == *value)
                .collect::<Vec<_>>()
        })
        .filter(|people| {
            people
                .iter()
                .filter(|place| there[**place].present_s > 0.0)
                .count()
                >= 5
        })
        .collect()
}

fn sums(matrix: &Option<Matrix>, groups: &[Vec<usize>]) -> Option<Matrix> {
    let matrix = matrix.as_ref()?;
    let cell = |row: &Vec<usize>, column: &Vec<usize>| {
        row.iter()
            .flat_map(|who| column.iter().map(|whom| matrix[*who][*whom]))
            .sum()
    };
    Some(
        groups
            .iter()
            .map(|row| groups.iter().map(|column| cell(row, column)).collect())
            .collect(),
    )
}

/// The stand-ins of each group, in order.
fn stand_ins(meeting: &Meeting) -> Vec<Vec<usize>> {
    let values = values(meeting, Some(0));
    let mut names: Vec<Option<String>> = values.clone();
    names.dedup();
    let of = |name: &Option<String>| {
        (0..values.len())
            .filter(|place| values[*place] == *name)
            .collect()
    };
    names.iter().map(of).collect()
}

fn millis(seconds: f64) -> u64 {
    (seconds * 1000.0).round() as u64
}

/// Whether this name stands there, and not how often a group was interrupted ("Group A 12 times").
fn names(text: &str, name: &str) -> bool {
    let mut after = text.split(name).skip(1);
    after.any(|after| !after.starts_with(|sign: char| sign == '\u{a0}' || sign.is_ascii_digit()))
}

fn by() -> impl Strategy<Value = Option<usize>> {
    proptest::option::weighted(0.8, 0..3_usize)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn the_groups_have_the_sums_of_their_people(document in document(), by in by()) {
        let shown = shown(&document, by);
        let was = summary(&document);
        let shared = match share_as(&document, Privacy::Groups, by) {
            Err(problem) => {
                prop_assert_eq!(problem.code, Code::TooFewPeople);
                prop_assert!(shown.is_empty());
                return Ok(());
            }
            Ok(shared) => shared,
        };
        let is = summary(&shared);
        let groups = &is.groups[0];
        let airtime = |people: &Vec<usize>| people.iter().map(|place| was.people[*place].airtime_s).sum::<f64>();
        let talk: f64 = shown.iter().map(airtime).sum();

        prop_assert_eq!(is.observed_s, was.observed_s);
        prop_assert_eq!(&groups.people, &shown.iter().map(|people| people.len() as u32).collect::<Vec<_>>());
        for (people, share) in shown.iter().zip(&groups.share) {
            match share {
                None => prop_assert_eq!(talk, 0.0),
                Some(share) => prop_assert!((share - airtime(people) / talk).abs() < 1e-9),
            }
        }
        let between = sums(&was.interruptions, &shown);
        prop_assert_eq!(&groups.interruptions, &between);
        let stood_in = stand_ins(&shared.meeting);
        prop_assert_eq!(sums(&is.yielded, &stood_in), sums(&was.yielded, &shown));
        prop_assert_eq!(sums(&is.talked_over, &stood_in), sums(&was.talked_over, &shown));
        let rates = between.map(|between| {
            let received = |group: usize| between.iter().map(|row| row[group]).sum::<u32>();
            let counts = (0..shown.len()).map(received);
            counts.zip(shown.iter().map(airtime)).collect::<Vec<(u32, f64)>>()
        });
        prop_assert_eq!(groups.received_per_min.is_some(), rates.is_some());
        for (rate, (count, seconds)) in groups.received_per_min.iter().flatten().zip(rates.into_iter().flatten()) {
            let rate: &Rate = rate;
            prop_assert_eq!(rate.count, count);
            prop_assert_eq!(millis(rate.minutes * 60.0), millis(seconds));
        }
        // Talked over by nobody knows whom is nobody's, and counts for who lost the floor.
        if let Some(named) = &was.talked_over {
            for (people, stood_in) in shown.iter().zip(&stood_in) {
                let all = |place: &usize| was.people[*place].talked_over.unwrap();
                let by_others = |place: &usize| (0..named.len())
                    .filter(|who| !shown.iter().flatten().any(|shown| shown == who))
                    .map(|who| named[who][*place]).sum::<u32>();
                let expected: u32 = people.iter().map(|place| all(place) - by_others(place)).sum();
                let found: u32 = stood_in.iter().map(|place| is.people[*place].talked_over.unwrap()).sum();
                prop_assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn stand_ins_are_all_alike(document in document(), by in by()) {
        let Ok(shared) = share_as(&document, Privacy::Groups, by) else { return Ok(()) };
        let is = summary(&shared);
        prop_assert_eq!(shared.meeting.privacy, Privacy::Groups);
        prop_assert_eq!(&shared.meeting.attributes, &["Group"]);
        for (letter, people) in ('A'..).zip(stand_ins(&shared.meeting)) {
            let airtimes: Vec<u64> = people.iter().map(|place| millis(is.people[*place].airtime_s)).collect();
            let (least, most) = (airtimes.iter().min().unwrap(), airtimes.iter().max().unwrap());
            prop_assert!(most - least <= 1, "{airtimes:?}");
            prop_assert!(airtimes.is_sorted_by(|one, other| one >= other), "what is left over is the first ones’");
            for (number, place) in (1..).zip(people) {
                let person = &shared.meeting.roster.people()[place];
                let group = person.attributes["Group"].clone().unwrap();
                let lettered = format!("Group {letter}");
                prop_assert!(group == "Everyone" || group == lettered);
                prop_assert_eq!(&person.name, &format!("{group} {number}"));
                prop_assert_eq!(person.attributes.len(), 1);
                prop_assert_eq!(is.people[place].present_s, is.observed_s);
            }
        }
        prop_assert!(is.moments.is_empty() && is.groups[0].comparison.is_none());
        prop_assert_eq!(is.equality.would_change_hands, None);
        let text = file::write_json(&shared);
        prop_assert_eq!(file::read_meeting(&text).unwrap(), shared);
    }

    #[test]
    fn who_of_a_group_did_it_makes_no_difference(document in document(), by in by(), turn in 1..9_usize) {
        // Everybody does what the next one of the same group did: not a letter of what is handed on is another.
        let Ok(shared) = share_as(&document, Privacy::Groups, by) else { return Ok(()) };
        let values = values(&document.meeting, by);
        let moved = |who: Who| {
            let alike: Vec<usize> = (0..values.len()).filter(|place| values[*place] == values[who.place()]).collect();
            let place = alike.iter().position(|place| *place == who.place()).unwrap();
            super::who(alike[(place + turn) % alike.len()])
        };
        let mut other = document.clone();
        let effective = document.meeting.log.effective().into_owned();
        let events = effective.into_iter().map(|mut event| {
            match &mut event.what {
                What::Speaks { who } | What::JoinsIn { who } | What::Stops { who }
                | What::Arrives { who } | What::Leaves { who } => *who = moved(*who),
                What::Interrupts { who, whom, .. } => (*who, *whom) = (moved(*who), moved(*whom)),
                What::TalkedOver { whom, by } => (*whom, *by) = (moved(*whom), by.map(moved)),
                _ => {}
            }
            event
        });
        other.meeting.log = Log::from_events(events.collect()).unwrap();
        let other = share_as(&other, Privacy::Groups, by).unwrap();
        prop_assert_eq!(file::write_json(&shared), file::write_json(&other));
    }

    #[test]
    fn what_was_hidden_stays_hidden(document in document(), by in by()) {
        let Ok(shared) = share_as(&document, Privacy::Groups, by) else { return Ok(()) };
        for privacy in [Privacy::Full, Privacy::Pseudonyms, Privacy::Groups] {
            let again = share_as(&shared, privacy, None).unwrap();
            prop_assert_eq!(again.meeting.privacy, Privacy::Groups);
            let (one, other) = (summary(&shared), summary(&again));
            prop_assert_eq!(&one.groups[0].people, &other.groups[0].people);
            prop_assert_eq!(&one.groups[0].interruptions, &other.groups[0].interruptions);
        }
    }

    #[test]
    fn no_stand_in_is_shown_as_a_person(document in document(), by in by()) {
        let Ok(shared) = share_as(&document, Privacy::Groups, by) else { return Ok(()) };
        for (what, text) in everything_written(&shared).into_iter().filter(|(what, _)| what != "json") {
            for person in shared.meeting.roster.people() {
                prop_assert!(!names(&text, &person.name), "{} is in the {what}:\n{text}", person.name);
            }
        }
    }
}

/// Two groups and one person alone, told in minutes.
fn two_groups() -> Document {
    let team = |place: usize| match place {
        0..6 => Some("Research"),
        6..11 => None,
        _ => Some("Board"),
    };
    let people = (0..12).map(|place| Person {
        id: format!("p{place}"),
        name: format!("Name {place}"),
        role: None,
        attributes: BTreeMap::from([("Team".to_owned(), team(place).map(str::to_owned))]),
    });
    let mut meeting = Meeting {
        attributes: vec!["Team".into()],
        roster: Roster::new(people.collect()).unwrap(),
        ..Meeting::default()
    };
    let interrupts = |one: usize, other: usize, outcome| What::Interrupts {
        who: who(one),
        whom: who(other),
        outcome,
        manner: None,
    };
    for (minute, what) in [
        (0, What::Speaks { who: who(0) }),
        (10, interrupts(6, 0, Outcome::Yielded)),
        (15, interrupts(0, 6, Outcome::Held)),
        (20, What::Speaks { who: who(11) }),
        (30, interrupts(1, 11, Outcome::Yielded)),
        (31, interrupts(2, 1, Outcome::Yielded)),
        (40, What::Ends),
    ] {
        meeting.append(at(minute * 60_000), what).unwrap();
    }
    Document {
        meeting,
        ..Document::default()
    }
}

#[test]
fn a_small_group_is_left_out_with_all_that_passed_between_it_and_others() {
    let shared = share_as(&two_groups(), Privacy::Groups, Some(0)).unwrap();
    let groups = summary(&shared).groups.remove(0);
    assert_eq!(
        groups.values,
        [Some("Group A".to_owned()), Some("Group B".to_owned())]
    );
    assert_eq!(groups.people, [6, 5]);
    assert_eq!(groups.share, [Some(2.0 / 3.0), Some(1.0 / 3.0)]);
    assert_eq!(groups.interruptions, Some(vec![vec![1, 1], vec![1, 0]]));
    let received: Vec<u32> = groups
        .received_per_min
        .unwrap()
        .iter()
        .map(|rate| rate.count)
        .collect();
    assert_eq!(received, [2, 1]);
}

#[test]
fn four_people_are_no_group_and_five_are() {
    let meeting = |people: usize| {
        let names: Vec<String> = (0..people).map(|place| format!("Name {place}")).collect();
        let mut meeting = Meeting {
            roster: Roster::from_names(&names.join(",")).unwrap(),
            ..Meeting::default()
        };
        meeting.append(at(0), What::Speaks { who: who(0) }).unwrap();
        meeting.append(at(60_000), What::Ends).unwrap();
        meeting
    };
    let document = |meeting| Document {
        meeting,
        ..Document::default()
    };
    let refused = share_as(&document(meeting(4)), Privacy::Groups, None).unwrap_err();
    assert_eq!(refused.code, Code::TooFewPeople);
    let shared = share_as(&document(meeting(5)), Privacy::Groups, None).unwrap();
    assert_eq!(shared.meeting.roster.people()[0].name, "Everyone 1");

    // Somebody who never came hides nobody.
    let mut absent = meeting(5);
    absent
        .append(at(60_000), What::Arrives { who: who(4) })
        .unwrap();
    let mut events = absent.log.events().to_vec();
    events.swap(1, 2);
    for (event, n) in events.iter_mut().zip(1..) {
        event.n = n;
    }
    absent.log = Log::from_events(events).unwrap();
    let refused = share_as(&document(absent), Privacy::Groups, None).unwrap_err();
    assert_eq!(refused.code, Code::TooFewPeople);
}

#[test]
fn where_many_spoke_at_once_blocks_lie_beside_each_other() {
    let mut document = two_groups();
    document.meeting.log = Log::default();
    for place in 0..6 {
        document
            .meeting
            .append(at(0), What::JoinsIn { who: who(place) })
            .unwrap();
    }
    document.meeting.append(at(1_000), What::Ends).unwrap();
    let shared = share_as(&document, Privacy::Groups, Some(0)).unwrap();
    let is = summary(&shared);
    assert_eq!(is.groups[0].share[0], Some(1.0));
    assert_eq!((is.observed_s, is.talk_s, is.speech_s), (1.0, 6.0, 1.0));
}

#[test]
fn turns_of_stand_ins_are_not_written_as_turns_of_people() {
    let shared = share_as(&two_groups(), Privacy::Groups, Some(0)).unwrap();
    let refused = file::write(&shared, "rttm", None).unwrap_err();
    assert_eq!(refused.code, Code::NoSpeakers);
}

#[test]
fn the_mark_is_one_of_three_words() {
    let text = file::write_json(&share_as(&two_groups(), Privacy::Groups, Some(0)).unwrap());
    assert!(text.contains("\"privacy\": \"groups\""));
    let other = text.replace("\"privacy\": \"groups\"", "\"privacy\": \"some\"");
    let refused = file::read_meeting(&other).unwrap_err();
    assert_eq!((refused.code, refused.line), (Code::BadField, Some(4)));
    for plain in ["\"privacy\": \"full\"", "\"privacy\": null"] {
        let plain = file::read_meeting(&text.replace("\"privacy\": \"groups\"", plain)).unwrap();
        assert_eq!(plain.meeting.privacy, Privacy::Full);
        assert!(!file::write_json(&plain).contains("privacy"));
    }
}
