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

// ---- Faults ------------------------------------------------------------------------------------

const TROUBLES: [(Trouble, Code, &str); 6] = [
    (
        Trouble::Fault(Fault::Full),
        Code::StorageFull,
        "no room left",
    ),
    (
        Trouble::Fault(Fault::Blocked),
        Code::StorageBlocked,
        "does not let the page keep",
    ),
    (
        Trouble::Fault(Fault::Newer),
        Code::StorageBlocked,
        "reload the page",
    ),
    (
        Trouble::Fault(Fault::Lost),
        Code::StorageLost,
        "tried again by itself",
    ),
    (Trouble::Silence, Code::StorageLost, "tried again by itself"),
    (
        Trouble::AnswerLost,
        Code::StorageLost,
        "tried again by itself",
    ),
];

/// A call of the journal: its name, and what leads to it.
type Write = (&'static str, fn(&Tab));

/// What is written when the trouble comes.
const WRITES: [Write; 4] = [
    ("the first header", |tab| tab.session.start().unwrap()),
    ("a tap", |tab| drop(tab.speaks(1).unwrap())),
    ("a correction", |tab| {
        drop(tab.session.tap(Tap::Undo, None).unwrap())
    }),
    ("the end", |tab| {
        drop(tab.session.tap(Tap::End, None).unwrap())
    }),
];

#[test]
fn every_fault_of_every_write_is_said_and_nothing_is_lost() {
    for (trouble, code, words) in TROUBLES {
        for (call, write) in WRITES {
            let case = format!("{trouble:?} at {call}");
            let device = Rc::new(MemoryDevice::default());
            let tab = Tab::on(&device, START);
            if call != "the first header" {
                tab.session.start().unwrap();
                tab.speaks(0).unwrap();
            }
            let said = Rc::new(RefCell::new(Vec::new()));
            let ear = said.clone();
            let _ear = tab.session.subscribe(move |change| {
                if let Change::Failed(problem) = change {
                    ear.borrow_mut().push(problem.code);
                }
            });
            tab.trouble(trouble, 4);
            write(&tab);
            // Silence is silence only after a while.
            pass(&[&tab], 5_000.0);
            let Saving::Failed(problem) = tab.saving() else {
                panic!("{case}: {:?}", tab.saving());
            };
            assert_eq!(problem.code, code, "{case}");
            assert!(problem.message.contains(words), "{case}: {problem}");
            // A tap in between is held with the others.
            if call != "the end" {
                tab.speaks(2).unwrap();
            }
            pass(&[&tab], 60_000.0);
            assert_eq!(tab.saving(), Saving::Saved, "{case}");
            assert_eq!(*said.borrow(), [code], "{case}: said once");
            let stored = only(&device);
            assert_eq!(stored.records.len(), tab.events(), "{case}");
            let texts: Vec<String> = stored.records.values().map(|r| r.text.clone()).collect();
            let read = file::from_records(&stored.entry.header, &texts).unwrap();
            assert_eq!(
                read.meeting.log,
                tab.session.document().unwrap().meeting.log,
                "{case}"
            );
            let names: BTreeSet<&str> = stored.records.values().map(|r| &*r.tap).collect();
            assert_eq!(names.len(), stored.records.len(), "{case}: each tap once");
        }
    }
}

#[test]
fn it_is_tried_again_by_itself_at_growing_distances() {
    let (_device, tab) = device_with_writer();
    tab.trouble(Trouble::Fault(Fault::Full), 6);
    tab.speaks(1).unwrap();
    let mut tries = Vec::new();
    let mut left = 5;
    for second in 1..=90 {
        pass(&[&tab], 1_000.0);
        let now = tab.page.troubles.borrow().len();
        if now != left || (left == 0 && tab.saving() == Saving::Saved) {
            tries.push(second);
            left = now;
        }
        if tab.saving() == Saving::Saved {
            break;
        }
    }
    assert_eq!(tries, [1, 3, 8, 18, 48, 78]);
}

#[test]
fn a_heartbeat_is_quiet_whatever_comes_of_it() {
    for (trouble, ..) in TROUBLES {
        let (device, tab) = device_with_writer();
        let seen = Rc::new(RefCell::new(0));
        let ear = seen.clone();
        let _ear = tab.session.subscribe(move |_| *ear.borrow_mut() += 1);
        pass(&[&tab], 10_000.0);
        assert_eq!(only(&device).entry.written, START + 10_000.0);
        tab.trouble(trouble, 1);
        pass(&[&tab], 29_000.0);
        assert_eq!(tab.saving(), Saving::Saved, "{trouble:?}");
        assert_eq!(*seen.borrow(), 0, "{trouble:?}: nothing flickers");
        assert!(
            only(&device).entry.written >= START + 30_000.0,
            "{trouble:?}"
        );
    }
}

#[test]
fn a_meeting_that_is_over_or_put_away_has_no_heart() {
    let (device, tab) = device_with_writer();
    tab.session.tap(Tap::End, None).unwrap();
    pass(&[&tab], 60_000.0);
    assert_eq!(only(&device).entry.written, START);
    let (device, tab) = device_with_writer();
    tab.session.new_meeting();
    pass(&[&tab], 60_000.0);
    assert_eq!(only(&device).entry.written, START);
}

#[test]
fn what_somebody_emptied_is_written_again_in_full() {
    let (device, tab) = device_with_writer();
    tab.speaks(1).unwrap();
    device.meetings.borrow_mut().clear();
    tab.speaks(2).unwrap();
    assert_eq!(tab.saving(), Saving::Saved);
    assert_eq!(only(&device).records.len(), 3);
    device.meetings.borrow_mut().clear();
    pass(&[&tab], 10_000.0);
    assert_eq!(only(&device).records.len(), 3, "the heartbeat finds out");
}

/// A journal that keeps nothing.
struct Nothing;

impl Journal for Nothing {
    fn write(&self, _: Batch, _: Then<()>) {
        panic!("nothing is to be kept");
    }
    fn keeps_nothing(&self) -> Option<&'static str> {
        Some("Not here.")
    }
}

#[test]
fn where_nothing_is_kept_that_is_said_and_no_error() {
    let clock = Rc::new(HandClock::default());
    let session = Session::new(clock.clone(), Rc::new(Nothing));
    session.set_draft(Draft {
        people: "Ana".into(),
        ..Draft::default()
    });
    let said = Rc::new(RefCell::new(0));
    let ear = said.clone();
    let _ear = session.subscribe(move |change| {
        *ear.borrow_mut() += u32::from(matches!(change, Change::Failed(_)));
    });
    assert_eq!(session.saving(), Saving::Nothing);
    session.start().unwrap();
    session.tap(Tap::Silence, None).unwrap();
    clock.pass(60_000.0);
    assert_eq!(session.saving(), Saving::NotKept("Not here."));
    session.new_meeting();
    session.continue_meeting();
    assert_eq!(session.shown(), Shown::Board, "in memory it is still there");
    assert_eq!(session.document().unwrap().meeting.log.events().len(), 1);
    assert_eq!(*said.borrow(), 0);
}

/// What is asked of the archive when the trouble comes, and how one asks again.
#[test]
fn every_fault_of_every_reading_is_said_and_nothing_is_lost() {
    type Case = (&'static str, bool, fn(&Tab), fn(&Tab));
    let look: fn(&Tab) = |tab| tab.session.look_for_unfinished(Box::new(|| {}));
    let go_on: fn(&Tab) = |tab| tab.session.continue_meeting();
    let follow: fn(&Tab) = |tab| tab.session.follow();
    let by_itself: fn(&Tab) = |_| {};
    let cases: [Case; 4] = [
        ("finding", false, look, by_itself),
        ("going on", false, go_on, go_on),
        ("going on with what is damaged", false, go_on, go_on),
        ("following", true, follow, follow),
    ];
    for (trouble, code, _) in TROUBLES {
        for (call, writer_lives, first, again) in cases {
            let case = format!("{trouble:?} at {call}");
            let (device, writer) = device_with_writer();
            writer.speaks(1).unwrap();
            if !writer_lives {
                writer.page.close();
            }
            if call == "going on with what is damaged" {
                damage(&device, 2, "{");
            }
            // Left long enough ago to be offered.
            let tab = Tab::on(&device, START + if writer_lives { 0.0 } else { 3.6e6 });
            if call != "finding" {
                tab.session.look_for_unfinished(Box::new(|| {}));
                pass(&[&tab], 1_000.0);
                let session = &tab.session;
                assert!(
                    session.offers_to_continue() || session.offers_to_follow(),
                    "{case}"
                );
            }
            tab.trouble(trouble, 1);
            if call == "going on with what is damaged" {
                // It is read well, and then cannot be set apart.
                tab.page.troubles.borrow_mut().clear();
                tab.page.later_trouble(1, trouble);
            }
            first(&tab);
            if !matches!(trouble, Trouble::Fault(_)) {
                pass(&[&tab], 15_000.0);
            }
            if call == "finding" && trouble == Trouble::Fault(Fault::Blocked) {
                assert_eq!(
                    tab.session.notice(),
                    None,
                    "{case}: said with the first tap"
                );
                continue;
            }
            let notice = tab.session.notice().expect(&case);
            assert_eq!(notice.code, code, "{case}");
            again(&tab);
            pass(&[&tab], 6_000.0);
            if call == "finding" {
                assert!(tab.session.offers_to_continue(), "{case}");
                tab.session.continue_meeting();
            }
            let expected = if call.ends_with("damaged") { 1 } else { 2 };
            assert_eq!(tab.events(), expected, "{case}");
            assert_eq!(tab.session.notice(), None, "{case}");
        }
    }
}

#[test]
fn what_could_not_be_deleted_is_still_there() {
    for (trouble, code, _) in TROUBLES {
        let (device, writer) = device_with_writer();
        let key = only(&device).entry.key;
        let tab = Tab::on(&device, START);
        let answer: Rc<RefCell<Option<Result<(), Problem>>>> = Rc::default();
        let delete = || {
            let slot = answer.clone();
            let then = Box::new(move |deleted| drop(slot.replace(Some(deleted))));
            tab.session.delete_kept(&key, then);
            pass(&[&tab], 16_000.0);
            answer.take().unwrap()
        };
        let refused = delete().unwrap_err();
        assert_eq!(
            refused.code,
            Code::ObservedElsewhere,
            "another tab has it open"
        );
        writer.page.close();
        tab.trouble(trouble, 1);
        assert_eq!(delete().unwrap_err().code, code);
        if trouble != Trouble::AnswerLost {
            assert_eq!(only(&device).records.len(), 1);
        }
        delete().unwrap();
        assert!(device.meetings.borrow().is_empty());
    }
}

// ---- What cannot be read -----------------------------------------------------------------------

fn damage(device: &MemoryDevice, n: u32, text: &str) {
    for stored in device.meetings.borrow_mut().values_mut() {
        stored.records.get_mut(&n).unwrap().text = text.to_owned();
    }
}

#[test]
fn what_cannot_be_read_is_kept_apart_and_counted() {
    let (device, writer) = device_with_writer();
    for place in [1, 2, 0, 1] {
        writer.speaks(place).unwrap();
    }
    writer.page.close();
    damage(&device, 4, "{\"n\":4,\"at\":");
    let tab = Tab::looking(&device, START + 1_000.0);
    assert_eq!(tab.events(), 3);
    assert_eq!(tab.session.unread(), 2);
    tab.speaks(2).unwrap();
    assert_eq!(tab.saving(), Saving::Saved);
    let stored = only(&device);
    assert_eq!(stored.records.len(), 4);
    let apart: Vec<u32> = stored.apart.iter().map(|record| record.n).collect();
    assert_eq!(apart, [4, 5]);
    tab.page.close();
    let tab = Tab::looking(&device, START + 2_000.0);
    assert_eq!((tab.events(), tab.session.unread()), (4, 0));
}

#[derive(Clone, Debug)]
enum Damage {
    Cut(usize),
    Text(String),
    Nothing,
    Another(u32),
}

fn damage_of_any_kind() -> impl Strategy<Value = Damage> {
    prop_oneof![
        (0..60_usize).prop_map(Damage::Cut),
        ".{0,20}".prop_map(Damage::Text),
        Just(Damage::Nothing),
        (1..40_u32).prop_map(Damage::Another),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_prefix_and_any_damaged_record_give_the_longest_valid_part(
        taps in vec((0..6_usize, 0..3_usize), 1..30),
        place in 0..30_usize,
        damaged in damage_of_any_kind(),
        cut in any::<bool>(),
    ) {
        let (device, writer) = device_with_writer();
        for (kind, place) in taps {
            let who = Who::at(place).unwrap();
            let tap = [Tap::Speaks(who), Tap::Interrupts(who), Tap::TalkedOver(who), Tap::Undo,
                Tap::Redo, Tap::KeptTheFloor][kind];
            writer.clock.pass(700.0);
            let _ = writer.session.tap(tap, None);
        }
        writer.page.close();
        let records = only(&device).records;
        let n = place % records.len() + 1;
        for stored in device.meetings.borrow_mut().values_mut() {
            if cut {
                stored.records.split_off(&(n as u32));
            } else {
                let text = &mut stored.records.get_mut(&(n as u32)).unwrap().text;
                *text = match &damaged {
                    Damage::Cut(at) => text.chars().take(at % text.len()).collect(),
                    Damage::Text(text) => text.clone(),
                    Damage::Nothing => String::new(),
                    Damage::Another(other) => match records.get(other) {
                        Some(record) if *other != n as u32 => record.text.clone(),
                        _ => String::new(),
                    },
                };
            }
        }
        let tab = Tab::looking(&device, START + 60_000.0);
        let whole = writer.session.document().unwrap();
        let kept = tab.session.document().unwrap();
        prop_assert_eq!(kept.meeting.log.events(), &whole.meeting.log.events()[..n - 1]);
        let apart = if cut { 0 } else { records.len() - (n - 1) };
        prop_assert_eq!(tab.session.unread(), apart);
        prop_assert_eq!(only(&device).apart.len(), apart);
        tab.speaks(0).unwrap();
        prop_assert_eq!(tab.saving(), Saving::Saved);
        prop_assert_eq!(only(&device).records.len(), n);
    }
}

// ---- The meetings that are kept ----------------------------------------------------------------

fn meetings(tab: &Tab) -> Vec<KeptMeeting> {
    let slot: Rc<RefCell<Vec<KeptMeeting>>> = Rc::default();
    let filled = slot.clone();
    tab.session.meetings(Box::new(move |listed| {
        drop(filled.replace(listed.unwrap()))
    }));
    slot.take()
}

#[test]
fn every_meeting_is_listed_opened_and_deleted() {
    let (device, tab) = device_with_writer();
    tab.session.tap(Tap::End, None).unwrap();
    tab.session.new_meeting();
    tab.clock.pass(60_000.0);
    tab.session.start().unwrap();
    tab.speaks(1).unwrap();
    let mut list = meetings(&tab);
    list.sort_by(|a, b| a.started.total_cmp(&b.started));
    let [first, second] = &list[..] else {
        panic!("{list:?}")
    };
    assert_eq!(first.title, "Weekly");
    assert_eq!(first.people, ["Ana", "Ben", "Chen"]);
    assert_eq!((first.events, first.ended, first.open), (2, true, false));
    assert_eq!((first.started, first.written), (START, START));
    assert_eq!((second.events, second.ended, second.open), (1, false, true));

    // The running one goes on being kept while the other is looked at.
    tab.session.open_kept(&first.key);
    assert_eq!((tab.session.shown(), tab.events()), (Shown::Review, 2));
    assert_eq!(tab.saving(), Saving::Saved);
    tab.session.open_kept(&second.key);
    assert_eq!((tab.session.shown(), tab.events()), (Shown::Board, 1));
    tab.session.open_kept(&second.key);
    assert_eq!(tab.events(), 1);
    tab.speaks(2).unwrap();
    assert_eq!(tab.saving(), Saving::Saved);

    let deleted = Rc::new(RefCell::new(Vec::new()));
    for key in [&second.key, &first.key] {
        let heard = deleted.clone();
        let then = move |answer: Result<(), Problem>| heard.borrow_mut().push(answer.is_ok());
        tab.session.delete_kept(key, Box::new(then));
    }
    assert_eq!(*deleted.borrow(), [false, true], "not what is open");
    assert_eq!(only(&device).records.len(), 2);
}

#[test]
fn a_kept_meeting_that_is_open_in_another_tab_is_followed() {
    let (device, writer) = device_with_writer();
    let key = only(&device).entry.key;
    let tab = Tab::on(&device, START);
    tab.session.open_kept(&key);
    pass(&[&tab, &writer], 1_000.0);
    assert_eq!(followed(&tab), Followed::default());
    assert_eq!(meetings(&tab).len(), 1);
}

// ---- Several tabs ------------------------------------------------------------------------------

/// A tab that follows the writer's meeting.
fn follower(device: &Rc<MemoryDevice>, writer: &Tab) -> Tab {
    let tab = Tab::looking(device, writer.clock.wall.get());
    pass(&[writer, &tab], 1_000.0);
    assert!(tab.session.offers_to_follow());
    assert_eq!(tab.session.shown(), Shown::SetUp, "one writer");
    tab.session.follow();
    assert_eq!(tab.session.shown(), Shown::Board);
    tab
}

#[test]
fn a_second_tab_follows_the_writer() {
    let (device, writer) = device_with_writer();
    let tab = follower(&device, &writer);
    assert_eq!(tab.events(), 1);
    writer.speaks(1).unwrap();
    assert_eq!(tab.events(), 2, "each event as it is durable");
    assert_eq!(followed(&tab), Followed::default());

    let refused = tab.speaks(2).unwrap_err();
    assert_eq!(refused.code, Code::ObservedElsewhere);
    assert!(refused.message.contains("Observe here"));
    assert_eq!(tab.session.refusal(), Some(refused));
    for told in [r#"{"type":"speaks","who":"Ana"}"#, r#"{"type":"ends"}"#] {
        assert_eq!(
            tab.session.tell(told).unwrap_err().code,
            Code::ObservedElsewhere
        );
    }
    assert_eq!((tab.events(), writer.events()), (2, 2));

    writer.session.tap(Tap::End, None).unwrap();
    assert_eq!(tab.session.shown(), Shown::Review);
    writer.session.tap(Tap::Undo, None).unwrap();
    assert_eq!(tab.session.shown(), Shown::Board);
    let times = |tab: &Tab| tab.session.reading().unwrap().summary.people[1].airtime_s;
    pass(&[&writer, &tab], 5_000.0);
    assert_eq!(times(&tab), times(&writer));
}

#[test]
fn a_follower_that_missed_something_reads_it_in_the_journal() {
    let (device, writer) = device_with_writer();
    let tab = follower(&device, &writer);
    tab.page.holds.set(true);
    writer.speaks(1).unwrap();
    tab.page.forget();
    tab.page.answer();
    assert_eq!(tab.events(), 1);
    writer.speaks(2).unwrap();
    assert_eq!(tab.events(), 3);
}

#[test]
fn a_follower_takes_over_on_request() {
    let (device, writer) = device_with_writer();
    let tab = follower(&device, &writer);
    tab.session.observe_here();
    assert_eq!(tab.saving(), Saving::Saved);
    assert_eq!(followed(&writer), Followed::default());
    tab.speaks(1).unwrap();
    assert_eq!((tab.events(), writer.events()), (2, 2));
    assert_eq!(writer.speaks(2).unwrap_err().code, Code::ObservedElsewhere);
    writer.session.observe_here();
    writer.speaks(2).unwrap();
    assert_eq!(tab.events(), 3);
    assert_eq!(only(&device).records.len(), 3);
}

#[test]
fn a_follower_sees_who_comes_and_where_they_sit_and_changes_nothing() {
    let (device, writer) = device_with_writer();
    let tab = follower(&device, &writer);
    let (roster, attributes) = writer.session.people();
    let mut people = roster.people().to_vec();
    people.push(people[0].clone());
    people[3].name = "Dana".into();
    let refused = tab.session.set_people(people.clone(), attributes.clone());
    assert_eq!(refused.unwrap_err().code, Code::ObservedElsewhere);
    writer.session.set_people(people, attributes).unwrap();
    assert_eq!(tab.session.people().0.len(), 4);
    let (first, last) = (Who::at(0).unwrap(), Who::at(3).unwrap());
    tab.session.sit(last, 0);
    assert_eq!(tab.session.seats()[0], first);
    writer.session.sit(last, 0);
    assert_eq!(tab.session.seats()[0], last, "though nothing was recorded");
    assert_eq!(tab.events(), 2);
}

#[test]
fn only_time_that_no_tab_saw_is_asked_about() {
    let (device, writer) = device_with_writer();
    let tab = follower(&device, &writer);
    pass(&[&writer, &tab], 7_000.0);
    tab.session.observe_here();
    assert_eq!(tab.saving(), Saving::Saved);
    assert_eq!(tab.session.gap(), None, "the other tab saw it all");
    pass(&[&writer, &tab], 25_000.0);
    tab.page.close();
    pass(&[&writer], 30_000.0);
    writer.session.observe_here();
    let gap = writer.session.gap().unwrap();
    assert_eq!(gap.to.millis(), 63_000);
    assert!(gap.from.millis() > 33_000 - 10_000, "{gap:?}");
}

#[test]
fn it_can_be_taken_over_without_following_first() {
    let (device, writer) = device_with_writer();
    let tab = Tab::looking(&device, START);
    pass(&[&tab, &writer], 1_000.0);
    tab.session.observe_here();
    assert_eq!(tab.saving(), Saving::Saved);
    assert_eq!((tab.session.shown(), tab.events()), (Shown::Board, 1));
    assert!(!tab.session.offers_to_follow());
    assert_eq!(followed(&writer), Followed::default());
}

#[test]
fn a_writer_that_is_gone_is_noticed_and_replaced() {
    let (device, writer) = device_with_writer();
    let tab = follower(&device, &writer);
    writer.page.close();
    pass(&[&tab], 2_000.0);
    assert!(followed(&tab).gone);
    tab.session.observe_here();
    assert_eq!(tab.saving(), Saving::Saved);
    tab.speaks(1).unwrap();
    assert_eq!(only(&device).records.len(), 2);
}

#[test]
fn what_a_frozen_writer_could_not_save_is_kept_by_its_successor() {
    let (device, writer) = device_with_writer();
    let tab = follower(&device, &writer);
    pass(&[&tab, &writer], 4_000.0);
    writer.trouble(Trouble::Fault(Fault::Full), 2);
    let late = writer.speaks(1).unwrap();
    let undo = writer.session.tap(Tap::Undo, None).unwrap();
    assert_eq!((late.n, undo.n), (2, 3));
    // It is frozen now: it neither hears nor is woken.
    writer.clock.frozen.set(true);
    writer.page.holds.set(true);
    tab.session.observe_here();
    pass(&[&tab, &writer], 3_000.0);
    assert_eq!(tab.saving(), Saving::Saved);
    tab.speaks(2).unwrap();
    tab.speaks(0).unwrap();
    assert_eq!(only(&device).records.len(), 3);

    writer.clock.frozen.set(false);
    writer.page.answer();
    pass(&[&tab, &writer], 10_000.0);
    assert_eq!(followed(&writer), Followed::default());
    let document = tab.session.document().unwrap();
    let events = document.meeting.log.events();
    assert_eq!(events.len(), 5);
    assert_eq!((events[3].at, &events[3].what), (late.at, &late.what));
    assert_eq!(
        file::event_json(&document, &events[4]),
        format!(
            r#"{{"n":5,"at":{},"type":"undoes","event":4}}"#,
            undo.at.millis()
        ),
        "it undoes the same tap, whose number is another"
    );
    assert_eq!(writer.events(), 5);
    assert_eq!(only(&device).records.len(), 5);
}

#[test]
fn what_nobody_keeps_is_kept_by_who_made_it() {
    let (device, writer) = device_with_writer();
    let tab = follower(&device, &writer);
    writer.trouble(Trouble::Fault(Fault::Full), 2);
    writer.speaks(1).unwrap();
    writer.clock.frozen.set(true);
    writer.page.holds.set(true);
    tab.session.observe_here();
    pass(&[&tab, &writer], 3_000.0);
    tab.speaks(2).unwrap();
    tab.page.close();
    writer.clock.frozen.set(false);
    writer.page.answer();
    pass(&[&writer], 15_000.0);
    assert_eq!(writer.saving(), Saving::Saved);
    assert_eq!((writer.events(), only(&device).records.len()), (3, 3));
}

#[test]
fn a_frozen_writer_that_wakes_cannot_write_over_its_successor() {
    let (device, writer) = device_with_writer();
    let tab = follower(&device, &writer);
    writer.clock.frozen.set(true);
    writer.page.holds.set(true);
    tab.session.observe_here();
    pass(&[&tab, &writer], 3_000.0);
    tab.speaks(1).unwrap();
    // It has not heard yet, and goes on as if nothing had been.
    writer.speaks(2).unwrap();
    assert_eq!(only(&device).records.len(), 2);
    writer.clock.frozen.set(false);
    writer.page.answer();
    pass(&[&tab, &writer], 10_000.0);
    assert_eq!((tab.events(), writer.events()), (3, 3));
    assert_eq!(followed(&writer), Followed::default());
}

#[test]
fn an_end_that_the_meeting_went_beyond_is_taken_back() {
    let (device, writer) = device_with_writer();
    let tab = follower(&device, &writer);
    pass(&[&tab, &writer], 4_000.0);
    writer.trouble(Trouble::Fault(Fault::Full), 2);
    writer.session.tap(Tap::End, None).unwrap();
    writer.clock.frozen.set(true);
    writer.page.holds.set(true);
    tab.session.observe_here();
    pass(&[&tab, &writer], 3_000.0);
    tab.speaks(2).unwrap();
    writer.clock.frozen.set(false);
    writer.page.answer();
    pass(&[&tab, &writer], 10_000.0);
    assert_eq!(
        tab.session.shown(),
        Shown::Board,
        "its observer is not disturbed"
    );
    assert_eq!(tab.events(), 4, "but it is in the log");
    assert_eq!(writer.session.shown(), Shown::Board);
}

#[test]
fn two_tabs_that_want_it_at_once_agree() {
    let (device, writer) = device_with_writer();
    let (one, two) = (follower(&device, &writer), follower(&device, &writer));
    one.session.observe_here();
    two.session.observe_here();
    pass(&[&writer, &one, &two], 6_000.0);
    let tabs = [&writer, &one, &two];
    let writers = tabs
        .iter()
        .filter(|tab| tab.saving() == Saving::Saved)
        .count();
    assert_eq!(writers, 1);
    assert_eq!(two.saving(), Saving::Saved, "the last to ask");
}

// ---- The model ---------------------------------------------------------------------------------

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

// ---- Resting -----------------------------------------------------------------------------------

/// The element comes back to its page.
fn wake(tab: &Tab) {
    tab.session.join(tab.page.clone(), tab.page.clone());
    tab.session.wake();
}

#[test]
fn a_session_at_rest_has_no_place_and_takes_its_meeting_up_again() {
    let (device, tab) = device_with_writer();
    pass(&[&tab], 100.0);
    assert!(tab.session.rest() && !tab.session.is_awake());
    assert!(tab.session.rest(), "whoever rests, rests");
    let taken: Rc<RefCell<Option<Vec<String>>>> = Rc::default();
    let heard = taken.clone();
    let heard = Box::new(move |keys| drop(heard.replace(keys)));
    Tabs::taken(&*tab.page, heard);
    pass(&[&tab], 100.0);
    assert_eq!(taken.take(), Some(Vec::new()), "its place is free");
    assert_eq!(tab.events(), 1, "its meeting stays");
    assert_eq!(
        tab.speaks(1).unwrap_err().code,
        Code::ObservedElsewhere,
        "whoever rests records nothing"
    );
    pass(&[&tab], 60_000.0);
    let written = only(&device).entry.written;
    assert!(written < START + 15_000.0, "and says nothing: {written}");

    wake(&tab);
    pass(&[&tab], 1_000.0);
    assert_eq!(tab.saving(), Saving::Saved);
    let gap = tab.session.gap().expect("time that nobody saw");
    assert!((59_000..62_000).contains(&gap.to.since(gap.from).millis()));
    tab.speaks(2).unwrap();
    pass(&[&tab], 100.0);
    assert_eq!(only(&device).records.len(), 2);
}

#[test]
fn a_meeting_that_another_tab_took_up_meanwhile_is_followed() {
    let (device, tab) = device_with_writer();
    pass(&[&tab], 100.0);
    assert!(tab.session.rest());
    let other = Tab::looking(&device, START + 100.0);
    pass(&[&tab, &other], 1_000.0);
    other.speaks(1).unwrap();
    pass(&[&tab, &other], 1_000.0);
    assert_eq!(tab.events(), 1, "whoever rests hears nothing");

    wake(&tab);
    pass(&[&tab, &other], 1_000.0);
    assert_eq!(followed(&tab), Followed::default());
    assert_eq!((tab.events(), other.saving()), (2, Saving::Saved));
    tab.session.observe_here();
    pass(&[&tab, &other], 3_000.0);
    tab.speaks(2).unwrap();
    pass(&[&tab, &other], 1_000.0);
    assert_eq!((tab.saving(), other.events()), (Saving::Saved, 3));
}

#[test]
fn what_is_not_saved_does_not_rest() {
    let (device, tab) = device_with_writer();
    pass(&[&tab], 100.0);
    tab.trouble(Trouble::Fault(Fault::Full), 3);
    tab.speaks(1).unwrap();
    assert!(!tab.session.rest(), "it is on its way");
    pass(&[&tab], 100.0);
    assert!(!tab.session.rest(), "it could not be saved");
    assert!(tab.session.is_awake());
    pass(&[&tab], 10_000.0);
    assert!(tab.session.rest(), "now it is");
    assert_eq!(only(&device).records.len(), 2);
}

#[test]
fn a_meeting_that_is_over_or_came_from_a_file_is_the_same_after_a_rest() {
    let (device, tab) = device_with_writer();
    tab.session.tap(Tap::End, None).unwrap();
    pass(&[&tab], 100.0);
    assert!(tab.session.rest());
    wake(&tab);
    pass(&[&tab], 1_000.0);
    assert_eq!(
        (tab.session.shown(), tab.saving(), tab.session.gap()),
        (Shown::Review, Saving::Saved, None)
    );
    let document = tab.session.document().unwrap();
    tab.session.open((*document).clone());
    pass(&[&tab], 100.0);
    assert!(tab.session.rest());
    wake(&tab);
    pass(&[&tab], 1_000.0);
    assert_eq!((tab.saving(), tab.events()), (Saving::Nothing, 2));
    assert_eq!(device.meetings.borrow().len(), 1);
}
