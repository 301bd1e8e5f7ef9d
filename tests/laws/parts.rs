//! A part of a meeting, and two that make the whole.

use meeting_dynamics::measure::Options;
use meeting_dynamics::measure::interruptions::Repairs;

use super::*;

fn part(meeting: &Meeting, from: u64, to: u64) -> Reading {
    let at = |second: u64| Moment::new(second * 1000).unwrap();
    let options = Options {
        window: Some((at(from), at(to))),
        ..Options::default()
    };
    Reading::with(meeting, &meeting.course(), None, options)
}

fn cells(matrix: Option<&Vec<Vec<u32>>>) -> Vec<u32> {
    matrix.unwrap().iter().flatten().copied().collect()
}

/// Every number of a reading that adds up.
fn sums(reading: &Reading) -> Vec<f64> {
    let summary = &reading.summary;
    let mut sums = vec![
        summary.observed_s,
        summary.talk_s,
        summary.speech_s,
        summary.overlap_s,
        summary.silence_s,
    ];
    for person in &summary.people {
        sums.extend([person.airtime_s, person.present_s]);
        let counts = [
            person.interruptions_made,
            person.interruptions_received,
            person.talked_over,
            person.cut_offs,
            person.regained_within_60_s,
            Some(person.moments_by),
            Some(person.moments_for),
        ];
        sums.extend(counts.map(|count| f64::from(count.unwrap())));
        let rates = [person.received_per_min, person.made_per_min];
        sums.extend(rates.map(|rate| rate.unwrap().minutes));
    }
    let Repairs {
        cut_offs,
        repaired,
        by_ally,
    } = reading.repairs;
    sums.extend([cut_offs, repaired, by_ally].map(f64::from));
    for matrix in [
        summary.interruptions.as_ref(),
        summary.yielded.as_ref(),
        summary.talked_over.as_ref(),
        Some(&summary.passes),
    ] {
        sums.extend(cells(matrix).into_iter().map(f64::from));
    }
    sums
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn the_whole_as_a_part_is_the_whole(meeting in meeting()) {
        let whole = Reading::of(&meeting, &meeting.course(), None);
        let options = Options { window: Some((Moment::START, whole.until)), ..Options::default() };
        let read = Reading::with(&meeting, &meeting.course(), None, options);
        prop_assert_eq!(read.summary, whole.summary);
        prop_assert_eq!(read.turns, whole.turns);
        prop_assert_eq!(read.cut_offs, whole.cut_offs);
        prop_assert_eq!(read.repairs, whole.repairs);
    }

    #[test]
    fn two_parts_that_touch_add_up(meeting in meeting(), from in 0..95_u64, between in 0..95_u64, to in 0..95_u64) {
        let mut cuts = [from, between, to];
        cuts.sort_unstable();
        let [from, between, to] = cuts;
        // A meeting without length cannot be divided.
        prop_assume!(meeting.course().window_end(None) > Moment::START);
        let whole = part(&meeting, from, to);
        let (one, other) = (part(&meeting, from, between), part(&meeting, between, to));
        let added = sums(&one).into_iter().zip(sums(&other)).map(|(a, b)| a + b);
        for (place, (added, whole)) in added.zip(sums(&whole)).enumerate() {
            prop_assert!((added - whole).abs() < 1e-9, "number {}: {} is not {}", place, added, whole);
        }
        let cut_offs: Vec<_> = one.cut_offs.iter().chain(&other.cut_offs).collect();
        prop_assert_eq!(cut_offs, whole.cut_offs.iter().collect::<Vec<_>>());
    }

    #[test]
    fn numbers_of_a_part_fit_together(meeting in meeting(), from in 0..95_u64, to in 0..95_u64) {
        let reading = part(&meeting, from, to);
        let summary = &reading.summary;
        for (place, person) in summary.people.iter().enumerate() {
            prop_assert!(person.airtime_s <= person.present_s);
            prop_assert!(person.present_s <= summary.observed_s);
            let windows: f64 = summary.windows.airtime_s[place].iter().sum();
            prop_assert!((windows - person.airtime_s).abs() < 1e-9);
        }
        for turn in &reading.turns {
            prop_assert!(reading.from <= turn.start && turn.start < turn.end && turn.end <= reading.until);
        }
    }
}
