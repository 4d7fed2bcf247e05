//! One cycle, evaluated: menses, exclusions, the double check, and the ovulation it shows.

use chrono::NaiveDate;

use super::delimit::{self, Start};
use super::gaps::{self, Excluded, LONGEST_CYCLE};
use super::luteal::Luteal;
use super::observation::{DaySigns, Reason, SetAside};
use super::ovulation::{self, Ovulation};
use super::preovulatory::{CyclePast, EarlierCycles};
use super::second_sign::{Peak, cervix_peak, mucus_peak};
use super::sign::{self, Implausible, Sign, Source};
use super::surge::{self, Surge};
use super::temperature::{self, TemperatureShift};
use crate::diary::calendar::{days_between, shift};
use crate::diary::profile::{Bleeds, Ovulates, Steering};
use crate::diary::{AgeBand, DateRange, Profile, SecondSign};

/// A cycle without a temperature shift is said to have had no rise when so much of its days have a
/// temperature.
const MEASURED: f64 = 0.8;

/// More days of menses than this are prolonged (FIGO System 1, 2018: Munro et al., Int J Gynaecol
/// Obstet).
const LONGEST_MENSES: u32 = 8;

/// How a person wants their cycles evaluated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// The sign that confirms ovulation beside the temperature.
    pub sign: SecondSign,
    /// Whether the days before ovulation are evaluated.
    pub preovulatory: bool,
    /// What steers bleeding and ovulation, so that no period can be foreseen.
    pub steering: Option<Steering>,
}

impl Default for Settings {
    fn default() -> Self {
        Self::from(&Profile::default())
    }
}

impl From<&Profile> for Settings {
    /// Near the menopause cycles are too uneven to judge the days before ovulation by earlier ones.
    fn from(profile: &Profile) -> Self {
        let near = profile.age == AgeBand::From50;
        Self {
            sign: profile.second_sign,
            preovulatory: profile.preovulatory_rule && !near,
            steering: profile.steering(),
        }
    }
}

impl Settings {
    /// Whether ovulation is to be expected.
    pub fn ovulates(self) -> Ovulates {
        self.steering.map_or(Ovulates::Expected, Steering::ovulates)
    }

    /// What bleedings are.
    pub fn bleeds(self) -> Bleeds {
        self.steering.map_or(Bleeds::Periods, Steering::bleeds)
    }
}

/// One cycle: from the first day of a period to the day before the next.
#[derive(Debug, Clone, PartialEq)]
pub struct Cycle {
    /// Its first day, and why that was taken for one.
    pub first: Start,
    /// What the bleeding it begins with is: without periods it is no cycle, but the time between bleeds.
    pub bleeds: Bleeds,
    /// The first day of the next; `None` while the cycle runs.
    pub next_start: Option<NaiveDate>,
    /// How many days the menses last; while they go on, so far.
    pub menses_days: u32,
    /// Why it is left out of averages and forecasts, if it is.
    pub excluded: Option<Excluded>,
    /// The days whose temperature is set aside, with the reasons, a day with two of them twice.
    pub set_aside: Vec<(NaiveDate, SetAside)>,
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

    /// The same, while a cycle may last that long: after that periods may have come that nobody noted.
    pub fn counted_day(&self, date: NaiveDate) -> Option<i64> {
        Some(self.day(date)).filter(|day| *day <= LONGEST_CYCLE)
    }

    /// The days from its start to the next.
    pub(super) fn gap(&self) -> Option<i64> {
        self.next_start.map(|next| days_between(self.start(), next))
    }

    /// Its length in days; `None` while it runs, and when the gap to the next start is a break.
    pub fn length(&self) -> Option<i64> {
        self.gap().filter(|gap| *gap <= LONGEST_CYCLE)
    }

    /// Its length, if it counts for averages and forecasts.
    pub fn counted_length(&self) -> Option<i64> {
        self.length().filter(|_| self.excluded.is_none())
    }

    /// Whether it was so short that its end may be no period.
    pub fn is_unusually_short(&self) -> bool {
        self.excluded == Some(Excluded::TooShort)
    }

    /// Whether its menses are longer than is usual.
    pub fn is_prolonged(&self) -> bool {
        self.bleeds == Bleeds::Periods && self.menses_days > LONGEST_MENSES
    }

    /// How many days passed from ovulation to the next period, when a sign showed the ovulation.
    pub fn luteal_length(&self) -> Option<i64> {
        let next = self.next_start.filter(|_| self.has_luteal_phase())?;
        let ovulation = self.ovulation.as_ref()?;
        let told = ovulation.source.is_sign() && ovulation.between().is_none();
        told.then(|| days_between(ovulation.best(), next))
    }

    /// Whether the next bleeding is a period that ended a luteal phase, as far as is known.
    fn has_luteal_phase(&self) -> bool {
        use Reason::{Contraception, NotLogged, Pregnancy};
        self.bleeds == Bleeds::Periods
            && !matches!(
                self.excluded,
                Some(
                    Excluded::Break
                        | Excluded::MaybeUnlogged
                        | Excluded::ByPerson(Pregnancy | Contraception | NotLogged)
                )
            )
    }
}

impl Cycle {
    pub(super) fn new(first: Start, next_start: Option<NaiveDate>) -> Self {
        Self {
            first,
            bleeds: Bleeds::Periods,
            next_start,
            menses_days: 1,
            excluded: None,
            set_aside: Vec::new(),
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

    /// What it says of the days before ovulation in the cycles to come.
    pub(super) fn past(&self) -> CyclePast {
        let shift = self.temperature;
        CyclePast {
            first_high: shift.map(|shift| self.day(shift.first_high)),
            double_checked: self.infertile_after_from.is_some(),
            excluded: self.excluded,
        }
    }

    /// The days of the cycle among some days.
    pub(super) fn days<'a>(&self, known: &'a [DaySigns]) -> &'a [DaySigns] {
        let from = known.partition_point(|day| day.date < self.start());
        let to = self.next_start.map_or(known.len(), |next| {
            known.partition_point(|day| day.date < next)
        });
        known.get(from..to).unwrap_or_default()
    }

    /// Menses, exclusion and the sympto-thermal rules, as far as they hold: hormones from outside
    /// change the temperature and the mucus, and without an ovulation there is nothing to find.
    pub(super) fn evaluate(
        &mut self,
        days: &[DaySigns],
        usual: Option<f64>,
        settings: Settings,
        earlier: &EarlierCycles,
    ) {
        self.menses_days = delimit::menses(self.start(), days);
        self.bleeds = settings.bleeds();
        // Bleeds that follow no cycle are not missed when they stay away.
        let usual = usual.filter(|_| settings.steering.is_none());
        let said = gaps::leave_out(days);
        self.excluded = gaps::excluded(self.gap().unwrap_or(0), said, usual);
        if settings.ovulates() == Ovulates::NotExpected {
            return;
        }
        let readings: Vec<_> = temperature::readings(days).collect();
        let all = days.iter().filter(|day| day.temperature.is_some());
        // Mostly there is none.
        if readings.len() < all.count() {
            let aside = days.iter().flat_map(|day| {
                let reasons = day.set_aside();
                reasons.map(|why| (day.date, why))
            });
            self.set_aside = aside.collect();
        }
        self.temperature = temperature::shift(&readings);
        let measured = readings.len() as f64;
        self.no_rise = self.temperature.is_none()
            && self
                .gap()
                .is_some_and(|gap| measured >= MEASURED * gap as f64);
        if settings.steering.is_none() {
            self.double_check(days, settings, earlier);
        }
    }

    /// The second sign beside the temperature, and the infertile days both tell of.
    fn double_check(&mut self, days: &[DaySigns], settings: Settings, earlier: &EarlierCycles) {
        let end = self.temperature.map(|shift| shift.completed_on);
        self.mucus = mucus_peak(days, end);
        self.cervix = cervix_peak(days, end);
        self.infertile_after_from = end
            .zip(self.second(settings))
            .map(|(temperature, second)| temperature.max(second.completed_on));
        if settings.preovulatory {
            self.infertile_before = earlier.phase(self.start(), days, settings.sign);
        }
    }

    fn second(&self, settings: Settings) -> Option<Peak> {
        match settings.sign {
            SecondSign::Mucus => self.mucus,
            SecondSign::Cervix => self.cervix,
        }
    }

    /// The ovulation the signs of the cycle show.
    pub(super) fn see_ovulation(&mut self, days: &[DaySigns], settings: Settings) {
        if settings.ovulates() == Ovulates::NotExpected {
            return;
        }
        let (start, next) = (self.start(), self.next_start);
        let next = next.filter(|_| self.has_luteal_phase());
        let rise = self.temperature.as_ref();
        let rise = rise.map(|rise| Sign::temperature(rise, self.second(settings)));
        let mut surges = surge::surges(days);
        let earliest = shift(start, ovulation::EARLIEST);
        let untold = |surge: &Surge| Some(Implausible::Surge(surge.days, surge.untold(earliest)?));
        self.implausible = surges.iter().filter_map(untold).collect();
        surges.retain(|surge| untold(surge).is_none());
        let surges = surges.iter().map(Sign::lh_test).collect();
        let lh = sign::counted(surges, rise.as_ref(), next.map(sign::plausible_days));
        // Mucus alone is no ovulation when the temperature shows that there was none.
        let mucus = self.mucus.filter(|_| !self.no_rise);
        let mucus = mucus.map(|peak| Sign::of(Source::Mucus, peak.date));
        let mut signs: Vec<Sign> = [lh, rise, mucus].into_iter().flatten().collect();
        if let Some(next) = next {
            let dropped;
            (signs, dropped) = sign::plausible(signs, next);
            self.implausible.extend(dropped);
        }
        let last = self.last().unwrap_or(NaiveDate::MAX);
        self.ovulation = ovulation::by_signs(&signs, self.no_rise, start, last);
    }

    /// The ovulation the next period tells of, when no sign does.
    pub(super) fn count_back(&mut self, luteal: &Luteal) {
        let counts = !self.no_rise && !self.is_unusually_short() && self.has_luteal_phase();
        if self.ovulation.is_none()
            && counts
            && let Some(next) = self.next_start
        {
            self.ovulation = ovulation::by_next_period(self.start(), next, luteal);
        }
    }
}
