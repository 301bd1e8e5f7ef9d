//! The facts behind each chart's sentence; the words are made in `text`.
//!
//! No verdict, no ranking of small counts: with fewer than [`ENOUGH`] of a thing only its number
//! is said.

use super::clock::clock;
use super::figure::Subject;
use crate::measure::equality::Equality;
use crate::measure::summary::PersonSummary;
use crate::measure::uncertainty::ENOUGH;
use crate::text::charts::{AirtimeFacts, InterruptionFacts, PairFacts, TimelineFacts};

/// What the airtime chart says.
pub(super) fn airtime(subject: &Subject<'_>) -> String {
    let summary = &subject.reading.summary;
    let talk = subject.talk_of_others();
    let counts = |person: &PersonSummary| person.present_s > 0.0 && !subject.is_left_out(person);
    let there: Vec<f64> = subject
        .people()
        .filter(|(_, person)| counts(person))
        .map(|(_, person)| person.airtime_s)
        .collect();
    let most = there.iter().copied().fold(0.0, f64::max);
    let named = |keep: &dyn Fn(&PersonSummary) -> bool| {
        subject
            .people()
            .filter(|(_, person)| counts(person) && keep(person))
            .map(|(who, _)| subject.name(who))
            .collect::<Vec<String>>()
    };
    let without_roles = subject.leaves_out();
    let spoken = talk > 0.0;
    (subject.words.airtime_sentence)(&AirtimeFacts {
        present: there.len(),
        most: match spoken {
            true => named(&|person| person.airtime_s >= most),
            false => Vec::new(),
        },
        role: subject
            .people()
            .map(|(_, person)| person)
            .find(|person| counts(person) && person.airtime_s >= most)
            .and_then(|person| person.role.clone()),
        share: if spoken { most / talk } else { 0.0 },
        would_change_hands: match without_roles {
            true => Equality::of(&there).would_change_hands,
            false => summary.equality.would_change_hands,
        },
        without_roles,
        silent: named(&|person| person.turns == 0),
    })
}

/// What the timeline says.
pub(super) fn timeline(subject: &Subject<'_>) -> String {
    let reading = subject.reading;
    let summary = &reading.summary;
    let back = |cut_off: &&crate::measure::interruptions::CutOff| cut_off.is_regained();
    (subject.words.timeline_sentence)(&TimelineFacts {
        observed: clock(summary.observed_s),
        people: summary
            .people
            .iter()
            .filter(|person| person.present_s > 0.0)
            .count(),
        spoke: summary
            .people
            .iter()
            .filter(|person| person.turns > 0)
            .count(),
        turns: reading.turns.len(),
        cut_offs: summary
            .interruptions
            .as_ref()
            .map(|_| reading.cut_offs.len()),
        regained: reading.cut_offs.iter().filter(back).count(),
        ally_moments: subject
            .course
            .ally_moments()
            .iter()
            .filter(|moment| reading.observed.has(moment.at))
            .count(),
        overlap: (summary.overlap_s > 0.0).then(|| clock(summary.overlap_s)),
        left_open: reading.left_open && reading.until == subject.course.window_end(None),
    })
}

/// What the interruptions chart says.
pub(super) fn interruptions(subject: &Subject<'_>) -> String {
    let summary = &subject.reading.summary;
    let Some(matrix) = &summary.interruptions else {
        return subject.words.interruptions_imported.to_owned();
    };
    let total = |matrix: &[Vec<u32>]| matrix.iter().flatten().sum::<u32>();
    let count = |row: usize, column: usize| {
        let row = matrix.get(row);
        row.and_then(|row| row.get(column)).copied().unwrap_or(0)
    };
    let all = total(matrix);
    let most = matrix.iter().flatten().copied().max().unwrap_or(0);
    let everyone = || subject.roster().everyone();
    let mut at_most = everyone()
        .flat_map(|who| everyone().map(move |whom| (who, whom)))
        .filter(|(who, whom)| count(who.place(), whom.place()) == most);
    // Named only when there are enough of them, and no other pair has as many.
    let pair = match (most >= ENOUGH, at_most.next(), at_most.next()) {
        (true, Some((who, whom)), None) => Some(PairFacts {
            who: subject.name(who),
            whom: subject.name(whom),
            count: most,
            back: count(whom.place(), who.place()),
        }),
        _ => None,
    };
    (subject.words.interruptions_sentence)(&InterruptionFacts {
        all,
        yielded: summary.yielded.as_deref().map(total).unwrap_or(0),
        talked_over: subject
            .course
            .talked_over()
            .iter()
            .filter(|event| subject.reading.observed.has(event.at))
            .count(),
        cut_offs: subject.reading.cut_offs.len(),
        enough: all >= ENOUGH,
        pair,
    })
}
