//! `profile`: what the person told about themselves and what they keep.

use std::io::Write;

use clap::Args;
use serde_json::{Value, json};

use super::{Context, Error, text};
use crate::diary::parse::{self, Unknown};
use crate::diary::{Profile, acts};
use crate::words::common;
use crate::words::profile::typed;
use crate::words::shell::changing as say;

/// Show or change what you keep and told about yourself
///
/// It stands in the diary and travels with it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  twinge profile keep=pain,cycle,relief
  twinge profile week-start=sunday temperature=fahrenheit
  twinge profile uterus=no fertility=no")]
pub(super) struct ProfileVerb {
    /// Changes, each NAME=VALUE
    #[arg(value_name = "CHANGES")]
    changes: Vec<String>,

    /// Write JSON
    #[arg(long)]
    json: bool,
}

impl ProfileVerb {
    /// Whether it may begin a diary.
    pub(super) fn writes(&self) -> bool {
        !self.changes.is_empty()
    }

    /// Shows all of it, or makes the changes in one act.
    pub(super) fn run(self, context: &Context, out: &mut dyn Write) -> Result<(), Error> {
        if self.changes.is_empty() {
            let diary = context.open_read_only()?;
            if self.json {
                return Ok(writeln!(out, "{}", json!(diary.profile()))?);
            }
            for (name, value) in acts::profile::fields(diary.profile()) {
                writeln!(out, "{name} = {}", typed(&value))?;
            }
            return Ok(());
        }
        let repository = context.open_if_any()?;
        let mut profile = match &repository {
            Some(diary) => diary.profile().clone(),
            None => Profile::default(),
        };
        for change in &self.changes {
            profile = changed(&profile, change).map_err(Error::usage)?;
        }
        let mut diary = repository.map_or_else(|| context.open_or_begin(), Ok)?;
        let act = acts::profile::change(diary.profile(), profile);
        match diary.perform(&act)? {
            Some(written) => Ok(writeln!(
                out,
                "{}",
                text::told(&written.operation.summary, &diary)
            )?),
            None => Ok(writeln!(out, "{}", say::nothing_to_change())?),
        }
    }
}

/// The profile with one thing changed.
fn changed(profile: &Profile, change: &str) -> Result<Profile, String> {
    let (name, word) = change
        .split_once('=')
        .ok_or_else(|| say::not_a_change(change))?;
    let mut all = json!(profile);
    let fields = all.as_object_mut().ok_or(say::no_fields())?;
    let known = |name: &str| name != acts::profile::WELCOMED;
    let Some(value) = fields.get_mut(name).filter(|_| known(name)) else {
        let fields = fields.keys().map(String::as_str);
        let nearest = Unknown::new("field", name, fields).nearest;
        let nearest = nearest.map_or_else(String::new, common::nearest);
        return Err(say::not_in_profile(name, nearest));
    };
    *value = match value {
        Value::Bool(_) => parse::yes_no(word)
            .map(Value::Bool)
            .ok_or_else(|| say::not_yes_or_no(name, word))?,
        Value::Array(_) => {
            let words = word
                .split(',')
                .map(str::trim)
                .filter(|word| !word.is_empty());
            words.map(|word| json!(word.to_lowercase())).collect()
        }
        _ => json!(word.to_lowercase()),
    };
    serde_json::from_value(all).map_err(|error| format!("{name}: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::{Area, Tristate, WeekStart};

    #[test]
    fn words_change_a_profile() {
        let profile = |change: &str| changed(&Profile::default(), change);
        let kept = profile("keep=pain, cycle").unwrap().keep;
        assert!(kept.into_iter().eq([Area::Pain, Area::Cycle]));
        assert_eq!(profile("uterus=No").unwrap().uterus, Tristate::No);
        assert_eq!(
            profile("week-start=sunday").unwrap().week_start,
            WeekStart::Sunday
        );
        assert!(!profile("fertility=off").unwrap().fertility);
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (change, words) in [
            ("keep", "not NAME=VALUE"),
            ("kep=pain", "did you mean \"keep\"?"),
            ("keep=pane", "expected one of `pain`, `cycle`"),
            ("fertility=perhaps", "yes or no"),
            ("week-start=friday", "expected one of `monday`"),
        ] {
            let refused = changed(&Profile::default(), change).unwrap_err();
            assert!(refused.contains(words), "{refused}");
        }
    }
}
