//! The pages on which timelines are drawn: our own, and one with each of the others.

use std::path::Path;

use journeys::{Browser, Server, story};
use serde_json::Value;

use crate::peers;

/// A laptop's.
const SIZE: (u32, u32) = (1280, 800);

/// A browser and the server of its pages.
pub struct Stage {
    browser: Browser,
    server: Server,
}

impl Stage {
    /// With the charts among these modules.
    pub fn with(modules: &Path) -> Self {
        let server = Server::of_product();
        // Others are told when a frame was on the screen in steps of 4 ms.
        server.isolate();
        server.put("/bench/timeline.js", include_str!("timeline.js"));
        for (_, package, files) in peers::CHARTS {
            let mut head = String::new();
            for name in files {
                server.put(&format!("/peers/{name}"), peers::file(modules, name));
                head += &match name.ends_with(".css") {
                    true => format!("<link rel=\"stylesheet\" href=\"/peers/{name}\">"),
                    false => format!("<script src=\"/peers/{name}\"></script>"),
                };
            }
            server.put(
                &format!("/peers/{package}.html"),
                format!(
                    "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
                     <title>{package}</title>{head}</head><body><div id=\"box\"></div></body></html>"
                ),
            );
        }
        let browser = Browser::laptop();
        browser.resize(SIZE.0, SIZE.1);
        // The tree for screen readers is what journeys ask; few pages have anyone who does.
        browser.devtools("Accessibility.disable", serde_json::json!({}));
        // Some write styles into their pictures, which the server's policy refuses.
        for refused in ["style-src", "error: undefined"] {
            browser.expect_problem(refused);
        }
        Self { browser, server }
    }

    /// From now on, pages have one in so many of the seconds that this machine's processor has.
    pub fn slow_down(&self, times: u32) {
        let rate = serde_json::json!({ "rate": times });
        self.browser
            .devtools("Emulation.setCPUThrottlingRate", rate);
    }

    /// What one of the others answers on a fresh page.
    pub fn peer(&self, package: &str, call: &str) -> Value {
        self.browser
            .open(&format!("{}/peers/{package}.html", self.server.origin()));
        self.ask(call)
    }

    /// What we answer on a fresh page, with these charts.
    pub fn ours(&self, charts: &str, call: &str) -> Value {
        let page = self.server.put_host_page(&format!(
            "<meeting-dynamics storage=\"none\" charts=\"{charts}\"></meeting-dynamics>"
        ));
        self.browser.open(&page);
        story::ready(&self.browser);
        self.ask(call)
    }

    fn ask(&self, call: &str) -> Value {
        self.browser.ask(&format!(
            "(async () => (await import('/bench/timeline.js')).{call})()"
        ))
    }
}

/// A number of an answer.
pub fn number(answer: &Value, field: &str) -> f64 {
    answer[field].as_f64().expect("a number")
}

/// The middle one of several numbers.
pub fn middle(numbers: &[f64]) -> f64 {
    let mut numbers = numbers.to_vec();
    numbers.sort_by(f64::total_cmp);
    numbers[numbers.len() / 2]
}
