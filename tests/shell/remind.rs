//! `status --due`, `remind`.

use crate::support::{Home, told};

/// Words that mean something to shells, units, tables of cron and XML.
const HOSTILE: &str = "it's 5% \"so\" $HOME & <b> \\ `x`";

#[test]
fn what_is_due_is_told_by_the_exit_code_and_nothing_else() {
    let home = Home::new();
    assert_eq!(home.ok(&["status", "--due"]), "not checked in today\n");
    assert!(!home.diary().exists());
    home.ok(&["log", "yesterday", "pain=4", "orgasm"]);
    assert_eq!(home.ok(&["status", "--due"]), "not checked in today\n");
    home.ok(&["log", "orgasm"]);
    assert_eq!(home.ok(&["status", "--due"]), "not checked in today\n");
    home.ok(&["log", "pain=4"]);
    let run = home.run(&["status", "--due"]);
    assert_eq!(
        (run.code, run.out.as_str(), run.err.as_str()),
        (1, "checked in today\n", "")
    );
    home.fails(2, &["status", "--due", "--with", "pain"]);
}

/// A timer can be asked for no passphrase.
#[cfg(feature = "encryption")]
#[test]
fn of_a_locked_diary_only_when_it_was_written_to_is_known() {
    use std::time::{Duration, SystemTime};

    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    let key = home.write("key", "correct horse battery staple");
    home.ok(&["passphrase", "set", "--new-passphrase-file", &key]);
    // Noon of 2026-03-17, and of the day before.
    for (seconds, code) in [(1_773_748_800, 1), (1_773_662_400, 0)] {
        let file = std::fs::File::options().write(true).open(home.diary());
        let at = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        file.unwrap().set_modified(at).unwrap();
        let run = home.run(&["status", "--due"]);
        assert_eq!((run.code, run.err.as_str()), (code, ""), "{run:?}");
    }
    let known = home.run(&["status", "--due", "--passphrase-file", &key]);
    assert_eq!(known.code, 1, "{known:?}");
}

#[test]
fn a_unit_of_systemd_has_sections_and_fields() {
    let home = Home::new();
    let units = home.ok(&["remind", "systemd", "--at", "7:05", "--words", HOSTILE]);
    let is_name = |name: &str| name.chars().all(|c| c.is_ascii_alphabetic());
    for line in units.lines() {
        let section = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'));
        let field = line.split_once('=').map(|(name, _)| name);
        let fits = line.is_empty()
            || line.starts_with("# ")
            || section.is_some_and(is_name)
            || field.is_some_and(is_name);
        assert!(fits, "{line}");
    }
    assert!(units.contains("\nOnCalendar=*-*-* 07:05\n"), "{units}");
    let said = r#"ExecStart=notify-send "it's 5%% \"so\" $$HOME & <b> \\ `x`""#;
    assert!(units.contains(said), "{units}");
    assert!(units.contains("\" \"status\" \"--due\"\n"), "{units}");
}

#[test]
fn a_calendar_rings_every_day() {
    let home = Home::new();
    let words = "Evening, and; so on ".repeat(8);
    let file = home.ok(&["remind", "ics", "--at", "21:00", "--words", &words]);
    let lines: Vec<&str> = file.split("\r\n").collect();
    assert!(
        lines
            .iter()
            .all(|line| line.len() <= 75 && !line.contains('\n'))
    );
    let mut open = Vec::new();
    for line in &lines {
        if let Some(part) = line.strip_prefix("BEGIN:") {
            open.push(part);
        } else if let Some(part) = line.strip_prefix("END:") {
            assert_eq!(open.pop(), Some(part));
        }
    }
    assert!(open.is_empty());
    for line in [
        "DTSTART:20260317T210000",
        "RRULE:FREQ=DAILY",
        "ACTION:DISPLAY",
    ] {
        assert!(lines.contains(&line), "{line}: {file}");
    }
    assert!(
        file.replace("\r\n ", "")
            .contains("SUMMARY:Evening\\, and\\; so on ")
    );
}

#[test]
fn a_reminder_is_words_on_one_line_at_a_time() {
    let home = Home::new();
    for args in [
        &["--words", "a\nb"][..],
        &["--words", " "],
        &["--words", "\u{1b}[2J"],
        &["--at", "25:00"],
        &["--at", "evening"],
    ] {
        home.fails(2, &[&["remind", "systemd"], args].concat());
    }
    home.fails(2, &["remind"]);
}

/// Programs that write down what they are called with.
#[cfg(unix)]
fn listening(home: &Home) -> std::ffi::OsString {
    use std::os::unix::fs::PermissionsExt;

    std::fs::create_dir(home.path("programs")).unwrap();
    for name in ["notify-send", "osascript"] {
        let heard = home.name("heard");
        let script =
            format!("#!/bin/sh\nfor word; do printf '%s\\n' \"$word\" >> '{heard}'; done\n");
        let file = home.write(&format!("programs/{name}"), script);
        std::fs::set_permissions(file, PermissionsExt::from_mode(0o755)).unwrap();
    }
    let mut path = home.path("programs").into_os_string();
    path.push(":/usr/bin:/bin");
    path
}

/// Runs a line as a timer does, and hands back what was said.
#[cfg(unix)]
fn ring(home: &Home, path: &std::ffi::OsStr, script: &str) -> String {
    let _ = std::fs::remove_file(home.path("heard"));
    let mut shell = std::process::Command::new("sh");
    // The same surroundings as the program.
    for (name, value) in home.command(&[]).get_envs() {
        shell.env(name, value.unwrap_or_default());
    }
    let run = told(
        shell
            .args(["-c", script])
            .env("PATH", path)
            .output()
            .unwrap(),
    );
    assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""), "{script}");
    std::fs::read_to_string(home.path("heard")).unwrap_or_default()
}

#[cfg(unix)]
#[test]
fn a_timer_says_its_words_until_today_is_checked_in() {
    let home = Home::new();
    let path = listening(&home);
    let args = ["--at", "7:05", "--words", HOSTILE];
    let cron = home.ok(&[&["remind", "cron"], &args[..]].concat());
    let line = cron.lines().find(|line| !line.starts_with('#')).unwrap();
    let script = line.strip_prefix("5 7 * * * ").unwrap();
    assert!(!script.replace("\\%", "").contains('%'), "{script}");
    let cron = script.replace("\\%", "%");
    let plist = home.ok(&[&["remind", "launchd"], &args[..]].concat());
    assert!(plist.contains("<integer>7</integer>") && plist.contains("<integer>5</integer>"));
    let script = plist.split("<string>-c</string>").nth(1).unwrap();
    let script = script
        .split("<string>")
        .nth(1)
        .unwrap()
        .split("</string>")
        .next()
        .unwrap();
    let plain = script
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    assert!(
        !script
            .replace("&amp;", "")
            .replace("&lt;", "")
            .replace("&gt;", "")
            .contains(['&', '<', '>'])
    );

    assert_eq!(ring(&home, &path, &cron), format!("{HOSTILE}\n"));
    let heard = ring(&home, &path, &plain);
    let said = "-e\non run argv\n-e\ndisplay notification (item 1 of argv)\n-e\nend run\n";
    assert_eq!(heard, format!("{said}{HOSTILE}\n"));
    home.ok(&["log", "pain=4"]);
    for script in [&cron, &plain] {
        assert_eq!(ring(&home, &path, script), "");
    }
}

#[cfg(unix)]
#[test]
fn a_prompt_has_a_mark_until_today_is_checked_in() {
    let home = Home::new();
    std::fs::create_dir(home.path("it's here")).unwrap();
    let diary = home.name("it's here/$diary.db");
    let lines = home.ok(&["--diary", &diary, "remind", "prompt"]);
    let bash = lines.lines().find(|line| line.starts_with("PS1=")).unwrap();
    let shows = |marked: &str| {
        let mut shell = std::process::Command::new("bash");
        for (name, value) in home.command(&[]).get_envs() {
            shell.env(name, value.unwrap_or_default());
        }
        let script = format!("PS1='$ '\n{bash}\nprintf '%s' \"${{PS1@P}}\"");
        let run = told(shell.args(["-c", &script]).output().unwrap());
        assert_eq!((run.out.as_str(), run.err.as_str()), (marked, ""), "{bash}");
    };
    shows("* $ ");
    home.ok(&["--diary", &diary, "log", "pain=4"]);
    shows("$ ");
    let starship = lines.split("[custom.twinge]").nth(1).unwrap();
    let table: toml::Table = starship.parse().unwrap();
    assert!(table["when"].as_str().unwrap().ends_with("status --due"));
}
