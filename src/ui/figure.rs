//! One chart on its card: heading, sentence, picture, caption, and the table of the same numbers.

use std::rc::Rc;

use yew::virtual_dom::{VNode, VTag};
use yew::{Callback, Html, Properties, component, html, use_state};

use crate::chart::{Element, Figure, Scene, Table};
use crate::text::Words;

/// The properties of a card.
#[derive(Clone, PartialEq, Properties)]
pub struct FigureProps {
    /// The chart.
    pub figure: Rc<Figure>,
    /// The language.
    pub words: &'static Words,
}

/// One chart on its card.
#[component]
pub fn FigureCard(props: &FigureProps) -> Html {
    let FigureProps { figure, words } = props;
    let table_shown = use_state(|| false);
    let how_shown = use_state(|| false);
    let toggle = |state: &yew::UseStateHandle<bool>| {
        let state = state.clone();
        Callback::from(move |_| state.set(!*state))
    };
    let words = &words.screens;
    let id = figure.kind.name();
    let heading = format!("{id}-heading");
    let expanded = |shown: bool| if shown { "true" } else { "false" };
    html! {
        <figure class="card" part="figure" aria-labelledby={heading.clone()}>
            <h2 id={heading}>{ figure.heading }</h2>
            <p class="sentence">{ &figure.sentence }</p>
            if let Some(picture) = &figure.scene {
                <div class="picture">{ scene(picture, Some(&figure.caption)) }</div>
            }
            if !figure.legend.is_empty() {
                <ul class="legend" role="list">
                    { for figure.legend.iter().map(|entry| html! {
                        <li>{ scene(&entry.key, None) }{ entry.words }</li>
                    }) }
                </ul>
            }
            <figcaption>{ &figure.caption }</figcaption>
            <div class="more">
                <button type="button" class="link" aria-expanded={expanded(*table_shown)}
                    onclick={toggle(&table_shown)}>{ words.table }</button>
                <button type="button" class="link" aria-expanded={expanded(*how_shown)}
                    onclick={toggle(&how_shown)}>{ words.how }</button>
            </div>
            // Whoever does not see the picture finds the table without opening it.
            <div class={if *table_shown { "tables" } else { "tables unseen" }}>
                { for figure.tables.iter().map(table) }
            </div>
            if *how_shown {
                <p class="how">{ figure.how }</p>
            }
        </figure>
    }
}

fn table(table: &Table) -> Html {
    let class = |column: usize| match table.columns.get(column) {
        Some(column) if column.numbers => "number",
        _ => "words",
    };
    html! {
        <div class="scroll">
            <table>
                <caption>{ table.caption }</caption>
                <thead><tr>
                    { for table.columns.iter().enumerate().map(|(place, column)| html! {
                        <th scope="col" class={class(place)}>{ column.words }</th>
                    }) }
                </tr></thead>
                <tbody>
                    { for table.rows.iter().map(|row| html! {
                        <tr>
                            { for row.iter().enumerate().map(|(place, cell)| match place {
                                0 => html! { <th scope="row" dir="auto">{ cell }</th> },
                                _ => html! { <td class={class(place)} dir="auto">{ cell }</td> },
                            }) }
                        </tr>
                    }) }
                </tbody>
            </table>
            if let Some(note) = &table.note {
                <p class="hint">{ note }</p>
            }
        </div>
    }
}

/// A scene as DOM nodes; named for screen readers, or hidden from them.
fn scene(scene: &Scene, name: Option<&str>) -> Html {
    let mut svg = VTag::new("svg");
    for (attribute, value) in scene.attributes() {
        svg.add_attribute(attribute, value);
    }
    match name {
        Some(name) => {
            svg.add_attribute("role", "img");
            svg.add_attribute("aria-label", name.to_owned());
        }
        None => svg.add_attribute("aria-hidden", "true"),
    }
    for mark in &scene.marks {
        svg.add_child(node(mark.element()));
    }
    VNode::from(svg)
}

fn node(element: Element) -> VNode {
    let mut tag = VTag::new(element.tag);
    for (attribute, value) in element.attributes {
        tag.add_attribute(attribute, value);
    }
    if let Some(title) = element.title {
        let mut named = VTag::new("title");
        named.add_child(VNode::from(yew::virtual_dom::VText::new(title)));
        tag.add_child(VNode::from(named));
    }
    if let Some(text) = element.text {
        tag.add_child(VNode::from(yew::virtual_dom::VText::new(text)));
    }
    VNode::from(tag)
}
