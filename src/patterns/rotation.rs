//! Rotation tests: how often would chance alone give a difference as large as this?
//!
//! Daily pain is like the pain of the day before, so shuffling days would destroy what makes chance
//! look like a pattern. Turning a whole stretch of days against the phases or events beside it
//! keeps it: each cycle is turned by a random number of days of its own, as a wheel is.
//! (Bulté & Onghena, Behavior Research Methods 2008: randomisation tests for single cases.)
//!
//! What makes 9,999 rotations cheap: every statistic here is a *sum over cycles of a term that
//! depends on that cycle's rotation only*. So each cycle's term is tabulated once for each of its
//! 20 to 40 rotations (a phase by prefix sums over whole scores, an event by summing residuals),
//! and a random rotation of the diary is one look-up and one addition of whole numbers a cycle.
//! The mean and spread over all rotations need no random numbers at all: they are sums of the
//! tables' means and variances. And a hopeless question ends after a few hundred rotations.

use std::ops::Range;

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

/// How many random rotations a question gets at most (B).
pub(super) const ROTATIONS: u32 = 9_999;

/// A question ends once this many rotations were as extreme as the diary: its p-value is then known
/// to a seventh of itself, and is no small one (Besag & Clifford, Biometrika 1991).
const HOPELESS: u32 = 50;

/// One null standard deviation in the whole numbers of the tables.
const UNIT: f64 = (1 << 20) as f64;

/// A cycle, or stretch of days, that takes part in a statistic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Wheel {
    /// Which of the jointly drawn random numbers turns it.
    place: u32,
    /// Where its terms begin.
    start: u32,
    /// In how many ways it can be turned.
    turns: u32,
}

impl Wheel {
    fn terms(self) -> Range<usize> {
        self.start as usize..self.start as usize + self.turns as usize
    }
}

/// A statistic, tabulated: for each cycle its term at each rotation, the diary's own first.
#[derive(Debug, Clone, Default)]
pub(super) struct Terms {
    wheels: Vec<Wheel>,
    values: Vec<f64>,
}

impl Terms {
    /// Adds the terms of a cycle, in points, by its place among all cycles.
    pub fn push(&mut self, place: usize, terms: impl Iterator<Item = f64>) {
        let start = self.values.len();
        self.values.extend(terms);
        let turns = self.values.len() - start;
        if turns > 0 {
            self.wheels.push(Wheel {
                place: place as u32,
                start: start as u32,
                turns: turns as u32,
            });
        }
    }

    fn of(&self, wheel: &Wheel) -> &[f64] {
        &self.values[wheel.terms()]
    }
}

/// A statistic in whole numbers: terms are centred on their cycle's mean and scaled so that one
/// null standard deviation of the sum is 2²⁰. So statistics of one family compare as they stand.
#[derive(Debug, Clone)]
pub(super) struct Lane {
    wheels: Vec<Wheel>,
    terms: Vec<i32>,
    /// The statistic of the diary as it is.
    observed: i32,
    /// The standard deviation of the sum over all rotations, in points.
    spread: f64,
}

impl Lane {
    /// `None` when no rotation changes anything.
    pub fn new(terms: &Terms) -> Option<Self> {
        let of_each = || terms.wheels.iter().map(|wheel| terms.of(wheel));
        let spread = of_each().map(variance).sum::<f64>().sqrt();
        // Scores are whole: whatever is smaller than this is rounding.
        if spread < 1e-6 {
            return None;
        }
        let mut whole = Vec::with_capacity(terms.values.len());
        let mut observed = 0;
        for terms in of_each() {
            let (mean, own) = (mean(terms), whole.len());
            whole.extend(
                terms
                    .iter()
                    .map(|term| ((term - mean) / spread * UNIT).round() as i32),
            );
            observed += whole[own];
        }
        Some(Self {
            wheels: terms.wheels.clone(),
            terms: whole,
            observed,
            spread,
        })
    }

    /// The standard deviation of the sum of terms over all rotations, in points.
    pub fn spread(&self) -> f64 {
        self.spread
    }

    /// What rounding can take from a sum of terms.
    fn slack(&self) -> i32 {
        self.wheels.len() as i32
    }
}

/// How many lanes lie side by side: four sums are one addition for the processor.
const ABREAST: usize = 4;

/// Lanes whose cycles turn in equally many ways, side by side: one look-up a cycle for all.
#[derive(Debug, Default)]
struct Road {
    lanes: Vec<usize>,
    wheels: Vec<Wheel>,
    rows: Vec<[i32; ABREAST]>,
}

impl Road {
    /// Puts lanes side by side as far as their cycles allow.
    fn all(lanes: &[&Lane]) -> Vec<Self> {
        let mut roads: Vec<Self> = Vec::new();
        for (at, lane) in lanes.iter().enumerate() {
            let fits = |road: &&mut Self| road.lanes.len() < ABREAST && road.fits(lane);
            match roads.iter_mut().find(fits) {
                Some(road) => road.add(at, lane),
                None => {
                    let mut road = Self::default();
                    road.add(at, lane);
                    roads.push(road);
                }
            }
        }
        roads
    }

    /// Where the wheel of a place is, or would be: they are in order.
    fn find(&self, place: u32) -> Result<usize, usize> {
        self.wheels
            .binary_search_by_key(&place, |wheel| wheel.place)
    }

    fn fits(&self, lane: &Lane) -> bool {
        let same = |wheel: &Wheel| match self.find(wheel.place) {
            Ok(at) => self.wheels[at].turns == wheel.turns,
            Err(_) => true,
        };
        lane.wheels.iter().all(same)
    }

    /// A cycle that does not count in a lane adds nothing to it.
    fn add(&mut self, at: usize, lane: &Lane) {
        let column = self.lanes.len();
        self.lanes.push(at);
        for wheel in &lane.wheels {
            let start = match self.find(wheel.place) {
                Ok(at) => self.wheels[at].start as usize,
                Err(at) => {
                    let start = self.rows.len();
                    self.rows.resize(start + wheel.turns as usize, [0; ABREAST]);
                    self.wheels.insert(
                        at,
                        Wheel {
                            start: start as u32,
                            ..*wheel
                        },
                    );
                    start
                }
            };
            let terms = &lane.terms[wheel.terms()];
            for (row, term) in self.rows[start..].iter_mut().zip(terms) {
                row[column] = *term;
            }
        }
    }

    /// The statistics at the rotation that some random numbers stand for.
    fn turned(&self, random: &[u32]) -> [i32; ABREAST] {
        let mut sums = [0; ABREAST];
        for wheel in &self.wheels {
            // The high half of the product: a fair place among the turns without a division.
            let turn = (u64::from(random[wheel.place as usize]) * u64::from(wheel.turns)) >> 32;
            let row = &self.rows[wheel.start as usize + turn as usize];
            for (sum, term) in sums.iter_mut().zip(row) {
                *sum += term;
            }
        }
        sums
    }
}

fn mean(terms: &[f64]) -> f64 {
    terms.iter().sum::<f64>() / terms.len().max(1) as f64
}

/// The variance of a term over all rotations.
pub(super) fn variance(terms: &[f64]) -> f64 {
    let mean = mean(terms);
    terms.iter().map(|term| (term - mean).powi(2)).sum::<f64>() / terms.len().max(1) as f64
}

/// The p-values of a family of statistics that were turned together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chances {
    /// The chance of each statistic by itself.
    pub alone: Vec<f64>,
    /// The chance of each in the family: by the largest |z| of those that remain, step by step
    /// down from the most extreme (Westfall & Young 1993), which holds the chance of any false
    /// claim in the family.
    pub stepped: Vec<f64>,
}

/// Turns a family of statistics together, every cycle by one random number for all of them, and
/// counts how often chance does as well as the diary.
pub(super) fn chances(lanes: &[&Lane]) -> Chances {
    let places = lanes
        .iter()
        .flat_map(|lane| lane.wheels.iter().map(|wheel| wheel.place as usize + 1))
        .max()
        .unwrap_or(0);
    let mut order: Vec<usize> = (0..lanes.len()).collect();
    // The least extreme first: the maximum grows as it walks along.
    order.sort_by_key(|lane| lanes[*lane].observed.abs());

    let roads = Road::all(lanes);
    let mut turned = vec![0; lanes.len()];
    let mut random = vec![0_u32; places + places % 2];
    let mut generator = Xoshiro256PlusPlus::seed_from_u64(seed(lanes));
    let (mut alone, mut stepped) = (vec![0_u32; lanes.len()], vec![0_u32; lanes.len()]);
    let mut rotations = 0;
    while rotations < ROTATIONS && stepped.iter().any(|count| *count < HOPELESS) {
        rotations += 1;
        for pair in random.chunks_exact_mut(2) {
            let bits = generator.next_u64();
            (pair[0], pair[1]) = (bits as u32, (bits >> 32) as u32);
        }
        for road in &roads {
            for (lane, sum) in road.lanes.iter().zip(road.turned(&random)) {
                turned[*lane] = sum.abs() + lanes[*lane].slack();
            }
        }
        let mut largest = 0;
        for lane in &order {
            let turned = turned[*lane];
            largest = largest.max(turned);
            let observed = lanes[*lane].observed.abs();
            alone[*lane] += u32::from(turned >= observed);
            stepped[*lane] += u32::from(largest >= observed);
        }
    }
    // Stopped early, the rotations as extreme over all rotations; else the diary counts as one.
    let p = |count: &u32| match rotations {
        ROTATIONS => f64::from(count + 1) / f64::from(ROTATIONS + 1),
        _ => f64::from(*count) / f64::from(rotations.max(1)),
    };
    let alone = alone.iter().map(p).collect();
    let mut stepped: Vec<f64> = stepped.iter().map(p).collect();
    let mut worst: f64 = 0.0;
    for lane in order.iter().rev() {
        worst = worst.max(stepped[*lane]);
        stepped[*lane] = worst;
    }
    Chances { alone, stepped }
}

/// A seed that hangs on the tabulated terms only: not on dates, names or the order of entries.
fn seed(lanes: &[&Lane]) -> u64 {
    // FNV-1a.
    lanes
        .iter()
        .flat_map(|lane| &lane.terms)
        .fold(0xcbf2_9ce4_8422_2325, |hash, term| {
            (hash ^ u64::from(*term as u32)).wrapping_mul(0x0100_0000_01b3)
        })
}
