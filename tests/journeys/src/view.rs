//! Finding and using what is on a page, by role and name as the browser itself computes them for
//! assistive technology, through shadow roots.

use std::path::Path;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::browser::{Browser, Device};
use crate::wait::{DEADLINE, in_time, until};

/// A page, or what stands inside one element of it.
pub struct View<'a> {
    browser: &'a Browser,
    inside: Option<String>,
}

/// One thing on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    node: i64,
    /// Its role, as in `button`.
    pub role: String,
    /// Its name, as a screen reader reads it out.
    pub name: String,
    disabled: bool,
}

/// A chart in words and numbers.
#[derive(Clone, Debug)]
pub struct Chart {
    /// Its caption.
    pub caption: String,
    /// What it shows, in one sentence.
    pub sentence: String,
    /// The rows of its tables, headings left out.
    pub rows: Vec<Vec<String>>,
}

impl Chart {
    /// Whether some row holds all of these cells.
    pub fn has_row(&self, cells: &[&str]) -> bool {
        let holds = |row: &Vec<String>| cells.iter().all(|cell| row.iter().any(|c| c == cell));
        self.rows.iter().any(holds)
    }
}

/// A key of a keyboard with the letters of the United States.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A letter, a digit or the space bar.
    Plain(char),
    /// The same with Shift.
    Shift(char),
    /// The same with Alt.
    Alt(char),
    /// Tab.
    Tab,
    /// Enter.
    Enter,
    /// Escape.
    Escape,
}

/// What a document or a shadow root answers to `activeElement`, as deep as it goes.
const FOCUSED: &str = "(() => { let e = document.activeElement; \
    while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement; return e; })()";

/// Whether a node stands inside the element of this selector, through shadow roots.
const STANDS_INSIDE: &str = "function (selector) { for (let n = this; n; n = n.getRootNode().host) \
    if (n.closest?.(selector) ?? n.parentElement?.closest(selector)) return true; return false; }";

/// Where to touch: the middle of a control that nothing covers, scrolled into view once the page has come to rest.
pub(crate) const MIDDLE: &str = "async function () {
    const rest = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const hit = () => {
      const box = this.getBoundingClientRect();
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      let top = document.elementFromPoint(x, y);
      for (let inner; (inner = top?.shadowRoot?.elementFromPoint(x, y)) && inner !== top;) top = inner;
      let above = top;
      while (above && above !== this) above = above.parentNode ?? above.host;
      return { x, y, width: box.width, height: box.height, covered_by: above ? null : top?.outerHTML.slice(0, 200) ?? 'nothing' };
    };
    await rest();
    for (const block of ['nearest', 'center']) {
      this.scrollIntoView({ block, inline: 'nearest', behavior: 'instant' });
      await rest();
      if (!hit().covered_by) break;
    }
    return hit();
  }";

/// A figure's caption, its first sentence, and every row of its tables with plain spaces.
const READ_CHART: &str = "function () {
    const text = (e) => (e?.textContent ?? '').replace(/\\s+/g, ' ').trim();
    const rows = [...this.querySelectorAll('tbody tr')].map((row) => [...row.cells].map(text));
    return { caption: text(this.querySelector('figcaption')), sentence: text(this.querySelector('p')), rows };
  }";

/// What is written on a page: every shadow root's text in the place of its element.
const WRITTEN: &str = "function () { \
    const written = (root) => [...root.querySelectorAll('*')].filter((e) => e.shadowRoot) \
      .map((e) => [...e.shadowRoot.children].map((c) => c.innerText ?? '').join('\\n') + '\\n' + written(e.shadowRoot)).join('\\n'); \
    return (this.innerText ?? this.body?.innerText ?? '') + '\\n' \
      + (this.shadowRoot ? [...this.shadowRoot.children].map((c) => c.innerText ?? '').join('\\n') + written(this.shadowRoot) : '') \
      + written(this); }";

impl<'a> View<'a> {
    pub(crate) fn of(browser: &'a Browser, inside: Option<String>) -> Self {
        Self { browser, inside }
    }

    /// The browser that shows it.
    pub(crate) fn browser(&self) -> &'a Browser {
        self.browser
    }

    // ---- Finding -------------------------------------------------------------------------

    /// Everything with this role, in no order.
    #[track_caller]
    pub fn all(&self, role: &str) -> Vec<Thing> {
        self.look(role, None).expect("a page")
    }

    /// Whether there is something of this role and name now.
    #[track_caller]
    pub fn has(&self, role: &str, name: &str) -> bool {
        !self.look(role, Some(name)).expect("a page").is_empty()
    }

    /// Waits for the one thing with this role and name.
    ///
    /// # Panics
    /// If none comes, or if there are several: a name that two controls share is no name.
    #[track_caller]
    pub fn find(&self, role: &str, name: &str) -> Thing {
        let found = in_time(|| {
            let found = self.look(role, Some(name)).ok()?;
            (!found.is_empty()).then_some(found)
        });
        let Some(found) = found else {
            let (words, problems) = (self.words(), self.browser.problems());
            panic!(
                "waited {DEADLINE:?} in vain for {role} “{name}”; complaints: {problems:?}; the page reads:\n{words}"
            );
        };
        assert_eq!(found.len(), 1, "{role} “{name}” is there {found:?}");
        found[0].clone()
    }

    fn look(&self, role: &str, name: Option<&str>) -> Result<Vec<Thing>, String> {
        let tools = |method, given| self.browser.try_devtools(method, given);
        let page = tools("Runtime.evaluate", json!({ "expression": "document" }))?;
        let mut sought = json!({ "objectId": page["result"]["objectId"], "role": role });
        if let Some(name) = name {
            sought["accessibleName"] = json!(name);
        }
        let answer = tools("Accessibility.queryAXTree", sought)?;
        let nodes = answer["nodes"].as_array().ok_or("no list of nodes")?;
        let things = nodes.iter().filter(|node| node["ignored"] != json!(true));
        let things = things.filter_map(thing);
        Ok(things.filter(|thing| self.holds(thing)).collect())
    }

    fn holds(&self, thing: &Thing) -> bool {
        self.inside.as_ref().is_none_or(|selector| {
            let inside = self.try_call(thing, STANDS_INSIDE, &[json!(selector)]);
            inside == Ok(json!(true))
        })
    }

    /// Calls a function of the page on a thing.
    ///
    /// # Panics
    /// If it throws.
    #[track_caller]
    pub fn call(&self, thing: &Thing, function: &str) -> Value {
        match self.try_call(thing, function, &[]) {
            Ok(value) => value,
            Err(problem) => panic!("{thing:?} did not answer: {problem}"),
        }
    }

    fn try_call(&self, thing: &Thing, function: &str, given: &[Value]) -> Result<Value, String> {
        let tools = |method, given| self.browser.try_devtools(method, given);
        let held = tools("DOM.resolveNode", json!({ "backendNodeId": thing.node }))?;
        let given: Vec<Value> = given
            .iter()
            .map(|value| json!({ "value": value }))
            .collect();
        let answer = tools(
            "Runtime.callFunctionOn",
            json!({ "objectId": held["object"]["objectId"], "functionDeclaration": function,
                "arguments": given, "returnByValue": true, "awaitPromise": true }),
        )?;
        match answer.get("exceptionDetails") {
            Some(details) => Err(details.to_string()),
            None => Ok(answer["result"]["value"].clone()),
        }
    }

    // ---- Reading -------------------------------------------------------------------------

    /// What is written here, hidden text left out.
    #[track_caller]
    pub fn words(&self) -> String {
        let selector = json!(self.inside);
        let words = self.browser.ask(&format!(
            "({WRITTEN}).call(({selector}) ? document.querySelector({selector}) : document)"
        ));
        words.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until these words are written here.
    #[track_caller]
    pub fn reads(&self, words: &str) {
        until(&format!("the words “{words}”"), || {
            self.words().contains(words).then_some(())
        });
    }

    /// Waits until the status of saving says this.
    #[track_caller]
    pub fn status_is(&self, words: &str) {
        until(&format!("the status “{words}”"), || {
            let found = self.look("status", None).ok()?;
            let text = "function () { return this.innerText.trim(); }";
            found
                .iter()
                .any(|status| self.try_call(status, text, &[]) == Ok(json!(words)))
                .then_some(())
        });
    }

    /// The chart of this name, as somebody reads it who does not see the picture.
    #[track_caller]
    pub fn chart(&self, name: &str) -> Chart {
        let figure = self.find("figure", name);
        let read = self.call(&figure, READ_CHART);
        let text = |field: &str| read[field].as_str().unwrap_or_default().to_owned();
        Chart {
            caption: text("caption"),
            sentence: text("sentence"),
            rows: serde_json::from_value(read["rows"].clone()).expect("rows of cells"),
        }
    }

    // ---- Touch and mouse -----------------------------------------------------------------

    /// Presses the button of this name: with a finger on a phone, with the mouse on a laptop. Returns
    /// once the page has had the click.
    #[track_caller]
    pub fn tap(&self, name: &str) {
        self.press_on(&self.find("button", name));
    }

    /// Presses this thing.
    #[track_caller]
    pub fn press_on(&self, thing: &Thing) {
        self.press_at(thing, None);
    }

    /// Presses the button of this name so that the page comes to know of it only so much later. (The browser stamps
    /// a touch when it is made, however long a busy page takes to hear of it.)
    #[track_caller]
    pub fn tap_unnoticed_for(&self, late: Duration, name: &str) {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let made = now.expect("a date after 1970") - late;
        self.press_at(&self.find("button", name), Some(made.as_secs_f64()));
    }

    /// Presses a button that a script in the page finds (`board.middle`), for journeys of many gestures.
    /// Whether it was there.
    #[track_caller]
    pub fn press_quickly(&self, name: &str) -> bool {
        let before = self.browser.ask("journey.clicks");
        let at = self.browser.ask(&format!("board.middle({})", json!(name)));
        if !at.is_object() {
            return false;
        }
        self.down(&at, None);
        self.up(&at, None);
        until(&format!("the click on “{name}”"), || {
            (self.browser.ask("journey.clicks") != before).then_some(())
        });
        true
    }

    /// Holds a finger (or the mouse) on the button of this name for so long.
    #[track_caller]
    pub fn hold(&self, name: &str, time: Duration) {
        let at = self.call(&self.find("button", name), MIDDLE);
        self.down(&at, None);
        thread::sleep(time);
        self.up(&at, None);
    }

    /// Drags from the middle of one button to the middle of another.
    #[track_caller]
    pub fn drag(&self, from: &str, to: &str) {
        let from = self.call(&self.find("button", from), MIDDLE);
        let to = self.call(&self.find("button", to), MIDDLE);
        let between = |part: f64| {
            let on = |axis: &str| {
                let (from, to) = (from[axis].as_f64(), to[axis].as_f64());
                from.expect("a place") * (1.0 - part) + to.expect("a place") * part
            };
            json!({ "x": on("x"), "y": on("y") })
        };
        self.down(&from, None);
        for part in [0.2, 0.5, 0.8, 1.0] {
            let at = between(part);
            match self.browser.device() {
                Device::Phone => self.touch("touchMove", json!([at]), None),
                Device::Laptop => self.mouse("mouseMoved", &at, "left", None),
            }
        }
        self.up(&to, None);
    }

    /// Puts the focus on the button of this name, as assistive technology does.
    #[track_caller]
    pub fn focus_on(&self, name: &str) {
        let button = self.find("button", name);
        self.call(&button, "function () { this.focus(); }");
    }

    /// Chooses from the list of this name.
    #[track_caller]
    pub fn choose(&self, list: &str, option: &str) {
        let list = self.find("combobox", list);
        let chosen = json!(option);
        self.call(&list, &format!("function () {{ \
            const option = [...this.options].find((option) => option.label === {chosen}); \
            this.value = option.value; this.dispatchEvent(new Event('change', {{ bubbles: true }})); }}"));
    }

    #[track_caller]
    fn press_at(&self, thing: &Thing, made: Option<f64>) {
        assert!(!thing.disabled, "{thing:?} cannot be pressed");
        let at = self.call(thing, MIDDLE);
        assert_eq!(
            at["covered_by"],
            Value::Null,
            "{thing:?} is covered in its middle"
        );
        let clicks = || self.browser.ask("journey.clicks");
        let before = clicks();
        self.down(&at, made);
        self.up(&at, made);
        until(&format!("the click on {thing:?} to arrive"), || {
            (clicks() != before).then_some(())
        });
    }

    pub(crate) fn down(&self, at: &Value, made: Option<f64>) {
        match self.browser.device() {
            Device::Phone => {
                let points = json!([{ "x": at["x"], "y": at["y"] }]);
                self.touch("touchStart", points, made);
            }
            Device::Laptop => {
                self.mouse("mouseMoved", at, "none", made);
                self.mouse("mousePressed", at, "left", made);
            }
        }
    }

    pub(crate) fn up(&self, at: &Value, made: Option<f64>) {
        match self.browser.device() {
            Device::Phone => self.touch("touchEnd", json!([]), made),
            Device::Laptop => self.mouse("mouseReleased", at, "left", made),
        }
    }

    pub(crate) fn touch(&self, kind: &str, points: Value, made: Option<f64>) {
        let mut given = json!({ "type": kind, "touchPoints": points });
        if let Some(made) = made {
            given["timestamp"] = json!(made);
        }
        self.browser.devtools("Input.dispatchTouchEvent", given);
    }

    pub(crate) fn mouse(&self, kind: &str, at: &Value, button: &str, made: Option<f64>) {
        let clicks = u8::from(button != "none");
        let mut given = json!({ "type": kind, "x": at["x"], "y": at["y"], "button": button, "clickCount": clicks });
        if let Some(made) = made {
            given["timestamp"] = json!(made);
        }
        self.browser.devtools("Input.dispatchMouseEvent", given);
    }

    /// The width and height of a thing in CSS pixels.
    #[track_caller]
    pub fn size(&self, thing: &Thing) -> (f64, f64) {
        let at = self.call(thing, MIDDLE);
        let number = |name: &str| at[name].as_f64().expect("a length");
        (number("width"), number("height"))
    }

    // ---- Keys ----------------------------------------------------------------------------

    /// Presses and lets go of a key, wherever the focus is.
    #[track_caller]
    pub fn key(&self, key: Key) {
        let (plain, modifiers) = match key {
            Key::Plain(plain) => (plain, 0),
            Key::Alt(plain) => (plain, 1),
            Key::Shift(plain) => (plain, 8),
            Key::Tab => ('\t', 0),
            Key::Enter => ('\r', 0),
            Key::Escape => ('\u{1b}', 0),
        };
        let (name, code) = match plain {
            '\t' => ("Tab".to_owned(), "Tab".to_owned()),
            '\r' => ("Enter".to_owned(), "Enter".to_owned()),
            '\u{1b}' => ("Escape".to_owned(), "Escape".to_owned()),
            ' ' => (" ".to_owned(), "Space".to_owned()),
            '0'..='9' if modifiers == 8 => (shifted(plain).to_string(), format!("Digit{plain}")),
            '0'..='9' => (plain.to_string(), format!("Digit{plain}")),
            letter if modifiers == 8 => (
                letter.to_ascii_uppercase().to_string(),
                format!("Key{}", letter.to_ascii_uppercase()),
            ),
            letter => (
                letter.to_string(),
                format!("Key{}", letter.to_ascii_uppercase()),
            ),
        };
        let mut down = json!({ "type": "keyDown", "key": name, "code": code, "modifiers": modifiers,
            "windowsVirtualKeyCode": plain.to_ascii_uppercase() as u32 });
        match plain {
            '\t' | '\u{1b}' => {}
            '\r' => down["text"] = json!("\r"),
            _ if modifiers != 1 => down["text"] = json!(name),
            _ => {}
        }
        let mut up = down.clone();
        up["type"] = json!("keyUp");
        up.as_object_mut().expect("an object").remove("text");
        self.browser.devtools("Input.dispatchKeyEvent", down);
        self.browser.devtools("Input.dispatchKeyEvent", up);
    }

    /// Types into whatever has the focus.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        for letter in text.chars() {
            let letter = json!({ "type": "char", "text": letter.to_string() });
            self.browser.devtools("Input.dispatchKeyEvent", letter);
        }
    }

    /// Puts the focus into the field of this name with a finger or the mouse, and types.
    #[track_caller]
    pub fn type_into(&self, field: &str, text: &str) {
        let field = self.find("textbox", field);
        self.press_on(&field);
        self.type_text(text);
    }

    /// What has the focus, if it is anything at all.
    #[track_caller]
    pub fn focused(&self) -> Option<Thing> {
        let held = self
            .browser
            .devtools("Runtime.evaluate", json!({ "expression": FOCUSED }));
        let object = held["result"]["objectId"].as_str()?;
        let given = json!({ "objectId": object, "fetchRelatives": false });
        let answer = self
            .browser
            .try_devtools("Accessibility.getPartialAXTree", given)
            .ok()?;
        answer["nodes"].as_array()?.first().and_then(thing)
    }

    /// Presses Tab until the thing of this role and name has the focus.
    #[track_caller]
    pub fn tab_to(&self, role: &str, name: &str) -> Thing {
        let mut passed = Vec::new();
        for _ in 0..200 {
            let focused = self.focused();
            if let Some(thing) = focused
                .as_ref()
                .filter(|t| t.role == role && t.name == name)
            {
                return thing.clone();
            }
            passed.extend(focused.map(|thing| thing.name));
            self.key(Key::Tab);
        }
        panic!("Tab does not reach {role} “{name}”; it passed {passed:?}");
    }

    /// What the focus looks like: whether anything around or on the focused thing changes when it loses it.
    #[track_caller]
    pub fn focus_is_seen(&self) -> bool {
        let seen = self.browser.ask(&format!(
            "(() => {{ const e = {FOCUSED}; const s = getComputedStyle(e); \
             return e.matches(':focus-visible') && s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 \
             && s.outlineColor !== 'transparent' && s.outlineColor !== 'rgba(0, 0, 0, 0)'; }})()"
        ));
        seen == json!(true)
    }

    // ---- Files ---------------------------------------------------------------------------

    /// Presses `Open file` and picks this file in the dialog that the browser would show.
    #[track_caller]
    pub fn open_file(&self, file: &Path) {
        self.browser.ask("journey.picker = null");
        self.tap("Open file");
        self.browser.until("journey.picker !== null");
        self.browser.hand_over(file, "journey.picker");
    }
}

fn thing(node: &Value) -> Option<Thing> {
    let properties = node["properties"].as_array();
    let disabled = properties.into_iter().flatten().any(|property| {
        property["name"] == json!("disabled") && property["value"]["value"] == json!(true)
    });
    let text = |field: &str| node[field]["value"].as_str().unwrap_or_default().to_owned();
    Some(Thing {
        node: node["backendDOMNodeId"].as_i64()?,
        role: text("role"),
        name: text("name"),
        disabled,
    })
}

/// What a digit's key types with Shift in the United States.
fn shifted(digit: char) -> char {
    let place = digit.to_digit(10).unwrap_or_default() as usize;
    [')', '!', '@', '#', '$', '%', '^', '&', '*', '('][place]
}
