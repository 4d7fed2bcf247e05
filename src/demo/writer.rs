//! SimulatedDay days, written down as somebody would: mostly, and not everything.

use std::collections::VecDeque;

use chrono::{NaiveDate, NaiveTime};

use super::life::{Journey, SimulatedDay};
use super::rng::Rng;
use super::script::{Note, Scene, Script, When, Words};
use crate::diary::{
    Act, Answer, Answers, Catalogue, Code, Edit, EntryHead, ItemId, NewEntry, Role, Summary,
    TemperatureUnit,
};

/// How many of the latest days are written down whatever chance says.
pub(super) const SURE: i64 = 3;

/// Something written down on a date.
pub(super) struct Written {
    pub date: NaiveDate,
    pub act: Act,
}

/// Somebody who keeps a diary.
pub(super) struct Writer {
    pub script: &'static Script,
    pub catalogue: Catalogue,
    today: NaiveDate,
    pub rng: Rng,
    /// The notes, those not used for longest first.
    notes: VecDeque<&'static Note>,
    pub written: Vec<Written>,
}

impl Writer {
    pub(super) fn new(script: &'static Script, today: NaiveDate, mut rng: Rng) -> Self {
        let own = [(script.own.id(), script.own.clone())].into();
        let built_in = Catalogue::built_in();
        // The notes of a flare tell how it went, so they keep their order.
        let (tale, mut notes): (Vec<&Note>, Vec<&Note>) = script
            .note
            .iter()
            .partition(|note| note.when == When::Flare);
        rng.shuffle(&mut notes);
        notes.extend(tale);
        Self {
            script,
            catalogue: built_in
                .with(&own, &[].into())
                .unwrap_or_else(|_| built_in.as_ref().clone()),
            today,
            rng,
            notes: notes.into(),
            written: Vec::new(),
        }
    }

    /// Writes the days down, in order.
    pub(super) fn write(mut self, days: &[SimulatedDay]) -> Vec<Written> {
        for day in days {
            let sure = self.ago(day) < SURE;
            if day.journey == Some(Journey::Away)
                || (!sure && day.flare != Some(0) && self.rng.chance(0.05))
            {
                continue;
            }
            self.exertion(day);
            self.episode(day);
            self.relief(day);
            self.intimacy(day);
            self.check_in(day);
        }
        self.written
    }

    pub(super) fn ago(&self, day: &SimulatedDay) -> i64 {
        (self.today - day.date).num_days()
    }

    /// Writes down something that happened at a time, of the kind its answers belong to.
    pub(super) fn add(&mut self, date: NaiveDate, time: Option<NaiveTime>, answers: Answers) {
        let kinds = answers.keys().filter_map(|id| {
            let item = self.catalogue.item(id.as_str())?;
            Some(self.catalogue.kinds_of(item))
        });
        // Notes and tags belong to several kinds.
        let Some([kind]) = kinds.min_by_key(|kinds| kinds.len()) else {
            return;
        };
        let kind = kind.clone();
        let act = Act::one(
            Summary::Added(EntryHead {
                kind: kind.clone(),
                date,
                time,
            }),
            Edit::Add(NewEntry {
                date,
                time,
                kind,
                uid: Some(format!("demo-{}", self.written.len()).into()),
                source: None,
                answers,
            }),
        );
        self.written.push(Written { date, act });
    }

    /// The next note for such a day. It is used again when all others were.
    pub(super) fn note(&mut self, when: When) -> Option<(&'static str, &'static [String])> {
        let at = self.notes.iter().position(|note| note.when == when)?;
        let note = self.notes.remove(at)?;
        self.notes.push_back(note);
        Some((note.text.as_str(), note.tags.as_slice()))
    }

    pub(super) fn noted(&self, answers: &mut Answers, (text, tags): (&str, &[String])) {
        answers.insert(self.item(Role::Note), Answer::Text(text.into()));
        if !tags.is_empty() {
            answers.insert(self.item(Role::Tags), many(tags));
        }
    }

    pub(super) fn item(&self, role: Role) -> ItemId {
        self.catalogue.role(role).id.clone()
    }

    pub(super) fn scene(&mut self, scenes: &'static [Scene]) -> Option<&'static Scene> {
        self.rng.weigh(scenes, |scene| scene.weight)
    }

    pub(super) fn scale(&self, answers: &mut Answers, role: Role, score: f64) {
        let score = score.round().clamp(0.0, 10.0) as u8;
        answers.insert(self.item(role), Answer::Scale(score));
    }

    pub(super) fn type_in(&self, answers: &mut Answers, role: Role, word: &str) {
        let words = [(self.item(role), word.to_owned())].into();
        answers.extend(self.typed(&words));
    }

    /// The answers that words mean. The tests see to it that all words of the script mean one.
    pub(super) fn typed(&self, words: &Words) -> Answers {
        let parse = |(id, word): (&ItemId, &String)| {
            let item = self.catalogue.item(id.as_str())?;
            let answer = Answer::parse(item, word, TemperatureUnit::Celsius).ok()?;
            Some((id.clone(), answer))
        };
        words.iter().filter_map(parse).collect()
    }

    pub(super) fn time(&mut self, from: u32, to: u32) -> Option<NaiveTime> {
        let hour = self.rng.between(from.into(), to.into()) as u32;
        let minute = 5 * self.rng.between(0, 11) as u32;
        NaiveTime::from_hms_opt(hour.min(23), minute, 0)
    }
}
pub(super) fn many(codes: &[String]) -> Answer {
    Answer::Many(codes.iter().map(Code::new).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_script_means_an_answer() {
        let script = Script::built_in();
        let writer = Writer::new(script, NaiveDate::MIN, Rng::new(1));
        let scenes = [
            &script.relief,
            &script.intimacy,
            &script.exertion,
            &script.episode,
        ];
        let words = scenes
            .into_iter()
            .flatten()
            .map(|scene| &scene.words)
            .chain(script.mucus.iter().map(|mucus| &mucus.words))
            .chain(script.illness.iter().map(|day| &day.words))
            .chain([&script.travel.words]);
        for words in words {
            assert_eq!(writer.typed(words).len(), words.len(), "{words:?}");
        }
        let role = |role| writer.catalogue.role(role);
        let fits = |role_: Role, answer: &str| {
            Answer::parse(role(role_), answer, TemperatureUnit::Celsius).is_ok()
        };
        assert!(
            script
                .menses
                .iter()
                .flatten()
                .all(|word| fits(Role::Bleeding, word))
        );
        assert!(
            script
                .odd_morning
                .iter()
                .all(|m| fits(Role::TemperatureExcluded, &m.reason))
        );
        for ache in &script.pain {
            assert!(
                ache.sites
                    .iter()
                    .all(|codes| fits(Role::PainSites, &codes.join(",")))
            );
            assert!(
                ache.quality
                    .iter()
                    .all(|codes| fits(Role::PainQuality, &codes.join(",")))
            );
        }
        for item in script.habit.iter().map(|habit| &habit.item) {
            assert!(writer.catalogue.item(item.as_str()).is_some(), "{item}");
        }
    }
}
