//! Browsers, and the programs through which tests drive them.

use std::env;
use std::path::PathBuf;

use crate::{Outcome, debian, process, tools};

/// Chromium and its driver.
pub struct Browser {
    /// The browser itself.
    pub chrome: PathBuf,
    /// What speaks WebDriver for it.
    pub driver: PathBuf,
}

/// Firefox and WebKit: what journeys are told of them, as variables and their values.
pub type Engines = Vec<(&'static str, PathBuf)>;

/// Finds Chromium or Chrome with its driver, or installs them.
pub fn prepare() -> Outcome<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    debian::install(
        &["chromium", "chromium-driver"],
        "The browser for the tests",
    )?;
    find().ok_or_else(|| {
        "Chromium and chromedriver are installed, but not on PATH. \
         Name them with CHROME and CHROMEDRIVER."
            .to_owned()
    })
}

/// Finds Firefox and WebKit's small GTK browser with their drivers, or installs them. Where there are none
/// to be had, `MEETING_DYNAMICS_ENGINES=chromium` does without them, and says so.
pub fn prepare_engines() -> Outcome<Engines> {
    if env::var("MEETING_DYNAMICS_ENGINES").as_deref() == Ok("chromium") {
        println!("MEETING_DYNAMICS_ENGINES=chromium: nothing is tried in Firefox and WebKit.");
        return Ok(Engines::new());
    }
    let found = || find_engines().filter(|_| process::find(&["xvfb-run"]).is_some());
    let mut engines = match found() {
        Some(engines) => engines,
        None => {
            debian::install(
                &["firefox-esr", "webkit2gtk-driver", "xvfb", "xauth", "dbus"],
                "What the tests need of Firefox and WebKit \
                 (MEETING_DYNAMICS_ENGINES=chromium does without)",
            )?;
            found().ok_or(
                "Firefox and WebKit are installed, but not on PATH. \
                 Name them with FIREFOX, WEBKITDRIVER and MINIBROWSER.",
            )?
        }
    };
    engines.push(("GECKODRIVER", tools::geckodriver()?));
    Ok(engines)
}

fn find_engines() -> Option<Engines> {
    let browsers = [4.1, 6.0, 4.0].map(|version| {
        let folder = format!("webkit2gtk-{version:.1}");
        PathBuf::from(format!(
            "/usr/lib/{}-linux-gnu/{folder}/MiniBrowser",
            env::consts::ARCH
        ))
    });
    let mini = named("MINIBROWSER").or_else(|| browsers.into_iter().find(|file| file.is_file()));
    let firefox = named("FIREFOX").or_else(|| process::find(&["firefox-esr", "firefox"]));
    let driver = named("WEBKITDRIVER").or_else(|| process::find(&["WebKitWebDriver"]));
    Some(vec![
        ("FIREFOX", firefox?),
        ("WEBKITDRIVER", driver?),
        ("MINIBROWSER", mini?),
    ])
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .map(PathBuf::from)
        .filter(|file| file.is_file())
}

fn find() -> Option<Browser> {
    Some(Browser {
        chrome: named("CHROME").or_else(|| {
            process::find(&[
                "chromium",
                "chromium-browser",
                "google-chrome",
                "google-chrome-stable",
            ])
        })?,
        driver: named("CHROMEDRIVER").or_else(|| process::find(&["chromedriver"]))?,
    })
}
