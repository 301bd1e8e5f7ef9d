//! English: the screens.

use super::rounded;
use super::screens::ScreenWords;
use crate::meeting::{AllyKind, Meeting, Outcome, What, Who};

/// The screens in English.
pub const SCREENS: ScreenWords = ScreenWords {
    product: "Meeting Dynamics",
    tagline: "Tap when someone speaks, interrupts or is talked over. See the small patterns afterwards.",
    people: "People",
    people_hint: "Type or paste names, separated by commas or lines.",
    title: "Title",
    optional: "optional",
    people_named: |count| match count {
        0 => "Nobody yet".to_owned(),
        1 => "1 person".to_owned(),
        count => format!("{count} people"),
    },
    describe: "Roles and more",
    notice: "Notice to read out",
    start_meeting: "Start meeting",
    open_file: "Open file",
    drop_hint: "A meeting file, a transcript that names its speakers (WebVTT, SRT) or an RTTM recording; you can also drop it here.",
    privacy: "No microphone, no account. Nothing leaves this device unless you send it.",
    untitled: "Meeting",

    board: "Board",
    speaks: |name| format!("{name} speaks"),
    interrupts: |name| format!("{name} interrupts"),
    talked_over: |name| format!("{name} talked over"),
    interrupts_short: "Interrupts",
    talked_over_short: "Talked over",
    speaking: |time| format!("speaking {time}"),
    not_yet_heard: "not yet heard",
    share: |share| format!("{}\u{a0}%", rounded(share * 100.0, 0)),
    cut_offs: |count| match count {
        1 => "cut off once".to_owned(),
        2 => "cut off twice".to_owned(),
        count => format!("cut off {count} times"),
    },
    silence: "Silence",
    pause: "Pause",
    resume: "Resume",
    paused: "Paused",
    undo: "Undo",
    redo: "Redo",
    kept_the_floor: "They kept the floor",
    end_meeting: "End meeting",
    more_for: |name| format!("More for {name}"),
    options: "Options",
    not_here: "not in the room",
    earlier: "Earlier by 3 s",
    note: "Note",
    bounced: "Tapped twice within 0.4 s: taken as one.",
    last_recorded: "Last recorded",
    nothing_yet: "Tap a name when that person starts to speak.",
    recorded,
    undone: |what| format!("Undone: {what}"),
    restored: |what| format!("Brought back: {what}"),

    saved: "Saved on this device",
    saving: "Saving…",
    not_kept: "Nothing is kept on this device, as this page asks. Save a file before you leave.",
    save_now: "Save a file now",
    unread: |records| match records {
        1 => "1 record could not be read; it is kept apart.".to_owned(),
        records => format!("{records} records could not be read; they are kept apart."),
    },
    from_file: |name| match name {
        "" => "Opened, not kept on this device".to_owned(),
        name => format!("Opened from {name}, not kept on this device"),
    },

    save: "Save",
    print: "Print",
    table: "Table",
    how: "How it is computed",
    left_open: "This meeting was never ended; it is read up to its last event.",
    waiting: "Getting the charts …",
};

fn recorded(meeting: &Meeting, what: &What) -> String {
    let name = |who: &Who| meeting.roster.label(*who);
    match what {
        What::Speaks { who } => format!("{} speaks.", name(who)),
        What::JoinsIn { who } => format!("{} joins in.", name(who)),
        What::Stops { who } => format!("{} stops.", name(who)),
        What::Silence => "Silence.".to_owned(),
        What::Interrupts {
            who, whom, outcome, ..
        } => match outcome {
            Outcome::Yielded => {
                format!(
                    "{} interrupted {}, and took the floor.",
                    name(who),
                    name(whom)
                )
            }
            Outcome::Held => {
                let (who, whom) = (name(who), name(whom));
                format!("{who} interrupted {whom}; {whom} kept the floor.")
            }
        },
        What::TalkedOver { whom, by: None } => format!("{} was talked over.", name(whom)),
        What::TalkedOver { whom, by: Some(by) } => {
            format!("{} was talked over by {}.", name(whom), name(by))
        }
        What::AllyMoment {
            kind,
            who,
            for_whom,
        } => {
            let (who, for_whom) = (name(who), name(for_whom));
            match kind {
                AllyKind::Invites => format!("{who} invited {for_whom} in."),
                AllyKind::Amplifies => format!("{who} amplified {for_whom}’s point."),
                AllyKind::Credits => format!("{who} credited {for_whom}."),
                AllyKind::HandsBack => format!("{who} handed the floor back to {for_whom}."),
            }
        }
        What::Arrives { who } => format!("{} arrived.", name(who)),
        What::Leaves { who } => format!("{} left.", name(who)),
        What::Pauses => "Paused. This time does not count.".to_owned(),
        What::Resumes => "Resumed.".to_owned(),
        What::Notes { text, who: None } => format!("Note: {text}"),
        What::Notes {
            text,
            who: Some(who),
        } => format!("Note on {}: {text}", name(who)),
        What::Undoes { event } => format!("Event {event} was undone."),
        What::Amends { event, .. } => format!("Event {event} was corrected."),
        What::Ends => "The meeting ended.".to_owned(),
    }
}
