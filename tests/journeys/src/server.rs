//! A static web server as a team might have one: files under a sub-path, a strict policy, nothing else.

use std::collections::HashMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use tiny_http::{Header, Response};

/// Where the product lies on the server.
pub const APP: &str = "/tools/meeting-dynamics/";

/// What every answer carries. Stricter than the page's own: frames and workers are for pages of this server.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
    frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// A running server; it ends when dropped.
pub struct Server {
    address: String,
    shelf: Arc<Shelf>,
    inner: Arc<tiny_http::Server>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shelf {
    files: Mutex<HashMap<String, Vec<u8>>>,
    asked: Mutex<Vec<String>>,
}

impl Server {
    /// Serves the built product: the folder named by `MEETING_DYNAMICS_DIST`, or the checkout's `dist/`.
    /// It is read at once, so that a build going on beside cannot mix two versions.
    pub fn of_product() -> Self {
        let folder = env::var_os("MEETING_DYNAMICS_DIST").map_or_else(
            || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../dist"),
            PathBuf::from,
        );
        let server = Self::empty();
        server.put_folder(&folder, APP);
        assert!(
            server.has(&format!("{APP}index.html")),
            "There is no built product in {}. Run `cargo xtask build` first, or name its folder in MEETING_DYNAMICS_DIST.",
            folder.display()
        );
        server
    }

    /// Serves nothing yet.
    pub fn empty() -> Self {
        let inner = Arc::new(tiny_http::Server::http("127.0.0.1:0").expect("a free port"));
        let shelf = Arc::new(Shelf::default());
        let thread = {
            let (inner, shelf) = (Arc::clone(&inner), Arc::clone(&shelf));
            thread::spawn(move || {
                for request in inner.incoming_requests() {
                    shelf.answer(request);
                }
            })
        };
        Self {
            address: format!("http://{}", inner.server_addr()),
            shelf,
            inner,
            thread: Some(thread),
        }
    }

    fn put_folder(&self, folder: &Path, under: &str) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = entry.path();
            if path.is_dir() {
                self.put_folder(&path, &format!("{under}{name}/"));
            } else if let Ok(bytes) = fs::read(&path) {
                self.put(&format!("{under}{name}"), bytes);
            }
        }
    }

    /// Puts a file on the server; `path` starts with a slash. Gives its address.
    pub fn put(&self, path: &str, bytes: impl Into<Vec<u8>>) -> String {
        let mut files = self.shelf.files.lock().unwrap();
        files.insert(path.to_owned(), bytes.into());
        format!("{}{path}", self.address)
    }

    /// Puts a page of somebody's intranet on the server, far from the product, which loads the product's
    /// element; `body` is what stands in it. Gives its address.
    pub fn put_host_page(&self, body: &str) -> String {
        let script = format!("../..{APP}meeting-dynamics.js");
        self.put(
            "/teams/planning/page.html",
            format!(
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Planning</title>\
                 <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
                 <script type=\"module\" src=\"{script}\"></script></head><body>{body}</body></html>"
            ),
        )
    }

    fn has(&self, path: &str) -> bool {
        self.shelf.files.lock().unwrap().contains_key(path)
    }

    /// The address of the product's own page.
    pub fn app(&self) -> String {
        format!("{}{APP}", self.address)
    }

    /// The address of this server, without a slash at its end.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Every path asked for so far, in order.
    pub fn requests(&self) -> Vec<String> {
        self.shelf.asked.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.inner.unblock();
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has said so.
            let _ = thread.join();
        }
    }
}

impl Shelf {
    fn answer(&self, request: tiny_http::Request) {
        let url = request.url().to_owned();
        let mut path = url.split('?').next().unwrap_or_default().to_owned();
        if path.ends_with('/') {
            path.push_str("index.html");
        }
        // The browser asks for this by itself, whatever the page wants.
        if path != "/favicon.ico" {
            self.asked.lock().unwrap().push(url);
        }
        let found = self.files.lock().unwrap().get(&path).cloned();
        let status = match (&found, path.as_str()) {
            (Some(_), _) => 200,
            (None, "/favicon.ico") => 204,
            (None, _) => 404,
        };
        let response = Response::from_data(found.unwrap_or_default())
            .with_status_code(status)
            .with_header(header("Content-Type", media_type(&path)))
            .with_header(header("Content-Security-Policy", POLICY))
            .with_header(header("X-Content-Type-Options", "nosniff"))
            .with_header(header("Cache-Control", "no-cache"));
        // A browser that was killed does not wait for its answer.
        let _ = request.respond(response);
    }
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).expect("a header of plain letters")
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        _ => "text/plain; charset=utf-8",
    }
}
