//! Practice and the coding guide: the doors to them, and which of them is open.

use yew::{Callback, Html, NodeRef, Properties, component, html, use_effect_with, use_node_ref};

use super::guide::GuidePage;
use super::looks::{Looks, Sheet};
use super::parts::Part;
use super::practice::Practice;
use super::{Desk, focus, later, sheets};
use crate::session::Shown;
use crate::text::Words;

/// The name under which practice is open.
const PRACTICE: &str = "practice";

/// The name under which the guide is open.
pub const GUIDE: &str = "guide";

/// One of them, seen from inside: the way out.
#[derive(Clone)]
pub struct Door {
    looks: Looks,
    name: &'static str,
}

impl PartialEq for Door {
    /// There is one of each an element.
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Door {
    /// Goes back to where one came from, and has the focus there.
    pub fn leave(&self) {
        self.looks.toggle(left(self.name));
        self.shut();
    }

    /// Is shut, if something else has taken its place.
    pub fn shut(&self) {
        if self.looks.is_open(self.name) {
            self.looks.toggle(self.name);
        }
    }
}

/// The name under which it is known that this was left just now.
fn left(name: &str) -> &'static str {
    match name {
        PRACTICE => "left-practice",
        _ => "left-guide",
    }
}

/// The doors, on the set-up screen.
pub fn doors(desk: &Desk, looks: &Looks) -> Html {
    let came_from = [PRACTICE, GUIDE]
        .into_iter()
        .find(|name| looks.is_open(left(name)));
    let kept_looks = looks.clone();
    let looks = looks.clone();
    let toggle = Callback::from(move |name: &'static str| looks.toggle(name));
    let session = desk.session.clone();
    let sample = Callback::from(move |_| {
        if let Some(later) = later::here() {
            (later.sample)(&session);
        }
    });
    let earlier = {
        let (desk, looks) = (desk.clone(), kept_looks.clone());
        Callback::from(move |_| sheets::kept::lay(&desk, &looks))
    };
    let whereabouts = {
        let looks = kept_looks.clone();
        Callback::from(move |_| looks.lay(Some(Sheet::Whereabouts)))
    };
    html! {
        <>
            { Part::button("button", desk.words.sheets().earlier_meetings).does(earlier) }
            { Part::button("button", desk.words.review().sample).does(sample) }
            <Doors words={desk.words} {came_from} {toggle} />
            { Part::button("link", desk.words.whereabouts().title).does(whereabouts) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct DoorsProps {
    words: &'static Words,
    /// What was left just now.
    came_from: Option<&'static str>,
    toggle: Callback<&'static str>,
}

#[component]
fn Doors(props: &DoorsProps) -> Html {
    let (practice, guide) = (use_node_ref(), use_node_ref());
    use_effect_with(props.came_from, {
        let (toggle, practice, guide) = (props.toggle.clone(), practice.clone(), guide.clone());
        move |came_from| match *came_from {
            None => {}
            Some(name) => {
                focus(match name {
                    PRACTICE => &practice,
                    _ => &guide,
                });
                toggle.emit(left(name));
            }
        }
    });
    let door = |words: &'static str, name: &'static str, node: &NodeRef| {
        Part::button("button", words)
            .at(node)
            .does(props.toggle.reform(move |_| name))
    };
    html! {
        <>
            { door(props.words.practice().practice, PRACTICE, &practice) }
            { door(props.words.guide().title, GUIDE, &guide) }
        </>
    }
}

/// What is open, with the class of its screen. Only over screens that can wait: a running board
/// cannot.
pub fn lesson(desk: &Desk, looks: &Looks) -> Option<(&'static str, Html)> {
    let shown = desk.session.shown();
    let door = |name: &'static str| Door {
        looks: looks.clone(),
        name,
    };
    // Whatever else is shown meanwhile shuts them.
    let key = match shown {
        Shown::SetUp => "over-set-up",
        Shown::Board => return None,
        Shown::Review => "over-review",
    };
    let open = if looks.is_open(GUIDE) {
        let (door, shut) = (door(GUIDE), door(GUIDE));
        html! {
            <GuidePage {key} words={desk.words} back={Callback::from(move |()| door.leave())}
                gone={Callback::from(move |()| shut.shut())} />
        }
    } else if looks.is_open(PRACTICE) && shown == Shown::SetUp {
        html! { <Practice {key} desk={desk.clone()} door={door(PRACTICE)} /> }
    } else {
        return None;
    };
    Some(("screen lesson", open))
}
