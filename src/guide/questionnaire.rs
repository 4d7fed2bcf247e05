//! Questionnaires: questions asked together now and then, and their scores.

use std::sync::LazyLock;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::situation::Situation;
use crate::diary::due::{DueOn, Group, also_skipped};
use crate::diary::{Act, Catalogue, Code, DateRange, Day, Diary, Edit, ItemId, Summary, Target};
use crate::language::{data, spoken};

/// A few items that are asked together, now and then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Questionnaire {
    /// Its name, which is also its option of the item that keeps what was skipped.
    pub id: Code,
    /// Words for people.
    pub title: String,
    /// What it is for.
    pub explain: String,
    /// How often it is asked, in days.
    pub every: u32,
    /// How old a diary is before it is first asked, in days.
    pub after: u32,
    /// What is asked.
    pub items: Vec<ItemId>,
    /// The article to read more in.
    pub learn: String,
    /// Where it comes from: body and year.
    pub source: String,
}

/// All questionnaires.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionnaireBook {
    /// The item that keeps what was skipped.
    skipped: ItemId,
    questionnaire: Vec<Questionnaire>,
}

static BUILT_IN: LazyLock<QuestionnaireBook> = LazyLock::new(|| {
    serde_json::from_str(spoken(data!("guide/questionnaires")))
        .expect("the built-in questionnaires are read by the tests of this module")
});

impl Questionnaire {
    fn group(&self) -> Group<'_> {
        Group {
            name: &self.id,
            items: &self.items,
            every: self.every,
            after: self.after,
        }
    }

    /// Whether its answers make a score: one answer alone is none.
    pub fn is_scored(&self) -> bool {
        self.items.len() > 1
    }

    /// The score of a day: the mean of the numbers of its items, when all were answered.
    pub fn score(&self, day: &Day, catalogue: &Catalogue) -> Option<f64> {
        let numbers: Vec<f64> = self
            .items
            .iter()
            .map(|id| day.answer(id)?.number(catalogue.item(id.as_str())?))
            .collect::<Option<_>>()?;
        (!numbers.is_empty()).then(|| numbers.iter().sum::<f64>() / numbers.len() as f64)
    }

    /// The scores of a range, earliest first; days on which an item is missing are absent.
    pub fn scores(
        &self,
        diary: &Diary,
        catalogue: &Catalogue,
        range: DateRange,
    ) -> Vec<(NaiveDate, f64)> {
        diary
            .range(range)
            .filter_map(|(date, day)| Some((date, self.score(day, catalogue)?)))
            .collect()
    }
}

impl QuestionnaireBook {
    /// The questionnaires the program comes with.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// All questionnaires.
    pub fn all(&self) -> &[Questionnaire] {
        &self.questionnaire
    }

    /// How many days of diary before a day have to be read to know what is due on it.
    pub fn lookback(&self) -> u32 {
        let all = self.questionnaire.iter();
        all.map(|of| of.group().lookback()).max().unwrap_or(0)
    }

    /// The questionnaires that are due on the day a situation asks about.
    pub fn due(&self, situation: &Situation) -> Vec<&Questionnaire> {
        let on = DueOn {
            diary: situation.diary,
            catalogue: situation.catalogue,
            profile: situation.profile,
            skipped: &self.skipped,
            date: situation.date,
        };
        let all = self.questionnaire.iter();
        all.filter(|of| on.is_due(&of.group())).collect()
    }

    /// The act of skipping a questionnaire until it is due the next time.
    pub fn skip(&self, of: &Questionnaire, diary: &Diary, date: NaiveDate) -> Act {
        Act::one(
            Summary::Skipped(of.id.clone()),
            Edit::Answer {
                target: Target::Day(date),
                item: self.skipped.clone(),
                answer: Some(also_skipped(diary.day(date), &self.skipped, &of.id)),
            },
        )
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::cycle::CycleFacts;
    use crate::diary::calendar::shift;
    use crate::diary::{Answer, Answers, Area, Entry, EntryId, EntryKindId, ItemOverride, Profile};

    fn day(n: i64) -> NaiveDate {
        shift(NaiveDate::from_ymd_opt(2026, 3, 31).unwrap(), n)
    }

    fn diary(days: &[(i64, &[(&str, Answer)])]) -> Diary {
        days.iter()
            .map(|(n, answers)| Entry {
                id: EntryId::check_in(day(*n)),
                uid: "x".into(),
                time: None,
                kind: EntryKindId::DAY,
                source: None,
                answers: answers
                    .iter()
                    .map(|(item, answer)| ((*item).into(), answer.clone()))
                    .collect::<Answers>(),
            })
            .collect()
    }

    fn due(
        days: &[(i64, &[(&str, Answer)])],
        profile: &Profile,
        catalogue: &Catalogue,
    ) -> Vec<String> {
        let diary = diary(days);
        let situation = Situation {
            diary: &diary,
            catalogue,
            profile,
            cycles: &CycleFacts::default(),
            date: day(0),
        };
        let due = QuestionnaireBook::built_in().due(&situation);
        due.iter().map(|of| of.id.to_string()).collect()
    }

    fn skipped(codes: &[&str]) -> Answer {
        Answer::Many(codes.iter().map(Code::new).collect())
    }

    #[test]
    fn it_is_read_in_every_language() {
        for text in data!("guide/questionnaires") {
            serde_json::from_str::<QuestionnaireBook>(text).unwrap();
        }
    }

    #[test]
    fn the_built_in_questionnaires_name_items_and_options() {
        let (book, catalogue) = (QuestionnaireBook::built_in(), Catalogue::built_in());
        let skipped = catalogue.item(book.skipped.as_str()).unwrap();
        for of in book.all() {
            assert!(skipped.option(&of.id).is_some(), "{}", of.id);
            assert!(
                of.items
                    .iter()
                    .all(|id| catalogue.item(id.as_str()).is_some()),
                "{}",
                of.id
            );
        }
    }

    #[test]
    fn a_questionnaire_is_due_when_its_time_has_come() {
        let pain: &[(&str, Answer)] = &[("pain", Answer::Scale(0))];
        let peg: &[(&str, Answer)] = &[
            ("peg-pain", Answer::Scale(3)),
            ("peg-enjoyment", Answer::Scale(3)),
            ("peg-activity", Answer::Scale(3)),
        ];
        let begun: &[(&str, Answer)] = &[("peg-pain", Answer::Scale(3))];
        let weekly: &[(&str, Answer)] = &[("skipped", skipped(&["weekly"]))];
        let both: &[(&str, Answer)] = &[("skipped", skipped(&["weekly", "monthly"]))];
        for (name, days, expected) in [
            ("a new diary", vec![(-6, pain), (0, pain)], vec![]),
            ("a week old", vec![(-7, pain), (0, pain)], vec!["weekly"]),
            ("a month old", vec![(-30, pain)], vec!["weekly", "monthly"]),
            ("answered six days ago", vec![(-7, pain), (-6, peg)], vec![]),
            ("answered a week ago", vec![(-7, peg)], vec!["weekly"]),
            ("begun today", vec![(-7, pain), (0, begun)], vec!["weekly"]),
            ("answered today", vec![(-7, pain), (0, peg)], vec![]),
            ("begun two days ago", vec![(-7, pain), (-2, begun)], vec![]),
            (
                "skipped today",
                vec![(-30, pain), (0, weekly)],
                vec!["monthly"],
            ),
            (
                "skipped three days ago",
                vec![(-30, pain), (-3, both)],
                vec![],
            ),
            (
                "skipped eight days ago",
                vec![(-30, pain), (-8, both)],
                vec!["weekly"],
            ),
        ] {
            assert_eq!(
                due(&days, &Profile::default(), Catalogue::built_in()),
                expected,
                "{name}"
            );
        }
    }

    #[test]
    fn who_does_not_keep_or_hides_the_items_is_not_asked() {
        let days: &[(i64, &[(&str, Answer)])] = &[(-40, &[])];
        let mut profile = Profile::default();
        profile.areas.remove(&Area::Pain);
        assert!(due(days, &profile, Catalogue::built_in()).is_empty());
        let hidden = ItemOverride {
            hidden: true,
            ..ItemOverride::default()
        };
        let hidden = BTreeMap::from([("global-impression".into(), hidden)]);
        let catalogue = Catalogue::built_in()
            .with(&BTreeMap::new(), &hidden)
            .unwrap();
        assert_eq!(due(days, &Profile::default(), &catalogue), ["weekly"]);
    }

    #[test]
    fn skipping_keeps_what_was_skipped_before() {
        let book = QuestionnaireBook::built_in();
        let diary = diary(&[(0, &[("skipped", skipped(&["monthly"]))])]);
        let act = book.skip(&book.all()[0], &diary, day(0));
        assert_eq!(act.summary, Summary::Skipped(Code::new("weekly")));
        let Edit::Answer { answer, .. } = &act.edits[0] else {
            panic!("{act:?}")
        };
        assert_eq!(*answer, Some(skipped(&["weekly", "monthly"])));
    }

    #[test]
    fn the_peg_score_is_the_mean_of_three() {
        let peg = &QuestionnaireBook::built_in().all()[0];
        let all: &[(&str, Answer)] = &[
            ("peg-pain", Answer::Scale(6)),
            ("peg-enjoyment", Answer::Scale(5)),
            ("peg-activity", Answer::Scale(2)),
        ];
        let diary = diary(&[(-9, all), (-2, &all[..2])]);
        let scores = peg.scores(&diary, Catalogue::built_in(), DateRange::ALL);
        assert_eq!(scores.len(), 1, "two answers make no score");
        assert!((scores[0].1 - 13.0 / 3.0).abs() < 1e-9);
    }
}
