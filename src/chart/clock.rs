//! Times as a clock shows them, and where an axis of time has its ticks.

use crate::text::rounded;

/// `4:05`, `1:02:03`: minutes and seconds, with hours where there are any. To the nearest second.
pub(super) fn clock(seconds: f64) -> String {
    let seconds = seconds.max(0.0).round() as u64;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours == 0 {
        format!("{minutes}:{seconds:02}")
    } else {
        format!("{hours}:{minutes:02}:{seconds:02}")
    }
}

/// Seconds with one decimal: `120.0`.
pub(super) fn exact(seconds: f64) -> String {
    rounded(seconds, 1)
}

/// The distance of ticks, in seconds, for so many seconds with at most so many ticks after the
/// first.
pub(super) fn tick_distance(seconds: f64, most: usize) -> f64 {
    const NICE: [u32; 21] = [
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600,
        43_200, 86_400, 172_800, 604_800,
    ];
    let least = seconds / most.max(1) as f64;
    NICE.into_iter()
        .map(f64::from)
        .find(|distance| *distance >= least)
        .unwrap_or(1_209_600.0)
}

/// Every tick between two times.
pub(super) fn ticks(from: f64, until: f64, distance: f64) -> Vec<f64> {
    let first = (from / distance).ceil() as u32;
    let last = (until / distance).floor() as u32;
    (first..=last)
        .map(|place| f64::from(place) * distance)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks() {
        let cases = [
            (0.0, "0:00"),
            (65.4, "1:05"),
            (3599.6, "1:00:00"),
            (7323.0, "2:02:03"),
        ];
        for (seconds, expected) in cases {
            assert_eq!(clock(seconds), expected);
        }
    }

    #[test]
    fn ticks_are_at_round_times() {
        assert_eq!(
            ticks(0.0, 320.0, tick_distance(320.0, 6)),
            [0.0, 60.0, 120.0, 180.0, 240.0, 300.0]
        );
        assert_eq!(tick_distance(2700.0, 5), 600.0);
        assert_eq!(tick_distance(4.0 * 3600.0, 4), 3600.0);
        assert_eq!(tick_distance(31.0 * 86_400.0, 3), 1_209_600.0);
        assert_eq!(ticks(0.0, 0.0, 1.0), [0.0]);
        assert_eq!(ticks(61.0, 185.0, 60.0), [120.0, 180.0]);
        assert!(ticks(121.0, 125.0, 60.0).is_empty());
    }
}
