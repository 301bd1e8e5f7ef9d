//! The element's face as lists: one truth for code, docs and tests. What each name is for stands
//! in `docs/embedding.md`, which lists exactly these.

/// The element's name.
pub const TAG: &str = "meeting-dynamics";

/// Attributes that are heeded.
pub const ATTRIBUTES: [&str; 8] = [
    "mode",
    "src",
    "people",
    "meeting-title",
    "lang",
    "theme",
    "storage",
    "charts",
];

/// Methods.
pub const METHODS: [&str; 6] = ["open", "tap", "undo", "redo", "end", "save"];

/// Properties.
pub const PROPERTIES: [&str; 4] = ["meeting", "summary", "mode", "ready"];

/// Events; they bubble and are composed.
pub const EVENTS: [&str; 3] = ["meeting-change", "meeting-end", "meeting-error"];
