//! Days as somebody might live them: a cycle, pain that follows it a little, an illness, journeys.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::rng::Rng;
use super::script::{Scene, Script};

/// About fourteen months.
const DAYS: u64 = 425;

/// What the first days of a period add to the pain.
const PERIOD_PAIN: [f64; 5] = [4.2, 3.8, 2.6, 1.6, 0.8];

/// What the days of a flare add to the pain.
const FLARE_PAIN: [f64; 9] = [6.8, 5.6, 4.4, 3.2, 2.4, 1.8, 1.2, 0.7, 0.3];

/// Days before today on which a flare begins.
const FLARES: [i64; 2] = [298, 66];

/// Days before today on which the illness begins.
const ILLNESS: i64 = 189;

/// First and last day of journeys, in days before today.
const JOURNEYS: [(i64, i64); 2] = [(247, 239), (123, 117)];

/// How strongly a day's pain carries over to the next.
const CARRIED: f64 = 0.6;

/// A day as it was, whether anything of it is written down or not.
pub(super) struct SimulatedDay {
    pub date: NaiveDate,
    /// The day of the cycle, from 1.
    pub cycle_day: i64,
    /// Days since ovulation; below 0 before it.
    pub since_ovulation: i64,
    /// Days until the next period.
    pub to_period: i64,
    /// The bleeding, as it is typed.
    pub bleeding: Option<&'static str>,
    pub signs: Signs,
    /// The worst pain, 0–10.
    pub pain: u8,
    /// Which day of a flare it is, from 0.
    pub flare: Option<usize>,
    /// Which day of the illness it is, from 0.
    pub ill: Option<usize>,
    pub journey: Option<Journey>,
    pub exertion: Option<&'static Scene>,
}

/// Which day of a journey it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Journey {
    Away,
    FirstOrLast,
}

/// How well the signs of a cycle are kept.
#[derive(Clone, Copy)]
pub(super) struct Signs {
    /// How likely the temperature is taken.
    pub temperature: f64,
    pub mucus: bool,
    pub lh: bool,
}

impl SimulatedDay {
    pub(super) fn weekend(&self) -> bool {
        matches!(self.date.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// Whether a period is to come within a week.
    pub(super) fn late(&self) -> bool {
        (1..=7).contains(&self.to_period)
    }
}

struct Cycle {
    length: i64,
    ovulation: i64,
    menses: &'static [String],
    /// How bad its period is, about 1.
    severity: f64,
    signs: Signs,
}

/// Lives the days up to today.
pub(super) fn live(script: &'static Script, today: NaiveDate, rng: &mut Rng) -> Vec<SimulatedDay> {
    let (first, cycles) = cycles(script, today, rng);
    let mut days = Vec::new();
    let mut date = first;
    let (mut carried, mut strain) = (0.0, 0.0);
    for cycle in &cycles {
        for cycle_day in 1..=cycle.length {
            let ago = (today - date).num_days();
            if ago < 0 {
                return days;
            }
            let flare = FLARES
                .iter()
                .filter_map(|start| usize::try_from(start - ago).ok())
                .find(|day| *day < FLARE_PAIN.len());
            let ill = usize::try_from(ILLNESS - ago)
                .ok()
                .filter(|day| *day < script.illness.len());
            let journey = JOURNEYS.iter().find_map(|(start, end)| match ago {
                _ if ago == *start || ago == *end => Some(Journey::FirstOrLast),
                _ if (*end..*start).contains(&ago) => Some(Journey::Away),
                _ => None,
            });

            let at = usize::try_from(cycle_day - 1).unwrap_or(0);
            let period = PERIOD_PAIN
                .get(at)
                .map_or(0.0, |pain| pain * cycle.severity);
            let late = if cycle.length - cycle_day < 4 {
                0.5
            } else {
                0.0
            };
            carried = CARRIED * carried + rng.normal(0.0, 1.1);
            let pain = 1.2
                + carried
                + period
                + late
                + strain
                + flare.and_then(|day| FLARE_PAIN.get(day)).unwrap_or(&0.0)
                + ill.map_or(0.0, |_| 0.8);
            // Today hurts a little, so that there is something to ask the guide about.
            let least = if ago == 0 { 3.0 } else { 0.0 };
            let pain = pain.round().clamp(least, 9.0) as u8;

            let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
            let likely = if weekend { 0.22 } else { 0.08 };
            let fit = pain < 6 && ill.is_none() && journey.is_none() && ago > 0;
            let exertion = (fit && rng.chance(likely))
                .then(|| rng.weigh(&script.exertion, |scene| scene.weight))
                .flatten();
            strain = exertion.map_or(0.0, |scene| scene.strains);

            days.push(SimulatedDay {
                date,
                cycle_day,
                since_ovulation: cycle_day - cycle.ovulation,
                to_period: cycle.length - cycle_day + 1,
                bleeding: cycle.menses.get(at).map(String::as_str),
                signs: cycle.signs,
                pain,
                flare,
                ill,
                journey,
                exertion,
            });
            date = date + Days::new(1);
        }
    }
    days
}

/// The first day and the cycles from there; today lies about ovulation in the last.
fn cycles(script: &'static Script, today: NaiveDate, rng: &mut Rng) -> (NaiveDate, Vec<Cycle>) {
    let today_is = rng.between(14, 16);
    let mut before = today_is - 1;
    let mut cycles = Vec::new();
    loop {
        let luteal = rng.normal(13.1, 1.2).round().clamp(11.0, 16.0) as i64;
        let (length, ovulation) = if cycles.is_empty() {
            (today_is + luteal, today_is)
        } else {
            // Ovulation waits while somebody is ill, and the period with it.
            let waits = if (ILLNESS - 15..=ILLNESS + 12).contains(&(before + 12)) {
                5
            } else {
                0
            };
            let ovulation = rng.normal(15.6, 1.9).round().clamp(11.0, 21.0) as i64 + waits;
            before += ovulation + luteal;
            (ovulation + luteal, ovulation)
        };
        let recent = cycles.len() < 3;
        cycles.push(Cycle {
            length,
            ovulation,
            menses: rng.pick(&script.menses).map_or(&[], Vec::as_slice),
            severity: rng.normal(1.0, 0.2).clamp(0.5, 1.5),
            signs: Signs {
                temperature: if recent || rng.chance(0.75) {
                    0.88
                } else {
                    0.4
                },
                mucus: recent || rng.chance(0.5),
                lh: recent || rng.chance(0.35),
            },
        });
        if before >= DAYS as i64 {
            break;
        }
    }
    cycles.reverse();
    let first = today - Days::new(before.unsigned_abs());
    (first, cycles)
}
