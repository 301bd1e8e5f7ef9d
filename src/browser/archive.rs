//! What the browser's database has kept so far.

use std::rc::Rc;

use js_sys::{Array, Date};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{IdbKeyRange, IdbObjectStore};

use super::database::{
    EVENTS, Failure, MEETINGS, answer, completed, event_key, field, text, transaction,
};
use super::journal::{DeviceJournal, NAMED, is_writer};
use crate::session::ports::{Archive, Entry, Fault, Kept, Record, Then};

/// What begins the key of a record that was set apart.
const APART: &str = "apart";

impl DeviceJournal {
    async fn entries(&self) -> Result<Vec<Entry>, Fault> {
        let work = self.database.with(async |database| {
            let stores = Array::of2(&MEETINGS.into(), &EVENTS.into());
            let transaction = database.transaction_with_str_sequence(&stores)?;
            let headers = all(&transaction.object_store(MEETINGS)?.get_all()?).await?;
            let events = transaction.object_store(EVENTS)?;
            let mut entries = Vec::new();
            for header in headers {
                let range = range(&text(&header, "id"), 0)?;
                let count = answer(&events.count_with_key(&range)?).await?;
                entries.push(self.entry(&header, count.as_f64()));
            }
            Ok(entries)
        });
        work.await
    }

    fn entry(&self, header: &JsValue, events: Option<f64>) -> Entry {
        // The only element of its page takes up whatever was made without a name, one of several what
        // was made in its place.
        let alone = web_sys::window()
            .and_then(|window| window.document())
            .is_some_and(|page| page.get_elements_by_tag_name("meeting-dynamics").length() <= 1);
        let (place, own) = (text(header, "place"), self.place.borrow());
        let nameless = alone && !place.starts_with(NAMED) && !own.starts_with(NAMED);
        let number = |name| field(header, name).as_f64().unwrap_or_default();
        Entry {
            key: text(header, "id"),
            header: text(header, "header"),
            started: number("started"),
            written: number("written"),
            ended: field(header, "ended").as_bool().unwrap_or_default(),
            events: events.unwrap_or_default() as u32,
            here: nameless || place == *own,
        }
    }

    async fn meeting(&self, key: &str, writer: Option<&str>) -> Result<Option<Kept>, Fault> {
        let work = self.database.with(async |database| {
            let transaction = transaction(database, "strict")?;
            let meetings = transaction.object_store(MEETINGS)?;
            let header = answer(&meetings.get(&key.into())?).await?;
            if header.is_undefined() {
                return Ok(None);
            }
            if let Some(writer) = writer {
                js_sys::Reflect::set(&header, &"writer".into(), &writer.into())?;
                meetings.put(&header)?;
            }
            let events = transaction.object_store(EVENTS)?;
            let records = records(&events, &range(key, 0)?).await?;
            completed(&transaction).await?;
            let records: Vec<Record> = records.iter().map(|(n, value)| read(*n, value)).collect();
            Ok(Some(Kept {
                entry: self.entry(&header, Some(records.len() as f64)),
                records,
            }))
        });
        work.await
    }

    async fn move_apart(&self, key: &str, writer: &str, from: u32) -> Result<(), Fault> {
        let work = self.database.with(async |database| {
            let transaction = transaction(database, "strict")?;
            let meetings = transaction.object_store(MEETINGS)?;
            is_writer(&answer(&meetings.get(&key.into())?).await?, writer)?;
            let events = transaction.object_store(EVENTS)?;
            for (n, value) in records(&events, &range(key, from)?).await? {
                let place = Array::of4(&APART.into(), &key.into(), &n.into(), &Date::now().into());
                events.put_with_key(&value, &place)?;
            }
            events.delete(&range(key, from)?)?;
            completed(&transaction).await
        });
        work.await
    }

    async fn put_header(&self, key: &str, from: &str, to: &str) -> Result<bool, Fault> {
        let work = self.database.with(async |database| {
            let transaction = transaction(database, "strict")?;
            let meetings = transaction.object_store(MEETINGS)?;
            let header = answer(&meetings.get(&key.into())?).await?;
            if header.is_undefined() || text(&header, "header") != from {
                return Ok(false);
            }
            js_sys::Reflect::set(&header, &"header".into(), &to.into())?;
            meetings.put(&header)?;
            completed(&transaction).await?;
            Ok(true)
        });
        work.await
    }

    async fn remove(&self, key: &str) -> Result<(), Fault> {
        let work = self.database.with(async |database| {
            let transaction = transaction(database, "strict")?;
            transaction.object_store(MEETINGS)?.delete(&key.into())?;
            let events = transaction.object_store(EVENTS)?;
            events.delete(&range(key, 0)?)?;
            // A list is greater than any number.
            let (first, last) = (Array::of2(&APART.into(), &key.into()), Array::new());
            let last = Array::of3(&APART.into(), &key.into(), &last);
            events.delete(&bound(&first, &last)?)?;
            completed(&transaction).await
        });
        work.await
    }
}

/// The same journal, shared with the futures that work for it.
impl Archive for Rc<DeviceJournal> {
    fn list(&self, then: Then<Vec<Entry>>) {
        let journal = Rc::clone(self);
        spawn_local(async move { then(journal.entries().await) });
    }

    fn read(&self, key: &str, writer: Option<&str>, then: Then<Option<Kept>>) {
        let journal = Rc::clone(self);
        let (key, writer) = (key.to_owned(), writer.map(str::to_owned));
        spawn_local(async move { then(journal.meeting(&key, writer.as_deref()).await) });
    }

    fn set_apart(&self, key: &str, writer: &str, from: u32, then: Then<()>) {
        let journal = Rc::clone(self);
        let (key, writer) = (key.to_owned(), writer.to_owned());
        spawn_local(async move { then(journal.move_apart(&key, &writer, from).await) });
    }

    fn rewrite(&self, key: &str, from: &str, to: &str, then: Then<bool>) {
        let journal = Rc::clone(self);
        let (key, from, to) = (key.to_owned(), from.to_owned(), to.to_owned());
        spawn_local(async move { then(journal.put_header(&key, &from, &to).await) });
    }

    fn delete(&self, key: &str, then: Then<()>) {
        let journal = Rc::clone(self);
        let key = key.to_owned();
        spawn_local(async move { then(journal.remove(&key).await) });
    }
}

/// The records of a meeting from this number on.
fn range(key: &str, from: u32) -> Result<JsValue, Failure> {
    bound(&event_key(key, from), &event_key(key, u32::MAX))
}

fn bound(first: &JsValue, last: &JsValue) -> Result<JsValue, Failure> {
    Ok(IdbKeyRange::bound(first, last)?.into())
}

async fn all(request: &web_sys::IdbRequest) -> Result<Vec<JsValue>, Failure> {
    Ok(Array::from(&answer(request).await?).to_vec())
}

/// What is kept in this range, with its numbers.
async fn records(events: &IdbObjectStore, range: &JsValue) -> Result<Vec<(u32, JsValue)>, Failure> {
    let keys = all(&events.get_all_keys_with_key(range)?).await?;
    let values = all(&events.get_all_with_key(range)?).await?;
    let numbers = keys.iter().map(|key| Array::from(key).get(1).as_f64());
    let numbers = numbers.map(|n| n.unwrap_or_default() as u32);
    Ok(numbers.zip(values).collect())
}

/// A record, or, of what is none, one that holds nothing.
fn read(n: u32, value: &JsValue) -> Record {
    // Before there were several tabs, a record was its text.
    let text = value.as_string().unwrap_or_else(|| text(value, "text"));
    Record {
        n,
        tap: self::text(value, "tap"),
        text,
    }
}
