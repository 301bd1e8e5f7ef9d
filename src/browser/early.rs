//! Taps that were made before the program was there. After a reload in a live meeting the observer
//! goes on tapping where the tiles were; the page's loader (`cargo xtask stage` writes it) keeps what
//! it hears, with the stamps of the gestures, until somebody asks.

use js_sys::{Array, Function, Reflect, Symbol};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventTarget, HtmlElement, Node};

/// The name under which the loader keeps them; it says the same.
const NAME: &str = "meeting-dynamics.early";

/// What was heard, in order, and no more from now on: whatever was meant for this element, or for a
/// page of which it is the only one.
pub fn taken(host: &HtmlElement, only: bool) -> Vec<Event> {
    let kept = Reflect::get(&js_sys::global(), &Symbol::for_(NAME)).ok();
    let Some(kept) = kept.filter(JsValue::is_object) else {
        return Vec::new();
    };
    if let Some(stop) = Reflect::get(&kept, &"stop".into())
        .ok()
        .and_then(|stop| stop.dyn_into::<Function>().ok())
    {
        // It cannot fail but by having stopped before.
        let _ = stop.call0(&kept);
    }
    let list =
        Reflect::get(&kept, &"events".into()).map_or_else(|_| Array::new(), |it| Array::from(&it));
    let is_meant = |target: Option<EventTarget>| {
        let node = target.and_then(|target| target.dyn_into::<Node>().ok());
        let within = node.as_ref().is_some_and(|node| host.contains(Some(node)));
        within || only
    };
    list.iter()
        .filter_map(|event| event.dyn_into::<Event>().ok())
        .filter(|event| is_meant(event.target()))
        .collect()
}
