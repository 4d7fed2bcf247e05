//! Parse, run, exit code.

#![deny(clippy::print_stderr, clippy::print_stdout)]

use std::process::ExitCode;

use twinge::cli::Cli;
use twinge::diary::Catalogue;
use twinge::language::{self, Language};
use twinge::repository::Repository;

fn main() -> ExitCode {
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
        Err(words) => {
            // Help, version and usage errors; with the output closed there is nobody to tell.
            let _ = words.print();
            ExitCode::from(u8::try_from(words.exit_code()).unwrap_or(2))
        }
    }
}
