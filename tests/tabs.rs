//! Several tabs of one device, and everything that can go wrong with its journal: nothing is lost,
//! nothing is doubled, and it is said.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that cannot go on should stop"
)]

#[path = "tabs/faults.rs"]
mod faults;
#[path = "tabs/kept.rs"]
mod kept;
#[path = "tabs/model.rs"]
mod model;
#[path = "tabs/resting.rs"]
mod resting;
#[path = "tabs/several.rs"]
mod several;
#[path = "tabs/unreadable.rs"]
mod unreadable;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use meeting_dynamics::file;
use meeting_dynamics::meeting::{Event, Tap, Who};
use meeting_dynamics::problem::{Code, Problem};
use meeting_dynamics::session::ports::memory::{
    HandClock, MemoryDevice, MemoryPage, Stored, Trouble,
};
use meeting_dynamics::session::ports::{Batch, Fault, Journal, Tabs, Then};
use meeting_dynamics::session::{Change, Draft, Followed, KeptMeeting, Saving, Session, Shown};
use proptest::collection::vec;
use proptest::prelude::*;

const START: f64 = 1.8e12;

struct Tab {
    clock: Rc<HandClock>,
    page: Rc<MemoryPage>,
    session: Rc<Session>,
}

impl Tab {
    /// A tab that was just opened.
    fn on(device: &Rc<MemoryDevice>, wall: f64) -> Self {
        let clock = Rc::new(HandClock::default());
        clock.wall.set(wall);
        let page = MemoryPage::on(device, &clock);
        let session = Session::new(clock.clone(), page.clone());
        session.join(page.clone(), page.clone());
        session.set_draft(Draft {
            people: "Ana, Ben, Chen".into(),
            title: "Weekly".into(),
            ..Draft::default()
        });
        Self {
            clock,
            page,
            session,
        }
    }

    /// A tab that looks what there is.
    fn looking(device: &Rc<MemoryDevice>, wall: f64) -> Self {
        let tab = Self::on(device, wall);
        tab.session.look_for_unfinished(Box::new(|| {}));
        tab
    }

    fn trouble(&self, trouble: Trouble, times: usize) {
        *self.page.troubles.borrow_mut() = vec![trouble; times];
    }

    fn speaks(&self, place: usize) -> Result<Event, Problem> {
        self.session.tap(Tap::Speaks(Who::at(place).unwrap()), None)
    }

    fn events(&self) -> usize {
        let document = self.session.document();
        document.map_or(0, |document| document.meeting.log.events().len())
    }

    fn saving(&self) -> Saving {
        self.session.saving()
    }
}

fn device_with_writer() -> (Rc<MemoryDevice>, Tab) {
    let device = Rc::new(MemoryDevice::default());
    let writer = Tab::on(&device, START);
    writer.session.start().unwrap();
    writer.speaks(0).unwrap();
    (device, writer)
}

fn pass(tabs: &[&Tab], millis: f64) {
    // In small steps, since the clocks of one device go together.
    for _ in 0..(millis / 100.0) as usize {
        for tab in tabs {
            tab.clock.pass(100.0);
        }
    }
}

fn only(device: &MemoryDevice) -> Stored {
    let meetings = device.meetings.borrow();
    assert_eq!(meetings.len(), 1);
    meetings.values().next().unwrap().clone()
}

fn followed(tab: &Tab) -> Followed {
    match tab.saving() {
        Saving::Followed(followed) => followed,
        other => panic!("{other:?}"),
    }
}

fn damage(device: &MemoryDevice, n: u32, text: &str) {
    for stored in device.meetings.borrow_mut().values_mut() {
        stored.records.get_mut(&n).unwrap().text = text.to_owned();
    }
}

fn meetings(tab: &Tab) -> Vec<KeptMeeting> {
    let slot: Rc<RefCell<Vec<KeptMeeting>>> = Rc::default();
    let filled = slot.clone();
    tab.session.meetings(Box::new(move |listed| {
        drop(filled.replace(listed.unwrap()))
    }));
    slot.take()
}
