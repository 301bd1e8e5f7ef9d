//! What every screen is made of: elements, told one thing after the other.
//!
//! Yew's `html!` writes out the making of each element where it stands, some 400 bytes of program
//! each; here one program makes them all, and a screen is a list of what it shows. The tree is
//! Yew's all the same.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlInputElement, KeyboardEvent, MouseEvent};
use yew::html::{onclick, onkeydown};
use yew::virtual_dom::{Key, Listener, VNode, VTag, VText};
use yew::{AttrValue, Callback, Html, NodeRef, TargetCast};

use crate::browser::built::Built;

/// An element in the making.
pub struct Part(Box<VTag>);

impl Part {
    /// An element of this name.
    pub fn new(tag: &'static str) -> Self {
        Self(Box::new(VTag::new(tag)))
    }

    /// An element of this name and class; an empty class is none.
    pub fn of(tag: &'static str, class: &'static str) -> Self {
        match class {
            "" => Self::new(tag),
            class => Self::new(tag).is("class", class),
        }
    }

    /// A button with words on it.
    pub fn button(class: &'static str, words: &'static str) -> Self {
        Self::of("button", class).is("type", "button").says(words)
    }

    /// Sets an attribute.
    pub fn is(mut self, name: &'static str, value: impl Into<AttrValue>) -> Self {
        self.set(name, value.into());
        self
    }

    /// Holds this too.
    pub fn holds(mut self, child: impl Into<Html>) -> Self {
        self.add(child.into());
        self
    }

    /// Holds all these too.
    pub fn holds_all(mut self, children: Vec<Html>) -> Self {
        for child in children {
            self.add(child);
        }
        self
    }

    /// Says these words too.
    pub fn says(self, words: impl Into<AttrValue>) -> Self {
        self.holds(VText::new(words))
    }

    /// Can be found by this reference.
    pub fn at(mut self, node: &NodeRef) -> Self {
        self.0.node_ref = node.clone();
        self
    }

    /// Stays the same element wherever it stands among its kind, under this number.
    pub fn keyed(mut self, number: usize) -> Self {
        self.0.key = Some(Key::from(number));
        self
    }

    /// Shows this value: a field.
    pub fn shows(mut self, value: String) -> Self {
        self.0.set_value(AttrValue::from(value));
        self
    }

    /// Shows this value at first, and then whatever is typed: a field.
    pub fn shows_at_first(self, value: String) -> Self {
        self.is("value", value)
    }

    /// Is checked, or not: a switch.
    pub fn checked(mut self, on: bool) -> Self {
        self.0.set_checked(on);
        self
    }

    /// Does this when it is clicked, tapped, or pressed by key.
    pub fn does(self, deed: Callback<MouseEvent>) -> Self {
        self.hears(Rc::new(onclick::Wrapper::new(deed)))
    }

    /// Does this with every key.
    pub fn takes_keys(self, deed: Callback<KeyboardEvent>) -> Self {
        self.hears(Rc::new(onkeydown::Wrapper::new(deed)))
    }

    /// Does this with itself when Enter is pressed in one of its lines of text, or its [`Part::sender`] is:
    /// what a form does. Frames that may not submit forms would never hear of that.
    pub fn sends(self, deed: Callback<Element>) -> Self {
        let whole = |target: Option<EventTarget>| {
            let target = target?.dyn_into::<Element>().ok()?;
            target.closest("[data-sends]").ok().flatten()
        };
        let on_enter = {
            let deed = deed.clone();
            Callback::from(move |event: KeyboardEvent| {
                let typed = event.target_dyn_into::<HtmlInputElement>().is_some();
                if typed && event.key() == "Enter" && !event.is_composing() {
                    event.prevent_default();
                    if let Some(whole) = whole(event.target()) {
                        deed.emit(whole);
                    }
                }
            })
        };
        let pressed = Callback::from(move |event: MouseEvent| {
            let button = event.target_dyn_into::<Element>();
            let button = button.and_then(|target| target.closest("[data-sender]").ok().flatten());
            if let Some(whole) = button.and_then(|_| whole(event.target())) {
                deed.emit(whole);
            }
        });
        self.is("data-sends", "").takes_keys(on_enter).does(pressed)
    }

    /// Is the button of what sends.
    pub fn sender(self) -> Self {
        self.is("data-sender", "")
    }

    /// Listens.
    pub fn hears(mut self, listener: Rc<dyn Listener>) -> Self {
        self.0.add_listener(listener);
        self
    }

    /// The same without anything that listens, made in one call and never changed: it is only looked at.
    pub fn built(self) -> Html {
        let mut built = Built::default();
        tell(&VNode::from(*self.0), &mut built);
        built.done().map_or_else(Html::default, Html::VRef)
    }

    #[inline(never)]
    fn set(&mut self, name: &'static str, value: AttrValue) {
        self.0.add_attribute(name, value);
    }

    #[inline(never)]
    fn add(&mut self, child: Html) {
        self.0.add_child(child);
    }
}

/// Tells of an element and all that is in it; of HTML.
fn tell(node: &VNode, built: &mut Built) {
    match node {
        VNode::VTag(tag) => {
            built.open(tag.tag());
            for (name, value) in tag.attributes.iter() {
                built.attribute(name, value);
            }
            if let Some(inside) = tag.children() {
                tell(inside, built);
            }
            built.close();
        }
        VNode::VList(list) => list.iter().for_each(|node| tell(node, built)),
        VNode::VText(text) => built.text(&text.text),
        // Nothing else is in a part that is only looked at.
        _ => {}
    }
}

impl From<Part> for Html {
    fn from(part: Part) -> Self {
        VNode::from(*part.0)
    }
}

/// A line of text of this class.
pub fn line(tag: &'static str, class: &'static str, words: impl Into<AttrValue>) -> Part {
    Part::of(tag, class).says(words)
}

/// A place for what is there only at times. Where elements come and go among others, those before them
/// are made anew, and lose their focus and what was typed into them; a place stays.
pub fn place(part: Option<Part>) -> Part {
    let place = Part::of("div", "place");
    match part {
        Some(part) => place.holds(part),
        None => place,
    }
}

/// What went wrong, said at once.
pub fn problem(words: String) -> Part {
    line("p", "problem", words).is("role", "alert")
}
