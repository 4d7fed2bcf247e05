//! Asks all questions, on two threads, and puts them to the test.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::event::{self, Block, MAX_LAG};
use super::finding::{Lack, Missing, Question};
use super::lane::Lane;
use super::page::{Cancelled, Progress};
use super::phase::{self, Placed};
use super::response::{self, Response};
use super::rotation::chances;
use super::seen::Seen;
use super::table::{Event, Outcome, Table};
use super::timing::Phase;
use super::verdict::{LEAST_COMPARISON, LEAST_CYCLES, LEAST_EVENTS};
use crate::diary::{Catalogue, Entry, ItemId};

/// Questions that are asked in one go, because they share random numbers or data.
pub(super) enum Task<'a> {
    /// Is a scale different in each of the phases? One family.
    Phases(&'a Outcome),
    /// Is a scale different 1, 2, 3 days after an event? And what are the days around it like?
    Events(&'a Outcome, &'a Event),
}

/// A question that was asked but not yet judged beside the others.
pub(super) struct Draft {
    pub question: Question,
    pub item: ItemId,
    /// The scale in a sentence.
    pub phrase: String,
    pub seen: Seen,
    pub missing: Vec<Missing>,
    /// None while there is not enough.
    pub test: Option<Test>,
}

/// What chance says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Test {
    /// The standard deviation of the statistic over all rotations.
    pub spread: f64,
    /// The chance of the question by itself.
    pub p: f64,
    /// The chance within its family.
    pub p_adjusted: f64,
}

/// All answers, in the order of the tasks.
#[derive(Default)]
pub(super) struct Asked {
    /// The questions of each task.
    pub drafts: Vec<Vec<Draft>>,
    pub responses: Vec<Response>,
}

/// What the questions are asked of.
pub(super) struct Room<'a> {
    pub catalogue: &'a Catalogue,
    /// The entries in which "pain since?" is answered.
    pub asked_since: &'a [&'a Entry],
    pub table: &'a Table,
    pub cycles: &'a [Placed<'a>],
    pub blocks: &'a [Block],
}

impl<'a> Room<'a> {
    /// Every scale, or `only` the main one, in the phases; then the main one after each event. All
    /// scales after each event would be so many questions that no answer could be told from chance.
    pub fn tasks(&self, main: &ItemId, only: bool) -> Vec<Task<'a>> {
        let outcomes = self.table.outcomes.iter();
        let phases = outcomes
            .clone()
            .filter(|o| !only || o.item == *main)
            .map(Task::Phases);
        let events = outcomes
            .filter(|outcome| outcome.item == *main)
            .flat_map(|outcome| {
                let events = self.table.events.iter();
                events.map(move |event| Task::Events(outcome, event))
            });
        phases.chain(events).collect()
    }

    /// Works through the tasks. Each takes its random numbers from its own data, so it does not
    /// matter which thread does it.
    pub fn ask(
        &self,
        tasks: &[Task<'_>],
        report: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> Result<Asked, Cancelled> {
        let (next, off) = (AtomicUsize::new(0), AtomicBool::new(false));
        let work = || {
            let mut done = Vec::new();
            while !off.load(Ordering::Relaxed) {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(task) = tasks.get(at) else { break };
                let progress = Progress {
                    done: at,
                    of: tasks.len(),
                };
                if report(progress).is_break() {
                    off.store(true, Ordering::Relaxed);
                } else {
                    done.push((at, self.answer(task)));
                }
            }
            done
        };
        let mut all = std::thread::scope(|scope| {
            let other = scope.spawn(work);
            let mut done = work();
            match other.join() {
                Ok(theirs) => done.extend(theirs),
                Err(panic) => std::panic::resume_unwind(panic),
            }
            done
        });
        if off.into_inner() {
            return Err(Cancelled);
        }
        all.sort_by_key(|(at, _)| *at);
        let mut asked = Asked::default();
        for (_, (drafts, response)) in all {
            asked.drafts.push(drafts);
            asked.responses.extend(response);
        }
        Ok(asked)
    }

    fn answer(&self, task: &Task<'_>) -> (Vec<Draft>, Option<Response>) {
        match task {
            Task::Phases(outcome) => {
                let looks = phase::look(self.table, self.cycles, outcome);
                let family = Phase::ALL.map(Question::Phase).into_iter().zip(looks);
                (test(outcome, family.collect()), None)
            }
            Task::Events(outcome, event) => {
                let lag = |lag: usize| {
                    let seen = event::look(self.table, self.blocks, outcome, event, lag);
                    let question = Question::Event {
                        event: event.id.clone(),
                        phrase: event.phrase.clone(),
                        lag: lag as u8,
                    };
                    // Each by itself: the page adjusts all events together.
                    test(outcome, vec![(question, seen)])
                };
                let mut response = response::response(self.table, outcome, event);
                response.since = response::since(self.catalogue, self.asked_since, event);
                ((1..=MAX_LAG).flat_map(lag).collect(), Some(response))
            }
        }
    }
}

/// Puts the questions of a family to the test, those for which there is enough.
fn test(outcome: &Outcome, family: Vec<(Question, Seen)>) -> Vec<Draft> {
    let mut lanes: Vec<(usize, Lane)> = Vec::new();
    let mut drafts: Vec<Draft> = Vec::new();
    for (question, seen) in family {
        let mut missing = missing(&question, &seen);
        if missing.is_empty() {
            match seen.lane() {
                Some(lane) => lanes.push((drafts.len(), lane)),
                None => missing.push(Missing {
                    what: Lack::Variation,
                    have: 1,
                    need: 2,
                }),
            }
        }
        drafts.push(Draft {
            question,
            item: outcome.item.clone(),
            phrase: outcome.phrase.clone(),
            seen,
            missing,
            test: None,
        });
    }
    let turned = chances(&lanes.iter().map(|(_, lane)| lane).collect::<Vec<_>>());
    for (at, (draft, lane)) in lanes.iter().enumerate() {
        drafts[*draft].test = Some(Test {
            spread: lane.spread(),
            p: turned.alone[at],
            p_adjusted: turned.stepped[at],
        });
    }
    drafts
}

/// What there is too little of.
fn missing(question: &Question, seen: &Seen) -> Vec<Missing> {
    let cycles = (Lack::Cycles, seen.logged, LEAST_CYCLES);
    let comparison = (Lack::Comparison, seen.comparison, LEAST_COMPARISON);
    let needs = match question {
        // The days are not looked at before there are cycles.
        Question::Phase(_) if seen.logged < LEAST_CYCLES => vec![cycles],
        Question::Phase(_) => vec![(Lack::Phase, seen.units.len(), LEAST_CYCLES), comparison],
        Question::Event { .. } => vec![
            (Lack::Events, seen.dots.len(), LEAST_EVENTS),
            (Lack::Spread, seen.units.len(), LEAST_CYCLES),
            comparison,
        ],
    };
    let lacking = needs.into_iter().filter(|(_, have, need)| have < need);
    lacking
        .map(|(what, have, need)| Missing { what, have, need })
        .collect()
}
