//! Waiting for something to be so.

use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take: far more than it does, so that only what never comes fails.
pub const DEADLINE: Duration = Duration::from_secs(20);

/// Looks again and again until there is an answer.
///
/// # Panics
/// With `what` was waited for, when there is none by the [`DEADLINE`].
#[track_caller]
pub fn until<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    match in_time(look) {
        Some(answer) => answer,
        None => panic!("waited {DEADLINE:?} in vain for {what}"),
    }
}

/// Looks again and again until there is an answer, or the [`DEADLINE`] has passed.
pub fn in_time<T>(mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let start = Instant::now();
    while start.elapsed() < DEADLINE {
        if let Some(answer) = look() {
            return Some(answer);
        }
        thread::sleep(Duration::from_millis(5));
    }
    None
}
