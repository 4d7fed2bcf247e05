//! The terminal itself: taken for the time of the program, and given back whatever happens.

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::mem::ManuallyDrop;
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode,
};
use crossterm::{cursor, execute, queue};
use ratatui::backend::CrosstermBackend;

use super::appearance::colour::Ground;
use super::events::{Events, Shut};
use crate::sharing;

/// A frame of fewer bytes than this reaches the terminal in one piece, and is not seen half drawn.
const FRAME: usize = 64 << 10;

/// Whether the terminal is ours now.
static TAKEN: AtomicBool = AtomicBool::new(false);
static PANIC_HOOK: Once = Once::new();

/// The terminal, from taking it to giving it back.
pub struct Screen {
    /// Never dropped: on its way out it would complain of a terminal that is gone to a terminal that
    /// is gone. Giving back does all it does.
    terminal: ManuallyDrop<ratatui::Terminal<CrosstermBackend<BufWriter<Stdout>>>>,
    mouse: bool,
}

impl Screen {
    /// The terminal as it is, with room for what will be drawn.
    ///
    /// # Errors
    /// When there is no terminal.
    pub fn new(mouse: bool) -> io::Result<Self> {
        if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
            return Err(io::Error::new(
                io::ErrorKind::Unsupported,
                crate::words::notices::no_terminal(),
            ));
        }
        let out = BufWriter::with_capacity(FRAME, io::stdout());
        let terminal = ratatui::Terminal::new(CrosstermBackend::new(out))?;
        Ok(Self {
            terminal: ManuallyDrop::new(terminal),
            mouse,
        })
    }

    /// Takes the terminal: raw keys, the alternate screen, pastes in one piece.
    ///
    /// # Errors
    /// When it refuses.
    pub fn take(&mut self) -> io::Result<()> {
        PANIC_HOOK.call_once(|| {
            let before = std::panic::take_hook();
            std::panic::set_hook(Box::new(move |panic| {
                if !sharing::is_caught() {
                    give_back();
                }
                before(panic);
            }));
        });
        enter(self.mouse)
    }

    /// What lies behind the words: what the terminal says or, where it says nothing, the environment.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn ground(&mut self, events: &Events) -> io::Result<Option<Ground>> {
        let mut out = io::stdout();
        // First its background (OSC 11), then what it is (DA1), which every terminal answers, also one
        // that does not know the first. The old console knows no other end than the bell.
        out.write_all(b"\x1b]11;?\x07\x1b[c")?;
        out.flush()?;
        let says = || Ground::of_colorfgbg(&std::env::var("COLORFGBG").ok()?);
        Ok(events.ground().or_else(says))
    }

    /// Hears of clicks from now on, or no more.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn listen_to_mouse(&mut self, listen: bool) -> io::Result<()> {
        match std::mem::replace(&mut self.mouse, listen) {
            before if before == listen => Ok(()),
            false => execute!(io::stdout(), EnableMouseCapture),
            true => execute!(io::stdout(), DisableMouseCapture),
        }
    }

    /// The size in columns and rows.
    ///
    /// # Errors
    /// When the terminal does not say.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        let size = self.terminal.size()?;
        Ok((size.width, size.height))
    }

    /// Draws what has changed.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, view: impl FnOnce(&mut ratatui::Frame)) -> io::Result<()> {
        self.terminal.draw(view).map(|_| ())
    }

    /// Forgets what was drawn, so that everything is drawn anew.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn redraw(&mut self) -> io::Result<()> {
        // Clearing would ask the terminal where its cursor is, and the answer would never come: it
        // is read as keys.
        let size = self.terminal.size()?;
        self.terminal.resize(size.into())
    }

    /// Puts words on the clipboard of the terminal (OSC 52).
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn copy(&mut self, words: &str) -> io::Result<()> {
        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(words))
    }

    /// What a shut diary asks of the terminal: to stop, it goes to the shell until the program is
    /// continued; and then it is taken again, whatever others did to it meanwhile.
    ///
    /// # Errors
    /// When the terminal is gone afterwards.
    pub fn shut(&mut self, why: Shut, events: &Events) -> io::Result<()> {
        if why == Shut::Locked {
            return Ok(());
        }
        give_back();
        if why == Shut::Suspended {
            events.stop()?;
        }
        enter(self.mouse)?;
        self.redraw()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

fn enter(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mut out = io::stdout();
    // The title says nothing about what is written here.
    queue!(
        out,
        EnterAlternateScreen,
        EnableBracketedPaste,
        SetTitle("twinge"),
        cursor::Hide
    )?;
    if mouse {
        queue!(out, EnableMouseCapture)?;
    }
    out.flush()
}

/// Gives the terminal back, once; whoever takes it calls this on every way out.
fn give_back() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        // On the way out there is nobody left to tell of a failure.
        let _ = execute!(
            io::stdout(),
            DisableMouseCapture,
            DisableBracketedPaste,
            LeaveAlternateScreen,
            cursor::Show
        );
        let _ = disable_raw_mode();
    }
}
