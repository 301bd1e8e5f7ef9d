//! Which meetings this page has taken up: a meeting has one writer, on whatever page of the device
//! it is.
//!
//! Each is a Web Lock that is held until the page goes away; the browser frees it then, also when
//! the page is killed. Where there are no Web Locks (they need a secure page), only the elements
//! of this page keep out of each other's way.

use std::cell::RefCell;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How long another page may take to go away, in milliseconds: one that is being reloaded holds
/// its meetings a moment longer.
const PATIENCE: u32 = 500;

thread_local! {
    /// Each with what frees it.
    static TAKEN: RefCell<Vec<(String, Function)>> = RefCell::default();
}

#[wasm_bindgen]
extern "C" {
    type LockManager;
    #[wasm_bindgen(catch, method)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &Object,
        granted: &JsValue,
    ) -> Result<Asked, JsValue>;

    /// The promise that a request returns; `catch` takes a listener as it is.
    type Asked;
    #[wasm_bindgen(method, js_name = catch)]
    fn otherwise(this: &Asked, listener: &Function) -> Promise;

    type AbortSignal;
    #[wasm_bindgen(catch, static_method_of = AbortSignal)]
    fn timeout(millis: u32) -> Result<AbortSignal, JsValue>;
}

/// Takes a meeting up; whether nobody else has it.
pub async fn take(meeting: &str) -> bool {
    if TAKEN.with_borrow(|taken| taken.iter().any(|(other, _)| other == meeting)) {
        return false;
    }
    let mut free = None;
    let held = Promise::new(&mut |resolve, _| free = Some(resolve));
    let Some(free) = free else { return false };
    let granted = match request(meeting, &held) {
        Some(granted) => JsFuture::from(granted).await.is_ok(),
        None => true,
    };
    if granted {
        TAKEN.with_borrow_mut(|taken| taken.push((meeting.to_owned(), free)));
    }
    granted
}

/// Gives every meeting back, as a page does that goes away. For tests, which stay on one page.
pub fn give_back() {
    for (_, free) in TAKEN.take() {
        // A promise takes its value, whatever it is.
        let _ = free.call0(&JsValue::UNDEFINED);
    }
}

/// Asks for the lock of a meeting, to be held until `held` is kept: a promise that is kept once it
/// is granted and refused when it is not. `None` where there are no locks.
fn request(meeting: &str, held: &Promise) -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    if locks.is_undefined() {
        return None;
    }
    let locks: LockManager = locks.unchecked_into();
    let options = Object::new();
    let patience = AbortSignal::timeout(PATIENCE).ok()?;
    Reflect::set(&options, &"signal".into(), &patience).ok()?;
    let name = format!("meeting-dynamics:{meeting}");
    let held = held.clone();
    Some(Promise::new(&mut |resolve, reject| {
        let held = held.clone();
        let granted = Closure::once_into_js(move |_lock: JsValue| {
            let _ = resolve.call0(&JsValue::UNDEFINED);
            held
        });
        match locks.request(&name, &options, &granted) {
            // It ends when it is freed; before, only because nobody gave it.
            Ok(asked) => drop(asked.otherwise(&reject)),
            Err(why) => drop(reject.call1(&JsValue::UNDEFINED, &why)),
        }
    }))
}
