//! The review: what the team looks at afterwards, words before pictures.

mod moments;
mod part;

use std::rc::Rc;

use web_sys::{HtmlSelectElement, MouseEvent};
use yew::virtual_dom::VComp;
use yew::{Callback, Html, NodeRef};

use self::moments::moments;
use self::part::choice_of_part;

use super::attention::{self, Keeper};
use super::figure::{CARD_PADDING, card, drawn};
use super::looks::{Looks, Sheet};
use super::paper::{self, Paper};
use super::parts::{Part, line, place, problem};
use super::saving::saving;
use super::timeline::{Props, Timeline};
use super::{Desk, files, guise};
use crate::browser::clock::after;
use crate::chart::{ChartKind, Figure, Subject};
use crate::file::Document;
use crate::measure::summary::{Options, Reading};
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
    let for_reading = real.is_for_reading();
    let can_change = is_real && !for_reading;
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
            let hint = match refused {
                Some(_) => "",
                None => desk.words.review().nothing_open,
            };
            heading = heading
                .holds(h1(words.product.to_owned()))
                .holds(line("p", "hint", hint));
            actions = actions.holds(open);
        }
        Some((session, document)) => {
            let meeting = &document.meeting;
            let whole = looks.reading(session, Options::default());
            let (observed_s, left_open) = whole.as_ref().map_or((0.0, false), |reading| {
                (reading.summary.observed_s, reading.left_open)
            });
            let mut about = (desk.words.review().about)(observed_s / 60.0, meeting.roster.len());
            if !meeting.started.is_empty() {
                let started = (desk.words.review().date)(&meeting.started);
                about = format!("{started} · {about}");
            }
            heading = heading
                .holds(h1(desk.title(meeting)).is("dir", "auto"))
                .holds(line("p", "hint", about));
            // Of groups there are sums alone: no log, no moments, no part, nothing that was tapped.
            let of_people = meeting.privacy != Privacy::Groups;
            if let Some(hidden) = (desk.words.share().hidden)(meeting.privacy) {
                heading = heading.holds(line("p", "hint", hidden));
            }
            let skipped = meeting.source.as_ref().map_or(0, |source| source.skipped);
            if skipped > 0 {
                heading = heading.holds(line("p", "hint", (desk.words.review().skipped)(skipped)));
            }
            if left_open {
                heading = heading.holds(line("p", "hint", words.left_open));
            }
            heading = heading.holds(saving(real));
            if real.session.now().is_some() {
                let back = button(desk.words.review().back_to_board, Deed::BackToBoard);
                actions = actions.holds(back.is("class", "button main"));
            }
            actions = actions
                .holds(button(words.save, Deed::Save))
                .holds(format_choice(desk, looks))
                .holds(open)
                .holds(button(desk.words.share().title, Deed::Share))
                .holds(button(words.print, Deed::Print));
            if of_people && can_change {
                actions = actions.holds(button(desk.words.review().log, Deed::Log));
            }
            let ended = real.session.course().floor().ended.is_some();
            if ended && meeting.source.is_none() && of_people && !for_reading {
                actions = actions.holds(button(desk.words.review().undo_end, Deed::UndoEnd));
            }
            let part = looks.reading(session, looks.options());
            if let (Some(whole), Some(part)) = (&whole, part) {
                body = body.holds(line(
                    "p",
                    "lead",
                    paragraph(desk.words, &document, &part, looks.options().window),
                ));
                if of_people {
                    body = body
                        .holds(moments(desk, looks, &document, (&part, whole), can_change))
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
    let new =
        (!for_reading).then(|| button(desk.words.review().new_meeting, Deed::NewMeeting).into());
    let notice = real
        .session
        .notice()
        .map(|notice| problem(notice.to_string()));
    let focus = looks.focus();
    let keeper = attention::KeeperProps {
        focus: focus.clone(),
        root: root.clone(),
    };
    focus
        .of(Part::of("article", "review"))
        .at(root)
        .is("tabindex", "-1")
        .is("aria-labelledby", "review-heading")
        .holds(heading)
        .holds(actions.holds_all(new.into_iter().collect()))
        .holds(place(notice))
        .holds(place(refused))
        .holds(body)
        .holds(VComp::new::<Paper>(
            Rc::new(paper::Props {
                looks: looks.clone(),
            }),
            None,
        ))
        .holds(VComp::new::<Keeper>(Rc::new(keeper), None))
        .into()
}

fn h1(title: String) -> Part {
    line("h1", "", title).is("id", "review-heading")
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
fn formats(desk: &Desk) -> [(&'static str, &'static str); 5] {
    let words = desk.words.review();
    [
        (words.format_meeting, "json"),
        (words.format_events, "csv"),
        (words.format_people, "summary-csv"),
        (words.format_rttm, "rttm"),
        (words.format_report, "html"),
    ]
}

fn format_choice(desk: &Desk, looks: &Looks) -> Part {
    let mut choice = Part::of("select", "choice")
        .at(&looks.format)
        .is("aria-label", desk.words.review().save_as);
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
pub fn paragraph(
    words: &Words,
    document: &Document,
    reading: &Reading,
    part: Option<(Moment, Moment)>,
) -> String {
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
    let repairs = &reading.repairs;
    let at = |moment: Moment| clock(moment.since(Moment::START));
    let facts = ReviewFacts {
        part: part.map(|(from, to)| (at(from), at(to))),
        minutes: summary.observed_s / 60.0,
        people: there().count(),
        unheard: there().filter(|person| person.turns == 0).count(),
        would_change_hands: summary.equality.would_change_hands,
        cut_offs: summary
            .interruptions
            .as_ref()
            .map(|_| (repairs.cut_offs, repairs.repaired, repairs.by_ally)),
        recorded: document.meeting.log.recorded(),
    };
    (words.review().paragraph)(&facts)
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
        at_length: looks.shows_every_turn(),
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
