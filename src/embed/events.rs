//! Every event that the element fires, in one place.

use js_sys::{Array, Float64Array, JSON, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

use crate::file;
use crate::measure::Plain;
use crate::meeting::{Event, Privacy};
use crate::problem::{Code, Problem};
use crate::session::{Change, Session};
use crate::ui::{Desk, later};

/// Tells the host page what changed.
pub fn fire(host: &HtmlElement, desk: &dyn Fn() -> Desk, change: &Change) {
    // A detail that cannot be made is a browser without memory: there is nobody to tell.
    let _ = match change {
        Change::Stored(event, revision) => told(&desk(), event).and_then(|event| {
            let revision = JsValue::from_f64(*revision as f64);
            dispatch(
                host,
                "meeting-change",
                &[("event", event), ("revision", revision)],
            )
        }),
        Change::Ended => ended(host, desk()),
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

/// An event for everybody who listens: nothing of it where something is to be hidden.
fn told(desk: &Desk, event: &Event) -> Result<JsValue, JsValue> {
    match desk.face.privacy {
        Privacy::Full => stored(&desk.session, event),
        _ => Ok(JsValue::NULL),
    }
}

/// The end is told with its numbers, and those may have to be waited for.
fn ended(host: &HtmlElement, desk: Desk) -> Result<(), JsValue> {
    let tell = |host: &HtmlElement, desk: &Desk, meeting: Option<JsValue>| {
        // Where too few were there for a group there is nothing to tell but the end.
        let meeting = meeting.or_else(|| plain_meeting(desk).ok());
        let summary = plain_summary(desk).unwrap_or_default();
        let fields = [
            ("meeting", meeting.unwrap_or_default()),
            ("summary", summary),
        ];
        dispatch(host, "meeting-end", &fields)
    };
    if later::here().is_some() {
        return tell(host, &desk, None);
    }
    let (host, meeting) = (host.clone(), plain_meeting(&desk).ok());
    spawn_local(async move {
        if later::fetch().await.is_ok() {
            let _ = tell(&host, &desk, meeting);
        }
    });
    Ok(())
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
pub fn stored(session: &Session, event: &Event) -> Result<JsValue, JsValue> {
    match session.document() {
        Some(document) => JSON::parse(&file::event_json(&document, event)),
        None => Ok(JsValue::NULL),
    }
}

/// What the host page may see.
pub fn seen(desk: &Desk) -> Result<Desk, JsValue> {
    if desk.face.privacy == Privacy::Full || desk.session.document().is_none() {
        return Ok(desk.clone());
    }
    let later = later::here().ok_or_else(|| error(&not_ready()))?;
    (later.seen)(desk).map_err(|problem| error(&problem))
}

/// The meeting file as a plain object; null without a meeting.
pub fn plain_meeting(desk: &Desk) -> Result<JsValue, JsValue> {
    match seen(desk)?.session.document() {
        Some(document) => JSON::parse(&file::write_json(&document)),
        None => Ok(JsValue::NULL),
    }
}

/// That what is asked for is still on its way.
pub fn not_ready() -> Problem {
    Problem::new(
        Code::FetchFailed,
        "The part of the program that does this is still on its way. Wait for `ready` first.",
    )
}

/// The summary as a plain object; null without a meeting.
pub fn plain_summary(desk: &Desk) -> Result<JsValue, JsValue> {
    if desk.session.document().is_none() {
        return Ok(JsValue::NULL);
    }
    let later = later::here().ok_or_else(|| error(&not_ready()))?;
    match (later.summary)(&seen(desk)?) {
        Some(summary) => page_value(summary),
        None => Ok(JsValue::NULL),
    }
}

/// A plain value as one of the page's own.
fn page_value(plain: Plain) -> Result<JsValue, JsValue> {
    Ok(match plain {
        Plain::Nothing => JsValue::NULL,
        Plain::Truth(truth) => truth.into(),
        Plain::Number(number) => number.into(),
        Plain::Text(text) => text.into(),
        Plain::List(values) if values.iter().all(|value| matches!(value, Plain::Number(_))) => {
            // All at once: a table of windows has tens of thousands.
            let numbers = values.iter().map(|value| match value {
                Plain::Number(number) => *number,
                _ => f64::NAN,
            });
            let numbers: Vec<f64> = numbers.collect();
            Array::from(&Float64Array::from(numbers.as_slice())).into()
        }
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
