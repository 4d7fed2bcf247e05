//! The page of all verbs is their help.

use clap::CommandFactory;
use twinge::cli::Cli;

const PAGE: &str = "assets/verbs.md";

/// The help of a command and of all below it. What holds for every verb is told once, at the top.
fn help(command: &clap::Command, name: &str, top: bool, page: &mut String) {
    let mut told = command.clone().bin_name(name).term_width(96);
    if !top {
        told = told.mut_args(|argument| {
            let everywhere = argument.is_global_set();
            argument.hide(everywhere)
        });
    }
    let words = told.render_long_help().to_string();
    let lines: Vec<&str> = words.lines().map(str::trim_end).collect();
    let level = "#".repeat(1 + name.split(' ').count());
    *page += &format!(
        "\n{level} {name}\n\n```text\n{}\n```\n",
        lines.join("\n").trim_end()
    );
    for below in command.get_subcommands() {
        if below.get_name() != "help" {
            help(below, &format!("{name} {}", below.get_name()), false, page);
        }
    }
}

#[test]
fn the_page_of_all_verbs_is_their_help() {
    let mut command = Cli::command();
    command.build();
    let mut page = "# All verbs\n\nWhat `--help` says of each; the tests compare it.\n".to_owned();
    help(&command, "twinge", true, &mut page);
    if std::env::var_os("UPDATE_README").is_some() {
        return std::fs::write(PAGE, page).unwrap();
    }
    let written = std::fs::read_to_string(PAGE).unwrap();
    assert_eq!(
        written, page,
        "UPDATE_README=1 cargo test writes the page anew"
    );
}
