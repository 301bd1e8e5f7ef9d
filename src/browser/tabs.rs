//! The other tabs of this browser: Web Locks for a meeting's one place for a writer, and a channel
//! to talk to each other.
//!
//! A lock is held until the page goes away; the browser frees it then, also when the page is killed.
//! Where there are no locks (they need a secure page), whoever asks last is the writer, and the
//! journal's token alone keeps the others from writing over it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{BroadcastChannel, MessageEvent};

use crate::session::ports::{Ear, Given, Heard, How, Tabs};

/// The name of the channel, and what begins the name of a lock.
const NAME: &str = "meeting-dynamics";

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type LockManager;
    #[wasm_bindgen(catch, method)]
    fn request(
        this: &LockManager,
        name: &str,
        options: &Object,
        granted: &JsValue,
    ) -> Result<Asked, JsValue>;
    #[wasm_bindgen(catch, method)]
    fn query(this: &LockManager) -> Result<Promise, JsValue>;

    /// The promise that a request returns; `catch` takes a listener as it is.
    #[wasm_bindgen(extends = Promise)]
    type Asked;
    #[wasm_bindgen(method, js_name = catch)]
    fn otherwise(this: &Asked, listener: &Function) -> Promise;

    type AbortSignal;
    #[wasm_bindgen(catch, static_method_of = AbortSignal)]
    fn timeout(millis: u32) -> Result<AbortSignal, JsValue>;
}

type Listener = Rc<RefCell<Option<Ear>>>;

/// The places that a page has, each with what frees it.
type Held = Rc<RefCell<Vec<(String, Option<Function>)>>>;

/// The other tabs, as this page knows them.
pub struct PageTabs {
    locks: Option<LockManager>,
    held: Held,
    ear: Listener,
    channel: Option<BroadcastChannel>,
    _message: Closure<dyn Fn(MessageEvent)>,
}

impl PageTabs {
    /// The tabs beside this page.
    pub fn new() -> Self {
        let ear = Listener::default();
        let heard = Rc::clone(&ear);
        let message = Closure::new(move |event: MessageEvent| {
            if let Some(said) = event.data().as_string() {
                tell(&heard, Heard::Said(&said));
            }
        });
        let channel = BroadcastChannel::new(NAME).ok();
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(message.as_ref().unchecked_ref()));
        }
        Self {
            locks: locks(),
            held: Held::default(),
            ear,
            channel,
            _message: message,
        }
    }

    /// Gives every place back, as a page does that goes away. For tests, which stay on one page.
    pub fn give_back(&self) {
        for (_, free) in self.held.take() {
            call(free.as_ref());
        }
    }
}

impl Default for PageTabs {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for PageTabs {
    fn drop(&mut self) {
        self.give_back();
        if let Some(channel) = &self.channel {
            channel.set_onmessage(None);
            channel.close();
        }
    }
}

impl Tabs for PageTabs {
    fn ask(&self, key: &str, how: How, then: Given) {
        let key = key.to_owned();
        if self.held.borrow().iter().any(|(other, _)| *other == key) {
            return then(true);
        }
        let Some(locks) = &self.locks else {
            self.held.borrow_mut().push((key, None));
            return then(true);
        };
        let Some(request) = request(locks, &key, how) else {
            return then(false);
        };
        let (held, ear) = (Rc::clone(&self.held), Rc::clone(&self.ear));
        spawn_local(async move {
            let given = JsFuture::from(request.granted).await.is_ok();
            if given {
                held.borrow_mut().push((key.clone(), Some(request.free)));
            }
            then(given);
            // It ends well when it is freed.
            if given && JsFuture::from(request.asked).await.is_err() {
                held.borrow_mut().retain(|(other, _)| *other != key);
                tell(&ear, Heard::Lost(&key));
            }
        });
    }

    fn has(&self, key: &str) -> bool {
        let held = self.held.borrow();
        held.iter()
            .any(|(other, free)| other == key && free.is_some())
    }

    fn free(&self, key: &str) {
        let mut held = self.held.borrow_mut();
        if let Some(place) = held.iter().position(|(other, _)| other == key) {
            let (_, free) = held.remove(place);
            drop(held);
            call(free.as_ref());
        }
    }

    fn taken(&self, then: Box<dyn FnOnce(Option<Vec<String>>)>) {
        let Some(locks) = self.locks.clone() else {
            return then(None);
        };
        spawn_local(async move {
            let Ok(asked) = locks.query() else {
                return then(None);
            };
            let answer = JsFuture::from(asked).await.ok();
            let held = answer.and_then(|answer| Reflect::get(&answer, &"held".into()).ok());
            then(held.map(|held| names(&Array::from(&held))));
        });
    }

    fn say(&self, words: &str) {
        if let Some(channel) = &self.channel {
            // Whoever is not there reads it in the journal.
            let _ = channel.post_message(&words.into());
        }
    }

    fn listen(&self, ear: Ear) {
        self.ear.replace(Some(ear));
    }
}

fn tell(ear: &Listener, heard: Heard<'_>) {
    let ear = ear.borrow().clone();
    if let Some(ear) = ear {
        ear(heard);
    }
}

fn call(free: Option<&Function>) {
    if let Some(free) = free {
        // A promise takes its value, whatever it is.
        let _ = free.call0(&JsValue::UNDEFINED);
    }
}

fn locks() -> Option<LockManager> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    (!locks.is_undefined()).then(|| locks.unchecked_into())
}

/// The meetings that these locks are of.
fn names(held: &Array) -> Vec<String> {
    let names = held.iter().filter_map(|lock| {
        let name = Reflect::get(&lock, &"name".into()).ok()?.as_string()?;
        let key = name.strip_prefix(NAME)?.strip_prefix(':')?;
        Some(key.to_owned())
    });
    names.collect()
}

/// A lock that was asked for.
struct Request {
    /// Kept once it is granted, refused when it is not.
    granted: Promise,
    /// Refused when it is taken away.
    asked: Promise,
    /// Frees it.
    free: Function,
}

fn request(locks: &LockManager, key: &str, how: How) -> Option<Request> {
    let options = Object::new();
    let (name, value): (&str, JsValue) = match how {
        How::Wait(millis) => ("signal", AbortSignal::timeout(millis).ok()?.into()),
        How::Seize => ("steal", true.into()),
    };
    Reflect::set(&options, &name.into(), &value).ok()?;
    let mut free = None;
    let held = Promise::new(&mut |resolve, _| free = Some(resolve));
    let mut settle = None;
    let granted = Promise::new(&mut |resolve, reject| settle = Some((resolve, reject)));
    let (resolve, reject) = settle?;
    let take = Closure::once_into_js(move |_lock: JsValue| {
        call(Some(&resolve));
        held
    });
    let asked = locks
        .request(&format!("{NAME}:{key}"), &options, &take)
        .ok()?;
    drop(asked.otherwise(&reject));
    Some(Request {
        granted,
        asked: asked.into(),
        free: free?,
    })
}
