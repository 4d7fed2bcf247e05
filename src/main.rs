//! Parse, run, exit code.

#![deny(clippy::print_stderr, clippy::print_stdout)]

use std::process::ExitCode;

use twinge::cli::{self, Cli};
use twinge::diary::Catalogue;
use twinge::language::{self, Language};
use twinge::repository::Repository;

fn main() -> ExitCode {
    cli::tell_panics();
    language::speak(Language::default());
    // What nearly every run needs is begun while the words are parsed. It is waited for: a program
    // must not end while its libraries begin.
    std::thread::scope(|beside| {
        beside.spawn(|| {
            Repository::begin();
            Catalogue::built_in();
        });
        run()
    })
}

fn run() -> ExitCode {
    match Cli::read() {
        Ok(cli) => match cli.run() {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => error.report(),
        },
        Err(words) => cli::tell_usage(&words),
    }
}
