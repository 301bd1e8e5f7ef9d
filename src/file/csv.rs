//! Tables as comma-separated values (RFC 4180), for spreadsheets.

/// What a spreadsheet would take for the beginning of a formula, in full width too.
const RUNS: [char; 10] = [
    '=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
];

/// Rows of cells as a file: UTF-8 with a byte order mark, lines ended by CR LF. A cell that a spreadsheet would run
/// as a formula begins with an apostrophe, which it takes away again; so does one that begins with an
/// apostrophe of its own.
pub fn write_csv(rows: &[Vec<String>]) -> Vec<u8> {
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
    text.into_bytes()
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
        let text = String::from_utf8(write_csv(&rows)).unwrap();
        assert_eq!(
            text,
            "\u{feff}Person,Share (%),\r\n\
             \"Ana, \"\"the\"\" chair\",38.7,\"two\nlines\"\r\n\
             \"'=HYPERLINK(\"\"x\"\")\",\"'+1\",\"'＝1+1\"\r\n\
             \"''quoted\",a'b,\"'-2\"\r\n"
        );
    }
}
