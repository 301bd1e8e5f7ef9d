//! The meetings that are kept on the device.

use super::*;

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
