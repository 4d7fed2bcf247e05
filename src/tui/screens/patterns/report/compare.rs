//! Two stretches of time side by side.

use crate::diary::{DateRange, TemperatureUnit};
use crate::patterns::{Comparison, Measured};
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::screens::patterns::state::Lie;
use crate::tui::widgets::picture::{Gauge, Picture};
use crate::tui::widgets::prose::Line;

use crate::words::screens::patterns as words;
use crate::words::{dates, figures};

use super::block::{Block, Body, Report, Target};
use super::figures::capital;

/// Where the stretches are told.
const AT: usize = 10;

/// How things were in two stretches of time.
pub(super) fn compare(model: &Model) -> Report {
    let stretches = &model.patterns.stretches;
    let [before, after] = stretches.ranges(model.today());
    let day = dates::short_day_month_year;
    let days = |of: DateRange| words::stretch_days(day(of.first), day(of.last), of.len());
    let lie = match stretches.lie {
        Lie::Latest => words::lie_latest().to_owned(),
        Lie::Around(date) => words::lie_around(day(date)),
        Lie::Typed(..) => words::lie_typed().to_owned(),
    };
    let told = |label: &str, words: String| {
        Line::labelled(label, Meaning::Title, AT, words, Meaning::Text)
    };
    let mut blocks = vec![Block::words(vec![
        told(words::before(), days(before)),
        told(words::after(), days(after)),
        Line::gap(),
        Line::new(words::compare_explained(), Meaning::Muted),
    ])];
    if let Some(compared) = &model.patterns.compared {
        blocks.extend(compared_blocks(compared, model.profile.temperature));
    }
    Report {
        title: words::two_stretches().to_owned(),
        aside: lie,
        blocks,
    }
}

/// What can be compared, what changed most first, and then what cannot.
fn compared_blocks(compared: &[Comparison], temperature: TemperatureUnit) -> Vec<Block> {
    let row = |of| row(of, temperature);
    let mut blocks = Vec::new();
    let known = |of: &&Comparison| of.difference.is_some();
    let mut scales: Vec<&Comparison> = of(compared, |of| *of == Measured::Scale)
        .filter(known)
        .collect();
    scales.sort_by(|a, b| {
        let size = |of: &Comparison| of.difference.unwrap_or(0.0).abs();
        (b.meaningful.cmp(&a.meaningful)).then(size(b).total_cmp(&size(a)))
    });
    if !scales.is_empty() {
        blocks.push(Block::heading(words::scales(), ""));
        blocks.push(Block::axis(words::mean_after(), words::mean_before()));
    }
    blocks.extend(scales.into_iter().map(scale));
    for (title, measured) in [
        (words::amounts(), is_amount as fn(&Measured) -> bool),
        (words::days_with(), |of| *of == Measured::Days),
    ] {
        let rows: Vec<Block> = of(compared, measured).filter(known).map(row).collect();
        if !rows.is_empty() {
            blocks.push(Block::heading(title, ""));
        }
        blocks.extend(rows);
    }
    let lacking: Vec<&Comparison> = compared.iter().filter(|of| !known(of)).collect();
    if !lacking.is_empty() {
        blocks.push(Block::heading(words::not_enough(), ""));
    }
    blocks.extend(lacking.into_iter().map(row));
    blocks
}

fn of(
    compared: &[Comparison],
    measured: fn(&Measured) -> bool,
) -> impl Iterator<Item = &Comparison> {
    compared.iter().filter(move |of| measured(&of.measured))
}

fn is_amount(of: &Measured) -> bool {
    matches!(of, Measured::Amount(_))
}

/// A scale, on the scale.
fn scale(of: &Comparison) -> Block {
    let mut figure = figures::signed(of.difference.unwrap_or(0.0), 1);
    if of.meaningful {
        figure = words::noticeable(figure);
    }
    if let Some(share) = of.relative.filter(|_| !figures::is_zero(&figure)) {
        figure = words::with_share(figure, figures::signed_percent(share));
    }
    Block {
        body: Body::Gauge {
            name: capital(&of.phrase),
            gauge: Gauge {
                from: of.before.mean,
                to: of.after.mean,
                spread: 0.0,
            },
            figure,
            meaning: if of.meaningful {
                Meaning::Title
            } else {
                Meaning::Text
            },
        },
        target: Target::Nowhere,
    }
}

/// Whatever has no scale, in words.
fn row(of: &Comparison, temperature: TemperatureUnit) -> Block {
    Block {
        body: Body::Words(
            vec![Line::new(
                crate::words::patterns::comparison(of, temperature),
                Meaning::Text,
            )],
            Picture::Nothing,
        ),
        target: Target::Nowhere,
    }
}
