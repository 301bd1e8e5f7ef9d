//! English.

use super::Words;
use super::charts::ChartWords;

/// English.
pub const ENGLISH: Words = Words {
    language: "en",
    charts: ChartWords {
        airtime: "Airtime",
        timeline: "Timeline",
        interruptions: "Interruptions",
    },
};
