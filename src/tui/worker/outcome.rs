//! What comes of work beside the keys.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use super::importer::News;
use crate::diary::relief::MeasureRecord;
use crate::diary::{DateRange, ItemId};
use crate::failure::Failure;
use crate::guide::{BleedingScore, Flag, PremenstrualChange, Readings};
use crate::insight::CycleInsight;
use crate::patterns::{Comparison, Options, Page, Progress};
use crate::report::Report;
use crate::sharing::{self, Begun, Conflict, Round, Status};

/// Something that was worked out.
#[derive(Debug)]
pub enum Outcome {
    /// The cycles; none when the person keeps none.
    Cycles(Option<Arc<CycleInsight>>),
    /// The latest warnings, up to today.
    Warnings(DateRange, Vec<Flag>),
    /// The warnings of a stretch that is over.
    Earlier(DateRange, Vec<Flag>),
    /// The readings of a day.
    Readings(Box<Readings>),
    /// The page for the doctor of some days; none when nothing is recorded on them.
    Report(DateRange, Option<Box<Report>>),
    /// What helped before on days like one.
    Helped(NaiveDate, Vec<MeasureRecord>),
    /// What helped in the past year.
    Relief(Vec<MeasureRecord>),
    /// The figures worked out from answers.
    Scores(Box<Scores>),
    /// How far an analysis has come.
    Progress(Progress),
    /// What the pain goes with.
    Patterns(Options, Arc<Page>),
    /// How two stretches compare.
    Compared([DateRange; 2], Vec<Comparison>),
    /// What came of a round of a shared diary.
    Round(Box<Round>),
    /// What the inbox of its folder brought: how many lines, and one that is not understood.
    Inbox(usize, Option<String>),
    /// How it stands with it.
    Shared(Box<Shared>),
    /// What was found out of the file of that number, or done with it.
    Import(u64, News),
    /// What came of joining a folder, so far.
    Join(JoinNews),
    /// It failed.
    Failed(Failure),
}

/// Figures worked out from the answers of the past year.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scores {
    /// The PEG score of each week that was answered, earliest first, 0–10.
    pub peg: Vec<(NaiveDate, f64)>,
    /// The bleeding score of each period with anything counted, earliest first.
    pub bleeding: Vec<BleedingScore>,
    /// How scales change before the period.
    pub premenstrual: Vec<(ItemId, PremenstrualChange)>,
}

/// How it stands with a shared diary.
#[derive(Debug)]
pub struct Shared {
    /// Who shares it, and what waits.
    pub status: Status,
    /// The answers that differ.
    pub conflicts: Vec<Conflict>,
}

/// What came of joining a folder.
#[derive(Debug)]
pub enum JoinNews {
    /// It is so far.
    Progress(sharing::Progress),
    /// The folder of that name is joined.
    Joined(PathBuf, Box<Begun>),
    /// It cannot be joined.
    Refused(Failure),
}
