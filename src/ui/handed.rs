//! What a host page hands over, a meeting in one form or another, and what it is given. It comes after the board.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::{Array, Float64Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, Element, File};

use super::{Desk, files, guise, later, report};
use crate::browser::{download, upload};
use crate::file::{self, Document, Options};
use crate::measure::Plain;
use crate::meeting::Privacy;
use crate::problem::{Code, Problem};
use crate::session::Session;
use crate::time::Moment;

/// What is being done.
pub type Doing<T> = Pin<Box<dyn Future<Output = T>>>;

/// Whether it was opened, or why not.
pub type Opened = Result<(), Problem>;

/// Opens text, a blob or a plain object, in this format.
pub fn open(session: Rc<Session>, source: JsValue, format: Option<String>) -> Doing<Opened> {
    Box::pin(async move {
        let name = source.dyn_ref::<File>().map(File::name);
        let bytes = match source.dyn_ref::<Blob>() {
            Some(blob) => upload::bytes(blob).await?,
            None if source.is_null() || source.is_undefined() => return Err(nothing_given()),
            None => text_of(&source)?.into_bytes(),
        };
        let options = Options {
            name: name.as_deref(),
            format: format.as_deref(),
            ..Options::default()
        };
        session.try_open(file::read(&bytes, &options)?)
    })
}

fn nothing_given() -> Problem {
    Problem::new(
        Code::BadJson,
        "There is nothing here to open. Give the text of a meeting, a file, or a meeting as an object.",
    )
}

/// The same; what cannot be done is said.
pub fn open_or_say(session: Rc<Session>, source: JsValue, format: Option<String>) {
    spawn_local(async move {
        if let Err(problem) = open(Rc::clone(&session), source, format).await {
            session.refuse_file(problem);
        }
    });
}

/// A meeting that was set before it could be read.
pub type Early = Rc<RefCell<Option<String>>>;

/// Opens it, if there is one; what cannot be done is said.
pub fn open_early(session: &Session, early: &Early) {
    if let Some(text) = early.take()
        && let Err(problem) = open_text(session, &text)
    {
        session.refuse_file(problem);
    }
}

/// Opens the text of a meeting file.
///
/// # Errors
/// As [`file::read_meeting`].
pub fn open_text(session: &Session, text: &str) -> Opened {
    session.try_open(file::read_meeting(text)?)
}

/// Text as it is; any other value as its JSON.
///
/// # Errors
/// `bad-json`, where it has none.
pub fn text_of(value: &JsValue) -> Result<String, Problem> {
    let written = || JSON::stringify(value).ok()?.as_string();
    value.as_string().or_else(written).ok_or_else(|| {
        Problem::new(
            Code::BadJson,
            "This is neither text nor an object that can be written as JSON.",
        )
    })
}

/// Fetches a meeting file and opens it; what cannot be done is said.
pub fn fetch(session: Rc<Session>, url: String) -> Doing<()> {
    Box::pin(async move {
        let read = async {
            let bytes = upload::fetch(&url).await?;
            let path = url.split(['?', '#']).next();
            let options = Options {
                name: path.and_then(|path| path.rsplit('/').next()),
                ..Options::default()
            };
            file::read(&bytes, &options)
        };
        match read.await {
            Ok(document) => session.open(document),
            Err(problem) => session.refuse_file(problem),
        }
    })
}

/// What a host page wants to have saved.
pub struct Wanted {
    /// Of what.
    pub desk: Desk,
    /// The meeting, and its time, when it was asked for, however late the writer comes.
    pub at: (Option<Rc<Document>>, Option<Moment>),
    /// The name of the format.
    pub format: String,
    /// The name of the chart, for a picture.
    pub chart: Option<String>,
    /// What holds the screens: a PNG is drawn there.
    pub screen: Option<Element>,
}

impl Wanted {
    /// It as a blob, with as much hidden as the page owner wants.
    pub fn saved(self) -> Doing<Result<JsValue, Problem>> {
        Box::pin(async move {
            let chart = self.chart.as_deref();
            let seen = || guise::seen(&self.desk);
            let written = match self.format.as_str() {
                "png" => {
                    let screen = self.screen.ok_or_else(later::not_ready)?;
                    return Ok(report::png(&seen()?, chart, screen).await?.into());
                }
                format @ ("svg" | "html" | "summary-csv") => {
                    report::shown(&seen()?, format, chart)?
                }
                format => {
                    let (document, now) = match self.desk.face.privacy {
                        Privacy::Full => self.at,
                        _ => (seen()?.session.document(), None),
                    };
                    let document = document.ok_or_else(report::nothing)?;
                    file::write(&document, format, now).map_err(with_pictures)?
                }
            };
            let blob = download::blob(&written.bytes, written.mime);
            Ok(blob.map_err(|_| files::not_saved())?.into())
        })
    }
}

/// A file's formats are not all that there are.
fn with_pictures(problem: Problem) -> Problem {
    match problem.code {
        Code::UnknownFormat => Problem::new(
            problem.code,
            format!("{problem} Or summary-csv, html, svg, png."),
        ),
        _ => problem,
    }
}

/// The summary as a plain object of the page's own; null without a meeting.
///
/// # Errors
/// What the browser says, if it has no room for it.
pub fn summary(desk: &Desk) -> Result<JsValue, JsValue> {
    let (session, words) = (&desk.session, desk.words);
    let Some((reading, document)) = session.reading().zip(session.document()) else {
        return Ok(JsValue::NULL);
    };
    let name = |who| document.meeting.roster.label(who).to_owned();
    let sentence = words.moments().sentence;
    page_value(reading.summary.plain(&|moment| sentence(moment, &name)))
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
