//! The words of one line, understood.

use chrono::{Days, NaiveDate};

use crate::diary::acts::{Line, Refusal};
use crate::diary::parse::{self, DateWordError, Unknown};
use crate::diary::{
    Answer, AnswerError, Catalogue, DateRange, EntryKindId, Item, ItemId, Measure, Role,
    TemperatureUnit,
};
use crate::words::errors;
use crate::words::shell::log as say;

/// Why a line was not understood.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LineError {
    /// The words before the first answer are no date.
    #[error(transparent)]
    Date(#[from] DateWordError),
    /// A day that has not been yet.
    #[error(transparent)]
    Day(#[from] Refusal),
    /// No item has that name, and none is nearly called so.
    #[error("{0}; twinge items lists them all")]
    Item(Unknown),
    /// No item has that name, but one is nearly called so.
    #[error("{0}")]
    Mistyped(Unknown),
    /// The value does not fit the item.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// An item that needs a value stands alone.
    #[error("{0} needs a value: write {0}=VALUE")]
    Bare(ItemId),
    /// Words that may have been meant to say something else.
    #[error("\"{given}\" is not ITEM=VALUE; did you mean {meant}?")]
    Meant {
        /// What was written.
        given: String,
        /// What says it.
        meant: String,
    },
    /// A word that is neither a date nor an answer.
    #[error(
        "\"{0}\" is not ITEM=VALUE; the date comes first, and words with spaces need quotation marks"
    )]
    Word(String),
    /// The same item twice.
    #[error("{0} is given twice: give it once")]
    Twice(ItemId),
    /// A day that is another one by the time the line is read.
    #[error("\"{0}\" is another day by the time it is read here; write it as 2026-03-17")]
    Passing(String),
    /// Not a time of day.
    #[error("\"{0}\" is not a time such as 22:10")]
    Time(String),
    /// A quotation mark is missing.
    #[error("a quotation mark is open: close it behind the words")]
    Quote,
    /// `-m` without words.
    #[error("-m needs the words of the note behind it")]
    NoNote,
    /// Neither an answer nor a note.
    #[error("nothing to write: give ITEM=VALUE, such as pain=4, or a note with -m")]
    Nothing,
}

impl From<Unknown> for LineError {
    fn from(unknown: Unknown) -> Self {
        match unknown.nearest {
            Some(_) => Self::Mistyped(unknown),
            None => Self::Item(unknown),
        }
    }
}

impl LineError {
    /// It, as a person reads it.
    pub fn words(&self) -> String {
        match self {
            Self::Date(error) => errors::date_words(error),
            Self::Day(error) => errors::refusal(error),
            Self::Mistyped(unknown) => errors::unknown(unknown),
            Self::Item(unknown) => say::no_item(errors::unknown(unknown)),
            Self::Answer(error) => errors::answer(error),
            Self::Bare(item) => say::no_value(item),
            Self::Meant { given, meant } => say::meant(given, meant),
            Self::Word(word) => say::not_an_answer(word),
            Self::Twice(item) => say::twice(item),
            Self::Passing(days) => say::passing(days),
            Self::Time(word) => say::not_a_time(word),
            Self::Quote => say::open_quotation().into(),
            Self::NoNote => say::no_note().into(),
            Self::Nothing => say::nothing().into(),
        }
    }
}

/// Understands lines.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'a> {
    /// What can be recorded.
    pub catalogue: &'a Catalogue,
    /// What "yesterday" counts from.
    pub today: NaiveDate,
    /// What temperatures without a unit are read in.
    pub unit: TemperatureUnit,
    /// Whether an answer for several days takes the place of those that stand.
    pub replaces: bool,
    /// Whether a day has to be the same whenever the line is read.
    pub lasting: bool,
}

/// So far back every word for a day that depends on the day it is read on means another one: also a
/// date without its year.
const LONG_AGO: Days = Days::new(400);

impl Reader<'_> {
    /// Understands a line of text: words as a shell splits them, `-m NOTE` among them. `None`
    /// for an empty line and a comment.
    ///
    /// # Errors
    /// [`LineError`] says which word was not understood.
    pub fn text(&self, text: &str) -> Result<Option<Line>, LineError> {
        let mut words = shlex::split(text).ok_or(LineError::Quote)?;
        if words.is_empty() {
            return Ok(None);
        }
        let flag = words
            .iter()
            .position(|word| word == "-m" || word == "--note");
        let note = flag.map(|at| match words.get(at + 1) {
            Some(_) => Ok(words.drain(at..at + 2).nth(1)),
            None => Err(LineError::NoNote),
        });
        let note = note.transpose()?.flatten();
        self.words(&words, note).map(Some)
    }

    /// Understands words that are already split.
    ///
    /// # Errors
    /// [`LineError`] says which word was not understood.
    pub fn words(&self, words: &[String], note: Option<String>) -> Result<Line, LineError> {
        let mut line = Line {
            note: note.and_then(|note| self.note(&note)),
            ..Line::default()
        };
        let is_said = |word: &String| word.contains(['=', ':']) || self.bare(word).is_some();
        let date_words = words.iter().take_while(|word| !is_said(word)).count();
        let (date, said) = words.split_at(date_words);
        if !date.is_empty() {
            let days = self.days(&date.join(" "))?;
            line.days = Some(days);
            line.keeps = days.len() > 1 && !self.replaces;
        }
        for word in said {
            self.word(word, &mut line)?;
        }
        if line.answers.is_empty() && line.kinds.is_empty() && line.note.is_none() {
            return Err(LineError::Nothing);
        }
        line.may_be(self.today)?;
        Ok(line)
    }

    /// A note as it is kept; none when nothing is left of it.
    fn note(&self, text: &str) -> Option<String> {
        let item = self.catalogue.role(Role::Note);
        let answer = Answer::parse(item, text, self.unit).ok();
        answer.map(|answer| answer.word())
    }

    /// Understands the words for a day or several.
    ///
    /// # Errors
    /// [`LineError`] when they are none, or, where they have to last, mean other days later.
    pub fn days(&self, text: &str) -> Result<DateRange, LineError> {
        let days = self.days_seen_from(self.today, text)?;
        let before = self.today.checked_sub_days(LONG_AGO);
        let lasts = before.is_some_and(|before| {
            let seen = self.days_seen_from(before, text);
            seen.is_ok_and(|seen| seen == days)
        });
        match self.lasting && !lasts {
            true => Err(LineError::Passing(text.to_owned())),
            false => Ok(days),
        }
    }

    fn days_seen_from(&self, today: NaiveDate, text: &str) -> Result<DateRange, LineError> {
        if let Some(days) = DateRange::between(text, today) {
            let days = days?;
            if DateRange::LIFETIME.covers(days) {
                return Ok(days);
            }
            let (given, span) = (text.to_owned(), DateRange::LIFETIME);
            return Err(DateWordError::TooFar { given, span }.into());
        }
        let date = parse::date(text, today);
        date.map(DateRange::day).map_err(|error| match error {
            // A single word there may as well be an item without its value.
            DateWordError::NotADate { .. } => match self.catalogue.find(text) {
                Ok(item) if !text.contains(' ') => LineError::Bare(item.id.clone()),
                _ => self.meant(text).unwrap_or(error.into()),
            },
            error => error.into(),
        })
    }

    /// What words were meant to say that are no answer, perhaps behind a date: `pain 4`, the option of
    /// an item, a time.
    fn meant(&self, given: &str) -> Option<LineError> {
        let words: Vec<&str> = given.split(' ').collect();
        let meant = (0..words.len()).find_map(|at| {
            let (date, said) = words.split_at(at);
            let date = date.join(" ");
            let begins = date.is_empty() || parse::date(&date, self.today).is_ok();
            let said = begins.then(|| self.completed(said)).flatten()?;
            Some(format!("{date} {said}").trim_start().to_owned())
        })?;
        let given = given.to_owned();
        Some(LineError::Meant { given, meant })
    }

    /// Words that lack no more than what stands before the value, with it.
    fn completed(&self, words: &[&str]) -> Option<String> {
        let (first, others) = words.split_first()?;
        let value = others.join(" ");
        if let Ok(item) = self.catalogue.find(first)
            && Answer::parse(item, &value, self.unit).is_ok()
        {
            let value = shlex::try_quote(&value).ok()?;
            return Some(format!("{}={value}", item.id));
        }
        if parse::time(first).is_some() && others.is_empty() && first.contains(':') {
            return Some(format!("at={first}"));
        }
        let wanted = parse::slug(&words.join(" "));
        let items = self.catalogue.items().iter();
        { items }.find_map(|item| {
            let mut options = item.options().iter();
            let names = |code: &str, label: &str| [code, &parse::slug(label)].contains(&&*wanted);
            let found = options.find(|of| names(of.code.as_str(), &of.label))?;
            Some(format!("{}={}", item.id, found.code))
        })
    }

    fn word(&self, word: &str, line: &mut Line) -> Result<(), LineError> {
        let Some((name, value)) = word.split_once(['=', ':']) else {
            return match self.bare(word) {
                Some(Bare::Kind(kind)) => {
                    line.kinds.push(kind);
                    Ok(())
                }
                Some(Bare::Flag(item)) => say(line, &item, Some(Answer::Flag(true))),
                None => Err(match self.catalogue.find(word) {
                    Ok(item) => LineError::Bare(item.id.clone()),
                    Err(_) => self.meant(word).unwrap_or(LineError::Word(word.into())),
                }),
            };
        };
        if matches!(name, "at" | "time") {
            let time = parse::time(value).ok_or_else(|| LineError::Time(value.into()))?;
            line.time = Some(time);
            return Ok(());
        }
        let item = self.catalogue.find(name);
        let item = item.map_err(|error| self.meant(word).unwrap_or(error.into()))?;
        let answer = match value.trim() {
            "" | "-" => None,
            value => Some(Answer::parse(item, value, self.unit)?),
        };
        say(line, &item.id, answer)
    }

    /// A word that says something without a value: a kind of entry, or an item that is yes or no.
    fn bare(&self, word: &str) -> Option<Bare> {
        let kind = EntryKindId::new(parse::slug(word));
        if !kind.is_day() && self.catalogue.entry_kind(&kind).is_some() {
            return Some(Bare::Kind(kind));
        }
        let flag = |item: &&Item| item.kind.measure() == Measure::Event;
        let item = self.catalogue.find(word).ok().filter(flag)?;
        Some(Bare::Flag(item.id.clone()))
    }
}

enum Bare {
    Kind(EntryKindId),
    Flag(ItemId),
}

fn say(line: &mut Line, item: &ItemId, answer: Option<Answer>) -> Result<(), LineError> {
    if line.answers.iter().any(|(said, _)| said == item) {
        return Err(LineError::Twice(item.clone()));
    }
    line.answers.push((item.clone(), answer));
    Ok(())
}

/// The words of a line as it lies in a file.
///
/// # Errors
/// In words, that it is no text.
pub fn words_in(line: &[u8]) -> Result<&str, String> {
    let text =
        std::str::from_utf8(line.trim_ascii_end()).map_err(|_| say::not_text().to_owned())?;
    // Some editors begin a file with a mark that nobody sees.
    Ok(text.trim_start_matches('\u{feff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn read(text: &str) -> Result<Line, LineError> {
        let reader = Reader {
            catalogue: Catalogue::built_in(),
            today: ymd(2026, 3, 17),
            unit: TemperatureUnit::Celsius,
            replaces: false,
            lasting: false,
        };
        reader.text(text).map(Option::unwrap_or_default)
    }

    /// The line in short: date, time, kinds, answers, note.
    fn told(text: &str) -> String {
        let line = read(text).unwrap();
        let mut told = vec![];
        told.extend(line.days.map(|days| match days.len() {
            1 => days.first.to_string(),
            _ => format!("{}..{}", days.first, days.last),
        }));
        told.extend(line.time.map(|time| format!("at {}", time.format("%H:%M"))));
        told.extend(line.kinds.iter().map(ToString::to_string));
        told.extend(line.answers.iter().map(|(item, answer)| {
            format!(
                "{item}={}",
                answer.as_ref().map_or("()".into(), Answer::word)
            )
        }));
        told.extend(line.note);
        told.join(" ")
    }

    #[test]
    fn words_are_understood_kindly() {
        for (text, expected) in [
            ("pain=4", "pain=4"),
            ("pain:4", "pain=4"),
            ("yesterday pain=0", "2026-03-16 pain=0"),
            ("12 mar pain=4", "2026-03-12 pain=4"),
            ("3 days ago pain=4", "2026-03-14 pain=4"),
            (
                "2026-03-12..2026-03-16 pain=0",
                "2026-03-12..2026-03-16 pain=0",
            ),
            ("12 to 16 March pain=0", "2026-03-12..2026-03-16 pain=0"),
            ("-2..today pain=0", "2026-03-15..2026-03-17 pain=0"),
            (
                "-10 pain=4 -m 'sat too long'",
                "2026-03-07 pain=4 sat too long",
            ),
            (
                "pain-sites=low-back-left,si-left",
                "pain-sites=low-back-left,si-left",
            ),
            ("where='low back left'", "pain-sites=low-back-left"),
            ("bleeding=Light", "bleeding=light"),
            ("temperature=36,52", "temperature=36.52"),
            ("temperature=97.7F", "temperature=36.5"),
            (
                "orgasm pain-after=0 at=22:10",
                "at 22:10 orgasm=yes pain-after=0",
            ),
            ("intimacy time=10pm", "at 22:00 intimacy"),
            ("pain= bleeding=-", "pain=() bleeding=()"),
            ("pain-sites=none", "pain-sites="),
            ("-m \"ça va 🙂\"", "ça va 🙂"),
            ("  # a comment", ""),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (text, expected) in [
            ("pian=4", "did you mean \"pain\"?"),
            ("pain=11", "from 0 to 10, not \"11\""),
            ("pain=four", "from 0 to 10, not \"four\""),
            ("bleeding=hevy", "did you mean \"heavy\"?"),
            ("temperature=365", "from 34 to 42 °C, not 365"),
            ("pain", "pain needs a value"),
            ("pain 4", "did you mean pain=4?"),
            ("yesterday pain 4", "did you mean yesterday pain=4?"),
            ("painkiller", "did you mean measure=painkiller?"),
            ("pain=4 painkiller", "did you mean measure=painkiller?"),
            (
                "where low back left",
                "did you mean pain-sites='low back left'?",
            ),
            (
                "'2026-03-01 15:42' orgasm",
                "did you mean 2026-03-01 at=15:42?",
            ),
            ("15:42 orgasm", "did you mean at=15:42?"),
            ("pain 11", "\"pain 11\" is not a date"),
            ("today pain=4 bleeding", "bleeding needs a value"),
            ("pain=4 today", "\"today\" is not ITEM=VALUE"),
            ("2026-02-31 pain=4", "no day \"2026-02-31\""),
            ("31 feb pain=4", "no day \"31 feb\""),
            ("sometime pain=4", "\"sometime\" is not a date"),
            ("tomorrow pain=4", "2026-03-18 hasn't come yet"),
            ("2027-01-01 pain=4", "2027-01-01 hasn't come yet"),
            ("16 to 20 march pain=4", "2026-03-20 hasn't come yet"),
            ("2025-01-01..today pain=4", "441 days at once"),
            ("..today pain=4", "lies outside the years"),
            ("-2..today orgasm at=22:10", "for several days at once"),
            ("12 to soon pain=4", "\"soon\" is not a date"),
            ("orgasm at=25:00", "\"25:00\" is not a time"),
            ("pain=4 worst-today=5", "pain is given twice: give it once"),
            ("pain=4 -m", "-m needs the words"),
            (
                "pain=4 -m 'open",
                "a quotation mark is open: close it behind the words",
            ),
            ("yesterday", "nothing to write"),
            ("-m ''", "nothing to write"),
        ] {
            let refused = read(text).unwrap_err().to_string();
            assert!(refused.contains(expected), "{text}: {refused}");
            assert_eq!(read(text).unwrap_err().words(), refused);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_line_panics(text in "\\PC*") {
            let _ = read(&text);
        }

        #[test]
        fn no_line_of_likely_words_panics(
            words in proptest::collection::vec(
                proptest::sample::select(vec![
                    "pain", "=", ":", "4", "-", "-m", "at=", "22:10", "orgasm", "12", "mar", "'", "\"",
                    " ", "bleeding=", "light", ",", "9999999999", "#", "\\", "½", "\u{301}", "\n",
                ]),
                0..12,
            ),
        ) {
            let _ = read(&words.concat());
        }
    }
}
