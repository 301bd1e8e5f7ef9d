//! A short buzz under the finger, where the device has one.

use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;

const MILLIS: f64 = 12.0;

/// Says to the finger that a tap was taken.
pub fn tick() {
    let Some(window) = web_sys::window() else {
        return;
    };
    let navigator = window.navigator();
    let vibrate = Reflect::get(&navigator, &"vibrate".into());
    if let Some(vibrate) = vibrate.ok().and_then(|it| it.dyn_into::<Function>().ok()) {
        // A browser that will not is one that has none.
        let _ = vibrate.call1(&navigator, &MILLIS.into());
    }
}
