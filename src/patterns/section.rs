//! The page in sections, each under its heading: what every face and every printed page walks.

use std::collections::BTreeMap;

use super::digest;
use super::page::Page;
use super::question::Lack;
use super::relief::relief_missing;
use super::row::Row;
use super::verdict::Verdict;

/// What stands over a part of the page.
///
/// They stand on the page in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heading {
    /// Over patterns whose interval leaves zero out.
    Steady,
    /// Over patterns.
    Pattern,
    /// Over what is found in too few cycles.
    SoFar,
    /// Over what was looked for and not found.
    None,
    /// Over what cannot be asked yet.
    NotEnough,
    /// Over what pain did around relief measures.
    Relief,
    /// Over weekdays and months.
    Course,
}

impl From<Verdict> for Heading {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Steady => Self::Steady,
            Verdict::Pattern => Self::Pattern,
            Verdict::SoFar => Self::SoFar,
            Verdict::None => Self::None,
            Verdict::NotEnough => Self::NotEnough,
        }
    }
}

impl Heading {
    /// Whether what stands below is told in one line until it is asked for: there is most of it, and
    /// it says least.
    const fn folds(self) -> bool {
        matches!(self, Self::None | Self::NotEnough)
    }
}

/// A part of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Section<'p> {
    /// What stands over it.
    pub heading: Heading,
    /// What it says; at least one row.
    pub rows: Vec<Row<'p>>,
}

/// What the rows of a section that is folded come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// How many rows there are.
    pub things: usize,
    /// How many questions they are about.
    pub questions: usize,
    /// In how many questions a real difference would easily be missed ([`EASILY_MISSED`](super::EASILY_MISSED)).
    pub easily_missed: usize,
    /// What would help most, and so many rows; none where nothing is missing.
    pub help: Option<(Lack, usize)>,
}

/// Whether a person can do something about it, but for waiting.
const fn can_be_helped(lack: Lack) -> bool {
    !matches!(lack, Lack::Events | Lack::Spread | Lack::Variation)
}

impl Section<'_> {
    /// Whether it is told in one line until it is asked for. One row hides nothing.
    pub fn is_folded(&self) -> bool {
        self.heading.folds() && self.rows.len() > 1
    }

    /// What its rows come to.
    pub fn tally(&self) -> Tally {
        let lacks = self.rows.iter().filter_map(Row::lack);
        let mut counted: BTreeMap<Lack, usize> = BTreeMap::new();
        for lack in lacks {
            *counted.entry(lack).or_default() += 1;
        }
        let counted = counted.into_iter();
        Tally {
            things: self.rows.len(),
            questions: self.rows.iter().map(Row::questions).sum(),
            easily_missed: self.rows.iter().map(Row::easily_missed).sum(),
            // What one can do something about goes before what takes time.
            help: counted.max_by_key(|(lack, rows)| (can_be_helped(*lack), *rows)),
        }
    }
}

impl Page {
    /// Everything on the page, section by section, what says most first. A statistic that is added
    /// to a page is added here, and is then told wherever pages are.
    pub fn sections(&self) -> Vec<Section<'_>> {
        let findings = digest::rows(&self.findings).into_iter();
        let found = findings.map(|(verdict, row)| (Heading::from(verdict), row));
        let reliefs = self.reliefs.iter().map(|of| match relief_missing(of) {
            Some(_) => (Heading::NotEnough, Row::Relief(of)),
            None => (Heading::Relief, Row::Relief(of)),
        });
        let weekdays = self.weekdays.iter().map(Row::Weekdays);
        let course = weekdays.chain(self.trends.iter().map(Row::Trend));
        let mut rows: Vec<(Heading, Row<'_>)> = found
            .chain(reliefs)
            .chain(course.map(|row| (Heading::Course, row)))
            .collect();
        rows.sort_by_key(|(heading, _)| *heading);
        let sections = rows.chunk_by(|a, b| a.0 == b.0);
        sections
            .map(|rows| Section {
                heading: rows[0].0,
                rows: rows.iter().map(|(_, row)| row.clone()).collect(),
            })
            .collect()
    }
}
