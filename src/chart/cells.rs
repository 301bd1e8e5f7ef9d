//! The tables of a figure as plain cells, for spreadsheets.

use super::figure::{Figure, Table};
use crate::text::ChartWords;

/// Every table of a figure as rows of cells; of several, each below its caption, with an empty row
/// between them. A column of shares has its unit in its head, so that its cells are numbers.
/// Where there is no value, but words that say why, the cell is empty.
pub fn cells(figure: &Figure, words: &ChartWords) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for table in &figure.tables {
        if figure.tables.len() > 1 {
            if !rows.is_empty() {
                rows.push(Vec::new());
            }
            rows.push(vec![table.caption.to_owned()]);
        }
        add(&mut rows, table, words);
    }
    rows
}

const UNIT: &str = "\u{a0}%";

fn add(rows: &mut Vec<Vec<String>>, table: &Table, words: &ChartWords) {
    let none = |cell: &String| {
        let time = &words.over_time;
        [words.none, time.absent, time.no_talk].contains(&cell.as_str())
    };
    let shares: Vec<bool> = (0..table.columns.len())
        .map(|place| {
            let mut cells = table.rows.iter().filter_map(|row| row.get(place));
            let is_share = |cell: &String| none(cell) || cell.ends_with(UNIT);
            let numbers = table
                .columns
                .get(place)
                .is_some_and(|column| column.numbers);
            numbers && cells.clone().any(|cell| !none(cell)) && cells.all(is_share)
        })
        .collect();
    let heads = table.columns.iter().zip(&shares);
    rows.push(
        heads
            .map(|(column, share)| match share {
                true => format!("{} (%)", plain(&column.words)),
                false => plain(&column.words),
            })
            .collect(),
    );
    for row in &table.rows {
        let cells = row.iter().zip(&shares).map(|(cell, share)| match cell {
            cell if none(cell) => String::new(),
            cell if *share => plain(cell.strip_suffix(UNIT).unwrap_or(cell)),
            cell => plain(cell),
        });
        rows.push(cells.collect());
    }
}

/// Without the signs that keep a line together or a name's direction to itself.
fn plain(cell: &str) -> String {
    let signs = cell.chars().filter_map(|sign| match sign {
        '\u{2066}'..='\u{2069}' => None,
        '\u{a0}' => Some(' '),
        sign => Some(sign),
    });
    signs.collect()
}
