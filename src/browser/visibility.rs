//! Whether the page is seen, that it is printed, and that it goes away.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, EventTarget};

/// Listens until it is dropped.
pub struct Heard {
    target: Option<EventTarget>,
    name: &'static str,
    call: Closure<dyn Fn()>,
}

impl Heard {
    pub(super) fn of(
        target: Option<EventTarget>,
        name: &'static str,
        call: Closure<dyn Fn()>,
    ) -> Self {
        if let Some(target) = &target {
            // What the browser does not tell is found out by itself, a little later.
            let _ = target.add_event_listener_with_callback(name, call.as_ref().unchecked_ref());
        }
        Self { target, name, call }
    }
}

impl Drop for Heard {
    fn drop(&mut self) {
        if let Some(target) = &self.target {
            let call = self.call.as_ref().unchecked_ref();
            let _ = target.remove_event_listener_with_callback(self.name, call);
        }
    }
}

/// Calls this whenever the page is seen again after it was hidden.
pub fn when_seen_again(call: impl Fn() + 'static) -> Heard {
    let page = page();
    let target = page.clone().map(EventTarget::from);
    let heard = Closure::<dyn Fn()>::new(move || {
        if page.as_ref().is_some_and(|page| !page.hidden()) {
            call();
        }
    });
    Heard::of(target, "visibilitychange", heard)
}

/// Calls this when the page goes away, as far as a browser tells.
pub fn when_it_goes(call: impl Fn() + 'static) -> Heard {
    let window = web_sys::window().map(EventTarget::from);
    Heard::of(window, "pagehide", Closure::new(call))
}

/// Calls this with yes before the page is printed, and with no when that is over.
pub fn when_printed(call: impl Fn(bool) + Clone + 'static) -> [Heard; 2] {
    let window = || web_sys::window().map(EventTarget::from);
    let after = call.clone();
    [
        Heard::of(window(), "beforeprint", Closure::new(move || call(true))),
        Heard::of(window(), "afterprint", Closure::new(move || after(false))),
    ]
}

fn page() -> Option<Document> {
    web_sys::window().and_then(|window| window.document())
}
