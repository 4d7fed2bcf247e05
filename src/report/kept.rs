//! What of a diary may stand on the page: what the person keeps, and what a warning rests on, without
//! what they leave out.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::sources::Sources;
use crate::cycle::Cycles;
use crate::diary::profile::{Bleeds, Steering};
use crate::diary::{
    Catalogue, DateRange, Day, Diary, Entry, Item, ItemId, Profile, Role, Withheld, day_value,
};
use crate::guide::Flag;

/// Words of one's own that are a name, not a note.
const NAMES: [&str; 2] = ["medicine", "dose"];

/// A diary in which only what may stand on the page is left.
pub(super) struct Kept<'a> {
    pub diary: Diary,
    pub catalogue: &'a Catalogue,
    pub cycles: Option<&'a Cycles>,
    pub profile: &'a Profile,
    allowed: BTreeSet<ItemId>,
}

impl<'a> Kept<'a> {
    pub(super) fn new(sources: &Sources<'a>, without: &[Withheld]) -> Self {
        let (catalogue, profile) = (sources.catalogue, sources.profile);
        let left_out = |item: &Item| without.iter().any(|of| of.holds(item, catalogue));
        // A doctor has to hear what a warning rests on, whatever else is kept.
        let rests_on = sources.flags.iter().flat_map(|flag| &flag.rests_on);
        let warned_of: BTreeSet<&ItemId> = rests_on.map(|on| &on.item).collect();
        let told = |item: &Item| catalogue.kept(item, profile) || warned_of.contains(&item.id);
        let allowed: BTreeSet<ItemId> = catalogue
            .items()
            .iter()
            .filter(|item| told(item) && !left_out(item))
            .map(|item| item.id.clone())
            .collect();
        // Bleeds that are no periods make no cycles.
        let bleeds = profile.steering().map_or(Bleeds::Periods, Steering::bleeds);
        let bleeding = catalogue.role(Role::Bleeding);
        let cycles = bleeds == Bleeds::Periods
            && catalogue.kept(bleeding, profile)
            && allowed.contains(&bleeding.id);
        let mut kept = Self {
            diary: Diary::default(),
            catalogue,
            cycles: sources.cycles.filter(|_| cycles),
            profile,
            allowed,
        };
        let entries = sources.diary.days().flat_map(|(_, day)| &day.entries);
        kept.diary = entries.filter_map(|entry| kept.entry(entry)).collect();
        kept
    }

    /// What is left of an entry, if anything is.
    fn entry(&self, entry: &Entry) -> Option<Entry> {
        let mut left = entry.clone();
        left.answers.retain(|item, _| self.allowed.contains(item));
        (!left.answers.is_empty()).then_some(left)
    }

    /// Whether an item may be spoken of.
    pub(super) fn allows(&self, item: &ItemId) -> bool {
        self.allowed.contains(item)
    }

    /// Whether a warning may be: everything it rests on may.
    pub(super) fn allows_flag(&self, flag: &Flag) -> bool {
        flag.rests_on.iter().all(|on| self.allows(&on.item))
    }

    /// An item by its id, where it may be spoken of.
    pub(super) fn item(&self, id: &str) -> Option<&'a Item> {
        self.catalogue.item(id).filter(|item| self.allows(&item.id))
    }

    /// The items that take notes.
    pub(super) fn notes(&self) -> impl Iterator<Item = &'a Item> {
        let items = self.catalogue.items().iter();
        let is_note = |item: &Item| item.kind.is_words() && !NAMES.contains(&item.id.as_str());
        items.filter(move |item| is_note(item) && self.allows(&item.id))
    }

    pub(super) fn role(&self, role: Role) -> &'a Item {
        self.catalogue.role(role)
    }

    pub(super) fn days(&self, range: DateRange) -> impl Iterator<Item = (NaiveDate, &Day)> {
        self.diary.range(range)
    }

    /// The entries of a range that answer an item.
    pub(super) fn entries<'b>(
        &'b self,
        range: DateRange,
        kind: &'b str,
    ) -> impl Iterator<Item = &'b Entry> {
        self.diary
            .range(range)
            .flat_map(|(_, day)| day.timed())
            .filter(move |entry| entry.kind.as_str() == kind)
    }

    /// A number for each day that has one.
    pub(super) fn values(&self, range: DateRange, item: &Item) -> Vec<(NaiveDate, f64)> {
        let value = |(date, day): (NaiveDate, &Day)| Some((date, day_value(day, item)?));
        self.days(range).filter_map(value).collect()
    }

    /// On how many days an item is said to be so, and on how many it is answered.
    pub(super) fn dates(&self, range: DateRange, item: &Item) -> (Vec<NaiveDate>, usize) {
        let mut answered = 0;
        let mut present = Vec::new();
        for (date, day) in self.days(range) {
            let mut answers = day.answers(&item.id).peekable();
            answered += usize::from(answers.peek().is_some());
            if answers.any(|answer| answer.is_present(item)) {
                present.push(date);
            }
        }
        (present, answered)
    }

    /// The day of the cycle, from 1, while one may last that long.
    pub(super) fn cycle_day(&self, date: NaiveDate) -> Option<i64> {
        self.cycles?.at(date)?.counted_day(date)
    }
}
