//! Days side by side, counted from a first one: the upright part of what is drawn by cycle day.

use ratatui::layout::Rect;

/// A day is at most this many cells wide.
const WIDEST: usize = 4;

/// Where days stand in an area. When there is no room for all, those around one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayAxis {
    /// The area.
    pub area: Rect,
    first: i64,
    count: usize,
    wide: usize,
}

impl DayAxis {
    /// The days from `first` to `last`, at least the one at `around`.
    pub fn new(area: Rect, first: i64, last: i64, around: Option<i64>) -> Self {
        let columns = usize::from(area.width).max(1);
        let days = usize::try_from(last - first + 1).unwrap_or(1).max(1);
        let count = days.min(columns);
        let before = match around {
            Some(day) if days > columns => {
                let middle = usize::try_from(day - first).unwrap_or(0);
                middle.saturating_sub(columns / 2).min(days - count)
            }
            _ => 0,
        };
        Self {
            area,
            first: first + before as i64,
            count,
            wide: (columns / days).clamp(1, WIDEST),
        }
    }

    /// Cells of a day.
    pub fn wide(&self) -> u16 {
        self.wide as u16
    }

    /// The days that are shown.
    pub fn days(&self) -> impl Iterator<Item = i64> + use<> {
        let first = self.first;
        (0..self.count as i64).map(move |n| first + n)
    }

    /// The first cell of a day.
    pub fn left(&self, day: i64) -> Option<u16> {
        let at = usize::try_from(day - self.first).ok()?;
        (at < self.count).then(|| self.area.x + (at * self.wide) as u16)
    }

    /// The middle cell of a day.
    pub fn middle(&self, day: i64) -> Option<u16> {
        Some(self.left(day)? + (self.wide() - 1) / 2)
    }

    /// The numbers to write under the days and their cells: `told` says which days have one. The
    /// number of the cursor day stands in any case; what is too near to another has none.
    pub fn numbers(
        &self,
        cursor: Option<i64>,
        told: impl Fn(i64) -> bool,
    ) -> Vec<(u16, String, bool)> {
        let number = |day: i64| {
            let words = day.to_string();
            let middle = self.middle(day)?;
            let wide = words.len() as u16;
            let left = middle.saturating_sub((wide - 1) / 2);
            let most = self.area.right().saturating_sub(wide);
            Some((left.min(most).max(self.area.x), words))
        };
        let mut all: Vec<(u16, String, bool)> = Vec::new();
        let ahead = cursor.and_then(&number);
        let near = |(x, words): &(u16, String), other: &(u16, String)| {
            *x < other.0 + other.1.len() as u16 + 1 && other.0 < x + words.len() as u16 + 1
        };
        for day in self.days().filter(|day| told(*day)) {
            let Some(here) = number(day) else { continue };
            let last = all.last().map(|(x, words, _)| (*x, words.clone()));
            if last.is_some_and(|last| near(&here, &last))
                || ahead.as_ref().is_some_and(|cursor| near(&here, cursor))
            {
                continue;
            }
            all.push((here.0, here.1, false));
        }
        all.extend(ahead.map(|(x, words)| (x, words, true)));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(width: u16) -> Rect {
        Rect::new(5, 0, width, 1)
    }

    #[test]
    fn days_are_as_wide_as_there_is_room() {
        for (width, wide, count) in [(200, 4, 28), (60, 2, 28), (28, 1, 28), (10, 1, 10)] {
            let axis = DayAxis::new(area(width), 1, 28, Some(28));
            assert_eq!((axis.wide(), axis.days().count()), (wide, count), "{width}");
            assert!(axis.left(28).is_some(), "{width}");
        }
    }

    #[test]
    fn numbers_never_touch() {
        for width in 1..130 {
            for cursor in -20..40 {
                let axis = DayAxis::new(area(width), -20, 40, Some(cursor));
                let mut numbers = axis.numbers(Some(cursor), |day| day % 5 == 0);
                numbers.sort();
                for pair in numbers.windows(2) {
                    let end = pair[0].0 + pair[0].1.len() as u16;
                    assert!(end < pair[1].0, "{numbers:?}");
                }
            }
        }
    }
}
