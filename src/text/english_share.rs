//! English: sharing.

use super::share::{Content, GroupsContent, ShareWords};
use crate::meeting::Privacy;

/// Sharing in English.
pub const SHARE: ShareWords = ShareWords {
    person: |letters| format!("Person {letters}"),
    group: |letters| format!("Group {letters}"),
    everyone: "Everyone",
    stand_in: |group, number| format!("{group} {number}"),
    attribute: "Group",
    too_few: "No group has five people or more who were there. With fewer, what a group did would be what a person did; \
        so nothing can be shared by groups.",
    sees_everything,
    sees_pseudonyms,
    sees_groups,
    title: "Share",
    what: "What to share",
    levels: [
        ("Everything", "Names, and all that was written."),
        (
            "Pseudonyms",
            "Person\u{a0}A, Person\u{a0}B and so on. Nothing that was written.",
        ),
        (
            "Groups",
            "Sums of groups of five people or more. Nobody’s own numbers.",
        ),
    ],
    by: "Groups by",
    all_together: "Everyone together",
    seen: "What they will see",
    as_link: "As a link",
    making: "Making the link …",
    link: "Link",
    copy_link: "Copy link",
    link_hint: |length| {
        format!(
            "The meeting is in the link itself, and no server is told of it. Whoever has the link can open it. {} characters.",
            thousands(length)
        )
    },
    link_too_long: |length, most| {
        format!(
            "This meeting is too long for a link: {} characters, and mail and chat programs keep about {}. Save \
             the meeting file instead, and send that.",
            thousands(length),
            thousands(most)
        )
    },
    copied: "Copied.",
    not_copied: "The browser does not let this page copy. It is selected: copy it by hand.",
    as_file: "As a file",
    save_meeting: "Save meeting file",
    save_report: "Save report",
    chart: "Chart",
    save_picture: |kind| format!("Save picture ({kind})"),
    send: "Send with this device …",
    in_page: "Put it into a page",
    how: "How",
    ways: [
        "A frame that holds the link",
        "The element, with the meeting file",
    ],
    frame_hint: "Paste this where your page takes HTML. The meeting is in it.",
    element_hint: |file| {
        format!(
            "Save the meeting file, put it beside your page as {file}, and paste this where your page takes HTML."
        )
    },
    theme: "Theme",
    themes: ["As the reader’s device", "Light", "Dark"],
    charts: "Charts",
    all_charts: "All",
    snippet: "Snippet",
    copy_snippet: "Copy snippet",
    preview: "Preview",
    hidden: |privacy| match privacy {
        Privacy::Full => None,
        Privacy::Pseudonyms => Some(
            "The names were replaced before this was shared, and what was written was left out.",
        ),
        Privacy::Groups => Some("Before this was shared, all but the sums of groups was left out."),
    },
    of_groups: |minutes, groups, people| {
        let minutes = match minutes.round() as u64 {
            _ if minutes < 1.0 => "Less than a minute was observed".to_owned(),
            1 => "One minute was observed".to_owned(),
            minutes => format!("{minutes}\u{a0}minutes were observed"),
        };
        let groups = match groups {
            1 => "one group".to_owned(),
            groups => format!("{groups} groups"),
        };
        format!(
            "{minutes}. What follows is of {groups} of {people} people together; no group has fewer than five. \
             What one person did is not in it, nor when anything was."
        )
    },
};

/// `32,000`.
pub(super) fn thousands(number: usize) -> String {
    match number / 1000 {
        0 => number.to_string(),
        thousand => format!("{},{:03}", thousands(thousand), number % 1000),
    }
}

/// `one turn`, `12 turns`.
fn many(count: usize, one: &str, several: &str) -> String {
    match count {
        1 => format!("one {one}"),
        count => format!("{count} {several}"),
    }
}

/// `a, b and c`.
fn listed(mut things: Vec<String>) -> String {
    match things.pop() {
        None => String::new(),
        Some(last) if things.is_empty() => last,
        Some(last) => format!("{} and {last}", things.join(", ")),
    }
}

fn interruptions(count: Option<u32>) -> Option<String> {
    count.map(|count| many(count as usize, "interruption", "interruptions"))
}

fn sees_everything(content: &Content) -> String {
    let people = match (content.is_disguised, content.people) {
        (true, 1) => "one person, under a pseudonym".to_owned(),
        (true, people) => format!("{people} people, under pseudonyms"),
        (false, people) => many(people, "person by name", "people by name"),
    };
    let mut things = vec![people];
    things.push(format!(
        "when each spoke ({})",
        many(content.turns, "turn", "turns")
    ));
    things.extend(interruptions(content.interruptions));
    if content.attributes > 0 {
        things.push("what people stated of themselves".to_owned());
    }
    if content.notes > 0 {
        things.push(many(content.notes, "note", "notes"));
    }
    if content.actions > 0 {
        things.push(many(content.actions, "next action", "next actions"));
    }
    if content.corrected > 0 {
        things.push(format!(
            "what was tapped before {} corrected",
            match content.corrected {
                1 => "one thing was".to_owned(),
                some => format!("{some} things were"),
            }
        ));
    }
    format!("Whoever gets this sees everything: {}.", listed(things))
}

fn sees_pseudonyms(content: &Content) -> String {
    let mut things = vec![format!(
        "when each spoke ({})",
        many(content.turns, "turn", "turns")
    )];
    things.extend(interruptions(content.interruptions));
    let people = match content.people {
        1 => "one person, called Person\u{a0}A".to_owned(),
        people => format!("{people} people, called Person\u{a0}A, Person\u{a0}B and so on"),
    };
    let mut left_out = vec!["Names".to_owned(), "roles".to_owned()];
    if content.attributes > 0 {
        left_out.push("what people stated of themselves".to_owned());
    }
    if content.has_title {
        left_out.push("the title".to_owned());
    }
    if content.has_start {
        left_out.push("the date".to_owned());
    }
    if content.notes > 0 {
        left_out.push(many(content.notes, "note", "notes"));
    }
    if content.actions > 0 {
        left_out.push(many(content.actions, "next action", "next actions"));
    }
    format!(
        "Whoever gets this sees {people}: {}. {} are left out. Somebody who was there may still know \
         people by what happened when.",
        listed(things),
        listed(left_out),
    )
}

fn sees_groups(content: &GroupsContent) -> String {
    let groups = match content.groups.as_slice() {
        [all] if content.withheld.0 == 0 => format!("all {all} people together, called Everyone"),
        [one] => format!("one group of {one} people, called Group\u{a0}A"),
        several => {
            let sizes = several.iter().map(usize::to_string).collect();
            format!(
                "{} groups of {} people, called Group\u{a0}A, Group\u{a0}B and so on",
                several.len(),
                listed(sizes)
            )
        }
    };
    let mut things = vec!["how much of the talk each had".to_owned()];
    if content.groups.len() == 1 {
        things = vec!["how long they talked".to_owned()];
    }
    if let Some(counted) = interruptions(content.interruptions) {
        things.push(format!("{counted} among them"));
    }
    if content.talked_over > 0 {
        let times = many(content.talked_over as usize, "time", "times");
        things.push(format!("{times} that somebody was talked over"));
    }
    let withheld = match content.withheld {
        (0, _) => String::new(),
        (1, people) => format!(
            " One group of {} is too small to be shown, and nothing that passed between it and others is.",
            many(people, "person", "people")
        ),
        (groups, people) => format!(
            " {groups} groups of {people} people in all are too small to be shown, and nothing that passed between \
             them and others is."
        ),
    };
    format!(
        "Whoever gets this sees {groups}: {}. What makes a group, what one person did, and when anything was, are not \
         in it.{withheld}",
        listed(things),
    )
}
