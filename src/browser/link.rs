//! A meeting in a link, and out of one: the browser itself does the compressing.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    EventTarget, ReadableStream, ReadableStreamDefaultReader, WritableStream,
    WritableStreamDefaultWriter,
};

use super::visibility::Heard;
use crate::file::{self, Document, MOST_BYTES};
use crate::problem::{Code, Problem};
use crate::share;

#[wasm_bindgen]
extern "C" {
    type CompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<CompressionStream, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn readable(this: &CompressionStream) -> ReadableStream;
    #[wasm_bindgen(method, getter)]
    fn writable(this: &CompressionStream) -> WritableStream;

    type DecompressionStream;
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn readable(this: &DecompressionStream) -> ReadableStream;
    #[wasm_bindgen(method, getter)]
    fn writable(this: &DecompressionStream) -> WritableStream;
}

/// RFC 1951 without anything round it.
const RAW_DEFLATE: &str = "deflate-raw";

/// So many bytes are unfolded at a time. They can become a thousand times as many: what unfolds
/// without end is noticed after some megabytes.
const PIECE: usize = 4096;

/// The part of an address that holds this meeting, from `#` on.
///
/// # Errors
/// `unknown-format` where the browser does not compress.
pub async fn of(document: &Document) -> Result<String, Problem> {
    let text = file::write_json(document);
    let stream = CompressionStream::new(RAW_DEFLATE).map_err(|_| too_old())?;
    let bytes = through(
        stream.readable(),
        stream.writable(),
        text.into_bytes(),
        usize::MAX,
    );
    bytes
        .await
        .map(|bytes| share::to_link(&bytes))
        .map_err(|_| too_old())
}

/// The part of this page’s address from `#` on; empty where there is none.
pub fn address() -> String {
    let hash = web_sys::window().map(|window| window.location().hash());
    hash.and_then(Result::ok).unwrap_or_default()
}

/// Takes that part off the address. It is not in the way back either.
pub fn leave() {
    let left = web_sys::window().and_then(|window| {
        let location = window.location();
        let address = location.pathname().ok()? + &location.search().ok()?;
        let history = window.history().ok()?;
        history
            .replace_state_with_url(&JsValue::NULL, "", Some(&address))
            .ok()
    });
    // A frame that may not do so has no reload of its own either.
    let _ = left;
}

/// Calls this whenever that part is another.
pub fn when_changed(call: impl Fn() + 'static) -> Heard {
    let window = web_sys::window().map(EventTarget::from);
    Heard::of(window, "hashchange", Closure::new(call))
}

/// The meeting that this part of an address holds; `None` where it holds none.
///
/// # Errors
/// As [`share::from_link`] and for a meeting file; `too-large` where it unfolds to more than one can
/// have.
pub async fn read(hash: &str) -> Option<Result<Document, Problem>> {
    let bytes = match share::from_link(hash)? {
        Ok(bytes) => bytes,
        Err(problem) => return Some(Err(problem)),
    };
    Some(unfolded(bytes).await)
}

async fn unfolded(bytes: Vec<u8>) -> Result<Document, Problem> {
    let stream = DecompressionStream::new(RAW_DEFLATE).map_err(|_| too_old())?;
    let text = through(stream.readable(), stream.writable(), bytes, MOST_BYTES).await;
    let text = text.map_err(|stopped| match stopped {
        Stopped::Damaged => share::damaged(),
        Stopped::TooLarge => Problem::new(
            Code::TooLarge,
            "What is in this link is larger than a meeting can be (64 MB). Nothing of it was opened.",
        ),
    })?;
    let text = String::from_utf8(text).map_err(|_| share::damaged())?;
    // It has one line of a link, and none of a file.
    file::read_meeting(&text).map_err(Problem::without_line)
}

fn too_old() -> Problem {
    Problem::new(
        Code::UnknownFormat,
        "This browser is too old for links that hold a meeting. Use a meeting file instead.",
    )
}

/// Why there is no more.
enum Stopped {
    Damaged,
    TooLarge,
}

/// What comes out of a stream into which these bytes go, if that is not more than `most`.
async fn through(
    out: ReadableStream,
    into: WritableStream,
    bytes: Vec<u8>,
    most: usize,
) -> Result<Vec<u8>, Stopped> {
    let damaged = |_: JsValue| Stopped::Damaged;
    let writer = into.get_writer().map_err(damaged)?;
    spawn_local(async move {
        // What is wrong with the bytes is heard at the other end.
        let _ = write(&writer, &bytes).await;
    });
    let reader = ReadableStreamDefaultReader::new(&out).map_err(damaged)?;
    let mut all = Vec::new();
    loop {
        let read = JsFuture::from(reader.read()).await.map_err(damaged)?;
        let get = |name: &str| Reflect::get(&read, &name.into()).map_err(damaged);
        if get("done")?.is_truthy() {
            return Ok(all);
        }
        let piece: Uint8Array = get("value")?.dyn_into().map_err(damaged)?;
        if all.len() + piece.length() as usize > most {
            // The writer hears of it, too.
            drop(reader.cancel());
            return Err(Stopped::TooLarge);
        }
        all.extend(piece.to_vec());
    }
}

async fn write(writer: &WritableStreamDefaultWriter, bytes: &[u8]) -> Result<(), JsValue> {
    for piece in bytes.chunks(PIECE) {
        JsFuture::from(writer.write_with_chunk(&Uint8Array::from(piece))).await?;
    }
    JsFuture::from(writer.close()).await?;
    Ok(())
}
