//! What lies where in the folder that a diary is shared through, and whose it is.
//!
//! ```text
//! FOLDER/twinge/
//!   README.txt                    for whoever finds it
//!   key-<16 hex>.twinge           the key, which the passphrase of sharing opens
//!   g1/                           what was written with the key of that generation
//!     <computer, 16 hex>/         only that computer writes here
//!       <part, 32 hex>.twinge
//!   inbox/                        lines of a person's, which are nobody's here
//! ```
//!
//! Carriers put copies of conflicts beside files, in names of their own: in the folder of a computer,
//! whatever has the ending of ours in its name is looked into. Nobody relies on locks, on times, or
//! on what another computer's folder holds.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::DirEntry;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::DeviceId;
use super::error::{Result, SharingError};
use super::file::{ENDING, Why, is_unfinished};
use super::key::KeyName;
use crate::repository::raw::private_folder;

/// The folder in the person's.
const NAME: &str = "twinge";
/// The file for whoever finds it.
const READ_ME: &str = "README.txt";
/// The folder of lines that a person writes elsewhere.
const INBOX: &str = "inbox";
/// How the names of generations begin.
const GENERATION: &str = "g";

/// A file that was left as it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// Which.
    pub file: PathBuf,
    /// Why.
    pub why: Why,
}

impl Skipped {
    fn foreign(file: PathBuf) -> Self {
        let why = Why::Foreign;
        Self { file, why }
    }
}

/// The folder, whether it is there or not.
#[derive(Debug, Clone)]
pub(super) struct Folder(PathBuf);

/// A file in the folder of a computer.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Whose folder it is in.
    pub(super) owner: DeviceId,
    /// Its name there.
    pub(super) name: String,
    /// Where it is.
    pub(super) path: PathBuf,
}

/// What lies in it beside its keys.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// The computers that have a folder of a generation.
    pub(super) devices: BTreeSet<DeviceId>,
    /// The files in those.
    pub(super) files: Vec<Found>,
    /// What is none of ours.
    pub(super) foreign: Vec<Skipped>,
}

impl Folder {
    /// The one in a person's folder.
    pub(super) fn of(persons: &Path) -> Self {
        Self(persons.join(NAME))
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// What the person named: the folder it is in.
    pub(super) fn persons(&self) -> &Path {
        self.0.parent().unwrap_or(&self.0)
    }

    /// Whether it is there. The person's has to be: where a disk is not plugged in, its folder is not
    /// made anew.
    pub(super) fn is_there(&self) -> Result<bool> {
        let persons = self.persons();
        let found = std::fs::metadata(persons).map_err(|e| SharingError::io(persons, e))?;
        if !found.is_dir() {
            return Err(SharingError::NotAFolder(persons.to_owned()));
        }
        match std::fs::metadata(&self.0) {
            Ok(found) if found.is_dir() => Ok(true),
            Ok(_) => Err(SharingError::NotAFolder(self.0.clone())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(SharingError::io(&self.0, error)),
        }
    }

    /// Where the file of a key is.
    pub(super) fn key(&self, name: KeyName) -> PathBuf {
        self.0.join(name.to_string())
    }

    /// Where the lines of a person's are.
    pub(super) fn inbox(&self) -> PathBuf {
        self.0.join(INBOX)
    }

    /// The folder of a generation.
    pub(super) fn generation(&self, generation: u64) -> PathBuf {
        self.0.join(format!("{GENERATION}{generation}"))
    }

    /// The folder of a computer.
    pub(super) fn device(&self, generation: u64, device: DeviceId) -> PathBuf {
        self.generation(generation).join(device.to_string())
    }

    /// The keys that lie in it.
    pub(super) fn keys(&self) -> Result<BTreeSet<KeyName>> {
        let names = entries(&self.0)?.into_iter();
        Ok(names
            .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
            .collect())
    }

    /// What lies in it, as far as it is of a generation or of nobody here.
    pub(super) fn list(&self, generation: u64) -> Result<Listed> {
        let mut listed = Listed::default();
        for entry in entries(&self.0)? {
            let name = entry.file_name();
            if !is_known(&name) && !is_hidden(&name) {
                listed.foreign.push(Skipped::foreign(entry.path()));
            }
        }
        for entry in entries(&self.generation(generation))? {
            let name = entry.file_name();
            let device: Option<DeviceId> = name.to_str().and_then(|name| name.parse().ok());
            match device.filter(|_| entry.file_type().is_ok_and(|of| of.is_dir())) {
                Some(device) => listed.of_device(device, &entry.path())?,
                None if is_hidden(&name) => {}
                None => listed.foreign.push(Skipped::foreign(entry.path())),
            }
        }
        Ok(listed)
    }

    /// Whether a computer has ever written here, in whichever generation.
    pub(super) fn is_used(&self) -> Result<bool> {
        for entry in entries(&self.0)? {
            if generation_of(&entry.file_name()).is_some() && !entries(&entry.path())?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether it holds what is none of ours.
    pub(super) fn is_foreign(&self) -> Result<bool> {
        let mut names = entries(&self.0)?.into_iter().map(|entry| entry.file_name());
        Ok(names.any(|name| !is_known(&name) && !is_hidden(&name)))
    }

    /// The generations before one of which a computer has a folder still.
    pub(super) fn former(&self, generation: u64, device: DeviceId) -> Result<Vec<PathBuf>> {
        let names = entries(&self.0)?.into_iter();
        let former = names.filter_map(|entry| generation_of(&entry.file_name()));
        Ok(former
            .filter(|of| *of < generation)
            .map(|of| self.device(of, device))
            .filter(|folder| folder.is_dir())
            .collect())
    }

    /// Makes it in the person's.
    pub(super) fn begin(&self) -> Result<PathBuf> {
        if !self.is_there()? {
            private_folder(&self.0).map_err(|error| SharingError::io(&self.0, error))?;
        }
        Ok(self.0.clone())
    }

    /// Makes the folder of a computer, and those above it up to the person's.
    pub(super) fn make(&self, generation: u64, device: DeviceId) -> Result<PathBuf> {
        let folder = self.device(generation, device);
        // Where the person's is gone, it is not to be made.
        if self.is_there()? || !folder.exists() {
            private_folder(&folder).map_err(|error| SharingError::io(&folder, error))?;
        }
        Ok(folder)
    }

    /// Removes what [`Folder::make`] made, and what is written for people, where nothing else is left.
    pub(super) fn unmake(&self, generation: u64, device: DeviceId) {
        let _ = std::fs::remove_dir(self.device(generation, device));
        let _ = std::fs::remove_dir(self.generation(generation));
        let read_me = self.0.join(READ_ME);
        let rest = entries(&self.0).unwrap_or_default();
        if rest.iter().all(|entry| entry.path() == read_me) {
            let _ = std::fs::remove_file(read_me);
            let _ = std::fs::remove_dir(&self.0);
        }
    }

    /// Writes what whoever finds the folder may read, where it is not there.
    pub(super) fn explain(&self, text: &str) -> Result<()> {
        let path = self.0.join(READ_ME);
        if path.exists() {
            return Ok(());
        }
        std::fs::write(&path, text).map_err(|error| SharingError::io(&path, error))
    }
}

impl Listed {
    fn of_device(&mut self, owner: DeviceId, folder: &Path) -> Result<()> {
        self.devices.insert(owner);
        for entry in entries(folder)? {
            let (name, path) = (entry.file_name(), entry.path());
            match name.to_str() {
                _ if is_hidden(&name) => {}
                Some(name) if name.contains(ENDING) => self.files.push(Found {
                    owner,
                    name: name.to_owned(),
                    path,
                }),
                _ => self.foreign.push(Skipped::foreign(path)),
            }
        }
        Ok(())
    }
}

/// Files of a computer's folder that were never whole: of a program that ended in the midst of it.
pub(super) fn unfinished(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = entries(folder)?.into_iter();
    Ok(entries
        .filter(|entry| entry.file_name().to_str().is_some_and(is_unfinished))
        .map(|entry| entry.path())
        .collect())
}

/// What is in a folder; nothing where it is not there.
fn entries(folder: &Path) -> Result<Vec<DirEntry>> {
    let refused = |error| SharingError::io(folder, error);
    match std::fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        entries => entries
            .map_err(refused)?
            .collect::<std::io::Result<_>>()
            .map_err(refused),
    }
}

fn is_known(name: &OsStr) -> bool {
    let is_key = name
        .to_str()
        .is_some_and(|of| of.parse::<KeyName>().is_ok());
    is_key || name == READ_ME || name == INBOX || generation_of(name).is_some()
}

/// What carriers and desktops keep for themselves, and files that are not whole yet.
fn is_hidden(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.starts_with(b".") || name.starts_with(b"~")
}

fn generation_of(name: &OsStr) -> Option<u64> {
    let number = name.to_str()?.strip_prefix(GENERATION)?;
    let generation: u64 = number.parse().ok()?;
    // One way to write each.
    (generation.to_string() == number).then_some(generation)
}
