//! One tab writes, the others follow and take over.

use super::*;

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
