//! Where the diary and the settings are, and which day it is.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::{DateTime, Local, NaiveDate, NaiveDateTime, NaiveTime};
use clap::Args;
use clap::builder::{OsStringValueParser, TypedValueParser};
use etcetera::{BaseStrategy, choose_base_strategy};

use super::output::tell;
use super::unlock::{self, Source};
use super::{Error, Output};
use crate::config::{Color, Config, Files};
use crate::diary::parse;
use crate::repository::{Passphrase, Repository, RepositoryError};
use crate::safekeeping::{self, SecondPlace};
use crate::words::shell::everywhere as say;
use crate::words::{dates, errors};

/// How often a wrong passphrase may be typed.
const TRIES: usize = 3;

/// What holds for every verb.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Context {
    /// The diary's file, instead of the one in the data folder
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "TWINGE_DIARY",
        value_parser = OsStringValueParser::new().map(PathBuf::from),
        hide_env_values = true
    )]
    diary: Option<PathBuf>,

    /// The settings, instead of those in the config folder
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,

    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", value_enum)]
    color: Option<Color>,

    /// No full screen: ask and answer line by line
    #[arg(long, global = true)]
    plain: bool,

    /// The day to take for today, for pictures and tests that stay the same
    #[arg(long, global = true, hide = true, value_name = "DATE", env = "TWINGE_TODAY", value_parser = day)]
    today: Option<NaiveDate>,

    #[command(flatten)]
    source: Source,

    /// The settings, once they are read.
    #[arg(skip)]
    settings: OnceLock<Settings>,

    /// What opens the diary, once it is known.
    #[arg(skip)]
    passphrase: OnceLock<Passphrase>,
}

/// The settings of this computer, and what of them cannot be used.
#[derive(Debug, Clone)]
struct Settings {
    config: Config,
    faults: Vec<String>,
}

fn day(text: &str) -> Result<NaiveDate, String> {
    parse::date(text, Local::now().date_naive()).map_err(|error| errors::date_words(&error))
}

impl Context {
    /// The same, on another diary.
    pub fn on(&self, diary: PathBuf) -> Self {
        Self {
            diary: Some(diary),
            source: Source::default(),
            passphrase: OnceLock::new(),
            ..self.clone()
        }
    }

    /// Whether a full screen is unwanted.
    pub fn plain(&self) -> bool {
        self.plain
    }

    /// The day it is.
    pub fn today(&self) -> NaiveDate {
        self.today.unwrap_or_else(|| Local::now().date_naive())
    }

    /// The moment on the wall clock; `None` where a day was given to be taken for today.
    pub fn moment(&self) -> Option<NaiveDateTime> {
        let clock = self.today.is_none();
        clock.then(|| Local::now().naive_local())
    }

    /// The moment; noon of the day that was given to be taken for today.
    pub fn now(&self) -> DateTime<Local> {
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
        let given = self.today.map(|day| day.and_time(noon));
        let given = given.and_then(|noon| noon.and_local_timezone(Local).earliest());
        given.unwrap_or_else(Local::now)
    }

    /// The day that was given to be taken for today.
    pub fn fixed_today(&self) -> Option<NaiveDate> {
        self.today
    }

    /// Where the diary is, whether it exists or not.
    pub fn diary_path(&self) -> Result<PathBuf, Error> {
        match &self.diary {
            Some(path) if !path.as_os_str().is_empty() => Ok(path.clone()),
            _ => Ok(folders()?.data_dir().join("twinge").join("diary.db")),
        }
    }

    /// The diary, when it is not the one in the data folder.
    pub fn named_diary(&self) -> Option<&Path> {
        let named = self.diary.as_deref();
        named.filter(|path| !path.as_os_str().is_empty())
    }

    /// Where the settings are, whether they exist or not.
    pub fn config_path(&self) -> Result<PathBuf, Error> {
        match &self.config {
            Some(path) => Ok(path.clone()),
            None => Ok(folders()?.config_dir().join("twinge").join("config.toml")),
        }
    }

    /// The files of the settings.
    pub fn config_files(&self) -> Result<Files, Error> {
        Ok(Files::at(self.config_path()?))
    }

    /// Where the person's own rules are, whether they exist or not: named in the settings, or
    /// beside them.
    pub fn rules_path(&self) -> Result<PathBuf, Error> {
        let beside = self.config_path()?.with_file_name("rules.toml");
        let named = &self.config()?.rules;
        Ok(if named.is_empty() {
            beside
        } else {
            beside.with_file_name(named)
        })
    }

    /// The second place for copies, if the settings name one.
    pub fn second_place(&self) -> Result<Option<SecondPlace>, Error> {
        Ok(self.config()?.second_place())
    }

    /// Where the person's own themes are, whether there are any or not: beside the settings.
    pub fn themes_path(&self) -> Result<PathBuf, Error> {
        Ok(self.config_path()?.with_file_name("themes"))
    }

    /// Where the person's own rules for tables are, whether there are any or not: beside the settings.
    pub fn imports_path(&self) -> Result<PathBuf, Error> {
        Ok(self.config_path()?.with_file_name("imports"))
    }

    /// The settings, with what the command line says laid over them. What cannot be used of them has
    /// its default.
    pub fn config(&self) -> Result<&Config, Error> {
        if let Some(read) = self.settings.get() {
            return Ok(&read.config);
        }
        let path = self.config_path()?;
        if self.config.is_some() && !path.exists() {
            return Err(Error::usage(say::no_file(path.display())).hint(say::no_file_hint()));
        }
        let (mut config, faults) = Config::load(&Files::at(path));
        config.color = self.color.unwrap_or(config.color);
        let faults = faults.iter().map(errors::config).collect();
        let read = self.settings.get_or_init(|| Settings { config, faults });
        Ok(&read.config)
    }

    /// What of the settings cannot be used, a line each.
    pub fn faults(&self) -> &[String] {
        // Without settings there is nothing wrong with them.
        let _ = self.config();
        self.settings.get().map_or(&[], |read| &read.faults)
    }

    /// Tells what of the settings cannot be used.
    pub fn tell_faults(&self) {
        for fault in self.faults() {
            tell(say::fault(fault));
        }
    }

    /// Reads the passphrase where the command line or the settings say it is. Once the program has
    /// confined itself, it could no longer.
    pub fn read_passphrase(&self) -> Result<(), Error> {
        let mut read = self.source.read()?;
        // Without a home there is no diary to open, as the verbs say themselves.
        if read.is_none()
            && self
                .diary_path()
                .is_ok_and(|path| Repository::is_locked(&path))
        {
            let command = &self.config()?.passphrase_command;
            if !command.trim().is_empty() {
                read = Some(unlock::of_command(command)?);
            }
        }
        if let Some(read) = read {
            let _ = self.passphrase.set(read);
        }
        Ok(())
    }

    /// What opens the diary, as far as it is known without asking.
    pub fn passphrase(&self) -> Option<Passphrase> {
        self.passphrase.get().cloned()
    }

    /// The same, which is known no longer then.
    pub fn take_passphrase(&mut self) -> Option<Passphrase> {
        self.passphrase.take()
    }

    /// Opens the diary, and asks for its passphrase where it has one that is not known.
    pub fn unlock<T>(
        &self,
        path: &Path,
        open: impl Fn(&Path, Option<Passphrase>) -> Result<T, RepositoryError>,
    ) -> Result<T, Error> {
        self.unlock_asking(say::passphrase(), path, open)
    }

    /// The same, with a question that says whose passphrase is asked for.
    pub fn unlock_asking<T>(
        &self,
        question: &str,
        path: &Path,
        open: impl Fn(&Path, Option<Passphrase>) -> Result<T, RepositoryError>,
    ) -> Result<T, Error> {
        let locked = match open(path, self.passphrase()) {
            Err(error @ RepositoryError::Locked(_)) => error,
            opened => return Ok(opened?),
        };
        if !unlock::can_ask() {
            return Err(locked.into());
        }
        for attempt in 1.. {
            let Some(passphrase) = unlock::ask(question)? else {
                return Err(locked.into());
            };
            match open(path, Some(passphrase.clone())) {
                Err(RepositoryError::WrongPassphrase(_)) if attempt < TRIES => {
                    tell(say::wrong_passphrase());
                }
                opened => {
                    let opened = opened?;
                    let _ = self.passphrase.set(passphrase);
                    return Ok(opened);
                }
            }
        }
        Err(locked.into())
    }

    /// Opens the diary to write in it, beginning one where there is none.
    pub fn open_or_begin(&self) -> Result<Repository, Error> {
        self.open_to_write(&self.diary_path()?)
    }

    fn open_to_write(&self, path: &Path) -> Result<Repository, Error> {
        if safekeeping::is_emptied(path)? {
            tell(say::was_empty(path.display()));
        }
        self.unlock(path, Repository::open_with)
            .map(|diary| encrypted(told(diary)))
    }

    /// Opens the diary to write in it, if there is one: wrong words shall not begin a diary.
    pub fn open_if_any(&self) -> Result<Option<Repository>, Error> {
        let path = self.diary_path()?;
        match path.try_exists() {
            Ok(false) => Ok(None),
            // What the system has against it, opening the file will say.
            _ => Ok(Some(self.open_to_write(&path)?)),
        }
    }

    /// Opens the diary to write in it; it has to exist.
    pub fn open(&self) -> Result<Repository, Error> {
        match self.open_if_any()? {
            Some(repository) => Ok(repository),
            None => Err(RepositoryError::Missing(self.diary_path()?).into()),
        }
    }

    /// Makes today's copy of a diary that was written to, and empties its trash of what is due, once
    /// the person has read what was done.
    pub fn tidy(&self, mut repository: Repository, out: &mut Output) -> Result<(), Error> {
        out.flush()?;
        let keeping = self
            .config()
            .map_or_else(|_| Config::default().keeping(), Config::keeping);
        if let Ok(Some(before)) = safekeeping::clock_set_back(&repository, Local::now()) {
            tell(say::clock_set_back(dates::iso_moment(before)));
        }
        for copy in safekeeping::finish(&repository) {
            tell(say::finished(copy.display()));
        }
        // What was written stands, whether it could be copied or not.
        if let Some(why) = safekeeping::keep_second(&repository, self.today(), &keeping) {
            Error::from(why).report();
        }
        if let Err(error) = safekeeping::tidy(&mut repository, self.today(), keeping.retention) {
            Error::from(error).hint(say::not_copied()).report();
        }
        Ok(())
    }

    /// Opens the diary to look at it only, if there is one.
    pub fn look_if_any(&self) -> Result<Option<Repository>, Error> {
        let path = self.diary_path()?;
        self.unlock(
            &path,
            |path, passphrase| match Repository::open_read_only_with(path, passphrase) {
                Err(RepositoryError::Missing(_)) => Ok(None),
                opened => opened.map(Some),
            },
        )
        .map(|opened| opened.map(told))
    }

    /// Opens the diary to look at it only.
    pub fn open_read_only(&self) -> Result<Repository, Error> {
        self.unlock(&self.diary_path()?, Repository::open_read_only_with)
            .map(told)
    }
}

/// Tells of a log that lay beside a diary and was another file's.
fn told(diary: Repository) -> Repository {
    if let Some(log) = diary.put_aside() {
        tell(say::log_put_aside(log.display()));
    }
    diary
}

/// Encrypts what lies plain beside a diary with a passphrase, and tells what stays so.
fn encrypted(diary: Repository) -> Repository {
    for left in safekeeping::encrypt_remains(&diary) {
        tell(say::not_encrypted(errors::remains(&left)));
    }
    diary
}

fn folders() -> Result<impl BaseStrategy, Error> {
    choose_base_strategy().map_err(|error| {
        Error::usage(error)
            .during(say::no_home())
            .hint(say::no_home_hint())
    })
}
