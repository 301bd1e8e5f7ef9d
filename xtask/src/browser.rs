//! A browser, and the program through which tests drive it.

use std::env;
use std::path::PathBuf;

use crate::{Outcome, debian, process};

/// Chromium and its driver.
pub struct Browser {
    /// The browser itself.
    pub chrome: PathBuf,
    /// What speaks WebDriver for it.
    pub driver: PathBuf,
}

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

fn find() -> Option<Browser> {
    let named = |variable| {
        env::var_os(variable)
            .map(PathBuf::from)
            .filter(|file| file.is_file())
    };
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
