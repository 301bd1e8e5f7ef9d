//! Every event that the element fires, in one place.

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

use crate::file;
use crate::measure::Plain;
use crate::problem::Problem;
use crate::session::{Change, Session};
use crate::text::ENGLISH;

/// Tells the host page what changed.
pub fn fire(host: &HtmlElement, session: &Session, change: &Change) {
    // A detail that cannot be made is a browser without memory: there is nobody to tell.
    let _ = match change {
        Change::Stored(event, revision) => stored(session, event).and_then(|event| {
            let revision = JsValue::from_f64(*revision as f64);
            dispatch(
                host,
                "meeting-change",
                &[("event", event), ("revision", revision)],
            )
        }),
        Change::Ended => plain_meeting(session).and_then(|meeting| {
            let summary = plain_summary(session)?;
            dispatch(
                host,
                "meeting-end",
                &[("meeting", meeting), ("summary", summary)],
            )
        }),
        Change::Failed(problem) => {
            let fields = [
                ("code", problem.code.name().into()),
                ("message", problem.to_string().into()),
            ];
            dispatch(host, "meeting-error", &fields)
        }
        Change::Seen => Ok(()),
    };
}

fn dispatch(host: &HtmlElement, name: &str, fields: &[(&str, JsValue)]) -> Result<(), JsValue> {
    let detail = Object::new();
    for (name, value) in fields {
        Reflect::set(&detail, &(*name).into(), value)?;
    }
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&detail);
    let event = CustomEvent::new_with_event_init_dict(name, &init)?;
    host.dispatch_event(&event)?;
    Ok(())
}

/// An event as it is in the meeting file.
pub fn stored(session: &Session, event: &crate::meeting::Event) -> Result<JsValue, JsValue> {
    match session.document() {
        Some(document) => JSON::parse(&file::event_json(&document, event)),
        None => Ok(JsValue::NULL),
    }
}

/// The meeting file as a plain object; null without a meeting.
pub fn plain_meeting(session: &Session) -> Result<JsValue, JsValue> {
    match session.document() {
        Some(document) => JSON::parse(&file::write_json(&document)),
        None => Ok(JsValue::NULL),
    }
}

/// The summary as a plain object; null without a meeting.
pub fn plain_summary(session: &Session) -> Result<JsValue, JsValue> {
    let (Some(reading), Some(document)) = (session.reading(), session.document()) else {
        return Ok(JsValue::NULL);
    };
    let name = |who| document.meeting.roster.label(who).to_owned();
    let sentence = ENGLISH.moments().sentence;
    page_value(reading.summary.plain(&|moment| sentence(moment, &name)))
}

/// A plain value as one of the page's own.
fn page_value(plain: Plain) -> Result<JsValue, JsValue> {
    Ok(match plain {
        Plain::Nothing => JsValue::NULL,
        Plain::Truth(truth) => truth.into(),
        Plain::Number(number) => number.into(),
        Plain::Text(text) => text.into(),
        Plain::List(values) => {
            let list = Array::new();
            for value in values {
                list.push(&page_value(value)?);
            }
            list.into()
        }
        Plain::Record(fields) => {
            let record = Object::new();
            for (name, value) in fields {
                Reflect::set(&record, &name.into(), &page_value(value)?)?;
            }
            record.into()
        }
    })
}

/// A problem as an `Error` with its `code`, and its `line` where there is one.
pub fn error(problem: &Problem) -> JsValue {
    let error = js_sys::Error::new(&problem.to_string());
    // Setting a field of a fresh object cannot fail.
    let _ = Reflect::set(&error, &"code".into(), &problem.code.name().into());
    if let Some(line) = problem.line {
        let _ = Reflect::set(&error, &"line".into(), &JsValue::from_f64(line as f64));
    }
    error.into()
}
