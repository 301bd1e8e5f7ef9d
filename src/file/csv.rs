//! Tables as comma-separated values (RFC 4180), for spreadsheets.

use crate::problem::{Code, Problem};

/// What a spreadsheet would take for the beginning of a formula, in full width too.
const RUNS: [char; 10] = [
    '=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// Rows of cells as a file: UTF-8 with a byte order mark, lines ended by CR LF. A cell that a spreadsheet would run
/// as a formula begins with an apostrophe, which it takes away again; so does one that begins with an
/// apostrophe of its own.
pub fn write_csv(rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut text = String::from("\u{feff}");
    for row in rows {
        for (place, cell) in row.iter().enumerate() {
            if place > 0 {
                text.push(',');
            }
            write_cell(&mut text, cell);
        }
        text.push_str("\r\n");
    }
    text
}

fn write_cell(text: &mut String, cell: &str) {
    let inert = cell.starts_with(RUNS) || cell.starts_with('\'');
    let quoted = inert || cell.contains([',', '"', '\n', '\r']);
    if !quoted {
        text.push_str(cell);
        return;
    }
    text.push('"');
    if inert {
        text.push('\'');
    }
    text.push_str(&cell.replace('"', "\"\""));
    text.push('"');
}

/// A row of a file, and the line on which it begins, from 1.
pub(super) type Row = (usize, Vec<String>);

/// The rows of a file that have anything in them, their cells as they were before they were written. They are divided
/// by commas, semicolons or tabs, whichever its first line has most of.
///
/// # Errors
/// `bad-field` for a quoted cell without an end, with its line.
pub(super) fn read_cells(text: &str) -> Result<(Vec<Row>, char), Problem> {
    let first = text.lines().next().unwrap_or_default();
    let often = |divider: &char| first.matches(*divider).count();
    let divider = ['\t', ';', ','].into_iter().max_by_key(often);
    let divider = divider.unwrap_or(',');
    let mut rows = Vec::new();
    let (mut row, mut cell) = (Vec::new(), String::new());
    let (mut line, mut begun) = (1, 1);
    // The line on which the quotes opened that are open.
    let mut quoted = None;
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        if sign == '\n' {
            line += 1;
        }
        if quoted.is_some() {
            match sign {
                '"' if signs.next_if_eq(&'"').is_some() => cell.push('"'),
                '"' => quoted = None,
                sign => cell.push(sign),
            }
            continue;
        }
        match sign {
            '"' if cell.is_empty() => quoted = Some(line),
            '\r' if signs.peek() == Some(&'\n') => {}
            '\n' | '\r' => {
                row.push(live(std::mem::take(&mut cell)));
                rows.push((begun, std::mem::take(&mut row)));
                begun = line;
            }
            sign if sign == divider => row.push(live(std::mem::take(&mut cell))),
            sign => cell.push(sign),
        }
    }
    if let Some(line) = quoted {
        let problem = "The quotes that open here are never closed. Is the file complete?";
        return Err(Problem::new(Code::BadField, problem).on_line(line));
    }
    row.push(live(cell));
    rows.push((begun, row));
    rows.retain(|(_, row)| row.iter().any(|cell| !cell.is_empty()));
    Ok((rows, divider))
}

/// A cell without the apostrophe that keeps it from being run.
fn live(cell: String) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(RUNS) || rest.starts_with('\'') => rest.to_owned(),
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stay_what_they_are_and_nothing_runs() {
        let rows = [
            vec!["Person", "Share (%)", ""],
            vec!["Ana, \"the\" chair", "38.7", "two\nlines"],
            vec!["=HYPERLINK(\"x\")", "+1", "＝1+1"],
            vec!["'quoted", "a'b", "-2"],
        ];
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
            .collect();
        let text = write_csv(rows);
        assert_eq!(
            text,
            "\u{feff}Person,Share (%),\r\n\
             \"Ana, \"\"the\"\" chair\",38.7,\"two\nlines\"\r\n\
             \"'=HYPERLINK(\"\"x\"\")\",\"'+1\",\"'＝1+1\"\r\n\
             \"''quoted\",a'b,\"'-2\"\r\n"
        );
    }
    #[test]
    fn cells_come_back_as_they_were() {
        let rows: Vec<Vec<String>> = [
            vec!["a", "b", "c"],
            vec!["", "x", ""],
            vec!["=1+1", "+", "-", "@", "\t", "\r"],
            vec!["'", "''", "'=1", "it's", "'tis"],
            vec![
                "\"",
                "a\"b",
                "a,b;c\td",
                "two\r\nlines\rand\nmore",
                " blanks ",
            ],
            vec!["\u{ff1d}1", "\u{feff}", "\u{202e}"],
        ]
        .into_iter()
        .map(|row| row.into_iter().map(str::to_owned).collect())
        .collect();
        let text = write_csv(rows.clone());
        let (read, divider) = read_cells(text.trim_start_matches('\u{feff}')).unwrap();
        assert_eq!(divider, ',');
        let read: Vec<Vec<String>> = read.into_iter().map(|(_, row)| row).collect();
        assert_eq!(read, rows);
    }

    #[test]
    fn other_dividers_and_line_ends_are_read_too() {
        for text in ["a;b\r\n1,5;2\r\n", "a\tb\n1,5\t2", "a;b\r1,5;2\r\r"] {
            let (rows, _) = read_cells(text).unwrap();
            let cells: Vec<&[String]> = rows.iter().map(|(_, row)| row.as_slice()).collect();
            assert_eq!(cells, [["a", "b"], ["1,5", "2"]], "{text:?}");
        }
        let (rows, _) = read_cells("a,b\n\"1\n2\",3\n\n4,5").unwrap();
        let lines: Vec<usize> = rows.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 2, 5]);
        let problem = read_cells("a,b\n1,\"2\n3").unwrap_err();
        assert_eq!((problem.code, problem.line), (Code::BadField, Some(2)));
    }
}
