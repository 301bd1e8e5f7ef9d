//! Parts of a meeting, and who is left out of the expected share.

use meeting_dynamics::measure::MomentKind;
use meeting_dynamics::meeting::Person;

use super::*;

fn part(meeting: &Meeting, from: f64, to: f64) -> Reading {
    let at = |second: f64| Moment::nearest(second * 1000.0);
    let options = Options {
        window: Some((at(from), at(to))),
        ..Options::default()
    };
    Reading::with(meeting, &meeting.course(), None, options)
}

#[test]
fn every_number_follows_a_part() {
    let meeting = meeting(&worked());
    let reading = part(&meeting, 50.0, 100.0);
    let summary = &reading.summary;
    assert_eq!(
        (reading.from.seconds(), reading.until.seconds()),
        (50.0, 100.0)
    );
    assert_eq!(summary.observed_s, 50.0);
    each(summary, |p| p.airtime_s, [20.0, 30.0, 0.0, 0.0]);
    each(summary, |p| p.turns, [2, 1, 0, 0]);
    each(summary, |p| p.present_s, [50.0; 4]);
    each(
        summary,
        |p| p.longest_turn_s,
        [Some(10.0), Some(30.0), None, None],
    );
    // The interruption at 100 s is in the next part.
    each(
        summary,
        |p| p.interruptions_received,
        [Some(1), Some(0), Some(0), Some(0)],
    );
    assert_eq!(summary.passes[A], [0, 1, 0, 0]);
    assert_eq!(summary.passes[B], [1, 0, 0, 0]);
    assert_eq!(summary.windows.airtime_s, [[20.0], [30.0], [0.0], [0.0]]);
    let next = part(&meeting, 100.0, 320.0);
    each(
        &next.summary,
        |p| p.interruptions_received,
        [Some(1), Some(0), Some(0), Some(0)],
    );
    assert_eq!(next.cut_offs, []);
}

#[test]
fn what_came_of_a_cut_off_is_seen_beyond_the_part() {
    let meeting = meeting(&[
        (0.0, speaks(A)),
        (100.0, talked_over(A)),
        (105.0, speaks(B)),
        (130.0, speaks(A)),
        (200.0, What::Ends),
    ]);
    let reading = part(&meeting, 90.0, 101.0);
    let cut_off = reading.cut_offs[0];
    assert_eq!(cut_off.by.who(), Some(who(B)));
    assert_eq!(cut_off.latency, Some(Span::from_seconds(30)));
    assert_eq!(reading.summary.people[A].regained_within_60_s, Some(1));
    assert_eq!(reading.repairs.rate(), Some(1.0));
    assert_eq!(reading.summary.talked_over.as_ref().unwrap()[B][A], 1);
    // The moment reaches into a part that begins after the cut-off, and no further.
    for (from, to, expected) in [(110.0, 120.0, 1), (0.0, 100.0, 0), (131.0, 200.0, 0)] {
        let moments = part(&meeting, from, to).summary.moments;
        let repaired = moments.iter().filter(|m| m.kind() == MomentKind::Repaired);
        assert_eq!(repaired.count(), expected, "{from} to {to}");
    }
}

#[test]
fn a_part_is_cut_to_the_meeting_and_may_be_picked_from_either_end() {
    let meeting = meeting(&worked());
    let all = Reading::of(&meeting, &meeting.course(), None).summary;
    assert_eq!(part(&meeting, 0.0, 9e9).summary, all);
    assert_eq!(part(&meeting, 9e9, 0.0).summary, all);
    let nothing = part(&meeting, 70.0, 70.0);
    assert_eq!(nothing.summary.observed_s, 0.0);
    assert!(nothing.turns.is_empty());
    assert!(nothing.summary.windows.airtime_s.iter().all(Vec::is_empty));
    let behind = part(&meeting, 400.0, 500.0);
    assert_eq!(behind.summary.talk_s, 0.0);
}

#[test]
fn pauses_are_cut_out_of_a_part() {
    let meeting = meeting(&[
        (0.0, speaks(A)),
        (400.0, What::Pauses),
        (500.0, speaks(B)),
        (900.0, What::Ends),
    ]);
    for (from, to, observed, columns) in [
        (0.0, 900.0, 800.0, 3),
        (350.0, 550.0, 100.0, 1),
        (410.0, 490.0, 0.0, 0),
        (450.0, 800.0, 300.0, 1),
        (399.0, 800.0, 301.0, 2),
    ] {
        let summary = part(&meeting, from, to).summary;
        assert_eq!(summary.observed_s, observed, "{from} to {to}");
        assert_eq!(
            summary.windows.airtime_s[A].len(),
            columns,
            "{from} to {to}"
        );
        each(&summary, |p| p.present_s, [observed; 4]);
    }
}

#[test]
fn people_with_a_role_are_left_out_of_the_expected_share_on_request() {
    let mut meeting = meeting(&worked());
    let mut people: Vec<Person> = meeting.roster.people().to_vec();
    people[B].role = Some("chair".to_owned());
    meeting.roster = Roster::new(people).unwrap();
    let expected = |without_roles| {
        let options = Options {
            without_roles,
            ..Options::default()
        };
        let reading = Reading::with(&meeting, &meeting.course(), None, options);
        let shares = reading.summary.people.iter();
        shares.map(|p| p.expected_share).collect::<Vec<_>>()
    };
    assert_eq!(expected(false), [Some(0.25); 4]);
    let third = Some(1.0 / 3.0);
    assert_eq!(expected(true), [third, None, third, third]);
}
