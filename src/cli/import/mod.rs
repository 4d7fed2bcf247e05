//! `import`: what a file holds, into the diary.

mod gather;
mod input;
mod rules;
mod tell;

use std::fmt::Display;
use std::io::{self, Read, Seek, Write};
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser};
use clap::{Args, ValueEnum};

use self::input::{Input, Kept};
use self::rules::Map;
use self::tell::{SHOWN, tell, told_to_programs};
use super::progress::Progress;
use super::red_flags::Before;
use super::{Context, Error, ErrorKind, Output, full_screen, unlock};
use crate::confinement::Reach;
use crate::diary::Catalogue;
use crate::exchange::door::{Door, DoorError, Worth};
use crate::exchange::propose::{Proposal, propose};
use crate::exchange::{
    Decimal, FORMATS, Format, ImportError, ImportPlan, Misfit, Named, Order, Source, Told, import,
    rehearse,
};
use crate::repository::{Passphrase, Repository};
use crate::tui::First;
use crate::tui::worker::ImportFile;
use crate::words::shell::{everywhere, files as say};
use crate::words::{errors, formats, import as words, tables};

/// Add what a file holds to the diary
#[derive(Debug, Args)]
#[command(long_about = about())]
pub(super) struct Import {
    /// The file, another diary, or the folder of a journal; - is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Say what would be added, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// Look at it full screen first: add it from there, or leave it
    #[arg(long, conflicts_with_all = ["dry_run", "json", "map", "zip_password_file", "other_passphrase_file"])]
    look: bool,

    /// Write JSON
    #[arg(long)]
    json: bool,

    /// How dates stand where the file does not show it: 3/4/2026
    #[arg(long, value_name = "ORDER")]
    dates: Option<DateOrder>,

    /// What stands before decimals where the file does not show it: 1,234
    #[arg(long, value_name = "SIGN")]
    decimal: Option<DecimalSign>,

    /// Read a table by the rules in a file; "new" guesses them, and only says what they would add
    #[arg(long, value_name = "FILE", value_parser = OsStringValueParser::new().map(PathBuf::from).map(Map::from))]
    map: Option<Map>,

    /// Of a file that is cut off, add what is whole
    #[arg(long)]
    partial: bool,

    /// Read the password of a zip from the first line of a file
    #[arg(long, value_name = "FILE")]
    zip_password_file: Option<PathBuf>,

    /// Read the passphrase of another diary from the first line of a file
    #[arg(long, value_name = "FILE")]
    other_passphrase_file: Option<PathBuf>,
}

/// How dates stand, as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum DateOrder {
    /// The day before the month
    DayFirst,
    /// The month before the day
    MonthFirst,
}

/// What stands before decimals, as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum DecimalSign {
    /// 1,5 is one and a half
    Comma,
    /// 1.5 is one and a half
    Point,
}

impl From<DecimalSign> for Decimal {
    fn from(sign: DecimalSign) -> Self {
        match sign {
            DecimalSign::Comma => Self::Comma,
            DecimalSign::Point => Self::Point,
        }
    }
}

impl From<DateOrder> for Order {
    fn from(order: DateOrder) -> Self {
        match order {
            DateOrder::DayFirst => Self::DayFirst,
            DateOrder::MonthFirst => Self::MonthFirst,
        }
    }
}

fn about() -> String {
    say::about_import(formats::readable())
}

impl Import {
    /// The file it is asked to read.
    pub(super) fn reach(&self, reach: &mut Reach) {
        reach.read(&self.file);
        for file in { self.zip_password_file.iter() }.chain(&self.other_passphrase_file) {
            reach.read(file);
        }
        if let Some(Map::File(rules)) = &self.map {
            reach.read(rules);
        }
    }

    /// Whether it fills the screen.
    pub(super) fn is_full_screen(&self) -> bool {
        self.look
    }

    /// The file of rules that it may have to write.
    pub(super) fn begins_rules(&self, context: &Context) -> Option<PathBuf> {
        let may = self.look || self.map == Some(Map::New);
        may.then(|| rules::place(context, &self.file).ok())?
    }

    /// Whether it may begin a diary.
    pub(super) fn writes(&self) -> bool {
        !self.is_rehearsal()
    }

    /// Whether nothing is to be written to the diary.
    fn is_rehearsal(&self) -> bool {
        self.dry_run || self.map == Some(Map::New)
    }

    /// Reads the file, adds what is new in it in one act, and tells what that was.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let rehearses = self.is_rehearsal();
        let repository = if rehearses {
            context.look_if_any()?
        } else {
            context.open_if_any()?
        };
        let place = self.file.display();
        let told = Told {
            today: context.today(),
            order: self.dates.map(Order::from),
            decimal: self.decimal.map(Decimal::from),
            in_part: self.partial,
        };
        let (gathered, mut input) = self.source(context, repository.as_ref())?;
        let progress = Progress::new(usize::try_from(input.size()?).unwrap_or_default());
        let own = rules::own(self.map.as_ref(), context)?;
        let mut input = match self.open(&own, progress.count(&mut input)) {
            Err(_) if progress.is_called_off() => return Err(called_off()),
            opened => opened?,
        };
        let remarks = input.remarks();
        let new;
        let format = match self.format(&own, input.beginning()) {
            Some(format) => format,
            None => {
                let catalogue = repository.as_ref().map(Repository::catalogue);
                let catalogue = catalogue.unwrap_or(Catalogue::built_in());
                new = self.of_no_format(context, catalogue, &mut input, out)?;
                &new
            }
        };
        // A program is told all of it.
        let shown = if self.json { usize::MAX } else { SHOWN };
        let refused = |error| match progress.is_called_off() {
            true => called_off(),
            false => refused(error, &place),
        };
        let (mut plan, before, repository) = if rehearses {
            let would = rehearse(repository.as_ref(), format, &mut input, shown, told);
            (would.map_err(refused)?, None, repository)
        } else {
            bring(context, repository, |diary| {
                import(diary, format, &mut input, shown, told).map_err(refused)
            })?
        };
        drop(progress);
        if let Some(gathered) = gathered {
            gathered.tell(&mut plan, shown);
        }
        if self.json {
            out.json(told_to_programs(&plan, rehearses))?;
        } else {
            for remark in remarks {
                writeln!(out, "{}", words::remark(remark))?;
            }
            tell(&plan, rehearses, out)?;
            if let (Some(before), Some(repository)) = (before, &repository)
                && let Some((foremost, count)) = before.sum_up(repository)?
            {
                writeln!(out, "{}", say::brings_up(count, foremost.title))?;
            }
        }
        unreadable(&plan)?;
        match repository {
            Some(repository) if !rehearses => context.tidy(repository, out),
            _ => Ok(()),
        }
    }

    /// Shows full screen what it would bring. It stands on the command line, as nothing else is then
    /// within reach: a fault in a program that is open all day can read no other file of the person.
    pub(super) fn look(self, context: Context) -> Result<(), Error> {
        // What is not there is told before the screen is filled.
        let place = self.file.display();
        { self.file.metadata() }.map_err(|error| missing(error, &place))?;
        let file = ImportFile {
            path: self.file,
            order: self.dates.map(Order::from),
            decimal: self.decimal.map(Decimal::from),
            in_part: self.partial,
            rules: context.imports_path()?,
        };
        full_screen(context, Some(First::Import(file)))
    }

    /// The file, as it lies there.
    fn input(&self, kept: &Kept) -> Result<Input, Error> {
        let place = self.file.display();
        let input = Input::open(&self.file, kept).map_err(|error| missing(error, &place))?;
        input.ok_or_else(|| {
            let most = kept.most() >> 20;
            let error = Error::input(say::too_much_to_hold(most)).during(&place);
            error.hint(say::too_much_to_hold_hint())
        })
    }

    /// What a file holds, of an archive what own rules or a format know.
    fn open<S: Read + Seek>(&self, own: &[Format], file: S) -> Result<Door<S>, Error> {
        let place = self.file.display();
        let mut failed = Ok(());
        let password = || {
            let asked = self.password();
            let words = asked.map_err(|error| failed = Err(error)).ok()??;
            Some(words.typed().as_bytes().to_vec().into())
        };
        let worth = |beginning: &[u8]| match self.format(own, beginning) {
            Some(_) => Worth::Readable,
            None => Format::worth(beginning),
        };
        let door = Door::open(file, worth, password, self.partial);
        failed?;
        door.map_err(|error| match error {
            DoorError::Io(error) => Error::file(&place, error),
            error => {
                let (what, hint) = errors::door(&error);
                Error::input(what).during(&place).hint(hint)
            }
        })
    }

    /// The format of a file that begins so: the one that was named, or who knows it, own rules first.
    fn format<'f>(&self, own: &'f [Format], beginning: &[u8]) -> Option<&'f Format> {
        match &self.map {
            Some(Map::New) => None,
            Some(Map::File(_)) => own.first(),
            None => Format::among(own.iter().chain(&FORMATS), beginning),
        }
    }

    /// The format that new rules make of a file, where they are asked for.
    ///
    /// # Errors
    /// That nobody knows the file, and what can be done; a table is told as it could be read.
    fn of_no_format<S: Read + Seek>(
        &self,
        context: &Context,
        catalogue: &Catalogue,
        door: &mut Door<S>,
        out: &mut Output,
    ) -> Result<Format, Error> {
        let place = self.file.display();
        if self.map.is_some() {
            return self.new_rules(context, catalogue, door, out);
        }
        let (what, hint) = match Named::of(door.beginning()) {
            Some(named) => words::no_format(named),
            None => match self.proposal(catalogue, door)? {
                Some(proposal) => {
                    if self.json {
                        out.json(rules::told_to_programs(&proposal))?;
                    } else {
                        for line in tables::lines(&proposal, catalogue) {
                            writeln!(out, "{line}")?;
                        }
                    }
                    let hint = say::own_table_guessed_hint(&place);
                    return Err(Error::input(say::own_table_guessed())
                        .during(&place)
                        .hint(hint));
                }
                None => (words::unknown_file(), words::unknown_file_hint()),
            },
        };
        Err(Error::input(what).during(&place).hint(hint))
    }

    /// Writes new rules for a table, with what the command line says of it, and hands back the format
    /// they make.
    fn new_rules(
        &self,
        context: &Context,
        catalogue: &Catalogue,
        table: &mut dyn Source,
        out: &mut Output,
    ) -> Result<Format, Error> {
        let mut proposal = self.proposal(catalogue, table)?.ok_or_else(|| {
            let error = Error::input(say::no_table()).during(self.file.display());
            error.hint(say::no_table_hint())
        })?;
        if let Some(order) = self.dates.map(Order::from) {
            proposal.date.order.get_or_insert(order);
        }
        if let Some(decimal) = self.decimal.map(Decimal::from) {
            proposal.say_decimal(decimal, catalogue);
        }
        let place = rules::place(context, &self.file)?;
        let format = rules::write(&proposal, &self.file, &place, catalogue)?;
        if !self.json {
            writeln!(out, "{}", say::rules_written(place.display()))?;
        }
        Ok(format)
    }

    /// How a table that no rules know could be read.
    fn proposal(
        &self,
        catalogue: &Catalogue,
        table: &mut dyn Source,
    ) -> Result<Option<Proposal>, Error> {
        propose(table, catalogue)
            .map_err(|error| Error::input(errors::read(&error)).during(self.file.display()))
    }

    /// The password of a zip, if there is somebody who has it.
    fn password(&self) -> Result<Option<Passphrase>, Error> {
        match &self.zip_password_file {
            Some(file) => unlock::of_file(file).map(Some),
            None if unlock::can_ask() => unlock::ask(say::zip_password()),
            None => Ok(None),
        }
    }
}

/// Why what a file holds is not added.
fn refused(error: ImportError, place: impl Display) -> Error {
    match error {
        ImportError::Read(error) => {
            let hint = errors::read_hint(&error);
            let error = Error::input(errors::read(&error)).during(place);
            hint.into_iter().fold(error, Error::hint)
        }
        ImportError::Repository(error) => error.into(),
    }
}

/// What is said when the person wants no more of it.
fn called_off() -> Error {
    Error::new(ErrorKind::CalledOff, say::called_off())
}

/// Why a file cannot be opened.
fn missing(error: io::Error, place: impl Display) -> Error {
    match error.kind() {
        io::ErrorKind::NotFound => {
            Error::input(everywhere::no_file(&place)).hint(say::no_source_hint())
        }
        _ => Error::file(&place, error),
    }
}

/// Has the diary that is there, or a new one, take in what a file brings, and says what warned before. What is
/// refused, or brings nothing, begins no diary.
fn bring(
    context: &Context,
    there: Option<Repository>,
    import: impl FnOnce(&mut Repository) -> Result<ImportPlan, Error>,
) -> Result<(ImportPlan, Option<Before>, Option<Repository>), Error> {
    let begins = there.is_none();
    let mut diary = there.map_or_else(|| context.open_or_begin(), Ok)?;
    let done = Before::of(context, &diary).and_then(|before| Ok((import(&mut diary)?, before)));
    match done {
        Ok((plan, before)) if !begins || !plan.is_empty() => Ok((plan, before, Some(diary))),
        nothing => {
            let undone = if begins { diary.unbegin() } else { Ok(()) };
            let (plan, before) = nothing?;
            undone?;
            Ok((plan, before, None))
        }
    }
}

/// Refuses a file of which nothing could be used: everything in it was left out.
fn unreadable(plan: &ImportPlan) -> Result<(), Error> {
    if !plan.is_of_no_use() {
        return Ok(());
    }
    if plan.is_hollow() {
        return Err(Error::input(words::nothing_within()).hint(words::nothing_within_hint()));
    }
    let error = Error::input(words::nothing_of_use());
    let is_date = |why: &Misfit| matches!(why, Misfit::Date(_));
    Err(match plan.dropped.iter().any(|of| is_date(&of.why)) {
        true => error.hint(words::nothing_of_use_hint()),
        false => error.hint(words::unknown_file_hint()),
    })
}
