//! What the guide told, and what of it is on the screen.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use crate::diary::relief::MeasureRecord;
use crate::diary::{Code, DateRange};
use crate::guide::{Flag, Library, Subject, Tier};

use crate::tui::place::View;
use crate::tui::screens::guide::report::page::{Block, Page};
use crate::tui::scroll::Scroll;
use crate::tui::worker::Scores;

/// A warning has been seen when it has stood in full for this long and a key is pressed: so keys that
/// were under way when it came do not fold it.
const LOOK: TimeDelta = TimeDelta::seconds(5);

/// A page of the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// The warnings.
    Warnings,
    /// What helped.
    Relief,
    /// The figures worked out from answers.
    Scores,
    /// An article, by its place in the library.
    Article(usize),
}

impl Topic {
    /// The pages as they are listed: what the diary shows, then the articles by subject.
    pub fn listed() -> Vec<(Option<Subject>, Vec<Self>)> {
        let shown = vec![Self::Warnings, Self::Relief, Self::Scores];
        let mut numbers = (0..).map(Self::Article);
        let subjects = Library::built_in().subjects();
        let articles = subjects.map(|(subject, articles)| {
            let topics = numbers.by_ref().take(articles.len());
            (Some(subject), topics.collect())
        });
        std::iter::once((None, shown)).chain(articles).collect()
    }

    /// All pages, in the order of their list.
    pub fn all() -> Vec<Self> {
        let listed = Self::listed().into_iter();
        listed.flat_map(|(_, topics)| topics).collect()
    }

    /// The page of an article.
    pub fn of(article: &str) -> Option<Self> {
        let all = Library::built_in().articles();
        all.iter()
            .position(|of| of.id == article)
            .map(Self::Article)
    }
}

/// What the guide told, and the page that is open.
#[derive(Debug)]
pub struct Guide {
    recent: Option<(DateRange, Vec<Flag>)>,
    earlier: Option<(DateRange, Vec<Flag>)>,
    /// The warnings that were seen in full since the diary was opened.
    seen: BTreeSet<Code>,
    /// Since when the newest one that was not seen stands there.
    unseen_since: Option<NaiveDateTime>,
    /// What helped before on days like one.
    pub helped: Option<(NaiveDate, Vec<MeasureRecord>)>,
    pub(super) relief: Option<Vec<MeasureRecord>>,
    pub(super) scores: Option<Scores>,
    /// What was asked for and has not come yet.
    pub asked: Asked,
    /// The page that is open.
    pub topic: Topic,
    /// The same, composed: once, and drawn at every key. `None` when something it rests on has
    /// changed.
    pub page: Option<Page>,
    /// How far it is scrolled.
    pub scroll: Scroll,
    /// Whether the keys go to the page and not to the list of pages.
    pub reading: bool,
    /// The pages to go back to.
    pub trail: Vec<Topic>,
    /// What filled the screen before.
    pub from: View,
    /// The readings of a day an article was opened from.
    pub under: Option<Which>,
}

/// What was asked for.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The warnings of a stretch that is over.
    pub earlier: Option<DateRange>,
    /// What helped before on days like one.
    pub helped: Option<NaiveDate>,
    /// What helped in the past year.
    pub relief: bool,
    /// The figures.
    pub scores: bool,
}

impl Default for Guide {
    fn default() -> Self {
        Self {
            recent: None,
            earlier: None,
            seen: BTreeSet::new(),
            unseen_since: None,
            helped: None,
            relief: None,
            scores: None,
            asked: Asked::default(),
            topic: Topic::Warnings,
            page: None,
            scroll: Scroll::default(),
            reading: false,
            trail: Vec::new(),
            from: View::Day,
            under: None,
        }
    }
}

impl Guide {
    /// Takes in the warnings of late, at a moment. One that went and comes again is new.
    pub fn take_recent(&mut self, range: DateRange, flags: Vec<Flag>, now: NaiveDateTime) {
        let known: BTreeSet<Code> = self.spoken().map(Flag::acknowledgement).collect();
        self.recent = Some((range, flags));
        self.page = None;
        let spoken: BTreeSet<Code> = self.spoken().map(Flag::acknowledgement).collect();
        self.seen.retain(|seen| spoken.contains(seen));
        if spoken
            .difference(&known)
            .any(|new| !self.seen.contains(new))
        {
            self.unseen_since = Some(now);
        }
    }

    /// A key was pressed at a moment: what stood in full for long enough has been seen.
    pub fn look(&mut self, now: NaiveDateTime) {
        if self.unseen_since.is_some_and(|since| now - since >= LOOK) {
            self.unseen_since = None;
            let spoken = self.recent.iter().flat_map(|(_, flags)| flags);
            let spoken = spoken.filter(|flag| flag.spoken);
            self.seen.extend(spoken.map(Flag::acknowledgement));
        }
    }

    /// The warning to show in full: the most urgent that was not seen.
    pub fn unseen(&self) -> Option<&Flag> {
        self.spoken()
            .find(|flag| !self.seen.contains(&flag.acknowledgement()))
    }

    /// Takes in the warnings of a stretch that is over.
    pub fn take_earlier(&mut self, range: DateRange, flags: Vec<Flag>) {
        self.earlier = Some((range, flags));
    }

    /// Takes in what helped in the past year.
    pub fn take_relief(&mut self, records: Vec<MeasureRecord>) {
        self.relief = Some(records);
        self.page = None;
    }

    /// Takes in the figures worked out from answers.
    pub fn take_scores(&mut self, scores: Scores) {
        self.scores = Some(scores);
        self.page = None;
    }

    /// What was told of the past may be so no more.
    pub fn forget(&mut self) {
        self.asked = Asked::default();
        self.page = None;
    }

    /// Forgets everything that was told.
    pub fn clear(&mut self) {
        self.forget();
        (self.recent, self.earlier) = (None, None);
        (self.helped, self.relief, self.scores) = (None, None, None);
    }

    /// The warnings of late, most urgent first.
    pub fn recent(&self) -> &[Flag] {
        self.recent.as_ref().map_or(&[], |(_, flags)| flags)
    }

    /// The warnings to speak of now, most urgent first.
    pub fn spoken(&self) -> impl Iterator<Item = &Flag> {
        self.recent().iter().filter(|flag| flag.spoken)
    }

    /// The warnings that hold on a day, most urgent first.
    pub fn on(&self, date: NaiveDate) -> impl Iterator<Item = &Flag> {
        let recent = self.recent.iter().filter(move |(r, _)| r.contains(date));
        let earlier = self.earlier.iter().filter(move |(r, _)| r.contains(date));
        let known = recent.chain(earlier).next();
        let flags = known.into_iter().flat_map(|(_, flags)| flags);
        flags.filter(move |flag| flag.is_on(date))
    }

    /// What a day is marked with in the calendar: urgent warnings on all their days, the others on
    /// the first, and hints not at all.
    pub fn mark(&self, date: NaiveDate) -> Option<Tier> {
        self.on(date)
            .filter(|flag| flag.tier.is_urgent() || flag.since == date)
            .map(|flag| flag.tier)
            .filter(|tier| *tier > Tier::Hint)
            .max()
    }

    /// The part of a range that has to be asked for: the warnings of late are at hand already.
    pub fn missing(&self, shown: DateRange) -> Option<DateRange> {
        let (recent, _) = self.recent.as_ref()?;
        let shown = DateRange {
            last: shown.last.min(recent.last),
            ..shown
        };
        let missing = shown.first < recent.first && self.asked.earlier != Some(shown);
        missing.then_some(shown)
    }
}

/// The readings of a day to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Which {
    /// The day.
    pub date: NaiveDate,
    /// What is said of it, composed: once, and drawn at every key.
    pub blocks: Vec<Block>,
    /// The block that has the keys.
    pub focus: usize,
}

impl Which {
    /// The place of the last block.
    pub fn last(&self) -> usize {
        self.blocks.len().saturating_sub(1)
    }

    /// The article the block that has the keys leads to.
    pub fn article(&self) -> Option<&str> {
        self.blocks.get(self.focus)?.article.as_deref()
    }
}
