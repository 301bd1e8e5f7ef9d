//! Failing with manners. Nothing here should ever panic; if something does all the same, every
//! element of the page stops, and says that the record is safe.

use web_sys::{Element, Node, console};

use super::surface::TAG;

const WORDS: &str = "Meeting Dynamics has stopped because of a mistake in its program. \
    What was saved on this device is safe: reload the page to go on.";

/// From now on a panic is said in the console and on every element of the page.
pub fn install() {
    // Through Yew, which would put its own in its place.
    yew::set_custom_panic_hook(Box::new(|panic| {
        console::error_1(&panic.to_string().into());
        let Some(page) = web_sys::window().and_then(|window| window.document()) else {
            return;
        };
        let elements = page.get_elements_by_tag_name(TAG);
        for place in 0..elements.length() {
            if let (Some(element), Ok(words)) = (elements.item(place), page.create_element("p")) {
                words.set_class_name("stopped");
                words.set_text_content(Some(WORDS));
                say(&element, &words);
            }
        }
    }));
}

fn say(element: &Element, words: &Element) {
    let place: Node = match element.shadow_root() {
        Some(shadow) => shadow.into(),
        None => element.clone().into(),
    };
    // Once is enough: what stopped may be asked again.
    let said = place.first_child().and_then(|first| first.text_content());
    if said.as_deref() == Some(WORDS) {
        return;
    }
    // There is nowhere left to report a failure to.
    let _ = words.set_attribute("role", "alert");
    let _ = place.insert_before(words, place.first_child().as_ref());
}
