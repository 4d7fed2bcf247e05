//! When to seek care, which is it, what helps.
//!
//! The room is pure: a [`Situation`] (diary, catalogue, profile, facts of the cycle, and the day
//! asked about) goes in, values come out. Nothing it finds is stored; what a person tells it (a
//! warning read, questions skipped) are answers in the diary.
//!
//! - [`RuleBook::flags`]: warning signs, as rules over answers. A person's own rules are added with
//!   [`RuleBook::with`].
//! - [`ReadingBook::which`]: for one day, what the diary shows for and against each reading.
//! - [`ReliefBook`]: what helped on days like one, and what is known of each measure.
//! - [`Library`]: articles to read and search, linked from items, flags and readings.
//! - [`QuestionnaireBook`]: which questions are due, and PEG; beside it the [`BleedingScale`] and
//!   [`premenstrual_changes`].
//!
//! The guide informs, it does not diagnose, and it is no contraceptive. It never says more of a
//! pattern than was counted.
//!
//! # Words are data
//!
//! Every rule, weight and source stands in `assets/guide`: `rules.toml` (which also explains how
//! conditions are written), `readings.toml`, `relief.toml`, `questionnaires.toml`,
//! `bleeding_score.toml`, `premenstrual.toml`, `links.toml` and a file an article. They are read
//! when first asked for. Words stand beside the conditions they belong to, as a rule is judged by
//! both. A sentence that tells a date or a number is a value here ([`Told`]); its words are those of
//! `assets/words`.
//!
//! # How conditions are looked up
//!
//! `syntax` reads what is written, `vocabulary` looks names up in the catalogue (a mistake is told
//! with its line), `matches` goes through a diary once, `timeline` works on `days`, sets with one
//! bit a day. So all days of a year cost little more than one, and a changed day little at all.

mod article;
mod base_rate;
mod bleeding_score;
mod condition;
mod days;
mod evidence;
mod facts;
mod flag;
mod matches;
mod mistake;
mod premenstrual;
mod put_aside;
mod questionnaire;
mod reading;
mod relief_book;
mod rule;
mod rule_file;
mod search;
mod situation;
mod syntax;
mod tier;
mod timeline;
mod told;
mod vocabulary;
mod which;

pub use article::{Article, Block, Library, Subject};
pub use base_rate::{BaseRate, Lean, Past};
pub use bleeding_score::{BleedingScale, BleedingScore};
pub use evidence::Evidence;
pub use flag::{Flag, FlagReport};
pub use matches::Matches;
pub use mistake::{DataError, Mistake};
pub use premenstrual::{
    ENOUGH_CYCLES, PeriodChange, Premenstrual, PremenstrualChange, PremenstrualSource, Ratings,
    premenstrual_changes,
};
pub use questionnaire::{Questionnaire, QuestionnaireBook};
pub use reading::{Fit, ReadingBook};
pub use relief_book::{MeasureWords, ReliefBook};
pub use rule::RuleBook;
pub use search::ArticleHit;
pub use situation::Situation;
pub use tier::Tier;
pub use told::{OvulationTime, Said, Told};
pub use which::{DayReading, Readings};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_leads_to_an_article() {
        let rules = RuleBook::built_in()
            .rules
            .iter()
            .map(|rule| (rule.id.as_str(), rule.learn.as_deref().unwrap_or_default()));
        let readings = ReadingBook::built_in()
            .readings
            .iter()
            .map(|of| (of.id.as_str(), of.learn.as_str()));
        let book = QuestionnaireBook::built_in();
        let questions = book
            .all()
            .iter()
            .map(|of| (of.id.as_str(), of.learn.as_str()));
        let figures = [
            ("bleeding", &*BleedingScale::built_in().learn),
            ("premenstrual", &*PremenstrualSource::built_in().learn),
        ];
        for (id, learn) in rules.chain(readings).chain(questions).chain(figures) {
            assert!(
                Library::built_in().article(learn).is_some(),
                "{id} leads to \"{learn}\""
            );
        }
    }

    #[test]
    fn every_text_has_a_source_with_its_year() {
        let dated = |source: &str| {
            source
                .split(|c: char| !c.is_ascii_digit())
                .any(|part| part.len() == 4)
        };
        for rule in &RuleBook::built_in().rules {
            assert!(dated(&rule.source), "{}", rule.id);
        }
        for words in ReliefBook::built_in().measures() {
            assert!(dated(&words.source), "{}", words.code);
        }
        for of in &ReadingBook::built_in().readings {
            assert!(dated(&of.source), "{}", of.id);
        }
        for of in QuestionnaireBook::built_in().all() {
            assert!(dated(&of.source), "{}", of.id);
        }
    }

    #[test]
    fn what_is_most_urgent_says_to_act_now() {
        for rule in &RuleBook::built_in().rules {
            let raised = rule.raises.iter().map(|raise| (raise.tier, &raise.act));
            for (tier, act) in std::iter::once((rule.tier, &rule.act)).chain(raised) {
                let now = act.contains("now");
                assert_eq!(now, tier == Tier::Emergency, "{}: {act}", rule.id);
                if tier == Tier::SameDay {
                    assert!(act.contains("today"), "{}: {act}", rule.id);
                }
            }
        }
    }
}
