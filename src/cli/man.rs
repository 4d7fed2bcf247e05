//! `man`: the manual page.

use std::path::PathBuf;

use clap::{Args, CommandFactory};

use clap_mangen::roff::{Roff, bold, roman};

use super::{Cli, Error, Output};
use crate::confinement::Reach;
use crate::keymap::{Context, KeyOverrides, Keymap};
use crate::repository::RepositoryError;
use crate::words::shell::files as say;

/// Write the manual page
///
/// To read it: twinge man | man -l -
#[derive(Debug, Args)]
pub(super) struct Man {
    /// Write the pages of all verbs into a folder instead
    #[arg(long, value_name = "FOLDER")]
    all: Option<PathBuf>,
}

impl Man {
    /// The folder it is asked to write to.
    pub(super) fn reach(&self, reach: &mut Reach) {
        if let Some(folder) = &self.all {
            reach.write(&folder.join("twinge.1"));
        }
    }

    /// Writes the page, or all pages.
    pub(super) fn run(self, _: &super::Context, out: &mut Output) -> Result<(), Error> {
        match self.all {
            None => {
                let mut out = out.raw();
                let page = clap_mangen::Man::new(Cli::command());
                page.render_title(&mut out)?;
                page.render_name_section(&mut out)?;
                page.render_synopsis_section(&mut out)?;
                page.render_description_section(&mut out)?;
                page.render_options_section(&mut out)?;
                verbs().to_writer(&mut out)?;
                keys()?.to_writer(&mut out)?;
                Ok(page.render_version_section(&mut out)?)
            }
            Some(folder) if !folder.is_dir() => Err(RepositoryError::NoFolder(folder).into()),
            Some(folder) => clap_mangen::generate_to(Cli::command(), &folder)
                .map_err(|error| Error::file(folder.display(), error)),
        }
    }
}

/// The verbs, each with what it is for: this page stands alone, and names no page that may not be there.
fn verbs() -> Roff {
    let mut page = Roff::new();
    page.control("SH", [say::verbs()]);
    page.text([roman(say::verbs_told())]);
    for verb in Cli::command().get_subcommands() {
        let about = verb.get_about().map(ToString::to_string);
        page.control("TP", []);
        page.text([bold(verb.get_name())]);
        page.text([roman(about.unwrap_or_default())]);
    }
    page
}

/// The keys of the full screen, from the table that dispatches them.
fn keys() -> Result<Roff, Error> {
    let keymap = Keymap::new(&KeyOverrides::new())?;
    let mut page = Roff::new();
    page.control("SH", ["KEYS"]);
    let mut told: Vec<Context> = Vec::new();
    for context in keymap.bindings().flat_map(|binding| &binding.contexts) {
        if told.contains(context) {
            continue;
        }
        told.push(*context);
        page.control("SS", [crate::words::keys::place(*context)]);
        for binding in keymap.bindings_in(&[*context]) {
            let keys: Vec<String> = binding.keys.iter().map(ToString::to_string).collect();
            page.control("TP", []);
            page.text([bold(keys.join(", "))]);
            page.text([roman(binding.says.as_str())]);
        }
    }
    Ok(page)
}
