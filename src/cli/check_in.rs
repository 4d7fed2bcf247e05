//! `check-in`: asked and answered line by line, for screen readers, braille displays and pipes.

use std::io::{self, BufRead, IsTerminal, Write};
use std::sync::Arc;

use chrono::{Days, Local, NaiveDate};
use clap::Args;

use super::agreement::agreed;
use super::red_flags::Watch;
use super::when::after_midnight;
use super::{Context, Error, Output, When, text};
use crate::diary::acts::{answering, asking, entries, follow_up};
use crate::diary::kind::{ChoiceOption, LISTED, Unfit};
use crate::diary::{
    Answer, AnswerError, Catalogue, DateRange, Day, Entry, EntryId, EntryKind, EntryKindId, Item,
    ItemId, ItemKind, Profile, Role, Target, parse,
};
use crate::repository::Repository;
use crate::safekeeping;
use crate::words::shell::{check_in as say, everywhere};
use crate::words::{common, errors, kinds};

/// Check in line by line, without a full screen
///
/// One question a line. Enter leaves the answer as it is, - takes it back, ? explains, < goes back,
/// and . ends. Every answer is saved when it is given.
#[derive(Debug, Default, Args)]
pub(super) struct CheckIn {
    #[command(flatten)]
    day: When,
}

impl CheckIn {
    /// Asks until all is asked, the person ends it, or the input does.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let today = context.today();
        let named = self.day.day(today)?;
        let repository = context.open_or_begin()?;
        let asked = || day_meant(context, repository.profile(), out);
        let date = named.map_or_else(asked, Ok)?;
        // What came after intimacy is written there.
        let before = follow_up::days_before(date);
        let written: Vec<_> = before.days().chain([date]).collect();
        let watch = Watch::begin(context, &repository, &written)?;
        let mut talk = Talk {
            today,
            catalogue: Arc::clone(repository.catalogue()),
            profile: repository.profile().clone(),
            repository,
            out,
        };
        writeln!(talk.out, "{}", say::head(text::long_date(date)))?;
        writeln!(talk.out, "{}", say::keys())?;
        talk.all(date).map_err(|error| talk.keep(error))?;
        let day = talk.repository.day(date)?;
        writeln!(
            talk.out,
            "{}",
            text::day(date, &day, &talk.catalogue, &talk.profile)
        )?;
        if let Some(watch) = watch {
            watch.end(&talk.repository, talk.out)?;
        }
        context.tidy(talk.repository, talk.out)
    }
}

/// The day that a check-in which names none is for: after midnight, whether it is still for the day
/// before, is asked.
fn day_meant(context: &Context, profile: &Profile, out: &mut Output) -> Result<NaiveDate, Error> {
    let (now, ends) = (context.moment(), profile.day_ends);
    let Some((now, before)) = now.and_then(|now| Some((now, ends.still(now)?))) else {
        return Ok(context.today());
    };
    // Answers that were written beforehand would go to the wrong questions.
    if !io::stdin().is_terminal() {
        let told = after_midnight(ends, now);
        told.map_or(Ok(()), |told| writeln!(out, "{told}"))?;
        return Ok(now.date());
    }
    let still = agreed(&say::still(text::long_date(before)), out)?;
    Ok(if still { before } else { now.date() })
}

/// What is said to a question.
enum Said {
    Words(String),
    Nothing,
    Back,
    End,
}

/// How a row of questions ended.
#[derive(PartialEq, Eq)]
enum Ended {
    AllAsked,
    ByPerson,
}

struct Talk<'a> {
    today: NaiveDate,
    repository: Repository,
    catalogue: Arc<Catalogue>,
    profile: Profile,
    out: &'a mut Output,
}

impl Talk<'_> {
    /// Keeps what was answered so far, where the file of the diary was lost meanwhile.
    fn keep(&self, error: Error) -> Error {
        if !self.repository.is_lost() {
            return error;
        }
        let now = Local::now().naive_local();
        error.hint(match safekeeping::save_held_beside(&self.repository, now) {
            Ok(kept) => say::kept(kept.display()),
            Err(why) => say::not_kept(errors::repository(&why)),
        })
    }

    fn all(&mut self, date: NaiveDate) -> Result<(), Error> {
        for entry in self.open_follow_ups(date)? {
            let about = text::heading(&entry, &self.catalogue);
            let day = text::long_date(entry.date());
            writeln!(self.out, "{}", say::about(about, day))?;
            let since = [Role::PainAfter].map(|role| self.catalogue.role(role).id.clone());
            if self.ask(Target::Entry(entry.id), &since, None)? == Ended::ByPerson {
                return Ok(());
            }
        }
        let yesterday = date.checked_sub_days(Days::new(1)).unwrap_or(date);
        let yesterday = self.repository.day(yesterday)?;
        let questions = self.questions(&EntryKindId::DAY, date)?;
        if self.ask(Target::Day(date), &questions, Some(&yesterday))? == Ended::ByPerson {
            return Ok(());
        }
        for kind in self.catalogue.entry_kinds().to_vec() {
            if !kind.id.is_day()
                && self.profile.keeps(kind.area)
                && self.timed(date, &kind)? == Ended::ByPerson
            {
                return Ok(());
            }
        }
        Ok(())
    }

    /// The items of a kind of entry that are asked: common ones, and those used of late.
    fn questions(&self, kind: &EntryKindId, date: NaiveDate) -> Result<Vec<ItemId>, Error> {
        let lately = DateRange::ending(date, asking::LATELY);
        let usage = asking::usage(&self.repository.read(lately)?);
        let sections = self.catalogue.sections_of(kind);
        Ok(sections
            .flat_map(|section| self.catalogue.items_of(&section.id))
            .filter(|item| self.catalogue.concerns(item, &self.profile))
            .filter(|item| asking::is_asked(item, &usage))
            .map(|item| item.id.clone())
            .collect())
    }

    /// The intimacy of the days before whose pain since is still to be answered.
    fn open_follow_ups(&self, date: NaiveDate) -> Result<Vec<Entry>, Error> {
        let diary = self.repository.read(follow_up::days_before(date))?;
        let open = follow_up::open(date, &diary, &self.catalogue, &self.profile);
        Ok(open.cloned().collect())
    }

    /// Offers to add entries of a kind, as many as there are.
    fn timed(&mut self, date: NaiveDate, kind: &EntryKind) -> Result<Ended, Error> {
        let mut another = false;
        loop {
            let question = say::add(another, parse::within(&kind.label));
            match self.line(&question)? {
                Said::End => return Ok(Ended::ByPerson),
                Said::Words(word) if parse::yes_no(&word) == Some(true) => {}
                Said::Words(word) if word == "?" => {
                    writeln!(self.out, "  {}", kind.explain)?;
                    continue;
                }
                _ => return Ok(Ended::AllAsked),
            }
            let time = loop {
                match self.line(say::when())? {
                    Said::End => return Ok(Ended::ByPerson),
                    Said::Words(word) => match parse::time(&word) {
                        Some(time) => break Some(time),
                        None => writeln!(self.out, "  {}", say::not_a_time(word))?,
                    },
                    Said::Nothing | Said::Back => break None,
                }
            };
            let act = entries::add(kind.id.clone(), date, time, self.today)?;
            self.repository.perform(&act)?;
            let day = self.repository.day(date)?;
            // The newest entry of a date has the largest number.
            let Some(id) = day.entries.iter().map(|entry| entry.id).max() else {
                return Ok(Ended::AllAsked);
            };
            let questions = self.questions(&kind.id, date)?;
            if self.ask(Target::Entry(id), &questions, None)? == Ended::ByPerson {
                return Ok(Ended::ByPerson);
            }
            another = true;
        }
    }

    /// Asks for the items of an entry, one after the other.
    fn ask(
        &mut self,
        target: Target,
        items: &[ItemId],
        before: Option<&Day>,
    ) -> Result<Ended, Error> {
        let catalogue = Arc::clone(&self.catalogue);
        let mut at = 0;
        while let Some(item) = items.get(at).map(|id| catalogue.item(id.as_str())) {
            let Some(item) = item else {
                at += 1;
                continue;
            };
            let question = self.question(item, target.id(), before)?;
            match self.line(&question)? {
                Said::End => return Ok(Ended::ByPerson),
                Said::Back => at = at.saturating_sub(1),
                Said::Nothing => at += 1,
                Said::Words(word) if word == "?" => self.explain(item)?,
                Said::Words(word) => match self.answer(target, item, &word)? {
                    Ok(told) => {
                        writeln!(self.out, "  {told}")?;
                        at += 1;
                    }
                    Err(why) => writeln!(self.out, "  {why}")?,
                },
            }
        }
        Ok(Ended::AllAsked)
    }

    fn question(&self, item: &Item, entry: EntryId, before: Option<&Day>) -> Result<String, Error> {
        let words = |answer: &Answer| kinds::answer(answer, item, self.profile.temperature);
        let mut asides = vec![match item.options().len() {
            0 => kinds::range(&item.kind),
            1..=LISTED => {
                let options: Vec<String> = numbered(item).collect();
                options.join(", ")
            }
            n => say::any_of_many(n),
        }];
        if let Some(answer) = before.and_then(|day| day.answer(&item.id))
            && !matches!(item.kind, ItemKind::Text { .. })
        {
            asides.push(say::yesterday(words(answer)));
        }
        let day = self.repository.day(entry.date())?;
        let entry = day.entries.iter().find(|stored| stored.id == entry);
        if let Some(answer) = entry.and_then(|entry| entry.answer(&item.id)) {
            asides.push(say::now(text::shortened(&words(answer), 60)));
        }
        Ok(say::question(&item.label, asides.join("; ")))
    }

    fn explain(&mut self, item: &Item) -> Result<(), Error> {
        writeln!(self.out, "  {}", item.explain)?;
        for option in numbered(item) {
            writeln!(self.out, "  {option}")?;
        }
        Ok(())
    }

    /// Saves an answer, or says why it cannot be one.
    fn answer(
        &mut self,
        target: Target,
        item: &Item,
        word: &str,
    ) -> Result<Result<String, String>, Error> {
        let unit = self.profile.temperature;
        let (answer, told) = if word == "-" {
            (None, say::taken_back().to_owned())
        } else {
            match Answer::parse(item, &by_name(item, word), unit) {
                Ok(answer) => {
                    let told = say::saved(kinds::answer(&answer, item, unit));
                    (Some(answer), told)
                }
                Err(error) => return Ok(Err(refused(item, &error))),
            }
        };
        let day = self.repository.day(target.id().date())?;
        let entry = day.entries.iter().find(|entry| entry.id == target.id());
        if let Some(act) = answering::answer(target, entry, item, answer, self.today)? {
            self.repository.perform(&act)?;
        }
        Ok(Ok(told))
    }

    /// Asks one question. The end of the input ends the check-in.
    fn line(&mut self, question: &str) -> Result<Said, Error> {
        write!(self.out, "{question} ")?;
        self.out.flush()?;
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_until(b'\n', &mut bytes);
        let read = read.map_err(|error| Error::file(everywhere::standard_input(), error))?;
        if read == 0 {
            writeln!(self.out)?;
            return Ok(Said::End);
        }
        let line = String::from_utf8_lossy(&bytes);
        // A terminal shows what is typed; in a pipe the answer stands behind its question, too.
        if !io::stdin().is_terminal() {
            writeln!(self.out, "{}", line.trim())?;
        }
        Ok(match line.trim() {
            "" => Said::Nothing,
            "<" => Said::Back,
            "." => Said::End,
            words => Said::Words(words.to_owned()),
        })
    }
}

/// The options of an item with their numbers, which are the digits of the full screen as far as these go.
fn numbered(item: &Item) -> impl Iterator<Item = String> {
    let options = (1_usize..).zip(item.options());
    options.map(|(number, option)| say::option(number, &option.label))
}

/// An answer in which options may be said by their numbers, with the codes in place of these.
fn by_name(item: &Item, words: &str) -> String {
    let options = item.options();
    if options.is_empty() {
        return words.to_owned();
    }
    let named = |word: &str| {
        let is = |option: &ChoiceOption| option.code.as_str() == word || option.label == word;
        let number: usize = word.parse().ok().filter(|_| !options.iter().any(is))?;
        let option = options.get(number.checked_sub(1)?)?;
        Some(option.code.to_string())
    };
    let words = words.split(',').map(str::trim);
    let words = words.map(|word| named(word).unwrap_or_else(|| word.to_owned()));
    words.collect::<Vec<_>>().join(",")
}

/// Why an answer was not understood; the options of a long list are not read out for it.
fn refused(item: &Item, error: &AnswerError) -> String {
    match &error.why {
        Unfit::Option { unknown, .. } if item.options().len() > LISTED => {
            let nearest = unknown.nearest.as_ref();
            let nearest = nearest.map_or_else(|| ".".into(), common::nearest);
            say::no_option(&item.label, &unknown.word, nearest)
        }
        _ => errors::answer_to(&item.label, error),
    }
}
