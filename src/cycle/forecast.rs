//! The next periods, as ranges that are right four times in five, and the windows before them.

use chrono::NaiveDate;

use super::distribution::Distribution;
use super::evaluation::Cycle;
use super::gaps::{LONGEST_CYCLE, Spacing};
use super::lengths::Lengths;
use super::luteal::{Luteal, PLAUSIBLE};
use super::observation::DaySigns;
use super::ovulation::before;
use super::windows::Window;
use crate::diary::calendar::{days_between, shift};
use crate::diary::profile::Steering;

/// How many periods are looked ahead.
const AHEAD: u32 = 3;
/// The share of cases the range holds.
const RANGE: f64 = 0.8;

/// A period to come.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// The day it is expected on: as likely earlier as later.
    pub best: NaiveDate,
    /// The first day of the range that holds it four times in five.
    pub low: NaiveDate,
    /// The last day of that range.
    pub high: NaiveDate,
    /// The probability that it begins on a day.
    pub days: Distribution,
}

impl From<Distribution> for Expected {
    fn from(days: Distribution) -> Self {
        let (low, high) = days.holding(RANGE);
        Self {
            best: days.median(),
            low,
            high,
            days,
        }
    }
}

/// What is to be expected.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// The next periods, the nearest first.
    pub next: Vec<Expected>,
    /// The ovulations after the running cycle's, one before each period but the nearest.
    pub ovulations: Vec<Distribution>,
    /// When the next one was due, before it was looked at that it has not begun yet; what it is late
    /// against.
    pub due: Expected,
    /// Whether it rests on a confirmed ovulation.
    pub confirmed: bool,
    /// The next fertile days that are not over.
    pub fertile: Option<Window>,
    /// The next days of a possible implantation that are not over.
    pub implantation: Option<Window>,
}

/// Why there is no forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoForecast {
    /// No period has been recorded yet.
    NoPeriod,
    /// The last period began longer ago than any cycle lasts.
    LongAgo {
        /// The day it began.
        start: NaiveDate,
    },
    /// The gaps so far are mostly no lengths of cycles.
    Spacing(Spacing),
    /// A pregnancy test was positive on a day, or the person says that it is a pregnancy.
    Pregnancy {
        /// The day of the test.
        test: Option<NaiveDate>,
    },
    /// What the person told steers bleeding, so that no period can be foreseen.
    Steered(Steering),
}

/// The first day on which the next period can begin: today, unless its bleeding is answered already.
pub(super) fn earliest(start: NaiveDate, today: NaiveDate, known: &[DaySigns]) -> NaiveDate {
    let day = known.last().filter(|day| day.date == today);
    if today == start || day.is_some_and(|day| day.bleeding.is_some()) {
        shift(today, 1)
    } else {
        today
    }
}

/// When the next period begins.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct NextPeriod {
    /// As it was due.
    pub due: Distribution,
    /// Given that it has not begun yet.
    pub open: Distribution,
}

impl NextPeriod {
    /// Given that it begins on a day at the earliest; `None` when it was not due so late.
    fn given(due: Distribution, earliest: NaiveDate) -> Option<Self> {
        let open = due.given(earliest, NaiveDate::MAX)?;
        Some(Self { due, open })
    }

    /// By the lengths of earlier cycles; `None` once no cycle lasts so long.
    pub(super) fn by_lengths(
        start: NaiveDate,
        earliest: NaiveDate,
        lengths: &Lengths,
    ) -> Option<Self> {
        if days_between(start, earliest) > LONGEST_CYCLE {
            return None;
        }
        Self::given(
            Distribution::new(shift(start, 1), lengths.next())?,
            earliest,
        )
    }
}

/// The forecast from a running cycle. `by_lengths` is when the next period begins by the lengths of
/// earlier cycles, or why they do not tell: an ovulation that is confirmed tells of one period more.
///
/// # Errors
/// [`NoForecast`] when neither tells.
pub(super) fn forecast(
    cycle: &Cycle,
    today: NaiveDate,
    earliest: NaiveDate,
    by_lengths: Result<NextPeriod, NoForecast>,
    lengths: &Lengths,
    luteal: &Luteal,
) -> Result<Forecast, NoForecast> {
    let ovulation = cycle.ovulation.as_ref();
    let ahead = if by_lengths.is_ok() { AHEAD } else { 1 };
    // By a confirmed ovulation and the own luteal length. When no luteal phase lasts so long, the
    // lengths tell when it may begin, but it stays late against the day it was due on.
    let after = ovulation
        .filter(|o| o.is_confirmed())
        .and_then(|o| o.days.followed_by(*PLAUSIBLE.start(), &luteal.mass()));
    let by_ovulation = after
        .clone()
        .and_then(|due| NextPeriod::given(due, earliest));
    let confirmed = by_ovulation.is_some();
    let NextPeriod { due, open: first } = by_ovulation.map_or(by_lengths, Ok)?;
    let due = after.unwrap_or(due);
    let further: Vec<Distribution> = (1..ahead)
        .filter_map(|more| first.followed_by(1, &lengths.further(more)))
        .collect();

    let ovulations: Vec<Distribution> = further
        .iter()
        .filter_map(|next| before(next, luteal))
        .collect();
    let open = |window: fn(&Distribution) -> Option<Window>| {
        let this = ovulation.map(|o| &o.days);
        this.into_iter()
            .chain(&ovulations)
            .filter_map(window)
            .find(|window| window.to >= today)
    };
    Ok(Forecast {
        due: due.into(),
        confirmed,
        fertile: open(Window::fertile),
        implantation: open(Window::implantation),
        ovulations,
        next: std::iter::once(first)
            .chain(further)
            .map(Expected::from)
            .collect(),
    })
}
