//! Beginning to share a diary, and joining those who do.

use std::io::{IsTerminal, Write, stdin};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::passphrase::SharePassphrase;
use super::place::{keep_folder, make_ours, ours};
use super::told;
use crate::cli::agreement::agreed;
use crate::cli::{Context, Error, Output, full_screen};
use crate::confinement::Reach;
use crate::diary::parse;
use crate::repository::{Passphrase, Repository};
use crate::sharing::{self, Begun, Invitation, LONGEST_NAME, Plan, SharingError};
use crate::tui::{self, First};
use crate::words::sharing as words;
use crate::words::shell::share as say;

/// Where a computer takes part, and as whom.
struct Place<'a> {
    folder: &'a Path,
    name: &'a str,
}

impl Place<'_> {
    fn invitation<'i>(&'i self, passphrase: &'i Passphrase, together: bool) -> Invitation<'i> {
        Invitation {
            folder: self.folder,
            name: self.name,
            passphrase,
            read_me: words::read_me(),
            together,
        }
    }
}

/// Which folder, and how this computer is called in it.
#[derive(Debug, Args)]
pub(super) struct Join {
    /// The folder
    #[arg(value_name = "FOLDER", required = true)]
    folder: Option<PathBuf>,

    /// What this computer is called on the others; the name it has when none is given
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    /// Say what would come from the others, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// Look full screen first at what would come: join from there, or leave it
    #[arg(long, conflicts_with_all = ["dry_run", "yes", "json"])]
    look: bool,

    /// Make one diary of this and the folder's without asking, where both have entries
    #[arg(long, conflicts_with = "dry_run")]
    yes: bool,

    #[command(flatten)]
    passphrase: SharePassphrase,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

impl Join {
    /// What is ours of the folder, which is made now, and the file of the passphrase.
    pub(super) fn reach(&self, reach: &mut Reach) {
        self.passphrase.reach(reach);
        let Some(folder) = &self.folder else { return };
        if self.dry_run {
            // Where there is no diary yet, it is rehearsed on one of its own.
            reach.write(&std::env::temp_dir().join("twinge"));
        } else if !self.look && sharing::can_share().is_ok() {
            make_ours(folder);
        }
        reach.write.push(ours(folder));
    }

    /// Whether it may begin a diary, and changes a setting.
    pub(super) fn writes(&self) -> bool {
        !self.dry_run
    }

    /// Begins or joins, and goes round once.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        sharing::can_share()?;
        let folder = self.folder()?;
        // Before a passphrase is asked for, or a diary begun.
        sharing::can_share_through(&folder)?;
        let there = context.open_if_any()?;
        let begins = there.is_none();
        let name = self.called(there.as_ref())?;
        let mut none_yet = None;
        let mut diary = match there {
            Some(diary) => diary,
            // What would come into a new one.
            None if self.dry_run => {
                let folder = tempfile::tempdir()?;
                let path = none_yet.insert(folder).path().join("diary.db");
                Repository::open(&path)?
            }
            None => context.open_or_begin()?,
        };
        let place = Place {
            folder: &folder,
            name: &name,
        };
        if self.dry_run {
            return self.rehearse(&place, &mut diary, context, out);
        }
        let begun = match self.take_part(&place, &mut diary, context, out) {
            Ok(Some(begun)) => begun,
            refused => {
                // What comes to nothing begins no diary.
                let undone = if begins { diary.unbegin() } else { Ok(()) };
                refused?;
                undone?;
                return Ok(writeln!(out, "{}", say::not_shared_now())?);
            }
        };
        self.tell(&begun, &place, out)?;
        let kept = keep_folder(context, Some(&folder));
        context.tidy(diary, out)?;
        kept.map_err(|why| why.hint(say::setting_unwritten(folder.display())))?;
        begun.round.unwritten.map_or(Ok(()), |why| Err(why.into()))
    }

    /// Whether it fills the screen.
    pub(super) fn is_full_screen(&self) -> bool {
        self.look
    }

    /// Shows full screen what would come of joining. The folder stands on the command line, as nothing
    /// else is then within reach.
    pub(super) fn look(self, context: Context) -> Result<(), Error> {
        sharing::can_share()?;
        let folder = self.folder()?;
        sharing::can_share_through(&folder)?;
        if !sharing::is_begun(&folder) {
            let none = Error::input(say::would_begin(folder.display()));
            return Err(none.hint(say::would_begin_hint()));
        }
        let there = context.open_if_any()?;
        let begins = there.is_none();
        let name = self.called(there.as_ref())?;
        let mut diary = there.map_or_else(|| context.open_or_begin(), Ok)?;
        let place = Place {
            folder: &folder,
            name: &name,
        };
        let looked = self
            .passphrase
            .known(&context, &mut diary, |diary, passphrase| {
                let plan = sharing::plan(diary, &place.invitation(passphrase, false))?;
                Ok((plan, passphrase.clone()))
            });
        match looked.is_err() && begins {
            true => diary.unbegin()?,
            false => drop(diary),
        }
        let (plan, passphrase) = looked?;
        let join = tui::Join {
            folder,
            name,
            passphrase,
        };
        full_screen(context, Some(First::Join(join, Box::new(plan))))
    }

    /// The folder, from wherever one stands.
    fn folder(&self) -> Result<PathBuf, Error> {
        let folder = self.folder.as_deref().unwrap_or(Path::new(""));
        std::path::absolute(folder).map_err(|error| Error::usage(error).during(folder.display()))
    }

    /// What this computer is to be called: what was given, what it is called already, or its own name.
    fn called(&self, diary: Option<&Repository>) -> Result<String, Error> {
        if let Some(name) = &self.name {
            return Ok(name.clone());
        }
        let me = diary.map(sharing::me).transpose()?.flatten();
        let called = me.map(|me| me.name.to_string());
        let no_name = || Error::usage(say::no_name()).hint(say::no_name_hint());
        called.or_else(own_name).ok_or_else(no_name)
    }

    /// Says what would come.
    fn rehearse(
        &self,
        place: &Place,
        diary: &mut Repository,
        context: &Context,
        out: &mut Output,
    ) -> Result<(), Error> {
        if sharing::is_begun(place.folder) {
            let plan = self.passphrase.known(context, diary, |diary, passphrase| {
                sharing::plan(diary, &place.invitation(passphrase, false))
            })?;
            return self.tell_plan(&plan, out);
        }
        if self.json {
            return Ok(out.json(json!({"joins": false}))?);
        }
        writeln!(out, "{}", say::would_begin(place.folder.display()))?;
        Ok(writeln!(out, "{}", say::nothing_written())?)
    }

    /// Begins or joins; `None` where the person does not want one diary of two.
    fn take_part(
        &self,
        place: &Place,
        diary: &mut Repository,
        context: &Context,
        out: &mut Output,
    ) -> Result<Option<Begun>, Error> {
        if !sharing::is_begun(place.folder) {
            let passphrase = self.passphrase.begun(context, diary, out)?;
            let begun = sharing::join(diary, &place.invitation(&passphrase, false))?;
            return Ok(Some(begun));
        }
        let joined =
            self.passphrase.known(context, diary, |diary, passphrase| {
                match sharing::join(diary, &place.invitation(passphrase, self.yes)) {
                    Err(SharingError::OtherDiary(_)) => Ok(Err(passphrase.clone())),
                    joined => joined.map(Ok),
                }
            })?;
        match joined {
            Ok(begun) => Ok(Some(begun)),
            Err(passphrase) => self.together(diary, &place.invitation(&passphrase, true), out),
        }
    }

    /// Makes one of two diaries, once the person has seen what would come and agrees.
    fn together(
        &self,
        diary: &mut Repository,
        both: &Invitation,
        out: &mut Output,
    ) -> Result<Option<Begun>, Error> {
        if self.json || !stdin().is_terminal() {
            return Err(Error::input(say::needs_yes()).hint(say::needs_yes_hint()));
        }
        self.tell_plan(&sharing::plan(diary, both)?, out)?;
        match agreed(say::go_on(), out)? {
            true => Ok(Some(sharing::join(diary, both)?)),
            false => Ok(None),
        }
    }

    fn tell_plan(&self, plan: &Plan, out: &mut Output) -> Result<(), Error> {
        if self.json {
            return Ok(out.json(told::plan_for_programs(plan))?);
        }
        if plan.other_diary {
            writeln!(out, "{}", say::other_diary())?;
        }
        told::arrival(&plan.arrival, true, out)?;
        if let Some(going) = words::going(plan) {
            writeln!(out, "{}", words::would_go(going))?;
        }
        told::skipped(&plan.skipped, out)?;
        if self.dry_run {
            writeln!(out, "{}", say::nothing_written())?;
        }
        Ok(())
    }

    fn tell(&self, begun: &Begun, place: &Place, out: &mut Output) -> Result<(), Error> {
        let (folder, name) = (place.folder.display(), place.name);
        if self.json {
            return Ok(out.json(told::round_for_programs(&begun.round))?);
        }
        if begun.joined {
            writeln!(out, "{}", say::joined(&folder, name))?;
            return told::round(&begun.round, out);
        }
        writeln!(out, "{}", say::begun(&folder, name))?;
        Ok(writeln!(out, "{}", say::begun_hint())?)
    }
}

/// What the system calls this computer, as far as it can be a name.
fn own_name() -> Option<String> {
    #[cfg(unix)]
    {
        let system = rustix::system::uname();
        let name = parse::plain(system.nodename().to_str().ok()?, false);
        let name: String = name.trim().chars().take(LONGEST_NAME).collect();
        Some(name).filter(|name| !name.is_empty())
    }
    #[cfg(not(unix))]
    None
}
