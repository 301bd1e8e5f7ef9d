//! Practice: the ordinary board, with a scripted meeting playing above it, and what is said of how
//! close the observer came.
//!
//! It runs in a session apart, by the same clock, so that the real one knows nothing of it. How far the
//! script has come is the observed time of that session: when the board pauses, the script waits.

use std::rc::Rc;

use gloo_timers::callback::Interval;
use yew::{
    Callback, Html, NodeRef, Properties, component, html, use_effect_with, use_node_ref, use_state,
};

use super::board::board;
use super::guide::GuidePage;
use super::lessons::Door;
use super::looks::use_looks;
use super::parts::{Part, line};
use super::{Desk, focus, sheets, use_sheet};
use crate::measure::airtime::Observed;
use crate::meeting::Tap;
use crate::session::ports::{Batch, Journal, Then};
use crate::session::{Change, Draft, Session, Shown};
use crate::text::practice::{Line, feedback};
use crate::text::{PracticeWords, Words, clock};
use crate::time::Span;

/// How many lines are seen at once, at most: as many as a glance takes in.
const LINES: usize = 5;

/// How often the page looks whether the next line is due, in milliseconds: no later than a fifth of a
/// second, or the observer's own lag would seem longer than it is.
const LOOK_EVERY: u32 = 200;

/// What practice needs.
#[derive(Clone, PartialEq, Properties)]
pub struct PracticeProps {
    /// The real desk.
    pub desk: Desk,
    /// The way out.
    pub door: Door,
}

/// One time through the script.
#[derive(Clone)]
struct Attempt {
    session: Rc<Session>,
    /// Whether it has begun; until then the board stands by, paused.
    begun: bool,
    /// Which one this is.
    number: usize,
}

/// What the buttons of practice do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    StandBy,
    Begin,
    Leave,
    OpenGuide,
}

/// Practice.
#[component]
pub fn Practice(props: &PracticeProps) -> Html {
    let attempt = use_state(|| stand_by(&props.desk, 0));
    let reading = use_state(|| false);
    use_effect_with((), {
        let door = props.door.clone();
        move |()| move || door.shut()
    });
    if *reading {
        let back = {
            let reading = reading.clone();
            Callback::from(move |()| reading.set(false))
        };
        return html! {
            <GuidePage words={props.desk.words} {back} gone={Callback::noop()} />
        };
    }
    let on_deed = {
        let (props, attempt) = (props.clone(), attempt.clone());
        Callback::from(move |deed| match deed {
            Deed::StandBy => attempt.set(stand_by(&props.desk, attempt.number + 1)),
            Deed::Begin => attempt.set(begin(&props.desk, attempt.number + 1)),
            Deed::Leave => props.door.leave(),
            Deed::OpenGuide => {
                // The script waits; what cannot be paused is over or has not begun.
                let course = attempt.session.course();
                let runs = course.floor().paused.is_none() && course.floor().ended.is_none();
                drop(course);
                if runs {
                    let _ = attempt.session.tap(Tap::Pause, None);
                }
                reading.set(true);
            }
        })
    };
    let desk = Desk {
        session: Rc::clone(&attempt.session),
        words: props.desk.words,
        face: props.desk.face.clone(),
    };
    html! { <Rehearsal key={attempt.number} {desk} begun={attempt.begun} {on_deed} /> }
}

/// A session of the script's people, just started.
fn begin(desk: &Desk, number: usize) -> Attempt {
    let practice = desk.words.practice();
    let session = desk.session.apart(Rc::new(NothingKept(practice)));
    session.set_draft(Draft {
        people: practice.script.people.to_owned(),
        title: practice.script.title.to_owned(),
        ..Draft::default()
    });
    // A script has people.
    let _ = session.start();
    Attempt {
        session,
        begun: true,
        number,
    }
}

/// The same, waiting to begin.
fn stand_by(desk: &Desk, number: usize) -> Attempt {
    let attempt = begin(desk, number);
    let _ = attempt.session.tap(Tap::Pause, None);
    Attempt {
        begun: false,
        ..attempt
    }
}

/// A journal that keeps nothing, and says so.
struct NothingKept(&'static PracticeWords);

impl Journal for NothingKept {
    fn write(&self, _: Batch, done: Then<()>) {
        done(Ok(()));
    }

    fn keeps_nothing(&self) -> Option<&'static str> {
        Some(self.0.kept_nowhere)
    }
}

#[derive(Clone, PartialEq, Properties)]
struct RehearsalProps {
    desk: Desk,
    begun: bool,
    on_deed: Callback<Deed>,
}

/// One time through the script, and what is said of it.
#[component]
fn Rehearsal(props: &RehearsalProps) -> Html {
    let RehearsalProps {
        desk,
        begun,
        on_deed,
    } = props;
    let session = &desk.session;
    let looks = use_looks();
    let (root, first) = (use_node_ref(), use_node_ref());
    let over = session.shown() == Shown::Review;
    let paused = session.course().floor().paused.is_some();

    use_effect_with(desk.clone(), {
        let (looks, begun, on_deed) = (looks.clone(), *begun, on_deed.clone());
        move |desk| {
            let told = Rc::downgrade(&desk.session);
            let subscription = desk.session.subscribe(move |change| {
                if !begun
                    && matches!(change, Change::Stored(..))
                    && let Some(session) = told.upgrade()
                {
                    // Whoever touches the board that stands by wants to begin.
                    on_deed.emit(match session.course().floor().ended {
                        Some(_) => Deed::Leave,
                        None => Deed::Begin,
                    });
                }
                looks.again();
            });
            move || drop(subscription)
        }
    });
    use_effect_with(*begun && !over && !paused, {
        let (looks, desk) = (looks.clone(), desk.clone());
        move |plays: &bool| {
            let seconds = plays.then(|| {
                Interval::new(LOOK_EVERY, move || {
                    if played(&desk.session) >= desk.words.practice().script.length {
                        let _ = desk.session.tap(Tap::End, None);
                    }
                    looks.again();
                })
            });
            move || drop(seconds)
        }
    });
    use_sheet(&looks, &root, Shown::Board, session.gap().is_some());
    use_effect_with((*begun, over), {
        let (root, first) = (root.clone(), first.clone());
        move |(begun, over)| focus(if *begun || *over { &root } else { &first })
    });

    let button = |class: &'static str, words: &'static str, deed: Deed| {
        Part::button(class, words).does(on_deed.reform(move |_| deed))
    };
    let practice = desk.words.practice();
    if over {
        let buttons = Part::of("div", "actions")
            .holds(button("button main", practice.again, Deed::StandBy))
            .holds(button("button", desk.words.guide().title, Deed::OpenGuide))
            .holds(button("button", practice.back, Deed::Leave));
        return told(desk, &root, buttons);
    }
    let stage: Html = match *begun {
        true => lines(practice, played(session)).into(),
        false => {
            let mut intro = Part::of("div", "lines intro");
            for words in practice.intro {
                intro = intro.holds(line("p", "sentence", words));
            }
            intro
                .holds(button("button main", practice.begin, Deed::Begin).at(&first))
                .into()
        }
    };
    let sheet = looks.sheet().map(|open| sheets::sheet(desk, &looks, open));
    Part::of("div", "practice")
        .holds(
            Part::of("div", "stage").holds(stage).holds(
                Part::of("div", "stage-actions")
                    .holds(button("link", desk.words.guide().title, Deed::OpenGuide))
                    .holds(button("link", practice.stop, Deed::Leave)),
            ),
        )
        .holds(board(desk, &looks, &root))
        .holds_all(sheet.into_iter().collect())
        .into()
}

/// How far the script has come.
fn played(session: &Session) -> Span {
    let now = session.now();
    let course = session.course();
    Observed::of(&course, course.window_end(now)).total()
}

/// The latest lines, as bubbles.
fn lines(practice: &PracticeWords, played: Span) -> Part {
    let script = practice.script;
    let people: Vec<&str> = script.people.split(',').map(str::trim).collect();
    let latest = script.lines_until(played, 1).next();
    let mut lines = Part::of("div", "lines")
        .is("role", "log")
        .is("aria-live", "polite")
        .is("aria-label", practice.said);
    for (number, said) in script.lines_until(played, LINES) {
        let is_new = latest.is_some_and(|(_, latest)| latest.at == said.at);
        lines = lines.holds(bubble(said, is_new, &people).keyed(number));
    }
    lines
}

fn bubble(said: &Line, is_new: bool, people: &[&'static str]) -> Part {
    // The same side as the tile, so that the eye finds it.
    let class = match said.who {
        None => "bubble seen".to_owned(),
        Some(who) => format!("bubble place-{who}"),
    };
    let class = match is_new {
        true => format!("{class} new"),
        false => class,
    };
    let mut words = Part::new("span");
    if let Some(name) = said.who.and_then(|who| people.get(who)) {
        words = words.holds(line("b", "who", *name)).says(" ");
    }
    Part::new("p")
        .is("class", class)
        .holds(words.says(said.words))
        .says(" ")
        .holds(line("span", "at", clock(said.at)))
}

/// What is said of it.
fn told(desk: &Desk, root: &NodeRef, buttons: Part) -> Html {
    let practice = desk.words.practice();
    let Some(document) = desk.session.document() else {
        return Html::default();
    };
    let found = feedback(desk.words, &document.meeting, desk.session.now());
    let card = |heading: &'static str, sentences: Vec<String>| {
        let mut card = Part::of("section", "card").holds(line("h2", "", heading));
        for sentence in sentences {
            card = card.holds(line("p", "sentence", sentence));
        }
        card
    };
    let mut page = Part::of("article", "review told")
        .at(root)
        .is("tabindex", "-1")
        .is("aria-label", practice.how_close)
        .holds(
            Part::of("header", "heading")
                .holds(line("h1", "", practice.how_close))
                .holds(line("p", "summary", found.summary).is("role", "status")),
        )
        .holds(buttons)
        .holds(card(practice.cut_offs, found.cut_offs))
        .holds(card(practice.floor, vec![found.floor]).holds(line("p", "hint", practice.floor_how)))
        .holds(card(practice.lag, vec![found.lag]))
        .holds(card(practice.airtime, vec![found.airtime]).holds(table(
            practice.airtime,
            &practice.airtime_columns,
            found.rows.iter().map(<[String; 4]>::as_slice),
            "number",
        )));
    if !found.besides.is_empty() {
        page = page.holds(card(practice.besides, found.besides));
    }
    let answers = answers(desk.words);
    page.holds(card(practice.answers, Vec::new()).holds(table(
        practice.answers,
        &practice.answers_columns,
        answers.iter().map(<[String; 3]>::as_slice),
        "words",
    )))
    .into()
}

/// The script with what is to be recorded of each line.
fn answers(words: &Words) -> Vec<[String; 3]> {
    let practice = words.practice();
    let script = practice.script.meeting();
    let people = script.roster.people();
    let row = |said: &Line| {
        let who = said.who.and_then(|who| people.get(who));
        let heard = match who {
            Some(person) => format!("{}: {}", person.name, said.words),
            None => said.words.to_owned(),
        };
        let taps: Vec<String> = said
            .means
            .iter()
            .map(|means| means.tapped(words, &script))
            .collect();
        [clock(said.at), heard, taps.join("; ")]
    };
    practice.script.lines.iter().map(row).collect()
}

fn table<'a>(
    caption: &'static str,
    columns: &[&'static str],
    rows: impl Iterator<Item = &'a [String]>,
    class: &'static str,
) -> Part {
    let class = |place: usize| if place == 0 { "" } else { class };
    let mut head = Part::new("tr");
    for (place, words) in columns.iter().enumerate() {
        head = head.holds(line("th", class(place), *words).is("scope", "col"));
    }
    let mut body = Part::new("tbody");
    for row in rows {
        let mut cells = Part::new("tr");
        for (place, words) in row.iter().enumerate() {
            cells = cells.holds(match place {
                0 => line("th", "", words.clone()).is("scope", "row"),
                _ => line("td", class(place), words.clone()),
            });
        }
        body = body.holds(cells);
    }
    let whole = Part::new("table")
        .holds(line("caption", "unseen", caption))
        .holds(Part::new("thead").holds(head))
        .holds(body);
    Part::of("div", "scroll").holds(whole)
}
