//! Asks all questions, on two threads, and puts them to the test.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::column::{Event, Outcome};
use super::event::Block;
use super::family;
use super::judge::Group;
use super::kin::kin;
use super::phase::Placed;
use super::question::Unjudged;
use super::response::{self, Response};
use super::run::{Cancelled, Progress};
use super::table::Table;
use super::timing::PartsAsked;
use crate::diary::ItemId;

/// A family of questions, which are asked in one go.
pub(super) enum Task<'a> {
    /// Is a scale different in each part of the cycle?
    Phases(&'a Outcome, Group),
    /// Is a scale different 1, 2, 3 days after events that lie within each other, such as an orgasm
    /// in an intimacy? And what are the days around them like?
    Events(&'a Outcome, Vec<&'a Event>),
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
    pub table: &'a Table,
    /// Whether there is any cycle, or one running.
    pub has_cycle: bool,
    pub cycles: &'a [Placed<'a>],
    /// What of the cycles is asked about.
    pub asked: PartsAsked,
    pub blocks: &'a [Block],
}

impl<'a> Inquiry<'a> {
    /// Every scale, or `only` the main one, in the phases; then the main one after each event. All
    /// scales after each event would be so many questions that no answer could be told from chance.
    pub(super) fn tasks(&self, main: &ItemId, only: bool) -> Vec<Task<'a>> {
        let outcomes = self.table.outcomes.iter();
        let phases = outcomes
            .clone()
            // Without a cycle there are no phases to ask about.
            .filter(|o| self.has_cycle && (!only || o.item == *main))
            .map(|o| Task::Phases(o, Group::of_phases(&o.item, main)));
        let events = outcomes
            .filter(|outcome| outcome.item == *main)
            .flat_map(|outcome| {
                let kin = kin(&self.table.events).into_iter();
                kin.map(move |events| Task::Events(outcome, events))
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
        for (_, (questions, responses)) in all {
            asked.questions.push(questions);
            asked.responses.extend(responses);
        }
        Ok(asked)
    }

    fn answer(&self, task: &Task<'_>) -> (Vec<Unjudged>, Vec<Response>) {
        match task {
            Task::Phases(outcome, group) => {
                let family =
                    family::phases(self.table, self.cycles, outcome, self.asked, group.level());
                (family, Vec::new())
            }
            Task::Events(outcome, events) => {
                let family = family::events(self.table, self.blocks, outcome, events);
                let around = |event: &&Event| response::response(self.table, outcome, event);
                (family, events.iter().map(around).collect())
            }
        }
    }
}
