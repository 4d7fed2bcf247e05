//! Asks all questions, on two threads, and puts them to the test.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::column::{Event, MAX_LAG, Outcome};
use super::event::{self, Block};
use super::phase::{self, Placed};
use super::question::{Chance, Lack, Missing, Question, Unjudged};
use super::response::{self, Response};
use super::rotation::chances;
use super::rotation_table::RotationTable;
use super::run::{Cancelled, Progress};
use super::seen::Seen;
use super::table::Table;
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

/// All answers, in the order of the tasks.
#[derive(Default)]
pub(super) struct Asked {
    /// The questions of each task.
    pub questions: Vec<Vec<Unjudged>>,
    pub responses: Vec<Response>,
}

/// What the questions are asked of.
pub(super) struct Inquiry<'a> {
    pub catalogue: &'a Catalogue,
    /// The entries in which "pain since?" is answered.
    pub asked_since: &'a [&'a Entry],
    pub table: &'a Table,
    pub cycles: &'a [Placed<'a>],
    pub blocks: &'a [Block],
}

impl<'a> Inquiry<'a> {
    /// Every scale, or `only` the main one, in the phases; then the main one after each event. All
    /// scales after each event would be so many questions that no answer could be told from chance.
    pub(super) fn tasks(&self, main: &ItemId, only: bool) -> Vec<Task<'a>> {
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
    pub(super) fn ask(
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
        for (_, (questions, response)) in all {
            asked.questions.push(questions);
            asked.responses.extend(response);
        }
        Ok(asked)
    }

    fn answer(&self, task: &Task<'_>) -> (Vec<Unjudged>, Option<Response>) {
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
fn test(outcome: &Outcome, family: Vec<(Question, Seen)>) -> Vec<Unjudged> {
    let mut tables: Vec<(usize, RotationTable)> = Vec::new();
    let mut asked: Vec<Unjudged> = Vec::new();
    for (question, seen) in family {
        let mut missing = missing(&question, &seen);
        if missing.is_empty() {
            match seen.rotations() {
                Some(table) => tables.push((asked.len(), table)),
                None => missing.push(Missing {
                    what: Lack::Variation,
                    have: 1,
                    need: 2,
                }),
            }
        }
        asked.push(Unjudged {
            question,
            item: outcome.item.clone(),
            seen,
            missing,
            chance: None,
        });
    }
    let turned = chances(&tables.iter().map(|(_, table)| table).collect::<Vec<_>>());
    for (at, (question, table)) in tables.iter().enumerate() {
        asked[*question].chance = Some(Chance {
            spread: table.spread(),
            p: turned.alone[at],
            p_adjusted: turned.stepped[at],
        });
    }
    asked
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
