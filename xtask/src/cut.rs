//! Cuts the program in two: what a live board needs, and what comes after it.
//!
//! Trunk knows programs of one part. So the program as Cargo linked it is taken again: cut where the
//! source marks it (`src/ui/later.rs`), and its first part bound to its script as Trunk would.
//! Then both are made light (`glue`, `pack`).

use std::env;
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

use crate::pack::{Short, bare};
use crate::{Outcome, glue, place, process};

/// A part of the program, with its script.
pub struct Part {
    pub script: String,
    pub program: Vec<u8>,
}

/// Cuts what Cargo linked last in two. These are the names that their scripts are going to have, and
/// that of the second part.
pub fn cut([script, later_script, later]: [&str; 3]) -> Outcome<[Part; 2]> {
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
    let unfit = "The scripts of the two parts do not fit together: has the cutter changed?";
    let joined = joined(
        &text(work.join("bound/first.js"))?,
        &text(work.join("__wasm_split.js"))?,
        [later_script, later],
    )
    .ok_or(unfit)?;
    let unread = |why: &dyn Display| format!("The program, cut in two, cannot be read: {why}.");
    let rare = glue::rare(&bytes(work.join("first.wasm"))?).map_err(|why| unread(&why))?;
    let first = bytes(work.join("bound/first_bg.wasm"))?;
    let short = Short::of(&first, &rare).map_err(|why| unread(&why))?;
    let (first_script, rare_script) =
        glue::parted(&short.script(&joined), short.rare(), script).ok_or(unfit)?;
    Ok([
        Part {
            script: bare(&first_script),
            program: short.program(&first).map_err(|why| unread(&why))?,
        },
        Part {
            script: bare(&rare_script),
            program: unnamed(&bytes(work.join("split_later.wasm"))?)
                .ok_or("The second part of the program is no WebAssembly.")?,
        },
    ])
}

/// One script of two: that of the first part, and that which fetches the second. One request less,
/// and no server's idea of what kind of file it sends can stop it.
fn joined(first: &str, fetches: &str, [script, program]: [&str; 2]) -> Option<String> {
    let (import, name) = first
        .lines()
        .find_map(|line| Some((line, line.strip_suffix(" from \"./__wasm_split.js\"")?)))?;
    let name = name.strip_prefix("import * as ")?;
    let first = first.replacen(import, "", 1);
    let load = "__wasm_split_load_later";
    let streaming = "WebAssembly.instantiateStreaming(src, imports)";
    let fetches: String = fetches
        .lines()
        .filter(|line| !line.starts_with("import "))
        .map(|line| line.strip_prefix("export ").unwrap_or(line).to_owned() + "\n")
        .collect();
    let file = "./split_later.wasm";
    let fits = fetches.contains(&format!("const {load} ="))
        && [streaming, file].iter().all(|part| fetches.contains(part));
    let fetches = fetches
        .replace(streaming, "second(src, imports)")
        .replace(file, &format!("./{program}"));
    let second = second(script);
    fits.then(|| format!("{first}\n{fetches}\n{second}\nconst {name} = {{ {load} }};\n"))
}

/// What waits for the second part and its script. Some browsers remember of a script that it could not be fetched:
/// when it is tried again, its address is another.
fn second(script: &str) -> String {
    format!(
        r#"let times = 0;
async function second(program, imports) {{
    const script = import(`./{script}${{times++ ? `?${{times}}` : ""}}`);
    const [answer, glue] = await Promise.all([program, script]);
    if (!answer.ok) throw new Error(`${{answer.status}} instead of the second part of the program`);
    rare = glue.rare;
    return WebAssembly.instantiate(await answer.arrayBuffer(), imports);
}}
"#
    )
}

/// A WebAssembly program without its custom sections: names for debuggers, and who made it.
fn unnamed(program: &[u8]) -> Option<Vec<u8>> {
    let (head, mut rest) = program.split_at_checked(8)?;
    let mut unnamed = head.to_vec();
    while let Some((&id, after)) = rest.split_first() {
        let (length, digits) = number(after)?;
        let (section, next) = rest.split_at_checked(1 + digits + length)?;
        if id != 0 {
            unnamed.extend_from_slice(section);
        }
        rest = next;
    }
    Some(unnamed)
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
        let names = ["app-1_later.js", "app-1_later.wasm"];
        assert_eq!(
            joined(first, fetches, names).as_deref(),
            Some(
                "import { define } from './shim.js';\n\nrun(import1);\n\nlet shared;\n\
                 const __wasm_split_load_later = \
                 () => { const src = fetch(new URL(\"./app-1_later.wasm\", import.meta.url)); \
                 return async (imports) => (second(src, imports)); };\n\n\
                 let times = 0;\n\
                 async function second(program, imports) {\n    \
                 const script = import(`./app-1_later.js${times++ ? `?${times}` : \"\"}`);\n    \
                 const [answer, glue] = await Promise.all([program, script]);\n    \
                 if (!answer.ok) throw new Error(`${answer.status} instead of the second part of the program`);\n    \
                 rare = glue.rare;\n    \
                 return WebAssembly.instantiate(await answer.arrayBuffer(), imports);\n}\n\n\
                 const import1 = { __wasm_split_load_later };\n"
            )
        );
        assert_eq!(joined(first, "export const other = 1;", names), None);
        assert_eq!(joined("run();", fetches, names), None);
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
        let without = [&head[..], b"\x01\x82\x00ab", b"\x0a\x01c"].concat();
        assert_eq!(unnamed(&whole), Some(without));
        assert_eq!(unnamed(b"\0asm"), None);
        assert_eq!(unnamed(&[&head[..], b"\x01\x7f"].concat()), None);
    }
}
