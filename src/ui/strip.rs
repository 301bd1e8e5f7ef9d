//! The strip: what was just recorded, in words, with its correction at hand.

use super::Desk;
use super::board::OnTap;
use super::parts::{Part, line};
use crate::file::Document;
use crate::meeting::{Amendment, Event, Outcome, Tap, What};
use crate::text::{ScreenWords, clock};
use crate::time::Moment;

/// The strip under the tiles.
pub fn strip(desk: &Desk, document: &Document, on_tap: &OnTap) -> Part {
    let words = &desk.words.screens;
    let last = document.meeting.log.events().last();
    let (class, said, at) = match (desk.session.refusal(), last) {
        (Some(refusal), _) => ("strip refused", refusal.to_string(), None),
        (None, None) => ("strip", words.nothing_yet.to_owned(), None),
        (None, Some(event)) => {
            let read = read(document, event);
            (
                class(&read.what),
                in_words(words, document, event),
                Some(read.at),
            )
        }
    };
    let can_be_held = last.is_some_and(|event| {
        matches!(
            event.what,
            What::Interrupts {
                outcome: Outcome::Yielded,
                ..
            }
        )
    });
    let mut words_said = Part::new("p")
        .is("role", "log")
        .is("aria-live", "polite")
        .is("aria-label", words.last_recorded)
        .says(said);
    if let Some(at) = at {
        let at = line("span", "at", clock(at.since(Moment::START)));
        words_said = words_said.says(" ").holds(at);
    }
    let mut strip = Part::of("div", class).holds(words_said);
    if can_be_held {
        let kept = on_tap.reform(|event| (Tap::KeptTheFloor, event));
        strip = strip.holds(Part::button("button small", words.kept_the_floor).does(kept));
    }
    strip
}

/// The event itself, or the one that it corrects, as it now reads.
fn read(document: &Document, event: &Event) -> Event {
    let log = &document.meeting.log;
    match &event.what {
        What::Undoes { event: target } => log
            .event(*target)
            .map_or_else(|| event.clone(), |target| read_once(document, target)),
        _ => read_once(document, event),
    }
}

fn read_once(document: &Document, event: &Event) -> Event {
    let log = &document.meeting.log;
    let (target, set): (Option<&Event>, Option<&Amendment>) = match &event.what {
        What::Undoes { event: target } => (log.event(*target), None),
        What::Amends { event: target, set } => (log.event(*target), Some(set)),
        _ => (None, None),
    };
    let mut read = target.unwrap_or(event).clone();
    if let Some(set) = set {
        read.amend(set);
    }
    read
}

fn in_words(words: &ScreenWords, document: &Document, event: &Event) -> String {
    let meeting = &document.meeting;
    let said = (words.recorded)(meeting, &read(document, event).what);
    let What::Undoes { event: target } = event.what else {
        return said;
    };
    match meeting.log.event(target).map(|target| &target.what) {
        Some(What::Undoes { .. }) => (words.restored)(&said),
        _ => (words.undone)(&said),
    }
}

fn class(what: &What) -> &'static str {
    match what {
        What::Interrupts { .. } => "strip interruption",
        What::TalkedOver { .. } => "strip cut-off",
        What::AllyMoment { .. } => "strip ally",
        _ => "strip",
    }
}
