//! The picture of the timeline: coming closer, moving along it, and picking a part of the meeting on it.
//!
//! What is seen of it and what is picked are two things: the first changes this picture alone, the
//! second every number of the review. Fingers, mouse and wheel work on the picture; keys too, and for
//! whoever does not see it there are the sliders of the part.

mod hand;

use std::rc::Rc;

use web_sys::{HtmlInputElement, InputEvent};
use yew::html::{oninput, onpointercancel, onpointerdown, onpointermove, onpointerup};
use yew::virtual_dom::VComp;
use yew::{
    Callback, Html, Properties, TargetCast, component, use_force_update, use_mut_ref, use_node_ref,
};

use self::hand::{Hand, Still, Table, Wheel};
use super::Desk;
use super::attention::{Keeper, KeeperProps, Said, SaidProps};
use super::figure::{legend, scene};
use super::looks::Looks;
use super::parts::{Part, line, place};
use crate::chart::{Closer, Figure, Subject, View, timeline_closer};
use crate::measure::summary::Reading;
use crate::text::clock;
use crate::time::{Moment, Span};

/// How much closer one press of a button or a key comes.
const STEP: f64 = 1.6;

/// Half the width of what can be gripped at an edge, in CSS px.
const REACH: f64 = 14.0;

/// What the picture is made of.
#[derive(Clone, Properties)]
pub struct Props {
    pub desk: Desk,
    pub looks: Looks,
    pub figure: Rc<Figure>,
    /// The whole meeting, however small the part that is looked at.
    pub whole: Rc<Reading>,
    /// In CSS px.
    pub width: f64,
}

impl PartialEq for Props {
    /// Much of it lives in the looks: whenever the review is drawn, this is too.
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// The picture with its means.
#[component]
pub fn Timeline(props: &Props) -> Html {
    let Props {
        desk,
        looks,
        figure,
        whole,
        ..
    } = props;
    let table = Table {
        looks: looks.clone(),
        hand: use_mut_ref(Hand::default),
        svg: use_node_ref(),
        means: use_node_ref(),
        again: use_force_update(),
        whole: View::whole(whole),
    };
    let view = table.view();
    let drawn = closer(props, view);
    let (drawn, scale, signs) = match (&drawn, &figure.scene, figure.scale) {
        (Some(closer), ..) => (&closer.scene, closer.scale, &closer.legend),
        (None, Some(scene), Some(scale)) => (scene, scale, &figure.legend),
        _ => return Html::default(),
    };
    table.hand.borrow_mut().scale = Some(scale);
    let words = desk.words.review();
    let mut svg = scene(drawn).at(&table.svg).is("role", "img").is(
        "aria-label",
        match view == table.whole {
            true => figure.name.clone(),
            false => (words.zoom_picture)(&shown(view.from), &shown(view.until)),
        },
    );
    let picked = view.picked.unwrap_or((table.whole.from, table.whole.until));
    for (edge, at) in [("start", picked.0), ("end", picked.1)] {
        if view.has(at, at) {
            let line = view.picked.is_some();
            svg = svg.holds(grip(edge, line, scale.x(at), drawn.height));
        }
    }
    let picture = Part::of("div", "picture time")
        .is("tabindex", "0")
        .is("role", "group")
        .is("aria-label", words.zoom_keys)
        .takes_keys(table.keys())
        .hears(Rc::new(onpointerdown::Wrapper::new(table.down())))
        .hears(Rc::new(onpointermove::Wrapper::new(table.moves())))
        .hears(Rc::new(onpointerup::Wrapper::new(table.up())))
        .hears(Rc::new(onpointercancel::Wrapper::new(table.cancelled())))
        .hears(Rc::new(Wheel(table.clone())))
        .hears(Rc::new(Still(table.clone())))
        .holds(svg);
    Part::of("div", "timeline")
        .holds(picture)
        .holds(table.means(desk, view))
        .holds_all(legend(signs))
        .into()
}

/// The picture of what is seen, unless the figure's own shows the same.
fn closer(props: &Props, view: View) -> Option<Closer> {
    if view == View::whole(&props.whole) && props.looks.options().window.is_none() {
        return None;
    }
    let session = &props.desk.session;
    let document = session.document()?;
    let course = session.course();
    let subject = Subject {
        meeting: &document.meeting,
        course: &course,
        reading: &props.whole,
        words: props.desk.words.charts(),
        by: None,
        marked: props.looks.marked(),
        at_length: false,
    };
    Some(timeline_closer(&subject, view, props.width))
}

/// An edge of what is picked, to be dragged; with a line down the lanes, or without.
fn grip(edge: &'static str, line: bool, x: f64, height: f64) -> Part {
    let px = |number: f64| (number.round() as i64).to_string();
    // At the foot, where no name stands.
    let foot = height - 28.0;
    let rectangle = |class: &'static str, half: f64, from: f64, until: f64| {
        Part::of("rect", class)
            .is("x", px(x - half))
            .is("y", px(from))
            .is("width", px(2.0 * half))
            .is("height", px(until - from))
    };
    let grip = Part::of("g", "grip")
        .is("data-edge", edge)
        .holds(rectangle("reach", REACH, 0.0, height - 24.0))
        .holds(rectangle("hold", 4.0, foot - 24.0, foot).is("rx", "4"));
    match line {
        true => grip.holds(rectangle("edge", 1.0, 0.0, height - 24.0)),
        false => grip,
    }
}

impl Table {
    /// Buttons for what the wheel and two fingers do, and where that has led.
    fn means(&self, desk: &Desk, view: View) -> Part {
        let words = desk.words.review();
        let whole = self.whole;
        let is_whole = (view.from, view.until) == (whole.from, whole.until);
        let step = |sign: &'static str, name: &'static str, times: f64| {
            let table = self.clone();
            Part::button("button small", sign)
                .is("aria-label", name)
                .does(Callback::from(move |_| {
                    let view = table.view();
                    let middle = view.from.on(Span::from_millis(view.length().millis() / 2));
                    table.see(view.closer(times, middle, whole));
                }))
        };
        let along = (!is_whole).then(|| {
            let moved = {
                let table = self.clone();
                Callback::from(move |event: InputEvent| {
                    let input: HtmlInputElement = event.target_unchecked_into();
                    let from = Moment::nearest(input.value_as_number() * 1000.0);
                    let view = table.view();
                    let half = Span::from_millis(view.length().millis() / 2);
                    table.see(view.about(from.on(half), whole));
                })
            };
            let (from, until) = (shown(view.from), shown(view.until));
            let most = whole.length().less(view.length()).seconds();
            let input = Part::new("input")
                .is("type", "range")
                .is("min", "0")
                .is("max", (most.ceil() as u64).to_string())
                .is("step", "1")
                .is("aria-label", words.zoom_along)
                .is("aria-valuetext", (words.zoom_seen)(&from, &until))
                .shows((view.from.seconds().round() as u64).to_string())
                .hears(Rc::new(oninput::Wrapper::new(moved)));
            let all = {
                let table = self.clone();
                Part::button("link", words.zoom_all).does(Callback::from(move |_| table.see(whole)))
            };
            Part::of("div", "along")
                .holds(input)
                .holds(line("span", "at", (words.zoom_seen)(&from, &until)))
                .holds(all)
        });
        let said = SaidProps {
            words: (words.zoom_picture)(&shown(view.from), &shown(view.until)).into(),
        };
        let keeper = KeeperProps {
            focus: self.looks.focus(),
            root: self.means.clone(),
        };
        Part::of("div", "zoom")
            .at(&self.means)
            .holds(step("−", words.zoom_out, 1.0 / STEP))
            .holds(step("+", words.zoom_in, STEP))
            .holds(place(along))
            .holds(VComp::new::<Said>(Rc::new(said), None))
            .holds(VComp::new::<Keeper>(Rc::new(keeper), None))
            .holds(place(is_whole.then(|| line("p", "hint", words.zoom_hint))))
    }
}

fn shown(at: Moment) -> String {
    clock(at.since(Moment::START))
}
