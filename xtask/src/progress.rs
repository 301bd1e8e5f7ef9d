//! Long steps that say what they do.

use std::time::{Duration, Instant};

use crate::Outcome;

/// Does a long thing, saying so before and how long it took after.
pub fn step<T>(what: &str, how_long: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("{what} ({how_long}) ...");
    let start = Instant::now();
    let result = work()?;
    println!("{what}: done in {}", shown(start.elapsed()));
    Ok(result)
}

/// A span as people say it.
pub fn shown(span: Duration) -> String {
    match span.as_secs() {
        0..10 => format!("{:.1} s", span.as_secs_f64()),
        seconds @ 10..100 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_read_well() {
        for (millis, words) in [
            (40, "0.0 s"),
            (9_960, "10.0 s"),
            (10_400, "10 s"),
            (99_000, "99 s"),
            (125_000, "2 min 5 s"),
        ] {
            assert_eq!(shown(Duration::from_millis(millis)), words);
        }
    }
}
