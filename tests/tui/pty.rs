//! The real binary in a real terminal: types keys, waits for words, reads the screen.

use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::sitting::in_one_line;

/// A program that has not answered for this long hangs; no test depends on how fast it is.
const HUNG: Duration = Duration::from_secs(90);

/// A program that reads no keys for this long is stopped, or busy with something else.
const TAKEN: Duration = Duration::from_secs(2);
/// The system hands on what is typed within this long.
const ARRIVES: Duration = Duration::from_millis(10);

/// A program in a terminal of its own.
pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    /// What the terminal made of keys before the program began.
    began: String,
    writer: Box<dyn Write + Send>,
    state: Arc<State>,
}

/// What the program tells the terminal beside what it draws.
#[derive(Debug, Clone, Default)]
pub(crate) struct Told {
    /// For the title of the window.
    pub titles: Vec<String>,
    /// For the clipboard, in base64.
    pub copied: Vec<String>,
    /// What it asked for by number, `11;?`.
    pub asked: Vec<String>,
}

impl vt100::Callbacks for Told {
    fn set_window_title(&mut self, _: &mut vt100::Screen, title: &[u8]) {
        self.titles.push(String::from_utf8_lossy(title).into());
    }

    fn copy_to_clipboard(&mut self, _: &mut vt100::Screen, _: &[u8], words: &[u8]) {
        self.copied.push(String::from_utf8_lossy(words).into());
    }

    fn unhandled_osc(&mut self, _: &mut vt100::Screen, words: &[&[u8]]) {
        let words = words.join(&b';');
        self.asked.push(String::from_utf8_lossy(&words).into());
    }
}

type Parser = vt100::Parser<Told>;

struct State {
    screen: Mutex<(Parser, bool)>,
    changed: Condvar,
}

impl Terminal {
    /// Starts the program with a home of its own, on a fixed date.
    pub(crate) fn start(
        home: &Path,
        today: &str,
        arguments: &[&str],
        columns: u16,
        rows: u16,
    ) -> Self {
        Self::start_in(home, today, arguments, columns, rows, &[])
    }

    /// The same with more in its environment.
    pub(crate) fn start_in(
        home: &Path,
        today: &str,
        arguments: &[&str],
        columns: u16,
        rows: u16,
        environment: &[(&str, &str)],
    ) -> Self {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_twinge"));
        command.args(arguments);
        command.env_clear();
        command.env("HOME", home);
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        command.env("TZ", "UTC");
        // Without a day, it is the clock's.
        if !today.is_empty() {
            command.env("TWINGE_TODAY", today);
        }
        for (name, value) in environment {
            command.env(name, value);
        }
        let began = mode(&*pair.master);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let state = Arc::new(State {
            screen: Mutex::new((
                Parser::new_with_callbacks(rows, columns, 0, Told::default()),
                false,
            )),
            changed: Condvar::new(),
        });
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            loop {
                let read = reader.read(&mut bytes).unwrap_or(0);
                let mut screen = shared.screen.lock().unwrap();
                screen.0.process(&bytes[..read]);
                screen.1 |= read == 0;
                shared.changed.notify_all();
                if read == 0 {
                    return;
                }
            }
        });
        Self {
            child,
            master: pair.master,
            began,
            writer,
            state,
        }
    }

    /// Types keys as they are written in the table of keys, with spaces between: `4 j Enter`;
    /// `"…"` is typed as it stands. As hands do, each waits until the one before was taken: what comes
    /// at once is pasted.
    pub(crate) fn keys(&mut self, keys: &str) {
        for key in split(keys) {
            match key.strip_prefix('"') {
                // One key, which no name stands for.
                Some(words) if words.starts_with('\x1b') => self.key(words.trim_end_matches('"')),
                Some(words) => words
                    .trim_end_matches('"')
                    .chars()
                    .for_each(|letter| self.key(&letter.to_string())),
                None => self.key(&code(&key)),
            }
        }
    }

    /// Types a key, and waits until the program has read it; not for long, as it may read nothing.
    fn key(&mut self, bytes: &str) {
        self.writer.write_all(bytes.as_bytes()).unwrap();
        self.writer.flush().unwrap();
        let Some(terminal) = self.master.tty_name() else {
            return;
        };
        let Ok(terminal) = std::fs::File::open(terminal) else {
            return;
        };
        let is_there = || rustix::io::ioctl_fionread(&terminal).is_ok_and(|bytes| bytes > 0);
        for (at_most, there) in [(ARRIVES, true), (TAKEN, false)] {
            let begun = Instant::now();
            while begun.elapsed() < at_most && is_there() != there {
                std::thread::sleep(Duration::from_micros(200));
            }
        }
    }

    /// Types bytes that are no whole keys, and lets the program read them.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).unwrap();
        self.writer.flush().unwrap();
        std::thread::sleep(Duration::from_millis(50));
    }

    /// Sends the program a signal, by its name without SIG.
    pub(crate) fn signal(&self, name: &str) {
        let process = self.process().to_string();
        let sent = Command::new("kill").args(["-s", name, &process]).status();
        assert!(sent.unwrap().success());
    }

    /// Waits until the program is stopped.
    #[cfg(target_os = "linux")]
    #[track_caller]
    pub(crate) fn wait_stopped(&self) {
        let status = format!("/proc/{}/status", self.process());
        let is_stopped = || {
            let status = std::fs::read_to_string(&status).unwrap();
            status.contains("T (stopped)")
        };
        let begun = Instant::now();
        while !is_stopped() {
            assert!(begun.elapsed() < HUNG, "still running:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Whether the terminal makes of keys what it made before the program began.
    pub(crate) fn is_as_it_was(&self) -> bool {
        mode(&*self.master) == self.began
    }

    /// Waits until it does.
    #[track_caller]
    pub(crate) fn wait_as_it_was(&self) {
        let begun = Instant::now();
        while !self.is_as_it_was() {
            assert!(begun.elapsed() < HUNG, "was {}", self.began);
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Kills the program where it stands.
    pub(crate) fn kill(mut self) {
        self.signal("KILL");
        self.child.wait().unwrap();
    }

    /// Waits until the program has left the alternate screen.
    pub(crate) fn wait_for_shell(&self) {
        let screen = self.state.screen.lock().unwrap();
        let is_full = |screen: &mut (Parser, bool)| screen.0.screen().alternate_screen();
        let changed = &self.state.changed;
        drop(changed.wait_timeout_while(screen, HUNG, is_full).unwrap());
    }

    /// Waits until the screen has some words, on one of its lines or wrapped.
    #[track_caller]
    pub(crate) fn wait(&self, words: &str) {
        self.wait_until(words, |screen| has(screen, words));
    }

    /// The same for what comes of itself after a minute.
    #[track_caller]
    pub(crate) fn wait_minutes(&self, words: &str) {
        let begun = Instant::now();
        while !has(&self.screen(), words) && begun.elapsed() < 2 * HUNG {
            std::thread::sleep(Duration::from_millis(200));
        }
        self.wait(words);
    }

    /// Waits until the screen no longer has some words.
    #[track_caller]
    pub(crate) fn wait_gone(&self, words: &str) {
        self.wait_until(words, |screen| !has(screen, words));
    }

    /// Waits until what the screen shows is as it should be.
    #[track_caller]
    pub(crate) fn wait_until(&self, words: &str, holds: impl Fn(&str) -> bool) {
        let begun = Instant::now();
        let mut screen = self.state.screen.lock().unwrap();
        while !holds(&screen.0.screen().contents()) {
            let left = HUNG.checked_sub(begun.elapsed()).unwrap_or_default();
            let ended = screen.1 || left.is_zero();
            assert!(
                !ended,
                "waited for {words} on\n{}",
                screen.0.screen().contents()
            );
            screen = self.state.changed.wait_timeout(screen, left).unwrap().0;
        }
    }

    /// What the screen shows once nothing has been drawn for a moment.
    pub(crate) fn settled(&self) -> String {
        loop {
            let before = self.screen();
            std::thread::sleep(Duration::from_millis(150));
            if self.screen() == before {
                return before;
            }
        }
    }

    /// What the screen shows.
    pub(crate) fn screen(&self) -> String {
        self.state.screen.lock().unwrap().0.screen().contents()
    }

    /// Waits until the program asks for the terminal's background.
    #[track_caller]
    pub(crate) fn wait_asked(&self) {
        let asked = |screen: &(Parser, bool)| screen.0.callbacks().asked.contains(&"11;?".into());
        let screen = self.state.screen.lock().unwrap();
        let waits = |screen: &mut (Parser, bool)| !asked(screen) && !screen.1;
        let changed = &self.state.changed;
        let (screen, _) = changed.wait_timeout_while(screen, HUNG, waits).unwrap();
        assert!(asked(&screen), "nothing was asked");
    }

    /// Waits until some colours of the 256 are on the screen, as those of letters, or are not.
    #[track_caller]
    pub(crate) fn wait_colours(&self, colours: &[(u8, bool)]) {
        let holds = |screen: &(Parser, bool)| {
            let screen = screen.0.screen();
            let (rows, columns) = screen.size();
            let cells = || (0..rows).flat_map(move |row| (0..columns).map(move |at| (row, at)));
            colours.iter().all(|(index, shown)| {
                let is_there = cells()
                    .filter_map(|(row, column)| screen.cell(row, column))
                    .any(|cell| cell.fgcolor() == vt100::Color::Idx(*index));
                is_there == *shown
            })
        };
        let screen = self.state.screen.lock().unwrap();
        let waits = |screen: &mut (Parser, bool)| !holds(screen) && !screen.1;
        let changed = &self.state.changed;
        let (screen, _) = changed.wait_timeout_while(screen, HUNG, waits).unwrap();
        assert!(holds(&screen), "waited for {colours:?}");
    }

    /// What the program told the terminal beside what it drew.
    pub(crate) fn told(&self) -> Told {
        self.state.screen.lock().unwrap().0.callbacks().clone()
    }

    /// Whether the program holds the alternate screen.
    pub(crate) fn is_full_screen(&self) -> bool {
        self.state
            .screen
            .lock()
            .unwrap()
            .0
            .screen()
            .alternate_screen()
    }

    /// Gives the screen that is looked at another size, which the program is not told of: what it
    /// draws in a smaller terminal stands in the corner.
    pub(crate) fn look_at(&self, columns: u16, rows: u16) {
        let mut screen = self.state.screen.lock().unwrap();
        screen.0.screen_mut().set_size(rows, columns);
    }

    /// Gives the program's terminal another size, and not the screen that is looked at.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.master.resize(size).unwrap();
    }

    /// The program's process.
    pub(crate) fn process(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Waits for the end and gives the exit code.
    #[track_caller]
    pub(crate) fn end(mut self) -> u32 {
        let screen = self.state.screen.lock().unwrap();
        let runs = |screen: &mut (Parser, bool)| !screen.1;
        let changed = &self.state.changed;
        let (screen, wait) = changed.wait_timeout_while(screen, HUNG, runs).unwrap();
        if wait.timed_out() {
            let shown = screen.0.screen().contents();
            drop(screen);
            let _ = self.child.kill();
            panic!("still running:\n{shown}");
        }
        drop(screen);
        self.child.wait().unwrap().exit_code()
    }
}

/// Whether a screen has some words, wherever they wrap.
fn has(screen: &str, words: &str) -> bool {
    screen.contains(words) || in_one_line(screen).contains(words)
}

/// What a terminal makes of keys.
fn mode(terminal: &dyn MasterPty) -> String {
    format!("{:?}", terminal.get_termios().unwrap())
}

/// The keys of a script, one by one.
pub(crate) fn split(keys: &str) -> Vec<String> {
    let mut split = Vec::new();
    let mut rest = keys.trim_start();
    while !rest.is_empty() {
        let quoted = rest.strip_prefix('"').and_then(|words| words.find('"'));
        let end = match quoted {
            Some(at) => at + 2,
            None => rest.find(' ').unwrap_or(rest.len()),
        };
        split.push(rest[..end].to_owned());
        rest = rest[end..].trim_start();
    }
    split
}

fn code(name: &str) -> String {
    match name {
        "Enter" => "\r",
        // Most terminals send the byte alone, which a key that follows at once turns into Alt. This is
        // how others send it, and it needs no wait.
        "Esc" => "\x1b[27u",
        "Esc-alone" => "\x1b",
        "Tab" => "\t",
        "Space" => " ",
        "Backspace" => "\x7f",
        "Up" => "\x1b[A",
        "Down" => "\x1b[B",
        "Right" => "\x1b[C",
        "Left" => "\x1b[D",
        "PageDown" => "\x1b[6~",
        "PageUp" => "\x1b[5~",
        "Home" => "\x1b[H",
        "F2" => "\x1bOQ",
        "F3" => "\x1bOR",
        "F4" => "\x1bOS",
        "F12" => "\x1b[24~",
        "Ctrl-a" => "\x01",
        "Ctrl-c" => "\x03",
        "Ctrl-f" => "\x06",
        "Ctrl-k" => "\x0b",
        "Ctrl-l" => "\x0c",
        "Ctrl-p" => "\x10",
        "Ctrl-y" => "\x19",
        "Ctrl-z" => "\x1a",
        "Alt-Enter" => "\x1b\r",
        "Alt-1" => "\x1b1",
        "Alt-2" => "\x1b2",
        name => {
            assert_eq!(name.chars().count(), 1, "no key is called {name}");
            name
        }
    }
    .to_owned()
}
