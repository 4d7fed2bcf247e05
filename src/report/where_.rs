//! Where it hurts, what it is like, what makes it worse and better.

use std::collections::BTreeMap;

use serde::Serialize;

use super::kept::Kept;
use crate::diary::{Answer, Code, DateRange, Day, Item};

/// What was named, and on how many days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Named {
    /// Its code.
    pub code: Code,
    /// What.
    pub label: String,
    /// On how many days.
    pub days: usize,
}

/// A site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Site {
    /// Its code.
    pub code: Code,
    /// Which.
    pub label: String,
    /// On how many days.
    pub days: usize,
    /// What the pain was like on those days, most often first.
    pub feels: Vec<Named>,
}

/// Where it hurts, and what it is like.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Where {
    /// On how many days a site is named.
    pub days: usize,
    /// The sites, most days first.
    pub sites: Vec<Site>,
    /// What made it worse.
    pub worse: Vec<Named>,
    /// What made it better.
    pub better: Vec<Named>,
    /// Where it spread to.
    pub spread: Vec<Named>,
}

/// The check-in's item and the episode's on the same matter.
const SITES: [&str; 2] = ["pain-sites", "episode-sites"];
const FEELS: [&str; 2] = ["pain-quality", "episode-quality"];
const SPREAD: [&str; 2] = ["pain-spread", "episode-spread"];

impl Where {
    pub(super) fn of(kept: &Kept, span: DateRange) -> Self {
        let sites = named(kept, span, &SITES, |_| true);
        let days = kept.days(span);
        let sites = sites.into_iter().map(|site| {
            let there = |day: &Day| on_day(kept, day, &SITES).contains_key(&site.code);
            Site {
                feels: named(kept, span, &FEELS, there),
                code: site.code,
                label: site.label,
                days: site.days,
            }
        });
        Self {
            sites: sites.collect(),
            days: days
                .filter(|(_, day)| !on_day(kept, day, &SITES).is_empty())
                .count(),
            worse: named(kept, span, &["pain-worse"], |_| true),
            better: named(kept, span, &["pain-better"], |_| true),
            spread: named(kept, span, &SPREAD, |_| true),
        }
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        let lists = [&self.worse, &self.better, &self.spread];
        self.sites.is_empty() && lists.iter().all(|list| list.is_empty())
    }
}

/// What was named on some days, most days first.
pub(super) fn named(
    kept: &Kept,
    span: DateRange,
    items: &[&str],
    counts: impl Fn(&Day) -> bool,
) -> Vec<Named> {
    let mut counted: BTreeMap<&Code, (&str, usize)> = BTreeMap::new();
    for (_, day) in kept.days(span).filter(|(_, day)| counts(day)) {
        for (code, label) in on_day(kept, day, items) {
            counted.entry(code).or_insert((label, 0)).1 += 1;
        }
    }
    let mut named: Vec<Named> = counted
        .into_iter()
        .map(|(code, (label, days))| Named {
            code: code.clone(),
            label: label.to_owned(),
            days,
        })
        .collect();
    named.sort_by_key(|of| std::cmp::Reverse(of.days));
    named
}

/// What was named on a day, each once: its code and its label.
pub(super) fn on_day<'a>(
    kept: &Kept<'a>,
    day: &Day,
    items: &[&str],
) -> BTreeMap<&'a Code, &'a str> {
    let items = items.iter().filter_map(|id| kept.item(id));
    items.flat_map(|item| options(day, item)).collect()
}

fn options<'a>(day: &Day, item: &'a Item) -> Vec<(&'a Code, &'a str)> {
    let codes = day.answers(&item.id).flat_map(|answer| match answer {
        Answer::Many(codes) => codes.iter().collect(),
        Answer::Choice(code) => vec![code],
        _ => Vec::new(),
    });
    codes
        .filter_map(|code| item.option(code))
        .filter(|option| item.kind.is_something(option))
        .map(|option| (&option.code, option.label.as_str()))
        .collect()
}
