//! A timeline of ten thousand turns, the first of its page, beside those of others.

use crate::stage::{Stage, middle, number};
use crate::{Line, peers};

const TURNS: usize = 10_000;
/// The first few are slower: the browser has not drawn anything yet.
const ROUNDS: usize = 15;

/// How much slower than this machine's processor a phone's is taken to be.
const PHONE: u32 = 4;

pub const NOTES: &str = "\
**timeline**: from the data in memory to the frame on the screen, as the browser tells it (element timing, on pages that are isolated \
from other origins: others are told in steps of 4 ms, rounded up), each on a \
fresh page of 1280 × 800, by turns, medians. Beside it the page's own time: script, style, layout and painting, until the frame is handed over; \
what other threads do after that is not in it. Nobody gets below a frame in which nothing is drawn, the last line. \
*As on a phone* gives each page a quarter of the processor. Ours is the figure, made by setting `charts` on an element in whose review \
only another chart stood: that is taken away, and picture, sentence, legend and buttons are made, and the rest of the review \
compared; its closed table, which is heard and not seen, comes right after that frame. With several turns to a pixel, columns \
stand for them, as high as their part of the time. The numbers of the meeting are there already, as the turns are there \
for the others. *From the meeting as an object* begins before: the file checked and read, the log folded, every number, and the whole \
review built, over several frames. The others draw the bars with two axes, without legends and pointers: uPlot as in its own example of \
a timeline, a series for each lane, lined up by `uPlot.join`, drawn box by box in whole pixels, but without the outlines, words and hover of \
that example; *by hand* is the least that can be made of it, one series of who speaks with each box put straight onto the canvas.";

/// Who draws: the words for it, the package and the function, and what is to be reached.
const OTHERS: [(&str, &str, &str, Option<f64>); 5] = [
    ("uPlot", "uplot", "uplot", Some(1.0 / 3.0)),
    ("Chart.js", "chart.js", "chartjs", Some(1.0 / 5.0)),
    ("ECharts", "echarts", "echarts", Some(1.0 / 10.0)),
    ("Observable Plot", "@observablehq/plot", "plot", None),
    ("uPlot by hand", "uplot", "uplotByHand", None),
];

pub fn measure() -> Vec<Line> {
    let what = "timeline of 10⁴ turns, cold";
    let modules = match peers::npm() {
        Ok(modules) => modules,
        Err(problem) => return vec![Line::unmeasured(what, &problem)],
    };
    let stage = Stage::with(&modules);
    let mut lines = compared(&stage, what);
    stage.slow_down(PHONE);
    lines.extend(compared(&stage, "the same as on a phone"));
    lines
}

/// All of them beside each other.
fn compared(stage: &Stage, what: &str) -> Vec<Line> {
    let mut ours = Times::default();
    let mut whole = Times::default();
    let mut nothing = Times::default();
    let mut others: Vec<Times> = OTHERS.iter().map(|_| Times::default()).collect();
    for round in 1..=ROUNDS {
        println!("  {what}: round {round} of {ROUNDS}");
        let answer = stage.ours("airtime", &format!("ours({TURNS})"));
        ours.add(&answer);
        let (width, height) = (number(&answer, "width"), number(&answer, "height"));
        for ((_, package, name, _), times) in OTHERS.iter().zip(&mut others) {
            let call = format!("peer('{name}', {TURNS}, {width}, {height})");
            times.add(&stage.peer(package, &call));
        }
        whole.add(&stage.ours("timeline", &format!("oursFromObject({TURNS})")));
        nothing.add(&stage.peer("uplot", "nothing()"));
    }
    let mut lines = Vec::new();
    for ((words, package, _, reach), times) in OTHERS.iter().zip(&others) {
        // What counts is when it is seen, however little of that was the page's own time.
        let ratio = ours.shown() / times.shown();
        lines.push(Line {
            what: format!("{what}, against {words} ({})", peers::version(package)),
            reach: reach.map_or(String::new(), |reach| format!("≤ 1/{:.0}", 1.0 / reach)),
            measured: format!(
                "{ratio:.2} × ({:.0} ms against {:.0} ms); the page’s own time {:.2} × ({:.0} ms, {:.0} ms)",
                ours.shown(),
                times.shown(),
                ours.busy() / times.busy(),
                ours.busy(),
                times.busy()
            ),
            reached: reach.is_none_or(|reach| ratio <= reach),
        });
    }
    lines.push(Line {
        what: format!(
            "{what}, from the meeting as an object; and a frame in which nothing is drawn"
        ),
        reach: String::new(),
        measured: format!("{}; {}", whole.told(), nothing.told()),
        reached: true,
    });
    lines
}

/// The times of one contender, in milliseconds.
#[derive(Default)]
struct Times {
    shown: Vec<f64>,
    busy: Vec<f64>,
}

impl Times {
    fn add(&mut self, answer: &serde_json::Value) {
        self.shown.push(number(answer, "shown"));
        self.busy.push(number(answer, "busy"));
    }

    fn shown(&self) -> f64 {
        middle(&self.shown)
    }

    fn busy(&self) -> f64 {
        middle(&self.busy)
    }

    fn told(&self) -> String {
        format!(
            "{:.0} ms, {:.0} ms of them the page’s own",
            self.shown(),
            self.busy()
        )
    }
}
