//! Passphrases at the shell, and what the program denies itself.

#[cfg(feature = "encryption")]
use std::process::{Command, Stdio};

use crate::support::Home;
#[cfg(feature = "encryption")]
use crate::support::told;

const WORDS: &str = "correct horse battery staple";

/// Without encryption a passphrase is refused in words, and begins nothing.
#[cfg(not(feature = "encryption"))]
#[test]
fn a_passphrase_needs_encryption() {
    let home = Home::new();
    let key = home.write("key", WORDS);
    for args in [
        &["log", "pain=4", "--passphrase-file", &key][..],
        &["show", "--passphrase-file", &key],
        &["passphrase", "set", "--new-passphrase-file", &key],
    ] {
        let told = home.fails(1, args);
        assert!(
            told.contains("there is no diary at") || told.contains("was built without encryption"),
            "{told}"
        );
        assert!(!home.diary().exists());
    }
    home.ok(&["log", "pain=4"]);
    let told = home.fails(1, &["passphrase", "set", "--new-passphrase-file", &key]);
    assert!(told.contains("was built without encryption"), "{told}");
    assert!(home.ok(&["check"]).contains("built without encryption"));
}

/// A home whose diary has a passphrase, which stands in the file `key`.
#[cfg(feature = "encryption")]
fn locked() -> (Home, String) {
    let home = Home::new();
    home.ok(&["log", "pain=4", "note=zitronenfalter"]);
    let key = home.write("key", format!("{WORDS}\nand what the file says below"));
    home.ok(&["passphrase", "set", "--new-passphrase-file", &key]);
    (home, key)
}

/// Settings of the cipher's library can name code to load. These take its ciphers away, where they are
/// read.
#[cfg(feature = "encryption")]
#[test]
fn the_cipher_reads_no_settings() {
    let (home, key) = locked();
    let settings = "openssl_conf = begin\n[begin]\nproviders = those\n[those]\nbase = one\n[one]\nactivate = 1\n";
    let settings = home.write("openssl.cnf", settings);
    for args in [
        &["show"][..],
        &["log", "pain=5"],
        &["check"],
        &["passphrase", "remove"],
    ] {
        let mut command = home.command(args);
        command.args(["--passphrase-file", &key]);
        command.env("OPENSSL_CONF", &settings);
        let run = told(command.output().unwrap());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
    }
}

#[cfg(feature = "encryption")]
#[test]
fn a_passphrase_is_set_asked_for_changed_and_removed() {
    let (home, key) = locked();
    let told = home.fails(1, &["show"]);
    assert!(
        told.contains("is locked with a passphrase") && told.contains("--passphrase-file"),
        "{told}"
    );
    assert!(
        home.ok(&["show", "--passphrase-file", &key])
            .contains("zitronenfalter")
    );
    home.ok(&["log", "pain=5", "--passphrase-file", &key]);

    let other = home.write("other", "another");
    let wrong = home.fails(1, &["show", "--passphrase-file", &other]);
    assert!(wrong.contains("that is not the passphrase of"), "{wrong}");

    let change = [
        "passphrase",
        "change",
        "--passphrase-file",
        &key,
        "--new-passphrase-file",
        &other,
    ];
    assert!(home.ok(&change).contains("is changed"));
    home.fails(1, &["show", "--passphrase-file", &key]);
    assert!(
        home.ok(&["show", "--passphrase-file", &other])
            .contains("zitronenfalter")
    );

    home.fails(1, &["passphrase", "remove", "--passphrase-file", &key]);
    home.ok(&["passphrase", "remove", "--passphrase-file", &other]);
    assert!(home.ok(&["show"]).contains("zitronenfalter"));
    let told = home.fails(1, &["show", "--passphrase-file", &other]);
    assert!(told.contains("has no passphrase"), "{told}");
}

#[cfg(feature = "encryption")]
#[test]
fn a_passphrase_comes_from_a_descriptor_or_a_command() {
    let (home, key) = locked();
    let plain = home.command(&[]);
    let mut shell = Command::new("sh");
    shell.env_clear().envs(
        plain
            .get_envs()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    shell.args(["-c", "exec 7<\"$1\"; exec \"$0\" show --passphrase-fd 7"]);
    let output = shell
        .arg(env!("CARGO_BIN_EXE_twinge"))
        .arg(&key)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("zitronenfalter")
    );

    let command = format!("/bin/cat '{key}'");
    assert!(
        home.ok(&["show", "--passphrase-command", &command])
            .contains("zitronenfalter")
    );
    home.ok(&["config", "set", "passphrase-command", &command]);
    assert!(home.ok(&["show"]).contains("zitronenfalter"));
    home.ok(&["config", "set", "passphrase-command", "/bin/false"]);
    let told = home.fails(1, &["show"]);
    assert!(
        told.contains("the passphrase command: /bin/false ended with"),
        "{told}"
    );
}

#[cfg(feature = "encryption")]
#[test]
fn what_cannot_be_a_passphrase_is_refused_and_nothing_touched() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    let long = "x".repeat(5000);
    for (name, bytes, why) in [
        ("empty", &b""[..], "is empty"),
        ("line", b"\n", "is empty"),
        ("bytes", b"\xff\xfe\xfd", "is not text in UTF-8"),
        ("tab", b"a\tb", "is not text in UTF-8"),
        ("long", long.as_bytes(), "is longer than 1024 bytes"),
    ] {
        let file = home.write(name, bytes);
        let told = home.fails(1, &["passphrase", "set", "--new-passphrase-file", &file]);
        assert!(told.contains(why) && told.contains(name), "{told}");
    }
    for (args, why) in [
        (&["show", "--passphrase-file", "/nowhere"][..], "/nowhere"),
        (&["show", "--passphrase-fd", "99"], "descriptor 99"),
        (
            &["show", "--passphrase-command", "no-such-program"],
            "no-such-program",
        ),
        (&["show", "--passphrase-command", "'"], "is not a command"),
        (&["passphrase", "set"], "no new passphrase was given"),
        (&["passphrase", "change"], "has no passphrase"),
        (&["passphrase", "remove"], "has no passphrase"),
    ] {
        let told = home.fails(1, args);
        assert!(told.contains(why), "{told}");
    }
    // Never as an argument, where others can read it.
    home.fails(2, &["--passphrase", WORDS, "show"]);
    home.fails(2, &["passphrase", "set", WORDS]);
    assert!(home.ok(&["show"]).contains("4"));
}

#[cfg(feature = "encryption")]
#[test]
fn nothing_to_give_a_passphrase_to_begins_no_diary() {
    let home = Home::new();
    let key = home.write("key", WORDS);
    home.fails(1, &["passphrase", "set", "--new-passphrase-file", &key]);
    assert!(!home.diary().exists());
    // Words with a passphrase begin an encrypted one.
    home.ok(&["log", "pain=4", "--passphrase-file", &key]);
    home.fails(1, &["show"]);
}

/// The program tries what it denies itself, and says how that went.
#[cfg(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64")
))]
#[test]
fn the_network_and_other_programs_are_denied() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    let check: serde_json::Value = serde_json::from_str(&home.ok(&["check", "--json"])).unwrap();
    for what in ["network", "programs", "memory"] {
        assert_eq!(check["denied"][what], true, "{what}: {check}");
    }
    // Where the kernel has Landlock, and the tests may not run without it there.
    let offers = std::fs::read_to_string("/sys/kernel/security/lsm").unwrap_or_default();
    if offers.contains("landlock") {
        assert_eq!(check["denied"]["files"], true, "{check}");
    }
    println!("{}", home.ok(&["check"]));
}

#[test]
fn backups_are_made_of_themselves_and_restored() {
    let home = Home::new();
    home.ok(&["log", "pain=4", "note=first"]);
    let listed = home.ok(&["backup", "--list"]);
    assert!(
        listed.starts_with("2026-03-17  ") && listed.lines().count() == 1,
        "{listed}"
    );
    let copy = listed.trim().split("  ").nth(1).unwrap().to_owned();
    home.ok(&["log", "pain=9", "note=second"]);
    let told = home.ok(&["restore", &copy, "--dry-run"]);
    assert!(
        told.contains("entries that change: 1") && told.contains("nothing was written"),
        "{told}"
    );
    assert!(home.ok(&["show"]).contains("second"));
    home.ok(&["restore", &copy]);
    assert!(home.ok(&["show"]).contains("first"));
    home.ok(&["undo"]);
    assert!(home.ok(&["show"]).contains("second"));

    // Of another diary, and of none.
    let other = home.name("other.db");
    home.ok(&["--diary", &other, "log", "pain=1"]);
    let told = home.fails(1, &["restore", &other]);
    assert!(told.contains("shares nothing with this diary"), "{told}");
    let letter = home.write("letter", "Dear diary, ".repeat(99));
    home.fails(1, &["restore", &letter]);
    home.fails(1, &["restore", &home.name("nowhere")]);
    assert!(home.ok(&["show"]).contains("second"));

    // A diary that cannot be opened any more is put aside.
    std::fs::write(home.diary(), "broken").unwrap();
    let told = home.ok(&["restore", &copy]);
    assert!(told.contains("diary.db.damaged-1"), "{told}");
    assert!(home.ok(&["show"]).contains("first"));
}

#[test]
fn an_old_backup_is_told_of() {
    let home = Home::new();
    home.ok(&["log", "pain=4"]);
    let status = |today: &str| {
        let mut command = home.command(&["status"]);
        let output = command.env("TWINGE_TODAY", today).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(!status("2026-03-24").contains("backup"));
    assert!(status("2026-03-25").contains("the last backup is 8 days old"));
    for kind in ["daily", "weekly", "monthly"] {
        home.ok(&["config", "set", &format!("backups-{kind}"), "0"]);
    }
    assert!(!status("2026-03-25").contains("backup"));
}
