//! Taps that were said to be saved, and are lost when every process of the browser is killed.

use std::process::Command;

use crate::Line;

const ROUNDS: &str = "200";

pub fn measure() -> Vec<Line> {
    let held = Command::new("cargo")
        .args(
            "test --package journeys --locked --test nothing_lost a_saved_tap_outlives_the_browser"
                .split(' '),
        )
        .env("MEETING_DYNAMICS_KILLS", ROUNDS)
        .status()
        .is_ok_and(|status| status.success());
    vec![Line {
        what:
            "taps lost in 200 browser kills, each 0 to 300 ms after a tap that was said to be saved"
                .to_owned(),
        reach: "0".to_owned(),
        measured: if held { "0" } else { "some: see above" }.to_owned(),
        reached: held,
    }]
}
