//! All questions of a diary, asked and ranked.

use std::ops::ControlFlow;

use super::ask::Inquiry;
use super::course::Trend;
use super::event;
use super::finding::Finding;
use super::judge::judge;
use super::phase;
use super::question::Question;
use super::reading::Reading;
use super::response::Response;
use super::rhythm::{self, Weekdays};
use super::run::{Cancelled, Options, Progress};
use super::timing::{Phase, Timing};
use super::verdict::Verdict;
use crate::diary::relief::MeasureRecord;
use crate::diary::{Catalogue, DateRange, Diary, ItemId};

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
        Self::of(Reading::of(diary, catalogue, options), timing, report)
    }

    /// The same of a diary that is read already: that can be done while the cycles are found.
    ///
    /// # Errors
    /// [`Cancelled`] when `report` called it off.
    pub fn of(
        reading: Reading<'_>,
        timing: &Timing,
        report: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> Result<Self, Cancelled> {
        let Reading { table, main, .. } = &reading;
        let mut weekdays = reading.weekdays.clone();
        let cycles = phase::placed(timing, table);
        let blocks = event::blocks(table, &cycles);
        let inquiry = Inquiry {
            table,
            has_cycle: !timing.cycles.is_empty(),
            cycles: &cycles,
            asked: timing.asked,
            blocks: &blocks,
        };
        let asked = inquiry.ask(&inquiry.tasks(main, reading.only), report)?;
        let findings = judge(asked.questions, main);
        weekdays.retain(|of| {
            let phases = claimed(&findings, &of.item);
            let mut outcomes = table.outcomes.iter().filter(|o| o.item == of.item);
            phases.is_empty()
                || outcomes.any(|o| rhythm::is_left(table, o, &phase::without(&cycles, o, &phases)))
        });
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
            responses: asked.responses,
            reliefs: reading.reliefs,
            weekdays,
            trends: reading.trends,
        })
    }

    /// The days around an event.
    pub fn response(&self, event: &str) -> Option<&Response> {
        self.responses
            .iter()
            .find(|response| response.event == event)
    }
}

/// The phases in which a scale is said to differ.
fn claimed(findings: &[Finding], item: &ItemId) -> Vec<Phase> {
    let told = findings
        .iter()
        .filter(|of| of.item == *item && of.verdict > Verdict::None);
    let phases = told.filter_map(|of| match of.question {
        Question::Phase(part) => Some(part.phase()),
        Question::Event { .. } => None,
    });
    phases.collect()
}
