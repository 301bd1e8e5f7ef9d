//! Decimal digits, read as they are: no fraction of them has to fit into a binary one.

/// A number in whole units of a decimal place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    /// How many; what is finer is cut off.
    pub(super) units: u64,
    /// Whether nothing was cut off.
    pub(super) exact: bool,
}

/// The number that this text is (`12`, `1.50`, `.5`, `1e-05`), in units of the place so far
/// behind the point: with 3, in thousandths. `None` for a negative one, one beyond 64 bits and
/// what is no number.
pub(super) fn decimal(text: &str, places: i64) -> Option<Decimal> {
    // As nearly all are.
    if let (0, Ok(units)) = (places, text.parse()) {
        return Some(Decimal { units, exact: true });
    }
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let unsigned = number.strip_prefix(['-', '+']).unwrap_or(number);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    // As many of the digits count, or so many noughts are missing behind them.
    let mut wanted = whole.len() as i64 + i64::from(exponent) + places;
    if whole.len() + fraction.len() == 0 {
        return None;
    }
    let mut found = Decimal {
        units: 0,
        exact: true,
    };
    for digit in whole.bytes().chain(fraction.bytes()) {
        if !digit.is_ascii_digit() {
            return None;
        }
        let digit = u64::from(digit - b'0');
        if wanted > 0 {
            found.units = found.units.checked_mul(10)?.checked_add(digit)?;
        } else if digit > 0 {
            found.exact = false;
        }
        wanted -= 1;
    }
    while wanted > 0 && found.units > 0 {
        found.units = found.units.checked_mul(10)?;
        wanted -= 1;
    }
    let nothing = found.units == 0 && found.exact;
    (nothing || !number.starts_with('-')).then_some(found)
}
