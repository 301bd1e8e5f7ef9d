//! Charts in English.

mod of_groups;
mod over_time;
mod passes;
mod rates;

use super::{AirtimeFacts, ChartWords, InterruptionFacts, TimelineFacts};
use crate::meeting::AllyKind;
use crate::text::english_share::thousands;
use crate::text::rounded;

/// Charts in English.
pub const CHARTS: ChartWords = ChartWords {
    airtime: "Airtime",
    timeline: "Timeline",
    interruptions: "Interruptions",

    picture: |what| format!("Picture of the table’s numbers: {what}"),
    percent,
    exact_percent,
    axis_time,
    role: str::to_owned,
    part: |from, until| format!(" Only what was from {from} to {until} of the meeting."),
    not_shown: |count| {
        let people = many(count, "person is", "people are");
        format!(" {people} not in the picture: there was no more room.")
    },
    over_time: over_time::OVER_TIME,
    passes: passes::PASSES,
    rates: rates::RATES,
    of_groups: of_groups::OF_GROUPS,
    none: "–",
    too_few: "too few to say",
    enough: "yes",

    airtime_caption: |talk| {
        format!("Each person’s share of the talk ({talk} in all) and their airtime.")
    },
    airtime_sentence,
    airtime_how: "Airtime is the total length of a person’s turns; a share is airtime divided by everyone’s. \
        The expected share is a person’s time in the room divided by everyone’s: what they would have if \
        airtime followed presence. The talk that would have to change hands is half the sum of all \
        distances from an equal share (the Hoover index). Turns as in Sacks, Schegloff & Jefferson 1974, \
        without their gaps: a tap comes half a second to a second and a half late.",
    without_roles: " People with a role are left out: shares and expected shares are those of the people without a role.",
    left_out_of_it: |airtime| format!("{airtime}, left out"),
    column_share_of_others: "Share of the others’ talk",
    did_not_speak: "did not speak",
    was_not_there: "was not in the room",

    timeline_caption: |from, until| format!("Who held the floor when, from {from} to {until}."),
    timeline_sentence,
    timeline_how: "A turn runs from taking the floor to leaving it, as it was tapped. A cut-off is an \
        interruption that was yielded to, or being talked over; the sign stands on the lane of the \
        person it happened to; where many are close together, one stands for several. Pauses are outside the observed time. A tap comes half a second to a second \
        and a half late, so nothing shorter should be read from it. Where there are more than two turns to a pixel, \
        columns of four pixels stand for them, each as high as the part of its time that the person held the floor.",
    timeline_how_imported: "Turns are the segments of the imported recording; touching or overlapping ones of \
        one speaker are one turn. It has overlaps, and no interruptions unless someone marks them. Where there are \
        more than two turns to a pixel, columns of four pixels stand for them, each as high as the part of its time \
        that the person spoke.",
    lane,
    marked: |from, until| match from == until {
        true => format!("marked: {from}"),
        false => format!("marked: {from} to {until}"),
    },
    pause: "pause",

    interruptions_caption,
    interruptions_caption_imported: "No interruptions can be claimed of this recording.",
    interruptions_sentence,
    interruptions_imported: "An imported recording has overlaps, not interruptions: which of them cut someone off \
        nobody has marked, so no interruption is claimed here.",
    interruptions_how: "An interruption is marked when someone starts while another evidently has not finished \
        (West & Zimmerman; Okamoto, Rashotte & Smith-Lovin 2002); yielded: the other stopped; held: the \
        other went on. Received per minute is interruptions received divided by the minutes of one’s own \
        floor, made per minute is interruptions made divided by the minutes of the others’ floor, both with \
        the exact 95\u{a0}% interval of a Poisson count (Garwood 1936); with fewer than five there are too few \
        to say, and nobody is ranked. Who talked someone over is inferred, where nobody said, from who held or next took the \
        floor within 10\u{a0}s.",
    row_interrupted_column: "row interrupted column",
    pair: |who, whom, yielded, held| {
        format!("{who} interrupted {whom}: {yielded} yielded, {held} held")
    },

    legend_airtime: "share of the talk",
    legend_expected: "expected share, by time in the room",
    legend_turn: "turn",
    legend_turns: |part| format!("many turns: the full height is {part} of the time"),
    legend_present: "in the room",
    legend_yielded: "interrupted, and yielded",
    legend_held: "interrupted, and held: kept the floor",
    legend_talked_over: "talked over",
    legend_inferred: "talked over, by whom is inferred",
    legend_ally: "ally moment: someone made room for this person",
    legend_oneself: "nobody interrupts themselves",
    legend_count: "number of interruptions; the stronger the colour, the more",

    airtime_table: "Airtime and turns",
    timeline_table: "Turns",
    turns_table: "Every turn",
    first_turns: |shown, all| {
        let (shown, all) = (thousands(shown), thousands(all));
        format!("The first {shown} of {all} turns. Pick a part to see others; the CSV has all.")
    },
    moments_table: "What is marked on the timeline",
    pairs_table: "Who interrupted or talked over whom",
    pairs_note: "Between all other pairs: none.",
    rates_table: "Made, received, and received per minute of one’s own floor",
    left_out: |count| {
        let rows = many(count, "more is", "more are");
        format!("{rows} not listed here; the saved meeting file holds all of them.")
    },

    column_person: "Person",
    column_from: "From",
    column_until: "Until",
    column_seconds: "Airtime (s)",
    column_length: "Seconds",
    column_clock: "Airtime (min:s)",
    column_share: "Share of the talk",
    column_expected: "Expected share",
    column_turns: "Turns",
    column_mean: "Mean turn (s)",
    column_median: "Median turn (s)",
    column_longest: "Longest turn (s)",
    column_first: "First turn at",
    column_last: "Last turn until",
    column_time: "Time",
    column_seconds_at: "Time (s)",
    column_what: "What happened",
    column_who: "Who",
    column_whom: "Whom",
    column_interruptions: "Interruptions",
    column_yielded: "Yielded",
    column_held: "Held",
    column_talked_over: "Talked over",
    column_inferred: "Of these inferred",
    column_made: "Made",
    column_received: "Received",
    column_cut_offs: "Cut-offs",
    column_regained: "Regained within 60\u{a0}s",
    column_rate: "Received per minute",
    column_interval: "95\u{a0}% interval",
    column_enough: "Enough to say?",

    yielded: |who, whom| format!("{who} interrupted {whom}, who yielded"),
    held: |who, whom| format!("{who} interrupted {whom}, who kept the floor"),
    talked_over: |whom| format!("{whom} was talked over"),
    talked_over_by: |whom, by| format!("{whom} was talked over by {by}"),
    talked_over_inferred: |whom, by| format!("{whom} was talked over by {by} (inferred)"),
    then_back: |what, back| match back {
        Some(back) => format!("{what}; spoke again {back} later"),
        None => format!("{what}; did not speak again"),
    },
    ally: |kind, who, whom| match kind {
        AllyKind::Invites => format!("{who} invited {whom} in"),
        AllyKind::Amplifies => format!("{who} amplified {whom}’s point"),
        AllyKind::Credits => format!("{who} credited {whom}"),
        AllyKind::HandsBack => format!("{who} handed the floor back to {whom}"),
    },
    arrived: |who| format!("{who} arrived"),
    left: |who| format!("{who} left"),
    paused_until: |until| format!("Observing paused until {until}"),
};

/// Whole per cent. What is not quite nothing, or not quite all, is not called so.
fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.005 {
        "<\u{a0}1\u{a0}%".to_owned()
    } else if (0.995..1.0).contains(&share) {
        ">\u{a0}99\u{a0}%".to_owned()
    } else {
        format!("{}\u{a0}%", rounded(share * 100.0, 0))
    }
}

fn exact_percent(share: f64) -> String {
    format!("{}\u{a0}%", rounded(share * 100.0, 1))
}

/// Seconds where ticks are seconds apart, else minutes, in long meetings hours and minutes.
fn axis_time(at: f64, apart: f64, all: f64) -> String {
    let seconds = at.round() as u64;
    if apart < 60.0 {
        format!("{}:{:02}", seconds / 60, seconds % 60)
    } else if all < 7200.0 {
        format!("{}\u{a0}min", seconds / 60)
    } else {
        format!("{}:{:02}\u{a0}h", seconds / 3600, seconds / 60 % 60)
    }
}

/// `1 turn`, `2 turns`.
pub(crate) fn many(count: usize, one: &str, more: &str) -> String {
    let word = if count == 1 { one } else { more };
    format!("{count}\u{a0}{word}")
}

/// `There was 1 turn`, `There were 2 turns`.
fn there_were(count: usize, one: &str, more: &str) -> String {
    let were = if count == 1 { "was" } else { "were" };
    format!("There {were} {}", many(count, one, more))
}

/// `once`, `twice`, `3 times`.
fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{count}\u{a0}times"),
    }
}

/// `Ana`, `Ana and Ben`, `Ana, Ben and Chen`.
pub(crate) fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// Up to three names, beyond that how many people.
fn people(names: &[String]) -> String {
    if names.len() <= 3 {
        list(names)
    } else {
        format!("{}\u{a0}people", names.len())
    }
}

fn airtime_sentence(facts: &AirtimeFacts) -> String {
    let share = percent(facts.share);
    if facts.without_roles {
        return airtime_of_others(facts, &share);
    }
    let held = match facts.most.as_slice() {
        [] => return "Nobody spoke.".to_owned(),
        [only] if facts.present == 1 => return format!("{only} was the only one in the room."),
        [only] => {
            let role = match facts.role.as_deref() {
                Some("chair") => ", who chaired,",
                Some("presenter") => ", who presented,",
                _ => "",
            };
            let share = if facts.share >= 1.0 { "all" } else { &share };
            format!("{only}{role} held the floor for {share} of the talk")
        }
        several => format!(
            "{} held the floor for {share} of the talk each",
            people(several)
        ),
    };
    let change = match facts.would_change_hands {
        Some(change) if change >= 0.005 => format!(
            "; for equal airtime {} of the talk would have to change hands",
            percent(change)
        ),
        Some(_) => "; everyone had the same airtime".to_owned(),
        None => String::new(),
    };
    let silent = match facts.silent.as_slice() {
        [] => String::new(),
        silent => format!(" {} did not speak.", people(silent)),
    };
    format!("{held}{change}.{silent}")
}

/// The same of those without a role.
fn airtime_of_others(facts: &AirtimeFacts, share: &str) -> String {
    let held = match facts.most.as_slice() {
        [] => return "Nobody without a role spoke.".to_owned(),
        [only] if facts.present == 1 => {
            return format!("{only} was the only one without a role.");
        }
        [only] if facts.share >= 1.0 => format!("{only} held the floor for all of their talk"),
        [only] => format!("{only} held the floor for {share} of their talk"),
        several => format!(
            "{} held the floor for {share} of their talk each",
            people(several)
        ),
    };
    let change = match facts.would_change_hands {
        Some(change) if change >= 0.005 => format!(
            "; for equal airtime among them {} of it would have to change hands",
            percent(change)
        ),
        _ => "; they all had the same airtime".to_owned(),
    };
    let silent = match facts.silent.as_slice() {
        [] => String::new(),
        silent => format!(" {} did not speak.", people(silent)),
    };
    format!("Of those without a role, {held}{change}.{silent}")
}

fn timeline_sentence(facts: &TimelineFacts) -> String {
    let observed = &facts.observed;
    let turns = match (facts.spoke, facts.people) {
        (0, _) => format!("In {observed}, nobody spoke."),
        (spoke, people) if spoke == people => format!(
            "In {observed}, {} took {}.",
            many(people, "person", "people"),
            many(facts.turns, "turn", "turns")
        ),
        (spoke, people) => format!(
            "In {observed}, {spoke} of {} took {}.",
            many(people, "person", "people"),
            many(facts.turns, "turn", "turns")
        ),
    };
    let cut_offs = match (facts.cut_offs, &facts.overlap) {
        (None, Some(overlap)) => format!(
            " Two or more spoke at once for {overlap}; an imported recording has overlaps, not interruptions."
        ),
        (None, None) => " Nobody has marked interruptions on this imported recording.".to_owned(),
        (Some(0), _) => " No cut-off was marked.".to_owned(),
        (Some(count), _) => {
            let after = match (facts.regained, count) {
                (1, 1) => "after it".to_owned(),
                (2, 2) => "after both".to_owned(),
                (back, all) if back == all => "after each of them".to_owned(),
                (back, _) => format!("after {back} of them"),
            };
            let back = match facts.regained {
                // The meeting may have ended before the minute was over: nothing is claimed.
                0 => String::new(),
                _ => format!("; {after} the person was back on the floor within a minute"),
            };
            format!(" {}{back}.", there_were(count, "cut-off", "cut-offs"))
        }
    };
    let ally = match facts.ally_moments {
        0 => String::new(),
        count => format!(
            " {}: someone invited another in, amplified or credited their point, or handed the floor back.",
            there_were(count, "ally moment", "ally moments")
        ),
    };
    let open = if facts.left_open {
        " It was never ended; its last event counts as its end."
    } else {
        ""
    };
    format!("{turns}{cut_offs}{ally}{open}")
}

fn lane(who: &str, turns: usize, airtime: &str) -> String {
    format!("{who}: {}, {airtime}", many(turns, "turn", "turns"))
}

fn interruptions_caption(left_out: usize) -> String {
    let caption = "How often the person of the row interrupted the person of the column.";
    match left_out {
        0 => caption.to_owned(),
        count => format!(
            "{caption} {} not in the picture: nothing was marked between them and others, or there was no more room.",
            many(count, "person is", "people are")
        ),
    }
}

fn interruptions_sentence(facts: &InterruptionFacts) -> String {
    let all = facts.all as usize;
    let held = facts.all.saturating_sub(facts.yielded);
    let marked = match all {
        0 => "No interruption was marked".to_owned(),
        _ if !facts.enough => format!(
            "{} marked: too few to say who interrupts whom",
            many(all, "interruption was", "interruptions were")
        ),
        _ => format!(
            "{all} interruptions were marked: in {} the interrupted person yielded, in {held} the interrupted \
             person kept the floor (held)",
            facts.yielded
        ),
    };
    let pair = match &facts.pair {
        Some(pair) => {
            let (who, whom) = (&pair.who, &pair.whom);
            let there = format!("{who} interrupted {whom} {}", times(pair.count as usize));
            match pair.back as usize {
                0 => format!(" {there}; {whom} never interrupted {who}."),
                back => format!(" {there}; {whom} interrupted {who} {}.", times(back)),
            }
        }
        None => String::new(),
    };
    let talked_over = match (facts.talked_over, all) {
        (0, 0) => " Nobody was talked over either.".to_owned(),
        (0, _) => String::new(),
        (count, _) => format!(" {} talked over.", many(count, "point was", "points were")),
    };
    let cut_offs = match facts.cut_offs {
        0 => String::new(),
        count => format!(
            " {}, counting interruptions that were yielded to and points talked over.",
            there_were(count, "cut-off", "cut-offs")
        ),
    };
    format!("{marked}.{pair}{talked_over}{cut_offs}")
}
