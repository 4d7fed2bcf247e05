//! `man`: the manual page.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, CommandFactory};

use super::{Cli, Error};

/// Write the manual page
///
/// To read it: twinge man | man -l -
#[derive(Debug, Args)]
pub struct Man {
    /// Write the pages of all verbs into a folder instead
    #[arg(long, value_name = "FOLDER")]
    all: Option<PathBuf>,
}

impl Man {
    /// Writes the page, or all pages.
    pub fn run(self, out: &mut dyn Write) -> Result<(), Error> {
        match self.all {
            None => Ok(clap_mangen::Man::new(Cli::command()).render(out)?),
            Some(folder) => clap_mangen::generate_to(Cli::command(), &folder)
                .map_err(|error| Error::input(format!("{}: {error}", folder.display()))),
        }
    }
}
