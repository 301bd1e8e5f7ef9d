//! Every event that the element fires, in one place.

use js_sys::{Array, Float64Array, JSON, Object, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

use crate::file;
use crate::measure::Plain;
use crate::problem::{Code, Problem};
use crate::session::{Change, Session};
use crate::text::Words;
use crate::ui::later;

/// Tells the host page what changed.
pub fn fire(
    host: &HtmlElement,
    session: &Session,
    words: &dyn Fn() -> &'static Words,
    change: &Change,
) {
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
        Change::Ended => ended(host, session, words()),
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

/// The end is told with its numbers, and those may have to be waited for.
fn ended(host: &HtmlElement, session: &Session, words: &'static Words) -> Result<(), JsValue> {
    let meeting = plain_meeting(session)?;
    let tell = |host: &HtmlElement, meeting, summary| {
        dispatch(
            host,
            "meeting-end",
            &[("meeting", meeting), ("summary", summary)],
        )
    };
    if later::here().is_some() {
        return tell(host, meeting, plain_summary(session, words)?);
    }
    let (host, session) = (host.clone(), session.this());
    spawn_local(async move {
        let (Ok(_), Some(session)) = (later::fetch().await, session.upgrade()) else {
            return;
        };
        if let Ok(summary) = plain_summary(&session, words) {
            let _ = tell(&host, meeting, summary);
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

/// That what is asked for is still on its way.
pub fn not_ready() -> Problem {
    Problem::new(
        Code::FetchFailed,
        "The part of the program that does this is still on its way. Wait for `ready` first.",
    )
}

/// The summary as a plain object; null without a meeting.
pub fn plain_summary(session: &Session, words: &Words) -> Result<JsValue, JsValue> {
    if session.document().is_none() {
        return Ok(JsValue::NULL);
    }
    let later = later::here().ok_or_else(|| error(&not_ready()))?;
    match (later.summary)(session, words) {
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
