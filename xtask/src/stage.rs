//! `cargo xtask stage`: what Trunk leaves to do, called by it at the end of each build.
//!
//! Trunk gives the bundle a name that changes with its content. A host page needs one that does
//! not: `meeting-dynamics.js`, which finds the bundle beside itself, wherever the page is.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::{Outcome, cut, place};

/// How the names of the program's second part and its script end.
pub const LATER: [&str; 2] = ["_later.wasm", "_later.js"];

const LOADER: &str = "meeting-dynamics.js";

/// Finishes the build in `$TRUNK_STAGING_DIR`.
pub fn run() -> Outcome {
    let staging = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from).ok_or(
        "`stage` belongs to Trunk, which calls it while it builds. \
              To build, run `cargo xtask build`.",
    )?;
    let problem = |why| {
        format!(
            "The build in {} cannot be finished: {why}.",
            staging.display()
        )
    };

    let html = fs::read_to_string(staging.join("index.html")).map_err(problem)?;
    if let Some(tag) = inline_code(&html) {
        return Err(format!(
            "index.html, as built, has an inline script or style, \
             which its own policy forbids: <{tag}>"
        ));
    }
    let names = fs::read_dir(&staging)
        .map_err(problem)?
        .flatten()
        .map(|file| file.file_name().to_string_lossy().into_owned());
    let bundle = bundle(names).ok_or_else(|| {
        format!(
            "There must be exactly one meeting-dynamics-….js in {}.",
            staging.display()
        )
    })?;
    fs::write(staging.join(LOADER), loader(&bundle)).map_err(problem)?;
    let script = format!("{bundle}.js");
    let [later, later_script] = LATER.map(|ending| format!("{bundle}{ending}"));
    let [first, second] = cut::cut([&script, &later_script, &later])?;
    let files = [
        (script, first.script.into_bytes()),
        (format!("{bundle}_bg.wasm"), first.program),
        (later_script, second.script.into_bytes()),
        (later, second.program),
    ];
    for (name, bytes) in files {
        fs::write(staging.join(name), bytes).map_err(problem)?;
    }

    let fixed = place::root().join("static");
    if fixed.is_dir() {
        copy(&fixed, &staging).map_err(problem)
    } else {
        Ok(())
    }
}

/// The text of `meeting-dynamics.js`. It keeps what is tapped before the program is there
/// (`src/browser/early.rs`). Everything is relative to it, not to the page: the two may be
/// on different servers. The program is asked for at once, not only when the script that runs it is
/// there.
fn loader(bundle: &str) -> String {
    format!(
        r#"const events = [];
const keep = (event) => events.push(event);
const kinds = ["keydown", "click"];
const stop = () => kinds.forEach((kind) => removeEventListener(kind, keep, true));
for (const kind of kinds) addEventListener(kind, keep, true);
globalThis[Symbol.for("meeting-dynamics.early")] = {{ events, stop }};
const program = fetch(new URL("./{bundle}_bg.wasm", import.meta.url));
const {{ default: start }} = await import("./{bundle}.js");
await start({{ module_or_path: program }});
"#
    )
}

/// The bundle's name without its ending; nothing when there are several.
fn bundle(names: impl Iterator<Item = String>) -> Option<String> {
    let mut bundles = names.filter_map(|name| {
        let stem = name.strip_suffix(".js")?;
        stem.starts_with("meeting-dynamics-")
            .then(|| stem.to_owned())
    });
    bundles.next().filter(|_| bundles.next().is_none())
}

/// The first tag that holds or carries code of its own.
fn inline_code(html: &str) -> Option<&str> {
    let tags = html
        .split('<')
        .filter_map(|piece| piece.split_once('>'))
        .map(|(tag, _)| tag);
    tags.into_iter().find(|tag| {
        let mut words = tag.split_whitespace();
        match words.next() {
            Some("style") => true,
            Some("script") if !tag.contains(" src=") => true,
            _ => words.any(|word| {
                word.starts_with("style=") || word.starts_with("on") && word.contains('=')
            }),
        }
    })
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_names_the_bundle_relative_to_itself() {
        assert_eq!(
            loader("meeting-dynamics-0a1b"),
            r#"const events = [];
const keep = (event) => events.push(event);
const kinds = ["keydown", "click"];
const stop = () => kinds.forEach((kind) => removeEventListener(kind, keep, true));
for (const kind of kinds) addEventListener(kind, keep, true);
globalThis[Symbol.for("meeting-dynamics.early")] = { events, stop };
const program = fetch(new URL("./meeting-dynamics-0a1b_bg.wasm", import.meta.url));
const { default: start } = await import("./meeting-dynamics-0a1b.js");
await start({ module_or_path: program });
"#
        );
    }

    #[test]
    fn the_bundle_is_the_one_hashed_script() {
        let find = |names: &[&str]| bundle(names.iter().map(|name| (*name).to_owned()));
        let usual = [
            "index.html",
            "meeting-dynamics-0a1b.js",
            "meeting-dynamics-0a1b_bg.wasm",
            "page-22.css",
            "snippets",
        ];
        assert_eq!(find(&usual).as_deref(), Some("meeting-dynamics-0a1b"));
        assert_eq!(
            find(&["meeting-dynamics-1.js", "meeting-dynamics-2.js"]),
            None
        );
        assert_eq!(find(&["meeting-dynamics.js"]), None);
    }

    #[test]
    fn inline_code_is_found() {
        for html in [
            "<script>x()</script>",
            "<p><style>",
            "<p style=\"x\">",
            "<body class=a onload=\"x\">",
            "<script type=\"module\">",
        ] {
            assert!(inline_code(html).is_some(), "{html}");
        }
        for html in [
            "<script type=\"module\" src=\"a.js\"></script>",
            "<meta content=\"style-src 'self'\">",
            "<link href=\"style.css\">",
        ] {
            assert_eq!(inline_code(html), None, "{html}");
        }
    }
}
