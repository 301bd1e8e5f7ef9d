//! The words, one typed struct of messages a language: a missing one does not compile.

pub mod charts;
pub mod english;
mod english_screens;
pub mod screens;

pub use charts::ChartWords;
pub use english::ENGLISH;
pub use screens::ScreenWords;

use crate::time::Span;

/// Every word on the screen in one language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// BCP 47.
    pub language: &'static str,
    /// What screens say.
    pub screens: ScreenWords,
    /// What charts say.
    pub charts: ChartWords,
}

impl PartialEq for Words {
    /// There is one set of words a language.
    fn eq(&self, other: &Self) -> bool {
        self.language == other.language
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
