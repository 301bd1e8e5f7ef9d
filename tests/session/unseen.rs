//! Whatever the clocks do, in any order, airtime is right or the observer was asked.

use meeting_dynamics::meeting::{Tap, Who};
use meeting_dynamics::session::{Answer, Draft};
use proptest::collection::vec;
use proptest::prelude::*;

use super::World;

/// What happens to an observer's device.
#[derive(Clone, Copy, Debug)]
enum Happens {
    /// Time goes by, seen or in a hidden tab.
    Passes(u32),
    /// The device sleeps, or its clock is set forward; and what the observer says of it.
    Sleeps(u32, Answer),
    /// Its clock is set back.
    SetBack(u32),
    /// The page is loaded anew, and is away so long.
    Reloads(u32, Answer),
    /// A name is tapped.
    Tapped(usize),
}

fn answer() -> impl Strategy<Value = Answer> {
    prop_oneof![Just(Answer::WentOn), Just(Answer::Pause), Just(Answer::Cut)]
}

fn happens() -> impl Strategy<Value = Happens> {
    let away = prop_oneof![0..900_u32, 2_000..800_000_u32];
    prop_oneof![
        3 => (1..600_000_u32).prop_map(Happens::Passes),
        1 => (2_000..7_200_000_u32, answer()).prop_map(|(long, answer)| Happens::Sleeps(long, answer)),
        1 => (2_000..7_200_000_u32).prop_map(Happens::SetBack),
        1 => (away, answer()).prop_map(|(long, answer)| Happens::Reloads(long, answer)),
        4 => (0..3_usize).prop_map(Happens::Tapped),
    ]
}

/// The same told in the plainest way: one holder at most, and how long each had the floor.
#[derive(Default)]
struct Told {
    holder: Option<usize>,
    millis: [u64; 3],
}

impl Told {
    fn passes(&mut self, millis: u32) {
        if let Some(holder) = self.holder {
            self.millis[holder] += u64::from(millis);
        }
    }

    fn unseen(&mut self, millis: u32, answer: Answer) {
        match answer {
            Answer::WentOn => self.passes(millis),
            Answer::Pause => self.holder = None,
            Answer::Cut => {}
        }
    }
}

/// Sets the wall's clock on or back, and looks at it.
fn set_wall(world: &World, by: f64) {
    world.clock.wall.set(world.clock.wall.get() + by);
    world.session.attend();
}

/// Says what there is to say of a gap; one that is long enough has to be asked about.
fn say(world: &World, millis: u32, answer: Answer) {
    assert_eq!(world.session.gap().is_some(), millis > 1_000);
    world.session.answer(answer).unwrap();
    assert_eq!(world.session.gap(), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn airtime_is_right_or_asked_about(all in vec(happens(), 1..40)) {
        let mut world = World::new();
        let people = "Ana, Ben, Chen".to_owned();
        world.session.set_draft(Draft { people, ..Draft::default() });
        world.session.start().unwrap();
        let mut told = Told::default();
        for one in all {
            match one {
                Happens::Passes(millis) => {
                    world.clock.pass(f64::from(millis));
                    world.session.attend();
                    told.passes(millis);
                }
                Happens::Sleeps(millis, answer) => {
                    set_wall(&world, f64::from(millis));
                    say(&world, millis, answer);
                    told.unseen(millis, answer);
                }
                Happens::SetBack(millis) => {
                    set_wall(&world, -f64::from(millis));
                    prop_assert_eq!(world.session.gap(), None);
                }
                Happens::Reloads(millis, answer) => {
                    world.session.say_goodbye();
                    world = world.reopened_after(f64::from(millis));
                    say(&world, millis, answer);
                    match millis > 1_000 {
                        true => told.unseen(millis, answer),
                        false => told.passes(millis),
                    }
                }
                Happens::Tapped(place) => {
                    world.session.tap(Tap::Speaks(Who::at(place).unwrap()), None).unwrap();
                    told.holder = Some(place).filter(|_| told.holder != Some(place));
                }
            }
        }
        let expected: Vec<f64> = told.millis.iter().map(|millis| *millis as f64 / 1000.0).collect();
        prop_assert_eq!(world.airtimes(), expected);
    }
}
