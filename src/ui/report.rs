//! What is saved of the charts: a picture, or the whole report as one page without script.

use std::pin::Pin;

use web_sys::{Blob, Element};

use super::{Desk, png};
use crate::chart::report::{self, Report};
use crate::chart::svg::{self, Theme};
use crate::chart::{ChartKind, Figure, Subject, cells};
use crate::file::{self, Written};
use crate::measure::summary::Options;
use crate::meeting::Privacy;
use crate::problem::{Code, Problem};
use crate::text::{Words, clock};
use crate::time::Moment;

/// The width for which saved pictures are drawn, in CSS px.
const WIDTH: f64 = 960.0;

/// The width of a page of paper, less its margins.
const PAPER: f64 = 680.0;

/// That there is none.
pub fn nothing() -> Problem {
    Problem::new(Code::UnknownEvent, "There is no meeting to save yet.")
}

/// What of a meeting is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chosen {
    /// How it is read.
    pub options: Options,
    /// By which attribute interruptions are shown; none: by person.
    pub by: Option<usize>,
    /// What is marked on the timeline.
    pub marked: Option<(Moment, Moment)>,
}

/// A picture that is being drawn.
pub type Picture = Pin<Box<dyn Future<Output = Result<Blob, Problem>>>>;

/// What is shown as a file: `html`, the whole report; `summary-csv`, the numbers of each person; `svg`, the picture of
/// the chart of this name.
pub fn shown(desk: &Desk, format: &str, chart: Option<&str>) -> Result<Written, Problem> {
    match format {
        "html" => report(desk, Chosen::default()),
        "summary-csv" => people(desk, Chosen::default()),
        _ => Ok(svg(&figure(desk, named(chart)?, Chosen::default())?)),
    }
}

/// The picture of the chart of this name as PNG, drawn in the element that holds this.
pub fn png(desk: &Desk, chart: Option<&str>, screen: Element) -> Picture {
    let figure = named(chart).and_then(|kind| figure(desk, kind, Chosen::default()));
    Box::pin(async move { png::picture(&figure?, &screen).await })
}

fn named(chart: Option<&str>) -> Result<ChartKind, Problem> {
    chart.and_then(ChartKind::named).ok_or_else(|| {
        let names: Vec<&str> = ChartKind::ALL.iter().map(|kind| kind.name()).collect();
        Problem::new(
            Code::UnknownFormat,
            format!(
                "A picture is of a chart; name one of: {}.",
                names.join(", ")
            ),
        )
    })
}

/// One chart, drawn to be saved, with every row of its tables.
pub fn figure(desk: &Desk, kind: ChartKind, chosen: Chosen) -> Result<Figure, Problem> {
    let session = &desk.session;
    let (document, reading) = session
        .document()
        .zip(session.reading_with(chosen.options))
        .ok_or_else(nothing)?;
    let course = session.course();
    let subject = Subject {
        meeting: &document.meeting,
        course: &course,
        reading: &reading,
        words: desk.words.charts(),
        by: chosen.by,
        marked: chosen.marked,
        at_length: true,
    };
    Ok(subject.figure_at_length(kind, WIDTH))
}

/// The picture of a chart as SVG.
pub fn svg(figure: &Figure) -> Written {
    Written {
        bytes: svg::picture(figure, Theme::Light).into_bytes(),
        mime: "image/svg+xml",
        extension: "svg",
    }
}

/// The numbers of a chart as CSV.
pub fn csv(figure: &Figure, words: &Words) -> Written {
    Written {
        bytes: file::write_csv(cells(figure, words.charts())).into_bytes(),
        mime: "text/csv",
        extension: "csv",
    }
}

/// The numbers of each person as CSV, unrounded, under the names that the summary has for them.
pub fn people(desk: &Desk, chosen: Chosen) -> Result<Written, Problem> {
    let reading = desk.session.reading_with(chosen.options);
    let (document, reading) = desk.session.document().zip(reading).ok_or_else(nothing)?;
    if document.meeting.privacy == Privacy::Groups {
        return Err(file::groups_alone());
    }
    Ok(Written {
        bytes: file::write_csv(reading.summary.people_in_rows()).into_bytes(),
        mime: "text/csv",
        extension: "people.csv",
    })
}

/// The whole report.
pub fn report(desk: &Desk, chosen: Chosen) -> Result<Written, Problem> {
    let session = &desk.session;
    let (document, reading) = session
        .document()
        .zip(session.reading_with(chosen.options))
        .ok_or_else(nothing)?;
    let meeting = &document.meeting;
    let course = session.course();
    let subject = Subject {
        meeting,
        course: &course,
        reading: &reading,
        words: desk.words.charts(),
        by: chosen.by,
        marked: chosen.marked,
        at_length: true,
    };
    let name = |who| meeting.roster.label(who).to_owned();
    let said = desk.words.moments();
    let moments = reading.summary.moments.iter().map(|moment| {
        let at = clock(moment.at.since(Moment::START));
        (at, (said.sentence)(moment, &name))
    });
    let words = desk.words.review();
    let report = Report {
        language: desk.words.language,
        title: match meeting.title.as_str() {
            "" => desk.words.screens.untitled.to_owned(),
            title => title.to_owned(),
        },
        started: (words.date)(&meeting.started),
        paragraph: super::review::paragraph(desk.words, &document, &reading, chosen.options.window),
        moments_heading: (meeting.privacy != Privacy::Groups).then_some(words.moments),
        no_moments: words.no_moments,
        moments: moments.collect(),
        actions_heading: words.question,
        actions: meeting
            .actions
            .iter()
            .map(|action| {
                let at = action.at.map(|at| clock(at.since(Moment::START)));
                (at.unwrap_or_default(), action.text.clone())
            })
            .collect(),
        how: desk.words.screens.how,
        figures: desk
            .face
            .charts()
            .into_iter()
            .filter(|kind| kind.is_of(meeting))
            .map(|kind| subject.figure(kind, PAPER))
            .collect(),
    };
    Ok(Written {
        bytes: report::html(&report).into_bytes(),
        mime: "text/html",
        extension: "html",
    })
}
