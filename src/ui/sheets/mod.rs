//! Sheets that lie on the screen until they are closed, and what takes the strip's place. All of it
//! comes after the board.

pub mod kept;
mod log;
mod more;
mod options;
mod people;
mod share;
mod whereabouts;

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent};
use yew::html::onclose;
use yew::virtual_dom::VComp;
use yew::{Callback, Html};

use self::whereabouts::{Whereabouts, WhereaboutsProps};
use super::Desk;
use super::looks::{Looks, Sheet, Switch};
use super::parts::{Part, line};
use crate::meeting::Who;
use crate::session::{Answer, Session};
use crate::text::clock;
use crate::time::Moment;

/// The sheet that lies on the screen.
pub fn sheet(desk: &Desk, looks: &Looks, sheet: Sheet) -> Html {
    let words = desk.words.sheets();
    let (title, body) = match sheet {
        Sheet::More(who, at) => {
            let (roster, _) = desk.session.people();
            let name = roster.label(who).to_owned();
            (name, more::more(desk, looks, who, at))
        }
        Sheet::Note(at) => (
            words.note_title.to_owned(),
            more::note(desk, looks, None, at),
        ),
        Sheet::Options => (
            desk.words.screens.options.to_owned(),
            options::options(desk, looks),
        ),
        Sheet::People => (words.people.to_owned(), people::people(desk, looks)),
        Sheet::Kept => (words.earlier_meetings.to_owned(), kept::kept(desk, looks)),
        Sheet::Notice => (
            words.notice_title.to_owned(),
            line("p", "notice", words.notice).into(),
        ),
        Sheet::Whereabouts => {
            let props = WhereaboutsProps { desk: desk.clone() };
            let page = VComp::new::<Whereabouts>(Rc::new(props), None);
            (desk.words.whereabouts().title.to_owned(), page.into())
        }
        Sheet::Log => (words.log.to_owned(), log::log(desk, looks)),
        Sheet::Share => (desk.words.share().title.to_owned(), share::sheet(desk)),
    };
    let close = closing(looks);
    let closed = {
        let looks = looks.clone();
        Callback::from(move |_: Event| {
            if looks.sheet().is_some() {
                looks.lay(None);
            }
        })
    };
    // A click beside the sheet hits the dialog itself.
    let beside = {
        let looks = looks.clone();
        Callback::from(move |event: MouseEvent| {
            let on = event.target().and_then(|it| it.dyn_into::<Element>().ok());
            let beside = on.is_some_and(|on| on.tag_name() == "DIALOG");
            if beside && !looks.swallows() {
                looks.lay(None);
            }
        })
    };
    let heading = Part::new("header")
        .holds(
            line("h2", "", title)
                .is("id", "sheet-heading")
                .is("dir", "auto"),
        )
        .holds(Part::button("button", words.close).does(close));
    Part::of("dialog", "sheet-over")
        .at(&looks.sheet_node)
        .is("part", "sheet")
        .is("aria-labelledby", "sheet-heading")
        .hears(Rc::new(onclose::Wrapper::new(closed)))
        .does(beside)
        .holds(Part::of("div", "laid").holds(heading).holds(body))
        .into()
}

/// Takes the sheet away.
fn closing(looks: &Looks) -> Callback<MouseEvent> {
    let looks = looks.clone();
    Callback::from(move |_| looks.lay(None))
}

/// Time passed that nobody saw: what was it?
pub fn gap(desk: &Desk) -> Html {
    let words = desk.words.sheets();
    let Some(gap) = desk.session.gap() else {
        return Html::default();
    };
    let since = |moment: Moment| clock(moment.since(Moment::START));
    let said = (words.away)(
        &since(gap.from),
        &since(gap.to),
        &clock(gap.to.since(gap.from)),
    );
    let answer = |label: &'static str, answer: Answer| {
        let session = desk.session.clone();
        Part::button("button small", label).does(Callback::from(move |_| {
            // What cannot be recorded is said on the strip, and asked again.
            let _ = session.answer(answer);
        }))
    };
    let answers = Part::of("div", "answers")
        .holds(answer(words.they_went_on, Answer::WentOn))
        .holds(answer(words.it_was_a_pause, Answer::Pause))
        .holds(answer(words.cut_here, Answer::Cut));
    Part::of("div", "strip gap")
        .is("role", "group")
        .is("aria-label", words.gap)
        .holds(line("p", "", said).is("role", "alert"))
        .holds(answers)
        .into()
}

/// While tiles are being moved.
pub fn arranging(desk: &Desk, looks: &Looks) -> Html {
    let words = desk.words.sheets();
    let done = {
        let looks = looks.clone();
        Callback::from(move |_| looks.switch(Switch::Arranging, false))
    };
    Part::of("div", "strip")
        .holds(line("p", "", words.arranging).is("role", "status"))
        .holds(Part::button("button small", words.done).does(done))
        .into()
}

/// Moves the tile that has the focus by one place, as the arrow says.
pub fn move_by_key(session: &Session, event: &KeyboardEvent) {
    let step: isize = match event.key().as_str() {
        "ArrowLeft" | "ArrowUp" => -1,
        "ArrowRight" | "ArrowDown" => 1,
        _ => return,
    };
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let Some(who) = target.and_then(|target| tile_of(&target)) else {
        return;
    };
    event.prevent_default();
    let seats = session.seats();
    let place = seats.iter().position(|seat| *seat == who);
    if let Some(to) = place.and_then(|place| place.checked_add_signed(step)) {
        session.sit(who, to);
    }
}

fn tile_of(element: &Element) -> Option<Who> {
    let tile = element.closest("[data-place]").ok()??;
    Who::at(tile.get_attribute("data-place")?.parse().ok()?)
}
