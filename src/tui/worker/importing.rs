//! The thread that has a file to import.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};

use chrono::NaiveDate;

use super::importer::{ImportFile, Importer, News};
use super::outcome::Outcome;
use super::report::{Report, watch};
use crate::exchange::Theirs;
use crate::repository::{Passphrase, Repository};

/// What is asked of the thread that has a file.
enum Step {
    Unlock(Passphrase),
    Try(String),
    CarryOut(Theirs),
}

/// The thread that has a file. When this is dropped it is called off, and nothing is left of what it
/// was about to do.
pub(super) struct Importing {
    steps: Sender<Step>,
    number: u64,
    off: Arc<AtomicBool>,
}

impl Importing {
    /// Opens a file, the so manieth that was asked for, on a thread of its own, and says what importing
    /// it would do.
    ///
    /// # Errors
    /// When there can be no other thread.
    pub(super) fn begin(
        file: ImportFile,
        number: u64,
        today: NaiveDate,
        diary: &Repository,
        report: &Report,
    ) -> io::Result<(Self, JoinHandle<()>)> {
        let (steps, asked) = channel();
        let off = Arc::new(AtomicBool::new(false));
        let (open, report, called_off) = (diary.writer(), Arc::clone(report), Arc::clone(&off));
        let thread = thread::Builder::new().name("importer".into());
        let thread = thread.spawn(move || {
            // What is called off has nothing to tell, but that it came too late.
            let tell = |news: News| match news {
                News::Done(..) => report(Outcome::Import(number, news)),
                _ => called_off.load(Ordering::Relaxed) || report(Outcome::Import(number, news)),
            };
            let heard = Arc::clone(&report);
            let watch = watch(Arc::clone(&called_off), move |percent| {
                heard(Outcome::Import(number, News::Progress(percent)));
            });
            let mut importer = match open() {
                Ok(diary) => Importer::new(diary, file, today, Arc::new(watch)),
                Err(error) => {
                    tell(News::Refused(error.into()));
                    return;
                }
            };
            for fault in importer.faults() {
                report(Outcome::Failed(fault));
            }
            let mut news = Some(importer.look(None));
            loop {
                if !news.is_none_or(&tell) {
                    return;
                }
                news = match asked.recv() {
                    Ok(Step::Unlock(password)) => Some(importer.look(Some(&password))),
                    Ok(Step::Try(rules)) => Some(importer.try_rules(rules)),
                    Ok(Step::CarryOut(theirs)) => importer.carry_out(&theirs),
                    Err(_) => return,
                };
            }
        })?;
        let importing = Self { steps, number, off };
        Ok((importing, thread))
    }

    /// Has the file carried out, if it is the one of that number.
    pub(super) fn carry_out(&self, number: u64, theirs: Theirs) {
        self.ask(number, Step::CarryOut(theirs));
    }

    /// Has a table read by new rules, if it is the one of that number.
    pub(super) fn try_rules(&self, number: u64, rules: String) {
        self.ask(number, Step::Try(rules));
    }

    fn ask(&self, number: u64, step: Step) {
        if self.number == number {
            // A thread that is gone has said why.
            let _ = self.steps.send(step);
        }
    }

    /// Opens the zip with a password.
    pub(super) fn unlock(&self, password: Passphrase) {
        let _ = self.steps.send(Step::Unlock(password));
    }
}

impl Drop for Importing {
    fn drop(&mut self) {
        self.off.store(true, Ordering::Relaxed);
    }
}
