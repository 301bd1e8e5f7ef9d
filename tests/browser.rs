//! In a real browser: the journal in its real database, and the element on a real page.
#![cfg(target_arch = "wasm32")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on should stop"
)]

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, JSON, Promise, Reflect};
use meeting_dynamics::browser::{DeviceJournal, PageClock, PageTabs};
use meeting_dynamics::session::ports::{
    Archive, Batch, Clock, Entry, Fault, How, Journal, Kept, Record, Tabs, Then,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

fn page() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Waits for what a journal answers.
async fn answer<T: 'static>(ask: impl FnOnce(Then<T>)) -> Result<T, Fault> {
    given(ask).await
}

/// Waits for what a port hands to its callback.
async fn given<T: 'static>(ask: impl FnOnce(Box<dyn FnOnce(T)>)) -> T {
    let slot: Rc<RefCell<Option<T>>> = Rc::default();
    let filled = slot.clone();
    let mut ask = Some(ask);
    let promise = Promise::new(&mut |resolve, _| {
        let filled = filled.clone();
        if let Some(ask) = ask.take() {
            ask(Box::new(move |value| {
                filled.replace(Some(value));
                resolve.call0(&JsValue::NULL).unwrap();
            }));
        }
    });
    JsFuture::from(promise).await.unwrap();
    slot.take().unwrap()
}

type Page = Rc<DeviceJournal>;

async fn write(journal: &Page, batch: Batch) -> Result<(), Fault> {
    answer(|done| journal.write(batch, done)).await
}

async fn read(journal: &Page, key: &str, writer: Option<&str>) -> Option<Kept> {
    answer(|then| journal.read(key, writer, then))
        .await
        .unwrap()
}

async fn list(journal: &Page) -> Vec<Entry> {
    answer(|then| journal.list(then)).await.unwrap()
}

fn journal(place: &str) -> Page {
    let journal = Rc::new(DeviceJournal::default());
    journal.set_place(place.to_owned());
    journal
}

fn batch(writer: &str, written: f64, events: &[(u32, &str)]) -> Batch {
    let record = |(n, text): &(u32, &str)| Record {
        n: *n,
        tap: format!("{writer}.{n}"),
        text: (*text).to_owned(),
    };
    Batch {
        key: "a".to_owned(),
        writer: writer.to_owned(),
        header: "header".to_owned(),
        events: events.iter().map(record).collect(),
        started: written - 1_000.0,
        written,
        ended: false,
        fresh: written == 5.0,
        quiet: events.is_empty(),
    }
}

/// A page on which the meeting `a` has two events.
async fn begun() -> Page {
    let here = journal("0");
    answer(|then| here.delete("a", then)).await.unwrap();
    write(&here, batch("one", 5.0, &[(1, "first"), (2, "second")]))
        .await
        .unwrap();
    here
}

fn texts(kept: &Kept) -> Vec<&str> {
    let texts = kept.records.iter().map(|record| record.text.as_str());
    texts.collect()
}

#[wasm_bindgen_test]
async fn what_was_written_is_found_by_the_next_page_in_order() {
    let here = begun().await;
    write(&here, batch("one", 6.0, &[(10, "tenth"), (3, "third")]))
        .await
        .unwrap();
    write(&here, batch("one", 7.0, &[])).await.unwrap();
    let next = journal("0");
    let kept = read(&next, "a", None).await.unwrap();
    assert_eq!(texts(&kept), ["first", "second", "third", "tenth"]);
    assert_eq!(kept.records[3].tap, "one.10");
    let entry = list(&next).await.into_iter().find(|e| e.key == "a");
    let entry = entry.unwrap();
    assert_eq!(
        (entry.started, entry.written, entry.events),
        (-993.0, 7.0, 4)
    );
    assert_eq!(entry.header, "header");
    assert!(entry.here && !entry.ended);
    assert_eq!(read(&next, "b", Some("two")).await, None);
    answer(|then| next.delete("a", then)).await.unwrap();
    assert_eq!(read(&here, "a", None).await, None);
    assert_eq!(
        write(&here, batch("one", 8.0, &[(11, "x")])).await,
        Err(Fault::Gone)
    );
}

#[wasm_bindgen_test]
async fn who_is_not_the_writer_any_more_cannot_write() {
    let here = begun().await;
    let there = journal("0");
    assert_eq!(
        write(&there, batch("two", 6.0, &[(3, "third")])).await,
        Err(Fault::TakenOver)
    );
    assert_eq!(
        texts(&read(&there, "a", Some("two")).await.unwrap()).len(),
        2
    );
    for late in [batch("one", 7.0, &[(3, "late")]), batch("one", 7.0, &[])] {
        assert_eq!(write(&here, late).await, Err(Fault::TakenOver));
    }
    write(&there, batch("two", 8.0, &[(3, "third")]))
        .await
        .unwrap();
    let kept = read(&here, "a", None).await.unwrap();
    assert_eq!(texts(&kept), ["first", "second", "third"]);
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_is_set_apart() {
    let here = begun().await;
    answer(|then| here.set_apart("a", "one", 2, then))
        .await
        .unwrap();
    assert_eq!(texts(&read(&here, "a", None).await.unwrap()), ["first"]);
    write(&here, batch("one", 6.0, &[(2, "another")]))
        .await
        .unwrap();
    assert_eq!(
        texts(&read(&here, "a", None).await.unwrap()),
        ["first", "another"]
    );
    let stranger = answer(|then| here.set_apart("a", "two", 1, then)).await;
    assert_eq!(stranger, Err(Fault::TakenOver));
}

#[wasm_bindgen_test]
async fn a_broken_connection_is_made_anew() {
    let here = begun().await;
    here.start_anew();
    write(&here, batch("one", 6.0, &[(3, "third")]))
        .await
        .unwrap();
}

#[wasm_bindgen_test]
async fn a_meeting_has_one_place_for_a_writer() {
    let (one, two) = (Rc::new(PageTabs::new()), Rc::new(PageTabs::new()));
    let ask = async |tabs: &Rc<PageTabs>, how| given(|then| tabs.ask("m", how, then)).await;
    let heard: Rc<RefCell<Vec<String>>> = Rc::default();
    let ear = heard.clone();
    one.listen(Rc::new(move |heard| {
        ear.borrow_mut().push(format!("{heard:?}"))
    }));
    assert!(ask(&one, How::Wait(100)).await);
    assert!(one.has("m") && !two.has("m"));
    assert!(!ask(&two, How::Wait(100)).await);
    let taken = given(|then| two.taken(then)).await.unwrap();
    assert!(taken.contains(&"m".to_owned()));
    two.say("hello");
    assert!(ask(&two, How::Seize).await);
    // It hears of both in its own time.
    for _ in 0..50 {
        if heard.borrow().len() == 2 {
            break;
        }
        given(|then| PageClock::new().after(20, Box::new(move || then(())))).await;
    }
    let mut heard = heard.take();
    heard.sort();
    assert_eq!(heard, ["Lost(\"m\")", "Said(\"hello\")"]);
    assert!(two.has("m") && !one.has("m"));
    two.free("m");
    assert!(ask(&one, How::Wait(100)).await);
    one.free("m");
}

#[wasm_bindgen_test]
fn the_wall_is_told_with_its_offset() {
    let clock = PageClock::new();
    let text = clock.text(1_800_000_000_123.0);
    let parsed = js_sys::Date::parse(&text);
    assert_eq!(parsed, 1_800_000_000_000.0, "{text}");
    assert!(text.contains('T') && !text.ends_with('Z'), "{text}");
    assert_eq!(clock.text(f64::NAN), "");
    assert!(clock.ticks() > 0.0 && clock.wall() > 1.7e12);
}

fn get(target: &JsValue, name: &str) -> JsValue {
    Reflect::get(target, &name.into()).unwrap()
}

fn call(target: &JsValue, name: &str, given: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = get(target, name).dyn_into().unwrap();
    method.apply(target, &given.iter().collect::<Array>())
}

fn json(text: &str) -> JsValue {
    JSON::parse(text).unwrap()
}

async fn ready(element: &HtmlElement) {
    JsFuture::from(get(element, "ready").unchecked_into::<Promise>())
        .await
        .unwrap();
}

/// A fresh element that keeps nothing, on the page.
async fn element(attributes: &[(&str, &str)]) -> HtmlElement {
    meeting_dynamics::embed::register().unwrap();
    let element: HtmlElement = page()
        .create_element("meeting-dynamics")
        .unwrap()
        .unchecked_into();
    element.set_attribute("storage", "none").unwrap();
    for (name, value) in attributes {
        element.set_attribute(name, value).unwrap();
    }
    page().body().unwrap().append_child(&element).unwrap();
    ready(&element).await;
    element
}

const MEETING: &str = r#"{"format":"meeting-dynamics","version":1,"mine":7,
    "people":[{"id":"p1","name":"Ana"},{"id":"p2","name":"Ben"}],
    "events":[{"n":1,"at":0,"type":"speaks","who":"p1"},
              {"n":2,"at":60000,"type":"speaks","who":"p2"},
              {"n":3,"at":90000,"type":"ends"}]}"#;

fn airtime(element: &HtmlElement, place: u32) -> f64 {
    let people: Array = get(&get(element, "summary"), "people").unchecked_into();
    get(&people.get(place), "airtime_s").as_f64().unwrap()
}

#[wasm_bindgen_test]
async fn a_meeting_set_as_a_property_is_shown_in_review_and_comes_back_whole() {
    let element = element(&[]).await;
    assert!(get(&element, "meeting").is_null() && get(&element, "summary").is_null());
    Reflect::set(&element, &"meeting".into(), &json(MEETING)).unwrap();
    assert_eq!(get(&element, "mode"), "review");
    assert_eq!(airtime(&element, 0), 60.0);
    assert_eq!(get(&get(&element, "meeting"), "mine").as_f64(), Some(7.0));
    let bad = Reflect::set(&element, &"meeting".into(), &json(r#"{"format":"other"}"#));
    assert_eq!(get(&bad.unwrap_err(), "code"), "unknown-format");
    assert_eq!(airtime(&element, 1), 30.0, "the open meeting is untouched");
}

/// An element on the page that had this `meeting` before it was known.
async fn early(meeting: JsValue) -> HtmlElement {
    let early: HtmlElement = page()
        .create_element("meeting-dynamics")
        .unwrap()
        .unchecked_into();
    early.set_attribute("storage", "none").unwrap();
    // Whether or not an earlier test registered the element: an own property hides the class's.
    let descriptor = js_sys::Object::new();
    for (name, value) in [
        ("value", meeting),
        ("configurable", true.into()),
        ("writable", true.into()),
    ] {
        Reflect::set(&descriptor, &name.into(), &value).unwrap();
    }
    js_sys::Object::define_property(&early, &"meeting".into(), &descriptor);
    page().body().unwrap().append_child(&early).unwrap();
    meeting_dynamics::embed::register().unwrap();
    ready(&early).await;
    early
}

#[wasm_bindgen_test]
async fn a_property_set_before_the_element_is_known_is_heeded_or_refused() {
    let good = early(json(MEETING)).await;
    assert_eq!(get(&good, "mode"), "review");
    assert_eq!(airtime(&good, 0), 60.0);
    let bad = early(JsValue::NULL).await;
    assert!(
        get(&bad, "meeting").is_null(),
        "and the element can be used"
    );
    assert_eq!(get(&bad, "mode"), "observe");
}

#[wasm_bindgen_test]
async fn what_is_no_name_is_refused_with_a_code() {
    let element = element(&[("people", "Ana")]).await;
    call(&element, "tap", &[json(r#"{"type":"speaks","who":"Ana"}"#)]).unwrap();
    for nothing in [JsValue::NULL, 5.into(), js_sys::Object::new().into()] {
        let saved = call(&element, "save", &[nothing.clone()]).unwrap();
        let refused = JsFuture::from(saved.unchecked_into::<Promise>()).await;
        assert_eq!(get(&refused.unwrap_err(), "code"), "unknown-format");
        Reflect::set(&element, &"mode".into(), &nothing).unwrap();
        assert_eq!(get(&element, "mode"), "observe");
    }
}

#[wasm_bindgen_test]
async fn a_source_is_fetched_and_a_missing_one_is_said() {
    let here = element(&[("src", "data:application/json,%7B%7D")]).await;
    assert!(get(&here, "meeting").is_null(), "no meeting file");
    let text = String::from(js_sys::encode_uri_component(MEETING));
    let source = format!("data:application/json,{text}");
    let element = element(&[("src", &source), ("mode", "review")]).await;
    assert_eq!(airtime(&element, 0), 60.0);
}

#[wasm_bindgen_test]
async fn a_host_taps_undoes_and_ends() {
    let element = element(&[("people", "Ana, Ben")]).await;
    let tap = |event: &str| call(&element, "tap", &[json(event)]);
    let refused = tap(r#"{"type":"interrupts","who":"Ben"}"#).unwrap_err();
    assert_eq!(get(&refused, "code"), "nobody-else-speaking");
    let event = tap(r#"{"type":"speaks","who":"Ana","at":0}"#).unwrap();
    assert_eq!(get(&event, "who"), "p1");
    tap(r#"{"type":"speaks","who":"Ben","at":60000,"mark":"x"}"#).unwrap();
    call(&element, "undo", &[]).unwrap();
    call(&element, "redo", &[]).unwrap();
    tap(r#"{"type":"ends","at":90000}"#).unwrap();
    assert_eq!(get(&element, "mode"), "review");
    assert_eq!((airtime(&element, 0), airtime(&element, 1)), (60.0, 30.0));
    let over = tap(r#"{"type":"speaks","who":"Ana"}"#).unwrap_err();
    assert_eq!(get(&over, "code"), "meeting-over");
    let saved = call(&element, "save", &["json".into()]).unwrap();
    let blob: web_sys::Blob = JsFuture::from(saved.unchecked_into::<Promise>())
        .await
        .unwrap()
        .unchecked_into();
    let text = JsFuture::from(blob.array_buffer()).await.unwrap();
    let bytes = js_sys::Uint8Array::new(&text).to_vec();
    assert!(
        String::from_utf8(bytes).unwrap().contains(r#""mark""#),
        "what the host said more is kept"
    );
}

/// The names of the charts that an element shows, in order, once they are these or time is up.
async fn shows_charts(element: &HtmlElement, expected: &[&str]) {
    let shadow = element.shadow_root().unwrap();
    let mut names = Vec::new();
    for _ in 0..200 {
        let headings = call(&shadow, "querySelectorAll", &["figure > h2".into()]).unwrap();
        let headings = Array::from(&headings);
        let ids = headings
            .iter()
            .map(|heading| get(&heading, "id").as_string().unwrap());
        names = ids
            .map(|id| id.trim_end_matches("-heading").to_owned())
            .collect();
        if names == expected {
            return;
        }
        given(|then| PageClock::new().after(20, Box::new(move || then(())))).await;
    }
    assert_eq!(names, expected);
}

#[wasm_bindgen_test]
async fn the_page_owner_says_which_charts_are_shown_and_in_what_order() {
    let element = element(&[("charts", "balance nonsense airtime balance")]).await;
    Reflect::set(&element, &"meeting".into(), &json(MEETING)).unwrap();
    shows_charts(&element, &["balance", "airtime"]).await;
    element.set_attribute("charts", "passes").unwrap();
    shows_charts(&element, &["passes"]).await;
    let all = [
        "airtime",
        "timeline",
        "interruptions",
        "balance",
        "windows",
        "passes",
    ];
    element.set_attribute("charts", "nonsense").unwrap();
    shows_charts(&element, &all).await;
}
