//! The coding guide as a page.

use yew::{Callback, Html, Properties, component, use_effect_with, use_node_ref};

use super::focus;
use super::parts::{Part, line};
use crate::text::guide::Definition;
use crate::text::{Guide, Words};

/// What the page needs.
#[derive(Clone, PartialEq, Properties)]
pub struct GuideProps {
    /// The language.
    pub words: &'static Words,
    /// Leaves the page.
    pub back: Callback<()>,
    /// Hears that the page is gone, however that came about.
    pub gone: Callback<()>,
}

/// The coding guide.
#[component]
pub fn GuidePage(props: &GuideProps) -> Html {
    let root = use_node_ref();
    use_effect_with((), {
        let (root, gone) = (root.clone(), props.gone.clone());
        move |()| {
            focus(&root);
            move || gone.emit(())
        }
    });
    let guide = props.words.guide();
    let back = Part::button("button", guide.back).does(props.back.reform(|_| ()));
    let lead = guide
        .lead
        .iter()
        .map(|thought| line("li", "", *thought).into());
    let mut page = Part::of("article", "review guide")
        .at(&root)
        .is("tabindex", "-1")
        .is("aria-label", guide.title)
        .holds(
            Part::of("header", "heading lesson-heading")
                .holds(line("h1", "", guide.title))
                .holds(back),
        )
        .holds(Part::of("ul", "lead").holds_all(lead.collect()));
    for chapter in guide.chapters {
        let definitions = chapter.definitions.iter();
        page = page
            .holds(line("h2", "chapter", chapter.heading))
            .holds_all(definitions.map(|d| definition(guide, d).into()).collect());
    }
    let mut sources = Part::of("ul", "sources");
    for (source, what) in guide.sources {
        sources = sources.holds(
            Part::new("li")
                .holds(line("cite", "", *source))
                .says(format!(", {what}")),
        );
    }
    page.holds(line("h2", "chapter", guide.sources_heading))
        .holds(line("p", "sentence", guide.sources_lead))
        .holds(sources)
        .into()
}

/// What something is, with its example.
fn definition(guide: &Guide, definition: &Definition) -> Part {
    let told = |label: &'static str, words: &'static str| {
        Part::of("p", "sentence")
            .holds(line("b", "", label))
            .says(": ")
            .says(words)
    };
    let mut heard = Part::of("div", "heard");
    for (who, words) in definition.heard {
        heard = heard.holds(match *who {
            "" => line("p", "bubble seen", *words),
            who => Part::of("p", "bubble").holds(
                Part::new("span")
                    .holds(line("b", "who", who))
                    .says(" ")
                    .says(*words),
            ),
        });
    }
    let mut card = Part::of("section", "card")
        .holds(line("h3", "", definition.term))
        .holds(line("p", "sentence", definition.meaning))
        .holds(told(guide.record, definition.record))
        .holds(
            Part::of("figure", "example")
                .is(
                    "aria-label",
                    format!("{}: {}", guide.example, definition.term),
                )
                .holds(heard)
                .holds(line("figcaption", "", definition.so)),
        )
        .holds(told(guide.in_doubt, definition.in_doubt));
    if !definition.after.is_empty() {
        let after = format!("{}: {}.", guide.after, definition.after.join("; "));
        card = card.holds(line("p", "hint", after));
    }
    card
}
