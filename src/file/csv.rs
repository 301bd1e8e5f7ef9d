//! Tables as comma-separated values (RFC 4180), for spreadsheets.

use std::iter::Peekable;
use std::str::Chars;

use crate::problem::{Code, Problem};

/// What a spreadsheet would take for the beginning of a formula, in full width too.
const RUNS: [char; 10] = [
    '=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// Rows of cells as a file: UTF-8 with a byte order mark, lines ended by CR LF. What a spreadsheet would run as a
/// formula has an apostrophe before it, at the beginning of a cell and wherever one would begin if it were divided
/// otherwise; so has what begins with an apostrophe of its own.
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
    let inert = inert(cell);
    if inert == cell && !cell.contains([',', '"', '\n', '\r']) {
        text.push_str(cell);
        return;
    }
    text.push('"');
    text.push_str(&inert.replace('"', "\"\""));
    text.push('"');
}

/// As many cells as a row can have.
const MOST_CELLS: usize = 200;

/// The first line of a text that has anything in it.
pub(super) fn head_line(text: &str) -> &str {
    let mut lines = text.split(['\n', '\r']);
    lines.find(|line| !line.is_empty()).unwrap_or_default()
}

/// A file row by row, those left out in which there is nothing. Its cells are divided by commas, semicolons or tabs,
/// whichever its first line has most of.
pub(super) struct Rows<'a> {
    pub(super) divider: char,
    signs: Peekable<Chars<'a>>,
    line: usize,
}

/// A row of a file: the line on which it begins, from 1, and its cells as they were before they were written.
pub(super) type Row = (usize, Vec<String>);

impl<'a> Rows<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let head = head_line(text);
        let often = |divider: &char| head.matches(*divider).count();
        let divider = ['\t', ';', ','].into_iter().max_by_key(often);
        Self {
            divider: divider.unwrap_or(','),
            signs: text.chars().peekable(),
            line: 1,
        }
    }

    /// The next row; `None` at the end.
    ///
    /// # Errors
    /// `bad-field` with the line, for a quoted cell without an end and a row of very many cells.
    pub(super) fn next(&mut self) -> Result<Option<Row>, Problem> {
        let (mut row, mut cell) = (Vec::new(), String::new());
        let mut begun = self.line;
        // The line on which the quotes opened that are open.
        let mut quoted = None;
        while let Some(sign) = self.signs.next() {
            let ends = match sign {
                '\n' => true,
                '\r' => self.signs.peek() != Some(&'\n'),
                _ => false,
            };
            self.line += usize::from(ends);
            if quoted.is_some() {
                match sign {
                    '"' if self.signs.next_if_eq(&'"').is_some() => cell.push('"'),
                    '"' => quoted = None,
                    sign => cell.push(sign),
                }
                continue;
            }
            match sign {
                '"' if cell.is_empty() => quoted = Some(self.line),
                '\n' | '\r' if !ends => {}
                '\n' | '\r' if row.is_empty() && cell.is_empty() => begun = self.line,
                '\n' | '\r' => {
                    row.push(live(&cell));
                    return Ok(Some((begun, row)));
                }
                sign if sign == self.divider => row.push(live(&std::mem::take(&mut cell))),
                sign => cell.push(sign),
            }
            if row.len() >= MOST_CELLS {
                let problem = "This row has more than 200 cells. Is it a table of events?";
                return Err(Problem::new(Code::BadField, problem).on_line(begun));
            }
        }
        if let Some(line) = quoted {
            let problem = "The quotes that open here are never closed. Is the file complete?";
            return Err(Problem::new(Code::BadField, problem).on_line(line));
        }
        if row.is_empty() && cell.is_empty() {
            return Ok(None);
        }
        row.push(live(&cell));
        Ok(Some((begun, row)))
    }
}

/// Whether something can begin anew behind this sign, if a spreadsheet divides cells by it.
fn divides(sign: char) -> bool {
    matches!(sign, ';' | '\t' | '\n' | '\r')
}

/// A cell of which nothing runs: whatever could has an apostrophe before it, and so has what has one of its own.
fn inert(cell: &str) -> String {
    let mut inert = String::with_capacity(cell.len());
    let mut begins = true;
    for sign in cell.chars() {
        if begins && (RUNS.contains(&sign) || sign == '\'') {
            inert.push('\'');
        }
        inert.push(sign);
        begins = divides(sign);
    }
    inert
}

/// The same as it was before.
fn live(cell: &str) -> String {
    let mut live = String::with_capacity(cell.len());
    let mut begins = true;
    let mut signs = cell.chars().peekable();
    while let Some(sign) = signs.next() {
        let before = |next: &&char| RUNS.contains(next) || **next == '\'';
        let kept = match (begins && sign == '\'', signs.peek().filter(before)) {
            (true, Some(_)) => signs.next().unwrap_or(sign),
            _ => sign,
        };
        live.push(kept);
        begins = divides(kept);
    }
    live
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
    fn rows(text: &str) -> Result<Vec<Row>, Problem> {
        let mut rows = Rows::of(text);
        let mut read = Vec::new();
        while let Some(row) = rows.next()? {
            read.push(row);
        }
        Ok(read)
    }

    #[test]
    fn cells_come_back_as_they_were() {
        let cells: Vec<Vec<String>> = [
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
            vec![
                "A;=1+1;",
                "a\n- b\n'- c\n\r=1",
                "\u{ff1d}1",
                "\u{feff}",
                "\u{202e}",
            ],
        ]
        .into_iter()
        .map(|row| row.into_iter().map(str::to_owned).collect())
        .collect();
        let text = write_csv(cells.clone());
        for runs in [";=", "\n=", "\n-", ",=", "\t=", "\r="] {
            assert!(!text.contains(runs), "{text}");
        }
        let read = rows(text.trim_start_matches('\u{feff}')).unwrap();
        let read: Vec<Vec<String>> = read.into_iter().map(|(_, row)| row).collect();
        assert_eq!(read, cells);
    }

    #[test]
    fn other_dividers_and_line_ends_are_read_too() {
        for text in ["a;b\r\n1,5;2\r\n", "\n\na\tb\n1,5\t2", "a;b\r1,5;2\r\r"] {
            let rows = rows(text).unwrap();
            let cells: Vec<&[String]> = rows.iter().map(|(_, row)| row.as_slice()).collect();
            assert_eq!(cells, [["a", "b"], ["1,5", "2"]], "{text:?}");
        }
        let lines = |text: &str| -> Vec<usize> {
            let rows = rows(text).unwrap();
            rows.iter().map(|(line, _)| *line).collect()
        };
        assert_eq!(lines("a,b\n\"1\n2\",3\n\n4,5"), [1, 2, 5]);
        assert_eq!(lines("\r\n\r\na,b\r\n1,2"), [3, 4]);
        assert_eq!(lines("a,b\r1,2\r\r3,4"), [1, 2, 4]);
        let refused = |text: &str| {
            let problem = rows(text).unwrap_err();
            (problem.code, problem.line)
        };
        assert_eq!(refused("a,b\n1,\"2\n3"), (Code::BadField, Some(2)));
        let many = format!("a,b\n{}", ",".repeat(300));
        assert_eq!(refused(&many), (Code::BadField, Some(2)));
    }
}
