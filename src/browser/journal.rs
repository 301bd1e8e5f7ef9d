//! The journal in IndexedDB: one record per event, durable before anybody says so.
//!
//! Two stores. `meetings` holds a header per meeting under its id; `events` holds one text per
//! event under `[meeting id, n]`. Every write is a transaction of strict durability, and is
//! reported only after it completed: a browser that is killed right after still has it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DomException, EventTarget, IdbDatabase, IdbKeyRange, IdbObjectStoreParameters, IdbRequest,
    IdbTransaction,
};

use super::taken;
use crate::order;
use crate::problem::{Code, Problem};
use crate::session::ports::{Batch, Done, Journal, Kept};

const DATABASE: &str = "meeting-dynamics";
const VERSION: u32 = 1;
const MEETINGS: &str = "meetings";
const EVENTS: &str = "events";

/// Keeps meetings in the browser's own database on this device.
#[derive(Default)]
pub struct DeviceJournal {
    database: RefCell<Option<IdbDatabase>>,
    /// Which element of the page this is the journal of: a meeting goes on in its own place.
    place: RefCell<String>,
}

impl DeviceJournal {
    /// Says at which place of the page the element is.
    pub fn set_place(&self, place: String) {
        self.place.replace(place);
    }

    async fn database(&self) -> Result<IdbDatabase, Problem> {
        if let Some(database) = self.database.borrow().clone() {
            return Ok(database);
        }
        let database = open().await.map_err(|failure| failure.on_opening())?;
        self.database.replace(Some(database.clone()));
        Ok(database)
    }

    /// Runs `work` on the database; if its handle turns out to be lost, opens a new one and
    /// tries once more.
    async fn with_database<T>(
        &self,
        work: impl AsyncFn(&IdbDatabase) -> Result<T, Failure>,
    ) -> Result<T, Problem> {
        let database = self.database().await?;
        match work(&database).await {
            Ok(value) => Ok(value),
            Err(failure) if failure.is_lost_handle() => {
                self.database.replace(None);
                let database = self.database().await?;
                work(&database).await.map_err(|failure| failure.problem())
            }
            Err(failure) => Err(failure.problem()),
        }
    }

    async fn write_batch(&self, batch: &Batch) -> Result<(), Problem> {
        // A new meeting becomes this page's; one that was continued is already.
        taken::take(&batch.key).await;
        self.with_database(async |database| {
            let transaction = strict(database)?;
            let header = record(&[
                ("id", batch.key.as_str().into()),
                ("place", self.place.borrow().as_str().into()),
                ("header", batch.header.as_str().into()),
                ("started", batch.started.into()),
                ("written", batch.written.into()),
                ("ended", batch.ended.into()),
            ])?;
            transaction.object_store(MEETINGS)?.put(&header)?;
            let events = transaction.object_store(EVENTS)?;
            for (n, text) in &batch.events {
                events.put_with_key(&text.as_str().into(), &event_key(&batch.key, *n))?;
            }
            completed(&transaction).await
        })
        .await
    }

    async fn find_last(&self) -> Result<Option<Kept>, Problem> {
        self.with_database(async |database| {
            let headers = all(&database
                .transaction_with_str(MEETINGS)?
                .object_store(MEETINGS)?
                .get_all()?)
            .await?;
            let Some(header) = self.choose(headers).await else {
                return Ok(None);
            };
            let id = text(&header, "id");
            let range = IdbKeyRange::bound(&event_key(&id, 0), &event_key(&id, u32::MAX))?;
            let events = database
                .transaction_with_str(EVENTS)?
                .object_store(EVENTS)?;
            let events = all(&events.get_all_with_key(&range)?).await?;
            Ok(Some(Kept {
                key: id,
                header: text(&header, "header"),
                events: events.iter().filter_map(JsValue::as_string).collect(),
                started: number(&header, "started"),
                written: number(&header, "written"),
                ended: flag(&header, "ended"),
            }))
        })
        .await
    }

    /// Takes up the meeting written to last that nobody else has, an unfinished one before any
    /// that was ended: the one of this place; or, for the only element of its page, of any.
    async fn choose(&self, mut headers: Vec<JsValue>) -> Option<JsValue> {
        let alone = web_sys::window()
            .and_then(|window| window.document())
            .is_some_and(|page| page.get_elements_by_tag_name("meeting-dynamics").length() <= 1);
        headers.retain(|header| alone || text(header, "place") == *self.place.borrow());
        // Times of writing are positive, and such numbers are in the order of their bits.
        order::by_key(&mut headers, |header| {
            let unfinished = u64::from(!flag(header, "ended"));
            (unfinished, number(header, "written").to_bits())
        });
        for header in headers.into_iter().rev() {
            if taken::take(&text(&header, "id")).await {
                return Some(header);
            }
        }
        None
    }
}

/// The same journal, shared with the futures that work for it.
impl Journal for Rc<DeviceJournal> {
    fn write(&self, batch: Batch, done: Done) {
        let journal = Rc::clone(self);
        spawn_local(async move {
            let written = journal.write_batch(&batch).await;
            done(batch, written);
        });
    }

    fn last(&self, found: Box<dyn FnOnce(Result<Option<Kept>, Problem>)>) {
        let journal = Rc::clone(self);
        spawn_local(async move {
            found(match journal.find_last().await {
                // Nothing can be kept here, so nothing was: that is said with the first tap.
                Err(problem) if problem.code == Code::StorageBlocked => Ok(None),
                found => found,
            });
        });
    }
}

/// Keeps nothing, by the page owner's wish.
#[derive(Debug)]
pub struct NoJournal;

impl Journal for NoJournal {
    fn write(&self, batch: Batch, done: Done) {
        let problem = Problem::new(
            Code::StorageBlocked,
            "Not kept on this device, as this page asks. Save a file before you leave.",
        );
        done(batch, Err(problem));
    }

    fn last(&self, found: Box<dyn FnOnce(Result<Option<Kept>, Problem>)>) {
        found(Ok(None));
    }
}

async fn open() -> Result<IdbDatabase, Failure> {
    let factory = web_sys::window()
        .ok_or(Failure::Silent)?
        .indexed_db()?
        .ok_or(Failure::Silent)?;
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
    Ok(opened?.dyn_into()?)
}

/// Waits for the first of these events; the first name is the good one. No closure is needed,
/// since what settles a promise is a listener as it is.
async fn heard(target: &EventTarget, good: &str, bad: &[&str]) -> Result<(), ()> {
    let promise = Promise::new(&mut |resolve, reject| {
        // Adding a listener to a live target cannot fail.
        let _ = target.add_event_listener_with_callback(good, &resolve);
        for bad in bad {
            let _ = target.add_event_listener_with_callback(bad, &reject);
        }
    });
    JsFuture::from(promise).await.map(drop).map_err(drop)
}

async fn answer(request: &IdbRequest) -> Result<JsValue, Failure> {
    match heard(request, "success", &["error", "blocked"]).await {
        Ok(()) => Ok(request.result()?),
        Err(()) => Err(request.error()?.into()),
    }
}

async fn all(request: &IdbRequest) -> Result<Vec<JsValue>, Failure> {
    Ok(Array::from(&answer(request).await?).to_vec())
}

async fn completed(transaction: &IdbTransaction) -> Result<(), Failure> {
    match heard(transaction, "complete", &["abort"]).await {
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

/// A transaction on both stores that completes only once the device has it.
fn strict(database: &IdbDatabase) -> Result<IdbTransaction, Failure> {
    let options = record(&[("durability", "strict".into())])?;
    let stores = Array::of2(&MEETINGS.into(), &EVENTS.into());
    let database: &DatabaseWithOptions = database.unchecked_ref();
    Ok(database.transaction(&stores, "readwrite", options.unchecked_ref())?)
}

fn record(fields: &[(&str, JsValue)]) -> Result<JsValue, Failure> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value)?;
    }
    Ok(object.into())
}

fn event_key(meeting: &str, n: u32) -> JsValue {
    Array::of2(&meeting.into(), &n.into()).into()
}

fn field(record: &JsValue, name: &str) -> JsValue {
    Reflect::get(record, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

fn text(record: &JsValue, name: &str) -> String {
    field(record, name).as_string().unwrap_or_default()
}

fn number(record: &JsValue, name: &str) -> f64 {
    field(record, name).as_f64().unwrap_or_default()
}

fn flag(record: &JsValue, name: &str) -> bool {
    field(record, name).as_bool().unwrap_or_default()
}

/// What went wrong in the database.
#[derive(Debug)]
enum Failure {
    /// What the browser threw or said.
    Thrown(JsValue),
    /// Nothing was said.
    Silent,
}

impl From<JsValue> for Failure {
    fn from(thrown: JsValue) -> Self {
        Self::Thrown(thrown)
    }
}

impl From<Option<DomException>> for Failure {
    fn from(exception: Option<DomException>) -> Self {
        exception.map_or(Self::Silent, |exception| Self::Thrown(exception.into()))
    }
}

impl Failure {
    /// The browser's name of the failure, as in `QuotaExceededError`.
    fn name(&self) -> String {
        match self {
            Self::Thrown(thrown) => text(thrown, "name"),
            Self::Silent => String::new(),
        }
    }

    /// Some browsers lose the connection to the database while a page sleeps.
    fn is_lost_handle(&self) -> bool {
        matches!(
            self.name().as_str(),
            "InvalidStateError" | "UnknownError" | "AbortError" | ""
        )
    }

    fn problem(&self) -> Problem {
        let name = self.name();
        if name == "QuotaExceededError" {
            return Problem::new(
                Code::StorageFull,
                "Not saved: this device has no room left. Save a file, then free some space.",
            );
        }
        Problem::new(
            Code::StorageLost,
            format!(
                "Not saved: the browser’s storage does not answer ({name}). Save a file before you leave."
            ),
        )
    }

    fn on_opening(&self) -> Problem {
        if self.name() == "QuotaExceededError" {
            return self.problem();
        }
        Problem::new(
            Code::StorageBlocked,
            "Not saved: this browser does not let the page keep anything here. Save a file before you leave.",
        )
    }
}
