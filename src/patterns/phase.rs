//! Is a scale different in a phase of the cycle?
//!
//! For each cycle the mean over the days of the phase less the mean over its other days; the
//! difference that is told is the mean of these. (How to study the menstrual cycle: Schmalenberger
//! et al., Psychoneuroendocrinology 2021.) A day more likely in the phase than not counts for the
//! phase, any other against it, each with its probability as its weight.

use std::borrow::Cow;
use std::ops::Range;

use super::column::{GAP, Outcome};
use super::part::Part;
use super::rotation_table::variance;
use super::scores::Counts;
use super::seen::{Dot, Seen, Unit};
use super::table::Table;
use super::timing::{PartsAsked, Phase, PhaseDays, TimedCycle, Timing};
use super::week;
use super::whiten::{Chain, likeness};
use crate::diary::DateRange;

/// The least share of a cycle's days that has to be answered.
const LOGGED_SHARE: f64 = 0.6;

/// The least answered days outside the phase.
const REFERENCE_DAYS: usize = 6;

/// A cycle of which every day lies in the table.
#[derive(Debug, Clone)]
pub(super) struct Placed<'a> {
    pub cycle: &'a TimedCycle,
    pub rows: Range<usize>,
    /// By part, in the order of [`Part::ALL`].
    windows: [Option<Window>; Part::ALL.len()],
}

/// The days of a phase in a cycle, or of a part of one.
#[derive(Debug, Clone)]
struct Window {
    /// Of each day of the cycle how probably it belongs.
    probabilities: Vec<f64>,
    estimated: bool,
}

impl Window {
    /// A part of the days that more likely belong than not; the whole as it is.
    fn part(mut self, part: Part) -> Self {
        if let Part::Whole(_) = part {
            return self;
        }
        let within: Vec<usize> = (0..self.probabilities.len())
            .filter(|at| is_within(self.probabilities[*at]))
            .collect();
        let kept = &within[part.days(within.len())];
        for (at, probability) in self.probabilities.iter_mut().enumerate() {
            if !kept.contains(&at) {
                *probability = 0.0;
            }
        }
        self
    }
}

impl<'a> Placed<'a> {
    fn new(cycle: &'a TimedCycle, rows: Range<usize>) -> Self {
        let probabilities = |window: &PhaseDays| {
            let mut probabilities = vec![0.0; rows.len()];
            for (date, probability) in &window.days {
                let at = usize::try_from((*date - cycle.first).num_days()).ok();
                if let Some(day) = at.and_then(|at| probabilities.get_mut(at)) {
                    *day = if probability.is_nan() {
                        0.0
                    } else {
                        probability.clamp(0.0, 1.0)
                    };
                }
            }
            Window {
                probabilities,
                estimated: window.estimated,
            }
        };
        let windows = Part::ALL.map(|part| {
            let window = cycle.window(part.phase()).map(probabilities)?;
            Some(window.part(part))
        });
        Self {
            cycle,
            rows,
            windows,
        }
    }

    /// Whether it is compared phase by phase.
    pub(super) fn counts(&self) -> bool {
        self.cycle.complete && !self.cycle.excluded
    }

    /// How many of its days are left out: the period, unless that is what is asked about.
    fn left_out(&self, phase: Phase) -> usize {
        match phase {
            Phase::Menses => 0,
            _ => usize::from(self.cycle.menses).min(self.rows.len()),
        }
    }

    /// The days of a part.
    fn window(&self, part: Part) -> Option<&Window> {
        let at = Part::ALL.iter().position(|of| *of == part)?;
        self.windows[at].as_ref()
    }

    /// Takes the answers of the days of a phase out of a column.
    fn take_out(&self, phase: Phase, scores: &mut [i8]) {
        if let Some(window) = self.window(phase.into()) {
            let days = scores[self.rows.clone()].iter_mut();
            for (score, probability) in days.zip(&window.probabilities) {
                if is_within(*probability) {
                    *score = GAP;
                }
            }
        }
    }
}

/// The cycles that lie whole within a table, without those that overlap the one before. Of a
/// running cycle the days that have a row.
pub(super) fn placed<'a>(timing: &'a Timing, table: &Table) -> Vec<Placed<'a>> {
    let mut placed: Vec<Placed<'_>> = Vec::new();
    for cycle in &timing.cycles {
        let free = placed.last().map_or(0, |last| last.rows.end);
        let last = match table.dates.last() {
            Some(last) if !cycle.complete => cycle.last.min(*last),
            _ => cycle.last,
        };
        if let Some(rows) = table.stretch(cycle.first, last)
            && rows.start >= free
        {
            placed.push(Placed::new(cycle, rows));
        }
    }
    placed
}

/// Looks at one scale in each part of the cycle, over all cycles, but for the phases that were claimed
/// already: what is known of them says nothing of the others, so their days are taken out, too.
///
/// The statistic that is turned is the sum of the whitened scores over the days of the phase, each
/// with its probability: by how much the phase stands out from what its neighbours let expect.
pub(super) fn look(
    table: &Table,
    cycles: &[Placed<'_>],
    outcome: &Outcome,
    asked: PartsAsked,
    claimed: &[Phase],
) -> Vec<(Part, Seen)> {
    let left = &without(cycles, outcome, claimed);
    let counting = cycles.iter().filter(|placed| placed.counts());
    let starts = counting.map(|placed| placed.cycle.first);
    let scored = Scored {
        scores: left,
        expected: &week::expected(table, left, starts),
    };
    // The period is left out for all phases but itself.
    let [whole, rest] = [Phase::Menses, Phase::Follicular].map(|phase| {
        let days =
            |placed: &Placed<'_>| placed.rows.start + placed.left_out(phase)..placed.rows.end;
        let counting = cycles.iter().filter(|placed| placed.counts());
        let likeness = likeness(counting.map(|placed| &left[days(placed)]));
        let chain = |placed: &Placed<'_>| Chain::new(&left[days(placed)], likeness);
        cycles.iter().map(chain).collect::<Vec<_>>()
    });
    let parts = Part::ALL
        .into_iter()
        .filter(|part| asked.asks(part.phase()) && !claimed.contains(&part.phase()));
    let look = |part: Part| {
        let chains = match part.phase() {
            Phase::Menses => &whole,
            _ => &rest,
        };
        let mut seen = Seen {
            cycles: true,
            asked,
            ..Seen::default()
        };
        for (place, (placed, chain)) in cycles.iter().zip(chains).enumerate() {
            if placed.counts() && is_logged(&outcome.scores[placed.rows.clone()]) {
                seen.logged += 1;
                look_at(&mut seen, table, place, placed, chain, scored, part);
            }
        }
        let k = seen.units.len() as f64;
        seen.visible /= k.max(1.0);
        let difference = seen.difference();
        let others = |unit: &Unit| (k * difference - unit.difference) / (k - 1.0);
        seen.left_out = seen.units.iter().map(others).collect();
        (part, seen)
    };
    parts.map(look).collect()
}

/// The scores of a scale without those of some phases.
pub(super) fn without<'a>(
    cycles: &[Placed<'_>],
    outcome: &'a Outcome,
    phases: &[Phase],
) -> Cow<'a, [i8]> {
    let mut left = Cow::Borrowed(outcome.scores.as_slice());
    for phase in phases {
        for placed in cycles {
            placed.take_out(*phase, left.to_mut());
        }
    }
    left
}

/// The scores of a scale, and what the weekend lets expect of each.
#[derive(Clone, Copy)]
struct Scored<'a> {
    scores: &'a [i8],
    expected: &'a [f64],
}

impl Scored<'_> {
    fn rows(self, rows: Range<usize>) -> Self {
        Self {
            scores: &self.scores[rows.clone()],
            expected: &self.expected[rows],
        }
    }

    /// By how much a score differs from what is expected.
    fn off(self, at: usize) -> f64 {
        f64::from(self.scores[at]) - self.expected[at]
    }
}

/// Looks at one scale in one part of one cycle.
fn look_at(
    seen: &mut Seen,
    table: &Table,
    place: usize,
    placed: &Placed<'_>,
    chain: &Chain,
    scored: Scored<'_>,
    part: Part,
) {
    let Some(Window {
        probabilities,
        estimated,
    }) = placed.window(part)
    else {
        return;
    };
    let left_out = placed.left_out(part.phase());
    let (first, probabilities) = (placed.rows.start + left_out, &probabilities[left_out..]);
    let scored = scored.rows(first..placed.rows.end);
    let Some(sides) = Sides::of(scored.scores, probabilities) else {
        return;
    };
    let statistic = Statistic::new(chain, scored, probabilities);
    seen.information += statistic.information;
    seen.echo += variance(&statistic.real);
    seen.terms.push(place, statistic.terms.into_iter());
    seen.pairs.add(&sides.within, &sides.without);
    seen.comparison += sides.without.days();
    seen.visible += sides.visible;
    seen.estimated += usize::from(*estimated);
    let edge = |at: Option<usize>| table.dates[first + at.unwrap_or(0)];
    let dot = Dot {
        days: DateRange::new(
            edge(probabilities.iter().position(|p| is_within(*p))),
            edge(probabilities.iter().rposition(|p| is_within(*p))),
        ),
        inside: sides.inside,
        outside: sides.outside,
    };
    seen.units.push(Unit {
        difference: dot.difference(),
        cases: 1,
    });
    seen.dots.push(dot);
}

/// By how much a phase stands out in one cycle, at each of its rotations.
struct Statistic {
    /// The sum of the whitened scores over the phase, the diary's own first.
    terms: Vec<f64>,
    /// The same if there were nothing but a difference of one point.
    real: Vec<f64>,
    /// What a difference of one point adds to the diary's own.
    information: f64,
}

impl Statistic {
    fn new(chain: &Chain, scored: Scored<'_>, probabilities: &[f64]) -> Self {
        let information = chain.information(probabilities);
        let own = information[0];
        // By chance the sum strays less where fewer days are answered, and across the ends of the
        // cycle: such a rotation is stretched to the straying of the diary's own. Turned onto days
        // of which none is answered the phase tells nothing: that rotation is left out.
        let scale = |straying: &f64| match *straying {
            little if little < 1e-9 => None,
            straying => Some((own / straying).sqrt().max(1.0)),
        };
        let scales: Vec<Option<f64>> = information.iter().map(scale).collect();
        let stretches = stretches(probabilities);
        let terms = |series: &dyn Fn(usize) -> f64| -> Vec<f64> {
            let whitened = chain.whitened(series);
            let sums = turned(&whitened, &stretches).zip(&scales);
            sums.filter_map(|(sum, scale)| Some(sum * (*scale)?))
                .collect()
        };
        Self {
            terms: terms(&|at| scored.off(at)),
            real: terms(&|at| probabilities[at]),
            information: own,
        }
    }
}

/// Whether enough days of a cycle are answered.
fn is_logged(scores: &[i8]) -> bool {
    let logged = scores.iter().filter(|score| **score != GAP).count();
    logged as f64 >= LOGGED_SHARE * scores.len() as f64
}

/// Whether a day is more likely in the phase than not.
fn is_within(probability: f64) -> bool {
    probability >= 0.5
}

/// The answered days of one cycle, in the phase and outside it.
struct Sides {
    within: Counts,
    without: Counts,
    inside: f64,
    outside: f64,
    /// The share of a difference between days truly in the phase and days truly outside that is
    /// left between days taken to be so.
    visible: f64,
}

impl Sides {
    /// `None` when too few days of a side are answered.
    fn of(scores: &[i8], probabilities: &[f64]) -> Option<Self> {
        let days = || {
            scores
                .iter()
                .zip(probabilities)
                .filter(|(score, _)| **score != GAP)
        };
        let side = |within: bool| days().filter(move |(_, p)| is_within(**p) == within);
        let within: Counts = side(true).map(|(score, _)| *score).collect();
        let without: Counts = side(false).map(|(score, _)| *score).collect();
        let window = probabilities.iter().filter(|p| is_within(**p)).count();
        // 2 of 3 days, 4 of 7, and of any other number at least that share.
        let enough = 7 * within.days() >= 4 * window && within.days() > 0;
        if !enough || without.days() < REFERENCE_DAYS {
            return None;
        }
        let mean = |is: bool, value: fn(i8, f64) -> f64| {
            let (mut sum, mut all) = (0.0, 0.0);
            for (score, probability) in side(is) {
                let weight = if is { *probability } else { 1.0 - probability };
                sum += weight * value(*score, *probability);
                all += weight;
            }
            sum / all
        };
        Some(Self {
            within,
            without,
            inside: mean(true, |score, _| f64::from(score)),
            outside: mean(false, |score, _| f64::from(score)),
            visible: mean(true, |_, probability| probability) - mean(false, |_, p| p),
        })
    }
}

/// The stretches of equal probability that a phase is made of.
fn stretches(probabilities: &[f64]) -> Vec<(Range<usize>, f64)> {
    let mut stretches: Vec<(Range<usize>, f64)> = Vec::new();
    for (at, probability) in probabilities.iter().enumerate() {
        match stretches.last_mut() {
            Some((stretch, same)) if same == probability => stretch.end += 1,
            _ => stretches.push((at..at + 1, *probability)),
        }
    }
    stretches.retain(|(_, probability)| *probability > 0.0);
    stretches
}

/// The sum over the phase for each number of days by which the cycle can be turned, none first: of
/// each stretch the difference of two running sums.
fn turned(days: &[f64], stretches: &[(Range<usize>, f64)]) -> impl Iterator<Item = f64> {
    let mut total = 0.0;
    let mut running = Vec::with_capacity(2 * days.len() + 1);
    running.push(0.0);
    running.extend(days.iter().chain(days).map(|day| {
        total += day;
        total
    }));
    (0..days.len()).map(move |turn| {
        let sums = stretches.iter().map(|(stretch, probability)| {
            probability * (running[stretch.end + turn] - running[stretch.start + turn])
        });
        sums.sum()
    })
}
