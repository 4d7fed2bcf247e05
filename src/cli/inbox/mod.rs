//! `inbox`: lines from a phone, out of a folder that something else carries.
//!
//! Nothing is written into the folder: two writers would make conflict copies. What was counted is
//! remembered in the diary instead.

mod template;
pub(super) mod told;

use std::path::PathBuf;

use clap::Args;

use super::red_flags::Watch;
use super::{Context, Error, Output};
use crate::confinement::Reach;
use crate::lines::look;

/// Add the lines that a phone wrote into a folder
///
/// Each .txt and .md file in FOLDER is read for lines as twinge log takes them: pain=4 bleeding=light.
/// The day is that of the line (2026-03-17 pain=4), of the heading above it (# 2026-03-17), or of the
/// name of the file (2026-03-17.md); words such as yesterday are refused, as it is not known when they
/// were written. "note: words" is a note. Other lines are left alone.
///
/// The files are never changed, and each line is counted once, wherever it lies. An answer of the diary
/// stays where a line has another, which is told. Of a file with a line that is not understood nothing
/// is written. All that is new is one act, and undo takes it back: the lines count as new again then.
#[derive(Debug, Args)]
pub(super) struct Inbox {
    /// The folder
    #[arg(value_name = "FOLDER", required_unless_present = "template")]
    folder: Option<PathBuf>,

    /// Say what would be added, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// Write what you keep as lines to fill in, for a note or a shortcut of the phone
    #[arg(long, conflicts_with_all = ["folder", "dry_run", "json"])]
    template: bool,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

impl Inbox {
    /// The folder it is asked to read.
    pub(super) fn reach(&self, reach: &mut Reach) {
        if let Some(folder) = &self.folder {
            reach.read(folder);
        }
    }

    /// Whether it may begin a diary.
    pub(super) fn writes(&self) -> bool {
        !self.template && !self.dry_run
    }

    /// Reads the folder, and adds what is new in one act.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let Some(folder) = &self.folder else {
            return template::write(context, out);
        };
        let repository = match self.dry_run {
            true => context.look_if_any()?,
            false => context.open_if_any()?,
        };
        let look = look(folder, context.today(), repository.as_ref())?;
        let mut written = None;
        if let Some(act) = look.act.as_ref().filter(|_| !self.dry_run) {
            let mut diary = repository.map_or_else(|| context.open_or_begin(), Ok)?;
            let watch = Watch::begin(context, &diary, &act.dates())?;
            look.write(&mut diary)?;
            written = Some((watch, diary));
        }
        if self.json {
            out.json(told::for_programs(&look, written.is_some()))?;
        } else {
            told::tell(&look, self.dry_run, out)?;
        }
        if let Some((watch, diary)) = written {
            if let Some(watch) = watch.filter(|_| !self.json) {
                watch.end(&diary, out)?;
            }
            context.tidy(diary, out)?;
        }
        told::refused(&look)
    }
}
