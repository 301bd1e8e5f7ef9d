//! English.

use super::Words;

/// English.
pub const ENGLISH: Words = Words {
    language: "en",
    charts: super::charts::english::CHARTS,
};
