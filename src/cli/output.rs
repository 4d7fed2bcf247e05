//! What the shell says, so that no words in it can steer a terminal.
//!
//! Whatever is told to a person passes an [`Output`], wherever its words come from: the diary, a file,
//! the name of a file, the command line. Only what is for programs goes by [`Output::raw`].

use std::backtrace::{Backtrace, BacktraceStatus};
use std::fmt::Display;
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use crossterm::style::{ContentStyle, PrintStyledContent, StyledContent, force_color_output};
use ratatui::backend::IntoCrossterm;
use ratatui::style::Style;

use crate::diary::parse::harmless;
use crate::sharing;

/// Standard output or standard error, as a person reads it: a character that could act on the
/// terminal or on the words around it is shown by its number, as `\u{1b}`.
pub struct Output {
    to: Box<dyn Write>,
    /// The beginning of a character whose end is still to be written.
    half: Vec<u8>,
}

impl Output {
    /// Words on their way to somebody.
    pub(super) fn new(to: impl Write + 'static) -> Self {
        let to = Box::new(to);
        Self {
            to,
            half: Vec::new(),
        }
    }

    /// Standard output, written when it is flushed or much has come together.
    pub(super) fn standard() -> Self {
        Self::new(BufWriter::new(io::stdout().lock()))
    }

    /// Standard error.
    pub(super) fn error() -> Self {
        Self::new(io::stderr())
    }

    /// For what a program reads, which passes as it is.
    pub(super) fn raw(&mut self) -> &mut dyn Write {
        &mut self.to
    }

    /// Writes JSON, a line.
    pub(super) fn json(&mut self, value: impl Display) -> io::Result<()> {
        writeln!(self.raw(), "{value}")
    }

    /// Writes a JSON array, an element a line.
    pub(super) fn json_array<T: Display>(
        &mut self,
        values: impl IntoIterator<Item = T>,
    ) -> io::Result<()> {
        let mut begun = "[";
        for value in values {
            write!(self.raw(), "{begun}{value}")?;
            begun = ",\n";
        }
        let end = if begun == "[" { "[]" } else { "]" };
        writeln!(self.raw(), "{end}")
    }

    /// Writes words in bold.
    pub(super) fn bold(&mut self, words: &str) -> io::Result<()> {
        self.raw().write_all(b"\x1b[1m")?;
        self.write_all(words.as_bytes())?;
        self.raw().write_all(b"\x1b[22m")
    }

    /// Writes words in a style.
    pub(super) fn painted(&mut self, words: &str, style: Style) -> io::Result<()> {
        // Whether the person wants colours has been asked.
        force_color_output(true);
        let style: ContentStyle = style.into_crossterm();
        let words: String = words.chars().filter(|c| visible(*c)).collect();
        crossterm::queue!(
            &mut self.to,
            PrintStyledContent(StyledContent::new(style, words))
        )
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        for part in text.split_inclusive(|c| !visible(c)) {
            match part.chars().next_back().filter(|c| !visible(*c)) {
                None => self.to.write_all(part.as_bytes())?,
                Some(c) => {
                    let clean = part.strip_suffix(c).unwrap_or_default();
                    write!(self.to, "{clean}{}", c.escape_unicode())?;
                }
            }
        }
        Ok(())
    }
}

/// A tab does nothing worse than a space.
fn visible(c: char) -> bool {
    c == '\t' || harmless(c)
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut all = std::mem::take(&mut self.half);
        all.extend_from_slice(bytes);
        let mut left = all.len();
        for chunk in all.utf8_chunks() {
            self.text(chunk.valid())?;
            left -= chunk.valid().len() + chunk.invalid().len();
            let is_half = left == 0 && std::str::from_utf8(chunk.invalid()).is_err_and(half);
            if is_half {
                self.half = chunk.invalid().to_vec();
            } else if !chunk.invalid().is_empty() {
                write!(self.to, "{}", char::REPLACEMENT_CHARACTER)?;
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Whether bytes are no character only because they end too early.
fn half(error: std::str::Utf8Error) -> bool {
    error.error_len().is_none()
}

/// Has a fault of the program told as everything else: what it quotes may be anybody's words.
pub fn tell_panics() {
    std::panic::set_hook(Box::new(|panic| {
        if sharing::is_caught() {
            return;
        }
        tell(panic);
        let trace = Backtrace::capture();
        if trace.status() == BacktraceStatus::Captured {
            tell(trace);
        }
    }));
}

/// Tells what is wrong with the words on the command line, or the help that was asked for, and hands
/// back the exit code.
pub fn tell_usage(words: &clap::Error) -> ExitCode {
    // With the output closed there is nobody to tell. Only help quotes nothing that was typed.
    let _ = match words.use_stderr() {
        // One voice with what the program itself finds wrong.
        true => {
            let told = words.render().to_string();
            let told = told.strip_prefix("error: ").unwrap_or(&told);
            write!(Output::error(), "twinge: {told}")
        }
        false => words.print(),
    };
    ExitCode::from(u8::try_from(words.exit_code()).unwrap_or(2))
}

/// Tells the person something beside the output.
pub(super) fn tell(words: impl Display) {
    // With standard error closed there is nobody left to tell.
    let _ = writeln!(Output::error(), "{words}");
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn written(pieces: &[&[u8]]) -> String {
        let paper = Paper::default();
        let mut output = Output::new(paper.clone());
        for piece in pieces {
            output.write_all(piece).unwrap();
            output.flush().unwrap();
        }
        let written = paper.0.lock().unwrap().clone();
        String::from_utf8(written).unwrap()
    }

    #[test]
    fn what_steers_is_shown_and_what_is_read_stays() {
        for (words, shown) in [
            ("Wärme 👩‍👩‍👧\n\tשלום", "Wärme 👩‍👩‍👧\n\tשלום"),
            ("\u{1b}]0;x\u{7}\r", "\\u{1b}]0;x\\u{7}\\u{d}"),
            ("\u{9b}2J\u{7f}\0", "\\u{9b}2J\\u{7f}\\u{0}"),
            ("a\u{202e}b\u{2066}", "a\\u{202e}b\\u{2066}"),
            ("\u{200f}\u{61c}\u{2028}", "\\u{200f}\\u{61c}\\u{2028}"),
        ] {
            assert_eq!(written(&[words.as_bytes()]), shown);
        }
    }

    #[test]
    fn a_character_may_come_in_pieces() {
        for words in ["é\u{9b}€\u{202e}🙂", "\u{1b}é"] {
            let whole = written(&[words.as_bytes()]);
            let single: Vec<&[u8]> = words.as_bytes().chunks(1).collect();
            assert_eq!(written(&single), whole);
            for at in 0..words.len() {
                let (before, after) = words.as_bytes().split_at(at);
                assert_eq!(written(&[before, after]), whole);
            }
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_shown_as_such() {
        assert_eq!(written(&[b"a\x9b2J\xff", b"\xc2", b"z"]), "a�2J��z");
    }

    #[test]
    fn what_is_for_programs_passes_as_it_is() {
        let paper = Paper::default();
        let mut output = Output::new(paper.clone());
        output.json("\"\u{9b}\"").unwrap();
        output.bold("a\u{1b}").unwrap();
        let written = String::from_utf8(paper.0.lock().unwrap().clone()).unwrap();
        assert_eq!(written, "\"\u{9b}\"\n\u{1b}[1ma\\u{1b}\u{1b}[22m");
    }
}
