//! An article.

use crate::guide::{Article, Block, Library};
use crate::tui::appearance::theme::Meaning;
use crate::tui::widgets::prose::Line;
use crate::words::screens::guide as words;

use super::page::Page;

/// An article with its sources, and where to read on.
pub(super) fn page(article: &Article) -> Page {
    let mut lines = vec![Line::new(&article.summary, Meaning::Muted), Line::gap()];
    let mut after_point = false;
    for block in &article.body {
        let point = matches!(block, Block::Point(_));
        if after_point && !point {
            lines.push(Line::gap());
        }
        after_point = point;
        match block {
            Block::Heading(text) => lines.push(Line::new(text, Meaning::Title)),
            Block::Paragraph(text) => {
                lines.extend([Line::new(text, Meaning::Text), Line::gap()]);
            }
            Block::Point(text) => {
                lines.push(Line::labelled("-", Meaning::Muted, 2, text, Meaning::Text));
            }
        }
    }
    if after_point {
        lines.push(Line::gap());
    }
    lines.push(Line::new(words::known_from(), Meaning::Title));
    lines.extend(article.sources.iter().map(|s| Line::new(s, Meaning::Muted)));
    let see = article
        .see
        .iter()
        .filter_map(|id| Library::built_in().article(id));
    let see: Vec<&Article> = see.take(9).collect();
    if !see.is_empty() {
        lines.extend([Line::gap(), Line::new(words::read_on(), Meaning::Title)]);
    }
    for (nth, other) in (1..).zip(&see) {
        lines.push(link(nth, &other.title));
    }
    Page {
        title: article.title.clone(),
        lines,
        links: see.into_iter().map(|article| article.id.clone()).collect(),
    }
}

/// A line that leads to an article by a digit.
pub(super) fn link(digit: usize, title: &str) -> Line {
    Line::labelled(digit.to_string(), Meaning::Key, 2, title, Meaning::Text)
}
