//! The words of the guide.

#[test]
fn no_text_says_more_than_is_known() {
    let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/guide"));
    let articles = std::fs::read_dir(folder.join("articles")).unwrap();
    let files = std::fs::read_dir(folder).unwrap().chain(articles);
    let files = files.map(|file| file.unwrap().path());
    let said = folder.join("../words/en/guide.ftl");
    let mut read = 0;
    for path in files.chain([said]).filter(|path| path.is_file()) {
        let text = std::fs::read_to_string(&path).unwrap();
        let text: String = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase();
        for barred in [
            "causes",
            "caused by",
            "triggers",
            "proves",
            "because of",
            "sign of pregnancy",
            "sign of implantation",
            "safe day",
            "infertile day",
            "!",
        ] {
            assert!(!text.contains(barred), "{}: \"{barred}\"", path.display());
        }
        read += 1;
    }
    assert!(read > 25, "{read}");
}
