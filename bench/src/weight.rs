//! The bytes of a board and of its charts, beside those of React with Chart.js and no program at all.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Line, peers};

/// What is to be reached, in thousands of bytes.
const REACH: f64 = 110.0;

pub const NOTES: &str = "\
**weight**: html, css, js and wasm, each file packed by brotli 11. A board is what has to be there before taps are recorded; the \
review, its charts, practice, other tabs and all that reads files are fetched right after it. React with Chart.js is both \
in one bundle (esbuild, minified), to draw one chart, with nothing written for it.";

/// A page that needs both.
const PAGE: &str = "import { createElement } from 'react'; import { createRoot } from 'react-dom/client'; \
    import Chart from 'chart.js/auto'; \
    createRoot(document.body).render(createElement('canvas', { ref: (canvas) => new Chart(canvas, {}) }));";

pub fn measure() -> Vec<Line> {
    let what = "bytes to a live board (brotli)";
    let modules = match peers::npm() {
        Ok(modules) => modules,
        Err(problem) => return vec![Line::unmeasured(what, &problem)],
    };
    let folder = env::var_os("MEETING_DYNAMICS_DIST").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../dist"),
        PathBuf::from,
    );
    let (mut board, mut later) = (0, 0);
    for path in files(&folder).expect("a built product") {
        let name = path.to_string_lossy();
        // What is copied as it is comes later still, or never.
        let fixed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../static");
        if (path.strip_prefix(&folder)).is_ok_and(|inside| fixed.join(inside).exists()) {
            continue;
        }
        let size = packed(&fs::read(&path).expect("a file that can be read"));
        match name.rsplit('.').next() {
            Some("js" | "wasm")
                if name
                    .rsplit('/')
                    .next()
                    .is_some_and(|name| name.contains("_later.")) =>
            {
                later += size;
            }
            Some("html" | "css" | "js" | "wasm") => board += size,
            _ => {}
        }
    }
    let theirs = packed(&bundle(&modules));
    let (board, later, theirs) = (thousands(board), thousands(later), thousands(theirs));
    let both = format!(
        "React {} + Chart.js {}",
        peers::version("react"),
        peers::version("chart.js")
    );
    vec![
        Line {
            what: what.to_owned(),
            reach: format!("≤ {REACH:.0} KB"),
            measured: format!("{board:.1} KB"),
            reached: board <= REACH,
        },
        Line {
            what: format!("the same with the review and all that comes later, against {both}"),
            reach: String::new(),
            measured: format!(
                "{:.1} KB; {theirs:.1} KB (the board alone {:.2} ×, all {:.2} ×)",
                board + later,
                board / theirs,
                (board + later) / theirs
            ),
            reached: true,
        },
    ]
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        match path.is_dir() {
            true => found.extend(files(&path)?),
            false => found.push(path),
        }
    }
    Ok(found)
}

/// React and Chart.js in one file.
fn bundle(modules: &Path) -> Vec<u8> {
    let folder = modules.parent().expect("a folder around the modules");
    let page = folder.join("page.mjs");
    fs::write(&page, PAGE).expect("room for a page");
    let built = Command::new(modules.join(".bin/esbuild"))
        .args(["page.mjs", "--bundle", "--minify", "--format=esm"])
        .arg("--define:process.env.NODE_ENV=\"production\"")
        .current_dir(folder)
        .output()
        .expect("esbuild");
    assert!(
        built.status.success(),
        "esbuild: {}",
        String::from_utf8_lossy(&built.stderr)
    );
    built.stdout
}

fn packed(bytes: &[u8]) -> usize {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut io::sink(), &parameters).expect("packed bytes")
}

fn thousands(bytes: usize) -> f64 {
    bytes as f64 / 1000.0
}
