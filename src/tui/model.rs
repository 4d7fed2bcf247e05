//! Everything the screen shows, as plain values. Nothing here reads a file or a clock.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime};

use crate::cycle::{Cycle, Cycles};
use crate::diary::{
    Catalogue, DateRange, Day, Diary, EntryId, EntryKindId, ItemId, ItemKind, ItemOverride, Keep,
    Profile, Role, Series,
};

use crate::guide::QuestionnaireBook;

use super::form::Form;
use super::guide::Guide;
use super::keymap::{Chord, Context, Keymap};
use super::layer::Layer;
use super::thinker::CycleInsight;

/// What fills the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// Calendar, entry form and chart, as far as there is room.
    #[default]
    Day,
    /// The year as a heat map.
    Year,
    /// The chart alone.
    Chart,
    /// The cycles: a list, and the chosen one.
    Cycle,
    /// The guide: warnings, what helped, articles.
    Guide,
}

/// What has the keys, within [`View::Day`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// The calendar.
    Calendar,
    /// The entry form.
    #[default]
    Form,
    /// The chart.
    Chart,
}

impl Pane {
    /// The panes in the order of Tab.
    pub const ALL: [Self; 3] = [Self::Calendar, Self::Form, Self::Chart];
}

/// A line that says what just happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub text: String,
    /// Whether something went wrong.
    pub bad: bool,
}

/// Everything the screen shows.
#[derive(Debug)]
pub struct Model {
    /// The moment of the last event, on the wall clock.
    pub now: NaiveDateTime,
    /// The one day all panes look at.
    pub cursor: NaiveDate,
    /// What fills the screen.
    pub view: View,
    /// What has the keys.
    pub focus: Pane,
    /// Whether the day stands in words in place of, or beside, the form.
    pub card: bool,
    /// How far the card is scrolled, in lines.
    pub card_scroll: usize,
    /// The screen, in columns and rows.
    pub size: (u16, u16),
    /// What can be recorded.
    pub catalogue: Catalogue,
    /// What the person changed about items.
    pub overrides: BTreeMap<ItemId, ItemOverride>,
    /// What the person keeps.
    pub profile: Profile,
    /// The days that are at hand.
    pub window: Window,
    /// The first and last day with an entry.
    pub span: Option<DateRange>,
    /// How often each item was answered lately: the form puts what is used most first.
    pub usage: BTreeMap<ItemId, u32>,
    /// The entry form.
    pub form: Form,
    /// The chart.
    pub chart: Chart,
    /// The cycles laid over each other.
    pub overlay: Overlay,
    /// The cycles, once they are worked out, for those who keep them.
    pub cycle: Option<Arc<CycleInsight>>,
    /// What the guide told.
    pub guide: Guide,
    /// The heat map's days.
    pub year: Window,
    /// What lies over the panes, topmost last.
    pub layers: Vec<Layer>,
    /// The days the last search found, newest first.
    pub hits: Vec<NaiveDate>,
    /// What keys do.
    pub keymap: Keymap,
    /// The keys of a chord pressed so far.
    pub chord: Chord,
    /// Whether the last key answered a scale with 1, so that 0 makes it 10.
    pub typed_one: bool,
    /// The kind of entry that was added and is to be opened when it stands.
    pub opening: Option<EntryKindId>,
    /// What just happened.
    pub notice: Option<Notice>,
    /// Words that were typed into a field but not understood: kept until they are.
    pub drafts: BTreeMap<(EntryId, ItemId), String>,
}

impl Model {
    /// A model that looks at today, before anything is read.
    pub fn new(
        now: NaiveDateTime,
        size: (u16, u16),
        catalogue: Catalogue,
        profile: Profile,
        keymap: Keymap,
    ) -> Self {
        let today = now.date();
        let layers = if profile.welcomed {
            vec![]
        } else {
            vec![Layer::welcome()]
        };
        Self {
            now,
            cursor: today,
            view: View::default(),
            focus: Pane::default(),
            card: false,
            card_scroll: 0,
            size,
            form: Form::of_day(today),
            chart: Chart::new(&catalogue),
            overlay: Overlay::new(&catalogue),
            catalogue,
            overrides: BTreeMap::new(),
            profile,
            window: Window::default(),
            span: None,
            usage: BTreeMap::new(),
            cycle: None,
            guide: Guide::default(),
            year: Window::default(),
            layers,
            hits: vec![],
            keymap,
            chord: Chord(vec![]),
            typed_one: false,
            opening: None,
            notice: None,
            drafts: BTreeMap::new(),
        }
    }

    /// Today, on the wall clock.
    pub fn today(&self) -> NaiveDate {
        self.now.date()
    }

    /// The day all panes look at, if anything is recorded on it.
    pub fn day(&self) -> Option<&Day> {
        self.window.diary.day(self.cursor)
    }

    /// Where keys are pressed now, the innermost place first.
    pub fn contexts(&self) -> Vec<Context> {
        match self.layers.last() {
            Some(layer) => vec![layer.context(), Context::Always],
            None => {
                let pane = match (self.view, self.focus) {
                    (View::Year, _) => Context::Year,
                    (View::Cycle, _) => Context::Cycle,
                    (View::Guide, _) => Context::Guide,
                    (View::Chart, _) | (View::Day, Pane::Chart) => Context::Chart,
                    (View::Day, Pane::Calendar) => Context::Calendar,
                    (View::Day, Pane::Form) => Context::Form,
                };
                vec![pane, Context::Global, Context::Always]
            }
        }
    }

    /// Whether an area is kept.
    pub fn keeps(&self, area: Keep) -> bool {
        self.profile.keep.contains(&area)
    }

    /// Whether the cycle is kept, by somebody who may have one.
    pub fn keeps_cycle(&self) -> bool {
        let bleeding = self.catalogue.role(Role::Bleeding);
        self.catalogue.kept(bleeding, &self.profile)
    }

    /// The cycles, once they are worked out.
    pub fn cycles(&self) -> Option<&Cycles> {
        self.cycle.as_deref().map(|insight| &insight.cycles)
    }

    /// The cycle of the cursor day.
    pub fn chosen_cycle(&self) -> Option<&Cycle> {
        self.cycles()?.at(self.cursor)
    }

    /// The days that should be at hand: those on the calendar, and those the form looks back at.
    pub fn wanted(&self) -> DateRange {
        let shown = super::view::days_shown(self);
        let before = QuestionnaireBook::built_in().lookback().max(7);
        let before = self.cursor - Days::new(before.into());
        DateRange {
            first: shown.first.min(before),
            last: shown.last.max(self.cursor),
        }
    }

    /// Forgets what was read of the diary; places and what is being typed stay.
    pub fn forget(&mut self) {
        self.window.clear();
        self.year.clear();
        self.chart.data = Diary::default();
        self.chart.series.clear();
        self.chart.loaded = None;
        self.cycle = None;
        self.guide.clear();
        self.overlay.series = Series::default();
        self.overlay.loaded = None;
        self.notice = None;
    }

    /// Says that something was done.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            text: text.into(),
            bad: false,
        });
    }

    /// Says that something went wrong.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice {
            text: text.into(),
            bad: true,
        });
    }
}

/// A part of the diary that is at hand, month by month.
#[derive(Debug, Clone, Default)]
pub struct Window {
    /// The days that were read.
    pub diary: Diary,
    months: BTreeSet<NaiveDate>,
}

/// More months than this are not kept at hand; five years are enough to leaf through.
const MOST_MONTHS: usize = 60;

impl Window {
    /// The stretches of a range that have not been read yet.
    pub fn missing(&self, range: DateRange) -> Vec<DateRange> {
        let mut missing: Vec<DateRange> = Vec::new();
        let mut first = DateRange::month(range.first).first;
        while first <= range.last {
            let month = DateRange::month(first);
            if !self.months.contains(&first) {
                match missing.last_mut() {
                    Some(stretch) if stretch.last.succ_opt() == Some(first) => {
                        stretch.last = month.last;
                    }
                    _ => missing.push(month),
                }
            }
            let Some(next) = first.checked_add_months(Months::new(1)) else {
                break;
            };
            first = next;
        }
        missing
    }

    /// Takes in what was read of whole months.
    pub fn take(&mut self, range: DateRange, read: &Diary) {
        if self.months.len() > MOST_MONTHS {
            *self = Self::default();
        }
        for (date, day) in read.range(range) {
            self.diary.replace(date, day.clone());
        }
        let mut first = DateRange::month(range.first).first;
        while first <= range.last {
            self.months.insert(first);
            let Some(next) = first.checked_add_months(Months::new(1)) else {
                break;
            };
            first = next;
        }
    }

    /// Takes in a day that changed, if its month is at hand.
    pub fn refresh(&mut self, date: NaiveDate, day: &Day) {
        if self.months.contains(&DateRange::month(date).first) {
            self.diary.replace(date, day.clone());
        }
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

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
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "3 months",
            Self::Year => "year",
            Self::All => "everything",
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
    /// The item drawn.
    pub item: ItemId,
    /// A second item drawn over it.
    pub second: Option<ItemId>,
    /// Items drawn as strips under the axis.
    pub strips: Vec<ItemId>,
    /// Whether the moving median is drawn.
    pub median: bool,
    /// The answers that were read.
    pub data: Diary,
    /// What `data` was read for.
    pub loaded: Option<(DateRange, BTreeSet<ItemId>)>,
    /// The answers as numbers, an item each: drawn at every key, so counted out once.
    pub series: BTreeMap<ItemId, Series>,
}

impl Chart {
    fn new(catalogue: &Catalogue) -> Self {
        Self {
            span: Span::default(),
            back: 0,
            item: catalogue.role(Role::Pain).id.clone(),
            second: None,
            strips: [Role::Bleeding, Role::Orgasm, Role::ReliefMeasure]
                .map(|role| catalogue.role(role).id.clone())
                .to_vec(),
            median: true,
            data: Diary::default(),
            loaded: None,
            series: BTreeMap::new(),
        }
    }

    /// Counts the answers out anew after `data` changed.
    pub fn count_out(&mut self, catalogue: &Catalogue) {
        let known = self
            .items()
            .into_iter()
            .filter_map(|id| catalogue.item(id.as_str()));
        let series = known.map(|item| {
            let unordered = matches!(item.kind, ItemKind::Choice { ordered: false, .. });
            let count = if unordered {
                Series::presence
            } else {
                Series::of
            };
            (item.id.clone(), count(&self.data, item, DateRange::ALL))
        });
        self.series = series.collect();
    }

    /// The stretch that is shown: whole weeks, months, quarters or years around the cursor day.
    pub fn range(&self, model: &Model) -> DateRange {
        let cursor = model.cursor;
        let months_back = |months: u32| cursor - Months::new(months.saturating_mul(self.back));
        match self.span {
            Span::Week => {
                let day = cursor - Days::new(7 * u64::from(self.back));
                let into = days_into_week(day, model.profile.week_start.weekday());
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
                let here = DateRange {
                    first: cursor,
                    last: cursor,
                };
                let span = model.span.unwrap_or(here);
                DateRange {
                    first: span.first.min(cursor),
                    last: span.last.max(cursor),
                }
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

/// The cycles laid over each other.
#[derive(Debug, Clone)]
pub struct Overlay {
    /// Whether it stands in the temperature's place where there is no room for both.
    pub shown: bool,
    /// Whether the cycles meet at ovulation, or else at their first day.
    pub by_ovulation: bool,
    /// The item drawn.
    pub item: ItemId,
    /// Its answers.
    pub series: Series,
    /// What `series` was read for.
    pub loaded: Option<(DateRange, ItemId)>,
}

/// So many cycles are laid over each other at most: two years of them.
const OVERLAID: usize = 24;

impl Overlay {
    fn new(catalogue: &Catalogue) -> Self {
        Self {
            shown: false,
            by_ovulation: false,
            item: catalogue.role(Role::Pain).id.clone(),
            series: Series::default(),
            loaded: None,
        }
    }

    /// The cycles that are laid over each other: the chosen one and those before it, earliest
    /// first.
    pub fn cycles<'m>(&self, model: &'m Model) -> &'m [Cycle] {
        let all = model.cycles().map_or(&[][..], Cycles::cycles);
        let chosen = all.partition_point(|cycle| cycle.start() <= model.cursor);
        let end = chosen.max(OVERLAID).min(all.len());
        all.get(end.saturating_sub(OVERLAID)..end)
            .unwrap_or_default()
    }

    /// The days of those cycles.
    pub fn range(&self, model: &Model) -> Option<DateRange> {
        let cycles = self.cycles(model);
        let last = cycles.last()?.last().unwrap_or(model.today());
        Some(DateRange::new(cycles.first()?.start(), last))
    }
}

/// How many days a date lies after the first day of its week.
pub fn days_into_week(date: NaiveDate, start: chrono::Weekday) -> u64 {
    let day = date.weekday().num_days_from_monday() + 7 - start.num_days_from_monday();
    u64::from(day % 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn only_months_that_were_not_read_are_missing() {
        let mut window = Window::default();
        let quarter = DateRange::new(ymd(2026, 1, 15), ymd(2026, 3, 2));
        assert_eq!(
            window.missing(quarter),
            vec![DateRange::new(ymd(2026, 1, 1), ymd(2026, 3, 31))]
        );
        window.take(DateRange::month(ymd(2026, 2, 1)), &Diary::default());
        assert_eq!(
            window.missing(quarter),
            vec![
                DateRange::month(ymd(2026, 1, 1)),
                DateRange::month(ymd(2026, 3, 1))
            ]
        );
    }

    #[test]
    fn stretches_of_the_chart_are_whole() {
        let now = ymd(2026, 3, 17).and_hms_opt(6, 40, 0).unwrap();
        let keymap = Keymap::new(&Default::default()).unwrap();
        let catalogue = Catalogue::built_in().clone();
        let mut model = Model::new(now, (100, 30), catalogue, Profile::default(), keymap);
        let range = |model: &Model| model.chart.range(model);
        assert_eq!(
            range(&model),
            DateRange::new(ymd(2026, 1, 1), ymd(2026, 3, 31))
        );
        model.chart.back = 1;
        assert_eq!(
            range(&model),
            DateRange::new(ymd(2025, 10, 1), ymd(2025, 12, 31))
        );
        model.chart.span = Span::Week;
        assert_eq!(
            range(&model),
            DateRange::new(ymd(2026, 3, 9), ymd(2026, 3, 15))
        );
        model.chart.span = Span::All;
        assert_eq!(
            range(&model),
            DateRange::new(ymd(2026, 3, 17), ymd(2026, 3, 17))
        );
    }
}
