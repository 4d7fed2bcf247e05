//! Everything the screen shows, as plain values. Nothing here reads a file or a clock.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use crate::config::Config;
use crate::cycle::{Cycle, Cycles};
use crate::diary::acts::asking;
use crate::diary::{
    Area, Catalogue, DateRange, Day, EntryId, EntryKindId, ItemId, ItemOverride, Profile, Role,
    Series,
};

use super::keymap::{Chord, Context, Keymap};
use crate::insight::CycleInsight;
use crate::repository::Drafts;
use crate::tui::layer::Layer;
use crate::tui::marked::Marked;
use crate::tui::screens::chart::state::Chart;
use crate::tui::screens::cycles::state::Overlay;
use crate::tui::screens::day::form::state::Form;
use crate::tui::screens::guide::state::Guide;
use crate::tui::screens::patterns::state::Patterns;
use crate::tui::scroll::Scroll;
use crate::tui::selection::Selection;
use crate::tui::window::Window;
use crate::tui::worker::ImportFile;

pub use crate::tui::place::{Pane, View};

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
    /// The days that are marked on the calendar, to be answered together.
    pub selection: Option<Selection>,
    /// What fills the screen.
    pub view: View,
    /// What has the keys.
    pub focus: Pane,
    /// Whether the day stands in words in place of, or beside, the form.
    pub card: bool,
    /// How far the card is scrolled.
    pub card_scroll: Scroll,
    /// The screen, in columns and rows.
    pub size: (u16, u16),
    /// What can be recorded.
    pub catalogue: Arc<Catalogue>,
    /// What the person changed about items.
    pub overrides: BTreeMap<ItemId, ItemOverride>,
    /// What the person keeps.
    pub profile: Profile,
    /// The days that are at hand.
    pub window: Window,
    /// The first and last day with an entry.
    pub span: Option<DateRange>,
    /// Whether the diary has a passphrase.
    pub encrypted: bool,
    /// The days of the last weeks with an answer.
    pub answered: BTreeSet<NaiveDate>,
    /// How often each item was answered lately: the form asks for what is used.
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
    /// What the pain goes with.
    pub patterns: Patterns,
    /// The heat map's days.
    pub year: Window,
    /// The days of the calendar or the heat map, as they are drawn.
    pub marked: Marked,
    /// What lies over the panes, topmost last.
    pub layers: Vec<Layer>,
    /// The days the last search found, newest first.
    pub hits: Vec<NaiveDate>,
    /// The file the program was started with, to be imported.
    pub file: Option<ImportFile>,
    /// How many files were looked at.
    pub files: u64,
    /// The settings of this computer, with how the screen looks by now.
    pub config: Config,
    /// What keys do.
    pub keymap: Keymap,
    /// The keys of a chord pressed so far.
    pub chord: Chord,
    /// Whether the last key answered a scale with 1, so that 0 makes it 10.
    pub typed_one: bool,
    /// The kind of the entry that is being written or moved, and stays open when it stands.
    pub opening: Option<EntryKindId>,
    /// Whether what is being saved takes the place of what another program wrote meanwhile.
    pub overwrites: bool,
    /// What just happened.
    pub notice: Option<Notice>,
    /// Words that were typed into a field and are no answer yet.
    pub drafts: BTreeMap<(EntryId, ItemId), String>,
    /// What is being written, as far as the file has it.
    pub kept: Drafts,
}

impl Model {
    /// A model that looks at today, before anything is read.
    pub fn new(
        now: NaiveDateTime,
        size: (u16, u16),
        catalogue: Arc<Catalogue>,
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
            selection: None,
            view: View::default(),
            focus: Pane::default(),
            card: false,
            card_scroll: Scroll::default(),
            size,
            form: Form::of_day(today),
            chart: Chart::new(&catalogue),
            overlay: Overlay::new(&catalogue),
            catalogue,
            overrides: BTreeMap::new(),
            profile,
            window: Window::default(),
            span: None,
            encrypted: false,
            answered: BTreeSet::new(),
            usage: BTreeMap::new(),
            cycle: None,
            guide: Guide::default(),
            patterns: Patterns::default(),
            year: Window::default(),
            marked: Marked::default(),
            layers,
            hits: vec![],
            file: None,
            files: 0,
            config: Config::default(),
            keymap,
            chord: Chord(vec![]),
            typed_one: false,
            opening: None,
            overwrites: false,
            notice: None,
            drafts: BTreeMap::new(),
            kept: Drafts::new(),
        }
    }

    /// Today, on the wall clock.
    pub fn today(&self) -> NaiveDate {
        self.now.date()
    }

    /// Yesterday, while the cursor is on today and yesterday has not ended for the person.
    pub fn still(&self) -> Option<NaiveDate> {
        let day = self.profile.day_ends.still(self.now);
        day.filter(|_| self.cursor == self.today())
    }

    /// The time of day now, to the minute, as entries have it.
    pub fn minute(&self) -> NaiveTime {
        let now = self.now.time();
        now.with_second(0).unwrap_or(now)
    }

    /// The day all panes look at, if anything is recorded on it.
    pub fn day(&self) -> Option<&Day> {
        self.window.diary.day(self.cursor)
    }

    /// The days that are marked, where they can be seen.
    pub fn selected(&self) -> Option<DateRange> {
        let selection = self.selection.as_ref();
        let selection = selection.filter(|_| self.view == View::Day)?;
        Some(selection.days(self.cursor))
    }

    /// Where keys are pressed now, the innermost place first.
    pub fn contexts(&self) -> Vec<Context> {
        match self.layers.last() {
            Some(layer) => vec![layer.context(), Context::Always],
            None => {
                let pane = match (self.view, self.focus) {
                    (View::Year, _) => Context::Year,
                    (View::Cycle, _) => Context::Cycle,
                    (View::Patterns, _) if self.patterns.is_comparing() => Context::Compare,
                    (View::Patterns, _) => Context::Patterns,
                    (View::Guide, _) => Context::Guide,
                    (View::Chart, _) | (View::Day, Pane::Chart) => Context::Chart,
                    (View::Day, Pane::Calendar) => Context::Calendar,
                    (View::Day, Pane::Form) => Context::Form,
                };
                vec![pane, Context::Global, Context::Always]
            }
        }
    }

    /// The days that the cursor can go to: of a lifetime, and what the diary has beyond.
    pub fn reach(&self) -> DateRange {
        let span = self.span.unwrap_or(DateRange::LIFETIME);
        DateRange::LIFETIME.hull(span)
    }

    /// The days of the last week without an answer, in order.
    pub fn gaps(&self) -> Vec<NaiveDate> {
        let first = self.span.map(|span| span.first);
        first.map_or(vec![], |first| {
            asking::gaps(&self.answered, first, self.today())
        })
    }

    /// Whether an area is kept.
    pub fn keeps(&self, area: Area) -> bool {
        self.profile.areas.contains(&area)
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

    /// Forgets what was read of the diary; places and what is being typed stay.
    pub fn forget(&mut self) {
        self.window.clear();
        self.answered.clear();
        self.usage.clear();
        self.year.clear();
        self.marked = Marked::default();
        self.chart.clear();
        self.cycle = None;
        self.guide.clear();
        self.patterns.clear();
        self.overlay.series = Series::default();
        self.overlay.loaded = None;
        self.selection = None;
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
