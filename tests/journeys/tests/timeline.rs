//! The timeline in the hand: a part is picked on it, it comes closer and moves along, by finger, by mouse
//! and wheel, and by keys; and what is looked at is what is saved.

// A journey that cannot go on ends there and says where: that is what a panic is for.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use journeys::story::ELEMENT;
use journeys::view::Thing;
use journeys::{Browser, Device, Key, Server, View, until};
use serde_json::{Value, json};

const WHOLE: &str = "Picture of the table’s numbers: Timeline";
const KEYS: &str = "Timeline: plus and minus zoom, the arrows move along, 0 shows all";

fn sample(server: &Server, browser: &Browser) {
    browser.open(&server.app());
    let page = browser.page();
    page.tap("Look at a sample");
    page.reads("24\u{a0}minutes were observed");
}

/// Where moments are in the picture, read off the labels of its axis: the first and the last of them,
/// with their seconds, and the picture's size in CSS px.
struct Axis {
    first: (f64, f64),
    last: (f64, f64),
    width: f64,
}

impl Axis {
    fn of(page: &View<'_>, picture: &Thing) -> Self {
        let read = page.call(
            picture,
            "function () {
               const labels = [...this.querySelectorAll('text')].filter((e) => /^\\d+(:\\d\\d|\\s+min)$/.test(e.textContent));
               const seconds = (text) => text.includes(':') ? text.split(':').reduce((s, p) => s * 60 + +p, 0) : parseInt(text) * 60;
               const all = labels.map((e) => [+e.getAttribute('x'), seconds(e.textContent)]).sort((a, b) => a[0] - b[0]);
               return { all, width: this.getBoundingClientRect().width };
             }",
        );
        let all = read["all"].as_array().expect("labels");
        let pair = |value: &Value| (value[0].as_f64().unwrap(), value[1].as_f64().unwrap());
        Self {
            first: pair(all.first().expect("a label")),
            last: pair(all.last().expect("a label")),
            width: read["width"].as_f64().expect("a width"),
        }
    }

    /// How far from the left a moment is, as a part of the width.
    fn part(&self, seconds: f64) -> f64 {
        let per_second = (self.last.0 - self.first.0) / (self.last.1 - self.first.1);
        (self.first.0 + (seconds - self.first.1) * per_second) / self.width
    }

    /// Between the first label and the last, in seconds.
    fn span(&self) -> f64 {
        self.last.1 - self.first.1
    }
}

/// The part that every number is of, in seconds.
fn part(page: &View<'_>) -> [f64; 2] {
    ["From", "To"].map(|name| {
        let value = page.call(
            &page.find("slider", name),
            "function () { return this.value; }",
        );
        value.as_str().expect("a value").parse().expect("seconds")
    })
}

#[track_caller]
fn picked(page: &View<'_>, from: f64, to: f64) {
    let near = |is: f64, should: f64| (is - should).abs() <= 6.0;
    until(&format!("the part from {from} to {to}"), || {
        let [is_from, is_to] = part(page);
        (near(is_from, from) && near(is_to, to)).then_some(())
    });
}

#[test]
fn a_part_is_picked_on_the_picture() {
    let server = Server::of_product();
    for browser in [Browser::phone(), Browser::laptop()] {
        sample(&server, &browser);
        let page = browser.page();
        let picture = page.find("image", WHOLE);
        let axis = Axis::of(&page, &picture);
        // The edges stand at both ends; each can be dragged.
        page.stroke(&picture, (axis.part(0.0), 0.5), (axis.part(600.0), 0.5));
        picked(&page, 600.0, 1560.0);
        page.stroke(&picture, (axis.part(1560.0), 0.5), (axis.part(900.0), 0.5));
        picked(&page, 600.0, 900.0);
        page.reads("Every number is of the part from ");
        let airtime = page.chart("Airtime");
        assert!(
            airtime.caption.contains("from 10:0") || airtime.caption.contains("from 9:5"),
            "{airtime:?}"
        );
        browser.picture(match browser.device() {
            Device::Phone => "phone-timeline-part",
            Device::Laptop => "laptop-timeline-part",
        });
        page.tap("Whole meeting");
        picked(&page, 0.0, 1560.0);
        if browser.device() == Device::Laptop {
            // A mouse picks from anywhere, in either direction; a click alone picks nothing.
            page.stroke(&picture, (axis.part(1200.0), 0.3), (axis.part(300.0), 0.6));
            picked(&page, 300.0, 1200.0);
            page.press_on(&picture);
            picked(&page, 300.0, 1200.0);
        }
    }
}

#[test]
fn the_timeline_comes_closer_and_moves_along() {
    let server = Server::of_product();
    for browser in [Browser::phone(), Browser::laptop()] {
        sample(&server, &browser);
        let page = browser.page();
        let picture = page.find("image", WHOLE);
        let whole = Axis::of(&page, &picture);
        let seen = |what: &str, is: &dyn Fn(&Axis) -> bool| {
            until(what, || is(&Axis::of(&page, &picture)).then_some(()));
        };
        let at_ten = whole.part(600.0);
        let stays = |axis: &Axis| (axis.part(600.0) - at_ten).abs() < 0.02;
        match browser.device() {
            Device::Laptop => {
                page.wheel(&picture, (at_ten, 0.5), (0.0, -120.0), true);
                seen("what the wheel points at, closer", &|axis| {
                    axis.span() < whole.span() * 0.6 && stays(axis)
                });
                page.wheel(&picture, (0.5, 0.5), (200.0, 0.0), false);
                seen("what was further right", &|axis| {
                    axis.part(600.0) < at_ten - 0.05
                });
            }
            Device::Phone => {
                let fingers = [
                    [(at_ten - 0.1, 0.4), (at_ten - 0.3, 0.4)],
                    [(at_ten + 0.1, 0.6), (at_ten + 0.3, 0.6)],
                ];
                page.pinch(&picture, fingers);
                seen("what lies between the fingers, closer", &|axis| {
                    axis.span() < whole.span() * 0.6 && stays(axis)
                });
                // On a bar, which is drawn anew under the finger; the page is told at each step that it is not scrolled.
                let bar = page.call(
                    &picture,
                    "function () {
                       window.along = [];
                       addEventListener('touchmove', (event) => along.push(event.defaultPrevented), { passive: true });
                       const { width, height } = this.viewBox.baseVal;
                       for (let x = 0.9 * width; x > 0.6 * width; x--) {
                         for (const bar of this.querySelectorAll('path.airtime')) {
                           const box = bar.getBBox(), y = box.y + box.height / 2;
                           if (bar.isPointInFill(new DOMPoint(x - 2, y)) && bar.isPointInFill(new DOMPoint(x + 2, y))) return [x / width, y / height];
                         }
                       }
                     }",
                );
                let place = |number: usize| bar[number].as_f64().expect("a bar");
                let (across, down) = (place(0), place(1));
                page.stroke(&picture, (across, down), (across - 0.3, down));
                seen("what was further right", &|axis| {
                    axis.part(600.0) < at_ten - 0.05
                });
                let told = browser.ask("along");
                let told: Vec<bool> = serde_json::from_value(told).expect("a list");
                let kept = told.iter().filter(|kept| **kept).count();
                assert!(told.len() > 3 && kept + 2 >= told.len(), "{told:?}");
            }
        }
        // Nothing was picked by that, and no number changed.
        picked(&page, 0.0, 1560.0);
        page.reads("24\u{a0}minutes were observed");
        page.tap("Show all");
        seen("all of it", &|axis| {
            axis.first == whole.first && axis.last == whole.last
        });

        page.tap("Zoom in");
        page.tap("Zoom in");
        seen("its middle, closer", &|axis| {
            axis.span() < whole.span() * 0.6
        });
        let along = page.find("slider", "Move along the timeline");
        page.call(&along, "function () { this.value = '0'; this.dispatchEvent(new Event('input', { bubbles: true })); }");
        seen("its beginning", &|axis| axis.first.1 == 0.0);

        // A moment that is chosen is seen, wherever one was.
        let moments = page.all("button");
        let moment = moments
            .iter()
            .find(|button| button.name.contains("Dana was cut off by Ben at 13:00"));
        page.press_on(moment.expect("the moment"));
        seen("all of it again", &|axis| axis.last == whole.last);
    }
}

#[test]
fn a_sheet_leaves_the_review_as_it_is() {
    let server = Server::of_product();
    let browser = Browser::laptop();
    sample(&server, &browser);
    let page = browser.page();
    let picture = page.find("image", WHOLE);
    let whole = Axis::of(&page, &picture);
    page.tap("Zoom in");
    for sheet in ["Log", "Share"] {
        page.tap(sheet);
        page.tap("Close");
        // The same picture, not another in its place.
        let now = Axis::of(&page, &picture);
        assert!(now.span() < whole.span(), "{sheet}");
        page.find("figure", "Who follows whom");
    }
}

#[test]
fn keys_do_what_hands_do() {
    let server = Server::of_product();
    let browser = Browser::laptop();
    sample(&server, &browser);
    let page = browser.page();
    let picture = page.find("image", WHOLE);
    let whole = Axis::of(&page, &picture);
    page.tab_to("group", KEYS);
    assert!(page.focus_is_seen());
    let span = || Axis::of(&page, &picture).span();
    page.key(Key::Plain('+'));
    page.key(Key::Plain('+'));
    until("a closer look", || {
        (span() < whole.span() * 0.6).then_some(())
    });
    page.key(Key::Plain('-'));
    page.key(Key::Plain('-'));
    until("all of it", || (span() == whole.span()).then_some(()));
    page.key(Key::Plain('+'));
    page.key(Key::Plain('0'));
    until("all of it", || (span() == whole.span()).then_some(()));
}

#[test]
fn a_chart_is_saved_as_it_is_looked_at() {
    let server = Server::of_product();
    let browser = Browser::laptop();
    sample(&server, &browser);
    let page = browser.page();
    let from = page.find("slider", "From");
    page.call(&from, "function () { this.value = '720'; this.dispatchEvent(new Event('input', { bubbles: true })); }");
    page.reads("Every number is of the part from 12:00 to 26:00.");

    page.tap("Save as CSV: Airtime");
    let (name, bytes) = browser.downloaded();
    assert!(name.ends_with("airtime.csv"), "{name}");
    let text = String::from_utf8(bytes).expect("UTF-8");
    let rows: Vec<&str> = text.trim_start_matches('\u{feff}').split("\r\n").collect();
    assert!(
        rows[0].starts_with("Person,Airtime (s),Airtime (min:s),Share of the talk (%),"),
        "{}",
        rows[0]
    );
    let chart = page.chart("Airtime");
    for (row, shown) in rows[1..].iter().zip(&chart.rows) {
        assert!(
            row.starts_with(&format!("{},{},", shown[0], shown[1])),
            "{row} {shown:?}"
        );
    }

    page.tap("Save as SVG: Timeline");
    let (_, svg) = browser.downloaded();
    let svg = String::from_utf8(svg).expect("UTF-8");
    assert!(
        svg.contains("14 min") || svg.contains("14\u{a0}min"),
        "{svg}"
    );
    assert!(!svg.contains(">4\u{a0}min<"), "{svg}");

    // The same marks as PNG: the browser’s own drawing of the SVG looks the same.
    page.tap("Save as PNG: Timeline");
    let (name, png) = browser.downloaded();
    assert!(name.ends_with("timeline.png"), "{name}");
    browser.ask(&format!(
        "void (journey.pictures = [{}, {}])",
        json!(svg),
        json!(png)
    ));
    let difference = browser.ask(
        "(async () => {
           const [svg, png] = journey.pictures;
           const drawn = await createImageBitmap(new Blob([new Uint8Array(png)], { type: 'image/png' }));
           const image = new Image();
           image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(svg);
           await image.decode();
           const pixels = (picture) => {
             const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
             const ground = canvas.getContext('2d');
             ground.drawImage(picture, 0, 0, image.width, image.height);
             return ground.getImageData(0, 0, image.width, image.height).data;
           };
           const [one, other] = [pixels(image), pixels(drawn)];
           let apart = 0, dark = 0;
           for (let i = 0; i < one.length; i += 4) {
             const light = (data) => (data[i] + data[i + 1] + data[i + 2]) / 3;
             if (Math.abs(light(one) - light(other)) > 64) apart += 1;
             if (light(one) < 128) dark += 1;
           }
           return { apart: apart / (one.length / 4), dark: dark / (one.length / 4), width: drawn.width / image.width };
         })()",
    );
    let number = |name: &str| difference[name].as_f64().expect("a number");
    assert_eq!(number("width"), 2.0);
    assert!(
        number("dark") > 0.02,
        "there is something to compare: {difference}"
    );
    assert!(number("apart") < 0.01, "{difference}");
}

#[test]
fn tables_are_sorted_and_long_ones_shown_by_whoever_opens_them() {
    let server = Server::of_product();
    let browser = Browser::laptop();
    sample(&server, &browser);
    let page = browser.page();
    let listed = |name: &str| {
        let figure = page.find("figure", name);
        let captions = "function () { return [...this.querySelectorAll('caption')].map((c) => c.textContent); }";
        page.call(&figure, captions)
    };
    // Closed, the tables are there to be read, but for every turn; and there is nothing to press in them.
    let closed = json!(["Turns", "What is marked on the timeline"]);
    until("closed tables", || {
        (listed("Timeline") == closed).then_some(())
    });
    assert!(!page.has("button", "Person"));
    // To be read by whoever does not see: not in the document alone.
    page.find("table", "Turns");
    page.tap("Table: Timeline");
    let open = json!(["Turns", "What is marked on the timeline", "Every turn"]);
    until("every turn", || (listed("Timeline") == open).then_some(()));
    let turns = browser.ask(&format!("{ELEMENT}.summary.people.map((p) => p.turns)"));
    let turns: u64 = turns
        .as_array()
        .expect("people")
        .iter()
        .filter_map(|n| n.as_u64())
        .sum();
    let figure = page.find("figure", "Timeline");
    let rows =
        "function () { return [...this.querySelectorAll('table')].at(-1).tBodies[0].rows.length; }";
    assert_eq!(page.call(&figure, rows), json!(turns));
    // A column is called what is written on it, and says which way round it is.
    page.tap("Last turn until");
    let column = "function () { const head = [...this.querySelectorAll('th')].find((h) => h.textContent.startsWith('Last')); \
        return [head.ariaSort, head.querySelector('button').title]; }";
    until("a sorted table", || {
        (page.call(&figure, column) == json!(["descending", ""])).then_some(())
    });
    page.tap("Table: Timeline");
    until("closed tables", || {
        (listed("Timeline") == closed).then_some(())
    });

    page.tap("Save as CSV: Timeline");
    let (_, bytes) = browser.downloaded();
    let text = String::from_utf8(bytes).expect("UTF-8");
    let (_, every) = text.split_once("Every turn\r\n").expect("every turn");
    assert_eq!(every.trim_end().lines().count() as u64, turns + 1);
}

#[test]
fn closed_tables_come_with_the_next_frame_and_on_paper_at_once() {
    let server = Server::of_product();
    let browser = Browser::laptop();
    sample(&server, &browser);
    browser.page().find("figure", "Who follows whom");
    // What a page is asked to show is there when its scripts have run; then it is painted.
    let come = browser.ask(&format!(
        "(async () => {{
           const tables = () => [...{ELEMENT}.shadowRoot.querySelectorAll('figure')]
             .map((figure) => `${{figure.querySelector('h2').textContent}}: ${{figure.querySelectorAll('table').length}}`).join(', ');
           const scripts = async () => {{ for (let n = 0; n < 20; n++) await null; }};
           const {{ port1, port2 }} = new MessageChannel();
           const painted = async () => {{
             await new Promise(requestAnimationFrame);
             await new Promise((done) => {{ port1.onmessage = done; port2.postMessage(0); }});
             await new Promise((done) => setTimeout(done));
           }};
           const come = [];
           for (const printed of [false, true]) {{
             {ELEMENT}.setAttribute('charts', printed ? 'passes' : 'balance');
             if (printed) dispatchEvent(new Event('beforeprint'));
             await scripts();
             come.push(tables());
             await painted();
             come.push(tables());
             if (printed) dispatchEvent(new Event('afterprint'));
           }}
           return come;
         }})()"
    ));
    let [before, after, printed, _] = [0, 1, 2, 3].map(|place| come[place].as_str().unwrap());
    assert!(before.ends_with(": 0"), "{come}");
    assert!(after.ends_with(": 1"), "{come}");
    assert!(printed.ends_with(": 1"), "{come}");
}

#[test]
fn a_moment_is_answered_and_the_answer_comes_back_before_the_next_meeting() {
    let server = Server::of_product();
    let mut browser = Browser::phone();
    journeys::story::start(&browser, &server.app());
    browser.page().tap("Ana speaks");
    browser.page().tap("Ben interrupts");
    browser.page().tap("End meeting");
    let page = browser.page();
    page.press_on(&page.find("combobox", "What is the next immediate action?"));
    page.type_text("Hand back to Ana");
    page.key(Key::Enter);
    page.reads("Hand back to Ana");
    page.status_is("Saved on this device");
    browser.die_and_come_back();
    browser.open(&server.app());
    let page = browser.page();
    page.reads("Last time you set out to do this: Hand back to Ana");
    page.tap("Done: Hand back to Ana");
    let pressed = |name: &str| {
        let button = page.find("button", name);
        page.call(&button, "function () { return this.ariaPressed; }") == json!("true")
    };
    until("a tick", || pressed("Done: Hand back to Ana").then_some(()));
    browser.picture("phone-ticked-off");
    browser.die_and_come_back();
    browser.open(&server.app());
    let page = browser.page();
    page.tap("Open last meeting");
    page.find("heading", "Moments");
    let actions = browser.ask(&format!("{}.meeting.actions", journeys::story::ELEMENT));
    assert_eq!(
        actions,
        json!([{ "text": "Hand back to Ana", "done": true }])
    );
}
