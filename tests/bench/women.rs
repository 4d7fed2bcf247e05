//! Simulated women, and how well their next periods are foretold.

use chrono::{Days, NaiveDate};
use twinge::cycle::{Bleeding, Cycles, DaySigns, Expected, Settings, Signs, Test};

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

/// Women and how their cycles vary.
#[derive(Clone, Copy)]
pub(crate) struct Population {
    pub name: &'static str,
    /// The mean of the women's own mean lengths and its SD, in days.
    own: (f64, f64),
    /// The SD of the usual cycles about the own mean, in days: that of the steadiest, and how much
    /// more that of the least steady is.
    usual: (f64, f64),
    /// The share of long cycles, and from how many to how many days longer they are.
    long: (f64, f64, f64),
    /// Whether lengths vary by a factor, as logarithms of a normal draw, instead of by days.
    factor: bool,
}

const STEADY: Population = Population {
    name: "",
    own: (29.0, 2.7),
    usual: (2.8, 0.0),
    long: (0.0, 0.0, 0.0),
    factor: false,
};
/// The SD of all cycles about the own mean is 2.8, the few long ones within it.
pub(crate) const FEW_LONG: Population = Population {
    name: "within-person SD 2.8, the few long cycles (3 %, 4 to 12 days) within it",
    usual: (2.41, 0.0),
    long: (0.03, 4.0, 12.0),
    ..STEADY
};
/// The SD of the usual cycles is 2.8, the few long ones come on top.
pub(crate) const MORE_LONG: Population = Population {
    name: "within-person SD 2.8, and few long cycles (3 %, 5 to 20 days) on top",
    long: (0.03, 5.0, 20.0),
    ..STEADY
};
/// No long cycles at all.
pub(crate) const NONE_LONG: Population = Population {
    name: "within-person SD 2.8, no long cycles",
    ..STEADY
};
/// Long cycles of their own.
pub(crate) const LONG: Population = Population {
    name: "own means of 35 days, within-person SD 3.5, long cycles (6 %, 5 to 25 days) on top",
    own: (35.0, 3.0),
    usual: (3.5, 0.0),
    long: (0.06, 5.0, 25.0),
    ..STEADY
};
/// Cycles that truly vary.
pub(crate) const UNEVEN: Population = Population {
    name: "within-person SD 5 to 9, long cycles (5 %, 5 to 25 days) on top",
    own: (32.0, 3.0),
    usual: (5.0, 4.0),
    long: (0.05, 5.0, 25.0),
    ..STEADY
};
/// No constant was chosen by it: lengths are log-normal, and women differ in how steady they are.
pub(crate) const LOG_NORMAL: Population = Population {
    name: "not tuned on: log-normal lengths, within-person SD 1.5 to 3.5 days",
    usual: (1.5, 2.0),
    factor: true,
    ..STEADY
};
/// Nor by it: log-normal lengths of steady and very unsteady women, with more long ones.
pub(crate) const MIXED: Population = Population {
    name: "not tuned on: log-normal lengths, within-person SD 1.5 to 5.5, long cycles (6 %, 3 to 18 days)",
    own: (29.0, 3.0),
    usual: (1.5, 4.0),
    long: (0.06, 3.0, 18.0),
    factor: true,
};

pub(crate) struct Woman {
    pub lengths: Vec<u64>,
    /// From each start to the ovulation in that cycle.
    pub ovulations: Vec<u64>,
}

impl Woman {
    pub(crate) fn draw(draw: &mut Draw, population: Population, cycles: usize) -> Self {
        let mean = population.own.0 + population.own.1 * draw.normal();
        let sd = match population.usual {
            (sd, 0.0) => sd,
            (least, more) => least + more * draw.even(),
        };
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
            let usual = mean - share * (least + most) / 2.0;
            let length = match population.factor {
                true => usual * (sd / usual * draw.normal()).exp() + extra,
                false => usual + sd * draw.normal() + extra,
            };
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
    said: f64,
    width: f64,
    log: f64,
}

impl Score {
    pub(crate) fn add(&mut self, error: f64) {
        self.n += 1.0;
        self.absolute += error.abs();
        for (days, within) in [1.0, 2.0].into_iter().zip(&mut self.within) {
            *within += f64::from(u8::from(error.abs() <= days));
        }
    }

    /// Takes in a forecast of the day that came.
    fn add_expected(&mut self, expected: &Expected, truth: NaiveDate) {
        self.add((expected.best - truth).num_days() as f64);
        let width = (expected.high - expected.low).num_days() as f64 + 1.0;
        self.covered += f64::from(u8::from((expected.low..=expected.high).contains(&truth)));
        self.said += expected.days.within(expected.low, expected.high);
        self.width += width;
        self.log += expected.days.at(truth).max(1e-9).ln();
    }

    /// Takes in what another saw.
    fn take_in(&mut self, other: &Self) {
        self.n += other.n;
        self.absolute += other.absolute;
        for (sum, more) in self.within.iter_mut().zip(other.within) {
            *sum += more;
        }
        self.covered += other.covered;
        self.said += other.said;
        self.width += other.width;
        self.log += other.log;
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

    /// Share of ranges that were to hold it, by the probabilities of their own days.
    pub(crate) fn said(&self) -> f64 {
        self.said / self.n
    }

    /// Mean logarithm of the probability that the day had.
    pub(crate) fn log(&self) -> f64 {
        self.log / self.n
    }

    /// Mean width of the ranges, in days.
    pub(crate) fn width(&self) -> f64 {
        self.width / self.n
    }
}

pub(crate) const WAYS: [&str; 4] = ["twinge", "mean of all", "median", "fixed 28"];
pub(crate) const GROUPS: [&str; 5] = ["1", "2", "3-5", "6 or more", "all"];

/// How late it is, in cycle days, when a period that has not begun is foretold once more.
pub(crate) const OPEN: [u64; 3] = [28, 32, 35];
/// The own SD, in days, from which somebody's cycles are uneven.
const UNEVEN_SD: f64 = 5.0;

/// What is seen in one woman, or in many.
#[derive(Clone, Default)]
pub(crate) struct Report {
    /// By way, and by how many earlier cycles there were.
    pub scores: [[Score; 5]; 4],
    /// Of the cycles that reached day 35: as foretold on the first day.
    pub late: Score,
    /// Of the cycles still open on a day: as foretold on it.
    pub open: [Score; 3],
    /// Where the own earlier cycles, three or more, vary by an SD of 5 days or more.
    pub uneven: Score,
    /// Two and three periods ahead.
    pub ahead: [Score; 2],
    /// The ovulation before a known period: by the own luteal length, and fourteen days back.
    pub ovulation: [Score; 2],
    /// Of cycles that really were: all, and those that do not count.
    pub gaps: [f64; 2],
}

impl Report {
    fn all(&mut self) -> impl Iterator<Item = &mut Score> {
        let scores = self.scores.iter_mut().flatten();
        let open = self.open.iter_mut().chain(&mut self.ahead);
        let others = [&mut self.late, &mut self.uneven];
        scores.chain(open).chain(&mut self.ovulation).chain(others)
    }

    /// What is seen in some women together.
    pub(crate) fn of<'a>(women: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut sum = Self::default();
        for woman in women {
            let mut woman = woman.clone();
            for (score, more) in sum.all().zip(woman.all()) {
                score.take_in(more);
            }
            for (sum, more) in sum.gaps.iter_mut().zip(woman.gaps) {
                *sum += more;
            }
        }
        sum
    }
}

/// The 95 % interval of a figure: a bootstrap over women.
pub(crate) fn interval<T>(women: &[T], figure: impl Fn(&[&T]) -> f64) -> (f64, f64) {
    const TIMES: usize = 200;
    let mut draw = Draw::new(7);
    let mut drawn: Vec<f64> = (0..TIMES)
        .map(|_| {
            let any = || &women[(draw.even() * women.len() as f64) as usize];
            let sample: Vec<&T> = std::iter::repeat_with(any).take(women.len()).collect();
            figure(&sample)
        })
        .filter(|figure| figure.is_finite())
        .collect();
    drawn.sort_by(f64::total_cmp);
    let at = |share: f64| drawn[(share * (drawn.len() - 1) as f64).round() as usize];
    (at(0.025), at(0.975))
}

fn sd(lengths: &[f64]) -> f64 {
    let n = lengths.len() as f64;
    let mean = lengths.iter().sum::<f64>() / n;
    (lengths.iter().map(|l| (l - mean).powi(2)).sum::<f64>() / (n - 1.0)).sqrt()
}

fn median(lengths: &[f64]) -> f64 {
    let mut sorted = lengths.to_vec();
    sorted.sort_by(f64::total_cmp);
    (sorted[(sorted.len() - 1) / 2] + sorted[sorted.len() / 2]) / 2.0
}

/// What is seen in each of some women, who are foretold every cycle but the first.
pub(crate) fn reports(population: Population, women: usize, cycles: usize) -> Vec<Report> {
    let mut draw = Draw::new(2_026);
    let one = |_| one(&Woman::draw(&mut draw, population, cycles));
    (0..women).map(one).collect()
}

fn one(woman: &Woman) -> Report {
    let mut report = Report::default();
    let (signs, starts) = (woman.signs(), woman.starts());
    woman.look_back(&mut report.ovulation);
    let lengths: Vec<f64> = woman.lengths.iter().map(|l| *l as f64).collect();
    let cycles = lengths.len();
    let all = Cycles::evaluate(&signs, Settings::default(), starts[cycles]);
    let left_out = all.cycles().iter().filter(|cycle| cycle.excluded.is_some());
    report.gaps = [cycles as f64, left_out.count() as f64];
    for n in 1..cycles {
        let (earlier, length) = (&lengths[..n], lengths[n]);
        let truth = starts[n + 1];
        let seen = Cycles::evaluate(&signs, Settings::default(), starts[n]);
        let Ok(forecast) = seen.forecast() else {
            continue;
        };
        let ours = &forecast.next[0];
        let mean = earlier.iter().sum::<f64>() / n as f64;
        let group = match n {
            1 => 0,
            2 => 1,
            3..=5 => 2,
            _ => 3,
        };
        for group in [group, 4] {
            let [mine, others @ ..] = &mut report.scores;
            mine[group].add_expected(ours, truth);
            let foretold = [mean.round(), median(earlier).round(), 28.0];
            for (other, foretold) in others.iter_mut().zip(foretold) {
                other[group].add(foretold - length);
            }
        }
        for (ahead, score) in (1..).zip(&mut report.ahead) {
            if let Some(truth) = starts.get(n + 1 + ahead) {
                score.add_expected(&forecast.next[ahead], *truth);
            }
        }
        if n < 3 {
            continue;
        }
        if sd(earlier) >= UNEVEN_SD {
            report.uneven.add_expected(ours, truth);
        }
        for (day, score) in OPEN.iter().zip(&mut report.open) {
            let today = starts[n] + Days::new(day - 1);
            if truth <= today {
                continue;
            }
            // She says that it has not begun, so that no share of the forecast lies on the day itself.
            let mut signs = signs.clone();
            signs.set(DaySigns {
                bleeding: Some(Bleeding::None),
                ..DaySigns::empty(today)
            });
            let seen = Cycles::evaluate(&signs, Settings::default(), today);
            if let Ok(forecast) = seen.forecast() {
                score.add_expected(&forecast.next[0], truth);
            }
        }
        if length >= 35.0 {
            report.late.add_expected(ours, truth);
        }
    }
    report
}
