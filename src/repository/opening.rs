//! Opening a diary.

use std::path::Path;

use rusqlite::Connection;

use super::connection::data_version;
use super::content::Content;
use super::error::{RepositoryError, Result};
use super::footing::Footing;
use super::open::{self, Opened};
use super::passphrase::Passphrase;
use super::settings::Settings;
use super::stand::Stand;
use super::{Repository, connection, copy, file, schema};

impl Repository {
    /// Begins what opening a diary needs, so that opening need not wait for it: SQLite and its
    /// cipher.
    pub fn begin() {
        connection::begin();
    }

    /// Opens the diary at a path, creating it (file 0600, folder 0700) when there is none.
    ///
    /// A diary of an earlier version is brought to the present one, with a verified copy beside it.
    ///
    /// # Errors
    /// [`RepositoryError`] names the file. What is not a diary, or of a newer version, is not touched.
    pub fn open(path: &Path) -> Result<Self> {
        Self::open_with(path, None)
    }

    /// Opens the diary at a path with its passphrase; a new one is encrypted with it.
    ///
    /// # Errors
    /// As [`Repository::open`]; also [`RepositoryError::Locked`], [`RepositoryError::NoPassphrase`]
    /// and [`RepositoryError::WrongPassphrase`].
    pub fn open_with(path: &Path, passphrase: Option<Passphrase>) -> Result<Self> {
        Self::settled(path, || {
            let key = passphrase.as_ref();
            let open = || {
                let opened = open::to_write(path, key)?;
                make_ready(&opened.db, path, key)
                    .map_err(|error| error.seen_by(&opened.db, path))?;
                let mut repository = Self::over(opened, path, passphrase.clone())?;
                schema::follow_built_in(&repository.db, &repository.settings)?;
                repository.stands_at = Stand::read(&repository.db)?.now;
                repository.content.written(&repository.db)?;
                Ok(repository)
            };
            let repository =
                open().map_err(|error: RepositoryError| error.at_opening(path, key))?;
            file::clear_unfinished(path);
            Ok(repository)
        })
    }

    /// Opens until the file that was opened is the one of that name: while another program gave the
    /// diary another passphrase, the name went over to another file.
    fn settled(path: &Path, open: impl Fn() -> Result<Self>) -> Result<Self> {
        loop {
            let before = file::identity(path);
            let opened = open();
            if before.is_none() || before == file::identity(path) {
                return opened;
            }
        }
    }

    /// Opens a diary that must exist, to look at it only. Works in a read-only folder.
    ///
    /// # Errors
    /// As [`Repository::open`]; also [`RepositoryError::Missing`], and
    /// [`RepositoryError::Unfinished`] when the last changes cannot be read where the file is.
    pub fn open_read_only(path: &Path) -> Result<Self> {
        Self::open_read_only_with(path, None)
    }

    /// Opens a diary that must exist with its passphrase, to look at it only.
    ///
    /// # Errors
    /// As [`Repository::open_read_only`] and [`Repository::open_with`].
    pub fn open_read_only_with(path: &Path, passphrase: Option<Passphrase>) -> Result<Self> {
        Self::settled(path, || {
            let key = passphrase.as_ref();
            let open = || Self::looked(open::to_look(path, key)?, path, passphrase.clone());
            open().map_err(|error: RepositoryError| error.at_opening(path, key))
        })
    }

    /// Opens another diary, or another copy of one, to take from it what it holds: nothing is written,
    /// neither to it nor beside it. It is looked through whole first.
    ///
    /// # Errors
    /// As [`Repository::open_read_only_with`]; also [`RepositoryError::Damaged`], and
    /// [`RepositoryError::Unwritten`] when its last changes are not in the file.
    pub fn open_untouched(path: &Path, passphrase: Option<Passphrase>) -> Result<Self> {
        let key = passphrase.as_ref();
        let open = || {
            let opened = open::untouched(path, key)?;
            let found = Self::looked(opened, path, passphrase.clone())?;
            match copy::problems(&found.db, "PRAGMA quick_check")?.pop() {
                None => Ok(found),
                Some(problem) => Err(RepositoryError::Damaged {
                    path: path.to_owned(),
                    detail: problem.into(),
                    source: None,
                }),
            }
        };
        open().map_err(|error: RepositoryError| error.at_opening(path, key))
    }

    /// What was opened, to look at it only.
    fn looked(opened: Opened, path: &Path, passphrase: Option<Passphrase>) -> Result<Self> {
        match schema::version(&opened.db, path)? {
            0 => return Err(RepositoryError::NotADiary(path.to_owned())),
            version => schema::see(&opened.db, version)?,
        }
        open::look_only(&opened.db)?;
        Self::over(opened, path, passphrase)
    }

    /// Whether a name stands for the file that is open.
    pub fn is_at(&self, path: &Path) -> bool {
        self.footing.is_at(path)
    }

    /// Opens the same diary a second time, to look at it only: for work beside the person's.
    ///
    /// # Errors
    /// As [`Repository::open_read_only`].
    pub fn reader(&self) -> Result<Self> {
        self.opener()()
    }

    /// The same for another thread, which takes the time that deriving a key costs.
    pub fn opener(&self) -> impl FnOnce() -> Result<Self> + Send + use<> {
        let (path, key, footing) = (self.path.clone(), self.key.clone(), self.footing.clone());
        move || {
            footing.check()?;
            Self::open_read_only_with(&path, key)?.on(&footing)
        }
    }

    /// The same, to write in it.
    pub fn writer(&self) -> impl FnOnce() -> Result<Self> + Send + use<> {
        let (path, key, footing) = (self.path.clone(), self.key.clone(), self.footing.clone());
        move || {
            footing.check()?;
            Self::open_with(&path, key)?.on(&footing)
        }
    }

    /// Opens what has the diary's name now, if it stands at the same state as what is open; else it is
    /// only looked at.
    pub fn regained(&self) -> Option<Self> {
        if self.is_overwritten() {
            return None;
        }
        let (path, key) = (&self.path, || self.key.clone());
        let same = |there: &Self| self.content.is_that_of(&there.content);
        Self::open_read_only_with(path, key()).ok().filter(same)?;
        Self::open_with(path, key()).ok().filter(same)
    }

    /// The diary of another name, with the same passphrase.
    ///
    /// # Errors
    /// As [`Repository::open_with`].
    pub fn open_beside(&self, path: &Path) -> Result<Self> {
        Self::open_with(path, self.key.clone())
    }

    /// Takes back that a diary was begun: its files are gone, if nothing was ever done in it; whatever
    /// anybody did there stays.
    ///
    /// # Errors
    /// [`RepositoryError`] when it cannot be read, or its file cannot be removed.
    pub fn unbegin(self) -> Result<()> {
        self.check()?;
        self.write_back();
        // Nobody else writes until it is gone, and then sees that it is.
        let _alone = connection::begin_in_turn(&self.db)?;
        let done = "SELECT EXISTS (SELECT 1 FROM operation) OR EXISTS (SELECT 1 FROM draft)
                       OR EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'share')";
        if self.db.query_row(done, [], |row| row.get(0))? {
            return Ok(());
        }
        self.footing.remove()
    }

    /// The same, if it is the same file that another connection has open.
    fn on(self, footing: &Footing) -> Result<Self> {
        if !self.footing.is_that_of(footing) {
            footing.check()?;
        }
        Ok(self)
    }

    fn over(opened: Opened, path: &Path, key: Option<Passphrase>) -> Result<Self> {
        let Opened { db, put_aside } = opened;
        let version = data_version(&db)?;
        Ok(Self {
            settings: Settings::read(&db)?,
            stands_at: Stand::read(&db)?.now,
            // What was read made SQLite open the log.
            footing: Footing::of(path),
            content: Content::of(path, &db)?,
            path: path.to_owned(),
            key,
            put_aside,
            read_at: version,
            reported_at: version,
            db,
        })
    }
}

/// Makes a file the diary that this program writes to: a new one, or one of an earlier version.
fn make_ready(db: &Connection, path: &Path, key: Option<&Passphrase>) -> Result<()> {
    let version = schema::version(db, path)?;
    open::keep_safely(db)?;
    schema::prepare(db, key, path, version)
}
