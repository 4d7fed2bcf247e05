//! `note`: shown, and written in an editor that is a script here.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use crate::support::{Home, Run, names, told};

/// Runs with an editor that does what a script says with the file `$1`.
fn editing(home: &Home, script: &str, args: &[&str]) -> Run {
    told(command(home, script, args).output().unwrap())
}

fn command(home: &Home, script: &str, args: &[&str]) -> Command {
    let editor = home.write("my editor", format!("#!/bin/sh\n{script}\n"));
    std::fs::set_permissions(&editor, PermissionsExt::from_mode(0o700)).unwrap();
    let mut command = home.command(&[&["note"], args, &["--edit"]].concat());
    // A name with a space has to be quoted, as everywhere.
    command
        .env("EDITOR", "false")
        .env("VISUAL", format!("'{editor}'"));
    command.env("PATH", std::env::var_os("PATH").unwrap());
    command
}

/// What lies in the folder of the diary.
fn beside(home: &Home) -> Vec<String> {
    names(&home.path("data/twinge"))
}

#[test]
fn a_note_is_written_changed_and_taken_away_in_an_editor_each_one_act() {
    let home = Home::new();
    for (script, says, note) in [
        (
            "echo 'long walk\n\nheat helped' > \"$1\"",
            "note",
            "long walk\n\nheat helped\n",
        ),
        (
            "echo 'and more' >> \"$1\"",
            "note",
            "long walk\n\nheat helped\nand more\n",
        ),
        (
            ":",
            "nothing to change",
            "long walk\n\nheat helped\nand more\n",
        ),
        (": > \"$1\"", "note", "no note on Monday 16 March 2026\n"),
    ] {
        let run = editing(&home, script, &["yesterday"]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{script}");
        assert!(
            run.out.to_lowercase().contains(says),
            "{script}: {}",
            run.out
        );
        assert_eq!(home.ok(&["note", "yesterday"]), note, "{script}");
    }
    home.ok(&["undo"]);
    assert_eq!(
        home.ok(&["note", "yesterday"]),
        "long walk\n\nheat helped\nand more\n"
    );
    assert_eq!(home.ok(&["history", "--json"]).matches("\"id\"").count(), 3);
    assert!(!beside(&home).iter().any(|name| name.contains("note")));
}

#[test]
fn nobody_else_may_look_at_the_file_and_it_is_gone_afterwards() {
    let home = Home::new();
    home.ok(&["log", "-m", "long walk"]);
    let seen = home.name("seen");
    let look = format!(
        "stat -c '%a %n' \"$1\" \"${{1%/*}}\" > '{seen}'; cp \"$1\" \"$1~\"; grep -q 'long walk' \"$1\""
    );
    let memory = home.path("run");
    std::fs::create_dir(&memory).unwrap();
    for runtime in [None, Some(&memory)] {
        let mut command = command(&home, &look, &[]);
        command.envs(runtime.map(|folder| ("XDG_RUNTIME_DIR", folder)));
        let run = told(command.output().unwrap());
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        let seen = std::fs::read_to_string(&seen).unwrap();
        let modes: Vec<&str> = seen.lines().map(|line| &line[..3]).collect();
        assert_eq!(modes, ["600", "700"], "{seen}");
        let place = runtime.cloned().unwrap_or(home.path("data/twinge"));
        assert!(seen.contains(place.to_str().unwrap()), "{seen}");
        assert!(!names(&place).iter().any(|name| name.contains("note")));
    }
}

#[test]
fn nothing_is_lost_when_the_editor_fails() {
    let home = Home::new();
    home.ok(&["log", "-m", "long walk"]);
    let failed = editing(&home, "exit 3", &[]);
    assert_eq!((failed.code, failed.out.as_str()), (1, ""));
    assert!(
        failed.err.contains("the note is as it was"),
        "{}",
        failed.err
    );
    assert!(!beside(&home).iter().any(|name| name.contains("note")));

    for script in [
        "echo zitronenfalter > \"$1\"; exit 3",
        "printf 'zitronenfalter\\377' > \"$1\"",
        // The diary is changed while the editor is open.
        &format!(
            "'{}' log -m more; echo zitronenfalter > \"$1\"",
            env!("CARGO_BIN_EXE_twinge")
        ),
    ] {
        let run = editing(&home, script, &[]);
        assert_eq!(run.code, 1, "{script}: {}", run.out);
        let (_, file) = run.err.split_once("what you wrote is in ").unwrap();
        let (file, _) = file.split_once(", as plain text").unwrap();
        let kept = std::fs::read(file).unwrap();
        assert!(kept.starts_with(b"zitronenfalter"), "{script}");
        assert!(home.ok(&["note"]).starts_with("long walk"), "{script}");
    }

    let mut command = home.command(&["note", "--edit"]);
    let missing = told(command.env("VISUAL", "/no/such/editor").output().unwrap());
    assert_eq!(missing.code, 2);
    assert!(
        missing.err.contains("/no/such/editor could not be started"),
        "{}",
        missing.err
    );
    assert!(
        home.fails(2, &["note", "tomorrow", "--edit"])
            .contains("hasn't come yet")
    );
}

#[test]
fn what_was_saved_by_then_is_in_the_diary_when_a_signal_ends_it() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    let script = "echo zitronenfalter > \"$1\"; echo open; exec tail -f /dev/null";
    let mut command = command(&home, script, &[]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    assert_eq!(said.next().unwrap().unwrap(), "open");
    let process = child.id().to_string();
    for signal in ["-INT", "-TERM"] {
        let sent = Command::new("kill")
            .args([signal, &process])
            .status()
            .unwrap();
        assert!(sent.success());
    }
    assert_eq!(child.wait().unwrap().code(), Some(128 + 15));
    assert_eq!(home.ok(&["note"]), "zitronenfalter\n");
    assert!(!beside(&home).iter().any(|name| name.contains("note")));
}

#[cfg(feature = "encryption")]
#[test]
fn an_editor_sees_what_is_encrypted_only_when_told_so() {
    let home = Home::new();
    home.ok(&["log", "-m", "long walk"]);
    let key = home.write("key", "open sesame");
    home.ok(&["passphrase", "set", "--new-passphrase-file", &key]);
    let opened = home.path("opened");
    let script = format!("touch '{}'; echo more >> \"$1\"", opened.display());
    let with = ["--passphrase-file", &key];
    let refused = editing(&home, &script, &with);
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(refused.err.contains("--yes"), "{}", refused.err);
    assert!(!opened.exists());
    let agreed = editing(&home, &script, &[&with[..], &["--yes"]].concat());
    assert_eq!((agreed.code, agreed.err.as_str()), (0, ""));
    assert_eq!(
        home.ok(&[&["note"][..], &with].concat()),
        "long walk\nmore\n"
    );
}

#[test]
fn a_note_that_was_left_when_twinge_was_killed_is_named_and_stays() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    let killed = editing(&home, "echo zitronenfalter > \"$1\"; kill -9 $PPID", &[]);
    assert_eq!(killed.code, -1);
    let said = "an earlier note was left in ";
    let check = home.run(&["check"]);
    assert_eq!(check.code, 1, "{}", check.out);
    for run in [check, editing(&home, ":", &["yesterday"])] {
        let (_, file) = run.err.split_once(said).unwrap();
        let (file, _) = file.split_once(", as plain text").unwrap();
        let kept = std::fs::read_to_string(file).unwrap();
        assert_eq!(kept, "zitronenfalter\n");
    }
    let folder = beside(&home).into_iter().find(|name| name.contains("note"));
    std::fs::remove_dir_all(home.path("data/twinge").join(folder.unwrap())).unwrap();
    assert!(home.ok(&["check"]).contains("the diary is whole"));
    // One that is being written is none.
    let check = format!(
        "'{}' check > '{}'",
        env!("CARGO_BIN_EXE_twinge"),
        home.name("said")
    );
    let run = editing(&home, &check, &[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(
        std::fs::read_to_string(home.path("said"))
            .unwrap()
            .contains("is whole")
    );
}

/// An editor that fills a terminal would wait for keys that nobody can press.
#[test]
fn an_editor_that_needs_a_terminal_is_not_begun_without_one() {
    let home = Home::new();
    for editor in ["vi", "/usr/bin/nano -w", ""] {
        let mut command = home.command(&["note", "--edit"]);
        let run = told(
            command
                .env("EDITOR", editor)
                .stdin(Stdio::null())
                .output()
                .unwrap(),
        );
        assert_eq!(run.code, 2, "{editor}: {}", run.err);
        let words = ["needs a terminal", "twinge log note="];
        assert!(
            words.iter().all(|word| run.err.contains(word)),
            "{editor}: {}",
            run.err
        );
    }
    home.ok(&["log", "note=slept well"]);
    assert_eq!(home.ok(&["note"]), "slept well\n");
}
