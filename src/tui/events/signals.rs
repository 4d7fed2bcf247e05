//! Signals: what each of them asks of the program.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

use crossterm::{event, terminal};
use signal_hook::consts::{
    SIGABRT, SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP,
    SIGTSTP, SIGUSR1, SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::{Event, Post, Shut};

/// Those with a meaning of their own here, and those that would end a program where it stands.
const NAMED: [i32; 18] = [
    SIGUSR1, SIGTSTP, SIGCONT, SIGWINCH, SIGXFSZ, SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGABRT,
    SIGALRM, SIGUSR2, SIGVTALRM, SIGPROF, SIGXCPU, SIGIO, SIGSYS, SIGTRAP,
];

/// Who hears signals now.
static HEARER: Mutex<Option<Post>> = Mutex::new(None);
/// Whether they are passed on: from then on for as long as the program runs.
static PASSED_ON: AtomicBool = AtomicBool::new(false);

/// Has signals heard from now on; hands over those that are not passed on yet. All at once, before
/// anything is done to the terminal: one that came before its turn would leave it as it is then.
pub(super) fn hear(post: Post) -> io::Result<Option<Signals>> {
    *hearer() = Some(post);
    match PASSED_ON.load(Ordering::Relaxed) {
        true => Ok(None),
        false => Signals::new(NAMED.into_iter().chain(of_this_system())).map(Some),
    }
}

/// Lets signals do again what they do by themselves.
pub(super) fn forget() {
    *hearer() = None;
}

fn hearer() -> MutexGuard<'static, Option<Post>> {
    HEARER.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Passes signals on.
pub(super) fn pass_on(mut signals: Signals) -> io::Result<()> {
    PASSED_ON.store(true, Ordering::Relaxed);
    let listening = thread::Builder::new().name("signals".into());
    listening.spawn(move || {
        for signal in signals.forever() {
            let Some(event) = meaning(signal) else {
                continue;
            };
            let heard = hearer().as_ref().is_some_and(|post| post.send(event));
            if !heard {
                let _ = emulate_default_handler(signal);
            }
        }
    })?;
    Ok(())
}

/// What a signal asks for, if anything.
fn meaning(signal: i32) -> Option<Event> {
    match signal {
        SIGWINCH => {
            let (columns, rows) = terminal::size().ok()?;
            Some(Event::Terminal(event::Event::Resize(columns, rows)))
        }
        SIGUSR1 => Some(Event::Shut(Shut::Locked)),
        SIGTSTP => Some(Event::Shut(Shut::Suspended)),
        SIGCONT => Some(Event::Shut(Shut::Continued)),
        // What would make a file too large is told by what writes it.
        SIGXFSZ => None,
        signal => Some(Event::End(signal)),
    }
}

#[cfg(target_os = "linux")]
fn of_this_system() -> impl Iterator<Item = i32> {
    [libc::SIGPWR, libc::SIGSTKFLT]
        .into_iter()
        .chain(libc::SIGRTMIN()..=libc::SIGRTMAX())
}

#[cfg(not(target_os = "linux"))]
fn of_this_system() -> impl Iterator<Item = i32> {
    std::iter::empty()
}
