//! How long a line of text is, without asking anyone; and how to make it shorter.
//!
//! Whichever font a reader has, the text must not run into its neighbour: the widths are those
//! of a wide one.

/// The height of a line of this size.
pub fn height(size: f64) -> f64 {
    1.2 * size
}

/// The most that this text is likely to take up in a line of this size.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// The width of one character in parts of the size of the type.
fn em(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | '\'' | '|' => 0.28,
        ' ' | '.' | ',' | ':' | ';' | '!' | 'I' | 'J' | '·' | '’' | '\u{a0}' => 0.33,
        'f' | 't' | 'r' | '-' | '(' | ')' | '/' | '[' | ']' => 0.42,
        's' | 'c' | 'k' | 'v' | 'x' | 'y' | 'z' | '"' | '–' => 0.6,
        'm' | 'w' | 'M' | 'W' | 'O' | 'Q' | 'G' | '%' | '@' | '…' | '—' => 1.0,
        'a'..='z' | '0'..='9' => 0.64,
        'A'..='Z' => 0.77,
        _ if is_joined(character) => 0.0,
        ' '..='~' => 0.84,
        // Latin, Greek, Cyrillic, Hebrew, Arabic.
        '\u{80}'..='\u{6ff}' => 0.8,
        // Other scripts that stand between those and the square ones.
        '\u{700}'..='\u{10ff}' | '\u{1200}'..='\u{2bff}' => 1.0,
        // Chinese, Japanese, Korean; pictures.
        _ => 1.3,
    }
}

/// Whether this character stands on the one before it, or shows nothing.
fn is_joined(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36f}'
            | '\u{591}'..='\u{5bd}'
            | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{1f3fb}'..='\u{1f3ff}'
            | '\u{e0020}'..='\u{e007f}'
    )
}

/// The text if there is room for it, else as much of its beginning as there is room for, and an
/// ellipsis.
pub fn shorten(text: &str, room: f64, size: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut left = room - width("…", size);
    let mut kept: String = text
        .chars()
        .take_while(|character| {
            left -= em(*character) * size;
            left >= 0.0
        })
        .collect();
    // What stands on a letter goes with it; a joiner leaves nothing hanging.
    while kept.ends_with(|last: char| last.is_whitespace() || is_joined(last)) {
        kept.pop();
    }
    kept.push('…');
    kept
}

/// A name set apart from the words around it, if it is one that could turn them round: one that
/// reads from right to left, or that holds a character that says so.
pub fn isolated(name: &str) -> String {
    let turns = |character: char| {
        matches!(
            character,
            '\u{590}'..='\u{8ff}'
                | '\u{200e}'..='\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
                | '\u{fb1d}'..='\u{fdff}'
                | '\u{fe70}'..='\u{feff}'
                | '\u{10800}'..='\u{10fff}'
                | '\u{1e800}'..='\u{1efff}'
        )
    };
    if !name.contains(turns) {
        return name.to_owned();
    }
    // An isolate ends at the first unmatched end inside it: the name's own ones are left out.
    let name = name.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "");
    format!("\u{2068}{name}\u{2069}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_end_in_an_ellipsis() {
        assert_eq!(shorten("Ana", 40.0, 13.0), "Ana");
        let short = shorten("Maximiliana-Theodora von Hohenstein", 90.0, 13.0);
        assert_eq!(short, "Maximilian…");
        assert!(width(&short, 13.0) <= 90.0);
        assert_eq!(shorten("Ana Maria", 52.0, 13.0), "Ana…");
        assert_eq!(shorten("Ana", 0.0, 13.0), "…");
    }

    #[test]
    fn only_names_that_turn_the_line_are_set_apart() {
        assert_eq!(isolated("Zoë 李"), "Zoë 李");
        assert_eq!(isolated("שרה"), "\u{2068}שרה\u{2069}");
        assert_eq!(isolated("a\u{202e}b\u{2069}"), "\u{2068}a\u{202e}b\u{2069}");
    }
}
