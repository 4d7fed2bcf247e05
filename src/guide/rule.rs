//! The rules that tell when to seek care, read from data.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use toml::Spanned;

use super::condition::ConditionId;
use super::mistake::{DataError, Flaw, Mistake, Wrong};
use super::rule_file::{OwnFile, RawRule};
use super::tier::Tier;
use super::vocabulary::{RawSign, Vocabulary};
use crate::diary::{Catalogue, ItemId, parse};
use crate::language::{data, spoken};

/// For how many days, at least, it is remembered that a warning was read while its episode goes on.
const REMEMBERED: u32 = 90;

/// A rule.
#[derive(Debug, Clone)]
pub(super) struct Rule {
    pub id: String,
    pub tier: Tier,
    pub title: String,
    pub act: String,
    pub why: String,
    pub source: String,
    pub learn: Option<String>,
    /// A gap of more days than this ends an episode.
    pub episode: u32,
    pub when: ConditionId,
    /// Once it holds after the last day of an episode, nothing of that is left to speak of.
    pub settled: Option<ConditionId>,
    /// Most urgent first.
    pub raises: Vec<Raise>,
    /// What the rule is called where one of these alone holds.
    pub titles: Vec<Title>,
}

/// A title that says less than the rule's, and so fits better.
#[derive(Debug, Clone)]
pub(super) struct Title {
    pub title: String,
    pub when: ConditionId,
}

/// When a rule becomes more urgent.
#[derive(Debug, Clone)]
pub(super) struct Raise {
    pub tier: Tier,
    pub act: String,
    pub when: ConditionId,
}

/// All rules, with the words they share.
#[derive(Debug, Clone)]
pub struct RuleBook {
    pub(super) vocabulary: Vocabulary,
    pub(super) rules: Vec<Rule>,
    /// The item that keeps which warnings were read.
    pub(super) acknowledged: ItemId,
    tiers: BTreeMap<Tier, String>,
    closing: String,
    may_apply: String,
    /// What to do about a warning that is over.
    pub(super) over: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    closing: String,
    may_apply: String,
    over: String,
    acknowledged: Spanned<ItemId>,
    tier: BTreeMap<Tier, TierWords>,
    #[serde(default)]
    sign: Vec<RawSign>,
    #[serde(default)]
    rule: Vec<RawRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TierWords {
    label: String,
}

static BUILT_IN: LazyLock<RuleBook> = LazyLock::new(|| {
    RuleBook::read(spoken(data!("guide/rules")), Catalogue::built_in())
        .expect("the built-in rules are read by the tests of this module")
});

impl RuleBook {
    /// The rules the program comes with.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    fn read(text: &str, catalogue: &Catalogue) -> Result<Self, DataError> {
        let read = || {
            let file: File = toml::from_str(text)?;
            if catalogue
                .item(file.acknowledged.get_ref().as_str())
                .is_none()
            {
                let flaw = Flaw::Item(file.acknowledged.get_ref().to_string());
                return Err(Wrong::new(file.acknowledged.span(), flaw));
            }
            let mut book = Self {
                vocabulary: Vocabulary::default(),
                rules: Vec::new(),
                acknowledged: file.acknowledged.into_inner(),
                tiers: file
                    .tier
                    .into_iter()
                    .map(|(tier, words)| (tier, words.label))
                    .collect(),
                closing: file.closing,
                may_apply: file.may_apply,
                over: file.over,
            };
            book.add(file.sign, file.rule, catalogue)?;
            Ok(book)
        };
        read().map_err(|wrong| wrong.in_text(text))
    }

    /// These rules with those of a person's own file behind them. The file has `[[sign]]` and
    /// `[[rule]]` tables as in `assets/guide/rules.toml`, and may use the signs of that.
    ///
    /// # Errors
    /// [`DataError`] with the line and the mistake, when anything in the file is not understood: not
    /// TOML, a field that does not exist or is missing, an item, option or sign that does not
    /// exist, a name that is taken.
    pub fn with(&self, text: &str, catalogue: &Catalogue) -> Result<Self, DataError> {
        let (book, wrong) = self.with_readable(text, catalogue);
        wrong.into_iter().next().map_or(Ok(book), Err)
    }

    /// These rules with those of a person's own file that are understood, and what is wrong with the
    /// others, signs first. One that cannot be read takes no other with it.
    pub fn with_readable(&self, text: &str, catalogue: &Catalogue) -> (Self, Vec<DataError>) {
        let mut book = self.clone();
        let mut wrong = Vec::new();
        match OwnFile::read(text) {
            Err(why) => wrong.push(why),
            Ok(file) => {
                wrong.extend(file.unknown);
                for sign in file.signs {
                    let added = sign.and_then(|sign| book.add(vec![sign], Vec::new(), catalogue));
                    wrong.extend(added.err());
                }
                for rule in file.rules {
                    let added = rule.and_then(|rule| book.add(Vec::new(), vec![rule], catalogue));
                    wrong.extend(added.err());
                }
            }
        }
        let wrong = wrong.into_iter().map(|wrong| wrong.in_text(text));
        (book, wrong.collect())
    }

    fn add(
        &mut self,
        signs: Vec<RawSign>,
        rules: Vec<RawRule>,
        catalogue: &Catalogue,
    ) -> Result<(), Wrong> {
        self.vocabulary.add_signs(signs, catalogue)?;
        for raw in rules {
            let rule = self.rule(raw, catalogue)?;
            self.rules.push(rule);
        }
        Ok(())
    }

    fn rule(&mut self, raw: RawRule, catalogue: &Catalogue) -> Result<Rule, Wrong> {
        let span = raw.id.span();
        let id = raw.id.into_inner();
        if id.is_empty() || parse::slug(&id) != id.to_lowercase() {
            return Err(Wrong::new(span, Mistake::RuleName(id)));
        }
        if self
            .rules
            .iter()
            .any(|rule| rule.id.eq_ignore_ascii_case(&id))
        {
            return Err(Wrong::new(span, Mistake::RuleTaken(id)));
        }
        let when = self.vocabulary.condition(raw.when, catalogue)?;
        let settled = raw.settled;
        let settled = settled.map(|of| self.vocabulary.condition(of, catalogue));
        let settled = settled.transpose()?;
        let mut raises = Vec::new();
        for raise in raw.raise.0 {
            if *raise.tier.get_ref() <= raw.tier {
                return Err(Wrong::new(raise.tier.span(), Mistake::Raise(raw.tier)));
            }
            raises.push(Raise {
                tier: raise.tier.into_inner(),
                act: raise.act,
                when: self.vocabulary.condition(raise.when, catalogue)?,
            });
        }
        raises.sort_by_key(|raise| std::cmp::Reverse(raise.tier));
        let mut titles = Vec::new();
        for titled in raw.titled.0 {
            titles.push(Title {
                title: titled.title,
                when: self.vocabulary.condition(titled.when, catalogue)?,
            });
        }
        Ok(Rule {
            id,
            tier: raw.tier,
            title: raw.title,
            act: raw.act,
            why: raw.why,
            source: raw.source,
            learn: raw.learn,
            episode: raw.episode,
            when,
            settled,
            raises,
            titles,
        })
    }

    /// How many days of diary before the day asked about the rules look at. With fewer, a rule that
    /// looks far back may stay silent, or say again what was read long ago.
    pub fn lookback(&self) -> u32 {
        let reach = |rule: &Rule| {
            let raises = rule.raises.iter().map(|raise| raise.when);
            let titles = rule.titles.iter().map(|titled| titled.when);
            let own = std::iter::once(rule.when).chain(rule.settled);
            let all = own.chain(raises).chain(titles);
            all.map(|when| self.vocabulary.reach(when))
                .max()
                .unwrap_or(0)
        };
        self.rules.iter().map(reach).max().unwrap_or(0) + REMEMBERED
    }

    /// The ids of the rules, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.rules.iter().map(|rule| rule.id.as_str())
    }

    /// A tier in words for people.
    pub fn tier_label(&self, tier: Tier) -> &str {
        self.tiers.get(&tier).map_or(tier.name(), String::as_str)
    }

    /// The words that end every warning.
    pub fn closing(&self) -> &str {
        &self.closing
    }

    /// The words for a warning of which the profile leaves open whether it applies.
    pub fn may_apply(&self) -> &str {
        &self.may_apply
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_in_every_language() {
        for text in data!("guide/rules") {
            RuleBook::read(text, Catalogue::built_in()).unwrap();
        }
    }
}
