//! What the address of our own page asks for. Nothing of this happens in a host page: ours is known by
//! a `meta` of its own. What else is different in it comes later ([`crate::ui::own_page`]).

use super::surface;
use crate::ui::own_page::{EMBED, OwnPage};

/// Before the element is known: gives it the attributes that the address of our own page asks for.
pub fn prepare() {
    let Some(page) = OwnPage::here() else { return };
    if page.asked.has(EMBED)
        && let Some(whole) = page.document.document_element()
    {
        whole.set_class_name("embedded");
    }
    if let Some(element) = page.element(surface::TAG) {
        for name in surface::PARAMETERS {
            if let Some(value) = page.asked.get(name) {
                // A name of ours is always one that an attribute may have.
                let _ = element.set_attribute(name, &value);
            }
        }
    }
}
