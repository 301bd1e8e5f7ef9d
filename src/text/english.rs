//! English.

use super::Words;

/// English.
pub const ENGLISH: Words = Words {
    language: "en",
    screens: super::english_screens::SCREENS,
};
