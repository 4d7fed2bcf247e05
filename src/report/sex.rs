//! Sex, and pain with and after it.

use serde::Serialize;

use super::kept::Kept;
use super::middle::Middle;
use super::numbers::Share;
use crate::diary::parse::within;
use crate::diary::{DateRange, Entry, Item, Role};

/// Pain on some of the occasions on which it is answered.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Pain {
    /// How often there was pain, of those answered.
    pub times: Share,
    /// How strong it was then, 0–10.
    pub strength: Option<Middle>,
}

/// Sex and orgasm, and the pain with and after it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Sex {
    /// How often.
    pub times: usize,
    /// Pain during it.
    pub during: Option<Pain>,
    /// Pain after it.
    pub after: Option<Pain>,
    /// Pain after it where there was an orgasm.
    pub after_orgasm: Option<Pain>,
    /// Hours until the pain after it began.
    pub began: Option<Middle>,
    /// Hours it lasted.
    pub lasted: Option<Middle>,
    /// Signs that are answered with yes or no: the label, and how often yes.
    pub signs: Vec<(String, Share)>,
}

/// What is answered with yes or no.
const SIGNS: [&str; 3] = ["deep-pain", "ejaculation-pain", "bleeding-after"];

impl Sex {
    pub(super) fn of(kept: &Kept, span: DateRange) -> Option<Self> {
        let entries: Vec<&Entry> = kept.entries(span, "intimacy").collect();
        if entries.is_empty() {
            return None;
        }
        let orgasm = kept.role(Role::Orgasm);
        let with: Vec<&Entry> = entries
            .iter()
            .copied()
            .filter(|entry| yes(entry, orgasm) == Some(true))
            .collect();
        let [during, after, began, lasted] = [
            Role::PainDuring,
            Role::PainAfter,
            Role::PainAfterBegan,
            Role::PainAfterLasted,
        ]
        .map(|role| kept.role(role));
        let signs = SIGNS.iter().filter_map(|id| {
            let item = kept.item(id)?;
            let said: Vec<bool> = entries
                .iter()
                .filter_map(|entry| yes(entry, item))
                .collect();
            let share = Share {
                n: said.iter().filter(|yes| **yes).count(),
                of: said.len(),
            };
            (share.of > 0).then(|| (within(&item.label), share))
        });
        Some(Self {
            times: entries.len(),
            during: pain(&entries, during),
            after: pain(&entries, after),
            after_orgasm: pain(&with, after),
            began: Middle::of(numbers(&entries, began)),
            lasted: Middle::of(numbers(&entries, lasted)),
            signs: signs.collect(),
        })
    }
}

fn yes(entry: &Entry, item: &Item) -> Option<bool> {
    entry.answer(&item.id).map(|answer| answer.is_present(item))
}

fn numbers(entries: &[&Entry], item: &Item) -> Vec<f64> {
    let answers = entries.iter().filter_map(|entry| entry.answer(&item.id));
    answers.filter_map(|answer| answer.number(item)).collect()
}

fn pain(entries: &[&Entry], item: &Item) -> Option<Pain> {
    let scores = numbers(entries, item);
    let some = scores.iter().copied().filter(|score| *score > 0.0);
    let strength = Middle::of(some);
    (!scores.is_empty()).then_some(Pain {
        times: Share {
            n: strength.map_or(0, |of| of.n),
            of: scores.len(),
        },
        strength,
    })
}
