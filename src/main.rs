//! Registers the element, nothing else.

fn main() -> Result<(), wasm_bindgen::JsValue> {
    meeting_dynamics::embed::register()
}
