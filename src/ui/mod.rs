//! The screens. They read the session's floor and summary, and emit taps; nothing lives here
//! that would be missed if the screens went away.

pub mod arrival;
mod attention;
mod board;
mod face;
mod figure;
mod files;
mod following;
mod gestures;
mod guide;
mod guise;
pub mod handed;
mod keys;
pub mod later;
mod lessons;
mod linked;
mod looks;
pub mod own_page;
mod paper;
mod parts;
mod png;
mod practice;
mod replay;
mod report;
mod review;
mod saving;
mod set_up;
mod sheets;
mod stage;
mod strip;
mod tables;
mod tile;
mod timeline;
mod width;

use std::rc::Rc;

use gloo_timers::callback::Interval;
use web_sys::{DragEvent, HtmlDialogElement, HtmlElement, Node};
use yew::html::{ondragover, ondrop};
use yew::{Callback, Html, NodeRef, Properties, component, hook, use_effect_with, use_node_ref};

pub use self::face::Face;
pub use self::guise::Guise;
use self::looks::{Looks, Switch};
use self::parts::Part;
pub use self::stage::Screens;
use crate::browser::visibility::{when_it_goes, when_seen_again};
use crate::meeting::Meeting;
use crate::session::{Saving, Session, Shown};
use crate::text::Words;

/// What every screen works with.
#[derive(Clone, Properties)]
pub struct Desk {
    /// The meeting.
    pub session: Rc<Session>,
    /// The language.
    pub words: &'static Words,
    /// How the page owner wants it shown.
    pub face: Face,
}

impl PartialEq for Desk {
    fn eq(&self, other: &Self) -> bool {
        let same = Rc::ptr_eq(&self.session, &other.session) && self.words == other.words;
        same && self.face == other.face
    }
}

impl Desk {
    /// Whether what is shown is the page's: it asks for a review, and the meeting is none of this device's
    /// own. Nothing can be changed in it then.
    fn is_for_reading(&self) -> bool {
        let session = &self.session;
        let is_own = session.saving() != Saving::Nothing || session.now().is_some();
        self.face.is_review && session.document().is_some() && !is_own
    }

    /// The title of a meeting, or what stands for none.
    fn title(&self, meeting: &Meeting) -> String {
        match meeting.title.as_str() {
            "" => self.words.screens.untitled.to_owned(),
            title => title.to_owned(),
        }
    }
}

/// The whole widget: one of three screens.
#[component]
fn App(desk: &Desk) -> Html {
    let session = &desk.session;
    let looks = looks::use_looks();
    let (root, input) = (use_node_ref(), use_node_ref());
    let shown = session.shown();

    // Every change of the session is seen; and while a clock runs on the screen, every second.
    use_effect_with(desk.clone(), {
        let looks = looks.clone();
        move |desk| {
            let subscription = desk.session.subscribe(move |_| looks.again());
            move || drop(subscription)
        }
    });
    let paused = session.course().floor().paused.is_some();
    let ticking = shown != Shown::SetUp && !paused && session.now().is_some();
    use_effect_with(shown, {
        let root = root.clone();
        move |shown| {
            // The keys are to work at once, but not at the cost of a field of the host page's.
            if *shown != Shown::SetUp && is_free(&root) {
                focus(&root);
            }
        }
    });
    let lesson = later::here().and_then(|later| (later.lesson)(desk, &looks));
    use_effect_with((shown, ticking, lesson.is_some()), {
        let (looks, root, session) = (looks.clone(), root.clone(), session.clone());
        move |(shown, ticking, _)| {
            let width = (*shown == Shown::Review).then(|| {
                let looks = looks.clone();
                width::WidthObserver::new(&root, move |width| looks.set_width(width))
            });
            let seconds = ticking.then(|| {
                Interval::new(1_000, move || {
                    session.attend();
                    looks.again();
                })
            });
            move || drop((width, seconds))
        }
    });

    use_sheet(&looks, &root, shown, session.gap().is_some());
    use_effect_with(ticking, {
        let session = session.clone();
        move |ticking| {
            let (seen, goes) = (session.clone(), session);
            let heard = ticking.then(|| {
                let seen = when_seen_again(move || seen.attend());
                (seen, when_it_goes(move || goes.say_goodbye()))
            });
            move || drop(heard)
        }
    });
    use_effect_with(
        (
            shown == Shown::Board && looks.is_on(Switch::Awake),
            later::here().is_some(),
        ),
        |(awake, _)| {
            let later = later::here().filter(|_| *awake);
            let kept = later.map(|later| (later.keep_awake)());
            move || drop(kept)
        },
    );

    let (class, screen) = match (lesson, shown) {
        (Some(lesson), _) => lesson,
        (_, Shown::SetUp) => ("screen set-up", set_up::set_up(desk, &looks, &input)),
        (_, Shown::Board) => ("screen on-board", board::board(desk, &looks, &root)),
        (_, Shown::Review) => (
            "screen in-review",
            match later::here() {
                Some(later) => (later.review)(desk, &looks, &root, &input),
                None => waiting(desk, &root),
            },
        ),
    };
    let sheet = match (looks.sheet(), later::here()) {
        (Some(sheet), Some(later)) => Some((later.sheet)(desk, &looks, sheet)),
        _ => None,
    };
    let over = Callback::from(|event: DragEvent| event.prevent_default());
    let dropped = {
        let desk = desk.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            // A file that slips onto the board must not take a running meeting's place.
            if desk.session.shown() == Shown::Board {
                return;
            }
            let files = event.data_transfer().and_then(|data| data.files());
            if let Some(file) = files.and_then(|files| files.item(0)) {
                files::open(&desk, file);
            }
        })
    };
    Part::of("div", class)
        .is("part", "screen")
        .is("lang", desk.words.language)
        .hears(Rc::new(ondragover::Wrapper::new(over)))
        .hears(Rc::new(ondrop::Wrapper::new(dropped)))
        .holds(screen)
        // In a place of its own: the screen stays the same when a sheet comes and goes.
        .holds(Part::of("div", "place").holds_all(sheet.into_iter().collect()))
        .into()
}

/// Lays the sheet that is open on the screen, and sees that the keys are the board's again when it,
/// or another thing that was asked, has gone.
#[hook]
fn use_sheet(looks: &Looks, root: &NodeRef, shown: Shown, asked: bool) {
    let asked = asked || looks.is_on(Switch::Arranging);
    use_effect_with(
        (looks.sheet().is_some() && later::here().is_some(), asked),
        {
            let (looks, root) = (looks.clone(), root.clone());
            move |(lies, _)| match lies {
                true => {
                    if let Some(sheet) = looks.sheet_node.cast::<HtmlDialogElement>() {
                        // One that lies there already stays.
                        let _ = sheet.show_modal();
                    }
                }
                // What was pressed last has gone: back to the keys of the board, unless the focus is
                // elsewhere on the page. In the review it goes back to where it was.
                false if shown != Shown::Review && is_free(&root) => focus(&root),
                false => {}
            }
        },
    );
}

/// The review before it is here.
fn waiting(desk: &Desk, root: &NodeRef) -> Html {
    let said = match later::failed() {
        true => {
            // What was tapped is here; the review may have to wait.
            let session = desk.session.clone();
            let back = Callback::from(move |_| {
                // A refusal is said on the board.
                let _ = session.undo_end();
            });
            Part::new("div")
                .holds(parts::problem(later::missing().to_string()))
                .holds(Part::button("button", desk.words.screens.undo).does(back))
        }
        false => parts::line("p", "hint", desk.words.screens.waiting).is("role", "status"),
    };
    Part::of("article", "review")
        .at(root)
        .is("tabindex", "-1")
        .holds(said)
        .into()
}

/// Whether nothing but this element, or nothing at all, has the focus on its page.
fn is_free(node: &NodeRef) -> bool {
    let Some(element) = node.cast::<HtmlElement>() else {
        return false;
    };
    let active = element
        .owner_document()
        .and_then(|page| page.active_element());
    active.is_none_or(|active| {
        let host = active.shadow_root().map(Node::from);
        active.tag_name() == "BODY" || host == Some(element.get_root_node())
    })
}

/// Gives an element the focus, and with it the keys.
fn focus(node: &NodeRef) {
    if let Some(element) = node.cast::<HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that cannot be focused keeps the focus where it was.
        let _ = element.focus_with_options(&options);
    }
}
