//! Counts how often something is said of made-up diaries, by the program and by a plain t-test.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use twinge::diary::{Catalogue, Diary};
use twinge::patterns::{Estimate, Finding, Options, Page, Part, Phase, Question, Timing, Verdict};

use super::rate::Rate;
use super::{Sample, World, catalogue};

/// What was said of the phases of many diaries.
#[derive(Debug, Clone, Default)]
pub(crate) struct Phases {
    /// By phase: p below .05 of the question by itself, where it could be asked.
    pub alone: [Rate; 5],
    /// By phase: told on the page, which asks all five.
    pub told: [Rate; 5],
    /// Any of the five told.
    pub any: Rate,
    /// By phase: p below .05 by the t-test.
    pub naive: [Rate; 5],
    /// Any of the five below .05 by the t-test.
    pub naive_any: Rate,
    /// Any phase of a scale that is not the pain told.
    pub other_scales: Rate,
    /// By phase: each interval, with its centre.
    pub intervals: [Vec<Estimate>; 5],
    /// By phase: the probability, as told, that a real rise of 2 points is missed.
    pub missed: [Vec<f64>; 5],
}

/// What was said of the days after events of many diaries.
#[derive(Debug, Clone, Default)]
pub(crate) struct Events {
    /// Any event told at any lag.
    pub any: Rate,
    /// Any event below .05 at any lag by the t-test.
    pub naive_any: Rate,
    /// The first event told on the day after.
    pub told: Rate,
    /// The same by the t-test.
    pub naive: Rate,
    /// The intervals of the first event on the day after.
    pub intervals: Vec<Estimate>,
    /// The probability, as told, that a real rise of 2 points is missed.
    pub missed: Vec<f64>,
}

/// The page of a made-up diary.
pub(crate) fn page(world: &World, sample: &Sample) -> Page {
    let options = Options::as_of(NaiveDate::MAX);
    let catalogue = catalogue(world.events, world.scales);
    let go_on = |_| ControlFlow::Continue(());
    Page::compute(&sample.diary, &catalogue, &sample.timing, &options, &go_on).unwrap()
}

/// Whether anything is claimed.
pub(crate) fn told(finding: &Finding) -> bool {
    matches!(
        finding.verdict,
        Verdict::SoFar | Verdict::Pattern | Verdict::Steady
    )
}

/// Tries `n` diaries for what is said of the phases.
pub(crate) fn phases(world: World, n: u64) -> Phases {
    let mut trial = Phases::default();
    for sample in (0..n).map(|seed| world.sample(seed)) {
        let (mut any, mut naive_any, mut others) = (false, false, false);
        for finding in &page(&world, &sample).findings {
            let Question::Phase(Part::Whole(phase)) = finding.question else {
                continue;
            };
            if finding.item.as_str() != "pain" {
                others |= told(finding);
                continue;
            }
            let at = phase as usize;
            any |= told(finding);
            trial.told[at].count(told(finding));
            if let Some(estimate) = finding.estimate {
                trial.alone[at].count(estimate.p < 0.05);
                trial.intervals[at].push(estimate);
                trial.missed[at].extend(finding.missed);
            }
        }
        for phase in Phase::ALL {
            let naive = naive_phase(&sample, phase);
            trial.naive[phase as usize].count(naive);
            naive_any |= naive;
        }
        trial.any.count(any);
        trial.naive_any.count(naive_any);
        trial.other_scales.count(others);
    }
    trial
}

/// Tries `n` diaries for what is said of the days after events.
pub(crate) fn events(world: World, n: u64) -> Events {
    let mut trial = Events::default();
    for sample in (0..n).map(|seed| world.sample(seed)) {
        let page = page(&world, &sample);
        let asked = page
            .findings
            .iter()
            .filter(|f| matches!(f.question, Question::Event { .. }));
        trial.any.count(asked.clone().any(told));
        let first = asked.clone().find(|finding| {
            matches!(&finding.question,
                Question::Event { event, lag: 1, .. } if event == "my-event-0")
        });
        trial.told.count(first.is_some_and(told));
        trial
            .intervals
            .extend(first.and_then(|finding| finding.estimate));
        trial
            .missed
            .extend(first.and_then(|finding| finding.missed));
        let naive = |event: usize, lag: usize| naive_event(&sample, event, lag);
        trial.naive.count(world.events > 0 && naive(0, 1));
        trial
            .naive_any
            .count((0..world.events).any(|event| (1..=3).any(|lag| naive(event, lag))));
    }
    trial
}

/// How many of some intervals hold a value.
pub(crate) fn covered(intervals: &[Estimate], truth: f64) -> f64 {
    let holds = |estimate: &&Estimate| estimate.low <= truth && truth <= estimate.high;
    intervals.iter().filter(holds).count() as f64 / intervals.len().max(1) as f64
}

/// The mean of what is told.
pub(crate) fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let n = values.len().max(1) as f64;
    values.sum::<f64>() / n
}

/// What most diary programs would say: a t-test of the days in the phase against the others.
fn naive_phase(sample: &Sample, phase: Phase) -> bool {
    let (mut within, mut without) = (Vec::new(), Vec::new());
    for cycle in sample.timing.cycles.iter().filter(|cycle| cycle.complete) {
        let skipped = if phase == Phase::Menses {
            0
        } else {
            usize::from(cycle.menses)
        };
        let Some(window) = cycle.window(phase) else {
            continue;
        };
        // Days that are not named have probability 0.
        let days = cycle
            .first
            .iter_days()
            .take_while(|date| *date <= cycle.last);
        for date in days.skip(skipped) {
            let Some(pain) = sample.pain[(date - sample.start).num_days() as usize] else {
                continue;
            };
            let named = window.days.iter().find(|(day, _)| *day == date);
            let probability = named.map_or(0.0, |(_, probability)| *probability);
            let side = if probability >= 0.5 {
                &mut within
            } else {
                &mut without
            };
            side.push(f64::from(pain));
        }
    }
    differs(&within, &without)
}

/// A t-test of the days after an event against all others.
fn naive_event(sample: &Sample, event: usize, lag: usize) -> bool {
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for day in 0..sample.pain.len().saturating_sub(lag) {
        // The event is known on days that were answered.
        if let (Some(_), Some(pain)) = (sample.pain[day], sample.pain[day + lag]) {
            let side = if sample.events[event][day] {
                &mut with
            } else {
                &mut without
            };
            side.push(f64::from(pain));
        }
    }
    differs(&with, &without)
}

/// Welch's t-test at .05, with the normal's quantile widened a little for the few days.
fn differs(a: &[f64], b: &[f64]) -> bool {
    if a.len() < 3 || b.len() < 3 {
        return false;
    }
    let centre = |x: &[f64]| x.iter().sum::<f64>() / x.len() as f64;
    let error = |x: &[f64]| {
        let squares: f64 = x.iter().map(|y| (y - centre(x)).powi(2)).sum();
        squares / (x.len() - 1) as f64 / x.len() as f64
    };
    let wide = 1.96 * (1.0 + 0.7 / a.len().min(b.len()) as f64);
    (centre(a) - centre(b)).abs() > wide * (error(a) + error(b)).sqrt()
}

/// Everything the program can say of a diary.
pub(crate) fn whole_page(diary: &Diary, timing: &Timing) -> Page {
    let options = Options::as_of(NaiveDate::MAX);
    let go_on = |_| ControlFlow::Continue(());
    Page::compute(diary, Catalogue::built_in(), timing, &options, &go_on).unwrap()
}
