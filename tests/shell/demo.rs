//! `demo` in a terminal: what it makes, and what it leaves behind.

use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::support::Home;

/// Starts the sample in a terminal and waits until it is on the screen.
fn start(home: &Home) -> (Box<dyn Child + Send + Sync>, Box<dyn MasterPty + Send>) {
    let pair = native_pty_system().openpty(PtySize::default()).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_twinge"));
    command.arg("demo");
    command.env_clear();
    command.env("HOME", home.path(""));
    command.env("TMPDIR", home.path(""));
    command.env("TERM", "xterm-256color");
    let child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let (mut seen, mut bytes) = (Vec::new(), [0; 4096]);
    while !String::from_utf8_lossy(&seen).contains("Worst") {
        let read = reader.read(&mut bytes).unwrap_or(0);
        assert!(read > 0, "it ended: {}", String::from_utf8_lossy(&seen));
        seen.extend_from_slice(&bytes[..read]);
    }
    // What else is drawn has to go somewhere.
    std::thread::spawn(move || std::io::copy(&mut reader, &mut std::io::sink()));
    (child, pair.master)
}

#[test]
fn the_sample_is_private_and_goes_when_the_person_leaves() {
    let home = Home::new();
    let (mut child, master) = start(&home);
    let names = home.names();
    let [folder] = names.as_slice() else {
        panic!("{names:?}")
    };
    let mode = |path: &str| {
        std::fs::metadata(home.path(path))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!(mode(folder), 0o700);
    assert_eq!(mode(&format!("{folder}/diary.db")), 0o600);
    master.take_writer().unwrap().write_all(b"q").unwrap();
    assert_eq!(child.wait().unwrap().exit_code(), 0);
    assert_eq!(home.names(), Vec::<String>::new());
}

#[test]
fn the_sample_goes_when_a_signal_ends_it() {
    let home = Home::new();
    let (mut child, _master) = start(&home);
    let process = child.process_id().unwrap().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &process])
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(child.wait().unwrap().exit_code(), 128 + 15);
    assert_eq!(home.names(), Vec::<String>::new());
}

#[test]
fn a_picture_is_the_same_for_the_same_day_and_is_never_written_over_another_file() {
    let home = Home::new();
    let picture = |name: &str, more: &[&str]| {
        let file = home.name(name);
        let told = home.ok(&[&["demo", "--picture", &file], more].concat());
        assert!(told.contains(&file), "{told}");
        std::fs::read_to_string(file).unwrap()
    };
    let dark = picture("dark.svg", &[]);
    assert_eq!(dark, picture("again.svg", &["--theme", "auto"]));
    assert!(dark.starts_with("<svg ") && dark.ends_with("</svg>\n"));
    assert!(dark.contains(">March</tspan>"), "{dark}");
    let others = [
        picture("light.svg", &["--theme", "light"]),
        picture("mono.svg", &["--theme", "mono"]),
        picture("small.svg", &["--size", "80x24"]),
        picture("seed.svg", &["--seed", "3"]),
    ];
    assert!(others.iter().all(|other| *other != dark));

    let refused = home.fails(1, &["demo", "--picture", &home.name("dark.svg")]);
    assert!(refused.contains("choose another name"), "{refused}");
    assert_eq!(
        std::fs::read_to_string(home.path("dark.svg")).unwrap(),
        dark
    );
    let new = home.name("new.svg");
    for wrong in [
        ["--size", "100"],
        ["--size", "9x30"],
        ["--theme", "darkk"],
        ["--write", "x.db"],
    ] {
        home.fails(2, &[&["demo", "--picture", &new], &wrong[..]].concat());
    }
    home.fails(2, &["demo", "--size", "100x30"]);
    assert!(!home.path("new.svg").exists());
    assert!(
        !home
            .names()
            .iter()
            .any(|name| name.starts_with("twinge-demo"))
    );
}
