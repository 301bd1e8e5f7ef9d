//! The browser's own database, as far as a journal needs it.
//!
//! Two stores. `meetings` holds a header per meeting under its key; `events` holds a record per event
//! under `[meeting's key, n]`, and what could not be read under `["apart", meeting's key, n, time]`.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, EventTarget, IdbDatabase, IdbObjectStoreParameters, IdbRequest, IdbTransaction,
};

use super::preferences;
use crate::session::ports::Fault;

const DATABASE: &str = "meeting-dynamics";
const VERSION: u32 = 1;

/// A header a meeting.
pub const MEETINGS: &str = "meetings";

/// A record an event.
pub const EVENTS: &str = "events";

/// A connection to the database, made when it is needed and whenever it broke.
#[derive(Default)]
pub struct Database {
    open: RefCell<Option<IdbDatabase>>,
}

impl Database {
    async fn connection(&self) -> Result<IdbDatabase, Fault> {
        if let Some(database) = self.open.borrow().clone() {
            return Ok(database);
        }
        let database = open().await.map_err(|failure| failure.fault(true))?;
        self.open.replace(Some(database.clone()));
        Ok(database)
    }

    /// Runs `work` on the database; if it may have failed for a broken connection alone, as it does
    /// in some browsers after a page slept, on a new one once more.
    pub async fn with<T>(
        &self,
        work: impl AsyncFn(&IdbDatabase) -> Result<T, Failure>,
    ) -> Result<T, Fault> {
        let mut answer = Err(Fault::Lost);
        for _ in 0..2 {
            answer = match self.connection().await {
                Ok(database) => work(&database)
                    .await
                    .map_err(|failure| failure.fault(false)),
                Err(fault) => Err(fault),
            };
            if answer.as_ref().err() != Some(&Fault::Lost) {
                break;
            }
            self.let_go();
        }
        answer
    }

    /// Lets go of the connection, whatever is the matter with it.
    pub fn let_go(&self) {
        if let Some(database) = self.open.take() {
            database.close();
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.let_go();
    }
}

async fn open() -> Result<IdbDatabase, Failure> {
    let window = web_sys::window().ok_or(Fault::Blocked)?;
    let factory = window.indexed_db()?.ok_or(Fault::Blocked)?;
    let request = factory.open_with_u32(DATABASE, VERSION)?;
    let upgraded = request.clone();
    let upgrade = Closure::once(move || -> Result<(), JsValue> {
        let database: IdbDatabase = upgraded.result()?.dyn_into()?;
        let by_id = IdbObjectStoreParameters::new();
        by_id.set_key_path(&"id".into());
        database.create_object_store_with_optional_parameters(MEETINGS, &by_id)?;
        database.create_object_store(EVENTS)?;
        Ok(())
    });
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let opened = answer(&request).await;
    request.set_onupgradeneeded(None);
    let database: IdbDatabase = opened?.dyn_into()?;
    // A newer version of the program must not wait for this page: it lets go, and opens it again
    // when it needs it, or says why it cannot.
    let close: Function = Reflect::get(&database, &"close".into())?.dyn_into()?;
    database.set_onversionchange(Some(&close.bind0(&database)));
    Ok(database)
}

/// Waits for the first of these events; the first name is the good one. No closure is needed,
/// since what settles a promise is a listener as it is.
async fn heard(target: &EventTarget, good: &str, bad: &str) -> Result<(), ()> {
    let promise = Promise::new(&mut |resolve, reject| {
        // Adding a listener to a live target cannot fail.
        let _ = target.add_event_listener_with_callback(good, &resolve);
        let _ = target.add_event_listener_with_callback(bad, &reject);
    });
    JsFuture::from(promise).await.map(drop).map_err(drop)
}

/// What a request comes to.
pub async fn answer(request: &IdbRequest) -> Result<JsValue, Failure> {
    match heard(request, "success", "error").await {
        Ok(()) => Ok(request.result()?),
        Err(()) => Err(request.error()?.into()),
    }
}

/// Waits until a transaction is done.
pub async fn completed(transaction: &IdbTransaction) -> Result<(), Failure> {
    match heard(transaction, "complete", "abort").await {
        Ok(()) => Ok(()),
        Err(()) => Err(transaction.error().into()),
    }
}

#[wasm_bindgen]
extern "C" {
    /// The database's `transaction()` with its options, which the bindings keep behind an
    /// unstable flag.
    #[wasm_bindgen(extends = Object, js_name = IDBDatabase)]
    type DatabaseWithOptions;
    #[wasm_bindgen(catch, method)]
    fn transaction(
        this: &DatabaseWithOptions,
        stores: &Array,
        mode: &str,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;
}

/// A transaction on both stores. One of strict durability completes only once the device has it.
pub fn transaction(database: &IdbDatabase, durability: &str) -> Result<IdbTransaction, Failure> {
    let options = record(&[("durability", durability.into())])?;
    let stores = Array::of2(&MEETINGS.into(), &EVENTS.into());
    let database: &DatabaseWithOptions = database.unchecked_ref();
    Ok(database.transaction(&stores, "readwrite", options.unchecked_ref())?)
}

/// A plain object.
pub fn record(fields: &[(&str, JsValue)]) -> Result<JsValue, Failure> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object.into())
}

/// The key of an event's record.
pub fn event_key(meeting: &str, n: u32) -> JsValue {
    Array::of2(&meeting.into(), &n.into()).into()
}

/// A field of a plain object.
pub fn field(record: &JsValue, name: &str) -> JsValue {
    Reflect::get(record, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A field that holds a text.
pub fn text(record: &JsValue, name: &str) -> String {
    field(record, name).as_string().unwrap_or_default()
}

/// What went wrong in the database.
#[derive(Debug)]
pub enum Failure {
    /// What the browser threw or said.
    Thrown(JsValue),
    /// What is known by another name.
    Known(Fault),
}

impl From<JsValue> for Failure {
    fn from(thrown: JsValue) -> Self {
        Self::Thrown(thrown)
    }
}

impl From<Option<DomException>> for Failure {
    fn from(exception: Option<DomException>) -> Self {
        let thrown = exception.map(|exception| Self::Thrown(exception.into()));
        thrown.unwrap_or(Self::Known(Fault::Lost))
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::Known(fault)
    }
}

impl Failure {
    fn fault(&self, opening: bool) -> Fault {
        let fault = match self {
            Self::Thrown(thrown) => Fault::named(&text(thrown, "name"), opening),
            Self::Known(fault) => *fault,
        };
        // Chromium has no name of its own for a frame that may keep nothing, but there it may not keep
        // anything else either.
        match fault {
            Fault::Lost if opening && !preferences::are_allowed() => Fault::Blocked,
            fault => fault,
        }
    }
}
