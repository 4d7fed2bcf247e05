//! `share`: one diary on several computers, through a folder that something else carries.

mod conflicts;
mod join;
mod passphrase;
mod place;
mod told;

use std::io::Write;

use clap::{Args, Subcommand};

use self::conflicts::Conflicts;
use self::join::Join;
use self::passphrase::SharePassphrase;
pub(super) use self::place::reach;
use self::place::{folder, keep_folder};
use super::inbox::told as inbox;
use super::{Context, Error, Output};
use crate::confinement::Reach;
use crate::lines::look;
use crate::repository::Repository;
use crate::sharing;
use crate::words::shell::share as say;

/// Share the diary with your other computers, through a folder
///
/// FOLDER is one that Syncthing, Nextcloud, rclone or a stick carries to your other computers: the first
/// of them begins, and each other one joins with the same words and the same passphrase. Nothing in it
/// can be read without that passphrase, and only FOLDER/twinge is used. Full screen, the diary then goes
/// round by itself: when it is opened, locked and left, a minute after a change, and when something came.
///
/// A folder has one diary. Where this one and that of the folder both have entries, they become one;
/// --look and --dry-run say before what would come.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Examples:
  twinge share ~/Sync --name laptop
  twinge share ~/Sync --name desktop --look
  twinge share now
  twinge share conflicts --take 1"
)]
pub(super) struct ShareVerb {
    #[command(subcommand)]
    verb: Option<Verb>,

    #[command(flatten)]
    join: Join,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Take what the others wrote, and write what they have not got
    Now(Told),
    /// Say who shares the diary, and what waits
    Status(Told),
    /// List the answers that differ between computers that had not seen each other's
    Conflicts(Conflicts),
    /// Give the folder another passphrase, as when a computer was lost
    ///
    /// Each other computer then asks for it. Whoever copied the folder before, and knows the old one, can
    /// still read what was in it.
    Renew(Renew),
    /// Share the diary no more; all that stands in it stays
    Stop,
}

#[derive(Debug, Args)]
struct Told {
    /// Write JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
struct Renew {
    #[command(flatten)]
    passphrase: SharePassphrase,

    #[command(flatten)]
    told: Told,
}

impl ShareVerb {
    /// The files it is asked to read, and what is ours of the folder.
    pub(super) fn reach(&self, reach: &mut Reach) {
        match &self.verb {
            None => self.join.reach(reach),
            Some(Verb::Renew(renew)) => renew.passphrase.reach(reach),
            Some(_) => {}
        }
    }

    /// Whether it may begin a diary, and changes a setting.
    pub(super) fn writes(&self) -> bool {
        match &self.verb {
            None => self.join.writes(),
            Some(verb) => matches!(verb, Verb::Stop),
        }
    }

    /// Whether it fills the screen.
    pub(super) fn is_full_screen(&self) -> bool {
        self.verb.is_none() && self.join.is_full_screen()
    }

    /// Shows full screen what would come of joining.
    pub(super) fn look(self, context: Context) -> Result<(), Error> {
        self.join.look(context)
    }

    /// Begins, joins, goes round, tells or ends.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        match self.verb {
            None => self.join.run(context, out),
            Some(Verb::Now(told)) => now(told.json, context, out),
            Some(Verb::Status(told)) => status(told.json, context, out),
            Some(Verb::Conflicts(conflicts)) => conflicts.run(context, out),
            Some(Verb::Renew(renew)) => renew.run(context, out),
            Some(Verb::Stop) => stop(context, out),
        }
    }
}

/// Goes round once, and reads what a phone wrote into the folder.
fn now(json: bool, context: &Context, out: &mut Output) -> Result<(), Error> {
    let folder = folder(context)?;
    let mut diary = context.open()?;
    // What it brings goes out with the same round.
    let mut read = None;
    if let Some(inbox) = sharing::inbox(&folder) {
        let look = look(&inbox, context.today(), Some(&diary))?;
        read = Some((look.write(&mut diary)?.is_some(), look));
    }
    let round = sharing::now(&mut diary, &folder)?;
    if json {
        let mut round = told::round_for_programs(&round);
        let read = read
            .as_ref()
            .map(|(written, look)| inbox::for_programs(look, *written));
        round["inbox"] = read.into();
        out.json(round)?;
    } else {
        if let Some((_, look)) = &read {
            inbox::tell(look, false, out)?;
        }
        told::round(&round, out)?;
    }
    context.tidy(diary, out)?;
    if let Some(why) = round.unwritten {
        return Err(why.into());
    }
    read.map_or(Ok(()), |(_, look)| inbox::refused(&look))
}

fn status(json: bool, context: &Context, out: &mut Output) -> Result<(), Error> {
    let diary = context.look_if_any()?;
    let me = diary.as_ref().map(sharing::me).transpose()?.flatten();
    let (Some(diary), Some(_)) = (&diary, me) else {
        return told::not_shared(json, out);
    };
    let folder = folder(context)?;
    let status = sharing::status(diary, &folder)?;
    match json {
        true => Ok(out.json(told::status_for_programs(&status, &folder))?),
        false => told::status(&status, &folder, out),
    }
}

impl Renew {
    fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let folder = folder(context)?;
        let mut diary = context.open()?;
        let passphrase = self.passphrase.begun(context, &diary, out)?;
        let round = sharing::renew(&mut diary, &folder, &passphrase)?;
        if self.told.json {
            out.json(told::round_for_programs(&round))?;
        } else {
            told::round(&round, out)?;
            writeln!(out, "{}", say::renewed())?;
        }
        context.tidy(diary, out)?;
        round.unwritten.map_or(Ok(()), |why| Err(why.into()))
    }
}

fn stop(context: &Context, out: &mut Output) -> Result<(), Error> {
    let folder = folder(context)?;
    let mut diary: Repository = context.open()?;
    sharing::stop(&mut diary, &folder)?;
    keep_folder(context, None)?;
    Ok(writeln!(out, "{}", say::stopped())?)
}
