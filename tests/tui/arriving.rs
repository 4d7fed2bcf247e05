//! A long file that comes in, in a terminal.

use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use twinge::diary::{Act, Answer, DateRange, Edit, ItemId, Target};
use twinge::repository::Repository;

use crate::pty::Terminal;

const TODAY: &str = "2026-03-17";
const BEAT: &str = "<Record type=\"HKQuantityTypeIdentifierHeartRate\" value=\"71\"/>\n";
const FLOW: &str = "<Record type=\"HKCategoryTypeIdentifierMenstrualFlow\" \
     startDate=\"2025-01-05 08:00:00 +0100\" endDate=\"2025-01-05 08:00:00 +0100\" \
     value=\"HKCategoryValueVaginalBleedingMedium\"/>\n";

fn packed(text: &str) -> Vec<u8> {
    let mut gz = GzEncoder::new(Vec::new(), Compression::best());
    gz.write_all(text.as_bytes()).unwrap();
    gz.finish().unwrap()
}

#[test]
fn an_import_is_called_off_without_a_trace() {
    let home = tempfile::tempdir().unwrap();
    let diary = home.path().join("diary.db");
    let mut before = Repository::open(&diary).unwrap();
    let date = TODAY.parse().unwrap();
    let edit = Edit::Answer {
        target: Target::Day(date),
        item: ItemId::new("pain"),
        answer: Some(Answer::Scale(4)),
    };
    before.perform(&Act::one("pain", edit)).unwrap();
    let all = before.read(DateRange::ALL).unwrap();
    let acts = before.history(9).unwrap().len();
    drop(before);
    // Ten thousand times a megabyte, after a line that the diary wants.
    let file = home.path().join("export.gz");
    let mut long = packed(&format!("<HealthData>\n{FLOW}"));
    long.extend(packed(&BEAT.repeat(1_000_000 / BEAT.len())).repeat(10_000));
    fs::write(&file, long).unwrap();
    let names = |_: &str| {
        let names = fs::read_dir(home.path()).unwrap();
        let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let there = names("before");
    // Nor is one begun that was not there.
    for diary in [&diary, &home.path().join("none.db")] {
        let [diary, file] = [diary, &file].map(|path| path.to_str().unwrap());
        let words = ["--diary", diary, "import", file];
        let mut terminal = Terminal::start(home.path(), TODAY, &words, 80, 24);
        terminal.wait("reading: [");
        terminal.keys("\x03");
        terminal.wait("called off; nothing was imported");
        assert!(
            !terminal.screen().contains("reading:"),
            "{}",
            terminal.screen()
        );
        assert_eq!(terminal.end(), 130);
    }
    let after = Repository::open(&diary).unwrap();
    assert_eq!(after.read(DateRange::ALL).unwrap(), all);
    assert_eq!(after.history(9).unwrap().len(), acts);
    drop(after);
    assert_eq!(names("after"), there);
}
