//! Parse, run, exit code.

use std::process::ExitCode;

use clap::Parser;
use twinge::cli::Cli;
use twinge::diary::Catalogue;

fn main() -> ExitCode {
    // Reading the catalogue takes longer than opening a diary: it begins while the words are parsed.
    std::thread::spawn(Catalogue::built_in);
    match Cli::try_parse() {
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
