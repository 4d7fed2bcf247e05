//! Simulated women, and how well their next periods are foretold.

use chrono::{Days, NaiveDate};
use twinge::cycle::{Bleeding, Cycles, DaySigns, Settings, Signs, Test};

/// A small deterministic generator (xorshift64*), so that every run sees the same women.
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// Evenly from 0 to 1.
    pub(crate) fn even(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Normally, with mean 0 and standard deviation 1 (Box and Muller).
    pub(crate) fn normal(&mut self) -> f64 {
        let radius = (-2.0 * self.even().max(1e-300).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.even()).cos()
    }
}

/// Women whose own mean lengths differ with an SD of 2.7 days about 29.
#[derive(Clone, Copy)]
pub(crate) struct Population {
    pub name: &'static str,
    /// The SD of the usual cycles about the own mean, in days.
    pub usual: f64,
    /// The share of long cycles, and from how many to how many days longer they are.
    pub long: (f64, f64, f64),
}

/// The SD of all cycles about the own mean is 2.8, the few long ones within it.
pub(crate) const FEW_LONG: Population = Population {
    name: "within-person SD 2.8, the few long cycles (3 %, 4 to 12 days) within it",
    usual: 2.41,
    long: (0.03, 4.0, 12.0),
};
/// The SD of the usual cycles is 2.8, the few long ones come on top.
pub(crate) const MORE_LONG: Population = Population {
    name: "within-person SD 2.8, and few long cycles (3 %, 5 to 20 days) on top",
    usual: 2.8,
    long: (0.03, 5.0, 20.0),
};
/// No long cycles at all.
pub(crate) const NONE_LONG: Population = Population {
    name: "within-person SD 2.8, no long cycles",
    usual: 2.8,
    long: (0.0, 0.0, 0.0),
};

pub(crate) struct Woman {
    pub lengths: Vec<u64>,
    /// From each start to the ovulation in that cycle.
    pub ovulations: Vec<u64>,
}

impl Woman {
    pub(crate) fn draw(draw: &mut Draw, population: Population, cycles: usize) -> Self {
        let mean = 29.0 + 2.7 * draw.normal();
        let luteal_mean = 13.1 + 2.09f64.sqrt() * draw.normal();
        let (share, least, most) = population.long;
        let mut woman = Self {
            lengths: vec![],
            ovulations: vec![],
        };
        for _ in 0..cycles {
            let extra = if draw.even() < share {
                least + (most - least) * draw.even()
            } else {
                0.0
            };
            let length =
                mean - share * (least + most) / 2.0 + population.usual * draw.normal() + extra;
            let length = length.round().clamp(15.0, 90.0);
            let luteal = luteal_mean + 2.07f64.sqrt() * draw.normal();
            let luteal = luteal.round().clamp(7.0, length - 6.0);
            woman.lengths.push(length as u64);
            woman.ovulations.push((length - luteal) as u64);
        }
        woman
    }

    /// Her diary with nothing but the first days of her periods.
    pub(crate) fn signs(&self) -> Signs {
        let starts = self.starts();
        starts
            .iter()
            .map(|start| DaySigns {
                bleeding: Some(Bleeding::Medium),
                ..DaySigns::empty(*start)
            })
            .collect()
    }

    /// She tests in her first six cycles; in the later ones only the next period tells.
    fn look_back(&self, scores: &mut [Score; 2]) {
        let starts = self.starts();
        let mut signs = self.signs();
        for (start, ovulation) in starts.iter().zip(&self.ovulations).take(6) {
            signs.set(DaySigns {
                lh: Some(Test::Positive),
                ..DaySigns::empty(*start + Days::new(ovulation - 1))
            });
        }
        let end = starts[starts.len() - 1];
        let cycles = Cycles::evaluate(&signs, Settings::default(), end);
        let ends = starts.iter().zip(&self.ovulations).zip(&starts[1..]);
        for ((start, ovulation), next) in ends.skip(6) {
            let truth = *start + Days::new(*ovulation);
            let found = cycles.at(*start).and_then(|cycle| cycle.ovulation.as_ref());
            if let Some(found) = found {
                scores[0].add((found.best() - truth).num_days() as f64);
                scores[1].add((*next - Days::new(14) - truth).num_days() as f64);
            }
        }
    }

    /// The first days of her cycles, and that of the one after.
    pub(crate) fn starts(&self) -> Vec<NaiveDate> {
        let first = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap();
        let mut starts = vec![first];
        for length in &self.lengths {
            starts.push(starts[starts.len() - 1] + Days::new(*length));
        }
        starts
    }
}

/// How well one way of foretelling did.
#[derive(Clone, Copy, Default)]
pub(crate) struct Score {
    pub n: f64,
    absolute: f64,
    within: [f64; 2],
    covered: f64,
    width: f64,
}

impl Score {
    pub(crate) fn add(&mut self, error: f64) {
        self.n += 1.0;
        self.absolute += error.abs();
        for (days, within) in [1.0, 2.0].into_iter().zip(&mut self.within) {
            *within += f64::from(u8::from(error.abs() <= days));
        }
    }

    pub(crate) fn add_range(&mut self, covered: bool, width: f64) {
        self.covered += f64::from(u8::from(covered));
        self.width += width;
    }

    /// Mean absolute error, in days.
    pub(crate) fn mae(&self) -> f64 {
        self.absolute / self.n
    }

    /// Share within one day.
    pub(crate) fn within_one(&self) -> f64 {
        self.within[0] / self.n
    }

    /// Share within two days.
    pub(crate) fn within_two(&self) -> f64 {
        self.within[1] / self.n
    }

    /// Share of ranges that held the day.
    pub(crate) fn coverage(&self) -> f64 {
        self.covered / self.n
    }

    /// Mean width of the ranges, in days.
    pub(crate) fn width(&self) -> f64 {
        self.width / self.n
    }
}

pub(crate) const WAYS: [&str; 4] = ["twinge", "mean of all", "median", "fixed 28"];
pub(crate) const GROUPS: [&str; 5] = ["1", "2", "3-5", "6 or more", "all"];

pub(crate) struct Report {
    /// By way, and by how many earlier cycles there were.
    pub scores: [[Score; 5]; 4],
    /// Of the cycles that reached day 35: as foretold on the first day, and on day 35.
    pub late: [Score; 2],
    /// Two and three periods ahead.
    pub ahead: [Score; 2],
    /// The ovulation before a known period: by the own luteal length, and fourteen days back.
    pub ovulation: [Score; 2],
}

pub(crate) fn report(population: Population, women: usize, cycles: usize) -> Report {
    let mut draw = Draw::new(2_026);
    let mut report = Report {
        scores: Default::default(),
        late: Default::default(),
        ahead: Default::default(),
        ovulation: Default::default(),
    };
    for _ in 0..women {
        let woman = Woman::draw(&mut draw, population, cycles);
        let (signs, starts) = (woman.signs(), woman.starts());
        woman.look_back(&mut report.ovulation);
        for n in 1..cycles {
            let earlier: Vec<f64> = woman.lengths[..n].iter().map(|l| *l as f64).collect();
            let truth = starts[n + 1];
            let seen = Cycles::evaluate(&signs, Settings::default(), starts[n]);
            let forecast = seen.forecast().unwrap();
            let ours = &forecast.next[0];
            let error = |date: NaiveDate| (date - truth).num_days() as f64;
            let length = woman.lengths[n] as f64;

            let mean = earlier.iter().sum::<f64>() / n as f64;
            let mut sorted = earlier.clone();
            sorted.sort_by(f64::total_cmp);
            let median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2.0;
            let errors = [
                error(ours.best),
                mean.round() - length,
                median.round() - length,
                28.0 - length,
            ];
            let group = match n {
                1 => 0,
                2 => 1,
                3..=5 => 2,
                _ => 3,
            };
            for (way, error) in errors.into_iter().enumerate() {
                report.scores[way][group].add(error);
                report.scores[way][4].add(error);
            }
            let width = (ours.high - ours.low).num_days() as f64 + 1.0;
            let covered = (ours.low..=ours.high).contains(&truth);
            report.scores[0][group].add_range(covered, width);
            report.scores[0][4].add_range(covered, width);

            for ahead in 1..=2 {
                if let Some(truth) = starts.get(n + 1 + ahead) {
                    let next = &forecast.next[ahead];
                    let score = &mut report.ahead[ahead - 1];
                    score.add((next.best - *truth).num_days() as f64);
                    let covered = (next.low..=next.high).contains(truth);
                    score.add_range(covered, (next.high - next.low).num_days() as f64 + 1.0);
                }
            }

            if n >= 3 && length >= 35.0 {
                let day_35 = starts[n] + Days::new(34);
                let seen = Cycles::evaluate(&signs, Settings::default(), day_35);
                let late = &seen.forecast().unwrap().next[0];
                report.late[0].add(error(ours.best));
                report.late[1].add(error(late.best));
                let covered = (late.low..=late.high).contains(&truth);
                report.late[1].add_range(covered, (late.high - late.low).num_days() as f64 + 1.0);
            }
        }
    }
    report
}
