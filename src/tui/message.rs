//! What reaches the model, and what it asks for in return.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use crossterm::event::KeyEvent;

use crate::config::{Config, Setting};
use crate::diary::query::Query;
use crate::diary::{Act, Catalogue, DateRange, Day, Diary, ItemId, ItemOverride, Profile};
use crate::failure::Failure;
use crate::guide::Flag;
use crate::repository::{Drafts, Hit, Operation, Stays};
use crate::safekeeping::Removed;
use crate::sharing::{Computer, Conflict, Plan};

use super::events::Shut;
use super::pointer::Pointed;
use super::screens::editor::state::Unfinished;
use super::screens::lost::state::Lost;
use super::window::Window;
use super::worker::{Again, Errand, ImportFile, Job, Lock, Outcome};

/// Something that happened.
#[derive(Debug)]
pub enum Message {
    /// A key was pressed, at a moment.
    Key(KeyEvent, NaiveDateTime),
    /// The keys rest.
    Rest,
    /// What was being written when a program ended was read.
    Drafts {
        /// What is not finished.
        unfinished: Vec<Unfinished>,
        /// What stands in the diary by now.
        finished: Drafts,
    },
    /// What is being written is in the file.
    DraftsKept(Drafts),
    /// What lies over the panes is to be closed.
    Close,
    /// Words were pasted.
    Paste(String),
    /// The mouse pointed at something, at a moment.
    Point(Pointed, NaiveDateTime),
    /// The screen has another size.
    Resize(u16, u16),
    /// The diary was opened, or changed by another program: everything at hand is stale.
    Opened(Box<Opened>),
    /// Days of the window were read.
    Read(DateRange, Diary),
    /// Days of the heat map were read.
    ReadYear(DateRange, Diary),
    /// The chart's answers were read.
    ReadChart(DateRange, Vec<ItemId>, Diary),
    /// The answers of the cycles laid over each other were read.
    ReadOverlay(DateRange, ItemId, Diary),
    /// A search found days.
    Hits(Vec<Hit>),
    /// The log of changes was read.
    History(Vec<Operation>),
    /// What was removed was read.
    Trash(Vec<Removed>),
    /// What this computer is called was read; `None` where the diary is not shared.
    Sharing(Option<Computer>),
    /// An act was done, undone or redone.
    Changed(Box<Changed>),
    /// A folder is to be looked at, to be joined, with what joining would do.
    Join(PathBuf, Box<Plan>),
    /// A file is to be looked at, to be imported.
    Import(ImportFile),
    /// Something was worked out beside the keys.
    Outcome(Outcome),
    /// The diary's file was lost.
    Lost(Box<Lost>),
    /// The diary's file or its log was lost, and what lies there now holds the same: that is open.
    Regained,
    /// Something was asked for that changes nothing.
    Unchanged(&'static str),
    /// Something failed.
    Failed(Failure),
}

impl Message {
    /// Whether days may come down to something else by it, where they have only a few cells.
    pub fn marks_days(&self) -> bool {
        match self {
            Self::Opened(_) | Self::Read(..) | Self::ReadYear(..) | Self::Changed(_) => true,
            Self::Outcome(outcome) => matches!(
                outcome,
                Outcome::Cycles(_) | Outcome::Warnings(..) | Outcome::Earlier(..)
            ),
            _ => false,
        }
    }
}

/// What stands in a diary beside its days.
#[derive(Debug)]
pub struct Opened {
    /// What can be recorded.
    pub catalogue: Arc<Catalogue>,
    /// What the person changed about items.
    pub overrides: BTreeMap<ItemId, ItemOverride>,
    /// What the person keeps.
    pub profile: Profile,
    /// The first and last day with an entry.
    pub span: Option<DateRange>,
    /// Whether it has a passphrase.
    pub encrypted: bool,
    /// The latest days.
    pub lately: Window,
}

/// What an act changed.
#[derive(Debug)]
pub struct Changed {
    /// What was done.
    pub operation: Operation,
    /// Whether it was done or undone.
    pub how: How,
    /// What of it stays, where it was undone or done again.
    pub stays: Option<Stays>,
    /// The days it touched, as they are now.
    pub days: Vec<(NaiveDate, Day)>,
    /// What stands beside the days, when the act may have changed it.
    pub opened: Option<Opened>,
    /// The first and last day with an entry, as it is now.
    pub span: Option<DateRange>,
}

/// Whether an act was done, undone or redone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// For the first time.
    Done,
    /// Undone.
    Undone,
    /// Done again.
    Redone,
}

/// Something the model asks for.
#[derive(Debug, PartialEq)]
pub enum Effect {
    /// Of the diary's file.
    Ask(Ask),
    /// Of the screen and the program.
    Do(Do),
}

impl From<Ask> for Effect {
    fn from(ask: Ask) -> Self {
        Self::Ask(ask)
    }
}

impl From<Do> for Effect {
    fn from(done: Do) -> Self {
        Self::Do(done)
    }
}

impl From<Job> for Effect {
    fn from(job: Job) -> Self {
        Self::Do(Do::Work(job))
    }
}

/// What is asked of the diary's file: each is answered at once, with one message.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// Do something to the diary.
    Perform(Act),
    /// Keep that a warning was read.
    Acknowledge(Box<Flag>),
    /// Read what was being written when a program ended.
    Drafts,
    /// Keep what is being written.
    KeepDrafts {
        /// What of it the file has.
        before: Drafts,
        /// What it is to have.
        now: Drafts,
    },
    /// Undo the latest act.
    Undo,
    /// Redo the act undone last.
    Redo,
    /// Read days for the window.
    Read(DateRange),
    /// Read days for the heat map.
    ReadYear(DateRange),
    /// Read answers for the chart.
    ReadChart(DateRange, Vec<ItemId>),
    /// Read the answers of cycles to lay over each other.
    ReadOverlay(DateRange, ItemId),
    /// Look whether the diary's file is the one that was opened.
    Look,
    /// Find days.
    Search(Query),
    /// Read the log of changes.
    History,
    /// Read what was removed.
    Trash,
    /// Read what this computer is called where the diary is shared.
    Sharing,
    /// Take what another computer says, of those that say something else.
    TakeTheirs(Conflict, usize),
    /// Keep what stands where another computer says something else.
    KeepOurs(Conflict),
}

/// What is done to the screen and the program.
#[derive(Debug, PartialEq)]
pub enum Do {
    /// Work something out beside the keys.
    Work(Job),
    /// Put words on the clipboard.
    Copy(String),
    /// Begin the threads anew: the diary is another file now.
    Restart,
    /// Open what has the diary's name now.
    Reopen,
    /// Shut the diary until its passphrase is typed.
    Shut(Shut),
    /// Ask for another passphrase.
    Passphrase,
    /// Ask for the password of the file that is looked at; again, when the one before was wrong.
    Unlock(Lock, Again),
    /// Join the folder the program was started with.
    Join,
    /// Forget it, with its passphrase; what was begun is called off.
    PassOver,
    /// Keep that the diary is shared through a folder from now on.
    ShareThrough(PathBuf),
    /// Look as settings ask for.
    Look(Box<Config>),
    /// Keep a setting of the look, with its value.
    KeepLook(&'static Setting, String),
    /// Draw everything anew.
    Redraw,
    /// Write a picture of the screen to a file of that name beside the diary.
    Picture(String),
    /// Write the page for the doctor to a file of that name beside the diary.
    Page(String, Arc<str>),
    /// Send the diary round, or to look how it stands with sharing it.
    Errand(Errand),
    /// End.
    Quit,
}
