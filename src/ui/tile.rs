//! One person on the board: the tile is *speaks*, with two buttons at its foot.

use yew::{AttrValue, Html, Properties, component};

use super::board::{OnMore, OnTap};
use super::parts::{Part, line};
use crate::meeting::{Tap, Who};
use crate::text::Words;

/// What a tile shows. Equal properties draw nothing anew.
#[derive(Clone, PartialEq, Properties)]
pub struct TileProps {
    /// Whose tile it is.
    pub who: Who,
    /// The name to show.
    pub label: AttrValue,
    /// The key printed on it.
    pub key_cap: Option<char>,
    /// The running time of the turn, while this person holds the floor; empty where numbers are
    /// hidden.
    pub speaking: Option<AttrValue>,
    /// Whether they have had a turn.
    pub heard: bool,
    /// Whether they are in the room.
    pub here: bool,
    /// The share of the talk so far, in hundredths.
    pub share: u32,
    /// How often they were cut off.
    pub cut_offs: u32,
    /// Whether numbers are shown.
    pub numbers: bool,
    /// Whether it is being dragged (`lifted`) or dragged onto (`aimed`).
    pub held: &'static str,
    /// The language.
    pub words: &'static Words,
    /// Where taps go.
    pub on_tap: OnTap,
    /// Where the asking for more goes.
    pub on_more: OnMore,
}

/// One person on the board.
#[component]
pub fn Tile(props: &TileProps) -> Html {
    let words = &props.words.screens;
    let name = props.label.as_str();
    let button = |class: &'static str, label: String, tap: Tap| {
        Part::of("button", class)
            .is("type", "button")
            .is("aria-label", label)
            .does(props.on_tap.reform(move |event| (tap, event)))
    };
    let (class, pressed) = match props.speaking {
        Some(_) => ("tile holds", "true"),
        None if !props.here => ("tile away", "false"),
        None => ("tile", "false"),
    };
    let numbers = match &props.speaking {
        Some(time) => (words.speaking)(time),
        None if !props.here => words.not_here.to_owned(),
        None if !props.numbers => String::new(),
        None if props.heard => (words.share)(f64::from(props.share) / 100.0),
        None => words.not_yet_heard.to_owned(),
    };
    let described = format!("state-{}", props.who.place());
    let mut state = Part::of("span", "state")
        .is("id", described.clone())
        .holds(line("span", "numbers", numbers));
    if props.cut_offs > 0 && props.numbers {
        let count = line("span", "", props.cut_offs.to_string()).is("aria-hidden", "true");
        state = state.holds(
            Part::of("span", "cut-offs")
                .holds(mark(CUT_OFF))
                .holds(count)
                .holds(line("span", "unseen", (words.cut_offs)(props.cut_offs))),
        );
    }
    let filled = Part::new("rect")
        .is(
            "width",
            if props.numbers { props.share } else { 0 }.to_string(),
        )
        .is("height", "1");
    let share = Part::of("svg", "share")
        .is("viewBox", "0 0 100 1")
        .is("preserveAspectRatio", "none")
        .is("aria-hidden", "true")
        .holds(filled);
    let mut speaks = button("speaks", (words.speaks)(name), Tap::Speaks(props.who))
        .is("aria-pressed", pressed)
        .is("aria-describedby", described)
        .holds(line("span", "name", props.label.clone()).is("dir", "auto"));
    if let Some(key) = props.key_cap {
        speaks = speaks.holds(Part::new("kbd").says(String::from(key)));
    }
    let interrupts = button(
        "interrupts",
        (words.interrupts)(name),
        Tap::Interrupts(props.who),
    )
    .holds(mark("M2 8h8M7 4.5 10.5 8 7 11.5M13.5 3v10"))
    .holds(line("span", "", words.interrupts_short));
    let talked_over = button(
        "talked-over",
        (words.talked_over)(name),
        Tap::TalkedOver(props.who),
    )
    .holds(mark(CUT_OFF))
    .holds(line("span", "", words.talked_over_short));
    let who = props.who;
    let more = Part::of("button", "dots")
        .is("type", "button")
        .is("aria-label", (words.more_for)(name))
        .does(props.on_more.reform(move |event| (who, event)))
        .holds(mark(DOTS));
    Part::of("li", class)
        .is("part", "tile")
        .is("data-place", who.place().to_string())
        .is("data-held", props.held)
        .holds(speaks.holds(state).holds(share))
        .holds(more)
        .holds(interrupts)
        .holds(talked_over)
        .into()
}

/// Lines that end in a cross: what was being said was cut off.
const CUT_OFF: &str = "M2 5h12M2 10.5h5.5M10 8.5l4 4M14 8.5l-4 4";

/// Three dots: there is more.
pub const DOTS: &str = "M8 3.2v.1M8 8v.1M8 12.8v.1";

/// A small drawing of one stroke.
pub fn mark(path: &'static str) -> Part {
    Part::of("svg", "mark")
        .is("viewBox", "0 0 16 16")
        .is("aria-hidden", "true")
        .holds(Part::new("path").is("d", path))
}
