//! The words of charts of a meeting that holds groups and no people.

/// What charts of groups alone say.
#[derive(Clone, Copy, Debug)]
pub struct OfGroupsWords {
    /// What the airtime of groups shows; the whole talk's length.
    pub airtime_caption: fn(&str) -> String,
    /// What it says.
    pub airtime_sentence: fn(&GroupAirtimeFacts) -> String,
    /// How it is computed.
    pub airtime_how: &'static str,
    /// Legend: the mark of the expected share.
    pub legend_expected: &'static str,
    /// Caption of the table.
    pub airtime_table: &'static str,
    /// Column: a group.
    pub column_group: &'static str,
    /// How interruptions are counted.
    pub interruptions_how: &'static str,
    /// Instead of a chart of people or of time.
    pub nothing: &'static str,
}

/// What is to be said of the airtime of groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupAirtimeFacts {
    /// Each group: its name, how many people, and its share of the talk; no share where nobody spoke.
    pub groups: Vec<(String, u32, Option<f64>)>,
    /// How many people in all.
    pub people: u32,
}
