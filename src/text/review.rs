//! The words of the review page round its charts.

use super::Words;

/// What the review says besides its charts.
#[derive(Clone, Copy, Debug)]
pub struct ReviewWords {
    /// Label of the choice of format.
    pub save_as: &'static str,
    /// The meeting file.
    pub format_meeting: &'static str,
    /// The events as a table.
    pub format_events: &'static str,
    /// The numbers of each person as a table.
    pub format_people: &'static str,
    /// RTTM.
    pub format_rttm: &'static str,
    /// Puts this meeting away and starts another.
    pub new_meeting: &'static str,
    /// Back from the review to the running board.
    pub back_to_board: &'static str,
    /// Undoes the end.
    pub undo_end: &'static str,
    /// What the meeting is, in one line: minutes observed, people.
    pub about: fn(f64, usize) -> String,
    /// How many entries of an imported file could not be read.
    pub skipped: fn(u64) -> String,
    /// Review without a meeting.
    pub nothing_open: &'static str,
    /// The meeting in one paragraph.
    pub paragraph: fn(&ReviewFacts) -> String,
    /// When a meeting started, of a time in ISO 8601; what is none is given back as it is.
    pub date: fn(&str) -> String,
    /// Heading of the small patterns.
    pub moments: &'static str,
    /// How they are used.
    pub moments_hint: &'static str,
    /// The same where there is no timeline.
    pub moments_hint_alone: &'static str,
    /// There are none.
    pub no_moments: &'static str,
    /// Shows all of so many.
    pub show_all: fn(usize) -> String,
    /// Opens what makes a moment.
    pub rules: &'static str,
    /// The question that a review ends with.
    pub question: &'static str,
    /// Which moment the answer is to; with its sentence.
    pub about_moment: fn(&str) -> String,
    /// What may be an answer.
    pub question_hint: &'static str,
    /// Answers that are open to anyone in the room.
    pub suggestions: [&'static str; 5],
    /// Keeps an answer.
    pub set_out: &'static str,
    /// What was set out to be done last time.
    pub last_time: fn(&str) -> String,
    /// It was done.
    pub done: &'static str,
    /// It was not.
    pub not_yet: &'static str,
    /// Takes an answer away; with its text.
    pub drop_action: fn(&str) -> String,
    /// Heading of the choice of a part.
    pub part: &'static str,
    /// Start of the part.
    pub from: &'static str,
    /// End of the part.
    pub to: &'static str,
    /// Ends the choice.
    pub whole: &'static str,
    /// That every number is of this part: from, to.
    pub of_part: fn(&str, &str) -> String,
    /// That every number is of the whole meeting.
    pub of_whole: &'static str,
    /// How many of all moments touch the part that was chosen.
    pub moments_of_part: fn(usize, usize) -> String,
    /// What is marked on the timeline: from, to.
    pub marked: fn(&str, &str) -> String,
    /// That nothing is.
    pub not_marked: &'static str,
    /// Shows the first moments alone again.
    pub show_first: fn(usize) -> String,
    /// Leaves people with a role out of the expected share.
    pub without_roles: &'static str,
    /// The choice by what interruptions are shown.
    pub by: &'static str,
    /// By person.
    pub by_person: &'static str,
    /// Corrects what was recorded.
    pub log: &'static str,
    /// Accessible name: shows less of the timeline, larger.
    pub zoom_in: &'static str,
    /// Accessible name: shows more of it.
    pub zoom_out: &'static str,
    /// Shows all of it.
    pub zoom_all: &'static str,
    /// Accessible name: moves along it.
    pub zoom_along: &'static str,
    /// What is seen of it: from, to.
    pub zoom_seen: fn(&str, &str) -> String,
    /// What its picture shows: from, to.
    pub zoom_picture: fn(&str, &str) -> String,
    /// What hands can do on it.
    pub zoom_hint: &'static str,
    /// Accessible name: what keys can do on it.
    pub zoom_keys: &'static str,
    /// Before the formats in which a chart can be saved.
    pub save_chart: &'static str,
    /// Accessible name: saves a chart in this format; with its heading.
    pub save_chart_as: fn(&str, &str) -> String,
    /// The whole report in one file.
    pub format_report: &'static str,
    /// Events as a table.
    pub sample: &'static str,
}

/// What the paragraph is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewFacts {
    /// From when to when, where it is a part of the meeting.
    pub part: Option<(String, String)>,
    /// Observed minutes.
    pub minutes: f64,
    /// How many people were present at any time.
    pub people: usize,
    /// How many of them did not speak.
    pub unheard: usize,
    /// The share of the talk that would have to change hands; `None` when nobody spoke.
    pub would_change_hands: Option<f64>,
    /// Cut-offs, those repaired, and those by an ally; `None` where nothing was marked.
    pub cut_offs: Option<(u32, u32, u32)>,
    /// How many events were recorded, and how many of them corrected.
    pub recorded: (usize, usize),
}

impl Words {
    /// What the review says in this language.
    pub fn review(&self) -> &'static ReviewWords {
        &super::english_review::REVIEW
    }
}
