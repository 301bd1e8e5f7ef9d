//! Where the screens stand: a node of an element's shadow root, with a Yew tree in it.
//!
//! Yew listens on the node that it draws into and never stops, even when its tree is destroyed. So a
//! stage that nobody needs any more is emptied, and kept for the next element: there are never more
//! than were needed at once.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{Element, ShadowRoot};
use yew::virtual_dom::{Key, VComp};
use yew::{AppHandle, Html, Properties, Renderer, component};

use super::{App, Desk};

/// What stands on a stage, and the how-manieth show it is; nothing while it is put away.
#[derive(Clone, Default, PartialEq, Properties)]
struct Show {
    desk: Option<Desk>,
    number: usize,
}

#[component]
fn Stage(show: &Show) -> Html {
    let Some(desk) = &show.desk else {
        return Html::default();
    };
    // A show has screens of its own: nothing is left of the one before.
    VComp::new::<App>(Rc::new(desk.clone()), Some(Key::from(show.number))).into()
}

thread_local! {
    static PUT_AWAY: RefCell<Vec<Screens>> = const { RefCell::new(Vec::new()) };
    static SHOWS: Cell<usize> = const { Cell::new(0) };
}

/// The screens of one element.
pub struct Screens {
    root: Element,
    handle: AppHandle<Stage>,
    number: usize,
}

impl Screens {
    /// Puts the screens up in an element.
    ///
    /// # Errors
    /// What the browser says, if it cannot.
    pub fn put_up(shadow: &ShadowRoot, desk: Desk) -> Result<Self, JsValue> {
        let number = SHOWS.get() + 1;
        SHOWS.set(number);
        if let Some(mut screens) = PUT_AWAY.with_borrow_mut(Vec::pop) {
            shadow.append_child(&screens.root)?;
            screens.number = number;
            screens.show(desk);
            return Ok(screens);
        }
        let page = shadow.owner_document().ok_or(JsValue::NULL)?;
        let root = page.create_element("div")?;
        root.set_class_name("root");
        shadow.append_child(&root)?;
        let desk = Some(desk);
        let show = Show { desk, number };
        let handle = Renderer::with_root_and_props(root.clone(), show).render();
        Ok(Self {
            root,
            handle,
            number,
        })
    }

    /// Shows the same, as the element's attributes are by now.
    pub fn show(&mut self, desk: Desk) {
        let (desk, number) = (Some(desk), self.number);
        self.handle.update(Show { desk, number });
    }

    /// Takes the screens down, with everything that they do and hear.
    pub fn put_away(mut self) {
        self.handle.update(Show::default());
        self.root.remove();
        PUT_AWAY.with_borrow_mut(|put_away| put_away.push(self));
    }
}
