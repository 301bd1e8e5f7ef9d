//! Balance over time and airtime in windows, in English.

use super::{many, percent};
use crate::text::charts::{BalanceFacts, Ends, HeardFacts, OverTimeWords};
use crate::text::rounded;

pub(super) const OVER_TIME: OverTimeWords = OverTimeWords {
    balance: "Balance over time",
    balance_caption: |length| {
        format!(
            "How the talk of each {length} was shared, against an equal share for everyone in the room then."
        )
    },
    balance_sentence,
    balance_how: "The observed time is cut into windows of five minutes (several together in a long \
        meeting), pauses left out. A share is a person’s airtime in a window divided by everyone’s in it. The \
        equal share is one divided by the number of people in the room then, whether they spoke or not. \
        The talk that would have to change hands is half the sum of all distances from it (the \
        Hoover index, 1936). A window with less than a minute of talk is drawn, and nothing is said of it.",
    change: "would change hands",
    absent: "not in the room",
    no_talk: "nobody spoke",
    balance_table: "Shares of the talk in each window",
    column_talk: "Talk (s)",
    column_change: "Would change hands",
    column_people: "In the room",
    column_equal: "Equal share",
    legend_share: |most| format!("share of the window’s talk; a whole row is {most}"),
    legend_equal: "an equal share for everyone in the room",
    legend_change: "talk that would have to change hands for that",

    windows: "Airtime in windows",
    windows_caption: |length| format!("How long each person held the floor in each {length}."),
    windows_sentence,
    windows_how: "The observed time is cut into windows of five minutes (several together in a long \
        meeting), pauses left out; a turn that goes over an edge counts on both sides with what lies there. The area of \
        a square is airtime (as in Hinton & Shallice 1991).",
    windows_table: "Airtime in each window, in seconds",
    column_all: "In all (s)",
    legend_square: |most| format!("airtime, by area; a square of full size is {most}"),
    legend_silent: "in the room, did not speak",
    legend_absent: "no cell: not in the room",

    length,
};

fn length(seconds: f64) -> String {
    match seconds / 3600.0 {
        hours if hours >= 2.0 => format!("{}\u{a0}h", rounded(hours, 0)),
        _ => format!("{}\u{a0}min", rounded(seconds / 60.0, 0)),
    }
}

fn balance_sentence(facts: &BalanceFacts) -> String {
    let (Some((least, least_ends)), Some((most, most_ends))) = (&facts.least, &facts.most) else {
        return "There is too little talk to say how it was shared over time.".to_owned();
    };
    if facts.windows < 2 {
        return format!(
            "For equal airtime {} of the talk would have to change hands {}: one window, and nothing to hold it \
             against.",
            percent(*most),
            ends(most_ends)
        );
    }
    if facts.enough < 2 {
        return format!(
            "Only one of {} windows has enough talk to say anything, the one {}: for equal airtime {} of it would have to \
             change hands.",
            facts.windows,
            ends(most_ends),
            percent(*most)
        );
    }
    let little = match facts.windows - facts.enough {
        0 => String::new(),
        _ => format!(
            " ({} of {} windows have enough talk to say so)",
            facts.enough, facts.windows
        ),
    };
    if percent(*least) == percent(*most) {
        let change = percent(*most);
        return format!(
            "For equal airtime {change} of the talk would have to change hands, in every window alike{little}."
        );
    }
    format!(
        "For equal airtime {} of the talk would have to change hands in the most even window, {}, and {} in the \
         least even, {}{little}.",
        percent(*least),
        ends(least_ends),
        percent(*most),
        ends(most_ends)
    )
}

/// `from 5:00 to 9:12`: the last window is shorter than the others, so its length is no name.
fn ends((from, until): &Ends) -> String {
    format!("from {from} to {until}")
}

fn windows_sentence(facts: &HeardFacts) -> String {
    let length = &facts.length;
    let (Some((fewest, fewest_ends)), Some((most, most_ends))) = (&facts.fewest, &facts.most)
    else {
        return format!("Less than {length} were observed here: no window is full.");
    };
    let people = many(facts.people, "person", "people");
    if facts.windows < 2 {
        return format!(
            "Only one window of {length} was full, {}: {most} of {people} spoke in it.",
            ends(most_ends)
        );
    }
    if facts.people == 1 {
        return format!("{people} was in the room.");
    }
    let windows = match facts.windows {
        2 => "both full windows".to_owned(),
        windows => format!("all {windows} full windows"),
    };
    let all = match facts.in_all {
        0 => format!("No one person spoke in {windows}"),
        all if all == facts.people => return format!("All {people} spoke in {windows}."),
        all => format!("{all} of {people} spoke in {windows}"),
    };
    if fewest == most {
        return format!(
            "{all}; in each, {} heard.",
            many(*most, "person was", "people were")
        );
    }
    let (fewest, most) = (
        many(*fewest, "person", "people"),
        many(*most, "person", "people"),
    );
    format!(
        "{all}; the fewest were heard {} ({fewest}), the most {} ({most}).",
        ends(fewest_ends),
        ends(most_ends)
    )
}
