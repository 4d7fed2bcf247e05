//! A file that is looked at and then imported, away from the keys: it may be long.

use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read, Seek, SeekFrom, Write as _};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::exchange::door::{Door, DoorError, Remark, Worth};
use crate::exchange::propose::{Proposal, propose};
use crate::exchange::{
    Decimal, FORMATS, Format, Gathered, ImportError, ImportPlan, Named, Order, OwnRules, Source,
    Theirs, Told, Unread, WriteError, import_taking, is_a_diary, rehearse, rules_name,
};
use crate::failure::Failure;
use crate::repository::{Passphrase, Repository, RepositoryError};
use crate::words::{errors, import as words};

/// So many conflicts, and so much of what is left out, is told one by one: more than anybody reads.
const SHOWN: usize = 1000;
/// So many files of rules may have a name of their own.
const NAMES: usize = 99;

/// A file that a person named, and what they said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportFile {
    /// Where it lies.
    pub path: PathBuf,
    /// How its dates stand, where the person says so.
    pub order: Option<Order>,
    /// What stands before its decimals, where the person says so.
    pub decimal: Option<Decimal>,
    /// Whether of a file that is cut off what is whole is taken.
    pub in_part: bool,
    /// The folder of rules by which tables are read, whether it exists or not.
    pub rules: PathBuf,
}

/// What was found out of a file, or done with it.
#[derive(Debug)]
pub enum News {
    /// So many percent of it are read.
    Progress(u8),
    /// It wants a password, or another one than it was given.
    Locked(Lock, Again),
    /// It cannot be read.
    Refused(Failure),
    /// It is a table that no rules know.
    Table(Box<Proposal>),
    /// What importing it would do.
    Planned {
        /// That.
        plan: Box<ImportPlan>,
        /// What is to be told of how it was opened.
        remarks: Vec<Remark>,
    },
    /// Why it cannot be read by the rules that were tried.
    Untried(Failure),
    /// It was imported, and its new rules could not be kept, where it says why.
    Done(Box<ImportPlan>, Option<Failure>),
}

/// What a file is that wants a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// A zip.
    Zip,
    /// Another diary.
    Diary,
}

/// Whether a password was given before.
pub type Again = bool;

/// Is told how many percent of a file are read, and says whether to go on.
pub type Watch = Arc<dyn Fn(u8) -> ControlFlow<()> + Send + Sync>;

/// A file, and the diary it is to come into.
pub struct Importer {
    diary: Repository,
    file: ImportFile,
    today: NaiveDate,
    watch: Watch,
    own: OwnRules,
    /// New rules for a table, and the format they make of it.
    new: Option<(String, Format)>,
    door: Option<Door<Watched>>,
    /// What the bytes were put together from, where that is no file.
    gathered: Option<Gathered>,
}

impl Importer {
    /// A file that nothing is read of yet, and a diary to read and write.
    pub fn new(diary: Repository, file: ImportFile, today: NaiveDate, watch: Watch) -> Self {
        Self {
            diary,
            own: OwnRules::of(&file.rules),
            file,
            today,
            watch,
            new: None,
            door: None,
            gathered: None,
        }
    }

    /// Why some of the person's own rules cannot be used.
    pub fn faults(&self) -> impl Iterator<Item = Failure> {
        let unread = self.own.unread.iter();
        unread.map(|why| Failure::new(words::unread(why)))
    }

    /// Reads the file, a zip with its password, and says what importing it would do; of a table that
    /// no rules know, how it could be read.
    pub fn look(&mut self, password: Option<&Passphrase>) -> News {
        let mut door = match self.open(password) {
            Ok(door) => door,
            Err(news) => return news,
        };
        if self.format(door.beginning()).is_none() {
            if let Some(named) = Named::of(door.beginning()) {
                let (what, hint) = words::no_format(named);
                return self.refused(what.into(), hint);
            }
            let proposal = match propose(&mut door, self.diary.catalogue()) {
                Ok(proposal) => proposal,
                Err(error) => return News::Refused(self.failure(error.into())),
            };
            let Some(proposal) = proposal else {
                let hint = words::unknown_file_hint();
                return self.refused(words::unknown_file().into(), hint);
            };
            self.door = Some(door);
            return News::Table(Box::new(proposal));
        }
        self.door = Some(door);
        self.plan()
    }

    /// Says what importing a table by new rules would do.
    pub fn try_rules(&mut self, rules: String) -> News {
        match Format::by_rules(&rules) {
            Ok(format) => self.new = Some((rules, format)),
            Err(fault) => {
                let why = Unread::Fault(self.file.rules.clone(), fault);
                return News::Untried(Failure::new(words::unread(&why)));
            }
        }
        match self.plan() {
            News::Refused(why) => News::Untried(why),
            news => news,
        }
    }

    fn plan(&mut self) -> News {
        let told = self.told();
        let Self {
            diary, own, new, ..
        } = self;
        let Some(door) = &mut self.door else {
            return News::Locked(Lock::Zip, false);
        };
        let Some(format) = format(&own.formats, new.as_ref(), door.beginning()) else {
            return News::Locked(Lock::Zip, false);
        };
        let remarks = door.remarks();
        match rehearse(Some(diary), format, door, SHOWN, told) {
            Ok(plan) => News::Planned {
                plan: self.told_of(plan),
                remarks,
            },
            Err(error) => News::Refused(self.failure(error)),
        }
    }

    /// Adds what the file holds to the diary, in one act, and keeps new rules; `None` when nothing was
    /// read of it.
    pub fn carry_out(&mut self, theirs: &Theirs) -> Option<News> {
        let told = self.told();
        let Self {
            diary, own, new, ..
        } = self;
        let door = self.door.as_mut()?;
        let format = format(&own.formats, new.as_ref(), door.beginning())?;
        let done = import_taking(diary, format, door, SHOWN, told, theirs);
        Some(match done {
            Ok(plan) => {
                let rules = self.new.as_ref();
                let unkept = rules.and_then(|(rules, _)| self.keep(rules).err());
                News::Done(self.told_of(plan), unkept)
            }
            Err(error) => News::Refused(self.failure(error)),
        })
    }

    /// Keeps new rules beside the person's others: the next file like it is known by its header.
    fn keep(&self, rules: &str) -> Result<(), Failure> {
        let folder = &self.file.rules;
        let name = rules_name(&self.file.path);
        let names = (1..=NAMES).map(|nth| match nth {
            1 => format!("{name}.toml"),
            nth => format!("{name}-{nth}.toml"),
        });
        let mut refused = io::Error::from(ErrorKind::AlreadyExists);
        for path in names.map(|name| folder.join(name)) {
            let mut options = File::options();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            match options.open(&path) {
                Ok(mut file) => {
                    let written = file.write_all(rules.as_bytes());
                    return written.map_err(|error| Failure::new(error).during(path.display()));
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => refused = error,
                Err(error) => return Err(Failure::new(error).during(path.display())),
            }
        }
        Err(Failure::new(refused).during(folder.display()))
    }

    fn format(&self, beginning: &[u8]) -> Option<&Format> {
        format(&self.own.formats, self.new.as_ref(), beginning)
    }

    fn told(&self) -> Told {
        Told {
            today: self.today,
            order: self.file.order,
            decimal: self.file.decimal,
            in_part: self.file.in_part,
        }
    }

    /// Opens the file, out of what it is packed in.
    fn open(&mut self, password: Option<&Passphrase>) -> Result<Door<Watched>, News> {
        let (source, all) = self.source(password)?;
        let watched = Watched {
            source,
            at: 0,
            all,
            watch: Arc::clone(&self.watch),
        };
        let again = password.is_some();
        let password = password.map(|words| words.typed().as_bytes().to_vec().into());
        let worth = |beginning: &[u8]| match self.format(beginning) {
            Some(_) => Worth::Readable,
            None => Format::worth(beginning),
        };
        let door = Door::open(watched, worth, || password, self.file.in_part);
        door.map_err(|error| match error {
            DoorError::NoPassword | DoorError::WrongPassword => News::Locked(Lock::Zip, again),
            DoorError::Io(error) => self.unopened(&error),
            error => {
                let (what, hint) = errors::door(&error);
                self.refused(what, hint)
            }
        })
    }

    /// The bytes of the file, or of what is put together as one, and how many there are.
    fn source(&mut self, password: Option<&Passphrase>) -> Result<(Box<dyn Source>, u64), News> {
        let path = &self.file.path;
        let gathered = if path.is_dir() {
            let found = Gathered::journal(path).map_err(|error| self.unopened(&error))?;
            let none = || self.refused(words::no_pages().into(), words::no_pages_hint());
            Some(found.ok_or_else(none)?)
        } else if self.diary.is_at(path) {
            return Err(self.refused(words::this_diary().into(), words::this_diary_hint()));
        } else if path.is_file() && is_a_diary(path) {
            Some(self.other(password)?)
        } else {
            None
        };
        if let Some(mut gathered) = gathered {
            let bytes = gathered.take();
            self.gathered = Some(gathered);
            let all = bytes.len() as u64;
            return Ok((Box::new(io::Cursor::new(bytes)), all));
        }
        let opened = path.metadata().and_then(|there| match there.is_file() {
            true => Ok((File::open(path)?, there.len())),
            // To open what comes but once could take for ever.
            false => Err(io::Error::new(ErrorKind::InvalidInput, words::no_file())),
        });
        let (file, all) = opened.map_err(|error| self.unopened(&error))?;
        Ok((Box::new(BufReader::new(file)), all))
    }

    /// What another diary holds: it is tried with the passphrase of this one before its own is asked for.
    fn other(&self, password: Option<&Passphrase>) -> Result<Gathered, News> {
        let path = &self.file.path;
        let key = password.or(self.diary.key());
        let key = key.filter(|_| Repository::is_locked(path)).cloned();
        let found = Repository::open_untouched(path, key).map_err(WriteError::from);
        found
            .and_then(|other| Gathered::diary(&other))
            .map_err(|error| match error {
                WriteError::Repository(
                    RepositoryError::Locked(_) | RepositoryError::WrongPassphrase(_),
                ) => News::Locked(Lock::Diary, password.is_some()),
                WriteError::Repository(error) => {
                    let failure = Failure::new(errors::repository(&error));
                    let hint = words::other_hint(&error, path.display());
                    News::Refused(hint.into_iter().fold(failure, Failure::hint))
                }
                error => News::Refused(Failure::new(error)),
            })
    }

    /// What is said of a plan, once it is made.
    fn told_of(&self, mut plan: ImportPlan) -> Box<ImportPlan> {
        if let Some(gathered) = &self.gathered {
            gathered.tell(&mut plan, SHOWN);
        }
        Box::new(plan)
    }

    fn unopened(&self, error: &io::Error) -> News {
        self.refused(error.to_string(), errors::file_hint(error))
    }

    fn refused(&self, what: String, hint: impl Into<String>) -> News {
        let failure = Failure::new(what).during(self.file.path.display());
        News::Refused(failure.hint(hint.into()))
    }

    fn failure(&self, error: ImportError) -> Failure {
        match error {
            ImportError::Read(error) => {
                let hint = errors::read_hint(&error);
                let failure = Failure::new(errors::read(&error));
                hint.into_iter().fold(failure, Failure::hint)
            }
            ImportError::Repository(error) => error.into(),
        }
        .during(self.file.path.display())
    }
}

/// Who reads a file that begins so: new rules, own ones, or the program's.
fn format<'f>(
    own: &'f [Format],
    new: Option<&'f (String, Format)>,
    beginning: &[u8],
) -> Option<&'f Format> {
    match new {
        Some((_, format)) => Some(format),
        None => Format::among(own.iter().chain(&FORMATS), beginning),
    }
}

/// The bytes of a file, as long as somebody wants them.
struct Watched {
    source: Box<dyn Source>,
    at: u64,
    all: u64,
    watch: Watch,
}

impl Read for Watched {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let percent = self.at.min(self.all) * 100 / self.all.max(1);
        if (self.watch)(u8::try_from(percent).unwrap_or(100)).is_break() {
            return Err(ErrorKind::ConnectionAborted.into());
        }
        let read = self.source.read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Watched {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.at = self.source.seek(to)?;
        Ok(self.at)
    }
}
