//! The words of the sheets that come after the board.

/// What sheets say.
#[derive(Clone, Copy, Debug)]
pub struct SheetWords {
    /// Takes a sheet away.
    pub close: &'static str,
    /// The notice's heading.
    pub notice_title: &'static str,
    /// What to say to the room beforehand.
    pub notice: &'static str,
    /// Meetings that are kept on this device.
    pub earlier_meetings: &'static str,
    /// While they are being looked for.
    pub looking: &'static str,
    /// There are none.
    pub nothing_kept: &'static str,
    /// When one started, and how many events it has.
    pub kept_about: fn(&str, usize) -> String,
    /// One that was not ended.
    pub not_ended: &'static str,
    /// Opens one.
    pub open: &'static str,
    /// Begins another with the same people.
    pub same_people: &'static str,
    /// Deletes one.
    pub delete: &'static str,
    /// Asked before it is deleted.
    pub really_delete: &'static str,
    /// Who is there.
    pub people: &'static str,
    /// Everything that was recorded.
    pub log: &'static str,
    /// Moves tiles rather than tapping them.
    pub arrange: &'static str,
    /// How tiles are moved.
    pub arranging: &'static str,
    /// Ends the moving of tiles.
    pub done: &'static str,
    /// Switch: keys are taken for taps.
    pub keys: &'static str,
    /// What that means.
    pub keys_hint: &'static str,
    /// Switch: live numbers.
    pub numbers: &'static str,
    /// What that means.
    pub numbers_hint: &'static str,
    /// Switch: the screen is kept awake.
    pub awake: &'static str,
    /// What that means.
    pub awake_hint: &'static str,
    /// Name of the question about time that nobody saw.
    pub gap: &'static str,
    /// From when to when this page was away, and for how long.
    pub away: fn(&str, &str, &str) -> String,
    /// The time counts.
    pub they_went_on: &'static str,
    /// The time does not count.
    pub it_was_a_pause: &'static str,
    /// The time is cut out.
    pub cut_here: &'static str,
    /// A note about the meeting.
    pub note_title: &'static str,
    /// A note about a person.
    pub note_about: fn(&str) -> String,
    /// Keeps a note.
    pub keep_note: &'static str,
    /// This person stops; others go on.
    pub stops: fn(&str) -> String,
    /// This person speaks as well.
    pub joins_in: fn(&str) -> String,
    /// This person goes.
    pub leaves: fn(&str) -> String,
    /// This person comes in.
    pub arrives: fn(&str) -> String,
    /// Whom the buttons below are about besides.
    pub with_whom: &'static str,
    /// An ally moment.
    pub hands_back: fn(&str, &str) -> String,
    /// An ally moment.
    pub invites: fn(&str, &str) -> String,
    /// An ally moment.
    pub amplifies: fn(&str, &str) -> String,
    /// An ally moment.
    pub credits: fn(&str, &str) -> String,
    /// One interrupts the other.
    pub interrupts: fn(&str, &str) -> String,
    /// The first is talked over by the other.
    pub talked_over_by: fn(&str, &str) -> String,
    /// Opens the sheet of people.
    pub rename: &'static str,
    /// Column of names.
    pub name: &'static str,
    /// Field of a name.
    pub name_of: fn(&str) -> String,
    /// Column of roles.
    pub role: &'static str,
    /// Field of a role or an attribute: what, of whom.
    pub field_of: fn(&str, &str) -> String,
    /// No role.
    pub no_role: &'static str,
    /// Role.
    pub chair: &'static str,
    /// Role.
    pub presenter: &'static str,
    /// Nobody stated a value.
    pub not_stated: &'static str,
    /// Field of a new attribute.
    pub add_attribute: &'static str,
    /// Field of a new person.
    pub add_person: &'static str,
    /// Adds what was typed.
    pub add: &'static str,
    /// What the sheet of people is for.
    pub people_hint: &'static str,
    /// How many events there are, and how many were corrected.
    pub log_about: fn(usize, usize) -> String,
    /// Begins a new event.
    pub insert: &'static str,
    /// Shows the whole log.
    pub show_all: &'static str,
    /// Said of an event that was corrected.
    pub corrected: &'static str,
    /// Changes an event.
    pub change: &'static str,
    /// Takes an event back.
    pub remove: &'static str,
    /// Brings an event back.
    pub bring_back: &'static str,
    /// Accessible name: a deed, and the event it is done to.
    pub deed_on: fn(&str, &str) -> String,
    /// Field.
    pub time: &'static str,
    /// Field: the type of an event.
    pub kind: &'static str,
    /// The types: name in the file, and in words.
    pub kinds: [(&'static str, &'static str); 13],
    /// Field.
    pub who: &'static str,
    /// Field.
    pub whom: &'static str,
    /// Field.
    pub by: &'static str,
    /// Field.
    pub for_whom: &'static str,
    /// Field.
    pub about: &'static str,
    /// Nobody is named.
    pub not_said: &'static str,
    /// A note about nobody.
    pub nobody: &'static str,
    /// Field.
    pub outcome: &'static str,
    /// Yielded, held.
    pub outcomes: [&'static str; 2],
    /// Field.
    pub manner: &'static str,
    /// Not said, supportive, neutral, intrusive.
    pub manners: [&'static str; 4],
    /// Field.
    pub ally: &'static str,
    /// Invites, amplifies, credits, hands back.
    pub allies: [&'static str; 4],
    /// Field.
    pub text: &'static str,
    /// Keeps a change.
    pub keep: &'static str,
    /// Drops it.
    pub cancel: &'static str,
}
