//! Everything that was asked, those findings first that say most.

use crate::patterns::{Finding, Heading, Page, Question, Told, is_meaningful};
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::widgets::picture::Picture;
use crate::tui::widgets::prose::Line;

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
    for lines in page
        .told(&model.catalogue)
        .chunk_by(|a, b| a.verdict == b.verdict)
    {
        passages.push(heading(lines[0].verdict.into()));
        passages.extend(lines.iter().map(|line| told(page, line)));
    }
    if !page.reliefs.is_empty() {
        passages.push(heading(Heading::Relief));
    }
    passages.extend(page.reliefs.iter().map(|relief| {
        let helped = relief
            .dots
            .iter()
            .map(|dot| dot.inside < dot.outside && is_meaningful(dot.outside, dot.inside));
        Passage {
            body: words(&relief.text, Picture::Cases(helped.collect())),
            leads: Leads::Sheet(Shows::Relief(relief.measure.clone())),
        }
    }));
    let weekdays = page.weekdays.iter().map(|of| &of.text);
    let course = weekdays.chain(page.trends.iter().map(|of| &of.text));
    let mut course = course.peekable();
    if course.peek().is_some() {
        passages.push(heading(Heading::Course));
    }
    passages.extend(course.map(|text| Passage {
        body: words(text, Picture::Nothing),
        leads: Leads::Nowhere,
    }));
    (title, aside, passages)
}

fn heading(of: Heading) -> Passage {
    let (title, note) = of.words();
    Passage::heading(title, note)
}

fn words(text: &str, picture: Picture) -> Body {
    Body::Words(vec![Line::new(text, Meaning::Text)], picture)
}

fn told(page: &Page, line: &Told) -> Passage {
    let findings: Vec<&Finding> = line
        .findings
        .iter()
        .filter_map(|at| page.findings.get(*at))
        .collect();
    let picture = findings.first().map(|of| picture(page, of));
    let shows = findings.first().map(|of| {
        let questions = findings.iter().map(|of| of.question.clone());
        Shows::Questions(of.item.clone(), questions.collect())
    });
    Passage {
        body: words(&line.text, picture.unwrap_or_default()),
        leads: shows.map_or(Leads::Nowhere, Leads::Sheet),
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
