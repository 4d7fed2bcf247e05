//! How long a person's cycles are, learnt from few and leaning on the population.
//!
//! A person has an own mean, cycles that stray from it by an own spread, and now and then one that is
//! much longer. Each way in which that may be is weighed by how common it is and how well it foretells the
//! past lengths (Bayes), and what is foretold is all of them together. A long cycle among steady ones and
//! cycles that vary each time are so told apart, and a cycle that is late already speaks for the wider ways.
//!
//! The mean of the own means is measured on the Marquette set of cycles: 1,490 predictions from 148 women.
//! How common the ways are is the project's own, chosen on simulated women; nothing published gives it in
//! this form. How well it holds is printed by `cargo bench --bench forecast`: the share of cycles that the
//! 80 % range holds, on the first day, and while they are still open on day 28, 32 and 35 (1,000 women a
//! world, each known to about .01, on day 35 to .02):
//!
//! | women | first day | day 28 | day 32 | day 35 | own SD of 5 days or more |
//! |---|---|---|---|---|---|
//! | few long cycles | .82 | .79 | .82 | .86 | .95 |
//! | more long cycles | .80 | .78 | .80 | .81 | .85 |
//! | no long cycles | .80 | .80 | .84 | .90 | .98 |
//! | own means of 35 days | .76 | .75 | .75 | .75 | .83 |
//! | within-person SD 5 to 9 | .68 | .73 | .76 | .76 | .73 |
//! | log-normal, never tuned on | .83 | .81 | .84 | .90 | .95 |
//! | mixed and uneven, never tuned on | .77 | .74 | .74 | .75 | .83 |
//!
//! By the probabilities of their own days the ranges hold .80 everywhere; what is off is how common the ways
//! are. They stay too wide on day 35 where cycles are hardly ever long, and for steady women whose few cycles
//! happened to vary; and too narrow where every woman is uneven, which no population is. Few cycles cannot
//! tell these apart. With spreads that are more alike (their logarithms normal about that of 2.1 days, with an
//! SD of 0.7) the mean logarithm of what was foretold on the first day was .035 lower where every woman is
//! uneven, and elsewhere from .005 higher to .001 lower.

use std::sync::LazyLock;

use super::gaps::{LONGEST_CYCLE, USUAL};

/// The variance of the person's own mean about the population's, in days².
pub(super) const BETWEEN: f64 = 7.12;
/// Own means have longer tails than a normal distribution, for there are people whose cycles are all long:
/// Student's t with so many degrees of freedom, the squared scale of which, in days², gives it the
/// quartiles of a normal distribution with the variance [`BETWEEN`].
const MEAN_FREEDOM: f64 = 4.0;
const MEAN_SCALE: f64 = 5.9;
/// The own means that are weighed, in half days: up to the longest cycle.
const MEANS: std::ops::RangeInclusive<i32> = 30..=2 * LONGEST_CYCLE as i32;
/// How many of the latest cycles count: with the last 6 to 12 the forecast was nearest (mean error
/// 2.15 days, against 2.21 with all cycles and 2.83 with 28 days for everybody).
const LATEST: usize = 12;

/// How far usual cycles may stray from the own mean, as standard deviations in days; those of women are
/// about [`USUAL_SPREAD`], and one that is twice or half as wide is half as common.
const SPREADS: [f64; 7] = [1.3, 1.9, 2.7, 3.9, 5.6, 8.0, 11.5];
const USUAL_SPREAD: f64 = 2.3;
/// The share of cycles that are much longer, and how many women have it; they fall off with a mean of
/// [`LONG_DAYS`] beyond the own mean.
const LONG: [(f64, f64); 3] = [(0.005, 0.6), (0.05, 0.3), (0.25, 0.1)];
const LONG_DAYS: f64 = 9.0;
/// One of each: a way in which somebody's cycles may vary.
const WAYS: usize = SPREADS.len() * LONG.len();
/// Whatever the way, a length may also be a slip: so probable a day.
const SLIP: f64 = 1e-6;
/// So many days beyond the longest cycle are foretold.
const BEYOND: usize = 49;
/// The variance of a true length about the whole days it is counted in, in days².
const ROUNDING: f64 = 1.0 / 12.0;
/// A way less probable than this foretells nothing worth a day.
const NEGLIGIBLE: f64 = 1e-4;

/// What a person's past cycles say of the length of the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lengths {
    /// How many cycles it rests on, at most twelve.
    pub n: usize,
    /// The expected length of a usual cycle, in days.
    pub centre: f64,
    /// What is believed of each way in which their cycles may vary.
    believed: [Believed; WAYS],
}

/// A way in which somebody's cycles may vary.
#[derive(Debug, Clone, Copy)]
struct Way {
    /// The standard deviation of usual cycles about the own mean, in days.
    spread: f64,
    /// The share of much longer ones.
    long: f64,
    /// Its share of the population; the shares need not add up to 1.
    common: f64,
}

/// What is believed of a way.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Believed {
    /// How probable it is.
    p: f64,
    /// The own mean if it is so, in days.
    mean: f64,
    /// The variance of what is known of that mean, in days².
    uncertain: f64,
}

/// All ways, those of a spread beside each other.
fn ways() -> impl Iterator<Item = Way> {
    SPREADS.into_iter().flat_map(|spread| {
        let common = (spread / USUAL_SPREAD).min(USUAL_SPREAD / spread);
        LONG.into_iter().map(move |(long, women)| Way {
            spread,
            long,
            common: women * common,
        })
    })
}

/// How probable it is that so many cycles together take so many days more than usual, when a share of
/// the cases is much longer and the usual ones have a variance in days².
fn probable(off: f64, variance: f64, long: f64) -> f64 {
    let variance = variance + ROUNDING;
    let usual = (-0.5 * off * off / variance).exp() / (std::f64::consts::TAU * variance).sqrt();
    let longer = if off > 0.0 {
        (-off / LONG_DAYS).exp() / LONG_DAYS
    } else {
        0.0
    };
    (1.0 - long) * usual + long * longer
}

/// The own means that are weighed, in days, the longest first.
fn means() -> impl Iterator<Item = f64> {
    MEANS.rev().map(|half| f64::from(half) / 2.0)
}

/// How common each own mean is, beside the most common.
static COMMON: LazyLock<Vec<f64>> = LazyLock::new(|| {
    let common = means().map(|mean| {
        let off = mean - USUAL;
        let far = 1.0 + off * off / (MEAN_FREEDOM * MEAN_SCALE);
        far.powf(-(MEAN_FREEDOM + 1.0) / 2.0)
    });
    common.collect()
});

/// How probable a length is in each way, by the half days from the longest own mean to it.
static FORETOLD: LazyLock<Vec<Vec<f64>>> = LazyLock::new(|| {
    let longest = 2 * LONGEST_CYCLE as i32;
    let offs = (-MEANS.end()..=longest - MEANS.start()).map(|half| f64::from(half) / 2.0);
    let of = |way: Way| {
        let each = offs.clone();
        each.map(|off| probable(off, way.spread * way.spread, way.long) + SLIP)
            .collect()
    };
    ways().map(of).collect()
});

impl Lengths {
    /// From the lengths in days that count, earliest first.
    pub fn of(counted: &[f64]) -> Self {
        let recent = counted
            .get(counted.len().saturating_sub(LATEST)..)
            .unwrap_or(counted);
        let mut believed = [Believed::default(); WAYS];
        for ((believed, way), foretold) in believed.iter_mut().zip(ways()).zip(FORETOLD.iter()) {
            *believed = Believed::of(recent, way, foretold);
        }
        let total: f64 = believed.iter().map(|way| way.p).sum();
        believed.iter_mut().for_each(|way| way.p /= total);
        Self {
            n: recent.len(),
            centre: believed.iter().map(|way| way.p * way.mean).sum(),
            believed,
        }
    }

    /// The probabilities of the lengths 1, 2, … days of the next cycle, as far as any is worth a day: also of
    /// those that are none of a cycle any more, for what is not over is no surer for that.
    pub fn next(&self) -> Vec<f64> {
        self.together(1, 1.0)
    }

    /// The probabilities of `more` further cycles to last 1, 2, … days together, once the one before
    /// them is known.
    ///
    /// What is not known of the own mean adds up over the cycles, the rest evens out.
    pub fn further(&self, more: u32) -> Vec<f64> {
        let steps = f64::from(more) + 1.0;
        self.together(more, steps * steps - 1.0)
    }

    /// The probabilities of so many cycles to last 1, 2, … days together, of which what is not known of
    /// the own mean counts so many times.
    fn together(&self, cycles: u32, uncertain: f64) -> Vec<f64> {
        let times = f64::from(cycles);
        let mut days = vec![SLIP; cycles as usize * LONGEST_CYCLE as usize + BEYOND];
        for (way, believed) in ways().zip(self.believed) {
            if believed.p < NEGLIGIBLE {
                continue;
            }
            let variance = times * way.spread * way.spread + uncertain * believed.uncertain;
            let long = 1.0 - (1.0 - way.long).powi(cycles as i32);
            for (day, p) in (1..).zip(&mut days) {
                let off = f64::from(day) - times * believed.mean;
                *p += believed.p * probable(off, variance, long);
            }
        }
        let total: f64 = days.iter().sum();
        days.iter_mut().for_each(|p| *p /= total);
        days
    }
}

impl Believed {
    /// How well a way foretells some lengths, with each own mean; not yet a share of all ways.
    fn of(lengths: &[f64], way: Way, foretold: &[f64]) -> Self {
        let weights = COMMON.iter().map(|common| way.common * common);
        let mut weights: Vec<f64> = weights.collect();
        for days in lengths {
            let half = (2.0 * days).round().clamp(0.0, 2.0 * LONGEST_CYCLE as f64) as usize;
            let here = foretold.get(half..).unwrap_or_default();
            for (weight, p) in weights.iter_mut().zip(here) {
                *weight *= p;
            }
        }
        let p: f64 = weights.iter().sum();
        let moment = |of: &dyn Fn(f64) -> f64| -> f64 {
            let each = means()
                .zip(&weights)
                .map(|(mean, weight)| weight * of(mean));
            each.sum::<f64>() / p
        };
        let mean = moment(&|mean| mean);
        Self {
            p,
            mean,
            uncertain: moment(&|own| (own - mean).powi(2)),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_centre_leans_on_the_population() {
        let centre = |n| Lengths::of(&vec![39.0; n]).centre;
        assert!((Lengths::of(&[]).centre - USUAL).abs() < 0.1);
        let nearer: Vec<f64> = (0..=LATEST).map(centre).collect();
        assert!(nearer.is_sorted(), "{nearer:?}");
        assert!(centre(1) > 31.0 && centre(LATEST) > 38.5 && centre(LATEST) < 39.0);
    }

    #[test]
    fn people_whose_cycles_are_all_long_are_believed() {
        for days in [45.0, 60.0, 70.0] {
            let centre = Lengths::of(&[days - 2.0, days, days + 2.0, days]).centre;
            assert!((centre - days).abs() < 0.06 * days, "{days} {centre}");
        }
    }

    #[test]
    fn only_the_latest_twelve_count_and_one_long_cycle_moves_next_to_nothing() {
        let mut lengths = vec![45.0; 20];
        lengths.extend([30.0; 12]);
        assert_eq!(Lengths::of(&lengths), Lengths::of(&[30.0; 12]));
        let steady = Lengths::of(&[28.0; 7]).centre;
        let once_long = Lengths::of(&[28.0, 28.0, 60.0, 28.0, 28.0, 28.0, 28.0]).centre;
        assert!((steady - once_long).abs() < 0.1, "{steady} {once_long}");
    }

    /// The standard deviation of what is foretold, in days.
    fn sd(lengths: &[f64]) -> f64 {
        let mass = Lengths::of(lengths).next();
        let moment = |power: i32| -> f64 {
            let days = mass.iter().zip(1..);
            days.map(|(p, day)| p * f64::from(day).powi(power)).sum()
        };
        (moment(2) - moment(1).powi(2)).sqrt()
    }

    #[test]
    fn more_cycles_and_steadier_ones_make_it_surer() {
        assert!(sd(&[]) > sd(&[29.0]));
        assert!(sd(&[29.0]) > sd(&[29.0; 6]));
        assert!(sd(&[25.0, 33.0, 25.0, 33.0, 25.0, 33.0]) > sd(&[29.0; 6]));
    }

    /// One long cycle among steady ones is a long cycle; cycles that vary each time are uneven.
    #[test]
    fn a_long_cycle_is_not_unevenness() {
        let foretold = |lengths: &[f64], days: usize| Lengths::of(lengths).next()[days - 1];
        let once = [28.0, 28.0, 29.0, 43.0, 28.0, 27.0];
        let uneven = [22.0, 34.0, 26.0, 38.0, 24.0, 30.0];
        assert!(foretold(&once, 28) > 1.5 * foretold(&uneven, 28));
        assert!(foretold(&uneven, 22) > 2.0 * foretold(&once, 22));
    }

    proptest! {
        #[test]
        fn lengths_are_probabilities_and_no_day_is_ruled_out(
            lengths in prop::collection::vec(1.0f64..99.0, 0..20), more in 1u32..3,
        ) {
            let known = Lengths::of(&lengths);
            for mass in [known.next(), known.further(more)] {
                prop_assert!(mass.iter().all(|p| *p > SLIP / 2.0));
                let total: f64 = mass.iter().sum();
                prop_assert!((total - 1.0).abs() < 1e-9, "{}", total);
            }
        }
    }
}
