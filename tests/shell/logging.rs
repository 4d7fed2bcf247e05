//! `log`, `undo`, `redo`, `history`.

use twinge::diary::{Act, Answer, Edit, Target};
use twinge::repository::Repository;

use crate::support::{Home, TODAY};

#[test]
fn a_line_is_written_and_told() {
    let home = Home::new();
    let told = home.ok(&[
        "log",
        "12",
        "mar",
        "pain=4",
        "where=low back left,si-left",
        "bleeding=light",
        "temperature=36,52",
        "-m",
        "sat too long, ça alors 🙂",
    ]);
    assert_eq!(
        told,
        "Worst pain 4, Pain sites low back left, sacro-iliac left, Bleeding light, \
         Temperature 36.52 °C, Note sat too long, ça alors 🙂 on 2026-03-12\n"
    );
    assert_eq!(
        home.ok(&["show", "2026-03-12"]),
        "Thursday 12 March 2026\nPain\n  Worst today: 4, moderate\n  \
         Where: low back left, sacro-iliac left\nCycle\n  Bleeding: light\n  \
         Temperature: 36.52 °C\nNote\n  Note: sat too long, ça alors 🙂\n"
    );
}

#[test]
fn several_days_are_answered_in_one_act_and_keep_what_they_have() {
    let home = Home::new();
    home.ok(&["log", "14 mar", "pain=5"]);
    let words = ["log", "12 to 16 March", "pain=0", "illness=cold"];
    assert_eq!(
        home.ok(&words),
        "Worst pain, Illness: 5 days from 2026-03-12 to 2026-03-16\n\
         1 day kept what it had; --replace gives the new answer there, too\n"
    );
    assert!(home.ok(&["show", "2026-03-14"]).contains("Worst today: 5"));
    assert!(home.ok(&["show", "2026-03-14"]).contains("cold"));
    assert!(home.ok(&["show", "2026-03-16"]).contains("Worst today: 0"));
    let again = ["log", "2026-03-12..2026-03-16", "pain=0", "--replace"];
    assert_eq!(home.ok(&again), "Worst pain 0 (was 5) on 2026-03-14\n");
    home.ok(&["undo"]);
    home.ok(&["undo"]);
    home.fails(1, &["search", "illness:cold"]);
    assert!(home.ok(&["show", "2026-03-14"]).contains("Worst today: 5"));
    let lines = "12 to 14 march pain=1\n2026-03-14 pain=6\n";
    let run = home.pipe(&["log", "-"], lines);
    assert!(run.out.contains("1 day kept what it had"), "{}", run.out);
    assert!(home.ok(&["show", "2026-03-14"]).contains("Worst today: 6"));
    assert!(home.ok(&["list", "12 to 13 march"]).contains("2026-03-13"));
    for (words, expected) in [
        (
            &["16 to 20 mar", "pain=0"][..],
            "2026-03-20 hasn't come yet",
        ),
        (&["..today", "pain=0"], "lies outside the years"),
        (&["yesterday..today", "orgasm"], "answers of the day"),
    ] {
        let refused = home.fails(2, &[&["log"], words].concat());
        assert!(refused.contains(expected), "{words:?}: {refused}");
    }
}

#[test]
fn pain_after_finds_last_night() {
    let home = Home::new();
    home.ok(&["log", "yesterday", "orgasm", "with=partner", "at=22:10"]);
    let told = home.ok(&["log", "pain-after=0"]);
    assert_eq!(told, "Intimacy 22:10: Pain after 0 on 2026-03-16\n");
    assert!(
        home.ok(&["show", "-1"])
            .contains("  Pain after: 0, no pain\n")
    );
    let refused = home.fails(2, &["log", "-10", "pain-after=0"]);
    assert!(refused.contains("no intimacy on 2026-03-07"), "{refused}");
}

#[test]
fn lines_are_written_together_or_not_at_all() {
    let home = Home::new();
    let lines = "# a fortnight ago\n\
                 2026-03-03 pain=2\n\
                 \n\
                 2026-03-04 pain=3 bleeding=medium -m 'long day'\n\
                 2026-03-04 measure=heat relief-before=5 relief-after=3 at=21:00\n";
    let run = home.pipe(&["log", "-"], lines);
    assert_eq!(
        (run.code, run.out.as_str()),
        (
            0,
            "Worst pain, Bleeding, Note and 3 more: 2 days from 2026-03-03 to 2026-03-04\n"
        )
    );
    assert_eq!(home.ok(&["history"]).lines().count(), 1);

    let before = home.ok(&["export"]);
    let wrong = "2026-03-05 pain=2\n2026-02-31 pain=3\npian=4\n2026-03-06 pain=11\n";
    let run = home.pipe(&["log", "-"], wrong);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    for words in [
        "line 2: there is no day \"2026-02-31\"",
        "line 3: there is no item \"pian\"; did you mean \"pain\"?",
        "line 4: pain is a number from 0 to 10, not \"11\"",
        "nothing was written",
    ] {
        assert!(run.err.contains(words), "{}", run.err);
    }
    let run = home.pipe(&["log", "-"], "pain=2\npain-after=3\n");
    assert!(
        run.err.contains("line 2: there is no intimacy"),
        "{}",
        run.err
    );
    let run = home.pipe(&["log", "-"], b"pain=2\n\xff\xfe pain=3\n");
    assert!(run.err.contains("line 2: it is not UTF-8"), "{}", run.err);
    assert_eq!(home.ok(&["export"]), before);
}

#[test]
fn an_empty_input_and_an_unchanged_answer_write_nothing() {
    let home = Home::new();
    home.ok(&["log", "pain=3"]);
    assert_eq!(home.pipe(&["log", "-"], "").out, "nothing to change\n");
    assert_eq!(home.ok(&["log", "pain=3"]), "nothing to change\n");
    assert_eq!(home.ok(&["history"]).lines().count(), 1);
}

#[test]
fn a_megabyte_of_note_is_kept_to_the_letter() {
    let home = Home::new();
    let note = "é🙂 ".repeat(150_000);
    let run = home.pipe(&["log", "-"], format!("-m '{note}'\n"));
    assert_eq!(run.code, 0, "{}", run.err);
    let shown = home.ok(&["show"]);
    assert!(shown.contains(note.trim()), "{} bytes", shown.len());
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let home = Home::new();
    home.ok(&["log", "-m", "red \x1b[31m \x07 bell \u{202e}rtl e\u{301}"]);
    for verb in ["show", "list", "history"] {
        let shown = home.ok(&[verb]);
        assert!(shown.contains("bell"), "{shown}");
        assert!(!shown.contains(['\x1b', '\x07']), "{shown:?}");
    }
}

#[test]
fn what_was_done_is_undone_and_done_again_across_runs() {
    let home = Home::new();
    home.ok(&["log", "pain=3"]);
    home.ok(&["log", "pain=5"]);
    assert_eq!(
        home.ok(&["undo"]),
        "undone: Worst pain 5 (was 3) on 2026-03-17\n"
    );
    assert!(home.ok(&["show"]).contains("Worst today: 3"));
    assert_eq!(home.ok(&["undo"]), "undone: Worst pain 3 on 2026-03-17\n");
    assert!(home.ok(&["show"]).contains("nothing recorded"));
    assert!(home.fails(1, &["undo"]).contains("nothing to undo"));
    assert_eq!(
        home.ok(&["redo"]),
        "done again: Worst pain 3 on 2026-03-17\n"
    );
    let history = home.ok(&["history"]);
    let lines: Vec<&str> = history.lines().collect();
    assert!(
        lines[0].ends_with("Worst pain 5 (was 3) on 2026-03-17 (undone)"),
        "{history}"
    );
    assert!(
        lines[1].ends_with("Worst pain 3 on 2026-03-17"),
        "{history}"
    );
    let json = home.ok(&["history", "--json", "-n", "1"]);
    let acts: serde_json::Value = serde_json::from_str(&json).unwrap();
    let act = &acts[0];
    assert_eq!(
        (&act["state"], &act["dates"][0]),
        (&"undone".into(), &"2026-03-17".into())
    );
}

#[test]
fn what_came_from_another_computer_is_told_and_taken_back() {
    let home = Home::new();
    let day = TODAY.parse().unwrap();
    let arrive = |computer: &str, score| {
        let edit = Edit::Answer {
            target: Target::Day(day),
            item: "pain".into(),
            answer: Some(Answer::Scale(score)),
        };
        let mut diary = Repository::open(&home.diary()).unwrap();
        let act = Act::one("1 answer on 1 day", edit);
        diary.perform_from(computer, &act).unwrap().unwrap();
    };
    home.ok(&["log", "pain=3", "stress=2"]);
    arrive("laptop", 6);
    let history = home.ok(&["history"]);
    let lines: Vec<&str> = history.lines().collect();
    assert!(
        lines[0].ends_with("1 answer on 1 day (laptop)"),
        "{history}"
    );
    assert!(lines[1].ends_with("Stress 2 on 2026-03-17"), "{history}");
    let json = home.ok(&["history", "--json"]);
    let acts: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(acts[0]["origin"], "laptop");
    assert!(acts[1]["origin"].is_null());

    let act = "Worst pain 3, Stress 2 on 2026-03-17";
    assert_eq!(
        home.ok(&["undo"]),
        format!("undone: {act}; 1 of 2 stays: changed on laptop\n")
    );
    assert_eq!(
        home.ok(&["redo"]),
        format!("done again: {act}; 1 of 2 stays: changed on laptop\n")
    );
    arrive("desktop", 9);
    assert_eq!(
        home.ok(&["undo", "--arrival", "2"]),
        "not undone: 1 answer on 1 day; 1 of 1 stays: changed on desktop\n"
    );
    assert_eq!(
        home.ok(&["undo", "--arrival", "3"]),
        "undone: 1 answer on 1 day\n"
    );
    assert!(home.ok(&["show"]).contains("Worst today: 6"));
    let taken_back = "taken back: 1 answer on 1 day";
    let history = home.ok(&["history", "-n", "1"]);
    assert!(history.trim_end().ends_with(taken_back), "{history}");
    assert_eq!(home.ok(&["undo"]), format!("undone: {taken_back}\n"));

    let refused = home.fails(1, &["undo", "--arrival", "1"]);
    assert!(
        refused.contains("1 is no act that came from another computer")
            && refused.contains("twinge history numbers them"),
        "{refused}"
    );
    let db = rusqlite::Connection::open(home.diary()).unwrap();
    db.execute("UPDATE answer SET value = 1 WHERE item = 'stress'", [])
        .unwrap();
    let undone = home.ok(&["undo"]);
    assert_eq!(
        undone,
        format!("not undone: {act}; 2 of 2 stay: changed on desktop\n")
    );
}

#[test]
fn wrong_words_are_named_and_nothing_is_begun() {
    let home = Home::new();
    for (words, expected) in [
        (&["pian=4"][..], "did you mean \"pain\"?"),
        (&["pain=11"], "from 0 to 10, not \"11\""),
        (&["31", "feb", "pain=4"], "no day \"31 feb\""),
        (&["2026-02-31", "pain=4"], "no day \"2026-02-31\""),
        (&["tomorrow", "pain=4"], "2026-03-18 hasn't come yet"),
        (&["bleeding=hevy"], "did you mean \"heavy\"?"),
        (
            &["bleeding=flooding"],
            "no option \"flooding\". It can be: none",
        ),
        (&["temperature=98.6"], "\n  in Fahrenheit write 98.6F"),
        (&[], "nothing to write"),
        (&["-", "-m", "x"], "-m belongs in the lines"),
    ] {
        let args: Vec<&str> = ["log"].iter().chain(words).copied().collect();
        let refused = home.fails(2, &args);
        assert!(refused.contains(expected), "{words:?}: {refused}");
    }
    assert!(!home.diary().exists());
}

/// How often a file of some name is made in a folder meanwhile.
#[cfg(target_os = "linux")]
fn made(folder: &std::path::Path, name: &str, work: impl FnOnce()) -> usize {
    use rustix::fs::inotify::{CreateFlags, Reader, WatchFlags, add_watch, init};

    let watch = init(CreateFlags::NONBLOCK).unwrap();
    add_watch(&watch, folder, WatchFlags::CREATE).unwrap();
    work();
    let mut buffer = [std::mem::MaybeUninit::uninit(); 4096];
    let mut reader = Reader::new(watch, &mut buffer);
    let mut times = 0;
    while let Ok(event) = reader.next() {
        let of = event.file_name().map(|of| of.to_bytes());
        times += usize::from(of == Some(name.as_bytes()));
    }
    times
}

/// Each opening makes the log of the file anew, and with a passphrase derives the key.
#[cfg(target_os = "linux")]
#[test]
fn what_writes_opens_the_diary_once() {
    let home = Home::new();
    home.ok(&["log", "pain=3"]);
    let export = home.ok(&["export"]);
    let file = home.write("export.json", export.replace("2026-03-17", "2026-03-16"));
    // Who only reads may leave the log there.
    home.ok(&["log", "pain=2"]);
    let folder = home.diary().parent().unwrap().to_owned();
    let opened = |work: &dyn Fn()| made(&folder, "diary.db-wal", work);
    assert_eq!(opened(&|| drop(home.ok(&["undo"]))), 1);
    assert_eq!(opened(&|| drop(home.ok(&["log", "pain=4"]))), 1);
    assert_eq!(opened(&|| drop(home.ok(&["log", "pain=4"]))), 1);
    assert_eq!(opened(&|| drop(home.pipe(&["check-in"], "5\n.\n"))), 1);
    assert_eq!(opened(&|| drop(home.ok(&["import", &file]))), 1);
}

#[test]
fn a_no_makes_no_event_and_corrects_the_one_there_is() {
    let home = Home::new();
    assert_eq!(home.ok(&["log", "orgasm=no"]), "nothing to change\n");
    assert!(!home.diary().exists());
    home.ok(&["log", "orgasm=no", "-m", "early to bed"]);
    home.fails(1, &["search", "intimacy"]);
    assert!(home.ok(&["show"]).contains("early to bed"));
    home.ok(&["log", "orgasm", "at=22:10"]);
    home.ok(&["log", "orgasm=no"]);
    let shown = home.ok(&["show"]);
    assert_eq!(shown.matches("Intimacy").count(), 1, "{shown}");
    assert!(home.ok(&["search", "orgasm:no"]).contains("2026-03-17"));
}

#[test]
fn what_was_meant_is_asked() {
    let home = Home::new();
    for (words, meant) in [
        (&["pain", "4"][..], "pain=4"),
        (&["yesterday", "pain", "4"], "yesterday pain=4"),
        (&["painkiller"], "measure=painkiller"),
        (&["2026-03-01 15:42", "orgasm"], "2026-03-01 at=15:42"),
    ] {
        let told = home.fails(2, &[&["log"], words].concat());
        assert!(told.contains(&format!("did you mean {meant}?")), "{told}");
    }
}

#[test]
fn what_is_refused_is_told_as_it_was_written() {
    let home = Home::new();
    home.ok(&["log", "sleep-hours=7:30"]);
    assert!(home.ok(&["show"]).contains("7.5 h"));
    home.fails(2, &["log", "sleep-hours=7:75"]);
    let celsius = home.fails(2, &["log", "temperature=97.7"]);
    assert!(celsius.contains("°C, not 97.7"), "{celsius}");
    home.ok(&["profile", "temperature=fahrenheit"]);
    let fahrenheit = home.fails(2, &["log", "temperature=36.5"]);
    assert!(fahrenheit.contains("°F, not 36.5"), "{fahrenheit}");
    let typed = home.fails(2, &["log", "temperature=12 C"]);
    assert!(typed.contains("°C, not 12"), "{typed}");
    home.ok(&["log", "temperature=97.7"]);
}
