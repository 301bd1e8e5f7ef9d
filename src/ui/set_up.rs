//! Who is there? Under fifteen seconds from opening the page to the board.

use web_sys::{HtmlInputElement, HtmlTextAreaElement, InputEvent, SubmitEvent};
use yew::{Callback, Html, NodeRef, TargetCast, html};

use super::{Desk, files};
use crate::meeting::Roster;
use crate::session::Draft;

/// The first screen.
pub fn set_up(desk: &Desk) -> Html {
    let words = &desk.words.screens;
    let session = &desk.session;
    let draft = session.draft();
    let named = Roster::from_names(&draft.people).map_or_else(|all| all.len(), |r| r.len());

    let typed_people = {
        let session = session.clone();
        Callback::from(move |event: InputEvent| {
            let field: HtmlTextAreaElement = event.target_unchecked_into();
            session.set_draft(Draft {
                people: field.value(),
                ..session.draft()
            });
        })
    };
    let typed_title = {
        let session = session.clone();
        Callback::from(move |event: InputEvent| {
            let field: HtmlInputElement = event.target_unchecked_into();
            session.set_draft(Draft {
                title: field.value(),
                ..session.draft()
            });
        })
    };
    let start = {
        let session = session.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Err(problem) = session.start() {
                session.refuse_file(problem);
            }
        })
    };
    let go_on = {
        let session = session.clone();
        Callback::from(move |_| session.continue_meeting())
    };
    let problem = session.notice().map(|problem| {
        html! { <p class="problem" role="alert">{ problem.to_string() }</p> }
    });
    html! {
        <div class="sheet">
            <h1>{ words.product }</h1>
            <p class="tagline">{ words.tagline }</p>
            if session.offers_to_continue() {
                <div class="offer">
                    <p>{ words.unfinished }</p>
                    <button type="button" class="button main" onclick={go_on}>
                        { words.continue_meeting }
                    </button>
                </div>
            }
            <form onsubmit={start}>
                <div class="field">
                    <label for="people">{ words.people }</label>
                    <span class="hint" id="people-hint">{ words.people_hint }</span>
                    <textarea id="people" rows="3" autocomplete="off" autocapitalize="words"
                        spellcheck="false" aria-describedby="people-hint people-count"
                        value={draft.people} oninput={typed_people} />
                    <span class="hint count" id="people-count" aria-live="polite">
                        { (words.people_named)(named) }
                    </span>
                </div>
                <div class="field">
                    <label for="title">{ words.title }</label>
                    <span class="hint" id="title-hint">{ words.optional }</span>
                    <input id="title" type="text" autocomplete="off" aria-describedby="title-hint"
                        value={draft.title} oninput={typed_title} />
                </div>
                { for problem }
                <button type="submit" class="button main wide">{ words.start_meeting }</button>
            </form>
            <div class="beside">
                { files::open_button(desk, &NodeRef::default()) }
                <span class="hint">{ words.drop_hint }</span>
            </div>
            <p class="hint privacy">{ words.privacy }</p>
        </div>
    }
}
