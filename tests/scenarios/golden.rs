//! Every number of the known answers, carried over: scipy's for the statistics, the worked meeting
//! by hand. To a billionth.

use meeting_dynamics::file;
use meeting_dynamics::measure::agreement::Kappa;
use meeting_dynamics::measure::equality::Equality;
use meeting_dynamics::measure::groups::{Comparison, Dealt, permutation};
use meeting_dynamics::measure::interruptions::success;
use meeting_dynamics::measure::uncertainty::{Rate, binomial_test, poisson_95};

use super::*;

/// What is computed, what comes of it, and what is known.
type Row = (String, f64, f64);

#[test]
fn every_known_answer() {
    let mut rows: Vec<Row> = Vec::new();
    equality(&mut rows);
    poisson(&mut rows);
    two_groups(&mut rows);
    permutations(&mut rows);
    worked_meeting(&mut rows);
    kappa(&mut rows);
    transcripts(&mut rows);
    for (what, found, expected) in &rows {
        assert!(
            (found - expected).abs() <= 1e-9 * expected.abs().max(1.0),
            "{what} is {found}, not {expected}"
        );
    }
    assert_eq!(
        rows.len(),
        20 + 18 + 12 + 8 + 4 + 1 + 4 + 16 + 5 + 1 + 1 + 9 + 3 + 9
    );
}

fn kappa(rows: &mut Vec<Row>) {
    let kappa = Kappa::of_table(&[&[40, 5, 2], &[4, 30, 6], &[1, 3, 9]]);
    for (name, found, expected) in [
        ("observed", kappa.observed, 0.79),
        ("expected", kappa.expected, 0.3856),
        ("kappa", kappa.kappa, 0.658_203_125),
    ] {
        rows.push((name.to_owned(), found.unwrap(), expected));
    }
}

/// A transcript: who speaks from when until when; the airtime and turns of each; speech and overlap.
type Transcript = (
    Vec<[&'static str; 3]>,
    Vec<(&'static str, f64, usize)>,
    [f64; 2],
);

/// The cues of the two transcripts, without what is said in them; tests/files/transcripts.rs reads the files themselves.
fn transcripts(rows: &mut Vec<Row>) {
    let (one, other) = ("Roger Bingham", "Neil deGrasse Tyson");
    let cases: [Transcript; 2] = [
        (
            vec![
                [one, "00:11.000", "00:13.000"],
                [one, "00:30.000", "00:31.500 align:right size:50%"],
                [other, "00:30.500", "00:32.500 align:left size:50%"],
            ],
            vec![(one, 3.5, 2), (other, 2.0, 1)],
            [4.5, 1.0],
        ),
        (
            vec![
                ["John Doe", "00:00:09.835", "00:00:13.995"],
                ["John Doe", "00:00:14.435", "00:00:18.275"],
            ],
            vec![("John Doe", 8.0, 2)],
            [8.0, 0.0],
        ),
    ];
    for (cues, people, [speech, overlap]) in cases {
        let cues = cues.into_iter();
        let cues = cues.map(|[who, from, until]| format!("{from} --> {until}\n<v {who}>…\n\n"));
        let text = format!("WEBVTT\n\n{}", cues.collect::<String>());
        let document = file::read(text.as_bytes(), &file::Options::default()).unwrap();
        let reading = Reading::of(&document.meeting, &document.meeting.course(), None);
        let found = reading.summary;
        for (person, (name, airtime, turns)) in found.people.iter().zip(people) {
            assert_eq!(person.name, name);
            rows.push((format!("airtime of {name}"), person.airtime_s, airtime));
            if name != "John Doe" {
                rows.push((
                    format!("turns of {name}"),
                    person.turns as f64,
                    turns as f64,
                ));
            }
        }
        rows.push(("speech".to_owned(), found.speech_s, speech));
        rows.push(("overlap".to_owned(), found.overlap_s, overlap));
    }
}

fn equality(rows: &mut Vec<Row>) {
    let cases: [(&[f64], [f64; 5]); 4] = [
        (
            &[600.0, 300.0, 60.0, 40.0, 0.0],
            [
                0.584,
                0.73,
                0.599_741_614_199_875_6,
                2.196_836_555_360_281_6,
                0.5,
            ],
        ),
        (
            &[120.0, 150.0, 40.0, 0.0],
            [
                0.427_419_354_838_709_7,
                0.569_892_473_118_279_6,
                0.708_986_720_632_443_2,
                2.496_103_896_103_895_7,
                0.370_967_741_935_483_9,
            ],
        ),
        (&[100.0; 4], [0.0, 0.0, 1.0, 4.0, 0.0]),
        (
            &[60.0, 0.0, 0.0],
            [
                0.666_666_666_666_666_6,
                1.0,
                0.0,
                1.0,
                0.666_666_666_666_666_6,
            ],
        ),
    ];
    for (airtimes, expected) in cases {
        let found = Equality::of(airtimes);
        let found = [
            ("gini", found.gini),
            ("gini, corrected", found.gini_corrected),
            ("evenness", found.evenness),
            ("effective speakers", found.effective_speakers),
            ("would change hands", found.would_change_hands),
        ];
        for ((name, found), expected) in found.into_iter().zip(expected) {
            rows.push((format!("{name} of {airtimes:?}"), found.unwrap(), expected));
        }
    }
}

fn poisson(rows: &mut Vec<Row>) {
    for (k, low, high) in [
        (0, 0.0, 3.688_879_454_113_935_4),
        (1, 0.025_317_807_984_289_876, 5.571_643_390_938_898),
        (2, 0.242_209_278_543_964_96, 7.224_687_667_723_96),
        (3, 0.618_672_122_895_601_4, 8.767_273_069_742_323),
        (5, 1.623_486_390_118_420_7, 11.668_332_079_322_67),
        (9, 4.115_373_097_378_334, 17.084_803_451_419_166),
        (10, 4.795_388_696_132_434, 18.390_356_042_017_78),
        (25, 16.178_681_847_829_328, 36.904_931_697_530_365),
        (100, 81.363_991_250_923_14, 121.626_793_792_426_38),
    ] {
        let found = poisson_95(k);
        rows.push((format!("low of {k}"), found.0, low));
        rows.push((format!("high of {k}"), found.1, high));
    }
}

fn two_groups(rows: &mut Vec<Row>) {
    // What the two groups received in their minutes; the ratio, its p, and its interval.
    let cases = [
        (
            (9, 12.5),
            (3, 22.0),
            [
                5.28,
                0.011_818_956_975_262_883,
                1.317_684_632_347_314_4,
                30.321_285_503_344_143,
            ],
        ),
        (
            (5, 30.0),
            (5, 30.0),
            [1.0, 1.0, 0.230_142_468_938_116_93, 4.345_134_579_523_825],
        ),
        (
            (20, 61.0),
            (4, 40.0),
            [
                3.278_688_524_590_163_6,
                0.021_528_229_824_699_97,
                1.098_314_026_759_301_2,
                13.191_938_849_120_973,
            ],
        ),
    ];
    let floor = |minutes: f64| Span::from_millis((minutes * 60_000.0) as u64);
    for ((a, minutes_a), (b, minutes_b), expected) in cases {
        let found = Comparison::of((a, floor(minutes_a)), (b, floor(minutes_b)));
        assert_eq!(found.enough, a >= 5 && b >= 5);
        let found = [
            ("rate ratio", found.rate_ratio),
            ("p", found.p_exact),
            ("low", found.low),
            ("high", found.high),
        ];
        for ((name, found), expected) in found.into_iter().zip(expected) {
            let what = format!("{name} of {a} in {minutes_a} and {b} in {minutes_b}");
            rows.push((what, found.unwrap(), expected));
        }
    }
}

fn permutations(rows: &mut Vec<Row>) {
    // What people received, their minutes, their group; statistic, labellings, p, smallest p.
    type Case = (&'static [u32], &'static [u64], &'static [u8], [f64; 4]);
    let cases: [Case; 2] = [
        (
            &[0, 1, 4, 5, 1],
            &[20, 15, 6, 5, 10],
            &[0, 0, 1, 1, 0],
            [2.743_768_283_704_289_6, 10.0, 0.1, 0.1],
        ),
        (
            &[3, 0, 2, 1, 6, 4, 0, 1],
            &[10, 12, 9, 14, 6, 7, 20, 11],
            &[1, 0, 1, 0, 1, 1, 0, 0],
            [
                2.401_864_657_085_869_5,
                70.0,
                0.028_571_428_571_428_57,
                0.028_571_428_571_428_57,
            ],
        ),
    ];
    for (received, minutes, group, expected) in cases {
        let people: Vec<Dealt> = received
            .iter()
            .zip(minutes)
            .zip(group)
            .map(|((received, minutes), group)| Dealt {
                received: *received,
                floor: Span::from_minutes(*minutes),
                first: *group == 1,
            })
            .collect();
        let found = permutation(&people).unwrap();
        let found = [
            ("statistic", found.statistic),
            ("labellings", found.labellings as f64),
            ("p", found.p),
            ("smallest p", found.smallest),
        ];
        for ((name, found), expected) in found.into_iter().zip(expected) {
            rows.push((format!("{name} of {received:?}"), found, expected));
        }
    }
}

fn worked_meeting(rows: &mut Vec<Row>) {
    let meeting = meeting(&worked());
    let reading = Reading::of(&meeting, &meeting.course(), None);
    let summary = &reading.summary;
    let mut row = |what: &str, found: f64, expected: f64| {
        rows.push((what.to_owned(), found, expected));
    };
    for (person, airtime) in summary.people.iter().zip([120.0, 150.0, 40.0, 0.0]) {
        row("airtime", person.airtime_s, airtime);
    }
    row("silence", summary.silence_s, 10.0);
    for (person, turns) in summary.people.iter().zip([2.0, 2.0, 1.0, 0.0]) {
        row("turns", person.turns as f64, turns);
    }
    let passes = [[0, 1, 1, 0], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]];
    for (found, expected) in summary.passes.iter().flatten().zip(passes.iter().flatten()) {
        row("passes", f64::from(*found), f64::from(*expected));
    }
    let received = summary.people[A].received_per_min.unwrap();
    row("received", f64::from(received.count), 2.0);
    row("own floor", received.minutes, 2.0);
    row("rate", received.rate.unwrap(), 1.0);
    row("low", received.low.unwrap(), 0.121_104_639_271_982_48);
    row("high", received.high.unwrap(), 3.612_343_833_861_98);
    let total = |matrix: &Option<Vec<Vec<u32>>>| matrix.iter().flatten().flatten().sum();
    let success = success(total(&summary.yielded), total(&summary.interruptions));
    row("success", success.unwrap(), 1.0 / 2.0);
    row(
        "regain",
        reading.cut_offs[0].latency.unwrap().seconds(),
        30.0,
    );
    // What the domain's page says besides.
    let shares = [
        0.387_096_774_193_548_4,
        0.483_870_967_741_935_5,
        0.129_032_258_064_516_13,
        0.0,
    ];
    for (person, share) in summary.people.iter().zip(shares) {
        row("share", person.share.unwrap(), share);
        row("expected share", person.expected_share.unwrap(), 0.25);
    }
    let high = summary.people[A].made_per_min.unwrap().high.unwrap();
    row("high of none", high, 3.688_879_454_113_936 / (190.0 / 60.0));
}

#[test]
fn the_worked_meeting_in_whole_numbers() {
    let summary = summary(&worked());
    assert_eq!(
        [
            summary.observed_s,
            summary.talk_s,
            summary.speech_s,
            summary.overlap_s
        ],
        [320.0, 310.0, 310.0, 0.0]
    );
    assert_eq!(
        summary.interruptions.as_deref().unwrap(),
        [[0, 0, 0, 0], [1, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]
    );
    assert_eq!(
        summary.yielded.as_deref().unwrap(),
        [[0, 0, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]
    );
    let ana = &summary.people[A];
    assert!(!ana.received_per_min.unwrap().enough);
    assert_eq!((ana.cut_offs, ana.regained_within_60_s), (Some(1), Some(1)));
    assert_eq!(
        (ana.mean_turn_s, ana.median_turn_s, ana.longest_turn_s),
        (Some(60.0), Some(60.0), Some(60.0))
    );
    assert_eq!(summary.people[D].mean_turn_s, None);
    assert_eq!(
        summary.windows.airtime_s,
        [[120.0, 0.0], [130.0, 20.0], [40.0, 0.0], [0.0, 0.0]]
    );
    assert!(summary.groups.is_empty(), "there are no attributes");
}

#[test]
fn nothing_to_measure() {
    assert_eq!(Equality::of(&[]), Equality::default());
    assert_eq!(Equality::of(&[0.0, 0.0]), Equality::default());
    let alone = Equality::of(&[60.0]);
    assert_eq!(
        (alone.gini, alone.gini_corrected, alone.evenness),
        (Some(0.0), None, None)
    );
    assert!(!Rate::of(4, Span::from_minutes(9)).enough);
    assert_eq!(success(0, 0), None);
    assert_eq!(binomial_test(0, 0, 0.5), 1.0);
    assert_eq!(permutation(&[]), None);
    let minute = Span::from_minutes(1);
    let nobody = Comparison::of((0, Span::ZERO), (7, minute));
    assert_eq!(nobody, Comparison::default());
    let none = Comparison::of((6, minute), (0, minute));
    assert_eq!((none.rate_ratio, none.high), (None, None));
    // Six of six: p at least (1/40)^(1/6).
    let p = 0.025_f64.powf(1.0 / 6.0);
    close(none.low.unwrap(), p / (1.0 - p));
    close(none.p_exact.unwrap(), 2.0 / 64.0);
    let nothing = Comparison::of((0, minute), (0, minute));
    assert_eq!((nothing.low, nothing.p_exact), (Some(0.0), Some(1.0)));
}
