//! A look into a folder of pages: what of it is new to a diary.

use std::collections::BTreeSet;
use std::collections::btree_map::{BTreeMap, Entry};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::page::{Page, Said};
use super::reader::Reader;
use crate::diary::acts::{Draft, Kept, Refusal};
use crate::diary::{Act, Catalogue, Day, Edit, NewEntry, TemperatureUnit};
use crate::repository::{Repository, RepositoryError, Written};
use crate::words::shell::inbox as say;
use crate::words::{acts, errors};

/// Why a folder of pages cannot be read, or its lines not written.
#[derive(Debug, thiserror::Error)]
pub enum InboxError {
    /// The system does not let the folder be read.
    #[error("{folder} could not be read: {source}")]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The diary could not be read or written.
    #[error(transparent)]
    Diary(#[from] RepositoryError),
}

type Result<T> = std::result::Result<T, InboxError>;

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The name of the file.
    pub file: String,
    /// Its number, from 1; `None` for the whole file.
    pub line: Option<usize>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => f.write_str(&say::place(&self.file, line)),
            None => f.write_str(&self.file),
        }
    }
}

/// What a look into the folder found.
#[derive(Debug, Default)]
pub struct Look {
    /// What is new; `None` when nothing is.
    pub act: Option<Act>,
    /// The same in words.
    pub summary: String,
    /// The marks of the lines that brought it, by their days.
    counted: BTreeMap<NaiveDate, BTreeSet<String>>,
    /// The marks of those that were counted before, by their days, as far as they were asked for.
    taken: BTreeMap<NaiveDate, BTreeSet<String>>,
    /// How many lines were counted before.
    pub before: usize,
    /// How many lines say what the diary says.
    pub same: usize,
    /// Answers of the diary that stay where a line has another.
    pub conflicts: Vec<(Place, Kept)>,
    /// Lines that are not understood, and why: nothing of their files is new.
    pub wrong: Vec<(Place, String)>,
    /// Lines that are not for the diary.
    pub left_alone: Vec<Place>,
}

/// Why a line cannot be applied.
enum Fault {
    Refused(Refusal),
    Diary(RepositoryError),
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<RepositoryError> for Fault {
    fn from(error: RepositoryError) -> Self {
        Self::Diary(error)
    }
}

/// Reads the pages of a folder and lays them over the diary, if there is one, a page after the other by
/// their names.
///
/// # Errors
/// [`InboxError`].
pub fn look(folder: &Path, today: NaiveDate, repository: Option<&Repository>) -> Result<Look> {
    let (catalogue, unit) = match repository {
        Some(diary) => (&**diary.catalogue(), diary.profile().temperature),
        None => (&**Catalogue::built_in(), TemperatureUnit::default()),
    };
    let reader = Reader {
        catalogue,
        today,
        unit,
        replaces: false,
        lasting: true,
    };
    let mut draft = Draft::new(catalogue, today, |date| match repository {
        Some(diary) => diary.day(date).map_err(Fault::from),
        None => Ok(Day::default()),
    });
    let mut look = Look::default();
    for (name, page) in pages(folder, &reader)? {
        draft.settle();
        look.apply(name, page, &mut draft, repository)?;
    }
    look.act = draft.act();
    if let Some(act) = &look.act {
        look.summary = acts::sentence(&act.summary, catalogue, unit);
    }
    Ok(look)
}

/// The pages of a folder with the names of their files, in order. Links are not followed: a page is
/// what lies in the folder.
fn pages(folder: &Path, reader: &Reader) -> Result<Vec<(String, Page)>> {
    let refused = |source| InboxError::Folder {
        folder: folder.to_owned(),
        source,
    };
    let mut files = Vec::new();
    for file in std::fs::read_dir(folder).map_err(refused)? {
        let file = file.map_err(refused)?;
        let name = file.file_name().to_string_lossy().into_owned();
        let kind = file.file_type().map_err(refused)?;
        let ending = Path::new(&name).extension().unwrap_or_default();
        let is_text = ["txt", "md"]
            .iter()
            .any(|of| ending.eq_ignore_ascii_case(of));
        if is_text && !name.starts_with('.') && !kind.is_dir() {
            files.push((name, file.path(), kind.is_file()));
        }
    }
    files.sort();
    let page = |(name, path, is_file): (String, PathBuf, bool)| {
        let page = match is_file {
            true => Page::open(&path, reader).unwrap_or_else(|error| Page::none(error.to_string())),
            false => Page::none(say::no_file()),
        };
        (name, page)
    };
    Ok(files.into_iter().map(page).collect())
}

impl Look {
    /// Applies the lines of a page, all of them or none.
    fn apply(
        &mut self,
        file: String,
        page: Page,
        draft: &mut Draft<'_, Fault>,
        repository: Option<&Repository>,
    ) -> Result<()> {
        let place = |line| Place {
            file: file.clone(),
            line,
        };
        let left_alone = page.left_alone.iter();
        self.left_alone
            .extend(left_alone.map(|line| place(Some(*line))));
        if !page.wrong.is_empty() {
            let wrong = page.wrong.into_iter();
            self.wrong
                .extend(wrong.map(|(line, why)| (place(line), why)));
            return Ok(());
        }
        let (mut before, mut same, mut counted) = (0, 0, Vec::new());
        let mut conflicts = Vec::new();
        for said in page.lines {
            if self.is_counted(&said, repository)? {
                before += 1;
                continue;
            }
            let stood = draft.stood().len();
            match draft.apply(&said.line) {
                Ok(true) => counted.push((said.date, said.mark)),
                Ok(false) if draft.stood().len() == stood => same += 1,
                Ok(false) => {}
                Err(Fault::Refused(refusal)) => {
                    draft.take_back();
                    let why = errors::refusal(&refusal);
                    self.wrong.push((place(Some(said.number)), why));
                    return Ok(());
                }
                Err(Fault::Diary(error)) => return Err(error.into()),
            }
            let kept = draft.stood()[stood..].iter().cloned();
            conflicts.extend(kept.map(|kept| (place(Some(said.number)), kept)));
        }
        self.before += before;
        self.same += same;
        self.conflicts.extend(conflicts);
        for (date, mark) in counted {
            self.counted.entry(date).or_default().insert(mark);
        }
        Ok(())
    }

    /// Whether a line was counted before.
    fn is_counted(&mut self, said: &Said, repository: Option<&Repository>) -> Result<bool> {
        if let (Some(diary), Entry::Vacant(unread)) = (repository, self.taken.entry(said.date)) {
            unread.insert(diary.taken(said.date)?);
        }
        let mut marks = [&self.taken, &self.counted].into_iter();
        Ok(marks.any(|of| of.get(&said.date).is_some_and(|of| of.contains(&said.mark))))
    }

    /// Writes what is new in one act, with which lines it was; `None` when nothing is.
    ///
    /// # Errors
    /// When the diary cannot be written; then nothing is.
    pub fn write(&self, diary: &mut Repository) -> Result<Option<Written>> {
        let Some(act) = &self.act else {
            return Ok(None);
        };
        Ok(diary.perform_by_and_by(|writer| {
            for edit in &act.edits {
                // Another computer may have brought it, and somebody moved it since.
                let is_there = match edit {
                    Edit::Add(NewEntry { uid: Some(uid), .. }) => writer.named(uid)?.is_some(),
                    _ => false,
                };
                if !is_there {
                    writer.edit(edit)?;
                }
            }
            { self.counted.iter() }.try_for_each(|(date, marks)| writer.count(*date, marks))?;
            Ok(Some(act.summary.clone()))
        })?)
    }

    /// How many lines are new.
    pub fn count_new(&self) -> usize {
        self.counted.values().map(BTreeSet::len).sum()
    }
}
