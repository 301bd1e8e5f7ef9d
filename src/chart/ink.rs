//! What a mark stands for. Its colour is a matter of `styles/chart.css`.

/// What a mark stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Ink {
    /// Time on the floor: a bar, a turn.
    Airtime,
    /// A person's expected share.
    Expected,
    /// The gap around a mark that lies on another.
    Halo,
    /// An equal share, beside bars.
    Equal,
    /// The same where it is cut out of a bar.
    Cut,
    /// The talk that would have to change hands.
    Change,
    /// From whoever had the floor to whoever was next.
    Pass,
    /// The same, where there are too few to say.
    FewPasses,
    /// A person's place at the table.
    Seat,
    /// Someone's interruptions, made and received.
    Point,
    /// The same of several people.
    Ring,
    /// Where as many are made as received.
    Diagonal,
    /// A rate.
    Dot,
    /// Its interval.
    Whisker,
    /// A rate of too few to say.
    FewDots,
    /// The interval of too few to say.
    FewWhiskers,
    /// An axis and its ticks.
    Axis,
    /// A line that leads the eye.
    Grid,
    /// What was chosen on the timeline.
    Marked,
    /// What is outside the part that was picked on it.
    Outside,
    /// When a person was in the room.
    Present,
    /// Time outside the observed window.
    Pause,
    /// The hatching of a pause.
    Hatch,
    /// An interruption that was yielded to.
    Yielded,
    /// An interruption that was held off.
    Held,
    /// Being talked over.
    TalkedOver,
    /// An ally moment.
    Ally,
    /// An empty cell.
    Cell,
    /// A cell of somebody who was in the room.
    Room,
    /// A cell that cannot be: nobody interrupts themselves.
    Blocked,
    /// A cell with few.
    Level1,
    /// A cell with some.
    Level2,
    /// A cell with more.
    Level3,
    /// A cell with most.
    Level4,
    /// In a cell: was yielded to.
    CellYielded,
    /// In a cell: was held off.
    CellHeld,
    /// In a cell: talked over, as stated.
    CellTalkedOver,
    /// In a cell: talked over, as inferred.
    CellInferred,
    /// A name or a value.
    Label,
    /// A count in a cell.
    Count,
    /// A share in a cell.
    Share,
    /// Words that stand back.
    Muted,
    /// The heading of a saved picture.
    Heading,
    /// The ground of a saved picture.
    Ground,
}

impl Ink {
    /// Every ink, each at the place of its code.
    pub const ALL: [Self; 44] = [
        Self::Airtime,
        Self::Expected,
        Self::Halo,
        Self::Equal,
        Self::Cut,
        Self::Change,
        Self::Pass,
        Self::FewPasses,
        Self::Seat,
        Self::Point,
        Self::Ring,
        Self::Diagonal,
        Self::Dot,
        Self::Whisker,
        Self::FewDots,
        Self::FewWhiskers,
        Self::Axis,
        Self::Grid,
        Self::Marked,
        Self::Outside,
        Self::Present,
        Self::Pause,
        Self::Hatch,
        Self::Yielded,
        Self::Held,
        Self::TalkedOver,
        Self::Ally,
        Self::Cell,
        Self::Room,
        Self::Blocked,
        Self::Level1,
        Self::Level2,
        Self::Level3,
        Self::Level4,
        Self::CellYielded,
        Self::CellHeld,
        Self::CellTalkedOver,
        Self::CellInferred,
        Self::Label,
        Self::Count,
        Self::Share,
        Self::Muted,
        Self::Heading,
        Self::Ground,
    ];

    /// The CSS classes.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Airtime => "airtime",
            Self::Expected => "expected",
            Self::Halo => "halo",
            Self::Equal => "expected equal",
            Self::Cut => "cut",
            Self::Change => "change",
            Self::Pass => "pass",
            Self::FewPasses => "pass few",
            Self::Seat => "seat",
            Self::Point => "point",
            Self::Ring => "ring",
            Self::Diagonal => "diagonal",
            Self::Dot => "dot",
            Self::Whisker => "whisker",
            Self::FewDots => "dot few",
            Self::FewWhiskers => "whisker few",
            Self::Axis => "axis",
            Self::Grid => "grid",
            Self::Marked => "marked",
            Self::Outside => "outside",
            Self::Present => "present",
            Self::Pause => "pause",
            Self::Hatch => "hatch",
            Self::Yielded => "interruption yielded",
            Self::Held => "interruption held",
            Self::TalkedOver => "talked-over",
            Self::Ally => "ally",
            Self::Cell => "cell",
            Self::Room => "cell room",
            Self::Blocked => "cell blocked",
            Self::Level1 => "cell level-1",
            Self::Level2 => "cell level-2",
            Self::Level3 => "cell level-3",
            Self::Level4 => "cell level-4",
            Self::CellYielded => "in-cell yielded",
            Self::CellHeld => "in-cell held",
            Self::CellTalkedOver => "in-cell talked-over",
            Self::CellInferred => "in-cell talked-over inferred",
            Self::Label => "label",
            Self::Count => "count",
            Self::Share => "share",
            Self::Muted => "muted",
            Self::Heading => "heading",
            Self::Ground => "ground",
        }
    }

    /// How round the corners of a rectangle are, in CSS px.
    pub(super) const fn radius(self) -> f64 {
        match self {
            Self::Airtime => 3.0,
            _ => 0.0,
        }
    }

    /// The number that stands for this ink where only a colour can be handed on.
    pub(super) const fn code(self) -> u8 {
        self as u8
    }

    /// The ink with this code; muted words for a code that nobody gave out.
    pub(super) fn of_code(code: u8) -> Self {
        Self::ALL
            .get(usize::from(code))
            .copied()
            .unwrap_or(Self::Muted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ink_comes_back_from_its_code() {
        for ink in Ink::ALL {
            assert_eq!(Ink::of_code(ink.code()), ink);
        }
    }
}
