//! A static web server as a team might have one: files under a sub-path, a strict policy, nothing else.
//!
//! Forty lines of our own: tiny_http, tried first, now and then left one of a browser's connections
//! waiting until another was closed.

use std::collections::HashMap;
use std::env;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Where the product lies on the server.
pub const APP: &str = "/tools/meeting-dynamics/";

/// What every answer carries. Stricter than the page's own: frames and workers are for pages of this server.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
    frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/// A running server; it ends when dropped.
pub struct Server {
    place: SocketAddr,
    shelf: Arc<Shelf>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Shelf {
    files: Mutex<HashMap<String, Vec<u8>>>,
    asked: Mutex<Vec<String>>,
    /// What is under a path has another policy; the last that fits holds.
    policies: Mutex<Vec<(String, String)>>,
    /// The end of a path that is answered late, and by how much.
    slow: Mutex<Option<(String, Duration)>>,
    /// Whether pages are isolated from other origins.
    isolated: AtomicBool,
    closed: AtomicBool,
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
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let place = listener.local_addr().expect("its address");
        let shelf = Arc::new(Shelf::default());
        let thread = {
            let shelf = Arc::clone(&shelf);
            thread::spawn(move || {
                for visitor in listener.incoming() {
                    if shelf.closed.load(Ordering::Relaxed) {
                        break;
                    }
                    let shelf = Arc::clone(&shelf);
                    // A browser that was killed does not wait for its answer.
                    thread::spawn(move || visitor.and_then(|visitor| shelf.serve(visitor)));
                }
            })
        };
        Self {
            place,
            shelf,
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
        format!("http://{}{path}", self.place)
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

    /// Puts a page on the server that may run scripts and offer downloads, and nothing else: as in a frame
    /// with `sandbox="allow-scripts allow-downloads"` it has no origin, and so no storage. Gives its address.
    pub fn put_sandboxed_page(&self, body: &str) -> String {
        self.put_host_page(body)
            .replace("page.html", "page.html?sandboxed")
    }

    /// Takes away the one file whose path ends so. Gives what [`Server::put`] puts back.
    pub fn take_away(&self, ending: &str) -> (String, Vec<u8>) {
        let mut files = self.shelf.files.lock().unwrap();
        let mut paths = files.keys().filter(|path| path.ends_with(ending));
        let path = paths.next().expect("a file that ends so").clone();
        assert_eq!(paths.next(), None, "several end so");
        files.remove_entry(&path).expect("the file")
    }

    /// Answers late, from now on, whoever asks for a path that ends so.
    pub fn slow_down(&self, ending: &str, late: Duration) {
        *self.shelf.slow.lock().unwrap() = Some((ending.to_owned(), late));
    }

    /// Sends another policy with everything whose path begins so; an empty one is none.
    pub fn set_policy(&self, under: &str, policy: &str) {
        let mut policies = self.shelf.policies.lock().unwrap();
        policies.push((under.to_owned(), policy.to_owned()));
    }

    /// Isolates all pages from other origins from now on: such a page is told times exactly.
    pub fn isolate(&self) {
        self.shelf.isolated.store(true, Ordering::Relaxed);
    }

    fn has(&self, path: &str) -> bool {
        self.shelf.files.lock().unwrap().contains_key(path)
    }

    /// The origin of all addresses.
    pub fn origin(&self) -> String {
        format!("http://{}", self.place)
    }

    /// The origin by which another site knows the same server.
    pub fn other_site(&self) -> String {
        format!("http://localhost:{}", self.place.port())
    }

    /// The address of the product's own page.
    pub fn app(&self) -> String {
        format!("http://{}{APP}", self.place)
    }

    /// Every path asked for so far, in order.
    pub fn requests(&self) -> Vec<String> {
        self.shelf.asked.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shelf.closed.store(true, Ordering::Relaxed);
        // It looks up when somebody comes.
        let _ = TcpStream::connect(self.place);
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has said so.
            let _ = thread.join();
        }
    }
}

impl Shelf {
    /// Answers the one request of a connection.
    fn serve(&self, visitor: TcpStream) -> io::Result<()> {
        let mut lines = BufReader::new(&visitor).lines();
        let first = lines.next().unwrap_or_else(|| Ok(String::new()))?;
        for line in lines {
            if line?.is_empty() {
                break;
            }
        }
        match first.split(' ').nth(1) {
            Some(url) => self.answer(url, &visitor),
            // Browsers open connections in case they will need them.
            None => Ok(()),
        }
    }

    fn answer(&self, url: &str, mut visitor: &TcpStream) -> io::Result<()> {
        let mut path = url.split('?').next().unwrap_or_default().to_owned();
        if path.ends_with('/') {
            path.push_str("index.html");
        }
        // The browser asks for this by itself, whatever the page wants.
        if path != "/favicon.ico" {
            self.asked.lock().unwrap().push(url.to_owned());
        }
        let slow = self.slow.lock().unwrap().clone();
        if let Some((_, late)) = slow.filter(|(ending, _)| path.ends_with(ending)) {
            thread::sleep(late);
        }
        let found = self.files.lock().unwrap().get(&path).cloned();
        let status = match (&found, path.as_str()) {
            (Some(_), _) => "200 OK",
            (None, "/favicon.ico") => "204 No Content",
            (None, _) => "404 Not Found",
        };
        let bytes = found.unwrap_or_default();
        let (length, kind) = (bytes.len(), media_type(&path));
        let sandbox = match url.ends_with("?sandboxed") {
            true => "sandbox allow-scripts allow-downloads; ",
            false => "",
        };
        let policies = self.policies.lock().unwrap().clone();
        let own = policies
            .iter()
            .rev()
            .find(|(under, _)| path.starts_with(under));
        let policy = own.map_or(POLICY, |(_, policy)| policy);
        let isolation = match self.isolated.load(Ordering::Relaxed) {
            true => {
                "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n"
            }
            false => "",
        };
        write!(
            visitor,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
             Content-Security-Policy: {sandbox}{policy}\r\nAccess-Control-Allow-Origin: *\r\nX-Content-Type-Options: nosniff\r\n\
             {isolation}Cache-Control: no-cache\r\nConnection: close\r\n\r\n"
        )?;
        visitor.write_all(&bytes)
    }
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
