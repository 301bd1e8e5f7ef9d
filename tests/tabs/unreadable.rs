//! What cannot be read is kept apart, and the rest is opened.

use super::*;

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
