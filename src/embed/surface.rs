//! The element's face as lists: one truth for code, docs and tests.

/// The element's name.
pub const TAG: &str = "meeting-dynamics";

/// Attributes that are heeded, each with what it takes.
pub const ATTRIBUTES: [(&str, &str); 6] = [
    ("mode", "what is shown at first: `observe` or `review`"),
    (
        "src",
        "URL of a meeting file to open in review, relative to the host page",
    ),
    (
        "people",
        "names, comma-separated: the roster that set-up starts from",
    ),
    ("meeting-title", "the title that set-up starts from"),
    ("theme", "`auto`, `light` or `dark`"),
    (
        "storage",
        "`device`, or `none` to keep nothing on the device",
    ),
];

/// Methods.
pub const METHODS: [(&str, &str); 6] = [
    (
        "open",
        "opens a meeting from text, a File, a Blob or an object, and shows its review",
    ),
    ("tap", "stores one event"),
    ("undo", "one step back"),
    ("redo", "one step forth"),
    ("end", "ends the meeting"),
    ("save", "writes a file of a format, as a Blob"),
];

/// Properties.
pub const PROPERTIES: [(&str, &str); 4] = [
    (
        "meeting",
        "the meeting file as a plain object; setting it shows its review",
    ),
    ("summary", "the summary as a plain object; read only"),
    ("mode", "what is shown now: `observe` or `review`"),
    (
        "ready",
        "a promise that is kept when the element can be used; read only",
    ),
];

/// Events; they bubble and are composed.
pub const EVENTS: [(&str, &str); 3] = [
    (
        "meeting-change",
        "`{event, revision}` for each stored event",
    ),
    ("meeting-end", "`{meeting, summary}`"),
    ("meeting-error", "`{code, message}`"),
];
