//! Items of the person's own, and changes to any.

use std::io::Write;

use clap::{Args, ValueEnum};

use super::find;
use crate::cli::{Context, Error};
use crate::diary::{
    Act, ChoiceOption, Code, Edit, Item, ItemId, ItemKind, ItemOverride, ItemSpec, Quantity,
    SectionId, Unit, kind, parse,
};
use crate::repository::Repository;

/// Make an item of your own
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  twinge items add 'Damp weather' --kind yes-no
  twinge items add Coffee --kind number --max 20
  twinge items add Chair --kind choice --options office,kitchen,sofa")]
pub struct Add {
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

    /// Smallest number
    #[arg(long, default_value_t = 0.0, allow_negative_numbers = true)]
    min: f64,

    /// Largest number
    #[arg(long, default_value_t = 100.0, allow_negative_numbers = true)]
    max: f64,

    /// What one press of an arrow adds
    #[arg(long, default_value_t = 1.0)]
    step: f64,

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

/// Give an item another name; its id and answers stay
#[derive(Debug, Args)]
pub struct Rename {
    /// The item
    item: String,
    /// Its new name
    label: String,
}

/// Take an item out of the form; its answers stay
#[derive(Debug, Args)]
pub struct Hide {
    /// The item
    item: String,
}

/// Put a hidden item back into the form
#[derive(Debug, Args)]
pub struct Unhide {
    /// The item
    item: String,
}

/// Give an item another place in its section
#[derive(Debug, Args)]
pub struct Move {
    /// The item
    item: String,
    /// Before which item of the section; to the end of it when none
    #[arg(long, value_name = "OTHER")]
    before: Option<String>,
}

impl Add {
    /// Makes the item.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        let mut spec = ItemSpec::new(self.label.trim(), self.kind()?);
        spec.explain = self.explain.trim().to_owned();
        if let Some(section) = &self.section {
            spec.section = SectionId::new(section);
        }
        let id = spec.id();
        let mut repository = context.open_or_begin()?;
        if repository.catalogue().item(id.as_str()).is_some() {
            return Err(Error::usage(format!("there is an item {id} already")));
        }
        let description = format!("new item {id}");
        repository.perform(&Act::one(&*description, Edit::OwnItem { id, spec }))?;
        Ok(writeln!(out, "{description}")?)
    }

    fn kind(&self) -> Result<ItemKind, Error> {
        Ok(match self.kind {
            Kind::Scale => ItemKind::Scale(kind::Scale {
                bands: "amount".into(),
            }),
            Kind::Choice => ItemKind::Choice(kind::Choice {
                options: self.options(2)?,
                ordered: self.ordered,
            }),
            Kind::Many => ItemKind::Many(kind::Many {
                options: self.options(0)?,
                open: self.options.is_empty(),
                map: None,
            }),
            Kind::YesNo => ItemKind::Flag(kind::Flag {}),
            Kind::Number => {
                let quantity = |number: f64| {
                    Quantity::from_f64(number)
                        .ok_or_else(|| Error::usage(format!("{number} is no number to keep")))
                };
                let (min, max, step) = (
                    quantity(self.min)?,
                    quantity(self.max)?,
                    quantity(self.step)?,
                );
                if max <= min || step.milli() <= 0 {
                    return Err(Error::usage(format!(
                        "from {min} to {max} in steps of {step} there is no number to choose"
                    )));
                }
                ItemKind::Number(kind::Number {
                    unit: self.unit(),
                    min,
                    max,
                    step,
                    start: min,
                })
            }
            Kind::Time => ItemKind::Time(kind::Time {}),
            Kind::Text => ItemKind::Text(kind::Text { lines: false }),
        })
    }

    fn options(&self, least: usize) -> Result<Vec<ChoiceOption>, Error> {
        let mut options: Vec<ChoiceOption> = Vec::new();
        for label in self.options.iter().map(|label| label.trim()) {
            let code = Code::new(parse::slug(label));
            if code.as_str().is_empty() || options.iter().any(|known| known.code == code) {
                return Err(Error::usage(format!(
                    "\"{label}\" cannot be an option of its own"
                )));
            }
            options.push(ChoiceOption {
                code,
                label: label.to_owned(),
                mark: None,
                codes: [].into(),
            });
        }
        if options.len() < least {
            return Err(Error::usage(
                "a choice needs two options or more: --options yes,no,perhaps",
            ));
        }
        Ok(options)
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
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        let label = self.label.trim().to_owned();
        if label.is_empty() {
            return Err(Error::usage("an item needs a name"));
        }
        change(context, out, &self.item, |item, change| {
            let told = format!("{} is now called {label}", item.id);
            change.label = Some(label);
            told
        })
    }
}

impl Hide {
    /// Hides the item.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        change(context, out, &self.item, |item, change| {
            change.hidden = true;
            format!("{} is hidden", item.id)
        })
    }
}

impl Unhide {
    /// Shows the item again.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        change(context, out, &self.item, |item, change| {
            change.hidden = false;
            format!("{} is shown", item.id)
        })
    }
}

/// Changes an item in one act.
fn change(
    context: &Context,
    out: &mut dyn Write,
    word: &str,
    how: impl FnOnce(&Item, &mut ItemOverride) -> String,
) -> Result<(), Error> {
    let mut repository = context.open_or_begin()?;
    let item = find(repository.catalogue(), word)?;
    let mut change = repository
        .overrides()
        .get(&item.id)
        .cloned()
        .unwrap_or_default();
    let description = how(item, &mut change);
    let edits = vec![edit(item.id.clone(), change)];
    perform(&mut repository, Act { description, edits }, out)
}

impl Move {
    /// Moves the item.
    pub fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        let mut repository = context.open_or_begin()?;
        let catalogue = repository.catalogue();
        let item = find(catalogue, &self.item)?;
        let before = self.before.map(|word| find(catalogue, &word)).transpose()?;
        if let Some(other) = before.filter(|other| other.section != item.section) {
            return Err(Error::usage(format!(
                "{} stands in another section",
                other.id
            )));
        }
        let description = match before {
            Some(other) => format!("{} moved before {}", item.id, other.id),
            None => format!("{} moved to the end of its section", item.id),
        };
        let overrides = repository.overrides();
        let changes = catalogue.moved(&item.id, before.map(|other| &other.id), overrides);
        let edits = changes.into_iter().map(|(item, change)| edit(item, change));
        let edits = edits.collect();
        perform(&mut repository, Act { description, edits }, out)
    }
}

/// A change, or none where it says nothing.
fn edit(item: ItemId, change: ItemOverride) -> Edit {
    let change = Some(change).filter(|change| *change != ItemOverride::default());
    Edit::Override { item, change }
}

fn perform(repository: &mut Repository, act: Act, out: &mut dyn Write) -> Result<(), Error> {
    repository.perform(&act)?;
    Ok(writeln!(out, "{}", act.description)?)
}
