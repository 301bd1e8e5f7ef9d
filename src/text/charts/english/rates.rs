//! Interruptions made and received, rates and groups, in English.

use super::{many, times};
use crate::text::charts::{GroupFacts, RatesWords};
use crate::text::rounded;

pub(super) const RATES: RatesWords = RatesWords {
    scatter_name: "Interruptions made and received",
    scatter_caption: |unnamed| {
        let caption = "How many interruptions each person made, and how many they received.";
        match unnamed {
            0 => caption.to_owned(),
            _ => format!(
                "{caption} There was no room for the {} of {}; the table has them.",
                if unnamed == 1 { "name" } else { "names" },
                many(unnamed, "person", "people")
            ),
        }
    },
    axis_made: "interruptions made",
    axis_received: "interruptions received",
    point: |who, made, received| format!("{who}: made {made}, received {received}"),
    legend_several: "several people, and how many",
    legend_diagonal: "as many made as received",

    received: (
        "Interruptions received per minute",
        "Interruptions received per minute of one’s own floor, with 95\u{a0}% intervals, in the order of the people.",
    ),
    made: (
        "Interruptions made per minute",
        "Interruptions made per minute of the others’ floor, with 95\u{a0}% intervals, in the order of the people.",
    ),
    others: |count| {
        format!(
            " For {} there are too few to say; the table has their numbers.",
            many(count, "other", "others")
        )
    },
    no_rates: " There are too few of anyone’s to show rates; the table has the numbers.",
    value: |rate, low, high| format!("{rate} ({low}–{high})"),
    legend_rate: "rate, and its 95\u{a0}% interval",
    legend_beyond: "goes on beyond the picture",
    made_table: "Made per minute of the others’ floor",
    column_made_rate: "Made per minute",

    groups_caption: |attribute, too_many| {
        let caption = format!(
            "How often people of the row interrupted people of the column, by {attribute}."
        );
        match too_many {
            false => caption,
            true => {
                format!("{caption} There are too many values for a picture; the table has them.")
            }
        }
    },
    group_rates_caption: |attribute| {
        format!(
            "Interruptions received per minute of the group’s own floor, with 95\u{a0}% intervals, by {attribute}."
        )
    },
    groups_sentence,
    groups_how: "People are grouped by what they have stated of themselves; not stated is a group of its own and \
        compared with nobody. Two groups are compared when exactly two values are stated and each received \
        five interruptions or more: the ratio of the interruptions received per minute of the \
        groups’ own floor, with the exact interval (Clopper & Pearson 1934) and the exact binomial test of \
        two Poisson counts (Przyborowski & Wilenski 1940). These take every interruption for one by \
        itself. Interruptions come in clusters, by person; so the values are also dealt out \
        among the people in every possible way, and p is the share of ways that differ at least as much (Fisher 1935). One \
        small meeting cannot show a difference between groups.",
    not_stated: "not stated",
    group_pair: |who, whom, count| format!("{who} interrupted {whom} {}", times(count as usize)),
    legend_group_count: "number of interruptions, and their share of all; the stronger the colour, the more",
    group_pairs_table: "Interruptions from group to group",
    groups_table: "The groups",
    comparison_table: "The two groups compared",
    column_people: "People",
    column_of_all: "Of all interruptions",
    column_measure: "Measure",
    column_value: "Value",
    rate_ratio: "Rate ratio",
    p_exact: "p of the exact test",
    p_permutation: "p of dealing out the values",
    p_smallest: "Smallest p possible so",
};

/// `p = 0.33`, `p = 0.012`, `p below 0.001`.
fn p(value: f64) -> String {
    match value {
        small if small < 0.001 => "p below 0.001".to_owned(),
        small if small < 0.0995 => format!("p = {}", rounded(small, 3)),
        large => format!("p = {}", rounded(large, 2)),
    }
}

fn groups_sentence(facts: &GroupFacts) -> String {
    let all = match facts.all as usize {
        0 => return "No interruption was marked.".to_owned(),
        all => many(all, "interruption was marked", "interruptions were marked"),
    };
    let attribute = &facts.attribute;
    let Some(found) = &facts.comparison else {
        return match facts.two {
            true => format!("{all}: too few to compare two groups by {attribute}."),
            false => format!("{all}."),
        };
    };
    let (first, second) = (&found.first, &found.second);
    let (ratio, low, high) = found.ratio;
    let [ratio, low, high] = [ratio, low, high].map(|value| rounded(value, 2));
    let compared = format!(
        "Per minute of their own floor, people of {attribute} “{first}” were interrupted {ratio} times as often as \
         people of “{second}” (95\u{a0}% interval {low} to {high})."
    );
    let exact = p(found.p_exact);
    let chance = match found.permutation {
        None => format!(
            "If both were interrupted alike, chance alone would make as large a difference with {exact}, taking each \
             interruption by itself; there are too many people to deal out the groups among them in every way."
        ),
        Some((among, smallest)) => {
            let among = p(among);
            let least = smallest_p(smallest);
            format!(
                "If both were interrupted alike, chance alone would make as large a difference with {exact}, taking \
                 each interruption by itself, and with {among}, dealing out the groups among the people in \
                 every way. {least}"
            )
        }
    };
    format!("{all}. {compared} {chance}")
}

/// What so few people allow.
fn smallest_p(smallest: f64) -> String {
    let decimals = match smallest {
        large if large >= 0.0995 => 2,
        middle if middle >= 0.001 => 3,
        _ => 5,
    };
    let few = if smallest >= 0.001 { "so few" } else { "these" };
    format!(
        "With {few} people no p below {} is possible.",
        rounded(smallest, decimals)
    )
}
