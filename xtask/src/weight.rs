//! What a board weighs on the wire.

use std::fs;
use std::path::{Path, PathBuf};

use crate::stage::LATER;
use crate::{Outcome, place};

/// What a live board is to weigh, and what no build may exceed: thousands of bytes, as brotli 11
/// packs them.
const AIM: usize = 110;
const LIMIT: usize = 123;

/// What the page loads first.
const POLICY: &str = "policy.js";

struct File {
    name: String,
    raw: usize,
    packed: usize,
    part: Part,
}

/// Who needs a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// A board on which taps are recorded.
    Board,
    /// What is fetched after it: the review, its charts, and all that reads files.
    Later,
    /// Icons, the manifest and the service worker come later still, or never.
    Other,
}

/// Prints the weight of each file, and fails when the board has grown too heavy.
pub fn check(folder: &Path) -> Outcome {
    let files = weigh(folder).map_err(|why| {
        format!(
            "The files in {} cannot be weighed: {why}.",
            folder.display()
        )
    })?;
    print!("{}", table(&files));
    let sum = |part: Part| -> usize {
        let files = files.iter().filter(|file| file.part == part);
        files.map(|file| file.packed).sum()
    };
    let later = sum(Part::Later);
    let sum = sum(Part::Board);
    println!(
        "A live board needs {} KB as brotli (aim: {AIM}, limit: {LIMIT}); \
         the review, its charts and files {} KB more, {} together.",
        kilobytes(sum),
        kilobytes(later),
        kilobytes(sum + later)
    );
    if sum > LIMIT * 1000 {
        return Err(format!(
            "A live board weighs {} KB, more than the limit of {LIMIT}. \
             What came in, and is it worth it?",
            kilobytes(sum)
        ));
    }
    Ok(())
}

fn weigh(folder: &Path) -> std::io::Result<Vec<File>> {
    let mut files = Vec::new();
    for path in paths(folder)? {
        let bytes = fs::read(&path)?;
        let name = path
            .strip_prefix(folder)
            .unwrap_or(&path)
            .to_string_lossy()
            .into_owned();
        // Of what is copied as it is, only the policy comes before everything else.
        let fixed = name != POLICY && place::root().join("static").join(&name).exists();
        files.push(File {
            raw: bytes.len(),
            packed: pack(&bytes)?,
            part: match () {
                () if fixed || !is_code(&name) => Part::Other,
                () if LATER.iter().any(|ending| name.ends_with(ending)) => Part::Later,
                () => Part::Board,
            },
            name,
        });
    }
    files.sort_by_key(|file| (file.part, std::cmp::Reverse(file.packed)));
    Ok(files)
}

fn paths(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(paths(&path)?)
        } else {
            found.push(path)
        }
    }
    Ok(found)
}

fn is_code(name: &str) -> bool {
    [".html", ".css", ".js", ".wasm"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

fn pack(bytes: &[u8]) -> std::io::Result<usize> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut std::io::sink(), &parameters)
}

fn table(files: &[File]) -> String {
    let width = files
        .iter()
        .map(|file| file.name.len())
        .max()
        .unwrap_or_default();
    let mut lines = format!("{:width$}  {:>9}  {:>9}\n", "dist/", "raw KB", "brotli KB");
    for File {
        name,
        raw,
        packed,
        part,
    } in files
    {
        let note = match part {
            Part::Board => "",
            Part::Later => "  after the board",
            Part::Other => "  not counted",
        };
        lines += &format!(
            "{name:width$}  {:>9}  {:>9}{note}\n",
            kilobytes(*raw),
            kilobytes(*packed)
        );
    }
    lines
}

fn kilobytes(bytes: usize) -> String {
    format!("{}.{}", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packing_counts_what_comes_out() {
        assert!(pack(&[b'a'; 10_000]).unwrap() < 50);
        assert!(pack(b"").unwrap() < 5);
    }

    #[test]
    fn the_table_lines_up() {
        let file = |name: &str, raw, packed, part| File {
            name: name.to_owned(),
            raw,
            packed,
            part,
        };
        let files = [
            file("app.wasm", 176_040, 66_600, Part::Board),
            file("icon.svg", 950, 400, Part::Other),
        ];
        assert_eq!(
            table(&files),
            "dist/        raw KB  brotli KB\n\
             app.wasm      176.0       66.6\n\
             icon.svg        0.9        0.4  not counted\n"
        );
    }
}
