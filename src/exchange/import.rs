//! An import, stretch by stretch, in one act.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use chrono::NaiveDate;

use super::plan::{Bin, Earlier, Planner, Theirs};
use super::{Census, Format, ImportPlan, Piece, Place, ReadError, Source, Standing, Taker, Told};
use crate::diary::{Answer, DateRange, Diary, Edit, EntryId};
use crate::repository::{ActWriter, Repository, RepositoryError};

/// A stretch is so many pieces of a file, or so many bytes of words, whichever comes first.
pub(super) const PIECES: usize = 512;
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
    told: Told,
) -> Result<ImportPlan, ImportError> {
    import_taking(repository, format, input, shown, told, &Theirs::new())
}

/// The same, with what the file says in the place of some answers, as the person chose of the
/// conflicts that [`rehearse()`](super::rehearse()) told.
///
/// # Errors
/// As [`import()`].
pub fn import_taking(
    repository: &mut Repository,
    format: &Format,
    input: &mut dyn Source,
    shown: usize,
    told: Told,
    theirs: &Theirs,
) -> Result<ImportPlan, ImportError> {
    import_by(PIECES, repository, format, input, shown, told, theirs)
}

fn import_by(
    most: usize,
    repository: &mut Repository,
    format: &Format,
    input: &mut dyn Source,
    shown: usize,
    told: Told,
    theirs: &Theirs,
) -> Result<ImportPlan, ImportError> {
    let standing = Standing::of(Some(repository), told);
    let bin = Bin::of(repository)?;
    let mut ended = None;
    repository.perform_by_and_by(|diary| {
        match take_in(most, diary, &standing, format, input, shown, (&bin, theirs)) {
            Ok(done) => {
                let summary = done.act.summary.clone();
                ended = Some(Ok(done));
                Ok(Some(summary))
            }
            Err(ImportError::Read(error)) => {
                ended = Some(Err(error));
                Ok(None)
            }
            Err(ImportError::Repository(error)) => Err(error),
        }
    })?;
    let nothing = || Ok(Planner::new(&Diary::default(), "", NaiveDate::MIN).finish());
    Ok(ended.unwrap_or_else(nothing)?)
}

/// What an import stands on: a diary, with all that the import does.
pub(super) trait Ground {
    /// What there is of some days.
    fn read(&mut self, days: &BTreeSet<NaiveDate>) -> Result<Diary, RepositoryError>;

    /// The number of the entry that has a lasting name.
    fn named(&self, uid: &str) -> Result<Option<EntryId>, RepositoryError>;

    /// Does what a stretch of the file comes to.
    fn edit(&mut self, edit: Edit) -> Result<(), RepositoryError>;
}

impl Ground for ActWriter<'_, '_> {
    fn read(&mut self, days: &BTreeSet<NaiveDate>) -> Result<Diary, RepositoryError> {
        read_runs(days, |range| self.read(range))
    }

    fn named(&self, uid: &str) -> Result<Option<EntryId>, RepositoryError> {
        self.named(uid)
    }

    fn edit(&mut self, edit: Edit) -> Result<(), RepositoryError> {
        self.edit(&edit)
    }
}

/// Reads days, those that follow each other in one go.
pub(super) fn read_runs(
    days: &BTreeSet<NaiveDate>,
    mut read: impl FnMut(DateRange) -> Result<Diary, RepositoryError>,
) -> Result<Diary, RepositoryError> {
    let mut all = Diary::default();
    let mut days = days.iter().copied().peekable();
    while let Some(first) = days.next() {
        let mut last = first;
        while let Some(next) = days.next_if(|next| Some(*next) == last.succ_opt()) {
            last = next;
        }
        all.append(read(DateRange { first, last })?);
    }
    Ok(all)
}

/// Does what a file comes to on some ground, a stretch of so many pieces at a time, and says what that
/// was, without the edits.
///
/// # Errors
/// [`ImportError`]; then what was done is to be taken back.
pub(super) fn take_in(
    most: usize,
    ground: &mut dyn Ground,
    standing: &Standing,
    format: &Format,
    input: &mut dyn Source,
    shown: usize,
    beside: (&Bin, &Theirs),
) -> Result<ImportPlan, ImportError> {
    let source = &*format.reads().map_err(ReadError::from)?.source;
    let mut import = Import {
        ground,
        source,
        on: standing.told.today,
        most,
        shown,
        beside,
        done: Planner::new(&Diary::default(), source, NaiveDate::MIN).finish(),
        earlier: Earlier::default(),
        edits: Vec::new(),
        pieces: Vec::new(),
        bytes: 0,
        failed: None,
    };
    let read = format.read(standing, input, &mut import);
    // That the diary cannot take it says more than what else the file may hold.
    if let Some(error) = import.failed.take() {
        return Err(error.into());
    }
    read?;
    import.stretch()?;
    Ok(import.done)
}

struct Import<'g> {
    ground: &'g mut dyn Ground,
    source: &'g str,
    /// The day of the import.
    on: NaiveDate,
    /// How many pieces are done at once.
    most: usize,
    shown: usize,
    /// What lies in the bin, and what was chosen of the file.
    beside: (&'g Bin, &'g Theirs),
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

impl Taker for Import<'_> {
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
        if self.pieces.len() < self.most && self.bytes < BYTES {
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

    fn census(&mut self, census: Census) {
        self.done.census = Some(census);
    }
}

impl Import<'_> {
    /// Plans a stretch over what the diary now has of its days, and does it.
    fn stretch(&mut self) -> Result<(), RepositoryError> {
        let (edits, pieces) = (
            std::mem::take(&mut self.edits),
            std::mem::take(&mut self.pieces),
        );
        self.bytes = 0;
        let days = self.days(&pieces)?;
        let existing = self.ground.read(&days)?;
        let mut earlier = std::mem::take(&mut self.earlier);
        earlier.see(days, &existing);
        let planner = Planner::going_on(&existing, self.source, self.on, earlier);
        let mut planner = planner.showing(self.shown).beside(self.beside);
        for edit in edits {
            let _ = planner.also(edit);
        }
        for piece in pieces {
            let _ = planner.take(piece);
        }
        let (mut plan, earlier) = planner.finish_stretch();
        self.earlier = earlier;
        for edit in std::mem::take(&mut plan.act.edits) {
            self.ground.edit(edit)?;
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
                    None => self.ground.named(uid)?,
                    stands => stands,
                };
                days.extend(stands.map(|id| id.date()));
            }
        }
        Ok(days)
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

#[cfg(test)]
mod tests;
