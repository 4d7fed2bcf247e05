//! `profile`: what the person told about themselves and what they keep.

use std::io::Write;

use clap::Args;
use serde_json::json;

use super::{Context, Error, Output, text};
use crate::diary::parse::Unknown;
use crate::diary::profile::{SETTINGS, Setting};
use crate::diary::{Profile, acts};
use crate::words::profile::typed;
use crate::words::shell::changing as say;
use crate::words::{common, errors, profile as words, screens};

/// Show or change what you keep and told about yourself
///
/// It stands in the diary and travels with it.
#[derive(Debug, Args)]
#[command(after_help = format!("Examples:
  twinge profile keep=pain,cycle,relief
  twinge profile week-start=sunday temperature=fahrenheit
  twinge profile uterus=no fertility=no

{}", settings()))]
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
    pub(super) fn run(self, context: &Context, out: &mut Output) -> Result<(), Error> {
        if self.changes.is_empty() {
            let diary = context.open_read_only()?;
            if self.json {
                return Ok(out.json(json!(diary.profile()))?);
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
            change_one(&mut profile, change)
                .map_err(|why| Error::usage(why).hint(say::profile_lists()))?;
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

/// Changes one thing of a profile.
fn change_one(profile: &mut Profile, change: &str) -> Result<(), String> {
    let (name, word) = change
        .split_once('=')
        .ok_or_else(|| say::not_a_change(change))?;
    let setting = Setting::named(name).ok_or_else(|| {
        let names = SETTINGS.iter().map(|setting| setting.name);
        let nearest = Unknown::new("field", name, names).nearest;
        say::not_in_profile(name, nearest.map_or_else(String::new, common::nearest))
    })?;
    let refused = |_| errors::no_value(name, word, words::allowed(setting));
    setting.set(profile, word).map_err(refused)
}

/// All settings, for the help.
fn settings() -> String {
    let heading = screens::settings::title();
    text::settings(SETTINGS.iter().map(|setting| {
        let allowed = words::allowed(setting);
        (heading, setting.name, words::name(setting), allowed)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diary::{Area, Tristate, WeekStart};

    #[test]
    fn words_change_a_profile() {
        let profile = |change: &str| {
            let mut profile = Profile::default();
            change_one(&mut profile, change).map(|()| profile)
        };
        let kept = profile("keep=pain, cycle").unwrap().areas;
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
            (
                "keep=pain,pane",
                "keep cannot be \"pain,pane\": it is any of pain,cycle,",
            ),
        ] {
            let refused = change_one(&mut Profile::default(), change).unwrap_err();
            assert!(refused.contains(words), "{refused}");
        }
    }

    #[test]
    fn every_setting_says_what_it_can_be() {
        for setting in SETTINGS {
            let change = format!("{}=44", setting.name);
            let refused = change_one(&mut Profile::default(), &change).unwrap_err();
            let (name, allowed) = (setting.name, words::allowed(setting));
            assert_eq!(refused, format!("{name} cannot be \"44\": it is {allowed}"));
        }
    }
}
