//! How safe what is kept on this device is, as far as a browser tells.

use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    type StorageManager;
    #[wasm_bindgen(catch, method)]
    fn persisted(this: &StorageManager) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, method)]
    fn persist(this: &StorageManager) -> Result<Promise, JsValue>;
}

/// What a browser says of its storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whether it has promised to keep what is there.
    pub durable: bool,
    /// Whether it could be asked to.
    pub can_ask: bool,
    /// Whether it forgets what was not used for some days: all that are built on WebKit.
    pub forgets: bool,
    /// Whether this page stands inside one of another origin, so that storage may be apart.
    pub in_frame: bool,
}

/// How it stands.
pub async fn standing() -> Standing {
    let manager = manager();
    let asked = manager.as_ref().and_then(|it| it.persisted().ok());
    Standing {
        durable: is_true(asked).await,
        can_ask: manager.is_some(),
        forgets: is_webkit(),
        in_frame: in_frame(),
    }
}

/// Asks the browser to keep what is there; whether it will.
pub async fn ask() -> bool {
    is_true(manager().and_then(|it| it.persist().ok())).await
}

async fn is_true(answer: Option<Promise>) -> bool {
    match answer {
        Some(answer) => JsFuture::from(answer).await == Ok(JsValue::TRUE),
        None => false,
    }
}

/// There is none where a page is not secure.
fn manager() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    let manager = Reflect::get(&navigator, &"storage".into()).ok()?;
    manager.is_object().then(|| manager.unchecked_into())
}

/// All browsers built on WebKit name this vendor, and no others do.
fn is_webkit() -> bool {
    let vendor = web_sys::window()
        .and_then(|window| Reflect::get(&window.navigator(), &"vendor".into()).ok())
        .and_then(|vendor| vendor.as_string());
    vendor.is_some_and(|vendor| vendor.starts_with("Apple"))
}

/// A page of another origin does not let its address be read.
fn in_frame() -> bool {
    let top = web_sys::window().and_then(|window| window.top().ok().flatten());
    top.is_some_and(|top| top.location().href().is_err())
}
