//! Cuts the program in two: what a live board needs, and what comes after it.
//!
//! Trunk knows programs of one part. So the program as Cargo linked it is taken again: cut where the
//! source marks it (`src/ui/later.rs`), and its first part bound to its script as Trunk would.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{Outcome, place, process};

/// A program of two parts, with the script of the first.
pub struct Parts {
    pub script: String,
    pub first: Vec<u8>,
    pub later: Vec<u8>,
}

/// Cuts what Cargo linked last. `later` is the name that the second part is going to have.
pub fn cut(later: &str) -> Outcome<Parts> {
    let target = env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| place::root().join("target"), PathBuf::from)
        .join("wasm32-unknown-unknown/release");
    let work = target.join("cut");
    let problem = |what: &Path| {
        let what = what.display().to_string();
        move |why| format!("{what} cannot be read or written: {why}.")
    };
    if work.exists() {
        fs::remove_dir_all(&work).map_err(problem(&work))?;
    }
    process::run(
        process::command("wasm-split-cli")
            .arg(target.join("meeting-dynamics.wasm"))
            .arg(&work)
            .args(["--out-name", "first"]),
    )?;
    process::run(
        process::command("wasm-bindgen")
            .args(["--target", "web", "--no-typescript", "--keep-lld-exports"])
            .args(["--remove-name-section", "--remove-producers-section"])
            .args(["--out-name", "first", "--out-dir"])
            .arg(work.join("bound"))
            .arg(work.join("first.wasm")),
    )?;
    let text = |path: PathBuf| fs::read_to_string(&path).map_err(problem(&path));
    let bytes = |path: PathBuf| fs::read(&path).map_err(problem(&path));
    let script = joined(
        &text(work.join("bound/first.js"))?,
        &text(work.join("__wasm_split.js"))?,
        later,
    )
    .ok_or("The scripts of the two parts do not fit together: has the cutter changed?")?;
    Ok(Parts {
        script,
        first: bytes(work.join("bound/first_bg.wasm"))?,
        later: bare(&bytes(work.join("split_later.wasm"))?)
            .ok_or("The second part of the program is no WebAssembly.")?,
    })
}

/// One script of two: that of the first part, and that which fetches the second. One request less,
/// and no server's idea of what kind of file it sends can stop it.
fn joined(first: &str, fetches: &str, later: &str) -> Option<String> {
    let (import, name) = first
        .lines()
        .find_map(|line| Some((line, line.strip_suffix(" from \"./__wasm_split.js\"")?)))?;
    let name = name.strip_prefix("import * as ")?;
    let first = first.replacen(import, "", 1);
    let load = "__wasm_split_load_later";
    let streaming = "WebAssembly.instantiateStreaming(src, imports)";
    let whole = "(await src).ok ? WebAssembly.instantiate(await (await src).arrayBuffer(), imports) \
         : Promise.reject(new Error(`${(await src).status} instead of the second part of the program`))";
    let fetches: String = fetches
        .lines()
        .filter(|line| !line.starts_with("import "))
        .map(|line| line.strip_prefix("export ").unwrap_or(line).to_owned() + "\n")
        .collect();
    let file = "./split_later.wasm";
    let fits = fetches.contains(&format!("const {load} ="))
        && [streaming, file].iter().all(|part| fetches.contains(part));
    let fetches = fetches
        .replace(streaming, whole)
        .replace(file, &format!("./{later}"));
    fits.then(|| format!("{first}\n{fetches}\nconst {name} = {{ {load} }};\n"))
}

/// A WebAssembly program without its custom sections: names for debuggers, and who made it.
fn bare(program: &[u8]) -> Option<Vec<u8>> {
    let (head, mut rest) = program.split_at_checked(8)?;
    let mut bare = head.to_vec();
    while let Some((&id, after)) = rest.split_first() {
        let (length, digits) = number(after)?;
        let (section, next) = rest.split_at_checked(1 + digits + length)?;
        if id != 0 {
            bare.extend_from_slice(section);
        }
        rest = next;
    }
    Some(bare)
}

/// A number as WebAssembly writes it, seven bits a byte, and how many bytes it has.
fn number(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0;
    for (place, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Some((value, place + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_scripts_become_one() {
        let first = "import { define } from './shim.js';\nimport * as import1 from \"./__wasm_split.js\"\nrun(import1);\n";
        let fetches = "import { initSync } from \"./first.js\";\nlet shared;\nexport const __wasm_split_load_later = \
            () => { const src = fetch(new URL(\"./split_later.wasm\", import.meta.url)); \
            return async (imports) => (WebAssembly.instantiateStreaming(src, imports)); };\n";
        assert_eq!(
            joined(first, fetches, "app-1_later.wasm").as_deref(),
            Some(
                "import { define } from './shim.js';\n\nrun(import1);\n\nlet shared;\n\
                 const __wasm_split_load_later = \
                 () => { const src = fetch(new URL(\"./app-1_later.wasm\", import.meta.url)); \
                 return async (imports) => ((await src).ok ? WebAssembly.instantiate(await (await src).arrayBuffer(), imports) \
                 : Promise.reject(new Error(`${(await src).status} instead of the second part of the program`))); };\n\n\
                 const import1 = { __wasm_split_load_later };\n"
            )
        );
        assert_eq!(joined(first, "export const other = 1;", "x"), None);
        assert_eq!(joined("run();", fetches, "x"), None);
    }

    #[test]
    fn custom_sections_leave() {
        let head = b"\0asm\x01\0\0\0";
        let whole = [
            &head[..],
            b"\x01\x82\x00ab",
            b"\x00\x03\x02xy",
            b"\x0a\x01c",
        ]
        .concat();
        let bare_one = [&head[..], b"\x01\x82\x00ab", b"\x0a\x01c"].concat();
        assert_eq!(bare(&whole), Some(bare_one));
        assert_eq!(bare(b"\0asm"), None);
        assert_eq!(bare(&[&head[..], b"\x01\x7f"].concat()), None);
    }
}
