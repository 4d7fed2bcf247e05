//! What a release says of the commit it was built from.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::version::{Sources, date};

/// The same commit on every machine.
const AT: &str = "2026-11-27T12:00:00Z";

fn git(folder: &Path, words: &[&str]) -> String {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder).args(words);
    for (name, value) in [
        ("GIT_CONFIG_GLOBAL", "/dev/null"),
        ("GIT_AUTHOR_NAME", "a"),
        ("GIT_AUTHOR_EMAIL", "a@b"),
        ("GIT_COMMITTER_NAME", "a"),
        ("GIT_COMMITTER_EMAIL", "a@b"),
        ("GIT_AUTHOR_DATE", AT),
        ("GIT_COMMITTER_DATE", AT),
    ] {
        git.env(name, value);
    }
    let told = git.output().unwrap();
    assert!(told.status.success(), "{words:?}: {told:?}");
    String::from_utf8(told.stdout).unwrap().trim().to_owned()
}

/// Sources with one commit.
fn committed(folder: &Path) -> Sources {
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("src/main.rs"), "fn main() {}").unwrap();
    fs::write(folder.join("README.md"), "read").unwrap();
    git(folder, &["init", "-q", "-b", "main"]);
    git(folder, &["add", "."]);
    git(folder, &["commit", "-q", "-m", "one"]);
    Sources(folder.to_owned())
}

#[test]
fn a_release_names_its_commit_its_date_and_whether_its_sources_were_changed() {
    let folder = tempfile::tempdir().unwrap();
    let sources = committed(folder.path());
    let commit = git(folder.path(), &["rev-parse", "--short=12", "HEAD"]);
    let told = |sources: &Sources| sources.version("0.1.0", None);
    let is = format!("0.1.0 (commit {commit} of 2026-11-27)");
    assert_eq!(told(&sources), is);
    // A date that is given wins.
    let given = sources.version("0.1.0", Some(0));
    assert_eq!(given, format!("0.1.0 (commit {commit} of 1970-01-01)"));

    let beside = tempfile::tempdir().unwrap();
    let tree = beside.path().join("tree");
    add_worktree(folder.path(), &tree);
    assert_eq!(told(&Sources(tree.clone())), is);

    // What the program is not made of changes nothing.
    fs::write(folder.path().join("README.md"), "read on").unwrap();
    assert_eq!(told(&sources), is);
    fs::write(folder.path().join("src/more.rs"), "").unwrap();
    assert_eq!(
        told(&sources),
        format!("0.1.0 (commit {commit} of 2026-11-27, changed)")
    );
    assert_eq!(told(&Sources(tree)), is);
    // Sources within those of another program are not that program's.
    assert_eq!(told(&Sources(folder.path().join("src"))), "0.1.0");
}

#[test]
fn without_git_a_release_says_its_date_if_one_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let sources = Sources(folder.path().to_owned());
    assert_eq!(sources.version("0.1.0", None), "0.1.0");
    assert_eq!(
        sources.version("0.1.0", Some(1_795_737_600)),
        "0.1.0 (2026-11-27)"
    );
    assert!(sources.heads().is_empty());
    for (seconds, day) in [(951_782_400, "2000-02-29"), (-1, "1969-12-31")] {
        assert_eq!(date(seconds), day);
    }
}

/// Sources of the same repository in another folder, on a branch of their own.
fn add_worktree(of: &Path, at: &Path) {
    let at = at.to_str().unwrap();
    git(of, &["worktree", "add", "-q", "-b", "other", at]);
}

/// When these files were changed, and what is in them, by their names.
fn seen(sources: &Sources) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let heads = sources.heads().into_iter();
    heads
        .map(|file| (file.clone(), fs::read(file).unwrap()))
        .collect()
}

#[test]
fn a_release_is_built_anew_for_another_commit_and_for_nothing_else_git_does() {
    let folder = tempfile::tempdir().unwrap();
    let sources = committed(folder.path());
    let tree = folder.path().join("tree");
    add_worktree(folder.path(), &tree);
    for sources in [sources, Sources(tree)] {
        let folder = &sources.0;
        let before = seen(&sources);
        assert!(before.len() > 1, "{before:?}");
        git(folder, &["tag", "-m", "a tag", "v-of-nothing"]);
        git(folder, &["branch", "aside"]);
        git(folder, &["status"]);
        git(folder, &["stash", "list"]);
        assert_eq!(seen(&sources), before);
        git(folder, &["commit", "-q", "--allow-empty", "-m", "two"]);
        assert_ne!(seen(&sources), before);

        // Branches that were put into one file.
        git(folder, &["pack-refs", "--all"]);
        let before = seen(&sources);
        assert!(before.len() > 1, "{before:?}");
        git(folder, &["commit", "-q", "--allow-empty", "-m", "three"]);
        assert_ne!(seen(&sources), before);
        // Of no branch.
        git(folder, &["checkout", "-q", "--detach"]);
        let before = seen(&sources);
        assert_eq!(before.len(), 1, "{before:?}");
        git(folder, &["commit", "-q", "--allow-empty", "-m", "four"]);
        assert_ne!(seen(&sources), before);
        git(folder, &["tag", "-d", "v-of-nothing"]);
        git(folder, &["branch", "-D", "aside"]);
    }
}
