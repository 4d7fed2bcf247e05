//! `man`: the manual page.

use std::path::PathBuf;

use clap::{Args, CommandFactory};

use clap_mangen::roff::{Roff, bold, roman};

use super::{Cli, Error, Output};
use crate::confinement::Reach;
use crate::keymap::{Context, KeyOverrides, Keymap};

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
                clap_mangen::Man::new(Cli::command()).render(&mut out)?;
                Ok(keys()?.to_writer(&mut out)?)
            }
            Some(folder) => clap_mangen::generate_to(Cli::command(), &folder)
                .map_err(|error| Error::input(error).during(folder.display())),
        }
    }
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
