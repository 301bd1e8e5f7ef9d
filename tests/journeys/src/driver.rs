//! Starting and ending browsers: Chromium's driver, and the processes of one profile.

use std::collections::HashSet;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

use crate::wait::until;

/// What keeps a browser to itself and to this machine.
const FLAGS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-extensions",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--password-store=basic",
];

/// A running chromedriver; it ends when dropped.
pub struct Driver {
    child: Child,
    address: String,
}

impl Driver {
    /// Starts the chromedriver that `CHROMEDRIVER` names, or the one on the path, on a free port.
    pub fn start() -> Self {
        let program = env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let mut child = Command::new(&program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|problem| {
                panic!(
                    "{program} could not be started: {problem}. The journeys need Chromium and its driver; \
                     CHROMEDRIVER and CHROME name them where they are not on the path."
                )
            });
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| {
                let (_, port) = line.split_once("started successfully on port ")?;
                port.trim_end_matches('.').parse::<u16>().ok()
            })
            .unwrap_or_else(|| panic!("{program} ended before it had a port"));
        // It must not stop for want of somebody who reads what it says.
        thread::spawn(move || lines.for_each(drop));
        Self {
            child,
            address: format!("http://127.0.0.1:{port}"),
        }
    }

    /// Opens a browser on this profile.
    pub async fn open(&self, profile: &Path) -> WebDriver {
        // Left by a browser that was killed, it would send the driver to a port where nobody is.
        let _ = fs::remove_file(profile.join("DevToolsActivePort"));
        let options = options(profile);
        let mut wanted = Capabilities::new();
        let all = json!({ "browser": "ALL" });
        wanted
            .set("goog:chromeOptions", options)
            .expect("plain JSON");
        wanted.set("goog:loggingPrefs", all).expect("plain JSON");
        WebDriver::new(&self.address, wanted)
            .await
            .unwrap_or_else(|problem| panic!("the browser could not be opened: {problem}"))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What is asked of Chromium: a profile, and that it keeps to itself.
pub(crate) fn options(profile: &Path) -> Value {
    let mut flags: Vec<String> = FLAGS.iter().map(|flag| (*flag).to_owned()).collect();
    flags.push(data_dir(profile));
    let mut options = json!({ "args": flags });
    if let Ok(chrome) = env::var("CHROME") {
        options["binary"] = Value::from(chrome);
    }
    options
}

fn data_dir(profile: &Path) -> String {
    format!("--user-data-dir={}", profile.display())
}

/// Ends every process of the browser on this profile at once and without warning, as an empty
/// battery does, and returns when they are gone. No other process is touched.
pub fn kill(profile: &Path) {
    let flag = data_dir(profile);
    let all = processes();
    let named = all.iter().filter(|process| {
        let mut words = process.command.split('\0');
        words.any(|word| word == flag)
    });
    let mut ours: Vec<u32> = named.map(|process| process.id).collect();
    let mut known: HashSet<u32> = ours.iter().copied().collect();
    // Its children do not all carry the flag. Each is looked at until no more are found.
    while let Some(child) = all
        .iter()
        .find(|process| known.contains(&process.parent) && !known.contains(&process.id))
    {
        known.insert(child.id);
        ours.push(child.id);
    }
    if ours.is_empty() {
        return;
    }
    Command::new("sh")
        .args(["-c", r#"kill -KILL "$@" 2>/dev/null"#, "sh"])
        .args(ours.iter().map(u32::to_string))
        .status()
        .expect("a shell");
    until("the killed processes to be gone", || {
        let left = processes();
        left.iter()
            .all(|process| !known.contains(&process.id))
            .then_some(())
    });
}

struct Process {
    id: u32,
    parent: u32,
    command: String,
}

/// Every process that still runs; one that only waits to be counted as ended does not.
fn processes() -> Vec<Process> {
    let entries = fs::read_dir("/proc").expect("a system with /proc");
    let ids = entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.filter_map(|id: u32| {
        let command = fs::read(format!("/proc/{id}/cmdline")).ok()?;
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        // After the name, which may hold anything but ends with the last bracket: state, parent.
        let mut words = stat.rsplit(')').next()?.split_whitespace();
        if words.next()? == "Z" {
            return None;
        }
        Some(Process {
            id,
            parent: words.next()?.parse().ok()?,
            command: String::from_utf8_lossy(&command).into_owned(),
        })
    })
    .collect()
}
