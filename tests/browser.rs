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
use meeting_dynamics::browser::{DeviceJournal, PageClock, taken};
use meeting_dynamics::problem::Problem;
use meeting_dynamics::session::ports::{Batch, Clock, Journal, Kept};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Document, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

fn page() -> Document {
    web_sys::window().unwrap().document().unwrap()
}

/// Waits for what a port hands to its callback.
async fn answer<T: 'static>(ask: impl FnOnce(Box<dyn FnOnce(T)>)) -> T {
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

async fn write(journal: &Rc<DeviceJournal>, batch: Batch) -> Result<(), Problem> {
    answer(|done| journal.write(batch, Box::new(move |_, written| done(written)))).await
}

async fn last(journal: &Rc<DeviceJournal>) -> Option<Kept> {
    answer(|found| journal.last(found)).await.unwrap()
}

fn journal(place: &str) -> Rc<DeviceJournal> {
    let journal = Rc::new(DeviceJournal::default());
    journal.set_place(place.to_owned());
    journal
}

fn batch(meeting: &str, written: f64, events: &[(u32, &str)], ended: bool) -> Batch {
    Batch {
        key: meeting.to_owned(),
        header: format!("header of {meeting}"),
        events: events
            .iter()
            .map(|(n, text)| (*n, (*text).to_owned()))
            .collect(),
        started: written - 1_000.0,
        written,
        ended,
    }
}

/// Forgets what earlier tests of this page left unfinished.
async fn finish_everything() {
    let journal = journal("finisher");
    for element in Array::from(&page().get_elements_by_tag_name("meeting-dynamics")).iter() {
        element.unchecked_into::<HtmlElement>().remove();
    }
    taken::give_back();
    while let Some(kept) = last(&journal).await.filter(|kept| !kept.ended) {
        let id = kept.header.trim_start_matches("header of ").to_owned();
        write(&journal, batch(&id, kept.written, &[], true))
            .await
            .unwrap();
    }
}

#[wasm_bindgen_test]
async fn what_was_written_is_found_by_the_next_page_in_order() {
    finish_everything().await;
    let here = journal("0");
    write(&here, batch("a", 5.0, &[(1, "one"), (2, "two")], false))
        .await
        .unwrap();
    write(&here, batch("a", 6.0, &[(10, "ten"), (3, "three")], false))
        .await
        .unwrap();
    write(&here, batch("b", 4.0, &[(1, "older")], true))
        .await
        .unwrap();
    // The same page has both already; another one finds the one that was not ended.
    assert_eq!(last(&here).await, None);
    taken::give_back();
    let kept = last(&journal("0")).await.unwrap();
    assert_eq!(kept.header, "header of a");
    assert_eq!(kept.events, ["one", "two", "three", "ten"]);
    assert_eq!((kept.started, kept.written), (-994.0, 6.0));
    write(&here, batch("a", 7.0, &[], true)).await.unwrap();
    taken::give_back();
    let ended = last(&journal("0")).await.unwrap();
    assert_eq!((ended.key.as_str(), ended.ended), ("a", true));
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
