//! Cycles laid over each other: an item by cycle day, or by days from ovulation.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::diary::statistics::median;
use crate::diary::{Catalogue, Item, TemperatureUnit};
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::screens::chart::pane::canvas::{Canvas, Ink};
use crate::tui::screens::chart::pane::scale::Scale;
use crate::tui::screens::cycles::axis::DayAxis;
use crate::tui::widgets::panel::{Panel, words_below};
use crate::tui::widgets::text;
use crate::words::screens::cycles as words;

/// One of the cycles.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Laid {
    /// Values by day: of the cycle, from 1, or from ovulation, which is 0.
    pub values: Vec<(i64, f64)>,
    /// Whether it counts for the median.
    pub counts: bool,
    /// Whether it is the one that stands out.
    pub chosen: bool,
}

/// Cycles laid over each other.
pub struct OverlayView<'a> {
    /// The cycles.
    pub cycles: &'a [Laid],
    /// What is drawn.
    pub item: &'a Item,
    /// What can be recorded.
    pub catalogue: &'a Catalogue,
    /// How temperatures are shown.
    pub unit: TemperatureUnit,
    /// Whether days are counted from ovulation.
    pub from_ovulation: bool,
    /// The first and last day.
    pub days: (i64, i64),
    /// The day of the cursor, counted like the others.
    pub cursor: Option<i64>,
    /// The cursor day in words.
    pub words: &'a str,
    /// What the keys do.
    pub foot: &'a str,
}

/// A median of fewer cycles than this would follow every single one.
const MEDIAN_CYCLES: usize = 3;
/// Every so many days have their number: weeks from ovulation, fives of a cycle.
const WEEK: i64 = 7;
const FIVE: i64 = 5;

const MEDIAN: Ink = Ink {
    meaning: Meaning::Median,
    ascii: "=",
    dotted: false,
};

/// The median of each day that has answers in at least three cycles.
pub fn medians(cycles: &[Laid]) -> BTreeMap<i64, f64> {
    let mut values: BTreeMap<i64, Vec<f64>> = BTreeMap::new();
    for (day, value) in cycles.iter().filter(|c| c.counts).flat_map(|c| &c.values) {
        values.entry(*day).or_default().push(*value);
    }
    let enough = values
        .into_iter()
        .filter(|(_, values)| values.len() >= MEDIAN_CYCLES);
    let medians = enough.filter_map(|(day, mut values)| Some((day, median(&mut values)?)));
    medians.collect()
}

impl OverlayView<'_> {
    /// Draws the cycles.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, appearance: &Appearance) {
        let area = area.intersection(buf.area);
        let inner = self.frame(area, buf, appearance);
        if inner.height < 3 || inner.width < 20 {
            return;
        }
        let values = self.cycles.iter().flat_map(|cycle| &cycle.values);
        let all: Vec<(NaiveDate, f64)> =
            values.map(|(_, value)| (NaiveDate::MIN, *value)).collect();
        if all.is_empty() {
            return self.nothing(inner, buf, appearance);
        }
        let scale = Scale::of(self.item, self.catalogue, self.unit, &all);
        let labels = scale.levels.iter().map(|level| match &level.name {
            Some(name) => format!("{} {name}", level.label),
            None => level.label.clone(),
        });
        let labels: Vec<String> = labels.collect();
        let axis_name = if self.from_ovulation {
            words::axis_ovulation()
        } else {
            words::axis_cycle_day()
        };
        let widest = labels.iter().map(|label| text::width(label)).max();
        let widest = widest.unwrap_or(0).max(text::width(axis_name));
        let gutter = widest.min(14) as u16 + 2;
        let plot = Rect {
            x: inner.x + gutter,
            width: inner.width - gutter,
            height: inner.height - 1,
            ..inner
        };
        let (first, last) = self.days;
        let days = DayAxis::new(plot, first, last.max(first), self.cursor);
        let row = |value: f64| {
            let rows = f64::from(plot.height - 1);
            plot.y + ((1.0 - scale.height(value)) * rows).round() as u16
        };
        let heights = scale.levels.iter().map(|level| row(level.value));
        upright(plot, gutter, heights.zip(&labels), buf, appearance);
        self.density(&days, row, buf, appearance);
        self.median(plot, &days, row, buf, appearance);
        let chosen = self.cycles.iter().filter(|cycle| cycle.chosen);
        for (day, value) in chosen.flat_map(|cycle| &cycle.values) {
            if let Some(x) = days.middle(*day) {
                let style = appearance.style(Meaning::First);
                text::glyph(buf, x, row(*value), appearance.glyphs().point_full, style);
            }
        }
        let y = plot.bottom();
        let (style, ellipsis) = (
            appearance.style(Meaning::Muted),
            appearance.glyphs().ellipsis,
        );
        text::fit(buf, inner.x, y, gutter, axis_name, style, ellipsis);
        self.day_numbers(&days, y, buf, appearance);
    }

    /// The frame, with what is drawn in it; gives the room inside.
    fn frame(&self, area: Rect, buf: &mut Buffer, appearance: &Appearance) -> Rect {
        let glyphs = appearance.glyphs();
        let counted = self.cycles.iter().filter(|cycle| cycle.counts).count();
        let [thin, medium, thick, _] = glyphs.shades;
        let shades = format_args!("{thin}{medium}{thick}");
        let inner = Panel {
            title: &words::overlay_of(&self.item.name, counted),
            aside: &words::overlay_legend(glyphs.sample, glyphs.point_full, shades),
            foot: self.foot,
            focused: false,
        }
        .draw(area, buf, appearance);
        words_below(area, self.foot, self.words, buf, appearance);
        inner
    }

    /// Why there is nothing to see.
    fn nothing(&self, inner: Rect, buf: &mut Buffer, appearance: &Appearance) {
        let why = if self.cycles.is_empty() {
            words::no_ovulation()
        } else {
            words::no_answers()
        };
        let lines = text::wrap(why, usize::from(inner.width - 2));
        let style = appearance.style(Meaning::Muted);
        for (y, line) in (inner.y + inner.height / 3..inner.bottom()).zip(lines) {
            text::put(buf, inner.x + 1, y, inner.width - 2, line, style);
        }
    }

    fn day_numbers(&self, days: &DayAxis, y: u16, buf: &mut Buffer, appearance: &Appearance) {
        let told = |day: i64| match self.from_ovulation {
            true => day % WEEK == 0,
            false => day == 1 || day % FIVE == 0,
        };
        for (x, number, cursor) in days.numbers(self.cursor, told) {
            let meaning = if cursor {
                Meaning::Cursor
            } else {
                Meaning::Muted
            };
            text::put(
                buf,
                x,
                y,
                number.len() as u16,
                &number,
                appearance.style(meaning),
            );
        }
    }

    /// How many of the cycles had a value on a day: the more, the denser.
    fn density(
        &self,
        days: &DayAxis,
        row: impl Fn(f64) -> u16,
        buf: &mut Buffer,
        appearance: &Appearance,
    ) {
        let others = || self.cycles.iter().filter(|cycle| cycle.counts);
        let all = others().count().max(1);
        let mut cells: BTreeMap<(i64, u16), usize> = BTreeMap::new();
        for (day, value) in others().flat_map(|cycle| &cycle.values) {
            *cells.entry((*day, row(*value))).or_default() += 1;
        }
        let [thin, medium, thick, _] = appearance.glyphs().shades;
        for ((day, y), count) in cells {
            let glyph = match count * 100 / all {
                0..20 => thin,
                20..50 => medium,
                _ => thick,
            };
            let Some(left) = days.left(day) else { continue };
            for x in left..left + days.wide() {
                text::glyph(buf, x, y, glyph, appearance.style(Meaning::Axis));
            }
        }
    }

    fn median(
        &self,
        plot: Rect,
        days: &DayAxis,
        row: impl Fn(f64) -> u16,
        buf: &mut Buffer,
        appearance: &Appearance,
    ) {
        let mut canvas = Canvas::new(plot, appearance.glyphs);
        let (across, down) = canvas.dots_of_cell();
        let mut before: Option<(i64, (usize, usize))> = None;
        for (day, value) in medians(self.cycles) {
            let Some(x) = days.middle(day) else { continue };
            let x = usize::from(x - plot.x) * across;
            let y = usize::from(row(value) - plot.y) * down + down / 2;
            let joined = before.filter(|(last, _)| last + 1 == day);
            canvas.line(joined.map_or((x, y), |(_, at)| at), (x, y), MEDIAN);
            before = Some((day, (x, y)));
        }
        canvas.draw(buf, appearance);
    }
}

/// The axis left of a plot, with the names of heights as far as each has a row.
fn upright<'a>(
    plot: Rect,
    gutter: u16,
    heights: impl Iterator<Item = (u16, &'a String)>,
    buf: &mut Buffer,
    appearance: &Appearance,
) {
    let (glyphs, x) = (appearance.glyphs(), plot.x - 1);
    let style = appearance.style(Meaning::Axis);
    for y in plot.top()..plot.bottom() {
        text::glyph(buf, x, y, glyphs.bar, style);
    }
    let mut last_row = None;
    for (y, label) in heights {
        if last_row != Some(y) {
            text::put_before(
                buf,
                x,
                y,
                gutter - 1,
                label,
                appearance.style(Meaning::Muted),
            );
            text::glyph(buf, x, y, glyphs.tick, style);
            last_row = Some(y);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diary::Role;
    use crate::tui::appearance::glyphs::GlyphSet;
    use crate::tui::testing::{appearance, rows};

    fn sample() -> Vec<Laid> {
        let cycle = |n: i64| Laid {
            values: (1..=27 + n)
                .map(|day| {
                    let pain = match day {
                        1..=3 => 7 - day + n % 3,
                        13..=15 => 2 + n % 2,
                        _ => (day * n) % 3 / 2,
                    };
                    (day, pain as f64)
                })
                .collect(),
            counts: n != 2,
            chosen: n == 4,
        };
        (0..5).map(cycle).collect()
    }

    fn view<'a>(cycles: &'a [Laid], days: (i64, i64), from_ovulation: bool) -> OverlayView<'a> {
        let catalogue = Catalogue::built_in();
        OverlayView {
            cycles,
            item: catalogue.role(Role::Pain),
            catalogue,
            unit: TemperatureUnit::Celsius,
            from_ovulation,
            days,
            cursor: Some(9),
            words: "day 9: 0, no pain; median 0",
            foot: "a item",
        }
    }

    fn drawn(width: u16, height: u16, glyphs: GlyphSet) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        view(&sample(), (1, 31), false).draw(buf.area, &mut buf, &appearance(glyphs));
        rows(&buf)
    }

    #[test]
    fn in_a_small_terminal() {
        insta::assert_snapshot!(drawn(53, 15, GlyphSet::Braille));
    }

    #[test]
    fn in_a_large_terminal() {
        insta::assert_snapshot!(drawn(116, 22, GlyphSet::Braille));
    }

    #[test]
    fn the_median_is_of_the_cycles_that_count() {
        let cycles = sample();
        let medians = medians(&cycles);
        // Cycles 0, 1, 3, 4 answered 6, 7, 6, 7 on the first day; day 29 has but two.
        assert_eq!(medians.get(&1), Some(&6.5));
        assert_eq!(medians.get(&29), None);
    }

    #[test]
    fn nothing_to_lay_is_said() {
        for (cycles, words) in [
            (vec![], "No cycle has a day of ovulation"),
            (vec![Laid::default()], "There are no answers"),
        ] {
            let mut buf = Buffer::empty(Rect::new(0, 0, 70, 12));
            view(&cycles, (-14, 14), true).draw(buf.area, &mut buf, &appearance(GlyphSet::Ascii));
            assert!(rows(&buf).contains(words));
        }
    }

    proptest! {
        #[test]
        fn any_room_and_cycles_will_do(
            days in prop::collection::vec((-300i64..300, -5.0f64..20.0), 0..60),
            first in -300i64..300, more in -5i64..400,
            x in 0u16..9, y in 0u16..9, width in 0u16..200, height in 0u16..60,
        ) {
            let cycles = [Laid { values: days, counts: true, chosen: true }];
            let mut buf = Buffer::empty(Rect::new(0, 0, 120, 40));
            let area = Rect::new(x, y, width, height);
            view(&cycles, (first, first + more), true).draw(area, &mut buf, &appearance(GlyphSet::Blocks));
        }
    }
}
