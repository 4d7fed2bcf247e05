//! A table that no rules know, and how it could be read.

use crate::exchange::ImportPlan;
use crate::exchange::propose::{Doubt, Proposal, Thing};
use crate::failure::Failure;

/// A table, and how it could be read.
#[derive(Debug)]
pub struct Table {
    /// How it could be read.
    pub proposal: Box<Proposal>,
    /// The line that has the keys.
    pub focus: usize,
    /// What that would bring.
    pub would: Would,
    /// How many readings are tried that nothing was heard of yet.
    pub tried: usize,
}

/// What a reading would bring.
#[derive(Debug)]
pub enum Would {
    /// Nobody knows: it is tried, or something is to be asked before.
    Open,
    /// This.
    Bring(Box<ImportPlan>),
    /// Nothing, and why.
    Fail(Failure),
}

/// A line of what can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// What a row is.
    Rows,
    /// The column of days.
    Days,
    /// What stands before the decimals.
    Decimals,
    /// A thing, by its place in the proposal.
    Thing(usize),
}

impl Table {
    /// A table of which nothing is changed yet: what is in doubt first has the keys.
    pub fn new(proposal: Box<Proposal>) -> Self {
        let mut table = Self {
            proposal,
            focus: 0,
            would: Would::Open,
            tried: 0,
        };
        table.focus = table.first_doubt().unwrap_or_default();
        table
    }

    /// What can be changed, a line each.
    pub fn lines(&self) -> Vec<Line> {
        let signs = |thing: &Thing| thing.doubts.contains(&Doubt::Sign);
        let asks_sign = self.proposal.decimal.is_some() || self.proposal.things.iter().any(signs);
        let mut lines = vec![Line::Rows, Line::Days];
        lines.extend(asks_sign.then_some(Line::Decimals));
        lines.extend((0..self.proposal.things.len()).map(Line::Thing));
        lines
    }

    /// The line that has the keys.
    pub fn focused(&self) -> Line {
        let lines = self.lines();
        lines.get(self.focus).copied().unwrap_or(Line::Rows)
    }

    /// Whether something of a line is in doubt.
    pub fn is_in_doubt(&self, line: Line) -> bool {
        match line {
            Line::Rows => self.proposal.is_kind_open,
            Line::Days => self.proposal.date.order.is_none(),
            Line::Decimals => self.proposal.decimal.is_none(),
            Line::Thing(at) => {
                { self.proposal.things.get(at) }.is_some_and(|thing| !thing.doubts.is_empty())
            }
        }
    }

    /// The first line that something is in doubt of.
    pub fn first_doubt(&self) -> Option<usize> {
        self.lines()
            .into_iter()
            .position(|line| self.is_in_doubt(line))
    }
}
