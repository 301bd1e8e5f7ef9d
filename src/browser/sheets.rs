//! Style sheets that elements share.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, ShadowRoot};

/// Style sheets of these texts.
///
/// # Errors
/// What the browser says, if it cannot make them.
pub fn sheets(texts: &[&str]) -> Result<Array, JsValue> {
    let sheets = Array::new();
    for text in texts {
        let sheet = CssStyleSheet::new()?;
        sheet.replace_sync(text)?;
        sheets.push(&sheet);
    }
    Ok(sheets)
}

/// Adds style sheets to an element's. Without its styles the element still works.
pub fn adopt(shadow: &ShadowRoot, sheets: &Array) {
    let name = "adoptedStyleSheets".into();
    let adopted =
        Reflect::get(shadow, &name).map_or_else(|_| Array::new(), |had| Array::from(&had));
    let _ = Reflect::set(shadow, &name, &adopted.concat(sheets));
}
