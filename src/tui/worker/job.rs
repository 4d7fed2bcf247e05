//! What can be worked out beside the keys.

use std::sync::Arc;

use chrono::NaiveDate;

use super::importer::ImportFile;
use crate::diary::DateRange;
use crate::exchange::Theirs;
use crate::insight::CycleInsight;
use crate::patterns::Options;

/// Work on the whole diary that no key waits for.
#[derive(Debug, Clone, PartialEq)]
pub enum Job {
    /// Evaluations follow each other: each rests on what was known before.
    Evaluate(Evaluation),
    /// Of analyses, a later one calls off an earlier one of its kind.
    Analyse(Analysis),
    /// Of files to import, each with its number, a later one calls off an earlier one.
    Import(u64, ImportStep),
}

/// What is to be done with a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportStep {
    /// Read it, on a day, and say what importing it would do.
    Look(ImportFile, NaiveDate),
    /// Say what importing a table by new rules would do.
    Try(String),
    /// Import it, with what it says in the place of some answers.
    CarryOut(Theirs),
    /// Leave it; what was begun is called off.
    Leave,
}

/// What is to be evaluated again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Evaluation {
    /// Everything, as it is known on a day.
    Everything(NaiveDate),
    /// Nothing, as when a draft was kept: nothing rests on it.
    Nothing,
    /// Some days that changed, as it is known on a day.
    Days(Vec<NaiveDate>, NaiveDate),
    /// The warnings of a stretch that is long over.
    Warnings(DateRange),
    /// The readings of a day.
    Readings(NaiveDate),
    /// The page for the doctor, up to a day.
    Report(NaiveDate),
    /// What helped before on days like one.
    Helped(NaiveDate),
    /// What helped in the year up to a day.
    Relief(NaiveDate),
    /// The figures of the year up to a day.
    Scores(NaiveDate),
}

/// What is to be analysed.
#[derive(Debug, Clone, PartialEq)]
pub enum Analysis {
    /// What the pain goes with, by the cycles that are known already.
    Patterns(Options, Option<Arc<CycleInsight>>),
    /// How an earlier and a later stretch compare.
    Compare([DateRange; 2]),
}

impl Analysis {
    /// How many kinds there are.
    pub const KINDS: usize = 2;

    /// Which kind it is, below [`Analysis::KINDS`].
    pub fn kind(&self) -> usize {
        match self {
            Self::Patterns(..) => 0,
            Self::Compare(_) => 1,
        }
    }
}

/// What the thread is sent for on which a shared diary goes round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errand {
    /// Take what others wrote, and what the inbox has up to a day, and write what the others have not
    /// got.
    Round(NaiveDate),
    /// Look how it stands.
    Look,
}
