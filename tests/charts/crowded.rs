//! Where turns are too many to be told apart, the timeline shows how much of the time was whose.

use super::layout::bars;
use super::*;

const HOUR: f64 = 3600.0;

/// Eight hours in which Ana, Ben and Chen hold the floor for 8, 7 and 5 seconds, again and again; but Ana alone
/// for the fifth hour, and Dana once, for a second.
fn day() -> Story {
    let mut story = Story::of("Ana, Ben, Chen, Dana").speaks(0.0, 0);
    for round in 0..8 * 180 {
        let at = f64::from(round) * 20.0;
        if at > 4.0 * HOUR && at < 5.0 * HOUR {
            continue;
        }
        if at == 4.0 * HOUR {
            story = story.speaks(at, 0);
            continue;
        }
        story = story.speaks(at, 0).speaks(at + 8.0, 1).speaks(at + 15.0, 2);
        if at == 2.0 * HOUR {
            story = story.speaks(at + 19.0, 3);
        }
    }
    story.at(8.0 * HOUR, What::Ends)
}

fn view(from: f64, until: f64) -> View {
    let at = |seconds: f64| Moment::nearest(seconds * 1000.0);
    View {
        from: at(from),
        until: at(until),
        picked: None,
    }
}

fn seen(story: &Story, view: View, width: f64) -> Closer {
    story.read(Options::default(), |subject| {
        timeline_closer(&subject, view, width)
    })
}

/// How high each lane is drawn, px by px; and the height of a lane.
fn heights(closer: &Closer) -> Vec<Vec<f64>> {
    let lanes = closer.scene.marks.iter();
    let lanes = lanes.filter(|mark| mark.ink == Ink::Airtime);
    let (left, right) = (closer.scale.left.round(), closer.scale.right.round());
    lanes
        .map(|lane| {
            let mut heights = vec![0.0; (right - left) as usize + 1];
            for [from, top, to, foot] in bars(lane) {
                for px in from as usize..to as usize {
                    heights[px - left as usize] = foot - top;
                }
            }
            heights
        })
        .collect()
}

fn words(closer: &Closer) -> Vec<&str> {
    closer.legend.iter().map(|entry| &*entry.words).collect()
}

#[test]
fn columns_are_as_high_as_their_part_of_the_time() {
    let story = day();
    let closer = seen(&story, view(0.0, 4.0 * HOUR), 720.0);
    assert_eq!(
        words(&closer)[0],
        "many turns: the full height is 50\u{a0}% of the time"
    );
    let lanes = heights(&closer);
    // Of 16 px, which are half of the time.
    for (lane, part) in lanes.iter().zip([0.4, 0.35, 0.25]) {
        let expected = part / 0.5 * 16.0;
        let whole = &lane[..lane.len() - 4];
        let mean = whole.iter().sum::<f64>() / whole.len() as f64;
        assert!((mean - expected).abs() < 0.3, "{part}: {mean}");
        // In a column's minute and a half there are four or five rounds.
        let near = |height: &f64| (height - expected).abs() < 2.5;
        assert!(whole.iter().all(near), "{part}: {whole:?}");
    }
    // A second of four hours is seen all the same, as low as can be.
    let heard: Vec<&f64> = lanes[3].iter().filter(|height| **height > 0.0).collect();
    assert!(!heard.is_empty() && heard.len() <= 5, "{heard:?}");
    assert!(heard.iter().all(|height| **height == 1.0));

    // Where somebody holds the floor throughout, the full height is all of the time.
    let closer = seen(&story, view(0.0, 8.0 * HOUR), 720.0);
    assert_eq!(
        words(&closer)[0],
        "many turns: the full height is 100\u{a0}% of the time"
    );
    let lanes = heights(&closer);
    let px = |hours: f64| (lanes[0].len() as f64 * hours / 8.0) as usize;
    assert!(
        lanes[0][px(4.1)..px(4.9)]
            .iter()
            .all(|height| *height == 16.0)
    );
    assert!(
        lanes[1][px(4.1)..px(4.9)]
            .iter()
            .all(|height| *height == 0.0)
    );
    assert!(
        lanes[0][px(5.1)..px(7.9)]
            .iter()
            .all(|height| *height <= 8.0)
    );
}

#[test]
fn from_nearer_they_are_turns_again() {
    let story = day();
    let closer = seen(&story, view(600.0, 1200.0), 720.0);
    assert_eq!(words(&closer)[0], "turn");
    let lanes = heights(&closer);
    for lane in &lanes {
        assert!(lane.iter().all(|height| [0.0, 16.0].contains(height)));
    }
    let spoken = lanes[0].iter().filter(|height| **height > 0.0).count();
    assert!((spoken as f64 / lanes[0].len() as f64 - 0.4).abs() < 0.03);
}

#[test]
fn what_is_drawn_is_what_was_spoken() {
    for (people, turns, width) in [(6, 20_000, 1200.0), (12, 30_000, 680.0), (6, 4000, 300.0)] {
        let story = lively(&names(people), 480, turns);
        let closer = seen(&story, view(0.0, 480.0 * 60.0), width);
        let word = words(&closer)[0];
        let full = ["25", "50", "100"]
            .into_iter()
            .find(|full| word.contains(full));
        let full: f64 = full.unwrap().parse().unwrap();
        let airtime: Vec<f64> = story.read(Options::default(), |subject| {
            let people = subject.reading.summary.people.iter();
            let spoke = people.filter(|person| person.turns > 0);
            spoke.map(|person| person.airtime_s).collect()
        });
        let lanes = heights(&closer);
        assert_eq!(lanes.len(), airtime.len());
        for (lane, airtime) in lanes.iter().zip(airtime) {
            let drawn: f64 = lane.iter().sum::<f64>() / 16.0 * full / 100.0 / lane.len() as f64;
            let spoken = airtime / (480.0 * 60.0);
            // Heights are whole px.
            assert!(
                (drawn - spoken).abs() < 0.01,
                "{people} {width}: {drawn} {spoken}"
            );
        }
    }
}

#[test]
fn columns_stay_as_they_are_while_one_moves_along() {
    let story = lively(SIX, 480, 30_000);
    let (from, until) = (HOUR, 5.0 * HOUR);
    let here = seen(&story, view(from, until), 720.0);
    assert!(words(&here)[0].starts_with("many turns"));
    let per_px = (until - from) / (here.scale.right - here.scale.left);
    for px in [1, 3, 4, 150] {
        let along = px as f64 * per_px;
        let there = seen(&story, view(from + along, until + along), 720.0);
        assert_eq!(words(&here)[0], words(&there)[0]);
        for (here, there) in heights(&here).iter().zip(heights(&there)) {
            // At the ends there are parts of columns; and a place may be rounded the other way.
            let both = here[px..].iter().zip(&there);
            let both: Vec<(&f64, &f64)> = both.skip(4).collect();
            let inner = &both[..both.len() - 8];
            let other = inner.iter().filter(|(here, there)| here != there).count();
            assert!(
                other * 50 <= inner.len(),
                "{px}: {other} of {}",
                inner.len()
            );
        }
    }
}
