//! "Which is it?": the readings of a day.

use crate::guide::{DayReading, Flag, Readings};
use crate::tui::appearance::theme::Meaning;
use crate::tui::widgets::prose::Line;
use crate::words::guide as telling;
use crate::words::screens::guide as words;

use super::page::Block;
use super::warnings::{headline, meaning};

/// Where the words stand.
const AT: usize = 24;
/// What belongs under a reading is set in by this.
const UNDER: usize = 2;

/// A word on all, then the warnings and the readings of a day, a block each.
pub fn blocks(readings: &Readings) -> Vec<Block> {
    let mut before = vec![
        Line::new(telling::which_urgency(readings.urgent), Meaning::Text),
        Line::new(telling::which_intro(), Meaning::Muted),
    ];
    let notes = telling::which_notes(readings);
    before.extend(notes.map(|words| Line::new(words, Meaning::Text)));
    let mut blocks = vec![Block {
        lines: before,
        article: None,
    }];
    blocks.extend(readings.flags.iter().map(|flag| Block {
        lines: warning(flag),
        article: flag.learn.clone(),
    }));
    blocks.extend(readings.readings.iter().map(|of| Block {
        lines: reading(of),
        article: Some(of.learn.clone()),
    }));
    blocks
}

fn warning(flag: &Flag) -> Vec<Line> {
    let told = |label, words: &String| told(label, words).indented(UNDER);
    vec![
        Line::gap(),
        Line::new(headline(flag), meaning(flag)),
        told(words::what_to_do(), &flag.act),
        told(words::why(), &flag.why),
    ]
}

fn told(label: &str, words: &str) -> Line {
    Line::labelled(label, Meaning::Muted, AT, words, Meaning::Text)
}

fn reading(of: &DayReading) -> Vec<Line> {
    let under = usize::from(of.under.is_some()) * UNDER;
    let timing = telling::said(&of.timing);
    let title = Line::labelled(&of.title, Meaning::Title, AT, timing, Meaning::Text);
    let mut lines = Vec::new();
    if of.under.is_none() {
        lines.push(Line::gap());
    }
    lines.push(title.indented(under));
    for (label, said) in [
        (words::speaks_for(), &of.speaks_for),
        (words::speaks_against(), &of.speaks_against),
        (words::speaks_neither(), &of.neither),
        (words::would_settle(), &of.settle),
    ] {
        if !said.is_empty() {
            let said: Vec<String> = said.iter().map(telling::said).collect();
            lines.push(told(label, &said.join(" · ")).indented(under + UNDER));
        }
    }
    lines
}
