//! The coding guide: what counts as what, and what to record of it.
//!
//! This is its one source. The app shows it, and `docs/coding-guide.md` is held equal to it by a
//! test (`tests/guide.rs`).

pub mod english;

/// The coding guide in one language.
#[derive(Clone, Copy, Debug)]
pub struct Guide {
    /// Its title, and the button that opens it.
    pub title: &'static str,
    /// What holds for everything, one thought each.
    pub lead: &'static [&'static str],
    /// The definitions.
    pub chapters: &'static [Chapter],
    /// Before what to record.
    pub record: &'static str,
    /// Before an example.
    pub example: &'static str,
    /// Before the rule for doubtful cases.
    pub in_doubt: &'static str,
    /// Before the sources of a definition.
    pub after: &'static str,
    /// Heading of the sources.
    pub sources_heading: &'static str,
    /// What is said of the sources.
    pub sources_lead: &'static str,
    /// The sources: author and year, and what is taken from them.
    pub sources: &'static [(&'static str, &'static str)],
    /// Leaves the guide.
    pub back: &'static str,
}

/// Definitions that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Chapter {
    /// What they are about.
    pub heading: &'static str,
    /// The definitions.
    pub definitions: &'static [Definition],
}

/// What something is, and what to do about it.
#[derive(Clone, Copy, Debug)]
pub struct Definition {
    /// Its name.
    pub term: &'static str,
    /// What it is.
    pub meaning: &'static str,
    /// What to record.
    pub record: &'static str,
    /// What somebody hears: who says what.
    pub heard: &'static [(&'static str, &'static str)],
    /// What that is.
    pub so: &'static str,
    /// How to decide in a doubtful case.
    pub in_doubt: &'static str,
    /// Whom it follows, as in [`Guide::sources`]; empty where it is our own.
    pub after: &'static [&'static str],
}
