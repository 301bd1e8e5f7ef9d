//! Time that nobody saw, case by case.

use super::*;

/// What the clocks do while Ana speaks for a minute on each side, and the airtime that comes of
/// it, by answer.
#[test]
fn time_that_nobody_saw_is_asked_about() {
    const HOUR: f64 = 60.0 * MINUTE;
    type Away = fn(&HandClock);
    let asleep: Away = |clock| clock.wall.set(clock.wall.get() + HOUR);
    let cases: [(&str, Away, Answer, [f64; 2]); 4] = [
        ("asleep, a break", asleep, Answer::Pause, [60.0, 0.0]),
        (
            "asleep, they went on",
            asleep,
            Answer::WentOn,
            [3720.0, 0.0],
        ),
        ("asleep, cut out", asleep, Answer::Cut, [120.0, 0.0]),
        ("set forward", asleep, Answer::Cut, [120.0, 0.0]),
    ];
    for (name, away, answer, expected) in cases {
        let world = World::started();
        world.tap(Tap::Speaks(ANA())).unwrap();
        world.clock.pass(MINUTE);
        world.session.attend();
        assert_eq!(world.session.gap(), None);
        away(&world.clock);
        world.session.attend();
        let gap = world.session.gap().unwrap();
        assert_eq!(
            (gap.from.millis(), gap.to.millis()),
            (60_000, 3_660_000),
            "{name}"
        );
        world.clock.pass(MINUTE);
        world.session.answer(answer).unwrap();
        assert_eq!(world.session.gap(), None);
        assert_eq!(world.airtimes()[..2], expected, "{name}");
        // The wall and the meeting agree again, also for the next page.
        let before = world.airtimes();
        let world = world.reopened_after(0.0);
        assert_eq!(world.airtimes(), before, "{name}");
    }
}

#[test]
fn a_clock_that_is_set_back_changes_nothing() {
    let world = World::started();
    world.tap(Tap::Speaks(ANA())).unwrap();
    world.clock.pass(MINUTE);
    world.clock.wall.set(world.clock.wall.get() - 3_600_000.0);
    world.session.attend();
    assert_eq!(world.session.gap(), None);
    world.clock.pass(MINUTE);
    world.tap(Tap::Silence).unwrap();
    assert_eq!(world.airtimes(), [120.0, 0.0, 0.0]);
    let world = world.reopened_after(500.0);
    assert_eq!(world.airtimes(), [120.0, 0.0, 0.0]);
    let now = world.session.now().unwrap();
    assert_eq!(now.millis(), 120_500);
    assert_eq!(
        world.session.gap(),
        None,
        "half a second is not asked about"
    );
}

#[test]
fn a_page_that_was_away_asks_what_happened_meanwhile() {
    let world = World::started();
    world.tap(Tap::Speaks(ANA())).unwrap();
    world.clock.pass(MINUTE);
    world.tap(Tap::Speaks(BEN())).unwrap();
    let world = world.reopened_after(10.0 * MINUTE);
    let gap = world.session.gap().unwrap();
    assert_eq!((gap.from.millis(), gap.to.millis()), (60_000, 660_000));
    assert_eq!(
        world.airtimes(),
        [60.0, 600.0, 0.0],
        "until it is answered, they went on"
    );
    world.session.answer(Answer::Pause).unwrap();
    assert_eq!(world.airtimes(), [60.0, 0.0, 0.0]);
    let observed = world.session.reading().unwrap().summary.observed_s;
    assert_eq!(observed, 60.0);
    for _ in 0..2 {
        world.tap(Tap::Undo).unwrap();
    }
    assert_eq!(
        world.airtimes(),
        [60.0, 600.0, 0.0],
        "an answer can be undone"
    );
}

#[test]
fn nothing_is_asked_about_a_pause() {
    let world = World::started();
    world.tap(Tap::Speaks(ANA())).unwrap();
    world.tap(Tap::Pause).unwrap();
    world.clock.wall.set(world.clock.wall.get() + 3_600_000.0);
    world.session.attend();
    assert_eq!(world.session.gap(), None);
}

#[test]
fn an_end_taken_back_late_asks_who_went_on() {
    for (after, asked) in [(2_000.0, false), (600_000.0, true)] {
        let world = World::started();
        world.tap(Tap::Speaks(ANA())).unwrap();
        world.clock.pass(MINUTE);
        world.tap(Tap::End).unwrap();
        world.clock.pass(after);
        world.tap(Tap::Undo).unwrap();
        assert_eq!(world.session.gap().is_some(), asked);
    }
}
