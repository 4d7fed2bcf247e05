//! Before the diary: what asks for a passphrase, and shows nothing of what is written.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::repository::Passphrase;

use super::masked::{Masked, Typed};
use crate::tui::appearance::Appearance;
use crate::tui::appearance::theme::Meaning;
use crate::tui::events::Shut;
use crate::tui::widgets::{blank, text};
use crate::words::errors;
use crate::words::unlock as words;
use crossterm::event::KeyEvent;

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// The passphrase of a diary that is to be opened.
    Open,
    /// The same of one that lies open, to know who asks.
    Current,
    /// A new one, where there is none.
    New,
    /// A new one, or none any more.
    Other,
    /// The new one, typed again.
    Again,
    /// The password of a zip.
    Zip,
    /// The passphrase of another diary, which is imported.
    OtherDiary,
}

/// What was typed.
#[derive(Debug)]
pub enum Reply {
    /// These words.
    Words(Passphrase),
    /// Nothing.
    Nothing,
    /// That the person leaves it.
    Cancelled,
    /// Nothing, and nothing is to be seen any more, least of all the question.
    Shut(Shut),
}

/// A question on an otherwise empty screen.
#[derive(Debug)]
pub struct PassphrasePrompt {
    question: Question,
    typed: Masked,
    problem: Option<String>,
    /// Whether the screen shows that something is asked; before, it looks like an empty editor.
    asking: bool,
}

impl PassphrasePrompt {
    /// Asks a question.
    pub fn new(question: Question) -> Self {
        Self {
            question,
            typed: Masked::default(),
            problem: None,
            asking: true,
        }
    }

    /// Looks like an empty editor until a key is pressed.
    pub fn disguised() -> Self {
        Self {
            asking: false,
            ..Self::new(Question::Open)
        }
    }

    /// Asks again, and says why.
    #[must_use]
    pub fn because(mut self, problem: impl Into<String>) -> Self {
        self.problem = Some(problem.into());
        self
    }

    /// Whether the diary lies open while it is asked.
    pub fn is_of_an_open_diary(&self) -> bool {
        self.question != Question::Open
    }

    /// Takes in a key; gives what was reply when that was all.
    pub fn key(&mut self, key: KeyEvent) -> Option<Reply> {
        let asking = std::mem::replace(&mut self.asking, true);
        match self.typed.key(key) {
            Typed::More => None,
            // The key that wakes a disguised screen may be any.
            Typed::Done | Typed::Broken if !asking => None,
            Typed::Broken => Some(Reply::Cancelled),
            Typed::Done if self.typed.is_empty() => Some(Reply::Nothing),
            Typed::Done => match self.typed.take() {
                Ok(words) => Some(Reply::Words(words)),
                Err(why) => {
                    self.problem = Some(errors::passphrase(&why));
                    None
                }
            },
        }
    }

    /// Takes in what was pasted.
    pub fn paste(&mut self, words: &str) {
        self.asking = true;
        self.typed.paste(words);
    }

    /// Draws the question.
    pub fn draw(&self, buf: &mut Buffer, appearance: &Appearance) {
        blank::draw(buf, appearance);
        if !self.asking {
            return;
        }
        let area = buf.area;
        let mut lines = self.question.words();
        if let Some(problem) = &self.problem {
            lines.push(("", Meaning::Text));
            lines.push((problem, Meaning::Warning));
        }
        let mut y = area.y + area.height / 4;
        let room = usize::from(area.width.saturating_sub(8).min(64)).max(1);
        for (words, meaning) in lines {
            for part in text::wrap(words, room) {
                if y + 1 < area.bottom() {
                    text::put(
                        buf,
                        area.x + 4,
                        y,
                        area.width.saturating_sub(4),
                        part,
                        appearance.style(meaning),
                    );
                }
                y += 1;
            }
        }
        if area.height > 0 {
            let line = Rect {
                y: area.bottom() - 1,
                height: 1,
                ..area
            };
            // More than the screen is wide says nothing more.
            let dots = "*".repeat(self.typed.len().min(usize::from(area.width)));
            let line_of = format!("{}: {dots}", self.question.prompt());
            let line_of = format!("{line_of:width$}", width = usize::from(area.width));
            text::put(
                buf,
                line.x,
                line.y,
                line.width,
                &line_of,
                appearance.style(Meaning::Key),
            );
        }
    }
}

impl Question {
    fn prompt(self) -> &'static str {
        match self {
            Self::Open | Self::Current => words::passphrase(),
            Self::New | Self::Other => words::new_passphrase(),
            Self::Again => words::again(),
            Self::Zip => words::zip_password(),
            Self::OtherDiary => words::other_passphrase(),
        }
    }

    fn words(self) -> Vec<(&'static str, Meaning)> {
        match self {
            // Whoever looks over a shoulder learns nothing of what this is.
            Self::Open => vec![],
            Self::Current => vec![(words::current_first(), Meaning::Text)],
            Self::New => vec![
                (words::encrypts(), Meaning::Title),
                ("", Meaning::Text),
                (words::forgotten(), Meaning::Text),
                ("", Meaning::Text),
                (words::keeps(), Meaning::Muted),
            ],
            Self::Other => vec![
                (words::other_or_none(), Meaning::Title),
                ("", Meaning::Text),
                (words::forgotten(), Meaning::Text),
                ("", Meaning::Text),
                (words::takes_off(), Meaning::Muted),
            ],
            Self::Again => vec![],
            Self::Zip => vec![
                (words::zip_wants(), Meaning::Text),
                ("", Meaning::Text),
                (words::zip_where(), Meaning::Muted),
            ],
            Self::OtherDiary => vec![
                (words::other_wants(), Meaning::Text),
                ("", Meaning::Text),
                (words::other_leaves(), Meaning::Muted),
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::appearance::glyphs::GlyphSet;
    use crate::tui::appearance::theme::Theme;
    use crossterm::event::KeyCode;

    fn screen(prompt: &PassphrasePrompt, width: u16, height: u16) -> String {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        let appearance = Appearance {
            theme: Theme::built_in("mono").unwrap(),
            glyphs: GlyphSet::Ascii,
        };
        prompt.draw(&mut buf, &appearance);
        let symbols: String = buf.content.iter().map(|cell| cell.symbol()).collect();
        symbols
    }

    fn press(prompt: &mut PassphrasePrompt, keys: &str) -> Option<Reply> {
        let mut reply = None;
        for c in keys.chars() {
            let code = if c == '\n' {
                KeyCode::Enter
            } else {
                KeyCode::Char(c)
            };
            reply = prompt.key(KeyEvent::from(code));
        }
        reply
    }

    #[test]
    fn a_locked_screen_is_disguised_until_it_is_woken() {
        let mut prompt = PassphrasePrompt::disguised();
        assert!(screen(&prompt, 60, 20).contains("untitled"));
        assert!(!screen(&prompt, 60, 20).contains("Passphrase"));
        assert!(press(&mut prompt, "\n").is_none());
        assert!(screen(&prompt, 60, 20).contains("Passphrase: "));
        // A passphrase typed blind counts whole.
        let mut prompt = PassphrasePrompt::disguised();
        let Some(Reply::Words(words)) = press(&mut prompt, "sesame\n") else {
            panic!("nothing reply")
        };
        assert!(words.is(&Passphrase::new(b"sesame".to_vec()).unwrap()));
    }

    #[test]
    fn what_is_typed_is_not_shown_at_any_size() {
        for question in [
            Question::Open,
            Question::Current,
            Question::New,
            Question::Other,
            Question::Again,
            Question::Zip,
            Question::OtherDiary,
        ] {
            let mut prompt = PassphrasePrompt::new(question).because("try again");
            assert!(press(&mut prompt, "zq").is_none());
            for (width, height) in [(0, 0), (1, 1), (7, 3), (80, 24), (200, 60)] {
                assert!(!screen(&prompt, width, height).contains("zq"));
            }
            assert!(
                screen(&prompt, 80, 24).contains("**")
                    && screen(&prompt, 80, 24).contains("try again")
            );
        }
    }

    #[test]
    fn it_says_that_a_forgotten_one_is_lost_before_it_is_set() {
        for question in [Question::New, Question::Other] {
            assert!(
                screen(&PassphrasePrompt::new(question), 80, 24)
                    .contains("If you forget it, nobody")
            );
        }
        assert!(matches!(
            press(&mut PassphrasePrompt::new(Question::Other), "\n"),
            Some(Reply::Nothing)
        ));
        let esc = KeyEvent::from(KeyCode::Esc);
        assert!(matches!(
            PassphrasePrompt::new(Question::New).key(esc),
            Some(Reply::Cancelled)
        ));
    }
}
