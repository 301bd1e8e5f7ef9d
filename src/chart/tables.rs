//! The tables of the charts: all of a picture's numbers, to be read or copied.

use super::clock::{clock, exact};
use super::figure::{Column, Subject, Table};
use super::lettering::isolated;
use super::matrix::Pair;
use crate::measure::interruptions::{By, CutOff};
use crate::measure::summary::PersonSummary;
use crate::measure::uncertainty::{ENOUGH, Rate};
use crate::meeting::course::{AllyMoment, Interruption, Pause, Turn};
use crate::meeting::{EventNumber, Outcome, Who};
use crate::order;
use crate::text::{ChartWords, rounded};
use crate::time::Moment;

/// A table lists no more moments than this; the saved meeting holds them all.
pub(super) const MOST_MOMENTS: usize = 200;

/// A head over words.
pub(super) fn words(words: &str) -> Column {
    Column {
        words: words.to_owned(),
        numbers: false,
    }
}

/// A head over numbers.
pub(super) fn numbers(words: &str) -> Column {
    Column {
        words: words.to_owned(),
        numbers: true,
    }
}

/// Name and role.
pub(super) fn person(subject: &Subject<'_>, who: Who, person: &PersonSummary) -> String {
    let name = subject.name(who);
    match &person.role {
        Some(role) => format!("{name} · {}", isolated(&(subject.words.role)(role))),
        None => name,
    }
}

/// Everyone's airtime and turns.
pub(super) fn airtime(subject: &Subject<'_>) -> Table {
    let say = subject.words;
    let cell = |value: Option<f64>, show: &dyn Fn(f64) -> String| match value {
        Some(value) => show(value),
        None => say.none.to_owned(),
    };
    let mut columns = vec![
        words(say.column_person),
        numbers(say.column_seconds),
        numbers(say.column_clock),
        numbers(say.column_share),
        numbers(say.column_expected),
        numbers(say.column_turns),
        numbers(say.column_mean),
        numbers(say.column_median),
        numbers(say.column_longest),
    ];
    let without = subject.leaves_out();
    if without {
        columns.insert(5, numbers(say.column_share_of_others));
    }
    Table {
        caption: say.airtime_table,
        columns,
        rows: subject
            .people()
            .map(|(who, numbers)| {
                let mut row = vec![
                    person(subject, who, numbers),
                    exact(numbers.airtime_s),
                    clock(numbers.airtime_s),
                    cell(numbers.share, &say.exact_percent),
                    cell(numbers.expected_share, &say.exact_percent),
                    numbers.turns.to_string(),
                    cell(numbers.mean_turn_s, &exact),
                    cell(numbers.median_turn_s, &exact),
                    cell(numbers.longest_turn_s, &exact),
                ];
                if without {
                    let share = super::airtime::share(subject, numbers);
                    row.insert(5, cell(share, &say.exact_percent));
                }
                row
            })
            .collect(),
        ..Table::default()
    }
}

/// Everyone's turns, what is marked on the lanes, and every turn; of the latter two as many rows at most.
pub(super) fn timeline(subject: &Subject<'_>, most: usize) -> Vec<Table> {
    let say = subject.words;
    let mut first: Vec<Option<Moment>> = vec![None; subject.roster().len()];
    let mut last = first.clone();
    for turn in &subject.reading.turns {
        let place = turn.who.place();
        if let (Some(first), Some(last)) = (first.get_mut(place), last.get_mut(place)) {
            first.get_or_insert(turn.start);
            *last = (*last).max(Some(turn.end));
        }
    }
    let at = |moment: Option<Moment>| match moment {
        Some(at) => clock(at.seconds()),
        None => say.none.to_owned(),
    };
    let people = Table {
        caption: say.timeline_table,
        columns: vec![
            words(say.column_person),
            numbers(say.column_turns),
            numbers(say.column_seconds),
            numbers(say.column_first),
            numbers(say.column_last),
        ],
        rows: subject
            .people()
            .zip(first.into_iter().zip(last))
            .map(|((who, numbers), (first, last))| {
                vec![
                    person(subject, who, numbers),
                    numbers.turns.to_string(),
                    exact(numbers.airtime_s),
                    at(first),
                    at(last),
                ]
            })
            .collect(),
        ..Table::default()
    };
    let mut tables = vec![people];
    let moments = marked(subject);
    if !moments.is_empty() {
        let left_out = moments.len().saturating_sub(most);
        tables.push(Table {
            caption: say.moments_table,
            columns: vec![
                numbers(say.column_time),
                numbers(say.column_seconds_at),
                words(say.column_what),
            ],
            rows: moments
                .into_iter()
                .take(most)
                .map(|(at, what)| {
                    let words = what.words(subject);
                    vec![clock(at.seconds()), exact(at.seconds()), words]
                })
                .collect(),
            note: (left_out > 0).then(|| (say.left_out)(left_out)),
            ..Table::default()
        });
    }
    if subject.at_length {
        tables.extend(turns(subject, most));
    }
    tables
}

/// Every turn in the order of their starts, as many at most.
fn turns(subject: &Subject<'_>, most: usize) -> Option<Table> {
    let (say, all) = (subject.words, &subject.reading.turns);
    if all.is_empty() {
        return None;
    }
    let row = |turn: &Turn| {
        let (from, until) = (turn.start.seconds(), turn.end.seconds());
        let length = exact(turn.end.since(turn.start).seconds());
        vec![subject.name(turn.who), clock(from), clock(until), length]
    };
    Some(Table {
        caption: say.turns_table,
        columns: vec![
            words(say.column_person),
            numbers(say.column_from),
            numbers(say.column_until),
            numbers(say.column_length),
        ],
        rows: all.iter().take(most).map(row).collect(),
        note: (all.len() > most).then(|| (say.first_turns)(most, all.len())),
        at_length: true,
        ..Table::default()
    })
}

/// One thing that is marked on the timeline.
enum Marked<'a> {
    Held(&'a Interruption),
    CutOff(&'a CutOff),
    TalkedOver(&'a CutOff),
    Ally(&'a AllyMoment),
    Pause(Pause),
    Arrived(Who),
    Left(Who),
}

impl Marked<'_> {
    fn words(&self, subject: &Subject<'_>) -> String {
        let say = subject.words;
        let name = |who: Who| subject.name(who);
        let cut_off = |cut_off: &CutOff, what: String| {
            let back = cut_off.latency.map(|latency| clock(latency.seconds()));
            (say.then_back)(&what, back.as_deref())
        };
        match self {
            Self::Held(held) => (say.held)(&name(held.who), &name(held.whom)),
            Self::CutOff(lost) => {
                let by = lost.by.who().map(name).unwrap_or_default();
                cut_off(lost, (say.yielded)(&by, &name(lost.whom)))
            }
            Self::TalkedOver(lost) => {
                let whom = name(lost.whom);
                let what = match lost.by {
                    By::Stated(by) => (say.talked_over_by)(&whom, &name(by)),
                    By::Inferred(by) => (say.talked_over_inferred)(&whom, &name(by)),
                    By::Unknown => (say.talked_over)(&whom),
                };
                cut_off(lost, what)
            }
            Self::Ally(moment) => {
                (say.ally)(moment.kind, &name(moment.who), &name(moment.for_whom))
            }
            Self::Arrived(who) => (say.arrived)(&name(*who)),
            Self::Left(who) => (say.left)(&name(*who)),
            Self::Pause(pause) => (say.paused_until)(&clock(pause.end.seconds())),
        }
    }
}

/// What is marked on the timeline, in order.
fn marked<'a>(subject: &Subject<'a>) -> Vec<(Moment, Marked<'a>)> {
    let (course, observed) = (subject.course, &subject.reading.observed);
    let mut marked: Vec<(Moment, EventNumber, Marked<'a>)> = Vec::new();
    for interruption in course.interruptions() {
        if interruption.outcome == Outcome::Held && observed.has(interruption.at) {
            let held = Marked::Held(interruption);
            marked.push((interruption.at, interruption.n, held));
        }
    }
    // Both are in order: what is talked over is found on the way.
    let talked_over = course.talked_over().iter();
    let mut talked_over = talked_over
        .filter(|event| observed.has(event.at))
        .peekable();
    for cut_off in &subject.reading.cut_offs {
        let lost = match talked_over.next_if(|event| event.n == cut_off.n) {
            Some(_) => Marked::TalkedOver(cut_off),
            None => Marked::CutOff(cut_off),
        };
        marked.push((cut_off.at, cut_off.n, lost));
    }
    for moment in course.ally_moments() {
        if observed.has(moment.at) {
            marked.push((moment.at, moment.n, Marked::Ally(moment)));
        }
    }
    for pause in course.pauses_until(subject.reading.until) {
        if pause.end <= subject.reading.from {
            continue;
        }
        marked.push((pause.start, 0, Marked::Pause(pause)));
    }
    let (from, until) = (subject.reading.from, subject.reading.until);
    for who in subject.roster().everyone() {
        // Whoever was there from the start did not arrive, and staying until the end is not leaving.
        for (start, end) in course.stays_until(who, until) {
            if start > Moment::START && start >= from && start < until {
                marked.push((start, 0, Marked::Arrived(who)));
            }
            if end >= from && end < until {
                marked.push((end, 0, Marked::Left(who)));
            }
        }
    }
    order::by_key(&mut marked, |(at, n, _)| (at.millis(), (*n).into()));
    let in_order = marked.into_iter();
    in_order.map(|(at, _, marked)| (at, marked)).collect()
}

/// Who interrupted whom, and everyone's rates.
pub(super) fn interruptions(subject: &Subject<'_>, pairs: &[Pair]) -> Vec<Table> {
    let say = subject.words;
    // Of very many the most frequent.
    let left_out = pairs.len().saturating_sub(MOST_MOMENTS);
    let mut listed = pairs.to_vec();
    if left_out > 0 {
        let often = |pair: &Pair| u64::from(pair.interruptions + pair.talked_over);
        order::by_key(&mut listed, |pair| (u64::MAX - often(pair), 0));
        listed.truncate(MOST_MOMENTS);
    }
    let pairs = Table {
        caption: say.pairs_table,
        columns: vec![
            words(say.column_who),
            words(say.column_whom),
            numbers(say.column_interruptions),
            numbers(say.column_yielded),
            numbers(say.column_held),
            numbers(say.column_talked_over),
            numbers(say.column_inferred),
        ],
        rows: listed
            .iter()
            .map(|pair| {
                vec![
                    subject.name(pair.who),
                    subject.name(pair.whom),
                    pair.interruptions.to_string(),
                    pair.yielded.to_string(),
                    pair.held().to_string(),
                    pair.talked_over.to_string(),
                    pair.inferred.to_string(),
                ]
            })
            .collect(),
        few: listed
            .iter()
            .map(|pair| pair.interruptions.max(pair.talked_over) < ENOUGH)
            .collect(),
        note: Some(match left_out {
            0 => say.pairs_note.to_owned(),
            _ => (say.left_out)(left_out),
        }),
        ..Table::default()
    };
    let made = Table {
        caption: say.rates.made_table,
        columns: vec![
            words(say.column_person),
            numbers(say.column_made),
            numbers(say.rates.column_made_rate),
            numbers(say.column_interval),
            words(say.column_enough),
        ],
        rows: subject
            .people()
            .map(|(who, numbers)| {
                let made = count(say, numbers.interruptions_made);
                let mut row = vec![person(subject, who, numbers), made];
                row.extend(per_minute(subject, numbers.made_per_min));
                row
            })
            .collect(),
        few: subject
            .people()
            .map(|(_, numbers)| is_few(numbers.made_per_min))
            .collect(),
        ..Table::default()
    };
    vec![pairs, received(subject), made]
}

/// Whether a rate is of too few to say.
pub(super) fn is_few(rate: Option<Rate>) -> bool {
    rate.is_some_and(|rate| !rate.enough)
}

fn count(say: &ChartWords, count: Option<u32>) -> String {
    count.map_or(say.none.to_owned(), |count| count.to_string())
}

/// What everyone made, received and regained.
pub(super) fn received(subject: &Subject<'_>) -> Table {
    let say = subject.words;
    let count = |number: Option<u32>| count(say, number);
    Table {
        caption: say.rates_table,
        columns: vec![
            words(say.column_person),
            numbers(say.column_made),
            numbers(say.column_received),
            numbers(say.column_talked_over),
            numbers(say.column_cut_offs),
            numbers(say.column_regained),
            numbers(say.column_rate),
            numbers(say.column_interval),
            words(say.column_enough),
        ],
        rows: subject
            .people()
            .map(|(who, numbers)| {
                let rate = numbers.received_per_min;
                let mut row = vec![
                    person(subject, who, numbers),
                    count(numbers.interruptions_made),
                    count(numbers.interruptions_received),
                    count(numbers.talked_over),
                    count(numbers.cut_offs),
                    count(numbers.regained_within_60_s),
                ];
                row.extend(per_minute(subject, rate));
                row
            })
            .collect(),
        few: subject
            .people()
            .map(|(_, numbers)| is_few(numbers.received_per_min))
            .collect(),
        ..Table::default()
    }
}

/// A rate, its interval, and whether there are enough to say anything.
pub(super) fn per_minute(subject: &Subject<'_>, rate: Option<Rate>) -> [String; 3] {
    let say = subject.words;
    let none = || say.none.to_owned();
    let shown = |value: f64| rounded(value, 2);
    let interval = rate.and_then(|rate| Some((rate.low?, rate.high?)));
    [
        rate.and_then(|rate| rate.rate).map_or_else(none, shown),
        interval.map_or_else(none, |(low, high)| {
            format!("{}–{}", shown(low), shown(high))
        }),
        match rate {
            Some(rate) if rate.enough => say.enough.to_owned(),
            Some(_) => say.too_few.to_owned(),
            None => none(),
        },
    ]
}
