//! The running meeting on clocks that the test moves and journals that fail when told to.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on should stop"
)]

#[path = "session/away.rs"]
mod away;
#[path = "session/next_action.rs"]
mod next_action;
#[cfg(not(target_arch = "wasm32"))]
#[path = "session/unseen.rs"]
mod unseen;

use std::cell::RefCell;
use std::rc::Rc;

use meeting_dynamics::file::{self, Options};
use meeting_dynamics::meeting::{Event, Person, Tap, What, Who};
use meeting_dynamics::problem::{Code, Problem};
use meeting_dynamics::session::ports::Fault;
use meeting_dynamics::session::ports::memory::{HandClock, MemoryDevice, MemoryPage, Trouble};
use meeting_dynamics::session::{Answer, Change, Draft, Remark, Saving, Session, Shown};
use meeting_dynamics::time::Moment;

const MINUTE: f64 = 60_000.0;

struct World {
    clock: Rc<HandClock>,
    device: Rc<MemoryDevice>,
    page: Rc<MemoryPage>,
    session: Rc<Session>,
}

impl World {
    fn new() -> Self {
        Self::on(Rc::default(), 1.8e12)
    }

    fn on(device: Rc<MemoryDevice>, wall: f64) -> Self {
        let clock = Rc::new(HandClock::default());
        clock.wall.set(wall);
        clock.ticks.set(17.0);
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

    fn started() -> Self {
        let world = Self::new();
        world.session.set_draft(Draft {
            people: "Ana, Ben, Chen".into(),
            title: " Weekly ".into(),
            ..Draft::default()
        });
        world.session.start().unwrap();
        world
    }

    /// The page is gone; after this long another one is opened on the same device.
    fn reopened_after(self, millis: f64) -> Self {
        let wall = self.clock.wall.get() + millis;
        self.page.close();
        let world = Self::on(self.device, wall);
        world.session.look_for_unfinished(Box::new(|| {}));
        world
    }

    fn tap(&self, tap: Tap) -> Result<Event, Problem> {
        self.session.tap(tap, None)
    }

    fn airtimes(&self) -> Vec<f64> {
        let reading = self.session.reading().unwrap();
        reading.summary.people.iter().map(|p| p.airtime_s).collect()
    }

    fn events(&self) -> usize {
        self.session.document().unwrap().meeting.log.events().len()
    }
}

fn who(place: usize) -> Who {
    Who::at(place).unwrap()
}

const ANA: fn() -> Who = || who(0);
const BEN: fn() -> Who = || who(1);

#[test]
fn a_meeting_needs_people_and_takes_a_title() {
    let world = World::new();
    let problem = world.session.start().unwrap_err();
    assert_eq!(problem.code, Code::UnknownPerson);
    assert_eq!(world.session.shown(), Shown::SetUp);
    let world = World::started();
    assert_eq!(world.session.shown(), Shown::Board);
    assert_eq!(world.session.document().unwrap().meeting.title, "Weekly");
    assert_eq!(world.session.saving(), Saving::Saved);
}

#[test]
fn one_tap_says_the_most_it_can() {
    let world = World::started();
    let refusal = world.tap(Tap::Interrupts(BEN())).unwrap_err();
    assert_eq!(refusal.code, Code::NobodyElseSpeaking);
    assert_eq!(world.session.refusal(), Some(refusal));
    let said = |tap| world.tap(tap).unwrap().what;
    assert_eq!(said(Tap::Speaks(ANA())), What::Speaks { who: ANA() });
    assert_eq!(world.session.refusal(), None);
    assert!(matches!(said(Tap::Interrupts(BEN())), What::Interrupts { whom, .. } if whom == ANA()));
    assert_eq!(said(Tap::Speaks(BEN())), What::Silence);
    assert!(matches!(
        said(Tap::KeptTheFloor),
        What::Amends { event: 2, .. }
    ));
    assert!(world.tap(Tap::KeptTheFloor).is_err());
}

#[test]
fn a_reload_in_mid_turn_goes_straight_back_to_the_board_and_loses_nothing() {
    let world = World::started();
    world.tap(Tap::Speaks(ANA())).unwrap();
    world.clock.pass(MINUTE);
    world.tap(Tap::Speaks(BEN())).unwrap();
    let world = world.reopened_after(2.0 * MINUTE);
    assert_eq!(world.session.shown(), Shown::Board);
    assert_eq!(world.session.saving(), Saving::Saved);
    world.clock.pass(MINUTE);
    world.tap(Tap::End).unwrap();
    assert_eq!(world.airtimes(), [60.0, 180.0, 0.0]);
}

#[test]
fn a_meeting_left_a_quarter_of_an_hour_ago_is_offered() {
    let world = World::started();
    world.tap(Tap::Speaks(ANA())).unwrap();
    let world = world.reopened_after(15.0 * MINUTE);
    assert_eq!(world.session.shown(), Shown::SetUp);
    assert!(world.session.offers_to_continue());
    world.session.continue_meeting();
    assert_eq!(world.session.shown(), Shown::Board);
    assert_eq!(world.airtimes()[0], 900.0);
}

#[test]
fn a_wall_clock_set_back_takes_no_time_away() {
    let world = World::started();
    world.tap(Tap::Speaks(ANA())).unwrap();
    world.clock.pass(MINUTE);
    world.tap(Tap::Speaks(BEN())).unwrap();
    let world = world.reopened_after(-60.0 * MINUTE);
    world.tap(Tap::End).unwrap();
    assert_eq!(world.airtimes(), [60.0, 0.0, 0.0]);
}

#[test]
fn a_finished_meeting_is_not_offered_and_can_be_taken_up_again() {
    let world = World::started();
    world.tap(Tap::Speaks(ANA())).unwrap();
    world.clock.pass(MINUTE);
    world.tap(Tap::End).unwrap();
    assert_eq!(world.session.shown(), Shown::Review);
    let over = world.tap(Tap::Speaks(BEN())).unwrap_err();
    assert_eq!(over.code, Code::MeetingOver);
    world.clock.pass(MINUTE);
    world.tap(Tap::Undo).unwrap();
    assert_eq!(world.session.shown(), Shown::Board);
    assert_eq!(world.airtimes()[0], 120.0);
    world.tap(Tap::Redo).unwrap();
    assert_eq!(world.session.shown(), Shown::Review);
    assert_eq!(world.airtimes()[0], 60.0);
    let world = world.reopened_after(MINUTE);
    assert_eq!(world.session.shown(), Shown::SetUp);
    assert!(!world.session.offers_to_continue());
    assert!(world.session.offers_the_last(), "its review is a tap away");
    world.session.continue_meeting();
    assert_eq!(world.session.shown(), Shown::Review);
    assert_eq!(world.session.saving(), Saving::Saved);
    assert_eq!(world.airtimes()[0], 60.0);
}

#[test]
fn what_could_not_be_saved_is_said_held_and_saved_later() {
    let full = Fault::Full.problem();
    let world = World::started();
    let heard: Rc<RefCell<Vec<Change>>> = Rc::default();
    let ear = heard.clone();
    let _subscription = world.session.subscribe(move |change| {
        if matches!(change, Change::Failed(_)) {
            ear.borrow_mut().push(change.clone());
        }
    });
    *world.page.troubles.borrow_mut() = vec![Trouble::Fault(Fault::Full); 2];
    world.tap(Tap::Speaks(ANA())).unwrap();
    world.tap(Tap::Speaks(BEN())).unwrap();
    assert_eq!(world.session.saving(), Saving::Failed(full.clone()));
    assert_eq!(
        *heard.borrow(),
        [Change::Failed(full)],
        "said once, not with each tap"
    );
    world.tap(Tap::Silence).unwrap();
    assert_eq!(world.session.saving(), Saving::Saved);
    let world = world.reopened_after(0.0);
    assert_eq!(world.events(), 3);
}

#[test]
fn a_host_starts_a_meeting_with_its_first_event() {
    let world = World::new();
    world.session.set_draft(Draft {
        people: "Ana, Ben".into(),
        ..Draft::default()
    });
    let bad = world
        .session
        .tell(r#"{"type":"speaks","who":"Zoe"}"#)
        .unwrap_err();
    assert_eq!(bad.code, Code::UnknownPerson);
    assert!(
        world.session.document().is_none(),
        "a bad event starts nothing"
    );
    world
        .session
        .tell(r#"{"type":"speaks","who":"Ana","at":5000}"#)
        .unwrap();
    world.clock.pass(1_000.0);
    let event = world
        .session
        .tell(r#"{"type":"interrupts","who":"Ben"}"#)
        .unwrap();
    assert_eq!(event.at.millis(), 6_000);
    assert!(matches!(event.what, What::Interrupts { whom, .. } if whom == ANA()));
    world.session.tell(r#"{"type":"ends","at":20000}"#).unwrap();
    assert_eq!(world.airtimes(), [1.0, 14.0]);
    let over = world
        .session
        .tell(r#"{"type":"speaks","who":"Ana"}"#)
        .unwrap_err();
    assert_eq!(over.code, Code::MeetingOver);
    world
        .session
        .tell(r#"{"type":"speaks","who":"Ana","at":15000}"#)
        .unwrap();
    assert_eq!(
        world.airtimes(),
        [6.0, 9.0],
        "inserted afterwards, it takes its place"
    );
}

#[test]
fn the_end_comes_after_what_a_host_dated_ahead() {
    let world = World::started();
    world
        .session
        .tell(r#"{"type":"speaks","who":"Ana","at":0}"#)
        .unwrap();
    world
        .session
        .tell(r#"{"type":"speaks","who":"Ben","at":60000}"#)
        .unwrap();
    let end = world.tap(Tap::End).unwrap();
    assert_eq!(end.at.millis(), 60_000);
}

#[test]
fn opening_a_file_leaves_the_running_meeting_on_the_device() {
    let world = World::started();
    world.tap(Tap::Speaks(ANA())).unwrap();
    let other = meeting_dynamics::file::read(
        b"SPEAKER f 1 0.0 2.5 <NA> <NA> X <NA> <NA>\n",
        &meeting_dynamics::file::Options::default(),
    );
    world.session.open(other.unwrap());
    assert_eq!(world.session.shown(), Shown::Review);
    assert_eq!(world.session.saving(), Saving::Nothing);
    assert_eq!(world.session.now(), None);
    let world = world.reopened_after(0.0);
    assert_eq!(world.session.shown(), Shown::Board);
    assert_eq!(world.events(), 1);
}

fn recording() -> file::Document {
    let text = b"SPEAKER f 1 0.0 2.5 <NA> <NA> X <NA> <NA>\n";
    file::read(text, &Options::default()).unwrap()
}

#[test]
fn what_is_on_its_way_arrives_whatever_is_opened_meanwhile() {
    for put_away in [
        (|session: &Session| session.open(recording())) as fn(&Session),
        Session::new_meeting,
    ] {
        let world = World::started();
        world.page.holds.set(true);
        for place in [0, 1, 0] {
            world.tap(Tap::Speaks(who(place))).unwrap();
        }
        assert_eq!(world.session.saving(), Saving::OnTheWay);
        put_away(&world.session);
        world.page.answer();
        world.session.continue_meeting();
        let world = world.reopened_after(0.0);
        assert_eq!(world.events(), 3);
    }
}

#[test]
fn a_tap_that_could_not_be_saved_is_saved_after_another_meeting_was_opened() {
    let world = World::started();
    *world.page.troubles.borrow_mut() = vec![Trouble::Fault(Fault::Full)];
    world.tap(Tap::Speaks(ANA())).unwrap();
    world.session.open(recording());
    world.session.new_meeting();
    world.session.start().unwrap();
    world.tap(Tap::Silence).unwrap();
    world.tap(Tap::End).unwrap();
    let world = world.reopened_after(0.0);
    assert_eq!(world.events(), 1);
    assert_eq!(world.session.shown(), Shown::Board);
}

#[test]
fn the_end_is_kept_even_if_the_next_meeting_is_begun_at_once() {
    let world = World::started();
    world.page.holds.set(true);
    world.tap(Tap::Speaks(ANA())).unwrap();
    world.tap(Tap::End).unwrap();
    world.session.new_meeting();
    world.page.answer();
    let world = world.reopened_after(0.0);
    assert!(!world.session.offers_to_continue());
    assert_eq!(world.session.shown(), Shown::SetUp);
}

#[test]
fn a_running_meeting_that_was_put_aside_can_be_taken_up_again_on_the_same_page() {
    let world = World::started();
    world.tap(Tap::Speaks(ANA())).unwrap();
    world.session.open(recording());
    world.clock.pass(MINUTE);
    assert!(world.session.offers_to_continue());
    world.session.continue_meeting();
    assert_eq!(world.session.shown(), Shown::Board);
    world.tap(Tap::End).unwrap();
    assert_eq!(world.airtimes(), [60.0, 0.0, 0.0]);
    assert_eq!(world.session.saving(), Saving::Saved);
}

#[test]
fn the_saved_file_of_a_meeting_that_is_kept_here_is_a_meeting_of_its_own() {
    let world = World::started();
    world.tap(Tap::Speaks(ANA())).unwrap();
    let document = world.session.document().unwrap();
    let saved = file::write_json(&document);
    drop(document);
    world.tap(Tap::Speaks(BEN())).unwrap();
    world.tap(Tap::Silence).unwrap();
    let copy = file::read(saved.as_bytes(), &Options::default()).unwrap();
    world.session.open(copy);
    world.tap(Tap::Silence).unwrap();
    world.tap(Tap::End).unwrap();
    assert_eq!(world.session.saving(), Saving::Saved);
    let world = world.reopened_after(0.0);
    assert_eq!(world.events(), 3, "the one that was left is as it was");
    assert_eq!(world.session.shown(), Shown::Board);
}

#[test]
fn a_bad_first_event_starts_nothing_and_is_said() {
    for bad in [
        r#"{"type":"interrupts","who":"Ana"}"#,
        r#"{"type":"undoes","event":1}"#,
        r#"{"type":"interrupts","who":"Ana","whom":"Ana"}"#,
    ] {
        let world = World::new();
        world.session.set_draft(Draft {
            people: "Ana, Ben".into(),
            ..Draft::default()
        });
        let heard = Rc::new(RefCell::new(0));
        let ear = heard.clone();
        let _subscription = world.session.subscribe(move |change| {
            *ear.borrow_mut() += u32::from(matches!(change, Change::Failed(_)));
        });
        assert!(world.session.tell(bad).is_err());
        assert!(world.session.document().is_none(), "{bad}");
        assert_eq!(*heard.borrow(), 1, "{bad}");
    }
}

#[test]
fn a_correction_of_an_opened_meeting_starts_no_clock() {
    let world = World::new();
    let open = r#"{"format":"meeting-dynamics","version":1,"people":[{"id":"p1","name":"Ana"}],
        "events":[{"n":1,"at":0,"type":"speaks","who":"p1"},{"n":2,"at":60000,"type":"silence"}]}"#;
    world
        .session
        .open(file::read(open.as_bytes(), &Options::default()).unwrap());
    world
        .session
        .tell(r#"{"type":"amends","event":1,"set":{"at":10000}}"#)
        .unwrap();
    world.clock.pass(10.0 * MINUTE);
    assert_eq!(world.airtimes(), [50.0]);
    assert_eq!(world.session.now(), None);
}

#[test]
fn a_finished_meeting_that_was_opened_goes_on_from_its_end() {
    let world = World::new();
    let text = r#"{"format":"meeting-dynamics","version":1,"people":[{"id":"p1","name":"Ana"}],
        "events":[{"n":1,"at":0,"type":"speaks","who":"p1"},{"n":2,"at":60000,"type":"ends"}]}"#;
    world
        .session
        .open(file::read(text.as_bytes(), &Options::default()).unwrap());
    world.session.undo_end().unwrap();
    world.clock.pass(MINUTE);
    let silence = world.tap(Tap::Silence).unwrap();
    assert_eq!(silence.at.millis(), 120_000);
    assert_eq!(world.airtimes(), [120.0]);
}

#[test]
fn the_end_is_undone_whatever_was_corrected_since() {
    let world = World::started();
    world.tap(Tap::Speaks(ANA())).unwrap();
    world.clock.pass(MINUTE);
    world.tap(Tap::End).unwrap();
    world
        .session
        .tell(r#"{"type":"amends","event":1,"set":{"who":"Ben"}}"#)
        .unwrap();
    world.session.undo_end().unwrap();
    assert_eq!(world.session.shown(), Shown::Board);
    assert_eq!(world.airtimes(), [0.0, 60.0, 0.0]);
    assert!(world.session.undo_end().is_err());
}

#[test]
fn a_kept_meeting_that_cannot_be_read_is_said_and_offered_again() {
    let world = World::started();
    world.tap(Tap::Speaks(ANA())).unwrap();
    for stored in world.device.meetings.borrow_mut().values_mut() {
        stored.entry.header = "{".into();
    }
    let world = world.reopened_after(0.0);
    assert!(world.session.document().is_none());
    assert!(world.session.offers_to_continue());
    assert_eq!(world.session.notice().unwrap().code, Code::BadJson);
}

#[test]
fn a_finger_that_bounces_is_taken_for_one_tap_and_told() {
    let world = World::started();
    let touch = |tap, millis| {
        world.clock.pass(millis);
        world.session.touch(tap, world.clock.ticks.get());
        (world.events(), world.session.remark())
    };
    let bounced = Some(Remark::Bounced);
    let (ana, ben) = (Tap::Speaks(ANA()), Tap::Speaks(BEN()));
    assert_eq!(touch(ana, 0.0), (1, None));
    assert_eq!(touch(ana, 399.0), (1, bounced));
    assert_eq!(touch(ana, 400.0), (2, None), "her own tile again: silence");
    assert_eq!(touch(ben, 10.0), (3, None), "another tile");
    assert_eq!(
        touch(Tap::TalkedOver(BEN()), 10.0),
        (4, None),
        "another kind"
    );
    assert_eq!(touch(Tap::Undo, 10.0), (5, None));
    assert_eq!(touch(Tap::Undo, 10.0), (6, None), "undo is not on a tile");
    assert_eq!(touch(ana, 1000.0), (7, None));
    assert_eq!(touch(ana, 10.0), (7, bounced));
    assert_eq!(touch(Tap::Silence, 10.0), (8, None), "the remark is gone");
}

#[test]
fn what_was_recorded_last_can_be_moved_back() {
    let world = World::started();
    let refused = world.tap(Tap::Earlier).unwrap_err();
    assert_eq!(refused.code, Code::UnknownEvent);
    world.tap(Tap::Speaks(ANA())).unwrap();
    world.clock.pass(MINUTE);
    world.tap(Tap::Speaks(BEN())).unwrap();
    world.clock.pass(MINUTE);
    world.tap(Tap::Earlier).unwrap();
    assert_eq!(world.airtimes(), [57.0, 63.0, 0.0]);
    world.tap(Tap::Earlier).unwrap();
    assert_eq!(world.airtimes(), [54.0, 66.0, 0.0]);
    world.tap(Tap::Undo).unwrap();
    assert_eq!(world.airtimes(), [57.0, 63.0, 0.0]);
    world.tap(Tap::Undo).unwrap();
    world.tap(Tap::Undo).unwrap();
    assert!(
        world.tap(Tap::Earlier).is_err(),
        "Ana’s tap is at the start"
    );
}

#[test]
fn people_come_while_the_meeting_runs() {
    let world = World::started();
    world.tap(Tap::Speaks(ANA())).unwrap();
    world.clock.pass(MINUTE);
    let (roster, attributes) = world.session.people();
    let mut people = roster.people().to_vec();
    people[1].name = " Benno ".into();
    people[1].role = Some("chair".into());
    people.push(Person {
        name: "Ana".into(),
        ..Person::default()
    });
    world
        .session
        .set_people(people.clone(), attributes.clone())
        .unwrap();
    people[0].name = " ".into();
    let refused = world.session.set_people(people, attributes).unwrap_err();
    assert_eq!(refused.code, Code::BadField);

    world.clock.pass(MINUTE);
    world.tap(Tap::InterruptsWhom(who(3), ANA())).unwrap();
    world.clock.pass(MINUTE);
    world.session.sit(who(3), 0);
    let world = world.reopened_after(200.0);
    let roster = world.session.people().0;
    let labels: Vec<&str> = roster.everyone().map(|who| roster.label(who)).collect();
    assert_eq!(labels, ["Ana", "Benno", "Chen", "Ana (2)"]);
    assert_eq!(roster.people()[1].role.as_deref(), Some("chair"));
    assert_eq!(world.session.seats(), [who(3), ANA(), BEN(), who(2)]);
    let reading = world.session.reading().unwrap();
    let present: Vec<f64> = reading.summary.people.iter().map(|p| p.present_s).collect();
    assert_eq!(present, [180.2, 180.2, 180.2, 120.2]);
}

#[test]
fn what_is_said_of_people_before_the_meeting_is_said_in_it() {
    let world = World::new();
    let draft = Draft {
        people: "Ana, Ana, Ben".into(),
        ..Draft::default()
    };
    world.session.set_draft(draft);
    let mut people: Vec<Person> = world.session.people().0.people().to_vec();
    people[1].name = "Ana (2)".into();
    people[1].attributes = [("Team".to_owned(), Some("Blue".to_owned()))].into();
    world
        .session
        .set_people(people, vec!["Team".into()])
        .unwrap();
    let typed = "Ben, Ana, Ana, Chen".to_owned();
    let draft = Draft {
        people: typed,
        ..world.session.draft()
    };
    world.session.set_draft(draft);
    world.session.start().unwrap();
    let document = world.session.document().unwrap();
    let stated: Vec<bool> = document
        .meeting
        .roster
        .people()
        .iter()
        .map(|p| !p.attributes.is_empty())
        .collect();
    assert_eq!(stated, [false, false, true, false]);
    assert_eq!(document.meeting.attributes, ["Team"]);
}
