//! The board: one tap, whole meaning.

use web_sys::{HtmlElement, KeyboardEvent, MouseEvent};
use yew::{
    AttrValue, Callback, Html, NodeRef, TargetCast, component, html, use_callback, use_effect_with,
    use_node_ref,
};

use super::keys::{self, Meant};
use super::strip::strip;
use super::tile::Tile;
use super::{Desk, ScreenProps, use_seconds};
use crate::meeting::{Course, Meeting, Tap};
use crate::session::Saving;
use crate::text::{Words, clock};
use crate::time::{Moment, Span};

/// The board.
#[component]
pub fn Board(props: &ScreenProps) -> Html {
    let desk = &props.desk;
    let session = &desk.session;
    let root = use_node_ref();
    let paused = session.course().floor().paused.is_some();
    use_seconds(!paused);
    use_effect_with((), {
        let root = root.clone();
        move |()| focus(&root)
    });
    let on_tap = use_callback(
        (desk.clone(), root.clone()),
        |(tap, event): (Tap, MouseEvent), (desk, root)| {
            // A pointer leaves the keys to the board; whoever came by keyboard stays where they are.
            if event.detail() > 0 {
                focus(root);
            }
            // Refusals are said on the strip.
            let _ = desk.session.tap(tap, Some(event.time_stamp()));
        },
    );
    let Some(document) = session.document() else {
        return Html::default();
    };
    let meeting = &document.meeting;
    let words = &desk.words.screens;

    let on_key = {
        let session = session.clone();
        let people = meeting.roster.len();
        Callback::from(move |event: KeyboardEvent| {
            let in_control = event
                .target_dyn_into::<HtmlElement>()
                .is_some_and(|target| target.tag_name() == "BUTTON");
            let tap = match keys::meant(&event, people, in_control) {
                None => return,
                Some(Meant::Tap(tap)) => tap,
                Some(Meant::PauseOrResume) => pause_or_resume(&session.course()),
            };
            event.prevent_default();
            let _ = session.tap(tap, Some(event.time_stamp()));
        })
    };
    let button = |tap: Tap, class: &'static str, label: &'static str| {
        let onclick = on_tap.reform(move |event: MouseEvent| (tap, event));
        html! { <button type="button" {class} {onclick}>{ label }</button> }
    };
    let now = session.now().unwrap_or_default();
    let course = session.course();
    let title = match meeting.title.as_str() {
        "" => words.untitled,
        title => title,
    };
    let (pause, pause_label) = match paused {
        true => (Tap::Resume, words.resume),
        false => (Tap::Pause, words.pause),
    };
    html! {
        <section class={if paused { "board paused" } else { "board" }} ref={root} tabindex="-1"
            aria-label={words.board} onkeydown={on_key}>
            <header>
                <div class="about">
                    <h1 dir="auto">{ title }</h1>
                    { saving(desk) }
                </div>
                <span class="clock" role="timer">{ clock(observed(&course, now)) }</span>
                { button(pause, "button", pause_label) }
            </header>
            <ul class="tiles" role="list">
                { for tiles(meeting, &course, now, desk.words, &on_tap) }
            </ul>
            { strip(desk, &document, &on_tap) }
            <div class="bar">
                { button(Tap::Silence, "button silence", words.silence) }
                { button(Tap::Undo, "button", words.undo) }
                { button(Tap::Redo, "button", words.redo) }
                { button(Tap::End, "button end", words.end_meeting) }
            </div>
        </section>
    }
}

fn pause_or_resume(course: &Course) -> Tap {
    match course.floor().paused {
        Some(_) => Tap::Resume,
        None => Tap::Pause,
    }
}

fn focus(root: &NodeRef) {
    if let Some(root) = root.cast::<HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that cannot be focused keeps the focus where it was.
        let _ = root.focus_with_options(&options);
    }
}

/// The status of saving, in words.
pub fn saving(desk: &Desk) -> Html {
    let words = &desk.words.screens;
    let (class, said) = match desk.session.saving() {
        Saving::Saved => ("saving", words.saved.to_owned()),
        Saving::OnTheWay => ("saving", words.saving.to_owned()),
        Saving::Failed(problem) => ("saving failed", problem.to_string()),
        Saving::Nothing => {
            let document = desk.session.document();
            let source = document.as_ref().and_then(|d| d.meeting.source.as_ref());
            let name = source.map_or("", |source| source.name.as_str());
            ("saving", (words.from_file)(name))
        }
    };
    html! { <p {class} role="status">{ said }</p> }
}

/// The observed time so far.
fn observed(course: &Course, now: Moment) -> Span {
    crate::measure::airtime::Observed::of(course, course.window_end(Some(now))).total()
}

fn tiles<'a>(
    meeting: &'a Meeting,
    course: &'a Course,
    now: Moment,
    words: &'static Words,
    on_tap: &'a Callback<(Tap, MouseEvent)>,
) -> impl Iterator<Item = Html> + 'a {
    let floor = course.floor();
    let turn = move |who| floor.held_by(who).map(|holder| now.since(holder.since));
    let airtime = move |who| course.airtime(who) + turn(who).unwrap_or_default();
    let talk: Span = meeting.roster.everyone().map(airtime).sum();
    meeting.roster.everyone().map(move |who| {
        let airtime = airtime(who);
        let share = match talk.millis() {
            0 => 0.0,
            talk => airtime.millis() as f64 / talk as f64,
        };
        html! {
            <Tile key={who.place()} {who} label={meeting.roster.label(who).to_owned()}
                key_cap={keys::printed(who)} speaking={turn(who).map(|turn| AttrValue::from(clock(turn)))}
                heard={!airtime.is_zero()} share={(share * 100.0).round() as u32}
                cut_offs={course.cut_offs(who)} {words} on_tap={on_tap.clone()} />
        }
    })
}
