//! What is claimed of made-up diaries, beside what is true of them.

use std::ops::Range;

use twinge::patterns::{Finding, Page, Part, Phase, Question, Verdict};

use super::rate::Rate;
use super::trial::{mean, page, told};
use super::{Habit, Rise, When, World};

/// What a question has to do with a rise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// It asks about the rise.
    Itself,
    /// Its days are a part of the rise's, or the other way round.
    Overlaps,
    /// Nothing.
    None,
}

impl When {
    /// The part of the cycle that is asked about it; none when it follows an event.
    fn part(self) -> Option<Part> {
        Some(match self {
            Self::FirstDays(0..=3) => Part::FirstDays,
            Self::FirstDays(_) | Self::Bleeding => Part::Whole(Phase::Menses),
            Self::Ovulation(..) => Part::Whole(Phase::Ovulatory),
            Self::LastDays(0..=4) => Part::LastDays,
            Self::LastDays(_) => Part::Whole(Phase::LateLuteal),
            Self::Event(_) => return None,
        })
    }
}

impl World {
    fn fit(&self, rise: Rise, question: &Question) -> Fit {
        let (itself, overlaps) = match question {
            Question::Phase(part) => {
                let planted = rise.when.part();
                let phase = planted.map(Part::phase);
                (planted == Some(*part), phase == Some(part.phase()))
            }
            Question::Event { event, lag, .. } => {
                let lagged = rise.when == When::Event(usize::from(*lag));
                let first = event == self.habit.event(0).as_str();
                (lagged && first, lagged && self.habit == Habit::Nested)
            }
        };
        match (itself, overlaps) {
            (true, _) => Fit::Itself,
            (false, true) => Fit::Overlaps,
            (false, false) => Fit::None,
        }
    }

    /// What a claim has to do with a rise: nothing when it goes the wrong way.
    fn claim(&self, rise: Rise, finding: &Finding) -> Fit {
        let way = |estimate: twinge::patterns::Estimate| estimate.difference * rise.points > 0.0;
        match finding.item.as_str() == "pain" && finding.estimate.is_some_and(way) {
            true => self.fit(rise, &finding.question),
            false => Fit::None,
        }
    }
}

/// What was claimed of many diaries.
#[derive(Debug, Clone, Default)]
pub(crate) struct Claims {
    /// Any claim.
    pub any: Rate,
    /// Any claim that is more than "so far".
    pub firm: Rate,
    /// Any claim of a phase of the pain, of a phase of another scale, of an event.
    pub phases: Rate,
    pub others: Rate,
    pub events: Rate,
    /// Any line on the days of the week, and on the course over the months.
    pub weekdays: Rate,
    pub course: Rate,
    /// By rise: claimed, the right way; and claimed by the very question that asks about it.
    pub found: Vec<Rate>,
    pub itself: Vec<Rate>,
    /// All rises claimed.
    pub all: Rate,
    /// A rise claimed more than once.
    pub twice: Rate,
    /// Any claim that has to do with no rise.
    pub false_claim: Rate,
}

impl Claims {
    /// Tries a diary for each seed.
    pub(crate) fn of(world: &World, seeds: Range<u64>) -> Self {
        let mut claims = Self {
            found: vec![Rate::default(); world.planted.len()],
            itself: vec![Rate::default(); world.planted.len()],
            ..Self::default()
        };
        for sample in seeds.map(|seed| world.sample(seed)) {
            claims.count(world, &page(world, &sample));
        }
        claims
    }

    fn count(&mut self, world: &World, page: &Page) {
        let claims: Vec<&Finding> = page.findings.iter().filter(|f| told(f)).collect();
        let is_event = |of: &Finding| matches!(of.question, Question::Event { .. });
        let is_pain = |of: &Finding| of.item.as_str() == "pain";
        let any = |is: &dyn Fn(&Finding) -> bool| claims.iter().any(|claim| is(claim));
        self.any.count(any(&|_| true));
        self.firm.count(any(&|of| of.verdict > Verdict::SoFar));
        self.phases.count(any(&|of| !is_event(of) && is_pain(of)));
        self.others.count(any(&|of| !is_event(of) && !is_pain(of)));
        self.events.count(any(&is_event));
        self.weekdays.count(!page.weekdays.is_empty());
        self.course.count(!page.trends.is_empty());

        let (mut all, mut twice) = (true, false);
        for (at, rise) in world.planted.iter().enumerate() {
            let fits: Vec<Fit> = claims.iter().map(|of| world.claim(*rise, of)).collect();
            let times = fits.iter().filter(|fit| **fit != Fit::None).count();
            self.found[at].count(times > 0);
            self.itself[at].count(fits.contains(&Fit::Itself));
            all &= times > 0;
            twice |= times > 1;
        }
        self.all.count(all);
        self.twice.count(twice);
        let is_true = |of: &Finding| {
            let mut rises = world.planted.iter();
            rises.any(|rise| world.claim(*rise, of) != Fit::None)
        };
        self.false_claim.count(any(&|of| !is_true(of)));
    }
}

/// How probably a real difference is missed: as it is told where there is none, and as it is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Missed {
    told: Vec<f64>,
    pub really: Rate,
}

impl Missed {
    /// Tries a diary with the first rise and one without it for each seed.
    pub(crate) fn of(world: &World, seeds: Range<u64>) -> Self {
        let quiet = World {
            planted: &[],
            ..*world
        };
        let rise = world.planted[0];
        let asks = |of: &&Finding| {
            let fits = world.fit(rise, &of.question) == Fit::Itself;
            fits && of.item.as_str() == "pain" && of.estimate.is_some()
        };
        let mut missed = Self::default();
        for seed in seeds {
            let calm = page(&quiet, &quiet.sample(seed)).findings;
            let none = calm.iter().filter(asks).find(|of| !told(of));
            missed.told.extend(none.and_then(|of| of.missed));
            let planted = page(world, &world.sample(seed)).findings;
            if planted.iter().any(|of| asks(&of)) {
                let mut claims = planted.iter().filter(|of| told(of));
                let found = claims.any(|of| world.claim(rise, of) != Fit::None);
                missed.really.count(!found);
            }
        }
        missed
    }

    /// The mean of what is told.
    pub(crate) fn told(&self) -> f64 {
        mean(self.told.iter().copied())
    }

    /// How many are told.
    pub(crate) fn n(&self) -> usize {
        self.told.len()
    }
}
