//! What is said of meetings that are found: on this device, or in another tab.

/// Meetings that were found on this device, and those of other tabs. A board of its own has none of it.
#[derive(Clone, Copy, Debug)]
pub struct FoundWords {
    /// Goes on with an unfinished one.
    pub continue_meeting: &'static str,
    /// That an unfinished one was found.
    pub unfinished: &'static str,
    /// That one was found which another tab observes.
    pub observed_elsewhere: &'static str,
    /// Follows it, without a right to tap.
    pub follow_it: &'static str,
    /// Takes it over.
    pub observe_here: &'static str,
    /// Opens the last meeting, which was ended.
    pub open_last: &'static str,
    /// That the last meeting is kept.
    pub last_kept: &'static str,
    /// That another tab observes the meeting shown here.
    pub followed: &'static str,
    /// That the tab which observed it is gone.
    pub nobody_observes: &'static str,
    /// While this tab takes it over.
    pub taking_over: &'static str,
    /// How many taps of this tab are on their way to the one that observes.
    pub being_handed: fn(usize) -> String,
}

/// In English.
pub(super) const FOUND: FoundWords = FoundWords {
    continue_meeting: "Continue meeting",
    unfinished: "A meeting on this device was not ended.",
    observed_elsewhere: "This meeting is being observed in another tab.",
    follow_it: "Follow it",
    observe_here: "Observe here",
    open_last: "Open last meeting",
    last_kept: "The last meeting is kept on this device.",
    followed: "Observed in another tab; this one follows",
    nobody_observes: "The tab that observed this meeting is gone",
    taking_over: "Taking over …",
    being_handed: |taps| match taps {
        1 => "1 tap of this tab is being handed to the other".to_owned(),
        taps => format!("{taps} taps of this tab are being handed to the other"),
    },
};
