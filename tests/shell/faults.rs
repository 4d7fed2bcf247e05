//! What can go wrong around the program: clear words, the right exit code, nothing touched.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use crate::support::Home;

#[test]
fn usage_errors_exit_with_2() {
    let home = Home::new();
    assert!(home.fails(2, &["loog"]).contains("log"));
    assert!(home.fails(2, &["log", "--wrong"]).contains("--wrong"));
    assert!(home.fails(2, &["backup"]).contains("<FILE>"));
    assert!(home.fails(2, &["search", "-travel"]).contains("-- -t"));
}

#[test]
fn without_a_terminal_there_is_no_full_screen() {
    let home = Home::new();
    let refused = home.fails(2, &[]);
    assert!(
        refused.contains("no terminal") && refused.contains("--plain"),
        "{refused}"
    );
    assert!(!home.diary().exists());
}

#[test]
fn a_diary_that_is_not_there_is_only_begun_by_writing() {
    let home = Home::new();
    for args in [
        &["show"][..],
        &["list"],
        &["search", "pain"],
        &["cycles"],
        &["forecast", "--json"],
        &["undo"],
        &["redo"],
        &["history"],
        &["export"],
        &["check"],
        &["profile"],
        &["backup", "copy"],
    ] {
        let refused = home.fails(1, args);
        assert!(
            refused.contains("there is no diary at"),
            "{args:?}: {refused}"
        );
    }
    assert_eq!(home.names(), Vec::<String>::new());
    home.ok(&["log", "pain=1"]);
    assert!(home.diary().exists());
}

#[test]
fn a_file_that_is_no_diary_is_left_as_it_is() {
    let home = Home::new();
    let text = "Dear diary, this is a text file and not a database at all. ".repeat(40);
    let file = home.write("letter.txt", &text);
    for verb in [&["log", "pain=1"][..], &["show"], &["status"], &["check"]] {
        let refused = home.fails(1, &[&["--diary", &file], verb].concat());
        assert!(refused.contains("letter.txt is not a diary"), "{refused}");
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), text);
    let folder = home.path("folder");
    std::fs::create_dir(&folder).unwrap();
    let refused = home.fails(1, &["--diary", &home.name("folder"), "log", "pain=1"]);
    assert!(refused.contains("is a folder"), "{refused}");
}

#[test]
fn a_closed_pipe_is_quiet() {
    let home = Home::new();
    home.ok(&["demo", "--write", &home.name("demo.db")]);
    let mut child = home
        .command(&["--diary", &home.name("demo.db"), "show", "2000..2030"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    assert!(first.ends_with("2025\n"), "{first}");
    let mut err = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut err)
        .unwrap();
    assert_eq!(
        (child.wait().unwrap().code(), err.as_str()),
        (Some(141), "")
    );
}

/// Whatever leaves, whoever reads only its beginning is told nothing.
#[test]
fn an_export_that_nobody_reads_to_its_end_is_quiet() {
    let home = Home::new();
    let note = format!("note={}", "long words ".repeat(1000));
    home.ok(&["log", "pain=1", &note]);
    for format in ["json", "csv", "wide", "drip", "fhir"] {
        let mut child = home
            .command(&["export", "--format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        let err = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(
            (ended.status.code(), err.as_str()),
            (Some(141), ""),
            "{format}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_the_output_is_told() {
    let home = Home::new();
    home.ok(&["log", "pain=1"]);
    for args in [
        &["show"][..],
        &["export"],
        &["export", "--format", "csv"],
        &["man"],
    ] {
        let full = std::fs::File::options()
            .write(true)
            .open("/dev/full")
            .unwrap();
        let output = home.command(args).stdout(full).output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}: {err}");
        assert!(err.contains("output could not be written"), "{err}");
    }
}

/// As somebody who may not write there. Root may always, so root becomes nobody for this.
#[cfg(unix)]
#[test]
fn a_read_only_folder_can_be_read_and_refuses_writing() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

    let home = Home::new();
    home.ok(&["log", "pain=1"]);
    let mode = |path: std::path::PathBuf, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let program = home.path("twinge");
    // By another process: a program that this one has open for writing, as any child forked in
    // between would inherit it, cannot be run.
    let copied = std::process::Command::new("cp")
        .args([env!("CARGO_BIN_EXE_twinge").as_ref(), program.as_os_str()])
        .status();
    assert!(copied.unwrap().success());
    mode(home.path("data/twinge/diary.db"), 0o444);
    for folder in ["data/twinge", "data", "."] {
        mode(home.path(folder), 0o555);
    }
    let run = |args: &[&str]| {
        let plain = home.command(args);
        let mut command = std::process::Command::new(&program);
        command.args(args).env_clear().stdin(Stdio::null());
        command.envs(
            plain
                .get_envs()
                .filter_map(|(name, value)| Some((name, value?))),
        );
        if is_root() {
            command.uid(65534).gid(65534);
        }
        let output = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (
            output.status.code(),
            text(output.stdout),
            text(output.stderr),
        )
    };
    let (code, out, err) = run(&["show"]);
    assert!(
        code == Some(0) && out.contains("Worst today: 1"),
        "{out}{err}"
    );
    let (code, out, err) = run(&["log", "pain=2"]);
    assert!(code == Some(1) && out.is_empty(), "{out}");
    assert!(err.contains("cannot be written to"), "{err}");
    for folder in [".", "data", "data/twinge"] {
        mode(home.path(folder), 0o755);
    }
}

/// Whether the tests run as root: only root owns what it makes as user 0.
#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    let file = tempfile::tempfile().unwrap();
    file.metadata().unwrap().uid() == 0
}

#[test]
fn all_that_is_wrong_is_told_in_one_voice() {
    let home = Home::new();
    for (code, words) in [
        (2, &["--nothing"][..]),
        (2, &["import"]),
        (2, &["log", "pian=4"]),
        (1, &["import", "/nonexistent"]),
        (1, &["list"]),
    ] {
        let told = home.fails(code, words);
        assert!(told.starts_with("twinge: "), "{told}");
        assert!(!told.contains("os error"), "{told}");
    }
    assert!(home.fails(1, &["list"]).contains("run twinge to begin one"));
}
