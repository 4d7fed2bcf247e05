//! An import, stretch by stretch, in one act.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use chrono::NaiveDate;

use super::json::Settings;
use super::plan::Earlier;
use super::{Format, ImportPlan, Incoming, Piece, Place, Planner, ReadError, Source, Taker};
use crate::diary::{Answer, DateRange, Diary, Edit};
use crate::repository::{ActWriter, Repository, RepositoryError};

/// A stretch is so many pieces of a file, or so many bytes of words, whichever comes first.
const PIECES: usize = 512;
const BYTES: usize = 256 << 10;

/// Why an import was not made.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The diary cannot be read or written.
    #[error(transparent)]
    Repository(#[from] RepositoryError),
}

/// Adds what a file holds to a diary, as one act, and says what that was, without the edits; of
/// conflicts and of what is left out it tells so many one by one. However long the file is, it and
/// what it brings are never in memory as a whole.
///
/// # Errors
/// [`ImportError`]; then the diary is as it was.
pub fn import(
    repository: &mut Repository,
    format: &Format,
    input: &mut dyn Source,
    shown: usize,
) -> Result<ImportPlan, ImportError> {
    let source = format.reads().map_err(ReadError::from)?.source;
    let standing = Settings::of(repository);
    let nothing = || Planner::new(&Diary::default(), source).finish();
    let mut ended = Ok(nothing());
    repository.perform_by_and_by(|diary| {
        let mut import = Import {
            diary,
            source,
            shown,
            done: nothing(),
            earlier: Earlier::default(),
            edits: Vec::new(),
            pieces: Vec::new(),
            bytes: 0,
            failed: None,
        };
        let read = format.read(&standing, input, &mut import);
        // That the diary cannot take it says more than what else the file may hold.
        if let Some(error) = import.failed.take() {
            return Err(error);
        }
        if let Err(error) = read {
            ended = Err(error);
            return Ok(None);
        }
        import.stretch()?;
        let summary = import.done.act.summary.clone();
        ended = Ok(import.done);
        Ok(Some(summary))
    })?;
    Ok(ended?)
}

/// Whether a file holds anything that a diary without entries could take.
///
/// # Errors
/// [`ReadError`] when the bytes do not come or are not of the format.
pub fn begins(format: &Format, input: &mut dyn Source) -> Result<bool, ReadError> {
    let mut any = Any(false);
    format.read(&Settings::default(), input, &mut any)?;
    Ok(any.0)
}

/// Whether there was anything.
struct Any(bool);

impl Taker for Any {
    fn also(&mut self, _: Edit) -> ControlFlow<()> {
        self.0 = true;
        ControlFlow::Break(())
    }

    fn take(&mut self, piece: Piece) -> ControlFlow<()> {
        if let Piece::Entry(Incoming { place, answers, .. }) = piece {
            let says = !answers.is_empty() || matches!(place, Place::Timed { .. });
            self.0 |= says && DateRange::CALENDAR.contains(place.date());
        }
        if self.0 {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }
}

struct Import<'w, 'r, 'db> {
    diary: &'w mut ActWriter<'r, 'db>,
    source: &'static str,
    shown: usize,
    /// What was done, without its edits.
    done: ImportPlan,
    earlier: Earlier,
    /// Edits that concern no answer, and pieces of the file, that are yet to be done.
    edits: Vec<Edit>,
    pieces: Vec<Piece>,
    /// How many bytes of words are among them.
    bytes: usize,
    failed: Option<RepositoryError>,
}

impl Taker for Import<'_, '_, '_> {
    fn also(&mut self, edit: Edit) -> ControlFlow<()> {
        self.edits.push(edit);
        ControlFlow::Continue(())
    }

    fn take(&mut self, piece: Piece) -> ControlFlow<()> {
        self.bytes += match &piece {
            Piece::Entry(entry) => entry.answers.values().map(length).sum(),
            Piece::Dropped(dropped) => dropped.what.len(),
        };
        self.pieces.push(piece);
        if self.pieces.len() < PIECES && self.bytes < BYTES {
            return ControlFlow::Continue(());
        }
        match self.stretch() {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                self.failed = Some(error);
                ControlFlow::Break(())
            }
        }
    }
}

impl Import<'_, '_, '_> {
    /// Plans a stretch over what the diary now has of its days, and does it.
    fn stretch(&mut self) -> Result<(), RepositoryError> {
        let (edits, pieces) = (
            std::mem::take(&mut self.edits),
            std::mem::take(&mut self.pieces),
        );
        self.bytes = 0;
        let days = self.days(&pieces)?;
        let existing = self.existing(&days)?;
        let mut earlier = std::mem::take(&mut self.earlier);
        earlier.see(days, &existing);
        let mut planner = Planner::going_on(&existing, self.source, earlier).showing(self.shown);
        for edit in edits {
            let _ = planner.also(edit);
        }
        for piece in pieces {
            let _ = planner.take(piece);
        }
        let (mut plan, earlier) = planner.finish_stretch();
        self.earlier = earlier;
        for edit in std::mem::take(&mut plan.act.edits) {
            self.diary.edit(&edit)?;
        }
        self.done.go_on(plan, self.shown);
        Ok(())
    }

    /// The days that pieces speak of, and those on which their entries stand by now.
    fn days(&self, pieces: &[Piece]) -> Result<BTreeSet<NaiveDate>, RepositoryError> {
        let mut days = BTreeSet::new();
        for piece in pieces {
            let Piece::Entry(entry) = piece else { continue };
            let date = entry.place.date();
            if !DateRange::CALENDAR.contains(date) {
                continue;
            }
            days.insert(date);
            if let Place::Timed { uid, .. } = &entry.place {
                let stands = match self.earlier.recognised(uid) {
                    None => self.diary.named(uid)?,
                    stands => stands,
                };
                days.extend(stands.map(|id| id.date()));
            }
        }
        Ok(days)
    }

    /// What the diary has of some days.
    fn existing(&mut self, days: &BTreeSet<NaiveDate>) -> Result<Diary, RepositoryError> {
        let mut existing = Diary::default();
        let mut days = days.iter().copied().peekable();
        while let Some(first) = days.next() {
            let mut last = first;
            while let Some(next) = days.next_if(|next| Some(*next) == last.succ_opt()) {
                last = next;
            }
            let range = DateRange { first, last };
            existing.append(self.diary.read(range)?);
        }
        Ok(existing)
    }
}

/// How many bytes an answer has of words.
fn length(answer: &Answer) -> usize {
    match answer {
        Answer::Text(words) => words.len(),
        Answer::Many(codes) => codes.iter().map(|code| code.as_str().len()).sum(),
        _ => 0,
    }
}
