//! Where an axis of numbers has its ticks.

/// Ticks at round numbers from 0 up to `most`, about as many as asked for at most, and how many
/// decimals they need.
pub(super) fn number_ticks(most: f64, count: f64) -> (Vec<f64>, u32) {
    let least = most / count.max(1.0);
    let (mut unit, mut decimals) = (0.01, 2);
    let step = loop {
        let nice = [1.0, 2.0, 5.0].map(|times| times * unit);
        if let Some(step) = nice.into_iter().find(|step| *step >= least * 0.999) {
            break step;
        }
        if unit > 1e12 {
            break most.max(1.0);
        }
        unit *= 10.0;
        decimals = u32::saturating_sub(decimals, 1);
    };
    let last = (most / step + 0.001).floor() as u32;
    let ticks = (0..=last).map(|place| f64::from(place) * step).collect();
    (ticks, decimals)
}

/// The same, at whole numbers.
pub(super) fn whole_ticks(most: u32, count: f64) -> Vec<u32> {
    let (ticks, _) = number_ticks(f64::from(most), count.min(f64::from(most)));
    ticks.into_iter().map(|tick| tick as u32).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        let cases: [(f64, f64, &[f64], u32); 5] = [
            (3.6, 5.0, &[0.0, 1.0, 2.0, 3.0], 0),
            (1.0, 5.0, &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0], 1),
            (0.07, 4.0, &[0.0, 0.02, 0.04, 0.06], 2),
            (42.0, 3.0, &[0.0, 20.0, 40.0], 0),
            (0.0, 3.0, &[0.0], 2),
        ];
        for (most, count, expected, decimals) in cases {
            let (ticks, found) = number_ticks(most, count);
            let same = |(one, other): (&f64, &f64)| (one - other).abs() < 1e-9;
            assert!(ticks.len() == expected.len(), "{most}: {ticks:?}");
            assert!(ticks.iter().zip(expected).all(same), "{most}: {ticks:?}");
            assert_eq!(found, decimals, "{most}");
        }
        assert_eq!(whole_ticks(5, 9.0), [0, 1, 2, 3, 4, 5]);
        assert_eq!(whole_ticks(314, 4.0), [0, 100, 200, 300]);
    }
}
