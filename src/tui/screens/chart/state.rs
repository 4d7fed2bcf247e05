//! What the chart shows, and of which stretch of time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::diary::{
    Catalogue, DateRange, Day, Diary, ItemId, Measure, Role, Series, TemperatureUnit, WeekStart,
};

use crate::tui::window::Window;
use crate::words::kinds;
use crate::words::screens::chart as words;

/// How long a stretch the chart shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Span {
    /// Seven days.
    Week,
    /// A month.
    Month,
    /// Three months.
    #[default]
    Quarter,
    /// Twelve months.
    Year,
    /// The whole diary.
    All,
}

impl Span {
    const ALL: [Self; 5] = [
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::Year,
        Self::All,
    ];

    /// Words for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Week => words::span_week(),
            Self::Month => words::span_month(),
            Self::Quarter => words::span_quarter(),
            Self::Year => words::span_year(),
            Self::All => words::span_all(),
        }
    }

    /// The next longer stretch.
    pub fn longer(self) -> Self {
        Self::ALL
            .into_iter()
            .find(|span| *span > self)
            .unwrap_or(self)
    }

    /// The next shorter stretch.
    pub fn shorter(self) -> Self {
        Self::ALL
            .into_iter()
            .rev()
            .find(|span| *span < self)
            .unwrap_or(self)
    }
}

/// What the chart shows.
#[derive(Debug, Clone)]
pub struct Chart {
    /// How long a stretch.
    pub span: Span,
    /// How many stretches before the one with the cursor day.
    pub back: u32,
    /// The day that stands for the cursor there: a click does not turn the page.
    pub held: Option<NaiveDate>,
    /// The item drawn.
    pub item: ItemId,
    /// A second item drawn over it.
    pub second: Option<ItemId>,
    /// Items drawn as strips under the axis.
    pub strips: Vec<ItemId>,
    /// Whether the moving median is drawn.
    pub median: bool,
    /// The answers that were read for a stretch that is not at hand.
    data: Diary,
    /// What `data` was read for: the stretch that is shown, and some around it.
    loaded: Option<(DateRange, BTreeSet<ItemId>)>,
    /// The answers as numbers, an item each: drawn at every key, so counted out once.
    pub series: BTreeMap<ItemId, Series>,
    /// The tags of the days, in words.
    pub tags: Vec<(NaiveDate, String)>,
    /// The stretch and the items that `series` and `tags` are of.
    counted: Option<(DateRange, BTreeSet<ItemId>)>,
}

impl Chart {
    /// The worst pain with its median; bleeding, orgasm and relief below it.
    pub fn new(catalogue: &Catalogue) -> Self {
        Self {
            span: Span::default(),
            back: 0,
            held: None,
            item: catalogue.role(Role::Pain).id.clone(),
            second: None,
            strips: [Role::Bleeding, Role::Orgasm, Role::ReliefMeasure]
                .map(|role| catalogue.role(role).id.clone())
                .to_vec(),
            median: true,
            data: Diary::default(),
            loaded: None,
            series: BTreeMap::new(),
            tags: vec![],
            counted: None,
        }
    }

    /// Turns to the stretch with the cursor day.
    pub fn follow(&mut self) {
        self.back = 0;
        self.held = None;
    }

    /// Takes in what was read of some items.
    pub fn take(&mut self, range: DateRange, items: Vec<ItemId>, read: Diary) {
        self.data = read;
        self.loaded = Some((range, items.into_iter().collect()));
        self.counted = None;
    }

    /// Takes in a day that changed, if it was read.
    pub fn refresh(&mut self, date: NaiveDate, day: &Day) {
        let read = self.loaded.as_ref();
        if read.is_some_and(|(range, _)| range.contains(date)) {
            self.data.replace(date, day.clone());
        }
        self.counted.take_if(|(range, _)| range.contains(date));
    }

    /// Forgets what was read.
    pub fn clear(&mut self) {
        self.stale();
        self.data = Diary::default();
        self.series.clear();
        self.tags.clear();
    }

    /// Has everything read anew; until then it is drawn as it was.
    pub fn stale(&mut self) {
        (self.loaded, self.counted) = (None, None);
    }

    /// Whether the answers to some items in a range are at hand.
    pub fn has(&self, range: DateRange, items: &BTreeSet<ItemId>) -> bool {
        self.loaded
            .as_ref()
            .is_some_and(|(read, of)| of == items && read.covers(range))
    }

    /// Counts the answers of a range out, unless they are; from the days at hand if it lies there.
    pub fn count_out(&mut self, catalogue: &Catalogue, range: DateRange, at_hand: &Window) {
        let wanted = Some((range, self.items()));
        if self.counted == wanted {
            return;
        }
        self.counted = wanted;
        let days = if at_hand.has(range) {
            &at_hand.diary
        } else {
            &self.data
        };
        let tags = catalogue.role(Role::Tags);
        let tagged = days.range(range).filter_map(|(date, day)| {
            let mut told = day.answers(&tags.id);
            let told = told.find(|answer| answer.is_present(tags))?;
            Some((date, kinds::answer(told, tags, TemperatureUnit::default())))
        });
        self.tags = tagged.collect();
        let known = self
            .items()
            .into_iter()
            .filter_map(|id| catalogue.item(id.as_str()));
        let series = known.map(|item| {
            let unordered = item.kind.measure() == Measure::Sort;
            let count = if unordered {
                Series::presence
            } else {
                Series::of
            };
            (item.id.clone(), count(days, item, range))
        });
        self.series = series.collect();
    }

    /// The stretch that is shown: whole weeks, months, quarters or years around the cursor day, or
    /// all of a diary with that first and last day.
    pub fn range(
        &self,
        cursor: NaiveDate,
        week_start: WeekStart,
        diary: Option<DateRange>,
    ) -> DateRange {
        let cursor = self.held.unwrap_or(cursor);
        let months_back = |months: u32| cursor - Months::new(months.saturating_mul(self.back));
        match self.span {
            Span::Week => {
                let day = cursor - Days::new(7 * u64::from(self.back));
                let into = days_into_week(day, week_start.weekday());
                let first = day - Days::new(into);
                DateRange {
                    first,
                    last: first + Days::new(6),
                }
            }
            Span::Month => DateRange::month(months_back(1)),
            Span::Quarter => {
                let last = DateRange::month(months_back(3)).last;
                let first = DateRange::month(DateRange::month(last).first - Months::new(2)).first;
                DateRange { first, last }
            }
            Span::Year => {
                let last = DateRange::month(months_back(12)).last;
                DateRange {
                    first: DateRange::month(last).first - Months::new(11),
                    last,
                }
            }
            Span::All => {
                let here = DateRange::day(cursor);
                diary.map_or(here, |span| span.hull(here))
            }
        }
    }

    /// What has to be read: the items that are drawn, and the tags, which stand at their days.
    pub fn wanted(&self, catalogue: &Catalogue) -> BTreeSet<ItemId> {
        let mut items = self.items();
        items.insert(catalogue.role(Role::Tags).id.clone());
        items
    }

    /// The items that are drawn.
    pub fn items(&self) -> BTreeSet<ItemId> {
        self.strips
            .iter()
            .chain(&self.second)
            .chain([&self.item])
            .cloned()
            .collect()
    }
}

/// How many days a date lies after the first day of its week.
fn days_into_week(date: NaiveDate, start: chrono::Weekday) -> u64 {
    let day = date.weekday().num_days_from_monday() + 7 - start.num_days_from_monday();
    u64::from(day % 7)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::testing::ymd;

    #[test]
    fn stretches_of_the_chart_are_whole() {
        let mut chart = Chart::new(Catalogue::built_in());
        let range = |chart: &Chart| chart.range(ymd(2026, 3, 17), WeekStart::Monday, None);
        assert_eq!(
            range(&chart),
            DateRange::new(ymd(2026, 1, 1), ymd(2026, 3, 31))
        );
        chart.back = 1;
        assert_eq!(
            range(&chart),
            DateRange::new(ymd(2025, 10, 1), ymd(2025, 12, 31))
        );
        chart.span = Span::Week;
        assert_eq!(
            range(&chart),
            DateRange::new(ymd(2026, 3, 9), ymd(2026, 3, 15))
        );
        chart.span = Span::All;
        assert_eq!(
            range(&chart),
            DateRange::new(ymd(2026, 3, 17), ymd(2026, 3, 17))
        );
    }
}
