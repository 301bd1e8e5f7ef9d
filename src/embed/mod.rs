//! The element `<meeting-dynamics>`: what host pages see. Nobody else uses this room.

mod element;
mod events;
mod frame;
mod life;
mod panic;
pub mod surface;

use wasm_bindgen::JsValue;

/// Registers the element; a page that loads the script twice has it once.
///
/// # Errors
/// What the browser says, if it cannot.
pub fn register() -> Result<(), JsValue> {
    panic::install();
    frame::prepare();
    element::define()
}
