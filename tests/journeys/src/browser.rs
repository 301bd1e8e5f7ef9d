//! One browser on one profile of its own.

use std::cell::{Cell, RefCell};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

use serde_json::{Value, json};
use thirtyfour::{WebDriver, WindowHandle};
use tokio::runtime::{Builder, Runtime};

use crate::clock::Clock;
use crate::driver::{self, Driver};
use crate::view::View;
use crate::wait::until;

/// What the person holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// 390 × 844, touched.
    Phone,
    /// 1280 × 800, with mouse and keys.
    Laptop,
}

/// A tab of a browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab(WindowHandle);

/// One browser on one fresh profile; both are gone when it is dropped. Dropping it fails the
/// journey if anything went wrong on a page that was not [expected](Self::expect_problem).
pub struct Browser {
    session: Option<WebDriver>,
    runtime: Runtime,
    driver: Driver,
    device: Device,
    place: PathBuf,
    clock: Cell<Clock>,
    script: RefCell<Option<String>>,
    expected: RefCell<Vec<String>>,
}

impl Browser {
    /// A phone.
    pub fn phone() -> Self {
        Self::start(Device::Phone)
    }

    /// A laptop.
    pub fn laptop() -> Self {
        Self::start(Device::Laptop)
    }

    fn start(device: Device) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let driver = Driver::start();
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("meeting-dynamics-journey-{}-{number}", process::id());
        let place = env::temp_dir().join(name);
        // Left by an earlier run whose process had the same number.
        let _ = fs::remove_dir_all(&place);
        fs::create_dir_all(place.join("downloads")).expect("a folder for temporary files");
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let mut browser = Self {
            session: None,
            runtime,
            driver,
            device,
            place,
            clock: Cell::new(Clock::REAL),
            script: RefCell::default(),
            expected: RefCell::default(),
        };
        browser.begin();
        browser
    }

    fn profile(&self) -> PathBuf {
        self.place.join("profile")
    }

    fn begin(&mut self) {
        let session = self.runtime.block_on(self.driver.open(&self.profile()));
        self.session = Some(session);
        self.equip();
    }

    /// Makes the tab in front that of the device.
    fn equip(&self) {
        self.script.take();
        let (width, height) = match self.device {
            Device::Phone => (390, 844),
            Device::Laptop => (1280, 800),
        };
        self.resize(width, height);
        if self.device == Device::Phone {
            self.devtools(
                "Emulation.setTouchEmulationEnabled",
                json!({ "enabled": true, "maxTouchPoints": 5 }),
            );
        }
        self.devtools(
            "Browser.setDownloadBehavior",
            json!({ "behavior": "allow", "downloadPath": self.downloads(), "eventsEnabled": false }),
        );
        // Pages loaded from now on keep their accessibility tree, which every step asks.
        self.devtools("Accessibility.enable", json!({}));
    }

    /// What the person holds.
    pub fn device(&self) -> Device {
        self.device
    }

    /// Gives the page another size, in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) {
        let phone = self.device == Device::Phone;
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "mobile": phone,
                "deviceScaleFactor": if phone { 2 } else { 1 } }),
        );
    }

    // ---- Going somewhere -----------------------------------------------------------------

    /// Goes to an address and waits until the page is loaded.
    #[track_caller]
    pub fn open(&self, address: &str) {
        self.watch();
        self.run(self.session().goto(address));
    }

    /// Loads the page again.
    #[track_caller]
    pub fn reload(&self) {
        if let Clock::Stands { .. } = self.clock.get() {
            let wall = self.ask("journey.wall()").as_f64().expect("a time");
            self.clock.set(Clock::Stands { wall });
        }
        self.watch();
        self.run(self.session().refresh());
    }

    /// Every browser process is killed without warning, then a new one started on the same profile.
    pub fn die_and_come_back(&mut self) {
        self.die();
        self.begin();
    }

    /// Every browser process is killed without warning.
    pub fn die(&mut self) {
        driver::kill(&self.profile());
        if let Some(session) = self.session.take() {
            // There is nobody left to say goodbye to.
            let _ = session.leak();
        }
    }

    /// Checks what went wrong so far, and sets the script for the documents to come.
    #[track_caller]
    fn watch(&self) {
        self.nothing_went_wrong();
        if let Some(identifier) = self.script.take() {
            self.devtools(
                "Page.removeScriptToEvaluateOnNewDocument",
                json!({ "identifier": identifier }),
            );
        }
        let added = self.devtools(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": self.clock.get().script() }),
        );
        self.script
            .replace(added["identifier"].as_str().map(str::to_owned));
    }

    /// Opens a second tab, in front of the first, and goes to an address there. The first is left as it is.
    #[track_caller]
    pub fn open_in_second_tab(&self, address: &str) {
        self.nothing_went_wrong();
        let tab = self.run(self.session().new_tab());
        self.run(self.session().switch_to_window(tab));
        self.equip();
        self.open(address);
    }

    /// Closes the tab in front, and comes back to the first.
    #[track_caller]
    pub fn close_second_tab(&self) {
        self.nothing_went_wrong();
        self.run(self.session().close_window());
        let tabs = self.run(self.session().windows());
        self.run(self.session().switch_to_window(tabs[0].clone()));
        self.devtools("Page.bringToFront", json!({}));
        // The first tab keeps what was set for it; its script is not known any more, and not needed twice.
        self.script.take();
    }

    /// Which tab is in front.
    #[track_caller]
    pub fn tab(&self) -> Tab {
        Tab(self.run(self.session().window()))
    }

    /// Brings another tab to the front.
    #[track_caller]
    pub fn to_tab(&self, tab: &Tab) {
        self.run(self.session().switch_to_window(tab.0.clone()));
        self.devtools("Page.bringToFront", json!({}));
        // It is that of another tab.
        self.script.take();
    }

    /// The tab in front is closed; another one comes to the front.
    #[track_caller]
    pub fn lose_tab(&self, next: &Tab) {
        self.run(self.session().close_window());
        self.to_tab(next);
    }

    /// The process of the tab in front is killed without warning; another one comes to the front.
    #[track_caller]
    pub fn crash_tab(&self, next: &Tab) {
        // There is nobody left to answer.
        let _ = self.try_devtools("Page.crash", json!({}));
        self.to_tab(next);
    }

    // ---- Time ----------------------------------------------------------------------------

    /// Holds the page's clocks still, on this page and on those to come.
    #[track_caller]
    pub fn stop_the_clock(&self) {
        let wall = self.ask("journey.freeze(), journey.wall()");
        let wall = wall.as_f64().expect("a time");
        self.clock.set(Clock::Stands { wall });
    }

    /// So much time passes, at once: this page and those to come find their clocks moved on.
    #[track_caller]
    pub fn pass(&self, seconds: f64) {
        let millis = seconds * 1000.0;
        self.ask(&format!("journey.pass({millis})"));
        self.clock.set(match self.clock.get() {
            Clock::Runs { ahead } => Clock::Runs {
                ahead: ahead + millis,
            },
            Clock::Stands { wall } => Clock::Stands {
                wall: wall + millis,
            },
        });
    }

    /// The device sleeps so long, or its clock is set by so much: the clock on the wall moves alone.
    #[track_caller]
    pub fn sleep(&self, seconds: f64) {
        let millis = seconds * 1000.0;
        self.ask(&format!("journey.sleep({millis})"));
        self.clock.set(match self.clock.get() {
            Clock::Runs { ahead } => Clock::Runs {
                ahead: ahead + millis,
            },
            Clock::Stands { wall } => Clock::Stands {
                wall: wall + millis,
            },
        });
    }

    /// So much time passes while the page is not open.
    pub fn pass_while_away(&self, seconds: f64) {
        let Clock::Runs { ahead } = self.clock.get() else {
            panic!("time passes while away only for a clock that runs");
        };
        let ahead = ahead + seconds * 1000.0;
        self.clock.set(Clock::Runs { ahead });
    }

    // ---- What is there -------------------------------------------------------------------

    /// The whole page.
    pub fn page(&self) -> View<'_> {
        View::of(self, None)
    }

    /// What stands inside the element that this CSS selector chooses, through its shadow root.
    pub fn within(&self, selector: &str) -> View<'_> {
        View::of(self, Some(selector.to_owned()))
    }

    /// The value of an expression in the page, a promise's when it is kept.
    #[track_caller]
    pub fn ask(&self, expression: &str) -> Value {
        match self.try_ask(expression) {
            Ok(value) => value,
            Err(problem) => panic!("{expression}\nfailed in the page: {problem}"),
        }
    }

    fn try_ask(&self, expression: &str) -> Result<Value, String> {
        let answer = self.try_devtools(
            "Runtime.evaluate",
            json!({ "expression": expression, "returnByValue": true, "awaitPromise": true, "userGesture": true }),
        )?;
        match answer.get("exceptionDetails") {
            Some(details) => Err(details.to_string()),
            None => Ok(answer["result"]["value"].clone()),
        }
    }

    /// Waits until an expression in the page is true.
    #[track_caller]
    pub fn until(&self, expression: &str) {
        until(expression, || {
            // Between two pages there may be nobody to answer.
            (self.try_ask(expression).ok()? == json!(true)).then_some(())
        });
    }

    /// The refusal that an expression in the page throws, or rejects with: `code`, `message`, `line`.
    /// Null if it does not.
    #[track_caller]
    pub fn refusal(&self, expression: &str) -> Value {
        self.ask(&format!(
            "(async () => {{ try {{ await ({expression}); return null; }} \
             catch (e) {{ return {{ code: e.code ?? null, message: String(e.message ?? e), line: e.line ?? null, \
             is_error: e instanceof Error }}; }} }})()"
        ))
    }

    /// A command of the browser's own tools for developers.
    #[track_caller]
    pub fn devtools(&self, method: &str, given: Value) -> Value {
        match self.try_devtools(method, given) {
            Ok(answer) => answer,
            Err(problem) => panic!("{method} failed: {problem}"),
        }
    }

    pub(crate) fn try_devtools(&self, method: &str, given: Value) -> Result<Value, String> {
        let tools = self.session().cdp();
        self.runtime
            .block_on(tools.send_raw(method, given))
            .map_err(|error| error.to_string())
    }

    // ---- Files ---------------------------------------------------------------------------

    fn downloads(&self) -> PathBuf {
        self.place.join("downloads")
    }

    /// Waits for a download that is complete, and takes it out of the folder of downloads: its name and bytes.
    #[track_caller]
    pub fn downloaded(&self) -> (String, Vec<u8>) {
        until("a download", || {
            let mut files = fs::read_dir(self.downloads()).ok()?.flatten();
            let file = files.find(|file| !unfinished(&file.path()))?;
            // The browser takes the name with an empty file before it has the bytes.
            let bytes = fs::read(file.path())
                .ok()
                .filter(|bytes| !bytes.is_empty())?;
            fs::remove_file(file.path()).ok()?;
            Some((file.file_name().to_string_lossy().into_owned(), bytes))
        })
    }

    /// Writes a file that the person could pick.
    pub fn write_file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.place.join(name);
        fs::write(&path, bytes).expect("room for a file");
        path
    }

    /// Puts a file into the file input that an expression in the page gives, as picking it does.
    #[track_caller]
    pub fn hand_over(&self, file: &Path, input: &str) {
        let input = self.devtools("Runtime.evaluate", json!({ "expression": input }));
        self.devtools(
            "DOM.setFileInputFiles",
            json!({ "files": [file], "objectId": input["result"]["objectId"] }),
        );
    }

    /// Takes a picture of what is seen, if `MEETING_DYNAMICS_PICTURES` names a folder for them.
    #[track_caller]
    pub fn picture(&self, name: &str) {
        let Some(folder) = env::var_os("MEETING_DYNAMICS_PICTURES").map(PathBuf::from) else {
            return;
        };
        self.ask(COME_TO_REST);
        let png = self.run(self.session().screenshot_as_png());
        fs::create_dir_all(&folder).expect("a folder for pictures");
        fs::write(folder.join(format!("{name}.png")), png).expect("room for a picture");
    }

    // ---- What went wrong -----------------------------------------------------------------

    /// A problem whose words contain this is part of the journey.
    pub fn expect_problem(&self, words: &str) {
        self.expected.borrow_mut().push(words.to_owned());
    }

    /// Fails if the console, the page or its policy has complained since this was last asked.
    #[track_caller]
    pub fn nothing_went_wrong(&self) {
        let problems = self.problems();
        assert!(
            problems.is_empty(),
            "the page complained:\n{}",
            problems.join("\n")
        );
    }

    pub(crate) fn problems(&self) -> Vec<String> {
        let mut problems: Vec<String> = self
            .run(self.session().browser_log())
            .into_iter()
            .filter(|entry| entry.level == "SEVERE")
            .map(|entry| format!("console: {}", entry.message))
            .collect();
        let noted = self
            .try_ask("window.journey?.problems.splice(0) ?? []")
            .unwrap_or_default();
        let noted = noted.as_array().into_iter().flatten();
        problems.extend(noted.map(|problem| problem.as_str().unwrap_or_default().to_owned()));
        let expected = self.expected.borrow();
        problems.retain(|problem| !expected.iter().any(|words| problem.contains(words)));
        problems
    }

    // ---- The floor -----------------------------------------------------------------------

    fn session(&self) -> &WebDriver {
        self.session.as_ref().expect("a browser that runs")
    }

    #[track_caller]
    fn run<T>(&self, step: impl Future<Output = thirtyfour::error::WebDriverResult<T>>) -> T {
        match self.runtime.block_on(step) {
            Ok(value) => value,
            Err(problem) => panic!("the browser refused: {problem}"),
        }
    }
}

/// Waits until whatever moves has come to its end, in shadow roots too.
const COME_TO_REST: &str = "(async () => {
    const within = (root) => [...root.querySelectorAll('*')].filter((e) => e.shadowRoot)
      .flatMap((e) => [...e.shadowRoot.getAnimations(), ...within(e.shadowRoot)]);
    const ends = (a) => a.effect.getComputedTiming().endTime < Infinity;
    await Promise.allSettled([...document.getAnimations(), ...within(document)].filter(ends).map((a) => a.finished));
  })()";

fn unfinished(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.ends_with(".crdownload") || name.starts_with('.')
}

impl Drop for Browser {
    fn drop(&mut self) {
        let fine = thread::panicking() || self.session.is_none();
        let problems = if fine { Vec::new() } else { self.problems() };
        if let Some(session) = self.session.take() {
            // Whatever is left of it is killed below.
            let _ = self.runtime.block_on(session.quit());
        }
        driver::kill(&self.profile());
        // What cannot be removed is in the folder for temporary files.
        let _ = fs::remove_dir_all(&self.place);
        assert!(
            problems.is_empty(),
            "the page complained:\n{}",
            problems.join("\n")
        );
    }
}
