//! The threads beside the keys: one evaluates what changed, one analyses what is asked for, one reads a
//! file that is to be imported, one joins a folder, one keeps the diary tidy, and one goes round where it
//! is shared. Each has a connection of its own, so that the keyboard waits for none of them.

mod analyst;
mod evaluator;
mod importer;
mod importing;
mod job;
mod joining;
mod outcome;
mod report;
mod sharer;

use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use chrono::NaiveDate;

use crate::failure::Failure;
use crate::insight;
use crate::memory;
use crate::patterns::Progress;
use crate::repository::{Passphrase, Repository, RepositoryError};
use crate::safekeeping::{self, Keeping};
use crate::tui::events::Watcher;
use crate::tui::options::Join;
use crate::words::{errors, notices};

pub use analyst::Analyst;
pub use evaluator::Evaluator;
pub use importer::{Again, ImportFile, Importer, Lock, News, Watch};
use importing::Importing;
pub use job::{Analysis, Errand, Evaluation, ImportStep, Job};
use joining::Joining;
pub use outcome::{JoinNews, Outcome, Scores, Shared};
pub use report::Report;
use report::{BETWEEN, BLINK};

/// Whoever ends the program by a signal may end it for good a few seconds later.
const HASTE: Duration = Duration::from_secs(2);

/// The threads that have the diary open beside the person. When it is dropped they end, and all have
/// closed the diary.
pub struct Workers {
    evaluations: Option<Sender<Evaluation>>,
    analyses: Option<Sender<(u64, Analysis)>>,
    /// The latest analysis of each kind: one before it is called off.
    latest: Arc<[AtomicU64; Analysis::KINDS]>,
    sharer: Option<Sharer>,
    /// The file that is looked at or imported.
    importing: Option<Importing>,
    /// The folder that is being joined.
    joining: Option<Joining>,
    threads: Vec<JoinHandle<()>>,
    report: Report,
}

impl Workers {
    /// Starts to evaluate on a thread of its own, by the person's own rules where the file of that
    /// name is there. An analysis has its thread when the first is asked for.
    ///
    /// # Errors
    /// When there can be no other thread.
    pub fn start(diary: &Repository, rules: PathBuf, report: Report) -> io::Result<Self> {
        let (sender, evaluations) = channel();
        let (open, tell) = (diary.opener(), Arc::clone(&report));
        let thread = thread::Builder::new().name("evaluator".into());
        let thread = thread.spawn(move || evaluate(open, &rules, &evaluations, &tell))?;
        Ok(Self {
            evaluations: Some(sender),
            analyses: None,
            latest: Arc::default(),
            sharer: None,
            importing: None,
            joining: None,
            threads: vec![thread],
            report,
        })
    }

    /// Gives them a job.
    ///
    /// # Errors
    /// When there can be no other thread.
    pub fn give(&mut self, job: Job, diary: &Repository) -> io::Result<()> {
        // A thread that is gone has said why.
        match job {
            Job::Evaluate(evaluation) => {
                if let Some(evaluations) = &self.evaluations {
                    let _ = evaluations.send(evaluation);
                }
            }
            Job::Analyse(analysis) => {
                let number = self.latest[analysis.kind()].fetch_add(1, Ordering::Relaxed) + 1;
                let _ = self.analyst(diary)?.send((number, analysis));
            }
            Job::Import(number, ImportStep::Look(file, today)) => {
                self.importing = None;
                let begun = Importing::begin(file, number, today, diary, &self.report)?;
                self.importing = Some(begun.0);
                self.threads.push(begun.1);
            }
            Job::Import(number, ImportStep::Try(rules)) => {
                if let Some(importing) = &self.importing {
                    importing.try_rules(number, rules);
                }
            }
            Job::Import(number, ImportStep::CarryOut(theirs)) => {
                if let Some(importing) = &self.importing {
                    importing.carry_out(number, theirs);
                }
            }
            Job::Import(_, ImportStep::Leave) => self.importing = None,
        }
        Ok(())
    }

    /// Opens the zip that is looked at with a password.
    pub fn unlock(&self, password: Passphrase) {
        if let Some(importing) = &self.importing {
            importing.unlock(password);
        }
    }

    /// Joins a folder.
    ///
    /// # Errors
    /// When there can be no other thread.
    pub fn join(&mut self, join: Join, diary: &Repository) -> io::Result<()> {
        let begun = Joining::begin(join, diary, &self.report)?;
        self.joining = Some(begun.0);
        self.threads.push(begun.1);
        Ok(())
    }

    /// Calls off what is being joined.
    pub fn join_no_more(&mut self) {
        self.joining = None;
    }

    /// The thread that analyses, started if it is not.
    fn analyst(&mut self, diary: &Repository) -> io::Result<&Sender<(u64, Analysis)>> {
        let sender = match self.analyses.take() {
            Some(sender) => sender,
            None => {
                let (sender, analyses) = channel();
                let (open, report) = (diary.opener(), Arc::clone(&self.report));
                let latest = Arc::clone(&self.latest);
                let thread = thread::Builder::new().name("analyst".into());
                let thread = thread.spawn(move || analyse(open, &analyses, &latest, &report))?;
                self.threads.push(thread);
                sender
            }
        };
        Ok(self.analyses.insert(sender))
    }

    /// Goes round from now on through a folder, on a thread of its own, when it is sent.
    ///
    /// # Errors
    /// When there can be no other thread.
    pub fn share(
        &mut self,
        diary: &Repository,
        folder: PathBuf,
        watcher: Option<Watcher>,
    ) -> io::Result<()> {
        let (errands, sent) = channel();
        let (is_over, over) = channel();
        let (open, report) = (diary.writer(), Arc::clone(&self.report));
        let thread = thread::Builder::new().name("sharer".into());
        let thread = thread.spawn(move || {
            sharer::share(open, &folder, watcher, &sent, &report);
            drop(is_over);
        })?;
        self.sharer = Some(Sharer {
            errands,
            over,
            thread,
            within: None,
        });
        Ok(())
    }

    /// Whether the diary goes round, as far as settings say.
    pub fn goes_round(&self) -> bool {
        self.sharer.is_some()
    }

    /// Sends round, or to look how it stands. Where the diary is not shared nobody goes.
    pub fn send(&self, errand: Errand) {
        if let Some(sharer) = &self.sharer {
            let _ = sharer.errands.send(errand);
        }
    }

    /// Sends round a last time, for which nobody waits long when this is dropped.
    pub fn send_in_haste(&mut self, errand: Errand) {
        self.send(errand);
        if let Some(sharer) = &mut self.sharer {
            sharer.within = Some(HASTE);
        }
    }

    /// Makes today's copy of the diary and empties its trash; only a failure is reported.
    ///
    /// # Errors
    /// When there can be no other thread.
    pub fn tidy(
        &mut self,
        diary: &Repository,
        today: NaiveDate,
        keeping: Keeping,
    ) -> io::Result<()> {
        let (open, report) = (diary.writer(), Arc::clone(&self.report));
        let thread = thread::Builder::new().name("tidy".into());
        let thread = thread.spawn(move || {
            let done = open().and_then(|mut diary| {
                let left = safekeeping::encrypt_remains(&diary);
                if !left.is_empty() {
                    let left: Vec<String> = left.iter().map(errors::remains).collect();
                    report(Outcome::Failed(Failure::new(left.join("; "))));
                }
                for copy in safekeeping::finish(&diary) {
                    let finished = notices::finished(copy.display());
                    report(Outcome::Failed(Failure::new(finished)));
                }
                if let Some(why) = safekeeping::keep_second(&diary, today, &keeping) {
                    report(Outcome::Failed(why.into()));
                }
                safekeeping::tidy(&mut diary, today, keeping.retention)
            });
            if let Err(error) = done {
                let failure = Failure::from(error).during(notices::no_backup());
                report(Outcome::Failed(failure));
            }
        })?;
        self.threads.push(thread);
        Ok(())
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.evaluations = None;
        self.analyses = None;
        self.importing = None;
        self.joining = None;
        for latest in self.latest.iter() {
            latest.fetch_add(1, Ordering::Relaxed);
        }
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
        if let Some(sharer) = self.sharer.take() {
            sharer.end();
        }
    }
}

/// The thread on which a shared diary goes round.
struct Sharer {
    errands: Sender<Errand>,
    /// Nothing is ever sent: it is closed when the thread is over.
    over: Receiver<()>,
    thread: JoinHandle<()>,
    /// How long it has to come to an end; `None`: as long as it takes.
    within: Option<Duration>,
}

impl Sharer {
    /// Waits until all it was sent for is done. What takes longer than it has is cut off by the end of
    /// the program, which harms neither diary nor folder, and is done by the next round.
    fn end(self) {
        drop(self.errands);
        let waited = self.within.map(|within| self.over.recv_timeout(within));
        if waited != Some(Err(RecvTimeoutError::Timeout)) {
            let _ = self.thread.join();
        }
    }
}

/// Makes one evaluation after the other.
fn evaluate(
    open: impl FnOnce() -> Result<Repository, RepositoryError>,
    rules: &Path,
    evaluations: &Receiver<Evaluation>,
    report: &Report,
) {
    let diary = match open() {
        Ok(diary) => diary,
        Err(error) => {
            report(Outcome::Failed(error.into()));
            return;
        }
    };
    // A mistake in the rules keeps nobody from their diary, nor from the other rules.
    let (rules, wrong) = insight::rules(rules, diary.catalogue());
    for why in wrong {
        let failure = Failure::from(why).hint(notices::rules_left_out());
        report(Outcome::Failed(failure));
    }
    let mut evaluator = Evaluator::new(diary, rules);
    let mut next = evaluations.recv().ok();
    while let Some(evaluation) = next {
        let whole = matches!(evaluation, Evaluation::Everything(_));
        let outcomes = evaluator.evaluate(evaluation);
        if !outcomes.into_iter().all(|outcome| report(outcome)) {
            return;
        }
        evaluator.release_memory();
        // Less than the whole diary leaves its room to the next evaluation: all threads share the
        // heap, and the one that draws would have to ask for its pages again.
        if whole {
            memory::give_back();
        }
        next = evaluations.try_recv().ok().or_else(|| {
            // The diary rests: its file alone shall hold all of it.
            evaluator.write_back();
            evaluations.recv().ok()
        });
    }
}

/// Makes one analysis after the other.
fn analyse(
    open: impl FnOnce() -> Result<Repository, RepositoryError>,
    analyses: &Receiver<(u64, Analysis)>,
    latest: &[AtomicU64; Analysis::KINDS],
    report: &Report,
) {
    let mut analyst = match open() {
        Ok(diary) => Analyst::new(diary),
        Err(error) => {
            report(Outcome::Failed(error.into()));
            return;
        }
    };
    for (number, analysis) in analyses {
        let latest = &latest[analysis.kind()];
        let reported = Mutex::new(Instant::now() + BLINK - BETWEEN);
        let progress = |progress: Progress| {
            if latest.load(Ordering::Relaxed) != number {
                return ControlFlow::Break(());
            }
            if let Ok(mut reported) = reported.lock()
                && reported.elapsed() >= BETWEEN
            {
                *reported = Instant::now();
                report(Outcome::Progress(progress));
            }
            ControlFlow::Continue(())
        };
        if latest.load(Ordering::Relaxed) == number
            && let Some(outcome) = analyst.analyse(analysis, &progress)
            && !report(outcome)
        {
            return;
        }
        // Its reading may have kept the other from it.
        analyst.write_back();
    }
}
