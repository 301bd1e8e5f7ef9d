//! What is saved of the charts: a picture, or the whole report as one page without script.

use super::Desk;
use crate::chart::report::{self, Report};
use crate::chart::svg::{self, Theme};
use crate::chart::{ChartKind, Subject};
use crate::file::Written;
use crate::problem::{Code, Problem};
use crate::text::clock;
use crate::time::Moment;

/// The width for which saved pictures are drawn, in CSS px.
const WIDTH: f64 = 960.0;

/// The width of a page of paper, less its margins.
const PAPER: f64 = 680.0;

fn nothing() -> Problem {
    Problem::new(Code::UnknownEvent, "There is no meeting to save yet.")
}

/// What is shown as a file: `html`, the whole report; `svg`, the picture of the chart of this name.
pub fn shown(desk: &Desk, format: &str, chart: Option<&str>) -> Result<Written, Problem> {
    if format == "html" {
        return report(desk);
    }
    let kind = chart.and_then(ChartKind::named).ok_or_else(|| {
        let names: Vec<&str> = ChartKind::ALL.iter().map(|kind| kind.name()).collect();
        Problem::new(
            Code::UnknownFormat,
            format!(
                "A picture is of a chart; name one of: {}.",
                names.join(", ")
            ),
        )
    })?;
    picture(desk, kind)
}

/// The picture of one chart.
pub fn picture(desk: &Desk, kind: ChartKind) -> Result<Written, Problem> {
    let session = &desk.session;
    let (document, reading) = session
        .document()
        .zip(session.reading())
        .ok_or_else(nothing)?;
    let course = session.course();
    let subject = Subject {
        meeting: &document.meeting,
        course: &course,
        reading: &reading,
        words: desk.words.charts(),
        by: None,
        marked: None,
    };
    let picture = svg::picture(&subject.figure(kind, WIDTH), Theme::Light);
    Ok(Written {
        bytes: picture.into_bytes(),
        mime: "image/svg+xml",
        extension: "svg",
    })
}

/// The whole report.
pub fn report(desk: &Desk) -> Result<Written, Problem> {
    let session = &desk.session;
    let (document, reading) = session
        .document()
        .zip(session.reading())
        .ok_or_else(nothing)?;
    let meeting = &document.meeting;
    let course = session.course();
    let subject = Subject {
        meeting,
        course: &course,
        reading: &reading,
        words: desk.words.charts(),
        by: None,
        marked: None,
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
        started: meeting.started.clone(),
        paragraph: super::review::paragraph(desk.words, &document, &reading),
        moments_heading: words.moments,
        no_moments: words.no_moments,
        moments: moments.collect(),
        actions_heading: words.question,
        actions: meeting
            .actions
            .iter()
            .map(|action| action.text.clone())
            .collect(),
        how: desk.words.screens.how,
        figures: desk
            .face
            .charts()
            .into_iter()
            .map(|kind| subject.figure(kind, PAPER))
            .collect(),
    };
    Ok(Written {
        bytes: report::html(&report).into_bytes(),
        mime: "text/html",
        extension: "html",
    })
}
