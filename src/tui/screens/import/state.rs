//! A file, before it is imported.

use std::collections::BTreeSet;

use crate::exchange::door::Remark;
use crate::exchange::{Field, ImportPlan, Theirs};
use crate::failure::Failure;
use crate::tui::keymap::Context;
use crate::tui::keymap::action::Action;
use crate::tui::screens::import::table::state::Table;
use crate::tui::widgets::prose::Line;
use crate::tui::worker::ImportFile;

/// A file that is looked at.
#[derive(Debug)]
pub struct Import {
    /// Its number: what was found out of an earlier one is none of its.
    pub number: u64,
    /// Where it lies.
    pub file: ImportFile,
    /// What is to be told of how it was opened.
    pub remarks: Vec<Remark>,
    /// How far it is.
    pub stage: Stage,
}

/// How far a file is.
#[derive(Debug)]
pub enum Stage {
    /// So many percent of it are read.
    Reading(u8),
    /// It cannot be read.
    Refused(Failure),
    /// It is a table that no rules know.
    Table(Table),
    /// It was read.
    Preview(Preview),
    /// So many percent of it are added.
    Writing(u8),
}

/// What a file would bring.
#[derive(Debug)]
pub struct Preview {
    /// What importing it would do.
    pub plan: Box<ImportPlan>,
    /// What the person chose of it in the place of theirs.
    pub theirs: Theirs,
    /// What is shown, one below the other.
    pub parts: Vec<Part>,
    /// The part that has the keys.
    pub focus: usize,
    /// The table it is of, where no rules knew it.
    pub table: Option<Table>,
}

/// A part of what is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Words.
    Words(Line),
    /// How many conflicts there are, over the columns of both sides.
    Sides,
    /// A conflict that can be chosen, by its place in the plan.
    Conflict(usize),
}

impl Import {
    /// Where its keys are looked up.
    pub fn context(&self) -> Context {
        match self.stage {
            Stage::Preview(_) => Context::Import,
            Stage::Table(_) => Context::Table,
            Stage::Reading(_) | Stage::Refused(_) | Stage::Writing(_) => Context::File,
        }
    }

    /// Whether there is nothing that an action could be done to: nothing is answered otherwise.
    pub fn idles(&self, action: Action) -> bool {
        let Stage::Preview(preview) = &self.stage else {
            return false;
        };
        let chooses = matches!(action, Action::Toggle | Action::TakeItem | Action::TakeAll);
        let mut parts = 0..preview.parts.len();
        chooses && parts.all(|part| preview.conflict(part).is_none())
    }

    /// A line was pointed at: it has the keys. Says whether there is something to choose on it.
    pub fn point(&mut self, line: usize) -> bool {
        match &mut self.stage {
            Stage::Preview(preview) => {
                preview.focus = line;
                preview.conflict(line).is_some()
            }
            // A second time asks which item it answers.
            Stage::Table(table) => std::mem::replace(&mut table.focus, line) == line,
            _ => false,
        }
    }
}

impl Preview {
    /// What a conflict is about, by the part it is shown in; `None` where there is nothing to choose.
    pub fn conflict(&self, part: usize) -> Option<Field> {
        match self.parts.get(part)? {
            Part::Conflict(at) => field(&self.plan, *at),
            Part::Words(_) | Part::Sides => None,
        }
    }

    /// Takes what the file says of what is meant, or what the diary says again.
    pub fn take(&mut self, is_meant: impl Fn(&Field) -> bool) {
        let all = (0..self.parts.len()).filter_map(|part| self.conflict(part));
        let meant: BTreeSet<Field> = all.filter(is_meant).collect();
        match meant.is_subset(&self.theirs) {
            true => self.theirs.retain(|of| !meant.contains(of)),
            false => self.theirs.extend(meant),
        }
    }

    /// Whether to import it would change anything.
    pub fn is_of_use(&self) -> bool {
        !self.plan.is_empty() || !self.theirs.is_empty()
    }
}

/// What a conflict of a plan is about, where it is one with the person.
pub(super) fn field(plan: &ImportPlan, at: usize) -> Option<Field> {
    plan.conflicts.get(at)?.field()
}
