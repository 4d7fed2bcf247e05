//! What is no file of another program: another diary, and the folder of a journal.

use std::io::Cursor;
use std::path::Path;

use super::input::{Input, Kept};
use super::{Import, missing};
use crate::cli::{Context, Error, ErrorKind, unlock};
use crate::exchange::{Gathered, is_a_diary};
use crate::repository::{Repository, RepositoryError};
use crate::words::shell::files as say;
use crate::words::{errors, import as words};

impl Import {
    /// The bytes that are read, and what they were put together from, where they are no file.
    pub(super) fn source(
        &self,
        context: &Context,
        diary: Option<&Repository>,
    ) -> Result<(Option<Gathered>, Input), Error> {
        let mut gathered = self.gathered(context, diary)?;
        let input = match &mut gathered {
            Some(gathered) => Input::Held(Cursor::new(gathered.take())),
            None => self.input(&Kept::beside(context, diary)?)?,
        };
        Ok((gathered, input))
    }

    /// What is put together of a folder or of another diary; `None` of any other file.
    fn gathered(
        &self,
        context: &Context,
        diary: Option<&Repository>,
    ) -> Result<Option<Gathered>, Error> {
        let (path, place) = (&self.file, self.file.display());
        if path.is_dir() {
            let found = Gathered::journal(path).map_err(|error| missing(error, &place))?;
            let none = || Error::input(words::no_pages()).during(&place);
            return match found {
                Some(found) => Ok(Some(found)),
                None => Err(none().hint(words::no_pages_hint())),
            };
        }
        if diary.is_some_and(|diary| diary.is_at(path)) {
            let error = Error::input(words::this_diary()).during(&place);
            return Err(error.hint(words::this_diary_hint()));
        }
        if !path.is_file() || !is_a_diary(path) {
            return Ok(None);
        }
        let other = self.other(context, diary, path)?;
        Ok(Some(Gathered::diary(&other)?))
    }

    /// Another diary: it is tried with the passphrase of this one before its own is asked for.
    fn other(
        &self,
        context: &Context,
        diary: Option<&Repository>,
        path: &Path,
    ) -> Result<Repository, Error> {
        let given = match &self.other_passphrase_file {
            Some(file) => Some(unlock::of_file(file)?),
            None => { diary.and_then(Repository::key) }.cloned(),
        };
        let locked = Repository::is_locked(path);
        let opened = Repository::open_untouched(path, given.filter(|_| locked));
        let asks = self.other_passphrase_file.is_none() && unlock::can_ask();
        let wrong = |error: &RepositoryError| {
            matches!(
                error,
                RepositoryError::Locked(_) | RepositoryError::WrongPassphrase(_)
            )
        };
        match opened {
            Err(error) if wrong(&error) && asks => {
                let question = say::other_passphrase(path.display());
                context.on(path.to_owned()).unlock_asking(
                    &question,
                    path,
                    Repository::open_untouched,
                )
            }
            Err(error) => {
                let said = Error::new(ErrorKind::Diary, errors::repository(&error));
                let hint = words::other_hint(&error, path.display());
                Err(hint.into_iter().fold(said, Error::hint))
            }
            Ok(diary) => Ok(diary),
        }
    }
}
