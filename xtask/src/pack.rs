//! Makes the bundle lighter on the wire, changing nothing of what it does.
//!
//! The names by which script and program find each other end in 16 digits of a hash each, which
//! nothing can pack: they become numbers, of the same length, so that not a byte of the program
//! moves. Comments and indentation leave the script. Together some 4 KB as brotli.

use std::collections::BTreeMap;

/// Digits of a hash at the end of a name.
const DIGITS: usize = 16;

/// The script and the program, packed.
pub fn pack(script: &str, program: &[u8]) -> (String, Vec<u8>) {
    let names = names(script);
    let mut script = bare(script);
    let mut program = program.to_vec();
    for (name, short) in &names {
        script = script.replace(name.as_str(), short);
        replace(&mut program, name.as_bytes(), short.as_bytes());
    }
    (script, program)
}

/// Every name that ends in a hash, each with the one to take instead.
fn names(script: &str) -> BTreeMap<String, String> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let mut names = BTreeMap::<String, String>::new();
    for name in script.split(|letter| !is_part(letter)) {
        if let Some((stem, hash)) = name.rsplit_once('_')
            && stem.starts_with("__wb")
            && hash.len() == DIGITS
            && hash.chars().all(|digit| digit.is_ascii_hexdigit())
        {
            // Nearly all stems are there once: their numbers are all the same.
            let short = |number: usize| format!("{stem}_{number:0DIGITS$}");
            let free = (0..)
                .map(short)
                .find(|short| !names.values().any(|other| other == short));
            if !names.contains_key(name) {
                names.extend(free.map(|short| (name.to_owned(), short)));
            }
        }
    }
    names
}

/// The script without the comments that stand in lines of their own and without indentation.
fn bare(script: &str) -> String {
    let mut bare = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            bare.push_str(line);
            bare.push('\n');
        }
        in_comment &= !line.ends_with("*/");
    }
    bare
}

/// Replaces bytes by as many others, wherever they are.
fn replace(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    let places: Vec<usize> = bytes
        .windows(from.len())
        .enumerate()
        .filter_map(|(place, window)| (window == from).then_some(place))
        .collect();
    for place in places {
        if let Some(found) = bytes.get_mut(place..place + from.len()) {
            found.copy_from_slice(to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_change_on_both_sides_and_nothing_else_does() {
        let script = "/**\n * What it does.\n */\nexport class Widget {\n    // Words.\n    \
            go() { `a\\n // b`; return __wbg_go_0123456789abcdef(); }\n\n    /* one line */\n    \
            __wbg_ptr_0123; __wbg_go_fedcba9876543210; other_0123456789abcdef;\n}\n";
        let program = b"\x19__wbg_go_0123456789abcdef\x00\x19__wbg_go_fedcba9876543210\x00";
        let (script, program) = pack(script, program);
        assert_eq!(
            script,
            "export class Widget {\ngo() { `a\\n // b`; return __wbg_go_0000000000000000(); }\n\
             __wbg_ptr_0123; __wbg_go_0000000000000001; other_0123456789abcdef;\n}\n"
        );
        assert_eq!(
            program,
            b"\x19__wbg_go_0000000000000000\x00\x19__wbg_go_0000000000000001\x00"
        );
    }
}
