//! Everything that was asked, those findings first that say most.

use crate::diary::Catalogue;
use crate::diary::relief::RatedUse;
use crate::patterns::{Finding, Heading, Page, PartsAsked, Question, Row, Section};
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
    let asked = PartsAsked::from(model.profile.steering());
    let cycles = telling::complete_cycles(page, asked);
    let basis = words::basis(day(range.first), day(range.last), cycles);
    let mut blocks = vec![muted(basis)];
    let sections = page.sections();
    if sections.is_empty() {
        let words = Line::new(telling::nothing_asked(asked), Meaning::Text);
        blocks.push(Block::words(vec![words]));
    }
    for section in sections {
        if section.is_folded() {
            blocks.extend(folded(&section));
            continue;
        }
        let (title, note) = telling::heading(section.heading);
        blocks.push(Block::heading(title, note));
        blocks.extend(rows(page, &section, &model.catalogue));
    }
    // What was found comes first, how to read it last.
    blocks.push(Block::heading("", ""));
    blocks.push(Block::words(vec![Line::new(
        words::legend(),
        Meaning::Muted,
    )]));
    Report {
        title,
        aside: words::questions_asked(page.comparisons),
        blocks,
    }
}

/// A section that is folded: what it comes to, and the way to each of its rows.
fn folded(section: &Section) -> [Block; 2] {
    let line = Line::new(telling::folded(section), Meaning::Text);
    let (title, _) = telling::heading(section.heading);
    let unfold = Block {
        body: Body::Words(vec![line], Picture::Nothing),
        target: Target::Report(Route::Section(section.heading)),
    };
    [Block::heading(title, ""), unfold]
}

/// A section that is folded on the page, row by row.
pub(super) fn section(model: &Model, heading: Heading) -> Option<Report> {
    let page = model.patterns.page.as_ref()?;
    let sections = page.sections();
    let section = sections.iter().find(|of| of.heading == heading)?;
    let (title, note) = telling::heading(heading);
    let mut blocks = vec![muted(note.to_owned())];
    blocks.extend(rows(page, section, &model.catalogue));
    Some(Report {
        title: title.to_owned(),
        aside: words::questions(section.tally().questions),
        blocks,
    })
}

/// A word on what stands below.
fn muted(words: String) -> Block {
    Block {
        body: Body::Heading(vec![Line::new(words, Meaning::Muted)]),
        target: Target::Nowhere,
    }
}

fn rows(page: &Page, section: &Section, catalogue: &Catalogue) -> Vec<Block> {
    let rows = section.rows.iter();
    rows.map(|of| row(page, of, catalogue)).collect()
}

/// A row in words, with its picture, and where it leads.
fn row(page: &Page, row: &Row, catalogue: &Catalogue) -> Block {
    let (picture, target) = match row {
        Row::Found(finding, _) => (picture(page, finding), questions(&[finding])),
        Row::Gathered(findings) => (
            findings
                .first()
                .map_or(Picture::Nothing, |of| picture(page, of)),
            questions(findings),
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

/// Where findings about one scale lead.
fn questions(findings: &[&Finding]) -> Target {
    findings.first().map_or(Target::Nowhere, |first| {
        let questions = findings.iter().map(|of| of.question.clone());
        Target::Report(Route::Questions(first.item.clone(), questions.collect()))
    })
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
