//! The check-in of a day, written down.

use chrono::NaiveTime;

use super::life::{Journey, SimulatedDay};
use super::script::{Ache, Habit, When};
use super::writer::{SURE, Writer, Written, many};
use crate::diary::{Act, Answer, Answers, Edit, ItemKind, Quantity, Role, Summary, Target, kind};

/// The basal temperature before ovulation and how much higher it is after, in °C.
const LOW: f64 = 36.38;
const RISE: f64 = 0.34;

impl Writer {
    pub(super) fn check_in(&mut self, day: &SimulatedDay) {
        let mut answers = Answers::new();
        self.pain(day, &mut answers);
        self.cycle(day, &mut answers);
        for habit in &self.script.habit {
            if self.rng.chance(habit.chance)
                && let Some(answer) = self.habit(habit, day)
            {
                answers.insert(habit.item.clone(), answer);
            }
        }
        if day.journey == Some(Journey::FirstOrLast) {
            answers.extend(self.typed(&self.script.travel.words));
        }
        let ill = day.ill.and_then(|at| self.script.illness.get(at));
        if let Some(ill) = ill {
            answers.extend(self.typed(&ill.words));
        }
        let note = match ill.and_then(|ill| ill.note.as_deref()) {
            Some(text) => Some((text, &[][..])),
            None => self.remark(day),
        };
        if let Some(note) = note {
            self.noted(&mut answers, note);
        }
        let date = day.date;
        let edits = answers.into_iter().map(|(item, answer)| Edit::Answer {
            target: Target::Day(date),
            item,
            answer: Some(answer),
        });
        let act = Act {
            summary: Summary::CheckIn(date),
            edits: edits.collect(),
        };
        self.written.push(Written { date, act });
    }

    fn pain(&mut self, day: &SimulatedDay, answers: &mut Answers) {
        self.scale(answers, Role::Pain, f64::from(day.pain));
        let when = match day {
            _ if day.flare.is_some() => When::Flare,
            _ if day.bleeding.is_some() && day.cycle_day <= 4 => When::Period,
            _ => When::Any,
        };
        let Some(Ache { sites, quality, .. }) = self.script.pain.iter().find(|a| a.when == when)
        else {
            return;
        };
        for (role, lists, chance) in [
            (Role::PainSites, sites, 0.9),
            (Role::PainQuality, quality, 0.7),
        ] {
            if day.pain > 0
                && self.rng.chance(chance)
                && let Some(codes) = self.rng.pick(lists)
            {
                answers.insert(self.item(role), many(codes));
            }
        }
    }

    fn cycle(&mut self, day: &SimulatedDay, answers: &mut Answers) {
        let bleeding = match day.bleeding {
            Some(word) => Some(word),
            None => self.rng.chance(0.35).then_some("none"),
        };
        if let Some(word) = bleeding {
            self.type_in(answers, Role::Bleeding, word);
        }
        if self.rng.chance(day.signs.temperature) || self.ago(day) < SURE {
            self.temperature(day, answers);
        }
        if day.signs.mucus
            && day.bleeding.is_none()
            && self.rng.chance(0.85)
            && let Some(seen) = self
                .script
                .mucus
                .iter()
                .rev()
                .find(|m| m.from <= day.since_ovulation)
        {
            answers.extend(self.typed(&seen.words));
        }
        if day.signs.lh && (-4..=0).contains(&day.since_ovulation) {
            let word = if day.since_ovulation >= -1 {
                "positive"
            } else {
                "negative"
            };
            self.type_in(answers, Role::LhTest, word);
        }
    }

    fn temperature(&mut self, day: &SimulatedDay, answers: &mut Answers) {
        let high = match (day.since_ovulation, day.to_period) {
            (..=0, _) => 0.0,
            (1, _) => 0.7,
            (_, 1) => 0.6,
            _ => 1.0,
        };
        let mut celsius = LOW + RISE * high + self.rng.normal(0.0, 0.045);
        let ill = day.ill.and_then(|at| self.script.illness.get(at));
        if let Some(ill) = ill {
            celsius += ill.off;
            self.type_in(answers, Role::TemperatureExcluded, "illness");
        } else if self.rng.chance(0.05)
            && let Some(odd) = self.rng.pick(&self.script.odd_morning)
        {
            celsius += odd.off;
            self.type_in(answers, Role::TemperatureExcluded, &odd.reason);
        }
        self.type_in(answers, Role::Temperature, &format!("{celsius:.2}"));
        let usual = if day.weekend() { 7.7 } else { 6.5 };
        let minutes = (60.0 * self.rng.normal(usual, 0.25)).round() as u32;
        if self.rng.chance(0.8)
            && let Some(time) = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)
        {
            answers.insert(self.item(Role::TemperatureTime), Answer::Time(time));
        }
    }

    fn habit(&mut self, habit: &Habit, day: &SimulatedDay) -> Option<Answer> {
        let when = |is: bool, amount: f64| if is { amount } else { 0.0 };
        let mean = habit.base
            + when(day.weekend(), habit.weekend)
            + when(day.ill.is_some(), habit.ill)
            + when(day.late(), habit.late)
            + f64::from(day.pain) * habit.pain;
        let value = self.rng.normal(mean, habit.spread);
        match &self.catalogue.item(habit.item.as_str())?.kind {
            ItemKind::Scale { .. } => Some(Answer::Scale(value.round().clamp(0.0, 10.0) as u8)),
            ItemKind::Number(kind::Number { min, max, step, .. }) => {
                let step = step.milli().max(1);
                let milli = (value * 1000.0 / step as f64).round() as i64 * step;
                let milli = milli.clamp(min.milli(), max.milli());
                Some(Answer::Number(Quantity::from_milli(milli)))
            }
            ItemKind::Choice(kind::Choice { options, .. }) => {
                let last = options.len().checked_sub(1)? as f64;
                let option = options.get(value.round().clamp(0.0, last) as usize)?;
                Some(Answer::Choice(option.code.clone()))
            }
            _ => None,
        }
    }

    /// Perhaps a note for the day.
    fn remark(&mut self, day: &SimulatedDay) -> Option<(&'static str, &'static [String])> {
        let (when, chance) = match day.pain {
            _ if day.flare.is_some() => (When::Flare, 0.7),
            _ if day.bleeding.is_some() && day.cycle_day <= 3 => (When::Period, 0.4),
            4.. => (When::Pain, 0.4),
            0..=1 if self.rng.chance(0.5) => (When::Good, 0.2),
            _ => (When::Any, 0.15),
        };
        let sure = self.ago(day) < SURE;
        (sure || self.rng.chance(chance)).then(|| self.note(when))?
    }
}
