//! The strip: what was just recorded, in words, with its correction at hand.

use super::Desk;
use super::board::OnTap;
use super::parts::{Part, line};
use crate::file::Document;
use crate::meeting::{Event, Outcome, Tap, What};
use crate::session::Remark;
use crate::text::{ScreenWords, clock};
use crate::time::{Moment, Span};

/// The strip under the tiles.
pub fn strip(desk: &Desk, document: &Document, on_tap: &OnTap) -> Part {
    let words = &desk.words.screens;
    let last = document.meeting.log.events().last();
    let paused = desk.session.course().floor().paused;
    let (class, said, at) = match (desk.session.refusal(), last) {
        (None, _) if desk.session.remark() == Some(Remark::Bounced) => {
            ("strip refused", words.bounced.to_owned(), None)
        }
        (None, _) if paused.is_some() => {
            // As long as nothing counts, that is what matters.
            let said = (words.recorded)(&document.meeting, &What::Pauses);
            ("strip refused", said, paused)
        }
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
    // As long as it is fresh, also after the next tap: often it is what says so.
    let now = desk.session.now().unwrap_or_default();
    let last_interruption = desk.session.course().interruptions().last().copied();
    let course = desk.session.course();
    let floor = course.floor();
    let can_be_held = last_interruption.is_some_and(|last| {
        // As long as nobody else has the floor: later it would not be clear who "they" are.
        let still = floor
            .held_by(last.who)
            .is_some_and(|holder| holder.n == last.n);
        let back = floor.is_only(last.whom);
        last.outcome == Outcome::Yielded && now.since(last.at) <= FRESH && (still || back)
    });
    drop(course);
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

/// For how long the last interruption can be turned into a held one on the strip.
const FRESH: Span = Span::from_seconds(60);

/// The event itself, or the one that it corrects, undoes or brings back, as it reads then.
fn read(document: &Document, event: &Event) -> Event {
    let log = &document.meeting.log;
    let mut said = event;
    while let What::Undoes { event: target } = said.what
        && let Some(target) = log.event(target)
    {
        said = target;
    }
    let What::Amends { event: target, set } = &said.what else {
        return said.clone();
    };
    let mut read = log.event(*target).unwrap_or(said).clone();
    read.amend(set);
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
