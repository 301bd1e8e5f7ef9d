//! Every event that the element fires, in one place.

use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

use crate::file;
use crate::meeting::{Event, Privacy};
use crate::problem::Problem;
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
    later::then(move |later| {
        if later.is_ok() {
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
    let later = later::here().ok_or_else(|| error(&later::not_ready()))?;
    (later.seen)(desk).map_err(|problem| error(&problem))
}

/// The meeting file as a plain object; null without a meeting.
pub fn plain_meeting(desk: &Desk) -> Result<JsValue, JsValue> {
    match seen(desk)?.session.document() {
        Some(document) => JSON::parse(&file::write_json(&document)),
        None => Ok(JsValue::NULL),
    }
}

/// The summary as a plain object; null without a meeting.
pub fn plain_summary(desk: &Desk) -> Result<JsValue, JsValue> {
    if desk.session.document().is_none() {
        return Ok(JsValue::NULL);
    }
    let later = later::here().ok_or_else(|| error(&later::not_ready()))?;
    (later.summary)(&seen(desk)?)
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
