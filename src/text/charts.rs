//! The words of charts, their sentences and their tables.

/// What charts say.
#[derive(Clone, Copy, Debug)]
pub struct ChartWords {
    /// Heading of the airtime chart.
    pub airtime: &'static str,
    /// Heading of the timeline.
    pub timeline: &'static str,
    /// Heading of the interruptions matrix.
    pub interruptions: &'static str,
}
