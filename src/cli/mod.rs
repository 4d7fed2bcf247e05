//! The shell: a file a verb.
//!
//! A verb is what clap parses plus a `run` that opens the diary, does one thing, and writes plain
//! lines (or, with `--json`, JSON for programs) to the output it is handed. Whatever goes wrong
//! comes back as an [`Error`].

mod about;
mod agreement;
mod backup;
mod check;
mod check_in;
mod compare;
mod completions;
mod config;
mod context;
mod cycles;
mod demo;
mod editor;
mod error;
mod export;
mod forecast;
mod history;
mod import;
mod inbox;
mod items;
mod learn;
mod list;
pub mod log;
mod man;
mod note;
mod output;
mod passphrase;
mod path;
mod patterns;
mod private_folder;
mod profile;
mod progress;
mod purge;
mod red_flags;
mod remind;
mod report;
mod restore;
mod salvage;
mod search;
mod share;
mod show;
mod status;
mod text;
mod trash;
mod undo;
mod unlock;
mod when;
mod which;
mod withheld;

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use clap::{Parser, Subcommand};

use crate::config::{Files, Home};
use crate::confinement::{self, Reach};
use crate::safekeeping::ways_to;
use crate::tui::First;
pub use context::Context;
pub use error::{Error, ErrorKind};
pub use output::{Output, tell_panics, tell_usage};
use when::When;

use crate::words::shell::everywhere as say;

/// The version, with the commit it was built from where that is known.
const VERSION: &str = env!("TWINGE_VERSION");

/// A private diary for back and pelvic pain
///
/// Without a verb it opens the diary full screen. Everything stays in one file on this computer.
#[derive(Debug, Parser)]
#[command(name = "twinge", version = VERSION, disable_help_subcommand = true)]
pub struct Cli {
    #[command(flatten)]
    context: Context,

    #[command(subcommand)]
    verb: Option<Verb>,
}

/// The same without a verb, as most starts are: they need not wait until all verbs are put together.
#[derive(Debug, Parser)]
struct Verbless {
    #[command(flatten)]
    context: Context,
}

/// The files that a run may have to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Begins {
    Nothing,
    Diary,
    Settings,
    Both,
}

/// The verbs, a row each: its words, the file it may begin (and when), and how it names the files
/// beside the diary and the settings that it uses.
macro_rules! verbs {
    ($($(#[$as:meta])* $verb:ident($words:ty) begins [$($file:ident $(if $when:ident)?)?] uses [$($names:ident)?];)*) => {
        #[derive(Debug, Subcommand)]
        enum Verb {
            $($(#[$as])* $verb($words),)*
        }

        impl Verb {
            fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
                match self {
                    $(Self::$verb(verb) => verb.run(context, out),)*
                }
            }

            fn begins(&self) -> Begins {
                match self {
                    $($(Self::$verb(_verb) $(if _verb.$when())? => Begins::$file,)?)*
                    _ => Begins::Nothing,
                }
            }

            fn uses(&self, _reach: &mut Reach) {
                match self {
                    $(Self::$verb(_verb) => { $(_verb.$names(_reach);)? })*
                }
            }
        }
    };
}

verbs! {
    Log(log::Log)                             begins [Diary]              uses [];
    CheckIn(check_in::CheckIn)                begins [Diary]              uses [];
    Note(note::Note)                          begins [Diary if writes]    uses [reach];
    Show(show::Show)                          begins []                   uses [];
    List(list::List)                          begins []                   uses [];
    Search(search::Search)                    begins []                   uses [];
    Cycles(cycles::CyclesVerb)                begins []                   uses [];
    Forecast(forecast::ForecastVerb)          begins []                   uses [];
    Patterns(patterns::Patterns)              begins []                   uses [];
    Compare(compare::Compare)                 begins []                   uses [];
    Flags(red_flags::Flags)                   begins []                   uses [];
    Report(report::ReportVerb)                begins []                   uses [reach];
    Which(which::Which)                       begins []                   uses [];
    Learn(learn::Learn)                       begins []                   uses [];
    Items(items::Items)                       begins [Diary if writes]    uses [];
    Undo(undo::Undo)                          begins []                   uses [];
    Redo(undo::Redo)                          begins []                   uses [];
    History(history::History)                 begins []                   uses [];
    Status(status::Status)                    begins []                   uses [];
    Remind(remind::Remind)                    begins []                   uses [];
    Export(export::Export)                    begins []                   uses [reach];
    Import(import::Import)                    begins [Diary if writes]    uses [reach];
    Inbox(inbox::Inbox)                       begins [Diary if writes]    uses [reach];
    Share(share::ShareVerb)                   begins [Both if writes]     uses [reach];
    Backup(backup::Backup)                    begins []                   uses [reach];
    Restore(restore::Restore)                 begins [Diary if writes]    uses [reach];
    Salvage(salvage::Salvage)                 begins []                   uses [reach];
    #[command(name = "bin")]
    Trash(trash::Trash)                       begins []                   uses [];
    Purge(purge::Purge)                       begins []                   uses [];
    Check(check::Check)                       begins []                   uses [reach];
    Passphrase(passphrase::PassphraseVerb)    begins []                   uses [reach];
    Profile(profile::ProfileVerb)             begins [Diary if writes]    uses [];
    Config(config::ConfigVerb)                begins [Settings if writes] uses [reach];
    Path(path::PathVerb)                      begins []                   uses [];
    Demo(demo::Demo)                          begins []                   uses [reach];
    Completions(completions::Completions)     begins []                   uses [];
    Man(man::Man)                             begins []                   uses [reach];
}

impl Cli {
    /// Reads the words the program was started with.
    ///
    /// # Errors
    /// What to print in return: help, the version, or what is wrong.
    pub fn read() -> Result<Self, clap::Error> {
        match Verbless::try_parse() {
            Ok(Verbless { context }) => Ok(Self {
                context,
                verb: None,
            }),
            Err(_) => Self::try_parse(),
        }
    }

    /// Does what was asked for.
    ///
    /// # Errors
    /// [`Error`] with what to tell the person and the exit code.
    pub fn run(mut self) -> Result<(), Error> {
        confinement::keep_memory();
        self.context.read_passphrase()?;
        let mut out = Output::standard();
        match &mut self.verb {
            Some(Verb::Note(note)) => note.prepare(&self.context, &mut out)?,
            Some(Verb::Check(check)) => check.prepare(&self.context)?,
            _ => {}
        }
        let reach = self.reach();
        confinement::confine(&reach);
        let done = self.carry_out(out);
        reach.leave();
        done
    }

    fn carry_out(self, mut out: Output) -> Result<(), Error> {
        let Self { context, verb } = self;
        match verb {
            None if !context.plain() => return full_screen(context, None),
            Some(Verb::Import(import)) if import.is_full_screen() => return import.look(context),
            Some(Verb::Share(share)) if share.is_full_screen() => return share.look(context),
            // It refuses them itself, or puts them right.
            Some(Verb::Config(_)) => {}
            _ => context.tell_faults(),
        }
        match verb {
            None => check_in::CheckIn::default().run(&context, &mut out)?,
            Some(verb) => verb.run(&context, &mut out)?,
        }
        Ok(out.flush()?)
    }

    /// Whether it fills the screen, where the look can be chosen.
    fn is_full_screen(&self) -> bool {
        match &self.verb {
            None => !self.context.plain(),
            Some(Verb::Import(import)) => import.is_full_screen(),
            Some(Verb::Share(share)) => share.is_full_screen(),
            Some(_) => self.is_sample(),
        }
    }

    /// Whether it shows a sample.
    fn is_sample(&self) -> bool {
        matches!(&self.verb, Some(Verb::Demo(_)))
    }

    /// The files this run was asked to use.
    fn reach(&self) -> Reach {
        let mut reach = Reach::default();
        let begins = self.verb.as_ref().map_or(Begins::Diary, Verb::begins);
        // Where there is no home, the verbs say so themselves, those that need one.
        if let Ok(diary) = self.context.diary_path() {
            match begins {
                Begins::Diary | Begins::Both => reach.begin(&diary),
                Begins::Nothing | Begins::Settings => reach.write(&diary),
            }
        }
        // On every side of a link there can be copies, from before the diary was moved. What the system
        // has against following it, opening the diary will say.
        let ways = self.context.diary_path().map(|diary| ways_to(&diary));
        for way in ways.into_iter().flatten().flatten() {
            let folder = way.parent().filter(|folder| folder.is_dir());
            reach.write.extend(folder.map(Path::to_owned));
        }
        if let Ok(settings) = self.context.config_path() {
            match begins {
                Begins::Settings | Begins::Both => reach.begin(&settings),
                Begins::Nothing | Begins::Diary => {
                    reach.read(settings.parent().unwrap_or(&settings));
                }
            }
            let look = Files::at(settings);
            let look = look.of(Home::Look);
            // The sample leaves nothing behind.
            if self.is_full_screen() && (!self.is_sample() || look.exists()) {
                reach.begin_alone(look);
            }
        }
        if let Ok(Some(place)) = self.context.second_place() {
            reach.write.push(place.folder().to_owned());
        }
        if matches!(self.verb, None | Some(Verb::Share(_))) {
            share::reach(&self.context, &mut reach);
        }
        if let Ok(rules) = self.context.rules_path() {
            reach.read(&rules);
        }
        if let Some(Verb::Import(import)) = &self.verb
            && let Some(rules) = import.begins_rules(&self.context)
        {
            reach.begin(&rules);
        }
        if let Some(verb) = &self.verb {
            verb.uses(&mut reach);
        }
        reach
    }
}

/// Opens the diary full screen, with something to look at first.
fn full_screen(mut context: Context, first: Option<First>) -> Result<(), Error> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Err(Error::usage(say::no_terminal()).hint(say::no_terminal_hint()));
    }
    let options = crate::tui::Options {
        diary: context.diary_path()?,
        config: context.config()?.clone(),
        config_files: context.config_files()?,
        faults: context.faults().to_vec(),
        themes: context.themes_path()?,
        today: context.fixed_today(),
        // What is forgotten when the diary is locked must be nowhere else.
        passphrase: context.take_passphrase(),
        first,
        rules: context.rules_path()?,
    };
    Ok(crate::tui::run(options)?)
}
