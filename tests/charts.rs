//! Charts: the worked meeting's pictures, sentences and tables, and laws for any meeting: nothing
//! overlaps, nothing sticks out, and many turns cost no more than few.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    missing_docs
)]

#[path = "charts/colours.rs"]
mod colours;
#[path = "charts/crowded.rs"]
mod crowded;
#[path = "charts/gate.rs"]
mod gate;
#[path = "charts/layout.rs"]
mod layout;
#[path = "charts/over_time.rs"]
mod over_time;
#[path = "charts/parts.rs"]
mod parts;
#[path = "charts/pictures.rs"]
mod pictures;
#[path = "charts/rates.rs"]
mod rates;
#[path = "charts/seat_map.rs"]
mod seat_map;
#[path = "charts/sentences.rs"]
mod sentences;
#[path = "charts/worked_meeting.rs"]
mod worked_meeting;

use meeting_dynamics::chart::scene::Anchor;
use meeting_dynamics::chart::svg::{self, Theme};
use meeting_dynamics::chart::{
    ChartKind, Closer, Figure, Ink, LegendEntry, Mark, Scene, Shape, Subject, Table, View,
    lettering, timeline_closer,
};
use meeting_dynamics::measure::summary::{Options, Reading};
use meeting_dynamics::meeting::{AllyKind, Meeting, Outcome, Roster, Source, What, Who};
use meeting_dynamics::text::english::ENGLISH;
use meeting_dynamics::time::{Moment, Span};

/// A meeting told in seconds.
struct Story(Meeting);

impl Story {
    fn of(names: &str) -> Self {
        Self(Meeting {
            roster: Roster::from_names(names).unwrap(),
            ..Meeting::default()
        })
    }

    fn role(mut self, place: usize, role: &str) -> Self {
        let mut people = self.0.roster.people().to_vec();
        people[place].role = Some(role.to_owned());
        self.0.roster = Roster::new(people).unwrap();
        self
    }

    fn at(mut self, seconds: f64, what: What) -> Self {
        self.0
            .append(Moment::nearest(seconds * 1000.0), what)
            .unwrap();
        self
    }

    fn speaks(self, seconds: f64, who: usize) -> Self {
        self.at(seconds, What::Speaks { who: person(who) })
    }

    fn interrupts(self, seconds: f64, who: usize, whom: usize, outcome: Outcome) -> Self {
        self.at(
            seconds,
            What::Interrupts {
                who: person(who),
                whom: person(whom),
                outcome,
                manner: None,
            },
        )
    }

    fn talked_over(self, seconds: f64, whom: usize, by: Option<usize>) -> Self {
        let (whom, by) = (person(whom), by.map(person));
        self.at(seconds, What::TalkedOver { whom, by })
    }

    fn ally(self, seconds: f64, kind: AllyKind, who: usize, for_whom: usize) -> Self {
        let (who, for_whom) = (person(who), person(for_whom));
        self.at(
            seconds,
            What::AllyMoment {
                kind,
                who,
                for_whom,
            },
        )
    }

    fn figure(&self, kind: ChartKind, width: f64) -> Figure {
        self.read(Options::default(), |subject| subject.figure(kind, width))
    }

    /// Interruptions by an attribute.
    fn by(&self, by: usize, width: f64) -> Figure {
        self.read(Options::default(), |subject| {
            let subject = Subject {
                by: Some(by),
                ..subject
            };
            subject.figure(ChartKind::Interruptions, width)
        })
    }

    fn read<T>(&self, options: Options, look: impl Fn(Subject<'_>) -> T) -> T {
        let course = self.0.course();
        let reading = Reading::with(&self.0, &course, None, options);
        look(Subject {
            meeting: &self.0,
            course: &course,
            reading: &reading,
            words: ENGLISH.charts(),
            by: None,
            marked: None,
            at_length: true,
        })
    }
}

fn person(place: usize) -> Who {
    Who::at(place).unwrap()
}

/// domain.md §5.
fn worked() -> Story {
    Story::of("A, B, C, D")
        .speaks(0.0, 0)
        .interrupts(60.0, 1, 0, Outcome::Yielded)
        .speaks(90.0, 0)
        .interrupts(100.0, 2, 0, Outcome::Held)
        .at(150.0, What::Silence)
        .speaks(160.0, 2)
        .speaks(200.0, 1)
        .at(320.0, What::Ends)
}

/// A lively meeting of these people, always the same; the last person never speaks.
fn lively(names: &str, minutes: u32, beats: u32) -> Story {
    let mut story = Story::of(names);
    let count = story.0.roster.len();
    let talkers = (count - 1).max(1);
    let mut state = 12_345_u64;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    if count > 3 {
        let who = person(count - 2);
        story = story.at(f64::from(minutes) * 20.0, What::Arrives { who });
    }
    let length = f64::from(minutes) * 60.0;
    for beat in 0..beats {
        let at = length * f64::from(beat) / f64::from(beats);
        let (who, whom) = (random(talkers).min(random(talkers)), random(count));
        let paused = at > 0.6 * length && at < 0.65 * length;
        story = match random(12) {
            _ if paused => story.at(at, What::Pauses),
            0 if who != whom => story.interrupts(at, who, whom, Outcome::Yielded),
            1 if who != whom => story.interrupts(at, who, whom, Outcome::Held),
            2 if who != whom => story.talked_over(at, who, Some(whom)),
            3 => story.talked_over(at, who, None),
            4 if who != whom => story.ally(at, AllyKind::HandsBack, who, whom),
            5 => story.at(at, What::Silence),
            _ => story.speaks(at, who),
        };
    }
    story.at(length, What::Ends)
}

const SIX: &str = "Ana, Ben, Chidi, Dana, Esra, Femi";

fn names(count: usize) -> String {
    const SOME: [&str; 12] = [
        "Ana",
        "Maximiliana-Theodora von und zu Hohenstein-Langenburg",
        "שרה בן־דוד",
        "محمد عبد الرحمن الفارسي",
        "李明",
        "Ben",
        "Ngozi Okonkwo-Adeyemi",
        "<script>alert(1)</script>",
        "Zoë",
        "WWWWWWWWWWWWWWWWWWWWWWWW",
        "👩‍👩‍👧‍👦 Family",
        "O’Neill \"Jr\" & Sons",
    ];
    (0..count)
        .map(|place| match place / SOME.len() {
            0 => SOME[place].to_owned(),
            round => format!("{} {round}", SOME[place % SOME.len()]),
        })
        .collect::<Vec<String>>()
        .join(",")
}

fn count(scene: &Scene, ink: Ink) -> usize {
    scene.marks.iter().filter(|mark| mark.ink == ink).count()
}

fn scene(story: &Story, kind: ChartKind, width: f64) -> Scene {
    story.figure(kind, width).scene.expect("a picture")
}

fn texts(scene: &Scene) -> Vec<&str> {
    scene.marks.iter().filter_map(text).collect()
}

fn text(mark: &Mark) -> Option<&str> {
    match &mark.shape {
        Shape::Text { text, .. } => Some(text),
        _ => None,
    }
}
