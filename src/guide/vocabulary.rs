//! The vocabulary of a file: its named signs and the patterns of answers, looked up in the
//! catalogue once, so that a mistake is told with its line and evaluation knows no names.

use std::ops::Range;

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;

use super::condition::{Condition, ConditionId, Mark, Often, Pattern};
use super::mistake::{Mistake, Wrong};
use super::syntax::{Raw, RawCondition, RawTable};
use crate::diary::parse::{self, Unknown};
use crate::diary::query::{Query, Term, Test};
use crate::diary::{Catalogue, TemperatureUnit};

/// What begins the name of a sign in a condition.
const SIGN: &str = "is:";

/// No condition looks further back, in days, so that a reader knows how much to read.
const FURTHEST: u32 = 400;

/// "New" means: began or got worse within this many days.
const NEW: u32 = 14;

/// A period this many days late is no longer called late; it was not logged, or will not come.
const LATE_NO_MORE: u32 = 45;

/// A named condition, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSign {
    name: Spanned<String>,
    when: Raw,
}

/// A named condition.
#[derive(Debug, Clone)]
struct Sign {
    name: String,
    when: ConditionId,
}

/// The conditions of a file, each kept once.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    /// Each uses only conditions before it.
    pub conditions: Vec<Condition>,
    pub patterns: Vec<Pattern>,
    signs: Vec<Sign>,
}

impl Vocabulary {
    /// Adds signs; each may use those before it.
    pub(super) fn add_signs(
        &mut self,
        raw: Vec<RawSign>,
        catalogue: &Catalogue,
    ) -> Result<(), Wrong> {
        for RawSign { name, when } in raw {
            let span = name.span();
            let name = name.into_inner();
            if name.is_empty() || name != parse::slug(&name) {
                return Err(Wrong::new(span, Mistake::SignName(name)));
            }
            if self.sign(&name).is_some() {
                return Err(Wrong::new(span, Mistake::SignTaken(name)));
            }
            let when = self.condition(when, catalogue)?;
            self.signs.push(Sign { name, when });
        }
        Ok(())
    }

    /// The condition of a sign.
    pub(super) fn sign(&self, name: &str) -> Option<ConditionId> {
        let sign = self.signs.iter().find(|sign| sign.name == name)?;
        Some(sign.when)
    }

    /// Looks a condition's words up.
    pub(super) fn condition(
        &mut self,
        raw: Raw,
        catalogue: &Catalogue,
    ) -> Result<ConditionId, Wrong> {
        let span = raw.0.span();
        let condition = match raw.0.into_inner() {
            RawCondition::Words(words) => match words.strip_prefix(SIGN) {
                Some(name) => return self.named(name, span),
                None => {
                    let pattern =
                        pattern(&words, catalogue).map_err(|mistake| Wrong::new(span, mistake))?;
                    Condition::Pattern(place(&mut self.patterns, pattern))
                }
            },
            RawCondition::Table(table) => self.table(*table, span, catalogue)?,
            RawCondition::Other => return Err(Wrong::new(span, Mistake::NoCondition)),
        };
        Ok(ConditionId(place(&mut self.conditions, condition)))
    }

    /// How many days before the day itself a condition looks at.
    pub(super) fn reach(&self, of: ConditionId) -> u32 {
        // The places of conditions come from the vocabulary itself.
        match &self.conditions[of.0] {
            Condition::All(of) | Condition::Any(of) => {
                of.iter().map(|each| self.reach(*each)).max().unwrap_or(0)
            }
            Condition::Not(of) => self.reach(*of),
            Condition::Within { days, of } => days - 1 + self.reach(*of),
            Condition::New { days, clear, of } => days - 1 + clear + self.reach(*of),
            Condition::Repeated { often, of } => often.window() - 1 + self.reach(*of),
            Condition::Since { since, until, days } => {
                days - 1 + self.reach(*since).max(self.reach(*until))
            }
            Condition::Pattern(_)
            | Condition::Told(_)
            | Condition::May(_)
            | Condition::Denied(_)
            | Condition::During(_)
            | Condition::Late { .. } => 0,
        }
    }

    fn named(&self, name: &str, span: Range<usize>) -> Result<ConditionId, Wrong> {
        self.sign(name).ok_or_else(|| {
            let names = self.signs.iter().map(|sign| sign.name.as_str());
            let nearest = Unknown::new("sign", name, names).nearest;
            let name = name.to_owned();
            Wrong::new(span, Mistake::NoSign { name, nearest })
        })
    }

    fn table(
        &mut self,
        table: RawTable,
        span: Range<usize>,
        catalogue: &Catalogue,
    ) -> Result<Condition, Wrong> {
        let fields = table.fields();
        Ok(match (fields.as_slice(), table) {
            (["all"], RawTable { all: Some(of), .. }) => {
                Condition::All(self.list(of, span, catalogue)?)
            }
            (["any"], RawTable { any: Some(of), .. }) => {
                Condition::Any(self.list(of, span, catalogue)?)
            }
            (["not"], RawTable { not: Some(of), .. }) => {
                Condition::Not(self.condition(of, catalogue)?)
            }
            (
                ["of", "within"],
                RawTable {
                    of: Some(of),
                    within,
                    ..
                },
            ) => Condition::Within {
                days: days(within, &span)?,
                of: self.condition(of, catalogue)?,
            },
            (
                ["new"] | ["new", "within"] | ["new", "clear"] | ["new", "within", "clear"],
                table,
            ) => self.began(table, span, catalogue)?,
            (
                ["of", "within", "days" | "months" | "cycles"] | ["of", "within", "days", "each"],
                table,
            ) => self.repeated(table, span, catalogue)?,
            (
                ["since", "until", "within"],
                RawTable {
                    since: Some(since),
                    until: Some(until),
                    within,
                    ..
                },
            ) => Condition::Since {
                since: self.condition(since, catalogue)?,
                until: self.condition(until, catalogue)?,
                days: days(within, &span)?,
            },
            (["told"], RawTable { told: Some(of), .. }) => Condition::Told(of),
            (["may"], RawTable { may: Some(of), .. }) => Condition::May(of),
            (
                ["denied"],
                RawTable {
                    denied: Some(of), ..
                },
            ) => Condition::Denied(of),
            (
                ["during"],
                RawTable {
                    during: Some(of), ..
                },
            ) => Condition::During(of),
            (["late"] | ["late", "to"], RawTable { late, to, .. }) => Condition::Late {
                from: days(late, &span)?,
                to: days(to.or(Some(LATE_NO_MORE)), &span)?,
            },
            _ => return Err(Wrong::new(span, Mistake::Fields(fields))),
        })
    }

    /// It began: it holds, and did not for some days before.
    fn began(
        &mut self,
        table: RawTable,
        span: Range<usize>,
        catalogue: &Catalogue,
    ) -> Result<Condition, Wrong> {
        let (within, clear) = (days(table.within, &span)?, days(table.clear, &span)?);
        let of = table
            .new
            .ok_or_else(|| Wrong::new(span, Mistake::Fields(Vec::new())))?;
        Ok(Condition::New {
            days: within,
            clear,
            of: self.condition(of, catalogue)?,
        })
    }

    /// It held often: on so many days, in so many months or cycles.
    fn repeated(
        &mut self,
        table: RawTable,
        span: Range<usize>,
        catalogue: &Catalogue,
    ) -> Result<Condition, Wrong> {
        let window = days(table.within, &span)?;
        let often = match (table.days, table.months) {
            (Some(on), _) => Often::Days {
                days: days(Some(on), &span)?,
                window,
                stretches: days(table.each.or(Some(1)), &span)?,
            },
            (None, Some(months)) => Often::Months {
                months: days(Some(months), &span)?,
                window,
            },
            (None, None) => Often::Cycles {
                cycles: days(table.cycles, &span)?,
                window,
            },
        };
        days(Some(often.window()), &span)?;
        let of = table
            .of
            .ok_or_else(|| Wrong::new(span, Mistake::Fields(Vec::new())))?;
        Ok(Condition::Repeated {
            often,
            of: self.condition(of, catalogue)?,
        })
    }

    fn list(
        &mut self,
        of: Vec<Raw>,
        span: Range<usize>,
        catalogue: &Catalogue,
    ) -> Result<Vec<ConditionId>, Wrong> {
        if of.is_empty() {
            return Err(Wrong::new(span, Mistake::EmptyList));
        }
        of.into_iter()
            .map(|raw| self.condition(raw, catalogue))
            .collect()
    }
}

/// A number of days as a condition may name it; when it names none, what "new" means.
fn days(named: Option<u32>, span: &Range<usize>) -> Result<u32, Wrong> {
    match named {
        Some(n @ 1..=FURTHEST) => Ok(n),
        Some(given) => {
            let most = FURTHEST;
            Err(Wrong::new(span.clone(), Mistake::Number { most, given }))
        }
        None => Ok(NEW),
    }
}

/// The place of something in a list, which keeps it once.
fn place<T: PartialEq>(list: &mut Vec<T>, new: T) -> usize {
    list.iter()
        .position(|known| *known == new)
        .unwrap_or_else(|| {
            list.push(new);
            list.len() - 1
        })
}

/// Understands what an entry has to hold: terms of the search language with spaces between, each
/// perhaps behind `-` (not this), and several options of one item as `item:this|that`.
fn pattern(text: &str, catalogue: &Catalogue) -> Result<Pattern, Mistake> {
    let mut pattern = Pattern {
        wanted: Vec::new(),
        unwanted: Vec::new(),
    };
    for word in text.split_whitespace() {
        match word.strip_prefix('-') {
            Some(word) => pattern.unwanted.push(mark(word, catalogue)?),
            None => pattern.wanted.push(mark(word, catalogue)?),
        }
    }
    if pattern.wanted.is_empty() {
        return Err(Mistake::NothingWanted(text.to_owned()));
    }
    Ok(pattern)
}

fn mark(word: &str, catalogue: &Catalogue) -> Result<Mark, Mistake> {
    let alternatives: Vec<String> = match word.split_once(':') {
        Some((_, values)) if values.contains(',') => {
            return Err(Mistake::Comma(word.to_owned()));
        }
        Some((name, values)) => values
            .split('|')
            .map(|value| format!("{name}:{value}"))
            .collect(),
        None => vec![word.to_owned()],
    };
    let mut tests = Vec::with_capacity(alternatives.len());
    let mut item = None;
    for alternative in alternatives {
        match term(&alternative, catalogue)? {
            Term::Kind(kind) => return Ok(Mark::Kind(kind)),
            Term::Answer(id, test) => {
                // The search language knows an option by its beginning; a rule has to name it.
                if let (Test::Has(code), Some((_, value))) = (&test, alternative.split_once(':'))
                    && code.as_str() != value
                {
                    let unknown = Unknown {
                        what: "option",
                        word: value.into(),
                        nearest: Some(code.to_string()),
                    };
                    let word = alternative;
                    return Err(Mistake::Option { word, unknown });
                }
                tests.push(test);
                item = Some(id);
            }
            Term::Words(name) => {
                let names = catalogue.items().iter().map(|item| item.id.as_str());
                return Err(Mistake::Item(Unknown::new("item", &name, names)));
            }
            Term::In(_) | Term::Not(_) => {
                return Err(Mistake::Dates(word.to_owned()));
            }
        }
    }
    item.map(|item| Mark::Answer(item, tests))
        .ok_or_else(|| Mistake::Nothing(word.to_owned()))
}

fn term(word: &str, catalogue: &Catalogue) -> Result<Term, Mistake> {
    // Only words for dates need to know what day it is, and they are refused.
    Query::parse(
        word,
        catalogue,
        NaiveDate::default(),
        TemperatureUnit::Celsius,
    )
    .map_err(|error| Mistake::Query(Box::new(error)))?
    .terms
    .into_iter()
    .next()
    .ok_or_else(|| Mistake::Nothing(word.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::{Answer, Measure};
    use crate::guide::RuleBook;

    /// A rule that names heavy bleeding and forgets very heavy would be silent on the worst day.
    #[test]
    fn what_the_highest_level_but_one_says_the_highest_says() {
        let catalogue = Catalogue::built_in();
        let patterns = RuleBook::built_in().vocabulary.patterns.iter();
        let marks = patterns.flat_map(|of| of.wanted.iter().chain(&of.unwanted));
        let mut looked = 0;
        for mark in marks {
            let Mark::Answer(id, tests) = mark else {
                continue;
            };
            let item = catalogue.item(id.as_str()).unwrap();
            let [.., before, last] = item.options() else {
                continue;
            };
            if item.kind.measure() == Measure::Level {
                let passes = |code| {
                    let answer = Answer::Choice(code);
                    tests.iter().any(|test| test.passes(&answer, item))
                };
                looked += 1;
                assert!(
                    !passes(before.code.clone()) || passes(last.code.clone()),
                    "{id}: {tests:?}"
                );
            }
        }
        assert!(looked >= 5, "{looked}");
    }
}
