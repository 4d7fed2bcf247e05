//! What the guide found, in words.

use serde_json::{Value, json};

use super::dates::{day_month, ends};
use super::figures;
use crate::cycle::Certainty;
use crate::diary::{Catalogue, Item, WorseEnd, parse};
use crate::guide::{
    BaseRate, BleedingScale, BleedingScore, DayReading, ENOUGH_CYCLES, Flag, Lean, Past,
    Premenstrual, PremenstrualChange, Readings, Said, Subject, Told,
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
    let from = figures::fixed(BleedingScale::built_in().heavy_from, 0);
    bleeding_told(score.heavy, figures::fixed(score.score, 0), from)
}

/// What brought a warning back that was put aside.
pub fn joined(flag: &Flag, catalogue: &Catalogue) -> String {
    let joined = flag.joined.iter();
    let items = joined.filter_map(|id| catalogue.item(id.as_str()));
    let labels: Vec<String> = items.map(|item| parse::within(&item.label)).collect();
    since_put_aside(labels.join(", "))
}

/// How scales change before the period: those that do, a sentence each, then in a line those that do
/// too seldom and in one those with too few cycles. A description, not a diagnosis; nothing of no scale.
pub fn premenstrual_changes(changes: &[(&Item, &PremenstrualChange)]) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    let (mut seldom, mut too_few): (Vec<String>, Vec<&str>) = Default::default();
    for (item, change) in changes {
        let (cycles, label) = (change.periods.len(), &item.label);
        match change.how() {
            Premenstrual::Told => told.push(premenstrual_changed(
                label,
                change.worse_end == WorseEnd::Low,
                change.worse_in,
                cycles,
                cycles < ENOUGH_CYCLES,
                ENOUGH_CYCLES,
            )),
            Premenstrual::Seldom => seldom.push(premenstrual_one(label, change.worse_in, cycles)),
            Premenstrual::NotEnough => too_few.push(label),
        }
    }
    if !seldom.is_empty() {
        told.push(premenstrual_not_changed(seldom.join(", ")));
    }
    if !too_few.is_empty() {
        told.push(premenstrual_too_few(too_few.join(", ")));
    }
    if !told.is_empty() {
        told.push(premenstrual_note().to_owned());
    }
    told
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
        Told::OvulationFits(of) => {
            let [from, to] = ends(of.from, of.to);
            let on = day_month(of.on);
            ovulation_fits(of.cycle_day, on, from, to, certainty(of.certainty))
        }
        Told::OvulationMayFit(of) => {
            let [from, to] = ends(of.from, of.to);
            let on = day_month(of.on);
            ovulation_may_fit(of.cycle_day, on, from, to, certainty(of.certainty))
        }
        Told::OvulationFitsNot(of) => ovulation_fits_not(day_month(of.on), certainty(of.certainty)),
        Told::AfterOvulation(days) => after_ovulation(days),
        Told::PeriodDayFits(day) => period_day_fits(day),
        Told::PeriodDayLate(day) => period_day_late(day),
        Told::PeriodLate(date) => period_late(day_month(date)),
        Told::PeriodNear(date) => period_near(day_month(date)),
        Told::PeriodWithinWeek(date) => period_within_week(day_month(date)),
        Told::PeriodFar(days) => period_far(days),
        Told::PainThen(of) => past(of, pain_then),
        Told::PainAfterOrgasm(of) => past(of, pain_after_orgasm),
        Told::PainNoted(Past { times, pains }) => pain_noted(pains, times),
    }
}

/// A sentence about how often it hurt at some time, and at others.
fn past(
    of: BaseRate,
    say: fn(bool, u8, bool, usize, usize, usize, usize, i64, bool) -> String,
) -> String {
    let (at, elsewhere) = (of.at, of.elsewhere);
    let only = of.lean == Lean::Less && at.pains > 0;
    let same = of.lean == Lean::Neither;
    say(
        of.from > 1,
        of.from,
        only,
        at.pains,
        at.times,
        elsewhere.pains,
        elsewhere.times,
        of.days,
        same,
    )
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
    fn premenstrual_changes_are_described() {
        let period = PeriodChange {
            start: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
            before: 6.0,
            after: 1.0,
            change: 0.5,
        };
        let change = |worse_in, cycles, worse_end| PremenstrualChange {
            periods: vec![period.clone(); cycles],
            worse_in,
            worse_end,
        };
        let item = |id| Catalogue::built_in().item(id).unwrap();
        let (stress, mood, pain) = (item("stress"), item("mood"), item("pain"));
        let told = |change| premenstrual_changes(&[(stress, &change)]).remove(0);
        let words = told(change(2, 2, WorseEnd::High));
        assert!(
            words.starts_with("Stress was higher in the week before"),
            "{words}"
        );
        assert!(words.contains("in 2 of 2 cycles"), "{words}");
        assert!(words.ends_with("With fewer than 8 cycles, a few may be chance."));
        let words = told(change(7, 13, WorseEnd::Low));
        assert!(
            words.starts_with("Stress was lower in the week before"),
            "{words}"
        );
        assert!(words.ends_with("you gave on any scale."), "{words}");
        let all = premenstrual_changes(&[
            (stress, &change(2, 13, WorseEnd::High)),
            (mood, &change(0, 13, WorseEnd::Low)),
            (pain, &change(1, 1, WorseEnd::High)),
        ]);
        assert!(
            all[0].contains(": Stress 2 of 13, Mood 0 of 13. "),
            "{}",
            all[0]
        );
        assert!(
            all[1].starts_with("Not enough yet") && all[1].ends_with(&format!(": {}.", pain.label))
        );
        assert!(
            all[2].contains("not a diagnosis") && all.len() == 3,
            "{all:?}"
        );
        assert!(premenstrual_changes(&[]).is_empty());
    }

    #[test]
    fn a_heavy_period_is_worth_a_word_with_the_doctor() {
        let score = |score, heavy| BleedingScore {
            first: NaiveDate::default(),
            last: NaiveDate::default(),
            score,
            heavy,
        };
        assert_eq!(bleeding_score(&score(80.0, false)), "Bleeding score: 80.");
        let heavy = bleeding_score(&score(100.0, true));
        assert!(heavy.contains("100") && heavy.contains("heavy"));
    }
}
