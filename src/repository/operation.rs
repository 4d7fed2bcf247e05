//! The record of what was done.

use super::*;

/// An act as it was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation {
    /// Its number; later ones are larger.
    pub id: i64,
    /// When it was done.
    pub at: DateTime<Local>,
    /// What was done, in one line.
    pub description: String,
    /// Whether it stands.
    pub state: OperationState,
    /// The dates it touched, in order.
    pub dates: Vec<NaiveDate>,
}

/// Whether an operation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperationState {
    /// It stands.
    Done,
    /// It was undone and can be redone.
    Undone,
    /// It was undone, and something else was done since.
    Abandoned,
}
