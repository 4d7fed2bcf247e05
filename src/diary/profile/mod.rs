//! What a person said about themselves and what they wish to keep.

mod contraception;
mod settings;
mod steering;

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};

use crate::diary::area::{Applies, Area};
use crate::diary::quantity::TemperatureUnit;

pub use contraception::{Bleeds, Contraception, Ovulates};
pub use settings::{Choice, NoValue, SETTINGS, Setting, Values};
pub use steering::Steering;

/// Something a person may have said yes or no to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tristate {
    /// Said yes.
    Yes,
    /// Said no.
    No,
    /// Not said: what depends on it may apply.
    #[default]
    Unknown,
}

/// The first day of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WeekStart {
    /// Monday (ISO 8601).
    #[default]
    Monday,
    /// Sunday.
    Sunday,
    /// Saturday.
    Saturday,
}

impl WeekStart {
    /// The day itself.
    pub fn weekday(self) -> Weekday {
        match self {
            Self::Monday => Weekday::Mon,
            Self::Sunday => Weekday::Sun,
            Self::Saturday => Weekday::Sat,
        }
    }
}

/// The full hour of the night at which a person's day ends: before it, the day before may still be
/// written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum DayEnd {
    /// At midnight, as in the calendar.
    #[serde(rename = "0")]
    Midnight,
    /// 1:00.
    #[serde(rename = "1")]
    One,
    /// 2:00.
    #[serde(rename = "2")]
    Two,
    /// 3:00.
    #[serde(rename = "3")]
    Three,
    /// 4:00: late for most who are still up, early for most who are up already.
    #[default]
    #[serde(rename = "4")]
    Four,
    /// 5:00.
    #[serde(rename = "5")]
    Five,
    /// 6:00.
    #[serde(rename = "6")]
    Six,
}

impl DayEnd {
    /// The day that a moment on the wall clock belongs to, by when a person's day ends. What is stored
    /// goes by the calendar.
    pub fn day_of(self, moment: NaiveDateTime) -> NaiveDate {
        let hours = TimeDelta::hours(self as i64);
        let shifted = moment.checked_sub_signed(hours);
        shifted.unwrap_or(moment).date()
    }

    /// The day before a moment's, while that has not ended.
    pub fn still(self, moment: NaiveDateTime) -> Option<NaiveDate> {
        let day = self.day_of(moment);
        (day < moment.date()).then_some(day)
    }
}

/// An age band, as far as a rule of the guide asks for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgeBand {
    /// Under 20.
    #[serde(rename = "under-20")]
    Under20,
    /// 20 to 39.
    #[serde(rename = "20-to-39")]
    From20To39,
    /// 40 to 49.
    #[serde(rename = "40-to-49")]
    From40To49,
    /// 50 and over.
    #[serde(rename = "from-50")]
    From50,
    /// Not said.
    #[default]
    Unknown,
}

/// What a person said about themselves and what they wish to keep.
///
/// It stands in the diary, because it belongs to it and travels with it. Every field but the last is a
/// row of [`SETTINGS`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Profile {
    /// The areas that are kept; nothing else is shown.
    #[serde(rename = "keep")]
    pub areas: BTreeSet<Area>,
    /// The first day of the week.
    pub week_start: WeekStart,
    /// When the person's day ends.
    pub day_ends: DayEnd,
    /// How temperatures are shown.
    pub temperature: TemperatureUnit,
    /// Whether the person has a uterus.
    pub uterus: Tristate,
    /// Whether the person has testicles or a prostate.
    pub prostate: Tristate,
    /// Whether the person could be pregnant.
    pub pregnancy_possible: Tristate,
    /// Whether the person has reached the menopause.
    pub menopause: Tristate,
    /// What the person takes or wears against a pregnancy.
    pub contraception: Contraception,
    /// Whether the person takes testosterone.
    pub testosterone: Tristate,
    /// Whether the person has or had cancer.
    pub past_cancer: Tristate,
    /// Whether the person's defences are weak (an illness or a medicine lowers them, diabetes, dialysis),
    /// or something was injected into a vein.
    pub weak_defences: Tristate,
    /// Whether the person's bones break easily: osteoporosis, or steroids taken for months.
    pub fragile_bones: Tristate,
    /// How old the person is.
    pub age: AgeBand,
    /// Whether anything of fertility is shown.
    pub fertility: bool,
    /// Whether the days of a possible implantation are shown.
    pub implantation: bool,
    /// Which sign confirms ovulation beside the temperature.
    pub second_sign: SecondSign,
    /// Whether the days before ovulation are evaluated (the pre-ovulatory rule).
    pub preovulatory_rule: bool,
    /// Whether the welcome has been answered.
    pub welcomed: bool,
}

/// The sign that confirms ovulation beside the temperature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecondSign {
    /// Cervical mucus.
    #[default]
    Mucus,
    /// The cervix itself.
    Cervix,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            areas: Area::ALL.into(),
            week_start: WeekStart::default(),
            day_ends: DayEnd::default(),
            temperature: TemperatureUnit::default(),
            uterus: Tristate::default(),
            prostate: Tristate::default(),
            pregnancy_possible: Tristate::default(),
            menopause: Tristate::default(),
            contraception: Contraception::default(),
            testosterone: Tristate::default(),
            past_cancer: Tristate::default(),
            weak_defences: Tristate::default(),
            fragile_bones: Tristate::default(),
            age: AgeBand::default(),
            fertility: true,
            implantation: false,
            second_sign: SecondSign::default(),
            preovulatory_rule: true,
            welcomed: false,
        }
    }
}

/// Where weeks begin on a Sunday, or on a Saturday, and where Fahrenheit is usual (Unicode CLDR 48,
/// week data and unit preferences).
const SUNDAY: [&str; 20] = [
    "BR", "CA", "CO", "HK", "ID", "IL", "IN", "JP", "KE", "KR", "MX", "PE", "PH", "PK", "PR", "SA",
    "TH", "TW", "US", "ZA",
];
const SATURDAY: [&str; 12] = [
    "AE", "AF", "BH", "DZ", "EG", "IQ", "IR", "JO", "KW", "LY", "OM", "QA",
];
const FAHRENHEIT: [&str; 6] = ["BS", "BZ", "KY", "PR", "PW", "US"];

impl Profile {
    /// What a locale such as `en_US.UTF-8` suggests for the week and the thermometer.
    pub fn of_locale(locale: &str) -> Self {
        let region = locale
            .split(['.', '@'])
            .next()
            .and_then(|name| name.split('_').nth(1));
        let among = |regions: &[&str]| region.is_some_and(|region| regions.contains(&region));
        let week_start = match () {
            () if among(&SUNDAY) => WeekStart::Sunday,
            () if among(&SATURDAY) => WeekStart::Saturday,
            () => WeekStart::Monday,
        };
        let temperature = match among(&FAHRENHEIT) {
            true => TemperatureUnit::Fahrenheit,
            false => TemperatureUnit::Celsius,
        };
        Self {
            week_start,
            temperature,
            ..Self::default()
        }
    }

    /// Whether an area is kept; what belongs to no area always is.
    pub fn keeps(&self, area: Option<Area>) -> bool {
        area.is_none_or(|area| self.areas.contains(&area))
    }

    /// Whether something can apply to this body; what is not known may apply.
    pub fn may_apply(&self, applies: Applies) -> bool {
        match applies {
            Applies::Everyone => true,
            Applies::Uterus => self.uterus != Tristate::No,
            Applies::Prostate => self.prostate != Tristate::No,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_night_belongs_to_the_day_before_until_that_ends() {
        let at = |day, hour, minute| {
            let date = NaiveDate::from_ymd_opt(2026, 3, day);
            date.and_then(|date| date.and_hms_opt(hour, minute, 0))
                .unwrap()
        };
        for (ends, moment, day) in [
            (DayEnd::Four, at(18, 0, 40), 17),
            (DayEnd::Four, at(18, 3, 59), 17),
            (DayEnd::Four, at(18, 4, 0), 18),
            (DayEnd::Four, at(17, 23, 59), 17),
            (DayEnd::Midnight, at(18, 0, 0), 18),
            (DayEnd::Six, at(18, 5, 59), 17),
            (DayEnd::Six, at(18, 6, 0), 18),
        ] {
            let day = at(day, 0, 0).date();
            assert_eq!(ends.day_of(moment), day, "{ends:?} {moment}");
        }
        assert_eq!(
            DayEnd::Six.day_of(NaiveDateTime::MIN),
            NaiveDateTime::MIN.date()
        );
    }

    #[test]
    fn a_locale_suggests_the_week_and_the_thermometer() {
        for (locale, week, temperature) in [
            (
                "en_US.UTF-8",
                WeekStart::Sunday,
                TemperatureUnit::Fahrenheit,
            ),
            ("pt_BR", WeekStart::Sunday, TemperatureUnit::Celsius),
            (
                "ar_EG.UTF-8@euro",
                WeekStart::Saturday,
                TemperatureUnit::Celsius,
            ),
            ("de_DE.UTF-8", WeekStart::Monday, TemperatureUnit::Celsius),
            ("C", WeekStart::Monday, TemperatureUnit::Celsius),
            ("", WeekStart::Monday, TemperatureUnit::Celsius),
        ] {
            let profile = Profile::of_locale(locale);
            assert_eq!(
                (profile.week_start, profile.temperature),
                (week, temperature),
                "{locale}"
            );
        }
    }
}
