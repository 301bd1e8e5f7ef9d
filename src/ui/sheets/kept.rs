//! Meetings that are kept on this device: to be opened, deleted, or begun again with the same people.

use yew::{Callback, Html};

use super::super::Desk;
use super::super::looks::{Looks, Sheet};
use super::super::parts::{Part, line, place, problem};
use crate::browser::clock::shown;
use crate::meeting::Roster;
use crate::order;
use crate::session::{Draft, KeptMeeting};

/// Lays the sheet, and gets the list.
pub fn lay(desk: &Desk, looks: &Looks) {
    looks.lay(Some(Sheet::Kept));
    refresh(desk, looks);
}

fn refresh(desk: &Desk, looks: &Looks) {
    let looks = looks.clone();
    desk.session.meetings(Box::new(move |listed| {
        looks.set_kept(Some(listed.map(|mut meetings| {
            order::by_key(&mut meetings, |meeting| {
                (u64::MAX - meeting.started.max(0.0) as u64, 0)
            });
            meetings
        })));
    }));
}

/// The sheet.
pub fn kept(desk: &Desk, looks: &Looks) -> Html {
    let words = desk.words.sheets();
    let sheet = Part::of("div", "kept");
    match looks.kept() {
        None => sheet.holds(line("p", "hint", words.looking)).into(),
        Some(Err(failed)) => sheet.holds(problem(failed.to_string())).into(),
        Some(Ok(meetings)) if meetings.is_empty() => {
            sheet.holds(line("p", "hint", words.nothing_kept)).into()
        }
        Some(Ok(meetings)) => {
            let mut list = Part::new("ol").is("role", "list");
            for meeting in &meetings {
                list = list.holds(entry(desk, looks, meeting));
            }
            sheet.holds(list).into()
        }
    }
}

fn entry(desk: &Desk, looks: &Looks, meeting: &KeptMeeting) -> Part {
    let words = desk.words.sheets();
    let title = match meeting.title.as_str() {
        "" => desk.words.screens.untitled.to_owned(),
        title => title.to_owned(),
    };
    let when = shown(meeting.started);
    let about = format!("{title}, {when}");
    let deed = |label: &'static str, call: Callback<web_sys::MouseEvent>| {
        Part::button("button small", label)
            .is("aria-label", (words.deed_on)(label, &about))
            .does(call)
    };
    let open = {
        let (session, looks, key) = (desk.session.clone(), looks.clone(), meeting.key.clone());
        Callback::from(move |_| {
            looks.lay(None);
            session.open_kept(&key);
        })
    };
    let again = {
        let (session, looks, people) =
            (desk.session.clone(), looks.clone(), meeting.people.clone());
        Callback::from(move |_| {
            looks.lay(None);
            session.set_draft(Draft {
                people: Roster::as_text(people.iter().map(String::as_str)),
                ..session.draft()
            });
        })
    };
    // Asked twice: what is deleted is gone.
    let name = format!("delete {}", meeting.key);
    let sure = looks.is_open(&name);
    let delete = {
        let (desk, looks, key) = (desk.clone(), looks.clone(), meeting.key.clone());
        Callback::from(move |_| {
            looks.toggle(&name);
            if sure {
                let (after, then) = (desk.clone(), looks.clone());
                let deleted = move |deleted: Result<(), _>| {
                    if let Err(problem) = deleted {
                        after.session.refuse_file(problem);
                    }
                    refresh(&after, &then);
                };
                desk.session.delete_kept(&key, Box::new(deleted));
            }
        })
    };
    let label = if sure {
        words.really_delete
    } else {
        words.delete
    };
    let state = (!meeting.ended).then(|| line("span", "hint", words.not_ended));
    Part::new("li")
        .holds(
            Part::of("div", "kept-about")
                .holds(line("strong", "", title).is("dir", "auto"))
                .holds(line(
                    "span",
                    "hint",
                    (words.kept_about)(&when, meeting.events as usize),
                ))
                .holds(line("span", "", meeting.people.join(", ")).is("dir", "auto"))
                .holds(place(state)),
        )
        .holds(
            Part::of("div", "answers")
                .holds(deed(words.open, open))
                .holds(deed(words.same_people, again))
                .holds(deed(label, delete)),
        )
}
