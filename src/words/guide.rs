//! What the guide found, in words.

use serde_json::{Value, json};

use super::dates::day_month;
use crate::cycle::Certainty;
use crate::diary::{Catalogue, Item, parse};
use crate::guide::{
    BaseRate, BleedingScale, BleedingScore, DayReading, Flag, Lean, PremenstrualChange, Readings, Said, Subject,
    Told,
};

packed!("guide");

/// What the articles of a subject are about.
pub fn subject(of: Subject) -> &'static str {
    match of {
        Subject::Help => about_help(),
        Subject::Cycle => about_cycle(),
        Subject::Baby => about_baby(),
        Subject::Sex => about_sex(),
        Subject::Back => about_back(),
        Subject::Womb => about_womb(),
        Subject::Bladder => about_bladder(),
        Subject::Relief => about_relief(),
        Subject::Diary => about_diary(),
    }
}

/// A bleeding score.
pub fn bleeding_score(score: &BleedingScore) -> String {
    let from = BleedingScale::built_in().heavy_from;
    bleeding_told(score.heavy, format!("{:.0}", score.score), from)
}

/// What brought a warning back that was put aside.
pub fn joined(flag: &Flag, catalogue: &Catalogue) -> String {
    let joined = flag.joined.iter();
    let items = joined.filter_map(|id| catalogue.item(id.as_str()));
    let labels: Vec<String> = items.map(|item| parse::within(&item.label)).collect();
    since_put_aside(labels.join(", "))
}

/// A premenstrual change of a scale: a description, not a diagnosis.
pub fn premenstrual_change(item: &Item, change: &PremenstrualChange) -> String {
    let (rises, cycles) = (change.rises, change.periods.len());
    match change.worse {
        _ if !change.is_enough() => premenstrual_too_few(cycles),
        true => premenstrual_changed(&item.label, change.turned, rises, cycles),
        false => premenstrual_not_changed(&item.label, change.turned, rises, cycles),
    }
}

/// What stands before the readings of a day, besides what it is and is not.
pub fn which_notes(readings: &Readings) -> impl Iterator<Item = &'static str> {
    let painless = readings.painless.then(which_painless);
    let nothing = readings.nothing.then(which_nothing);
    painless.into_iter().chain(nothing)
}

/// What a line of a reading says.
pub fn said(said: &Said) -> String {
    let told = match said {
        Said::Words(words) => return words.clone(),
        Said::Told(told) => *told,
    };
    match told {
        Told::OvulationFits(of) => ovulation_fits(
            of.cycle_day,
            day_month(of.on),
            day_month(of.from),
            day_month(of.to),
            certainty(of.certainty),
        ),
        Told::OvulationMayFit(of) => ovulation_may_fit(
            of.cycle_day,
            day_month(of.on),
            day_month(of.from),
            day_month(of.to),
            certainty(of.certainty),
        ),
        Told::OvulationFitsNot(of) => ovulation_fits_not(day_month(of.on), certainty(of.certainty)),
        Told::AfterOvulation(days) => after_ovulation(days),
        Told::PeriodDayFits(day) => period_day_fits(day),
        Told::PeriodDayLate(day) => period_day_late(day),
        Told::PeriodLate(date) => period_late(day_month(date)),
        Told::PeriodNear(date) => period_near(day_month(date)),
        Told::PeriodWithinWeek(date) => period_within_week(day_month(date)),
        Told::PeriodFar(days) => period_far(days),
        Told::PainThen(BaseRate {
            at,
            elsewhere,
            days,
            lean,
        }) => pain_then(
            lean == Lean::Less,
            at.pains,
            at.times,
            elsewhere.pains,
            elsewhere.times,
            days,
            lean == Lean::Neither,
        ),
        Told::PainAfterOrgasm(BaseRate {
            at,
            elsewhere,
            days,
            lean,
        }) => pain_after_orgasm(
            lean == Lean::Less,
            at.pains,
            at.times,
            elsewhere.pains,
            elsewhere.times,
            days,
            lean == Lean::Neither,
        ),
    }
}

fn certainty(of: Certainty) -> &'static str {
    match of {
        Certainty::Estimated => ovulation_estimated(),
        Certainty::Confirmed => ovulation_confirmed(),
        Certainty::Conflicting => ovulation_conflicting(),
    }
}

/// The readings of a day as JSON: `date`, `intro`, `urgency`, `flags`, `painless`, `readings` with
/// `id`, `under`, `title`, `fits`, `timing`, `for`, `against`, `neither`, `settle` and `learn`, and `nothing`.
pub fn readings_to_json(readings: &Readings) -> Value {
    let all = |lines: &[Said]| lines.iter().map(said).collect::<Vec<_>>();
    let reading = |of: &DayReading| {
        json!({
            "id": of.id,
            "under": of.under,
            "title": of.title,
            "fits": of.fits,
            "timing": said(&of.timing),
            "for": all(&of.speaks_for),
            "against": all(&of.speaks_against),
            "neither": all(&of.neither),
            "settle": all(&of.settle),
            "learn": of.learn,
        })
    };
    json!({
        "date": readings.date,
        "intro": which_intro(),
        "urgency": which_urgency(readings.urgent),
        "flags": readings.flags,
        "painless": readings.painless.then(which_painless),
        "readings": readings.readings.iter().map(reading).collect::<Vec<_>>(),
        "nothing": readings.nothing.then(which_nothing),
    })
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::diary::Catalogue;
    use crate::guide::PeriodChange;

    #[test]
    fn a_premenstrual_change_is_described() {
        let period = |month| PeriodChange {
            start: NaiveDate::from_ymd_opt(2026, month, 1).unwrap(),
            before: 6.0,
            after: 1.0,
            change: 0.5,
        };
        let change = PremenstrualChange {
            periods: vec![period(1), period(2)],
            rises: 2,
            worse: true,
            turned: false,
        };
        let stress = Catalogue::built_in().item("stress").unwrap();
        let words = premenstrual_change(stress, &change);
        assert!(
            words.contains("in 2 of 2 cycles") && words.contains("not a diagnosis"),
            "{words}"
        );
        assert!(words.starts_with("Stress was higher in the week before"));
        let turned = PremenstrualChange {
            turned: true,
            ..change
        };
        let mood = Catalogue::built_in().item("mood").unwrap();
        let words = premenstrual_change(mood, &turned);
        assert!(words.contains("was lower in the week before"), "{words}");
        let one = PremenstrualChange {
            periods: vec![period(1)],
            rises: 1,
            worse: false,
            turned: false,
        };
        assert!(premenstrual_change(stress, &one).starts_with("Not enough yet"));
    }

    #[test]
    fn a_heavy_period_is_worth_a_word_with_the_doctor() {
        let score = |score, heavy| BleedingScore {
            first: NaiveDate::default(),
            last: NaiveDate::default(),
            score,
            heavy,
        };
        assert_eq!(
            bleeding_score(&score(80.0, false)),
            "Bleeding score of the period: 80."
        );
        let heavy = bleeding_score(&score(100.0, true));
        assert!(heavy.contains("100") && heavy.contains("heavy"));
    }
}
