//! `check-in` and `--plain`, `completions`, `man`, `--help`, `--version`.

use crate::support::Home;

#[test]
fn a_check_in_is_asked_line_by_line() {
    let home = Home::new();
    home.ok(&["profile", "keep=pain,relief"]);
    home.ok(&["log", "yesterday", "pain=2"]);
    // Worst today: explained, answered wrongly, then rightly; Where; Feels, and back to Where.
    let said = "?\n11\n4\nlow back left\n<\nsi-left\ndull\n-\n";
    let run = home.pipe(&["--plain"], said);
    assert_eq!(run.code, 0, "{}", run.err);
    for words in [
        "Tuesday 17 March 2026.\n",
        "Worst today (0 to 10; yesterday 2): ",
        "0 is an answer, too.",
        "pain is a number from 0 to 10, not \"11\"",
        "  saved: 4\n",
        "Where (any of 21; ? lists them; now low back left): ",
        "  saved: sacro-iliac left\n",
    ] {
        assert!(run.out.contains(words), "{words}: {}", run.out);
    }
    let shown = home.ok(&["show"]);
    assert!(
        shown.contains("Worst today: 4, moderate\n  Where: sacro-iliac left\n"),
        "{shown}"
    );
    assert!(run.out.ends_with(&shown), "{}", run.out);
}

#[test]
fn the_pain_since_last_night_is_asked_first_and_timed_entries_last() {
    let home = Home::new();
    home.ok(&["log", "yesterday", "orgasm", "at=22:10"]);
    let run = home.pipe(&["check-in"], "0\n.\n");
    let asked = run.out.find("Pain after").unwrap();
    assert!(
        run.out
            .find("Intimacy 22:10, Monday 16 March 2026.")
            .unwrap()
            < asked,
        "{}",
        run.out
    );
    assert!(asked < run.out.find("Worst today").unwrap(), "{}", run.out);
    assert!(home.ok(&["show", "-1"]).contains("Pain after: 0"));

    home.ok(&["profile", "keep=relief"]);
    let questions = home.pipe(&["check-in"], "\n".repeat(99));
    let before = questions.out.matches("): ").count();
    let run = home.pipe(
        &["check-in", "yesterday"],
        "\n".repeat(before - 1) + "yes\n21:00\nheat\n5\n3\n20\n\n\n\n\nno\n",
    );
    assert!(
        run.out
            .contains("Add relief? (yes or no): yes\nWhen (such as 22:10"),
        "{}",
        run.out
    );
    let shown = home.ok(&["show", "-1"]);
    let relief = "Relief 21:00\n  Measure: heat\n  Pain before: 5, moderate\n  Pain after: 3, mild\n  Minutes: 20 min\n";
    assert!(shown.contains(relief), "{shown}");
}

#[test]
fn an_ended_input_ends_the_check_in_with_all_saved() {
    let home = Home::new();
    let run = home.pipe(&["check-in", "12", "mar"], "3");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(home.ok(&["show", "12", "mar"]).contains("Worst today: 3"));
    assert!(
        home.fails(2, &["check-in", "+1"])
            .contains("hasn't come yet")
    );
    assert!(
        home.fails(2, &["check-in", "2026-02-31"])
            .contains("no day")
    );
}

#[test]
fn the_program_tells_about_itself() {
    let home = Home::new();
    let help = home.ok(&["--help"]);
    let verbs: Vec<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .map_while(|line| line.split_whitespace().next())
        .collect();
    assert_eq!(verbs.len(), 33, "{help}");
    for verb in verbs {
        assert!(
            home.ok(&[verb, "--help"]).contains("Usage: twinge"),
            "{verb}"
        );
        assert!(home.ok(&[verb, "-h"]).contains("--diary <FILE>"), "{verb}");
    }
    assert_eq!(
        home.ok(&["--version"]),
        concat!("twinge ", env!("CARGO_PKG_VERSION"), "\n")
    );
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(
            home.ok(&["completions", shell]).contains("check-in"),
            "{shell}"
        );
    }
    let man = home.ok(&["man"]);
    assert!(
        man.contains(".TH twinge 1") && man.contains("check\\-in"),
        "{man}"
    );
    std::fs::create_dir(home.path("man")).unwrap();
    home.ok(&["man", "--all", &home.name("man")]);
    assert!(home.path("man/twinge-log.1").exists());
}
