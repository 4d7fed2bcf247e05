//! What helped: the person's own record of each measure, and the guide's word on it.

use crate::diary::parse;
use crate::diary::relief::MeasureRecord;
use crate::guide::{MeasureWords, ReliefBook};
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::widgets::prose::Line;
use crate::words::figures;
use crate::words::screens::guide as words;

use super::page::Page;

/// On the day card stand at most this many measures.
const ON_CARD: usize = 3;

/// What helped before on days like one, in a sentence; nothing when nothing did.
pub fn helped_words(records: &[MeasureRecord]) -> Option<String> {
    let helped = records.iter().filter(|of| of.helped > 0).take(ON_CARD);
    let measures: Vec<String> = helped
        .map(|of| {
            let label = parse::within(&of.label);
            match (of.before, of.after) {
                (Some(before), Some(after)) => words::measure_helped_from(
                    label,
                    of.helped,
                    of.rated,
                    figures::plain(before),
                    figures::plain(after),
                ),
                _ => words::measure_helped(label, of.helped, of.rated),
            }
        })
        .collect();
    (!measures.is_empty()).then(|| words::helped_before(measures.join("; ")))
}

/// The measures that were used, then those that were not.
pub(super) fn page(model: &Model) -> Page {
    let book = ReliefBook::built_in();
    let records = model.guide.relief.as_deref().unwrap_or_default();
    let mut lines = Vec::new();
    lines.push(Line::new(words::helped_explained(), Meaning::Muted));
    if records.is_empty() {
        lines.extend([Line::gap(), Line::new(words::no_measure(), Meaning::Text)]);
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
        .filter(|measure| records.iter().all(|of| of.code != measure.code));
    for measure in others {
        let item = model.catalogue.role(crate::diary::Role::ReliefMeasure);
        let label = item
            .option(&measure.code)
            .map_or("", |option| &option.label);
        lines.push(Line::gap());
        lines.push(Line::labelled(
            label,
            Meaning::Title,
            20,
            words::not_noted(),
            Meaning::Muted,
        ));
        lines.extend(told(measure));
    }
    Page {
        title: words::helped().to_owned(),
        lines,
        links: vec!["treatments-compared".to_owned()],
    }
}

fn record(of: &MeasureRecord) -> String {
    let record = match (of.rated, of.before, of.after) {
        (0, ..) => words::used_unrated(of.uses),
        (rated, Some(before), Some(after)) => words::used_helped_from(
            of.uses,
            of.helped,
            rated,
            figures::plain(before),
            figures::plain(after),
        ),
        (rated, ..) => words::used_helped(of.uses, of.helped, rated),
    };
    match of.enough {
        true => record,
        false => words::too_few(record),
    }
}

/// The guide's word on a measure.
fn told(measure: &MeasureWords) -> Vec<Line> {
    let line = |label: &str, text: &str, meaning| {
        Line::labelled(label, Meaning::Muted, 20, text, meaning).indented(2)
    };
    let parted = |parts: &[String]| parts.join(" · ");
    vec![
        line(words::may_do(), &measure.may, Meaning::Text),
        line(words::how_soon(), &measure.soon, Meaning::Text),
        line(words::watch_for(), &measure.watch, Meaning::Text),
        line(words::benefits(), &parted(&measure.benefits), Meaning::Text),
        line(
            words::drawbacks(),
            &parted(&measure.drawbacks),
            Meaning::Text,
        ),
        line(words::source(), &measure.source, Meaning::Muted),
    ]
}
