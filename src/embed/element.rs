//! What the class in `shim.js` does.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::future_to_promise;
use web_sys::{Element, HtmlElement, ShadowRoot};

use super::events::{error, fire, plain_meeting, plain_summary, stored};
use super::life::{Host, Life, Stay, make_room};
use super::surface;
use crate::browser::journal::NAMED;
use crate::browser::sheets::{adopt, sheets};
use crate::browser::{DeviceJournal, NoJournal, PageClock};
use crate::meeting::{Privacy, Tap};
use crate::problem::Problem;
use crate::session::ports::Journal;
use crate::session::{Draft, Session, Shown, Subscription};
use crate::text::{Words, language};
use crate::ui::handed::{Doing, Early, Wanted, text_of};
use crate::ui::later::{self, Later};
use crate::ui::{Desk, Face, Guise, Screens};

const STYLES: [&str; 2] = [
    include_str!("../../styles/tokens.css"),
    include_str!("../../styles/element.css"),
];

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
        JsValue::from(Widget::new(&host))
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

/// One element: a session, made before its screens and kept while they come and go.
#[wasm_bindgen]
pub struct Widget {
    host: Host,
    session: OnceCell<Rc<Session>>,
    subscription: RefCell<Option<Subscription>>,
    device_journal: Rc<DeviceJournal>,
    stay: Rc<Stay>,
    came: Cell<bool>,
    early: Early,
    guise: Guise,
    ready: Promise,
    is_ready: Option<Function>,
}

#[wasm_bindgen]
impl Widget {
    fn new(host: &HtmlElement) -> Self {
        let mut is_ready = None;
        let ready = Promise::new(&mut |resolve, _| is_ready = Some(resolve));
        Self {
            host: Host::new(host),
            session: OnceCell::new(),
            subscription: RefCell::default(),
            device_journal: Rc::default(),
            stay: Rc::default(),
            came: Cell::default(),
            early: Early::default(),
            guise: Guise::default(),
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
            let (host, guise) = (self.host.clone(), self.guise.clone());
            let weak = Rc::downgrade(&session);
            let subscription = session.subscribe(move |change| {
                if let (Some(host), Some(session)) = (host.get(), weak.upgrade()) {
                    fire(&host, &|| desk(&host, &session, &guise), change);
                }
            });
            let host = self.host.clone();
            session.guard(Rc::new(move |document| {
                match (later::here(), host.get()) {
                    (Some(later), Some(host)) => {
                        (later.disguised)(document, privacy(&host), words(&host))
                    }
                    // Nothing is read before that part is here.
                    _ => Ok(document),
                }
            }));
            self.subscription.replace(Some(subscription));
            session
        })
    }

    fn journal(&self) -> Option<Rc<DeviceJournal>> {
        let none = self.attribute("storage").as_deref() == Some("none");
        (!none).then(|| Rc::clone(&self.device_journal))
    }

    fn attribute(&self, name: &str) -> Option<String> {
        self.host.get()?.get_attribute(name)
    }

    /// The element is on a page. A move only brings it here again; the first time, and when it was
    /// away for long, its screens are made.
    pub fn connected(&self) -> Result<(), JsValue> {
        self.stay.remain();
        if self.stay.screens.borrow().is_some() {
            // It may have come to a place of another language.
            self.look_again();
            return Ok(());
        }
        let shadow = self.host.get().and_then(|host| host.shadow_root());
        let shadow = shadow.ok_or(JsValue::NULL)?;
        self.device_journal.set_place(self.place());
        let session = self.session();
        let first = !self.came.replace(true);
        if first {
            make_room();
        }
        if first && self.attribute("mode").as_deref() == Some("review") {
            session.show(Shown::Review);
        }
        let screens = Screens::put_up(&shadow, self.desk(session))?;
        self.stay.screens.replace(Some(screens));
        let life = Life {
            host: self.host.clone(),
            session: Rc::clone(session),
            stay: Rc::clone(&self.stay),
            early: Rc::clone(&self.early),
            is_ready: self.is_ready.clone(),
            src: self.attribute("src").filter(|_| first),
            // The session has made its choice already, perhaps before it came to a page.
            journal: self.journal().filter(|_| session.keeps()),
            first,
        };
        life.begin();
        Ok(())
    }

    /// The element was taken off its page, perhaps only to be put elsewhere.
    pub fn disconnected(&self) {
        self.stay.leave(self.session());
    }

    /// What the screens work with, as the attributes are now.
    fn desk(&self, session: &Rc<Session>) -> Desk {
        match self.host.get() {
            Some(host) => desk(&host, session, &self.guise),
            None => Desk {
                session: Rc::clone(session),
                words: language(""),
                face: Face::default(),
            },
        }
    }

    /// Gives the screens the attributes as they are now.
    fn look_again(&self) {
        if let Some(screens) = self.stay.screens.borrow_mut().as_mut() {
            screens.show(self.desk(self.session()));
        }
    }

    /// Which element of the page this is: its id, or its number.
    fn place(&self) -> String {
        let Some(host) = self.host.get() else {
            return String::new();
        };
        if !host.id().is_empty() {
            return format!("{NAMED}{}", host.id());
        }
        let page = host.owner_document();
        let all = page.map(|page| page.get_elements_by_tag_name(surface::TAG));
        let number = all.and_then(|all| {
            let host: &Element = &host;
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
            "mode" => {
                session.show(mode_named(&value));
                self.look_again();
            }
            "src" if !value.is_empty() => {
                let session = Rc::clone(session);
                later::then(move |later| {
                    // Until that part is here, its own life says that it is missing.
                    if let Ok(later) = later {
                        (later.fetch)(session, value);
                    }
                });
            }
            "lang" | "charts" | "privacy" => self.look_again(),
            _ => {}
        }
    }

    /// Opens a meeting and shows its review.
    pub fn open(&self, source: JsValue, options: JsValue) -> Promise {
        let session = Rc::clone(self.session());
        let format = Reflect::get(&options, &"format".into());
        let format = format.ok().and_then(|format| format.as_string());
        promised(Box::new(move |later| {
            Box::pin(async move {
                (later.open)(session, source, format).await?;
                Ok(JsValue::UNDEFINED)
            })
        }))
    }

    /// The meeting file as a plain object, null before there is one.
    #[wasm_bindgen(getter)]
    pub fn meeting(&self) -> Result<JsValue, JsValue> {
        plain_meeting(&self.desk(self.session()))
    }

    /// Opens a meeting file given as a plain object.
    #[wasm_bindgen(setter)]
    pub fn set_meeting(&self, meeting: JsValue) -> Result<(), JsValue> {
        let text = text_of(&meeting).map_err(|problem| error(&problem))?;
        let session = self.session();
        if let Some(later) = later::here() {
            return (later.open_text)(session, &text).map_err(|problem| error(&problem));
        }
        self.early.replace(Some(text));
        let (session, early) = (Rc::clone(session), Rc::clone(&self.early));
        later::then(move |later| {
            // On a page its life says what could not be fetched.
            if let Ok(later) = later {
                (later.open_early)(&session, &early);
            }
        });
        Ok(())
    }

    /// The summary as a plain object, null before there is a meeting.
    #[wasm_bindgen(getter)]
    pub fn summary(&self) -> Result<JsValue, JsValue> {
        plain_summary(&self.desk(self.session()))
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
        let later = later::here().ok_or_else(|| error(&later::not_ready()))?;
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
        let desk = self.desk(self.session());
        let shadow = self.host.get().and_then(|host| host.shadow_root());
        let wanted = Wanted {
            at: (desk.session.document(), desk.session.now()),
            desk,
            format,
            chart,
            screen: shadow.and_then(|shadow| shadow.first_element_child()),
        };
        promised(Box::new(|later| (later.saved)(wanted)))
    }
}

/// What this makes of what comes later.
fn promised(deed: Box<dyn FnOnce(Later) -> Doing<Result<JsValue, Problem>>>) -> Promise {
    future_to_promise(async move {
        let done = async { deed(later::fetch().await?).await };
        done.await.map_err(|problem| error(&problem))
    })
}

/// What the screens work with, as the attributes are now.
fn desk(host: &HtmlElement, session: &Rc<Session>, guise: &Guise) -> Desk {
    Desk {
        session: Rc::clone(session),
        words: words(host),
        face: Face {
            charts: host.get_attribute("charts").unwrap_or_default().into(),
            privacy: privacy(host),
            is_review: host.get_attribute("mode").as_deref() == Some("review"),
            guise: guise.clone(),
        },
    }
}

/// How much is to be hidden. A word that is none of the three, or none at all, was meant to hide something.
fn privacy(host: &HtmlElement) -> Privacy {
    match host.get_attribute("privacy").as_deref() {
        None | Some("full") => Privacy::Full,
        Some("groups") => Privacy::Groups,
        Some(_) => Privacy::Pseudonyms,
    }
}

/// The words in the language that is said of the element: by itself, or by the nearest around it,
/// through shadow roots.
fn words(host: &HtmlElement) -> &'static Words {
    let mut around: Option<Element> = Some(host.clone().into());
    while let Some(element) = around {
        if let Ok(Some(said)) = element.closest("[lang]") {
            return language(&said.get_attribute("lang").unwrap_or_default());
        }
        let root = element.get_root_node().dyn_into::<ShadowRoot>();
        around = root.ok().map(|root| root.host());
    }
    language("")
}

fn mode_named(name: &str) -> Shown {
    match name {
        "review" => Shown::Review,
        _ => Shown::Board,
    }
}
