//! What happened at a time, written down.

use chrono::NaiveTime;

use super::life::SimulatedDay;
use super::script::When;
use super::writer::Writer;
use crate::diary::{Answer, Answers, Quantity, Role};

impl Writer {
    pub(super) fn exertion(&mut self, day: &SimulatedDay) {
        if let Some(scene) = day.exertion {
            let time = self.time(9, 18);
            let answers = self.typed(&scene.words);
            self.add(day.date, time, answers);
        }
    }

    pub(super) fn episode(&mut self, day: &SimulatedDay) {
        let again = day.pain >= 7 && day.bleeding.is_none() && self.rng.chance(0.6);
        if day.flare != Some(0) && !again {
            return;
        }
        let Some(scene) = self.scene(&self.script.episode) else {
            return;
        };
        let mut answers = self.typed(&scene.words);
        if let Some(item) = &scene.scored {
            answers.insert(item.clone(), Answer::Scale(day.pain));
        }
        let time = self.time(7, 19);
        self.add(day.date, time, answers);
    }

    pub(super) fn relief(&mut self, day: &SimulatedDay) {
        let wanted = if day.pain < 3 {
            0.0
        } else {
            0.12 * f64::from(day.pain)
        };
        if self.ago(day) == 0 || !self.rng.chance(wanted) {
            return;
        }
        let times = if day.pain >= 6 && self.rng.chance(0.4) {
            2
        } else {
            1
        };
        let mut hour = self.rng.between(8, 17) as u32;
        for _ in 0..times {
            let Some(scene) = self.scene(&self.script.relief) else {
                return;
            };
            let mut answers = self.typed(&scene.words);
            let before = f64::from(day.pain) - self.rng.between(0, 1) as f64;
            let after = before - scene.eases + self.rng.normal(0.0, 0.8);
            self.scale(&mut answers, Role::ReliefBefore, before);
            if self.rng.chance(0.85) {
                self.scale(&mut answers, Role::ReliefAfter, after.min(before + 1.0));
            }
            let time = self.time(hour, hour);
            self.add(day.date, time, answers);
            hour += 4;
        }
    }

    pub(super) fn intimacy(&mut self, day: &SimulatedDay) {
        let ago = self.ago(day);
        let likely = match day.pain {
            _ if ago == 0 || ago == 2 || day.ill.is_some() || day.journey.is_some() => 0.0,
            _ if ago == 1 => 1.0,
            _ if day.bleeding.is_some() && day.cycle_day <= 3 => 0.03,
            0..=2 => 0.18,
            3..=4 => 0.1,
            _ => 0.04,
        };
        if !self.rng.chance(likely) {
            return;
        }
        let scene = if ago == 1 {
            self.script.intimacy.first()
        } else {
            self.scene(&self.script.intimacy)
        };
        let Some(scene) = scene else { return };
        let mut answers = self.typed(&scene.words);
        let during = self.rng.normal(0.3 + 0.3 * f64::from(day.pain), 0.9);
        self.scale(&mut answers, Role::PainDuring, during);
        // What came after last night is still to be asked.
        if ago > 1 {
            self.pain_after(&mut answers, during);
        }
        if self.rng.chance(0.15)
            && let Some(note) = self.note(When::Intimacy)
        {
            self.noted(&mut answers, note);
        }
        let time = match ago {
            1 => NaiveTime::from_hms_opt(22, 10, 0),
            _ if day.weekend() && self.rng.chance(0.4) => self.time(8, 10),
            _ => self.time(21, 23),
        };
        self.add(day.date, time, answers);
    }

    fn pain_after(&mut self, answers: &mut Answers, during: f64) {
        let hurts = self.rng.chance(0.22 + 0.06 * during.max(0.0));
        let after = if hurts {
            self.rng.normal(2.6 + 0.3 * during, 1.0).max(1.0)
        } else {
            0.0
        };
        self.scale(answers, Role::PainAfter, after);
        if hurts {
            let began = *self
                .rng
                .pick(&[0, 500, 1000, 2000, 8000, 10_000])
                .unwrap_or(&0);
            let lasted = *self
                .rng
                .pick(&[500, 1000, 2000, 3000, 6000, 24_000])
                .unwrap_or(&1000);
            for (role, milli) in [
                (Role::PainAfterBegan, began),
                (Role::PainAfterLasted, lasted),
            ] {
                answers.insert(self.item(role), Answer::Number(Quantity::from_milli(milli)));
            }
        }
    }
}
