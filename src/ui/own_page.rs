//! Our own page, alone or in somebody's frame: what it says to the page around it and hears from
//! there, and the lock after loading.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, Element, HtmlElement, MessageEvent, ResizeObserver, Url, UrlSearchParams, Window,
};

use super::handed;
use crate::session::Session;

/// What says that a page is our own.
const OURS: &str = "meta[name=\"meeting-dynamics-page\"]";

/// The parameter that asks for the element without page furniture.
pub const EMBED: &str = "embed";

/// What no connection can get past, once everything is here: no answer of any server is needed any
/// more. Pictures that are saved are data of the page's own.
const LOCK: &str = "default-src 'none'; img-src data: blob:";

thread_local! {
    static LOCKED: Cell<bool> = const { Cell::new(false) };
}

/// Our own page.
#[derive(Debug)]
pub struct OwnPage {
    window: Window,
    /// The page.
    pub document: Document,
    /// What its address asks for.
    pub asked: UrlSearchParams,
}

impl OwnPage {
    /// This page, if it is our own.
    pub fn here() -> Option<Self> {
        let window = web_sys::window()?;
        let document = window.document()?;
        document.query_selector(OURS).ok()??;
        let search = window.location().search().ok()?;
        let asked = UrlSearchParams::new_with_str(&search).ok()?;
        Some(Self {
            window,
            document,
            asked,
        })
    }

    /// Its element.
    pub fn element(&self, tag: &str) -> Option<Element> {
        self.document.query_selector(tag).ok()?
    }
}

/// Once the element of our own page can be used: begins to speak with the page around, in messages of
/// these names, and locks the page. Comes with the later part of the program, which is the last
/// that is fetched.
pub fn settle(host: &HtmlElement, session: &Rc<Session>, [height, open]: &[&'static str; 2]) {
    let Some(page) = OwnPage::here() else { return };
    if page.element(&host.local_name()).as_ref() != Some(host) || LOCKED.get() {
        return;
    }
    let around = page.window.parent().ok().flatten();
    let around = around.filter(|around| *around != page.window && page.asked.has(EMBED));
    if let Some(around) = around {
        page.check_origin();
        page.listen(around.clone(), open, Rc::clone(session));
        page.tell_height(around, height, host.clone());
    }
    page.lock();
}

impl OwnPage {
    /// From now on nothing can be fetched, sent or loaded by this page. There is no way back: a policy
    /// that was added stays.
    fn lock(&self) {
        LOCKED.set(true);
        let locked = self.document.create_element("meta").and_then(|lock| {
            lock.set_attribute("http-equiv", "Content-Security-Policy")?;
            lock.set_attribute("content", LOCK)?;
            let head = self.document.query_selector("head")?;
            head.ok_or(JsValue::NULL)?.append_child(&lock)
        });
        // Our own page has a head.
        let _ = locked;
    }

    /// Where messages go, and from where they are heeded: the origin that the address names.
    fn origin(&self) -> Option<String> {
        let named = self.asked.get("parent-origin")?;
        // What has no origin calls itself `null`, whoever it is.
        let origin = Url::new(&named).ok()?.origin();
        (origin == named && origin != "null").then_some(origin)
    }

    /// Tells the page owner, in the console, of an origin that nobody has.
    fn check_origin(&self) {
        let named = self.asked.get("parent-origin");
        if let Some(named) = named.filter(|_| self.origin().is_none()) {
            let said = format!(
                "parent-origin={named} is no origin: no message is taken from the page around. \
                 It takes a scheme and a host, without a slash behind them."
            );
            web_sys::console::warn_1(&said.into());
        }
    }

    /// Opens what the page around asks to be opened, if it is who the address says.
    fn listen(&self, around: Window, open: &'static str, session: Rc<Session>) {
        let Some(origin) = self.origin() else { return };
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let from = event.source();
            let from_around = from.is_some_and(|from| Object::is(&from, &around));
            if !from_around || event.origin() != origin {
                return;
            }
            let data = event.data();
            let field = |name: &str| Reflect::get(&data, &name.into()).unwrap_or_default();
            if field("type").as_string().as_deref() != Some(open) {
                return;
            }
            let format = field("format").as_string();
            handed::open_or_say(Rc::clone(&session), field("source"), format);
        });
        // A window takes listeners.
        let _ = self
            .window
            .add_event_listener_with_callback("message", heard.as_ref().unchecked_ref());
        // It listens as long as the page is there.
        heard.forget();
    }

    /// Tells the page around how high the element is, now and whenever that changes.
    fn tell_height(&self, around: Window, height: &'static str, host: HtmlElement) {
        let to = self.origin().unwrap_or_else(|| "*".to_owned());
        let measured = host.clone();
        let told = Closure::<dyn Fn()>::new(move || {
            let measured = measured.get_bounding_client_rect().height().ceil();
            let message = Object::new();
            let fields: [(&str, JsValue); 2] =
                [("type", height.into()), ("height", measured.into())];
            for (name, value) in fields {
                // A fresh object takes any field.
                let _ = Reflect::set(&message, &name.into(), &value);
            }
            // A window that is there takes messages.
            let _ = around.post_message(&message, &to);
        });
        if let Ok(observer) = ResizeObserver::new(told.as_ref().unchecked_ref()) {
            observer.observe(&host);
        }
        told.forget();
    }
}
