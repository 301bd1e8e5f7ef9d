//! Every fault of every call of the journal and the archive: said, tried again, and nothing lost.

use super::*;

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
