//! For whoever goes by keys, or hears the page read out: the focus is not lost when what had it goes away,
//! and what changes is said.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, HtmlElement, Node, ShadowRoot};
use yew::html::{onfocusin, onfocusout};
use yew::{
    AttrValue, Callback, Html, NodeRef, Properties, TargetCast, component, use_effect,
    use_effect_with, use_mut_ref, use_state,
};

use super::parts::{Part, line};
use crate::browser::clock::after;

/// What can have the focus.
const FOCUSABLE: &str = "button, input, select, textarea, summary, [tabindex='0']";

/// How long a change has to rest until it is said, in milliseconds: a slider that is still being
/// moved says each of its steps itself.
const REST: u32 = 500;

/// What had the focus last, and what it stood in, from the inside out; and what it is called, for what is made
/// anew.
#[derive(Clone, Default)]
pub struct Focus(Rc<RefCell<Vec<Element>>>);

impl PartialEq for Focus {
    /// A review has one.
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Focus {
    /// Follows the focus inside this.
    pub fn of(&self, part: Part) -> Part {
        let came = {
            let focus = self.clone();
            Callback::from(move |event: FocusEvent| {
                let element: Option<Element> = event.target_dyn_into();
                let chain = std::iter::successors(element, |it| it.parent_element());
                focus.0.replace(chain.collect());
            })
        };
        let went = {
            let focus = self.clone();
            Callback::from(move |event: FocusEvent| {
                let element: Option<Element> = event.target_dyn_into();
                let Some(element) = element.filter(|_| event.related_target().is_none()) else {
                    return;
                };
                // To nowhere. If it is not since it is about to go, that is somebody's wish.
                let focus = focus.clone();
                let wished = move || {
                    if element.is_connected() && focus.0.borrow().first() == Some(&element) {
                        focus.0.take();
                    }
                };
                after(0, Box::new(wished));
            })
        };
        part.hears(Rc::new(onfocusin::Wrapper::new(came)))
            .hears(Rc::new(onfocusout::Wrapper::new(went)))
    }

    /// What is to have the focus, if what had it has gone: the same, made anew; else what stands before it, or after it.
    fn heir(&self, root: &Element) -> Option<HtmlElement> {
        let chain = self.0.borrow();
        let had = chain.first()?;
        if had.is_connected() {
            return had.clone().dyn_into().ok();
        }
        if let Some(name) = had.get_attribute("aria-label") {
            let all = all(root, had.local_name().as_str());
            let same = |it: &HtmlElement| it.get_attribute("aria-label").as_ref() == Some(&name);
            if let Some(same) = all.into_iter().find(same) {
                return Some(same);
            }
        }
        let left = chain.iter().find(|it| it.is_connected())?;
        let around = chain.iter().filter(|it| it.is_connected());
        around
            .take_while(|it| root.contains(Some(it)))
            .find_map(|around| {
                let near = all(around, FOCUSABLE);
                let is_before = |it: &&HtmlElement| {
                    let place = left.compare_document_position(it);
                    place & Node::DOCUMENT_POSITION_PRECEDING != 0
                };
                let before = near.iter().rfind(is_before);
                before.or(near.first()).cloned()
            })
    }
}

/// Everything in an element that this selects.
fn all(around: &Element, which: &str) -> Vec<HtmlElement> {
    let Ok(found) = around.query_selector_all(which) else {
        return Vec::new();
    };
    let found = (0..found.length()).filter_map(|place| found.get(place)?.dyn_into().ok());
    found.collect()
}

/// What keeps the focus.
#[derive(Clone, Properties)]
pub struct KeeperProps {
    /// Whose it is.
    pub focus: Focus,
    /// What it is in.
    pub root: NodeRef,
}

impl PartialEq for KeeperProps {
    /// Looks after every rendering.
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// Shows nothing; gives the focus on when what had it has gone.
#[component]
pub fn Keeper(props: &KeeperProps) -> Html {
    let KeeperProps { focus, root } = props.clone();
    use_effect(move || {
        let root = root.cast::<Element>().filter(is_nowhere);
        if let Some(heir) = root.and_then(|root| focus.heir(&root)) {
            // What cannot have it leaves it nowhere.
            let _ = heir.focus();
        }
    });
    Html::default()
}

/// Whether nothing on the page has the focus.
fn is_nowhere(root: &Element) -> bool {
    let inside = root.get_root_node().dyn_into::<ShadowRoot>();
    let inside = inside.is_ok_and(|shadow| shadow.active_element().is_some());
    let page = root.owner_document().and_then(|page| page.active_element());
    !inside && page.is_none_or(|active| active.tag_name() == "BODY")
}

/// What is to be said.
#[derive(Clone, PartialEq, Properties)]
pub struct SaidProps {
    /// How it is now, in words.
    pub words: AttrValue,
}

/// Says how it is, once that has changed and come to rest. What stands there at first has not changed.
#[component]
pub fn Said(props: &SaidProps) -> Html {
    let said = use_state(AttrValue::default);
    let before = use_mut_ref(|| props.words.clone());
    use_effect_with(props.words.clone(), {
        let said = said.clone();
        move |words| {
            let changed = before.replace(words.clone()) != *words;
            let words = words.clone();
            let rest = changed.then(|| Timeout::new(REST, move || said.set(words)));
            move || drop(rest)
        }
    });
    line("p", "unseen", (*said).clone())
        .is("aria-live", "polite")
        .into()
}
