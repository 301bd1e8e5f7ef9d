//! How far two records of the same meeting agree: who had the floor, second by second, and which
//! events both have.
//!
//! Neither record is the truth. Where one of them is taken for it, as a script is when somebody
//! practises, it is the first.
//!
//! People are the same if their labels are. Only what both observed is compared: up to the earlier
//! end, and without either's pauses.

mod floor;
mod matching;

use crate::measure::airtime::Observed;
use crate::meeting::{AllyKind, EventNumber, Meeting, Outcome, What};
use crate::order::{self, Names};
use crate::time::{Moment, Span};

/// How long a unit is in which it is asked who had the floor.
pub const UNIT: Span = Span::from_seconds(1);

/// So many units earlier or later count as the same time: people press a key late, and not always
/// equally late.
pub const FLOOR_TOLERANCE: usize = 2;

/// Events at most this far apart can be the same.
pub const EVENT_TOLERANCE: Span = Span::from_seconds(5);

/// How far two records agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Everyone of the first record in their order, then those whom only the second knows.
    pub people: Vec<String>,
    /// Who had the floor: the first record held against the second, and the second against the
    /// first. With a tolerance these are two questions, and can have two answers.
    pub floor: [Kappa; 2],
    /// Of each person the airtime in the first and in the second record.
    pub airtime: Vec<[Span; 2]>,
    /// Events that both have, in order of the first's times.
    pub both: Vec<[Mark; 2]>,
    /// Events that the first has alone, in order.
    pub only_first: Vec<Mark>,
    /// Events that the second has alone, in order.
    pub only_second: Vec<Mark>,
}

/// Something that an observer marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// When, in milliseconds of the clock that the records are compared on.
    pub at: u64,
    /// The event that says so.
    pub n: EventNumber,
    /// What it says.
    pub kind: Kind,
}

/// What a mark says; people by their place in [`Agreement::people`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Someone takes the floor, alone or beside others, without an interruption.
    TakesTheFloor {
        /// Who.
        who: usize,
    },
    /// Someone starts while another has not finished.
    Interrupts {
        /// Who interrupts.
        who: usize,
        /// Whom.
        whom: usize,
        /// What came of it. Two records can both have the interruption and differ in this.
        outcome: Outcome,
    },
    /// Somebody is talked over. By whom is not compared: it is inferred more often than stated.
    TalkedOver {
        /// Whose point was cut off or drowned.
        whom: usize,
    },
    /// Somebody makes room for somebody.
    AllyMoment {
        /// What was done. Two records can both have the moment and differ in this.
        kind: AllyKind,
        /// Who did it.
        who: usize,
        /// For whom.
        for_whom: usize,
    },
}

impl Kind {
    /// Whether somebody is cut off: a yielded interruption, or being talked over.
    pub const fn is_cut_off(self) -> bool {
        matches!(
            self,
            Self::TalkedOver { .. }
                | Self::Interrupts {
                    outcome: Outcome::Yielded,
                    ..
                }
        )
    }

    /// What has to be the same in two records: the type and the people.
    const fn identity(self) -> (u8, usize, usize) {
        match self {
            Self::TakesTheFloor { who } => (0, who, 0),
            Self::Interrupts { who, whom, .. } => (1, who, whom),
            Self::TalkedOver { whom } => (2, whom, 0),
            Self::AllyMoment { who, for_whom, .. } => (3, who, for_whom),
        }
    }

    /// The class that it is counted in: its type, with what two records can differ in.
    const fn class(self) -> usize {
        match self {
            Self::TakesTheFloor { .. } => 0,
            Self::Interrupts { outcome, .. } => match outcome {
                Outcome::Yielded => 1,
                Outcome::Held => 2,
            },
            Self::TalkedOver { .. } => 3,
            Self::AllyMoment { kind, .. } => match kind {
                AllyKind::Invites => 4,
                AllyKind::Amplifies => 5,
                AllyKind::Credits => 6,
                AllyKind::HandsBack => 7,
            },
        }
    }
}

/// The class of an event that the other record does not have; there are as many others.
const UNMATCHED: usize = 8;

/// One of the two records, on the clock that they are compared on: milliseconds from its start.
#[derive(Clone, Debug)]
pub struct Record {
    labels: Vec<String>,
    until: u64,
    pauses: Vec<[u64; 2]>,
    turns: Vec<Spoken>,
    marks: Vec<Mark>,
}

/// A turn on that clock.
#[derive(Clone, Copy, Debug)]
struct Spoken {
    who: usize,
    from: u64,
    to: u64,
}

impl Record {
    /// A record on the meeting's own clock, up to its end, up to `now` while it runs, or up to its
    /// latest event. Both observers started it at the same moment; what either paused is not
    /// compared.
    pub fn of(meeting: &Meeting, now: Option<Moment>) -> Self {
        Self::on(meeting, now, None)
    }

    /// The same on the clock of observed time: pauses are cut out, and what comes after them moves
    /// up. For a meeting that waited meanwhile, as a script does that somebody practises with.
    pub fn observed(meeting: &Meeting, now: Option<Moment>) -> Self {
        let course = meeting.course();
        let observed = Observed::of(&course, course.window_end(now));
        Self::on(meeting, now, Some(&observed))
    }

    fn on(meeting: &Meeting, now: Option<Moment>, observed: Option<&Observed>) -> Self {
        let course = meeting.course();
        let until = course.window_end(now);
        let place = |at: Moment| match observed {
            Some(observed) => observed.at(at).millis(),
            None => at.millis(),
        };
        let turns = course.turns_until(until);
        let pauses = match observed {
            Some(_) => Vec::new(),
            None => course
                .pauses_until(until)
                .iter()
                .map(|pause| [pause.start.millis(), pause.end.millis()])
                .collect(),
        };
        let mut marks = marks(meeting, until, &place);
        let started = turns.iter().filter(|turn| {
            // An interruption is a mark of its own, and starts the turn too.
            let by = course.interruptions();
            let found = by.binary_search_by_key(&(turn.start, turn.n), |i| (i.at, i.n));
            found.is_err()
        });
        marks.extend(started.map(|turn| Mark {
            at: place(turn.start),
            n: turn.n,
            kind: Kind::TakesTheFloor {
                who: turn.who.place(),
            },
        }));
        order::by_key(&mut marks, |mark| (mark.at, mark.n.into()));
        let spoken = turns.iter().map(|turn| Spoken {
            who: turn.who.place(),
            from: place(turn.start),
            to: place(turn.end),
        });
        Self {
            labels: labels(meeting),
            until: place(until),
            pauses,
            turns: spoken.collect(),
            marks,
        }
    }

    /// The same record with people numbered as in this list; those who are not in it are added.
    fn among(mut self, people: &mut Vec<String>, places: &mut Names) -> Self {
        let place = |label: &String| {
            places.get(label).unwrap_or_else(|| {
                places.set(label, people.len());
                people.push(label.clone());
                people.len() - 1
            })
        };
        let moved: Vec<usize> = self.labels.iter().map(place).collect();
        let to = |who: &mut usize| *who = moved.get(*who).copied().unwrap_or(*who);
        for turn in &mut self.turns {
            to(&mut turn.who);
        }
        for mark in &mut self.marks {
            match &mut mark.kind {
                Kind::TakesTheFloor { who } => to(who),
                Kind::TalkedOver { whom } => to(whom),
                Kind::Interrupts { who, whom, .. }
                | Kind::AllyMoment {
                    who,
                    for_whom: whom,
                    ..
                } => {
                    to(who);
                    to(whom);
                }
            }
        }
        self
    }
}

fn labels(meeting: &Meeting) -> Vec<String> {
    let roster = &meeting.roster;
    let label = |who| roster.label(who).to_owned();
    roster.everyone().map(label).collect()
}

/// What was marked by hand, besides turns.
fn marks(meeting: &Meeting, until: Moment, place: &dyn Fn(Moment) -> u64) -> Vec<Mark> {
    let effective = meeting.log.effective();
    let kind = |what: &What| {
        Some(match what {
            What::Interrupts {
                who, whom, outcome, ..
            } => Kind::Interrupts {
                who: who.place(),
                whom: whom.place(),
                outcome: *outcome,
            },
            What::TalkedOver { whom, .. } => Kind::TalkedOver { whom: whom.place() },
            What::AllyMoment {
                kind,
                who,
                for_whom,
            } => Kind::AllyMoment {
                kind: *kind,
                who: who.place(),
                for_whom: for_whom.place(),
            },
            _ => return None,
        })
    };
    // Nothing after the end has effect.
    let before_the_end = effective
        .iter()
        .take_while(|event| event.what != What::Ends);
    before_the_end
        .filter(|event| event.at <= until)
        .filter_map(|event| {
            Some(Mark {
                at: place(event.at),
                n: event.n,
                kind: kind(&event.what)?,
            })
        })
        .collect()
}

impl Agreement {
    /// How far these two records agree.
    pub fn of(first: Record, second: Record) -> Self {
        let (mut people, mut places) = (Vec::new(), Names::default());
        let first = first.among(&mut people, &mut places);
        let second = second.among(&mut people, &mut places);
        let compared = floor::Compared::of(&first, &second);
        let airtime = compared.airtime(&first, &second, people.len());
        let [one, other] = [&first, &second].map(|record| {
            let marks = record.marks.iter().copied();
            marks.filter(|mark| compared.holds(mark.at)).collect()
        });
        let matched = matching::matched(one, other, EVENT_TOLERANCE.millis());
        Self {
            people,
            floor: compared.kappas(&first, &second),
            airtime,
            both: matched.both,
            only_first: matched.only_first,
            only_second: matched.only_second,
        }
    }

    /// F₁ of the events that `which` chooses: twice those that both have, over all that either
    /// has. `None` where neither has one.
    pub fn f1(&self, which: impl Fn(Kind) -> bool) -> Option<f64> {
        let count = |marks: &[Mark]| marks.iter().filter(|mark| which(mark.kind)).count();
        let both = self.both.iter();
        let both = 2 * both.filter(|[first, _]| which(first.kind)).count();
        let all = both + count(&self.only_first) + count(&self.only_second);
        (all > 0).then(|| both as f64 / all as f64)
    }

    /// κ of the events: a yielded interruption, a held one, being talked over, each kind of ally
    /// moment and taking the floor are classes, and so is having no counterpart.
    pub fn events(&self) -> Kappa {
        let mut tally = Tally::new(UNMATCHED + 1);
        for [first, second] in &self.both {
            tally.add(first.kind.class(), second.kind.class());
        }
        for mark in &self.only_first {
            tally.add(mark.kind.class(), UNMATCHED);
        }
        for mark in &self.only_second {
            tally.add(UNMATCHED, mark.kind.class());
        }
        tally.kappa()
    }

    /// By how many seconds the second record comes after the first: the median over the events
    /// that both have. `None` where there are none.
    pub fn lag(&self) -> Option<f64> {
        let mut offsets: Vec<f64> = self
            .both
            .iter()
            .map(|[first, second]| (second.at as f64 - first.at as f64) / 1000.0)
            .collect();
        // Shifted, since keys to sort by are not negative.
        let key = |offset: &f64| (offset + EVENT_TOLERANCE.seconds()) * 1000.0;
        order::by_key(&mut offsets, |offset| (key(offset).round() as u64, 0));
        let at = |place: usize| offsets.get(place).copied();
        let last = offsets.len().checked_sub(1)?;
        Some(f64::midpoint(at(last / 2)?, at(offsets.len() / 2)?))
    }

    /// Where the records differ in who was interrupted, with which outcome, or talked over: what
    /// the first has and what the second has, in order of their times.
    pub fn differences(&self) -> Vec<[Option<Mark>; 2]> {
        let marked = |mark: &Mark| {
            let kind = mark.kind;
            matches!(kind, Kind::Interrupts { .. } | Kind::TalkedOver { .. })
        };
        let both = self
            .both
            .iter()
            .filter(|[first, second]| marked(first) && first.kind.class() != second.kind.class());
        let alone =
            |marks: &[Mark]| -> Vec<Mark> { marks.iter().copied().filter(marked).collect() };
        let missed = alone(&self.only_first).into_iter();
        let added = alone(&self.only_second).into_iter();
        let mut all: Vec<[Option<Mark>; 2]> = both
            .map(|pair| pair.map(Some))
            .chain(missed.map(|mark| [Some(mark), None]))
            .chain(added.map(|mark| [None, Some(mark)]))
            .collect();
        let at = |pair: &[Option<Mark>; 2]| pair.iter().flatten().map(|mark| mark.at).next();
        order::by_key(&mut all, |pair| (at(pair).unwrap_or_default(), 0));
        all
    }
}

/// Agreement beyond chance (Cohen 1960): κ = (observed − expected) / (1 − expected).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kappa {
    /// How many were compared.
    pub units: u64,
    /// In how many of them both said the same.
    pub agreed: u64,
    /// The share of those; `None` where nothing was compared.
    pub observed: Option<f64>,
    /// The share that chance would give two records that say each thing as often as these do.
    pub expected: Option<f64>,
    /// κ: 1 is full agreement, 0 what chance gives. `None` where both said one thing only: chance
    /// gives that too.
    pub kappa: Option<f64>,
}

impl Kappa {
    /// κ of a square table of counts: `[what the first said][what the second said]`.
    pub fn of_table(table: &[&[u64]]) -> Self {
        let mut tally = Tally::new(table.len());
        for (row, counts) in table.iter().enumerate() {
            for (column, count) in counts.iter().enumerate() {
                tally.add_many(row, column, *count);
            }
        }
        tally.kappa()
    }
}

/// A table's margins and its diagonal: all that κ needs of it.
struct Tally {
    units: u64,
    agreed: u64,
    first: Vec<u64>,
    second: Vec<u64>,
}

impl Tally {
    fn new(classes: usize) -> Self {
        Self {
            units: 0,
            agreed: 0,
            first: vec![0; classes],
            second: vec![0; classes],
        }
    }

    fn add(&mut self, first: usize, second: usize) {
        self.add_many(first, second, 1);
    }

    fn add_many(&mut self, first: usize, second: usize, count: u64) {
        self.units += count;
        self.agreed += if first == second { count } else { 0 };
        for (margin, class) in [(&mut self.first, first), (&mut self.second, second)] {
            if let Some(sum) = margin.get_mut(class) {
                *sum += count;
            }
        }
    }

    fn kappa(&self) -> Kappa {
        let of_all = |count: f64| (self.units > 0).then(|| count / self.units as f64);
        let observed = of_all(self.agreed as f64);
        let margins = self.first.iter().zip(&self.second);
        // Products of counts before any division: whether chance alone agrees fully is then exact.
        let by_chance: u128 = margins.map(|(a, b)| u128::from(*a) * u128::from(*b)).sum();
        let all = u128::from(self.units) * u128::from(self.units);
        let expected = (all > 0).then(|| by_chance as f64 / all as f64);
        let kappa = match (observed, expected) {
            (Some(observed), Some(expected)) if by_chance < all => {
                Some((observed - expected) / (1.0 - expected))
            }
            _ => None,
        };
        Kappa {
            units: self.units,
            agreed: self.agreed,
            observed,
            expected,
            kappa,
        }
    }
}
