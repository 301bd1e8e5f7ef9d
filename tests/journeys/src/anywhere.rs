//! The same steps in any browser that speaks WebDriver: Chromium, Firefox, and WebKit as GTK has it.
//! What only one of them can do (DevTools, held clocks, kills) stands in [`crate::browser`].

use std::env;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver, WebElement};
use tokio::runtime::{Builder, Runtime};

use crate::driver;
use crate::wait::{in_time, until};

/// A kind of browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, as everywhere else here.
    Chromium,
    /// Firefox, the long-lived release.
    Firefox,
    /// WebKit, in the small browser that comes with its GTK port.
    WebKit,
}

/// Where Debian keeps the small browser of WebKit.
const MINI_BROWSER: &str = "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser";

impl Engine {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// Whether it is to be tried: `MEETING_DYNAMICS_ENGINES=chromium` tries no other, where there are none.
    pub fn is_wanted(self) -> bool {
        let only = env::var("MEETING_DYNAMICS_ENGINES").unwrap_or_default();
        self == Self::Chromium || only != "chromium"
    }

    /// Its driver, as a process that is about to be started on this port.
    fn command(self, port: u16) -> Command {
        let named = |name: &str, usual: &str| env::var(name).unwrap_or_else(|_| usual.to_owned());
        match self {
            Self::Chromium => {
                let mut command = Command::new(named("CHROMEDRIVER", "chromedriver"));
                command.arg(format!("--port={port}"));
                command
            }
            Self::Firefox => {
                let mut command = Command::new(named("GECKODRIVER", "geckodriver"));
                command.args(["--host", "127.0.0.1", "--port", &port.to_string()]);
                // The port of its own inner protocol is given out by the system.
                command.args(["--websocket-port", "0"]);
                command
            }
            Self::WebKit => {
                let mut command = Command::new("dbus-run-session");
                command.args(["--", "xvfb-run", "--auto-servernum"]);
                command.arg(named("WEBKITDRIVER", "WebKitWebDriver"));
                command.arg(format!("--port={port}"));
                // Its sandbox needs more than a container allows, and there is no graphics card.
                command.envs([
                    ("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1"),
                    ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
                    ("LIBGL_ALWAYS_SOFTWARE", "1"),
                ]);
                command
            }
        }
    }

    fn wanted(self, place: &Path) -> Capabilities {
        let mut wanted = Capabilities::new();
        let (name, options) = match self {
            Self::Chromium => (
                "goog:chromeOptions",
                driver::options(&place.join("profile")),
            ),
            Self::Firefox => {
                let mut options = json!({ "args": ["-headless"], "prefs": {
                    "browser.download.folderList": 2,
                    "browser.download.dir": place.join("downloads"),
                    "datareporting.policy.dataSubmissionEnabled": false,
                    "app.normandy.enabled": false,
                    "network.captive-portal-service.enabled": false,
                    "network.connectivity-service.enabled": false,
                } });
                if let Ok(firefox) = env::var("FIREFOX") {
                    options["binary"] = Value::from(firefox);
                }
                ("moz:firefoxOptions", options)
            }
            Self::WebKit => {
                let browser = env::var("MINIBROWSER").unwrap_or_else(|_| MINI_BROWSER.to_owned());
                let options = json!({ "binary": browser, "args": ["--automation"] });
                ("webkitgtk:browserOptions", options)
            }
        };
        wanted.set(name, options).expect("plain JSON");
        wanted
    }
}

/// One browser of any kind, with a fresh profile; it ends when dropped.
pub struct Anywhere {
    engine: Engine,
    session: Option<WebDriver>,
    runtime: Runtime,
    driver: Child,
    place: std::path::PathBuf,
}

impl Anywhere {
    /// Starts one.
    pub fn start(engine: Engine) -> Self {
        Self::start_with(engine, |place| engine.wanted(place))
    }

    /// Starts one of Chromium that lets no website keep anything, as its settings offer.
    pub fn start_strict() -> Self {
        Self::start_with(Engine::Chromium, |place| {
            let mut options = driver::options(&place.join("profile"));
            options["prefs"] = json!({ "profile.default_content_setting_values.cookies": 2 });
            let mut wanted = Capabilities::new();
            let set = wanted.set("goog:chromeOptions", options);
            set.expect("plain JSON");
            wanted
        })
    }

    fn start_with(engine: Engine, wanted: impl FnOnce(&Path) -> Capabilities) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|taken| taken.local_addr());
        let port = port.expect("a free port").port();
        let name = format!("meeting-dynamics-anywhere-{}-{port}", std::process::id());
        let place = env::temp_dir().join(name);
        std::fs::create_dir_all(place.join("downloads")).expect("a folder for temporary files");
        let mut command = engine.command(port);
        // A group of its own: what the driver starts ends with it.
        command
            .process_group(0)
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap_or_else(|problem| {
            panic!("the driver of {engine:?} could not be started ({command:?}): {problem}")
        });
        let lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        // It must not stop for want of somebody who reads what it says.
        thread::spawn(move || lines.for_each(drop));
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a runtime");
        let address = format!("http://127.0.0.1:{port}");
        until(&format!("the driver of {engine:?} to listen"), || {
            std::net::TcpStream::connect(("127.0.0.1", port))
                .ok()
                .map(drop)
        });
        let session = runtime.block_on(WebDriver::new(&address, wanted(&place)));
        let session = session.unwrap_or_else(|problem| {
            panic!("{engine:?} could not be opened: {problem}");
        });
        // Room for a board with everything on it.
        let size = runtime.block_on(session.set_window_rect(0, 0, 1280, 900));
        size.unwrap_or_else(|problem| panic!("{engine:?} has no window: {problem}"));
        Self {
            engine,
            session: Some(session),
            runtime,
            driver: child,
            place,
        }
    }

    /// Which kind it is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Goes to an address.
    #[track_caller]
    pub fn open(&self, address: &str) {
        self.run(self.session().goto(address));
    }

    /// Goes on inside the first frame of the page.
    #[track_caller]
    pub fn enter_frame(&self) {
        until("a frame", || {
            self.runtime.block_on(self.session().enter_frame(0)).ok()
        });
    }

    /// Goes on in the page itself.
    #[track_caller]
    pub fn leave_frame(&self) {
        self.run(self.session().enter_default_frame());
    }

    /// What a script's `return` gives.
    #[track_caller]
    pub fn ask(&self, script: &str) -> Value {
        let answer = self.run(self.session().execute(script, Vec::new()));
        answer.json().clone()
    }

    /// What a promise gives: the value of an expression that is waited for.
    #[track_caller]
    pub fn wait_for(&self, expression: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1]; \
             Promise.resolve({expression}).then((value) => done([value]), (problem) => done(String(problem)));"
        );
        let answer = self.run(self.session().execute_async(script, Vec::new()));
        match answer.json() {
            Value::Array(value) => value.first().cloned().unwrap_or_default(),
            problem => panic!("{expression} was refused: {problem}"),
        }
    }

    /// The control with this role and name, once it is there and seen.
    #[track_caller]
    pub fn find(&self, role: &str, name: &str) -> WebElement {
        let found = in_time(|| self.look(role, name));
        found.unwrap_or_else(|| {
            panic!(
                "{:?}: waited in vain for {role} “{name}”; the page reads:\n{}",
                self.engine,
                self.words()
            )
        })
    }

    fn look(&self, role: &str, name: &str) -> Option<WebElement> {
        let given = vec![json!(role), json!(name)];
        let found = self.session().execute(FIND, given);
        let found = self.runtime.block_on(found).ok()?;
        found.element().ok()
    }

    /// Presses the button of this name, as a hand does.
    #[track_caller]
    pub fn tap(&self, name: &str) {
        let button = self.find("button", name);
        self.run(button.click());
    }

    /// Types into the field of this name.
    #[track_caller]
    pub fn type_into(&self, name: &str, text: &str) {
        let field = self.find("textbox", name);
        self.run(field.click());
        self.run(field.send_keys(text));
    }

    /// What stands in a field.
    #[track_caller]
    pub fn value(&self, field: &WebElement) -> String {
        self.run(field.value()).unwrap_or_default()
    }

    /// What is written on the page, in shadow roots too.
    #[track_caller]
    pub fn words(&self) -> String {
        self.ask(WORDS).as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the page reads so.
    #[track_caller]
    pub fn reads(&self, words: &str) {
        let read = in_time(|| self.words().contains(words).then_some(()));
        if read.is_none() {
            panic!(
                "{:?}: waited in vain for “{words}”; the page reads:\n{}",
                self.engine,
                self.words()
            );
        }
    }

    fn session(&self) -> &WebDriver {
        self.session.as_ref().expect("a browser that runs")
    }

    #[track_caller]
    fn run<T>(&self, step: impl Future<Output = thirtyfour::error::WebDriverResult<T>>) -> T {
        match self.runtime.block_on(step) {
            Ok(value) => value,
            Err(problem) => panic!("{:?} refused: {problem}", self.engine),
        }
    }
}

impl Drop for Anywhere {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            // Whatever is left of it is ended below.
            let _ = self.runtime.block_on(session.quit());
        }
        let group = format!("-{}", self.driver.id());
        // It may have ended by itself.
        let _ = Command::new("kill")
            .args(["-KILL", "--", &group])
            .stderr(Stdio::null())
            .status();
        let _ = self.driver.wait();
        if self.engine == Engine::Chromium {
            driver::kill(&self.place.join("profile"));
        }
        let _ = std::fs::remove_dir_all(&self.place);
    }
}

/// The first seen control of a role and a name, in the page and in every open shadow root.
const FIND: &str = "
  const [role, name] = arguments;
  const kinds = { button: 'button', textbox: 'textarea, input[type=text], input:not([type])', heading: 'h1, h2, h3', figure: 'figure', status: '[role=status]' };
  const text = (e) => (e?.textContent ?? '').replace(/\\s+/g, ' ').trim();
  const named = (e) => {
    const root = e.getRootNode();
    const by = e.getAttribute('aria-labelledby');
    if (by) return by.split(' ').map((id) => text(root.getElementById(id))).join(' ');
    return e.getAttribute('aria-label') ?? (e.labels?.length ? text(e.labels[0]) : text(e));
  };
  const within = (root) => {
    for (const e of root.querySelectorAll('*')) {
      if (e.matches(kinds[role]) && named(e) === name && e.getClientRects().length > 0) return e;
      const inner = e.shadowRoot && within(e.shadowRoot);
      if (inner) return inner;
    }
    return null;
  };
  return within(document);";

/// What is written on the page.
const WORDS: &str = "
  const written = (root) => [...root.querySelectorAll('*')].filter((e) => e.shadowRoot)
    .map((e) => [...e.shadowRoot.children].map((c) => c.innerText ?? '').join('\\n') + written(e.shadowRoot)).join('\\n');
  return (document.body?.innerText ?? '') + '\\n' + written(document);";
