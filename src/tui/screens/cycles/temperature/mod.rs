//! The temperature chart of a cycle: readings with their evaluation, and the other signs under
//! them, by cycle day.

mod signs;
mod strips;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::diary::TemperatureUnit;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::screens::chart::pane::canvas::{Canvas, Ink};
use crate::tui::screens::cycles::axis::DayAxis;
use crate::tui::widgets::panel::{Panel, words_below};
use crate::tui::widgets::text;
use crate::words::figures;
use crate::words::screens::cycles as words;
pub use signs::{Role, SignDay};
use strips::{Likely, STRIPS, Strip};

/// The temperatures of a cycle.
pub struct TemperatureView<'a> {
    /// The days of the cycle from its first, none left out.
    pub days: &'a [SignDay],
    /// The cover line in °C.
    pub cover_line: Option<f64>,
    /// Whether the ovulation is confirmed.
    pub confirmed: bool,
    /// The cycle day of the cursor, from 1.
    pub cursor: Option<i64>,
    /// How temperatures are shown.
    pub unit: TemperatureUnit,
    /// The cursor day in words.
    pub words: &'a str,
    /// What the keys do.
    pub foot: &'a str,
}

/// Left of the plot: temperatures and the names of strips; the axis is the last column.
const GUTTER: u16 = 12;
/// Plots of fewer rows tell nothing.
const LEAST_ROWS: u16 = 3;
/// How far rows may be apart, in degrees: those that make round numbers.
const STEPS: [f64; 8] = [0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0];
/// Every so many days have their number.
const NUMBERED: i64 = 5;

const CURVE: Ink = Ink {
    meaning: Meaning::Axis,
    ascii: "-",
    dotted: false,
};

/// Upright: rows of a round number of degrees.
struct Rows {
    /// In the unit that is shown.
    step: f64,
    /// Of the uppermost row, in steps.
    top: i64,
    count: u16,
    cover: Option<i64>,
    unit: TemperatureUnit,
}

impl Rows {
    fn new(view: &TemperatureView, count: u16) -> Option<Self> {
        let shown = |celsius: f64| view.unit.of(celsius);
        // What is left out stands at the edge rather than flatten the curve.
        let readings = || view.days.iter().filter_map(|day| day.reading);
        let counts = |(_, role): &(f64, Role)| *role != Role::LeftOut;
        let all_left_out = !readings().any(|reading| counts(&reading));
        let values = readings().filter(|reading| all_left_out || counts(reading));
        let values = values.map(|(celsius, _)| shown(celsius));
        let all: Vec<f64> = values.chain(view.cover_line.map(shown)).collect();
        let low = all.iter().copied().reduce(f64::min)?;
        let high = all.iter().copied().reduce(f64::max)?;
        let rows = i64::from(count.max(1));
        let needed = |step: f64| ((high / step).round() - (low / step).round()) as i64 + 1;
        let step = STEPS.into_iter().find(|step| needed(*step) <= rows);
        let step = step.unwrap_or((high - low).max(1.0));
        let top = (high / step).round() as i64 + (rows - needed(step)).max(0) / 2;
        Some(Self {
            step,
            top,
            count,
            cover: view
                .cover_line
                .map(|line| (shown(line) / step).round() as i64),
            unit: view.unit,
        })
    }

    /// The row of a temperature. Rows may be coarse, but above the cover line is above it.
    fn row(&self, celsius: f64, cover_line: Option<f64>) -> u16 {
        let mut steps = (self.unit.of(celsius) / self.step).round() as i64;
        if let (Some(at), Some(line)) = (self.cover, cover_line) {
            steps = if celsius > line + 0.001 {
                steps.max(at + 1)
            } else {
                steps.min(at)
            };
        }
        (self.top - steps).clamp(0, i64::from(self.count) - 1) as u16
    }
}

impl TemperatureView<'_> {
    /// Draws the chart.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, appearance: &Appearance) {
        let area = area.intersection(buf.area);
        let glyphs = appearance.glyphs();
        let aside = words::readings_legend(glyphs.point_full, glyphs.point_hollow);
        let inner = Panel {
            title: words::temperature(),
            aside: &aside,
            foot: self.foot,
            focused: false,
        }
        .draw(area, buf, appearance);
        words_below(area, self.foot, self.words, buf, appearance);
        if inner.height < LEAST_ROWS + 1 || inner.width <= GUTTER + 8 {
            return;
        }
        let likely = self.likely();
        let has = |strip: &Strip| {
            let mut days = self.days.iter();
            days.any(|day| (strip.cell)(day, likely, appearance).is_some())
        };
        let mut strips: Vec<Strip> = STRIPS.into_iter().filter(has).collect();
        strips.truncate(usize::from(inner.height - LEAST_ROWS - 1));
        let plot = Rect {
            x: inner.x + GUTTER,
            width: inner.width - GUTTER,
            height: inner.height - 1 - strips.len() as u16,
            ..inner
        };
        let last = self.days.len() as i64;
        let days = DayAxis::new(plot, 1, last, self.cursor);
        self.plot(plot, &days, buf, appearance);
        let mut y = plot.bottom();
        self.axis(inner.x, y, &days, buf, appearance);
        for strip in &strips {
            y += 1;
            self.strip(strip, inner.x, y, &days, buf, appearance);
        }
    }

    fn likely(&self) -> Likely {
        let days = self.days.iter().map(|day| day.ovulation);
        Likely {
            most: days.fold(f64::MIN_POSITIVE, f64::max),
            confirmed: self.confirmed,
        }
    }

    fn day(&self, day: i64) -> Option<&SignDay> {
        self.days.get(usize::try_from(day - 1).ok()?)
    }

    fn plot(&self, plot: Rect, days: &DayAxis, buf: &mut Buffer, appearance: &Appearance) {
        let glyphs = appearance.glyphs();
        let muted = appearance.style(Meaning::Muted);
        let Some(rows) = Rows::new(self, plot.height) else {
            let (y, room) = (plot.y + plot.height / 2, plot.width - 1);
            let (none, ellipsis) = (words::no_temperature(), glyphs.ellipsis);
            text::fit(buf, plot.x + 1, y, room, none, muted, ellipsis);
            return;
        };
        let axis = plot.x - 1;
        let cover = self.cover_line.map(|line| rows.row(line, self.cover_line));
        for row in 0..plot.height {
            let y = plot.y + row;
            text::glyph(buf, axis, y, glyphs.bar, appearance.style(Meaning::Axis));
            let steps = rows.top - i64::from(row);
            if steps % 2 == 0 && cover != Some(row) {
                let label = figures::fixed(steps as f64 * rows.step, 1);
                text::put_before(buf, axis, y, GUTTER - 1, &label, muted);
                text::glyph(buf, axis, y, glyphs.tick, appearance.style(Meaning::Axis));
            }
        }
        if let (Some(row), Some(line)) = (cover, self.cover_line) {
            let y = plot.y + row;
            let style = appearance.style(Meaning::Median);
            let label = words::cover(figures::fixed(self.unit.of(line), 2));
            text::put_before(buf, axis, y, GUTTER - 1, &label, style);
            text::glyph(buf, axis, y, glyphs.tick, appearance.style(Meaning::Axis));
            let end = days.days().last().and_then(|day| days.left(day));
            let end = end.map_or(plot.right(), |left| left + days.wide());
            for x in plot.x..end {
                text::glyph(buf, x, y, glyphs.rule, style);
            }
        }
        let placed: Vec<(i64, u16, u16, Role)> = days
            .days()
            .filter_map(|day| {
                let (celsius, role) = self.day(day)?.reading?;
                let row = rows.row(celsius, self.cover_line);
                Some((day, days.middle(day)?, plot.y + row, role))
            })
            .collect();
        let counted = placed.iter().filter(|(.., role)| *role != Role::LeftOut);
        let counted: Vec<_> = counted.collect();
        let mut canvas = Canvas::new(plot, appearance.glyphs);
        let (across, down) = canvas.dots_of_cell();
        for pair in counted.windows(2) {
            let [(day, x0, y0, _), (next, x1, y1, _)] = pair else {
                continue;
            };
            // A gap stays a gap.
            if day + 1 == *next {
                let dot = |x: u16, y: u16| {
                    let x = usize::from(x - plot.x) * across + across / 2;
                    (x, usize::from(y - plot.y) * down + down / 2)
                };
                canvas.line(dot(*x0, *y0), dot(*x1, *y1), CURVE);
            }
        }
        canvas.draw(buf, appearance);
        const NUMBERS: [&str; 4] = ["1", "2", "3", "4"];
        for (_, x, y, role) in placed {
            let (glyph, meaning) = match role {
                Role::Plain => (glyphs.point, Meaning::First),
                Role::Low => (glyphs.point_full, Meaning::First),
                Role::LeftOut => (glyphs.point_hollow, Meaning::Muted),
                Role::High(n) => {
                    let number = usize::from(n).checked_sub(1).and_then(|n| NUMBERS.get(n));
                    (
                        *number.unwrap_or(&glyphs.point),
                        Meaning::OvulationConfirmed,
                    )
                }
            };
            text::glyph(buf, x, y, glyph, appearance.style(meaning));
        }
    }

    /// The cycle days.
    fn axis(&self, x: u16, y: u16, days: &DayAxis, buf: &mut Buffer, appearance: &Appearance) {
        let name = words::axis_cycle_day();
        let (style, ellipsis) = (
            appearance.style(Meaning::Muted),
            appearance.glyphs().ellipsis,
        );
        text::fit(buf, x, y, GUTTER - 1, name, style, ellipsis);
        let numbers = days.numbers(self.cursor, |day| day == 1 || day % NUMBERED == 0);
        for (x, words, cursor) in numbers {
            let meaning = if cursor {
                Meaning::Cursor
            } else {
                Meaning::Muted
            };
            let room = words.len() as u16;
            text::put(buf, x, y, room, &words, appearance.style(meaning));
        }
    }

    fn strip(
        &self,
        strip: &Strip,
        x: u16,
        y: u16,
        days: &DayAxis,
        buf: &mut Buffer,
        appearance: &Appearance,
    ) {
        let (style, ellipsis) = (
            appearance.style(Meaning::Muted),
            appearance.glyphs().ellipsis,
        );
        text::fit(buf, x, y, GUTTER - 1, (strip.name)(), style, ellipsis);
        let likely = self.likely();
        for day in days.days() {
            let cell = self
                .day(day)
                .and_then(|day| (strip.cell)(day, likely, appearance));
            let (Some((glyph, meaning, fills)), Some(left)) = (cell, days.left(day)) else {
                continue;
            };
            let style = appearance.style(meaning);
            if fills {
                for x in left..left + days.wide() {
                    text::glyph(buf, x, y, glyph, style);
                }
            } else if let Some(x) = days.middle(day) {
                text::glyph(buf, x, y, glyph, style);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::cycle::{Bleeding, Test};
    use crate::tui::appearance::glyphs::GlyphSet;
    use crate::tui::testing::{appearance, rows};

    /// A cycle of 28 days with a rise on day 16.
    fn sample() -> Vec<SignDay> {
        let days = (1..=28u8).map(|day| {
            let celsius = 36.35 + 0.05 * f64::from(day % 3) + if day >= 16 { 0.3 } else { 0.0 };
            let role = match day {
                5 => Role::LeftOut,
                10..=15 => Role::Low,
                16..=18 => Role::High(day - 15),
                _ => Role::Plain,
            };
            SignDay {
                reading: (day > 3 && day != 21).then_some((celsius, role)),
                bleeding: match day {
                    1 | 4 => Some(Bleeding::Light),
                    2 | 3 => Some(Bleeding::Heavy),
                    5 => Some(Bleeding::Spotting),
                    _ => None,
                },
                cervix: (10..20).contains(&day).then_some((11..=15).contains(&day)),
                mucus: (8..20).contains(&day).then_some(match day {
                    8 => 0,
                    9 => 1,
                    10 | 11 => 2,
                    12 => 3,
                    13..=15 => 4,
                    _ => 1,
                }),
                lh: match day {
                    12 | 13 => Some(Test::Negative),
                    14 => Some(Test::Positive),
                    _ => None,
                },
                ovulation: match day {
                    14 | 16 => 0.25,
                    15 => 0.5,
                    _ => 0.0,
                },
            }
        });
        days.collect()
    }

    fn drawn(days: &[SignDay], width: u16, height: u16, glyphs: GlyphSet) -> String {
        let view = TemperatureView {
            days,
            cover_line: Some(36.45),
            confirmed: true,
            cursor: Some(14),
            unit: TemperatureUnit::Celsius,
            words: "day 14: 36.45 °C",
            foot: "o overlay",
        };
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        view.draw(buf.area, &mut buf, &appearance(glyphs));
        rows(&buf)
    }

    #[test]
    fn in_a_small_terminal() {
        insta::assert_snapshot!(drawn(&sample(), 53, 15, GlyphSet::Braille));
    }

    #[test]
    fn in_a_large_terminal() {
        insta::assert_snapshot!(drawn(&sample(), 116, 26, GlyphSet::Braille));
    }

    #[test]
    fn in_ascii() {
        insta::assert_snapshot!(drawn(&sample(), 66, 19, GlyphSet::Ascii));
    }

    #[test]
    fn a_high_reading_stands_above_the_cover_line_however_coarse_the_rows() {
        let mut days = sample();
        days[3].reading = Some((35.2, Role::Plain));
        days[24].reading = Some((38.9, Role::Plain));
        let view = TemperatureView {
            days: &days,
            cover_line: Some(36.45),
            confirmed: true,
            cursor: None,
            unit: TemperatureUnit::Celsius,
            words: "",
            foot: "",
        };
        for count in 3..30 {
            let rows = Rows::new(&view, count).unwrap();
            let line = rows.row(36.45, view.cover_line);
            assert!(rows.row(36.5, view.cover_line) < line, "{count}");
            assert_eq!(rows.row(36.45, view.cover_line), line);
            assert!(rows.row(36.4, view.cover_line) >= line);
        }
    }

    #[test]
    fn a_cycle_without_temperatures_says_so() {
        let days = [SignDay::default(); 28];
        let view = TemperatureView {
            days: &days,
            cover_line: None,
            confirmed: false,
            cursor: Some(2),
            unit: TemperatureUnit::Fahrenheit,
            words: "",
            foot: "",
        };
        let mut buf = Buffer::empty(Rect::new(0, 0, 60, 12));
        view.draw(buf.area, &mut buf, &appearance(GlyphSet::Braille));
        assert!(rows(&buf).contains("No temperature in this cycle."));
    }

    proptest! {
        #[test]
        fn any_room_and_cycle_will_do(
            values in prop::collection::vec(prop::option::of(20.0f64..44.0), 0..120),
            cover in prop::option::of(30.0f64..40.0), cursor in prop::option::of(-5i64..500),
            x in 0u16..9, y in 0u16..9, width in 0u16..200, height in 0u16..60,
        ) {
            let days: Vec<SignDay> = values.into_iter().map(|celsius| SignDay {
                reading: celsius.map(|celsius| (celsius, Role::High(9))),
                ..SignDay::default()
            }).collect();
            let view = TemperatureView {
                days: &days, cover_line: cover, confirmed: false, cursor,
                unit: TemperatureUnit::Fahrenheit, words: "words", foot: "foot",
            };
            let mut buf = Buffer::empty(Rect::new(0, 0, 120, 40));
            view.draw(Rect::new(x, y, width, height), &mut buf, &appearance(GlyphSet::Blocks));
        }
    }
}
