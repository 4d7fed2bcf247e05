//! Which lines the entry form has, in which order.

use crate::cycle::CycleFacts;
use crate::diary::acts::{asking, day_before, follow_up, last_time};
use crate::diary::{Answer, Entry, EntryId, EntryKindId, Item, ItemId, Role, Section, Target};
use crate::guide::{Questionnaire, QuestionnaireBook, Situation};
use crate::tui::model::Model;

use super::state::{Row, Subject};
use crate::tui::screens::day::marking;

impl Model {
    /// Lays the form out for the cursor day or the entry it is about.
    pub fn lay_out_form(&mut self) {
        let entry = match self.form.subject {
            Subject::Entry(id) => self.entry(id),
            Subject::Day(_) => None,
        };
        let rows = match entry {
            Some(entry) => self.entry_rows(entry),
            None => {
                self.form.leave(self.cursor);
                self.day_rows()
            }
        };
        self.form.lay_out(rows);
    }

    /// An entry that is at hand, or is only begun.
    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        if let Some(begun) = self.form.begun.as_ref().filter(|begun| begun.id == id) {
            return Some(begun);
        }
        self.window
            .diary
            .day(id.date())?
            .entries
            .iter()
            .find(|entry| entry.id == id)
    }

    /// The answer that stands in an entry, or is that of all marked days.
    pub fn answer(&self, target: Target, item: &ItemId) -> Option<&Answer> {
        if let Some(days) = self.selected().filter(|_| marking::concerns(self, target)) {
            return marking::common_answer(self, days, item);
        }
        self.entry(target.id())?.answer(item)
    }

    /// The answer to compare with: that of the day before, or of the entry of that kind before.
    pub fn earlier(&self, target: Target, item: &ItemId) -> Option<&Answer> {
        let diary = &self.window.diary;
        match target {
            Target::Day(date) => day_before::earlier(diary, date, item),
            Target::Entry(id) => last_time::before(diary, self.entry(id)?)?.answer(item),
        }
    }

    fn day_rows(&self) -> Vec<Row> {
        // Of several days only what is answered by the day itself.
        let marked = self.selected();
        let target = Target::Day(marked.map_or(self.cursor, |days| days.first));
        let (mut rows, due) = match marked {
            Some(_) => (vec![], vec![]),
            None => (self.follow_ups(), self.due()),
        };
        for section in self.catalogue.sections() {
            let kept = self.profile.keeps(section.area) && self.profile.may_apply(section.applies);
            let mut items = self.catalogue.items_of(&section.id);
            if !kept && !items.any(|item| self.form.fetched.contains(&item.id)) {
                continue;
            }
            if section.entries.iter().any(EntryKindId::is_day) {
                self.section_rows(section, target, &due, &mut rows);
            } else if let Some(kind) = section.entries.first().filter(|_| marked.is_none()) {
                rows.push(Row::Heading {
                    section: section.id.clone(),
                    folded: false,
                    adds: Some(kind.clone()),
                });
                let entries = self.day().into_iter().flat_map(|day| day.of_kind(kind));
                rows.extend(entries.map(|entry| Row::Entry(entry.id)));
            }
        }
        rows
    }

    fn entry_rows(&self, entry: &Entry) -> Vec<Row> {
        let mut rows = Vec::new();
        for (at, section) in self.catalogue.sections_of(&entry.kind).enumerate() {
            self.section_rows(section, Target::Entry(entry.id), &[], &mut rows);
            if at == 0 {
                // What happened comes first, when it was after it: the time is mostly right.
                rows.push(Row::When(entry.id));
            }
        }
        // They stand for the first question, of what happened.
        let offers = last_time::offers(&self.window.diary, entry, &self.catalogue);
        let offers = offers.into_iter().map(|of| Row::Again(of.id));
        let first = rows.iter().position(|row| matches!(row, Row::Field { .. }));
        let behind = first.map_or(rows.len(), |first| first + 1);
        rows.splice(behind..behind, offers);
        rows
    }

    /// The heading and fields of a section: what is answered, used or common, most used first.
    /// Questions that are due stand open, and can be skipped.
    fn section_rows(
        &self,
        section: &Section,
        target: Target,
        due: &[&Questionnaire],
        rows: &mut Vec<Row>,
    ) {
        let items: Vec<&Item> = self
            .catalogue
            .items_of(&section.id)
            .filter(|item| {
                self.catalogue.concerns(item, &self.profile)
                    || self.form.fetched.contains(&item.id)
                    || self.answer(target, &item.id).is_some()
            })
            .collect();
        if items.is_empty() {
            return;
        }
        let asked = due
            .iter()
            .find(|of| items.iter().any(|item| of.items.contains(&item.id)));
        let folded = section.folded && asked.is_none();
        let folded = folded != self.form.turned.contains(&section.id);
        rows.push(Row::Heading {
            section: section.id.clone(),
            folded,
            adds: None,
        });
        rows.extend(asked.filter(|_| !folded).map(|of| Row::Skip(of.id.clone())));
        let whole = asked.is_some() || self.form.whole.contains(&section.id);
        let mut shown: Vec<&Item> = items
            .iter()
            .copied()
            .filter(|item| {
                let answered = self.answer(target, &item.id).is_some();
                let fetched = self.form.fetched.contains(&item.id);
                answered || fetched || !folded && (whole || asking::is_asked(item, &self.usage))
            })
            .collect();
        // Two steps only, so that fields do not wander: used on most days, and the rest.
        let most = self.usage.values().max().copied().unwrap_or(0) / 2;
        shown.sort_by_key(|item| most == 0 || self.usage.get(&item.id).is_none_or(|n| *n < most));
        let hidden = items.len() - shown.len();
        rows.extend(shown.into_iter().map(|item| Row::Field {
            target,
            item: item.id.clone(),
        }));
        if hidden > 0 && !folded {
            rows.push(Row::More {
                section: section.id.clone(),
                count: hidden,
            });
        }
    }

    /// The questions that are due today; they ask about the time up to now.
    fn due(&self) -> Vec<&'static Questionnaire> {
        if self.cursor != self.today() {
            return vec![];
        }
        QuestionnaireBook::built_in().due(&Situation {
            diary: &self.window.diary,
            catalogue: &self.catalogue,
            profile: &self.profile,
            cycles: &CycleFacts::default(),
            date: self.cursor,
        })
    }

    /// The questions for the pain after earlier intimacy, which has not been told yet.
    fn follow_ups(&self) -> Vec<Row> {
        let item = self.catalogue.role(Role::PainAfter);
        follow_up::open(
            self.cursor,
            &self.window.diary,
            &self.catalogue,
            &self.profile,
        )
        .map(|entry| Row::Field {
            target: Target::Entry(entry.id),
            item: item.id.clone(),
        })
        .collect()
    }
}

/// What the letters of the form jump to: fields and kinds of entry, by their key in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Jump {
    /// To the field of an item.
    Field(ItemId),
    /// To a new entry of a kind.
    Add(EntryKindId),
}

impl Model {
    /// The kind of entry the form is about.
    pub fn form_kind(&self) -> EntryKindId {
        let entry = match self.form.subject {
            Subject::Entry(id) => self.entry(id),
            Subject::Day(_) => None,
        };
        entry.map_or(EntryKindId::DAY, |entry| entry.kind.clone())
    }

    /// What a letter jumps to in the form as it is.
    pub fn jump_of(&self, letter: char) -> Option<Jump> {
        let kind = self.form_kind();
        let item = self
            .catalogue
            .sections_of(&kind)
            .flat_map(|section| self.catalogue.items_of(&section.id))
            .find(|item| item.key == Some(letter) && self.catalogue.concerns(item, &self.profile));
        if let Some(item) = item {
            return Some(Jump::Field(item.id.clone()));
        }
        self.catalogue
            .entry_kinds()
            .iter()
            .find(|kind| kind.key == Some(letter) && self.profile.keeps(kind.area))
            .map(|kind| Jump::Add(kind.id.clone()))
    }
}
