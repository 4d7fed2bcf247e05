//! The folder a diary is shared through: what is ours in it, and where it is named.

use std::fs::DirBuilder;
use std::path::{Path, PathBuf};

use crate::cli::{Context, Error};
use crate::config::{Config, SHARE_FOLDER};
use crate::confinement::Reach;
use crate::sharing;
use crate::words::shell::share as say;

/// What is ours in it.
const OURS: &str = "twinge";

/// What whoever shares the diary uses: what is ours of the folder, and by what a computer is known.
pub(in crate::cli) fn reach(context: &Context, reach: &mut Reach) {
    if let Ok(config) = context.config()
        && let Some(folder) = config.share_folder.path()
    {
        reach.write.push(ours(folder));
    }
    { sharing::MACHINE.iter() }.for_each(|file| reach.read(Path::new(file)));
}

/// What is ours of a folder.
pub(super) fn ours(folder: &Path) -> PathBuf {
    folder.join(OURS)
}

/// Makes it where the folder is there: no confined program could.
pub(super) fn make_ours(folder: &Path) {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    // What the system has against it, writing into it will say.
    let _ = builder.create(ours(folder));
}

/// The folder this computer shares its diary through.
pub(super) fn folder(context: &Context) -> Result<PathBuf, Error> {
    let named = context.config()?.share_folder.path().map(Path::to_owned);
    named.ok_or_else(|| Error::diary(say::no_folder()).hint(say::no_folder_hint()))
}

/// Gives the setting a value, or none.
pub(super) fn keep_folder(context: &Context, folder: Option<&Path>) -> Result<(), Error> {
    let folder = folder.map(|folder| folder.to_string_lossy().into_owned());
    let files = context.config_files()?;
    Config::change(&files, SHARE_FOLDER, folder.as_deref(), |_| Ok(()))?;
    Ok(())
}
