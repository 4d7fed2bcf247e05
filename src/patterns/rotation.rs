//! Rotation tests: how often would chance alone give a difference as large as this?
//!
//! Daily pain is like the pain of the day before, so shuffling days would destroy what makes chance
//! look like a pattern. Turning a whole stretch of days against the phases or events beside it
//! keeps it: each cycle is turned by a random number of days of its own, as a wheel is.
//! (Bulté & Onghena, Behavior Research Methods 2008: randomisation tests for single cases.)
//!
//! What makes 9,999 rotations cheap: every statistic here is a *sum over cycles of a term that
//! depends on that cycle's rotation only*. So each cycle's term is tabulated once for each of its
//! 20 to 40 rotations (a phase from prefix sums, an event by summing a few residuals), in whole
//! numbers, and a random rotation of the diary is one look-up by index and one addition a cycle.
//! The mean and spread over all rotations need no random numbers at all: they are sums of the
//! tables' means and variances. And a hopeless question ends after a few hundred rotations.

use std::sync::LazyLock;

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

use super::batch::{ROUND, Turns, side_by_side};
use super::rotation_table::{RotationTable, UNIT};

/// How many random rotations a question gets at most (B).
pub(super) const ROTATIONS: u32 = 9_999;

/// A question ends once this many rotations were as extreme as the diary: its p-value is then known
/// to a seventh of itself, and is no small one (Besag & Clifford, Biometrika 1991).
const HOPELESS: u32 = 50;

/// The p-values of a family of statistics that were turned together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chances {
    /// The chance of each statistic by itself.
    pub alone: Vec<f64>,
    /// The chance of each in the family: by the largest rank of those that remain, step by step
    /// down from the most extreme (Westfall & Young 1993), which holds the chance of any false
    /// claim in the family. With equal shares that is the largest |z|.
    pub stepped: Vec<f64>,
    /// The rank of each: the logarithm of its share over its own normal chance.
    pub ranks: Vec<f64>,
}

/// How extreme a statistic is among others that have other shares of the chance of a false claim:
/// the logarithm of its share over its own normal chance, in whole numbers.
///
/// With equal shares the order is that of |z|.
struct Rank {
    /// By how much the share moves it.
    shift: i32,
}

/// The steps of |z| in one standard deviation, between which a rank is interpolated.
const STEPS: usize = 64;

/// The |z| from which on ranks no longer grow: a sum of a few dozen cycles gets no further.
const FURTHEST: usize = 12;

/// Minus the logarithm of the chance of each step, in units of 2⁻²⁰.
static RARITY: LazyLock<Vec<i32>> = LazyLock::new(|| {
    let chance = |step: usize| libm::erfc(step as f64 / STEPS as f64 / std::f64::consts::SQRT_2);
    (0..=FURTHEST * STEPS)
        .map(|step| (-chance(step).ln() * UNIT) as i32)
        .collect()
});

impl Rank {
    fn of(share: f64) -> Self {
        Self {
            shift: (share.ln() * UNIT) as i32,
        }
    }

    /// The rank of a statistic in null standard deviations of 2²⁰, by the table of [`RARITY`].
    fn rank(&self, rarity: &[i32], z: i32) -> i32 {
        let z = z.unsigned_abs() as usize;
        let (step, rest) = (z / (UNIT as usize / STEPS), z % (UNIT as usize / STEPS));
        let Some([low, high]) = rarity.get(step..step + 2) else {
            return rarity[FURTHEST * STEPS] + self.shift;
        };
        let between = i64::from(high - low) * rest as i64 / (UNIT as i64 / STEPS as i64);
        low + between as i32 + self.shift
    }
}

/// Turns a family of statistics together, every cycle by one random number for all of them, and
/// counts how often chance does as well as the diary. Each has a share of the chance of a false
/// claim; only their proportions matter. It ends when each is hopeless, or none of `enough` rotations was
/// as extreme.
pub(super) fn chances(tables: &[&RotationTable], shares: &[f64], enough: u32) -> Chances {
    let rarity: &[i32] = &RARITY;
    let places = tables
        .iter()
        .flat_map(|table| table.cycles.iter().map(|cycle| cycle.place as usize + 1))
        .max()
        .unwrap_or(0);
    let ranks: Vec<Rank> = shares.iter().copied().map(Rank::of).collect();
    let observed: Vec<(i32, i32)> = tables
        .iter()
        .zip(&ranks)
        .map(|(table, ranks)| (table.observed.abs(), ranks.rank(rarity, table.observed)))
        .collect();
    let mut order: Vec<usize> = (0..tables.len()).collect();
    // The least extreme first: the maximum grows as it walks along.
    order.sort_by_key(|table| observed[*table].1);

    let batches = side_by_side(tables, places);
    let mut random: Vec<Turns> = vec![[0; ROUND]; places];
    let mut generator = Xoshiro256PlusPlus::seed_from_u64(seed(tables));
    let (mut alone, mut stepped) = (vec![0_u32; tables.len()], vec![0_u32; tables.len()]);
    let mut turned = vec![[0; ROUND]; tables.len()];
    let mut rotations = 0;
    let goes_on = |rotations: u32, stepped: &[u32]| {
        let open = |count: &u32| *count < HOPELESS && (*count > 0 || rotations < enough);
        rotations < ROTATIONS && stepped.iter().any(open)
    };
    while goes_on(rotations, &stepped) {
        for pair in random.as_flattened_mut().chunks_exact_mut(2) {
            let bits = generator.next_u64();
            (pair[0], pair[1]) = (bits as u32, (bits >> 32) as u32);
        }
        for batch in &batches {
            batch.turn(&random, &mut turned);
        }
        for (turned, table) in turned.iter_mut().zip(tables) {
            let slack = table.slack();
            turned.iter_mut().for_each(|sum| *sum = sum.abs() + slack);
        }
        for at in 0..ROUND {
            if !goes_on(rotations, &stepped) {
                break;
            }
            rotations += 1;
            let mut largest = i32::MIN;
            for table in &order {
                let (turned, (own, rank)) = (turned[*table][at], observed[*table]);
                largest = largest.max(ranks[*table].rank(rarity, turned));
                alone[*table] += u32::from(turned >= own);
                stepped[*table] += u32::from(largest >= rank);
            }
        }
    }
    // Hopeless, the rotations as extreme over all rotations; else the diary counts as one.
    let p = |count: &u32| match *count < HOPELESS {
        true => f64::from(count + 1) / f64::from(rotations + 1),
        false => f64::from(*count) / f64::from(rotations),
    };
    let alone = alone.iter().map(p).collect();
    let mut stepped: Vec<f64> = stepped.iter().map(p).collect();
    let mut worst: f64 = 0.0;
    for table in order.iter().rev() {
        worst = worst.max(stepped[*table]);
        stepped[*table] = worst;
    }
    let ranks = observed
        .iter()
        .map(|(_, rank)| f64::from(*rank) / UNIT)
        .collect();
    Chances {
        alone,
        stepped,
        ranks,
    }
}

/// A seed that hangs on the tabulated terms only: not on dates, names or the order of entries.
fn seed(tables: &[&RotationTable]) -> u64 {
    // FNV-1a.
    tables
        .iter()
        .flat_map(|table| &table.terms)
        .fold(0xcbf2_9ce4_8422_2325, |hash, term| {
            (hash ^ u64::from(*term as u32)).wrapping_mul(0x0100_0000_01b3)
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::rotation_table::{Terms, mean, variance};
    use super::*;

    fn table(cycles: &[&[f64]]) -> Option<RotationTable> {
        let mut terms = Terms::default();
        for (place, cycle) in cycles.iter().enumerate() {
            terms.push(place, cycle.iter().copied());
        }
        RotationTable::new(&terms)
    }

    /// Every rotation there is, instead of some at random.
    fn exact(cycles: &[&[f64]]) -> f64 {
        let centre: f64 = cycles.iter().map(|cycle| mean(cycle)).sum();
        let mut sums = vec![0.0];
        for cycle in cycles {
            let more = |sum: &f64| cycle.iter().map(|term| sum + term).collect::<Vec<_>>();
            sums = sums.iter().flat_map(more).collect();
        }
        // The diary's own comes first.
        let extreme = |sum: &&f64| (**sum - centre).abs() >= (sums[0] - centre).abs() - 1e-9;
        sums.iter().filter(extreme).count() as f64 / sums.len() as f64
    }

    #[test]
    fn chances_are_those_of_all_rotations() {
        let cycles: [&[f64]; 4] = [
            &[2.0, 0.5, -1.0, 0.0, 1.0, -0.5],
            &[1.5, -0.5, 0.0, 1.0, -2.0],
            &[1.0, 0.0, 2.0, -1.0, -1.5, 0.5, 0.0],
            &[2.5, -1.0, 0.5, 0.0],
        ];
        let table = table(&cycles).unwrap();
        let found = chances(&[&table], &[1.0], ROTATIONS);
        let p = exact(&cycles);
        assert!(p < 0.05);
        assert!(
            (found.alone[0] / p - 1.0).abs() < 0.3,
            "{} for {p}",
            found.alone[0]
        );
        assert_eq!(found.alone, found.stepped);
        let far = table.spread().powi(2) - cycles.iter().map(|c| variance(c)).sum::<f64>();
        assert!(far.abs() < 1e-9);
    }

    #[test]
    fn what_is_hopeless_ends_early_and_what_is_not_does_not() {
        let hopeless = table(&[&[0.0, 1.0, -1.0, 2.0, -2.0], &[0.0, 1.0, -1.0]]).unwrap();
        assert!(chances(&[&hopeless], &[1.0], ROTATIONS).alone[0] > 0.5);
        let cycle: &[f64] = &[9.0, 0.1, -0.1, 0.0, 0.2, -0.2, 0.1, 0.0, -0.1, 0.0, 0.1];
        let plain = table(&[cycle; 8]).unwrap();
        assert_eq!(
            chances(&[&plain], &[1.0], ROTATIONS).alone[0],
            1.0 / 10_000.0
        );
    }

    #[test]
    fn a_family_asks_more_of_its_most_extreme_and_keeps_its_order() {
        let strong = table(&[&[3.0, 0.0, -1.0, 1.0, -1.0, 0.5], &[2.0, 0.0, 1.0, -1.0]]).unwrap();
        let weak = table(&[&[0.5, 1.0, -1.0, 2.0, 0.0, -2.0], &[0.0, 1.0, -1.0, 0.5]]).unwrap();
        let family = chances(&[&weak, &strong], &[0.5, 0.5], ROTATIONS);
        assert!(family.stepped[1] >= family.alone[1]);
        assert!(family.stepped[0] >= family.stepped[1]);
    }

    #[test]
    fn the_larger_share_is_found_sooner() {
        let cycle: &[f64] = &[2.0, 0.5, -1.0, 0.0, 1.0, -0.5, 0.3, -1.5];
        let one = table(&[cycle; 3]).unwrap();
        let cycle: &[f64] = &[1.9, -0.6, 1.1, 0.0, -1.0, 0.5, -0.3, -1.6];
        let other = table(&[cycle; 3]).unwrap();
        let first = chances(&[&one, &other], &[0.9, 0.1], ROTATIONS);
        let second = chances(&[&one, &other], &[0.1, 0.9], ROTATIONS);
        assert!(first.ranks[0] > first.ranks[1] && second.ranks[0] < second.ranks[1]);
        assert!(first.stepped[0] <= first.stepped[1]);
        assert!(second.stepped[0] >= second.stepped[1]);
        assert!(first.alone[0] > 0.0 && first.alone[0] <= first.stepped[0]);
        assert_eq!(first.alone.len(), 2);
    }

    proptest! {
        /// What is further from the middle ranks no lower, and a share moves all alike.
        #[test]
        fn ranks_grow_with_z(z in 0_i32..20 << 20, more in 0_i32..1 << 20, share in 0.01_f64..1.0) {
            let rank = Rank::of(share);
            prop_assert!(rank.rank(&RARITY, z + more) >= rank.rank(&RARITY, z));
            prop_assert_eq!(rank.rank(&RARITY, -z), rank.rank(&RARITY, z));
            let exact = share.ln() - libm::erfc(f64::from(z) / UNIT / std::f64::consts::SQRT_2).ln();
            if f64::from(z) < 10.0 * UNIT {
                prop_assert!((f64::from(rank.rank(&RARITY, z)) / UNIT - exact).abs() < 0.01);
            }
        }
    }

    #[test]
    fn nothing_that_changes_is_no_statistic() {
        assert!(table(&[]).is_none());
        assert!(table(&[&[], &[1.0]]).is_none());
        assert!(table(&[&[2.0, 2.0, 2.0]]).is_none());
        assert_eq!(
            chances(&[], &[], ROTATIONS),
            Chances {
                alone: vec![],
                stepped: vec![],
                ranks: vec![]
            }
        );
    }
}
