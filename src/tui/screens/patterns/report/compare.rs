//! Two stretches of time side by side.

use crate::diary::DateRange;
use crate::patterns::{Comparison, Measured};
use crate::tui::appearance::theme::Meaning;
use crate::tui::model::Model;
use crate::tui::screens::patterns::state::Lie;
use crate::tui::widgets::picture::{Gauge, Picture};
use crate::tui::widgets::prose::Line;

use super::{Body, Filled, Leads, Passage, day, signed};

/// Where the stretches are told.
const AT: usize = 10;

/// How things were in two stretches of time.
pub fn compare(model: &Model) -> Filled {
    let stretches = &model.patterns.stretches;
    let [before, after] = stretches.ranges(model.today());
    let days = |range: DateRange| {
        format!(
            "{} to {}, {} days",
            day(range.first),
            day(range.last),
            range.len()
        )
    };
    let lie = match stretches.lie {
        Lie::Latest => "the latest days, and as many before them".to_owned(),
        Lie::Around(date) => format!("before {}, and from then on", day(date)),
        Lie::Typed(..) => "as you typed them".to_owned(),
    };
    let told =
        |label, words: String| Line::labelled(label, Meaning::Title, AT, words, Meaning::Text);
    let note = "Hollow stands the mean before, full the one after. A change of 2 points, or of 30 % \
                and a point, is one that people notice (Farrar 2001). One stretch can differ from \
                another by chance.";
    let mut passages = vec![Passage::words(vec![
        told("Before", days(before)),
        told("After", days(after)),
        Line::gap(),
        Line::new(note, Meaning::Muted),
    ])];
    let Some(compared) = &model.patterns.compared else {
        return ("Two stretches of time".to_owned(), lie, passages);
    };
    let known = |of: &&Comparison| of.difference.is_some();
    let mut scales: Vec<&Comparison> = of(compared, Measured::Scale).filter(known).collect();
    scales.sort_by(|a, b| {
        let size = |of: &Comparison| of.difference.unwrap_or(0.0).abs();
        (b.meaningful.cmp(&a.meaningful)).then(size(b).total_cmp(&size(a)))
    });
    if !scales.is_empty() {
        passages.push(Passage::heading("Scales", ""));
        passages.push(Passage::axis("after", "before"));
    }
    passages.extend(scales.into_iter().map(scale));
    for (title, measured) in [("Amounts", Measured::Amount), ("Days with", Measured::Days)] {
        let rows: Vec<Passage> = of(compared, measured).filter(known).map(row).collect();
        if !rows.is_empty() {
            passages.push(Passage::heading(title, ""));
        }
        passages.extend(rows);
    }
    let lacking: Vec<&Comparison> = compared.iter().filter(|of| !known(of)).collect();
    if !lacking.is_empty() {
        passages.push(Passage::heading("Not enough yet", ""));
    }
    passages.extend(lacking.into_iter().map(row));
    ("Two stretches of time".to_owned(), lie, passages)
}

fn of(compared: &[Comparison], measured: Measured) -> impl Iterator<Item = &Comparison> {
    compared.iter().filter(move |of| of.measured == measured)
}

/// A scale, on the scale.
fn scale(of: &Comparison) -> Passage {
    let difference = of.difference.unwrap_or(0.0);
    let share = of
        .relative
        .map(|share| format!(" ({:+.0} %)", share * 100.0));
    let line = if of.meaningful { "  noticeable" } else { "" };
    Passage {
        body: Body::Gauge {
            name: super::capital(&of.phrase),
            gauge: Gauge {
                from: of.before.mean,
                to: of.after.mean,
                spread: 0.0,
            },
            figure: format!("{}{line}{}", signed(difference), share.unwrap_or_default()),
            meaning: if of.meaningful {
                Meaning::Title
            } else {
                Meaning::Text
            },
        },
        leads: Leads::Nowhere,
    }
}

/// Whatever has no scale, in words.
fn row(of: &Comparison) -> Passage {
    Passage {
        body: Body::Words(
            vec![Line::new(
                crate::words::patterns::comparison(of),
                Meaning::Text,
            )],
            Picture::Nothing,
        ),
        leads: Leads::Nowhere,
    }
}
