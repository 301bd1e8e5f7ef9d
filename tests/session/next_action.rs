//! What a team sets out to do: kept with its meeting, offered before the next one, ticked off there.

use super::*;

/// A meeting that ended with two things set out to be done, the second about a moment of it.
fn ended() -> World {
    let world = World::started();
    world.tap(Tap::Speaks(ANA())).unwrap();
    world.clock.pass(MINUTE);
    world.tap(Tap::End).unwrap();
    world.session.set_out("Go round once", None);
    let at = Moment::nearest(30_000.0);
    world.session.set_out("Hand back to Ana", Some(at));
    world
}

fn ticks(world: &World) -> Vec<(String, Option<bool>)> {
    let actions = world.session.set_out_last().into_iter();
    actions.map(|action| (action.text, action.done)).collect()
}

#[test]
fn what_was_set_out_is_ticked_off_before_the_next_meeting() {
    let world = ended().reopened_after(MINUTE);
    let told = |first, second| {
        vec![
            ("Go round once".to_owned(), first),
            ("Hand back to Ana".to_owned(), second),
        ]
    };
    assert_eq!(ticks(&world), told(None, None));
    world.session.tick_off(1, Some(true));
    world.session.tick_off(0, Some(false));
    assert_eq!(ticks(&world), told(Some(false), Some(true)));
    // It is with its meeting for good, and can be taken back.
    let world = world.reopened_after(MINUTE);
    assert_eq!(ticks(&world), told(Some(false), Some(true)));
    world.session.tick_off(0, None);
    let world = world.reopened_after(MINUTE);
    assert_eq!(ticks(&world), told(None, Some(true)));
    world.session.continue_meeting();
    let actions = world.session.document().unwrap().meeting.actions.clone();
    assert_eq!(actions[1].done, Some(true));
    assert_eq!(actions[1].at, Some(Moment::nearest(30_000.0)));
    assert_eq!(world.airtimes()[0], 60.0);
    // A place that is not there changes nothing.
    let world = world.reopened_after(MINUTE);
    world.session.tick_off(9, Some(true));
    assert_eq!(ticks(&world), told(None, Some(true)));
}

#[test]
fn what_another_tab_has_changed_is_not_written_over() {
    let world = ended().reopened_after(MINUTE);
    let other = World::on(world.device.clone(), world.clock.wall.get());
    other.session.look_for_unfinished(Box::new(|| {}));
    other.session.continue_meeting();
    other.session.drop_action(0);
    // Here the list is still the old one: the tick would be of another line.
    world.session.tick_off(0, Some(true));
    let told = vec![("Hand back to Ana".to_owned(), None)];
    assert_eq!(ticks(&world), told);
}

#[test]
fn what_is_not_known_of_an_action_goes_with_it() {
    let world = World::new();
    let text = r#"{"format":"meeting-dynamics","version":1,"people":[],"events":[],"actions":[
        {"text":"One","done":null,"due":1},{"text":"Two","done":true,"at":5,"due":2}]}"#;
    world.session.open(file::read_meeting(text).unwrap());
    world.session.drop_action(0);
    let written = file::write_json(&world.session.document().unwrap());
    let kept = r#""actions":[{"text":"Two","done":true,"at":5,"due":2}]"#;
    assert!(written.replace(['\n', ' '], "").contains(kept), "{written}");
}
