//! Moments in English.

use super::MomentWords;
use crate::measure::airtime::WINDOW;
use crate::measure::interruptions::By;
use crate::measure::moments::{
    EARLY_AND_LATE, LONG_TURN, MomentKind, NOT_YET_HEARD_AFTER, ONE_VOICE_PERCENT, ONE_WAY,
    Pattern, REGAINED_WITHIN, STREAK, STREAK_WITHIN, SmallMoment,
};
use crate::meeting::Who;
use crate::text::charts::english::{CHARTS, list, many};
use crate::text::clock;
use crate::time::{Moment, Span};

/// Moments in English.
pub const MOMENTS: MomentWords = MomentWords {
    kind,
    rule,
    sentence,
};

const fn kind(kind: MomentKind) -> &'static str {
    match kind {
        MomentKind::LostThread => "Lost thread",
        MomentKind::Streak => "Streak",
        MomentKind::OneWay => "One-way",
        MomentKind::LongTurn => "Long turn",
        MomentKind::NotYetHeard => "Not yet heard",
        MomentKind::OneVoice => "One voice",
        MomentKind::EarlyAndLate => "Early and late",
        MomentKind::Repaired => "Repaired",
    }
}

fn rule(kind: MomentKind) -> String {
    let minute = length(REGAINED_WITHIN);
    match kind {
        MomentKind::LostThread => format!("cut off, and not back on the floor within {minute}"),
        MomentKind::Streak => format!(
            "the same person cut off {STREAK} times or more within {}",
            length(STREAK_WITHIN)
        ),
        MomentKind::OneWay => {
            format!("one person interrupted another {ONE_WAY} times or more, and never the reverse")
        }
        MomentKind::LongTurn => format!("one turn of {} or more", length(LONG_TURN)),
        MomentKind::NotYetHeard => format!(
            "in the room for {} or more without a turn",
            length(NOT_YET_HEARD_AFTER)
        ),
        MomentKind::OneVoice => format!(
            "{} in which one person has {ONE_VOICE_PERCENT}\u{a0}% of the talk or more, others being there",
            length(WINDOW)
        ),
        MomentKind::EarlyAndLate => format!(
            "how {EARLY_AND_LATE} or more cut-offs are spread over the two halves of the meeting"
        ),
        MomentKind::Repaired => format!("cut off, and back on the floor within {minute}"),
    }
}

fn sentence(moment: &SmallMoment, name: &dyn Fn(Who) -> String) -> String {
    let (at, until) = (time(moment.at), time(moment.until));
    let cut_off = |whom: Who, by: By| {
        let by = doer(by, name).map_or(String::new(), |by| format!(" by {by}"));
        format!("{} was cut off{by} at {at}", name(whom))
    };
    match &moment.pattern {
        Pattern::LostThread {
            whom,
            by,
            back_after,
        } => {
            let then = match back_after {
                Some(after) => format!("next spoke {} later", length(*after)),
                None => "did not speak again".to_owned(),
            };
            format!("{} and {then}.", cut_off(*whom, *by))
        }
        Pattern::Streak { whom, by, count } => {
            let when = match at == until {
                true => format!("at {at}"),
                false => format!("between {at} and {until}"),
            };
            let known: Vec<String> = by.iter().filter_map(|by| doer(*by, name)).collect();
            let by = match (known.len(), known.len() == by.len()) {
                (0, _) => String::new(),
                (1..=3, true) => format!(", by {}", list(&known)),
                (1..=3, false) => format!(", among others by {}", list(&known)),
                (people, _) => format!(", by {}", many(people, "person", "people")),
            };
            format!("{} was cut off {count}\u{a0}times {when}{by}.", name(*whom))
        }
        Pattern::OneWay { whom, by, count } => {
            let (whom, by) = (name(*whom), name(*by));
            format!(
                "{by} interrupted {whom} {count}\u{a0}times, first at {at}; {whom} did not interrupt {by}."
            )
        }
        Pattern::LongTurn { who, length: long } => {
            format!(
                "{} held the floor for {} from {at} on.",
                name(*who),
                length(*long)
            )
        }
        Pattern::NotYetHeard {
            who,
            present,
            heard,
        } => {
            let (who, present) = (name(*who), length(*present));
            match heard {
                true => format!("{who} was first heard at {until}, after {present} in the room."),
                false => format!("{who} was in the room for {present} without a turn."),
            }
        }
        Pattern::OneVoice { who, share } => {
            let share = (CHARTS.percent)(*share);
            format!(
                "From {at} to {until}, {} had {share} of the talk.",
                name(*who)
            )
        }
        Pattern::EarlyAndLate { early, late } => {
            let all = early + late;
            format!(
                "Of {all} cut-offs, {early} were in the first half of the meeting and {late} in the second, from {at} on."
            )
        }
        Pattern::Repaired {
            whom,
            by,
            back_after,
            helped,
        } => {
            let (cut_off, after) = (cut_off(*whom, *by), length(*back_after));
            match helped {
                Some((who, kind)) => {
                    let whom = name(*whom);
                    let helped = (CHARTS.ally)(*kind, &name(*who), &whom);
                    format!("{cut_off}; {helped}, and {whom} was back on the floor {after} later.")
                }
                None => format!("{cut_off} and was back on the floor {after} later."),
            }
        }
    }
}

/// The name of who did it, if that is known; inferred where it is.
fn doer(by: By, name: &dyn Fn(Who) -> String) -> Option<String> {
    match by {
        By::Stated(who) => Some(name(who)),
        By::Inferred(who) => Some(format!("{} (inferred)", name(who))),
        By::Unknown => None,
    }
}

fn time(at: Moment) -> String {
    clock(at.since(Moment::START))
}

/// A length of time in words: `30 s`, `6 min 40 s`, `1 h 5 min`. Whole seconds: a tap is no more
/// exact.
fn length(span: Span) -> String {
    let seconds = (span.millis() + 500) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (hours, minutes, seconds) {
        (0, 0, 0) => "less than 1\u{a0}s".to_owned(),
        (0, 0, _) => format!("{seconds}\u{a0}s"),
        (0, _, 0) => format!("{minutes}\u{a0}min"),
        (0, _, _) => format!("{minutes}\u{a0}min {seconds}\u{a0}s"),
        (_, 0, _) => format!("{hours}\u{a0}h"),
        _ => format!("{hours}\u{a0}h {minutes}\u{a0}min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_in_words() {
        for (millis, expected) in [
            (0, "less than 1 s"),
            (499, "less than 1 s"),
            (500, "1 s"),
            (30_000, "30 s"),
            (59_600, "1 min"),
            (400_000, "6 min 40 s"),
            (3_600_000, "1 h"),
            (3_900_000, "1 h 5 min"),
        ] {
            let found = length(Span::from_millis(millis)).replace('\u{a0}', " ");
            assert_eq!(found, expected);
        }
    }
}
