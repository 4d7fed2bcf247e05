//! The search language: words in notes and conditions on answers.
//!
//! `pain>=6 bleeding:heavy orgasm after:2026-01 -travel "heat pad"` finds the days on which every
//! term holds. A term is
//!
//! - a word or `"several words"`: in a note of the day;
//! - an item (`orgasm`): answered with more than zero, none or no;
//! - `item>=6`, `item<3`, `item=0`: a score, number or ordered choice compared;
//! - `item:option` (`bleeding:heavy`, `pain-sites:low-back-left`): answered with that option;
//! - `item:word` or `item:"several words"` (`medicine:ibuprofen`): these stand in its text;
//! - `item:any`, `item:none`: answered at all; with zero, none or no;
//! - a kind of entry (`intimacy`, `relief`): the day has one;
//! - `after:`, `until:`, `before:`, `in:` with a date, month or year. Before alone leaves out the
//!   day itself;
//! - any of these behind `-`: the day has something recorded, but not this.

use chrono::NaiveDate;

use super::answer::AnswerError;
use super::catalogue::Catalogue;
use super::entry::Day;
use super::id::{Code, EntryKindId, ItemId};
use super::item::Item;
use super::kind::Answer;
use super::parse::{self, DateWordError, Unknown};
use super::phrase::Phrase;
use super::quantity::{Quantity, TemperatureUnit};
use super::range::DateRange;
use super::role::Role;

/// Days are found when every term holds. An empty query finds every day with an entry.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {
    /// The terms.
    pub terms: Vec<Term>,
}

/// One condition on a day.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// A note of the day has these words, one after the other; the last may be a beginning.
    Words(String),
    /// An answer of the day passes a test.
    Answer(ItemId, Test),
    /// The day has an entry of a kind.
    Kind(EntryKindId),
    /// The day lies in a range.
    In(DateRange),
    /// The term does not hold.
    Not(Box<Term>),
}

/// What is asked of an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// There is one.
    Answered,
    /// It says that something was there; see [`Answer::is_present`].
    Present,
    /// It says that nothing was there.
    Absent,
    /// It is, or has among others, this option.
    Has(Code),
    /// It is exactly this answer.
    Is(Answer),
    /// These words stand in its text.
    Says(Phrase),
    /// Its number compares so; an ordered choice counts from 0.
    Compare(Comparison, Quantity),
}

/// How two numbers compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `>=`
    AtLeast,
    /// `>`
    More,
}

impl Comparison {
    const SIGNS: [(&'static str, Self); 5] = [
        ("<=", Self::AtMost),
        (">=", Self::AtLeast),
        ("<", Self::Less),
        (">", Self::More),
        ("=", Self::Equal),
    ];

    /// The sign, as in SQL.
    pub fn sign(self) -> &'static str {
        Self::SIGNS
            .iter()
            .find(|(_, c)| *c == self)
            .map_or("=", |(sign, _)| sign)
    }

    /// Whether two numbers compare so.
    pub fn holds(self, a: Quantity, b: Quantity) -> bool {
        match self {
            Self::Less => a < b,
            Self::AtMost => a <= b,
            Self::Equal => a == b,
            Self::AtLeast => a >= b,
            Self::More => a > b,
        }
    }
}

/// Why a search was not understood.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum QueryError {
    /// No item or kind of entry has that name.
    #[error(transparent)]
    Item(#[from] Unknown),
    /// The value does not fit the item.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// The item cannot be compared with more and less.
    #[error("{0} has no more or less: write {0}:word")]
    Unordered(ItemId),
    /// A date was not understood.
    #[error(transparent)]
    Date(#[from] DateWordError),
    /// A quotation mark is missing.
    #[error("a quotation mark is open: close it after the words looked for")]
    Quote,
    /// Nothing stands behind the minus or colon.
    #[error("\"{0}\" looks for nothing: write what to look for behind it")]
    Nothing(String),
}

impl Query {
    /// Understands a search.
    ///
    /// # Errors
    /// [`QueryError`] says which word was not understood, and the nearest right one.
    pub fn parse(
        text: &str,
        catalogue: &Catalogue,
        today: NaiveDate,
        unit: TemperatureUnit,
    ) -> Result<Self, QueryError> {
        let reader = Reader {
            catalogue,
            today,
            unit,
        };
        let terms = split(text)?
            .iter()
            .map(|word| reader.term(word))
            .collect::<Result<_, _>>()?;
        Ok(Self { terms })
    }

    /// Whether a day is found.
    pub fn matches(&self, date: NaiveDate, day: &Day, catalogue: &Catalogue) -> bool {
        self.terms
            .iter()
            .all(|term| term.matches(date, day, catalogue))
    }

    /// The words looked for in texts, to show where they stand.
    pub fn phrases(&self) -> impl Iterator<Item = Phrase> {
        self.terms.iter().filter_map(|term| match term {
            Term::Words(words) => Some(Phrase::new(words)),
            Term::Answer(_, Test::Says(phrase)) => Some(phrase.clone()),
            _ => None,
        })
    }
}

impl Term {
    fn matches(&self, date: NaiveDate, day: &Day, catalogue: &Catalogue) -> bool {
        match self {
            Self::Words(words) => {
                let phrase = Phrase::new(words);
                day.entries
                    .iter()
                    .flat_map(|entry| entry.answers.values())
                    .any(|answer| matches!(answer, Answer::Text(text) if phrase.is_in(text)))
            }
            Self::Answer(id, test) => catalogue
                .item(id.as_str())
                .is_some_and(|item| item.said_on(day).any(|answer| test.passes(answer, item))),
            Self::Kind(kind) => day.of_kind(kind).next().is_some(),
            Self::In(range) => range.contains(date),
            Self::Not(term) => !term.matches(date, day, catalogue),
        }
    }
}

impl Test {
    /// Whether an answer to the item passes.
    pub fn passes(&self, answer: &Answer, item: &Item) -> bool {
        match self {
            Self::Answered => true,
            Self::Present => answer.is_present(item),
            Self::Absent => !answer.is_present(item),
            Self::Is(wanted) => answer == wanted,
            Self::Says(words) => matches!(answer, Answer::Text(text) if words.is_in(text)),
            Self::Has(code) => match answer {
                Answer::Choice(given) => given == code,
                Answer::Many(given) => given.contains(code),
                _ => false,
            },
            Self::Compare(comparison, wanted) => answer
                .number(item)
                .and_then(Quantity::from_f64)
                .is_some_and(|given| comparison.holds(given, *wanted)),
        }
    }
}

struct Word {
    text: String,
    quoted: bool,
    negated: bool,
}

/// Splits at spaces outside quotation marks; those behind a colon belong to what stands before it.
fn split(text: &str) -> Result<Vec<Word>, QueryError> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (negated, body) = match rest.strip_prefix('-') {
            Some(body) => (true, body),
            None => (false, rest),
        };
        let (word, quoted, after) = if let Some(body) = body.strip_prefix('"') {
            let end = body.find('"').ok_or(QueryError::Quote)?;
            (body[..end].to_owned(), true, &body[end + 1..])
        } else {
            let end = body.find(char::is_whitespace).unwrap_or(body.len());
            match body[..end].split_once(":\"") {
                Some((name, _)) => {
                    let value = &body[name.len() + 2..];
                    let end = value.find('"').ok_or(QueryError::Quote)?;
                    (
                        format!("{name}:{}", &value[..end]),
                        false,
                        &value[end + 1..],
                    )
                }
                None => (body[..end].to_owned(), false, &body[end..]),
            }
        };
        if word.trim().is_empty() {
            return Err(QueryError::Nothing(
                rest[..rest.len() - after.len()].to_owned(),
            ));
        }
        words.push(Word {
            text: word,
            quoted,
            negated,
        });
        rest = after.trim_start();
    }
    Ok(words)
}

struct Reader<'a> {
    catalogue: &'a Catalogue,
    today: NaiveDate,
    unit: TemperatureUnit,
}

impl Reader<'_> {
    fn term(&self, word: &Word) -> Result<Term, QueryError> {
        let term = if word.quoted {
            Term::Words(word.text.clone())
        } else {
            self.unquoted(&word.text)?
        };
        Ok(if word.negated {
            Term::Not(Box::new(term))
        } else {
            term
        })
    }

    fn unquoted(&self, word: &str) -> Result<Term, QueryError> {
        let comparison = Comparison::SIGNS
            .iter()
            .filter_map(|(sign, comparison)| Some((word.find(sign)?, sign, *comparison)))
            // The leftmost sign, and of two that begin there the longer, which stands first.
            .min_by_key(|(at, ..)| *at);
        if let Some((at, sign, comparison)) = comparison {
            let value = &word[at + sign.len()..];
            return self.comparison(word, &word[..at], comparison, value);
        }
        if let Some((name, value)) = word.split_once(':') {
            return self.named(word, name, value);
        }
        let name = parse::slug(word);
        if let Some(item) = self.catalogue.item(&name) {
            return Ok(Term::Answer(item.id.clone(), Test::Present));
        }
        let kind = EntryKindId::new(&name);
        if !kind.is_day() && self.catalogue.entry_kind(&kind).is_some() {
            return Ok(Term::Kind(kind));
        }
        Ok(Term::Words(word.to_owned()))
    }

    fn named(&self, word: &str, name: &str, value: &str) -> Result<Term, QueryError> {
        if value.is_empty() {
            return Err(QueryError::Nothing(word.to_owned()));
        }
        let range = || DateRange::parse(value, self.today);
        match name {
            "in" | "on" => return Ok(Term::In(range()?)),
            "after" | "since" => {
                return Ok(Term::In(DateRange {
                    first: range()?.first,
                    ..DateRange::ALL
                }));
            }
            "until" => {
                return Ok(Term::In(DateRange {
                    last: range()?.last,
                    ..DateRange::ALL
                }));
            }
            "before" => {
                let first = range()?.first;
                let last = first.pred_opt().unwrap_or(first);
                return Ok(Term::In(DateRange {
                    last,
                    ..DateRange::ALL
                }));
            }
            "tag" => {
                let tags = self.catalogue.role(Role::Tags);
                let code = Code::new(value.to_lowercase());
                return Ok(Term::Answer(tags.id.clone(), Test::Has(code)));
            }
            _ => {}
        }
        let item = self.item(name)?;
        let test = match value {
            "any" => Test::Answered,
            "none" if item.option(&Code::new("none")).is_none() => Test::Absent,
            _ => match Answer::parse(item, value, self.unit)? {
                Answer::Choice(code) => Test::Has(code),
                Answer::Many(codes) => codes
                    .into_iter()
                    .next()
                    .map(Test::Has)
                    .ok_or_else(|| QueryError::Nothing(word.to_owned()))?,
                Answer::Text(words) => Test::Says(Phrase::new(&words)),
                answer => Test::Is(answer),
            },
        };
        Ok(Term::Answer(item.id.clone(), test))
    }

    fn comparison(
        &self,
        word: &str,
        name: &str,
        comparison: Comparison,
        value: &str,
    ) -> Result<Term, QueryError> {
        if value.is_empty() {
            return Err(QueryError::Nothing(word.to_owned()));
        }
        let item = self.item(name)?;
        let answer = Answer::parse(item, value, self.unit)?;
        let test = match (item.kind.measure().has_order(), comparison) {
            (true, _) => answer
                .number(item)
                .and_then(Quantity::from_f64)
                .map(|wanted| Test::Compare(comparison, wanted))
                .ok_or_else(|| QueryError::Unordered(item.id.clone()))?,
            (false, Comparison::Equal) => match answer {
                Answer::Choice(code) => Test::Has(code),
                Answer::Text(words) => Test::Says(Phrase::new(&words)),
                answer => Test::Is(answer),
            },
            (false, _) => return Err(QueryError::Unordered(item.id.clone())),
        };
        Ok(Term::Answer(item.id.clone(), test))
    }

    fn item(&self, name: &str) -> Result<&Item, QueryError> {
        Ok(self.catalogue.find(name)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Query, QueryError> {
        let today = NaiveDate::from_ymd_opt(2026, 3, 17).unwrap();
        Query::parse(text, Catalogue::built_in(), today, TemperatureUnit::Celsius)
    }

    #[test]
    fn terms_are_understood() {
        let query =
            parse(r#"pain>=6 bleeding:heavy orgasm after:2026-01 -travel "heat pad""#).unwrap();
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        assert_eq!(
            query.terms,
            vec![
                Term::Answer(
                    "pain".into(),
                    Test::Compare(Comparison::AtLeast, Quantity::from_milli(6000))
                ),
                Term::Answer("bleeding".into(), Test::Has(Code::new("heavy"))),
                Term::Answer("orgasm".into(), Test::Present),
                Term::In(DateRange {
                    first,
                    ..DateRange::ALL
                }),
                Term::Not(Box::new(Term::Answer("travel".into(), Test::Present))),
                Term::Words("heat pad".into()),
            ]
        );
    }

    #[test]
    fn ordered_choices_compare() {
        let query = parse("bleeding>light").unwrap();
        let two = Quantity::from_milli(2000);
        assert_eq!(
            query.terms,
            vec![Term::Answer(
                "bleeding".into(),
                Test::Compare(Comparison::More, two)
            )]
        );
    }

    #[test]
    fn words_of_a_text_are_looked_for_behind_its_name() {
        for typed in ["medicine:IBU", "medicine=ibu"] {
            let says = Test::Says(Phrase::new("ibu"));
            let term = Term::Answer("medicine".into(), says);
            assert_eq!(parse(typed).unwrap().terms, [term], "{typed}");
        }
        let says = Test::Says(Phrase::new("ibuprofen 400"));
        let term = Term::Not(Box::new(Term::Answer("medicine".into(), says)));
        let query = parse(r#"-medicine:"Ibuprofen 400" heat"#).unwrap();
        assert_eq!(query.terms, [term, Term::Words("heat".into())]);
    }

    #[test]
    fn only_before_leaves_out_the_day_itself() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).unwrap();
        for (typed, first, last) in [
            ("in:2026-03-10", Some(10), Some(10)),
            ("after:2026-03-10", Some(10), None),
            ("since:2026-03-10", Some(10), None),
            ("until:2026-03-10", None, Some(10)),
            ("until:2026-03", None, Some(31)),
            ("before:2026-03-10", None, Some(9)),
        ] {
            let range = DateRange {
                first: first.map_or(DateRange::ALL.first, day),
                last: last.map_or(DateRange::ALL.last, day),
            };
            assert_eq!(parse(typed).unwrap().terms, [Term::In(range)], "{typed}");
        }
    }

    #[test]
    fn what_is_not_understood_is_named() {
        let message = |text: &str| parse(text).unwrap_err().to_string();
        assert_eq!(
            message("pian>=6"),
            "there is no item \"pian\"; did you mean \"pain\"?"
        );
        assert!(message("pain>=11").contains("0 to 10"));
        assert!(message("bleeding:loads").contains("heavy"));
        assert!(message("pain-sites>dull").contains("no option"));
        assert!(message("pain-sites>low-back-left").contains("no more or less"));
        assert!(message("after:2026-02-31").contains("no day"));
        assert!(message("\"open").contains("quotation"));
        assert!(message("medicine:\"open").contains("quotation"));
        assert!(message("pain>=").contains("looks for nothing"));
        assert!(message("- x").contains("looks for nothing"));
    }
}
