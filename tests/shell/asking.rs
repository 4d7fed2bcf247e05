//! `check-in` and `--plain`, `completions`, `man`, `--help`, `--version`.

use std::io::Write;
use std::process::Stdio;

use chrono::Timelike;

use crate::support::{Home, names, told};

#[test]
fn a_check_in_is_asked_line_by_line() {
    let home = Home::new();
    home.ok(&["profile", "keep=pain,relief"]);
    home.ok(&["log", "yesterday", "pain=2"]);
    // Worst today: explained, answered wrongly, then rightly; Where; Feels, and back to Where.
    let said = "?\n11\n4\nblah\n?\n1\n<\nsi-left\ndull\n-\n";
    let run = home.pipe(&["--plain"], said);
    assert_eq!(run.code, 0, "{}", run.err);
    for words in [
        "Tuesday 17 March 2026.\n",
        "Worst today (0 to 10; yesterday 2): ",
        "0 is an answer, too.",
        "Worst today is a number from 0 to 10, not \"11\"",
        "  Where has no option \"blah\"",
        "? lists them\n",
        "  Where it hurt: one place or several.\n  1 low back left\n",
        "  saved: low back left\n",
        "  saved: 4\n",
        "Where (any of 21, by name or number; ? lists them; now low back left): ",
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
fn options_are_chosen_by_the_number_they_are_asked_with() {
    let home = Home::new();
    home.ok(&["profile", "keep=pain,cycle"]);
    let said = "4\n1, 3\n".to_owned() + &"\n".repeat(60);
    let run = home.pipe(&["check-in"], said);
    assert_eq!(run.code, 0, "{}", run.err);
    let shown: serde_json::Value = serde_json::from_str(&home.ok(&["show", "--json"])).unwrap();
    let sites = &shown[0]["entries"][0]["answers"]["pain-sites"];
    assert_eq!(sites.as_array().map(Vec::len), Some(2), "{shown}");
    // Bleeding is asked with its few options, each with its number.
    let asked = "Bleeding (1 none, 2 spotting, 3 light, 4 medium, 5 heavy, 6 very heavy";
    let (before, _) = run.out.split_once(asked).unwrap();
    let skipped = before.matches("): ").count();
    let run = home.pipe(&["check-in"], "\n".repeat(skipped) + "3\n");
    assert!(run.out.contains("  saved: light\n"), "{}", run.out);
    let run = home.pipe(&["check-in"], "\n".repeat(skipped) + "7\n");
    assert!(
        run.out.contains("Bleeding has no option \"7\""),
        "{}",
        run.out
    );
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
    assert_eq!(verbs.len(), 37, "{help}");
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

#[test]
fn what_can_be_answered_set_and_read_is_completed() {
    let home = Home::new();
    for (shell, offers) in [
        ("bash", ["bleeding=light", "glyphs", "endometriosis"]),
        ("zsh", ["bleeding=light", "glyphs", "endometriosis"]),
        ("fish", ["bleeding=light", "glyphs", "endometriosis"]),
    ] {
        let script = home.ok(&["completions", shell]);
        for offer in offers {
            assert!(script.contains(offer), "{shell}: {offer}");
        }
    }
}

/// What bash offers when Tab is pressed at the end of a line; it takes `=` for a word of its own.
fn offered(script: &str, line: &str) -> Vec<String> {
    let mut words: Vec<&str> = Vec::new();
    for word in line.split(' ') {
        match word.split_once('=') {
            Some((item, "")) => words.extend([item, "="]),
            Some((item, value)) => words.extend([item, "=", value]),
            None => words.push(word),
        }
    }
    let last = words.len() - 1;
    let typed = words[last].trim_start_matches('=');
    let quoted: Vec<_> = words.iter().map(|word| format!("'{word}'")).collect();
    let ask = format!(
        "{script}\nCOMP_LINE='{line}' COMP_POINT={} COMP_CWORD={last} COMP_WORDS=({})\n\
         _twinge_answers twinge '{typed}' '{}'\nprintf '%s\\n' \"${{COMPREPLY[@]}}\"",
        line.len(),
        quoted.join(" "),
        words[last - 1]
    );
    let ran = std::process::Command::new("bash")
        .args(["-c", &ask])
        .output();
    let out = String::from_utf8(ran.unwrap().stdout).unwrap();
    out.lines().map(str::to_owned).collect()
}

#[test]
fn bash_completes_items_options_settings_and_articles() {
    let script = Home::new().ok(&["completions", "bash"]);
    for (line, offer) in [
        ("twinge log pai", "pain="),
        ("twinge log pain=4 blee", "bleeding=light"),
        ("twinge log bleeding=", "light"),
        ("twinge log bleeding=li", "light"),
        ("twinge learn endo", "endometriosis"),
        ("twinge config set the", "theme"),
        ("twinge config set theme ", "light"),
        ("twinge config unset the", "theme"),
        ("twinge compare a b --item pai", "pain"),
        ("twinge items blee", "bleeding"),
    ] {
        let offered = offered(&script, line);
        assert!(
            offered.iter().any(|word| word == offer),
            "{line}: {offered:?}"
        );
    }
}

#[test]
fn after_midnight_prepared_answers_are_for_the_day_that_began_and_that_is_said() {
    let home = Home::new();
    let now = chrono::Utc::now();
    // A time zone in which it is between one and three at night.
    let behind = i64::from(now.hour()) - 1;
    let local = (now - chrono::TimeDelta::hours(behind)).naive_utc();
    let told = |args: &[&str], said: &str| {
        let mut command = home.command(args);
        command.env_remove("TWINGE_TODAY");
        command.env("TZ", format!("TWG{behind}"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(said.as_bytes())
            .unwrap();
        let run = told(child.wait_with_output().unwrap());
        assert_eq!(run.code, 0, "{}", run.err);
        run.out
    };
    let before = local.date().pred_opt().unwrap().format("%A");
    let names = format!("for {before}, put yesterday behind the verb");
    let out = told(&["check-in"], "4\n.\n");
    assert!(out.contains(&names), "{names}: {out}");
    assert!(told(&["show"], "").contains("Worst today: 4"));
    // Who names a day is told nothing, and who ends the day at midnight.
    assert!(!told(&["check-in", "yesterday"], ".\n").contains("midnight"));
    told(&["profile", "day-ends=0"], "");
    assert!(!told(&["check-in"], ".\n").contains("midnight"));
}

#[test]
fn a_page_of_the_manual_names_no_page_that_is_not_there() {
    let home = Home::new();
    let page = home.ok(&["man"]);
    assert!(!page.contains("(1)"), "{page}");
    assert!(page.contains("twinge VERB \\-\\-help"), "{page}");
    std::fs::create_dir(home.path("man")).unwrap();
    home.ok(&["man", "--all", &home.name("man")]);
    let mut named = 0;
    for page in names(&home.path("man")) {
        let words = std::fs::read_to_string(home.path("man").join(page)).unwrap();
        for name in words.lines().filter_map(|line| line.strip_suffix("(1)")) {
            let name = name.replace('\\', "");
            assert!(
                home.path("man").join(format!("{name}.1")).exists(),
                "{name}"
            );
            named += 1;
        }
    }
    assert!(named > 30);
}
