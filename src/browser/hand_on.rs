//! Handing things on: by the clipboard, or by whatever this device sends files with.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FilePropertyBag, Navigator};

/// Copies a text. Whether it was: a browser need not let this page.
pub async fn copy(text: &str) -> bool {
    let Some(navigator) = navigator() else {
        return false;
    };
    let Ok(clipboard) = Reflect::get(&navigator, &"clipboard".into()) else {
        return false;
    };
    match called(&clipboard, "writeText", &text.into()) {
        Some(promise) => done(promise).await,
        None => false,
    }
}

/// A file of these bytes, if this device can send one of its kind.
pub fn to_send(bytes: &[u8], media_type: &str, name: &str) -> Option<File> {
    let options = FilePropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let file = File::new_with_u8_array_sequence_and_options(&parts, name, &options).ok()?;
    let can = called(&navigator()?.into(), "canShare", &offer(&file)?)?;
    can.is_truthy().then_some(file)
}

/// Lets the person choose where this file is to be sent. Whether they did: they may think better of it.
pub async fn send(file: &File) -> bool {
    let promise =
        navigator().and_then(|navigator| called(&navigator.into(), "share", &offer(file)?));
    match promise {
        Some(promise) => done(promise).await,
        None => false,
    }
}

fn offer(file: &File) -> Option<JsValue> {
    let offer = Object::new();
    Reflect::set(&offer, &"files".into(), &Array::of1(file)).ok()?;
    Some(offer.into())
}

fn navigator() -> Option<Navigator> {
    web_sys::window().map(|window| window.navigator())
}

/// What a method gives for this; `None` where there is no such method, or it throws.
fn called(on: &JsValue, method: &str, given: &JsValue) -> Option<JsValue> {
    let method = Reflect::get(on, &method.into()).ok()?;
    method.dyn_ref::<Function>()?.call1(on, given).ok()
}

async fn done(promise: JsValue) -> bool {
    JsFuture::from(Promise::resolve(&promise)).await.is_ok()
}
