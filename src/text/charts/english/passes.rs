//! Who follows whom, in English.

use super::{many, times};
use crate::text::charts::{PassFacts, PassesWords};

pub(super) const PASSES: PassesWords = PassesWords {
    heading: "Who follows whom",
    caption: |least| {
        let caption = "Everyone in the order of their seats. A line is wide at whoever had the floor and runs to a \
            point at whoever was next; the wider, the more often.";
        match least {
            None => caption.to_owned(),
            Some(1) => {
                format!("{caption} Only the first of the lines are drawn; the table has more.")
            }
            Some(least) => format!(
                "{caption} Only lines of {least} or more are drawn; the table has the others."
            ),
        }
    },
    sentence,
    how: "In the order in which turns begin, one person follows another when theirs is the next turn. A silence \
        between them does not break the chain, a pause does. Those who talk a lot follow others a lot: a wide \
        line is no sign of who likes whom. Turn-taking as in Sacks, Schegloff & Jefferson 1974; lines that \
        taper towards where they lead are read best (Holten & van Wijk 2009).",
    line: |first, next, count| format!("{next} followed {first} {}", times(count as usize)),
    legend_line: |most| {
        format!(
            "to whoever was next; the widest is {}",
            times(most as usize)
        )
    },
    legend_few: "to whoever was next; fewer than five, too few to say",
    table: "Who followed whom, most often first",
    table_few: "Who followed whom",
    note: "All other pairs: never.",
    column_first: "Had the floor",
    column_next: "Spoke next",
    column_times: "Times",
};

fn sentence(facts: &PassFacts) -> String {
    if facts.all == 0 {
        return match facts.people {
            0 | 1 => "There was nobody else to follow.".to_owned(),
            _ => "Nobody’s turn followed another’s.".to_owned(),
        };
    }
    let all = many(facts.all as usize, "time", "times");
    let went = format!("The floor went from one person to another {all}");
    let count = times(facts.most as usize);
    match (&facts.pair, facts.pairs) {
        _ if !facts.enough => format!("{went}: too few between any two to say who follows whom."),
        (Some((first, next)), 1) => {
            let back = match facts.back {
                0 => format!("{first} never followed {next}"),
                back => format!("{first} followed {next} {}", times(back as usize)),
            };
            format!("Most often {next} followed {first}: {count}; {back}. {went}.")
        }
        (_, pairs) => {
            let pairs = many(pairs, "pair", "pairs");
            format!("{went}. {pairs} have the most, {count} each.")
        }
    }
}
