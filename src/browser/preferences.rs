//! What this device prefers, kept by the browser; where it keeps nothing, until the page is left.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::Storage;

/// Whether this was switched on, or off, on this device; `None` when nobody has.
pub fn read(name: &str) -> Option<bool> {
    let value = storage()?.get_item(&key(name)).ok()??;
    Some(value == "on")
}

/// Keeps a preference. A browser that keeps nothing is no reason not to follow it now.
pub fn write(name: &str, on: bool) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&key(name), if on { "on" } else { "off" });
    }
}

fn key(name: &str) -> String {
    format!("meeting-dynamics:{name}")
}

/// Whether the browser lets the page keep anything at all.
pub fn are_allowed() -> bool {
    asked().is_some()
}

fn storage() -> Option<Storage> {
    asked()?.dyn_into().ok()
}

/// In a sandboxed frame merely asking for it throws.
fn asked() -> Option<JsValue> {
    let window = web_sys::window()?;
    js_sys::Reflect::get(&window, &"localStorage".into()).ok()
}
