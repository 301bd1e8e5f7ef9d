//! The board: one tap, whole meaning.

use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};
use yew::{AttrValue, Callback, Html, NodeRef, TargetCast, html};

use super::keys::{self, Meant};
use super::looks::Looks;
use super::parts::{Part, line};
use super::saving::saving;
use super::strip::strip;
use super::tile::Tile;
use super::{Desk, focus};
use crate::measure::airtime::Observed;
use crate::meeting::{Course, Meeting, Tap};
use crate::text::clock;
use crate::time::{Moment, Span};

/// Where taps go, each with the event that stamps its gesture.
pub type OnTap = Callback<(Tap, MouseEvent)>;

/// The board.
pub fn board(desk: &Desk, looks: &Looks, root: &NodeRef) -> Html {
    let session = &desk.session;
    let words = &desk.words.screens;
    let Some(document) = session.document() else {
        return Html::default();
    };
    let meeting = &document.meeting;
    let course = session.course();
    let now = session.now().unwrap_or_default();
    let on_tap = looks.on_tap(|| on_tap(desk, root));
    let button = |tap: Tap, class: &'static str, label: &'static str| {
        Part::button(class, label).does(on_tap.reform(move |event| (tap, event)))
    };

    let paused = course.floor().paused.is_some();
    let (class, pause) = match paused {
        true => ("board paused", button(Tap::Resume, "button", words.resume)),
        false => ("board", button(Tap::Pause, "button", words.pause)),
    };
    let about = Part::of("div", "about")
        .holds(line("h1", "", desk.title(meeting)).is("dir", "auto"))
        .holds(saving(desk));
    let observed = Observed::of(&course, course.window_end(Some(now))).total();
    let header = Part::new("header")
        .holds(about)
        .holds(line("span", "clock", clock(observed)).is("role", "timer"))
        .holds(pause);
    // Twelve people are to fit on a phone without scrolling; few have room for long names.
    let tiles_class = match meeting.roster.len() {
        0..=6 => "tiles few",
        7..=10 => "tiles",
        _ => "tiles many",
    };
    let bar = Part::of("div", "bar")
        .holds(button(Tap::Silence, "button silence", words.silence))
        .holds(button(Tap::Undo, "button", words.undo))
        .holds(button(Tap::Redo, "button", words.redo))
        .holds(button(Tap::End, "button end", words.end_meeting));
    Part::of("section", class)
        .at(root)
        .is("tabindex", "-1")
        .is("aria-label", words.board)
        .takes_keys(on_key(desk, meeting.roster.len()))
        .holds(header)
        .holds(
            Part::of("ul", tiles_class)
                .is("role", "list")
                .holds_all(tiles(desk, meeting, &course, now, &on_tap)),
        )
        .holds(strip(desk, &document, &on_tap))
        .holds(bar)
        .into()
}

fn on_tap(desk: &Desk, root: &NodeRef) -> OnTap {
    let (session, root) = (desk.session.clone(), root.clone());
    Callback::from(move |(tap, event): (Tap, MouseEvent)| {
        // A pointer leaves the keys to the board; whoever came by keyboard stays where they are,
        // unless what they pressed goes away.
        if event.detail() > 0 || tap == Tap::KeptTheFloor {
            focus(&root);
        }
        // Refusals are said on the strip.
        let _ = session.tap(tap, Some(event.time_stamp()));
    })
}

fn on_key(desk: &Desk, people: usize) -> Callback<KeyboardEvent> {
    let session = desk.session.clone();
    Callback::from(move |event: KeyboardEvent| {
        let in_control = event
            .target_dyn_into::<HtmlElement>()
            .is_some_and(|target| target.tag_name() == "BUTTON");
        let tap = match keys::meant(&event, people, in_control) {
            None => return,
            Some(Meant::Tap(tap)) => tap,
            Some(Meant::PauseOrResume) => match session.course().floor().paused {
                Some(_) => Tap::Resume,
                None => Tap::Pause,
            },
        };
        event.prevent_default();
        let _ = session.tap(tap, Some(event.time_stamp()));
    })
}

fn tiles(
    desk: &Desk,
    meeting: &Meeting,
    course: &Course,
    now: Moment,
    on_tap: &OnTap,
) -> Vec<Html> {
    let floor = course.floor();
    let turn = |who| floor.held_by(who).map(|holder| now.since(holder.since));
    let airtime = |who| course.airtime(who) + turn(who).unwrap_or_default();
    let talk: Span = meeting.roster.everyone().map(airtime).sum();
    let mut tiles = Vec::new();
    for who in meeting.roster.everyone() {
        let airtime = airtime(who);
        let share = match talk.millis() {
            0 => 0,
            talk => (airtime.millis() * 200 / talk).div_ceil(2),
        };
        let speaking = turn(who).map(|turn| AttrValue::from(clock(turn)));
        tiles.push(html! {
            <Tile key={who.place()} {who} label={meeting.roster.label(who).to_owned()}
                key_cap={keys::printed(who)} {speaking} heard={!airtime.is_zero()}
                share={share as u32} cut_offs={course.cut_offs(who)} words={desk.words}
                on_tap={on_tap.clone()} />
        });
    }
    tiles
}
