//! The words of balance over time and of airtime in windows.

/// What the charts of windows say.
#[derive(Clone, Copy, Debug)]
pub struct OverTimeWords {
    /// Heading of balance over time.
    pub balance: &'static str,
    /// What it shows; the length of a window.
    pub balance_caption: fn(&str) -> String,
    /// What it says.
    pub balance_sentence: fn(&BalanceFacts) -> String,
    /// How it is computed.
    pub balance_how: &'static str,
    /// The row of the talk that would have to change hands.
    pub change: &'static str,
    /// Instead of a number, of someone who was not there.
    pub absent: &'static str,
    /// Instead of a share, where there was no talk.
    pub no_talk: &'static str,
    /// Caption of its table.
    pub balance_table: &'static str,
    /// Column: the talk of a window, in seconds.
    pub column_talk: &'static str,
    /// Column: the share of it that would have to change hands.
    pub column_change: &'static str,
    /// Column: how many people were in the room.
    pub column_people: &'static str,
    /// Column: an equal share for each of them.
    pub column_equal: &'static str,
    /// Legend: a bar; the share that fills a row.
    pub legend_share: fn(&str) -> String,
    /// Legend: the line of an equal share.
    pub legend_equal: &'static str,
    /// Legend: a bar of the row of what would have to change hands.
    pub legend_change: &'static str,

    /// Heading of airtime in windows.
    pub windows: &'static str,
    /// What it shows; the length of a window.
    pub windows_caption: fn(&str) -> String,
    /// What it says.
    pub windows_sentence: fn(&HeardFacts) -> String,
    /// How it is computed.
    pub windows_how: &'static str,
    /// Caption of its table.
    pub windows_table: &'static str,
    /// Column: everything together, in seconds.
    pub column_all: &'static str,
    /// Legend: a square; the airtime of the largest.
    pub legend_square: fn(&str) -> String,
    /// Legend: an empty cell.
    pub legend_silent: &'static str,
    /// Legend: no cell.
    pub legend_absent: &'static str,

    /// A length of whole minutes, or of hours.
    pub length: fn(f64) -> String,
}

/// From when a window was, and until when.
pub type Ends = (String, String);

/// What is to be said of balance over time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BalanceFacts {
    /// The length of a window.
    pub length: String,
    /// How many windows there are.
    pub windows: usize,
    /// In how many of them there is enough to be said.
    pub enough: usize,
    /// The least that would have to change hands in one of these, and from when until when that one was.
    pub least: Option<(f64, Ends)>,
    /// The most.
    pub most: Option<(f64, Ends)>,
}

/// What is to be said of who was heard in each window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeardFacts {
    /// The length of a window.
    pub length: String,
    /// How many windows of full length there are.
    pub windows: usize,
    /// How many people were there.
    pub people: usize,
    /// How many of them spoke in each of these windows.
    pub in_all: usize,
    /// The fewest that were heard in one of them, and from when until when the first such one was.
    pub fewest: Option<(usize, Ends)>,
    /// The most.
    pub most: Option<(usize, Ends)>,
}
