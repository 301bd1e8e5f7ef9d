//! A hundred thousand turns, moved along and coming closer: each step within a frame.

use serde_json::Value;

use crate::stage::{Stage, middle, number};
use crate::{Line, peers};

const TURNS: usize = 100_000;
const STEPS: usize = 40;
const ROUNDS: usize = 5;

/// Sixty a second.
const FRAME: f64 = 1000.0 / 60.0;

pub const NOTES: &str = "\
**pan**: forty steps, one a frame: half of the meeting (50,000 turns) further and further along, or ever closer to its middle, from \
all of it to a fiftieth. Ours by the wheel on the timeline of a review with all its charts; uPlot, drawn by hand, by `setScale`. Counted is how much time lies between one step \
and the next, in frames of 16.7 ms: the middle of all, and how many came within one. In square brackets, how long the page itself was busy \
with one step. *With every number of the review* moves the slider *From*: all numbers of another part, every sentence, table and chart.";

const HOW: [(&str, &str); 2] = [
    ("along", "a timeline of 10⁵ turns moved along"),
    ("closer", "a timeline of 10⁵ turns coming closer"),
];

pub fn measure() -> Vec<Line> {
    let modules = match peers::npm() {
        Ok(modules) => modules,
        Err(problem) => return HOW.map(|(_, what)| Line::unmeasured(what, &problem)).into(),
    };
    let stage = Stage::with(&modules);
    let mut ours: [Steps; 2] = Default::default();
    let mut uplot: [Steps; 2] = Default::default();
    let mut part = Steps::default();
    for round in 1..=ROUNDS {
        println!("  round {round} of {ROUNDS}");
        for (((how, _), ours), uplot) in HOW.iter().zip(&mut ours).zip(&mut uplot) {
            let answer = stage.ours("", &format!("panOurs({TURNS}, {STEPS}, '{how}')"));
            ours.add(&answer);
            let (width, height) = (number(&answer, "width"), number(&answer, "height"));
            uplot.add(&stage.peer(
                "uplot",
                &format!("panPeer('uplotByHand', {TURNS}, {width}, {height}, {STEPS}, '{how}')"),
            ));
        }
        part.add(&stage.ours("", &format!("partOurs({TURNS}, {STEPS})")));
    }
    let version = peers::version("uplot");
    let mut lines: Vec<Line> = (HOW.iter().zip(&ours).zip(&uplot))
        .map(|(((_, what), ours), uplot)| Line {
            what: format!("{what}, against uPlot ({version})"),
            reach: "≤ 1 frame a step".to_owned(),
            measured: format!("{} (uPlot: {})", ours.told(), uplot.told()),
            // The last digits are the timer's.
            reached: ours.frames() <= 1.05,
        })
        .collect();
    lines.push(Line {
        what: "the same with every number of the review".to_owned(),
        reach: String::new(),
        measured: part.told(),
        reached: true,
    });
    lines
}

/// The steps of one contender, in milliseconds.
#[derive(Default)]
struct Steps {
    between: Vec<f64>,
    busy: Vec<f64>,
}

impl Steps {
    fn add(&mut self, answer: &Value) {
        let between = answer["between"].as_array().expect("times");
        let between = between.iter().map(|span| span.as_f64().expect("a time"));
        self.between.extend(between);
        self.busy.push(number(answer, "busy"));
    }

    fn frames(&self) -> f64 {
        middle(&self.between) / FRAME
    }

    fn told(&self) -> String {
        let at_once = self.between.iter().filter(|span| **span < 1.5 * FRAME);
        format!(
            "{:.2} frames, {:.0} % within one [{:.0} ms]",
            self.frames(),
            100.0 * at_once.count() as f64 / self.between.len() as f64,
            middle(&self.busy)
        )
    }
}
