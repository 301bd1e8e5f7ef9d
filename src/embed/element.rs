//! What the class in `shim.js` does.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, JSON, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::{Blob, CssStyleSheet, File, HtmlElement, ShadowRoot};

use super::events::{error, fire, not_ready, plain_meeting, plain_summary, stored};
use super::surface;
use crate::browser::{DeviceJournal, NoJournal, PageClock, download, upload};
use crate::file::Options;
use crate::meeting::Tap;
use crate::problem::{Code, Problem};
use crate::session::ports::Journal;
use crate::session::{Draft, Session, Shown, Subscription};
use crate::text::ENGLISH;
use crate::ui::later::{self, Later};
use crate::ui::{App, Desk};

const STYLES: [&str; 2] = [
    include_str!("../../styles/tokens.css"),
    include_str!("../../styles/element.css"),
];

/// How long to wait before what could not be fetched is tried again, in milliseconds.
const AGAIN_AFTER: u32 = 5_000;

#[wasm_bindgen(module = "/src/embed/shim.js")]
extern "C" {
    #[wasm_bindgen(js_name = define)]
    fn define_class(
        tag: &str,
        attributes: &Array,
        methods: &Array,
        properties: &Array,
        create: &Closure<dyn Fn(HtmlElement, ShadowRoot) -> JsValue>,
    );
}

/// Defines the element.
pub fn define() -> Result<(), JsValue> {
    let styles = sheets(&STYLES)?;
    let create = Closure::new(move |host: HtmlElement, shadow: ShadowRoot| {
        adopt(&shadow, &styles);
        JsValue::from(Widget::new(host, shadow))
    });
    let names =
        |list: &[&str]| -> Array { list.iter().map(|name| JsValue::from_str(name)).collect() };
    define_class(
        surface::TAG,
        &names(&surface::ATTRIBUTES),
        &names(&surface::METHODS),
        &names(&surface::PROPERTIES),
        &create,
    );
    // The class lives as long as the page.
    create.forget();
    Ok(())
}

/// Style sheets, to be shared by all elements.
fn sheets(texts: &[&str]) -> Result<Array, JsValue> {
    let sheets = Array::new();
    for text in texts {
        let sheet = CssStyleSheet::new()?;
        sheet.replace_sync(text)?;
        sheets.push(&sheet);
    }
    Ok(sheets)
}

/// Adds style sheets to an element's. Without its styles the element still works.
fn adopt(shadow: &ShadowRoot, sheets: &Array) {
    let name = "adoptedStyleSheets".into();
    let adopted =
        Reflect::get(shadow, &name).map_or_else(|_| Array::new(), |had| Array::from(&had));
    let _ = Reflect::set(shadow, &name, &adopted.concat(sheets));
}

thread_local! {
    /// The sheets of what comes later, made once for all elements.
    static LATER_SHEETS: RefCell<Option<Array>> = const { RefCell::new(None) };
}

/// What happens to an element once its screens are there.
struct Life {
    host: HtmlElement,
    session: Rc<Session>,
    shadow: ShadowRoot,
    early: Early,
    is_ready: Option<Function>,
    src: Option<String>,
    /// None where nothing is to be kept.
    journal: Option<Rc<DeviceJournal>>,
}

impl Life {
    /// Gets what comes later, and with it the meeting that is to be shown. Without it the board
    /// can be used; what is missing is said, and tried again.
    async fn begin(self) {
        let mut said = false;
        let later = loop {
            match later::fetch().await {
                Ok(later) => break later,
                Err(problem) if !said => {
                    said = true;
                    self.session.refuse_file(problem);
                    self.ready();
                }
                Err(_) => {}
            }
            let wait = Promise::new(&mut |resolve, _| {
                let again = move || drop(resolve.call0(&JsValue::UNDEFINED));
                Timeout::new(AGAIN_AFTER, again).forget();
            });
            let _ = JsFuture::from(wait).await;
        };
        let texts = (later.styles)();
        let sheets = LATER_SHEETS.take().map_or_else(|| sheets(&texts), Ok);
        if let Ok(sheets) = sheets {
            adopt(&self.shadow, &sheets);
            LATER_SHEETS.set(Some(sheets));
        }
        if said {
            self.session.withdraw_notice();
        }
        if let Some(journal) = &self.journal {
            (later.join)(&self.session, journal);
        }
        open_early(&self.session, &self.early, later);
        // The review can be shown now, and the doors on the set-up screen.
        self.session.look_again();
        if (later.open_link)(&self.session, &self.host).await {
            return self.ready();
        }
        match &self.src {
            Some(url) => fetch_into(&self.session, url).await,
            None if self.session.shown() == Shown::SetUp => {
                let session = Rc::clone(&self.session);
                return (later.look)(&session, Box::new(move || self.looked(later)));
            }
            None => {}
        }
        self.ready();
    }

    /// A meeting may be on its board again; once that is drawn, it hears what was tapped before.
    fn looked(self, later: Later) {
        Timeout::new(0, move || {
            let page = self.host.owner_document();
            let elements = page.map(|page| page.get_elements_by_tag_name(surface::TAG).length());
            (later.replay)(&self.session, &self.host, elements == Some(1));
            self.ready();
        })
        .forget();
    }

    fn ready(&self) {
        if let Some(is_ready) = &self.is_ready {
            // A promise takes its value, whatever it is.
            let _ = is_ready.call0(&JsValue::UNDEFINED);
        }
    }
}

/// A meeting that was set before it could be read.
type Early = Rc<RefCell<Option<String>>>;

fn open_early(session: &Session, early: &Early, later: Later) {
    if let Some(text) = early.take() {
        match (later.read_meeting)(&text) {
            Ok(document) => session.open(document),
            Err(problem) => session.refuse_file(problem),
        }
    }
}

/// One element: a session, made before its screens and kept while they come and go.
#[wasm_bindgen]
pub struct Widget {
    host: HtmlElement,
    shadow: ShadowRoot,
    session: OnceCell<Rc<Session>>,
    subscription: RefCell<Option<Subscription>>,
    device_journal: Rc<DeviceJournal>,
    mounted: Cell<bool>,
    early: Early,
    ready: Promise,
    is_ready: Option<Function>,
}

#[wasm_bindgen]
impl Widget {
    fn new(host: HtmlElement, shadow: ShadowRoot) -> Self {
        let mut is_ready = None;
        let ready = Promise::new(&mut |resolve, _| is_ready = Some(resolve));
        Self {
            host,
            shadow,
            session: OnceCell::new(),
            subscription: RefCell::default(),
            device_journal: Rc::default(),
            mounted: Cell::new(false),
            early: Early::default(),
            ready,
            is_ready,
        }
    }

    /// The session, made when it is first needed: by then the attributes are there.
    fn session(&self) -> &Rc<Session> {
        self.session.get_or_init(|| {
            let journal: Rc<dyn Journal> = match self.journal() {
                None => Rc::new(NoJournal),
                Some(journal) => Rc::new(journal),
            };
            let session = Session::new(Rc::new(PageClock::new()), journal);
            session.set_draft(Draft {
                people: self.attribute("people").unwrap_or_default(),
                title: self.attribute("meeting-title").unwrap_or_default(),
                ..Draft::default()
            });
            let host = self.host.clone();
            let weak = Rc::downgrade(&session);
            let subscription = session.subscribe(move |change| {
                if let Some(session) = weak.upgrade() {
                    fire(&host, &session, change);
                }
            });
            self.subscription.replace(Some(subscription));
            session
        })
    }

    fn journal(&self) -> Option<Rc<DeviceJournal>> {
        let none = self.attribute("storage").as_deref() == Some("none");
        (!none).then(|| Rc::clone(&self.device_journal))
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.host.get_attribute(name)
    }

    /// The element is on a page. The first time, its screens are made; a move only brings it
    /// here again.
    pub fn connected(&self) -> Result<(), JsValue> {
        if self.mounted.replace(true) {
            return Ok(());
        }
        self.device_journal.set_place(self.place());
        let session = self.session();
        if self.attribute("mode").as_deref() == Some("review") {
            session.show(Shown::Review);
        }
        self.mount(session)?;
        let life = Life {
            host: self.host.clone(),
            session: Rc::clone(session),
            shadow: self.shadow.clone(),
            early: Rc::clone(&self.early),
            is_ready: self.is_ready.clone(),
            src: self.attribute("src"),
            // The session has made its choice already, perhaps before it came to a page.
            journal: self.journal().filter(|_| session.keeps()),
        };
        spawn_local(life.begin());
        Ok(())
    }

    fn mount(&self, session: &Rc<Session>) -> Result<(), JsValue> {
        let page = self.host.owner_document().ok_or(JsValue::NULL)?;
        let root = page.create_element("div")?;
        root.set_class_name("root");
        self.shadow.append_child(&root)?;
        let desk = Desk {
            session: Rc::clone(session),
            words: &ENGLISH,
        };
        yew::Renderer::<App>::with_root_and_props(root, desk).render();
        Ok(())
    }

    /// Which element of the page this is: its id, or its number.
    fn place(&self) -> String {
        if !self.host.id().is_empty() {
            return self.host.id();
        }
        let page = self.host.owner_document();
        let all = page.map(|page| page.get_elements_by_tag_name(surface::TAG));
        let number = all.and_then(|all| {
            let host: &web_sys::Element = &self.host;
            (0..all.length()).find(|place| all.item(*place).as_ref() == Some(host))
        });
        number.unwrap_or_default().to_string()
    }

    /// An attribute was set, changed or removed.
    pub fn attribute_changed(&self, name: &str, value: Option<String>) {
        // Before there is a session, it will read the attributes itself.
        let Some(session) = self.session.get() else {
            return;
        };
        let value = value.unwrap_or_default();
        match name {
            "people" => session.set_draft(Draft {
                people: value,
                ..session.draft()
            }),
            "meeting-title" => session.set_draft(Draft {
                title: value,
                ..session.draft()
            }),
            "mode" => session.show(mode_named(&value)),
            "src" if !value.is_empty() => {
                let session = Rc::clone(session);
                spawn_local(async move { fetch_into(&session, &value).await });
            }
            _ => {}
        }
    }

    /// Opens a meeting and shows its review.
    pub fn open(&self, source: JsValue, options: JsValue) -> Promise {
        let session = Rc::clone(self.session());
        future_to_promise(async move {
            let format = Reflect::get(&options, &"format".into())
                .ok()
                .and_then(|format| format.as_string());
            let name = source.dyn_ref::<File>().map(File::name);
            let bytes = match source.dyn_ref::<Blob>() {
                Some(blob) => upload::bytes(blob).await,
                None => text_of(&source).map(String::into_bytes),
            };
            let options = Options {
                name: name.as_deref(),
                format: format.as_deref(),
                ..Options::default()
            };
            let later = later::fetch().await;
            let document = bytes
                .and_then(|bytes| (later?.read)(&bytes, &options))
                .map_err(|problem| error(&problem))?;
            session.open(document);
            Ok(JsValue::UNDEFINED)
        })
    }

    /// The meeting file as a plain object, null before there is one.
    #[wasm_bindgen(getter)]
    pub fn meeting(&self) -> Result<JsValue, JsValue> {
        plain_meeting(self.session())
    }

    /// Opens a meeting file given as a plain object.
    #[wasm_bindgen(setter)]
    pub fn set_meeting(&self, meeting: JsValue) -> Result<(), JsValue> {
        let text = text_of(&meeting).map_err(|problem| error(&problem))?;
        let session = self.session();
        if let Some(later) = later::here() {
            let document = (later.read_meeting)(&text).map_err(|problem| error(&problem))?;
            session.open(document);
            return Ok(());
        }
        self.early.replace(Some(text));
        let (session, early) = (Rc::clone(session), Rc::clone(&self.early));
        spawn_local(async move {
            // On a page its life says what could not be fetched.
            if let Ok(later) = later::fetch().await {
                open_early(&session, &early, later);
            }
        });
        Ok(())
    }

    /// The summary as a plain object, null before there is a meeting.
    #[wasm_bindgen(getter)]
    pub fn summary(&self) -> Result<JsValue, JsValue> {
        plain_summary(self.session())
    }

    /// What is shown now.
    #[wasm_bindgen(getter)]
    pub fn mode(&self) -> String {
        match self.session().shown() {
            Shown::Review => "review",
            Shown::SetUp | Shown::Board => "observe",
        }
        .to_owned()
    }

    /// Shows the board (or set-up), or the review.
    #[wasm_bindgen(setter)]
    pub fn set_mode(&self, mode: &JsValue) {
        let mode = mode.as_string().unwrap_or_default();
        self.session().show(mode_named(&mode));
    }

    /// Kept when the element can be used.
    #[wasm_bindgen(getter)]
    pub fn ready(&self) -> Promise {
        self.ready.clone()
    }

    /// Stores one event and returns it as it is stored.
    pub fn tap(&self, event: JsValue) -> Result<JsValue, JsValue> {
        let session = self.session();
        let told = text_of(&event).map_err(|problem| error(&problem))?;
        let later = later::here().ok_or_else(|| error(&not_ready()))?;
        self.stored((later.tell)(session, &told))
    }

    /// One step back.
    pub fn undo(&self) -> Result<JsValue, JsValue> {
        self.stored(self.session().tap(Tap::Undo, None))
    }

    /// One step forth.
    pub fn redo(&self) -> Result<JsValue, JsValue> {
        self.stored(self.session().tap(Tap::Redo, None))
    }

    /// Ends the meeting.
    pub fn end(&self) -> Result<JsValue, JsValue> {
        self.stored(self.session().tap(Tap::End, None))
    }

    fn stored(&self, event: Result<crate::meeting::Event, Problem>) -> Result<JsValue, JsValue> {
        let event = event.map_err(|problem| error(&problem))?;
        stored(self.session(), &event)
    }

    /// Writes a file of this format; a picture of the chart that `options` name.
    pub fn save(&self, format: &JsValue, options: &JsValue) -> Promise {
        // Anything else than a name is the name of no format.
        let format = format.as_string().unwrap_or_default();
        let chart = Reflect::get(options, &"chart".into());
        let chart = chart.ok().and_then(|chart| chart.as_string());
        if format == "png" {
            let session = Rc::clone(self.session());
            let screen = self.shadow.first_element_child();
            return future_to_promise(async move {
                let later = later::fetch().await.map_err(|problem| error(&problem))?;
                let screen = screen.ok_or_else(|| error(&not_ready()))?;
                let drawn = (later.png)(&session, chart.as_deref(), screen).await;
                drawn.map(JsValue::from).map_err(|problem| error(&problem))
            });
        }
        if matches!(format.as_str(), "svg" | "html") {
            let session = Rc::clone(self.session());
            return future_to_promise(async move {
                let later = later::fetch().await;
                let written = later
                    .and_then(|later| (later.shown)(&session, &format, chart.as_deref()))
                    .map_err(|problem| error(&problem))?;
                Ok(download::blob(&written.bytes, written.mime)?.into())
            });
        }
        let document = self
            .session()
            .document()
            .ok_or_else(|| Problem::new(Code::UnknownEvent, "There is no meeting to save yet."));
        // What was there when it was asked for, however late the writer comes.
        let now = self.session().now();
        future_to_promise(async move {
            let later = later::fetch().await;
            let written = document
                .and_then(|document| (later?.write)(&document, &format, now))
                .map_err(|problem| error(&problem))?;
            Ok(download::blob(&written.bytes, written.mime)?.into())
        })
    }
}

fn mode_named(name: &str) -> Shown {
    match name {
        "review" => Shown::Review,
        _ => Shown::Board,
    }
}

async fn fetch_into(session: &Session, url: &str) {
    let read = async {
        let bytes = upload::fetch(url).await?;
        let path = url.split(['?', '#']).next();
        let options = Options {
            name: path.and_then(|path| path.rsplit('/').next()),
            ..Options::default()
        };
        (later::fetch().await?.read)(&bytes, &options)
    };
    match read.await {
        Ok(document) => session.open(document),
        Err(problem) => session.refuse_file(problem),
    }
}

/// Text as it is; any other value as its JSON.
fn text_of(value: &JsValue) -> Result<String, Problem> {
    value
        .as_string()
        .or_else(|| JSON::stringify(value).ok()?.as_string())
        .ok_or_else(|| {
            Problem::new(
                Code::BadJson,
                "This is neither text nor an object that can be written as JSON.",
            )
        })
}
