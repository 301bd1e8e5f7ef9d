//! Groups by any attribute.

use meeting_dynamics::measure::groups::{Groups, MOST_LABELLINGS};
use meeting_dynamics::meeting::Person;

use super::*;

/// People with this attribute; an empty value is *not stated*.
fn with_attribute(values: &[&str], events: &[(f64, What)]) -> Meeting {
    let person = |(place, value): (usize, &&str)| Person {
        id: format!("p{}", place + 1),
        name: format!("P{}", place + 1),
        role: None,
        attributes: match *value {
            "" => [].into(),
            value => [("Gender".to_owned(), Some(value.to_owned()))].into(),
        },
    };
    let mut meeting = Meeting {
        attributes: vec!["Gender".to_owned()],
        roster: Roster::new(values.iter().enumerate().map(person).collect()).unwrap(),
        ..Meeting::default()
    };
    for (second, what) in events {
        let at = Moment::nearest(second * 1000.0);
        meeting.append(at, what.clone()).unwrap();
    }
    meeting
}

fn groups(meeting: &Meeting) -> Groups {
    let summary = Reading::of(meeting, &meeting.course(), None).summary;
    let [groups] = <[Groups; 1]>::try_from(summary.groups).unwrap();
    groups
}

fn values(groups: &Groups) -> Vec<Option<&str>> {
    groups.values.iter().map(Option::as_deref).collect()
}

#[test]
fn values_are_in_order_of_first_appearance_and_not_stated_comes_last() {
    type Case = (
        &'static [&'static str],
        &'static [Option<&'static str>],
        &'static [u32],
    );
    let cases: [Case; 6] = [
        (&[], &[], &[]),
        (&["", ""], &[None], &[2]),
        (&["b", "a", "b"], &[Some("b"), Some("a")], &[2, 1]),
        (
            &["", "b", "a", "b"],
            &[Some("b"), Some("a"), None],
            &[2, 1, 1],
        ),
        (&["a", "a"], &[Some("a")], &[2]),
        (
            &["c", "b", "a", ""],
            &[Some("c"), Some("b"), Some("a"), None],
            &[1, 1, 1, 1],
        ),
    ];
    for (told, expected, people) in cases {
        let groups = groups(&with_attribute(told, &[(60.0, What::Ends)]));
        assert_eq!(values(&groups), expected, "{told:?}");
        assert_eq!(groups.people, people, "{told:?}");
        assert!(groups.share.iter().all(Option::is_none), "nobody spoke");
        let two = expected.iter().flatten().count() == 2;
        assert_eq!(groups.comparison.is_some(), two, "{told:?}");
    }
}

#[test]
fn shares_and_rates_are_those_of_the_people_together() {
    let events = [
        (0.0, speaks(A)),
        (60.0, interrupts(B, A, Outcome::Yielded)),
        (120.0, interrupts(C, B, Outcome::Held)),
        (180.0, speaks(C)),
        (240.0, interrupts(A, C, Outcome::Held)),
        (250.0, interrupts(D, C, Outcome::Held)),
        (300.0, leaves(D)),
        (300.0, What::Ends),
    ];
    // A and C are one group, B another, D has not stated anything.
    let groups = groups(&with_attribute(&["x", "y", "x", ""], &events));
    assert_eq!(groups.people, [2, 1, 1]);
    assert_eq!(
        groups.share,
        [Some(180.0 / 300.0), Some(120.0 / 300.0), Some(0.0)]
    );
    assert_eq!(
        groups.interruptions.unwrap(),
        [[1, 1, 0], [1, 0, 0], [1, 0, 0]]
    );
    let rates = groups.received_per_min.unwrap();
    let counts: Vec<(u32, f64)> = rates.iter().map(|r| (r.count, r.minutes)).collect();
    assert_eq!(counts, [(3, 3.0), (1, 2.0), (0, 0.0)]);
    assert_eq!(rates[2].rate, None, "no floor, no rate");
    let comparison = groups.comparison.unwrap();
    close(comparison.rate_ratio.unwrap(), (3.0 / 3.0) / (1.0 / 2.0));
    // A, B and C had the floor: three ways to be the one y.
    close(comparison.p_smallest.unwrap(), 1.0 / 3.0);
    assert!(!comparison.enough);
}

#[test]
fn values_are_dealt_out_among_those_who_stated_one_and_had_the_floor() {
    let events = [
        (0.0, speaks(A)),
        (60.0, speaks(B)),
        (120.0, speaks(C)),
        (180.0, speaks(4)),
        (240.0, What::Ends),
    ];
    // D did not speak, and the fifth has not stated anything: three are left.
    let groups = groups(&with_attribute(&["x", "y", "x", "y", ""], &events));
    close(groups.comparison.unwrap().p_smallest.unwrap(), 1.0 / 3.0);
}

#[test]
fn whoever_was_never_there_has_a_value_all_the_same() {
    let events = [(0.0, leaves(B)), (0.0, speaks(A)), (60.0, What::Ends)];
    let groups = groups(&with_attribute(&["x", "y"], &events));
    assert_eq!(values(&groups), [Some("x"), Some("y")]);
    assert_eq!(groups.people, [1, 1]);
    // One of the two had no floor: nothing to divide by, but an object all the same.
    let comparison = groups.comparison.unwrap();
    assert_eq!(comparison, Default::default());
}

#[test]
fn nothing_is_compared_where_nothing_was_marked() {
    let told = |marked: bool| {
        let mut events = vec![(0.0, speaks(A)), (60.0, speaks(B))];
        if marked {
            events.push((90.0, interrupts(A, B, Outcome::Held)));
        }
        events.push((120.0, What::Ends));
        let mut meeting = with_attribute(&["x", "y"], &events);
        meeting.source = Some(Source::default());
        groups(&meeting)
    };
    let groups = told(false);
    assert_eq!(groups.share, [Some(0.5), Some(0.5)]);
    assert_eq!(groups.interruptions, None);
    assert_eq!(groups.received_per_min, None);
    assert_eq!(groups.comparison, None);
    assert!(told(true).comparison.is_some());
}

#[test]
fn the_permutation_is_left_out_where_there_are_too_many_ways() {
    let told = |people: usize| {
        let mut events: Vec<(f64, What)> = (0..people)
            .map(|place| (place as f64, speaks(place)))
            .collect();
        events.push((people as f64, What::Ends));
        let values: Vec<&str> = (0..people).map(|place| ["x", "y"][place % 2]).collect();
        groups(&with_attribute(&values, &events))
            .comparison
            .unwrap()
    };
    // C(18, 9) is 48,620; of equal groups, two ways are as good as one.
    let few = told(18);
    close(few.p_smallest.unwrap(), 2.0 / 48_620.0);
    assert_eq!(few.p_permutation, Some(1.0), "nobody was interrupted");
    // C(20, 10) is 184,756.
    assert_eq!(MOST_LABELLINGS, 100_000);
    let many = told(20);
    assert_eq!((many.p_permutation, many.p_smallest), (None, None));
    assert_eq!(many.p_exact, Some(1.0), "the exact test stands alone");
}

#[test]
fn a_thousand_attributes_that_say_nothing_are_no_thousand_tables() {
    let events = [(0.0, speaks(A)), (60.0, What::Ends)];
    let values: Vec<String> = (0..500).map(|place| format!("v{place}")).collect();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    let mut meeting = with_attribute(&values, &events);
    meeting.attributes = vec!["Gender".to_owned(); 6];
    let groups = Reading::of(&meeting, &meeting.course(), None)
        .summary
        .groups;
    let tables: Vec<bool> = groups.iter().map(|g| g.interruptions.is_some()).collect();
    assert_eq!(tables, [true, true, true, true, false, false]);
}

/// Snyder 2014: one observer, 900 minutes of meetings, 314 interruptions.
#[test]
fn the_published_precedent() {
    const MAN: usize = 0;
    const WOMAN: usize = 2;
    let mut told = Vec::new();
    for (by, whom, count) in [
        (MAN, WOMAN, 149),
        (MAN, MAN + 1, 63),
        (WOMAN, WOMAN + 1, 89),
        (WOMAN, MAN, 13),
    ] {
        told.extend((0..count).map(|_| interrupts(by, whom, Outcome::Held)));
    }
    let length = 900.0 * 60.0;
    let mut events = vec![(0.0, speaks(MAN)), (length / 2.0, speaks(WOMAN))];
    for (place, what) in told.into_iter().enumerate() {
        events.push((place as f64 * 150.0 + 75.0, what));
    }
    events.push((length, What::Ends));
    let groups = groups(&with_attribute(&["man", "man", "woman", "woman"], &events));
    assert_eq!(values(&groups), [Some("man"), Some("woman")]);
    let matrix = groups.interruptions.unwrap();
    assert_eq!(matrix, [[63, 149], [13, 89]]);
    let total: u32 = matrix.iter().flatten().sum();
    assert_eq!(total, 314);
    let percent =
        |part: u32, whole: u32| (f64::from(part) / f64::from(whole) * 1000.0).round() / 10.0;
    let cells: Vec<f64> = matrix
        .iter()
        .flatten()
        .map(|cell| percent(*cell, total))
        .collect();
    assert_eq!(cells, [20.1, 47.5, 4.1, 28.3]);
    let of_whom: Vec<f64> = matrix
        .iter()
        .map(|row| percent(row[1], row.iter().sum()))
        .collect();
    assert_eq!(
        of_whom,
        [70.3, 87.3],
        "seven in ten of the men’s were of women, nearly all of the women’s"
    );
    let rates = groups.received_per_min.unwrap();
    assert_eq!([rates[0].count, rates[1].count], [76, 238]);
    assert!(groups.comparison.unwrap().enough);
}

#[test]
fn three_interruptions_in_twenty_minutes_are_too_few_to_say() {
    let events = [
        (0.0, speaks(A)),
        (300.0, interrupts(C, A, Outcome::Yielded)),
        (600.0, interrupts(D, A, Outcome::Held)),
        (700.0, speaks(A)),
        (900.0, interrupts(C, A, Outcome::Yielded)),
        (1000.0, speaks(B)),
        (1200.0, What::Ends),
    ];
    let meeting = with_attribute(&["x", "x", "y", "y"], &events);
    let summary = Reading::of(&meeting, &meeting.course(), None).summary;
    for person in &summary.people {
        assert!(!person.received_per_min.unwrap().enough);
        assert!(!person.made_per_min.unwrap().enough);
    }
    let groups = groups(&meeting);
    assert!(
        groups
            .received_per_min
            .unwrap()
            .iter()
            .all(|rate| !rate.enough)
    );
    assert!(!groups.comparison.unwrap().enough);
}

#[test]
fn a_comparison_is_of_enough_when_both_rates_are() {
    for (a, b, expected) in [(5, 5, true), (50, 4, false), (4, 50, false), (0, 9, false)] {
        let mut events = vec![(0.0, speaks(A)), (600.0, speaks(B))];
        events.extend((0..a).map(|_| (300.0, interrupts(B, A, Outcome::Held))));
        events.extend((0..b).map(|_| (900.0, interrupts(A, B, Outcome::Held))));
        events.push((1200.0, What::Ends));
        let groups = groups(&with_attribute(&["x", "y"], &events));
        assert_eq!(groups.comparison.unwrap().enough, expected, "{a} and {b}");
    }
}
