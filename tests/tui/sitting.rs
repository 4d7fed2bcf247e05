//! A sitting with a diary on a real file, without a terminal: keys in, the drawn screen out.

use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use tempfile::TempDir;
use twinge::diary::{Act, Edit, Profile};
use twinge::guide::RuleBook;
use twinge::repository::Repository;
use twinge::tui::appearance::Appearance;
use twinge::tui::appearance::glyphs::GlyphSet;
use twinge::tui::appearance::theme::Theme;
use twinge::tui::keymap::{KeyOverrides, Keymap};
use twinge::tui::message::{Do, Message};
use twinge::tui::session::Session;
use twinge::tui::view;
use twinge::tui::worker::{
    Evaluation, Evaluator, ImportFile, ImportStep, Importer, Job, Outcome, Watch,
};

/// A sitting on a Tuesday, at twenty to seven in the morning.
pub(crate) struct Sitting {
    pub session: Session,
    /// Works out what rests on the whole diary, for those who wait for it.
    pub evaluator: Option<Evaluator>,
    /// The file that is looked at.
    importer: Option<Importer>,
    pub folder: TempDir,
    pub now: NaiveDateTime,
    /// How many keys were pressed, and how many of them typed words.
    pub pressed: usize,
    pub typed: usize,
}

pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 17).unwrap()
}

impl Sitting {
    /// With a new diary whose welcome is over.
    pub(crate) fn new(columns: u16, rows: u16) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut repository = Repository::open(&folder.path().join("diary.db")).unwrap();
        let profile = Profile {
            welcomed: true,
            ..Profile::default()
        };
        let begun = Act::one("diary begun", Edit::Profile(Box::new(profile)));
        repository.perform(&begun).unwrap();
        Self::on(repository, folder, columns, rows)
    }

    /// With a new diary, at its welcome.
    pub(crate) fn first(columns: u16, rows: u16) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let repository = Repository::open(&folder.path().join("diary.db")).unwrap();
        Self::on(repository, folder, columns, rows)
    }

    /// With a diary that stands in a folder.
    pub(crate) fn on(repository: Repository, folder: TempDir, columns: u16, rows: u16) -> Self {
        let now = today().and_hms_opt(6, 40, 0).unwrap();
        let keymap = Keymap::new(&KeyOverrides::new()).unwrap();
        let session = Session::begin(repository, now, (columns, rows), keymap).unwrap();
        Self {
            session,
            evaluator: None,
            importer: None,
            folder,
            now,
            pressed: 0,
            typed: 0,
        }
    }

    /// Opens the diary anew, as after a restart.
    pub(crate) fn reopen(self) -> Self {
        let size = self.session.model.size;
        let thinking = self.evaluator.is_some();
        let Self {
            session, folder, ..
        } = self;
        drop(session);
        let repository = Repository::open(&folder.path().join("diary.db")).unwrap();
        let sitting = Self::on(repository, folder, size.0, size.1);
        if thinking {
            sitting.thinking()
        } else {
            sitting
        }
    }

    /// Presses keys, with spaces between: `4 j Enter`; `"…"` is typed as it stands.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys.trim_start();
        while !rest.is_empty() {
            let quoted = rest.strip_prefix('"').and_then(|text| text.split_once('"'));
            let after = match quoted {
                Some((words, after)) => {
                    for c in words.chars() {
                        self.press(KeyEvent::from(KeyCode::Char(c)));
                        self.typed += 1;
                    }
                    after
                }
                None => {
                    let (name, after) = rest.split_once(' ').unwrap_or((rest, ""));
                    self.press(key(name));
                    after
                }
            };
            rest = after.trim_start();
        }
        self
    }

    /// Works out, at once, what the program works out beside the keys.
    pub(crate) fn think(&mut self) -> &mut Self {
        let rules = RuleBook::built_in().clone();
        let mut evaluator = self.session.evaluator(rules).unwrap();
        for outcome in evaluator.evaluate(Evaluation::Everything(self.now.date())) {
            self.session.handle(Message::Outcome(outcome));
        }
        self
    }

    pub(crate) fn press(&mut self, key: KeyEvent) {
        self.pressed += 1;
        // As in the terminal, a key goes by what was drawn before it.
        let (_, layout) = self.draw();
        layout.settle(&mut self.session.model);
        let effects = self.session.key(key, self.now);
        self.follow(effects);
    }

    /// Points with the mouse at a place, as it is drawn.
    pub(crate) fn mouse(&mut self, kind: MouseEventKind, column: u16, row: u16) {
        let (_, layout) = self.draw();
        layout.settle(&mut self.session.model);
        let modifiers = KeyModifiers::NONE;
        let event = MouseEvent {
            kind,
            column,
            row,
            modifiers,
        };
        if let Some(at) = layout.pointer.meant(event) {
            let effects = self.session.point(at, self.now);
            self.follow(effects);
        }
    }

    /// Clicks on the first letter of some words.
    #[track_caller]
    pub(crate) fn click(&mut self, words: &str) {
        let screen = self.screen();
        let places = screen.lines().enumerate();
        let mut places = places.filter_map(|(row, line)| {
            let before = &line[..line.find(words)?];
            Some((before.chars().count(), row))
        });
        let Some((column, row)) = places.next() else {
            panic!("{words} is not on\n{screen}");
        };
        let pressed = MouseEventKind::Down(MouseButton::Left);
        self.mouse(pressed, column as u16, row as u16);
    }

    /// With an evaluator, as in the terminal, whose answers have always come before the next key.
    pub(crate) fn thinking(mut self) -> Self {
        let rules = RuleBook::built_in().clone();
        self.evaluator = Some(self.session.evaluator(rules).unwrap());
        let everything = Job::Evaluate(Evaluation::Everything(today()));
        self.follow(vec![Do::Work(everything)]);
        self
    }

    fn follow(&mut self, effects: Vec<Do>) {
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            let Some(evaluator) = &mut self.evaluator else {
                return;
            };
            let Do::Work(job) = effect else { continue };
            let outcomes: Vec<Outcome> = match job {
                Job::Evaluate(evaluation) => evaluator.evaluate(evaluation),
                Job::Analyse(analysis) => {
                    let mut analyst = self.session.analyst().unwrap();
                    let found = analyst.analyse(analysis, &|_| ControlFlow::Continue(()));
                    found.into_iter().collect()
                }
                Job::Import(number, step) => self.run_step(number, step),
            };
            for outcome in outcomes {
                effects.extend(self.session.handle(Message::Outcome(outcome)));
            }
        }
    }

    /// Looks at a file, as if the program had been started with it.
    pub(crate) fn look(&mut self, file: &Path) -> &mut Self {
        let file = ImportFile {
            path: file.to_owned(),
            order: None,
            decimal: None,
            in_part: false,
            rules: self.folder.path().to_owned(),
        };
        let effects = self.session.handle(Message::Import(file));
        self.follow(effects);
        self
    }

    fn run_step(&mut self, number: u64, step: ImportStep) -> Vec<Outcome> {
        let news = match step {
            ImportStep::Look(file, _) => {
                let watch: Watch = Arc::new(|_| ControlFlow::Continue(()));
                let importer = self.session.importer(file, watch).unwrap();
                Some(self.importer.insert(importer).look(None))
            }
            ImportStep::Try(rules) => {
                let importer = self.importer.as_mut();
                importer.map(|importer| importer.try_rules(rules))
            }
            ImportStep::CarryOut(theirs) => {
                let importer = self.importer.as_mut();
                importer.and_then(|importer| importer.carry_out(&theirs))
            }
            ImportStep::Leave => {
                self.importer = None;
                None
            }
        };
        let news = news.map(|news| Outcome::Import(number, news));
        news.into_iter().collect()
    }

    pub(crate) fn paste(&mut self, words: &str) -> &mut Self {
        self.session.handle(Message::Paste(words.into()));
        self
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.session.handle(Message::Resize(columns, rows));
        self
    }

    pub(crate) fn draw(&self) -> (Buffer, view::Layout) {
        let (columns, rows) = self.session.model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let appearance = Appearance {
            theme: Theme::built_in("mono").unwrap(),
            glyphs: GlyphSet::Braille,
        };
        let layout = view::draw(&self.session.model, &mut buffer, &appearance);
        (buffer, layout)
    }

    /// The screen as text.
    pub(crate) fn screen(&self) -> String {
        text(&self.draw().0)
    }

    /// The words of the screen as they are read: on one line, wherever they wrap.
    pub(crate) fn words(&self) -> String {
        in_one_line(&self.screen())
    }
}

/// What stands on a screen on one line: where a path wraps lies with how long it is.
pub(crate) fn in_one_line(screen: &str) -> String {
    let words = screen.split(|c: char| c.is_whitespace() || c == '│');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// What stands on a screen, without the spaces at the ends of its rows.
pub(crate) fn text(screen: &Buffer) -> String {
    let columns = usize::from(screen.area.width).max(1);
    let lines = screen.content.chunks(columns).map(|cells| {
        let line: String = cells.iter().map(|cell| cell.symbol()).collect();
        line.trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn key(name: &str) -> KeyEvent {
    let (name, modifiers) = match name.strip_prefix("Ctrl-") {
        Some(name) => (name, KeyModifiers::CONTROL),
        None => match name.strip_prefix("Alt-") {
            Some(name) => (name, KeyModifiers::ALT),
            None => (name, KeyModifiers::NONE),
        },
    };
    let code = match name {
        "Enter" => KeyCode::Enter,
        "Esc" => KeyCode::Esc,
        "Tab" => KeyCode::Tab,
        "Space" => KeyCode::Char(' '),
        "Backspace" => KeyCode::Backspace,
        "Up" => KeyCode::Up,
        "Down" => KeyCode::Down,
        "Left" => KeyCode::Left,
        "Right" => KeyCode::Right,
        "PageUp" => KeyCode::PageUp,
        "PageDown" => KeyCode::PageDown,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "F1" => KeyCode::F(1),
        "F2" => KeyCode::F(2),
        "F3" => KeyCode::F(3),
        "F4" => KeyCode::F(4),
        name => {
            assert_eq!(name.chars().count(), 1, "no key is called {name}");
            KeyCode::Char(name.chars().next().unwrap())
        }
    };
    KeyEvent::new(code, modifiers)
}
