//! The thread on which a diary that is shared goes round.

use std::path::Path;
use std::sync::mpsc::Receiver;

use chrono::NaiveDate;

use super::Report;
use super::job::Errand;
use super::outcome::{Outcome, Shared};
use crate::failure::Failure;
use crate::lines::look;
use crate::repository::{Repository, RepositoryError};
use crate::sharing::{self, SharingError, Skipped, Why};
use crate::tui::events::Watcher;
use crate::words::sharing as words;
use crate::words::shell::inbox as say;

/// Goes round, or looks, as often as it is sent. Nothing of it is done where the diary is not shared.
pub(super) fn share(
    open: impl FnOnce() -> Result<Repository, RepositoryError>,
    folder: &Path,
    watcher: Option<Watcher>,
    errands: &Receiver<Errand>,
    report: &Report,
) {
    let shared = open().map_err(SharingError::from).and_then(|diary| {
        let me = sharing::me(&diary)?;
        Ok(me.map(|_| diary))
    });
    let mut sharer = match shared {
        Ok(Some(diary)) => Sharer {
            diary,
            folder,
            watcher,
            told: Told::default(),
        },
        Ok(None) => return,
        Err(error) => {
            report(Outcome::Failed(error.into()));
            return;
        }
    };
    while let Ok(errand) = errands.recv() {
        // Of several that came meanwhile one is enough.
        let sent: Vec<Errand> = [errand].into_iter().chain(errands.try_iter()).collect();
        let mut outcomes = Vec::new();
        let day = |errand: &Errand| match errand {
            Errand::Round(today) => Some(*today),
            Errand::Look => None,
        };
        if let Some(today) = sent.iter().rev().find_map(day) {
            outcomes.extend(sharer.read_inbox(today));
            outcomes.extend(sharer.go_round());
        }
        if sent.contains(&Errand::Look) {
            outcomes.extend(sharer.look());
        }
        // On the last round there may be nobody left to hear of it.
        for outcome in outcomes {
            report(outcome);
        }
        sharer.diary.write_back();
    }
}

struct Sharer<'f> {
    diary: Repository,
    folder: &'f Path,
    watcher: Option<Watcher>,
    told: Told,
}

/// What was told already, and is told again only once it was otherwise in between.
#[derive(Default)]
struct Told {
    trouble: Option<String>,
    newer: Vec<Skipped>,
    wrong: Option<String>,
}

impl Sharer<'_> {
    /// Goes round once. What is to be watched is watched before it is read, so that nothing comes unseen
    /// in between.
    fn go_round(&mut self) -> Vec<Outcome> {
        self.watch();
        let mut round = match sharing::now(&mut self.diary, self.folder) {
            Ok(round) => round,
            Err(error) => return self.trouble(Some(error)).into_iter().collect(),
        };
        let unwritten = round.unwritten.take();
        let newer = round.skipped.iter().filter(|file| file.why == Why::Newer);
        let newer: Vec<Skipped> = newer.cloned().collect();
        let mut outcomes = vec![Outcome::Round(Box::new(round))];
        if self.told.newer != newer {
            let failed = |file: &Skipped| Outcome::Failed(Failure::new(words::left(file)));
            outcomes.extend(newer.first().map(failed));
            self.told.newer = newer;
        }
        outcomes.extend(self.trouble(unwritten));
        outcomes
    }

    /// Reads what was written into the inbox of the folder, so that the round takes it along.
    fn read_inbox(&mut self, today: NaiveDate) -> Option<Outcome> {
        let inbox = sharing::inbox(self.folder)?;
        let read = look(&inbox, today, Some(&self.diary))
            .and_then(|look| Ok((look.write(&mut self.diary)?, look)));
        let (written, look) = match read {
            Ok(read) => read,
            Err(error) => return Some(Outcome::Failed(error.into())),
        };
        let wrong = look
            .wrong
            .first()
            .map(|(place, why)| say::wrong(place, why));
        let is_news = self.told.wrong != wrong;
        self.told.wrong.clone_from(&wrong);
        let wrong = wrong.filter(|_| is_news);
        let new = written.map_or(0, |_| look.count_new());
        (new > 0 || wrong.is_some()).then_some(Outcome::Inbox(new, wrong))
    }

    fn watch(&self) {
        let Some(watcher) = &self.watcher else { return };
        // A folder that is not there is told by the round itself.
        let folders = sharing::to_watch(&self.diary, self.folder).unwrap_or_default();
        for folder in folders {
            let _ = watcher.watch(&folder);
        }
    }

    /// What keeps it from going round, unless that was told last.
    fn trouble(&mut self, error: Option<SharingError>) -> Option<Outcome> {
        let failure = error.map(Failure::from);
        let words = failure.as_ref().map(Failure::in_one_line);
        let is_news = words != self.told.trouble;
        self.told.trouble = words;
        failure.filter(|_| is_news).map(Outcome::Failed)
    }

    fn look(&mut self) -> Vec<Outcome> {
        let status = sharing::status(&self.diary, self.folder);
        let conflicts = status.and_then(|status| {
            let conflicts = sharing::conflicts(&self.diary)?;
            Ok(Shared { status, conflicts })
        });
        vec![match conflicts {
            Ok(shared) => Outcome::Shared(Box::new(shared)),
            Err(error) => Outcome::Failed(error.into()),
        }]
    }
}
