//! `completions`: for the shells.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Cli, Context, Error, Output};

/// Write completions for a shell
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// Which shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    /// Writes the script.
    pub(super) fn run(self, _: &Context, out: &mut Output) -> Result<(), Error> {
        // clap_complete panics when it cannot write, so it writes to memory.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "twinge", &mut script);
        Ok(out.raw().write_all(&script)?)
    }
}
