//! Five tabs, and whatever may happen to them, beside a model of it.

use super::*;

/// What may happen to one of five tabs, or to all.
#[derive(Clone, Copy, Debug)]
enum Step {
    Tap(usize),
    Undo(usize),
    ObserveHere(usize),
    Freeze(usize),
    Thaw(usize),
    Kill(usize),
    PutAway(usize),
    Fault(usize),
    Pass(u32),
    /// So many steps, each of the disk (0) or of a tab.
    Run(usize),
}

const TABS: usize = 5;

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let tab = || 0..TABS;
    let step = prop_oneof![
        12 => tab().prop_map(Step::Tap),
        1 => tab().prop_map(Step::Undo),
        3 => tab().prop_map(Step::ObserveHere),
        1 => tab().prop_map(Step::Freeze),
        2 => tab().prop_map(Step::Thaw),
        1 => tab().prop_map(Step::Kill),
        1 => tab().prop_map(Step::PutAway),
        1 => tab().prop_map(Step::Fault),
        4 => (1..4_000_u32).prop_map(Step::Pass),
        10 => (1..20_usize).prop_map(Step::Run),
    ];
    vec(step, 1..160)
}

/// Five tabs, and what the test knows of them.
struct Model {
    device: Rc<MemoryDevice>,
    tabs: Vec<Tab>,
    /// The marks of the taps that each tab made since it was opened, with their times.
    made: Vec<BTreeMap<u32, u64>>,
    all: BTreeMap<u32, u64>,
    acknowledged: BTreeSet<u32>,
    wall: f64,
    random: u64,
}

impl Model {
    fn new(seed: u64) -> Self {
        let (device, writer) = device_with_writer();
        let mut tabs = vec![writer];
        tabs.extend((1..TABS).map(|_| Tab::on(&device, START)));
        device.stepped();
        let mut model = Self {
            device,
            tabs,
            made: vec![BTreeMap::new(); TABS],
            all: BTreeMap::new(),
            acknowledged: BTreeSet::new(),
            wall: START,
            random: seed | 1,
        };
        for tab in &model.tabs[1..] {
            tab.session.look_for_unfinished(Box::new(|| {}));
        }
        model.run(200);
        model.pass(1_000);
        model.run(200);
        model
    }

    fn below(&mut self, limit: usize) -> usize {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        (self.random >> 11) as usize % limit
    }

    fn is_frozen(&self, tab: usize) -> bool {
        self.tabs[tab].clock.frozen.get()
    }

    fn run(&mut self, steps: usize) {
        for _ in 0..steps {
            match self.below(TABS + 1) {
                TABS => drop(self.device.step()),
                tab if !self.is_frozen(tab) => drop(self.tabs[tab].page.step()),
                _ => {}
            }
            self.check();
        }
    }

    fn pass(&mut self, millis: u32) {
        let mut left = millis;
        while left > 0 {
            let step = left.min(250);
            left -= step;
            self.wall += f64::from(step);
            for tab in 0..TABS {
                self.tabs[tab].clock.pass(f64::from(step));
            }
            self.run(3);
        }
    }

    /// The marks on the disk, each with its time, as often as it is there.
    fn kept(&self) -> Vec<(u32, u64)> {
        let meetings = self.device.meetings.borrow();
        let records = meetings.values().flat_map(|stored| stored.records.values());
        let marks = records.filter_map(|record| {
            let text = record.text.replace('\\', "");
            let (_, mark) = text.split_once("\"mark\":\"")?;
            let (_, at) = text.split_once("\"at\":")?;
            let number = |text: &str| -> u64 {
                let end = text.find(|c: char| !c.is_ascii_digit()).unwrap();
                text[..end].parse().unwrap()
            };
            Some((number(mark) as u32, number(at)))
        });
        marks.collect()
    }

    /// Whoever says that all is saved is right.
    fn check(&mut self) {
        let kept: BTreeSet<u32> = self.kept().into_iter().map(|(mark, _)| mark).collect();
        for tab in 0..TABS {
            let saving = self.tabs[tab].saving();
            let none = matches!(saving, Saving::Followed(Followed { unsaved: 0, .. }));
            if saving == Saving::Saved || none {
                for mark in self.made[tab].keys() {
                    assert!(
                        kept.contains(mark),
                        "tab {tab} says {saving:?} without {mark}"
                    );
                    self.acknowledged.insert(*mark);
                }
            }
        }
    }

    fn open_again(&mut self, tab: usize) {
        self.tabs[tab].page.close();
        self.made[tab].clear();
        self.tabs[tab] = Tab::looking(&self.device, self.wall);
    }

    fn take(&mut self, step: Step) {
        match step {
            Step::Tap(tab) if !self.is_frozen(tab) => {
                let session = Rc::clone(&self.tabs[tab].session);
                if session.document().is_none() {
                    session.follow();
                    session.continue_meeting();
                } else {
                    let mark = self.all.len() as u32;
                    let who = ["Ana", "Ben", "Chen"][self.below(3)];
                    let told = format!(r#"{{"type":"speaks","who":"{who}","mark":"{mark}"}}"#);
                    if let Ok(event) = session.tell(&told) {
                        self.made[tab].insert(mark, event.at.millis());
                        self.all.insert(mark, event.at.millis());
                    }
                }
            }
            Step::Undo(tab) if !self.is_frozen(tab) => {
                drop(self.tabs[tab].session.tap(Tap::Undo, None));
            }
            Step::ObserveHere(tab) if !self.is_frozen(tab) => {
                self.tabs[tab].session.observe_here();
            }
            Step::Freeze(tab) => self.tabs[tab].clock.frozen.set(true),
            Step::Thaw(tab) => self.tabs[tab].clock.frozen.set(false),
            Step::Kill(tab) => self.open_again(tab),
            Step::PutAway(tab) if !self.is_frozen(tab) => {
                // What was not acknowledged lives as long as the tab, whatever it shows.
                self.tabs[tab].session.new_meeting();
            }
            Step::Fault(tab) => self.tabs[tab].trouble(Trouble::Fault(Fault::Full), 2),
            Step::Pass(millis) => self.pass(millis),
            Step::Run(steps) => self.run(steps),
            _ => {}
        }
        self.check();
    }

    fn finish(&mut self) {
        for tab in &self.tabs {
            tab.clock.frozen.set(false);
        }
        for _ in 0..6 {
            self.pass(10_000);
            self.run(400);
        }
        let kept = self.kept();
        let once: BTreeMap<u32, u64> = kept.iter().copied().collect();
        assert_eq!(once.len(), kept.len(), "nothing is doubled");
        for (mark, at) in &once {
            assert_eq!(self.all.get(mark), Some(at), "with its own time");
        }
        for mark in &self.acknowledged {
            assert!(
                once.contains_key(mark),
                "{mark} was acknowledged and is lost"
            );
        }
        for (tab, made) in self.made.iter().enumerate() {
            for mark in made.keys() {
                let saving = self.tabs[tab].saving();
                assert!(
                    once.contains_key(mark),
                    "{mark} of tab {tab} is lost ({saving:?})"
                );
            }
        }
        for stored in self.device.meetings.borrow().values() {
            let names: BTreeSet<&str> = stored.records.values().map(|r| &*r.tap).collect();
            assert_eq!(names.len(), stored.records.len(), "each tap has one record");
            let texts: Vec<String> = stored.records.values().map(|r| r.text.clone()).collect();
            file::from_records(&stored.entry.header, &texts).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, max_shrink_iters: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn five_tabs_lose_nothing_and_double_nothing(steps in steps(), seed in any::<u64>()) {
        let mut model = Model::new(seed);
        for step in steps {
            model.take(step);
        }
        model.finish();
    }
}
