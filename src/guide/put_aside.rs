//! How a warning is put aside, and when it comes back by itself.
//!
//! That it was read is an answer, on the last day the warning had then, to the item the rules name
//! for it: `rule-tier+sign+sign`, with the dangerous answers it rested on. It comes back when it
//! becomes more urgent, when a dangerous answer joins, and with a new episode.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::evidence::Evidence;
use super::flag::Flag;
use super::rule::RuleBook;
use super::tier::Tier;
use crate::diary::{
    Act, Answer, Catalogue, Code, Diary, Edit, Item, ItemId, ItemKind, Summary, Target,
};

/// What stands before each sign.
const SIGN: char = '+';

/// Dangerous answers of an episode, each by its item and how far it goes, with the first day of it.
pub(super) type Signs = Vec<(NaiveDate, Sign)>;

/// A dangerous answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sign {
    item: ItemId,
    /// The option, of several.
    option: Option<Code>,
}

impl Sign {
    /// The signs among answers that a warning rests on: those to items that warn.
    pub(super) fn of(evidence: &[Evidence], catalogue: &Catalogue) -> Signs {
        let mut signs: Signs = Vec::new();
        for found in evidence {
            let item = catalogue.item(found.item.as_str());
            let Some(item) = item.filter(|item| item.warning) else {
                continue;
            };
            for option in options(&found.answer, item) {
                let sign = Self {
                    item: item.id.clone(),
                    option,
                };
                if !signs.iter().any(|(_, known)| *known == sign) {
                    signs.push((found.date, sign));
                }
            }
        }
        signs
    }

    fn word(&self) -> String {
        match &self.option {
            Some(option) => format!("{}:{option}", self.item),
            None => self.item.to_string(),
        }
        .to_lowercase()
    }
}

/// What of an answer warns. Who chose an option has said all that stands before it, too: no pain in
/// both legs is new after pain in both.
fn options(answer: &Answer, item: &Item) -> Vec<Option<Code>> {
    match (answer, &item.kind) {
        (Answer::Choice(code), ItemKind::Choice(choice)) => {
            let upto = choice
                .options
                .iter()
                .position(|option| option.code == *code);
            let codes = choice.options.iter().take(upto.map_or(0, |at| at + 1));
            codes
                .skip(1)
                .map(|option| Some(option.code.clone()))
                .collect()
        }
        (Answer::Many(codes), _) => codes.iter().cloned().map(Some).collect(),
        _ => vec![None],
    }
}

/// A warning as it was when it was put aside.
struct Read<'a> {
    tier: Tier,
    /// `None` of one that was put aside before the signs were kept.
    signs: Option<Vec<&'a str>>,
}

impl<'a> Read<'a> {
    /// Reads what was kept, if it is about that rule.
    fn of(code: &'a Code, rule: &str) -> Option<Self> {
        let rest = code.as_str().strip_prefix(rule)?.strip_prefix('-')?;
        let (tier, signs) = match rest.split_once(SIGN) {
            Some((tier, signs)) => (tier, Some(signs.split(SIGN).collect())),
            None => (rest, None),
        };
        let tier = Tier::ALL.into_iter().find(|known| known.name() == tier)?;
        Some(Self { tier, signs })
    }
}

impl Flag {
    /// The word under which it is kept that it was read.
    pub fn acknowledgement(&self) -> Code {
        let signs: BTreeSet<String> = self.signs.iter().map(|(_, sign)| sign.word()).collect();
        let signs: Vec<String> = signs.into_iter().collect();
        let (rule, tier) = (self.rule.to_lowercase(), self.tier.name());
        Code::new(format!("{rule}-{tier}{SIGN}{}", signs.join("+")))
    }

    /// Notes whether it was read on a day of its episode, with the tier it has or a more urgent one,
    /// and what has joined since.
    pub(super) fn compare(&mut self, read: &[(NaiveDate, &BTreeSet<Code>)]) {
        let rule = self.rule.to_lowercase();
        let from = read.partition_point(|(date, _)| *date < self.since);
        let mut known = BTreeSet::new();
        let mut was_read = false;
        for (date, codes) in read[from..]
            .iter()
            .take_while(|(date, _)| *date <= self.last)
        {
            let kept = codes.iter().filter_map(|code| Read::of(code, &rule));
            for Read { signs, .. } in kept.filter(|read| read.tier >= self.was) {
                was_read = true;
                match signs {
                    Some(signs) => known.extend(signs.into_iter().map(str::to_owned)),
                    None => {
                        let then = self.signs.iter().filter(|(day, _)| day <= date);
                        known.extend(then.map(|(_, sign)| sign.word()));
                    }
                }
            }
        }
        if !was_read {
            return;
        }
        for (_, sign) in &self.signs {
            if !known.contains(&sign.word()) && !self.joined.contains(&sign.item) {
                self.joined.push(sign.item.clone());
            }
        }
        self.acknowledged = self.joined.is_empty();
    }
}

impl RuleBook {
    /// The act of reading a flag and putting it aside. It is kept with the last day of the episode.
    pub fn acknowledge(&self, flag: &Flag, diary: &Diary) -> Act {
        let kept = diary
            .day(flag.last)
            .and_then(|day| day.answer(&self.acknowledged));
        let mut codes = match kept {
            Some(Answer::Many(codes)) => codes.clone(),
            _ => BTreeSet::new(),
        };
        codes.insert(flag.acknowledgement());
        Act::one(
            Summary::WarningRead(Code::new(&flag.rule)),
            Edit::Answer {
                target: Target::Day(flag.last),
                item: self.acknowledged.clone(),
                answer: Some(Answer::Many(codes)),
            },
        )
    }

    /// Which warnings were read, by the day they are kept with, earliest first.
    pub(super) fn read_on<'a>(&self, diary: &'a Diary) -> Vec<(NaiveDate, &'a BTreeSet<Code>)> {
        diary
            .days()
            .filter_map(|(date, day)| match day.answer(&self.acknowledged)? {
                Answer::Many(codes) => Some((date, codes)),
                _ => None,
            })
            .collect()
    }
}
