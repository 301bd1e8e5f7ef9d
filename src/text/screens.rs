//! The words of the screens: set-up, board and review.

use crate::meeting::{Meeting, What};

/// What screens say. Where a word is also a control's accessible name, it is fixed for English
/// (docs/accessible-names in interface terms: `Ana speaks`, `Start meeting`, …).
#[derive(Clone, Copy, Debug)]
pub struct ScreenWords {
    /// The product's name.
    pub product: &'static str,
    /// One line under it on the first screen.
    pub tagline: &'static str,
    /// Label of the names.
    pub people: &'static str,
    /// How names are separated.
    pub people_hint: &'static str,
    /// Label of the title.
    pub title: &'static str,
    /// That it may be left out.
    pub optional: &'static str,
    /// How many people were named.
    pub people_named: fn(usize) -> String,
    /// Opens the sheet of people before the meeting.
    pub describe: &'static str,
    /// Opens the notice to read out.
    pub notice: &'static str,
    /// Starts the meeting.
    pub start_meeting: &'static str,
    /// Opens a file.
    pub open_file: &'static str,
    /// That a file can be dropped.
    pub drop_hint: &'static str,
    /// What never happens, on the first screen.
    pub privacy: &'static str,
    /// A meeting without a title.
    pub untitled: &'static str,

    /// Name of the board for screen readers.
    pub board: &'static str,
    /// Accessible name: this person speaks.
    pub speaks: fn(&str) -> String,
    /// Accessible name: this person interrupts.
    pub interrupts: fn(&str) -> String,
    /// Accessible name: this person was talked over.
    pub talked_over: fn(&str) -> String,
    /// The short word on the button.
    pub interrupts_short: &'static str,
    /// The short word on the button.
    pub talked_over_short: &'static str,
    /// On the tile of a holder, with the running time of the turn.
    pub speaking: fn(&str) -> String,
    /// On the tile of someone who has not spoken.
    pub not_yet_heard: &'static str,
    /// A share of the talk, from 0 to 1.
    pub share: fn(f64) -> String,
    /// How often someone was cut off.
    pub cut_offs: fn(u32) -> String,
    /// Nobody speaks.
    pub silence: &'static str,
    /// Observing stops.
    pub pause: &'static str,
    /// Observing goes on.
    pub resume: &'static str,
    /// That observing is stopped.
    pub paused: &'static str,
    /// One step back.
    pub undo: &'static str,
    /// One step forth.
    pub redo: &'static str,
    /// The last interruption did not take the floor.
    pub kept_the_floor: &'static str,
    /// The meeting is over.
    pub end_meeting: &'static str,
    /// Accessible name: what else there is to say of this person.
    pub more_for: fn(&str) -> String,
    /// Accessible name: switches and sheets.
    pub options: &'static str,
    /// On the tile of someone who is not in the room.
    pub not_here: &'static str,
    /// Moves what was recorded last.
    pub earlier: &'static str,
    /// Writes a note.
    pub note: &'static str,
    /// That a finger bounced.
    pub bounced: &'static str,
    /// Name of the strip for screen readers.
    pub last_recorded: &'static str,
    /// Before anything was recorded.
    pub nothing_yet: &'static str,
    /// An event in words, with what became of it.
    pub recorded: fn(&Meeting, &What) -> String,
    /// An event that was undone, given in words.
    pub undone: fn(&str) -> String,
    /// An event that was brought back, given in words.
    pub restored: fn(&str) -> String,

    /// Every tap is durable.
    pub saved: &'static str,
    /// Some are on their way.
    pub saving: &'static str,
    /// Nothing is kept on this device, as the page asks.
    pub not_kept: &'static str,
    /// Saves the meeting file at once, beside the reason why it is not saved here.
    pub save_now: &'static str,
    /// How many records could not be read.
    pub unread: fn(usize) -> String,
    /// A meeting that came from a file.
    pub from_file: fn(&str) -> String,

    /// Review: saves a file.
    pub save: &'static str,
    /// Prints the page.
    pub print: &'static str,
    /// Shows or hides a chart's table.
    pub table: &'static str,
    /// Shows or hides how a chart is computed.
    pub how: &'static str,
    /// Said of a meeting that was never ended.
    pub left_open: &'static str,
    /// While the review is being fetched.
    pub waiting: &'static str,
}
