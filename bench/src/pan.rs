//! Another window of a hundred thousand turns, within a frame.

use crate::stage::{Stage, middle, number};
use crate::{Line, peers};

const TURNS: usize = 100_000;
const STEPS: usize = 40;
const ROUNDS: usize = 5;

/// Sixty a second.
const FRAME: f64 = 1000.0 / 60.0;

pub const NOTES: &str = "\
**pan**: forty windows of at least 90,000 turns, one a frame, by moving the slider *From* of the review (ours: every number of the \
part, its sentences and tables too) and by `setScale` (uPlot: the bars alone). Counted is how much time lies between one window \
and the next, in frames of 16.7 ms: 1.00 where each comes in a frame of its own. In brackets, how long the page itself was busy \
with one.";

pub fn measure() -> Vec<Line> {
    let what = "another window of a timeline of 10⁵ turns";
    let modules = match peers::npm() {
        Ok(modules) => modules,
        Err(problem) => return vec![Line::unmeasured(what, &problem)],
    };
    let stage = Stage::with(&modules);
    let mut measured: [Vec<(f64, f64)>; 3] = Default::default();
    for round in 1..=ROUNDS {
        println!("  round {round} of {ROUNDS}");
        let call = format!("panOurs({TURNS}, {STEPS})");
        let ours = stage.ours("timeline", &call);
        let all = stage.ours("", &call);
        let (width, height) = (number(&ours, "width"), number(&ours, "height"));
        let call = format!("panPeer('uplot', {TURNS}, {width}, {height}, {STEPS})");
        let uplot = stage.peer("uplot", &call);
        for (times, answer) in measured.iter_mut().zip([ours, all, uplot]) {
            times.push((number(&answer, "between"), number(&answer, "busy")));
        }
    }
    let told = measured.map(|times| {
        let between: Vec<f64> = times.iter().map(|(between, _)| *between).collect();
        let busy: Vec<f64> = times.iter().map(|(_, busy)| *busy).collect();
        (middle(&between) / FRAME, middle(&busy))
    });
    let [ours, all, uplot] = told;
    let words = |(frames, busy): (f64, f64)| format!("{frames:.2} frames [{busy:.0} ms]");
    vec![
        Line {
            what: format!("{what}, against uPlot ({})", peers::version("uplot")),
            reach: "≤ 1 frame".to_owned(),
            measured: format!("{} (uPlot: {})", words(ours), words(uplot)),
            // The last digit is the timer's.
            reached: ours.0 < 1.05,
        },
        Line {
            what: "the same with all six charts".to_owned(),
            reach: String::new(),
            measured: words(all),
            reached: true,
        },
    ]
}
