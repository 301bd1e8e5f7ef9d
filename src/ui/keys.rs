//! Keyboard as fast as touch: which key stands for whom and what.

use web_sys::KeyboardEvent;

use crate::meeting::{Tap, Who};

/// Keys of the people beyond the tenth, in the order of a keyboard's rows; `u`, `h` and `p`
/// mean something else.
const LETTERS: &str = "qwertyioasdfgjklzxcvbnm";

/// The key printed on the tile at this place: 1–9, 0, then letters.
pub fn printed(place: usize) -> Option<char> {
    match place {
        place @ 0..=8 => char::from_digit(place as u32 + 1, 10),
        9 => Some('0'),
        place => LETTERS.chars().nth(place - 10),
    }
}

/// What a key says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// A tap.
    Tap(Tap),
    /// Pause or resume, whichever is possible.
    PauseOrResume,
}

/// What this key says on a board with these people in these seats, if anything. `in_control`: the key was
/// pressed on a control that has a use of its own for the space bar.
pub fn meant(event: &KeyboardEvent, seats: &[Who], in_control: bool) -> Option<Meant> {
    if event.ctrl_key() || event.meta_key() || event.repeat() {
        return None;
    }
    let key = event.key();
    let code = event.code();
    let plain = !event.alt_key() && !event.shift_key();
    if key == " " {
        return (plain && !in_control).then_some(Meant::Tap(Tap::Silence));
    }
    let pressed = digit(&key, &code).or_else(|| letter(&key, &code))?;
    if plain {
        match pressed {
            'u' => return Some(Meant::Tap(Tap::Undo)),
            'h' => return Some(Meant::Tap(Tap::KeptTheFloor)),
            'p' => return Some(Meant::PauseOrResume),
            _ => {}
        }
    }
    let place = (0..seats.len()).find(|place| printed(*place) == Some(pressed))?;
    let who = *seats.get(place)?;
    let tap = match (event.shift_key(), event.alt_key()) {
        (false, false) => Tap::Speaks(who),
        (true, false) => Tap::Interrupts(who),
        (false, true) => Tap::TalkedOver(who),
        (true, true) => return None,
    };
    Some(Meant::Tap(tap))
}

/// A digit by its place on the keyboard: with Shift or Alt it types something else.
fn digit(key: &str, code: &str) -> Option<char> {
    let digit = match code.strip_prefix("Digit") {
        Some(digit) => digit,
        // Without NumLock its keys are arrows.
        None => code.strip_prefix("Numpad").filter(|digit| *digit == key)?,
    };
    let mut letters = digit.chars();
    letters
        .next()
        .filter(|first| first.is_ascii_digit() && letters.next().is_none())
}

/// A letter as it is printed on the key; where Alt types something else, by its place.
fn letter(key: &str, code: &str) -> Option<char> {
    let only = |text: &str| {
        let mut letters = text.chars();
        letters
            .next()
            .filter(|first| first.is_ascii_alphabetic() && letters.next().is_none())
    };
    only(key)
        .or_else(|| code.strip_prefix("Key").and_then(only))
        .map(|letter| letter.to_ascii_lowercase())
}
