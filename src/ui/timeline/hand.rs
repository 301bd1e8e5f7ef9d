//! What hands do on the picture of the timeline: a wheel, one finger or two, a mouse, keys.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};
use yew::virtual_dom::{Listener, ListenerKind};
use yew::{Callback, NodeRef, UseForceUpdateHandle};

use super::STEP;
use crate::chart::{TimeScale, View};
use crate::time::{Moment, Span};
use crate::ui::looks::Looks;

/// How far a press of an arrow moves, as a part of what is seen.
const STRIDE: f64 = 0.2;

/// How far a mouse may slip before it picks, in CSS px.
const SLIP: f64 = 4.0;

/// What a line of a wheel that counts lines stands for, in CSS px.
const WHEEL_LINE: f64 = 16.0;

/// What a hand is doing on the picture.
#[derive(Default)]
pub struct Hand {
    /// Every finger on it: its number, and how far from the left it is.
    fingers: Vec<(i32, f64)>,
    doing: Option<Doing>,
    /// Where the first finger came down, on the screen.
    begun: (i32, i32),
    /// Whether it has gone along the picture rather than up or down, which is the page's.
    along: bool,
    /// The part that is being picked.
    picking: Option<(Moment, Moment)>,
    pub scale: Option<TimeScale>,
}

#[derive(Clone, Copy)]
enum Doing {
    /// Picks from this moment, and from so far to the left; only once it has gone some way.
    Picking { from: Moment, x: f64, far: bool },
    /// Moves the picture; from so far to the left, when it looked so.
    Moving { x: f64, view: View },
    /// Two fingers, so far apart about this moment, so far from the left, when it looked so.
    Pinching {
        apart: f64,
        about: Moment,
        x: f64,
        view: View,
    },
}

/// All that the gestures need.
#[derive(Clone)]
pub struct Table {
    pub looks: Looks,
    pub hand: Rc<RefCell<Hand>>,
    pub svg: NodeRef,
    /// The buttons below it.
    pub means: NodeRef,
    pub again: UseForceUpdateHandle,
    pub whole: View,
}

/// A browser may take a wheel for scrolling before anyone is asked; this one says that it is to wait.
pub struct Wheel(pub Table);

/// What goes along the picture is not to be taken for a flick, which the browser would stop with the next
/// tap, and that tap would be lost.
pub struct Still(pub Table);

impl Listener for Still {
    fn kind(&self) -> ListenerKind {
        ListenerKind::ontouchmove
    }

    fn handle(&self, event: Event) {
        let hand = self.0.hand.borrow();
        if hand.doing.is_some() && hand.along {
            event.prevent_default();
        }
    }

    fn passive(&self) -> bool {
        false
    }
}

impl Listener for Wheel {
    fn kind(&self) -> ListenerKind {
        ListenerKind::onwheel
    }

    fn handle(&self, event: Event) {
        if let Ok(event) = event.dyn_into::<WheelEvent>() {
            self.0.wheel(&event);
        }
    }

    fn passive(&self) -> bool {
        false
    }
}

impl Table {
    /// What is seen now.
    pub fn view(&self) -> View {
        let (from, until) = self
            .looks
            .seen()
            .unwrap_or((self.whole.from, self.whole.until));
        let picking = self.hand.borrow().picking;
        View {
            from,
            until,
            picked: picking.or(self.looks.options().window),
        }
    }

    pub fn see(&self, view: View) {
        let all = (view.from, view.until) == (self.whole.from, self.whole.until);
        self.looks.see((!all).then_some((view.from, view.until)));
        self.again.force_update();
    }

    /// How far an event is from the left of the picture.
    fn x(&self, event: &MouseEvent) -> f64 {
        let svg = self.svg.cast::<Element>();
        let left = svg.map_or(0.0, |svg| svg.get_bounding_client_rect().left());
        f64::from(event.client_x()) - left
    }

    fn moment(&self, x: f64) -> Moment {
        let scale = self.hand.borrow().scale;
        scale.map_or(Moment::START, |scale| scale.moment(x))
    }

    /// How much of what is seen so many px are.
    fn part(&self, px: f64) -> f64 {
        let scale = self.hand.borrow().scale;
        scale.map_or(0.0, |scale| px / (scale.right - scale.left).max(1.0))
    }

    fn wheel(&self, event: &WheelEvent) {
        let unit = match event.delta_mode() {
            WheelEvent::DOM_DELTA_PIXEL => 1.0,
            _ => WHEEL_LINE,
        };
        let (along, down) = (event.delta_x() * unit, event.delta_y() * unit);
        let view = self.view();
        let seen = if event.ctrl_key() || event.meta_key() {
            let about = self.moment(self.x(event));
            view.closer((-down * 0.006).exp(), about, self.whole)
        } else if event.shift_key() && along == 0.0 {
            view.moved(self.part(down), self.whole)
        } else if along.abs() > down.abs() {
            view.moved(self.part(along), self.whole)
        } else {
            // Up and down is the page's.
            return;
        };
        event.prevent_default();
        self.see(seen);
    }

    pub fn keys(&self) -> Callback<KeyboardEvent> {
        let table = self.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.alt_key() || event.ctrl_key() || event.meta_key() {
                return;
            }
            let (view, whole) = (table.view(), table.whole);
            let middle = view.from.on(Span::from_millis(view.length().millis() / 2));
            let seen = match event.key().as_str() {
                "+" | "=" => view.closer(STEP, middle, whole),
                "-" | "_" => view.closer(1.0 / STEP, middle, whole),
                "ArrowLeft" => view.moved(-STRIDE, whole),
                "ArrowRight" => view.moved(STRIDE, whole),
                "Home" => view.about(whole.from, whole),
                "End" => view.about(whole.until, whole),
                "0" => whole,
                "Escape" => {
                    table.let_go();
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            table.see(seen);
        })
    }

    pub fn down(&self) -> Callback<PointerEvent> {
        let table = self.clone();
        Callback::from(move |event: PointerEvent| {
            if event.button() != 0 {
                return;
            }
            let (x, view) = (table.x(&event), table.view());
            let moment = table.moment(x);
            let edge = event
                .target()
                .and_then(|target| target.dyn_into::<Element>().ok())
                .and_then(|target| target.closest(".grip").ok().flatten())
                .and_then(|grip| grip.get_attribute("data-edge"));
            let picked = view.picked.unwrap_or((table.whole.from, table.whole.until));
            let mut hand = table.hand.borrow_mut();
            hand.picking = None;
            if event.is_primary() {
                hand.fingers.clear();
                hand.begun = (event.client_x(), event.client_y());
            }
            // Two fingers, or one on an edge, mean the picture; one alone has yet to say.
            hand.along = !event.is_primary() || edge.is_some();
            hand.fingers.push((event.pointer_id(), x));
            let touches = event.pointer_type() == "touch";
            let far = true;
            hand.doing = match (hand.fingers.as_slice(), edge.as_deref()) {
                ([(_, one), (_, other)], _) => {
                    let x = f64::midpoint(*one, *other);
                    Some(Doing::Pinching {
                        apart: (one - other).abs().max(1.0),
                        about: hand.scale.map_or(moment, |scale| scale.moment(x)),
                        x,
                        view,
                    })
                }
                (_, Some("start")) => Some(Doing::Picking {
                    from: picked.1,
                    x,
                    far,
                }),
                (_, Some(_)) => Some(Doing::Picking {
                    from: picked.0,
                    x,
                    far,
                }),
                _ if touches || event.shift_key() => Some(Doing::Moving { x, view }),
                _ => Some(Doing::Picking {
                    from: moment,
                    x,
                    far: false,
                }),
            };
            drop(hand);
            let picture = table.svg.cast::<Element>();
            if let Some(picture) = picture.and_then(|svg| svg.parent_element()) {
                // A pointer that has gone again needs no holding.
                let _ = picture.set_pointer_capture(event.pointer_id());
            }
        })
    }

    pub fn moves(&self) -> Callback<PointerEvent> {
        let table = self.clone();
        Callback::from(move |event: PointerEvent| {
            let x = table.x(&event);
            let mut hand = table.hand.borrow_mut();
            let Some(doing) = hand.doing else {
                return;
            };
            let finger =
                (hand.fingers.iter_mut()).find(|(finger, _)| *finger == event.pointer_id());
            let Some(finger) = finger else {
                return;
            };
            finger.1 = x;
            let across = (event.client_x() - hand.begun.0).abs();
            let down = (event.client_y() - hand.begun.1).abs();
            hand.along |= across > down;
            let fingers = hand.fingers.clone();
            match doing {
                Doing::Picking {
                    from,
                    x: begun,
                    far,
                } => {
                    let far = far || (x - begun).abs() > SLIP;
                    if !far {
                        return;
                    }
                    let to = hand.scale.map_or(from, |scale| scale.moment(x));
                    hand.doing = Some(Doing::Picking {
                        from,
                        x: begun,
                        far,
                    });
                    hand.picking = Some((from.min(to), from.max(to)));
                    drop(hand);
                    table.again.force_update();
                }
                Doing::Moving { x: begun, view } => {
                    drop(hand);
                    table.see(view.moved(table.part(begun - x), table.whole));
                }
                Doing::Pinching {
                    apart,
                    about,
                    x: begun,
                    view,
                } => {
                    drop(hand);
                    let [(_, one), (_, other)] = fingers.as_slice() else {
                        return;
                    };
                    let times = (one - other).abs().max(1.0) / apart;
                    let slipped = table.part(begun - f64::midpoint(*one, *other));
                    let view = view.closer(times, about, table.whole);
                    table.see(view.moved(slipped, table.whole));
                }
            }
        })
    }

    pub fn up(&self) -> Callback<PointerEvent> {
        let table = self.clone();
        Callback::from(move |event: PointerEvent| {
            let mut hand = table.hand.borrow_mut();
            hand.fingers
                .retain(|(finger, _)| *finger != event.pointer_id());
            hand.doing = None;
            let picked = hand.picking.take();
            drop(hand);
            if let Some((from, until)) = picked {
                table.looks.look_at_seconds(from, until, table.whole.until);
            }
        })
    }

    pub fn cancelled(&self) -> Callback<PointerEvent> {
        let table = self.clone();
        Callback::from(move |_: PointerEvent| table.let_go())
    }

    /// As if the hand had not been there.
    fn let_go(&self) {
        let mut hand = self.hand.borrow_mut();
        let scale = hand.scale;
        *hand = Hand {
            scale,
            ..Hand::default()
        };
        drop(hand);
        self.again.force_update();
    }
}
