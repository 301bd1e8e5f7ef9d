//! English: the review page round its charts.

use super::charts::english::CHARTS;
use super::review::{ReviewFacts, ReviewWords};

/// The review in English.
pub const REVIEW: ReviewWords = ReviewWords {
    save_as: "Format",
    format_meeting: "Meeting file",
    format_events: "Events (CSV)",
    format_people: "People in numbers (CSV)",
    format_rttm: "RTTM (turns only)",
    new_meeting: "New meeting",
    back_to_board: "Back to the board",
    undo_end: "Undo the end",
    skipped: |entries| match entries {
        1 => "1 entry of the file could not be read and is left out.".to_owned(),
        entries => format!("{entries} entries of the file could not be read and are left out."),
    },
    about: |minutes, people| {
        let people = match people {
            1 => "1 person".to_owned(),
            people => format!("{people} people"),
        };
        let time = match minutes.round() as u64 {
            _ if minutes < 1.0 => "less than a minute".to_owned(),
            1 => "1\u{a0}minute".to_owned(),
            minutes => format!("{minutes}\u{a0}minutes"),
        };
        format!("{time} observed, {people}")
    },
    nothing_open: "No meeting is open yet. Open a file, or drop one here.",
    paragraph,
    date,
    moments: "Moments",
    moments_hint: "Small patterns, each with its time. Choose one to see it on the timeline.",
    moments_hint_alone: "Small patterns, each with its time.",
    no_moments: "None of the patterns that are looked for.",
    show_all: |count| format!("Show all {count} moments"),
    rules: "What makes a moment",
    question: "What is the next immediate action?",
    about_moment: |said| format!("About this moment: {said}"),
    question_hint: "One thing that anyone in the room can do. It is kept with the meeting, and shown before the next one.",
    suggestions: [
        "Invite someone in who has not spoken yet",
        "Hand the floor back to whoever was cut off",
        "Credit an idea to the person who had it",
        "Repeat a point that went by, and say whose it is",
        "Go round once before the open discussion",
    ],
    set_out: "Set out to do this",
    last_time: |action| format!("Last time you set out to do this: {action}"),
    done: "Done",
    not_yet: "Not yet",
    drop_action: |text| format!("Remove: {text}"),
    part: "Part of the meeting",
    from: "From",
    to: "To",
    whole: "Whole meeting",
    of_part: |from, to| format!("Every number is of the part from {from} to {to}."),
    of_whole: "Every number is of the whole meeting.",
    moments_of_part: |some, all| {
        let touch = if some == 1 { "touches" } else { "touch" };
        format!("{some} of {all} moments {touch} this part; each is told whole.")
    },
    marked: |from, to| match from == to {
        true => {
            format!("Marked on the timeline: {from}. What you set out to do is about this moment.")
        }
        false => format!(
            "Marked on the timeline, from {from} to {to}. What you set out to do is about this moment."
        ),
    },
    not_marked: "Nothing is marked on the timeline.",
    show_first: |count| format!("Show the first {count} alone"),
    without_roles: "Airtime without the chair and presenters",
    by: "Interruptions by",
    by_person: "Person",
    log: "Log",
    zoom_in: "Zoom in",
    zoom_out: "Zoom out",
    zoom_all: "Show all",
    zoom_along: "Move along the timeline",
    zoom_seen: |from, to| format!("{from} to {to}"),
    zoom_picture: |from, to| format!("The timeline shows {from} to {to}."),
    zoom_hint: "Drag across the lanes, or an edge, to pick a part, or use From and To above: every number follows. Two fingers, or Ctrl and the wheel, zoom.",
    zoom_keys: "Timeline: plus and minus zoom, the arrows move along, 0 shows all",
    save_chart: "Save as",
    save_chart_as: |format, chart| format!("Save as {format}: {chart}"),
    format_report: "Report (one page, HTML)",
    sample: "Look at a sample",
};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `2026-11-21T09:00:00+01:00` as `21 November 2026, 9:00`: as clocks showed it where the meeting was.
fn date(started: &str) -> String {
    let read = || {
        let (date, time) = started.split_once('T')?;
        let mut parts = date.splitn(3, '-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
        let (year, day): (u16, u8) = (year.parse().ok()?, day.parse().ok()?);
        let (hour, rest) = time.split_once(':')?;
        let (hour, minute): (u8, &str) = (hour.parse().ok()?, rest.get(..2)?);
        let minute: u8 = minute.parse().ok()?;
        Some(format!("{day}\u{a0}{month} {year}, {hour}:{minute:02}"))
    };
    read().unwrap_or_else(|| started.to_owned())
}

fn paragraph(facts: &ReviewFacts) -> String {
    let minutes = match facts.minutes.round() as u64 {
        _ if facts.minutes < 1.0 => "less than a minute".to_owned(),
        1 => "one minute".to_owned(),
        minutes => format!("{minutes}\u{a0}minutes"),
    };
    let people = match facts.people {
        0 => "nobody was".to_owned(),
        1 => "one person was".to_owned(),
        people => format!("{people} people were"),
    };
    let unheard = match facts.unheard {
        0 if facts.people > 1 => ", and each of them spoke",
        all if all == facts.people && all > 1 => ", and none of them spoke",
        1 => ", and one of them did not speak",
        _ => "",
    };
    let unheard = match facts.unheard {
        2.. if facts.unheard < facts.people => {
            format!(", and {} of them did not speak", facts.unheard)
        }
        _ => unheard.to_owned(),
    };
    let mut said = format!("{minutes} were observed; {people} there{unheard}.");
    if minutes.starts_with("less") || minutes.starts_with("one") {
        said = said.replacen("were observed", "was observed", 1);
    }
    if let Some((from, to)) = &facts.part {
        said = format!("from {from} to {to}, {said}");
    }
    if let Some(first) = said.get(..1) {
        said = first.to_uppercase() + said.get(1..).unwrap_or_default();
    }
    if let Some(hands) = facts.would_change_hands.filter(|_| facts.people > 1) {
        said += &format!(
            " For equal airtime, {} of the talk would have to change hands.",
            (CHARTS.percent)(hands)
        );
    }
    said += &match facts.cut_offs {
        None => " Nobody marked interruptions, so nothing is said of them.".to_owned(),
        Some((0, ..)) => " Nobody was cut off.".to_owned(),
        Some((1, repaired, ally)) => {
            let back = match (repaired, ally) {
                (0, _) => "and the person was not back within a minute",
                (_, 0) => "and the person was back within a minute",
                _ => "and the person was back within a minute, after somebody made room for them",
            };
            format!(" There was one cut-off, {back}.")
        }
        Some((all, repaired, ally)) => {
            let ally = match ally {
                0 => String::new(),
                1 => ", once after somebody made room for them".to_owned(),
                2 => ", twice after somebody made room for them".to_owned(),
                ally => format!(", {ally}\u{a0}times after somebody made room for them"),
            };
            let repaired = match repaired {
                0 => "after none of them did the person have the floor again within a minute"
                    .to_owned(),
                1 => format!("after one of them the person was back within a minute{ally}"),
                some => format!("after {some} of them the person was back within a minute{ally}"),
            };
            format!(" There were {all} cut-offs; {repaired}.")
        }
    };
    let (recorded, corrected) = facts.recorded;
    if corrected > 0 {
        said += &format!(" Of {recorded} things recorded, {corrected} were corrected.");
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_told_as_people_write_it() {
        let cases = [
            ("2026-11-21T09:00:00+01:00", "21\u{a0}November 2026, 9:00"),
            ("2026-01-02T23:05:59Z", "2\u{a0}January 2026, 23:05"),
            ("2026-13-02T23:05:59Z", "2026-13-02T23:05:59Z"),
            ("on Monday", "on Monday"),
            ("", ""),
        ];
        for (started, expected) in cases {
            assert_eq!(date(started), expected);
        }
    }

    #[test]
    fn a_meeting_is_told_in_a_paragraph() {
        let facts = ReviewFacts {
            part: None,
            minutes: 42.3,
            people: 6,
            unheard: 1,
            would_change_hands: Some(0.234),
            cut_offs: Some((7, 4, 2)),
            recorded: (120, 3),
        };
        let none = ReviewFacts {
            part: None,
            minutes: 0.2,
            people: 1,
            unheard: 1,
            would_change_hands: None,
            cut_offs: None,
            recorded: (0, 0),
        };
        let one = ReviewFacts {
            part: Some(("4:00".to_owned(), "5:00".to_owned())),
            minutes: 1.0,
            people: 2,
            unheard: 0,
            would_change_hands: Some(0.0),
            cut_offs: Some((1, 0, 0)),
            recorded: (4, 0),
        };
        let cases = [
            (
                facts,
                "42\u{a0}minutes were observed; 6 people were there, and one of them did not speak. \
                 For equal airtime, 23\u{a0}% of the talk would have to change hands. There were 7 cut-offs; \
                 after 4 of them the person was back within a minute, twice after somebody made room for them. \
                 Of 120 things recorded, 3 were corrected.",
            ),
            (
                none,
                "Less than a minute was observed; one person was there, and one of them did not speak. \
                 Nobody marked interruptions, so nothing is said of them.",
            ),
            (
                one,
                "From 4:00 to 5:00, one minute was observed; 2 people were there, and each of them spoke. For equal airtime, \
                 0\u{a0}% of the talk would have to change hands. There was one cut-off, and the person was \
                 not back within a minute.",
            ),
        ];
        for (facts, expected) in cases {
            assert_eq!(paragraph(&facts), expected);
        }
    }
}
