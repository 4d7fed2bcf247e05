//! Bleeding in the terms of FIGO System 1 (Munro et al., Int J Gynaecol Obstet 2018).

use chrono::NaiveDate;
use serde::Serialize;

use super::kept::Kept;
use super::middle::Middle;
use super::where_::Named;
use crate::cycle::Cycle;
use crate::diary::calendar::days_between;
use crate::diary::profile::{Bleeds, Contraception};
use crate::diary::{Answer, DateRange, Role, Tristate};

/// The bleeding of a span.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Bleeding {
    /// The first day of the last period.
    pub last_period: Option<NaiveDate>,
    /// The lengths of the complete cycles that count, in days.
    pub frequency: Option<Middle>,
    /// How many days the periods lasted.
    pub duration: Option<Middle>,
    /// Days with heavy bleeding.
    pub heavy_days: usize,
    /// Days with spotting only.
    pub spotting_days: usize,
    /// Days on which bleeding is answered.
    pub answered: usize,
    /// The most full pads and tampons on a day.
    pub full_pads: Option<f64>,
    /// Large clots, and on how many days they are answered.
    pub large_clots: Option<(f64, usize)>,
    /// Whether the menopause is past, as the profile has it.
    pub past_menopause: bool,
    /// The contraception of the profile.
    pub contraception_told: Contraception,
    /// Contraception noted with intimacy, and on how many days.
    pub contraception: Vec<Named>,
    /// The last pregnancy test, in words.
    pub pregnancy_test: Option<(NaiveDate, String)>,
}

impl Bleeding {
    pub(super) fn of(kept: &Kept, span: DateRange) -> Option<Self> {
        let item = kept.item(kept.role(Role::Bleeding).id.as_str())?;
        let values = kept.values(span, item);
        let cycles = kept.cycles.map_or(&[][..], |cycles| cycles.cycles());
        let periods: Vec<&Cycle> = cycles
            .iter()
            .filter(|cycle| span.contains(cycle.start()) && cycle.bleeds == Bleeds::Periods)
            .collect();
        if values.is_empty() && periods.is_empty() {
            return None;
        }
        let whole = periods.iter().filter(|cycle| cycle.excluded.is_none());
        let whole: Vec<(&&Cycle, NaiveDate)> = whole
            .filter_map(|cycle| {
                let next = cycle.next_start.filter(|next| *next <= span.last)?;
                Some((cycle, next))
            })
            .collect();
        let length = |(cycle, next): &(&&Cycle, NaiveDate)| days_between(cycle.start(), *next);
        let days = |code: &str| {
            let on = |(_, day): &(NaiveDate, &crate::diary::Day)| {
                let is = |answer: &Answer| matches!(answer, Answer::Choice(given) if given.as_str() == code);
                day.answers(&item.id).any(is)
            };
            kept.days(span).filter(on).count()
        };
        Some(Self {
            last_period: periods.last().map(|cycle| cycle.start()),
            frequency: Middle::of(whole.iter().map(|of| length(of) as f64)),
            duration: Middle::of(whole.iter().map(|(cycle, _)| f64::from(cycle.menses_days))),
            heavy_days: days("heavy"),
            spotting_days: days("spotting"),
            answered: values.len(),
            full_pads: full_pads(kept, span),
            large_clots: clots(kept, span),
            past_menopause: kept.profile.menopause == Tristate::Yes,
            contraception_told: kept.profile.contraception,
            contraception: super::where_::named(kept, span, &["contraception"], |_| true),
            pregnancy_test: pregnancy_test(kept, span),
        })
    }
}

fn full_pads(kept: &Kept, span: DateRange) -> Option<f64> {
    let mut most = None;
    let items: Vec<_> = ["pads-full", "tampons-full"].map(|id| kept.item(id)).into();
    for (_, day) in kept.days(span) {
        let counted = items.iter().flatten();
        let counted = counted.filter_map(|item| crate::diary::day_value(day, item));
        let counted: Vec<f64> = counted.collect();
        if !counted.is_empty() {
            most = Some(counted.iter().sum::<f64>().max(most.unwrap_or(0.0)));
        }
    }
    most
}

fn clots(kept: &Kept, span: DateRange) -> Option<(f64, usize)> {
    let values = kept.values(span, kept.item("clots-large")?);
    let sum = values.iter().map(|(_, value)| value).sum();
    (!values.is_empty()).then_some((sum, values.len()))
}

fn pregnancy_test(kept: &Kept, span: DateRange) -> Option<(NaiveDate, String)> {
    let test = kept.role(Role::PregnancyTest);
    let told = kept.days(span).filter_map(|(date, day)| {
        let Some(Answer::Choice(code)) = day.answers(&test.id).last() else {
            return None;
        };
        Some((date, test.option(code)?.label.clone()))
    });
    told.last()
}
