//! Everything that was asked, those findings first that say most.

use crate::diary::Catalogue;
use crate::diary::relief::RatedUse;
use crate::patterns::{Finding, Heading, Page, Question, Row};
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::screens::patterns::route::Route;
use crate::tui::widgets::picture::Picture;
use crate::tui::widgets::prose::Line;
use crate::words::patterns as telling;

use crate::words::dates;
use crate::words::screens::patterns as words;

use super::around;
use super::block::{Block, Body, Report, Target};

/// The page.
pub(super) fn page(model: &Model) -> Report {
    let item = model.patterns.item.as_ref();
    let item = item.and_then(|id| model.catalogue.item(id.as_str()));
    let title = match item {
        Some(item) => words::goes_with(&item.phrase),
        None => words::pain_goes_with().to_owned(),
    };
    let alone = |title, words: &str, meaning| Report {
        title,
        blocks: vec![Block::words(vec![Line::new(words, meaning)])],
        ..Report::default()
    };
    let Some(page) = &model.patterns.page else {
        return alone(title, words::looking(), Meaning::Muted);
    };
    let Some(range) = page.range else {
        return alone(title, words::nothing_recorded(), Meaning::Text);
    };
    let day = dates::short_day_month_year;
    let basis = words::basis(day(range.first), day(range.last), page.cycles);
    let legend = [basis, words::legend().to_owned()].map(|words| Line::new(words, Meaning::Muted));
    let legend = Body::Heading(legend.to_vec());
    let mut blocks = vec![Block {
        body: legend,
        target: Target::Nowhere,
    }];
    for section in page.sections() {
        blocks.push(heading(section.heading));
        blocks.extend(
            section
                .rows
                .iter()
                .map(|of| row(page, of, &model.catalogue)),
        );
    }
    Report {
        title,
        aside: words::questions_asked(page.comparisons),
        blocks,
    }
}

fn heading(of: Heading) -> Block {
    let (title, note) = telling::heading(of);
    Block::heading(title, note)
}

/// A row in words, with its picture, and where it leads.
fn row(page: &Page, row: &Row, catalogue: &Catalogue) -> Block {
    let (picture, target) = match row {
        Row::Findings(findings) => (
            findings
                .first()
                .map_or(Picture::Nothing, |of| picture(page, of)),
            findings.first().map_or(Target::Nowhere, |of| {
                let questions = findings.iter().map(|of| of.question.clone());
                Target::Report(Route::Questions(of.item.clone(), questions.collect()))
            }),
        ),
        Row::Relief(of) => (
            Picture::Cases(of.cases.iter().map(RatedUse::helped).collect()),
            Target::Report(Route::Relief(of.code.clone())),
        ),
        Row::Weekdays(_) | Row::Trend(_) => (Picture::Nothing, Target::Nowhere),
    };
    let line = Line::new(telling::row(row, catalogue), Meaning::Text);
    Block {
        body: Body::Words(vec![line], picture),
        target,
    }
}

/// A small picture of a finding: its cycles, or the days around its events.
pub(super) fn picture(page: &Page, finding: &Finding) -> Picture {
    match &finding.question {
        Question::Phase(_) => {
            let whole: f64 = finding.dots.iter().map(|dot| dot.difference()).sum();
            let same = finding
                .dots
                .iter()
                .map(|dot| dot.difference() * whole > 0.0);
            Picture::Cases(same.collect())
        }
        Question::Event { event, .. } => match page.response(event) {
            Some(response) if response.item == finding.item && !response.dates.is_empty() => {
                around::picture(response)
            }
            _ => Picture::Nothing,
        },
    }
}
