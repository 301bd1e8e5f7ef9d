//! The two clocks of a page.

use js_sys::Date;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Performance;

use crate::session::ports::Clock;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(deed: &JsValue, millis: u32);
    #[wasm_bindgen(js_name = requestAnimationFrame)]
    fn request_animation_frame(deed: &JsValue);
}

/// Does this after so many milliseconds. (A timer that is forgotten, as the library calls it, keeps a
/// little of the page's memory for good; a long meeting sets some 50,000.)
pub fn after(millis: u32, deed: Box<dyn FnOnce()>) {
    set_timeout(&Closure::once_into_js(deed), millis);
}

/// Does this as soon as what has changed by now is painted; on a page that nobody sees, at once.
pub fn once_painted(deed: Box<dyn FnOnce()>) {
    let page = web_sys::window().and_then(|window| window.document());
    if page.is_none_or(|page| page.hidden()) {
        deed();
        return;
    }
    // In the next frame, and then after it.
    let after = move || after(0, deed);
    request_animation_frame(&Closure::once_into_js(after));
}

/// `performance.now()` beside `Date.now()`.
#[derive(Debug)]
pub struct PageClock {
    performance: Option<Performance>,
}

impl PageClock {
    /// The clocks of this page.
    pub fn new() -> Self {
        Self {
            performance: web_sys::window().and_then(|window| window.performance()),
        }
    }
}

/// A wall's time as people here write it.
pub fn shown(wall: f64) -> String {
    let date = Date::new(&JsValue::from_f64(wall));
    String::from(date.to_locale_string("default", &JsValue::UNDEFINED))
}

impl Default for PageClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for PageClock {
    fn ticks(&self) -> f64 {
        self.performance
            .as_ref()
            .map_or_else(Date::now, Performance::now)
    }

    fn wall(&self) -> f64 {
        Date::now()
    }

    fn text(&self, wall: f64) -> String {
        let here = Date::new(&JsValue::from_f64(wall));
        let offset = -here.get_timezone_offset();
        if offset.is_nan() {
            return String::new();
        }
        let shifted = Date::new(&JsValue::from_f64(wall + offset * 60_000.0));
        let local = String::from(shifted.to_iso_string());
        let local = local.trim_end_matches('Z');
        let seconds = local.split('.').next().unwrap_or(local);
        let minutes = offset.abs() as u32;
        let sign = if offset < 0.0 { '-' } else { '+' };
        format!("{seconds}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }

    fn after(&self, millis: u32, then: Box<dyn FnOnce()>) {
        after(millis, then);
    }
}
