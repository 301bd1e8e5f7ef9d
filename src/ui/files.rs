//! Opening and saving files.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, Element, Event, File, HtmlInputElement};
use yew::html::onchange;
use yew::{Callback, NodeRef, TargetCast};

use super::parts::Part;
use super::report::Chosen;
use super::{Desk, later, png, report};
use crate::browser::download;
use crate::chart::ChartKind;
use crate::file::{self, Written};
use crate::problem::{Code, Problem};

/// Opens a file that was picked or dropped. What cannot be read is said in words, and the open
/// meeting is untouched.
pub fn open(desk: &Desk, picked: File) {
    let session = Rc::clone(&desk.session);
    later::then(move |later| match later {
        Ok(later) => (later.open_or_say)(session, picked.into(), None),
        Err(problem) => session.refuse_file(problem),
    });
}

/// The browser's own picker, which [`pick`] opens.
pub fn picker(desk: &Desk, input: &NodeRef) -> Part {
    let desk = desk.clone();
    let picked = Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        if let Some(file) = input.files().and_then(|files| files.item(0)) {
            open(&desk, file);
        }
        // The same file can be picked again, once it has been mended.
        input.set_value("");
    });
    Part::new("input")
        .at(input)
        .is("type", "file")
        .is("hidden", "hidden")
        .is("aria-hidden", "true")
        .is(
            "accept",
            ".json,.csv,.rttm,.vtt,.srt,application/json,text/csv,text/vtt,text/plain",
        )
        .hears(Rc::new(onchange::Wrapper::new(picked)))
}

/// Opens the picker.
pub fn pick(input: &NodeRef) {
    if let Some(input) = input.cast::<HtmlInputElement>() {
        input.click();
    }
}

/// Saves the open meeting in this format, as a download.
pub fn save(desk: &Desk, format: &str, chosen: Chosen) {
    let session = &desk.session;
    let Some(document) = session.document() else {
        return;
    };
    let written = match format {
        "html" => report::report(desk, chosen),
        "summary-csv" => report::people(desk, chosen),
        format => file::write(&document, format, session.now()),
    };
    let saved = written.and_then(|written| hand_over(desk, &document.meeting.title, &written));
    say(desk, saved);
}

/// What a chart can be saved as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChartFile {
    Svg,
    Png,
    Csv,
}

impl ChartFile {
    pub const ALL: [Self; 3] = [Self::Svg, Self::Png, Self::Csv];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Svg => "SVG",
            Self::Png => "PNG",
            Self::Csv => "CSV",
        }
    }
}

/// Saves a chart as it is looked at, as a download. `screen` is where it is shown.
pub fn save_chart(desk: &Desk, kind: ChartKind, chosen: Chosen, file: ChartFile, screen: Element) {
    let Some(document) = desk.session.document() else {
        return;
    };
    let name = format!("{} {}", document.meeting.title, kind.name());
    let figure = match report::figure(desk, kind, chosen) {
        Ok(figure) => figure,
        Err(problem) => return desk.session.refuse_file(problem),
    };
    match file {
        ChartFile::Svg => say(desk, hand_over(desk, &name, &report::svg(&figure))),
        ChartFile::Csv => say(
            desk,
            hand_over(desk, &name, &report::csv(&figure, desk.words)),
        ),
        ChartFile::Png => {
            let desk = desk.clone();
            spawn_local(async move {
                let name = format!("{}.png", file_name(&name, &desk));
                let drawn = png::picture(&figure, &screen).await;
                let saved = drawn.and_then(|picture| download(&picture, &name));
                say(&desk, saved);
            });
        }
    }
}

fn hand_over(desk: &Desk, title: &str, written: &Written) -> Result<(), Problem> {
    let name = named(title, desk, written.extension);
    let blob = download::blob(&written.bytes, written.mime).map_err(|_| not_saved())?;
    download(&blob, &name)
}

fn download(blob: &Blob, name: &str) -> Result<(), Problem> {
    download::download(blob, name).map_err(|_| not_saved())
}

/// That the browser does not let it.
pub fn not_saved() -> Problem {
    Problem::new(
        Code::StorageBlocked,
        "The browser does not let this page save a file.",
    )
}

fn say(desk: &Desk, saved: Result<(), Problem>) {
    if let Err(problem) = saved {
        desk.session.refuse_file(problem);
    }
}

/// The name of a file of this title.
pub fn named(title: &str, desk: &Desk, extension: &str) -> String {
    format!("{}.{extension}", file_name(title, desk))
}

/// A title as a file's name: letters and digits of any script, with a dash for what is between
/// them. (Which signs are letters in every script is a table of some kilobytes; here it is those
/// that are not known to be none.)
fn file_name(title: &str, desk: &Desk) -> String {
    let between = |sign: char| match sign {
        '\0'..='\u{7f}' => !sign.is_ascii_alphanumeric(),
        '\u{80}'..='\u{a0}' | '\u{2000}'..='\u{206f}' | '\u{feff}' => true,
        sign => sign.is_whitespace(),
    };
    let words: Vec<&str> = title
        .split(between)
        .filter(|word| !word.is_empty())
        .collect();
    if words.is_empty() {
        return desk.words.screens.untitled.to_ascii_lowercase();
    }
    words.join("-").chars().take(80).collect()
}
