//! Questions with all they rest on: every cycle, event or use behind an answer.

use crate::diary::{Code, DateRange, Item, ItemId};
use crate::patterns::{Dot, Finding, Question};
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::widgets::picture::Gauge;
use crate::tui::widgets::prose::Line;
use crate::words::patterns as telling;

use super::{Body, Filled, Leads, Passage, Shows, around, day, page, signed};

/// Where what an answer rests on is told.
const AT: usize = 14;

/// Questions about a scale: several in words, one with every case behind it.
pub fn questions(model: &Model, item: &ItemId, questions: &[Question]) -> Option<Filled> {
    let page = model.patterns.page.as_ref()?;
    let asked = |question: &Question| {
        let mut findings = page.findings.iter();
        findings.find(|of| of.item == *item && of.question == *question)
    };
    let findings: Vec<&Finding> = questions.iter().filter_map(asked).collect();
    let scale = model.catalogue.item(item.as_str())?;
    if let [finding] = findings.as_slice() {
        return Some(one(model, scale, finding));
    }
    let passages = findings.iter().map(|finding| Passage {
        body: Body::Words(
            vec![
                Line::new(telling::finding(finding, &model.catalogue), Meaning::Text),
                Line::gap(),
            ],
            page::picture(page, finding),
        ),
        leads: Leads::Sheet(Shows::Questions(
            item.clone(),
            vec![finding.question.clone()],
        )),
    });
    let title = match questions.first() {
        Some(Question::Event { phrase, .. }) => format!("{} after {phrase}", scale.name),
        _ => format!("{} by phase of the cycle", scale.name),
    };
    let aside = format!("{} questions", findings.len());
    Some((title, aside, passages.collect()))
}

fn one(model: &Model, item: &Item, finding: &Finding) -> Filled {
    let comparisons = model.patterns.page.as_ref().map_or(0, |of| of.comparisons);
    let words = vec![
        Line::new(telling::finding(finding, &model.catalogue), Meaning::Text),
        Line::gap(),
    ];
    let mut passages = vec![Passage::words(words)];
    let told = telling::why(finding, comparisons)
        .into_iter()
        .map(|(label, words)| {
            let line = Line::labelled(label, Meaning::Muted, AT, words, Meaning::Text);
            Passage::words(vec![line])
        });
    passages.extend(told);
    let event = match &finding.question {
        Question::Event { event, .. } => Some(event),
        Question::Phase(_) => None,
    };
    let response = event.and_then(|event| model.patterns.page.as_ref()?.response(event));
    if let Some(response) = response.filter(|of| of.item == item.id) {
        let note = "Three days before to three after, and around days like it without it.";
        passages.push(Passage::heading("The days around it", note));
        passages.extend(around::rows(response));
    }
    if !finding.dots.is_empty() {
        let (title, (full, hollow)) = match event {
            Some(_) => ("Each time", ("after it", "like it")),
            None => ("Each cycle", ("in it", "other days")),
        };
        passages.push(Passage::heading(title, "Enter goes to the day."));
        passages.push(Passage::axis(full, hollow));
        passages.extend(finding.dots.iter().rev().map(case));
    }
    let when = telling::when(&finding.question);
    (format!("{} {when}", item.name), String::new(), passages)
}

/// A cycle or event: what it was, compared with what.
fn case(dot: &Dot) -> Passage {
    Passage {
        body: Body::Gauge {
            name: stretch(dot.days),
            gauge: Gauge {
                from: Some(dot.outside),
                to: Some(dot.inside),
                spread: 0.0,
            },
            figure: format!(
                "{:.1}, {:.1}  {}",
                dot.inside,
                dot.outside,
                signed(dot.difference())
            ),
            meaning: Meaning::Text,
        },
        leads: Leads::Day(dot.days.first),
    }
}

fn stretch(days: DateRange) -> String {
    if days.len() == 1 {
        return day(days.first);
    }
    format!("{} to {}", days.first.format("%-d %b"), day(days.last))
}

/// Every use of a relief measure.
pub fn relief(model: &Model, measure: &Code) -> Option<Filled> {
    let page = model.patterns.page.as_ref()?;
    let relief = page.reliefs.iter().find(|of| of.code == *measure)?;
    let mut passages = vec![Passage::words(vec![Line::new(
        telling::relief(relief),
        Meaning::Text,
    )])];
    if !relief.cases.is_empty() {
        passages.push(Passage::heading("Each use", "Enter goes to the day."));
        passages.push(Passage::axis("after", "before"));
    }
    passages.extend(relief.cases.iter().rev().map(|of| {
        let mut passage = case(&of.into());
        if let Body::Gauge { meaning, .. } = &mut passage.body
            && of.helped()
        {
            *meaning = Meaning::Good;
        }
        passage
    }));
    let aside = match relief.rated {
        1 => "1 use with pain before and after".to_owned(),
        n => format!("{n} uses with pain before and after"),
    };
    Some((
        crate::tui::screens::patterns::report::capital(&relief.label),
        aside,
        passages,
    ))
}
