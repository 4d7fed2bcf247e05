//! What is not one file to be read, put together as one: another diary, or a folder of a journal.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use chrono::NaiveDate;

use super::door::{Worth, is_packed};
use super::json::{Settings, Writer};
use super::plan::Planner;
use super::{Dropped, Format, ImportPlan, Misfit, Piece, Taker, WriteError, journal};
use crate::diary::Diary;
use crate::repository::{Repository, is_diary};

/// What a diary or a folder holds, as a file has it.
#[derive(Debug, Default)]
pub struct Gathered {
    bytes: Vec<u8>,
    /// The names of what lies in the folder and was not taken.
    beside: Vec<String>,
}

impl Gathered {
    /// Everything of another diary, in the form of its own export.
    ///
    /// # Errors
    /// When the diary cannot be read.
    pub fn diary(diary: &Repository) -> Result<Self, WriteError> {
        let mut bytes = Vec::new();
        let mut writer = Writer::new(&mut bytes, &Settings::of(diary))?;
        if let Some(span) = diary.span()? {
            writer.write(&diary.read(span)?)?;
        }
        writer.finish()?;
        Ok(Self {
            bytes,
            ..Self::default()
        })
    }

    /// What tells of each day in the files of a folder; `None` when none of them is a page of a journal.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn journal(folder: &Path) -> io::Result<Option<Self>> {
        let files = fs::read_dir(folder)?.map(|file| Ok(file?.path()));
        let mut files = files.collect::<io::Result<Vec<_>>>()?;
        files.sort();
        let mut all = Self::default();
        for file in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            // To open what is no file could take for ever.
            let front = match file.is_file() {
                true => journal::front(&file),
                false => Ok(None),
            };
            match front {
                Ok(Some(front)) => all.bytes.extend(front.into_bytes()),
                // What other programs put there for themselves.
                _ if name.starts_with('.') => {}
                _ => all.beside.push(name.into_owned()),
            }
        }
        Ok((!all.bytes.is_empty()).then_some(all))
    }

    /// Takes out its bytes.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.bytes)
    }

    /// Has a plan name what was not taken, and no lines, which nobody could look up; of what is left
    /// out so much is told one by one.
    pub fn tell(&self, plan: &mut ImportPlan, shown: usize) {
        let none = Diary::default();
        let mut beside = Planner::new(&none, "", NaiveDate::MAX).showing(shown);
        for name in &self.beside {
            let _ = beside.take(Piece::Dropped(Dropped {
                line: 0,
                // A file's name is the person's words.
                key: "file".into(),
                what: name.clone(),
                why: Misfit::NoPage,
            }));
        }
        let summary = plan.act.summary.clone();
        plan.go_on(beside.finish(), shown);
        plan.act.summary = summary;
        let conflicts = plan.conflicts.iter_mut().map(|of| &mut of.line);
        let dropped = plan.dropped.iter_mut().map(|of| &mut of.line);
        let left_out = plan.answers.left_out.values_mut().map(|of| &mut of.line);
        conflicts
            .chain(dropped)
            .chain(left_out)
            .for_each(|line| *line = 0);
    }
}

/// Whether a file is a diary, as far as can be told from outside. Not to be asked of one that is open:
/// its locks would be let go of.
pub fn is_a_diary(path: &Path) -> bool {
    let mut beginning = Vec::new();
    let read =
        File::open(path).and_then(|file| file.take(Format::BEGINNING).read_to_end(&mut beginning));
    read.is_ok()
        && (is_diary(&beginning)
            || Format::worth(&beginning) == Worth::Unknown
                && !is_packed(&beginning)
                && Repository::is_locked(path))
}
