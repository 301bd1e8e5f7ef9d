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
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = look() {
            return answer;
        }
        assert!(
            start.elapsed() < DEADLINE,
            "waited {DEADLINE:?} in vain for {what}"
        );
        thread::sleep(Duration::from_millis(5));
    }
}
