//! A still: the screen of a diary as it is when it has been opened and nothing has been pressed.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::appearance::Appearance;
use super::error::TuiError;
use super::keymap::action::Action;
use super::keymap::{KeyOverrides, Keymap};
use super::message::{Do, Message};
use super::pointer::Pointed;
use super::session::Session;
use super::view;
use super::worker::{Analyst, Evaluation, Evaluator, Job};
use crate::guide::RuleBook;
use crate::repository::Repository;

/// When the diary is opened: twenty to seven.
const MORNING: TimeDelta = TimeDelta::minutes(6 * 60 + 40);

/// The screen of a diary on the morning of a day, of a size (columns, rows), once a key was pressed that
/// opens another.
///
/// The warnings that are spoken of are read and put aside in the diary before.
///
/// # Errors
/// [`TuiError`] when the diary cannot be read.
pub fn still(
    repository: Repository,
    today: NaiveDate,
    size: (u16, u16),
    opens: Option<Action>,
    appearance: &Appearance,
) -> Result<Buffer, TuiError> {
    let now = today.and_time(NaiveTime::MIN + MORNING);
    let keymap = Keymap::new(&KeyOverrides::new())?;
    let mut session = Session::begin(repository, now, size, keymap)?;
    let mut thinker = Thinker {
        evaluator: session.evaluator(RuleBook::built_in().clone())?,
        analyst: session.analyst()?,
    };
    let everything = || vec![Do::Work(Job::Evaluate(Evaluation::Everything(today)))];
    loop {
        thinker.follow(&mut session, everything());
        let spoken = session.model.guide.spoken().count();
        if spoken == 0 {
            break;
        }
        session.key(KeyEvent::from(KeyCode::Char('!')), now);
        thinker.follow(&mut session, everything());
        // What cannot be put aside stays in the picture.
        if session.model.guide.spoken().count() >= spoken {
            break;
        }
    }
    if let Some(action) = opens {
        let work = session.point(Pointed::Act(action), now);
        thinker.follow(&mut session, work);
    }
    session.model.notice = None;
    let mut screen = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    view::draw(&session.model, &mut screen, appearance);
    Ok(screen)
}

/// What the program works out beside the keys, worked out at once.
struct Thinker {
    evaluator: Evaluator,
    analyst: Analyst,
}

impl Thinker {
    fn follow(&mut self, session: &mut Session, work: Vec<Do>) {
        let mut work = VecDeque::from(work);
        while let Some(done) = work.pop_front() {
            let Do::Work(job) = done else { continue };
            let outcomes = match job {
                Job::Evaluate(evaluation) => self.evaluator.evaluate(evaluation),
                Job::Analyse(analysis) => {
                    let found = self
                        .analyst
                        .analyse(analysis, &|_| ControlFlow::Continue(()));
                    found.into_iter().collect()
                }
                // A picture is of what the diary has.
                Job::Import(..) => vec![],
            };
            for outcome in outcomes {
                work.extend(session.handle(Message::Outcome(outcome)));
            }
        }
    }
}
