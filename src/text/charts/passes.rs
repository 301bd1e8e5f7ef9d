//! The words of who follows whom.

/// What the seat map says.
#[derive(Clone, Copy, Debug)]
pub struct PassesWords {
    /// Heading.
    pub heading: &'static str,
    /// What it shows; the smallest count that has a line, where not all have one.
    pub caption: fn(Option<u32>) -> String,
    /// What it says.
    pub sentence: fn(&PassFacts) -> String,
    /// How it is counted.
    pub how: &'static str,
    /// A line: the second followed the first so many times.
    pub line: fn(&str, &str, u32) -> String,
    /// Legend: a line; the count of the widest.
    pub legend_line: fn(u32) -> String,
    /// Legend: a line of too few to say.
    pub legend_few: &'static str,
    /// Caption of its table.
    pub table: &'static str,
    /// The same where there are too few to say who follows whom.
    pub table_few: &'static str,
    /// What is not in the table.
    pub note: &'static str,
    /// Column: who spoke first.
    pub column_first: &'static str,
    /// Column: who followed.
    pub column_next: &'static str,
    /// Column: how often.
    pub column_times: &'static str,
}

/// What is to be said of who follows whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PassFacts {
    /// How many people are there.
    pub people: usize,
    /// How often someone followed someone else.
    pub all: u32,
    /// The most that one person followed another.
    pub most: u32,
    /// Whether that is enough to say who.
    pub enough: bool,
    /// How many pairs have as many.
    pub pairs: usize,
    /// One of them: who was first, and who followed.
    pub pair: Option<(String, String)>,
    /// How often the other way round.
    pub back: u32,
}
