//! All questions of a diary, asked and ranked.

use std::ops::ControlFlow;

use super::ask::Inquiry;
use super::course::{self, Trend};
use super::event;
use super::finding::Finding;
use super::judge::judge;
use super::phase;
use super::relief::reliefs;
use super::response::{self, Response};
use super::rhythm::{self, Weekdays};
use super::run::{Cancelled, Options, Progress};
use super::table::Table;
use super::timing::Timing;
use crate::diary::relief::MeasureRecord;
use crate::diary::{Catalogue, DateRange, Diary, Role};

/// All questions of a diary with their answers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// The first and last day that was looked at; none when nothing is recorded.
    pub range: Option<DateRange>,
    /// Complete cycles among them, without those left out of statistics.
    pub cycles: usize,
    /// How many questions were put to the test.
    pub comparisons: usize,
    /// The findings, those that say most first.
    pub findings: Vec<Finding>,
    /// What pain did around each relief measure.
    pub reliefs: Vec<MeasureRecord>,
    /// The days around each event that was asked about.
    pub responses: Vec<Response>,
    /// The scales that follow the days of the week.
    pub weekdays: Vec<Weekdays>,
    /// The scales that rise or fall over the months.
    pub trends: Vec<Trend>,
}

impl Page {
    /// Asks every question of a diary.
    ///
    /// The same diary gives the same page, always: random numbers come from the diary itself.
    /// `report` hears how far the work has come, from two threads, and can call it off.
    ///
    /// # Errors
    /// [`Cancelled`] when `report` called it off.
    pub fn compute(
        diary: &Diary,
        catalogue: &Catalogue,
        timing: &Timing,
        options: &Options,
        report: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> Result<Self, Cancelled> {
        let range = options.range();
        let table = Table::of(diary, catalogue, range);
        let cycles = phase::placed(timing, &table);
        let blocks = event::blocks(&table, &cycles);
        let pain = &catalogue.role(Role::Pain).id;
        let main = options.item.as_ref().unwrap_or(pain);
        let inquiry = Inquiry {
            catalogue,
            asked_since: &response::asked_since(diary, catalogue, range),
            table: &table,
            has_cycle: !timing.cycles.is_empty(),
            cycles: &cycles,
            asked: timing.asked,
            blocks: &blocks,
        };
        let asked = inquiry.ask(&inquiry.tasks(main, options.item.is_some()), report)?;
        let findings = judge(asked.questions, main);
        let outcomes = || {
            let all = table.outcomes.iter();
            all.filter(|outcome| options.item.is_none() || outcome.item == *main)
        };
        Ok(Self {
            range: table
                .dates
                .first()
                .zip(table.dates.last())
                .map(|(first, last)| DateRange {
                    first: *first,
                    last: *last,
                }),
            cycles: cycles.iter().filter(|placed| placed.counts()).count(),
            comparisons: findings.iter().filter(|f| f.estimate.is_some()).count(),
            findings,
            reliefs: reliefs(diary, catalogue, range),
            responses: asked.responses,
            weekdays: rhythm::weekdays(&table, outcomes()),
            trends: course::trends(&table, outcomes()),
        })
    }

    /// The days around an event.
    pub fn response(&self, event: &str) -> Option<&Response> {
        self.responses
            .iter()
            .find(|response| response.event == event)
    }
}
