//! How the screens look just now, as far as it is nobody's business but theirs: the width to draw
//! for, which tables are open, which sheet lies on the board, what a finger is doing.

use std::any::Any;
use std::cell::RefCell;
use std::rc::{Rc, Weak};

use yew::{NodeRef, UseForceUpdateHandle, hook, use_force_update, use_mut_ref, use_node_ref};

use super::attention::Focus;
use super::board::{OnMore, OnTap};
use super::gestures::Press;
use super::report::Chosen;
use super::tables::opened_as;
use super::{Desk, Face};
use crate::browser::preferences;
use crate::chart::{ChartKind, Figure};
use crate::measure::summary::{Options, Reading};
use crate::meeting::{EventNumber, Who};
use crate::problem::Problem;
use crate::session::{KeptMeeting, Session};
use crate::time::Moment;

/// The looks, and a way of rendering again when they change.
#[derive(Clone)]
pub struct Looks {
    /// The choice of format. Its own state is the truth: a browser need not tell of each change.
    pub format: NodeRef,
    /// The sheet that lies on the screen, if one does.
    pub sheet_node: NodeRef,
    state: Rc<RefCell<State>>,
    again: UseForceUpdateHandle,
}

/// Looks that do not keep the screens alive.
pub struct WeakLooks {
    format: NodeRef,
    sheet_node: NodeRef,
    state: Weak<RefCell<State>>,
    again: UseForceUpdateHandle,
}

/// What lies on the screen until it is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// What else there is to say of a person, at the moment at which the sheet was asked for.
    More(Who, Moment),
    /// A note, at the moment at which it was asked for.
    Note(Moment),
    /// Switches, and the way to the other sheets.
    Options,
    /// Who is there.
    People,
    /// Everything that was recorded.
    Log,
    /// What to say to the room beforehand.
    Notice,
    /// Meetings that are kept on this device.
    Kept,
    /// What is handed on, and how.
    Share,
    /// Where the data is.
    Whereabouts,
}

/// What an observer can switch on and off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// Keys are taken for taps.
    Keys,
    /// Tiles show times, shares and counts.
    Numbers,
    /// The screen is kept awake.
    Awake,
    /// Tiles are moved rather than tapped. Not kept.
    Arranging,
}

impl Switch {
    const KEPT: [(Self, &'static str, bool); 3] = [
        (Self::Keys, "keys", true),
        (Self::Numbers, "numbers", true),
        (Self::Awake, "awake", false),
    ];
}

/// What charts were drawn from: the content, the time, the width, the part, what is marked, the attribute, and
/// whether every turn is listed.
type DrawnFrom = (
    u64,
    Option<Moment>,
    u32,
    Options,
    Option<(Moment, Moment)>,
    Option<usize>,
    bool,
    Face,
);

/// What a reading was made from: the content, the time, and how it was asked for.
type ReadFrom = (u64, Option<Moment>, Options);

/// The width to draw for on paper, in CSS px: that of A4, the narrower one, between margins of 14 mm, with what
/// a card takes on a screen.
const PAPER: u32 = 680 + 34;

/// That every moment is shown and not only the first.
pub const ALL_MOMENTS: &str = "all-moments";

/// The list of kept meetings, or why there is none.
type Listed = Result<Vec<KeptMeeting>, Problem>;

/// What the review made of the meeting: one that stands still is read and drawn once.
#[derive(Default)]
struct Made {
    /// The charts, and what they were drawn from.
    figures: Vec<Rc<Figure>>,
    drawn_from: Option<DrawnFrom>,
    /// What was read of the meeting: as a whole, and in the way that was asked for last.
    readings: [Option<(ReadFrom, Rc<Reading>)>; 2],
    /// What has the focus.
    focus: Focus,
}

#[derive(Default)]
struct State {
    width: u32,
    /// Whether the page is being printed.
    printing: bool,
    opened: Vec<String>,
    /// [`Made`], once there is any of it. The board has no use for that, and so does not know what it is.
    made: Option<Rc<dyn Any>>,
    options: Options,
    /// What is seen of the timeline; none: all.
    seen: Option<(Moment, Moment)>,
    marked: Option<(Moment, Moment)>,
    by: Option<usize>,
    /// Of which meeting these are.
    of: u64,
    /// Tables that are sorted: their name, the column, and whether from the largest down.
    sorted: Vec<(String, usize, bool)>,
    /// The same callback at every rendering, so that equal tiles stay as they are.
    on_tap: Option<OnTap>,
    on_more: Option<OnMore>,
    sheet: Option<Sheet>,
    with: Option<Who>,
    editing: Option<Editing>,
    kept: Option<Listed>,
    switched: Vec<(Switch, bool)>,
    press: Option<Press>,
    swallow: bool,
}

/// What is being written on the log's sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editing {
    /// When it was, or when the inserting began.
    pub at: Moment,
    /// The event that is changed; none while one is inserted.
    pub n: Option<EventNumber>,
    /// The type that is chosen, by its name in the file.
    pub kind: String,
    /// Why it could not be recorded.
    pub problem: String,
}

/// The looks of this element.
#[hook]
pub fn use_looks() -> Looks {
    Looks {
        format: use_node_ref(),
        sheet_node: use_node_ref(),
        state: use_mut_ref(State::default),
        again: use_force_update(),
    }
}

impl WeakLooks {
    /// The looks, if the screens are still there.
    pub fn upgrade(&self) -> Option<Looks> {
        Some(Looks {
            format: self.format.clone(),
            sheet_node: self.sheet_node.clone(),
            state: self.state.upgrade()?,
            again: self.again.clone(),
        })
    }
}

impl Looks {
    /// The same, for what is kept in them.
    pub fn weak(&self) -> WeakLooks {
        WeakLooks {
            format: self.format.clone(),
            sheet_node: self.sheet_node.clone(),
            state: Rc::downgrade(&self.state),
            again: self.again.clone(),
        }
    }

    /// Renders the screen again.
    pub fn again(&self) {
        self.again.force_update();
    }

    /// Where the board's taps go, made once.
    pub fn on_tap(&self, make: impl Fn() -> OnTap) -> OnTap {
        let mut state = self.state.borrow_mut();
        state.on_tap.get_or_insert_with(make).clone()
    }

    /// Where the asking for more goes, made once.
    pub fn on_more(&self, make: impl Fn() -> OnMore) -> OnMore {
        let mut state = self.state.borrow_mut();
        state.on_more.get_or_insert_with(make).clone()
    }

    /// Draws for this width from now on.
    pub fn set_width(&self, width: u32) {
        if self.state.borrow().width != width {
            self.state.borrow_mut().width = width;
            self.again();
        }
    }

    /// The width that is drawn for, in CSS px; 0 while it is not known.
    pub fn width(&self) -> u32 {
        let state = self.state.borrow();
        match state.printing {
            true => PAPER,
            false => state.width,
        }
    }

    /// Whether the page is being printed.
    pub fn is_printing(&self) -> bool {
        self.state.borrow().printing
    }

    /// Draws for paper from now on, or for the screen again.
    pub fn print(&self, begins: bool) {
        self.state.borrow_mut().printing = begins;
        self.again();
    }

    /// Whether what has this name is opened.
    pub fn is_open(&self, name: &str) -> bool {
        self.state.borrow().opened.iter().any(|open| open == name)
    }

    /// Whether the tables that show every turn are opened.
    pub fn shows_every_turn(&self) -> bool {
        self.is_open(&opened_as(ChartKind::Timeline))
    }

    /// Opens what has this name, or closes it.
    pub fn toggle(&self, name: &str) {
        let mut state = self.state.borrow_mut();
        match state.opened.iter().position(|open| open == name) {
            Some(place) => drop(state.opened.remove(place)),
            None => state.opened.push(name.to_owned()),
        }
        drop(state);
        self.again();
    }

    /// The sheet that lies on the screen.
    pub fn sheet(&self) -> Option<Sheet> {
        self.state.borrow().sheet
    }

    /// Lays a sheet on the screen, or takes it away.
    pub fn lay(&self, sheet: Option<Sheet>) {
        let mut state = self.state.borrow_mut();
        state.sheet = sheet;
        state.with = None;
        state.editing = None;
        drop(state);
        self.again();
    }

    /// Whom a sheet's buttons are about besides its own person.
    pub fn with(&self) -> Option<Who> {
        self.state.borrow().with
    }

    /// Chooses whom they are about.
    pub fn set_with(&self, with: Option<Who>) {
        self.state.borrow_mut().with = with;
        self.again();
    }

    /// The meetings that are kept on this device, once they are known.
    pub fn kept(&self) -> Option<Listed> {
        self.state.borrow().kept.clone()
    }

    /// Takes down which meetings are kept.
    pub fn set_kept(&self, kept: Option<Listed>) {
        self.state.borrow_mut().kept = kept;
        self.again();
    }

    /// What is being written on the log's sheet.
    pub fn editing(&self) -> Option<Editing> {
        self.state.borrow().editing.clone()
    }

    /// Begins to write, or ends it.
    pub fn edit(&self, editing: Option<Editing>) {
        self.state.borrow_mut().editing = editing;
        self.again();
    }

    /// Whether this is switched on.
    pub fn is_on(&self, switch: Switch) -> bool {
        let state = self.state.borrow();
        let here = state.switched.iter().find(|(other, _)| *other == switch);
        if let Some((_, on)) = here {
            return *on;
        }
        drop(state);
        let kept = Switch::KEPT.iter().find(|(other, ..)| *other == switch);
        let on = kept.is_some_and(|(_, name, usual)| preferences::read(name).unwrap_or(*usual));
        self.state.borrow_mut().switched.push((switch, on));
        on
    }

    /// Switches this on or off.
    pub fn switch(&self, switch: Switch, on: bool) {
        let mut state = self.state.borrow_mut();
        state.switched.retain(|(other, _)| *other != switch);
        state.switched.push((switch, on));
        drop(state);
        if let Some((_, name, _)) = Switch::KEPT.iter().find(|(other, ..)| *other == switch) {
            preferences::write(name, on);
        }
        self.again();
    }

    /// What a finger is doing on the tiles.
    pub fn press<T>(&self, change: impl FnOnce(&mut Option<Press>) -> T) -> T {
        change(&mut self.state.borrow_mut().press)
    }

    /// Whether the next click only ends a gesture that has been taken already; asked once.
    pub fn swallows(&self) -> bool {
        std::mem::take(&mut self.state.borrow_mut().swallow)
    }

    /// Says whether the next click only ends a gesture.
    pub fn swallow(&self, next: bool) {
        self.state.borrow_mut().swallow = next;
    }

    /// Looks at this meeting: what was chosen in another does not hold in it.
    pub fn at_meeting(&self, opened: u64) {
        let mut state = self.state.borrow_mut();
        if state.of != opened {
            state.of = opened;
            state.options = Options::default();
            (state.marked, state.by, state.seen) = (None, None, None);
            state.sorted.clear();
            state.opened.retain(|name| name != ALL_MOMENTS);
        }
    }

    /// What of the meeting the review looks at.
    pub fn chosen(&self) -> Chosen {
        let state = self.state.borrow();
        Chosen {
            options: state.options,
            by: state.by,
            marked: state.marked,
        }
    }

    /// How the review reads the meeting.
    pub fn options(&self) -> Options {
        self.state.borrow().options
    }

    /// Looks at a part of the meeting, or at all of it.
    pub fn look_at(&self, window: Option<(Moment, Moment)>) {
        self.state.borrow_mut().options.window = window;
        self.again();
    }

    /// Looks at a part of the meeting in whole seconds; where that is all up to `end`, at all of it.
    pub fn look_at_seconds(&self, from: Moment, until: Moment, end: Moment) {
        let from = Moment::nearest(from.seconds().floor() * 1000.0);
        let until = Moment::nearest(until.seconds().ceil() * 1000.0);
        let is_whole = from == Moment::START && until.seconds().ceil() >= end.seconds().floor();
        self.look_at((!is_whole).then_some((from, until)));
    }

    /// What is seen of the timeline, if that is not all.
    pub fn seen(&self) -> Option<(Moment, Moment)> {
        self.state.borrow().seen
    }

    /// Takes down what is seen of the timeline; it draws itself.
    pub fn see(&self, seen: Option<(Moment, Moment)>) {
        self.state.borrow_mut().seen = seen;
    }

    fn made(&self) -> Rc<RefCell<Made>> {
        let mut state = self.state.borrow_mut();
        let made = state
            .made
            .get_or_insert_with(|| Rc::new(RefCell::<Made>::default()));
        Rc::clone(made).downcast().unwrap_or_default()
    }

    /// What has the focus in the review.
    pub fn focus(&self) -> Focus {
        self.made().borrow().focus.clone()
    }

    /// The meeting as it is read now in this way; read once as long as nothing changes.
    pub fn reading(&self, session: &Session, options: Options) -> Option<Rc<Reading>> {
        let from = (session.content(), session.now(), options);
        let place = usize::from(options != Options::default());
        let made = self.made();
        let kept = made.borrow().readings.get(place).cloned().flatten();
        if let Some((_, reading)) = kept.filter(|(made_from, _)| *made_from == from) {
            return Some(reading);
        }
        let reading = Rc::new(session.reading_with(options)?);
        if let Some(kept) = made.borrow_mut().readings.get_mut(place) {
            *kept = Some((from, Rc::clone(&reading)));
        }
        Some(reading)
    }

    /// Leaves people with a role out of the expected share, or not.
    pub fn leave_out_roles(&self, without_roles: bool) {
        self.state.borrow_mut().options.without_roles = without_roles;
        self.again();
    }

    /// By which attribute interruptions are shown; none: by person.
    pub fn by(&self) -> Option<usize> {
        self.state.borrow().by
    }

    /// Shows interruptions by this attribute, or by person.
    pub fn show_by(&self, by: Option<usize>) {
        self.state.borrow_mut().by = by;
        self.again();
    }

    /// What is marked on the timeline.
    pub fn marked(&self) -> Option<(Moment, Moment)> {
        self.state.borrow().marked
    }

    /// Marks this, or no longer.
    pub fn mark(&self, span: (Moment, Moment)) {
        let mut state = self.state.borrow_mut();
        state.marked = match state.marked {
            Some(marked) if marked == span => None,
            _ => Some(span),
        };
        // What is marked is to be seen.
        let hidden = |seen: &(Moment, Moment)| span.0 < seen.0 || span.1 > seen.1;
        if state.marked.is_some() {
            state.seen = state.seen.filter(|seen| !hidden(seen));
        }
        drop(state);
        self.again();
    }

    /// By which column a table is sorted, and whether from the largest down.
    pub fn sorting(&self, table: &str) -> Option<(usize, bool)> {
        let state = self.state.borrow();
        let found = state.sorted.iter().find(|(name, ..)| name == table);
        found.map(|(_, column, down)| (*column, *down))
    }

    /// Sorts a table by a column; by the same one again, the other way round, and then as it was.
    pub fn sort(&self, table: &str, column: usize) {
        let before = self.sorting(table);
        let mut state = self.state.borrow_mut();
        state.sorted.retain(|(name, ..)| name != table);
        match before {
            Some((same, true)) if same == column => {
                state.sorted.push((table.to_owned(), column, false))
            }
            Some((same, false)) if same == column => {}
            _ => state.sorted.push((table.to_owned(), column, true)),
        }
        drop(state);
        self.again();
    }

    /// The charts as they were drawn last, or drawn anew where the meeting, its time or the
    /// width is another.
    pub fn figures(&self, draw: impl Fn(u32) -> Vec<Rc<Figure>>, desk: &Desk) -> Vec<Rc<Figure>> {
        let session = &desk.session;
        let (width, at_length) = (self.width(), self.shows_every_turn());
        let from = {
            let state = self.state.borrow();
            Some((
                session.content(),
                session.now(),
                width,
                state.options,
                state.marked,
                state.by,
                at_length,
                desk.face.clone(),
            ))
        };
        let made = self.made();
        if made.borrow().drawn_from != from {
            let figures = draw(width);
            let mut made = made.borrow_mut();
            made.figures = figures;
            made.drawn_from = from;
        }
        let figures = &made.borrow().figures;
        figures.clone()
    }
}
