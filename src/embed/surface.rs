//! The element's face as lists: one truth for code, docs and tests. What each name is for stands
//! in `docs/embedding.md`, which lists exactly these.

/// The element's name.
pub const TAG: &str = "meeting-dynamics";

/// Attributes that are heeded.
pub const ATTRIBUTES: [&str; 9] = [
    "mode",
    "src",
    "people",
    "meeting-title",
    "lang",
    "theme",
    "storage",
    "charts",
    "privacy",
];

/// Methods.
pub const METHODS: [&str; 6] = ["open", "tap", "undo", "redo", "end", "save"];

/// Properties.
pub const PROPERTIES: [&str; 4] = ["meeting", "summary", "mode", "ready"];

/// Events; they bubble and are composed.
pub const EVENTS: [&str; 3] = ["meeting-change", "meeting-end", "meeting-error"];

/// Parameters in the address of our own page that become attributes of its element.
pub const PARAMETERS: [&str; 8] = [
    "mode",
    "lang",
    "theme",
    "people",
    "charts",
    "privacy",
    "src",
    "meeting-title",
];

/// What a frame and the page around it say to each other: how high the frame's content is, and that
/// a meeting is to be opened.
pub const MESSAGES: [&str; 2] = ["meeting-dynamics:height", "meeting-dynamics:open"];
