//! Keeps the screen awake, for those who asked for it.
//!
//! A browser lets go of the lock whenever the page is hidden; it is asked for again when the page is
//! seen. Where there is no such lock, or the battery is low, the screen sleeps as ever.

use std::cell::RefCell;

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

use super::visibility::{Heard, when_seen_again};

#[wasm_bindgen]
extern "C" {
    type WakeLock;
    #[wasm_bindgen(method, catch)]
    async fn request(this: &WakeLock, kind: &str) -> Result<JsValue, JsValue>;

    type Sentinel;
    #[wasm_bindgen(method, catch)]
    async fn release(this: &Sentinel) -> Result<JsValue, JsValue>;
}

#[derive(Default)]
struct Awake {
    wanted: bool,
    sentinel: Option<Sentinel>,
    seen: Option<Heard>,
}

thread_local! {
    static AWAKE: RefCell<Awake> = RefCell::default();
}

/// Keeps the screen of this device awake from now on, or no longer.
pub fn keep(wanted: bool) {
    let (before, sentinel) = AWAKE.with_borrow_mut(|awake| {
        let before = std::mem::replace(&mut awake.wanted, wanted);
        awake.seen = wanted.then(|| when_seen_again(ask));
        (before, awake.sentinel.take())
    });
    if wanted && !before {
        ask();
    } else if wanted {
        AWAKE.with_borrow_mut(|awake| awake.sentinel = sentinel);
    } else if let Some(sentinel) = sentinel {
        spawn_local(async move {
            // One that is released already stays so.
            let _ = sentinel.release().await;
        });
    }
}

fn ask() {
    let Some(lock) = wake_lock() else { return };
    spawn_local(async move {
        let Ok(sentinel) = lock.request("screen").await else {
            return;
        };
        let sentinel: Sentinel = sentinel.unchecked_into();
        let late = AWAKE.with_borrow_mut(|awake| match awake.wanted {
            true => awake.sentinel.replace(sentinel),
            false => Some(sentinel),
        });
        if let Some(late) = late {
            let _ = late.release().await;
        }
    });
}

fn wake_lock() -> Option<WakeLock> {
    let navigator = web_sys::window()?.navigator();
    let lock = Reflect::get(&navigator, &"wakeLock".into()).ok()?;
    lock.is_instance_of::<Object>()
        .then(|| lock.unchecked_into())
}
