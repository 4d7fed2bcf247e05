//! What a build without encryption says to what needs it.

use std::path::Path;

use crate::support::{Home, names};

#[test]
fn a_build_without_encryption_shares_nothing_and_says_why() {
    let home = Home::new();
    std::fs::create_dir(home.path("Sync")).unwrap();
    let folder = home.name("Sync");
    let words = home.write("words", "open sesame\n");
    for more in [&[][..], &["--dry-run"], &["--look"]] {
        let share = ["share", &folder, "--share-passphrase-file", &words];
        let said = home.fails(1, &[&share, more].concat());
        assert!(said.contains("without encryption"), "{more:?}: {said}");
        assert_eq!(names(Path::new(&folder)), Vec::<String>::new());
        assert!(!home.diary().exists());
    }
}
