//! In a page: a snippet to paste, and how it will look.

use js_sys::{JSON, Reflect};
use web_sys::HtmlElement;
use yew::{AttrValue, Callback, Html, Properties, component, html, use_effect_with, use_node_ref};

use super::ways::{Field, copy, said, short};
use super::{Choosing, Made, State, asked};
use crate::browser::home;
use crate::chart::ChartKind;
use crate::file;
use crate::problem::Problem;
use crate::ui::files;
use crate::ui::parts::{Part, line, place};

/// What is chosen of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice {
    /// Whether it is open.
    open: bool,
    /// Whether by the element rather than by a frame.
    element: bool,
    theme: usize,
    /// One chart alone; else all.
    chart: Option<ChartKind>,
}

/// Themes, as the attribute has them.
const THEMES: [&str; 3] = ["auto", "light", "dark"];

/// What is needed to put it into a page, once that is asked for.
pub fn page(
    made: &Made,
    link: Option<&Result<String, Problem>>,
    state: &State,
    choosing: &Choosing,
) -> Part {
    let words = made.desk.words.share();
    let choice = state.page;
    let toggle = {
        let choosing = choosing.clone();
        Part::button("link", words.in_page)
            .is("aria-expanded", if choice.open { "true" } else { "false" })
            .does(Callback::from(move |_| {
                choosing.set(|state| state.page.open = !state.page.open);
            }))
    };
    let opened = choice
        .open
        .then(|| opened(made, short(link), state, choosing));
    Part::of("div", "way").holds(toggle).holds(place(opened))
}

fn opened(made: &Made, link: Option<&str>, state: &State, choosing: &Choosing) -> Part {
    let words = made.desk.words.share();
    let choice = state.page;
    let file = files::named(&made.document.meeting.title, &made.desk, "meeting.json");
    // Without a link there is one way alone.
    let (hint, snippet) = match link.filter(|_| !choice.element) {
        Some(link) => (words.frame_hint.to_owned(), frame(link, choice)),
        None => ((words.element_hint)(&file), element(&file, choice)),
    };
    let ways = words.ways.into_iter().enumerate();
    let ways = ways.filter(|(way, _)| link.is_some() || *way == 1);
    let ways = ways.map(|(way, name)| {
        let chosen = (way == 1) == (choice.element || link.is_none());
        (way.to_string(), name.to_owned(), chosen)
    });
    let themes = words.themes.into_iter().enumerate();
    let themes =
        themes.map(|(theme, name)| (theme.to_string(), name.to_owned(), theme == choice.theme));
    let meeting = &made.document.meeting;
    let kinds = ChartKind::ALL
        .into_iter()
        .filter(|kind| kind.is_of(meeting))
        .map(Some);
    let charts = std::iter::once(None).chain(kinds).map(|kind| match kind {
        None => (
            String::new(),
            words.all_charts.to_owned(),
            choice.chart.is_none(),
        ),
        Some(kind) => {
            let heading = made.desk.words.charts().heading(kind);
            (
                kind.name().to_owned(),
                heading.to_owned(),
                choice.chart == Some(kind),
            )
        }
    });
    let field = Part::of("textarea", "snippet")
        .is("readonly", "readonly")
        .is("rows", "4")
        .is("spellcheck", "false")
        .is("aria-label", words.snippet)
        .shows(snippet);
    Part::of("div", "way")
        .holds(asked(
            words.how,
            choosing.chosen(|state, way| state.page.element = way == "1"),
            ways,
        ))
        .holds(asked(
            words.theme,
            choosing.chosen(|state, theme| state.page.theme = theme.parse().unwrap_or(0)),
            themes,
        ))
        .holds(asked(
            words.charts,
            choosing.chosen(|state, kind| state.page.chart = ChartKind::named(kind)),
            charts,
        ))
        .holds(line("p", "hint", hint))
        .holds(Part::of("div", "one-line").holds(field).holds(copy(
            Field::Snippet,
            "button",
            words.copy_snippet,
            choosing,
        )))
        .holds(place(said(made, state, Field::Snippet)))
        .holds(preview(made, choice))
}

/// Two lines, with the meeting file beside the page.
fn element(file: &str, choice: Choice) -> String {
    let mut snippet = format!(
        "<script type=\"module\" src=\"{}meeting-dynamics.js\"></script>\n\
         <meeting-dynamics mode=\"review\" storage=\"none\" src=\"{file}\"",
        home::folder()
    );
    for (name, value) in attributes(choice) {
        snippet += &format!(" {name}=\"{value}\"");
    }
    snippet + "></meeting-dynamics>"
}

/// A frame with the meeting in its address.
fn frame(link: &str, choice: Choice) -> String {
    let mut address = format!("{}index.html?embed&amp;mode=review", home::folder());
    for (name, value) in attributes(choice) {
        address += &format!("&amp;{name}={value}");
    }
    format!(
        "<iframe title=\"Meeting Dynamics\" width=\"100%\" height=\"720\" frameborder=\"0\" allow=\"clipboard-write\" src=\"{address}{link}\"></iframe>"
    )
}

fn attributes(choice: Choice) -> Vec<(&'static str, &'static str)> {
    let theme = THEMES
        .get(choice.theme)
        .copied()
        .filter(|theme| *theme != "auto");
    let theme = theme.map(|theme| ("theme", theme));
    let charts = choice.chart.map(|kind| ("charts", kind.name()));
    theme.into_iter().chain(charts).collect()
}

/// The element itself, with what will be shown in it. (A frame would have to be let in by the policy of
/// the page that this sheet is on.)
fn preview(made: &Made, choice: Choice) -> Part {
    let theme = THEMES.get(choice.theme).copied().unwrap_or("auto");
    let charts = choice.chart.map_or("", ChartKind::name);
    let meeting = AttrValue::from(file::write_json(&made.document));
    let label = made.desk.words.share().preview;
    Part::of("figure", "preview")
        .is("aria-label", label)
        .holds(line("figcaption", "hint", label))
        .holds(Part::of("div", "window").holds(html! { <Shown {meeting} {theme} {charts} /> }))
}

#[derive(Clone, PartialEq, Properties)]
struct ShownProps {
    /// The meeting file.
    meeting: AttrValue,
    theme: &'static str,
    charts: &'static str,
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    let node = use_node_ref();
    use_effect_with(props.meeting.clone(), {
        let node = node.clone();
        move |meeting| {
            if let (Some(element), Ok(meeting)) = (node.cast::<HtmlElement>(), JSON::parse(meeting))
            {
                // It shows nothing if it cannot, and the snippet is no other.
                let _ = Reflect::set(&element, &"meeting".into(), &meeting);
            }
        }
    });
    // To be looked at, not used.
    Part::new("meeting-dynamics")
        .at(&node)
        .is("inert", "inert")
        .is("mode", "review")
        .is("storage", "none")
        .is("theme", props.theme)
        .is("charts", props.charts)
        .into()
}
