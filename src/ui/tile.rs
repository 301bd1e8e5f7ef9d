//! One person on the board: the tile is *speaks*, with two buttons at its foot.

use web_sys::MouseEvent;
use yew::{AttrValue, Callback, Html, Properties, component, html};

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
    /// The running time of the turn, while this person holds the floor.
    pub speaking: Option<AttrValue>,
    /// Whether they have had a turn.
    pub heard: bool,
    /// The share of the talk so far, in hundredths.
    pub share: u32,
    /// How often they were cut off.
    pub cut_offs: u32,
    /// The language.
    pub words: &'static Words,
    /// Where taps go, each with the stamp of its gesture.
    pub on_tap: Callback<(Tap, MouseEvent)>,
}

/// One person on the board.
#[component]
pub fn Tile(props: &TileProps) -> Html {
    let words = &props.words.screens;
    let tap = |tap: Tap| props.on_tap.reform(move |event: MouseEvent| (tap, event));
    let name = props.label.as_str();
    let state = match &props.speaking {
        Some(time) => (words.speaking)(time),
        None if props.heard => (words.share)(f64::from(props.share) / 100.0),
        None => words.not_yet_heard.to_owned(),
    };
    let holds = props.speaking.is_some();
    let described = format!("state-{}", props.who.place());
    html! {
        <li class={if holds { "tile holds" } else { "tile" }} part="tile">
            <button type="button" class="speaks" aria-label={(words.speaks)(name)}
                aria-pressed={if holds { "true" } else { "false" }}
                aria-describedby={described.clone()} onclick={tap(Tap::Speaks(props.who))}>
                <span class="name" dir="auto">{ name }</span>
                if let Some(key) = props.key_cap {
                    <kbd>{ key }</kbd>
                }
                <span class="state" id={described}>
                    <span class="numbers">{ state }</span>
                    if props.cut_offs > 0 {
                        <span class="cut-offs">
                            { cut_off_mark() }
                            <span aria-hidden="true">{ props.cut_offs }</span>
                            <span class="unseen">{ (words.cut_offs)(props.cut_offs) }</span>
                        </span>
                    }
                </span>
                <svg class="share" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
                    <rect width={props.share.to_string()} height="1" />
                </svg>
            </button>
            <button type="button" class="interrupts" aria-label={(words.interrupts)(name)}
                onclick={tap(Tap::Interrupts(props.who))}>
                <svg class="mark" viewBox="0 0 16 16" aria-hidden="true">
                    <path d="M2 8h8M7 4.5 10.5 8 7 11.5M13.5 3v10" />
                </svg>
                <span>{ words.interrupts_short }</span>
            </button>
            <button type="button" class="talked-over" aria-label={(words.talked_over)(name)}
                onclick={tap(Tap::TalkedOver(props.who))}>
                { cut_off_mark() }
                <span>{ words.talked_over_short }</span>
            </button>
        </li>
    }
}

/// Lines that end in a cross: what was being said was cut off.
fn cut_off_mark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M2 5h12M2 10.5h5.5M10 8.5l4 4M14 8.5l-4 4" />
        </svg>
    }
}
