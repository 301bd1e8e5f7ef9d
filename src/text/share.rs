//! The words of sharing: what stands in for names, what a receiver will see, and the sheet.

use super::Words;
use crate::meeting::Privacy;

/// What sharing says.
#[derive(Clone, Copy, Debug)]
pub struct ShareWords {
    /// Stands in for a name; a letter or two.
    pub person: fn(&str) -> String,
    /// Stands in for what makes a group; a letter or two.
    pub group: fn(&str) -> String,
    /// The group of all.
    pub everyone: &'static str,
    /// A stand-in: of which group, and its number.
    pub stand_in: fn(&str, usize) -> String,
    /// The attribute that stand-ins have.
    pub attribute: &'static str,
    /// No group is large enough.
    pub too_few: &'static str,

    /// What a receiver will see of all of it,
    pub sees_everything: fn(&Content) -> String,
    /// under pseudonyms,
    pub sees_pseudonyms: fn(&Content) -> String,
    /// and of groups alone.
    pub sees_groups: fn(&GroupsContent) -> String,

    /// Opens the sheet, and is its heading.
    pub title: &'static str,
    /// The choice of how much.
    pub what: &'static str,
    /// How much: its name, and what it means; as [`Privacy::ALL`].
    pub levels: [(&'static str, &'static str); 3],
    /// The choice of what makes the groups.
    pub by: &'static str,
    /// All in one group.
    pub all_together: &'static str,
    /// Heading of what a receiver will see.
    pub seen: &'static str,

    /// Heading: a link.
    pub as_link: &'static str,
    /// While it is being made.
    pub making: &'static str,
    /// Field: the link.
    pub link: &'static str,
    /// Copies it.
    pub copy_link: &'static str,
    /// What it is; how many characters it has.
    pub link_hint: fn(usize) -> String,
    /// That it is too long; how many characters it has, and how many it may have.
    pub link_too_long: fn(usize, usize) -> String,
    /// Said when something was copied,
    pub copied: &'static str,
    /// and when the browser did not let it be.
    pub not_copied: &'static str,

    /// Heading: files.
    pub as_file: &'static str,
    /// Saves the meeting file.
    pub save_meeting: &'static str,
    /// Saves the report.
    pub save_report: &'static str,
    /// The choice of a picture.
    pub chart: &'static str,
    /// Saves a picture of this kind.
    pub save_picture: fn(&str) -> String,
    /// Sends the file the way the device does.
    pub send: &'static str,

    /// Opens what is needed to show it in a page.
    pub in_page: &'static str,
    /// The choice of how.
    pub how: &'static str,
    /// By a frame, by the element.
    pub ways: [&'static str; 2],
    /// What the frame needs,
    pub frame_hint: &'static str,
    /// and what the element does, with the file's name.
    pub element_hint: fn(&str) -> String,
    /// The choice of a theme.
    pub theme: &'static str,
    /// As the device, light, dark.
    pub themes: [&'static str; 3],
    /// The choice of charts.
    pub charts: &'static str,
    /// All of them.
    pub all_charts: &'static str,
    /// Field: what is to be put into the page.
    pub snippet: &'static str,
    /// Copies it.
    pub copy_snippet: &'static str,
    /// How it will look.
    pub preview: &'static str,

    /// What stands in the review of a meeting of which so much was hidden.
    pub hidden: fn(Privacy) -> Option<&'static str>,
    /// The paragraph of a meeting of groups: minutes, groups, people.
    pub of_groups: fn(f64, usize, usize) -> String,
}

/// What there is in a meeting.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// How many people.
    pub people: usize,
    /// How many turns.
    pub turns: usize,
    /// How many interruptions; `None` where nobody marked any.
    pub interruptions: Option<u32>,
    /// How many notes.
    pub notes: usize,
    /// How many next actions.
    pub actions: usize,
    /// How many attributes people have.
    pub attributes: usize,
    /// How many things were corrected.
    pub corrected: usize,
    /// Whether it has a title,
    pub has_title: bool,
    /// and a date.
    pub has_start: bool,
    /// Whether its names stand in for others already.
    pub is_disguised: bool,
}

/// What there is in the groups of a meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GroupsContent {
    /// How many people are in each group that is shown,
    pub groups: Vec<usize>,
    /// and in all of them.
    pub people: usize,
    /// How many interruptions there are between people of these groups; `None` where nobody marked any.
    pub interruptions: Option<u32>,
    /// How often one of them was talked over.
    pub talked_over: u32,
    /// How many groups are left out, and how many people with them.
    pub withheld: (usize, usize),
}

impl Words {
    /// What sharing says in this language.
    pub fn share(&self) -> &'static ShareWords {
        &super::english_share::SHARE
    }
}
