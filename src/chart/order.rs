//! The rows of a table in the order of one of its columns.

use super::figure::Table;
use crate::order;

impl Table {
    /// Whether there are two rows to be put in order.
    pub fn is_sortable(&self) -> bool {
        let enough = (0..self.rows.len()).filter(|place| !self.is_few(*place));
        enough.count() > 1
    }

    /// The rows by this column, from the largest down or from the first letter on, else the other way
    /// round; none: as they are. Cells of numbers go by the one that they begin with, a clock's time by its length; what is no number comes last. Rows of which
    /// there are too few to say stay behind the others and in their own order.
    pub fn in_order(&self, sorting: Option<(usize, bool)>) -> Vec<&Vec<String>> {
        let Some((column, down)) = sorting else {
            return self.rows.iter().collect();
        };
        let number = self
            .columns
            .get(column)
            .is_some_and(|column| column.numbers);
        let all = self.rows.iter().enumerate();
        let (few, mut rows): (Vec<_>, Vec<_>) = all.partition(|(place, _)| self.is_few(*place));
        order::by_key(&mut rows, |(_, row)| {
            let cell = row.get(column).map_or("", String::as_str);
            match (number, down) {
                (true, down) => match leading_number(cell) {
                    Some(number) if down => (0, u64::MAX - number),
                    Some(number) => (0, number),
                    None => (1, 0),
                },
                (false, true) => beginning(cell),
                (false, false) => {
                    let (first, then) = beginning(cell);
                    (u64::MAX - first, u64::MAX - then)
                }
            }
        });
        rows.extend(few);
        rows.into_iter().map(|(_, row)| row).collect()
    }
}

/// The first sixteen bytes of a text as two numbers in its order.
fn beginning(text: &str) -> order::Key {
    let mut bytes = text.bytes();
    let mut eight = || {
        (0..8).fold(0, |number: u64, _| {
            number << 8 | u64::from(bytes.next().unwrap_or(0))
        })
    };
    (eight(), eight())
}

/// The number at the start of a cell in thousandths, so that a whole number stands for each: `12.5 %`,
/// `1:02:03`, `7`.
fn leading_number(cell: &str) -> Option<u64> {
    let text: String = cell
        .trim_start_matches(|sign: char| !sign.is_ascii_digit())
        .chars()
        .take_while(|sign| sign.is_ascii_digit() || matches!(sign, ':' | '.'))
        .collect();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut number: u64 = 0;
    for part in whole.split(':') {
        number = number.checked_mul(60)?.checked_add(part.parse().ok()?)?;
    }
    let fraction: String = fraction.chars().chain("000".chars()).take(3).collect();
    number
        .checked_mul(1000)?
        .checked_add(fraction.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::Column;

    /// Of the second and the fourth row there are too few to say.
    fn table() -> Table {
        let column = |numbers| Column {
            words: String::new(),
            numbers,
        };
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        Table {
            columns: vec![column(false), column(true)],
            rows: [
                ["Chen", "7"],
                ["Ana", "4"],
                ["Ben", "1:05"],
                ["Zoë", "1"],
                ["", "not in the room"],
            ]
            .map(row)
            .to_vec(),
            few: vec![false, true, false, true],
            ..Table::default()
        }
    }

    #[test]
    fn few_are_never_ranked() {
        let table = table();
        let firsts = |sorting| {
            let rows = table.in_order(sorting).into_iter();
            rows.map(|row| row[0].clone()).collect::<Vec<String>>()
        };
        assert_eq!(firsts(None), ["Chen", "Ana", "Ben", "Zoë", ""]);
        for (column, down, expected) in [
            (1, true, ["Ben", "Chen", "", "Ana", "Zoë"]),
            (1, false, ["Chen", "Ben", "", "Ana", "Zoë"]),
            (0, true, ["", "Ben", "Chen", "Ana", "Zoë"]),
            (0, false, ["Chen", "Ben", "", "Ana", "Zoë"]),
        ] {
            assert_eq!(firsts(Some((column, down))), expected, "{column} {down}");
        }
    }

    #[test]
    fn where_all_are_few_there_is_nothing_to_sort() {
        let mut table = table();
        assert!(table.is_sortable());
        table.few = vec![true, true, true, true];
        assert!(!table.is_sortable());
    }
}
