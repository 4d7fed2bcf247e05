//! What pain does around a relief measure: before and after, within the same entry.

use std::collections::BTreeMap;

use super::finding::{Lack, Missing};
use super::seen::Dot;
use super::summary::median;
use super::verdict::{LEAST_DIFFERENCE, LEAST_EVENTS, Verdict};
use super::words;
use crate::diary::{Answer, Catalogue, Code, DateRange, Diary, Role};

/// A fall by this many points matters to people (Farrar et al., Pain 2001).
pub const MEANINGFUL_POINTS: f64 = 2.0;

/// So does a fall by this share (Farrar et al., Pain 2001).
pub const MEANINGFUL_SHARE: f64 = 0.3;

/// Whether a change, in either direction, is one that matters: 2 points or 30 %, and no less than
/// a point. The share was found in pain of 4 and more; of a mean near zero it is nothing to notice.
pub fn is_meaningful(before: f64, after: f64) -> bool {
    let change = (after - before).abs();
    let by_share = before > 0.0 && change >= MEANINGFUL_SHARE * before;
    change >= MEANINGFUL_POINTS || (by_share && change >= LEAST_DIFFERENCE)
}

/// What pain did around one measure.
///
/// There is nothing to test it against: pain falls by itself, too, and measures are taken when it
/// is worst. So it is never called a pattern; measures can only be compared with each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Relief {
    /// The measure.
    pub measure: Code,
    /// The measure in a sentence.
    pub phrase: String,
    /// Uses with pain before and an answer after.
    pub uses: usize,
    /// The median pain before, 0 to 10; 0 without uses.
    pub before: f64,
    /// The median pain after, 0 to 10; 0 without uses.
    pub after: f64,
    /// The median change, in points; negative when pain fell.
    pub change: f64,
    /// In how many uses pain fell by 2 points or 30 %.
    pub helped: usize,
    /// [`Verdict::NotEnough`] under six uses; else [`Verdict::SoFar`] when pain fell that far in
    /// more than half of them, and [`Verdict::None`] when not.
    pub verdict: Verdict,
    /// What has to be recorded first.
    pub missing: Vec<Missing>,
    /// Every use, earliest first: `inside` is the pain after, `outside` before.
    pub dots: Vec<Dot>,
    /// The same in words.
    pub text: String,
}

/// Every measure that was used, those that can be compared first, the largest falls leading.
pub(super) fn reliefs(diary: &Diary, catalogue: &Catalogue, range: DateRange) -> Vec<Relief> {
    let [measure, before, after] = [Role::ReliefMeasure, Role::ReliefBefore, Role::ReliefAfter]
        .map(|role| catalogue.role(role));
    if range.is_empty() {
        return Vec::new();
    }
    let mut uses: BTreeMap<usize, Vec<Dot>> = BTreeMap::new();
    for (date, day) in diary.range(range) {
        for entry in &day.entries {
            let Some(Answer::Choice(code)) = entry.answer(&measure.id) else {
                continue;
            };
            let Some(option) = measure.options().iter().position(|o| o.code == *code) else {
                continue;
            };
            let dots = uses.entry(option).or_default();
            if let (Some(Answer::Scale(before @ 1..)), Some(Answer::Scale(after))) =
                (entry.answer(&before.id), entry.answer(&after.id))
            {
                dots.push(Dot {
                    days: DateRange::day(date),
                    inside: f64::from(*after),
                    outside: f64::from(*before),
                });
            }
        }
    }
    let mut reliefs: Vec<Relief> = uses
        .into_iter()
        .map(|(option, dots)| {
            let option = &measure.options()[option];
            relief(option.code.clone(), option.label.clone(), dots)
        })
        .collect();
    reliefs.sort_by(|a, b| {
        let enough = |relief: &Relief| relief.verdict > Verdict::NotEnough;
        enough(b)
            .cmp(&enough(a))
            .then(a.change.total_cmp(&b.change))
    });
    reliefs
}

fn relief(measure: Code, phrase: String, dots: Vec<Dot>) -> Relief {
    let middle = |of: fn(&Dot) -> f64| median(dots.iter().map(of).collect()).unwrap_or(0.0);
    let fell = |dot: &&Dot| dot.inside < dot.outside && is_meaningful(dot.outside, dot.inside);
    let (uses, helped) = (dots.len(), dots.iter().filter(fell).count());
    let enough = uses >= LEAST_EVENTS;
    let mut relief = Relief {
        measure,
        phrase,
        uses,
        before: middle(|dot| dot.outside),
        after: middle(|dot| dot.inside),
        change: middle(Dot::difference),
        helped,
        verdict: match enough {
            false => Verdict::NotEnough,
            true if 2 * helped > uses => Verdict::SoFar,
            true => Verdict::None,
        },
        missing: match enough {
            true => Vec::new(),
            false => vec![Missing {
                what: Lack::Uses,
                have: uses,
                need: LEAST_EVENTS,
            }],
        },
        dots,
        text: String::new(),
    };
    relief.text = words::relief(&relief);
    relief
}
