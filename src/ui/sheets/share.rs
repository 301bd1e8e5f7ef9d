//! Sharing: how much, what a receiver will see of it, and then by which way.

mod page;
mod ways;

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, HtmlSelectElement};
use yew::html::onchange;
use yew::{
    Callback, Html, Properties, TargetCast, UseForceUpdateHandle, component, html, use_effect_with,
    use_force_update, use_memo, use_mut_ref,
};

use crate::browser::{NoJournal, link};
use crate::chart::ChartKind;
use crate::file::Document;
use crate::meeting::Privacy;
use crate::problem::Problem;
use crate::session::{Change, Subscription};
use crate::share::{self, Wish};
use crate::ui::Desk;
use crate::ui::guise::{self, new_id};
use crate::ui::parts::{Part, line, place, problem};

/// The sheet.
pub fn sheet(desk: &Desk) -> Html {
    match guise::seen(desk) {
        Ok(desk) => {
            let content = desk.session.content();
            html! { <Share {desk} {content} /> }
        }
        Err(refused) => problem(refused.to_string()).into(),
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ShareProps {
    desk: Desk,
    /// Rises with every change of the meeting.
    content: u64,
}

/// What is chosen on the sheet. It goes with the sheet: the next time, less is shown at first again.
struct State {
    wish: Wish,
    /// The link, and of what.
    link: Option<(Wish, u64, Result<String, Problem>)>,
    chart: ChartKind,
    /// What was copied, or was not, and is said beside its field.
    said: Option<(ways::Field, bool)>,
    /// What could not be saved.
    failed: Option<Problem>,
    page: page::Choice,
}

impl Default for State {
    /// Pseudonyms first: the most that can be shared of any meeting without telling who it was, and who
    /// takes no choice has told no name.
    fn default() -> Self {
        Self {
            wish: Wish {
                privacy: Privacy::Pseudonyms,
                by: Some(0),
            },
            link: None,
            chart: ChartKind::Airtime,
            said: None,
            failed: None,
            page: page::Choice::default(),
        }
    }
}

/// What is chosen, and a way of rendering again.
#[derive(Clone)]
struct Choosing {
    state: Rc<RefCell<State>>,
    again: UseForceUpdateHandle,
}

impl Choosing {
    fn set(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.borrow_mut());
        self.again.force_update();
    }

    /// What hears that another entry of a list was chosen.
    fn chosen(&self, change: impl Fn(&mut State, &str) + 'static) -> Rc<onchange::Wrapper> {
        let choosing = self.clone();
        Rc::new(onchange::Wrapper::new(Callback::from(
            move |event: Event| {
                let select: HtmlSelectElement = event.target_unchecked_into();
                choosing.set(|state| change(state, &select.value()));
            },
        )))
    }
}

/// What is handed on.
struct Made {
    /// The meeting as it will be, in a session apart: reports and pictures are made of that, and of
    /// nothing else.
    desk: Desk,
    document: Rc<Document>,
    /// What will be seen of it.
    told: String,
    /// Hears what could not be saved.
    _heard: Subscription,
}

impl Made {
    fn of(desk: &Desk, wish: Wish, choosing: &Choosing) -> Result<Self, Problem> {
        let words = desk.words.share();
        let session = &desk.session;
        let (document, reading) = session
            .document()
            .zip(session.reading())
            .ok_or_else(crate::ui::report::nothing)?;
        let told = share::told(&document, &reading, wish, words)?;
        let shared = share::disguised(&document, &reading, wish, &new_id(), words)?;
        let apart = session.apart(Rc::new(NoJournal));
        apart.open(shared.clone());
        let choosing = choosing.clone();
        let heard = apart.subscribe(move |change| {
            if let Change::Failed(problem) = change {
                choosing.set(|state| state.failed = Some(problem.clone()));
            }
        });
        Ok(Self {
            desk: Desk {
                session: apart,
                ..desk.clone()
            },
            document: Rc::new(shared),
            told,
            _heard: heard,
        })
    }
}

#[component]
fn Share(props: &ShareProps) -> Html {
    let desk = &props.desk;
    let choosing = Choosing {
        state: use_mut_ref(State::default),
        again: use_force_update(),
    };
    let wish = choosing.state.borrow().wish;
    let made = use_memo((wish, props.content), |(wish, _)| {
        Made::of(desk, *wish, &choosing)
    });
    use_effect_with((wish, props.content), {
        let (choosing, made) = (choosing.clone(), made.clone());
        move |(wish, content)| {
            let (wish, content) = (*wish, *content);
            let document = made
                .as_ref()
                .as_ref()
                .ok()
                .map(|made| Rc::clone(&made.document));
            if let Some(document) = document {
                spawn_local(async move {
                    let link = link::of(&document).await;
                    choosing.set(|state| state.link = Some((wish, content, link)));
                });
            }
        }
    });
    let words = desk.words.share();
    let mut ways = Vec::new();
    match made.as_ref() {
        Err(refused) => ways.push(problem(refused.to_string()).into()),
        Ok(made) => {
            let seen = Part::of("section", "seen")
                .is("aria-labelledby", "seen-heading")
                .holds(line("h3", "", words.seen).is("id", "seen-heading"))
                .holds(line("p", "", made.told.clone()).is("role", "status"));
            ways.push(seen.into());
            let state = choosing.state.borrow();
            let link = state.link.as_ref().and_then(|(of, content, link)| {
                (*of == wish && *content == props.content).then_some(link)
            });
            ways.push(ways::link(made, link, &state, &choosing).into());
            ways.push(ways::files(made, &state, &choosing).into());
            ways.push(page::page(made, link, &state, &choosing).into());
        }
    }
    Part::of("div", "sharing")
        .holds(levels(desk, wish, &choosing))
        .holds(place(by(desk, wish, &choosing)))
        .holds(Part::of("div", "sharing").holds_all(ways))
        .into()
}

/// How much.
fn levels(desk: &Desk, wish: Wish, choosing: &Choosing) -> Part {
    let words = desk.words.share();
    let mut levels = Part::of("fieldset", "levels").holds(line("legend", "", words.what));
    for (privacy, (name, hint)) in Privacy::ALL.into_iter().zip(words.levels) {
        let chosen = {
            let choosing = choosing.clone();
            Callback::from(move |_: Event| {
                choosing.set(|state| {
                    state.wish.privacy = privacy;
                    (state.said, state.failed) = (None, None);
                });
            })
        };
        let radio = Part::new("input")
            .is("type", "radio")
            .is("name", "level")
            .is("aria-label", name)
            .is("aria-describedby", format!("level-{}", privacy.name()))
            .checked(wish.privacy == privacy)
            .hears(Rc::new(onchange::Wrapper::new(chosen)));
        levels = levels.holds(
            Part::of("label", "switch")
                .holds(radio)
                .holds(line("span", "", name).is("aria-hidden", "true"))
                .holds(line("span", "hint", hint).is("id", format!("level-{}", privacy.name()))),
        );
    }
    levels
}

/// What makes the groups, where there is a choice.
fn by(desk: &Desk, wish: Wish, choosing: &Choosing) -> Option<Part> {
    let words = desk.words.share();
    let document = desk.session.document()?;
    let meeting = &document.meeting;
    let is_choice = wish.privacy == Privacy::Groups
        && !meeting.attributes.is_empty()
        && meeting.privacy != Privacy::Groups;
    let attributes = meeting.attributes.iter().enumerate();
    let attributes = attributes.map(|(place, name)| (Some(place), name.clone()));
    let all = std::iter::once((None, words.all_together.to_owned()));
    let chosen = choosing.chosen(|state, value| state.wish.by = value.parse().ok());
    let options = attributes.chain(all).map(|(by, name)| {
        let value = by.map_or(String::new(), |place| place.to_string());
        (value, name, by == wish.by)
    });
    is_choice.then(|| asked(words.by, chosen, options))
}

/// A list to choose from: each entry with its value, and whether it is chosen.
fn asked(
    label: &'static str,
    chosen: Rc<onchange::Wrapper>,
    options: impl Iterator<Item = (String, String, bool)>,
) -> Part {
    let mut select = Part::of("select", "choice")
        .is("aria-label", label)
        .hears(chosen);
    for (value, name, is_chosen) in options {
        let option = Part::new("option").is("value", value).says(name);
        select = select.holds(match is_chosen {
            true => option.is("selected", "selected"),
            false => option,
        });
    }
    Part::of("label", "asked").says(label).holds(select)
}
