//! How evenly the talk was shared, in four numbers that say different things.

use crate::order;

/// Measures of how equally airtime was shared. All `None` when nobody spoke.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Equality {
    /// Gini's coefficient, 0 (equal) to 1 − 1/n:
    /// Σ_k (2k − n − 1) x_(k) / (n Σ x), x ascending.
    pub gini: Option<f64>,
    /// Gini's coefficient times n/(n − 1), so that one voice alone is 1; `None` for one person.
    pub gini_corrected: Option<f64>,
    /// Pielou's evenness, −Σ s ln s / ln n: 1 is equal, 0 one voice; `None` for one person.
    pub evenness: Option<f64>,
    /// The inverse Simpson index 1 / Σ s²: as many equal voices would sound like this.
    pub effective_speakers: Option<f64>,
    /// ½ Σ |s − 1/n|: the share of talk that would have to change hands for equal airtime.
    pub would_change_hands: Option<f64>,
}

impl Equality {
    /// The measures of these airtimes (any unit), one for each person present, those who never
    /// spoke included.
    pub fn of(airtimes: &[f64]) -> Self {
        let total: f64 = airtimes.iter().sum();
        if total <= 0.0 {
            return Self::default();
        }
        let n = airtimes.len() as f64;
        let mut ascending = airtimes.to_vec();
        // Numbers that are not negative are in the order of their bits.
        order::by_key(&mut ascending, |airtime| (airtime.to_bits(), 0));
        let weighted: f64 = (1..)
            .zip(&ascending)
            .map(|(k, x)| (2.0 * f64::from(k) - n - 1.0) * x)
            .sum();
        let gini = weighted / (n * total);
        let shares = || airtimes.iter().map(|x| x / total);
        let entropy: f64 = shares()
            .filter(|share| *share > 0.0)
            .map(|share| -share * share.ln())
            .sum();
        let several = airtimes.len() > 1;
        Self {
            gini: Some(gini),
            gini_corrected: several.then(|| gini * n / (n - 1.0)),
            evenness: several.then(|| entropy / n.ln()),
            effective_speakers: Some(1.0 / shares().map(|share| share * share).sum::<f64>()),
            would_change_hands: Some(
                shares().map(|share| (share - 1.0 / n).abs()).sum::<f64>() / 2.0,
            ),
        }
    }
}
