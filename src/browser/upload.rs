//! Reading what a person picked, dropped or handed over.

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Response};

use crate::file::MOST_BYTES;
use crate::problem::{Code, Problem};

/// The bytes of a picked file. One that is too large is not even read.
///
/// # Errors
/// `too-large`, or `storage-lost` when the browser cannot read it (it was moved or deleted
/// after it was picked).
pub async fn bytes(blob: &Blob) -> Result<Vec<u8>, Problem> {
    if blob.size() > MOST_BYTES as f64 {
        return Err(crate::file::too_large(blob.size()));
    }
    let buffer = JsFuture::from(blob.array_buffer()).await.map_err(|_| {
        Problem::new(
            Code::StorageLost,
            "The file could not be read. Was it moved or deleted? Pick it again.",
        )
    })?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The bytes behind a URL, relative to the page.
///
/// # Errors
/// `fetch-failed`, and as [`bytes`].
pub async fn fetch(url: &str) -> Result<Vec<u8>, Problem> {
    let failed = |why: String| {
        Problem::new(
            Code::FetchFailed,
            format!(
                "{url} could not be fetched: {why}. Is the address right, and may this page read it?"
            ),
        )
    };
    let no_answer = |_: JsValue| failed("no answer".to_owned());
    let window = web_sys::window().ok_or_else(|| failed("no window".to_owned()))?;
    let response: Response = JsFuture::from(window.fetch_with_str(url))
        .await
        .map_err(no_answer)?
        .into();
    if !response.ok() {
        return Err(failed(format!("the server answered {}", response.status())));
    }
    let blob = JsFuture::from(response.blob().map_err(no_answer)?)
        .await
        .map_err(no_answer)?;
    bytes(&blob.into()).await
}
