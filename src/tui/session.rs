//! A model and the diary behind it, without a terminal: messages in, what the screen has to do out.

use std::collections::VecDeque;
use std::sync::Arc;

use chrono::NaiveDateTime;
use crossterm::event::{KeyCode, KeyEvent};

use crate::guide::RuleBook;
use crate::repository::{Repository, RepositoryError};

use super::keymap::Keymap;
use super::message::{Ask, Do, Effect, Message};
use super::model::Model;
use super::pointer::Pointed;
use super::runtime::Runtime;
use super::update::{self, update};
use super::worker::{Analyst, Evaluator, ImportFile, Importer, Outcome, Watch};
use crate::diary::acts::asking;
use crate::tui::layer::Layer;
use crate::tui::screens::editor::drafts;
use crate::tui::screens::editor::state::Typing;
use crate::tui::screens::import::update as import;
use crate::tui::screens::joining::update as joining;
use crate::tui::screens::lost::state::Lost;
use crate::words::{dates, notices};

/// A person's sitting with their diary.
#[derive(Debug)]
pub struct Session {
    /// What the screen shows.
    pub model: Model,
    /// `None` while the diary is shut.
    runtime: Option<Runtime>,
}

impl Session {
    /// Sits down with an open diary, at a moment, before a screen of a size (columns, rows).
    ///
    /// # Errors
    /// [`RepositoryError`] when the diary cannot be read.
    pub fn begin(
        repository: Repository,
        now: NaiveDateTime,
        size: (u16, u16),
        keymap: Keymap,
    ) -> Result<Self, RepositoryError> {
        let runtime = Runtime::new(repository);
        let opened = runtime.opened(now.date())?;
        let model = Model::new(
            now,
            size,
            Arc::clone(&opened.catalogue),
            opened.profile.clone(),
            keymap,
        );
        let mut session = Self {
            model,
            runtime: Some(runtime),
        };
        session.handle(Message::Opened(Box::new(opened)));
        session.carry_out(vec![Ask::Drafts.into()]);
        session.tell_put_aside();
        session.offer_gaps();
        Ok(session)
    }

    /// Takes in a message and all that follows from it; gives what only a screen can do.
    pub fn handle(&mut self, message: Message) -> Vec<Do> {
        let effects = update(&mut self.model, message);
        self.carry_out(effects)
    }

    /// Reads what the next keys may need, so that they need not wait for it, and forgets what they
    /// are far from; gives what only a screen can do.
    pub fn prefetch(&mut self) -> Vec<Do> {
        let effects = update::prefetch(&self.model);
        let effects = self.carry_out(effects);
        if update::evict(&mut self.model)
            && let Some(diary) = &self.runtime
        {
            diary.repository().release_memory();
        }
        effects
    }

    /// Asks the diary what is asked of it, and what follows from its answers; gives the rest.
    fn carry_out(&mut self, effects: Vec<Effect>) -> Vec<Do> {
        let mut effects = VecDeque::from(effects);
        let mut rest = Vec::new();
        while let Some(effect) = effects.pop_front() {
            match effect {
                Effect::Do(done) => rest.push(done),
                Effect::Ask(ask) => {
                    let today = self.model.today();
                    // A diary that is shut answers nothing.
                    let Some(diary) = &mut self.runtime else {
                        continue;
                    };
                    for message in diary.answer(ask, today) {
                        for effect in update(&mut self.model, message) {
                            // Every message asks for what is missing, also what is waited for
                            // already.
                            if !effects.contains(&effect) {
                                effects.push_back(effect);
                            }
                        }
                    }
                }
            }
        }
        rest
    }

    /// An evaluator of the same diary by some rules, for another thread.
    ///
    /// # Errors
    /// [`RepositoryError`] when the diary cannot be opened a second time.
    pub fn evaluator(&self, rules: RuleBook) -> Result<Evaluator, RepositoryError> {
        let diary = self.repository().ok_or(RepositoryError::Shut)?;
        Ok(Evaluator::new(diary.reader()?, rules))
    }

    /// An analyst of the same diary, for another thread.
    ///
    /// # Errors
    /// [`RepositoryError`] when the diary cannot be opened a second time.
    pub fn analyst(&self) -> Result<Analyst, RepositoryError> {
        let diary = self.repository().ok_or(RepositoryError::Shut)?;
        Ok(Analyst::new(diary.reader()?))
    }

    /// An importer of a file into the same diary, for another thread.
    ///
    /// # Errors
    /// [`RepositoryError`] when the diary cannot be opened a second time.
    pub fn importer(&self, file: ImportFile, watch: Watch) -> Result<Importer, RepositoryError> {
        let diary = self.repository().ok_or(RepositoryError::Shut)?;
        Ok(Importer::new(
            diary.writer()()?,
            file,
            self.model.today(),
            watch,
        ))
    }

    /// The diary; `None` while it is shut.
    pub fn repository(&self) -> Option<&Repository> {
        self.runtime.as_ref().map(Runtime::repository)
    }

    /// Whether something was written since this was asked last.
    pub fn take_changes(&mut self) -> bool {
        self.runtime.as_mut().is_some_and(Runtime::take_changes)
    }

    /// Blanks the screen.
    pub fn blank(&mut self) {
        if !matches!(self.model.layers.last(), Some(Layer::Blank)) {
            self.model.layers.push(Layer::Blank);
        }
    }

    /// Whether the diary lies open and has a passphrase.
    pub fn can_lock(&self) -> bool {
        self.repository().is_some_and(Repository::is_encrypted)
    }

    /// Shuts the diary, and forgets its passphrase and what was read of it. What is half typed is
    /// kept in the diary as far as it can be understood, and stays where it is typed.
    pub fn shut(&mut self) {
        self.pass_over_loss();
        if let Some(Layer::Editor(editor)) = self.model.layers.last()
            && matches!(editor.typing, Typing::Answer(..))
            && !editor.content().trim().is_empty()
        {
            let mut editor = editor.clone();
            self.keep_drafts();
            if let Typing::Answer(target, item) = &editor.typing {
                editor.stood = self.model.answer(*target, item).cloned();
            }
            self.model.layers.push(Layer::Editor(editor));
        }
        self.rest();
        import::forget(&mut self.model);
        joining::forget(&mut self.model);
        self.runtime = None;
        self.model.forget();
    }

    /// Goes on with the diary at the same place; gives what is to be worked out for it.
    ///
    /// # Errors
    /// [`RepositoryError`] when the diary cannot be read.
    pub fn resume(
        &mut self,
        repository: Repository,
        now: NaiveDateTime,
    ) -> Result<Vec<Do>, RepositoryError> {
        // It may be another file, or another program may have dropped some.
        let kept = repository.drafts()?;
        self.model.kept.retain(|draft| kept.contains(draft));
        let runtime = Runtime::new(repository);
        let opened = runtime.opened(now.date())?;
        self.runtime = Some(runtime);
        let effects = self.handle(Message::Opened(Box::new(opened)));
        self.tell_put_aside();
        Ok(effects)
    }

    /// Tells of a log that lay beside the diary and was another file's.
    fn tell_put_aside(&mut self) {
        let log = self.repository().and_then(Repository::put_aside);
        if let Some(words) = log.map(|log| notices::log_put_aside(log.display())) {
            self.model.complain(words);
        }
    }

    /// Tells, until the first key, how many days of the last week have no answer.
    fn offer_gaps(&mut self) {
        let gaps = self.model.gaps();
        let Some(first) = gaps.first() else { return };
        if self.model.notice.is_some() || !self.model.layers.is_empty() {
            return;
        }
        // Who was away knows that the week is missing, and with it all before.
        let away = self.model.span.filter(|span| span.last < *first);
        self.model.say(match away {
            Some(span) if gaps.len() == asking::GAPS => {
                notices::away(dates::day_month_year(span.last))
            }
            _ => notices::gaps(gaps.len()),
        });
    }

    /// What is said of a diary whose file was lost, while it is said.
    pub fn lost(&self) -> Option<&Lost> {
        self.model
            .layers
            .iter()
            .rev()
            .find_map(|layer| match layer {
                Layer::Lost(lost) => Some(&**lost),
                _ => None,
            })
    }

    /// Says no more of a lost file: what was being typed is on top again.
    fn pass_over_loss(&mut self) {
        let layers = &mut self.model.layers;
        layers.retain(|layer| !matches!(layer, Layer::Lost(_)));
    }

    /// Takes in a key, after whatever another program did to the diary.
    pub fn key(&mut self, key: KeyEvent, now: NaiveDateTime) -> Vec<Do> {
        // Escape and a key in one packet look like that key with Alt.
        let Some(behind) = update::behind_escape(&self.model, key) else {
            return self.done(Message::Key(key, now), now);
        };
        let mut effects = self.done(Message::Key(KeyCode::Esc.into(), now), now);
        effects.extend(self.done(Message::Key(behind, now), now));
        effects
    }

    /// Takes in what the mouse pointed at, the same way.
    pub fn point(&mut self, at: Pointed, now: NaiveDateTime) -> Vec<Do> {
        self.done(Message::Point(at, now), now)
    }

    /// Takes in what a person did.
    fn done(&mut self, what: Message, now: NaiveDateTime) -> Vec<Do> {
        let news = self.news(now);
        if let Some(lost @ Message::Lost(_)) = news {
            // It was meant for what was on the screen before.
            return self.handle(lost);
        }
        let mut effects = news.map(|news| self.handle(news)).unwrap_or_default();
        effects.extend(self.handle(what));
        effects
    }

    /// Takes in what a thread found out. One that cannot go on with a file that was lost tells of it
    /// before the person does anything.
    pub fn found_out(&mut self, outcome: Outcome, now: NaiveDateTime) -> Vec<Do> {
        let failed = matches!(outcome, Outcome::Failed(_));
        match failed.then(|| self.news(now)).flatten() {
            Some(lost @ Message::Lost(_)) => self.handle(lost),
            news => {
                let mut effects = news.map(|news| self.handle(news)).unwrap_or_default();
                effects.extend(self.handle(Message::Outcome(outcome)));
                effects
            }
        }
    }

    /// What another program did to the diary.
    fn news(&mut self, now: NaiveDateTime) -> Option<Message> {
        // What is lost is told once.
        let told = self.lost().is_some();
        let diary = self.runtime.as_mut().filter(|_| !told)?;
        diary.news(now.date())
    }

    /// Before a sudden end: what is half typed is kept, as far as it can be understood, whatever lies
    /// over it.
    pub fn keep_drafts(&mut self) {
        self.pass_over_loss();
        let editor = |layer: &Layer| matches!(layer, Layer::Editor(_));
        if let Some(at) = self.model.layers.iter().rposition(editor) {
            self.model.layers.truncate(at + 1);
            self.handle(Message::Close);
        }
        self.rest();
    }

    /// While the keys rest, what is being written is kept in the diary's file; gives what only a
    /// screen can do.
    pub fn rest(&mut self) -> Vec<Do> {
        self.handle(Message::Rest)
    }

    /// Whether something is being written that the file does not have yet.
    pub fn is_writing(&self) -> bool {
        drafts::is_unkept(&self.model)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::diary::{Act, Answer, DateRange, Edit, ItemOverride, Profile, Target};
    use crate::tui::message::Ask;
    use crate::tui::model::Pane;
    use crate::tui::testing::ymd;
    use crate::tui::worker::{Analysis, Evaluation, Job};

    /// A diary with pain on every day from June 2025 on.
    fn months(path: &Path) -> Repository {
        let mut repository = Repository::open(path).unwrap();
        let profile = Profile {
            welcomed: true,
            ..Profile::default()
        };
        let months = DateRange::new(ymd(2025, 6, 1), ymd(2026, 3, 17));
        let edits = months.days().map(|date| Edit::Answer {
            target: Target::Day(date),
            item: "pain".into(),
            answer: Some(Answer::Scale(4)),
        });
        let summary = "some months".into();
        let edits = edits.chain([Edit::Profile(Box::new(profile))]).collect();
        repository.perform(&Act { summary, edits }).unwrap();
        repository
    }

    fn sit_down(repository: Repository) -> (Session, impl Fn(KeyCode) -> Message) {
        let now = ymd(2026, 3, 17).and_hms_opt(6, 40, 0).unwrap();
        let keymap = Keymap::new(&Default::default()).unwrap();
        let mut session = Session::begin(repository, now, (100, 30), keymap).unwrap();
        session.model.focus = Pane::Calendar;
        (session, move |code| Message::Key(KeyEvent::from(code), now))
    }

    #[test]
    fn a_month_that_was_foreseen_is_not_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let (mut session, key) = sit_down(months(&folder.path().join("diary.db")));
        for _ in 0..6 {
            assert_eq!(session.prefetch(), []);
            assert_eq!(update::prefetch(&session.model), []);
            let effects = update(&mut session.model, key(KeyCode::PageUp));
            assert_eq!(effects, []);
            assert_eq!(session.model.day().map(|day| day.entries.len()), Some(1));
        }
        assert_eq!(session.model.cursor, ymd(2025, 9, 17));
        let shown = crate::tui::screens::chart::view::range(&session.model);
        let pain = &session.model.chart.series[&session.model.chart.item];
        assert_eq!(pain.points.len(), shown.len());
    }

    #[test]
    fn a_month_that_cannot_be_read_is_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("diary.db");
        drop(months(&path));
        let db = rusqlite::Connection::open(&path).unwrap();
        let damage = "PRAGMA ignore_check_constraints = ON;
             INSERT INTO entry (id, kind) SELECT id + 1, CAST(x'FF' AS TEXT) FROM entry
             WHERE date < '2026-01-01';";
        db.execute_batch(damage).unwrap();
        let (mut session, key) = sit_down(Repository::open(&path).unwrap());

        session.handle(key(KeyCode::PageUp));
        assert_eq!(session.model.notice, None);
        let asked = (0..3).find_map(|_| {
            let effects = update(&mut session.model, key(KeyCode::PageUp));
            (!effects.is_empty()).then_some(effects)
        });
        assert!(matches!(
            asked.as_deref(),
            Some([Effect::Ask(Ask::Read(..)), ..])
        ));
        let failed = Message::Failed("it is damaged".into());
        assert_eq!(update(&mut session.model, failed), []);
        session.handle(key(KeyCode::PageUp));
        assert!(session.model.notice.as_ref().is_some_and(|told| told.bad));
        session.handle(key(KeyCode::Char('t')));
        assert!(session.model.day().is_some());
    }

    #[test]
    fn the_cursor_reaches_what_the_diary_has_outside_a_lifetime_and_no_further() {
        let folder = tempfile::tempdir().unwrap();
        let mut repository = months(&folder.path().join("diary.db"));
        let far = [ymd(1890, 6, 1), ymd(2201, 6, 1)];
        let edits = far.map(|date| Edit::Answer {
            target: Target::Day(date),
            item: "pain".into(),
            answer: Some(Answer::Scale(4)),
        });
        let summary = "far away".into();
        let edits = edits.into();
        repository.perform(&Act { summary, edits }).unwrap();
        let (mut session, key) = sit_down(repository);
        let mut press = |keys: &str| {
            for c in keys.chars() {
                session.handle(key(KeyCode::Char(c)));
            }
            (session.model.cursor, session.model.day().is_some())
        };
        assert_eq!(press("gg"), (far[0], true));
        assert_eq!(press("h"), (far[0], true));
        assert_eq!(press("G"), (far[1], true));
        assert_eq!(press("l"), (far[1], true));
        assert_eq!(press("gg"), (far[0], true));
    }

    #[test]
    fn only_what_changes_settings_has_the_whole_diary_thought_through_again() {
        let folder = tempfile::tempdir().unwrap();
        let (mut session, _) = sit_down(months(&folder.path().join("diary.db")));
        let day = ymd(2026, 3, 17);
        let answer = Edit::Answer {
            target: Target::Day(day),
            item: "pain".into(),
            answer: Some(Answer::Scale(7)),
        };
        let hide = Edit::Override {
            item: "stress".into(),
            change: Some(ItemOverride {
                hidden: true,
                ..ItemOverride::default()
            }),
        };
        for (edit, evaluation) in [
            (answer, Evaluation::Days(vec![day], day)),
            (hide, Evaluation::Everything(day)),
        ] {
            let act = Act::one("something", edit);
            for ask in [Ask::Perform(act), Ask::Undo, Ask::Redo] {
                let jobs: Vec<Do> = session
                    .carry_out(vec![ask.into()])
                    .into_iter()
                    .filter(|effect| {
                        matches!(
                            effect,
                            Do::Work(Job::Evaluate(
                                Evaluation::Days(..) | Evaluation::Everything(_)
                            ))
                        )
                    })
                    .collect();
                let evaluate = Job::Evaluate(evaluation.clone());
                assert_eq!(jobs, [Do::Work(evaluate)]);
            }
        }
    }

    #[test]
    fn a_diary_that_is_opened_again_finds_its_patterns_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("diary.db");
        let (mut session, key) = sit_down(months(&path));
        let looks = |done: &[Do]| {
            let of = |of: &Do| matches!(of, Do::Work(Job::Analyse(Analysis::Patterns(..))));
            done.iter().any(of)
        };
        session.handle(key(KeyCode::Char('g')));
        assert!(looks(&session.handle(key(KeyCode::Char('p')))));
        session.shut();
        let again = session.resume(Repository::open(&path).unwrap(), session.model.now);
        assert!(looks(&again.unwrap()));
    }
}
