//! English: charts of groups alone.

use super::{many, percent};
use crate::text::charts::{GroupAirtimeFacts, OfGroupsWords};

/// Charts of groups alone in English.
pub const OF_GROUPS: OfGroupsWords = OfGroupsWords {
    airtime_caption: |talk| {
        format!("Each group’s share of the talk ({talk} in all) and its airtime.")
    },
    airtime_sentence,
    airtime_how: "A group’s airtime is the total length of its people’s turns; its share is that divided by the airtime of \
        all groups that are shown. The expected share is the group’s share of the people. Groups of fewer \
        than five people are left out, and so is whatever one person did.",
    legend_expected: "expected share, by number of people",
    airtime_table: "Airtime of groups",
    column_group: "Group",
    interruptions_how: "An interruption was marked when someone started while another evidently had not finished (West & \
        Zimmerman; Okamoto, Rashotte & Smith-Lovin 2002). Only those between people of the groups that are shown \
        are counted. Received per minute is interruptions received divided by the minutes of the group’s own floor, with \
        the exact 95\u{a0}% interval of a Poisson count (Garwood 1936); with fewer than five there are too few to say. \
        The groups are not compared: that needs to know who in them was interrupted, and that was left out.",
    nothing: "This meeting was shared by groups. What one person did, and when, is not in it.",
};

fn airtime_sentence(facts: &GroupAirtimeFacts) -> String {
    let said = |(name, people, share): &(String, u32, Option<f64>)| {
        let people = many(*people as usize, "person", "people");
        match share {
            Some(share) => format!("{name} ({people}) had {} of the talk", percent(*share)),
            None => format!("{name} ({people}) did not speak"),
        }
    };
    match facts.groups.as_slice() {
        [] => String::new(),
        [(name, people, share)] => match share {
            Some(_) => format!(
                "{name}: {} together.",
                many(*people as usize, "person", "people")
            ),
            None => "Nobody had the floor.".to_owned(),
        },
        groups if groups.iter().all(|(.., share)| share.is_none()) => {
            "Nobody had the floor.".to_owned()
        }
        groups if groups.len() > 6 => format!(
            "{} groups of {} in all.",
            groups.len(),
            many(facts.people as usize, "person", "people")
        ),
        groups => {
            let said: Vec<String> = groups.iter().map(said).collect();
            format!("{}.", said.join("; "))
        }
    }
}
