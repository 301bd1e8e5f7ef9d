//! A session whose screens are gone for now: the element was taken off its page. It gives the
//! writer's place back and hears no other tab, and takes both up again when it is shown once more.

use super::session::Session;

impl Session {
    /// Whether it knows its other tabs; while it rests it does not.
    pub fn is_awake(&self) -> bool {
        self.company.borrow().is_some()
    }

    /// Rests, if everything is durable; if not, it goes on saving, and can be asked again. Its meeting
    /// stays, as one that another tab may take up meanwhile. Returns whether it rests.
    pub fn rest(&self) -> bool {
        if !self.is_awake() {
            return true;
        }
        let state = self.state.borrow();
        let is_safe = state.queue.is_settled() && state.left.is_empty();
        let busy = !state.handed.is_empty() || state.taking.is_some() || state.queue.giving;
        let writes = state.queue.key.clone();
        drop(state);
        if busy || !is_safe {
            return false;
        }
        if let Some(key) = writes {
            // With its header, which says how far it was observed.
            self.say_goodbye();
            self.give_away(&key);
            self.state.borrow_mut().rests = true;
        }
        self.company.take();
        true
    }

    /// Takes its meeting up again, if nobody else did; else follows whoever has it. To be called when
    /// the session knows its other tabs again.
    pub fn wake(&self) {
        let mut state = self.state.borrow_mut();
        let rested = std::mem::take(&mut state.rests);
        let Some(key) = state.watched() else { return };
        drop(state);
        self.read_again();
        self.look_soon();
        if rested {
            self.take_back(key);
        }
    }
}
