//! The moments told again in the plainest way: second by second and each with each.

use std::fmt::Write;

use meeting_dynamics::measure::interruptions::By;
use meeting_dynamics::measure::moments::{Pattern, SmallMoment};

use super::*;

/// A longer meeting, in steps that often meet the thresholds to the second.
fn long_meeting() -> impl Strategy<Value = Meeting> {
    vec((0..90_u64, what(20)), 0..70).prop_map(|told| {
        let mut meeting = Meeting {
            roster: Roster::from_names("A, B, C, D").unwrap(),
            ..Meeting::default()
        };
        for (step, what) in told {
            // Ending early leaves little to look at.
            if what == What::Ends && step < 60 {
                continue;
            }
            let _ = meeting.append(Moment::new(step * 20_000).unwrap(), what);
        }
        meeting
    })
}

/// One moment of the product's as a line.
fn line(moment: &SmallMoment) -> String {
    let mut line = format!(
        "{} {}–{}",
        moment.kind().name(),
        moment.at.seconds(),
        moment.until.seconds()
    );
    for who in moment.people() {
        write!(line, " {}", who.place()).unwrap();
    }
    match &moment.pattern {
        Pattern::LostThread { back_after, by, .. } => {
            write!(
                line,
                " {:?} {}",
                back_after.map(|span| span.seconds()),
                how(*by)
            )
        }
        Pattern::Streak { count, by, .. } => {
            let stated = by.iter().filter(|by| matches!(by, By::Stated(_))).count();
            let unknown = by.contains(&By::Unknown);
            write!(line, " {count} {stated} {unknown}")
        }
        Pattern::OneWay { count, .. } => write!(line, " {count}"),
        Pattern::LongTurn { length, .. } => write!(line, " {}", length.seconds()),
        Pattern::NotYetHeard { present, heard, .. } => {
            write!(line, " {} {heard}", present.seconds())
        }
        Pattern::OneVoice { share, .. } => write!(line, " {share:.9}"),
        Pattern::EarlyAndLate { early, late } => write!(line, " {early} {late}"),
        Pattern::Repaired { back_after, by, .. } => {
            write!(line, " {} {}", back_after.seconds(), how(*by))
        }
    }
    .unwrap();
    line
}

const fn how(by: By) -> &'static str {
    match by {
        By::Stated(_) => "stated",
        By::Inferred(_) => "inferred",
        By::Unknown => "unknown",
    }
}

/// A place in the list of events.
type Place = (u64, u32);

struct Turn {
    who: usize,
    start: Place,
    end: Place,
}

struct CutOff {
    place: Place,
    whom: usize,
    by: By,
}

#[derive(Default)]
struct Told {
    end: u64,
    /// For each second whether it is observed, and who is in the room.
    seconds: Vec<(bool, [bool; PEOPLE])>,
    turns: Vec<Turn>,
    cut_offs: Vec<CutOff>,
    interruptions: Vec<(Place, usize, usize)>,
    allies: Vec<(Place, usize, usize)>,
}

impl Told {
    fn of(events: &[Event]) -> Self {
        let second = |event: &Event| event.at.millis() / 1000;
        let last = events.iter().position(|event| event.what == What::Ends);
        let events = &events[..last.map_or(events.len(), |last| last + 1)];
        let mut told = Self {
            end: events.last().map_or(0, second),
            ..Self::default()
        };
        let mut floor: Vec<(usize, Place)> = Vec::new();
        let mut over: Vec<(Place, usize, Option<Who>)> = Vec::new();
        let mut paused = false;
        let mut here: [bool; PEOPLE] = std::array::from_fn(|place| {
            let mark = events.iter().find_map(|event| match event.what {
                What::Arrives { who } if who.place() == place => Some(false),
                What::Leaves { who } if who.place() == place => Some(true),
                _ => None,
            });
            mark.unwrap_or(true)
        });
        for event in events {
            let place = (second(event), event.n);
            while (told.seconds.len() as u64) < place.0 {
                told.seconds.push((!paused, here));
            }
            let mut drop = |floor: &mut Vec<(usize, Place)>, whose: &dyn Fn(usize) -> bool| {
                floor.retain(|(who, start)| {
                    if whose(*who) && start.0 < place.0 {
                        told.turns.push(Turn {
                            who: *who,
                            start: *start,
                            end: place,
                        });
                    }
                    !whose(*who)
                });
            };
            let take = |floor: &mut Vec<(usize, Place)>, who: usize| {
                if !floor.iter().any(|(holder, _)| *holder == who) {
                    floor.push((who, place));
                }
            };
            match &event.what {
                What::Speaks { who } => {
                    drop(&mut floor, &|holder| holder != who.place());
                    take(&mut floor, who.place());
                    (paused, here[who.place()]) = (false, true);
                }
                What::JoinsIn { who } => {
                    take(&mut floor, who.place());
                    (paused, here[who.place()]) = (false, true);
                }
                What::Stops { who } => drop(&mut floor, &|holder| holder == who.place()),
                What::Silence | What::Ends => drop(&mut floor, &|_| true),
                What::Pauses => {
                    drop(&mut floor, &|_| true);
                    paused = true;
                }
                What::Resumes => paused = false,
                What::Interrupts {
                    who, whom, outcome, ..
                } => {
                    (paused, here[who.place()]) = (false, true);
                    if *outcome == Outcome::Yielded {
                        drop(&mut floor, &|holder| holder == whom.place());
                        take(&mut floor, who.place());
                        told.cut_offs.push(CutOff {
                            place,
                            whom: whom.place(),
                            by: By::Stated(*who),
                        });
                    }
                    told.interruptions.push((place, who.place(), whom.place()));
                }
                What::TalkedOver { whom, by } => {
                    drop(&mut floor, &|holder| holder == whom.place());
                    paused = false;
                    over.push((place, whom.place(), *by));
                }
                What::AllyMoment { who, for_whom, .. } => {
                    told.allies.push((place, who.place(), for_whom.place()));
                }
                What::Arrives { who } => here[who.place()] = true,
                What::Leaves { who } => {
                    drop(&mut floor, &|holder| holder == who.place());
                    here[who.place()] = false;
                }
                What::Notes { .. } | What::Undoes { .. } | What::Amends { .. } => {}
            }
        }
        for (who, start) in floor {
            let end = (told.end, u32::MAX);
            if start.0 < end.0 {
                told.turns.push(Turn { who, start, end });
            }
        }
        told.turns.sort_by_key(|turn| turn.start);
        for (place, whom, stated) in over {
            let by = told.by(place, whom, stated);
            told.cut_offs.push(CutOff { place, whom, by });
        }
        told.cut_offs.sort_by_key(|cut_off| cut_off.place);
        told
    }

    fn by(&self, place: Place, whom: usize, stated: Option<Who>) -> By {
        if let Some(stated) = stated {
            return By::Stated(stated);
        }
        let others = self.turns.iter().filter(|turn| turn.who != whom);
        let holder = others
            .filter(|turn| turn.start < place && place < turn.end)
            .max_by_key(|turn| turn.start);
        let next = self.turns.iter().find(|turn| turn.start > place);
        let next =
            next.filter(|turn| turn.who != whom && self.observed(place.0, turn.start.0) <= 10);
        match holder.or(next) {
            Some(turn) => By::Inferred(Who::at(turn.who).unwrap()),
            None => By::Unknown,
        }
    }

    /// The observed seconds between two.
    fn observed(&self, from: u64, to: u64) -> u64 {
        let seconds = &self.seconds[from as usize..to as usize];
        seconds.iter().filter(|(observed, _)| *observed).count() as u64
    }

    fn back(&self, cut_off: &CutOff) -> Option<&Turn> {
        let mut own = self.turns.iter().filter(|turn| turn.who == cut_off.whom);
        own.find(|turn| turn.start.0 >= cut_off.place.0)
    }

    fn moments(&self) -> Vec<String> {
        let mut lines = Vec::new();
        self.cut_off_and_back(&mut lines);
        self.streaks(&mut lines);
        self.one_way(&mut lines);
        for turn in &self.turns {
            let length = turn.end.0 - turn.start.0;
            if length >= 180 {
                let (start, end) = (turn.start.0, turn.end.0);
                lines.push(format!("long_turn {start}–{end} {} {length}", turn.who));
            }
        }
        self.not_yet_heard(&mut lines);
        self.one_voice(&mut lines);
        self.early_and_late(&mut lines);
        lines
    }

    fn cut_off_and_back(&self, lines: &mut Vec<String>) {
        for cut_off in &self.cut_offs {
            let back = self.back(cut_off);
            let (at, until) = (cut_off.place.0, back.map_or(self.end, |turn| turn.start.0));
            let gone = self.observed(at, until);
            let mut people = vec![cut_off.whom];
            people.extend(cut_off.by.who().map(Who::place));
            let how = how(cut_off.by);
            if gone > 60 {
                let after = back.map(|_| gone as f64);
                lines.push(format!(
                    "lost_thread {at}–{until} {} {after:?} {how}",
                    told(&people)
                ));
            } else if let Some(back) = back {
                let helped = self.allies.iter().rev().find(|(place, by, whom)| {
                    *whom == cut_off.whom
                        && by != whom
                        && *place > cut_off.place
                        && *place < back.start
                });
                people.extend(helped.map(|(_, by, _)| *by));
                lines.push(format!(
                    "repaired {at}–{until} {} {gone} {how}",
                    told(&people)
                ));
            }
        }
    }

    fn streaks(&self, lines: &mut Vec<String>) {
        for whom in 0..PEOPLE {
            let own: Vec<&CutOff> = self.cut_offs.iter().filter(|c| c.whom == whom).collect();
            let three = |first: usize| {
                own.get(first + 2)
                    .is_some_and(|last| self.observed(own[first].place.0, last.place.0) <= 300)
            };
            // Two in a row are of one run if some three with both of them are within five minutes.
            let linked = |one: usize| three(one) || one.checked_sub(1).is_some_and(three);
            let mut first = 0;
            while first < own.len() {
                let mut last = first;
                while last + 1 < own.len() && linked(last) {
                    last += 1;
                }
                if last > first {
                    let run = &own[first..=last];
                    let mut people = vec![whom];
                    people.extend(run.iter().filter_map(|c| c.by.who()).map(Who::place));
                    let (at, until) = (run[0].place.0, own[last].place.0);
                    let by: Vec<By> = run.iter().map(|cut_off| cut_off.by).collect();
                    let stated = (0..PEOPLE)
                        .filter(|place| by.contains(&By::Stated(Who::at(*place).unwrap())))
                        .count();
                    lines.push(format!(
                        "streak {at}–{until} {} {} {stated} {}",
                        told(&people),
                        run.len(),
                        by.contains(&By::Unknown)
                    ));
                }
                first = last + 1;
            }
        }
    }

    fn one_way(&self, lines: &mut Vec<String>) {
        for by in 0..PEOPLE {
            for whom in 0..PEOPLE {
                let times = |by: usize, whom: usize| -> Vec<u64> {
                    let all = self.interruptions.iter();
                    all.filter(|(_, i, j)| (*i, *j) == (by, whom))
                        .map(|(place, _, _)| place.0)
                        .collect()
                };
                let there = times(by, whom);
                if there.len() >= 3 && times(whom, by).is_empty() {
                    let (first, last, count) = (there[0], there[there.len() - 1], there.len());
                    lines.push(format!("one_way {first}–{last} {whom} {by} {count}"));
                }
            }
        }
    }

    fn not_yet_heard(&self, lines: &mut Vec<String>) {
        for who in 0..PEOPLE {
            let here = |second: &usize| self.seconds[*second].1[who];
            let Some(arrived) = (0..self.seconds.len()).find(here) else {
                continue;
            };
            let last = (0..self.seconds.len()).rev().find(here).unwrap() + 1;
            let first = self.turns.iter().find(|turn| turn.who == who);
            let until = first.map_or(last, |turn| turn.start.0 as usize);
            let present = (0..until).filter(|s| here(s) && self.seconds[*s].0).count();
            if present >= 600 {
                let heard = first.is_some();
                lines.push(format!(
                    "not_yet_heard {arrived}–{until} {who} {present} {heard}"
                ));
            }
        }
    }

    fn one_voice(&self, lines: &mut Vec<String>) {
        let observed: Vec<usize> = (0..self.seconds.len())
            .filter(|s| self.seconds[*s].0)
            .collect();
        for window in observed.chunks_exact(300) {
            let spoke = |who: usize| {
                let on = |second: usize| {
                    self.turns.iter().any(|turn| {
                        turn.who == who && (turn.start.0..turn.end.0).contains(&(second as u64))
                    })
                };
                window.iter().filter(|second| on(**second)).count()
            };
            let there = |who: usize| window.iter().any(|second| self.seconds[*second].1[who]);
            let all: usize = (0..PEOPLE).map(spoke).sum();
            let present = (0..PEOPLE).filter(|who| there(*who)).count();
            for who in 0..PEOPLE {
                let own = spoke(who);
                if own > 0 && own * 10 >= all * 6 && present >= 2 {
                    let (from, to) = (window[0], window[299] + 1);
                    let share = own as f64 / all as f64;
                    lines.push(format!("one_voice {from}–{to} {who} {share:.9}"));
                }
            }
        }
    }

    fn early_and_late(&self, lines: &mut Vec<String>) {
        if self.cut_offs.len() < 5 {
            return;
        }
        let total = self.observed(0, self.end);
        let early = self
            .cut_offs
            .iter()
            .filter(|cut_off| 2 * self.observed(0, cut_off.place.0) < total)
            .count();
        // The earliest half second up to which half of the time had been observed.
        let observed = |half: &u64| {
            let (second, rest) = (half / 2, half % 2);
            let more = rest > 0 && self.seconds[second as usize].0;
            2 * self.observed(0, second) + u64::from(more)
        };
        let middle = (0..=2 * self.end)
            .find(|half| observed(half) == total)
            .unwrap();
        let (at, late) = (middle as f64 / 2.0, self.cut_offs.len() - early);
        lines.push(format!("early_and_late {at}–{at} {early} {late}"));
    }
}

/// Places of people, each once.
fn told(people: &[usize]) -> String {
    let mut once: Vec<String> = Vec::new();
    for place in people {
        let place = place.to_string();
        if !once.contains(&place) {
            once.push(place);
        }
    }
    once.join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn moments_are_what_one_finds_by_looking_at_each_second(meeting in long_meeting()) {
        let moments = read(&meeting).moments;
        let mut found: Vec<String> = moments.iter().map(line).collect();
        let mut expected = Told::of(&effective(&meeting.log)).moments();
        prop_assert!(moments.is_sorted_by_key(|moment| moment.at));
        found.sort();
        expected.sort();
        prop_assert_eq!(found, expected);
    }
}
