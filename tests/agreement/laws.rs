//! Laws of the agreement, for any two meetings.

use super::*;

const PEOPLE: usize = 3;

fn what() -> impl Strategy<Value = What> {
    let one = || 0..PEOPLE;
    let two = || (0..PEOPLE, 1..PEOPLE).prop_map(|(a, step)| (a, (a + step) % PEOPLE));
    prop_oneof![
        6 => one().prop_map(speaks),
        3 => one().prop_map(joins),
        2 => one().prop_map(stops),
        2 => Just(What::Silence),
        3 => two().prop_map(|(a, b)| yields(a, b)),
        2 => two().prop_map(|(a, b)| holds(a, b)),
        2 => one().prop_map(over),
        1 => two().prop_map(|(a, b)| invites(a, b)),
        1 => Just(What::Pauses),
        1 => Just(What::Resumes),
    ]
}

/// A meeting of whole seconds.
fn any_meeting() -> impl Strategy<Value = Meeting> {
    (vec((0..60_u32, what()), 0..30), 30..60_u32).prop_map(|(events, end)| {
        let mut events: Vec<(f64, What)> = events
            .into_iter()
            .map(|(second, what)| (f64::from(second), what))
            .collect();
        events.push((f64::from(end), What::Ends));
        meeting(&events)
    })
}

/// Who has the floor in each second, told in the plainest way; `None` where it is paused or over.
fn by_second(meeting: &Meeting) -> Vec<Option<BTreeSet<usize>>> {
    let course = meeting.course();
    let end = course.floor().ended.unwrap();
    let inside = |at: u64, from: Moment, to: Moment| from.millis() <= at && at < to.millis();
    (0..end.millis() / 1000)
        .map(|second| {
            let at = second * 1000 + 500;
            let pauses = course.pauses_until(end);
            let paused = pauses
                .iter()
                .any(|pause| inside(at, pause.start, pause.end));
            let turns = course.turns_until(end);
            let holders = turns.iter().filter(|turn| inside(at, turn.start, turn.end));
            (!paused).then(|| holders.map(|turn| turn.who.place()).collect())
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn whoever_agrees_with_themselves_agrees_fully(meeting in any_meeting()) {
        let found = agreement(&meeting, &meeting);
        for kappa in found.floor.into_iter().chain([found.events()]) {
            prop_assert_eq!(kappa.agreed, kappa.units);
            prop_assert!(kappa.kappa.is_none_or(|kappa| kappa == 1.0));
        }
        prop_assert!(found.only_first.is_empty() && found.only_second.is_empty());
        prop_assert!(found.f1(|_| true).is_none_or(|f1| f1 == 1.0));
        prop_assert!(found.lag().is_none_or(|lag| lag == 0.0));
        prop_assert!(found.airtime.iter().all(|[one, other]| one == other));
        prop_assert!(found.differences().is_empty());
    }

    #[test]
    fn it_makes_no_difference_who_is_first(one in any_meeting(), other in any_meeting()) {
        let (there, back) = (agreement(&one, &other), agreement(&other, &one));
        prop_assert_eq!(there.floor, [back.floor[1], back.floor[0]]);
        prop_assert_eq!(there.events(), back.events());
        prop_assert_eq!(there.f1(|_| true), back.f1(|_| true));
        prop_assert_eq!(there.both.len(), back.both.len());
        prop_assert_eq!(there.lag(), back.lag().map(|lag| 0.0 - lag));
        let swapped: Vec<_> = back.airtime.iter().map(|[a, b]| [*b, *a]).collect();
        prop_assert_eq!(there.airtime, swapped);
    }

    #[test]
    fn the_floor_is_as_a_second_hand_would_have_compared_it(one in any_meeting(), other in any_meeting()) {
        let (first, second) = (by_second(&one), by_second(&other));
        let compared = |at: usize| {
            let (a, b) = (first.get(at)?.as_ref()?, second.get(at)?.as_ref()?);
            Some((a, b))
        };
        let mut table = std::collections::BTreeMap::new();
        for at in 0..first.len() {
            let Some((a, b)) = compared(at) else { continue };
            let near = (at.saturating_sub(2)..=at + 2).filter_map(compared);
            let said = if near.map(|(_, b)| b).any(|b| b == a) { a } else { b };
            *table.entry((a.clone(), said.clone())).or_insert(0_u64) += 1;
        }
        let all: BTreeSet<_> = table.keys().flat_map(|(a, b)| [a.clone(), b.clone()]).collect();
        let row = |a: &BTreeSet<usize>| all.iter().map(|b| table.get(&(a.clone(), b.clone())).copied().unwrap_or(0)).collect::<Vec<u64>>();
        let rows: Vec<Vec<u64>> = all.iter().map(row).collect();
        let rows: Vec<&[u64]> = rows.iter().map(Vec::as_slice).collect();
        prop_assert_eq!(agreement(&one, &other).floor[0], Kappa::of_table(&rows));
    }

    #[test]
    fn every_event_is_matched_once_or_left(one in any_meeting(), other in any_meeting()) {
        let found = agreement(&one, &other);
        for [first, second] in &found.both {
            prop_assert!(first.at.abs_diff(second.at) <= 5_000);
        }
        // Nothing is left that could be matched.
        let people = |kind: Kind| match kind {
            Kind::Interrupts { who, whom, .. } => (1, who, whom),
            Kind::TalkedOver { whom } => (2, whom, 0),
            Kind::AllyMoment { who, for_whom, .. } => (3, who, for_whom),
            Kind::TakesTheFloor { who } => (0, who, 0),
        };
        for a in &found.only_first {
            for b in &found.only_second {
                prop_assert!(people(a.kind) != people(b.kind) || a.at.abs_diff(b.at) > 5_000);
            }
        }
        let alone = agreement(&one, &one);
        prop_assert!(found.both.len() + found.only_first.len() <= alone.both.len());
    }

    #[test]
    fn a_little_late_is_the_same_floor_and_shows_as_lag(meeting in any_meeting(), late in 0..2_u32) {
        // Events of a meeting that goes on for a while, all so much later.
        let events = meeting.log.effective();
        let until = 70.0;
        let shifted = |by: f64| {
            let events = events.iter().filter(|event| event.what != What::Ends);
            let mut told: Vec<(f64, What)> = events.map(|e| (e.at.seconds() + by, e.what.clone())).collect();
            told.retain(|(_, what)| !matches!(what, What::Pauses | What::Resumes));
            told.push((until, What::Ends));
            self::meeting(&told)
        };
        let found = agreement(&shifted(0.0), &shifted(f64::from(late)));
        prop_assert_eq!(found.floor[0].agreed, found.floor[0].units);
        // Two of a kind in quick succession can be taken for each other; nearest first never makes
        // the lag larger than it is.
        prop_assert!(found.lag().is_none_or(|lag| lag >= 0.0 && lag <= f64::from(late)));
    }
}
