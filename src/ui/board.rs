//! The board: one tap, whole meaning.

use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};
use yew::{AttrValue, Callback, Html, NodeRef, TargetCast, html};

use super::gestures::{self, Press};
use super::keys::{self, Meant};
use super::looks::{Looks, Sheet, Switch};
use super::parts::{Part, line};
use super::saving::saving;
use super::strip::strip;
use super::tile::{DOTS, Tile, mark};
use super::{Desk, focus, later};
use crate::browser::haptics;
use crate::measure::airtime::Observed;
use crate::meeting::{Course, Meeting, Tap, Who};
use crate::text::clock;
use crate::time::{Moment, Span};

/// Where taps go, each with the event that stamps its gesture.
pub type OnTap = Callback<(Tap, MouseEvent)>;

/// Where the asking for more about a person goes.
pub type OnMore = Callback<(Who, MouseEvent)>;

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
    let on_tap = looks.on_tap(|| on_tap(desk, looks, root));
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
        .holds(pause)
        .holds(options(desk, looks));
    // Twelve people are to fit on a phone without scrolling; few have room for long names.
    let tiles_class = match meeting.roster.len() {
        0..=6 => "tiles few",
        7..=10 => "tiles",
        11..=12 => "tiles many",
        _ => "tiles crowd",
    };
    // Where there is little room, signs stand for the words.
    let signed = |tap: Tap, label: &'static str, sign: &'static str, idle: bool| {
        let button = Part::button("button signed", "")
            .is("aria-label", label)
            .holds(mark(sign))
            .holds(line("span", "", label))
            .does(on_tap.reform(move |event| (tap, event)));
        // A button that does nothing just now looks so, and keeps the focus.
        match idle {
            true => button.is("aria-disabled", "true"),
            false => button,
        }
    };
    let nothing_yet = meeting.log.undo().is_none();
    let bar = Part::of("div", "bar")
        .holds(button(Tap::Silence, "button silence", words.silence))
        .holds(signed(Tap::Undo, words.undo, UNDO, nothing_yet))
        .holds(signed(
            Tap::Redo,
            words.redo,
            REDO,
            meeting.log.redo().is_none(),
        ))
        .holds(signed(Tap::Earlier, words.earlier, EARLIER, nothing_yet))
        .holds(note(desk, looks))
        .holds(button(Tap::End, "button end", words.end_meeting));
    let tiles = Part::of("ul", tiles_class)
        .is("role", "list")
        .holds_all(tiles(desk, looks, meeting, &course, now, &on_tap));
    let mut board = Part::of("section", class)
        .at(root)
        .is("tabindex", "-1")
        .is("aria-label", words.board)
        .takes_keys(on_key(desk, looks, meeting.seating()))
        .holds(header)
        .holds(gestures::heard(tiles, desk, looks, root));
    board = match later::here() {
        Some(later) if looks.is_on(Switch::Arranging) => {
            board.holds((later.arranging)(desk, looks))
        }
        Some(later) if session.gap().is_some() => board.holds((later.gap)(desk)),
        _ => board.holds(strip(desk, &document, &on_tap)),
    };
    board.holds(bar).into()
}

/// An arrow that turns back, one that turns forth, and a clock that goes back.
const UNDO: &str = "M5.5 3 2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8H6";
const REDO: &str = "M10.5 3l3 3-3 3M13.5 6h-7a4 4 0 0 0 0 8H10";
const EARLIER: &str = "M2.6 5.2A6 6 0 1 1 2 8M2.2 2v3.4h3.4M8 4.8V8l2.3 1.6";

fn note(desk: &Desk, looks: &Looks) -> Part {
    let (session, looks) = (desk.session.clone(), looks.clone());
    let asked = Callback::from(move |event: MouseEvent| {
        let at = session.moment_of(event.time_stamp());
        looks.lay(at.map(Sheet::Note));
    });
    Part::button("button", desk.words.screens.note).does(asked)
}

fn options(desk: &Desk, looks: &Looks) -> Part {
    let looks = looks.clone();
    Part::button("button dots", "")
        .is("aria-label", desk.words.screens.options)
        .holds(mark(DOTS))
        .does(Callback::from(move |_| looks.lay(Some(Sheet::Options))))
}

fn on_tap(desk: &Desk, looks: &Looks, root: &NodeRef) -> OnTap {
    let (session, root, looks) = (desk.session.clone(), root.clone(), looks.weak());
    Callback::from(move |(tap, event): (Tap, MouseEvent)| {
        let Some(looks) = looks.upgrade() else { return };
        if looks.swallows() || looks.is_on(Switch::Arranging) {
            return;
        }
        // A pointer leaves the keys to the board; whoever came by keyboard stays where they are,
        // unless what they pressed goes away.
        if event.detail() > 0 || tap == Tap::KeptTheFloor {
            focus(&root);
        }
        haptics::tick();
        session.touch(tap, event.time_stamp());
    })
}

fn on_key(desk: &Desk, looks: &Looks, seats: Vec<Who>) -> Callback<KeyboardEvent> {
    let (session, looks) = (desk.session.clone(), looks.clone());
    Callback::from(move |event: KeyboardEvent| {
        if looks.is_on(Switch::Arranging) {
            if let Some(later) = later::here() {
                (later.move_by_key)(&session, &event);
            }
            return;
        }
        if !looks.is_on(Switch::Keys) {
            return;
        }
        let in_control = event
            .target_dyn_into::<HtmlElement>()
            .is_some_and(|target| target.tag_name() == "BUTTON");
        let tap = match keys::meant(&event, &seats, in_control) {
            None => return,
            Some(Meant::Tap(tap)) => tap,
            Some(Meant::PauseOrResume) => match session.course().floor().paused {
                Some(_) => Tap::Resume,
                None => Tap::Pause,
            },
        };
        event.prevent_default();
        session.touch(tap, event.time_stamp());
    })
}

fn tiles(
    desk: &Desk,
    looks: &Looks,
    meeting: &Meeting,
    course: &Course,
    now: Moment,
    on_tap: &OnTap,
) -> Vec<Html> {
    let floor = course.floor();
    let turn = |who| floor.held_by(who).map(|holder| now.since(holder.since));
    let airtime = |who| course.airtime(who) + turn(who).unwrap_or_default();
    let talk: Span = meeting.roster.everyone().map(airtime).sum();
    let (numbers, keys) = (looks.is_on(Switch::Numbers), looks.is_on(Switch::Keys));
    let drag = looks.press(|press| press.as_ref().and_then(Press::drag));
    let on_more = looks.on_more(|| {
        let (desk, looks) = (desk.clone(), looks.weak());
        Callback::from(move |(who, event): (Who, MouseEvent)| {
            if let Some(looks) = looks.upgrade() {
                gestures::more(&desk, &looks, who, event.time_stamp());
            }
        })
    });
    let mut tiles = Vec::new();
    for (place, who) in meeting.seating().into_iter().enumerate() {
        let airtime = airtime(who);
        let share = match talk.millis() {
            0 => 0,
            talk => (airtime.millis() * 200 / talk).div_ceil(2),
        };
        let speaking = turn(who).map(|turn| match numbers {
            true => AttrValue::from(clock(turn)),
            false => AttrValue::from(""),
        });
        let held = match drag {
            Some((dragged, _)) if dragged == who => "lifted",
            Some((_, over)) if over == who => "aimed",
            _ => "",
        };
        tiles.push(html! {
            <Tile key={who.place()} {who} label={meeting.roster.label(who).to_owned()}
                key_cap={keys::printed(place).filter(|_| keys)} {speaking} heard={!airtime.is_zero()}
                here={course.is_present(who)} share={share as u32} cut_offs={course.cut_offs(who)}
                {numbers} {held} words={desk.words} on_tap={on_tap.clone()} on_more={on_more.clone()} />
        });
    }
    tiles
}
