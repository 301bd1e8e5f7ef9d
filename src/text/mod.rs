//! The words, one typed struct of messages a language: a missing one does not compile.

pub mod charts;
pub mod english;
mod english_review;
mod english_screens;
mod english_share;
mod english_sheets;
pub mod found;
pub mod guide;
pub mod moments;
pub mod practice;
pub mod review;
pub mod screens;
pub mod share;
pub mod sheets;
pub mod whereabouts;

pub use charts::ChartWords;
pub use english::ENGLISH;
pub use found::FoundWords;
pub use guide::Guide;
pub use moments::MomentWords;
pub use practice::PracticeWords;
pub use review::{ReviewFacts, ReviewWords};
pub use screens::ScreenWords;
pub use share::ShareWords;
pub use sheets::SheetWords;
pub use whereabouts::WhereaboutsWords;

use crate::time::Span;

/// Every word on the screen in one language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// BCP 47.
    pub language: &'static str,
    /// What screens say.
    pub screens: ScreenWords,
}

/// Every language there is.
const LANGUAGES: [&Words; 1] = [&ENGLISH];

/// The words for a BCP 47 tag: those of its language, whatever the region, or English.
pub fn language(tag: &str) -> &'static Words {
    let primary = |tag: &str| {
        tag.split('-')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase()
    };
    let known = LANGUAGES
        .into_iter()
        .find(|words| words.language == primary(tag));
    known.unwrap_or(&ENGLISH)
}

impl Words {
    /// What charts say in this language. Apart from the screens' words, since a board has none of
    /// them.
    pub fn charts(&self) -> &'static ChartWords {
        &charts::english::CHARTS
    }

    /// What practice says and plays in this language.
    pub fn practice(&self) -> &'static PracticeWords {
        &practice::english::PRACTICE
    }

    /// The coding guide in this language.
    pub fn guide(&self) -> &'static Guide {
        &guide::english::GUIDE
    }

    /// What is said in this language of meetings that are found.
    pub fn found(&self) -> &'static FoundWords {
        &found::FOUND
    }

    /// What is said in this language of where the data is.
    pub fn whereabouts(&self) -> &'static WhereaboutsWords {
        &whereabouts::WHEREABOUTS
    }

    /// What sheets say in this language; apart for the same reason.
    pub fn sheets(&self) -> &'static SheetWords {
        &english_sheets::SHEETS
    }
}

impl PartialEq for Words {
    /// There is one set of words a language.
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language
    }
}

/// A number that is not negative, with so many decimals. (The standard way knows fractions of any
/// length, and weighs 6 KB.)
pub fn rounded(number: f64, decimals: u32) -> String {
    let parts = 10_u64.pow(decimals);
    let all = (number * parts as f64).round() as u64;
    let whole = all / parts;
    match decimals {
        0 => whole.to_string(),
        decimals => format!("{whole}.{:0width$}", all % parts, width = decimals as usize),
    }
}

/// A running time as a clock shows it: `0:42`, `24:31`, `1:02:03`.
pub fn clock(span: Span) -> String {
    let seconds = span.millis() / 1000;
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    match minutes / 60 {
        0 => format!("{minutes}:{seconds:02}"),
        hours => format!("{hours}:{:02}:{seconds:02}", minutes % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_found_by_its_first_part_and_falls_back_to_english() {
        for tag in ["en", "EN-gb", "de-CH", "ar", "", "-", "not a tag"] {
            assert_eq!(language(tag).language, "en", "{tag}");
        }
        for words in LANGUAGES {
            assert_eq!(language(&format!("{}-XX", words.language)), words);
        }
    }

    #[test]
    fn numbers_are_rounded_to_the_nearest() {
        let cases = [
            (0.0, 0, "0"),
            (38.7, 0, "39"),
            (0.0, 1, "0.0"),
            (120.04, 1, "120.0"),
            (0.05, 1, "0.1"),
            (9.996, 2, "10.00"),
            (1.05, 2, "1.05"),
        ];
        for (number, decimals, expected) in cases {
            assert_eq!(rounded(number, decimals), expected);
        }
    }
}
