//! Interruptions: who interrupted whom; made against received; and the rates with their intervals.
//! By person, or by the groups of an attribute.

use super::figure::{ChartKind, Figure, Picture, Subject, sensible};
use super::matrix::{Pair, matrix};
use super::{groups, rates, scatter, sentence, tables};
use crate::measure::summary::PersonSummary;
use crate::measure::uncertainty::Rate;
use crate::meeting::Who;

/// The interruptions chart, for a width in CSS px; wider where the people need it.
pub fn interruptions(subject: &Subject<'_>, width: f64) -> Figure {
    let summary = &subject.reading.summary;
    if let Some(groups) = subject.by.and_then(|place| summary.groups.get(place))
        && let Some(matrix) = &groups.interruptions
    {
        return groups::interruptions(subject, groups, matrix, sensible(width));
    }
    let words = subject.words;
    let pairs = Pair::all(subject);
    let marked = summary.interruptions.is_some();
    let picture = (!pairs.is_empty()).then(|| matrix(subject, &pairs, width));
    let mut caption = match (marked, &picture) {
        (false, _) => words.interruptions_caption_imported.to_owned(),
        (true, picture) => {
            let left_out = picture.as_ref().map_or(0, |(_, _, left_out)| *left_out);
            (words.interruptions_caption)(left_out)
        }
    };
    let (scene, legend) = match picture {
        Some((scene, legend, _)) => (Some(scene), legend),
        None => (None, Vec::new()),
    };
    let more = match pairs.iter().any(|pair| pair.interruptions > 0) {
        true => more(subject, sensible(width)),
        false => Vec::new(),
    };
    if more.len() == 1 {
        caption.push_str(words.rates.no_rates);
    }
    Figure {
        kind: ChartKind::Interruptions,
        heading: words.interruptions,
        name: (subject.words.picture)(words.interruptions),
        caption: subject.captioned(caption, usize::MAX),
        sentence: sentence::interruptions(subject),
        how: words.interruptions_how,
        scene,
        legend,
        scale: None,
        more,
        tables: if marked {
            tables::interruptions(subject, &pairs)
        } else {
            Vec::new()
        },
    }
}

/// Made against received, and both rates.
fn more(subject: &Subject<'_>, width: f64) -> Vec<Picture> {
    let words = &subject.words.rates;
    let rates = |rate: fn(&PersonSummary) -> Option<Rate>, named: (&str, &str)| {
        let people = &subject.reading.summary.people;
        let row = |who| {
            let rate = people.get(Who::place(who)).and_then(rate);
            (subject.roster().label(who), rate)
        };
        let rows: Vec<rates::Row<'_>> = subject.shown().into_iter().map(row).collect();
        rates::picture(subject, named, &rows, width)
    };
    let mut more = vec![scatter::picture(
        subject,
        &scatter::Groups::default(),
        width,
    )];
    more.extend(rates(|person| person.received_per_min, words.received));
    more.extend(rates(|person| person.made_per_min, words.made));
    more
}
