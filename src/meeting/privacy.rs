//! How much of a meeting is hidden.

/// How much of a meeting was hidden before it was shared, from nothing to the most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Privacy {
    /// Nothing.
    #[default]
    Full,
    /// Who people are: their names, and whatever was written or stated.
    Pseudonyms,
    /// People altogether. What is left are the sums of groups, and the people in the roster are
    /// stand-ins: each has an even part of their group's, and nothing is true of any one of them.
    Groups,
}

impl Privacy {
    /// Each, from nothing to the most.
    pub const ALL: [Self; 3] = [Self::Full, Self::Pseudonyms, Self::Groups];

    /// Its name, as files and host pages have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Pseudonyms => "pseudonyms",
            Self::Groups => "groups",
        }
    }

    /// The one of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|privacy| privacy.name() == name)
    }
}
