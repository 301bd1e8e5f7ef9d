//! What a host page hands over: a meeting in one form or another. It comes after the board.

use std::pin::Pin;
use std::rc::Rc;

use js_sys::JSON;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, File};

use crate::browser::upload;
use crate::file::{self, Options};
use crate::problem::{Code, Problem};
use crate::session::Session;

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
