//! Items of the person's own, and changes to any.

use std::collections::BTreeMap;
use std::io::Write;

use clap::{Args, ValueEnum};

use super::find::find;
use crate::cli::{Context, Error, Output, text};
use crate::diary::acts::items as acts;
use crate::diary::{
    Act, Catalogue, ItemId, ItemKind, ItemOverride, ItemSpec, Quantity, SectionId, Unit, kind,
};
use crate::words::shell::items as say;

/// Make an item of your own
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  twinge items add 'Damp weather' --kind yes-no
  twinge items add Coffee --kind number --max 20
  twinge items add Chair --kind choice --options office,kitchen,sofa")]
pub(super) struct Add {
    /// Its name
    label: String,

    /// How it is answered
    #[arg(long, value_enum)]
    kind: Kind,

    /// A line on what is meant
    #[arg(long, default_value = "")]
    explain: String,

    /// What can be chosen, for choice and many
    #[arg(long, value_delimiter = ',', value_name = "WORDS")]
    options: Vec<String>,

    /// The options mean more and more
    #[arg(long)]
    ordered: bool,

    /// Smallest number; 0 when not named
    #[arg(long, allow_negative_numbers = true, value_parser = number)]
    min: Option<f64>,

    /// Largest number; a million when not named
    #[arg(long, allow_negative_numbers = true, value_parser = number)]
    max: Option<f64>,

    /// What one press of an arrow adds; 1 when not named
    #[arg(long, value_parser = number)]
    step: Option<f64>,

    /// What the number counts
    #[arg(long, value_enum, default_value_t = Counted::Count)]
    unit: Counted,

    /// The section it stands in
    #[arg(long)]
    section: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// 0 to 10
    Scale,
    /// One of the options
    Choice,
    /// Any of the options; without options, words of your own
    Many,
    /// Yes or no
    YesNo,
    /// A number
    Number,
    /// A time of day
    Time,
    /// Words
    Text,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Counted {
    Count,
    Minutes,
    Hours,
    Celsius,
}

/// A number as it is typed.
fn number(word: &str) -> Result<f64, &'static str> {
    word.parse().map_err(|_| say::a_number())
}

/// Give an item another name; its id and answers stay
#[derive(Debug, Args)]
pub(super) struct Rename {
    /// The item
    item: String,
    /// Its new name
    label: String,
}

/// Take an item out of the form; its answers stay
#[derive(Debug, Args)]
pub(super) struct Hide {
    /// The item
    item: String,
}

/// Put a hidden item back into the form
#[derive(Debug, Args)]
pub(super) struct Unhide {
    /// The item
    item: String,
}

/// Give an item another place in its section
#[derive(Debug, Args)]
pub(super) struct Move {
    /// The item
    item: String,
    /// Before which item of the section; to the end of it when none
    #[arg(long, value_name = "OTHER")]
    before: Option<String>,
}

impl Add {
    /// Makes the item.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        let mut spec = ItemSpec::new(self.label.trim(), self.kind()?);
        spec.explain = self.explain.trim().to_owned();
        if let Some(section) = &self.section {
            spec.section = SectionId::new(section);
        }
        change(context, out, |catalogue, _| {
            Ok(Some(acts::make(spec, catalogue)?))
        })
    }

    fn kind(&self) -> Result<ItemKind, Error> {
        let options = || acts::options(self.options.iter().map(String::as_str));
        Ok(match self.kind {
            Kind::Scale => acts::scale(),
            Kind::Choice => acts::choice(options()?, self.ordered)?,
            Kind::Many => acts::many(options()?),
            Kind::YesNo => ItemKind::Flag(kind::Flag {}),
            Kind::Number => {
                let quantity = |number: Option<f64>| {
                    let kept = |number| {
                        Quantity::from_f64(number).ok_or_else(|| {
                            Error::usage(say::no_number(number)).hint(say::no_number_hint())
                        })
                    };
                    number.map(kept).transpose()
                };
                let (min, max) = (quantity(self.min)?, quantity(self.max)?);
                acts::number(self.unit(), min, max, quantity(self.step)?)?
            }
            Kind::Time => ItemKind::Time(kind::Time {}),
            Kind::Text => ItemKind::Text(kind::Text { lines: false }),
        })
    }

    fn unit(&self) -> Unit {
        match self.unit {
            Counted::Count => Unit::Count,
            Counted::Minutes => Unit::Minutes,
            Counted::Hours => Unit::Hours,
            Counted::Celsius => Unit::Celsius,
        }
    }
}

impl Rename {
    /// Renames the item.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        change(context, out, |catalogue, overrides| {
            let item = find(catalogue, &self.item)?;
            Ok(Some(acts::rename(item, Some(&self.label), overrides)?))
        })
    }
}

impl Hide {
    /// Hides the item.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        hide(context, &self.item, true, out)
    }
}

impl Unhide {
    /// Shows the item again.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        hide(context, &self.item, false, out)
    }
}

fn hide(context: &Context, item: &str, hidden: bool, out: &mut Output) -> Result<(), Error> {
    change(context, out, |catalogue, overrides| {
        let item = find(catalogue, item)?;
        Ok(Some(acts::hide(item, hidden, overrides)))
    })
}

impl Move {
    /// Moves the item.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        change(context, out, |catalogue, overrides| {
            let item = find(catalogue, &self.item)?;
            let before = self.before.map(|word| find(catalogue, &word)).transpose()?;
            Ok(acts::move_before(item, before, catalogue, overrides)?)
        })
    }
}

/// Changes items by an act that is made of those there are, and tells what that did. What is refused begins
/// no diary.
fn change(
    context: &Context,
    out: &mut Output,
    act: impl FnOnce(&Catalogue, &BTreeMap<ItemId, ItemOverride>) -> Result<Option<Act>, Error>,
) -> Result<(), Error> {
    let diary = context.open_if_any()?;
    let act = match &diary {
        Some(diary) => act(diary.catalogue(), diary.overrides()),
        None => act(Catalogue::built_in(), &BTreeMap::new()),
    };
    let Some(act) = act? else {
        return Ok(writeln!(out, "{}", say::nothing_to_change())?);
    };
    let begins = diary.is_none();
    let mut diary = diary.map_or_else(|| context.open_or_begin(), Ok)?;
    let written = match diary.perform(&act) {
        Err(refused) if begins => {
            diary.unbegin()?;
            return Err(refused.into());
        }
        written => written?,
    };
    let told = match written {
        Some(written) => text::told(&written.operation.summary, &diary),
        None => say::nothing_to_change().to_owned(),
    };
    Ok(writeln!(out, "{told}")?)
}
