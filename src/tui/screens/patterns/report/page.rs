//! Everything that was asked, those findings first that say most.

use crate::diary::Catalogue;
use crate::diary::relief::RatedUse;
use crate::patterns::{Finding, Heading, Page, Question, Row};
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::widgets::picture::Picture;
use crate::tui::widgets::prose::Line;
use crate::words::patterns as telling;

use super::{Body, Filled, Leads, Passage, Shows, around, day};

/// How the page and its small pictures are read.
const LEGEND: &str = "It says what goes with what, never why. Marks: a cycle each, full when it \
                      goes the same way. Curves: from three days before to three after, then \
                      around days like it.";

/// The page.
pub fn page(model: &Model) -> Filled {
    let item = model.patterns.item.as_ref();
    let item = item.and_then(|id| model.catalogue.item(id.as_str()));
    let title = match item {
        Some(item) => format!("What {} goes with", item.phrase),
        None => "What your pain goes with".to_owned(),
    };
    let Some(page) = &model.patterns.page else {
        let words = "Looking through the diary. The keys work meanwhile.";
        let words = Passage::words(vec![Line::new(words, Meaning::Muted)]);
        return (title, String::new(), vec![words]);
    };
    let Some(range) = page.range else {
        let words = "Nothing is recorded in this stretch of time. Check in once a day: from three \
                     cycles, or six events, on there is something to see here.";
        let words = Passage::words(vec![Line::new(words, Meaning::Text)]);
        return (title, String::new(), vec![words]);
    };
    let aside = format!("{} questions asked", page.comparisons);
    let basis = format!(
        "{} to {}, {} complete cycles.",
        day(range.first),
        day(range.last),
        page.cycles
    );
    let legend = [basis, LEGEND.to_owned()].map(|words| Line::new(words, Meaning::Muted));
    let legend = Body::Heading(legend.to_vec());
    let mut passages = vec![Passage {
        body: legend,
        leads: Leads::Nowhere,
    }];
    for section in page.sections() {
        passages.push(heading(section.heading));
        passages.extend(
            section
                .rows
                .iter()
                .map(|of| row(page, of, &model.catalogue)),
        );
    }
    (title, aside, passages)
}

fn heading(of: Heading) -> Passage {
    let (title, note) = telling::heading(of);
    Passage::heading(title, note)
}

/// A row in words, with its picture, and where it leads.
fn row(page: &Page, row: &Row, catalogue: &Catalogue) -> Passage {
    let (picture, leads) = match row {
        Row::Findings(findings) => (
            findings
                .first()
                .map_or(Picture::Nothing, |of| picture(page, of)),
            findings.first().map_or(Leads::Nowhere, |of| {
                let questions = findings.iter().map(|of| of.question.clone());
                Leads::Sheet(Shows::Questions(of.item.clone(), questions.collect()))
            }),
        ),
        Row::Relief(of) => (
            Picture::Cases(of.cases.iter().map(RatedUse::helped).collect()),
            Leads::Sheet(Shows::Relief(of.code.clone())),
        ),
        Row::Weekdays(_) | Row::Trend(_) => (Picture::Nothing, Leads::Nowhere),
    };
    let line = Line::new(telling::row(row, catalogue), Meaning::Text);
    Passage {
        body: Body::Words(vec![line], picture),
        leads,
    }
}

/// A small picture of a finding: its cycles, or the days around its events.
pub fn picture(page: &Page, finding: &Finding) -> Picture {
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
