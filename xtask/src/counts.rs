//! How many tests ran, read from what they print.

use std::fmt;
use std::ops::AddAssign;

/// Tests passed, failed and ignored.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    /// Tests that held.
    pub passed: u32,
    /// Tests that did not.
    pub failed: u32,
    /// Tests that were left out.
    pub ignored: u32,
}

impl Counts {
    /// Reads the line at the end of a run, as Cargo's tests and those in the browser
    /// print it; nothing for any other line.
    pub fn read(line: &str) -> Option<Self> {
        let (_, result) = line.split_once("test result: ")?;
        let (_, numbers) = result.split_once(". ")?;
        let number = |what: &str| {
            let part = numbers
                .split(';')
                .find_map(|part| part.trim().strip_suffix(what))?;
            part.trim().parse().ok()
        };
        Some(Self {
            passed: number("passed")?,
            failed: number("failed")?,
            ignored: number("ignored").unwrap_or_default(),
        })
    }

    /// All that ran.
    pub fn ran(self) -> u32 {
        self.passed + self.failed
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<(u32, u32, u32)>) {
        let expected = expected.map(|(passed, failed, ignored)| Counts {
            passed,
            failed,
            ignored,
        });
        assert_eq!(Counts::read(line), expected, "{line}");
    }

    #[test]
    fn the_last_line_of_a_run_is_read() {
        check(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out",
            Some((12, 0, 1)),
        );
        check(
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 filtered out; finished in 1.20s",
            Some((3, 2, 0)),
        );
        check(
            "test result: ok. 4 passed; 0 failed; 0 ignored; 0 filtered out; finished in 0.10s",
            Some((4, 0, 0)),
        );
        check(
            "    test result: ok. 4 passed; 0 failed; 0 ignored",
            Some((4, 0, 0)),
        );
    }

    #[test]
    fn other_lines_are_not() {
        check("test meeting::tap::a_tap_is_recorded ... ok", None);
        check("running 3 tests", None);
        check("test result: ok.", None);
        check("", None);
    }

    #[test]
    fn they_add_up_and_read_well() {
        let mut sum = Counts {
            passed: 1,
            failed: 0,
            ignored: 2,
        };
        sum += Counts {
            passed: 2,
            failed: 1,
            ignored: 0,
        };
        assert_eq!(sum.to_string(), "3 passed, 1 failed");
        assert_eq!((sum.ran(), sum.ignored), (4, 2));
    }
}
