//! Who wants to know: a subscription ends when it is dropped.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

type Listener<T> = Rc<dyn Fn(&T)>;
type List<T> = RefCell<Vec<(u64, Listener<T>)>>;

/// Everyone who listens to changes of type `T`.
pub struct Listeners<T> {
    list: Rc<List<T>>,
    next: Cell<u64>,
}

impl<T> Default for Listeners<T> {
    fn default() -> Self {
        Self {
            list: Rc::default(),
            next: Cell::new(0),
        }
    }
}

/// Ends when dropped.
#[must_use = "a subscription ends when it is dropped"]
pub struct Subscription {
    end: Option<Box<dyn FnOnce()>>,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        if let Some(end) = self.end.take() {
            end();
        }
    }
}

impl<T: 'static> Listeners<T> {
    /// Calls `listener` with every change from now on.
    pub fn subscribe(&self, listener: impl Fn(&T) + 'static) -> Subscription {
        let number = self.next.get();
        self.next.set(number + 1);
        self.list.borrow_mut().push((number, Rc::new(listener)));
        let list: Weak<List<T>> = Rc::downgrade(&self.list);
        Subscription {
            end: Some(Box::new(move || {
                if let Some(list) = list.upgrade() {
                    list.borrow_mut().retain(|(other, _)| *other != number);
                }
            })),
        }
    }

    /// Tells everyone. A listener may subscribe and unsubscribe meanwhile.
    pub fn tell(&self, change: &T) {
        let listeners: Vec<Listener<T>> = self
            .list
            .borrow()
            .iter()
            .map(|(_, listener)| Rc::clone(listener))
            .collect();
        for listener in listeners {
            listener(change);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscription_ends_when_dropped() {
        let listeners = Listeners::<u32>::default();
        let heard = Rc::new(Cell::new(0));
        let ear = Rc::clone(&heard);
        let subscription = listeners.subscribe(move |n| ear.set(ear.get() + n));
        listeners.tell(&1);
        drop(subscription);
        listeners.tell(&10);
        assert_eq!(heard.get(), 1);
    }
}
