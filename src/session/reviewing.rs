//! Looking at a meeting: parts of it, and what the team sets out to do next.

use std::rc::Rc;

use super::session::Session;
use crate::measure::summary::{Options, Reading};
use crate::meeting::Action;

impl Session {
    /// The meeting read up to now in this way, if there is one.
    pub fn reading_with(&self, options: Options) -> Option<Reading> {
        let (now, document) = (self.now(), self.document()?);
        let course = self.course();
        Some(Reading::with(&document.meeting, &course, now, options))
    }

    /// Adds what the team sets out to do next.
    pub fn set_out(&self, text: &str) {
        self.change_actions(|actions| {
            actions.push(Action {
                text: text.to_owned(),
                done: None,
            });
        });
    }

    /// Takes an action off the list.
    pub fn drop_action(&self, place: usize) {
        self.change_actions(|actions| {
            if place < actions.len() {
                actions.remove(place);
            }
        });
    }

    fn change_actions(&self, change: impl FnOnce(&mut Vec<Action>)) {
        let mut state = self.state.borrow_mut();
        let Some(document) = state.document.as_mut().map(Rc::make_mut) else {
            return;
        };
        change(&mut document.meeting.actions);
        let kept = state.queue.key.is_some();
        drop(state);
        if kept {
            self.keep();
        }
        self.seen();
    }
}
