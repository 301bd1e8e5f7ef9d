//! The summary as plain values, as host pages get it. Names and their order are fixed
//! (docs/file-format.md).
//!
//! Values and no text: numbers reach the page as they are, and nothing has to print or read the
//! digits of fractions, which takes more bytes than all of this.

use super::equality::Equality;
use super::groups::{Comparison, Groups};
use super::moments::SmallMoment;
use super::summary::{Matrix, PersonSummary, Summary};
use super::uncertainty::Rate;
use crate::time::Moment;

/// A value as any language has it.
#[derive(Clone, Debug, PartialEq)]
pub enum Plain {
    /// Nothing, null.
    Nothing,
    /// Yes or no.
    Truth(bool),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// Values in order.
    List(Vec<Plain>),
    /// Values by name, in order.
    Record(Vec<(&'static str, Plain)>),
}

impl Summary {
    /// The summary as plain values. The sentence of a moment is made elsewhere, since it is made
    /// of words.
    pub fn plain(&self, sentence: &dyn Fn(&SmallMoment) -> String) -> Plain {
        let moment = |moment: &SmallMoment| {
            let person = |place: usize| self.people.get(place).map(|person| text(&person.id));
            let people = moment.people();
            let ids = people.iter().filter_map(|who| person(who.place()));
            Plain::Record(vec![
                ("kind", text(moment.kind().name())),
                ("at_s", Plain::Number(moment.at.seconds())),
                ("until_s", number(moment.end().map(Moment::seconds))),
                ("people", Plain::List(ids.collect())),
                ("text", Plain::Text(sentence(moment))),
            ])
        };
        Plain::Record(vec![
            ("version", count(Some(self.version))),
            ("observed_s", Plain::Number(self.observed_s)),
            ("talk_s", Plain::Number(self.talk_s)),
            ("speech_s", Plain::Number(self.speech_s)),
            ("overlap_s", Plain::Number(self.overlap_s)),
            ("silence_s", Plain::Number(self.silence_s)),
            ("people", list(&self.people, person)),
            ("interruptions", matrix(self.interruptions.as_ref())),
            ("yielded", matrix(self.yielded.as_ref())),
            ("talked_over", matrix(self.talked_over.as_ref())),
            ("passes", matrix(Some(&self.passes))),
            ("equality", equality(&self.equality)),
            ("groups", list(&self.groups, groups)),
            (
                "windows",
                Plain::Record(vec![
                    ("width_s", Plain::Number(self.windows.width_s)),
                    (
                        "airtime_s",
                        list(&self.windows.airtime_s, |row| {
                            list(row, |seconds| Plain::Number(*seconds))
                        }),
                    ),
                ]),
            ),
            ("moments", list(&self.moments, moment)),
        ])
    }
}

impl Summary {
    /// What it says of each person as rows of cells, below the names of the numbers; those of a rate have its name before
    /// their own. What is not known is empty.
    pub fn people_in_rows(&self) -> Vec<Vec<String>> {
        let mut rows = Vec::new();
        for summary in &self.people {
            let cells = flat("", person(summary));
            if rows.is_empty() {
                rows.push(cells.iter().map(|(name, _)| name.clone()).collect());
            }
            rows.push(cells.into_iter().map(|(_, cell)| cell).collect());
        }
        rows
    }
}

/// The parts of a rate.
const RATE: [&str; 6] = ["count", "minutes", "rate", "low", "high", "enough"];

/// A value as cells, each with its name.
fn flat(name: &str, value: Plain) -> Vec<(String, String)> {
    let cell = match value {
        Plain::Record(fields) => {
            let fields = fields.into_iter();
            let inside = fields.flat_map(|(field, value)| match name {
                "" => flat(field, value),
                name => flat(&format!("{name}_{field}"), value),
            });
            return inside.collect();
        }
        // A rate that is not known has as many cells as one that is.
        Plain::Nothing if name.ends_with("_per_min") => {
            let cell = |part| (format!("{name}_{part}"), String::new());
            return RATE.map(cell).to_vec();
        }
        // Of one person there are no lists.
        Plain::List(_) | Plain::Nothing => String::new(),
        Plain::Truth(truth) => truth.to_string(),
        Plain::Number(number) => number.to_string(),
        Plain::Text(text) => text,
    };
    vec![(name.to_owned(), cell)]
}

fn person(person: &PersonSummary) -> Plain {
    Plain::Record(vec![
        ("id", text(&person.id)),
        ("name", text(&person.name)),
        ("role", person.role.as_deref().map_or(Plain::Nothing, text)),
        ("present_s", Plain::Number(person.present_s)),
        ("airtime_s", Plain::Number(person.airtime_s)),
        ("share", number(person.share)),
        ("expected_share", number(person.expected_share)),
        ("turns", Plain::Number(person.turns as f64)),
        ("mean_turn_s", number(person.mean_turn_s)),
        ("median_turn_s", number(person.median_turn_s)),
        ("longest_turn_s", number(person.longest_turn_s)),
        ("interruptions_made", count(person.interruptions_made)),
        (
            "interruptions_received",
            count(person.interruptions_received),
        ),
        ("talked_over", count(person.talked_over)),
        ("cut_offs", count(person.cut_offs)),
        ("received_per_min", rate(person.received_per_min)),
        ("made_per_min", rate(person.made_per_min)),
        ("regained_within_60_s", count(person.regained_within_60_s)),
        ("moments_by", count(Some(person.moments_by))),
        ("moments_for", count(Some(person.moments_for))),
    ])
}

fn groups(groups: &Groups) -> Plain {
    let value = |value: &Option<String>| value.as_deref().map_or(Plain::Nothing, text);
    Plain::Record(vec![
        ("attribute", text(&groups.attribute)),
        ("values", list(&groups.values, value)),
        (
            "people",
            list(&groups.people, |people| count(Some(*people))),
        ),
        ("share", list(&groups.share, |share| number(*share))),
        ("interruptions", matrix(groups.interruptions.as_ref())),
        (
            "received_per_min",
            groups
                .received_per_min
                .as_ref()
                .map_or(Plain::Nothing, |rates| list(rates, |one| rate(Some(*one)))),
        ),
        (
            "comparison",
            groups
                .comparison
                .as_ref()
                .map_or(Plain::Nothing, comparison),
        ),
    ])
}

fn comparison(comparison: &Comparison) -> Plain {
    Plain::Record(vec![
        ("rate_ratio", number(comparison.rate_ratio)),
        ("low", number(comparison.low)),
        ("high", number(comparison.high)),
        ("p_exact", number(comparison.p_exact)),
        ("p_permutation", number(comparison.p_permutation)),
        ("p_smallest", number(comparison.p_smallest)),
    ])
}

fn rate(rate: Option<Rate>) -> Plain {
    let Some(rate) = rate else {
        return Plain::Nothing;
    };
    Plain::Record(vec![
        ("count", count(Some(rate.count))),
        ("minutes", Plain::Number(rate.minutes)),
        ("rate", number(rate.rate)),
        ("low", number(rate.low)),
        ("high", number(rate.high)),
        ("enough", Plain::Truth(rate.enough)),
    ])
}

fn equality(equality: &Equality) -> Plain {
    Plain::Record(vec![
        ("gini", number(equality.gini)),
        ("gini_corrected", number(equality.gini_corrected)),
        ("evenness", number(equality.evenness)),
        ("effective_speakers", number(equality.effective_speakers)),
        ("would_change_hands", number(equality.would_change_hands)),
    ])
}

fn text(text: &str) -> Plain {
    Plain::Text(text.to_owned())
}

fn number(number: Option<f64>) -> Plain {
    number.map_or(Plain::Nothing, Plain::Number)
}

fn count(count: Option<u32>) -> Plain {
    number(count.map(f64::from))
}

fn matrix(matrix: Option<&Matrix>) -> Plain {
    matrix.map_or(Plain::Nothing, |rows| {
        list(rows, |row| list(row, |cell| count(Some(*cell))))
    })
}

fn list<T>(things: &[T], plain: impl Fn(&T) -> Plain) -> Plain {
    Plain::List(things.iter().map(plain).collect())
}
