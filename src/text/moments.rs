//! The words of moments: what happened, plainly and kindly, never who is to blame.

pub mod english;

use super::Words;
use crate::measure::{MomentKind, SmallMoment};
use crate::meeting::Who;

/// What is said of moments.
#[derive(Clone, Copy, Debug)]
pub struct MomentWords {
    /// What a kind of moment is called.
    pub kind: fn(MomentKind) -> &'static str,
    /// What makes a moment of this kind, with its thresholds.
    pub rule: fn(MomentKind) -> String,
    /// A moment in one sentence; names as they are given. A name that is inferred and not stated
    /// is said to be.
    pub sentence: fn(&SmallMoment, &dyn Fn(Who) -> String) -> String,
}

impl Words {
    /// What is said of moments in this language.
    pub fn moments(&self) -> &'static MomentWords {
        &english::MOMENTS
    }
}
