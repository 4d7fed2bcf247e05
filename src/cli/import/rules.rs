//! Rules by which tables come in: a person's own in the folder beside the settings, and new ones that
//! are guessed.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::cli::{Context, Error};
use crate::diary::Catalogue;
use crate::exchange::propose::Proposal;
use crate::exchange::{Format, OwnRules, Unread, rules_name};
use crate::safekeeping::write_words;
use crate::words::shell::files as say;
use crate::words::{import as words, tables};

/// By which rules a table is read, as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Map {
    /// By new ones, which are guessed and written.
    New,
    /// By those of a file.
    File(PathBuf),
}

impl From<PathBuf> for Map {
    fn from(typed: PathBuf) -> Self {
        match typed.as_os_str() == "new" {
            true => Self::New,
            false => Self::File(typed),
        }
    }
}

/// Where new rules for a file are written.
pub(super) fn place(context: &Context, file: &Path) -> Result<PathBuf, Error> {
    Ok(context.imports_path()?.join(rules_name(file) + ".toml"))
}

/// The rules of the person's own that may know a file.
pub(super) fn own(map: Option<&Map>, context: &Context) -> Result<Vec<Format>, Error> {
    match map {
        Some(Map::File(file)) => Ok(vec![OwnRules::read(file).map_err(|why| wrong(&why))?]),
        _ => Ok(all(&context.imports_path()?)),
    }
}

/// All rules of a folder; of those that cannot be used it is told why.
fn all(folder: &Path) -> Vec<Format> {
    let OwnRules { formats, unread } = OwnRules::of(folder);
    for why in unread {
        wrong(&why).report();
    }
    formats
}

fn wrong(why: &Unread) -> Error {
    Error::input(words::unread(why))
}

/// Writes rules for a table, and hands back the format they make of it.
///
/// # Errors
/// That there are some already, or what the system has against it.
pub(super) fn write(
    proposal: &Proposal,
    file: &Path,
    place: &Path,
    catalogue: &Catalogue,
) -> Result<Format, Error> {
    let text = proposal.to_toml(&rules_name(file), catalogue, &|about| {
        tables::remark(about, catalogue)
    });
    let format = Format::by_rules(&text);
    let format = format.map_err(|fault| wrong(&Unread::Fault(place.to_owned(), fault)))?;
    if place.exists() {
        let shown = place.display();
        return Err(Error::input(say::rules_exist(&shown)).hint(say::rules_exist_hint(&shown)));
    }
    write_words(place, &text)?;
    Ok(format)
}

/// How a table could be read, for programs: without a cell of it.
pub(super) fn told_to_programs(proposal: &Proposal) -> Value {
    let columns = proposal.things.iter().map(|thing| {
        json!({
            "column": thing.name,
            "has": thing.seen,
            "count": thing.filled(),
            "item": thing.item,
            "doubts": thing.doubts.len(),
        })
    });
    json!({
        "rows": proposal.kind,
        "date": proposal.date.name,
        "columns": columns.collect::<Vec<_>>(),
    })
}
