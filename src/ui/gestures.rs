//! What a finger or a mouse does on the tiles besides a tap: holding one asks for more, dragging
//! one onto another says that the first interrupts the second. Both can be said in other ways too.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, MouseEvent, PointerEvent, ShadowRoot};
use yew::html::{oncontextmenu, onpointercancel, onpointerdown, onpointermove, onpointerup};
use yew::virtual_dom::{Listener, ListenerKind};
use yew::{Callback, NodeRef};

use super::Desk;
use super::looks::{Looks, Sheet, Switch};
use super::parts::Part;
use crate::browser::clock::after;
use crate::browser::haptics;
use crate::meeting::{Tap, Who};

/// How long a tile is held until more is asked for, in milliseconds.
const HELD: u32 = 500;

/// How long after a finger is lifted the click may come, in milliseconds.
const CLICK: u32 = 60;

/// How far a finger may slip until it drags, in CSS pixels.
const SLIP: i32 = 12;

/// A finger on a tile.
pub struct Press {
    who: Who,
    stamp: f64,
    at: (i32, i32),
    /// The tile over which the person is dragged; none as long as nobody is.
    over: Option<Who>,
    /// Runs out when the tile is held; none once it is dragged.
    hold: Option<Timeout>,
    /// Whether it was held long enough.
    held: bool,
}

impl Press {
    /// Who is dragged onto whom.
    pub fn drag(&self) -> Option<(Who, Who)> {
        self.over.map(|over| (self.who, over))
    }
}

/// Hears gestures on the list of tiles.
pub fn heard(tiles: Part, desk: &Desk, looks: &Looks, root: &NodeRef) -> Part {
    let down = {
        let looks = looks.clone();
        Callback::from(move |event: PointerEvent| {
            looks.swallow(false);
            let Some(who) = tile(event.target()).filter(|_| event.is_primary()) else {
                return;
            };
            if event.button() != 0 {
                return;
            }
            let stamp = event.time_stamp();
            let hold = {
                let looks = looks.clone();
                Timeout::new(HELD, move || {
                    looks.press(|press| press.as_mut().map(|press| press.held = true));
                    haptics::tick();
                })
            };
            let press = Press {
                who,
                stamp,
                at: (event.client_x(), event.client_y()),
                over: None,
                hold: (!looks.is_on(Switch::Arranging)).then_some(hold),
                held: false,
            };
            looks.press(|place| *place = Some(press));
        })
    };
    let moved = {
        let (looks, root) = (looks.clone(), root.clone());
        Callback::from(move |event: PointerEvent| {
            let (x, y) = (event.client_x(), event.client_y());
            let changed = looks.press(|press| {
                let press = press.as_mut()?;
                let slipped = (x - press.at.0).abs().max((y - press.at.1).abs());
                if press.held || (slipped <= SLIP && press.over.is_none()) {
                    return None;
                }
                press.hold = None;
                let before = std::mem::replace(&mut press.over, tile_at(&root, x, y));
                (before != press.over).then_some(())
            });
            if changed.is_some() {
                looks.again();
            }
        })
    };
    let up = {
        let (desk, looks) = (desk.clone(), looks.clone());
        Callback::from(move |_: PointerEvent| {
            let Some(press) = looks.press(Option::take) else {
                return;
            };
            if press.held {
                return ask(&desk, &looks, &press);
            }
            // On its own tile it is a tap, however far the finger slipped meanwhile.
            let Some((who, whom)) = press.drag().filter(|(who, whom)| who != whom) else {
                return;
            };
            if looks.is_on(Switch::Arranging) {
                let seats = desk.session.seats();
                if let Some(place) = seats.iter().position(|seat| *seat == whom) {
                    desk.session.sit(who, place);
                }
                return;
            }
            haptics::tick();
            desk.session
                .touch(Tap::InterruptsWhom(who, whom), press.stamp);
        })
    };
    let cancelled = {
        let (desk, looks) = (desk.clone(), looks.clone());
        Callback::from(move |_: PointerEvent| {
            let press = looks.press(Option::take);
            if let Some(press) = press.filter(|press| press.held) {
                ask(&desk, &looks, &press);
            }
            looks.again();
        })
    };
    let menu = {
        let (desk, looks) = (desk.clone(), looks.clone());
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            // A held finger has asked already.
            let asked = looks.sheet().is_some() || looks.press(|press| press.is_some());
            if let Some(who) = tile(event.target()).filter(|_| !asked) {
                more(&desk, &looks, who, event.time_stamp());
            }
        })
    };
    tiles
        .hears(Rc::new(Still {
            looks: looks.clone(),
        }))
        .hears(Rc::new(onpointerdown::Wrapper::new(down)))
        .hears(Rc::new(onpointermove::Wrapper::new(moved)))
        .hears(Rc::new(onpointerup::Wrapper::new(up)))
        .hears(Rc::new(onpointercancel::Wrapper::new(cancelled)))
        .hears(Rc::new(oncontextmenu::Wrapper::new(menu)))
}

/// While a tile is dragged, the browser is not to take the finger's way for a flick, which it would
/// stop with the next tap, and that tap would be lost. (Yew's own listener of this kind may not say
/// so.)
struct Still {
    looks: Looks,
}

impl Listener for Still {
    fn kind(&self) -> ListenerKind {
        ListenerKind::ontouchmove
    }

    fn handle(&self, event: web_sys::Event) {
        let drags = |press: &mut Option<Press>| press.as_ref().is_some_and(|p| p.over.is_some());
        if self.looks.press(drags) {
            event.prevent_default();
        }
    }

    fn passive(&self) -> bool {
        false
    }
}

/// Asks for more once the finger is lifted and the click that may come of it is past: it would hit
/// whatever has come to lie under the finger.
fn ask(desk: &Desk, looks: &Looks, press: &Press) {
    looks.swallow(true);
    let (desk, looks, who, stamp) = (desk.clone(), looks.clone(), press.who, press.stamp);
    after(CLICK, Box::new(move || more(&desk, &looks, who, stamp)));
}

/// Asks for more about a person, as of this gesture.
pub fn more(desk: &Desk, looks: &Looks, who: Who, stamp: f64) {
    if let Some(at) = desk.session.moment_of(stamp) {
        looks.lay(Some(Sheet::More(who, at)));
    }
}

/// Whose tile this lies in.
fn tile(target: Option<EventTarget>) -> Option<Who> {
    let element: Element = target?.dyn_into().ok()?;
    let tile = element.closest("[data-place]").ok()??;
    Who::at(tile.get_attribute("data-place")?.parse().ok()?)
}

/// Whose tile lies under this point.
fn tile_at(root: &NodeRef, x: i32, y: i32) -> Option<Who> {
    let root: ShadowRoot = root.cast::<Element>()?.get_root_node().dyn_into().ok()?;
    let element = root.element_from_point(x as f32, y as f32)?;
    tile(Some(element.into()))
}
