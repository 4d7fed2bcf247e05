//! `items`: everything that can be recorded.

mod change;
mod find;

use std::io::Write;

use clap::{Args, Subcommand};
use serde_json::json;

use self::change::{Add, Hide, Move, Rename, Unhide};
pub(super) use self::find::find;
use super::{Context, Error, Output};
use crate::diary::{Catalogue, ChoiceOption, Item, Profile};
use crate::words::kinds;
use crate::words::shell::items as say;

/// List all items, or make and change your own
///
/// Ids never change, so what is written with them can be read for good.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Items {
    #[command(subcommand)]
    verb: Option<Verb>,

    /// Tell all about one item
    #[arg(value_name = "ITEM")]
    item: Option<String>,

    /// List the items, too, that are hidden or do not concern you
    #[arg(long)]
    all: bool,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Add(Add),
    Rename(Rename),
    Hide(Hide),
    Show(Unhide),
    Move(Move),
}

impl Items {
    /// Whether it may begin a diary.
    pub(super) fn writes(&self) -> bool {
        self.verb.is_some()
    }

    /// Lists the items, or changes one.
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        match self.verb {
            Some(Verb::Add(verb)) => return verb.run(context, out),
            Some(Verb::Rename(verb)) => return verb.run(context, out),
            Some(Verb::Hide(verb)) => return verb.run(context, out),
            Some(Verb::Show(verb)) => return verb.run(context, out),
            Some(Verb::Move(verb)) => return verb.run(context, out),
            None => {}
        }
        let diary = context.look_if_any()?;
        let (catalogue, profile) = match &diary {
            Some(diary) => (diary.catalogue(), diary.profile().clone()),
            None => (Catalogue::built_in(), Profile::default()),
        };
        let items: Vec<&Item> = match &self.item {
            Some(word) => vec![find(catalogue, word)?],
            None => {
                let shown = |item: &&Item| self.all || catalogue.concerns(item, &profile);
                catalogue.items().iter().filter(shown).collect()
            }
        };
        if self.json {
            let items = items.into_iter();
            out.json_array(items.map(|item| for_programs(item, catalogue, &profile)))?;
        } else if self.item.is_some() {
            for item in items {
                about(item, catalogue, out)?;
            }
        } else {
            list(&items, catalogue, out)?;
        }
        Ok(())
    }
}

fn list(items: &[&Item], catalogue: &Catalogue, out: &mut Output) -> Result<(), Error> {
    let wide = items
        .iter()
        .map(|item| item.id.as_str().chars().count())
        .max();
    let wide = wide.unwrap_or(0);
    for section in catalogue.sections() {
        let mut of_section = items
            .iter()
            .filter(|item| item.section == section.id)
            .peekable();
        if of_section.peek().is_some() {
            writeln!(out, "{}", section.label)?;
        }
        for item in of_section {
            let hidden = if item.hidden { say::hidden() } else { "" };
            let space = if item.hidden { " " } else { "" };
            let (id, label, answers) = (&item.id, &item.label, kinds::range(&item.kind));
            writeln!(out, "  {id:wide$}  {label}{space}{hidden}: {answers}")?;
        }
    }
    Ok(())
}

fn about(item: &Item, catalogue: &Catalogue, out: &mut Output) -> Result<(), Error> {
    writeln!(out, "{}: {}", item.id, item.label)?;
    if !item.explain.is_empty() {
        writeln!(out, "{}", item.explain)?;
    }
    if item.options().is_empty() {
        writeln!(out, "{}", say::answered_with(kinds::range(&item.kind)))?;
    }
    for ChoiceOption { code, label, .. } in item.options() {
        writeln!(out, "  {code}: {label}")?;
    }
    let kinds: Vec<&str> = catalogue
        .kinds_of(item)
        .iter()
        .map(|kind| kind.as_str())
        .collect();
    Ok(writeln!(out, "{}", say::stands_in(kinds.join(", ")))?)
}

fn for_programs(item: &Item, catalogue: &Catalogue, profile: &Profile) -> serde_json::Value {
    let mut fields = json!({
        "id": item.id,
        "label": item.label,
        "explain": item.explain,
        "section": item.section,
        "entries": catalogue.kinds_of(item),
        "own": item.own,
        "hidden": item.hidden,
        "concerns": catalogue.concerns(item, profile),
    });
    if let (Some(fields), Ok(serde_json::Value::Object(kind))) =
        (fields.as_object_mut(), serde_json::to_value(&item.kind))
    {
        fields.extend(kind);
    }
    fields
}
