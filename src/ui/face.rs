//! How the page owner wants the element shown: the attributes that screens heed.

use yew::AttrValue;

use super::guise::Guise;
use crate::chart::ChartKind;
use crate::meeting::Privacy;

/// The attributes as they stand on the element, empty where they are not set. What they mean is
/// read by whoever needs it: a board needs none of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Face {
    /// `charts`.
    pub charts: AttrValue,
    /// `privacy`.
    pub privacy: Privacy,
    /// Whether `mode` asks for a review: what the page shows there is for reading.
    pub is_review: bool,
    /// The meeting as that has it seen.
    pub guise: Guise,
}

impl Face {
    /// Which charts are shown, in order. Names that are not known are passed over, and so are
    /// those that come again; where no known one is left, all are shown.
    pub fn charts(&self) -> Vec<ChartKind> {
        let mut charts: Vec<ChartKind> = Vec::new();
        for kind in self.charts.split_ascii_whitespace() {
            if let Some(kind) = ChartKind::named(kind).filter(|kind| !charts.contains(kind)) {
                charts.push(kind);
            }
        }
        if charts.is_empty() {
            charts.extend(ChartKind::ALL);
        }
        charts
    }
}
