//! The chart: an item over time, another one beside it, and strips under the same axis.

mod axes;
mod bars;
pub mod canvas;
mod curve;
mod parts;
mod plot;
pub mod scale;
mod strip;
mod time;

use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::diary::{Catalogue, DateRange, Item, Measure, Series, TemperatureUnit, WeekStart};
use crate::tui::appearance::Appearance;
use crate::tui::widgets::panel::{Panel, words_below};
use crate::tui::widgets::text;
use crate::words::screens::chart as words;
use crate::words::{dates, figures};
pub use curve::{MEDIAN_DAYS, median_at, moving_median};
pub use scale::words as value_words;
pub use strip::Strip;
use time::TimeAxis;

/// An item and its answers.
#[derive(Debug, Clone, Copy)]
pub struct Curve<'a> {
    /// What was asked.
    pub item: &'a Item,
    /// What was answered; some days before and after the range do the median good.
    pub series: &'a Series,
}

/// What the chart shows.
#[derive(Debug, Clone, Copy)]
pub struct ChartView<'a> {
    /// The days shown.
    pub range: DateRange,
    /// The day all panes are about.
    pub cursor: NaiveDate,
    /// The day it is.
    pub today: NaiveDate,
    /// The first day of the week.
    pub week_start: WeekStart,
    /// How temperatures are told.
    pub unit: TemperatureUnit,
    /// What can be recorded.
    pub catalogue: &'a Catalogue,
    /// The item it is about.
    pub first: Curve<'a>,
    /// Another one, on an axis of its own to the right.
    pub second: Option<Curve<'a>>,
    /// Whether the moving median is drawn, where it says something.
    pub median: bool,
    /// Rows under the same time axis, the most important first.
    pub strips: &'a [Strip],
    /// Marks under the same time axis with a few words each, such as the beginning of a treatment,
    /// by date.
    pub events: &'a [(NaiveDate, String)],
    /// What the keys do, or nothing.
    pub foot: &'a str,
    /// Whether the keys go here.
    pub focused: bool,
}

/// Where the days of a drawn chart are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ChartLayout {
    plot: Rect,
    time: Option<TimeAxis>,
}

impl ChartLayout {
    /// The day at a place on the screen.
    pub fn date_at(&self, at: Position) -> Option<NaiveDate> {
        let time = self.time.filter(|_| self.plot.contains(at))?;
        Some(time.date_at(usize::from(at.x - self.plot.x)))
    }
}

impl ChartView<'_> {
    /// Draws the chart and says where its days are.
    pub fn draw(&self, area: Rect, buf: &mut Buffer, appearance: &Appearance) -> ChartLayout {
        let area = area.intersection(buf.area);
        let inner = if area.height >= 5 && area.width >= 20 {
            let title = words::title(&self.first.item.name, told(self.range));
            let inner = Panel {
                title: &title,
                aside: "",
                foot: self.foot,
                focused: self.focused,
            }
            .draw(area, buf, appearance);
            axes::legend(self, area, text::width(&title), buf, appearance);
            words_below(area, self.foot, &self.words(), buf, appearance);
            inner
        } else {
            area
        };
        plot::draw(self, inner, buf, appearance)
    }

    /// A median says something of scores and amounts, over more than a few days.
    fn has_median(&self) -> bool {
        let measure = self.first.item.kind.measure();
        let of_amounts = measure == Measure::Score || measure.adds_up();
        self.median && of_amounts && self.range.len() > 2 * MEDIAN_DAYS as usize
    }

    /// What there is on the cursor day, in words: `17 Mar: worst pain 4, moderate; median 2`.
    pub fn words(&self) -> String {
        let date = match self.cursor.year() == self.today.year() {
            true => dates::short_weekday_day_month(self.cursor),
            false => dates::short_weekday_day_month_year(self.cursor),
        };
        // Of a day outside only what is at hand is known: it may have been answered.
        let inside = self.range.contains(self.cursor);
        let told = |curve: &Curve| {
            let label = &curve.item.phrase;
            match curve.series.at(self.cursor) {
                Some(value) => {
                    let value = scale::words(curve.item, self.catalogue, self.unit, value);
                    Some(words::answered(label, value))
                }
                None => inside.then(|| words::not_answered(label)),
            }
        };
        let mut answers = Vec::from_iter(told(&self.first));
        let median = median_at(&self.first.series.points, self.cursor);
        if let Some(median) = median.filter(|_| inside && self.has_median()) {
            answers.push(words::median_is(figures::plain(median)));
        }
        answers.extend(self.second.as_ref().and_then(told));
        if answers.is_empty() {
            return words::out_of_sight(date);
        }
        words::on_day(date, answers.join("; "))
    }
}

/// A range in words, with no year twice.
fn told(range: DateRange) -> String {
    let (first, last) = (range.first, range.last);
    let from = match first.year() == last.year() {
        true => dates::short_day_month(first),
        false => dates::short_day_month_year(first),
    };
    words::range(from, dates::short_day_month_year(last))
}

#[cfg(test)]
mod tests;
