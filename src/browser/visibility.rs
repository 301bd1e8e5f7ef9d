//! Whether the page is seen.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Document;

const CHANGE: &str = "visibilitychange";

/// Listens until it is dropped.
pub struct Seen {
    page: Option<Document>,
    heard: Closure<dyn Fn()>,
}

/// Calls this whenever the page is seen again after it was hidden.
pub fn when_seen_again(call: impl Fn() + 'static) -> Seen {
    let page = web_sys::window().and_then(|window| window.document());
    let heard = Closure::<dyn Fn()>::new({
        let page = page.clone();
        move || {
            if page.as_ref().is_some_and(|page| !page.hidden()) {
                call();
            }
        }
    });
    if let Some(page) = &page {
        // A page that does not tell is attended to each second all the same.
        let _ = page.add_event_listener_with_callback(CHANGE, heard.as_ref().unchecked_ref());
    }
    Seen { page, heard }
}

impl Drop for Seen {
    fn drop(&mut self) {
        if let Some(page) = &self.page {
            let heard = self.heard.as_ref().unchecked_ref();
            let _ = page.remove_event_listener_with_callback(CHANGE, heard);
        }
    }
}
