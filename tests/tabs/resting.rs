//! An element that is off its page for a while: its session rests.

use super::*;

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
