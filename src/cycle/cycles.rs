//! The cycles of a diary, evaluated: what happened in each, and what to expect of the one that runs.

use chrono::NaiveDate;

use super::delimit::{self, Start};
use super::evaluation::{Cycle, Settings};
use super::forecast::{self, Forecast, NextPeriod, NoForecast};
use super::gaps::{self, Spacing};
use super::lengths::Lengths;
use super::luteal::Luteal;
use super::observation::{DaySigns, LOCHIA};
use super::ovulation::{self, PastOvulations};
use super::phase::{self, Membership};
use super::pregnancy;
use super::preovulatory::EarlierCycles;
use super::signs::Signs;
use super::windows;
use crate::diary::DateRange;
use crate::diary::calendar::{days_between, shift};
use crate::diary::profile::Steering;

/// So many of the latest cycles, about two years, say what is to be expected: bodies change (from 25
/// to 45 cycles shorten by 0.18 days a year: Bull et al., 2019). The project's own choice.
pub(super) const LATEST: usize = 24;
/// So many cycles on either side say what is usual about a cycle. The project's own choice.
const NEAR: usize = 12;

/// What a person's past cycles say of those to come.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Own {
    lengths: Lengths,
    /// Why no lengths can be foretold, if none can.
    spacing: Option<Spacing>,
    luteal: Luteal,
    ovulations: PastOvulations,
}

/// What some cycles that are over, earliest first, say of the length of the next.
///
/// # Errors
/// [`Spacing`] when their gaps are mostly no lengths of cycles.
pub(super) fn own_lengths(past: &[Cycle]) -> Result<Lengths, Spacing> {
    let own = Own::of(past);
    own.spacing.map_or(Ok(own.lengths), Err)
}

impl Own {
    fn of(past: &[Cycle]) -> Self {
        let past = latest(past);
        let lengths: Vec<f64> = past
            .iter()
            .filter_map(|cycle| cycle.counted_length().map(|days| days as f64))
            .collect();
        let gaps: Vec<_> = past
            .iter()
            .filter_map(|cycle| Some((cycle.gap()?, cycle.excluded)))
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
            spacing: gaps::spacing(&gaps),
            luteal: Luteal::of(&luteal),
            ovulations: PastOvulations::of(&days),
        }
    }
}

impl Own {
    /// When the next period begins, by the lengths of the earlier cycles.
    fn next_period(&self, start: NaiveDate, earliest: NaiveDate) -> Result<NextPeriod, NoForecast> {
        match self.spacing {
            Some(spacing) => Err(NoForecast::Spacing(spacing)),
            None => NextPeriod::by_lengths(start, earliest, &self.lengths)
                .ok_or(NoForecast::LongAgo { start }),
        }
    }
}

/// The latest of what is in order of time, as far as it says what is to be expected.
fn latest<T>(past: &[T]) -> &[T] {
    let from = past.len().saturating_sub(LATEST);
    past.get(from..).unwrap_or_default()
}

/// Those about a place in the order of time.
fn near<T: Copy>(all: &[T], at: usize) -> impl Iterator<Item = T> {
    let about = at.saturating_sub(NEAR)..(at + NEAR + 1).min(all.len());
    all.get(about).unwrap_or_default().iter().copied()
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
    /// Evaluates all cycles as they are known on a day; what is recorded later is not looked at.
    pub fn evaluate(signs: &Signs, settings: Settings, today: NaiveDate) -> Self {
        let known = signs.until(today);
        let starts = delimit::starts(&[], None, known);
        let mut cycles: Vec<Cycle> = starts
            .iter()
            .zip(starts.iter().skip(1).map(Some).chain([None]))
            .map(|(start, next)| Cycle::new(*start, next.map(|next| next.date)))
            .collect();
        let running = cycles.pop();
        let gaps = cycles.iter().filter_map(|cycle| {
            let said = gaps::leave_out(cycle.days(known));
            Some((cycle.gap()?, said))
        });
        let gaps: Vec<_> = gaps.collect();

        let mut earlier = EarlierCycles::default();
        for (at, cycle) in cycles.iter_mut().enumerate() {
            let days = cycle.days(known);
            let usual = gaps::usual_gap(near(&gaps, at));
            cycle.evaluate(days, Some(usual), settings, &earlier);
            cycle.see_ovulation(days, settings);
            earlier.pass(cycle.past());
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
            forecast: Err(settings
                .steering
                .map_or(NoForecast::NoPeriod, NoForecast::Steered)),
        };
        if let Some(running) = running {
            all.run(running.first, known);
        }
        all
    }

    /// Whether these signs, however much lies before them, show all that has to be known of a day and
    /// those after it: [`CycleFacts`](super::CycleFacts) of their cycles are then those of the whole
    /// diary. What the rules for the days before ovulation say rests on all cycles there ever were.
    pub fn suffice(signs: &Signs, since: NaiveDate) -> bool {
        // The cycle of the day itself, and one whose beginning a mark after the day may move.
        let needed = LATEST + NEAR + 3;
        let starts = delimit::starts(&[], None, signs.until(since));
        let first = starts.iter().rev().nth(needed - 1);
        // Where the signs begin, a cycle may only seem to, and there may have been a birth just before.
        let begin = signs.days().first().map(|day| shift(day.date, LOCHIA));
        let clear = |last: NaiveDate| DateRange {
            first: begin.unwrap_or(last),
            last,
        };
        first.is_some_and(|start| delimit::any_is_certain(signs.within(clear(start.date))))
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
            let eve = self.cycles.iter().rev().nth(1).map(Cycle::start);
            if let [start] = delimit::starts(before, eve, tail)[..]
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
        cycle.see_ovulation(days, self.settings);
        self.earliest = forecast::earliest(cycle.start(), self.today, days);
        let own = &self.own;
        let next = own.next_period(cycle.start(), self.earliest);
        let pregnancy = pregnancy::paused(days, known, self.today)
            .map(|of| NoForecast::Pregnancy { test: of.test });
        // A pregnancy is told before all but the menopause, with contraception, too: it can fail.
        let steered = self.settings.steering.map(NoForecast::Steered);
        let none = match steered {
            Some(NoForecast::Steered(Steering::Menopause)) => steered,
            _ => pregnancy.or(steered),
        };
        self.forecast = none.map_or(Ok(()), Err).and_then(|()| {
            if cycle.ovulation.is_none()
                && let Ok(next) = &next
            {
                cycle.ovulation = ovulation::expected(
                    cycle.start(),
                    &next.open,
                    &own.lengths,
                    &own.luteal,
                    &own.ovulations,
                );
            }
            if next.is_ok()
                && let Some(ovulation) = &mut cycle.ovulation
            {
                ovulation.leave_open(start.date, self.earliest);
            }
            forecast::forecast(
                &cycle,
                self.today,
                self.earliest,
                next,
                &own.lengths,
                &own.luteal,
            )
        });
        self.cycles.push(cycle);
    }

    /// What steers bleeding and ovulation, as the person told.
    pub fn steering(&self) -> Option<Steering> {
        self.settings.steering
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
}
