//! What a report of a fault may tell: the program, the system and the diary's file from outside, and
//! nothing of the person. No name of a file is among it, and no count of anything.

use std::env;
use std::fs;
use std::io::Write;
use std::path::Path;

use crossterm::terminal;
use serde_json::{Map, Value};

use super::{Context, Error, Output, VERSION};
use crate::confinement::{InForce, Reach};
use crate::repository::{Repository, RepositoryError};
use crate::safekeeping;
use crate::sharing;

/// Where Linux says which system and which kernel it is.
const RELEASE: &str = "/etc/os-release";
const KERNEL: &str = "/proc/sys/kernel/osrelease";

/// What a terminal or a locale is called has no other letters; anything else somebody made up.
const NAMES: &str = "-_.@+:";

pub(super) fn reach(reach: &mut Reach) {
    reach.read(Path::new(RELEASE));
    reach.read(Path::new(KERNEL));
}

/// Writes all of it, a fact a line.
pub(super) fn tell(context: &Context, json: bool, out: &mut Output) -> Result<(), Error> {
    let facts = facts(context)?;
    if json {
        let facts: Map<_, _> = facts
            .into_iter()
            .map(|(name, is)| (name.into(), is))
            .collect();
        return Ok(out.json(Value::Object(facts))?);
    }
    for (name, is) in facts {
        match is {
            Value::String(words) => writeln!(out, "{name}: {words}")?,
            is => writeln!(out, "{name}: {is}")?,
        }
    }
    Ok(())
}

fn facts(context: &Context) -> Result<Vec<(&'static str, Value)>, Error> {
    let named = |names: &[&str]| names.iter().find_map(|name| name_in(name));
    let release = fs::read_to_string(RELEASE).ok();
    let release = release.and_then(|words| {
        let line = words
            .lines()
            .find_map(|line| line.strip_prefix("PRETTY_NAME="));
        line.map(|name| name.trim_matches('"').to_owned())
    });
    let kernel = fs::read_to_string(KERNEL).ok();
    let size = terminal::size().map(|(columns, rows)| format!("{columns}x{rows}"));
    let mut facts: Vec<(&'static str, Value)> = vec![
        ("version", VERSION.into()),
        ("os", env::consts::OS.into()),
        ("machine", env::consts::ARCH.into()),
        ("release", release.into()),
        ("kernel", kernel.map(|words| words.trim().to_owned()).into()),
        ("terminal", named(&["TERM"]).into()),
        ("terminal-program", named(&["TERM_PROGRAM"]).into()),
        ("colours", named(&["COLORTERM"]).into()),
        ("size", size.ok().into()),
        ("locale", named(&["LC_ALL", "LC_CTYPE", "LANG"]).into()),
        ("settings-faults", context.faults().len().into()),
        ("encryption", cfg!(feature = "encryption").into()),
    ];
    facts.extend(of_diary(context)?);
    let denied = InForce::try_all();
    facts.extend([
        ("network-denied", denied.network.into()),
        ("programs-denied", denied.programs.into()),
        ("files-denied", denied.files.into()),
        ("memory-denied", denied.memory.into()),
    ]);
    Ok(facts)
}

/// The file from outside, and its schema where no passphrase has to be asked for.
fn of_diary(context: &Context) -> Result<Vec<(&'static str, Value)>, Error> {
    let path = context.diary_path()?;
    let bytes = fs::metadata(&path).ok().map(|file| file.len());
    let mut facts: Vec<(&'static str, Value)> = vec![("diary", bytes.is_some().into())];
    if let Some(bytes) = bytes {
        let opened = Repository::open_read_only_with(&path, context.passphrase());
        let schema = opened.as_ref().ok().and_then(|diary| diary.schema().ok());
        let shared = opened
            .as_ref()
            .ok()
            .and_then(|diary| sharing::me(diary).ok());
        let shared = shared.map(|me| me.is_some());
        let opens = match &opened {
            Ok(_) => "opens",
            Err(RepositoryError::Locked(_)) => "locked",
            Err(RepositoryError::WrongPassphrase(_)) => "wrong-passphrase",
            Err(RepositoryError::Damaged { .. }) => "damaged",
            Err(RepositoryError::Newer { .. }) => "newer",
            Err(RepositoryError::NotADiary(_)) => "no-diary",
            Err(_) => "fails",
        };
        facts.extend([
            ("diary-bytes", bytes.into()),
            ("diary-state", opens.into()),
            ("encrypted", Repository::is_locked(&path).into()),
            (
                "private",
                opened.as_ref().ok().map(safekeeping::is_private).into(),
            ),
            ("schema", schema.into()),
            ("shared", shared.into()),
        ]);
    }
    Ok(facts)
}

/// What a variable names, if it is a name.
fn name_in(variable: &str) -> Option<String> {
    let named = env::var(variable).ok().filter(|name| !name.is_empty())?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || NAMES.contains(c);
    named.chars().all(is_name).then_some(named)
}
