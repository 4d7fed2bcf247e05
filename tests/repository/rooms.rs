//! Who may speak SQL: the sources themselves are read.

use std::fs;
use std::path::{Path, PathBuf};

/// Every source of a folder, without its tests, which may open the raw file.
fn sources(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.ends_with("tests.rs") {
            continue;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let code = text
                .split("\n#[cfg(test)]\nmod ")
                .next()
                .unwrap_or_default();
            found.push((path, code.to_owned()));
        }
    }
}

#[test]
fn only_the_file_s_two_rooms_speak_sql() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (below, above) = (src.join("repository"), src.join("safekeeping"));
    let mut found = Vec::new();
    sources(&src, &mut found);
    assert!(found.iter().any(|(path, _)| path.starts_with(&above)));
    for (path, code) in found {
        let named = path.display();
        if path.starts_with(&below) {
            assert!(
                !code.contains("crate::safekeeping::"),
                "{named} looks up to the room above"
            );
        } else if !path.starts_with(&above) {
            assert!(!code.contains("rusqlite"), "{named} speaks SQL");
            assert!(
                !code.contains("repository::raw"),
                "{named} goes through a door that is safekeeping's"
            );
        }
    }
}
