//! The answers on which it rests that a condition holds.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::condition::{Condition, ConditionId, Mark};
use super::days::Days;
use super::timeline::Timeline;
use crate::diary::{Answer, ItemId};

/// What rests on more sightings than this is told by the latest.
const LATEST: usize = 40;

/// An answer that a flag or a reading rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The day.
    pub date: NaiveDate,
    /// The item.
    pub item: ItemId,
    /// What was answered.
    #[serde(serialize_with = "as_json")]
    pub answer: Answer,
}

fn as_json<S: Serializer>(answer: &Answer, serializer: S) -> Result<S::Ok, S::Error> {
    answer.to_json().serialize(serializer)
}

impl Timeline<'_> {
    /// The answers on which it rests that conditions hold on some days, earliest first;
    /// the latest of them, when there are many.
    pub(super) fn evidence(
        &self,
        conditions: impl IntoIterator<Item = ConditionId>,
        places: impl IntoIterator<Item = usize>,
    ) -> Vec<Evidence> {
        let mut on = Days::none(self.len);
        places.into_iter().for_each(|place| on.insert(place));
        let mut patterns = BTreeMap::new();
        for condition in conditions {
            self.rests_on(condition, &on, &mut patterns);
        }
        let seen: BTreeSet<(usize, usize)> = patterns
            .iter()
            .flat_map(|(pattern, days)| days.iter().map(|place| (place, *pattern)))
            .collect();
        let skipped = seen.len().saturating_sub(LATEST);
        let mut evidence: Vec<Evidence> = Vec::new();
        for (place, pattern) in seen.into_iter().skip(skipped) {
            for found in self.answers(place, pattern) {
                // What repeats an answer stands with it, as the days are in order.
                let same_day = evidence
                    .iter()
                    .rev()
                    .take_while(|last| last.date == found.date);
                if !same_day.into_iter().any(|last| *last == found) {
                    evidence.push(found);
                }
            }
        }
        evidence
    }

    /// Notes the days of each pattern on which it rests that a condition holds on some days.
    fn rests_on(&self, of: ConditionId, on: &Days, patterns: &mut BTreeMap<usize, Days>) {
        let on = self.truth(of).may.clone().and(on);
        if on.is_empty() {
            return;
        }
        // The places of conditions come from the vocabulary itself.
        match &self.vocabulary.conditions[of.0] {
            Condition::Pattern(at) => {
                let seen = patterns.remove(at).unwrap_or_else(|| Days::none(self.len));
                patterns.insert(*at, seen.or(&on));
            }
            Condition::All(of) | Condition::Any(of) => {
                of.iter()
                    .for_each(|each| self.rests_on(*each, &on, patterns));
            }
            Condition::Within { days, of } | Condition::New { days, of, .. } => {
                self.rests_on(*of, &on.leading(*days as usize), patterns);
            }
            Condition::Repeated { often, of } => {
                self.rests_on(*of, &on.leading(often.window() as usize), patterns);
            }
            Condition::Since { since, days, .. } => {
                self.rests_on(*since, &on.leading(*days as usize), patterns);
            }
            Condition::Not(_)
            | Condition::Told(_)
            | Condition::May(_)
            | Condition::Denied(_)
            | Condition::During(_)
            | Condition::Late { .. } => {}
        }
    }

    /// The answers of a day that make a pattern fit.
    fn answers(&self, place: usize, pattern: usize) -> Vec<Evidence> {
        let date = self.date(place);
        let pattern = &self.vocabulary.patterns[pattern];
        let entries = self
            .situation
            .diary
            .day(date)
            .map_or(&[][..], |day| &day.entries);
        entries
            .iter()
            .filter(|entry| pattern.fits(entry, |id| self.situation.catalogue.item(id.as_str())))
            .flat_map(|entry| pattern.wanted.iter().map(move |mark| (entry, mark)))
            .filter_map(|(entry, mark)| match mark {
                Mark::Answer(item, _) => Some(Evidence {
                    date,
                    item: item.clone(),
                    answer: entry.answer(item)?.clone(),
                }),
                Mark::Kind(_) => None,
            })
            .collect()
    }
}
