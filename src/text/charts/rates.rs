//! The words of interruptions made and received, of their rates, and of groups.

/// What the further pictures of interruptions say.
#[derive(Clone, Copy, Debug)]
pub struct RatesWords {
    /// What made against received is called.
    pub scatter_name: &'static str,
    /// What made against received shows; how many people have no name in it.
    pub scatter_caption: fn(usize) -> String,
    /// Its axis to the right.
    pub axis_made: &'static str,
    /// Its axis upwards.
    pub axis_received: &'static str,
    /// A point: who, made, received.
    pub point: fn(&str, u32, u32) -> String,
    /// Legend: several people at one point.
    pub legend_several: &'static str,
    /// Legend: the line on which both are the same.
    pub legend_diagonal: &'static str,

    /// What the rates of interruptions received are called, and what they show.
    pub received: (&'static str, &'static str),
    /// What the rates of interruptions made are called, and what they show.
    pub made: (&'static str, &'static str),
    /// What a caption of rates adds where so many are not shown.
    pub others: fn(usize) -> String,
    /// What the caption of interruptions adds where no rate of anyone is shown.
    pub no_rates: &'static str,
    /// A rate with the ends of its interval.
    pub value: fn(&str, &str, &str) -> String,
    /// Legend: a rate with its interval.
    pub legend_rate: &'static str,
    /// Legend: an interval that goes on.
    pub legend_beyond: &'static str,
    /// Caption of the table of rates of interruptions made.
    pub made_table: &'static str,
    /// Column: interruptions made per minute of the others' floor.
    pub column_made_rate: &'static str,

    /// What the matrix of groups shows; the attribute, and whether there are too many values to
    /// draw it.
    pub groups_caption: fn(&str, bool) -> String,
    /// What the rates of groups show; the attribute.
    pub group_rates_caption: fn(&str) -> String,
    /// What is said of groups.
    pub groups_sentence: fn(&GroupFacts) -> String,
    /// How they are compared.
    pub groups_how: &'static str,
    /// A value that is not stated.
    pub not_stated: &'static str,
    /// A cell of the matrix: who, whom, how often.
    pub group_pair: fn(&str, &str, u32) -> String,
    /// Legend: a number in a cell, with its percentage where there are enough.
    pub legend_group_count: &'static str,
    /// Caption of the table of pairs of groups.
    pub group_pairs_table: &'static str,
    /// Caption of the table of groups.
    pub groups_table: &'static str,
    /// Caption of the table of the comparison.
    pub comparison_table: &'static str,
    /// Column: how many people.
    pub column_people: &'static str,
    /// Column: a share of all interruptions.
    pub column_of_all: &'static str,
    /// Column: what is measured.
    pub column_measure: &'static str,
    /// Column: its value.
    pub column_value: &'static str,
    /// Row: the first rate over the second.
    pub rate_ratio: &'static str,
    /// Row: the exact test.
    pub p_exact: &'static str,
    /// Row: the permutation.
    pub p_permutation: &'static str,
    /// Row: the smallest p that is possible in it.
    pub p_smallest: &'static str,
}

/// What is to be said of the groups of an attribute.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupFacts {
    /// The attribute.
    pub attribute: String,
    /// How many interruptions in all.
    pub all: u32,
    /// Whether there are two groups that would be compared if there were enough of everything.
    pub two: bool,
    /// The two, where there are enough.
    pub comparison: Option<ComparisonFacts>,
}

/// What is to be said of two groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ComparisonFacts {
    /// The first group's value.
    pub first: String,
    /// The second's.
    pub second: String,
    /// The first's rate over the second's, and the ends of its 95 % interval.
    pub ratio: (f64, f64, f64),
    /// The p of the exact test.
    pub p_exact: f64,
    /// The p of the permutation, and the smallest that is possible; `None` where there are too
    /// many people for it.
    pub permutation: Option<(f64, f64)>,
}
