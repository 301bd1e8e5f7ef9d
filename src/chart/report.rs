//! A whole report as one HTML file that needs nothing else and runs no script.

use super::figure::{Figure, LegendEntry, Table};
use super::scene::Scene;
use super::svg::{self, Theme};

/// What a report says.
pub struct Report {
    /// Its language, BCP 47.
    pub language: &'static str,
    /// The meeting's title.
    pub title: String,
    /// When it started.
    pub started: String,
    /// The meeting in one paragraph.
    pub paragraph: String,
    /// Heading of the small patterns; none where nothing is known of any.
    pub moments_heading: Option<&'static str>,
    /// Said where there are none.
    pub no_moments: &'static str,
    /// Each with its time and its sentence.
    pub moments: Vec<(String, String)>,
    /// Heading of what the team sets out to do.
    pub actions_heading: &'static str,
    /// What that is, each with the time of the moment that it answers, or none.
    pub actions: Vec<(String, String)>,
    /// Heading of how a chart is computed.
    pub how: &'static str,
    /// The charts.
    pub figures: Vec<Figure>,
}

const RULES: &str = "\
@page { margin: 16mm 14mm; }
body { overflow-wrap: anywhere; max-width: 720px; margin: 0 auto; padding: 24px 20px; background: #fff; color: #20242a; \
font: 15px/1.5 system-ui, -apple-system, \"Segoe UI\", Roboto, \"Noto Sans\", sans-serif; }
h1 { font-size: 26px; line-height: 1.2; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 19px; margin: 0 0 6px; break-after: avoid; }
p { margin: 0 0 10px; }
.soft, figcaption, .how { color: #5c6470; font-size: 13px; }
section, figure { margin: 28px 0 0; }
.shown { break-inside: avoid; }
.scroll { overflow-x: auto; }
svg { display: block; margin: 8px 0; }
ol, ul { padding-inline-start: 0; list-style: none; margin: 0; }
li { display: grid; grid-template-columns: 4em minmax(0, 1fr); padding: 4px 0; break-inside: avoid; }
li b { font-weight: 400; color: #5c6470; font-variant-numeric: tabular-nums; }
table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; margin: 12px 0; }
table.short, .how { break-inside: avoid; }
tr { break-inside: avoid; }
caption { text-align: start; font-weight: 600; padding-bottom: 4px; }
th, td { padding: 4px 12px 4px 0; border-bottom: 1px solid #e3ddd3; text-align: start; vertical-align: baseline; }
thead th { color: #5c6470; vertical-align: bottom; }
.number { text-align: end; }
tbody .number { white-space: nowrap; }
@media print {
  body { padding: 0; max-width: none; }
  .scroll { overflow: visible; }
  svg { max-width: 100%; height: auto; }
}
";

/// A table of no more rows is not broken over two pages.
const SHORT: usize = 24;

/// The report as HTML.
pub fn html(report: &Report) -> String {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>",
        report.language
    );
    escape(&mut page, &report.title);
    page.push_str("</title>\n<style>\n");
    page.push_str(RULES);
    page.push_str(&svg::rules(Theme::Light));
    page.push_str("</style>\n</head>\n<body>\n");
    element(&mut page, "h1", "", &report.title);
    element(&mut page, "p", "soft", &report.started);
    element(&mut page, "p", "", &report.paragraph);
    if let Some(heading) = report.moments_heading {
        moments(&mut page, heading, report);
    }
    if !report.actions.is_empty() {
        page.push_str("<section>\n");
        element(&mut page, "h2", "", report.actions_heading);
        page.push_str("<ul>\n");
        for (at, action) in &report.actions {
            entry(&mut page, at, action);
        }
        page.push_str("</ul>\n</section>\n");
    }
    for shown in &report.figures {
        figure(&mut page, shown, report.how);
    }
    page.push_str("</body>\n</html>\n");
    page
}

/// The small patterns.
fn moments(page: &mut String, heading: &str, report: &Report) {
    page.push_str("<section>\n");
    element(page, "h2", "", heading);
    if report.moments.is_empty() {
        element(page, "p", "soft", report.no_moments);
    }
    page.push_str("<ol>\n");
    for (at, sentence) in &report.moments {
        entry(page, at, sentence);
    }
    page.push_str("</ol>\n</section>\n");
}

/// A line of a list, with its time before it.
fn entry(page: &mut String, at: &str, text: &str) {
    page.push_str("<li><b>");
    escape(page, at);
    page.push_str("</b><span>");
    escape(page, text);
    page.push_str("</span></li>\n");
}

fn figure(page: &mut String, figure: &Figure, how: &str) {
    page.push_str("<figure>\n<div class=\"shown\">\n");
    element(page, "h2", "", figure.heading);
    element(page, "p", "", &figure.sentence);
    if let Some(scene) = &figure.scene {
        picture(page, scene, &figure.legend, &figure.name);
    }
    element(page, "figcaption", "", &figure.caption);
    page.push_str("</div>\n");
    for more in &figure.more {
        page.push_str("<div class=\"shown\">\n");
        picture(page, &more.scene, &more.legend, &more.name);
        element(page, "p", "soft", &more.caption);
        page.push_str("</div>\n");
    }
    for shown in &figure.tables {
        table(page, shown);
    }
    element(page, "p", "how", &format!("{how}: {}", figure.how));
    page.push_str("</figure>\n");
}

/// A picture in a box of its own: where it is wider than the page, the box is what scrolls. What it shows
/// stands beside it in words.
fn picture(page: &mut String, scene: &Scene, legend: &[LegendEntry], name: &str) {
    page.push_str("<div class=\"scroll\">\n");
    page.push_str(&svg::plain(scene, legend, name, ""));
    page.push_str("</div>\n");
}

fn table(page: &mut String, table: &Table) {
    page.push_str("<div class=\"scroll\">");
    page.push_str(match table.rows.len() {
        ..=SHORT => "<table class=\"short\">",
        _ => "<table>",
    });
    element(page, "caption", "", table.caption);
    page.push_str("<thead><tr>");
    let class = |place: usize| match table.columns.get(place) {
        Some(column) if column.numbers => "number",
        _ => "",
    };
    for (place, column) in table.columns.iter().enumerate() {
        element(page, "th", class(place), &column.words);
    }
    page.push_str("</tr></thead><tbody>\n");
    for row in &table.rows {
        page.push_str("<tr>");
        for (place, cell) in row.iter().enumerate() {
            element(
                page,
                if place == 0 { "th" } else { "td" },
                class(place),
                cell,
            );
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody></table></div>\n");
    if let Some(note) = &table.note {
        element(page, "p", "soft", note);
    }
}

fn element(page: &mut String, tag: &str, class: &str, text: &str) {
    page.push('<');
    page.push_str(tag);
    if !class.is_empty() {
        page.push_str(" class=\"");
        page.push_str(class);
        page.push('"');
    }
    page.push('>');
    escape(page, text);
    page.push_str("</");
    page.push_str(tag);
    page.push_str(">\n");
}

/// Adds text so that it is nothing but text.
fn escape(page: &mut String, text: &str) {
    for sign in text.chars() {
        match sign {
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '&' => page.push_str("&amp;"),
            '"' => page.push_str("&quot;"),
            sign if sign.is_control() && sign != '\n' && sign != '\t' => {}
            sign => page.push(sign),
        }
    }
}
