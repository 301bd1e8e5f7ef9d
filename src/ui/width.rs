//! How wide an element is, in CSS pixels, as it changes.

use crate::browser::clock::after;
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver, ResizeObserverEntry};
use yew::NodeRef;

/// Observes an element's width until it is dropped.
pub struct WidthObserver {
    observer: Option<ResizeObserver>,
    _observed: Closure<dyn Fn(Array)>,
}

impl WidthObserver {
    /// Calls `changed` with the width of this element's content, rounded down, now and whenever
    /// it changes.
    pub fn new(node: &NodeRef, changed: impl Fn(u32) + Clone + 'static) -> Self {
        let observed = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
            let entry: ResizeObserverEntry = entries.get(0).unchecked_into();
            let (changed, width) = (changed.clone(), entry.content_rect().width() as u32);
            // What is drawn for the new width changes the height that is being observed: in a
            // task of its own, or the browser reports a loop to the host page.
            after(0, Box::new(move || changed(width)));
        });
        let observer = node.cast::<Element>().and_then(|element| {
            let observer = ResizeObserver::new(observed.as_ref().unchecked_ref()).ok()?;
            observer.observe(&element);
            Some(observer)
        });
        Self {
            observer,
            _observed: observed,
        }
    }
}

impl Drop for WidthObserver {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
