//! Where the program lies.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Url;

#[wasm_bindgen]
extern "C" {
    /// The address of the script that runs the program.
    #[wasm_bindgen(thread_local_v2, js_namespace = ["import", "meta"], js_name = url)]
    static SCRIPT: JsValue;
}

/// The folder in which the program lies, with a slash behind it; empty where nobody knows.
pub fn folder() -> String {
    let script = SCRIPT.with(JsValue::as_string).unwrap_or_default();
    let folder = Url::new_with_base("./", &script).map(|folder| folder.href());
    folder.unwrap_or_default()
}

/// The program's own page, without what stands behind `?` or `#`: this one if it is that, as it is
/// written in the address bar.
pub fn page() -> String {
    let here = here();
    match is_page(&here) {
        true => here,
        false => folder() + PAGE,
    }
}

const PAGE: &str = "index.html";

fn is_page(address: &str) -> bool {
    let folder = folder();
    let inside = address.strip_prefix(folder.as_str());
    !folder.is_empty() && matches!(inside, Some("" | PAGE))
}

/// This page’s address, without what stands behind `?` or `#`.
fn here() -> String {
    let location = web_sys::window().map(|window| window.location());
    let href = location.and_then(|location| Reflect::get(&location, &"href".into()).ok());
    let href = href.and_then(|href| href.as_string()).unwrap_or_default();
    let page = href.split(['?', '#']).next().unwrap_or_default();
    page.to_owned()
}
