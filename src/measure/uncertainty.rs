//! How sure one can be: exact intervals for rates, and when there are too few to say.

use crate::time::Span;

/// With fewer than this many, a rate is too uncertain to compare: it is shown muted, never
/// ranked and never put in a sentence.
pub const ENOUGH: u32 = 5;

/// A count over an exposure, with its exact 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rate {
    /// How many.
    pub count: u32,
    /// Minutes in which they could have happened.
    pub minutes: f64,
    /// Per minute; `None` without exposure.
    pub rate: Option<f64>,
    /// Lower end of the interval, per minute.
    pub low: Option<f64>,
    /// Upper end of the interval, per minute.
    pub high: Option<f64>,
    /// Whether there are enough to say anything.
    pub enough: bool,
}

impl Rate {
    /// The rate of `count` events over `exposure`.
    pub fn of(count: u32, exposure: Span) -> Self {
        let minutes = exposure.minutes();
        let per_minute = |value: f64| (!exposure.is_zero()).then(|| value / minutes);
        let (low, high) = poisson_95(count);
        Self {
            count,
            minutes,
            rate: per_minute(f64::from(count)),
            low: per_minute(low),
            high: per_minute(high),
            enough: count >= ENOUGH,
        }
    }
}

/// The exact 95 % interval of a Poisson count k (Garwood 1936):
/// χ²(.025; 2k)/2 and χ²(.975; 2k + 2)/2; the lower end is 0 for k = 0.
pub fn poisson_95(k: u32) -> (f64, f64) {
    let shape = f64::from(k);
    let low = if k == 0 {
        0.0
    } else {
        gamma_quantile(shape, 0.025)
    };
    (low, gamma_quantile(shape + 1.0, 0.975))
}

/// The p of an exact binomial test of k out of n against the probability p: how likely what is
/// at most as likely as k is, on both sides.
pub fn binomial_test(k: u32, n: u32, p: f64) -> f64 {
    let (mut all, mut observed) = (0.0, 0.0);
    binomial(n, p, &mut |outcome, weight| {
        all += weight;
        if outcome == k {
            observed = weight;
        }
    });
    // What is as likely must not fall out by its last bits (as in R and scipy).
    let limit = observed * (1.0 + 1e-7);
    let mut extreme = 0.0;
    binomial(n, p, &mut |_, weight| {
        if weight <= limit {
            extreme += weight;
        }
    });
    extreme / all
}

/// The lower end of the exact 95 % interval of a probability (Clopper & Pearson 1934) of which
/// k out of n were seen: the p at which k or more have the probability .025. The upper end is 1
/// less the lower end of the n − k others.
pub fn clopper_pearson_low(k: u32, n: u32) -> f64 {
    if k == 0 {
        return 0.0;
    }
    bisect(0.0, 1.0, &|p| {
        // This is the incomplete beta function I_p(k, n − k + 1), as the sum that it stands for.
        let (mut all, mut at_least) = (0.0, 0.0);
        binomial(n, p, &mut |outcome, weight| {
            all += weight;
            if outcome >= k {
                at_least += weight;
            }
        });
        at_least < 0.025 * all
    })
}

/// Tells how likely each number of successes among n is, 0 < p < 1, relative to the likeliest
/// and beginning with it. Those that are too unlikely for a number to hold are left out, so that
/// there are some √n of them.
fn binomial(n: u32, p: f64, tell: &mut dyn FnMut(u32, f64)) {
    let likeliest = (((f64::from(n) + 1.0) * p) as u32).min(n);
    tell(likeliest, 1.0);
    let odds = p / (1.0 - p);
    let (mut k, mut weight) = (likeliest, 1.0);
    while k < n && weight >= f64::MIN_POSITIVE {
        weight *= odds * f64::from(n - k) / f64::from(k + 1);
        k += 1;
        tell(k, weight);
    }
    (k, weight) = (likeliest, 1.0);
    while k > 0 && weight >= f64::MIN_POSITIVE {
        weight *= f64::from(k) / f64::from(n - k + 1) / odds;
        k -= 1;
        tell(k, weight);
    }
}

/// The x with P(shape, x) = p, for shape ≥ 1 and 0 < p < 1: the quantile of a gamma variable of
/// scale 1, half that of χ² with twice the degrees of freedom. By bisection, to the last bits.
fn gamma_quantile(shape: f64, p: f64) -> f64 {
    let high = shape + 12.0 * shape.sqrt() + 12.0;
    bisect(0.0, high, &|x| gamma_p(shape, x) < p)
}

/// Where `is_below` stops being so.
fn bisect(mut low: f64, mut high: f64, is_below: &dyn Fn(f64) -> bool) -> f64 {
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if is_below(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// The regularised lower incomplete gamma function P(a, x), a > 0, x ≥ 0: its series below
/// a + 1, Legendre's continued fraction above (Abramowitz & Stegun 6.5.29 and 6.5.31).
fn gamma_p(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    let front = (a * x.ln() - x - ln_gamma(a)).exp();
    // Both converge in some √a steps; far more than that means it never will.
    let steps = 500 + (20.0 * a.sqrt()) as u32;
    if x < a + 1.0 {
        let (mut term, mut sum) = (1.0 / a, 1.0 / a);
        for step in 1..steps {
            term *= x / (a + f64::from(step));
            sum += term;
            if term < sum * f64::EPSILON {
                break;
            }
        }
        return front * sum;
    }
    // Lentz's way of computing a continued fraction from the front.
    let tiny = f64::MIN_POSITIVE / f64::EPSILON;
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / tiny;
    let mut d = 1.0 / b;
    let mut fraction = d;
    for step in 1..steps {
        let step = f64::from(step);
        let numerator = -step * (step - a);
        b += 2.0;
        d = 1.0 / away_from_zero(numerator * d + b, tiny);
        c = away_from_zero(b + numerator / c, tiny);
        let change = c * d;
        fraction *= change;
        if (change - 1.0).abs() < f64::EPSILON {
            break;
        }
    }
    1.0 - front * fraction
}

fn away_from_zero(value: f64, tiny: f64) -> f64 {
    if value.abs() < tiny { tiny } else { value }
}

/// ln Γ(x) for x ≥ 1, by Stirling's series after shifting x to where nine terms are exact to
/// the last bits (Abramowitz & Stegun 6.1.40).
fn ln_gamma(x: f64) -> f64 {
    let (mut x, mut product) = (x, 1.0);
    while x < 16.0 {
        product *= x;
        x += 1.0;
    }
    let terms = [
        1.0 / 12.0,
        -1.0 / 360.0,
        1.0 / 1260.0,
        -1.0 / 1680.0,
        1.0 / 1188.0,
        -691.0 / 360_360.0,
        1.0 / 156.0,
    ];
    let squared = x * x;
    let series = terms
        .iter()
        .rev()
        .fold(0.0, |sum, term| sum / squared + term)
        / x;
    (x - 0.5) * x.ln() - x + 0.5 * (2.0 * std::f64::consts::PI).ln() + series - f64::ln(product)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64) {
        assert!(
            (found - expected).abs() <= 1e-11 * expected.abs().max(1.0),
            "{found} is not {expected}"
        );
    }

    #[test]
    fn ln_gamma_of_whole_and_half_numbers() {
        close(ln_gamma(1.0), 0.0);
        close(ln_gamma(5.0), 24.0_f64.ln());
        close(ln_gamma(11.0), 3_628_800.0_f64.ln());
        close(ln_gamma(1.5), (std::f64::consts::PI.sqrt() / 2.0).ln());
    }

    #[test]
    fn the_interval_is_where_the_tails_are_a_fortieth() {
        // An independent way: P(at most k | mean) as a plain sum.
        let at_most = |k: u32, mean: f64| -> f64 {
            let mut term = (-mean).exp();
            let mut sum = term;
            for j in 1..=k {
                term *= mean / f64::from(j);
                sum += term;
            }
            sum
        };
        for k in [1, 2, 5, 9, 30, 120] {
            let (low, high) = poisson_95(k);
            close(1.0 - at_most(k - 1, low), 0.025);
            close(at_most(k, high), 0.025);
        }
    }

    #[test]
    fn the_binomial_interval_is_where_the_tail_is_a_fortieth() {
        // An independent way: the tail as a plain sum over factorials.
        let at_least = |k: u32, n: u32, p: f64| -> f64 {
            (k..=n)
                .map(|j| {
                    let (k, n) = (f64::from(j), f64::from(n));
                    let ways = ln_gamma(n + 1.0) - ln_gamma(k + 1.0) - ln_gamma(n - k + 1.0);
                    (ways + k * p.ln() + (n - k) * (-p).ln_1p()).exp()
                })
                .sum()
        };
        for (k, n) in [
            (1, 1),
            (1, 2),
            (9, 12),
            (3, 12),
            (50, 100),
            (1, 1000),
            (999, 1000),
        ] {
            close(at_least(k, n, clopper_pearson_low(k, n)), 0.025);
        }
        assert_eq!(clopper_pearson_low(0, 7), 0.0);
        close(clopper_pearson_low(1, 1), 0.025);
        close(
            1.0 - clopper_pearson_low(7, 7),
            1.0 - 0.025_f64.powf(1.0 / 7.0),
        );
    }

    #[test]
    fn the_binomial_test_counts_both_sides() {
        close(binomial_test(0, 0, 0.3), 1.0);
        close(binomial_test(0, 4, 0.5), 2.0 / 16.0);
        close(binomial_test(1, 4, 0.5), 10.0 / 16.0);
        close(binomial_test(2, 4, 0.5), 1.0);
        close(binomial_test(4, 4, 0.25), 0.25_f64.powi(4));
        // Half of a million is what is to be expected; a tenth of it never happens.
        close(binomial_test(500_000, 1_000_000, 0.5), 1.0);
        close(binomial_test(50_000, 1_000_000, 0.5), 0.0);
        assert!((clopper_pearson_low(500_000, 1_000_000) - 0.49902).abs() < 1e-5);
    }

    #[test]
    fn many_and_none() {
        assert_eq!(poisson_95(0).0, 0.0);
        close(poisson_95(0).1, 40.0_f64.ln());
        let (low, high) = poisson_95(1_000_000);
        assert!((low - 998_041.0).abs() < 2.0, "{low}");
        assert!((high - 1_001_961.9).abs() < 2.0, "{high}");
    }

    #[test]
    fn nothing_to_divide_by() {
        let rate = Rate::of(3, Span::ZERO);
        assert_eq!((rate.rate, rate.low, rate.high), (None, None, None));
        assert!(!rate.enough);
        assert!(Rate::of(5, Span::from_minutes(1)).enough);
    }
}
