//! The review: what the team looks at afterwards, words before pictures.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement, MouseEvent, ShadowRoot};
use yew::html::{onchange, oninput};
use yew::virtual_dom::VComp;
use yew::{Callback, Html, NodeRef, TargetCast};

use super::figure::{card, drawn};
use super::looks::{ALL_MOMENTS, Looks, Sheet};
use super::paper::{self, Paper};
use super::parts::{Part, line, place, problem};
use super::saving::saving;
use super::timeline::{Props, Timeline};
use super::{Desk, files, guise};
use crate::browser::clock::after;
use crate::chart::{ChartKind, Figure, Subject};
use crate::file::Document;
use crate::measure::summary::{Options, Reading};
use crate::measure::{MomentKind, SmallMoment};
use crate::meeting::Privacy;
use crate::session::Shown;
use crate::text::{ReviewFacts, Words, clock};
use crate::time::Moment;

/// What the buttons of the review do.
#[derive(Clone, Copy)]
enum Deed {
    BackToBoard,
    Save,
    OpenFile,
    Print,
    NewMeeting,
    UndoEnd,
    Log,
    Share,
}

/// The review.
pub fn review(desk: &Desk, looks: &Looks, root: &NodeRef, input: &NodeRef) -> Html {
    let words = &desk.words.screens;
    let (real, seen) = (desk, guise::seen(desk));
    let refused = seen
        .as_ref()
        .err()
        .map(|refused| problem(refused.to_string()));
    // All that is shown is of the meeting as it may be seen; what is done is done to the real one.
    let (desk, session) = match &seen {
        Ok(seen) => (seen, Some(&seen.session)),
        Err(_) => (desk, None),
    };
    let is_real = session.is_some_and(|session| Rc::ptr_eq(session, &real.session));
    looks.at_meeting(real.session.opened());
    let on_deed = {
        let (desk, looks, input) = (real.clone(), looks.clone(), input.clone());
        Callback::from(move |(deed, _): (Deed, MouseEvent)| act(deed, &desk, &looks, &input))
    };
    let button = |words: &'static str, deed: Deed| {
        Part::button("button", words).does(on_deed.reform(move |event| (deed, event)))
    };
    let open = Part::of("span", "open")
        .holds(button(words.open_file, Deed::OpenFile))
        .holds(files::picker(real, input));
    let mut heading = Part::of("header", "heading");
    let mut actions = Part::of("div", "actions");
    let mut body = Part::of("div", "body");
    match session.and_then(|session| Some((session, session.document()?))) {
        None => {
            heading = heading.holds(line("h1", "", words.product)).holds(line(
                "p",
                "hint",
                words.nothing_open,
            ));
            actions = actions.holds(open);
        }
        Some((session, document)) => {
            let meeting = &document.meeting;
            let whole = looks.reading(session, Options::default());
            let (observed_s, left_open) = whole.as_ref().map_or((0.0, false), |reading| {
                (reading.summary.observed_s, reading.left_open)
            });
            let mut about = (words.about)(observed_s / 60.0, meeting.roster.len());
            if !meeting.started.is_empty() {
                let started = (desk.words.review().date)(&meeting.started);
                about = format!("{started} · {about}");
            }
            heading = heading
                .holds(line("h1", "", desk.title(meeting)).is("dir", "auto"))
                .holds(line("p", "hint", about));
            // Of groups there are sums alone: no log, no moments, no part, nothing that was tapped.
            let of_people = meeting.privacy != Privacy::Groups;
            if let Some(hidden) = (desk.words.share().hidden)(meeting.privacy) {
                heading = heading.holds(line("p", "hint", hidden));
            }
            if left_open {
                heading = heading.holds(line("p", "hint", words.left_open));
            }
            heading = heading.holds(saving(real));
            if real.session.now().is_some() {
                let back = button(words.back_to_board, Deed::BackToBoard);
                actions = actions.holds(back.is("class", "button main"));
            }
            actions = actions
                .holds(button(words.save, Deed::Save))
                .holds(format_choice(desk, looks))
                .holds(open)
                .holds(button(desk.words.share().title, Deed::Share))
                .holds(button(words.print, Deed::Print));
            if of_people && is_real {
                actions = actions.holds(button(desk.words.review().log, Deed::Log));
            }
            let ended = real.session.course().floor().ended.is_some();
            if ended && meeting.source.is_none() && of_people {
                actions = actions.holds(button(words.undo_end, Deed::UndoEnd));
            }
            let part = looks.reading(session, looks.options());
            if let (Some(whole), Some(part)) = (&whole, part) {
                body = body.holds(line("p", "lead", paragraph(desk.words, &document, &part)));
                if of_people {
                    body = body
                        .holds(moments(desk, looks, &document, &part, is_real))
                        .holds(choice_of_part(desk, looks, &document, whole));
                }
            }
            let mut figures = Part::of("div", "figures");
            for figure in looks.figures(|width| draw(desk, looks, width), desk) {
                let drawn = match (figure.kind, &whole) {
                    (ChartKind::Timeline, Some(whole)) => {
                        vec![timeline(&figure, whole, desk, looks)]
                    }
                    _ => drawn(&figure),
                };
                figures = figures.holds(card(&figure, drawn, desk, looks));
            }
            body = body.holds(figures);
        }
    }
    let notice = real
        .session
        .notice()
        .map(|notice| problem(notice.to_string()));
    Part::of("article", "review")
        .at(root)
        .is("tabindex", "-1")
        .holds(heading)
        .holds(actions.holds(button(words.new_meeting, Deed::NewMeeting)))
        .holds(place(notice))
        .holds(place(refused))
        .holds(body)
        .holds(VComp::new::<Paper>(
            Rc::new(paper::Props {
                looks: looks.clone(),
            }),
            None,
        ))
        .into()
}

fn act(deed: Deed, desk: &Desk, looks: &Looks, input: &NodeRef) {
    let session = &desk.session;
    match deed {
        Deed::BackToBoard => session.show(Shown::Board),
        Deed::Save => {
            if let Ok(seen) = guise::seen(desk) {
                files::save(&seen, chosen_format(desk, looks), looks.chosen());
            }
        }
        Deed::OpenFile => files::pick(input),
        Deed::Print => {
            looks.print(true);
            let looks = looks.clone();
            // Once it is drawn for paper.
            let print = move || {
                if let Some(window) = web_sys::window() {
                    // A page that may not print says so itself.
                    let _ = window.print();
                }
                looks.print(false);
            };
            after(0, Box::new(print));
        }
        Deed::NewMeeting => session.new_meeting(),
        Deed::UndoEnd => {
            // A refusal is said on the board.
            let _ = session.undo_end();
        }
        Deed::Log => looks.lay(Some(Sheet::Log)),
        Deed::Share => looks.lay(Some(Sheet::Share)),
    }
}

/// What a meeting can be saved as: the words of the choice, and the format's name.
fn formats(desk: &Desk) -> [(&'static str, &'static str); 3] {
    let words = &desk.words.screens;
    [
        (words.format_meeting, "json"),
        (words.format_rttm, "rttm"),
        (desk.words.review().format_report, "html"),
    ]
}

fn format_choice(desk: &Desk, looks: &Looks) -> Part {
    let mut choice = Part::of("select", "choice")
        .at(&looks.format)
        .is("aria-label", desk.words.screens.save_as);
    for (words, name) in formats(desk) {
        let mut option = Part::new("option").is("value", name).says(words);
        if name == "json" {
            option = option.is("selected", "selected");
        }
        choice = choice.holds(option);
    }
    choice
}

/// The name of the format that is chosen.
fn chosen_format(desk: &Desk, looks: &Looks) -> &'static str {
    let select = looks.format.cast::<HtmlSelectElement>();
    let value = select.map_or_else(String::new, |select| select.value());
    let chosen = formats(desk).into_iter().find(|(_, name)| *name == value);
    chosen.map_or("json", |(_, name)| name)
}

/// The meeting, or the part of it that is looked at, in one paragraph.
pub fn paragraph(words: &Words, document: &Document, reading: &Reading) -> String {
    let summary = &reading.summary;
    if let (Privacy::Groups, Some(groups)) = (document.meeting.privacy, summary.groups.first()) {
        let (groups, people) = (groups.values.len(), document.meeting.roster.len());
        return (words.share().of_groups)(summary.observed_s / 60.0, groups, people);
    }
    let there = || {
        summary
            .people
            .iter()
            .filter(|person| person.present_s > 0.0)
    };
    let rows = document.meeting.log.rows();
    let repairs = &reading.repairs;
    let facts = ReviewFacts {
        minutes: summary.observed_s / 60.0,
        people: there().count(),
        unheard: there().filter(|person| person.turns == 0).count(),
        would_change_hands: summary.equality.would_change_hands,
        cut_offs: summary
            .interruptions
            .as_ref()
            .map(|_| (repairs.cut_offs, repairs.repaired, repairs.by_ally)),
        recorded: (rows.len(), rows.iter().filter(|row| row.corrected).count()),
    };
    (words.review().paragraph)(&facts)
}

/// How many moments are shown at first.
const SHOWN: usize = 12;
const RULES: &str = "moment-rules";

fn moments(
    desk: &Desk,
    looks: &Looks,
    document: &Document,
    reading: &Reading,
    is_real: bool,
) -> Part {
    let words = desk.words.review();
    let said = desk.words.moments();
    let roster = &document.meeting.roster;
    let name = |who| roster.label(who).to_owned();
    let all = &reading.summary.moments;
    let shown = match looks.is_open(ALL_MOMENTS) {
        true => all.len(),
        false => SHOWN,
    };
    let chosen = looks.marked();
    let chosen = all.iter().find(|moment| chosen == Some(span(moment)));
    let mut list = Part::of("ol", "moments").is("role", "list");
    for moment in all.iter().take(shown) {
        let span = span(moment);
        let pressed = match looks.marked() == Some(span) {
            true => "true",
            false => "false",
        };
        let choose = {
            let looks = looks.clone();
            Callback::from(move |event: MouseEvent| {
                looks.mark(span);
                if looks.marked().is_some() {
                    show_timeline(&event);
                }
            })
        };
        let at = clock(moment.at.since(Moment::START));
        list = list.holds(
            Part::new("li")
                .holds(
                    Part::of("button", "moment")
                        .is("type", "button")
                        .is("aria-pressed", pressed)
                        .is("data-kind", moment.kind().name())
                        .does(choose)
                        .holds(line("span", "at", at))
                        .holds(line("span", "kind", (said.kind)(moment.kind())))
                        .holds(
                            line("span", "said", (said.sentence)(moment, &name)).is("dir", "auto"),
                        ),
                )
                .holds_all(answers(document, moment)),
        );
    }
    let more = (all.len() > SHOWN && !looks.is_open(ALL_MOMENTS)).then(|| {
        let looks = looks.clone();
        let all = (words.show_all)(all.len());
        Part::of("button", "link")
            .is("type", "button")
            .says(all)
            .does(Callback::from(move |_| looks.toggle(ALL_MOMENTS)))
    });
    let rules = {
        let looks = looks.clone();
        let open = looks.is_open(RULES);
        Part::button("link", words.rules)
            .is("aria-expanded", if open { "true" } else { "false" })
            .does(Callback::from(move |_| looks.toggle(RULES)))
    };
    let told = looks.is_open(RULES).then(|| {
        let mut told = Part::of("dl", "how");
        for kind in MomentKind::ALL {
            told = told.holds(line("dt", "", (said.kind)(kind))).holds(line(
                "dd",
                "",
                (said.rule)(kind),
            ));
        }
        told
    });
    let hint = match all.is_empty() {
        true => words.no_moments,
        false => words.moments_hint,
    };
    Part::of("section", "card")
        .is("aria-labelledby", "moments-heading")
        .holds(line("h2", "", words.moments).is("id", "moments-heading"))
        .holds(line("p", "hint", hint))
        .holds(list)
        .holds(place(more))
        .holds(place(is_real.then(|| question(desk, document, chosen))))
        .holds(Part::of("div", "more").holds(rules))
        .holds(place(told))
}

/// What was set out to be done about a moment.
fn answers(document: &Document, moment: &SmallMoment) -> Vec<Html> {
    let actions = document.meeting.actions.iter();
    let actions = actions.filter(|action| action.at == Some(moment.at));
    actions
        .map(|action| {
            line("p", "answer", action.text.clone())
                .is("dir", "auto")
                .into()
        })
        .collect()
}

/// From when until when a moment is marked.
fn span(moment: &SmallMoment) -> (Moment, Moment) {
    (moment.at, moment.end().unwrap_or(moment.at))
}

/// Brings the timeline into view, where the moment is marked.
fn show_timeline(event: &MouseEvent) {
    let target: Element = event.target_unchecked_into();
    let root = target.get_root_node().dyn_into::<ShadowRoot>();
    let timeline = root
        .ok()
        .and_then(|root| root.get_element_by_id("timeline-heading"));
    if let Some(timeline) = timeline {
        timeline.scroll_into_view();
    }
}

/// The question that a review ends with, and the answers so far; about the moment that is chosen, if
/// one is.
fn question(desk: &Desk, document: &Document, chosen: Option<&SmallMoment>) -> Part {
    let words = desk.words.review();
    let session = &desk.session;
    let at = chosen.map(|moment| moment.at);
    let about = chosen.map(|moment| {
        let name = |who| document.meeting.roster.label(who).to_owned();
        let said = (desk.words.moments().sentence)(moment, &name);
        line("span", "about", (words.about_moment)(&said)).is("dir", "auto")
    });
    let answered = {
        let session = session.clone();
        Callback::from(move |form: Element| {
            let field = form.query_selector("input").ok().flatten();
            let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
            if let Some(field) = field {
                let text = field.value();
                if !text.trim().is_empty() {
                    session.set_out(text.trim(), at);
                    field.set_value("");
                }
            }
        })
    };
    let mut suggestions = Part::new("datalist").is("id", "suggestions");
    for suggestion in words.suggestions {
        suggestions = suggestions.holds(Part::new("option").is("value", suggestion));
    }
    let field = Part::new("input")
        .is("type", "text")
        .is("list", "suggestions")
        .is("autocomplete", "off")
        .is("aria-label", words.question)
        .is("aria-describedby", "question-hint");
    let mut answers = Part::of("ul", "answers-so-far").is("role", "list");
    for (number, action) in document.meeting.actions.iter().enumerate() {
        let drop = {
            let session = session.clone();
            Callback::from(move |_| session.drop_action(number))
        };
        let at = action.at.map(|at| clock(at.since(Moment::START)));
        answers = answers.holds(
            Part::new("li")
                .holds(line("span", "at", at.unwrap_or_default()))
                .holds(line("span", "", action.text.clone()).is("dir", "auto"))
                .holds(
                    Part::button("link", "×")
                        .is("aria-label", (words.drop_action)(&action.text))
                        .does(drop),
                ),
        );
    }
    Part::of("div", "question")
        .sends(answered)
        .holds(line("strong", "", words.question))
        .holds(place(about))
        .holds(line("span", "hint", words.question_hint).is("id", "question-hint"))
        .holds(
            Part::of("div", "one-line")
                .holds(field)
                .holds(suggestions)
                .holds(Part::button("button", words.set_out).sender()),
        )
        .holds(answers)
}

/// Two sliders, by mouse, touch and keys alike: every number follows them.
fn choice_of_part(desk: &Desk, looks: &Looks, document: &Document, whole: &Reading) -> Part {
    let words = desk.words.review();
    let end = whole.until;
    let (from, to) = looks.options().window.unwrap_or((Moment::START, end));
    let slider = |label: &'static str, at: Moment, is_start: bool| {
        let moved = {
            let looks = looks.clone();
            Callback::from(move |event: web_sys::InputEvent| {
                let input: HtmlInputElement = event.target_unchecked_into();
                let at = Moment::nearest(input.value_as_number() * 1000.0);
                let (from, to) = match is_start {
                    true => (at.min(to), to),
                    false => (from, at.max(from)),
                };
                looks.look_at_seconds(from, to, end);
            })
        };
        let shown = clock(at.since(Moment::START));
        let input = Part::new("input")
            .is("type", "range")
            .is("min", "0")
            .is("max", (end.seconds().ceil() as u64).to_string())
            .is("step", "1")
            .is("aria-label", label)
            .is("aria-valuetext", shown.clone())
            .shows((at.seconds().ceil() as u64).to_string())
            .hears(Rc::new(oninput::Wrapper::new(moved)));
        Part::of("label", "slider")
            .holds(line("span", "", label))
            .holds(input)
            .holds(line("span", "at", shown))
    };
    let back = looks.options().window.map(|(from, to)| {
        let looks = looks.clone();
        let shown = |moment: Moment| clock(moment.since(Moment::START));
        Part::of("div", "of-part")
            .holds(line("p", "", (words.of_part)(&shown(from), &shown(to))).is("role", "status"))
            .holds(
                Part::button("button", words.whole)
                    .does(Callback::from(move |_| looks.look_at(None))),
            )
    });
    let has_roles = document
        .meeting
        .roster
        .people()
        .iter()
        .any(|person| person.role.is_some());
    let roles = has_roles.then(|| {
        let turned = {
            let looks = looks.clone();
            Callback::from(move |event: Event| {
                let input: HtmlInputElement = event.target_unchecked_into();
                looks.leave_out_roles(input.checked());
            })
        };
        Part::of("label", "switch")
            .holds(
                Part::new("input")
                    .is("type", "checkbox")
                    .is("role", "switch")
                    .is("aria-label", words.without_roles)
                    .checked(looks.options().without_roles)
                    .hears(Rc::new(onchange::Wrapper::new(turned))),
            )
            .holds(line("span", "", words.without_roles).is("aria-hidden", "true"))
    });
    Part::of("section", "card part")
        .is("aria-labelledby", "part-heading")
        .holds(line("h2", "", words.part).is("id", "part-heading"))
        .holds(slider(words.from, from, true))
        .holds(slider(words.to, to, false))
        .holds(place(back))
        .holds(place(roles))
        .holds(place(choice_of_groups(desk, looks, document)))
}

/// Interruptions by person, or by what people have stated of themselves.
fn choice_of_groups(desk: &Desk, looks: &Looks, document: &Document) -> Option<Part> {
    let words = desk.words.review();
    let attributes = &document.meeting.attributes;
    if attributes.is_empty() {
        return None;
    }
    let chosen = {
        let looks = looks.clone();
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            looks.show_by(select.value().parse().ok());
        })
    };
    let mut select = Part::of("select", "choice")
        .is("aria-label", words.by)
        .hears(Rc::new(onchange::Wrapper::new(chosen)));
    let people = std::iter::once((String::new(), words.by_person.to_owned()));
    let groups = attributes.iter().enumerate();
    let groups = groups.map(|(place, name)| (place.to_string(), name.clone()));
    let shown = looks.by().map_or(String::new(), |place| place.to_string());
    for (value, label) in people.chain(groups) {
        let option = Part::new("option").is("value", value.clone()).says(label);
        select = select.holds(match value == shown {
            true => option.is("selected", "selected"),
            false => option,
        });
    }
    Some(Part::of("label", "asked").says(words.by).holds(select))
}

/// Every chart, drawn for this width of the page; none while it is not known.
fn draw(desk: &Desk, looks: &Looks, width: u32) -> Vec<Rc<Figure>> {
    let session = &desk.session;
    let reading = looks.reading(session, looks.options());
    let (Some(document), Some(reading)) = (session.document(), reading) else {
        return Vec::new();
    };
    if width == 0 {
        return Vec::new();
    }
    let course = session.course();
    let subject = Subject {
        meeting: &document.meeting,
        course: &course,
        reading: &reading,
        words: desk.words.charts(),
        by: looks.by(),
        marked: looks.marked(),
    };
    desk.face
        .charts()
        .into_iter()
        .filter(|kind| kind.is_of(&document.meeting))
        .map(|kind| Rc::new(subject.figure(kind, f64::from(width) - CARD_PADDING)))
        .collect()
}

/// The picture of the timeline, with the hands that it obeys.
fn timeline(figure: &Rc<Figure>, whole: &Rc<Reading>, desk: &Desk, looks: &Looks) -> Html {
    let props = Props {
        desk: desk.clone(),
        looks: looks.clone(),
        figure: Rc::clone(figure),
        whole: Rc::clone(whole),
        width: f64::from(looks.width()) - CARD_PADDING,
    };
    VComp::new::<Timeline>(Rc::new(props), None).into()
}

/// What a card takes of the width on both sides together, as in `styles/review.css`.
const CARD_PADDING: f64 = 34.0;
