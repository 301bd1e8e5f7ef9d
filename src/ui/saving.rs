//! The status of saving.

use yew::{AttrValue, Callback};

use super::parts::{Part, line};
use super::report::Chosen;
use super::{Desk, later};
use crate::session::Saving;

/// The status of saving, in words; and where something is not saved, a way of saving it.
pub fn saving(desk: &Desk) -> Part {
    let words = &desk.words.screens;
    let (class, said) = match desk.session.saving() {
        Saving::Saved => ("saving", AttrValue::from(words.saved)),
        Saving::OnTheWay => ("saving", words.saving.into()),
        Saving::NotKept("") => ("saving", words.not_kept.into()),
        Saving::NotKept(said) => ("saving", said.into()),
        Saving::Failed(problem) => ("saving failed", problem.to_string().into()),
        Saving::Followed(followed) => match later::here() {
            Some(later) => return (later.following)(desk, followed),
            // It is that part that follows.
            None => ("saving", AttrValue::default()),
        },
        Saving::Nothing => {
            let document = desk.session.document();
            let source = document.as_ref().and_then(|d| d.meeting.source.as_ref());
            let name = source.map_or("", |source| source.name.as_str());
            ("saving", (words.from_file)(name).into())
        }
    };
    let status = line("p", class, said).is("role", "status");
    let mut region = Part::of("div", "about-saving").holds(status);
    let unread = desk.session.unread();
    if unread > 0 {
        region = region.holds(line("p", "saving failed", (words.unread)(unread)));
    }
    if class == "saving failed" {
        let desk = desk.clone();
        let save = Callback::from(move |_| save_now(&desk));
        region = region.holds(Part::button("button small", words.save_now).does(save));
    }
    region
}

/// Saves the meeting file, with what may have to be fetched first.
fn save_now(desk: &Desk) {
    let desk = desk.clone();
    later::then(move |later| match later {
        Ok(later) => (later.save)(&desk, "json", Chosen::default()),
        Err(problem) => desk.session.refuse(problem),
    });
}
