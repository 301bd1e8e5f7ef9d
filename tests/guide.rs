//! The coding guide in the text room and on paper is one and the same.
//!
//! `MEETING_DYNAMICS_WRITE=1 cargo test --no-default-features --test guide` writes the page anew.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on should stop"
)]

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

use meeting_dynamics::text::guide::{Definition, Guide};
use meeting_dynamics::text::{ENGLISH, Words};

fn guide() -> &'static Guide {
    let words: Words = ENGLISH;
    words.guide()
}

/// The guide as Markdown.
fn markdown(guide: &Guide) -> String {
    let mut page = format!("# {}\n", guide.title);
    for thought in guide.lead {
        page += &format!("\n- {thought}");
    }
    page += "\n";
    for chapter in guide.chapters {
        page += &format!("\n## {}\n", chapter.heading);
        for definition in chapter.definitions {
            page += &section(guide, definition);
        }
    }
    page += &format!("\n## {}\n\n{}\n", guide.sources_heading, guide.sources_lead);
    for (source, what) in guide.sources {
        page += &format!("\n- {source}, {what}");
    }
    page + "\n"
}

fn section(guide: &Guide, definition: &Definition) -> String {
    let mut text = format!("\n### {}\n\n{}\n", definition.term, definition.meaning);
    text += &format!("\n**{}**: {}\n", guide.record, definition.record);
    text += &format!("\n**{}**\n\n", guide.example);
    let heard = definition.heard.iter().map(|(who, words)| match *who {
        "" => format!("> *{words}*\n"),
        who => format!("> **{who}**: {words}\n"),
    });
    text += &heard.collect::<Vec<_>>().join(">\n");
    text += &format!("\n→ {}\n", definition.so);
    text += &format!("\n**{}**: {}\n", guide.in_doubt, definition.in_doubt);
    if !definition.after.is_empty() {
        text += &format!("\n{}: {}.\n", guide.after, definition.after.join("; "));
    }
    text
}

fn definitions() -> impl Iterator<Item = &'static Definition> {
    guide()
        .chapters
        .iter()
        .flat_map(|chapter| chapter.definitions)
}

#[test]
fn the_page_and_the_app_say_the_same() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/coding-guide.md");
    let page = markdown(guide());
    if env::var_os("MEETING_DYNAMICS_WRITE").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == page,
        "docs/coding-guide.md is not what the guide says. MEETING_DYNAMICS_WRITE=1 writes it anew."
    );
}

#[test]
fn every_definition_is_whole() {
    let terms: Vec<&str> = definitions().map(|definition| definition.term).collect();
    for term in [
        "Turn",
        "Silence",
        "Back-channel",
        "Interruption, yielded",
        "Interruption, held",
        "Talked over",
        "Ally moment",
        "Repair",
    ] {
        assert!(terms.contains(&term), "{term}");
    }
    assert_eq!(terms.iter().collect::<BTreeSet<_>>().len(), terms.len());
    for definition in definitions() {
        let Definition {
            term,
            meaning,
            record,
            heard,
            so,
            in_doubt,
            ..
        } = definition;
        assert!(!heard.is_empty(), "{term} has no example");
        for said in [meaning, record, so, in_doubt] {
            assert!(said.ends_with('.'), "{term}: {said}");
        }
    }
}

#[test]
fn every_source_is_used_and_every_use_is_a_source() {
    let listed: BTreeSet<&str> = guide().sources.iter().map(|(source, _)| *source).collect();
    let mut used: BTreeSet<&str> = definitions()
        .flat_map(|definition| definition.after.iter().copied())
        .collect();
    // Practice follows it.
    used.insert("Bakeman, Quera & Gnisci 2009");
    assert_eq!(listed, used);
    for (source, what) in guide().sources {
        let year = source.rsplit(' ').next().unwrap();
        assert!(year.len() == 4 && year.parse::<u32>().is_ok(), "{source}");
        assert!(what.ends_with('.'), "{source}");
    }
}
