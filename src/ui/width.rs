//! How wide an element is, in CSS pixels, as it changes.

use gloo_timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver, ResizeObserverEntry};
use yew::{NodeRef, hook, use_effect_with, use_state_eq};

/// The width of this element's content, rounded down; 0 until it is known.
#[hook]
pub fn use_width(node: &NodeRef) -> u32 {
    let width = use_state_eq(|| 0_u32);
    use_effect_with(node.clone(), {
        let width = width.clone();
        move |node| {
            let observed = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
                let entry: ResizeObserverEntry = entries.get(0).unchecked_into();
                let (width, now) = (width.clone(), entry.content_rect().width() as u32);
                // What is drawn for the new width changes the height that is being observed: in a
                // task of its own, or the browser reports a loop to the host page.
                Timeout::new(0, move || width.set(now)).forget();
            });
            let observer = node.cast::<Element>().and_then(|element| {
                let observer = ResizeObserver::new(observed.as_ref().unchecked_ref()).ok()?;
                observer.observe(&element);
                Some(observer)
            });
            move || {
                if let Some(observer) = observer {
                    observer.disconnect();
                }
                drop(observed);
            }
        }
    });
    *width
}
