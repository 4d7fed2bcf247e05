//! `share`: one diary on two computers, each with a home of its own.

use std::path::Path;

use serde_json::Value;

use crate::support::{Home, names};

/// Two homes, and the folder between them with its passphrase.
struct Two {
    laptop: Home,
    desktop: Home,
    folder: String,
    words: String,
}

impl Two {
    fn new() -> Self {
        let (laptop, desktop) = (Home::new(), Home::new());
        std::fs::create_dir(laptop.path("Sync")).unwrap();
        let folder = laptop.name("Sync");
        let words = laptop.write("words", "open sesame\n");
        Self {
            laptop,
            desktop,
            folder,
            words,
        }
    }

    /// The words that begin or join.
    fn share<'a>(&'a self, more: &[&'a str]) -> Vec<&'a str> {
        let share = [
            "share",
            &self.folder,
            "--share-passphrase-file",
            &self.words,
        ];
        [&share, more].concat()
    }

    /// Both, with what the laptop had.
    fn shared() -> Self {
        let two = Self::new();
        two.laptop.ok(&["log", "pain=4", "-m", "zitronenfalter"]);
        two.laptop.ok(&two.share(&["--name", "laptop"]));
        two.desktop.ok(&two.share(&["--name", "desktop"]));
        two
    }
}

fn json(said: &str) -> Value {
    serde_json::from_str(said).unwrap_or_else(|error| panic!("{error}: {said}"))
}

/// Whether any file beneath a folder has some words.
fn is_said_in(folder: &Path, words: &str) -> bool {
    names(folder).iter().any(|name| {
        let path = folder.join(name);
        if path.is_dir() {
            return is_said_in(&path, words);
        }
        let bytes = std::fs::read(&path).unwrap();
        bytes
            .windows(words.len())
            .any(|part| part == words.as_bytes())
    })
}

#[test]
fn what_is_written_on_one_computer_comes_to_the_other() {
    let two = Two::new();
    two.laptop.ok(&["log", "pain=4", "-m", "zitronenfalter"]);
    let would = two
        .laptop
        .ok(&two.share(&["--dry-run", "--name", "laptop"]));
    assert!(
        would.contains("it would be begun\nnothing was written"),
        "{would}"
    );
    assert_eq!(names(Path::new(&two.folder)), Vec::<String>::new());

    let begun = two.laptop.ok(&two.share(&["--name", "laptop"]));
    assert!(
        begun.contains("as laptop\non the other computer"),
        "{begun}"
    );
    // A computer without a diary is told what would come, and none is begun.
    let would = two
        .desktop
        .ok(&two.share(&["--dry-run", "--name", "desktop"]));
    assert!(
        would.contains("would come from laptop: 2 answers on 1 day"),
        "{would}"
    );
    assert!(would.ends_with("nothing was written\n") && !two.desktop.diary().exists());
    let joined = two.desktop.ok(&two.share(&["--name", "desktop"]));
    assert!(
        joined.contains("from laptop: 2 answers on 1 day"),
        "{joined}"
    );
    assert!(two.desktop.ok(&["show"]).contains("zitronenfalter"));
    assert!(!is_said_in(&two.laptop.path("Sync"), "zitronenfalter"));

    two.desktop.ok(&["log", "sleep-quality=3"]);
    let round = json(&two.desktop.ok(&["share", "now", "--json"]));
    assert_eq!(
        (&round["written"], &round["answers"]),
        (&1.into(), &0.into())
    );
    let round = json(&two.laptop.ok(&["share", "now", "--json"]));
    assert_eq!(round["from"], serde_json::json!(["desktop"]));
    assert_eq!(round["days"], serde_json::json!(["2026-03-17"]));
    let history = two.laptop.ok(&["history"]);
    let line = history
        .lines()
        .find(|line| line.contains("1 answer on 1 day"));
    assert!(
        line.is_some_and(|line| line.contains("desktop")),
        "{history}"
    );
    let again = two.laptop.ok(&["share", "now"]);
    assert_eq!(again, "nothing new came from the others\n");
}

#[test]
fn how_it_stands_is_said_to_persons_and_programs() {
    let alone = Home::new();
    assert_eq!(alone.ok(&["share", "status"]), "this diary is not shared\n");
    assert_eq!(
        json(&alone.ok(&["share", "status", "--json"]))["shared"],
        false
    );
    assert!(
        alone
            .fails(1, &["share", "now"])
            .contains("twinge share FOLDER")
    );

    let two = Two::shared();
    two.laptop.ok(&["share", "now"]);
    let status = two.laptop.ok(&["share", "status"]);
    assert!(
        status.contains("as laptop\ndesktop: wrote last 20"),
        "{status}"
    );
    let status = json(&two.laptop.ok(&["share", "status", "--json"]));
    assert_eq!(status["computers"][0]["name"], "desktop");
    assert_eq!(
        (&status["to-write"], &status["differ"]),
        (&0.into(), &0.into())
    );
    assert_eq!(json(&two.laptop.ok(&["status", "--json"]))["shared"], true);
    assert!(
        two.laptop
            .ok(&["check"])
            .contains("it is shared with other computers")
    );
    let about = two.laptop.ok(&["check", "--about"]);
    assert!(
        about.contains("shared: true") && !about.contains("laptop"),
        "{about}"
    );

    std::fs::write(two.laptop.path("Sync/twinge/cat.jpg"), "x").unwrap();
    let status = two.laptop.ok(&["share", "status"]);
    assert!(
        status.contains("cat.jpg: it is none of twinge's"),
        "{status}"
    );
}

#[test]
fn of_two_answers_one_is_taken_or_kept() {
    let two = Two::shared();
    two.laptop.ok(&["log", "pain=7"]);
    two.laptop.ok(&["log", "yesterday", "pain=1"]);
    two.desktop.ok(&["log", "pain=2"]);
    two.desktop.ok(&["log", "yesterday", "pain=5"]);
    two.laptop.ok(&["share", "now"]);
    let told = two.desktop.ok(&["share", "now"]);
    assert!(
        told.contains("2 answers differ\n  twinge share conflicts"),
        "{told}"
    );
    let listed = two.desktop.ok(&["share", "conflicts"]);
    assert!(
        listed.starts_with("1  Mon 16 Mar 2026, Worst today: 5"),
        "{listed}"
    );
    assert!(listed.contains("\n     1 on laptop, 20"), "{listed}");
    let both = json(&two.desktop.ok(&["share", "conflicts", "--json"]));
    assert_eq!(both[1]["others"][0]["says"], "7");
    assert!(
        two.desktop
            .fails(2, &["share", "conflicts", "--take", "3"])
            .contains("3")
    );

    let taken = two.desktop.ok(&["share", "conflicts", "--take", "1"]);
    assert!(taken.contains("Worst pain 1 (was 5)"), "{taken}");
    two.desktop.ok(&["share", "now"]);
    two.desktop.ok(&["share", "conflicts", "--keep", "1"]);
    assert_eq!(
        two.desktop.ok(&["share", "conflicts"]),
        "no answers differ\n"
    );
    for home in [&two.desktop, &two.laptop] {
        home.ok(&["share", "now"]);
        assert!(home.ok(&["show", "yesterday"]).contains("Worst today: 1"));
        assert!(home.ok(&["show"]).contains("Worst today: 2"));
        assert_eq!(home.ok(&["share", "conflicts"]), "no answers differ\n");
    }
    // Taking is an act like any other.
    assert!(two.desktop.ok(&["undo"]).contains("Worst pain 1 (was 5)"));
}

#[test]
fn what_cannot_be_shared_is_refused_and_nothing_is_written() {
    let two = Two::shared();
    let wrong = two.laptop.write("wrong", "close sesame\n");
    let third = Home::new();
    let with = |words: &str| {
        let said = [
            "share",
            &two.folder,
            "--name",
            "third",
            "--share-passphrase-file",
            words,
        ];
        said.map(str::to_owned)
    };
    let args = with(&wrong);
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let refused = third.fails(1, &args);
    assert!(refused.contains("not the passphrase"), "{refused}");
    let refused = third.fails(1, &two.share(&["--name", "third"])[..2]);
    assert!(refused.contains("--share-passphrase-file"), "{refused}");
    let refused = third.fails(2, &two.share(&["--name", "Laptop"]));
    assert!(refused.contains("--name"), "{refused}");
    assert!(!third.path("config/twinge/config.toml").exists());
    assert!(!third.diary().exists(), "no diary was begun for it");

    // Entries of another diary: asked first, and without a terminal said how.
    third.ok(&["log", "yesterday", "pain=9"]);
    let refused = third.fails(1, &two.share(&["--name", "third"]));
    assert!(refused.contains("--yes"), "{refused}");
    let would = third.ok(&two.share(&["--name", "third", "--dry-run"]));
    assert!(
        would.contains("one from then on") && would.contains("2 answers"),
        "{would}"
    );
    third.ok(&two.share(&["--name", "third", "--yes"]));
    assert!(
        two.laptop
            .ok(&["share", "now"])
            .contains("from third: 1 answer on 1 day")
    );

    let nowhere = third.name("nowhere");
    let args = ["share", &nowhere, "--share-passphrase-file", &two.words];
    assert!(third.fails(1, &args).contains("there is no folder"));
    // Before a passphrase is asked for, and before there is a diary.
    let fresh = Home::new();
    for more in [&[][..], &["--dry-run"], &["--look"]] {
        let refused = fresh.fails(1, &[&["share", &nowhere], more].concat());
        assert!(refused.contains("there is no folder"), "{refused}");
    }
    assert!(!fresh.path("data/twinge/diary.db").exists());
}

#[test]
fn another_passphrase_is_asked_for_on_the_other_and_an_end_is_one() {
    let two = Two::shared();
    let new = two.laptop.write("new", "a new one\n");
    let renewed = two
        .laptop
        .ok(&["share", "renew", "--share-passphrase-file", &new]);
    assert!(renewed.contains("another passphrase now"), "{renewed}");
    let refused = two.desktop.fails(1, &["share", "now"]);
    assert!(refused.contains("twinge share"), "{refused}");
    let args = ["share", &two.folder, "--share-passphrase-file", &new];
    two.desktop.ok(&args);
    two.desktop.ok(&["log", "pain=8"]);
    two.desktop.ok(&["share", "now"]);
    assert!(
        two.laptop
            .ok(&["share", "now"])
            .contains("from desktop: 1 answer")
    );

    let stopped = two.laptop.ok(&["share", "stop"]);
    assert!(stopped.contains("all that stands in it stays"), "{stopped}");
    assert!(two.laptop.ok(&["show"]).contains("Worst today: 8"));
    assert_eq!(
        two.laptop.ok(&["share", "status"]),
        "this diary is not shared\n"
    );
    assert!(two.laptop.ok(&["config"]).contains("share-folder =   ("));
}

#[test]
fn a_line_in_the_folder_is_one_entry_whoever_reads_it_first() {
    let two = Two::shared();
    let inbox = two.laptop.path("Sync/twinge/inbox");
    std::fs::create_dir(&inbox).unwrap();
    std::fs::write(
        inbox.join("2026-03-16.md"),
        "at=22:10 orgasm pain-after=2\nnote: long day\n",
    )
    .unwrap();
    // Both read it before they hear of each other.
    let told = two.laptop.ok(&["share", "now"]);
    assert!(told.contains("2 new lines"), "{told}");
    let folder = inbox.to_str().unwrap();
    two.desktop.ok(&["inbox", folder]);
    for home in [&two.desktop, &two.laptop, &two.desktop] {
        home.ok(&["share", "now"]);
        let shown = home.ok(&["show", "yesterday"]);
        assert_eq!(shown.matches("22:10").count(), 1, "{shown}");
        assert_eq!(shown.matches("long day").count(), 1, "{shown}");
    }
    std::fs::write(inbox.join("bad.txt"), "2026-03-16 pian=4\n").unwrap();
    assert!(
        two.laptop
            .run(&["share", "now"])
            .err
            .contains("bad.txt line 1")
    );
}
