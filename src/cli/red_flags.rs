//! `flags`: warning signs, and those a change to the diary has brought up.

use std::io::Write;

use chrono::NaiveDate;
use clap::Args;

use super::output::tell;
use super::{Context, Error, Output};
use crate::diary::{Catalogue, DateRange, Day};
use crate::guide::{Flag, FlagReport, RuleBook};
use crate::insight::{self, Guide, RecentCycles, Watched};
use crate::repository::Repository;
use crate::words::shell::looking as say;
use crate::words::{self, errors};

/// What is written of so many days is spoken of at once.
const RECENT: u64 = 14;

/// Tell the warning signs of the past two weeks, with what to do and why
///
/// Rules of your own are read from rules.toml beside the settings, or from the file the setting
/// "rules" names.
#[derive(Debug, Args)]
pub(super) struct Flags {
    /// Also those that were put aside or are over
    #[arg(long)]
    all: bool,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

impl Flags {
    /// Writes the flags, most urgent first.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let repository = context.open_read_only()?;
        let (rules, unread) = context.rules(&repository)?;
        let today = context.today();
        let range = DateRange::ending(today, rules.lookback().into());
        let guide = Guide::over(&repository, rules, range, today)?;
        let watched = guide.watch(&repository, range)?;
        let mut flags = guide.flags(&repository, &watched);
        let recent = latest(today);
        let aside = |flag: &Flag| flag.acknowledged && flag.touches(recent);
        let aside = flags.iter().any(aside);
        flags.retain(|flag| self.all || flag.spoken);
        if self.json {
            let closing = guide.rules.closing().to_owned();
            let report = FlagReport { flags, closing };
            let json = serde_json::to_string(&report)?;
            out.json(json)?;
        } else if !flags.is_empty() {
            write(&flags, &guide.rules, repository.catalogue(), out)?;
        } else if unread.is_empty() {
            // With rules that could not be read nobody can say so.
            let told = match aside {
                true => say::only_put_aside(),
                false => say::nothing_urgent(),
            };
            writeln!(out, "{told}")?;
        }
        unread.end()
    }
}

/// Writes flags, and the words that end them.
pub(super) fn write(
    flags: &[Flag],
    rules: &RuleBook,
    catalogue: &Catalogue,
    out: &mut Output,
) -> Result<(), Error> {
    for flag in flags {
        let tier = rules.tier_label(flag.tier);
        let dates = if flag.since == flag.last {
            flag.since.to_string()
        } else {
            say::days(flag.since, flag.last)
        };
        let told = format!("{tier}: {} ({dates})\n  {}", flag.title, flag.act);
        writeln!(out, "{told}")?;
        writeln!(out, "  {}", say::why(&flag.why, &flag.source))?;
        if flag.may_apply {
            writeln!(out, "  {}", rules.may_apply())?;
        }
        if !flag.joined.is_empty() {
            writeln!(out, "  {}", words::guide::joined(flag, catalogue))?;
        }
        if let Some(article) = &flag.learn {
            writeln!(out, "  {}", say::more(article))?;
        }
    }
    Ok(writeln!(out, "{}", rules.closing())?)
}

/// The days of which is spoken at once.
fn latest(today: NaiveDate) -> DateRange {
    DateRange::ending(today, RECENT)
}

/// Some days of a diary before something is written, to tell afterwards which flags are new.
pub(super) struct Watch {
    rules: RuleBook,
    /// The days of which is spoken.
    recent: DateRange,
    /// The days to be written, as they were.
    days: Vec<(NaiveDate, Day)>,
}

impl Watch {
    /// Looks at the days of a diary that are to be written; `None` when none of them is recent: an
    /// imported history is quiet. Rules with a mistake are left out, and that is told on standard
    /// error: what a person writes comes first.
    pub(super) fn begin(
        context: &Context,
        repository: &Repository,
        written: &[NaiveDate],
    ) -> Result<Option<Self>, Error> {
        let recent = latest(context.today());
        if !written.iter().any(|date| recent.contains(*date)) {
            return Ok(None);
        }
        let catalogue = repository.catalogue();
        let own = context.rules_path().ok();
        let built_in = || (RuleBook::built_in().clone(), Vec::new());
        let (rules, wrong) = own.map_or_else(built_in, |path| insight::rules(&path, catalogue));
        for why in wrong {
            tell(say::rules_left_out(errors::rules(&why)));
        }
        Ok(Some(Self {
            rules,
            recent,
            days: days(repository, written.iter().copied())?,
        }))
    }

    /// The flags of the diary with its days as they were.
    fn before(self, repository: &Repository) -> Result<Before, Error> {
        let today = self.recent.last;
        let mut guide = Guide::new(self.rules);
        let cycles = guide.recent_cycles(repository, self.recent, today)?;
        guide.cycles = cycles.facts();
        let watched = guide.watch(repository, self.recent)?;
        let mut before = Before {
            guide,
            cycles,
            watched,
            flags: Vec::new(),
        };
        before.flags = before.flags_with(repository, &self.days);
        Ok(before)
    }

    /// Tells the flags that were not there before, now that the days were written. Mostly the guide
    /// looks at nothing that was, and no more of the diary is read.
    pub(super) fn end(self, repository: &Repository, out: &mut Output) -> Result<(), Error> {
        let now = days(repository, self.days.iter().map(|(date, _)| *date))?;
        let catalogue = repository.catalogue();
        let mut pairs = self.days.iter().zip(&now);
        if pairs.all(|(was, is)| insight::are_alike(&self.rules, was, is, self.recent, catalogue)) {
            return Ok(());
        }
        let mut before = self.before(repository)?;
        let flags = before.brought_up(repository, &now);
        if flags.is_empty() {
            return Ok(());
        }
        write(&flags, &before.guide.rules, catalogue, out)
    }
}

/// Some days of a diary.
fn days(
    repository: &Repository,
    dates: impl Iterator<Item = NaiveDate>,
) -> Result<Vec<(NaiveDate, Day)>, Error> {
    dates
        .map(|date| Ok((date, repository.day(date)?)))
        .collect()
}

/// The flags of a diary before some of its days were written.
pub(super) struct Before {
    guide: Guide,
    cycles: RecentCycles,
    watched: Watched,
    flags: Vec<Flag>,
}

impl Before {
    /// The flags of a diary before most of its days may be written; `None` as [`Watch::begin`] has it.
    pub(super) fn of(context: &Context, repository: &Repository) -> Result<Option<Self>, Error> {
        let latest: Vec<_> = latest(context.today()).days().collect();
        let watch = Watch::begin(context, repository, &latest)?;
        watch.map(|watch| watch.before(repository)).transpose()
    }

    /// The flags with some days in the place of what stands there.
    fn flags_with(&mut self, repository: &Repository, days: &[(NaiveDate, Day)]) -> Vec<Flag> {
        let catalogue = repository.catalogue();
        if self
            .cycles
            .update(days, catalogue, self.watched.range().last)
        {
            self.guide.cycles = self.cycles.facts();
        }
        for (date, day) in days {
            self.guide.update(&mut self.watched, *date, day, catalogue);
        }
        self.guide.flags(repository, &self.watched)
    }

    /// The flags that were not there before, now that days were written.
    fn brought_up(&mut self, repository: &Repository, days: &[(NaiveDate, Day)]) -> Vec<Flag> {
        let mut flags = self.flags_with(repository, days);
        let told = |flag: &Flag| {
            let same = |of: &&Flag| of.rule == flag.rule && of.spoken && of.tier >= flag.tier;
            self.flags.iter().find(same).is_some()
        };
        flags.retain(|flag| flag.spoken && !told(flag));
        flags
    }

    /// The most urgent of the flags that the latest days have brought up, and how many they are:
    /// of a whole file that was written, they are told in one line.
    pub(super) fn sum_up(
        mut self,
        repository: &Repository,
    ) -> Result<Option<(Flag, usize)>, Error> {
        let latest = latest(self.watched.range().last);
        let flags = self.brought_up(repository, &days(repository, latest.days())?);
        let count = flags.len();
        Ok(flags.into_iter().next().map(|foremost| (foremost, count)))
    }
}

impl Context {
    /// The rules, those of the person's own that can be read among them. What could not be read is told once
    /// what the others say is written.
    pub(super) fn rules(&self, repository: &Repository) -> Result<(RuleBook, Unread), Error> {
        let path = self.rules_path()?;
        let (rules, wrong) = insight::rules(&path, repository.catalogue());
        Ok((rules, Unread(wrong)))
    }
}

/// Rules of a person's own that could not be read.
pub(super) struct Unread(Vec<insight::RulesError>);

impl Unread {
    /// Whether all could be read.
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Tells of them.
    ///
    /// # Errors
    /// The last of them, with what to do, when there is one.
    pub(super) fn end(mut self) -> Result<(), Error> {
        let Some(last) = self.0.pop() else {
            return Ok(());
        };
        for why in self.0 {
            tell(say::rules_left_out(errors::rules(&why)));
        }
        Err(Error::from(last).hint(say::rules_wrong()))
    }
}
