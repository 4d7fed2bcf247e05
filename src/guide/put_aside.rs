//! How a warning is put aside, and when it comes back by itself.
//!
//! That it was read is an answer, on the last day the warning had then, to the item the rules name
//! for it: `rule-tier+sign+sign`, with the dangerous answers it rested on. It comes back when it
//! becomes more urgent, when a dangerous answer joins, and with a new episode.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::evidence::Evidence;
use super::tier::Tier;
use crate::diary::{Answer, Catalogue, Code, DateRange, Item, ItemId, ItemKind};

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

/// The word under which it is kept that a warning was read as it is.
pub(super) fn acknowledgement(rule: &str, tier: Tier, signs: &Signs) -> Code {
    let signs: BTreeSet<String> = signs.iter().map(|(_, sign)| sign.word()).collect();
    let signs: Vec<String> = signs.into_iter().collect();
    let (rule, tier) = (rule.to_lowercase(), tier.name());
    Code::new(format!("{rule}-{tier}{SIGN}{}", signs.join("+")))
}

/// What has joined since the warning of a rule was read, on a day of an episode, with the tier it has
/// or a more urgent one; `None` when it was not.
pub(super) fn joined(
    rule: &str,
    tier: Tier,
    episode: DateRange,
    signs: &Signs,
    read: &[(NaiveDate, &BTreeSet<Code>)],
) -> Option<Vec<ItemId>> {
    let rule = rule.to_lowercase();
    let from = read.partition_point(|(date, _)| *date < episode.first);
    let mut known = BTreeSet::new();
    let mut was_read = false;
    for (date, codes) in read[from..]
        .iter()
        .take_while(|(date, _)| *date <= episode.last)
    {
        let kept = codes.iter().filter_map(|code| Read::of(code, &rule));
        for Read { signs: kept, .. } in kept.filter(|read| read.tier >= tier) {
            was_read = true;
            match kept {
                Some(kept) => known.extend(kept.into_iter().map(str::to_owned)),
                None => {
                    let then = signs.iter().filter(|(day, _)| day <= date);
                    known.extend(then.map(|(_, sign)| sign.word()));
                }
            }
        }
    }
    let mut joined: Vec<ItemId> = Vec::new();
    for (_, sign) in signs {
        if !known.contains(&sign.word()) && !joined.contains(&sign.item) {
            joined.push(sign.item.clone());
        }
    }
    was_read.then_some(joined)
}
