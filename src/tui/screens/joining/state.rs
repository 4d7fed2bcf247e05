//! A folder, before it is joined.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::sharing::{Plan, Progress};
use crate::tui::keymap::Context;
use crate::tui::widgets::prose::Line;

/// A folder that is looked at.
#[derive(Debug)]
pub struct Joining {
    /// Where it is.
    pub folder: PathBuf,
    /// What joining would do.
    pub plan: Box<Plan>,
    /// What is shown of that, one below the other.
    pub parts: Vec<Part>,
    /// The part that has the keys.
    pub focus: usize,
    /// How far it is.
    pub stage: Stage,
}

/// How far joining is.
#[derive(Debug)]
pub enum Stage {
    /// The person looks.
    Looking,
    /// It is being joined, and is so far.
    Joining(Progress),
    /// It cannot be joined.
    Refused(Failure),
}

/// A part of what is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Words.
    Words(Line),
    /// How many answers differ, over the columns of both sides.
    Sides,
    /// An answer that differs, by its place in the plan.
    Differs(usize),
}

impl Joining {
    /// Where its keys are looked up.
    pub fn context(&self) -> Context {
        match self.stage {
            Stage::Looking => Context::Joining,
            Stage::Joining(_) | Stage::Refused(_) => Context::File,
        }
    }
}
