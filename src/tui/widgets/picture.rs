//! Small pictures of findings: marks, curves of a few days, and values on the scale of 0 to 10.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::text;
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;

/// The highest score there is.
const TOP: f64 = 10.0;

/// The highest cell of a small curve stands for at least this score.
const LEAST_TOP: f64 = 5.0;

/// The days around an event: three before to three after.
pub type Week = [Option<f64>; 7];

/// A picture that takes a few cells of one row.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Picture {
    /// None.
    #[default]
    Nothing,
    /// A mark for each case: whether it goes the way of the whole.
    Cases(Vec<bool>),
    /// The means in the days around an event, and around days like it without the event.
    Around(Week, Week),
}

impl Picture {
    /// Whether there is nothing to see.
    pub fn is_empty(&self) -> bool {
        *self == Self::Nothing || *self == Self::Cases(vec![])
    }

    /// How many cells it takes, with no more than `room`.
    pub fn width(&self, room: usize) -> usize {
        match self {
            Self::Nothing => 0,
            Self::Cases(cases) => cases.len().min(room),
            Self::Around(..) if room < 7 => 0,
            Self::Around(..) if room < 16 => 7,
            Self::Around(..) => 16,
        }
    }

    /// Draws it at a place; of more cases than there are cells, the latest.
    pub fn draw(&self, place: Rect, buf: &mut Buffer, appearance: &Appearance) {
        let glyphs = appearance.glyphs();
        let cell = |nth: usize| {
            place
                .x
                .saturating_add(u16::try_from(nth).unwrap_or(u16::MAX))
        };
        match self {
            Self::Nothing => {}
            Self::Cases(cases) => {
                let from = cases.len().saturating_sub(place.width.into());
                for (nth, same) in cases.iter().skip(from).enumerate() {
                    let (glyph, meaning) = match same {
                        true => (glyphs.full, Meaning::First),
                        false => (glyphs.empty, Meaning::Muted),
                    };
                    text::glyph(buf, cell(nth), place.y, glyph, appearance.style(meaning));
                }
            }
            Self::Around(event, matched) => {
                let weeks = [(event, Meaning::First), (matched, Meaning::Muted)];
                // Both on one scale, and small differences not made large.
                let means = event.iter().chain(matched).flatten();
                let top = means.fold(LEAST_TOP, |top, mean| top.max(*mean));
                let shown = if place.width < 16 { 1 } else { 2 };
                for (at, (week, meaning)) in (0..).step_by(9).zip(weeks).take(shown) {
                    for (nth, mean) in week.iter().enumerate() {
                        let glyph =
                            mean.map_or(glyphs.dash, |mean| level(mean / top, &glyphs.levels));
                        text::glyph(
                            buf,
                            cell(at + nth),
                            place.y,
                            glyph,
                            appearance.style(meaning),
                        );
                    }
                }
            }
        }
    }
}

/// The glyph for a share of a cell, filled from below.
fn level(share: f64, levels: &[&'static str; 8]) -> &'static str {
    let at = (share * 8.0).floor().clamp(0.0, 7.0);
    // Between 0 and 7.
    levels[at as usize]
}

/// Values on the scale of 0 to 10, in one row.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Gauge {
    /// What is compared with: hollow.
    pub from: Option<f64>,
    /// What is compared: full.
    pub to: Option<f64>,
    /// The spread on either side of `to`.
    pub spread: f64,
}

/// The numbers under an axis.
const TICKS: [u8; 6] = [0, 2, 4, 6, 8, 10];

impl Gauge {
    /// Draws it over the width of a place.
    pub fn draw(&self, place: Rect, buf: &mut Buffer, appearance: &Appearance) {
        let glyphs = appearance.glyphs();
        let Some(last) = place.width.checked_sub(1) else {
            return;
        };
        for tick in TICKS {
            let x = column(place, last, f64::from(tick));
            text::glyph(buf, x, place.y, glyphs.dot, appearance.style(Meaning::Axis));
        }
        let mut rule = |a: f64, b: f64, glyph: &str, meaning| {
            for x in column(place, last, a.min(b))..=column(place, last, a.max(b)) {
                text::glyph(buf, x, place.y, glyph, appearance.style(meaning));
            }
        };
        if let Some(to) = self.to.filter(|_| self.spread > 0.0) {
            let (low, high) = (to - self.spread, to + self.spread);
            rule(low, high, glyphs.faint_rule, Meaning::Muted);
        }
        if let (Some(from), Some(to)) = (self.from, self.to) {
            rule(from, to, glyphs.rule, Meaning::Axis);
        }
        let mut mark = |value: Option<f64>, glyph: &str, meaning| {
            if let Some(value) = value {
                let x = column(place, last, value);
                text::glyph(buf, x, place.y, glyph, appearance.style(meaning));
            }
        };
        mark(self.from, glyphs.point_hollow, Meaning::Muted);
        mark(self.to, glyphs.point_full, Meaning::First);
    }

    /// Draws the numbers of the scale over the width of a place.
    pub fn axis(place: Rect, buf: &mut Buffer, appearance: &Appearance) {
        let Some(last) = place.width.checked_sub(1) else {
            return;
        };
        for tick in TICKS {
            let words = tick.to_string();
            let wide = u16::try_from(words.len()).unwrap_or(1);
            let x = column(place, last, f64::from(tick)).min(place.right().saturating_sub(wide));
            text::put(
                buf,
                x,
                place.y,
                wide,
                &words,
                appearance.style(Meaning::Axis),
            );
        }
    }
}

/// The column of a score in a place whose last cell is so far from its first.
fn column(place: Rect, last: u16, score: f64) -> u16 {
    let share = (score / TOP).clamp(0.0, 1.0);
    // Between 0 and `last`.
    place.x + (share * f64::from(last)).round() as u16
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::appearance::glyphs::GlyphSet;
    use crate::tui::testing::{appearance, rows};

    fn drawn(
        width: u16,
        glyphs: GlyphSet,
        draw: impl Fn(Rect, &mut Buffer, &Appearance),
    ) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, 1));
        draw(buf.area, &mut buf, &appearance(glyphs));
        rows(&buf)
    }

    #[test]
    fn values_stand_on_the_scale() {
        let gauge = Gauge {
            from: Some(2.0),
            to: Some(5.0),
            spread: 1.0,
        };
        let gauge = |glyphs| {
            drawn(21, glyphs, |place, buf, appearance| {
                gauge.draw(place, buf, appearance)
            })
        };
        assert_eq!(gauge(GlyphSet::Braille), "·   ○─────●╌╌   ·   ·");
        assert_eq!(gauge(GlyphSet::Ascii), ".   o-----@     .   .");
        assert_eq!(
            drawn(21, GlyphSet::Braille, Gauge::axis),
            "0   2   4   6   8  10"
        );
        let beyond = Gauge {
            from: None,
            to: Some(9.8),
            spread: 3.0,
        };
        let beyond = drawn(11, GlyphSet::Braille, |place, buf, appearance| {
            beyond.draw(place, buf, appearance);
        });
        assert_eq!(beyond, "· · · ·╌╌╌●");
    }

    #[test]
    fn of_many_cases_the_latest_are_seen() {
        let cases = Picture::Cases(vec![false, true, true, false]);
        let cases = |width| {
            drawn(width, GlyphSet::Braille, |place, buf, appearance| {
                cases.draw(place, buf, appearance);
            })
        };
        assert_eq!(cases(4), "▫▪▪▫");
        assert_eq!(cases(3), "▪▪▫");
    }

    #[test]
    fn the_days_around_an_event_have_their_heights() {
        let week = [0.0, 1.3, 2.6, 5.0, 7.5, 8.8, 10.0].map(Some);
        let picture = Picture::Around(week, [None; 7]);
        let of = |width| {
            drawn(width, GlyphSet::Braille, |place, buf, appearance| {
                picture.draw(place, buf, appearance);
            })
        };
        assert_eq!(of(16), "▁▂▃▅▇██  –––––––");
        assert_eq!(of(8), "▁▂▃▅▇██");
    }
}
