//! Holding a page's time still.
//!
//! A meeting of five minutes must not take five minutes, and its times must come out exactly. Chromium's own
//! virtual time was tried and does not serve: while it stands still, IndexedDB stands still with it, so that
//! nothing is ever saved, and touches go on being stamped by the real clock.
//!
//! So a script that runs before the page's own stands between the page and its three clocks:
//! `performance.now()`, `Date`, and the stamp of every event. It holds all three still together, or moves
//! them on together. That is fair because these are all that a page can know of time, and real ones
//! agree with each other as these do; timers, storage, painting and input stay the browser's own. That a stamp, and not the
//! moment of handling, is what counts is tested with the real clock, in `tests/time.rs`.

/// What the clock of the next document does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Clock {
    /// It runs, so many milliseconds ahead of the machine's.
    Runs {
        /// How far ahead.
        ahead: f64,
    },
    /// It stands still at this time of the wall, in milliseconds since 1970.
    Stands {
        /// The time it shows.
        wall: f64,
    },
}

impl Clock {
    /// The machine's own.
    pub const REAL: Self = Self::Runs { ahead: 0.0 };

    /// The script that goes before the page's own. It also takes down what goes wrong on the page, and counts clicks.
    pub fn script(self) -> String {
        let (ahead, wall) = match self {
            Self::Runs { ahead } => (ahead.to_string(), "null".to_owned()),
            Self::Stands { wall } => ("0".to_owned(), wall.to_string()),
        };
        SCRIPT.replace("{ahead}", &ahead).replace("{wall}", &wall)
    }
}

const SCRIPT: &str = r#"(() => {
  if (window.journey) return;
  const ticking = performance.now.bind(performance);
  const stamped = Object.getOwnPropertyDescriptor(Event.prototype, "timeStamp").get;
  const stands_at = {wall};
  let ahead = 0;
  let frozen = stands_at === null ? null : ticking();
  const origin = stands_at === null ? performance.timeOrigin + {ahead} : stands_at - frozen;
  const ticks = () => frozen ?? ticking() + ahead;
  let slept = 0;
  const wall = () => Math.floor(origin + ticks() + slept);

  performance.now = ticks;
  Object.defineProperty(performance, "timeOrigin", { get: () => origin });
  Object.defineProperty(Event.prototype, "timeStamp", {
    configurable: true, enumerable: true,
    get() { return frozen ?? stamped.call(this) + ahead; },
  });
  Date.now = wall;
  window.Date = new Proxy(Date, {
    construct: (real, given, as) => Reflect.construct(real, given.length ? given : [wall()], as),
    apply: (real) => new real(wall()).toString(),
  });
  Date.prototype.constructor = window.Date;

  const journey = { problems: [], clicks: 0, click: null, picker: null };
  journey.freeze = () => { frozen = Math.floor(ticks()); };
  journey.real = ticking;
  journey.pass = (millis) => { if (frozen === null) ahead += millis; else frozen += millis; };
  journey.sleep = (millis) => { slept += millis; };
  journey.wall = () => origin + ticks() + slept;
  window.journey = journey;

  const note = (what) => journey.problems.push(what);
  addEventListener("error", (e) => note("error: " + (e.message ?? e.target?.src ?? e.target?.href)), true);
  addEventListener("unhandledrejection", (e) => note("unhandled rejection: " + (e.reason?.stack ?? e.reason)));
  addEventListener("securitypolicyviolation", (e) => note(`policy: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`), true);
  addEventListener("click", (e) => {
    journey.clicks += 1;
    journey.click = { stamp: e.timeStamp, handled: ticks() };
    const target = e.composedPath()[0];
    // The system's own file dialog is not on the page: the file is handed to the input that asked for it.
    if (target.type === "file") { e.preventDefault(); journey.picker = target; }
  }, true);
})()"#;
