//! Strips under the chart: one row for what is yes or no, or more or less.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::time::TimeAxis;
use crate::diary::{Catalogue, DateRange, Diary, EntryKind, Item, Measure, Series, parse};
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::marks;
use crate::tui::widgets::text;

/// One row under the chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Strip {
    /// What it is about.
    pub label: String,
    /// The days on which it was answered, or happened, by date, with how much: 0 is none.
    pub points: Vec<(NaiveDate, u8)>,
    /// What each amount looks like, from 1; the last one stands for all above. One of them is a
    /// tick, several are levels.
    pub meanings: Vec<Meaning>,
}

impl Strip {
    /// The strip of an item: levels of an ordered choice, a tick for any other answer that says
    /// something was there.
    pub fn of_item(item: &Item, series: &Series, catalogue: &Catalogue) -> Self {
        let meanings = match item.kind.measure() {
            Measure::Level => {
                let present = item.options().iter().skip(1);
                present
                    .map(|option| marks::option_meaning(item, option.mark))
                    .collect()
            }
            _ => vec![marks::area_meaning(catalogue.area_of(item))],
        };
        let amount = |value: f64| value.clamp(0.0, 255.0).ceil() as u8;
        Self {
            label: parse::within(&item.short),
            points: series
                .points
                .iter()
                .map(|(date, value)| (*date, amount(*value)))
                .collect(),
            meanings,
        }
    }

    /// The strip of a kind of entry: a tick on every day that has one.
    pub fn of_kind(kind: &EntryKind, diary: &Diary, range: DateRange) -> Self {
        let days = diary.range(range);
        let with = days.filter(|(_, day)| day.of_kind(&kind.id).next().is_some());
        Self {
            label: parse::within(&kind.label),
            points: with.map(|(date, _)| (date, 1)).collect(),
            meanings: vec![marks::area_meaning(kind.area)],
        }
    }
}

/// Draws the cells of a strip into one row, under a time axis of the same width.
pub(super) fn draw(
    strip: &Strip,
    row: Rect,
    time: &TimeAxis,
    buf: &mut Buffer,
    appearance: &Appearance,
) {
    let glyphs = appearance.glyphs();
    let Some(most) = strip.meanings.len().checked_sub(1) else {
        return;
    };
    let mut amounts = vec![0u8; row.width.into()];
    if time.days() > amounts.len() {
        for (column, days) in time.by_step(&strip.points, amounts.len()) {
            amounts[column] = days.iter().map(|(_, amount)| *amount).max().unwrap_or(0);
        }
    } else {
        for (date, amount) in time.within(&strip.points) {
            let Some(day) = time.day(*date) else { continue };
            // A tick stands in the middle of its day, a level fills the day.
            let columns = match most {
                0 => time.middle(day)..time.middle(day) + 1,
                _ => time.columns_of(day),
            };
            amounts.get_mut(columns).unwrap_or_default().fill(*amount);
        }
    }
    for (column, amount) in amounts.iter().enumerate() {
        let Some(level) = usize::from(*amount).checked_sub(1) else {
            continue;
        };
        let level = level.min(most);
        let glyph = match most {
            0 => glyphs.stroke,
            _ => glyphs.levels[(level + 1) * glyphs.levels.len() / (most + 1) - 1],
        };
        let meaning = strip.meanings[level];
        text::glyph(
            buf,
            row.x + column as u16,
            row.y,
            glyph,
            appearance.style(meaning),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::{Catalogue, Role};

    #[test]
    fn a_strip_keeps_the_capitals_of_an_abbreviation() {
        let catalogue = Catalogue::built_in();
        let label = |role| {
            let item = catalogue.role(role);
            Strip::of_item(item, &Series::default(), catalogue).label
        };
        assert_eq!(label(Role::LhTest), "LH test");
        assert_eq!(label(Role::Bleeding), "bleeding");
    }
}
