//! What helped: the person's own record of each measure, and the guide's word on it.

use crate::diary::parse;
use crate::diary::relief::MeasureRecord;
use crate::guide::{MeasureWords, ReliefBook};
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::widgets::prose::Line;

use super::Page;

/// On the day card stand at most this many measures.
const ON_CARD: usize = 3;

/// What helped before on days like one, in a sentence; nothing when nothing did.
pub fn helped_words(records: &[MeasureRecord]) -> Option<String> {
    let helped = records.iter().filter(|of| of.helped > 0).take(ON_CARD);
    let words: Vec<String> = helped
        .map(|of| {
            let label = parse::within(&of.label);
            format!("{label} {} of {}{}", of.helped, times(of.rated), change(of))
        })
        .collect();
    (!words.is_empty()).then(|| format!("Helped before on days like this: {}.", words.join("; ")))
}

fn times(n: usize) -> String {
    match n {
        1 => "1 time".to_owned(),
        n => format!("{n} times"),
    }
}

/// The pain before and after, where both are known: " (5 to 3)".
fn change(of: &MeasureRecord) -> String {
    match (of.before, of.after) {
        (Some(before), Some(after)) => format!(" ({before} to {after})"),
        _ => String::new(),
    }
}

/// The measures that were used, then those that were not.
pub fn page(model: &Model) -> Page {
    let book = ReliefBook::built_in();
    let records = model.guide.relief.as_deref().unwrap_or_default();
    let mut lines = Vec::new();
    let intro = "In the past year, with the median pain before and after. A fall of 2 points or \
                 30 % counts as help. What comes after a measure need not come from it.";
    lines.push(Line::new(intro, Meaning::Muted));
    if records.is_empty() {
        let words = "You have not noted any measure yet. R in the entry form adds one.";
        lines.extend([Line::gap(), Line::new(words, Meaning::Text)]);
    }
    for of in records {
        lines.push(Line::gap());
        lines.push(Line::labelled(
            &of.label,
            Meaning::Title,
            20,
            record(of),
            Meaning::Text,
        ));
        lines.extend(book.words(&of.code).map(told).unwrap_or_default());
    }
    let others = book
        .measures()
        .iter()
        .filter(|words| records.iter().all(|of| of.code != words.code));
    for words in others {
        let item = model.catalogue.role(crate::diary::Role::ReliefMeasure);
        let label = item.option(&words.code).map_or("", |option| &option.label);
        lines.push(Line::gap());
        let not = "not noted yet";
        lines.push(Line::labelled(
            label,
            Meaning::Title,
            20,
            not,
            Meaning::Muted,
        ));
        lines.extend(told(words));
    }
    Page {
        title: "What helped".to_owned(),
        lines,
        links: vec!["treatments-compared".to_owned()],
    }
}

fn record(of: &MeasureRecord) -> String {
    let used = times(of.uses);
    let rated = match of.rated {
        0 => "pain before and after never noted".to_owned(),
        n => format!("helped {} of {n}{}", of.helped, change(of)),
    };
    let few = if of.enough {
        ""
    } else {
        ", too few to compare"
    };
    format!("{used}, {rated}{few}")
}

/// The guide's word on a measure.
fn told(words: &MeasureWords) -> Vec<Line> {
    let line = |label: &str, text: &str| {
        Line::labelled(label, Meaning::Muted, 20, text, Meaning::Text).indented(2)
    };
    vec![
        line("what it may do", &words.may),
        line("how soon", &words.soon),
        line("watch for", &words.watch),
        line("benefits", &words.benefits.join(" · ")),
        line("drawbacks", &words.drawbacks.join(" · ")),
        Line::labelled("source", Meaning::Muted, 20, &words.source, Meaning::Muted).indented(2),
    ]
}
