//! The figures worked out from answers: PEG, the bleeding score, premenstrual change.

use crate::guide::{BleedingScale, PremenstrualWords, QuestionnaireBook};
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::widgets::prose::Line;
use crate::words::guide as telling;

use super::Page;
use super::learn::link;

/// The latest of each figure are told.
const LATEST: usize = 8;

/// The figures of the past year.
pub fn page(model: &Model) -> Page {
    let book = QuestionnaireBook::built_in();
    let nothing = Default::default();
    let scores = model.guide.scores.as_ref().unwrap_or(&nothing);
    let mut lines = Vec::new();
    let mut links: Vec<String> = Vec::new();
    let mut head = |lines: &mut Vec<Line>, title: &str, (learn, source): (&str, &str)| {
        if !lines.is_empty() {
            lines.push(Line::gap());
        }
        lines.push(Line::new(title, Meaning::Title));
        lines.push(Line::new(source, Meaning::Muted));
        let known = links.iter().position(|id| id == learn);
        known.unwrap_or_else(|| {
            links.push(learn.to_owned());
            links.len() - 1
        })
    };

    let weekly = book.all().iter().find(|of| of.items.len() > 1);
    if let Some(weekly) = weekly {
        head(&mut lines, &weekly.title, (&weekly.learn, &weekly.source));
        lines.push(Line::new(&weekly.explain, Meaning::Text));
        for (date, score) in scores.peg.iter().rev().take(LATEST) {
            let date = date.format("%-d %b %Y").to_string();
            let score = format!("{score:.1}");
            lines.push(Line::labelled(
                date,
                Meaning::Muted,
                14,
                score,
                Meaning::Text,
            ));
        }
    }

    let BleedingScale { learn, source, .. } = BleedingScale::built_in();
    head(&mut lines, "Bleeding score", (learn, source));
    if scores.bleeding.is_empty() {
        let words = "No pads, tampons or clots were counted in a period yet.";
        lines.push(Line::new(words, Meaning::Text));
    }
    for score in scores.bleeding.iter().rev().take(LATEST) {
        let date = score.first.format("%-d %b %Y").to_string();
        let words = telling::bleeding_score(score);
        lines.push(Line::labelled(
            date,
            Meaning::Muted,
            14,
            words,
            Meaning::Text,
        ));
    }

    let PremenstrualWords { learn, source, .. } = PremenstrualWords::built_in();
    head(&mut lines, "Before the period", (learn, source));
    let told = scores.premenstrual.iter().filter_map(|(id, change)| {
        let item = model.catalogue.item(id.as_str())?;
        Some(telling::premenstrual_change(item, change))
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        let words = "No scale was rated about two periods yet.";
        lines.push(Line::new(words, Meaning::Text));
    }
    for words in told {
        lines.push(Line::labelled("-", Meaning::Muted, 2, words, Meaning::Text));
    }

    lines.extend([Line::gap(), Line::new("Read on", Meaning::Title)]);
    let library = crate::guide::Library::built_in();
    for (nth, id) in (1..).zip(&links) {
        let title = library.article(id).map_or("", |article| &article.title);
        lines.push(link(nth, title));
    }
    Page {
        title: "Scores".to_owned(),
        lines,
        links,
    }
}
