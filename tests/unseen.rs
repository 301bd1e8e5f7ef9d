//! Whatever the clocks do, in any order, airtime is right or the observer was asked.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on should stop"
)]
#![cfg(not(target_arch = "wasm32"))]

use std::rc::Rc;

use meeting_dynamics::meeting::{Tap, Who};
use meeting_dynamics::session::ports::memory::{HandClock, MemoryDevice, MemoryPage};
use meeting_dynamics::session::{Answer, Draft, Session};
use proptest::collection::vec;
use proptest::prelude::*;

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

struct World {
    clock: Rc<HandClock>,
    device: Rc<MemoryDevice>,
    page: Rc<MemoryPage>,
    session: Rc<Session>,
}

impl World {
    fn on(device: Rc<MemoryDevice>, wall: f64) -> Self {
        let clock = Rc::new(HandClock::default());
        clock.wall.set(wall);
        clock.ticks.set(23.0);
        let page = MemoryPage::on(&device, &clock);
        let session = Session::new(clock.clone(), page.clone());
        session.join(page.clone(), page.clone());
        Self {
            clock,
            device,
            page,
            session,
        }
    }

    fn set_wall(&self, by: f64) {
        self.clock.wall.set(self.clock.wall.get() + by);
        self.session.attend();
    }

    /// Says what there is to say of a gap; one that is long enough has to be asked about.
    fn answer(&self, millis: u32, answer: Answer) {
        assert_eq!(self.session.gap().is_some(), millis > 1_000);
        self.session.answer(answer).unwrap();
        assert_eq!(self.session.gap(), None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn airtime_is_right_or_asked_about(all in vec(happens(), 1..40)) {
        let mut world = World::on(Rc::default(), 1.8e12);
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
                    world.set_wall(f64::from(millis));
                    world.answer(millis, answer);
                    told.unseen(millis, answer);
                }
                Happens::SetBack(millis) => {
                    world.set_wall(-f64::from(millis));
                    prop_assert_eq!(world.session.gap(), None);
                }
                Happens::Reloads(millis, answer) => {
                    world.session.say_goodbye();
                    world.page.close();
                    let wall = world.clock.wall.get() + f64::from(millis);
                    world = World::on(world.device, wall);
                    world.session.look_for_unfinished(Box::new(|| {}));
                    world.answer(millis, answer);
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
        let reading = world.session.reading().unwrap();
        let airtimes: Vec<f64> = reading.summary.people.iter().map(|p| p.airtime_s).collect();
        let expected: Vec<f64> = told.millis.iter().map(|millis| *millis as f64 / 1000.0).collect();
        prop_assert_eq!(airtimes, expected);
    }
}
