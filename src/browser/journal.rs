//! The journal in the browser's database: one record per event, durable before anybody says so.
//!
//! Every write is a transaction of strict durability, and is reported only after it completed: a
//! browser that is killed right after still has it. In the same transaction it is seen that no other
//! page has become the writer.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

use super::database::{
    Database, EVENTS, Failure, MEETINGS, answer, completed, event_key, record, text, transaction,
};
use crate::session::ports::{Batch, Fault, Journal, Then};

/// What begins the place of an element that has an id; that of any other is its number.
pub const NAMED: char = '#';

/// Keeps meetings in the browser's own database on this device.
#[derive(Default)]
pub struct DeviceJournal {
    pub(super) database: Database,
    /// Which element of the page this is the journal of: a meeting goes on in its own place.
    pub(super) place: RefCell<String>,
}

impl DeviceJournal {
    /// Says at which place of the page the element is.
    pub fn set_place(&self, place: String) {
        self.place.replace(place);
    }

    async fn keep(&self, batch: &Batch) -> Result<(), Fault> {
        let durability = if batch.quiet { "relaxed" } else { "strict" };
        let work = self.database.with(async |database| {
            let transaction = transaction(database, durability)?;
            let meetings = transaction.object_store(MEETINGS)?;
            let header = answer(&meetings.get(&batch.key.as_str().into())?).await?;
            if !(header.is_undefined() && batch.fresh) {
                is_writer(&header, &batch.writer)?;
            }
            let header = record(&[
                ("id", batch.key.as_str().into()),
                ("place", self.place.borrow().as_str().into()),
                ("writer", batch.writer.as_str().into()),
                ("header", batch.header.as_str().into()),
                ("started", batch.started.into()),
                ("written", batch.written.into()),
                ("ended", batch.ended.into()),
            ])?;
            meetings.put(&header)?;
            let events = transaction.object_store(EVENTS)?;
            for event in &batch.events {
                let value = record(&[
                    ("tap", event.tap.as_str().into()),
                    ("text", event.text.as_str().into()),
                ])?;
                events.put_with_key(&value, &event_key(&batch.key, event.n))?;
            }
            completed(&transaction).await
        });
        work.await
    }
}

/// Whether this is the header of a meeting that this page writes.
pub(super) fn is_writer(header: &JsValue, writer: &str) -> Result<(), Failure> {
    if header.is_undefined() {
        return Err(Fault::Gone.into());
    }
    if text(header, "writer") != writer {
        return Err(Fault::TakenOver.into());
    }
    Ok(())
}

/// The same journal, shared with the futures that work for it.
impl Journal for Rc<DeviceJournal> {
    fn write(&self, batch: Batch, done: Then<()>) {
        let journal = Rc::clone(self);
        spawn_local(async move { done(journal.keep(&batch).await) });
    }

    fn start_anew(&self) {
        self.database.let_go();
    }
}

/// Keeps nothing, by the page owner's wish.
#[derive(Debug)]
pub struct NoJournal;

impl Journal for NoJournal {
    fn write(&self, _: Batch, done: Then<()>) {
        done(Ok(()));
    }

    fn keeps_nothing(&self) -> Option<&'static str> {
        Some("")
    }
}
