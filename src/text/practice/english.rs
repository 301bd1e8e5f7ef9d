//! Practice in English.

use super::Means::{Ally, BackChannel, Interrupts, Silence, Speaks, TalkedOver};
use super::{Close, Line, Means, PracticeWords, Script};
use crate::meeting::{AllyKind, Outcome};
use crate::text::rounded;
use crate::time::Span;

/// Practice in English.
pub const PRACTICE: PracticeWords = PracticeWords {
    script: Script {
        title: "The open day",
        people: "Ida, Jon, Mei, Sam",
        lines: LINES,
        length: Span::from_seconds(120),
    },

    practice: "Practice",
    intro: [
        "Four people plan an open day for two minutes. Tap along below, as if you were in the room; afterwards you \
         see how close you came.",
        "Nothing of it is kept.",
    ],
    begin: "Begin",
    stop: "Stop practising",
    said: "What is said",
    kept_nowhere: "Nothing is kept.",

    how_close: "How close you came",
    again: "Try again",
    back: "Back",
    summary,
    floor: "Who had the floor",
    floor_said,
    floor_how: "κ (kappa) is the agreement beyond what chance would give: 1 is full agreement, 0 is chance \
        (Cohen 1960). Each second is compared by who had the floor then, or silence; two seconds early \
        or late are the same time (Bakeman, Quera & Gnisci 2009).",
    airtime: "Airtime",
    airtime_said: |name, seconds| match seconds {
        seconds if seconds < 0.95 => "Nobody’s airtime is off by a second or more.".to_owned(),
        seconds => format!(
            "Furthest off is {name}’s, by {} seconds.",
            rounded(seconds, 1)
        ),
    },
    airtime_columns: ["Person", "Script, s", "You, s", "Difference, s"],
    cut_offs: "Cut-offs",
    cut_offs_said,
    missed: |at, what| format!("At {at} you missed this: {what}"),
    missed_as_turn: |at, what| {
        format!(
            "At {at} you missed this: {what} You recorded the turn alone; “Interrupts” records both in one tap."
        )
    },
    added: |at, what| format!("At {at} you recorded this, which is not in the script: {what}"),
    otherwise: |at, script, yours| format!("At {at} you recorded: {yours} In the script: {script}"),
    lag: "Your own lag",
    lag_said,
    besides: "Also there",
    ally: |at, what, recorded| match recorded {
        true => format!("At {at}: {what} You recorded this ally moment."),
        false => format!("At {at}: {what} That is an ally moment."),
    },
    back_channel: |at, who, words| {
        format!(
            "At {at} you recorded a turn. {who}’s “{words}” was a back-channel: somebody listens. There is nothing to tap."
        )
    },
    answers: "The script, with what to record",
    answers_columns: ["Time", "What is said", "What to record"],
    nothing: "nothing: a back-channel",
    then_kept: |interrupts| format!("{interrupts}, then They kept the floor"),
};

const IDA: usize = 0;
const JON: usize = 1;
const MEI: usize = 2;
const SAM: usize = 3;

const LINES: &[Line] = &[
    says(
        3,
        IDA,
        "Shall we begin? The open day is in three weeks.",
        &[Speaks(IDA)],
    ),
    says(
        8,
        JON,
        "The poster is nearly done. Two pictures are missing.",
        &[Speaks(JON)],
    ),
    says(12, MEI, "Mm-hm.", &[BackChannel]),
    says(
        14,
        JON,
        "I asked the school for some, and they told me that\u{a0}–",
        &[],
    ),
    says(
        18,
        SAM,
        "Let’s take our own, that’s quicker.",
        &[Interrupts(SAM, JON, Outcome::Yielded)],
    ),
    says(22, SAM, "I can bring a camera on Friday.", &[]),
    says(
        27,
        IDA,
        "Good. And the morning? Who has an idea?",
        &[Speaks(IDA)],
    ),
    says(
        31,
        MEI,
        "I do. I thought that we could\u{a0}–",
        &[Speaks(MEI)],
    ),
    says(35, SAM, "A quiz!", &[]),
    says(35, IDA, "Or a band!", &[]),
    seen(
        35,
        "Both at once. Mei gives up; Sam goes on.",
        &[TalkedOver(MEI), Speaks(SAM)],
    ),
    says(39, SAM, "A quiz about the house, with prizes.", &[]),
    seen(44, "Nobody speaks.", &[Silence]),
    says(
        49,
        IDA,
        "Mei, you were about to tell us your idea.",
        &[Speaks(IDA), Ally(AllyKind::HandsBack, IDA, MEI)],
    ),
    says(
        53,
        MEI,
        "A reading. My grandmother told a story about this\u{a0}–",
        &[Speaks(MEI)],
    ),
    says(
        58,
        SAM,
        "Do we have a microphone?",
        &[Interrupts(SAM, MEI, Outcome::Held)],
    ),
    says(
        60,
        MEI,
        "One moment, Sam. About this very house. I could read that.",
        &[],
    ),
    says(66, SAM, "So how\u{a0}–", &[]),
    says(66, JON, "I like that.", &[]),
    seen(
        66,
        "They start together. Sam lets Jon go on.",
        &[Speaks(JON)],
    ),
    says(
        70,
        JON,
        "We’d need forty chairs. The school lends them.",
        &[],
    ),
    says(75, JON, "Last year I fetched them with a\u{a0}–", &[]),
    says(
        79,
        MEI,
        "And who carries them up the stairs?",
        &[Interrupts(MEI, JON, Outcome::Yielded)],
    ),
    says(83, SAM, "All of us.", &[Speaks(SAM)]),
    says(
        87,
        JON,
        "With a van, I was saying. I can ask for it again.",
        &[Speaks(JON)],
    ),
    says(91, IDA, "Yes.", &[BackChannel]),
    seen(94, "Nobody speaks.", &[Silence]),
    says(
        98,
        IDA,
        "So: pictures, a reading, a quiz, chairs. Is anything missing?",
        &[Speaks(IDA)],
    ),
    says(104, MEI, "Coffee. I’ll ask the bakery.", &[Speaks(MEI)]),
    says(109, SAM, "And I’ll bring cups.", &[Speaks(SAM)]),
    says(113, IDA, "Thank you. Until Friday!", &[Speaks(IDA)]),
    seen(117, "They get up.", &[Silence]),
];

const fn says(second: u64, who: usize, words: &'static str, means: &'static [Means]) -> Line {
    Line {
        at: Span::from_seconds(second),
        who: Some(who),
        words,
        means,
    }
}

const fn seen(second: u64, words: &'static str, means: &'static [Means]) -> Line {
    Line {
        at: Span::from_seconds(second),
        who: None,
        words,
        means,
    }
}

/// From here on an agreement is called close.
const CLOSE: f64 = 0.8;

/// From here on it is called fair.
const FAIR: f64 = 0.6;

fn summary(close: &Close) -> String {
    let Close {
        seconds,
        agreed,
        cut_offs,
        recorded,
        exactly,
        ..
    } = *close;
    match (seconds, exactly) {
        (0, _) => "Nothing was played yet, so there is nothing to compare.".to_owned(),
        (_, true) => match cut_offs {
            0 => "Exactly as it was, in every second.".to_owned(),
            _ => "Exactly as it was: the floor in every second, and every cut-off.".to_owned(),
        },
        (seconds, false) => {
            let floor =
                format!("The floor was as you recorded it in {agreed} of {seconds} seconds");
            match cut_offs {
                0 => format!("{floor}."),
                all => format!("{floor}, and you recorded {recorded} of {all} cut-offs."),
            }
        }
    }
}

fn floor_said(close: &Close) -> String {
    let [Some(kappa), Some(other)] = close.kappa else {
        return "There was too little to say how far you agree.".to_owned();
    };
    let means = match kappa.min(other) {
        kappa if kappa >= CLOSE => "that is close, and enough to rely on",
        kappa if kappa >= FAIR => "that is fair; once more, and it will be close",
        _ => "that is not close yet; much of it could be chance",
    };
    let [kappa, other] = [kappa, other].map(signed);
    let numbers = match kappa == other {
        true => format!("κ = {kappa}"),
        false => format!("κ = {kappa}, and {other} seen from your record"),
    };
    format!(
        "You and the script agree in {} of {} seconds. Beyond chance, {means}: {numbers}.",
        close.agreed, close.seconds
    )
}

/// With two decimals and its sign.
fn signed(kappa: f64) -> String {
    match kappa {
        kappa if kappa <= -0.005 => format!("−{}", rounded(-kappa, 2)),
        kappa => rounded(kappa.max(0.0), 2),
    }
}

fn cut_offs_said(recorded: usize, all: usize) -> String {
    match (recorded, all) {
        (_, 0) => "Nobody was cut off so far.".to_owned(),
        (1, 1) => "You recorded the one that there was.".to_owned(),
        (recorded, all) if recorded == all => format!("You recorded all {all}."),
        (0, all) => format!("You recorded none of {all}."),
        (recorded, all) => format!("You recorded {recorded} of {all}."),
    }
}

fn lag_said(lag: Option<f64>, events: usize) -> String {
    let Some(lag) = lag else {
        return "None of your taps could be laid beside the script.".to_owned();
    };
    let when = match lag {
        lag if lag >= 0.05 => format!("{} seconds after it happened", rounded(lag, 1)),
        lag if lag <= -0.05 => format!("{} seconds before it happened", rounded(-lag, 1)),
        _ => "as it happened".to_owned(),
    };
    let of = match events {
        1 => "one tap".to_owned(),
        events => format!("the median of {events} taps"),
    };
    format!(
        "You tapped {when} ({of}). Half a second to a second and a half late is usual, and does no harm."
    )
}
