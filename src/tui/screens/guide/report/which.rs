//! "Which is it?": the readings of a day.

use crate::guide::{DayReading, Readings};
use crate::tui::appearance::theme::Meaning;
use crate::tui::widgets::prose::Line;

use super::book;

/// Where the words stand.
const AT: usize = 24;
/// What belongs under a reading is set in by this.
const UNDER: usize = 2;

/// Some lines that belong together, and the article they lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it says.
    pub lines: Vec<Line>,
    /// The article.
    pub learn: Option<String>,
}

/// The readings of a day, a block each; the warnings before them.
pub fn blocks(readings: &Readings) -> Vec<Block> {
    let mut before = vec![
        Line::new(&readings.urgency, Meaning::Text),
        Line::new(&readings.intro, Meaning::Muted),
    ];
    let said = readings.painless.iter().chain(&readings.nothing);
    before.extend(said.map(|words| Line::new(words, Meaning::Text)));
    let mut blocks = vec![Block {
        lines: before,
        learn: None,
    }];
    blocks.extend(readings.flags.iter().map(|flag| {
        let meaning = if flag.tier.is_urgent() {
            Meaning::Urgent
        } else {
            Meaning::Warning
        };
        let title = format!("{}: {}", book().tier_label(flag.tier), flag.title);
        let told = |label, words: &String| told(label, words).indented(UNDER);
        Block {
            lines: vec![
                Line::gap(),
                Line::new(title, meaning),
                told("what to do", &flag.act),
                told("why", &flag.why),
            ],
            learn: flag.learn.clone(),
        }
    }));
    blocks.extend(readings.readings.iter().map(reading));
    blocks
}

fn told(label: &str, words: &str) -> Line {
    Line::labelled(label, Meaning::Muted, AT, words, Meaning::Text)
}

fn reading(of: &DayReading) -> Block {
    let under = usize::from(of.under.is_some()) * UNDER;
    let title = Line::labelled(&of.title, Meaning::Title, AT, &of.timing, Meaning::Text);
    let mut lines = Vec::new();
    if of.under.is_none() {
        lines.push(Line::gap());
    }
    lines.push(title.indented(under));
    for (label, words) in [
        ("for", &of.speaks_for),
        ("against", &of.speaks_against),
        ("would settle it", &of.settle),
    ] {
        if !words.is_empty() {
            let words = words.join(" · ");
            lines.push(told(label, &words).indented(under + UNDER));
        }
    }
    Block {
        lines,
        learn: Some(of.learn.clone()),
    }
}
