//! Sixty names that are none, through every screen, chart, file and link: they are shown as what they are, nothing
//! of them runs, and nothing leaves its place.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use journeys::story::ELEMENT;
use journeys::{Browser, Server, View, until};
use serde_json::{Value, json};

/// What would set `window.hit` if any of it were taken for code.
const CODE: [&str; 24] = [
    "<script>window.hit=1</script>",
    "<img src=x onerror=window.hit=1>",
    "<svg onload=window.hit=1>",
    "<svg><script>window.hit=1</script></svg>",
    "\"><script>window.hit=1</script>",
    "'><img src=x onerror='window.hit=1'>",
    "</title><script>window.hit=1</script>",
    "</style><script>window.hit=1</script>",
    "</textarea><script>window.hit=1</script>",
    "</text></svg><script>window.hit=1</script>",
    "]]><script>window.hit=1</script>",
    "--><script>window.hit=1</script>",
    "<iframe srcdoc='<script>top.hit=1</script>'>",
    "<iframe src=javascript:top.hit=1>",
    "<a href=javascript:window.hit=1>Ana</a>",
    "javascript:window.hit=1",
    "<body onload=window.hit=1>",
    "<details open ontoggle=window.hit=1>",
    "<foreignObject><script>window.hit=1</script></foreignObject>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//127.0.0.1:9/x.css>",
    "\" onmouseover=\"window.hit=1\" x=\"",
    "' autofocus onfocus='window.hit=1",
    "${window.hit=1}{{window.hit=1}}#{window.hit=1}",
];

/// What would go elsewhere, break out of a file, or run in a spreadsheet.
const PLACES: [&str; 16] = [
    "=HYPERLINK(\"http://127.0.0.1:9\")",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\u{ff1d}1+1",
    "|cmd /c calc|A0",
    "../../../etc/passwd",
    "C:\\Windows\\System32",
    "a/b\\c:d*e?f\"g<h>i|j",
    "\",\"type\":\"ends\",\"x\":\"",
    "{\"id\":\"p1\"}",
    "\\u003cscript\\u003ewindow.hit=1",
    "&lt;script&gt;window.hit=1&lt;/script&gt;",
    "&#x3c;script&#x3e;",
    "url(javascript:window.hit=1)",
    "#m=1.AAAA&parent-origin=*",
];

/// What confuses eyes, lines and widths.
fn signs() -> Vec<String> {
    let few = [
        "\u{202e}nаeB\u{202c}",
        "\u{2066}Ana\u{2067}Ben",
        "\u{200f}\u{200e}\u{200b}\u{feff}Ana",
        "Ana\u{2028}Ben\u{2029}Chen",
        "A\u{0}n\u{1}a\u{7f}\u{9f}",
        "👩‍👩‍👧‍👦👨🏿‍🦱🏳️‍🌈",
        "🇩🇪🇺🇸🇿🇦🇯🇵🇧🇷",
        "\u{1f468}\u{200d}",
        "ﷺ﷽",
        "עֲנָה בֶּן־דָּוִד",
        "آنا بنت محمد",
        "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞",
        "\u{fffd}\u{fffe}\u{ffff}",
        "   ",
        "null",
        "__proto__",
    ];
    let mut all: Vec<String> = few.iter().map(|name| (*name).to_owned()).collect();
    all.push("x".repeat(10_000));
    all.push("wide ".repeat(2_000));
    all.push("\u{1f600}".repeat(2_500));
    all.push("\u{202e}".repeat(5_000));
    all
}

fn names() -> Vec<String> {
    let plain = CODE.iter().chain(&PLACES).map(|name| (*name).to_owned());
    let names: Vec<String> = plain.chain(signs()).collect();
    assert_eq!(names.len(), 60);
    names
}

/// Everyone speaks, everyone interrupts the next and is talked over by the one after that; titles, notes,
/// attributes, roles and what was set out are as hostile as the names.
fn meeting(names: &[String]) -> Value {
    let id = |place: usize| format!("p{}", place % names.len());
    let people: Vec<Value> = names
        .iter()
        .enumerate()
        .map(|(place, name)| {
            json!({ "id": id(place), "name": name, "role": CODE[place % CODE.len()],
                "attributes": { CODE[1]: PLACES[place % 2] } })
        })
        .collect();
    let mut events = Vec::new();
    let mut add = |mut event: Value| {
        let n = events.len() as u64 + 1;
        event["n"] = json!(n);
        event["at"] = json!(n * 4_000);
        events.push(event);
    };
    for (place, name) in names.iter().enumerate() {
        add(json!({ "type": "speaks", "who": id(place) }));
        add(
            json!({ "type": "interrupts", "who": id(place + 1), "whom": id(place), "outcome": "yielded" }),
        );
        add(json!({ "type": "talked_over", "whom": id(place + 1), "by": id(place + 2) }));
        add(json!({ "type": "moment", "kind": "credits", "who": id(place + 3), "for": id(place) }));
        add(json!({ "type": "notes", "text": name, "who": id(place) }));
    }
    add(json!({ "type": "ends" }));
    json!({ "format": "meeting-dynamics", "version": 1, "id": CODE[0], "title": CODE[6],
        "started": CODE[3], "observer": CODE[2], "attributes": [CODE[1]], "people": people,
        "events": events, "actions": [{ "text": CODE[4], "done": null }], "source": null })
}

/// What was taken for more than text, or stands where it should not.
const TAKEN: &str = "(() => {
    const taken = [];
    if ('hit' in window) taken.push('it ran');
    if (document.title !== 'Meeting Dynamics') taken.push('title: ' + document.title);
    const foreign = 'script, img, iframe, object, embed, link, style, foreignObject, details, form';
    const walk = (root) => {
      for (const e of root.querySelectorAll('*')) {
        if (root !== document && e.matches(foreign)) taken.push('element: ' + e.outerHTML.slice(0, 200));
        for (const { name, value } of e.attributes) {
          if (/^on/i.test(name) || /^\\s*javascript:/i.test(value) && name !== 'value' && !name.startsWith('aria-') && name !== 'title') taken.push(`attribute: ${name}=${value.slice(0, 80)}`);
        }
        if (e.shadowRoot) walk(e.shadowRoot);
      }
    };
    walk(document);
    if (document.documentElement.scrollWidth > innerWidth + 1) taken.push(`the page is ${document.documentElement.scrollWidth} wide`);
    const host = document.querySelector('meeting-dynamics');
    if (host.scrollWidth > host.clientWidth + 1) taken.push(`the element is ${host.scrollWidth} wide in ${host.clientWidth}`);
    return taken.slice(0, 5);
  })()";

#[track_caller]
fn nothing_taken(browser: &Browser, screen: &str) {
    assert_eq!(browser.ask(TAKEN), json!([]), "{screen}");
    browser.nothing_went_wrong();
}

/// Opens what can be opened on the review: every table, how it is computed, the rules.
fn open_all(page: &View<'_>, browser: &Browser) {
    browser.ask(&format!(
        "void [...{ELEMENT}.shadowRoot.querySelectorAll('button[aria-expanded=false]')].forEach((e) => e.click())"
    ));
    page.reads("How often the person of the row interrupted");
}

#[test]
fn hostile_names_stay_names_on_every_screen() {
    let server = Server::of_product();
    let names = names();
    for browser in [Browser::phone(), Browser::laptop()] {
        browser.open(&server.app());
        browser.until(&format!("{ELEMENT}.ready.then(() => true)"));
        let page = browser.page();
        // Pasted, one a line, as from a mail.
        let pasted = names.join("\n");
        let field = page.find("textbox", "People");
        page.press_on(&field);
        page.call(
            &field,
            &format!("function () {{ this.value = {}; this.dispatchEvent(new InputEvent('input', {{ bubbles: true }})); }}", json!(pasted)),
        );
        nothing_taken(&browser, "set-up");
        page.tap("Roles and more");
        nothing_taken(&browser, "who they are");
        browser.ask(&format!(
            "void {ELEMENT}.shadowRoot.querySelector('dialog').close()"
        ));

        // On the board, and in its sheets.
        browser.ask(&format!("{ELEMENT}.meeting = {}, null", meeting(&names)));
        page.find("heading", "Airtime");
        page.tap("Undo the end");
        page.find("button", "Silence");
        nothing_taken(&browser, "board");
        browser.ask(&format!(
            "void {ELEMENT}.shadowRoot.querySelectorAll('.speaks')[3].click()"
        ));
        browser.ask(&format!(
            "void {ELEMENT}.shadowRoot.querySelectorAll('.interrupts')[7].click()"
        ));
        nothing_taken(&browser, "strip");
        browser.ask(&format!(
            "void {ELEMENT}.shadowRoot.querySelectorAll('.dots')[1].click()"
        ));
        nothing_taken(&browser, "more");
        browser.ask(&format!(
            "void {ELEMENT}.shadowRoot.querySelector('dialog').close()"
        ));
        page.tap("End meeting");
        page.find("heading", "Airtime");
        nothing_taken(&browser, "review");
        open_all(&page, &browser);
        nothing_taken(&browser, "review, everything open");
        page.tap("Log");
        nothing_taken(&browser, "log");
        page.tap("Close");
        page.tap("Share");
        for level in ["Everything", "Pseudonyms", "Groups"] {
            page.press_on(&page.find("radio", level));
            nothing_taken(&browser, "share");
        }
    }
}

#[test]
fn hostile_names_stay_names_in_a_link() {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    laptop.open(&server.app());
    laptop.until(&format!("{ELEMENT}.ready.then(() => true)"));
    // Without the ten thousand letters, which make a link too long to be offered.
    let mut names = names();
    names.retain(|name| name.len() < 1_000);
    laptop.ask(&format!("{ELEMENT}.meeting = {}, null", meeting(&names)));
    let before = laptop.ask(&format!("{ELEMENT}.meeting"));
    let page = laptop.page();
    page.tap("Share");
    page.press_on(&page.find("radio", "Everything"));
    let link = until("a link of everything", || {
        let field = page.find("textbox", "Link");
        let link = page.call(&field, "function () { return this.value; }");
        let link = link.as_str()?.to_owned();
        link.contains("#m=1.").then_some(link)
    });
    let phone = Browser::phone();
    phone.open(&link);
    phone.page().find("heading", "Airtime");
    nothing_taken(&phone, "a link that was opened");
    let mut after = phone.ask(&format!("{ELEMENT}.meeting"));
    // It is another copy of the same.
    after["id"] = before["id"].clone();
    assert_eq!(after, before);
}

#[test]
fn hostile_names_stay_names_in_every_file() {
    let server = Server::of_product();
    let laptop = Browser::laptop();
    laptop.open(&server.app());
    laptop.until(&format!("{ELEMENT}.ready.then(() => true)"));
    laptop.ask(&format!("{ELEMENT}.meeting = {}, null", meeting(&names())));
    laptop.page().find("heading", "Airtime");
    let found = laptop.ask(&format!(
        "(async () => {{
           const element = {ELEMENT};
           const found = [];
           const text = async (format, options) => (await element.save(format, options)).text();
           // Without the rules of its own, which this page's policy would not let pass.
           const parse = (text, type) => new DOMParser().parseFromString(text.replace(/<style>[^<]*<\\/style>/, ''), type);
           const check = (what, page) => {{
             if (page.querySelector('parsererror')) found.push(`${{what}} is not well formed`);
             for (const e of page.querySelectorAll('*')) {{
               if (/^(script|foreignObject|img|iframe|object|a|link|body.+)$/i.test(e.localName)) found.push(`${{what}}: ${{e.outerHTML.slice(0, 200)}}`);
               for (const {{ name, value }} of e.attributes) if (/^on|href$|^src$/i.test(name)) found.push(`${{what}}: ${{name}}=${{value}}`);
             }}
           }};
           check('report', parse(await text('html'), 'text/html'));
           for (const chart of ['airtime', 'timeline', 'interruptions', 'balance', 'windows', 'passes']) {{
             check(chart, parse(await text('svg', {{ chart }}), 'image/svg+xml'));
             const picture = await element.save('png', {{ chart }});
             if (picture.type !== 'image/png' || picture.size < 1000) found.push(`${{chart}} as PNG: ${{picture.size}} bytes`);
           }}
           // What is written is read again as it was.
           const before = JSON.stringify(element.meeting);
           await element.open(await text('json'));
           if (JSON.stringify(element.meeting) !== before) found.push('the file is not the meeting');
           if ('hit' in window) found.push('it ran');
           return found.slice(0, 5);
         }})()"
    ));
    assert_eq!(found, json!([]));
    nothing_taken(&laptop, "after saving");

    // In a spreadsheet nothing runs; in a folder the name is a name.
    let page = laptop.page();
    page.tap("Save as CSV: Airtime");
    let (name, csv) = laptop.downloaded();
    let csv = String::from_utf8(csv).expect("UTF-8");
    for line in csv.trim_start_matches('\u{feff}').split("\r\n") {
        let cell = line.trim_start_matches('"');
        assert!(
            !cell.starts_with(['=', '+', '-', '@', '\u{ff1d}']),
            "{line}"
        );
    }
    let odd = |sign: char| sign.is_control() || "/\\:*?\"<>|".contains(sign);
    assert!(!name.contains(odd) && name.len() < 256, "{name}");
}
