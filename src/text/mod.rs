//! The words, one typed struct of messages a language: a missing one does not compile.

pub mod charts;
pub mod english;

pub use charts::ChartWords;

/// Every word on the screen in one language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// BCP 47.
    pub language: &'static str,
    /// What charts say.
    pub charts: ChartWords,
}
