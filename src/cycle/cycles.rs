//! The cycles of a diary, evaluated: what happened in each, and what to expect of the one that runs.

use chrono::NaiveDate;

use super::calendar::{days_between, shift};
use super::delimit::{self, Excluded, LONGEST, SHORTEST, Start};
use super::forecast::{self, Forecast, NextPeriod, NoForecast};
use super::lengths::Lengths;
use super::luteal::Luteal;
use super::ovulation::{self, Implausible, Ovulation, PastOvulations, Source};
use super::phase::{self, Membership};
use super::preovulatory::EarlierCycles;
use super::second_sign::{Peak, cervix_peak, mucus_peak};
use super::signs::{DaySigns, LeaveOut, Signs, Test};
use super::temperature::{self, TemperatureShift};
use super::windows;
use crate::diary::{AgeBand, DateRange, Known, Profile, SecondSign};

/// A cycle without a temperature shift is said to have had no rise when so much of its days have a
/// temperature.
const MEASURED: f64 = 0.8;

/// How a person wants their cycles evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The sign that confirms ovulation beside the temperature.
    pub sign: SecondSign,
    /// Whether the days before ovulation are evaluated.
    pub preovulatory: bool,
    /// Whether further periods are to be expected.
    pub periods: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self::from(&Profile::default())
    }
}

impl From<&Profile> for Settings {
    /// Near the menopause cycles are too uneven to judge the days before ovulation by earlier ones.
    fn from(profile: &Profile) -> Self {
        let menopause = profile.menopause == Known::Yes;
        let near = menopause || profile.age == AgeBand::From50;
        Self {
            sign: profile.second_sign,
            preovulatory: profile.preovulatory_rule && !near,
            periods: !menopause,
        }
    }
}

/// One cycle: from the first day of a period to the day before the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Cycle {
    /// Its first day, and why that was taken for one.
    pub first: Start,
    /// The first day of the next; `None` while the cycle runs.
    pub next_start: Option<NaiveDate>,
    /// How many days the menses last; while they go on, so far.
    pub menses_days: u32,
    /// Why it is left out of averages and forecasts, if it is.
    pub excluded: Option<Excluded>,
    /// The temperature shift.
    pub temperature: Option<TemperatureShift>,
    /// The mucus peak.
    pub mucus: Option<Peak>,
    /// The last fertile day of the cervix.
    pub cervix: Option<Peak>,
    /// The infertile days before ovulation, by the pre-ovulatory rule.
    pub infertile_before: Option<DateRange>,
    /// The day in whose evening the infertile days after ovulation begin: both signs are complete.
    pub infertile_after_from: Option<NaiveDate>,
    /// When ovulation was, or is expected.
    pub ovulation: Option<Ovulation>,
    /// No temperature rise is seen, although it was measured on most days: probably no ovulation.
    pub no_rise: bool,
    /// Signs that were dropped.
    pub implausible: Vec<Implausible>,
}

impl Cycle {
    /// The first day.
    pub fn start(&self) -> NaiveDate {
        self.first.date
    }

    /// The last day; `None` while the cycle runs.
    pub fn last(&self) -> Option<NaiveDate> {
        self.next_start.map(delimit::eve)
    }

    /// The cycle day of a date; the first is 1.
    pub fn day(&self, date: NaiveDate) -> i64 {
        days_between(self.start(), date) + 1
    }

    /// The days from its start to the next.
    fn gap(&self) -> Option<i64> {
        self.next_start.map(|next| days_between(self.start(), next))
    }

    /// Its length in days; `None` while it runs, and when the gap to the next start is a break.
    pub fn length(&self) -> Option<i64> {
        self.gap().filter(|gap| *gap <= LONGEST)
    }

    /// Its length, if it counts for averages and forecasts.
    pub fn counted_length(&self) -> Option<i64> {
        self.length().filter(|_| self.excluded.is_none())
    }

    /// Whether it was so short that its end may be no period.
    pub fn is_unusually_short(&self) -> bool {
        self.gap().is_some_and(|gap| gap < SHORTEST)
    }

    /// How many days passed from ovulation to the next period, when a sign showed the ovulation.
    pub fn luteal_length(&self) -> Option<i64> {
        let next = self.next_start.filter(|_| self.has_luteal_phase())?;
        let ovulation = self.ovulation.as_ref()?;
        (ovulation.source.is_sign()).then(|| days_between(ovulation.best(), next))
    }

    /// Whether the next period ended a luteal phase, as far as is known.
    fn has_luteal_phase(&self) -> bool {
        use LeaveOut::{Contraception, NotLogged, Pregnancy};
        !matches!(
            self.excluded,
            Some(
                Excluded::Break
                    | Excluded::MaybeUnlogged
                    | Excluded::ByPerson(Pregnancy | Contraception | NotLogged)
            )
        )
    }
}

/// What a person's past cycles say of those to come.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Own {
    lengths: Lengths,
    luteal: Luteal,
    ovulations: PastOvulations,
}

impl Own {
    fn of(past: &[Cycle]) -> Self {
        let lengths: Vec<f64> = past
            .iter()
            .filter_map(|cycle| cycle.counted_length().map(|days| days as f64))
            .collect();
        let confirmed: Vec<(f64, f64)> = past
            .iter()
            .filter(|cycle| cycle.excluded.is_none())
            .filter_map(|cycle| {
                let ovulation = cycle.ovulation.as_ref().filter(|o| o.is_confirmed())?;
                let day = days_between(cycle.start(), ovulation.best());
                Some((day as f64, cycle.luteal_length()? as f64))
            })
            .collect();
        let (days, luteal): (Vec<f64>, Vec<f64>) = confirmed.into_iter().unzip();
        Self {
            lengths: Lengths::of(&lengths),
            luteal: Luteal::of(&luteal),
            ovulations: PastOvulations::of(&days),
        }
    }
}

/// The cycles of a diary as they are known on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Cycles {
    settings: Settings,
    today: NaiveDate,
    /// Earliest first; only the last one runs.
    cycles: Vec<Cycle>,
    /// What the cycles before the running one say of it.
    own: Own,
    earlier: EarlierCycles,
    /// The first day on which the next period can begin.
    earliest: NaiveDate,
    forecast: Result<Forecast, NoForecast>,
}

impl Cycles {
    /// Evaluates all cycles as they are known on a day; whatever is recorded later is not looked at.
    pub fn evaluate(signs: &Signs, settings: Settings, today: NaiveDate) -> Self {
        let known = signs.until(today);
        let starts = delimit::starts(&[], known);
        let mut cycles: Vec<Cycle> = starts
            .iter()
            .zip(starts.iter().skip(1).map(Some).chain([None]))
            .map(|(start, next)| Cycle::new(*start, next.map(|next| next.date)))
            .collect();
        let gaps = cycles.iter().filter_map(|cycle| {
            let said = delimit::leave_out(cycle.days(known));
            Some((cycle.gap()?, said))
        });
        let usual = delimit::usual_gap(gaps);

        let mut earlier = EarlierCycles::default();
        let running = cycles.pop();
        for cycle in &mut cycles {
            let days = cycle.days(known);
            cycle.evaluate(days, usual, settings, &earlier);
            cycle.see_ovulation(days);
            earlier.pass(cycle);
        }
        let own = Own::of(&cycles);
        for cycle in &mut cycles {
            cycle.count_back(&own.luteal);
        }
        let mut all = Self {
            settings,
            today,
            cycles,
            own,
            earlier,
            earliest: today,
            forecast: Err(NoForecast::NoPeriod),
        };
        if let Some(running) = running {
            all.run(running.first, known);
        }
        all
    }

    /// Takes in that the signs of a day have changed, or that a new day has begun.
    ///
    /// When the change leaves the starts of cycles as they are and lies in the running one, only
    /// that is evaluated again.
    pub fn update(&mut self, signs: &Signs, changed: NaiveDate, today: NaiveDate) {
        if let Some(running) = self.cycles.last()
            && running.start() <= changed.min(self.today).min(today)
        {
            let known = signs.until(today);
            let at = known.partition_point(|day| day.date < running.start());
            let (before, tail) = known.split_at(at);
            if let [start] = delimit::starts(before, tail)[..]
                && start.date == running.start()
            {
                self.cycles.pop();
                self.today = today;
                self.run(start, known);
                return;
            }
        }
        *self = Self::evaluate(signs, self.settings, today);
    }

    /// Evaluates the running cycle and what follows from it.
    fn run(&mut self, start: Start, known: &[DaySigns]) {
        let mut cycle = Cycle::new(start, None);
        let days = cycle.days(known);
        cycle.evaluate(days, None, self.settings, &self.earlier);
        cycle.see_ovulation(days);
        self.earliest = forecast::earliest(cycle.start(), self.today, days);
        let Own {
            lengths,
            luteal,
            ovulations,
        } = &self.own;
        let next = NextPeriod::by_lengths(cycle.start(), self.earliest, lengths);
        let pregnancy = forecast::pregnancy(&cycle, days);
        self.forecast = match (pregnancy, next) {
            _ if !self.settings.periods => Err(NoForecast::Menopause),
            (Some(pregnancy), _) => Err(pregnancy),
            (None, None) => Err(NoForecast::LongAgo {
                start: cycle.start(),
            }),
            (None, Some(next)) => {
                if cycle.ovulation.is_none() {
                    cycle.ovulation =
                        ovulation::expected(cycle.start(), &next.open, lengths, luteal, ovulations);
                }
                Ok(forecast::forecast(
                    &cycle, self.today, next, lengths, luteal,
                ))
            }
        };
        self.cycles.push(cycle);
    }

    /// The day they are known on.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// All cycles, earliest first; the last one runs.
    pub fn cycles(&self) -> &[Cycle] {
        &self.cycles
    }

    /// The cycle a date lies in; a date to come lies in the one that runs.
    pub fn at(&self, date: NaiveDate) -> Option<&Cycle> {
        let after = self.cycles.partition_point(|cycle| cycle.start() <= date);
        self.cycles.get(after.checked_sub(1)?)
    }

    /// The phases of a date, with their probabilities; `None` before the first cycle.
    pub fn phase(&self, date: NaiveDate) -> Option<Membership> {
        let cycle = self.at(date)?;
        Some(phase::membership(
            cycle,
            date,
            self.earliest,
            &self.own.luteal,
        ))
    }

    /// The probability that a date is one of the six fertile days.
    pub fn fertile(&self, date: NaiveDate) -> f64 {
        self.over_ovulations(date, windows::fertile)
    }

    /// The probability that a date is one on which an implantation can be.
    pub fn implantation(&self, date: NaiveDate) -> f64 {
        self.over_ovulations(date, windows::implantation)
    }

    fn over_ovulations(
        &self,
        date: NaiveDate,
        probability: impl Fn(&super::Distribution, NaiveDate) -> f64,
    ) -> f64 {
        let this = self.at(date).and_then(|cycle| cycle.ovulation.as_ref());
        let later = self.forecast.iter().flat_map(|f| &f.ovulations);
        this.map(|ovulation| &ovulation.days)
            .into_iter()
            .chain(later)
            .map(|ovulation| probability(ovulation, date))
            .sum::<f64>()
            .min(1.0)
    }

    /// What to expect of the running cycle and the next ones.
    ///
    /// # Errors
    /// [`NoForecast`] says why nothing can be expected.
    pub fn forecast(&self) -> Result<&Forecast, NoForecast> {
        self.forecast.as_ref().map_err(|why| *why)
    }

    /// What the past cycles say of the length of the next.
    pub fn lengths(&self) -> &Lengths {
        &self.own.lengths
    }

    /// What the past cycles say of the luteal phase.
    pub fn luteal(&self) -> &Luteal {
        &self.own.luteal
    }

    /// How much of a phase, over the days of a range, rests on ovulations that are only estimated:
    /// 0 to 1; `None` when no day of the range belongs to it.
    pub fn estimated_share(&self, phase: super::Phase, range: DateRange) -> Option<f64> {
        let first = range.first.max(self.cycles.first()?.start());
        let last = range.last.min(self.today);
        let days = (0..=days_between(first, last)).map(|n| shift(first, n));
        let (mut all, mut estimated) = (0.0, 0.0);
        for member in days.filter_map(|date| self.phase(date)) {
            all += member.of(phase);
            estimated += if member.estimated {
                member.of(phase)
            } else {
                0.0
            };
        }
        (all > 0.0).then(|| estimated / all)
    }
}

impl Cycle {
    fn new(first: Start, next_start: Option<NaiveDate>) -> Self {
        Self {
            first,
            next_start,
            menses_days: 1,
            excluded: None,
            temperature: None,
            mucus: None,
            cervix: None,
            infertile_before: None,
            infertile_after_from: None,
            ovulation: None,
            no_rise: false,
            implausible: Vec::new(),
        }
    }

    /// The days of the cycle among some days.
    fn days<'a>(&self, known: &'a [DaySigns]) -> &'a [DaySigns] {
        let from = known.partition_point(|day| day.date < self.start());
        let to = self.next_start.map_or(known.len(), |next| {
            known.partition_point(|day| day.date < next)
        });
        known.get(from..to).unwrap_or_default()
    }

    /// Menses, exclusion and the sympto-thermal rules.
    fn evaluate(
        &mut self,
        days: &[DaySigns],
        usual: Option<f64>,
        settings: Settings,
        earlier: &EarlierCycles,
    ) {
        self.menses_days = delimit::menses(self.start(), days);
        let said = delimit::leave_out(days);
        self.excluded = delimit::excluded(self.gap().unwrap_or(0), said, usual);
        let readings: Vec<_> = temperature::readings(days).collect();
        self.temperature = temperature::shift(&readings);
        let end = self.temperature.map(|shift| shift.completed_on);
        self.mucus = mucus_peak(days, end);
        self.cervix = cervix_peak(days, end);
        let second = match settings.sign {
            SecondSign::Mucus => self.mucus,
            SecondSign::Cervix => self.cervix,
        };
        self.infertile_after_from = end
            .zip(second)
            .map(|(temperature, second)| temperature.max(second.completed_on));
        if settings.preovulatory {
            self.infertile_before = earlier.phase(self, days, settings.sign);
        }
        let measured = readings.len() as f64;
        self.no_rise = self.temperature.is_none()
            && self
                .gap()
                .is_some_and(|gap| measured >= MEASURED * gap as f64);
    }

    /// The ovulation the signs of the cycle show.
    fn see_ovulation(&mut self, days: &[DaySigns]) {
        let lh = days.iter().find(|day| day.lh == Some(Test::Positive));
        // Mucus alone is no ovulation when the temperature shows that there was none.
        let mucus = self.mucus.filter(|_| !self.no_rise);
        let mut signs = ovulation::pointed_to(&[
            (Source::LhTest, lh.map(|day| day.date)),
            (
                Source::Temperature,
                self.temperature.map(|shift| shift.first_high),
            ),
            (Source::Mucus, mucus.map(|peak| peak.date)),
        ]);
        if let Some(next) = self.next_start.filter(|_| self.has_luteal_phase()) {
            (signs, self.implausible) = ovulation::plausible(signs, next);
        }
        let last = self.last().unwrap_or(NaiveDate::MAX);
        self.ovulation = ovulation::by_signs(&signs, self.no_rise, self.start(), last);
    }

    /// The ovulation the next period tells of, when no sign does.
    fn count_back(&mut self, luteal: &Luteal) {
        let counts = !self.no_rise && !self.is_unusually_short() && self.has_luteal_phase();
        if self.ovulation.is_none()
            && counts
            && let Some(next) = self.next_start
        {
            self.ovulation = ovulation::by_next_period(self.start(), next, luteal);
        }
    }
}
