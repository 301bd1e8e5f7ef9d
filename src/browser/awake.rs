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
    /// How many boards want it.
    wanted: u32,
    sentinel: Option<Sentinel>,
    seen: Option<Heard>,
}

/// Keeps the screen of this device awake as long as it is there, beside others of its kind.
#[derive(Debug)]
#[must_use = "the screen may sleep when it is dropped"]
pub struct Kept(());

thread_local! {
    static AWAKE: RefCell<Awake> = RefCell::default();
}

/// Keeps the screen of this device awake.
pub fn keep() -> Kept {
    let first = AWAKE.with_borrow_mut(|awake| {
        awake.wanted += 1;
        let first = awake.wanted == 1;
        if first {
            awake.seen = Some(when_seen_again(ask));
        }
        first
    });
    if first {
        ask();
    }
    Kept(())
}

impl Drop for Kept {
    fn drop(&mut self) {
        let last = AWAKE.with_borrow_mut(|awake| {
            awake.wanted -= 1;
            match awake.wanted {
                0 => Some((awake.seen.take(), awake.sentinel.take())),
                _ => None,
            }
        });
        if let Some((_, Some(sentinel))) = last {
            spawn_local(async move {
                // One that is released already stays so.
                let _ = sentinel.release().await;
            });
        }
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
            0 => Some(sentinel),
            _ => awake.sentinel.replace(sentinel),
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
