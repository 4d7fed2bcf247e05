//! Questions with all they rest on: every cycle, event or use behind an answer.

use crate::diary::{Code, DateRange, Item, ItemId};
use crate::patterns::{Dot, Finding, Page, Question};
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::screens::patterns::route::Route;
use crate::tui::widgets::picture::Gauge;
use crate::tui::widgets::prose::Line;
use crate::words::patterns as telling;

use crate::words::dates;
use crate::words::screens::patterns as words;

use super::block::{Block, Body, Report, Target};
use super::figures::{beside, capital};
use super::{around, page};

/// Where what an answer rests on is told.
const AT: usize = 14;

/// Questions about a scale: several in words, one with every case behind it.
pub(super) fn questions(model: &Model, item: &ItemId, questions: &[Question]) -> Option<Report> {
    let page = model.patterns.page.as_ref()?;
    let asked = |question: &Question| {
        let mut findings = page.findings.iter();
        findings.find(|of| of.item == *item && of.question == *question)
    };
    let findings: Vec<&Finding> = questions.iter().filter_map(asked).collect();
    let scale = model.catalogue.item(item.as_str())?;
    if let [finding] = findings.as_slice() {
        return Some(one(model, page, scale, finding));
    }
    let blocks = findings.iter().map(|finding| Block {
        body: Body::Words(
            vec![
                Line::new(telling::finding(finding, &model.catalogue), Meaning::Text),
                Line::gap(),
            ],
            page::picture(page, finding),
        ),
        target: Target::Report(Route::Questions(
            item.clone(),
            vec![finding.question.clone()],
        )),
    });
    let title = match questions.first() {
        Some(Question::Event { phrase, .. }) => words::item_after_event(&scale.name, phrase),
        _ => words::item_by_phase(&scale.name),
    };
    Some(Report {
        title,
        aside: words::questions(findings.len()),
        blocks: blocks.collect(),
    })
}

fn one(model: &Model, page: &Page, item: &Item, finding: &Finding) -> Report {
    let mut blocks = vec![Block::words(vec![
        Line::new(telling::finding(finding, &model.catalogue), Meaning::Text),
        Line::gap(),
    ])];
    let told = telling::why(finding, page)
        .into_iter()
        .map(|(label, words)| {
            let line = Line::labelled(label, Meaning::Muted, AT, words, Meaning::Text);
            Block::words(vec![line])
        });
    blocks.extend(told);
    let event = match &finding.question {
        Question::Event { event, .. } => Some(event),
        Question::Phase(_) => None,
    };
    let response = event.and_then(|event| page.response(event));
    if let Some(response) = response.filter(|of| of.item == item.id) {
        let note = words::days_around_note(around::counted(response));
        blocks.push(Block::heading(words::days_around(), &note));
        blocks.extend(around::rows(response));
    }
    if !finding.dots.is_empty() {
        let (title, (full, hollow)) = match event {
            Some(_) => (
                words::each_time(),
                (words::after_event(), words::like_event()),
            ),
            None => (
                words::each_cycle(),
                (words::in_phase(), words::other_days()),
            ),
        };
        blocks.push(Block::heading(title, words::goes_to_day()));
        blocks.push(Block::axis(full, hollow));
        blocks.extend(finding.dots.iter().rev().map(case));
    }
    let when = telling::when(finding);
    Report {
        title: words::item_when(&item.name, when),
        aside: String::new(),
        blocks,
    }
}

/// A cycle or event: what it was, compared with what.
fn case(dot: &Dot) -> Block {
    Block {
        body: Body::Gauge {
            name: stretch(dot.days),
            gauge: Gauge {
                from: Some(dot.outside),
                to: Some(dot.inside),
                spread: 0.0,
            },
            figure: beside(dot.inside, dot.outside),
            meaning: Meaning::Text,
        },
        target: Target::Day(dot.days.first),
    }
}

fn stretch(days: DateRange) -> String {
    if days.len() == 1 {
        return dates::short_day_month_year(days.first);
    }
    words::stretch(
        dates::short_day_month(days.first),
        dates::short_day_month_year(days.last),
    )
}

/// Every use of a relief measure.
pub(super) fn relief(model: &Model, measure: &Code) -> Option<Report> {
    let page = model.patterns.page.as_ref()?;
    let relief = page.reliefs.iter().find(|of| of.code == *measure)?;
    let mut blocks = vec![Block::words(vec![Line::new(
        telling::relief(relief),
        Meaning::Text,
    )])];
    if !relief.cases.is_empty() {
        blocks.push(Block::heading(words::each_use(), words::goes_to_day()));
        blocks.push(Block::axis(words::mean_after(), words::mean_before()));
    }
    blocks.extend(relief.cases.iter().rev().map(|of| {
        let mut block = case(&of.into());
        if let Body::Gauge { meaning, .. } = &mut block.body
            && of.helped()
        {
            *meaning = Meaning::Good;
        }
        block
    }));
    Some(Report {
        title: capital(&relief.label),
        aside: words::rated_uses(relief.rated),
        blocks,
    })
}
