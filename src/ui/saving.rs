//! The status of saving.

use yew::AttrValue;

use super::Desk;
use super::parts::{Part, line};
use crate::session::Saving;

/// The status of saving, in words.
pub fn saving(desk: &Desk) -> Part {
    let words = &desk.words.screens;
    let (class, said) = match desk.session.saving() {
        Saving::Saved => ("saving", AttrValue::from(words.saved)),
        Saving::OnTheWay => ("saving", words.saving.into()),
        Saving::Failed(problem) => ("saving failed", problem.to_string().into()),
        Saving::Nothing => {
            let document = desk.session.document();
            let source = document.as_ref().and_then(|d| d.meeting.source.as_ref());
            let name = source.map_or("", |source| source.name.as_str());
            ("saving", (words.from_file)(name).into())
        }
    };
    line("p", class, said).is("role", "status")
}
