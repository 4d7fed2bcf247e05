//! The readings of a painful day, read from data.

use std::ops::Range;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::condition::{ConditionId, Trait};
use super::facts::Fact;
use super::mistake::{DataError, Flaw, Mistake, Wrong};
use super::syntax::Raw;
use super::told::Sentence;
use super::vocabulary::{RawSign, Vocabulary};
use crate::diary::{Area, Catalogue};
use crate::language::{data, spoken};

/// Whether the timing of a reading fits the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// It does.
    Yes,
    /// It may, or it is not known.
    Perhaps,
    /// It does not.
    No,
}

/// All readings.
#[derive(Debug, Clone)]
pub struct ReadingBook {
    pub(super) vocabulary: Vocabulary,
    pub(super) readings: Vec<Reading>,
    /// The sign that says that something hurt.
    pub(super) pain: ConditionId,
}

#[derive(Debug, Clone)]
pub(super) struct Reading {
    pub id: String,
    pub title: String,
    /// The reading it belongs under.
    pub under: Option<String>,
    pub learn: String,
    /// Where it is known from: body and year.
    pub source: String,
    /// It is left out when the profile denies one of these.
    pub asks: Vec<Trait>,
    pub area: Option<Area>,
    pub fertility: bool,
    /// The first that holds counts; the last always holds.
    pub timing: Vec<(Fit, Line)>,
    pub speaks_for: Vec<Line>,
    pub speaks_against: Vec<Line>,
    /// What was looked at and speaks neither for nor against it.
    pub neither: Vec<Line>,
    pub settle: Vec<Line>,
}

/// What is said when something holds.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub when: Option<ConditionId>,
    pub fact: Option<Bounds>,
    pub fertility: bool,
    pub say: Say,
}

/// A fact that has to lie within bounds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    pub fact: Fact,
    pub from: f64,
    pub to: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Say {
    Words(String),
    Tell(Sentence),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    pain: Spanned<String>,
    sign: Vec<RawSign>,
    reading: Vec<RawReading>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawReading {
    id: Spanned<String>,
    title: String,
    under: Option<String>,
    learn: String,
    source: String,
    #[serde(default)]
    asks: Vec<Trait>,
    area: Option<Area>,
    #[serde(default)]
    fertility: bool,
    timing: Vec<Spanned<RawTiming>>,
    #[serde(default, rename = "for")]
    speaks_for: Vec<Spanned<RawLine>>,
    #[serde(default, rename = "against")]
    speaks_against: Vec<Spanned<RawLine>>,
    #[serde(default)]
    neither: Vec<Spanned<RawLine>>,
    #[serde(default)]
    settle: Vec<Spanned<RawLine>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTiming {
    fits: Fit,
    when: Option<Raw>,
    fact: Option<Fact>,
    from: Option<f64>,
    to: Option<f64>,
    say: Option<String>,
    tell: Option<Sentence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLine {
    when: Option<Raw>,
    fact: Option<Fact>,
    from: Option<f64>,
    to: Option<f64>,
    #[serde(default)]
    fertility: bool,
    say: Option<String>,
    tell: Option<Sentence>,
}

static BUILT_IN: LazyLock<ReadingBook> = LazyLock::new(|| {
    ReadingBook::read(spoken(data!("guide/readings")), Catalogue::built_in())
        .expect("the built-in readings are read by the tests of this module")
});

impl ReadingBook {
    /// The readings the program comes with.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    fn read(text: &str, catalogue: &Catalogue) -> Result<Self, DataError> {
        let read = || {
            let file: File = toml::from_str(text)?;
            let mut vocabulary = Vocabulary::default();
            vocabulary.add_signs(file.sign, catalogue)?;
            let pain = vocabulary.sign(file.pain.get_ref()).ok_or_else(|| {
                let name = file.pain.get_ref().clone();
                let nearest = None;
                Wrong::new(file.pain.span(), Mistake::NoSign { name, nearest })
            })?;
            let mut readings: Vec<Reading> = Vec::with_capacity(file.reading.len());
            for raw in file.reading {
                let span = raw.id.span();
                let reading = reading(raw, &mut vocabulary, catalogue)?;
                if readings.iter().any(|known| known.id == reading.id) {
                    return Err(Wrong::new(span, Flaw::ReadingTaken(reading.id)));
                }
                if let Some(under) = &reading.under
                    && !readings.iter().any(|known| known.id == *under)
                {
                    return Err(Wrong::new(span, Flaw::NoReading(under.clone())));
                }
                readings.push(reading);
            }
            Ok(Self {
                vocabulary,
                readings,
                pain,
            })
        };
        read().map_err(|wrong: Wrong| wrong.in_text(text))
    }
}

fn reading(
    raw: RawReading,
    vocabulary: &mut Vocabulary,
    catalogue: &Catalogue,
) -> Result<Reading, Wrong> {
    let span = raw.id.span();
    let mut line = |raw: RawLine, span| line(raw, span, vocabulary, catalogue);
    let timing = raw.timing.into_iter().map(|raw| {
        let span = raw.span();
        let RawTiming {
            fits,
            when,
            fact,
            from,
            to,
            say,
            tell,
        } = raw.into_inner();
        let raw = RawLine {
            when,
            fact,
            from,
            to,
            fertility: false,
            say,
            tell,
        };
        Ok((fits, line(raw, span)?))
    });
    let timing: Vec<(Fit, Line)> = timing.collect::<Result<_, Wrong>>()?;
    let always = |(_, line): &(Fit, Line)| {
        line.when.is_none() && line.fact.is_none() && matches!(line.say, Say::Words(_))
    };
    if !timing.last().is_some_and(always) {
        return Err(Wrong::new(span, Flaw::LastTiming));
    }
    let mut lines = |raw: Vec<Spanned<RawLine>>| {
        let raw = raw.into_iter().map(|raw| (raw.span(), raw.into_inner()));
        raw.map(|(span, raw)| line(raw, span))
            .collect::<Result<_, _>>()
    };
    Ok(Reading {
        id: raw.id.into_inner(),
        title: raw.title,
        under: raw.under,
        learn: raw.learn,
        source: raw.source,
        asks: raw.asks,
        area: raw.area,
        fertility: raw.fertility,
        timing,
        speaks_for: lines(raw.speaks_for)?,
        speaks_against: lines(raw.speaks_against)?,
        neither: lines(raw.neither)?,
        settle: lines(raw.settle)?,
    })
}

fn line(
    raw: RawLine,
    span: Range<usize>,
    vocabulary: &mut Vocabulary,
    catalogue: &Catalogue,
) -> Result<Line, Wrong> {
    let fact = match (raw.fact, raw.from, raw.to) {
        (Some(fact), from, to) => Some(Bounds {
            fact,
            from: from.unwrap_or(f64::NEG_INFINITY),
            to: to.unwrap_or(f64::INFINITY),
        }),
        (None, None, None) => None,
        (None, ..) => return Err(Wrong::new(span, Flaw::Bounds)),
    };
    let say = match (raw.say, raw.tell) {
        (Some(words), None) => Say::Words(words),
        (None, Some(sentence)) => Say::Tell(sentence),
        _ => return Err(Wrong::new(span, Flaw::Words)),
    };
    Ok(Line {
        when: raw
            .when
            .map(|when| vocabulary.condition(when, catalogue))
            .transpose()?,
        fact,
        fertility: raw.fertility,
        say,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_in_every_language() {
        for text in data!("guide/readings") {
            ReadingBook::read(text, Catalogue::built_in()).unwrap();
        }
    }

    #[test]
    fn the_built_in_readings_are_whole() {
        assert!(ReadingBook::built_in().readings.len() >= 10);
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        let text = include_str!("../../assets/guide/readings.toml");
        for (right, wrong, reason) in [
            ("pain = \"hurts\"", "pain = \"hurs\"", "no sign \"hurs\""),
            (
                "tell = \"ovulation-fits\"",
                "tell = \"ovulation-sits\"",
                "ovulation-sits",
            ),
            ("tell = \"ovulation-fits\"", "to = 1", "either say or tell"),
            (
                "tell = \"period-far\"",
                "tell = \"period-far\", say = \"x\"",
                "either say or tell",
            ),
            ("fact = \"days-late\", from = 1", "from = 1", "need a fact"),
            (
                "say = \"No change in peeing is noted.\"",
                "tell = \"period-far\"",
                "hold always",
            ),
            (
                "under = \"after-orgasm\"",
                "under = \"orgasm\"",
                "no reading \"orgasm\"",
            ),
            ("id = \"strain\"", "id = \"period\"", "already a reading"),
            ("fits = \"perhaps\"", "fits = \"maybe\"", "maybe"),
        ] {
            assert!(text.contains(right), "{right}");
            let refused = ReadingBook::read(&text.replacen(right, wrong, 1), Catalogue::built_in())
                .unwrap_err();
            assert!(refused.to_string().contains(reason), "{wrong}: {refused}");
            let at = text.find(right).unwrap();
            let near = 1 + text[..at].lines().count();
            assert!(
                refused.line.abs_diff(near) <= 10,
                "{wrong}: {refused}, not near {near}"
            );
        }
    }
}
