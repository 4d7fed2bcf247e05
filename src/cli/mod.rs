//! The shell: a file a verb.
//!
//! A verb is what clap parses plus a `run` that opens the diary, does one thing, and writes plain
//! lines (or, with `--json`, JSON for programs) to the output it is handed. Whatever goes wrong
//! comes back as an [`Error`].

mod backup;
mod check;
mod check_in;
mod compare;
mod completions;
mod config;
mod context;
mod cycles;
mod demo;
mod error;
mod export;
mod flags;
mod forecast;
mod history;
mod import;
mod items;
mod learn;
mod list;
pub mod log;
mod man;
mod passphrase;
mod path;
mod patterns;
mod profile;
mod progress;
mod purge;
mod restore;
mod salvage;
mod search;
mod show;
mod status;
mod text;
mod trash;
mod undo;
mod unlock;
mod when;
mod which;

use std::io::{self, BufWriter, IsTerminal, Write};

use clap::{Parser, Subcommand};

use crate::confinement::{self, Reach};
pub use context::Context;
pub use error::{Error, ErrorKind};
use when::When;

/// A private diary for back and pelvic pain
///
/// Without a verb it opens the diary full screen. Everything stays in one file on this computer.
#[derive(Debug, Parser)]
#[command(name = "twinge", version, disable_help_subcommand = true)]
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

#[derive(Debug, Subcommand)]
enum Verb {
    Log(log::Log),
    CheckIn(check_in::CheckIn),
    Show(show::Show),
    List(list::List),
    Search(search::Search),
    Cycles(cycles::CyclesVerb),
    Forecast(forecast::ForecastVerb),
    Patterns(patterns::Patterns),
    Compare(compare::Compare),
    Flags(flags::Flags),
    Which(which::Which),
    Learn(learn::Learn),
    Items(items::Items),
    Undo(undo::Undo),
    Redo(undo::Redo),
    History(history::History),
    Status(status::Status),
    Export(export::Export),
    Import(import::Import),
    Backup(backup::Backup),
    Restore(restore::Restore),
    Salvage(salvage::Salvage),
    #[command(name = "bin")]
    Trash(trash::Trash),
    Purge(purge::Purge),
    Check(check::Check),
    Passphrase(passphrase::PassphraseVerb),
    Profile(profile::ProfileVerb),
    Config(config::ConfigVerb),
    Path(path::PathVerb),
    Demo(demo::Demo),
    Completions(completions::Completions),
    Man(man::Man),
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
    pub fn run(self) -> Result<(), Error> {
        confinement::keep_memory();
        self.context.read_passphrase()?;
        confinement::confine(&self.reach());
        let mut out = BufWriter::new(io::stdout().lock());
        let writes = matches!(
            self.verb,
            Some(Verb::Log(_) | Verb::CheckIn(_) | Verb::Import(_))
        );
        let Self { context, verb } = self;
        dispatch(verb, &context, &mut out)?;
        out.flush()?;
        if writes {
            // What was written stands, whether it could be copied or not.
            if let Err(error) = context.tidy() {
                error
                    .hint("it is saved in the diary; only its copy of today is missing")
                    .report();
            }
        }
        Ok(())
    }

    /// The files this run was asked to use.
    fn reach(&self) -> Reach {
        let mut reach = Reach::default();
        // Where there is no home, the verbs say so themselves, those that need one.
        if let Ok(diary) = self.context.diary_path() {
            match &self.verb {
                None | Some(Verb::Log(_) | Verb::CheckIn(_)) => reach.begin(&diary),
                Some(Verb::Import(verb)) if verb.writes() => reach.begin(&diary),
                Some(Verb::Items(verb)) if verb.writes() => reach.begin(&diary),
                Some(Verb::Profile(verb)) if verb.writes() => reach.begin(&diary),
                _ => reach.write(&diary),
            }
        }
        if let Ok(settings) = self.context.config_path() {
            match &self.verb {
                Some(Verb::Config(verb)) if verb.writes() => reach.begin(&settings),
                _ => reach.read(settings.parent().unwrap_or(&settings)),
            }
        }
        if let Ok(rules) = self.context.rules_path() {
            reach.read(&rules);
        }
        match &self.verb {
            Some(Verb::Export(verb)) => verb.reach(&mut reach),
            Some(Verb::Import(verb)) => verb.reach(&mut reach),
            Some(Verb::Backup(verb)) => verb.reach(&mut reach),
            Some(Verb::Restore(verb)) => verb.reach(&mut reach),
            Some(Verb::Salvage(verb)) => verb.reach(&mut reach),
            Some(Verb::Passphrase(verb)) => verb.reach(&mut reach),
            Some(Verb::Demo(verb)) => verb.reach(&mut reach),
            Some(Verb::Man(verb)) => verb.reach(&mut reach),
            // These use the diary only, and read the settings.
            None
            | Some(
                Verb::Log(_)
                | Verb::CheckIn(_)
                | Verb::Show(_)
                | Verb::List(_)
                | Verb::Search(_)
                | Verb::Cycles(_)
                | Verb::Forecast(_)
                | Verb::Patterns(_)
                | Verb::Compare(_)
                | Verb::Flags(_)
                | Verb::Which(_)
                | Verb::Learn(_)
                | Verb::Items(_)
                | Verb::Undo(_)
                | Verb::Redo(_)
                | Verb::History(_)
                | Verb::Status(_)
                | Verb::Check(_)
                | Verb::Trash(_)
                | Verb::Purge(_)
                | Verb::Profile(_)
                | Verb::Config(_)
                | Verb::Path(_)
                | Verb::Completions(_),
            ) => {}
        }
        reach
    }
}

fn dispatch(verb: Option<Verb>, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
    match verb {
        None if context.plain() => check_in::CheckIn::default().run(context, out),
        None => full_screen(context),
        Some(Verb::Log(verb)) => verb.run(context, out),
        Some(Verb::CheckIn(verb)) => verb.run(context, out),
        Some(Verb::Show(verb)) => verb.run(context, out),
        Some(Verb::List(verb)) => verb.run(context, out),
        Some(Verb::Search(verb)) => verb.run(context, out),
        Some(Verb::Cycles(verb)) => verb.run(context, out),
        Some(Verb::Forecast(verb)) => verb.run(context, out),
        Some(Verb::Patterns(verb)) => verb.run(context, out),
        Some(Verb::Compare(verb)) => verb.run(context, out),
        Some(Verb::Flags(verb)) => verb.run(context, out),
        Some(Verb::Which(verb)) => verb.run(context, out),
        Some(Verb::Learn(verb)) => verb.run(context, out),
        Some(Verb::Items(verb)) => verb.run(context, out),
        Some(Verb::Undo(verb)) => verb.run(context, out),
        Some(Verb::Redo(verb)) => verb.run(context, out),
        Some(Verb::History(verb)) => verb.run(context, out),
        Some(Verb::Status(verb)) => verb.run(context, out),
        Some(Verb::Export(verb)) => verb.run(context, out),
        Some(Verb::Import(verb)) => verb.run(context, out),
        Some(Verb::Backup(verb)) => verb.run(context, out),
        Some(Verb::Restore(verb)) => verb.run(context, out),
        Some(Verb::Salvage(verb)) => verb.run(context, out),
        Some(Verb::Trash(verb)) => verb.run(context, out),
        Some(Verb::Purge(verb)) => verb.run(context, out),
        Some(Verb::Check(verb)) => verb.run(context, out),
        Some(Verb::Passphrase(verb)) => verb.run(context, out),
        Some(Verb::Profile(verb)) => verb.run(context, out),
        Some(Verb::Config(verb)) => verb.run(context, out),
        Some(Verb::Path(verb)) => verb.run(context, out),
        Some(Verb::Demo(verb)) => verb.run(context, out),
        Some(Verb::Completions(verb)) => verb.run(out),
        Some(Verb::Man(verb)) => verb.run(out),
    }
}

/// Opens the diary full screen.
fn full_screen(context: &Context) -> Result<(), Error> {
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Err(Error::usage("there is no terminal to show the diary on")
            .hint("ask line by line with twinge --plain, or see twinge --help for the verbs"));
    }
    let options = crate::tui::Options {
        diary: context.diary_path()?,
        config: context.config()?.clone(),
        themes: context.themes_path()?,
        today: context.fixed_today(),
        passphrase: context.passphrase(),
        rules: context.rules_path()?,
    };
    Ok(crate::tui::run(options)?)
}
