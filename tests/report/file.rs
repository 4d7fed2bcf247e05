//! The file, with the real binary.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn run(home: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_twinge"))
        .args(args)
        .env_clear()
        .env("HOME", home)
        .env("TMPDIR", home)
        .env("TZ", "UTC")
        .env("TWINGE_TODAY", "2026-03-17")
        .current_dir(home)
        .output()
        .unwrap()
}

#[test]
fn a_page_is_written_for_its_owner_once() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    assert!(
        run(home, &["log", "pain=4", "note=<script>"])
            .status
            .success()
    );
    let args = ["report", "--days", "-o", "page.html"];
    let done = run(home, &args);
    assert!(done.status.success(), "{done:?}");
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(
        said.contains("page.html") && said.contains("not encrypted"),
        "{said}"
    );
    let page = fs::read_to_string(home.join("page.html")).unwrap();
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(home.join("page.html")).unwrap().permissions();
        assert_eq!(mode.mode() & 0o777, 0o600);
    }
    // A file that is there stays as it is.
    fs::write(home.join("page.html"), "mine").unwrap();
    assert_eq!(run(home, &args).status.code(), Some(1));
    assert_eq!(fs::read(home.join("page.html")).unwrap(), b"mine");
}

#[test]
fn nothing_recorded_and_a_long_question_are_refused() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    assert!(run(home, &["log", "pain=4"]).status.success());
    let none = run(
        home,
        &["report", "--from", "2025-01-01", "--to", "2025-02-01"],
    );
    assert_eq!(none.status.code(), Some(1));
    assert!(none.stdout.is_empty());
    let long = "x".repeat(241);
    let long = run(home, &["report", "--question", &long]);
    assert_eq!(long.status.code(), Some(2));
    let unknown = run(home, &["report", "--without", "weather"]);
    assert_eq!(unknown.status.code(), Some(2));
}
